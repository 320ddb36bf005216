//! Version, changelog, tag and packages agree.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::Value;
use std::fs;
use std::path::Path;
#[cfg(unix)]
use std::process::{Command, Output};

const VERSION: &str = env!("CARGO_PKG_VERSION");
const HOME_PAGE: &str = "https://github.com/obelus-lsp/obelus";

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn json(path: &str) -> Value {
    serde_json::from_str(&read(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What `pyproject.toml` says of `key`, as it is written there.
fn in_pyproject(key: &str) -> Option<String> {
    let value = |line: &str| Some(line.strip_prefix(key)?.strip_prefix(" = ")?.to_owned());
    read("pyproject.toml").lines().find_map(value)
}

/// Where the two packages of Node.js are described: the extension and the program.
const NODE_PACKAGES: [&str; 2] = ["editors/vscode/package.json", ".ci/package/npm/package.json"];

#[test]
fn every_package_has_the_version_of_the_crate() {
    assert_eq!(json("editors/vscode/package.json")["version"], VERSION);
    assert_eq!(json("editors/vscode/package-lock.json")["version"], VERSION);
    // These get it when they are made.
    assert_eq!(json(".ci/package/npm/package.json").get("version"), None);
    assert_eq!(in_pyproject("version"), None);
    assert!(in_pyproject("dynamic").unwrap().contains("\"version\""));
    assert!(read(".ci/package/deb/changelog").starts_with("obelus (VERSION-1) "));
}

/// The first heading of a version in a changelog: `[0.1.0] - Unreleased`.
fn newest(changelog: &str) -> &str {
    changelog.lines().find_map(|line| line.strip_prefix("## ")).unwrap()
}

#[test]
fn the_changelog_begins_with_this_version() {
    let changelog = read("CHANGELOG.md");
    assert!(newest(&changelog).starts_with(&format!("[{VERSION}] - ")));
    assert!(changelog.contains(&format!("\n[{VERSION}]: {HOME_PAGE}/releases/tag/v{VERSION}\n")));
    assert!(newest(&read("editors/vscode/CHANGELOG.md")).starts_with(VERSION));
}

#[test]
fn every_package_names_one_home_page_and_licence() {
    let licence = env!("CARGO_PKG_LICENSE");
    assert_eq!(env!("CARGO_PKG_REPOSITORY"), HOME_PAGE);
    for path in NODE_PACKAGES {
        let package = json(path);
        for address in [&package["homepage"], &package["repository"]["url"], &package["bugs"]["url"]] {
            let address = address.as_str().unwrap().trim_start_matches("git+");
            assert!(address.starts_with(HOME_PAGE), "{path}: {address}");
        }
        assert_eq!(package["license"], licence, "{path}");
    }
    assert_eq!(in_pyproject("license"), Some(format!("\"{licence}\"")));
    assert!(read(".ci/package/deb/copyright").contains(&format!("\nSource: {HOME_PAGE}\n")));
}

#[test]
fn the_program_is_described_alike() {
    assert_eq!(json(".ci/package/npm/package.json")["description"], env!("CARGO_PKG_DESCRIPTION"));
}

/// Runs `.ci/package/version TAG` in a repository that has this `Cargo.toml` and a changelog that begins with `heading`.
#[cfg(unix)]
fn check_tag(tag: &str, heading: &str) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join(".ci/package/version");
    fs::create_dir_all(script.parent().unwrap()).unwrap();
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::copy(repository.join(".ci/package/version"), &script).unwrap();
    fs::copy(repository.join("Cargo.toml"), folder.path().join("Cargo.toml")).unwrap();
    fs::write(folder.path().join("CHANGELOG.md"), format!("# Changelog\n\n{heading}\n")).unwrap();
    Command::new("bash").arg(script).arg(tag).output().unwrap()
}

#[test]
#[cfg(unix)]
fn a_tag_that_is_not_of_this_version_is_refused() {
    let heading = format!("## [{VERSION}] - 2026-12-01");
    let accepted = check_tag(&format!("v{VERSION}"), &heading);
    assert_eq!(String::from_utf8_lossy(&accepted.stdout).trim(), VERSION);
    assert!(accepted.status.success());
    for tag in ["v0.0.9", VERSION, "main"] {
        let refused = check_tag(tag, &heading);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(!refused.status.success(), "{tag}");
        assert!(said.contains(&format!("the tag {tag} is not that of version {VERSION}")), "{said}");
    }
}

#[test]
#[cfg(unix)]
fn a_tag_is_refused_until_the_changelog_has_its_date() {
    for heading in [format!("## [{VERSION}] - Unreleased"), "## [0.0.9] - 2026-12-01".into()] {
        let refused = check_tag(&format!("v{VERSION}"), &heading);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(!refused.status.success(), "{heading}");
        assert!(said.contains(&format!("CHANGELOG.md has no section “## [{VERSION}] - YEAR-MONTH-DAY”")), "{said}");
    }
}

#[test]
fn the_workflows_run_the_scripts() {
    let release = read(".github/workflows/release.yml");
    for line in ["run: .ci/package/version \"$GITHUB_REF_NAME\"\n", "run: .ci/package/run ", "ci.yml\n"] {
        assert!(release.contains(line), "{line}");
    }
    assert!(read(".github/workflows/ci.yml").contains("run: .ci/run\n"));
    assert!(read(".ci/run").contains(" .ci/package/run\n"));
}
