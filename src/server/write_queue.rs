//! Messages on their way to the client: a bounded queue, and a thread that writes what is in it.

use serde::Serialize;
use std::io::{self, Write};
use std::sync::mpsc as std_mpsc;
use std::time::Duration;
use tokio::sync::mpsc;

/// How many messages may wait for a client that does not read. When there are more, the server stops handling messages.
const CAPACITY: usize = 1024;

/// The queue of messages for the client. Clones share it.
#[derive(Clone, Debug)]
pub struct WriteQueue {
    queue: mpsc::Sender<Vec<u8>>,
}

/// The thread that writes what is in the queue.
#[derive(Debug)]
pub struct Writer {
    ended: std_mpsc::Receiver<()>,
}

impl WriteQueue {
    /// Starts a thread that writes each message that is sent to `output`, with its header and in one piece. The thread
    /// ends when all clones of the queue are gone, or with the first error, which means that nobody reads any more.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn open(output: impl Write + Send + 'static) -> io::Result<(Self, Writer)> {
        let (queue, messages) = mpsc::channel(CAPACITY);
        let (end, ended) = std_mpsc::channel();
        std::thread::Builder::new().name("writer".to_owned()).spawn(move || {
            write_all(messages, output);
            drop(end);
        })?;
        Ok((Self { queue }, Writer { ended }))
    }

    /// Queues a message and waits for room if there is none. The message is dropped if nobody reads any more.
    pub async fn send(&self, message: Vec<u8>) {
        let _nobody_reads = self.queue.send(message).await;
    }

    /// Completes when nobody reads any more.
    pub async fn closed(&self) {
        self.queue.closed().await;
    }

    /// A handle for messages that may be lost. It does not keep the writing thread alive.
    pub fn downgrade(&self) -> WeakWriteQueue {
        WeakWriteQueue { queue: self.queue.downgrade() }
    }
}

/// A [`WriteQueue`] for messages that may be lost.
#[derive(Clone, Debug)]
pub struct WeakWriteQueue {
    queue: mpsc::WeakSender<Vec<u8>>,
}

impl WeakWriteQueue {
    /// Queues a message if there is room, and drops it otherwise.
    pub fn offer(&self, message: Vec<u8>) {
        if let Some(queue) = self.queue.upgrade() {
            let _no_room = queue.try_send(message);
        }
    }
}

impl Writer {
    /// Waits until everything in the queue is written, but no longer than `limit`, since the client may have stopped
    /// reading.
    pub fn finish(self, limit: Duration) {
        let _ended_or_late = self.ended.recv_timeout(limit);
    }
}

fn write_all(mut messages: mpsc::Receiver<Vec<u8>>, mut output: impl Write) {
    let mut frame = Vec::new();
    while let Some(body) = messages.blocking_recv() {
        frame.clear();
        frame.extend_from_slice(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
        frame.extend_from_slice(&body);
        if output.write_all(&frame).and_then(|()| output.flush()).is_err() {
            return;
        }
        // Give back the memory that one large answer took.
        frame.shrink_to(1 << 20);
    }
}

/// A notification to the client as JSON. Its parameters are plain data, which always have JSON.
pub fn notification(method: &str, params: impl Serialize) -> Vec<u8> {
    #[derive(Serialize)]
    struct Notification<'a, P> {
        jsonrpc: &'static str,
        method: &'a str,
        params: P,
    }
    serde_json::to_vec(&Notification { jsonrpc: "2.0", method, params }).unwrap_or_default()
}

/// A request to the client as JSON. Its parameters are plain data, which always have JSON.
pub fn request(id: &str, method: &str, params: Option<impl Serialize>) -> Vec<u8> {
    #[derive(Serialize)]
    struct Request<'a, P> {
        jsonrpc: &'static str,
        id: &'a str,
        method: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        params: Option<P>,
    }
    serde_json::to_vec(&Request { jsonrpc: "2.0", id, method, params }).unwrap_or_default()
}
