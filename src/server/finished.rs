//! Answers that are JSON already.
//!
//! tower-lsp turns every result into a [`serde_json::Value`] and that into bytes, which for the outline of a volume
//! takes ten times as long as to write it. So a worker writes its answer itself; the handler leaves it here and
//! returns null in its place. Handlers are polled one at a time: what is here when one is done is its own.

use std::sync::{Arc, Mutex, PoisonError};

/// The place for the result of the handler that is just being polled. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Prepared(Arc<Mutex<Option<Vec<u8>>>>);

impl Prepared {
    /// Leaves `json` as the result; to be called right before the handler returns.
    pub fn put(&self, json: Vec<u8>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(json);
    }

    /// Takes what the handler that just returned has left.
    pub fn take(&self) -> Option<Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
