//! A small LSP client. Every message that the server sends must be read by the test: one left over fails it.

use obelus::server::finished::AnswerSlot;
use obelus::server::logging;
use obelus::server::main_loop::{self, Ending, MessageSource};
use obelus::server::write_queue::WriteQueue;
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, PipeReader, PipeWriter, Read, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread::JoinHandle;
use std::time::Duration;
use tower_lsp::{LanguageServer, LspService};

/// How long a test waits for what must come: long enough for a machine that is busy with other things.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A client, and the server at its other end.
pub struct Client {
    to_server: Option<Box<dyn Write + Send>>,
    from_server: Receiver<Value>,
    unread: VecDeque<Value>,
    requests: i64,
    server: Option<JoinHandle<Ending>>,
    finished: bool,
}

/// A source of messages that gives only its own.
struct Telling<F>(F);

impl<F: FnMut() -> Vec<Vec<u8>>> MessageSource for Telling<F> {
    fn on_initialize(&mut self, _: &Value) {}

    fn take_messages(&mut self) -> Vec<Vec<u8>> {
        (self.0)()
    }

    fn on_response(&mut self, _: &Value, _: Result<Value, Value>) {}

    async fn woken(&self) {
        std::future::pending::<()>().await;
    }
}

impl Client {
    /// A client of the real server, in this process, before `initialize`.
    pub fn connect() -> Self {
        Self::connect_to(|input, output| obelus::server::serve(input, output, None))
    }

    /// A client of a `server` that is made for one test, behind the real transport.
    pub fn of<S: LanguageServer>(server: S) -> Self {
        Self::of_telling(server, Vec::new)
    }

    /// The same with a server that tells what `messages` gives.
    pub fn of_telling<S: LanguageServer>(server: S, messages: impl FnMut() -> Vec<Vec<u8>> + Send + 'static) -> Self {
        Self::connect_to(|input, output| {
            let (service, _) = LspService::new(|_| server);
            let (outbox, writer) = WriteQueue::open(output)?;
            tracing::dispatcher::with_default(&logging::start(None, outbox.downgrade()), || {
                main_loop::serve(input, (outbox, writer), service, AnswerSlot::default(), Telling(messages))
            })
        })
    }

    fn connect_to(serve: impl FnOnce(PipeReader, PipeWriter) -> io::Result<Ending> + Send + 'static) -> Self {
        let (input, to_server) = io::pipe().unwrap();
        let (from_server, output) = io::pipe().unwrap();
        let server = std::thread::spawn(move || serve(input, output).unwrap());
        let mut client = Self::over(from_server, to_server);
        client.server = Some(server);
        client
    }

    /// A client that reads `from_server` and writes `to_server`.
    pub fn over(from_server: impl Read + Send + 'static, to_server: impl Write + Send + 'static) -> Self {
        let (queue, messages) = mpsc::channel();
        std::thread::spawn(move || {
            let mut from_server = BufReader::new(from_server);
            while let Some(message) = read_message(&mut from_server) {
                if queue.send(message).is_err() {
                    return;
                }
            }
        });
        Self {
            to_server: Some(Box::new(to_server)),
            from_server: messages,
            unread: VecDeque::new(),
            requests: 0,
            server: None,
            finished: false,
        }
    }

    /// Sends `initialize` with `capabilities`, and `initialized`; gives the server's capabilities.
    pub fn initialize(&mut self, capabilities: Value) -> Value {
        let params = json!({"processId": null, "rootUri": null, "capabilities": capabilities});
        let mut result = self.ask("initialize", params);
        self.notify("initialized", json!({}));
        result["capabilities"].take()
    }

    /// The real server, after `initialize` with `capabilities`.
    pub fn ready(capabilities: Value) -> Self {
        let mut client = Self::connect();
        client.initialize(capabilities);
        client
    }

    /// Sends bytes as they are.
    pub fn send_bytes(&mut self, bytes: &[u8]) {
        let to_server = self.to_server.as_mut().expect("the input is open");
        to_server.write_all(bytes).and_then(|()| to_server.flush()).unwrap();
    }

    /// Sends `body` with its header.
    pub fn send_body(&mut self, body: &[u8]) {
        let mut message = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
        message.extend_from_slice(body);
        self.send_bytes(&message);
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: Value) {
        self.send_body(json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string().as_bytes());
    }

