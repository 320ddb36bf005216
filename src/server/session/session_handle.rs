//! A handle by which the threads of the server share the session.

use crate::server::main_loop::MessageSource;
use crate::server::session::Session;
use serde_json::Value;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use tokio::sync::Notify;

/// The session, shared between the request handlers, the main loop and the thread that reads files.
#[derive(Clone, Debug)]
pub struct SessionHandle {
    session: Arc<Mutex<Session>>,
    /// The raw parameters of `initialize`, until they are taken.
    initialize: Arc<Mutex<Value>>,
    /// Wakes the main loop when there may be messages for the client.
    woken: Arc<Notify>,
}

/// A [`SessionHandle`] that does not keep the session alive.
pub struct WeakSessionHandle {
    session: Weak<Mutex<Session>>,
    initialize: Arc<Mutex<Value>>,
    woken: Arc<Notify>,
}

impl Default for SessionHandle {
    fn default() -> Self {
        let session = Session::default();
        let woken = session.woken().clone();
        Self { session: Arc::new(Mutex::new(session)), initialize: Arc::default(), woken }
    }
}

impl SessionHandle {
    /// Locks the session. The guard must not live across an await.
    pub fn lock(&self) -> MutexGuard<'_, Session> {
        // A handler that panicked was answered and logged. The session stays in use.
        lock(&self.session)
    }

    /// Takes the raw parameters of `initialize`.
    pub fn initialize_params(&self) -> Value {
        lock(&self.initialize).take()
    }

    /// Changes the session from a thread other than the main loop's, and wakes the main loop.
    pub fn change(&self, change: impl FnOnce(&mut Session)) {
        change(&mut self.lock());
        self.woken.notify_one();
    }

    /// A handle that does not keep the session alive.
    pub fn downgrade(&self) -> WeakSessionHandle {
        let Self { session, initialize, woken } = self.clone();
        WeakSessionHandle { session: Arc::downgrade(&session), initialize, woken }
    }
}

impl WeakSessionHandle {
    /// The handle, if there is still a session.
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
