//! `textDocument/semanticTokens/full`, `…/full/delta` and `…/range`.

use crate::assist;
use crate::server::cache::semantic_tokens::{SemanticTokensCache, counted};
use crate::server::positions::FromProtocol;
use crate::server::session::document_snapshot::DocumentSnapshot;
use tower_lsp::lsp_types::{Range, SemanticTokens, SemanticTokensFullDeltaResult};

/// All tokens; `cache` is what was answered before.
pub fn full(doc: &DocumentSnapshot, cache: &mut SemanticTokensCache) -> SemanticTokens {
    cache.full(&doc.snapshot, doc.client.encoding)
}

/// What changed since the result `previous`.
pub fn delta(doc: &DocumentSnapshot, cache: &mut SemanticTokensCache, previous: &str) -> SemanticTokensFullDeltaResult {
    match cache.delta(&doc.snapshot, doc.client.encoding, previous) {
        Ok(delta) => SemanticTokensFullDeltaResult::TokensDelta(delta),
        Err(tokens) => SemanticTokensFullDeltaResult::Tokens(tokens),
    }
}

/// The tokens that touch `range`, and no others: an editor asks for what it shows.
pub fn within(doc: &DocumentSnapshot, range: Range) -> SemanticTokens {
    let (text, encoding) = (doc.snapshot.text(), doc.client.encoding);
    let within = text.byte_span(range, encoding);
    let tokens: Vec<_> = doc.snapshot.records_in(within).iter().flat_map(assist::record_tokens).collect();
    let tokens = tokens.iter().filter(|token| token.span.start <= within.end && within.start <= token.span.end);
    SemanticTokens { result_id: None, data: counted(text, tokens, 0, encoding) }
}
