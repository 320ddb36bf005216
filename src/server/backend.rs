//! The protocol's methods, each handed on to where it is answered.
//!
//! Every handler does all that touches the session before its first await, and so in the order of the messages.

use super::client::Client;
use super::prepared::Prepared;
use super::session::Session;
use super::view::View;
use super::{capabilities, pool, requests};
use serde::Serialize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, DocumentDiagnosticParams,
    DocumentDiagnosticReportPartialResult, DocumentDiagnosticReportResult, DocumentHighlight, DocumentHighlightParams,
    DocumentSymbolParams, DocumentSymbolResponse, FoldingRange, FoldingRangeParams, GotoDefinitionParams,
    GotoDefinitionResponse, Hover, HoverParams, InitializeParams, InitializeResult, InitializedParams, Location,
    ReferenceParams, SelectionRange, SelectionRangeParams, ServerInfo, TextDocumentPositionParams, Url,
};
use tower_lsp::{LanguageServer, async_trait};

/// The session, shared between the handlers and the loop that publishes diagnostics.
#[derive(Clone, Debug, Default)]
pub struct Shared(Arc<Mutex<Session>>);

impl Shared {
    /// The session, for as long as nothing is awaited.
    pub fn lock(&self) -> MutexGuard<'_, Session> {
        // A handler that panicked was answered and logged; the documents are still the client's.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The language server.
#[derive(Debug)]
pub struct Backend {
    session: Shared,
    prepared: Prepared,
}

impl Backend {
    /// The server of `session`, whose results go to `prepared`.
    pub fn new(session: Shared, prepared: Prepared) -> Self {
        Self { session, prepared }
    }

    /// Answers a request about `uri` on the pool, from the document as it is now; null where it is no record.
    async fn read<T, A: Serialize>(
        &self,
        uri: &Url,
        answer: impl FnOnce(&View) -> Option<A> + Send + 'static,
    ) -> Result<Option<T>> {
        self.read_json(uri, move |view| serde_json::to_vec(&answer(view)).unwrap_or_default()).await
    }

    /// The same where `answer` is JSON.
    async fn read_json<T>(
        &self,
        uri: &Url,
        answer: impl FnOnce(&View) -> Vec<u8> + Send + 'static,
    ) -> Result<Option<T>> {
        let view = self.session.lock().view(uri);
        if let Some(view) = view {
            self.prepared.put(pool::run(move |_| answer(&view)).await?);
        }
        Ok(None)
    }
}

#[async_trait]
impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let client = Client::new(&params.capabilities);
        self.session.lock().start(client);
        let server =
            ServerInfo { name: env!("CARGO_PKG_NAME").to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) };
        Ok(InitializeResult { capabilities: capabilities::offered(client), server_info: Some(server) })
    }

    async fn initialized(&self, _: InitializedParams) {}

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.session.lock().open(params.text_document);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let document = params.text_document;
        self.session.lock().change(&document.uri, document.version, params.content_changes);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.session.lock().close(&params.text_document.uri);
    }

    // What is on disk is not what is being edited, and there is nothing to configure: but clients tell it all.
    async fn did_save(&self, _: DidSaveTextDocumentParams) {}

    async fn did_change_configuration(&self, _: DidChangeConfigurationParams) {}

    async fn did_change_watched_files(&self, _: DidChangeWatchedFilesParams) {}

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        self.read(&text_document.uri, move |view| requests::definition::answer(view, position)).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let include = params.context.include_declaration;
        self.read(&text_document.uri, move |view| requests::references::answer(view, position, include)).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        self.read(&text_document.uri, move |view| requests::hover::answer(view, position)).await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        self.read(&text_document.uri, move |view| requests::document_highlight::answer(view, position)).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let uri = params.text_document.uri;
        let outline = self.session.lock().outline(&uri).unwrap_or_default();
        let answer = move |view: &View| {
            requests::document_symbol::answer(view, &mut outline.lock().unwrap_or_else(PoisonError::into_inner))
        };
        self.read_json(&uri, answer).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.read(&params.text_document.uri, |view| Some(requests::folding_range::answer(view))).await
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        let SelectionRangeParams { text_document, positions, .. } = params;
        self.read(&text_document.uri, move |view| Some(requests::selection_range::answer(view, &positions))).await
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let mut session = self.session.lock();
        let checked = session.pull(&params.text_document.uri);
        self.prepared.put(requests::diagnostic::answer(checked, params.previous_result_id.as_deref()));
        Ok(DocumentDiagnosticReportResult::Partial(DocumentDiagnosticReportPartialResult::default()))
    }
}
