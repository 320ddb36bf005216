//! What an editor's language server must bear, case by case.

use crate::client::{Client, PATIENCE};
use obelus::server::main_loop::Ending;
use obelus::server::worker_pool;
use serde_json::{Value, json};
use std::io::{self, Write};
use std::sync::Mutex;
use std::sync::mpsc::{self, Sender};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    CompletionParams, CompletionResponse, DidChangeTextDocumentParams, DidSaveTextDocumentParams, DocumentSymbolParams,
    DocumentSymbolResponse, GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverParams, InitializeParams,
    InitializeResult, Location, ReferenceParams,
};
use tower_lsp::{LanguageServer, async_trait};

const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;
const INTERNAL_ERROR: i64 = -32603;
const NOT_INITIALIZED: i64 = -32002;
const CANCELLED: i64 = -32800;

/// A server whose handlers do what handlers should not.
#[derive(Default)]
struct Unruly {
    /// The versions of `didChange`, in the order in which they were applied.
    versions: Mutex<Vec<i32>>,
    /// Told of the begin and the end of slow requests.
    slow: Option<Sender<&'static str>>,
}

#[async_trait]
impl LanguageServer for Unruly {
    async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
        Ok(InitializeResult::default())
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let version = params.text_document.version;
        self.versions.lock().unwrap().push(version);
        for _ in 0..version % 7 {
            tokio::task::yield_now().await;
        }
    }

    async fn did_save(&self, _: DidSaveTextDocumentParams) {
        panic!("at once, in a notification");
    }

    async fn hover(&self, _: HoverParams) -> Result<Option<Hover>> {
        panic!("at once");
    }

    async fn references(&self, _: ReferenceParams) -> Result<Option<Vec<Location>>> {
        tokio::task::yield_now().await;
        panic!("after a while");
    }

    async fn goto_definition(&self, _: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        worker_pool::run(|_| panic!("in the pool")).await
    }

    async fn completion(&self, _: CompletionParams) -> Result<Option<CompletionResponse>> {
        let slow = self.slow.clone().unwrap();
        worker_pool::run(move |cancelled| {
            slow.send("begun").unwrap();
            while !cancelled.is_set() {
                std::thread::yield_now();
            }
            slow.send("cancelled").unwrap();
            None
        })
        .await
    }

    async fn document_symbol(&self, _: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let versions = self.versions.lock().unwrap();
        assert!(versions.is_sorted(), "{versions:?}");
        Ok(Some(DocumentSymbolResponse::Nested(Vec::new())))
    }
}

fn unruly() -> Client {
    let mut client = Client::of(Unruly::default());
    client.initialize(json!({}));
    client
}

/// Parameters that do for any request about the start of a document.
fn at_start() -> Value {
    json!({
        "textDocument": {"uri": "file:///d1.txt"},
        "position": {"line": 0, "character": 0},
        "context": {"includeDeclaration": true, "triggerKind": 1},
    })
}

fn expect_alive(client: &mut Client) {
    assert_eq!(client.ask("textDocument/documentSymbol", at_start()), json!([]));
}

#[test]
fn changes_are_applied_in_the_order_of_their_arrival() {
    let mut client = unruly();
    for version in 0..5000 {
        client.change("file:///d1.txt", version, json!([]));
    }
    expect_alive(&mut client);
    client.finish();
}

#[test]
fn a_bad_message_is_answered_and_the_next_one_served() {
    let mut client = unruly();
    let bad: [(&[u8], i64); 12] = [
        (b"{\"jsonrpc\":", PARSE_ERROR),
        (b"", PARSE_ERROR),
        (b"{\"jsonrpc\":\"2.0\",\"method\":\"\xff\xfe\"}", PARSE_ERROR),
        (&[b'['; 10_000], PARSE_ERROR),
        (b"[]", INVALID_REQUEST),
        (b"[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"shutdown\"}]", INVALID_REQUEST),
        (b"7", INVALID_REQUEST),
        (b"null", INVALID_REQUEST),
        (b"{}", INVALID_REQUEST),
        (b"{\"jsonrpc\":\"2.0\",\"id\":1}", INVALID_REQUEST),
        (b"{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"shutdown\"}", INVALID_REQUEST),
        (b"{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"shutdown\"}", INVALID_REQUEST),
    ];
    for (body, code) in bad {
        client.send_body(body);
        assert_eq!(client.error(Value::Null), code, "{}", String::from_utf8_lossy(body));
        let said = if code == PARSE_ERROR { "a message that is no JSON" } else { "a message that is no request" };
        assert!(client.log_line().starts_with(said));
        expect_alive(&mut client);
    }
    client.finish();
}

#[test]
fn headers_are_read_as_clients_write_them() {
    let mut client = unruly();
    let body = json!({"jsonrpc": "2.0", "id": "a", "method": "nothing/such"}).to_string();
    for header in [
        format!("content-length: {}\r\n", body.len()),
        format!("CONTENT-LENGTH:{}\r\n", body.len()),
        format!("Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: {}\r\n", body.len()),
        format!("Content-Length: {}\r\nX-Sent-By: a test\r\n", body.len()),
    ] {
        client.send_bytes(format!("{header}\r\n{body}").as_bytes());
        assert_eq!(client.error("a"), METHOD_NOT_FOUND, "{header}");
    }
    client.finish();
}

