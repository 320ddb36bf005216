//! Messages on their way to the client: a bounded queue, and a thread that writes.

use serde::Serialize;
use std::io::{self, Write};
use std::sync::mpsc as std_mpsc;
use std::time::Duration;
use tokio::sync::mpsc;

/// How many messages may wait for a client that does not read; then the server takes none of its own.
const CAPACITY: usize = 1024;

/// Where messages for the client go. Clones share the queue.
#[derive(Clone, Debug)]
pub struct WriteQueue {
    queue: mpsc::Sender<Vec<u8>>,
}

/// Tells when the writing thread has ended.
#[derive(Debug)]
pub struct Writer {
    ended: std_mpsc::Receiver<()>,
}

impl WriteQueue {
    /// Starts a thread that writes what is sent to `output`, each message with its header and in one piece. It ends
    /// when all clones are gone, or with the first error: nobody reads any more.
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

    /// Queues a message, waiting for room; dropped where nobody reads any more.
    pub async fn send(&self, message: Vec<u8>) {
        let _nobody_reads = self.queue.send(message).await;
    }

    /// Completes once nobody reads any more.
    pub async fn closed(&self) {
        self.queue.closed().await;
    }

    /// A handle for messages that may be lost, which does not keep the writer alive.
    pub fn downgrade(&self) -> WeakWriteQueue {
        WeakWriteQueue { queue: self.queue.downgrade() }
    }
}

/// An [`WriteQueue`] for messages that may be lost.
#[derive(Clone, Debug)]
pub struct WeakWriteQueue {
    queue: mpsc::WeakSender<Vec<u8>>,
}

impl WeakWriteQueue {
    /// Queues a message if there is room.
    pub fn offer(&self, message: Vec<u8>) {
        if let Some(queue) = self.queue.upgrade() {
            let _no_room = queue.try_send(message);
        }
    }
}

impl Writer {
    /// Waits until all that was queued is written, at most for `limit`: the client may have stopped reading.
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
        // One large answer must not hold its memory for good.
        frame.shrink_to(1 << 20);
    }
}

/// A notification to the client, as bytes; empty parameters where they cannot be written as JSON, which those of this
/// server can.
pub fn notification(method: &str, params: impl Serialize) -> Vec<u8> {
    #[derive(Serialize)]
    struct Notification<'a, P> {
        jsonrpc: &'static str,
        method: &'a str,
        params: P,
    }
    serde_json::to_vec(&Notification { jsonrpc: "2.0", method, params }).unwrap_or_default()
}

/// A request to the client, as bytes; see [`notification`].
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
