//! Answers that are already JSON, and how they get past tower-lsp.
//!
//! tower-lsp turns every result into a [`serde_json::Value`] and that into bytes. For the outline of a volume of 2.7 MB
//! this takes ten times as long as writing it once. So workers write their answers themselves, as [`Finished`].
//! Handlers leave them in the [`AnswerSlot`], and the main loop takes them from there.

use serde::Serialize;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, PoisonError};
use tower_lsp::jsonrpc::{Error, Result};

/// A result of type `T` as JSON.
///
/// It is made from a `T`, or from something that is declared to have the JSON of one, see [`JsonOf`]. An answer of
/// another type does not compile:
///
/// ```
/// # use obelus::server::finished::Finished;
/// # use tower_lsp::lsp_types::Hover;
/// let nothing = Finished::<Option<Hover>>::new(&None);
/// ```
///
/// ```compile_fail
/// # use obelus::server::finished::Finished;
/// # use tower_lsp::lsp_types::Hover;
/// let number = Finished::<Option<Hover>>::new(&3);
/// ```
#[derive(Clone, Debug)]
pub struct Finished<T> {
    json: Vec<u8>,
    result: PhantomData<fn() -> T>,
}

/// Something that has the JSON of a `T`: a `T` itself, or what stands in for one, such as a list that is kept as JSON.
pub trait JsonOf<T> {
    /// The JSON.
    ///
    /// # Errors
    /// There is none, as for a map whose keys are no strings.
    fn to_json(&self) -> serde_json::Result<Vec<u8>>;
}

impl<T: Serialize> JsonOf<T> for T {
    fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec(self)
    }
}

impl<T> Finished<T> {
    /// The JSON of `result`.
    ///
    /// # Errors
    /// `InternalError` if `result` has no JSON.
    pub fn new(result: &impl JsonOf<T>) -> Result<Self> {
        match result.to_json() {
            Ok(json) => Ok(Self { json, result: PhantomData }),
            Err(error) => {
                tracing::error!("an answer cannot be written as JSON: {error}");
                Err(Error::internal_error())
            }
        }
    }
}

/// Holds the answer of the handler that is being polled until the main loop takes it. Clones share it.
///
/// It never holds more than one. Handlers are polled one at a time on the main thread, each leaves its answer right
/// before it completes, and the main loop takes the answer as soon as the handler has completed.
#[derive(Clone, Debug, Default)]
pub struct AnswerSlot(Arc<Mutex<Option<Vec<u8>>>>);

impl AnswerSlot {
    /// Leaves `answer` for the main loop. The caller must return the error at once: it stands in for a result of any
    /// type, and the client never sees it.
    ///
    /// # Errors
    /// Always.
    pub fn leave<T, R>(&self, answer: Finished<T>) -> Result<R> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer.json);
        Err(Error::internal_error())
    }

    /// Takes the answer of the handler that has just completed, if it left one.
    pub fn take(&self) -> Option<Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_taken_once() {
        let slot = AnswerSlot::default();
        assert!(slot.leave::<_, ()>(Finished::<Vec<u8>>::new(&vec![1, 2]).unwrap()).is_err());
        assert_eq!(slot.take().unwrap(), b"[1,2]");
        assert!(slot.take().is_none());
    }
}
