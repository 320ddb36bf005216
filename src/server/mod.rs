//! The language server: everything that knows LSP.
//!
//! A message's way: bytes → [`framing`] → [`main_loop`] → tower-lsp's `LspService`, which knows the methods and their
//! types → [`dispatch`] → [`session`] for what changes documents, [`requests`] on the [`worker_pool`] for what reads
//! them → [`write_queue`] → bytes.

pub mod finished;
pub mod logging;
pub mod main_loop;
pub mod worker_pool;
pub mod write_queue;

mod cache;
mod capabilities;
mod client_process;
mod dispatch;
mod framing;
mod outgoing;
mod positions;
mod requests;
mod session;
mod workspace;

use dispatch::Backend;
use finished::Prepared;
use main_loop::Ending;
use session::session_handle::SessionHandle;
use std::fs::File;
use std::io::{self, Read, Write};
use tower_lsp::LspService;
use write_queue::WriteQueue;

/// Serves the client at the other end of `input` and `output` until it leaves; logs to the file `log`, if any.
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
        let prepared = Prepared::default();
        let (service, _) = LspService::new(|_| Backend::new(session.clone(), prepared.clone()));
        main_loop::serve(input, (queue, writer), service, prepared, session)
    })
}
