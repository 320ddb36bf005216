//! The session as the threads of the server share it.

use crate::server::main_loop::MessageSource;
use crate::server::session::Session;
use serde_json::Value;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use tokio::sync::Notify;

/// The session, shared between the handlers, the transport and the thread that reads files.
#[derive(Clone, Debug, Default)]
pub struct SessionHandle {
    session: Arc<Mutex<Session>>,
    /// The parameters of `initialize`, as they came.
    initialize: Arc<Mutex<Value>>,
    /// Wakes the transport when there may be something to tell the client.
    woken: Arc<Notify>,
}

/// A [`SessionHandle`] that does not keep the session alive.
pub struct WeakSessionHandle {
    session: Weak<Mutex<Session>>,
    initialize: Arc<Mutex<Value>>,
    woken: Arc<Notify>,
}

impl SessionHandle {
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
        self.woken.notify_one();
    }

    /// It, without keeping the session alive.
    pub fn downgrade(&self) -> WeakSessionHandle {
        let Self { session, initialize, woken } = self.clone();
        WeakSessionHandle { session: Arc::downgrade(&session), initialize, woken }
    }
}

impl WeakSessionHandle {
    /// It, as long as there is a session.
    pub fn upgrade(&self) -> Option<SessionHandle> {
        let (initialize, woken) = (self.initialize.clone(), self.woken.clone());
        Some(SessionHandle { session: self.session.upgrade()?, initialize, woken })
    }
}

impl MessageSource for SessionHandle {
    fn on_initialize(&mut self, initialize: &Value) {
        *lock(&self.initialize) = initialize.clone();
    }

    fn take_messages(&mut self) -> Vec<Vec<u8>> {
        self.lock().take_messages()
    }

    fn on_response(&mut self, id: &Value, result: Result<Value, Value>) {
        self.lock().on_response(id, &result);
    }

    async fn woken(&self) {
        self.woken.notified().await;
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
