//! What a handler of a request is, and how it answers.

use crate::server::finished::{Finished, JsonOf};
use crate::server::session::Session;
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::document_state::Waiting;
use crate::server::session::session_handle::SessionHandle;
use crate::server::worker_pool;
use futures::future::{BoxFuture, FutureExt};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::request::Request;
use tower_lsp::lsp_types::{ServerCapabilities, Url};

/// The parameters of a handler's method.
pub type Params<H> = <<H as Handler>::Method as Request>::Params;

/// The result of a handler's method.
pub type MethodResult<H> = <<H as Handler>::Method as Request>::Result;

/// Answers one method of the protocol.
///
/// Each handler has a file of its own, and a line in the list of `dispatch.rs`.
pub trait Handler {
    /// The method. It determines the parameters and the result.
    type Method: Request<Result: Send>;

    /// Adds what the server offers by this method to `capabilities`, which `client` is told. A method that only
    /// completes the items of a list is offered together with the list, and adds nothing.
    fn offer(_client: Client, _capabilities: &mut ServerCapabilities) {}

    /// Starts an answer when the request arrives. What it takes from the session is as it was when the client sent the
    /// request. It must be quick, since the main loop waits for it.
    ///
    /// # Errors
    /// The client is told why there is no answer.
    fn start(session: &SessionHandle, params: Params<Self>) -> Result<Answer<MethodResult<Self>>>;
}

/// A way to answer a request with a result of type `R`.
pub enum Answer<R> {
    /// The answer is already there.
    Ready(Finished<R>),
    /// A worker makes the answer.
    OnWorker(Box<dyn FnOnce() -> Result<Finished<R>> + Send>),
    /// The answer waits for something.
    Later(BoxFuture<'static, Result<Finished<R>>>),
}

impl<R: Send + 'static> Answer<R> {
    /// An answer that `work` makes on a worker.
    pub fn on_worker<A: JsonOf<R>>(work: impl FnOnce() -> Result<A> + Send + 'static) -> Self {
        Self::OnWorker(Box::new(move || Finished::new(&work()?)))
    }

    /// An answer that may wait for something.
    pub fn later(answer: impl Future<Output = Result<Finished<R>>> + Send + 'static) -> Self {
        Self::Later(answer.boxed())
    }

    /// An answer that `start` begins with what `get` gets from the session: now, or as soon as the records of the
    /// document that it is about are built.
    ///
    /// # Errors
    /// Those of `start`. If the document changes while the answer waits for its records, it is `ContentModified`.
    pub fn when_built<T>(
        session: &SessionHandle,
        get: impl Fn(&mut Session) -> std::result::Result<T, Waiting> + Send + 'static,
        start: impl FnOnce(T) -> Result<Self> + Send + 'static,
    ) -> Result<Self> {
        let got = get(&mut session.lock());
        let waiting = match got {
            Ok(got) => return start(got),
            Err(waiting) => waiting,
        };
        let session = session.clone();
        Ok(Self::later(async move {
            waiting.await.map_err(|_| Error::content_modified())?;
            let answer = {
                let got = get(&mut session.lock());
                start(got.map_err(|_| Error::content_modified())?)?
            };
            answer.finish().await
        }))
    }

    /// An answer that `start` begins with a snapshot of the document `uri`, as soon as its records are built. There is
    /// no snapshot if that document is not open or is no record.
    ///
    /// # Errors
    /// Those of [`Self::when_built`].
    pub fn of_document(
        session: &SessionHandle,
        uri: Url,
        start: impl FnOnce(Option<DocumentSnapshot>) -> Result<Self> + Send + 'static,
    ) -> Result<Self> {
        Self::when_built(session, move |session| session.snapshot(&uri), start)
    }

    /// Makes the answer.
    ///
    /// # Errors
    /// The client is told why there is no answer.
    pub async fn finish(self) -> Result<Finished<R>> {
        match self {
            Self::Ready(finished) => Ok(finished),
            Self::OnWorker(work) => worker_pool::run(|_| work()).await?,
            Self::Later(answer) => answer.await,
        }
    }
}

impl<T> Answer<Option<T>>
where
    Option<T>: serde::Serialize + Send + 'static,
{
    /// An answer about the document `uri`, which `work` makes on a worker. It is null if that document is not open or
    /// is no record.
    ///
    /// # Errors
    /// Those of [`Self::when_built`].
    pub fn about<A: JsonOf<Option<T>>>(
        session: &SessionHandle,
        uri: &Url,
        work: impl FnOnce(&DocumentSnapshot) -> Result<A> + Send + 'static,
    ) -> Result<Self> {
        Self::of_document(session, uri.clone(), |doc| match doc {
            Some(doc) => Ok(Self::on_worker(move || work(&doc))),
            None => Ok(Self::Ready(Finished::new(&None::<T>)?)),
        })
    }
}
