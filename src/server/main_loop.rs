//! The main loop: takes the client's messages one by one, in the order in which they arrive, until the client leaves.
//!
//! Each message is handed to tower-lsp's service, and its handler is polled once before the next message is looked at.
//! A handler that changes state does so before its first await, so that edits are applied in order. One that only reads
//! takes its snapshot there and leaves the rest to the [`worker_pool`]. No handler waits for the client: this loop
//! would not go on to read the client's answer.

use crate::server::finished::AnswerSlot;
use crate::server::framing::{Frame, Frames};
use crate::server::json::with_member;
use crate::server::logging::log_panic;
use crate::server::write_queue::{EndSignal, WriteQueue, Writer};
use crate::server::{client_process, worker_pool};
use futures::FutureExt;
use futures::future::{BoxFuture, Either, select};
use serde_json::{Value, json};
use std::any::Any;
use std::io::{self, BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;
use tokio::sync::{Notify, mpsc};
use tokio::time::{Instant, sleep_until};
use tower::Service;
use tower_lsp::ExitedError;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};

/// How many messages may wait to be handled. When there are more, the reading thread waits, and so does the client. They
/// are so many that the client's leave is seen behind them, even if nothing can be handled since it does not read.
const INBOX: usize = 1 << 14;

/// How long messages that the server sends on its own wait for the answers to requests that came before them. What the
/// user waits for, such as where a reference leads, does not stand behind the diagnostics of a whole volume.
const PATIENCE: Duration = Duration::from_millis(10);

/// How the server ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The client asked for it by `shutdown`.
    Orderly,
    /// The client left without a `shutdown`.
    Abrupt,
}

/// A source of messages that the server sends on its own, besides its answers. It also hears what the client says in
/// return.
pub trait MessageSource {
    /// Called with the parameters of `initialize` before the handler of that request.
    fn on_initialize(&mut self, initialize: &Value);

    /// Takes the messages that are due. Called whenever no message of the client is waiting.
    fn take_messages(&mut self) -> Vec<Vec<u8>>;

    /// Called with the client's response to the request `id` of an earlier message: its result, or the error.
    fn on_response(&mut self, id: &Value, result: Result<Value, Value>);

    /// Completes when messages may be due although the client sent nothing.
    fn woken(&self) -> impl Future<Output = ()>;
}

/// Serves until the client leaves: by `exit`, at the end of `input`, when it no longer reads, or when its process ends.
/// Handlers may leave their answers in `slot`. `source` gives the messages that the server sends on its own.
///
/// # Errors
/// The system gives no thread to read `input` with, or no timer.
pub fn serve<S>(
    input: impl Read + Send + 'static,
    (queue, writer): (WriteQueue, Writer),
    service: S,
    slot: AnswerSlot,
    source: impl MessageSource,
) -> io::Result<Ending>
where
    S: Service<Request, Response = Option<Response>, Error = ExitedError>,
    S::Future: Send + 'static,
{
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .max_blocking_threads(worker_pool::workers())
        .thread_name("worker")
        .build()?;
    let inbox = read(input, queue.end_signal())?;
    let gone = Arc::new(Notify::new());
    let responses = ResponseSender { queue: queue.clone(), slot };
    let mut server = MainLoop {
        service,
        source,
        responses,
        due: Vec::new(),
        due_since: Instant::now(),
        running: Running::default(),
        gone: gone.clone(),
        shut_down: false,
    };
    runtime.block_on(async {
        let (process_gone, nobody_reads) = (pin!(gone.notified()), pin!(queue.closed()));
        select(pin!(server.run(inbox)), select(process_gone, nobody_reads)).await;
    });
    let ending = if server.shut_down { Ending::Orderly } else { Ending::Abrupt };
    // Dropping the requests that still run drops their handles to the queue, and the writer can end.
    drop((server, queue));
    runtime.shutdown_background();
    writer.finish();
    Ok(ending)
}

