//! The language server: the only layer that knows LSP.
//!
//! # The life of a message
//!
//! 1. A thread reads the client's bytes. [`framing`] splits them into messages, whatever the client sends.
//! 2. The [`main_loop`] takes the messages one by one, in the order of their arrival, and gives each to tower-lsp's
//!    `LspService`. That reads the parameters, keeps track of cancellations, and calls [`dispatch`].
//! 3. [`dispatch`] passes a notification to the [`session`], the one owner of all state, and a request to its handler
//!    in [`requests`]. The handler takes a snapshot from the session before the next message is looked at.
//! 4. The handler's work runs on the [`worker_pool`]: it asks the layers above (`assist`, `check`) about the snapshot
//!    and converts what they say, from byte offsets to the [`positions`] of the protocol. For large answers the
//!    [`cache`] has the parts that no edit has touched since the last answer.
//! 5. The answer is written as JSON, as a [`finished::Finished`] result of the method, and goes past tower-lsp to the
//!    main loop.
//! 6. The [`write_queue`] holds messages until a thread has written them to the client.
//!
//! When no message waits, the main loop asks the session what the client should be told: diagnostics that changed, and
//! the [`outgoing`] requests and notifications.
//!
//! # The files
//!
//! | file | what it is |
//! | --- | --- |
//! | [`main_loop`], [`framing`], [`write_queue`] | messages in and out |
//! | [`dispatch`], [`requests`] | what answers each method, a file a method |
//! | [`capabilities`] | what the server offers besides requests |
//! | [`finished`], [`json`] | answers that are JSON already |
//! | [`session`] | the open documents, the library of all files, the client's abilities |
//! | [`cache`] | what is kept of a document between answers |
//! | [`workspace`] | the files on disk, scanned on a thread of their own |
//! | [`outgoing`], [`logging`] | what the server says on its own |
//! | [`worker_pool`] | where answers are made |
//! | [`client_process`] | whether the client still runs |
//! | [`positions`] | byte offsets to positions and back |
//!
//! No file imports one that imports it.

pub mod finished;
pub mod framing;
pub mod logging;
pub mod main_loop;
pub mod worker_pool;
pub mod write_queue;

mod cache;
mod capabilities;
mod client_process;
mod dispatch;
mod json;
mod outgoing;
mod positions;
mod requests;
mod session;
mod workspace;

use dispatch::Backend;
use finished::AnswerSlot;
use main_loop::Ending;
use session::session_handle::SessionHandle;
use std::fs::File;
use std::io::{self, Read, Write};
use write_queue::WriteQueue;

/// Serves the client at the other end of `input` and `output` until it leaves. Logs to the file `log`, if there is one.
///
/// # Errors
/// The system gives no threads or timers.
pub fn serve(
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
    log: Option<File>,
) -> io::Result<Ending> {
    let (queue, writer) = WriteQueue::open(output)?;
    let log = logging::start(log, queue.downgrade());
    tracing::dispatcher::with_default(&log, || {
        let session = SessionHandle::default();
        let slot = AnswerSlot::default();
        let service = Backend::service(&session, &slot);
        main_loop::serve(input, (queue, writer), service, slot, session)
    })
}