#[test]
fn a_bad_length_costs_one_message() {
    let mut client = unruly();
    for length in ["1000000000000", "1e12", "-1", "many", "268435457"] {
        client.send_bytes(format!("Content-Length: {length}\r\n\r\n{{\"jsonrpc\": \"2.0\"}}").as_bytes());
        expect_alive(&mut client);
        assert_eq!(client.error(Value::Null), PARSE_ERROR, "{length}");
        assert!(client.log_line().contains("Content-Length"));
    }
    client.send_bytes(b"what is this?\r\n");
    expect_alive(&mut client);
    assert_eq!(client.error(Value::Null), PARSE_ERROR);
    assert!(client.log_line().contains("bytes that are no header"));
    client.finish();
}

#[test]
fn a_panic_is_an_answer() {
    let mut client = unruly();
    for (method, reason) in [
        ("textDocument/hover", "at once"),
        ("textDocument/references", "after a while"),
        ("textDocument/definition", "in the pool"),
    ] {
        let id = client.request(method, at_start());
        assert_eq!(client.error(id), INTERNAL_ERROR, "{method}");
        assert_eq!(client.log_line(), format!("{method} failed: {reason}"));
        expect_alive(&mut client);
    }
    client.notify("textDocument/didSave", at_start());
    expect_alive(&mut client);
    assert_eq!(client.log_line(), "textDocument/didSave failed: at once, in a notification");
    client.finish();
}

#[test]
fn a_panic_while_nothing_is_asked_is_logged() {
    let mut calls = 0;
    let mut client = Client::of_telling(Unruly::default(), move || {
        calls += 1;
        assert!(calls != 1, "the first time");
        Vec::new()
    });
    client.initialize(json!({}));
    assert_eq!(client.log_line(), "diagnostics failed: the first time");
    expect_alive(&mut client);
    client.finish();
}

#[test]
fn what_is_cancelled_is_answered_at_once_and_its_worker_told() {
    let (slow, reports) = mpsc::channel();
    let mut client = Client::of(Unruly { slow: Some(slow), ..Unruly::default() });
    client.initialize(json!({}));
    // More than there are workers, so that some of them never begin.
    let ids: Vec<_> =
        (0..2 * worker_pool::workers()).map(|_| client.request("textDocument/completion", at_start())).collect();
    assert_eq!(reports.recv_timeout(PATIENCE), Ok("begun"));
    for id in ids.iter().rev() {
        client.notify("$/cancelRequest", json!({"id": id}));
        assert_eq!(client.error(*id), CANCELLED);
    }
    expect_alive(&mut client);
    // To cancel what is done, or never was, is nothing.
    client.notify("$/cancelRequest", json!({"id": ids[0]}));
    client.notify("$/cancelRequest", json!({"id": "never"}));
    expect_alive(&mut client);
    client.finish();
    let reports: Vec<_> = reports.iter().collect();
    let begun = 1 + reports.iter().filter(|report| **report == "begun").count();
    assert!(begun <= worker_pool::workers(), "{reports:?}");
    assert_eq!(reports.iter().filter(|report| **report == "cancelled").count(), begun);
}

#[test]
fn exit_ends_the_server_with_its_input_open() {
    let mut client = Client::connect();
    client.notify("exit", Value::Null);
    assert_eq!(client.ended(), Ending::Abrupt);

    let mut client = Client::ready(json!({}));
    client.notify("exit", Value::Null);
    assert_eq!(client.ended(), Ending::Abrupt);

    // Refused, since there is nothing to shut down yet.
    let mut client = Client::connect();
    let id = client.request("shutdown", Value::Null);
    assert_eq!(client.error(id), NOT_INITIALIZED);
    client.notify("exit", Value::Null);
    assert_eq!(client.ended(), Ending::Abrupt);

    Client::ready(json!({})).finish();
}

#[test]
fn the_end_of_input_ends_the_server() {
    let mut client = Client::ready(json!({}));
    client.end_input();
    assert_eq!(client.ended(), Ending::Abrupt);

    let mut client = Client::ready(json!({}));
    assert_eq!(client.ask("shutdown", Value::Null), Value::Null);
    client.end_input();
    assert_eq!(client.ended(), Ending::Orderly);
}

#[test]
fn the_end_of_input_ends_the_server_while_it_works() {
    let (slow, reports) = mpsc::channel();
    let mut client = Client::of(Unruly { slow: Some(slow), ..Unruly::default() });
    client.initialize(json!({}));
    client.request("textDocument/completion", at_start());
    assert_eq!(reports.recv_timeout(PATIENCE), Ok("begun"));
    client.end_input();
    assert_eq!(client.ended(), Ending::Abrupt);
    assert_eq!(reports.recv_timeout(PATIENCE), Ok("cancelled"));
}

