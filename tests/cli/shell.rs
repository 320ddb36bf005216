//! `obelus completions` and `obelus man`. `tests/shell/run` tries what they make in real shells.

use crate::folder::Folder;
use std::fs;

#[test]
fn every_shell_gets_a_script() {
    let folder = Folder::new("completions");
    for (shell, holds) in [
        ("bash", "complete -F _obelus"),
        ("zsh", "#compdef obelus"),
        ("fish", "complete -c obelus"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "edit:completion:arg-completer[obelus]"),
    ] {
        let ran = folder.run(&["completions", shell]);
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
        assert!(ran.out.contains(holds), "{shell}: {}", ran.out);
        assert!(ran.out.contains("outline") && ran.out.contains("exit-zero"), "{shell}: {}", ran.out);
    }
    assert_eq!(folder.run(&["completions", "sh"]).status, Some(2));
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = Folder::with("man", &[("file", "")]);
    assert_eq!(folder.run(&["man", "pages/man1"]).status, Some(0));
    let help = folder.run(&["--help"]).out;
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let commands = commands.lines().take_while(|line| !line.is_empty());
    let pages = commands.map(|line| format!("obelus-{}.1", line.split_whitespace().next().unwrap()));
    for page in pages.chain(["obelus.1".into(), "obelus-config-show.1".into()]) {
        let text = fs::read_to_string(folder.path(&format!("pages/man1/{page}"))).unwrap();
        assert!(text.contains(concat!("\"obelus ", env!("CARGO_PKG_VERSION"), "\"")), "{page}: {text}");
    }
    // It is for packages only, and does not tell of itself.
    assert!(!folder.path("pages/man1/obelus-man.1").exists());
    let ran = folder.run(&["man", "file"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.starts_with("obelus: file: cannot be written: "), "{}", ran.err);
}