/// Starts a thread that reads messages from `input`, until the client leaves or the server ends. It tells `end` when the
/// client leaves.
fn read(input: impl Read + Send + 'static, end: EndSignal) -> io::Result<mpsc::Receiver<Message>> {
    let (sender, inbox) = mpsc::channel(INBOX);
    let log = tracing::dispatcher::get_default(Clone::clone);
    std::thread::Builder::new().name("reader".to_owned()).spawn(move || {
        let _guard = tracing::dispatcher::set_default(&log);
        let mut frames = Frames::new(BufReader::with_capacity(64 << 10, input));
        while let Ok(Some(frame)) = frames.read() {
            let message = Message::of(frame);
            let is_last = message.is("exit");
            if is_last {
                end.tell();
            }
            if sender.blocking_send(message).is_err() || is_last {
                return;
            }
        }
        end.tell();
    })?;
    Ok(inbox)
}

/// What came of a handler, which may have panicked.
type Outcome = Result<Result<Option<Response>, ExitedError>, Box<dyn Any + Send>>;

struct MainLoop<S, I> {
    service: S,
    source: I,
    responses: ResponseSender,
    /// Messages of `source` that are not sent yet.
    due: Vec<Vec<u8>>,
    /// Since when they are due.
    due_since: Instant,
    /// The requests being answered that came since messages of `source` were last sent.
    running: Running,
    /// Notified when the client's process has ended.
    gone: Arc<Notify>,
    shut_down: bool,
}

impl<S, I> MainLoop<S, I>
where
    S: Service<Request, Response = Option<Response>, Error = ExitedError>,
    S::Future: Send + 'static,
    I: MessageSource,
{
    async fn run(&mut self, mut inbox: mpsc::Receiver<Message>) {
        while let Some(message) = self.next(&mut inbox).await {
            match message {
                Message::Request(request) if request.method() == "exit" => return,
                // Nobody reads the answers.
                message if self.responses.queue.nobody_reads() && !message.is("shutdown") => {}
                Message::Request(request) => self.call(request).await,
                Message::Response(id, result) => {
                    let answered = AssertUnwindSafe(|| self.source.on_response(&id, result));
                    if let Err(panic) = catch_unwind(answered) {
                        log_panic("an answer of the client's", panic.as_ref());
                    }
                }
                Message::Bad(error) => self.responses.send(&Response::from_error(Id::Null, error), None).await,
            }
            // Answers that became ready meanwhile go out before the next message is handled.
            tokio::task::yield_now().await;
        }
    }

    /// The next message of the client. None if it left. Until there is one, sends what the server has for the client on its
    /// own.
    async fn next(&mut self, inbox: &mut mpsc::Receiver<Message>) -> Option<Message> {
        loop {
            if self.due.is_empty() {
                if let Ok(message) = inbox.try_recv() {
                    return Some(message);
                }
                self.take_due();
                if self.due.is_empty() {
                    match select(pin!(inbox.recv()), pin!(self.source.woken())).await {
                        Either::Left((message, _)) => return message,
                        Either::Right(_) => continue,
                    }
                }
            }
            let overdue = self.due_since + PATIENCE;
            if Instant::now() < overdue {
                // Requests may have come meanwhile.
                if let Ok(message) = inbox.try_recv() {
                    return Some(message);
                }
                if self.running.is_any() {
                    let (answered, patience) = (pin!(self.running.ended()), pin!(sleep_until(overdue)));
                    match select(pin!(inbox.recv()), select(answered, patience)).await {
                        Either::Left((message, _)) => return message,
                        Either::Right(_) => continue,
                    }
                }
            }
            for message in self.due.drain(..) {
                self.responses.queue.send(message).await;
            }
            self.running = Running::default();
        }
    }

    /// Takes the messages that the server has for the client on its own.
    fn take_due(&mut self) {
        match catch_unwind(AssertUnwindSafe(|| self.source.take_messages())) {
            Ok(messages) => (self.due, self.due_since) = (messages, Instant::now()),
            Err(panic) => log_panic("diagnostics", panic.as_ref()),
        }
    }

    /// Hands a request or notification to its handler. Sends the answer if it is ready, or starts a task that waits for
    /// it.
    async fn call(&mut self, request: Request) {
        let (request, call) = Call::of(request);
        if call.method == "initialize" {
            self.watch(&request);
            self.source.on_initialize(request.params().unwrap_or(&Value::Null));
        }
        if std::future::poll_fn(|cx| self.service.poll_ready(cx)).await.is_err() {
            return;
        }
        let mut handler: BoxFuture<'static, Outcome> =
            AssertUnwindSafe(self.service.call(request)).catch_unwind().boxed();
        let is_shutdown = call.method == "shutdown";
        match handler.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(outcome) => {
                let finished = self.responses.slot.take();
                let answer = call.answer(outcome);
                self.shut_down |= is_shutdown && answer.as_ref().is_some_and(Response::is_ok);
                if let Some(answer) = answer {
                    self.responses.send(&answer, finished).await;
                }
            }
            Poll::Pending => {
                self.shut_down |= is_shutdown;
                let (responses, running) = (self.responses.clone(), self.running.clone());
                tokio::spawn(async move {
                    let outcome = handler.await;
                    let finished = responses.slot.take();
                    if let Some(answer) = call.answer(outcome) {
                        responses.send(&answer, finished).await;
                    }
                    drop(running);
                });
            }
        }
    }

    /// Watches the client's process, if the parameters of `initialize` name it.
    fn watch(&self, initialize: &Request) {
        let id = initialize.params().and_then(|params| params.get("processId")).and_then(Value::as_i64);
        if let Some(id) = id.and_then(|id| i32::try_from(id).ok()) {
            let gone = self.gone.clone();
            // The first look at the process comes before the answer, after which the client may end at any time.
            let process_gone = client_process::gone(id);
            tokio::spawn(async move {
                process_gone.await;
                gone.notify_one();
            });
        }
    }
}

