//! `textDocument/semanticTokens/full/delta`.

use crate::server::requests::handler::{Answer, Handler};
use crate::server::session::session_handle::SessionHandle;
use std::sync::PoisonError;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::SemanticTokensFullDeltaRequest;
use tower_lsp::lsp_types::{SemanticTokensDeltaParams, SemanticTokensFullDeltaResult};

/// Gives what changed in the semantic tokens since an earlier answer.
pub enum SemanticTokensDeltaHandler {}

impl Handler for SemanticTokensDeltaHandler {
    type Method = SemanticTokensFullDeltaRequest;

    fn start(
        session: &SessionHandle,
        params: SemanticTokensDeltaParams,
    ) -> Result<Answer<Option<SemanticTokensFullDeltaResult>>> {
        let (uri, previous) = (params.text_document.uri, params.previous_result_id);
        let cache = session.lock().semantic_tokens_cache(&uri).unwrap_or_default();
        Answer::about(session, &uri, move |doc| {
            let mut cache = cache.lock().unwrap_or_else(PoisonError::into_inner);
            Ok(Some(match cache.delta(&doc.snapshot, doc.client.encoding, &previous) {
                Ok(delta) => SemanticTokensFullDeltaResult::TokensDelta(delta),
                Err(tokens) => SemanticTokensFullDeltaResult::Tokens(tokens),
            }))
        })
    }
}
