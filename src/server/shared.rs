//! The session as the threads of the server share it.

use super::session::Session;
use super::transport::Initiative;
use serde_json::Value;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use tokio::sync::Notify;

/// The session, shared between the handlers, the transport and the thread that reads files.
#[derive(Clone, Debug, Default)]
pub struct Shared {
    session: Arc<Mutex<Session>>,
    /// The parameters of `initialize`, as they came.
    initialize: Arc<Mutex<Value>>,
    /// Wakes the transport when there may be something to tell the client.
    stirred: Arc<Notify>,
}

/// A [`Shared`] that does not keep the session alive.
pub struct Distant {
    session: Weak<Mutex<Session>>,
    initialize: Arc<Mutex<Value>>,
    stirred: Arc<Notify>,
}

impl Shared {
    /// The session, for as long as nothing is awaited.
    pub fn lock(&self) -> MutexGuard<'_, Session> {
        // A handler that panicked was answered and logged; the documents are still the client's.
        lock(&self.session)
    }

    /// The parameters of `initialize`, as they came; once.
    pub fn initialize(&self) -> Value {
        lock(&self.initialize).take()
    }

    /// Changes the session from another thread than the transport's.
    pub fn change(&self, change: impl FnOnce(&mut Session)) {
        change(&mut self.lock());
        self.stirred.notify_one();
    }

    /// It, without keeping the session alive.
    pub fn downgrade(&self) -> Distant {
        let Self { session, initialize, stirred } = self.clone();
        Distant { session: Arc::downgrade(&session), initialize, stirred }
    }
}

impl Distant {
    /// It, as long as there is a session.
    pub fn upgrade(&self) -> Option<Shared> {
        let (initialize, stirred) = (self.initialize.clone(), self.stirred.clone());
        Some(Shared { session: self.session.upgrade()?, initialize, stirred })
    }
}

impl Initiative for Shared {
    fn begin(&mut self, initialize: &Value) {
        *lock(&self.initialize) = initialize.clone();
    }

    fn messages(&mut self) -> Vec<Vec<u8>> {
        self.lock().messages()
    }

    fn answered(&mut self, id: &Value, result: Result<Value, Value>) {
        self.lock().answered(id, &result);
    }

    async fn stirred(&self) {
        self.stirred.notified().await;
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