/// A group of requests that are being answered: each holds a clone until its answer is sent.
#[derive(Clone, Default)]
struct Running(Arc<Notify>);

impl Running {
    /// Whether one of them is not answered yet.
    fn is_any(&self) -> bool {
        Arc::strong_count(&self.0) > 1
    }

    /// Completes when another one has been answered.
    async fn ended(&self) {
        self.0.notified().await;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}

/// What is remembered of a request or notification while its handler runs.
struct Call {
    method: String,
    id: Option<Id>,
}

impl Call {
    fn of(request: Request) -> (Request, Self) {
        let call = Self { method: request.method().to_owned(), id: request.id().cloned() };
        // Some clients send the parameters of `shutdown`, which has none, as null. tower-lsp refuses that.
        let request = match call.id.clone() {
            Some(id) if call.method == "shutdown" => Request::build("shutdown").id(id).finish(),
            _ => request,
        };
        (request, call)
    }

    /// The response that says what came of the handler. None for a notification.
    fn answer(self, outcome: Outcome) -> Option<Response> {
        match outcome {
            Ok(Ok(Some(response))) => Some(response),
            // The service ignores every unknown method that begins with `$/`, but a request must be answered.
            Ok(Ok(None)) => self.id.map(|id| Response::from_error(id, Error::method_not_found())),
            Ok(Err(_)) => None,
            Err(panic) => {
                log_panic(&self.method, panic.as_ref());
                self.id.map(|id| Response::from_error(id, Error::internal_error()))
            }
        }
    }
}

/// Sends responses to the client.
#[derive(Clone)]
struct ResponseSender {
    queue: WriteQueue,
    slot: AnswerSlot,
}

impl ResponseSender {
    /// Sends `response`, or in its place the answer that its handler `finished`.
    async fn send(&self, response: &Response, finished: Option<Vec<u8>>) {
        let message = match finished {
            None => serde_json::to_vec(response),
            Some(result) => with_member(&json!({"jsonrpc": "2.0", "id": response.id()}), "result", &result),
        };
        match message {
            Ok(message) => self.queue.send(message).await,
            Err(error) => tracing::error!("an answer cannot be written as JSON: {error}"),
        }
    }
}

/// What a frame contains.
enum Message {
    Request(Request),
    /// A response to the server's request of this id: its result, or an error.
    Response(Value, Result<Value, Value>),
    Bad(Error),
}

impl Message {
    fn of(frame: Frame) -> Self {
        let value = match frame {
            Frame::Body(body) => serde_json::from_slice::<Value>(&body).map_err(|error| error.to_string()),
            Frame::Garbage(reason) => Err(reason.to_owned()),
        };
        match value {
            Err(reason) => {
                tracing::warn!("a message that is no JSON: {reason}");
                Self::Bad(Error::parse_error())
            }
            Ok(Value::Object(members)) if members.contains_key("method") => {
                serde_json::from_value(Value::Object(members)).map_or_else(Self::refused, Self::Request)
            }
            Ok(Value::Object(mut members)) if members.contains_key("result") || members.contains_key("error") => {
                let id = members.remove("id").unwrap_or_default();
                Self::Response(
                    id,
                    members.remove("error").map_or_else(|| Ok(members.remove("result").unwrap_or_default()), Err),
                )
            }
            Ok(_) => Self::refused("neither request nor response"),
        }
    }

