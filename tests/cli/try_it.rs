//! `obelus try`.

use crate::folder::{Folder, Ran};
use std::fs;
#[cfg(unix)]
use std::{
    path::{Path, PathBuf},
    process::Command,
};

#[test]
fn a_tour_where_there_is_no_terminal() {
    let folder = Folder::new("try-tour");
    let ran = Ran::of(folder.command(&["try"]).env("TMPDIR", folder.path("")));
    for expected in [
        "└─ 15. Memorandum of Conversation",
        "[Pgae 43]” is not a page marker; [Page 43] was meant",
        "--> d15.txt:22:1",
        "the four were short.2\n    leads to d15.txt:44: 2. For the four points, see Document 13.",
        "see Document 13\n    leads to d13.txt:3: 13. Memorandum From the Under Secretary",
        "obelus try nvim",
    ] {
        assert!(ran.out.contains(expected), "{expected}\n\nis not in\n\n{}", ran.out);
    }
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    assert_eq!(fs::read_dir(folder.path("")).unwrap().count(), 0, "files are left");
}

#[test]
fn an_editor_that_is_not_there() {
    let folder = Folder::new("try-missing");
    let ran = Ran::of(folder.command(&["try", "hx"]).env("PATH", folder.path("")));
    assert_eq!(ran.err, "obelus: hx: not found on the PATH; `obelus try` alone takes an editor that is there\n");
    assert_eq!(ran.status, Some(2));
}

/// A program that writes down what it is called with, and what it finds.
#[cfg(unix)]
fn editor(folder: &Folder, name: &str) {
    use std::os::unix::fs::PermissionsExt as _;

    let script = "#!/bin/sh\n\
                  for word in \"$@\"; do echo \"$word\"; done >>\"$CALLS\"\n\
                  echo \"obelus: $(command -v obelus)\" >>\"$CALLS\"\n\
                  find . ../XDG_CONFIG_HOME -type f 2>/dev/null | sort >>\"$CALLS\"\n";
    folder.write(&format!("bin/{name}"), script.as_bytes());
    let path = folder.path(&format!("bin/{name}"));
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// The program in a repository that is `folder`: it looks for the extension where it was built, and what lies in the
/// repository of these tests is not theirs.
#[cfg(unix)]
fn built_in(folder: &Folder) -> PathBuf {
    let program = folder.path("target/debug/obelus");
    fs::create_dir_all(program.parent().unwrap()).unwrap();
    let built = Path::new(env!("CARGO_BIN_EXE_obelus"));
    fs::hard_link(built, &program).or_else(|_| fs::copy(built, &program).map(drop)).unwrap();
    program
}

/// What the editor `name` was called with by the program built in `folder`, when run in the folder `place` of it.
#[cfg(unix)]
fn called(folder: &Folder, name: &str, place: &str) -> (Ran, String) {
    editor(folder, name);
    fs::create_dir_all(folder.path(place)).unwrap();
    let path = format!("{}:/usr/bin:/bin", folder.path("bin").display());
    let mut command = Command::new(built_in(folder));
    command.args(["try", name, "--", "--more"]).current_dir(folder.path(place));
    let ran = Ran::of(command.env("PATH", path).env("CALLS", folder.path("calls")));
    let calls = fs::read_to_string(folder.path("calls")).unwrap_or_default();
    (ran, calls)
}

#[cfg(unix)]
#[test]
fn helix_gets_a_configuration_of_its_own() {
    let folder = Folder::new("try-helix");
    let (ran, calls) = called(&folder, "hx", "");
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert_eq!(ran.err.lines().count(), 3, "{}", ran.err);
    let lines: Vec<_> = calls.lines().collect();
    assert!(lines[1].ends_with("/keys") && lines[3].ends_with("/canal/d15.txt"), "{calls}");
    assert_eq!((lines[0], lines[2]), ("--hsplit", "--more"));
    assert_eq!(lines[4], format!("obelus: {}", folder.path("target/debug/obelus").display()));
    assert!(lines.contains(&"../XDG_CONFIG_HOME/helix/languages.toml") && lines.contains(&"./d11.txt"), "{calls}");
}

#[cfg(unix)]
#[test]
fn vs_code_without_our_extension_says_how_to_get_it() {
    let folder = Folder::new("try-code");
    let (ran, calls) = called(&folder, "code", "");
    assert!(ran.err.contains("npm run package"), "{}", ran.err);
    assert_eq!((ran.status, calls.as_str()), (Some(2), ""));
}

/// Checks that of the `packages` the one named `installed` is installed, where the program is built in the repository and run
/// in its folder `elsewhere`.
#[cfg(unix)]
#[track_caller]
fn check_installed(name: &str, packages: &[&str], installed: &str) {
    let folder = Folder::new(name);
    for package in packages {
        folder.write(package, b"");
    }
    let (ran, calls) = called(&folder, "code", "elsewhere");
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let lines: Vec<_> = calls.lines().collect();
    let option = lines.iter().position(|line| *line == "--install-extension").unwrap();
    assert_eq!(lines[option + 1], folder.path(installed).to_str().unwrap(), "{calls}");
    assert!(lines.contains(&"--user-data-dir"), "{calls}");
    assert!(lines.contains(&"--wait") && calls.contains("/canal\n--more\n"), "{calls}");
}

#[cfg(unix)]
#[test]
fn vs_code_gets_our_extension_in_a_profile_of_its_own() {
    let built = "editors/vscode/obelus-linux-x64-0.1.0.vsix";
    check_installed("try-code-built", &[built], built);
}

#[cfg(unix)]
#[test]
fn an_extension_is_looked_for_where_the_program_is_then_where_it_was_built_then_where_it_is_run() {
    let beside = "target/debug/obelus-0.1.0.vsix";
    let built = "editors/vscode/obelus-0.1.0.vsix";
    let here = "elsewhere/editors/vscode/obelus-0.2.0.vsix";
    check_installed("try-code-beside", &[here, built, beside], beside);
    check_installed("try-code-repository", &[here, built], built);
    check_installed("try-code-here", &[here], here);
}
