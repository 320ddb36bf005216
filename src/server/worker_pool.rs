//! The worker pool: what only reads runs here, on snapshots, while the server goes on.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tower_lsp::jsonrpc::{Error, Result};

/// Tells a worker that nobody waits for its answer any more.
#[derive(Clone, Debug, Default)]
pub struct Cancelled(Arc<AtomicBool>);

impl Cancelled {
    /// Whether the request was cancelled, so that work on it is in vain.
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Cancels when it is dropped: a handler that is cancelled is a future that is dropped.
struct Guard(Cancelled);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.0.store(true, Ordering::Relaxed);
    }
}

/// Runs `work` on the pool. Work that is cancelled before its turn never begins; a panic in it comes out of this
/// future, where the transport answers it.
///
/// # Errors
/// The server is ending.
pub async fn run<T: Send + 'static>(work: impl FnOnce(&Cancelled) -> T + Send + 'static) -> Result<T> {
    let guard = Guard(Cancelled::default());
    let token = guard.0.clone();
    let job = tokio::task::spawn_blocking(move || (!token.is_set()).then(|| work(&token)));
    match job.await {
        Ok(Some(result)) => Ok(result),
        Ok(None) => Err(Error::request_cancelled()),
        Err(failure) if failure.is_panic() => resume_unwind(failure.into_panic()),
        Err(_) => Err(Error::internal_error()),
    }
}

/// How many workers there are: one a core, and two at least, so that one long answer does not hold up all others.
pub fn workers() -> usize {
    std::thread::available_parallelism().map_or(2, NonZero::get).max(2)
}