    /// Whether it is the request or notification `method`.
    fn is(&self, method: &str) -> bool {
        matches!(self, Self::Request(request) if request.method() == method)
    }

    fn refused(reason: impl std::fmt::Display) -> Self {
        tracing::warn!("a message that is no request: {reason}");
        Self::Bad(Error::invalid_request())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::future::pending;
    use std::io::Write;
    use std::sync::Mutex;
    use std::thread;
    use tokio::sync::oneshot;

    /// A service whose one request waits, and a source of one message, which is there as soon as the request is.
    #[derive(Clone, Default)]
    struct Server {
        /// Ends the wait of the request.
        answer: Arc<Mutex<Option<oneshot::Sender<()>>>>,
        /// Whether the wait ends when the source has given its message.
        is_answered: bool,
    }

    impl Service<Request> for Server {
        type Response = Option<Response>;
        type Error = ExitedError;
        type Future = BoxFuture<'static, Result<Self::Response, Self::Error>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, request: Request) -> Self::Future {
            let (answer, wait) = oneshot::channel();
            *self.answer.lock().unwrap() = Some(answer);
            Box::pin(async move {
                wait.await.unwrap();
                Ok(request.id().cloned().map(|id| Response::from_ok(id, Value::Null)))
            })
        }
    }

    impl MessageSource for Server {
        fn on_initialize(&mut self, _: &Value) {}

        fn take_messages(&mut self) -> Vec<Vec<u8>> {
            let Some(answer) = self.answer.lock().unwrap().take() else { return Vec::new() };
            if self.is_answered {
                answer.send(()).unwrap();
            } else {
                std::mem::forget(answer);
            }
            vec![NEWS.into()]
        }

        fn on_response(&mut self, _: &Value, _: Result<Value, Value>) {}

        async fn woken(&self) {
            pending::<()>().await;
        }
    }

    /// What a server sends that has a message of its own while a request is being answered. `is_answered` says whether that
    /// ever ends.
    #[track_caller]
    fn check(is_answered: bool, expected: &[&str]) {
        let server = Server { is_answered, ..Server::default() };
        let (input, mut client) = io::pipe().unwrap();
        let (from_server, output) = io::pipe().unwrap();
        let queue = WriteQueue::open(output).unwrap();
        let serving = thread::spawn(move || serve(input, queue, server.clone(), AnswerSlot::default(), server));
        let request = r#"{"jsonrpc":"2.0","id":1,"method":"ask"}"#;
        write!(client, "Content-Length: {}\r\n\r\n{request}", request.len()).unwrap();
        let mut frames = Frames::new(BufReader::new(from_server));
        for expected in expected {
            let Ok(Some(Frame::Body(body))) = frames.read() else { panic!("no message") };
            assert_eq!(String::from_utf8(body).unwrap(), *expected);
        }
        drop(client);
        assert_eq!(serving.join().unwrap().unwrap(), Ending::Abrupt);
    }

    const ANSWER: &str = r#"{"jsonrpc":"2.0","result":null,"id":1}"#;
    const NEWS: &str = r#"{"jsonrpc":"2.0","method":"news"}"#;

    #[test]
    fn an_answer_goes_before_what_nobody_asked_for() {
        check(true, &[ANSWER, NEWS]);
    }

    #[test]
    fn an_answer_that_takes_long_holds_nothing_up() {
        check(false, &[NEWS]);
    }
}
