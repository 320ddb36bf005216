//! `textDocument/semanticTokens/full`, `…/full/delta` and `…/range`.

use crate::assist;
use crate::server::convert::FromProtocol;
use crate::server::painted::{Painted, counted};
use crate::server::view::View;
use tower_lsp::lsp_types::{Range, SemanticTokens, SemanticTokensFullDeltaResult};

/// All tokens; `painted` is what was answered before.
pub fn full(view: &View, painted: &mut Painted) -> SemanticTokens {
    painted.full(&view.snapshot, view.client.encoding)
}

/// What changed since the result `previous`.
pub fn delta(view: &View, painted: &mut Painted, previous: &str) -> SemanticTokensFullDeltaResult {
    match painted.delta(&view.snapshot, view.client.encoding, previous) {
        Ok(delta) => SemanticTokensFullDeltaResult::TokensDelta(delta),
        Err(tokens) => SemanticTokensFullDeltaResult::Tokens(tokens),
    }
}

/// The tokens that touch `range`, and no others: an editor asks for what it shows.
pub fn within(view: &View, range: Range) -> SemanticTokens {
    let (text, encoding) = (view.snapshot.text(), view.client.encoding);
    let within = text.byte_span(range, encoding);
    let tokens: Vec<_> = view.snapshot.records_in(within).iter().flat_map(assist::record_tokens).collect();
    let tokens = tokens.iter().filter(|token| token.span.start <= within.end && within.start <= token.span.end);
    SemanticTokens { result_id: None, data: counted(text, tokens, 0, encoding) }
}
