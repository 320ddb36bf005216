//! `textDocument/semanticTokens/full`.

use crate::server::cache::semantic_tokens;
use crate::server::requests::handler::{Answer, Handler};
use crate::server::session::client_capabilities::Client;
use crate::server::session::session_handle::SessionHandle;
use std::sync::PoisonError;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::SemanticTokensFullRequest;
use tower_lsp::lsp_types::{
    SemanticTokensFullOptions, SemanticTokensOptions, SemanticTokensParams, SemanticTokensResult,
    SemanticTokensServerCapabilities, ServerCapabilities, WorkDoneProgressOptions,
};

/// Gives all semantic tokens of a document. The requests for a range and for changes are offered together with it.
pub enum SemanticTokensFullHandler {}

impl Handler for SemanticTokensFullHandler {
    type Method = SemanticTokensFullRequest;

    fn offer(_: Client, capabilities: &mut ServerCapabilities) {
        let options = SemanticTokensOptions {
            legend: semantic_tokens::legend(),
            range: Some(true),
            full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        };
        capabilities.semantic_tokens_provider = Some(SemanticTokensServerCapabilities::SemanticTokensOptions(options));
    }

    fn start(session: &SessionHandle, params: SemanticTokensParams) -> Result<Answer<Option<SemanticTokensResult>>> {
        let uri = params.text_document.uri;
        let cache = session.lock().semantic_tokens_cache(&uri).unwrap_or_default();
        Answer::about(session, &uri, move |doc| {
            let mut cache = cache.lock().unwrap_or_else(PoisonError::into_inner);
            Ok(Some(SemanticTokensResult::Tokens(cache.full(&doc.snapshot, doc.client.encoding))))
        })
    }
}