    /// Sends a request; gives its id.
    pub fn request(&mut self, method: &str, params: Value) -> i64 {
        self.requests += 1;
        let id = self.requests;
        self.send_body(json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}).to_string().as_bytes());
        id
    }

    /// The result of the request `id`.
    pub fn result(&mut self, id: i64) -> Value {
        let mut answer = self.read(&format!("an answer to {id}"), |message| message["id"] == json!(id));
        assert!(answer["error"].is_null(), "{answer}");
        answer["result"].take()
    }

    /// The answer to the request `id`, whole: it may be an error.
    pub fn response(&mut self, id: i64) -> Value {
        self.read(&format!("an answer to {id}"), |message| message["id"] == json!(id))
    }

    /// The code of the error that answers the request `id`, which may be null.
    pub fn error(&mut self, id: impl Into<Value>) -> i64 {
        let id = id.into();
        let answer = self.read(&format!("an answer to {id}"), |message| message.get("id") == Some(&id));
        answer["error"]["code"].as_i64().unwrap_or_else(|| panic!("no error: {answer}"))
    }

    /// Sends a request and waits for its result.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        self.result(id)
    }

    /// Opens the record `text` at `uri`.
    pub fn open(&mut self, uri: &str, text: &str) {
        self.open_as("record", uri, text);
    }

    /// Opens `text` at `uri` as a document of `language`.
    pub fn open_as(&mut self, language: &str, uri: &str, text: &str) {
        let item = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": item}));
    }

    /// Changes the document at `uri`, which is `version` from then on.
    pub fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let params = json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes});
        self.notify("textDocument/didChange", params);
    }

    /// Closes the document at `uri`.
    pub fn save(&mut self, uri: &str) {
        self.notify("textDocument/didSave", json!({"textDocument": {"uri": uri}}));
    }

    pub fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    }

    /// The next notification `method`.
    pub fn notification(&mut self, method: &str) -> Value {
        self.read(method, |message| message["method"] == method)["params"].take()
    }

    /// The next request `method` of the server's, whole.
    pub fn server_request(&mut self, method: &str) -> Value {
        self.read(method, |message| message["method"] == method && message.get("id").is_some())
    }

    /// Answers the server's request `id`.
    pub fn answer(&mut self, id: &Value, result: Value) {
        self.send_body(json!({"jsonrpc": "2.0", "id": id, "result": result}).to_string().as_bytes());
    }

    /// The next diagnostics that are pushed for `uri`, of whatever version.
    pub fn diagnostics_of(&mut self, uri: &str) -> Value {
        let meant =
            |message: &Value| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri;
        self.read(uri, meant)["params"]["diagnostics"].take()
    }

    /// The message of the next `window/logMessage`.
    pub fn log_line(&mut self) -> String {
        self.notification("window/logMessage")["message"].as_str().unwrap().to_owned()
    }

    /// The diagnostics that are pushed for `version`; those of versions before it may come first, never after.
    pub fn diagnostics(&mut self, version: i64) -> Value {
        let mut last = 0;
        loop {
            let mut pushed = self.notification("textDocument/publishDiagnostics");
            let next = pushed["version"].as_i64().unwrap();
            assert!(last < next && next <= version, "{next} after {last}");
            last = next;
            if last == version {
                return pushed["diagnostics"].take();
            }
        }
    }

    /// Closes the server's input.
    pub fn end_input(&mut self) {
        self.to_server = None;
    }

    /// Ends by `shutdown` and `exit`, the input left open; fails if a message was not read.
    pub fn finish(mut self) {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.notify("exit", Value::Null);
        assert_eq!(self.ended(), Ending::Orderly);
    }

    /// Waits for the server's end; fails if a message was not read.
    pub fn ended(mut self) -> Ending {
        self.expect_end_of_output();
        self.server.take().expect("the server is in this process").join().unwrap()
    }

    /// Waits until the server closes its output; fails if a message was not read.
    pub fn expect_end_of_output(&mut self) {
        self.finished = true;
        loop {
            match self.from_server.recv_timeout(PATIENCE) {
                Ok(message) => self.unread.push_back(message),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("the server goes on"),
            }
        }
        assert!(self.unread.is_empty(), "never read: {:#?}", self.unread);
    }

    /// The next message that `is_meant`; others wait to be read.
    fn read(&mut self, what: &str, is_meant: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.unread.iter().position(&is_meant) {
            return self.unread.remove(at).unwrap();
        }
        loop {
            match self.from_server.recv_timeout(PATIENCE) {
                Ok(message) if is_meant(&message) => return message,
                Ok(message) => self.unread.push_back(message),
                Err(why) => panic!("{what} never came ({why}); what came: {:#?}", self.unread),
            }
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        assert!(self.finished || std::thread::panicking(), "a test must end by waiting for the server's end");
    }
}

/// A message; none at the end of the stream. Whatever is not protocol fails.
fn read_message(input: &mut impl BufRead) -> Option<Value> {
    let mut header = String::new();
    if input.read_line(&mut header).unwrap() == 0 {
        return None;
    }
    let length = header.strip_prefix("Content-Length: ").and_then(|rest| rest.strip_suffix("\r\n"));
    let length = length.unwrap_or_else(|| panic!("no header: {header:?}")).parse().unwrap();
    let mut blank = String::new();
    input.read_line(&mut blank).unwrap();
    assert_eq!(blank, "\r\n");
    let mut body = vec![0; length];
    input.read_exact(&mut body).unwrap();
    let message: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(message["jsonrpc"], "2.0");
    Some(message)
}
