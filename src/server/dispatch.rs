//! Hands each message to what deals with it: notifications to the session, requests to their handlers.
//!
//! Whatever touches the session does so before the first await. The main loop polls a handler once before it looks at
//! the next message, so that all messages take effect in the order in which they arrive.

use crate::server::finished::AnswerSlot;
use crate::server::outgoing::SETTINGS_SECTION;
use crate::server::requests::handler::{Handler, MethodResult, Params};
use crate::server::session::client_capabilities::Client;
use crate::server::session::session_handle::SessionHandle;
use crate::server::workspace::indexer;
use crate::server::{capabilities, requests};
use std::path::PathBuf;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::Request;
use tower_lsp::lsp_types::{
    CreateFilesParams, DeleteFilesParams, DidChangeConfigurationParams, DidChangeTextDocumentParams,
    DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, InitializeParams, InitializeResult, InitializedParams,
    RenameFilesParams, ServerCapabilities, ServerInfo, SymbolInformation, Url, WorkspaceFolder,
};
use tower_lsp::{LanguageServer, LspService, async_trait};

/// The language server, as tower-lsp calls it.
#[derive(Debug)]
pub struct Backend {
    session: SessionHandle,
    slot: AnswerSlot,
}

impl Backend {
    /// Answers a request by the handler `H`.
    async fn answer<H: Handler, R>(&self, params: Params<H>) -> Result<R>
    where
        MethodResult<H>: 'static,
    {
        let answer = H::start(&self.session, params)?;
        self.slot.leave(answer.finish().await?)
    }

    /// Reads again what is at `uris`. Those that are no URIs are ignored.
    fn files_changed<'a>(&self, uris: impl Iterator<Item = &'a str>) {
        let uris: Vec<_> = uris.filter_map(|uri| Url::parse(uri).ok()).collect();
        self.session.lock().files_changed(&uris);
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

/// Implements tower-lsp's trait: the notifications as they stand here, and each request by the handler that the list
/// names for it. Where tower-lsp declares another result than lsp-types, that type stands in parentheses. Behind the
/// semicolon stand the requests that are not in the protocol.
macro_rules! language_server {
    ($($method:ident $(($declared:ty))? => $handler:ty,)* ; $($our_method:ident => $our_handler:ty,)*) => {
        /// What the server can do for `client`: what it offers besides requests, and what each handler adds.
        fn offered(client: Client) -> ServerCapabilities {
            let mut capabilities = capabilities::without_requests(client);
            $(<$handler as Handler>::offer(client, &mut capabilities);)*
            $(<$our_handler as Handler>::offer(client, &mut capabilities);)*
            capabilities
        }

        impl Backend {
            /// The service of a server of `session` that leaves its answers in `slot`.
            pub fn service(session: &SessionHandle, slot: &AnswerSlot) -> LspService<Self> {
                let backend = |_| Self { session: session.clone(), slot: slot.clone() };
                let service = LspService::build(backend);
                $(let service = service.custom_method(<$our_handler as Handler>::Method::METHOD, Self::$our_method);)*
                service.finish().0
            }

            $(
                async fn $our_method(&self, params: Params<$our_handler>) -> Result<MethodResult<$our_handler>> {
                    self.answer::<$our_handler, _>(params).await
                }
            )*
        }

        #[async_trait]
        impl LanguageServer for Backend {
            async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
                let client = Client::new(&params.capabilities, &self.session.initialize_params());
                let mut session = self.session.lock();
                session.start(client, roots(&params));
                if let Some(settings) = &params.initialization_options {
                    session.configure(settings.get(SETTINGS_SECTION).unwrap_or(settings));
                }
                drop(session);
                let server_info = ServerInfo {
                    name: env!("CARGO_PKG_NAME").to_owned(),
                    version: Some(env!("CARGO_PKG_VERSION").to_owned()),
                };
                Ok(InitializeResult { capabilities: offered(client), server_info: Some(server_info) })
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

            async fn did_save(&self, params: DidSaveTextDocumentParams) {
                self.session.lock().save(&params.text_document.uri);
            }

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

            $(
                async fn $method(
                    &self,
                    params: Params<$handler>,
                ) -> Result<language_server!(@result $handler $(, $declared)?)> {
                    self.answer::<$handler, _>(params).await
                }
            )*
        }
    };
    (@result $handler:ty) => { MethodResult<$handler> };
    (@result $handler:ty, $declared:ty) => { $declared };
}

language_server! {
    goto_definition => requests::definition::DefinitionHandler,
    references => requests::references::ReferencesHandler,
    hover => requests::hover::HoverHandler,
    document_highlight => requests::document_highlight::DocumentHighlightHandler,
    document_symbol => requests::document_symbol::DocumentSymbolHandler,
    code_action => requests::code_action::CodeActionHandler,
    code_action_resolve => requests::code_action_resolve::CodeActionResolveHandler,
    execute_command => requests::execute_command::ExecuteCommandHandler,
    prepare_rename => requests::prepare_rename::PrepareRenameHandler,
    rename => requests::rename::RenameHandler,
    linked_editing_range => requests::linked_editing_range::LinkedEditingRangeHandler,
    folding_range => requests::folding_range::FoldingRangeHandler,
    selection_range => requests::selection_range::SelectionRangeHandler,
    document_link => requests::document_link::DocumentLinkHandler,
    document_link_resolve => requests::document_link_resolve::DocumentLinkResolveHandler,
    code_lens => requests::code_lens::CodeLensHandler,
    code_lens_resolve => requests::code_lens_resolve::CodeLensResolveHandler,
    completion => requests::completion::CompletionHandler,
    completion_resolve => requests::completion_resolve::CompletionResolveHandler,
    on_type_formatting => requests::on_type_formatting::OnTypeFormattingHandler,
    inlay_hint => requests::inlay_hint::InlayHintHandler,
    semantic_tokens_full => requests::semantic_tokens_full::SemanticTokensFullHandler,
    semantic_tokens_full_delta => requests::semantic_tokens_delta::SemanticTokensDeltaHandler,
    semantic_tokens_range => requests::semantic_tokens_range::SemanticTokensRangeHandler,
    symbol(Option<Vec<SymbolInformation>>) => requests::workspace_symbol::WorkspaceSymbolHandler,
    symbol_resolve => requests::workspace_symbol_resolve::WorkspaceSymbolResolveHandler,
    diagnostic => requests::diagnostic::DiagnosticHandler,
    workspace_diagnostic => requests::workspace_diagnostic::WorkspaceDiagnosticHandler,
    ;
    facsimile => requests::facsimile::FacsimileHandler,
    manifest => requests::manifest::ManifestHandler,
}
