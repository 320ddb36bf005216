//! The protocol's methods, each handed on to where it is answered.
//!
//! Every handler does all that touches the session before its first await, and so in the order of the messages.

use crate::server::finished::Prepared;
use crate::server::outgoing::SETTINGS_SECTION;
use crate::server::requests::support::resolve_data;
use crate::server::requests::support::workspace_edit::refused;
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::session_handle::SessionHandle;
use crate::server::workspace::indexer;
use crate::server::workspace::uri::DocumentKey;
use crate::server::workspace::workspace_diagnostics::ReportedFiles;
use crate::server::{capabilities, requests, worker_pool};
use serde::Serialize;
use serde_json::Value;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    CodeAction, CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams, CompletionItem, CompletionParams,
    CompletionResponse, CreateFilesParams, DeleteFilesParams, DidChangeConfigurationParams,
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams, DocumentDiagnosticParams,
    DocumentDiagnosticReportPartialResult, DocumentDiagnosticReportResult, DocumentHighlight, DocumentHighlightParams,
    DocumentLink, DocumentLinkParams, DocumentOnTypeFormattingParams, DocumentSymbolParams, DocumentSymbolResponse,
    ExecuteCommandParams, FoldingRange, FoldingRangeParams, GotoDefinitionParams, GotoDefinitionResponse, Hover,
    HoverParams, InitializeParams, InitializeResult, InitializedParams, InlayHint, InlayHintParams,
    LinkedEditingRangeParams, LinkedEditingRanges, Location, PrepareRenameResponse, ReferenceParams, RenameFilesParams,
    RenameParams, SelectionRange, SelectionRangeParams, SemanticTokensDeltaParams, SemanticTokensFullDeltaResult,
    SemanticTokensParams, SemanticTokensRangeParams, SemanticTokensRangeResult, SemanticTokensResult, ServerInfo,
    SymbolInformation, TextDocumentPositionParams, TextEdit, Url, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport,
    WorkspaceDiagnosticReportResult, WorkspaceEdit, WorkspaceFolder, WorkspaceSymbol, WorkspaceSymbolParams,
};
use tower_lsp::{LanguageServer, async_trait};

/// The language server.
#[derive(Debug)]
pub struct Backend {
    session: SessionHandle,
    prepared: Prepared,
    reported: ReportedFiles,
}

impl Backend {
    /// The server of `session`, whose results go to `prepared`.
    pub fn new(session: SessionHandle, prepared: Prepared) -> Self {
        Self { session, prepared, reported: ReportedFiles::default() }
    }

    /// Has what is at `uris` read again.
    fn files_changed<'a>(&self, uris: impl Iterator<Item = &'a str>) {
        let uris: Vec<_> = uris.filter_map(|uri| Url::parse(uri).ok()).collect();
        self.session.lock().files_changed(&uris);
    }

    /// Answers a request about `uri` on the pool, from the document as it is now; null where it is no record.
    async fn read<T, A: Serialize>(
        &self,
        uri: &Url,
        answer: impl FnOnce(&DocumentSnapshot) -> Option<A> + Send + 'static,
    ) -> Result<Option<T>> {
        self.read_json(uri, move |snapshot| serde_json::to_vec(&answer(snapshot)).unwrap_or_default()).await
    }

    /// The same where it may be refused.
    async fn try_read<T: Send + 'static>(
        &self,
        uri: &Url,
        answer: impl FnOnce(&DocumentSnapshot) -> Result<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let snapshot = self.session.lock().snapshot(uri);
        match snapshot {
            Some(snapshot) => worker_pool::run(move |_| answer(&snapshot)).await?.map(Some),
            None => Ok(None),
        }
    }

    /// The same where `answer` is JSON.
    async fn read_json<T>(
        &self,
        uri: &Url,
        answer: impl FnOnce(&DocumentSnapshot) -> Vec<u8> + Send + 'static,
    ) -> Result<Option<T>> {
        let snapshot = self.session.lock().snapshot(uri);
        if let Some(snapshot) = snapshot {
            self.prepared.put(worker_pool::run(move |_| answer(&snapshot)).await?);
        }
        Ok(None)
    }

    /// Completes `item`, which is of a list about the document that its `data` tells; leaves it where that is no more.
    async fn complete<T: Send + 'static>(
        &self,
        data: Option<&Value>,
        mut item: T,
        complete: impl FnOnce(&DocumentSnapshot, &mut T) + Send + 'static,
    ) -> Result<T> {
        let snapshot = resolve_data::document(data).and_then(|uri| self.session.lock().snapshot(&uri));
        let Some(snapshot) = snapshot else { return Ok(item) };
        worker_pool::run(move |_| {
            complete(&snapshot, &mut item);
            item
        })
        .await
    }
}

