//! LSP: transport, session, conversions to and from protocol types.
//!
//! A message's way: bytes → [`framing`] → [`transport`] → tower-lsp's `LspService`, which knows the methods and their
//! types → [`backend`] → [`session`] for what changes documents, [`requests`] on the [`pool`] for what reads them →
//! [`outbox`] → bytes.

pub mod logging;
pub mod outbox;
pub mod pool;
pub mod prepared;
pub mod transport;

mod backend;
mod capabilities;
mod client;
mod closed;
mod convert;
mod diagnostics;
mod documents;
mod edits;
mod framing;
mod indexer;
mod judged;
mod kept;
mod open;
mod painted;
mod parent;
mod pieces;
mod progress;
mod reading;
mod requests;
mod session;
mod shared;
mod texts;
mod unasked;
mod uri;
mod view;

use backend::Backend;
use outbox::Outbox;
use prepared::Prepared;
use shared::Shared;
use std::fs::File;
use std::io::{self, Read, Write};
use tower_lsp::LspService;
use transport::Ending;

/// Serves the client at the other end of `input` and `output` until it leaves; logs to the file `log`, if any.
///
/// # Errors
/// The system gives no threads or timers.
pub fn serve(
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
    log: Option<File>,
) -> io::Result<Ending> {
    let (outbox, writer) = Outbox::open(output)?;
    let log = logging::start(log, outbox.downgrade());
    tracing::dispatcher::with_default(&log, || {
        let session = Shared::default();
        let prepared = Prepared::default();
        let (service, _) = LspService::new(|_| Backend::new(session.clone(), prepared.clone()));
        transport::serve(input, (outbox, writer), service, prepared, session)
    })
}
