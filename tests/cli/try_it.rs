//! `obelus try`.

use crate::folder::{Folder, Ran};

#[test]
fn a_tour_where_there_is_no_terminal() {
    let folder = Folder::new("try-tour");
    let ran = Ran::of(folder.command(&["try"]).env("TMPDIR", folder.path("")));
    for expected in [
        "└─ 15. Memorandum of Conversation",
        "[Pgae 43]” is no page marker; [Page 43] was meant",
        "--> d15.txt:22:1",
        "the four were short.2\n    leads to d15.txt:44: 2. For the four points, see Document 13.",
        "see Document 13\n    leads to d13.txt:3: 13. Memorandum From the Under Secretary",
        "obelus try nvim",
    ] {
        assert!(ran.out.contains(expected), "{expected}\n\nis not in\n\n{}", ran.out);
    }
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    assert_eq!(std::fs::read_dir(folder.path("")).unwrap().count(), 0, "files are left");
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
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// What the editor `name` was called with.
#[cfg(unix)]
fn called(folder: &Folder, name: &str) -> (Ran, String) {
    editor(folder, name);
    let path = format!("{}:/usr/bin:/bin", folder.path("bin").display());
    let mut command = folder.command(&["try", name, "--", "--more"]);
    let ran = Ran::of(command.env("PATH", path).env("CALLS", folder.path("calls")));
    let calls = std::fs::read_to_string(folder.path("calls")).unwrap_or_default();
    (ran, calls)
}

#[cfg(unix)]
#[test]
fn helix_gets_a_configuration_of_its_own() {
    let folder = Folder::new("try-helix");
    let (ran, calls) = called(&folder, "hx");
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert_eq!(ran.err.lines().count(), 3, "{}", ran.err);
    let lines: Vec<_> = calls.lines().collect();
    assert!(lines[1].ends_with("/keys") && lines[3].ends_with("/canal/d15.txt"), "{calls}");
    assert_eq!((lines[0], lines[2]), ("--hsplit", "--more"));
    assert_eq!(lines[4], format!("obelus: {}", env!("CARGO_BIN_EXE_obelus")));
    assert!(lines.contains(&"../XDG_CONFIG_HOME/helix/languages.toml") && lines.contains(&"./d11.txt"), "{calls}");
}

#[cfg(unix)]
#[test]
fn vs_code_without_our_extension_says_how_to_get_it() {
    let folder = Folder::outside("try-code");
    let (ran, calls) = called(&folder, "code");
    // The repository may have one built.
    if ran.status == Some(0) {
        assert!(calls.contains("--install-extension") && calls.contains("--user-data-dir"), "{calls}");
    } else {
        assert!(ran.err.contains("npm run package"), "{}", ran.err);
        assert_eq!((ran.status, calls.as_str()), (Some(2), ""));
    }
}

#[cfg(unix)]
#[test]
fn vs_code_gets_our_extension_in_a_profile_of_its_own() {
    let folder = Folder::outside("try-code-built");
    folder.write("editors/vscode/obelus-0.1.0.vsix", b"");
    let (ran, calls) = called(&folder, "code");
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let lines: Vec<_> = calls.lines().collect();
    let installed = lines.iter().position(|line| *line == "--install-extension").unwrap();
    assert!(lines[installed + 1].contains("obelus-0.1.0"), "{calls}");
    assert!(lines.contains(&"--wait") && calls.contains("/canal\n--more\n"), "{calls}");
}