#[test]
fn a_client_that_reads_no_more_ends_the_server() {
    let (input, mut to_server) = io::pipe().unwrap();
    let (from_server, output) = io::pipe().unwrap();
    drop(from_server);
    let server = std::thread::spawn(move || obelus::server::serve(input, output, None).unwrap());
    to_server.write_all(b"Content-Length: 1\r\n\r\n7").unwrap();
    assert_eq!(server.join().unwrap(), Ending::Abrupt);
    drop(to_server);
}

#[cfg(unix)]
#[test]
fn the_death_of_the_client_s_process_ends_the_server() {
    let mut process = std::process::Command::new("sleep").arg("600").spawn().unwrap();
    let mut client = Client::connect();
    client.ask("initialize", json!({"processId": process.id(), "rootUri": null, "capabilities": {}}));
    process.kill().unwrap();
    process.wait().unwrap();
    assert_eq!(client.ended(), Ending::Abrupt);
}

#[cfg(unix)]
#[test]
fn a_process_that_is_nobody_s_is_not_watched() {
    // A client in another container counts processes otherwise: its number means nobody here.
    let mut process = std::process::Command::new("true").spawn().unwrap();
    process.wait().unwrap();
    let mut client = Client::connect();
    client.ask("initialize", json!({"processId": process.id(), "rootUri": null, "capabilities": {}}));
    client.finish();
}

#[test]
fn requests_queue_while_nobody_reads_their_answers() {
    let mut client = Client::ready(json!({}));
    client.open("file:///d1.txt", "1. Letter from Ada Quill\n");
    client.diagnostics(1);
    let ids: Vec<_> = (0..200).map(|_| client.request("textDocument/foldingRange", at_start())).collect();
    for id in ids {
        assert!(client.result(id).is_array());
    }
    client.finish();
}

#[test]
fn a_client_that_reads_nothing_can_leave() {
    for method in ["nothing/such", "textDocument/diagnostic", "textDocument/foldingRange"] {
        for leaves_by_exit in [true, false] {
            let (input, mut to_server) = io::pipe().unwrap();
            let (from_server, output) = io::pipe().unwrap();
            let server = std::thread::spawn(move || obelus::server::serve(input, output, None).unwrap());
            let mut send = |mut message: Value| {
                message["jsonrpc"] = json!("2.0");
                let body = message.to_string();
                to_server.write_all(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).unwrap();
            };
            send(json!({"id": 0, "method": "initialize", "params": {"capabilities": {}}}));
            send(json!({"method": "initialized", "params": {}}));
            let item = json!({"uri": "file:///d1.txt", "languageId": "record", "version": 1, "text": "1. Letter\n"});
            send(json!({"method": "textDocument/didOpen", "params": {"textDocument": item}}));
            for id in 1..5000 {
                send(json!({"id": id, "method": method, "params": at_start()}));
            }
            if leaves_by_exit {
                send(json!({"id": 5000, "method": "shutdown"}));
                send(json!({"method": "exit"}));
                assert_eq!(server.join().unwrap(), Ending::Orderly, "{method}");
            } else {
                drop(to_server);
                assert_eq!(server.join().unwrap(), Ending::Abrupt, "{method}");
            }
            drop(from_server);
        }
    }
}

#[test]
fn answers_to_nothing_are_ignored() {
    let mut client = unruly();
    for answer in [
        json!({"jsonrpc": "2.0", "id": 1, "result": null}),
        json!({"jsonrpc": "2.0", "id": 1, "result": null}),
        json!({"jsonrpc": "2.0", "id": "never asked", "error": {"code": -32800, "message": "cancelled"}}),
        json!({"jsonrpc": "2.0", "id": null, "error": {"code": -32700, "message": "what?"}}),
        json!({"id": [], "error": 7}),
    ] {
        client.send_body(answer.to_string().as_bytes());
    }
    expect_alive(&mut client);
    client.finish();
}

#[test]
fn unknown_methods() {
    let mut client = unruly();
    client.notify("nothing/such", json!({}));
    client.notify("$/nothing", json!({}));
    for method in ["nothing/such", "$/nothing"] {
        let id = client.request(method, json!({}));
        assert_eq!(client.error(id), METHOD_NOT_FOUND, "{method}");
    }
    client.finish();
}

#[test]
fn nothing_is_served_before_initialize_and_after_shutdown() {
    let mut client = Client::connect();
    let early = client.request("textDocument/hover", at_start());
    assert_eq!(client.error(early), NOT_INITIALIZED);
    client.open("file:///d1.txt", "1. Letter from Ada Quill\n");
    client.initialize(json!({}));
    let again = client.request("initialize", json!({"capabilities": {}}));
    assert_eq!(client.error(again), INVALID_REQUEST);
    client.ask("shutdown", Value::Null);
    let late = client.request("textDocument/hover", at_start());
    assert_eq!(client.error(late), INVALID_REQUEST);
    client.notify("exit", Value::Null);
    assert_eq!(client.ended(), Ending::Orderly);
}
