//! Messages on their way to the client: a bounded queue, and a thread that writes what is in it.

use futures::future::{Either, select};
use serde::Serialize;
use std::io::{self, Write};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self as std_mpsc, RecvTimeoutError};
use std::time::Duration;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{Notify, mpsc};

/// How many messages may wait for a client that does not read. When there are more, the server stops handling messages.
const CAPACITY: usize = 1024;

/// How long the server waits at its end for a client that reads nothing.
const LAST_PATIENCE: Duration = Duration::from_millis(30);

/// How long the server waits at its end for a client that still reads.
const LONGEST_END: Duration = Duration::from_secs(1);

/// The queue of messages for the client. Clones share it.
#[derive(Clone, Debug)]
pub struct WriteQueue {
    queue: mpsc::Sender<Vec<u8>>,
    ending: Arc<Ending>,
}

/// Whether the client is leaving, and whether it still reads.
#[derive(Debug, Default)]
struct Ending {
    begun: AtomicBool,
    /// Notified when it has begun.
    told: Notify,
    /// Whether the client has read nothing for so long after that that nothing is kept for it any more.
    nobody_reads: AtomicBool,
}

/// Tells a [`WriteQueue`] that the client is leaving.
#[derive(Debug)]
pub struct EndSignal(Arc<Ending>);

impl EndSignal {
    /// From now on nothing waits long for the client to read.
    pub fn tell(&self) {
        self.0.begun.store(true, Ordering::SeqCst);
        self.0.told.notify_waiters();
    }
}

/// The thread that writes what is in the queue.
#[derive(Debug)]
pub struct Writer {
    ended: std_mpsc::Receiver<()>,
    /// How many messages were written.
    written: Arc<AtomicU64>,
    ending: Arc<Ending>,
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
        let (written, ending) = (Arc::<AtomicU64>::default(), Arc::<Ending>::default());
        let count = written.clone();
        std::thread::Builder::new().name("writer".to_owned()).spawn(move || {
            write_all(messages, output, &count);
            drop(end);
        })?;
        Ok((Self { queue, ending: ending.clone() }, Writer { ended, written, ending }))
    }

    /// Queues a message and waits for room if there is none. The message is dropped if nobody reads any more: at the
    /// client's end, if it leaves no room for a while.
    pub async fn send(&self, message: Vec<u8>) {
        let message = match self.queue.try_send(message) {
            Ok(()) | Err(TrySendError::Closed(_)) => return,
            Err(TrySendError::Full(message)) => message,
        };
        let told = self.ending.told.notified();
        let mut send = pin!(self.queue.send(message));
        if !self.ending.begun.load(Ordering::SeqCst)
            && let Either::Left(_) = select(send.as_mut(), pin!(told)).await
        {
            return;
        }
        if !self.nobody_reads() && tokio::time::timeout(LAST_PATIENCE, send).await.is_err() {
            self.ending.nobody_reads.store(true, Ordering::SeqCst);
        }
    }

    /// Whether the client is leaving and reads nothing any more. What is sent then is dropped.
    pub fn nobody_reads(&self) -> bool {
        self.ending.nobody_reads.load(Ordering::SeqCst)
    }

    /// Tells of the client's leave.
    pub fn end_signal(&self) -> EndSignal {
        EndSignal(self.ending.clone())
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
    /// Waits until everything in the queue is written, as long as the client reads, but no longer than a second.
    pub fn finish(self) {
        let mut patience = LONGEST_END;
        let mut before = None;
        while !self.ending.nobody_reads.load(Ordering::SeqCst)
            && !patience.is_zero()
            && self.ended.recv_timeout(LAST_PATIENCE) == Err(RecvTimeoutError::Timeout)
        {
            let written = Some(self.written.load(Ordering::SeqCst));
            if written == before {
                return;
            }
            before = written;
            patience = patience.saturating_sub(LAST_PATIENCE);
        }
    }
}

fn write_all(mut messages: mpsc::Receiver<Vec<u8>>, mut output: impl Write, written: &AtomicU64) {
    let mut frame = Vec::new();
    while let Some(body) = messages.blocking_recv() {
        frame.clear();
        frame.extend_from_slice(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
        frame.extend_from_slice(&body);
        if output.write_all(&frame).and_then(|()| output.flush()).is_err() {
            return;
        }
        written.fetch_add(1, Ordering::SeqCst);
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
