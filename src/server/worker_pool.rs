//! The worker pool. Answers that only read are made here, from snapshots, while the main loop goes on.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tower_lsp::jsonrpc::{Error, Result};

/// Tells who works whether somebody still waits for what comes of it. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Cancelled(Arc<AtomicBool>);

impl Cancelled {
    /// Whether the work was cancelled, so that nothing needs to come of it.
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Cancels the work when it is dropped. Cancelling a request drops the future that waits for the work, and this with
/// it.
#[derive(Debug, Default)]
pub struct CancelGuard(Cancelled);

impl CancelGuard {
    /// What tells the worker.
    pub fn token(&self) -> Cancelled {
        self.0.clone()
    }

    /// Cancels the work.
    pub fn cancel(&self) {
        self.0.0.store(true, Ordering::Relaxed);
    }
}

impl Drop for CancelGuard {
    fn drop(&mut self) {
        self.cancel();
    }
}

/// Runs `work` on the pool. Work that is cancelled before its turn never begins. A panic in it is resumed in this
/// future, and the main loop answers it.
///
/// # Errors
/// `RequestCancelled` if the work was cancelled before its turn, `InternalError` if the server is ending.
pub async fn run<T: Send + 'static>(work: impl FnOnce(&Cancelled) -> T + Send + 'static) -> Result<T> {
    let guard = CancelGuard::default();
    let token = guard.token();
    let job = tokio::task::spawn_blocking(move || (!token.is_set()).then(|| work(&token)));
    match job.await {
        Ok(Some(result)) => Ok(result),
        Ok(None) => Err(Error::request_cancelled()),
        Err(failure) if failure.is_panic() => resume_unwind(failure.into_panic()),
        Err(_) => Err(Error::internal_error()),
    }
}

/// How many workers there are: one for each core, and at least two, so that one long answer does not delay all others.
pub fn workers() -> usize {
    std::thread::available_parallelism().map_or(2, NonZero::get).max(2)
}
