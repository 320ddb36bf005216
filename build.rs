//! Tells the program its version, and the commit that it is built from.

#![allow(clippy::print_stdout, reason = "this is how a build script talks to Cargo")]

use std::path::Path;
use std::process::Command;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let version = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    // A build for development has no commit of its own, and would be made anew after each.
    let commit = env::var("PROFILE").is_ok_and(|profile| profile == "release").then(commit).flatten();
    let commit = commit.map(|commit| format!(" ({commit})")).unwrap_or_default();
    println!("cargo::rustc-env=OBELUS_VERSION={version}{commit}");
}

/// The short name of the commit that is checked out; none where this is no checkout of the project, but a published
/// crate, or where there is no git.
fn commit() -> Option<String> {
    // A crate may lie in the checkout of another project.
    let top = fs::canonicalize(git(&["rev-parse", "--show-toplevel"])?).ok()?;
    if top != fs::canonicalize(env::var_os("CARGO_MANIFEST_DIR")?).ok()? {
        return None;
    }
    // `HEAD` changes with the branch, and its log with each commit. Cargo takes a file that is not there for changed.
    for name in ["HEAD", "logs/HEAD"] {
        let path = git(&["rev-parse", "--git-path", name])?;
        if Path::new(&path).exists() {
            println!("cargo::rerun-if-changed={path}");
        }
    }
    git(&["rev-parse", "--short=9", "HEAD"])
}

/// What git prints, run in the folder of the package; none where it fails.
fn git(args: &[&str]) -> Option<String> {
    let output = Command::new("git").args(args).output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}
