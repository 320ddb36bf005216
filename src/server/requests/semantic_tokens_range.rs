//! `textDocument/semanticTokens/range`.

use crate::assist;
use crate::server::cache::semantic_tokens::relative;
use crate::server::positions::FromProtocol;
use crate::server::requests::handler::{Answer, Handler};
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::session_handle::SessionHandle;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::SemanticTokensRangeRequest;
use tower_lsp::lsp_types::{Range, SemanticTokens, SemanticTokensRangeParams, SemanticTokensRangeResult};

/// Gives the semantic tokens of a part of a document, such as what an editor shows.
pub enum SemanticTokensRangeHandler {}

impl Handler for SemanticTokensRangeHandler {
    type Method = SemanticTokensRangeRequest;

    fn start(
        session: &SessionHandle,
        params: SemanticTokensRangeParams,
    ) -> Result<Answer<Option<SemanticTokensRangeResult>>> {
        let SemanticTokensRangeParams { text_document, range, .. } = params;
        let answer = move |doc: &DocumentSnapshot| Ok(Some(SemanticTokensRangeResult::Tokens(within(doc, range))));
        Answer::about(session, &text_document.uri, answer)
    }
}

/// The tokens that touch `range`, without any others of their records.
fn within(doc: &DocumentSnapshot, range: Range) -> SemanticTokens {
    let (text, encoding) = (doc.snapshot.text(), doc.client.encoding);
    let within = text.byte_span(range, encoding);
    let tokens: Vec<_> = doc.snapshot.records_in(within).iter().flat_map(assist::record_tokens).collect();
    let tokens = tokens.iter().filter(|token| token.span.start <= within.end && within.start <= token.span.end);
    SemanticTokens { result_id: None, data: relative(text, tokens, 0, encoding) }
}