/// The folders that the client works in.
#[allow(deprecated, reason = "older clients name one folder")]
fn roots(params: &InitializeParams) -> Vec<PathBuf> {
    match &params.workspace_folders {
        Some(given) => folders(given),
        None => params.root_uri.iter().filter_map(|uri| uri.to_file_path().ok()).collect(),
    }
}

fn folders(given: &[WorkspaceFolder]) -> Vec<PathBuf> {
    given.iter().filter_map(|folder| folder.uri.to_file_path().ok()).collect()
}

#[async_trait]
impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let client = Client::new(&params.capabilities, &self.session.initialize());
        let mut session = self.session.lock();
        session.start(client, roots(&params));
        if let Some(settings) = &params.initialization_options {
            session.configure(settings.get(SETTINGS_SECTION).unwrap_or(settings));
        }
        drop(session);
        let server =
            ServerInfo { name: env!("CARGO_PKG_NAME").to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) };
        Ok(InitializeResult { capabilities: capabilities::offered(client), server_info: Some(server) })
    }

    async fn initialized(&self, _: InitializedParams) {
        match indexer::start(&self.session) {
            Ok(indexer) => self.session.lock().index(indexer),
            Err(error) => tracing::error!("the system gives no thread to read the workspace with: {error}"),
        }
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.session.lock().open(params.text_document);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let document = params.text_document;
        self.session.lock().change(&document.uri, document.version, &params.content_changes);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.session.lock().close(&params.text_document.uri);
    }

    // What is saved is what was being edited.
    async fn did_save(&self, _: DidSaveTextDocumentParams) {}

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.session.lock().settings_changed(&params.settings);
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.session.lock().files_changed(params.changes.iter().map(|change| &change.uri));
    }

    async fn did_create_files(&self, params: CreateFilesParams) {
        self.files_changed(params.files.iter().map(|file| file.uri.as_str()));
    }

    async fn did_rename_files(&self, params: RenameFilesParams) {
        self.files_changed(params.files.iter().flat_map(|file| [file.old_uri.as_str(), &file.new_uri]));
    }

    async fn did_delete_files(&self, params: DeleteFilesParams) {
        self.files_changed(params.files.iter().map(|file| file.uri.as_str()));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let (added, removed) = (folders(&params.event.added), folders(&params.event.removed));
        self.session.lock().change_folders(added, &removed);
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        self.read(&text_document.uri, move |snapshot| requests::definition::answer(snapshot, position)).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let include = params.context.include_declaration;
        self.read(&text_document.uri, move |snapshot| requests::references::answer(snapshot, position, include)).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        self.read(&text_document.uri, move |snapshot| requests::hover::answer(snapshot, position)).await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        self.read(&text_document.uri, move |snapshot| requests::document_highlight::answer(snapshot, position)).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let uri = params.text_document.uri;
        let outline = self.session.lock().outline_cache(&uri).unwrap_or_default();
        let answer = move |snapshot: &DocumentSnapshot| {
            requests::document_symbol::answer(snapshot, &mut outline.lock().unwrap_or_else(PoisonError::into_inner))
        };
        self.read_json(&uri, answer).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let CodeActionParams { text_document, range, context, .. } = params;
        self.read(&text_document.uri, move |snapshot| Some(requests::code_action::list(snapshot, range, &context)))
            .await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        let uri = action.data.as_ref().and_then(|data| Url::parse(data.get("uri")?.as_str()?).ok());
        let snapshot = uri.and_then(|uri| self.session.lock().snapshot(&uri));
        let snapshot = snapshot.ok_or_else(|| refused("The record is not open any more"))?;
        worker_pool::run(move |_| requests::code_action::resolve(&snapshot, action)).await?
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        let shown = requests::execute_command::shown(&params.command, &params.arguments);
        let shown = shown.ok_or_else(|| refused("Obelus has no such command"))?;
        self.session.lock().show_document(shown);
        Ok(None)
    }

    async fn prepare_rename(&self, params: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        let TextDocumentPositionParams { text_document, position } = params;
        self.try_read(&text_document.uri, move |snapshot| requests::rename::prepare(snapshot, position)).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let RenameParams { text_document_position: at, new_name, .. } = params;
        let answer = move |snapshot: &DocumentSnapshot| requests::rename::answer(snapshot, at.position, &new_name);
        self.try_read(&at.text_document.uri, answer).await
    }

    async fn linked_editing_range(&self, params: LinkedEditingRangeParams) -> Result<Option<LinkedEditingRanges>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        self.read(&text_document.uri, move |snapshot| requests::linked_editing_range::answer(snapshot, position)).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.read(&params.text_document.uri, |snapshot| Some(requests::folding_range::answer(snapshot))).await
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        let SelectionRangeParams { text_document, positions, .. } = params;
        self.read(&text_document.uri, move |snapshot| Some(requests::selection_range::answer(snapshot, &positions)))
            .await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.read(&params.text_document.uri, |snapshot| Some(requests::document_link::answer(snapshot))).await
    }

    async fn document_link_resolve(&self, link: DocumentLink) -> Result<DocumentLink> {
        self.complete(link.data.clone().as_ref(), link, requests::document_link::complete).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.read(&params.text_document.uri, |snapshot| Some(requests::code_lens::answer(snapshot))).await
    }

    async fn code_lens_resolve(&self, lens: CodeLens) -> Result<CodeLens> {
        self.complete(lens.data.clone().as_ref(), lens, requests::code_lens::complete).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        self.read(&text_document.uri, move |snapshot| requests::completion::answer(snapshot, position)).await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        self.complete(item.data.clone().as_ref(), item, requests::completion::complete).await
    }

    async fn on_type_formatting(&self, params: DocumentOnTypeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        self.read(&text_document.uri, move |snapshot| requests::on_type_formatting::answer(snapshot, position)).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let InlayHintParams { text_document, range, .. } = params;
        self.read(&text_document.uri, move |snapshot| Some(requests::inlay_hint::answer(snapshot, range))).await
    }

    async fn semantic_tokens_full(&self, params: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
        let uri = params.text_document.uri;
        let cache = self.session.lock().semantic_tokens_cache(&uri).unwrap_or_default();
        let answer = move |snapshot: &DocumentSnapshot| {
            let mut cache = cache.lock().unwrap_or_else(PoisonError::into_inner);
            Some(requests::semantic_tokens_full::full(snapshot, &mut cache))
        };
        self.read(&uri, answer).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let (uri, previous) = (params.text_document.uri, params.previous_result_id);
        let cache = self.session.lock().semantic_tokens_cache(&uri).unwrap_or_default();
        let answer = move |snapshot: &DocumentSnapshot| {
            let mut cache = cache.lock().unwrap_or_else(PoisonError::into_inner);
            Some(requests::semantic_tokens_full::delta(snapshot, &mut cache, &previous))
        };
        self.read(&uri, answer).await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let SemanticTokensRangeParams { text_document, range, .. } = params;
        self.read(&text_document.uri, move |snapshot| Some(requests::semantic_tokens_full::within(snapshot, range)))
            .await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<Vec<SymbolInformation>>> {
        let volumes = self.session.lock().volumes_snapshot();
        let symbols = worker_pool::run(move |_| requests::symbol::answer(&volumes, &params.query)).await?;
        self.prepared.put(serde_json::to_vec(&symbols).unwrap_or_default());
        Ok(None)
    }

    async fn symbol_resolve(&self, mut symbol: WorkspaceSymbol) -> Result<WorkspaceSymbol> {
        let volumes = self.session.lock().volumes_snapshot();
        worker_pool::run(move |_| {
            requests::symbol::complete(&volumes, &mut symbol);
            symbol
        })
        .await
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        let previous = params.previous_result_ids.into_iter().map(|it| (DocumentKey::of(&it.uri), it.value));
        let previous: Arc<HashMap<_, _>> = Arc::new(previous.collect());
        loop {
            let (closed, is_scanned, changed) = {
                let mut session = self.session.lock();
                let changed = session.diagnostics_changed().clone().notified_owned();
                (session.closed_files(), session.is_scanned(), changed)
            };
            if is_scanned {
                let (has, reported) = (previous.clone(), self.reported.clone());
                let reports = worker_pool::run(move |_| closed.reports(&has, &reported)).await?;
                // The client asks again at once: with nothing to tell, the answer waits until there is.
                if !reports.is_empty() || previous.is_empty() {
                    self.prepared.put(format!("{{\"items\":[{}]}}", reports.join(",")).into_bytes());
                    return Ok(WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport::default()));
                }
            }
            changed.await;
        }
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let mut session = self.session.lock();
        let checked = session.diagnostics(&params.text_document.uri);
        self.prepared.put(requests::diagnostic::answer(checked, params.previous_result_id.as_deref()));
        Ok(DocumentDiagnosticReportResult::Partial(DocumentDiagnosticReportPartialResult::default()))
    }
}
