//! `obelus` and `obelus serve`.

use crate::folder::Folder;
use std::fs;
use std::io::Write;
use std::process::Stdio;

/// Starts the program with `args`, asks it to begin and to end, and returns what it answered.
fn converse(folder: &Folder, args: &[&str]) -> String {
    let mut child = folder
        .command(args)
        .env("OBELUS_LOG", "trace")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    for message in [
        r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#,
        r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#,
        r#"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#,
        r#"{"jsonrpc":"2.0","method":"exit"}"#,
    ] {
        write!(stdin, "Content-Length: {}\r\n\r\n{message}", message.len()).unwrap();
    }
    stdin.flush().unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn an_editor_is_answered_however_the_server_is_started() {
    let folder = Folder::new("serve");
    for args in [&[][..], &["--stdio"], &["serve"], &["serve", "--stdio"]] {
        let answer = converse(&folder, args);
        assert!(answer.starts_with("Content-Length: "), "{args:?}: {answer}");
        assert!(answer.contains("\"capabilities\""), "{args:?}: {answer}");
    }
}

#[test]
fn a_log_is_appended_to() {
    let folder = Folder::with("log", &[("a.log", "before\n")]);
    for args in [&["--log", "a.log"][..], &["serve", "--log", "a.log"]] {
        let before = fs::read_to_string(folder.path("a.log")).unwrap();
        converse(&folder, args);
        let after = fs::read_to_string(folder.path("a.log")).unwrap();
        assert!(after.starts_with(&before) && after.len() > before.len(), "{args:?}: {after}");
    }
}

#[test]
fn a_log_that_cannot_be_written_is_said() {
    let folder = Folder::new("no-log");
    let ran = folder.run(&["serve", "--log", "nowhere/a.log"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.starts_with("obelus: nowhere/a.log: "), "{}", ran.err);
}
