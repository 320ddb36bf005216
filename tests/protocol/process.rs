//! The built program on standard input and output.

use crate::client::Client;
use crate::records::FERRY;
use serde_json::{Value, json};
use std::process::{Child, Command, Stdio};

/// The program, started with `arguments`, and a client of it.
pub fn start(arguments: &[&str]) -> (Child, Client) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_obelus"));
    let mut server = program.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let client = Client::over(server.stdout.take().unwrap(), server.stdin.take().unwrap());
    (server, client)
}

/// Waits for the end of the program, its input still open, and gives its exit code.
pub fn exit_code(mut server: Child, mut client: Client) -> Option<i32> {
    client.expect_end_of_output();
    server.wait().unwrap().code()
}

#[test]
fn the_program_serves() {
    for arguments in [&[][..], &["serve"], &["--stdio"], &["serve", "--stdio"]] {
        let (server, mut client) = start(arguments);
        client.initialize(json!({"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}}));
        client.open("file:///d12.txt", FERRY);
        assert_eq!(client.diagnostics(1)[0]["code"], "note-number-mismatch");
        let outline = client.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": "file:///d12.txt"}}));
        assert_eq!(outline.as_array().unwrap().len(), 1);
        client.ask("shutdown", Value::Null);
        client.notify("exit", Value::Null);
        assert_eq!(exit_code(server, client), Some(0), "{arguments:?}");
    }
}

#[test]
fn the_exit_code_tells_whether_shutdown_was_asked_for() {
    let (server, mut client) = start(&[]);
    client.initialize(json!({}));
    client.notify("exit", Value::Null);
    assert_eq!(exit_code(server, client), Some(1));

    let (server, mut client) = start(&[]);
    client.initialize(json!({}));
    client.end_input();
    assert_eq!(exit_code(server, client), Some(1));

    let (server, mut client) = start(&[]);
    client.initialize(json!({}));
    client.ask("shutdown", Value::Null);
    client.end_input();
    assert_eq!(exit_code(server, client), Some(0));
}

#[test]
fn the_log_goes_to_a_file_and_warnings_to_the_client() {
    let log = std::env::temp_dir().join(format!("obelus-log-{}.txt", std::process::id()));
    let (server, mut client) = start(&["serve", "--log", log.to_str().unwrap()]);
    client.initialize(json!({}));
    client.close("file:///never-opened.txt");
    let line = client.log_line();
    client.ask("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(exit_code(server, client), Some(0));
    let written = std::fs::read_to_string(&log).unwrap();
    std::fs::remove_file(&log).unwrap();
    assert!(written.contains(&line), "{line:?} is not in {written:?}");
}
