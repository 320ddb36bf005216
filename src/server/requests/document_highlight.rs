//! `textDocument/documentHighlight`.

use crate::assist::{self, HighlightKind};
use crate::server::positions::{FromProtocol, ToProtocol};
use crate::server::requests::handler::{Answer, Handler};
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::session_handle::SessionHandle;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::DocumentHighlightRequest;
use tower_lsp::lsp_types::{
    DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams, OneOf, Position, ServerCapabilities,
    TextDocumentPositionParams,
};

/// Highlights a mark and what is paired with it.
pub enum DocumentHighlightHandler {}

impl Handler for DocumentHighlightHandler {
    type Method = DocumentHighlightRequest;

    fn offer(_: Client, capabilities: &mut ServerCapabilities) {
        capabilities.document_highlight_provider = Some(OneOf::Left(true));
    }

    fn start(
        session: &SessionHandle,
        params: DocumentHighlightParams,
    ) -> Result<Answer<Option<Vec<DocumentHighlight>>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        Answer::about(session, &text_document.uri, move |doc| Ok(answer(doc, position)))
    }
}

/// The mark at `position` and what is paired with it. A note counts as written to, a reference as read from.
fn answer(doc: &DocumentSnapshot, position: Position) -> Option<Vec<DocumentHighlight>> {
    let (text, encoding) = (doc.snapshot.text(), doc.client.encoding);
    let highlights = assist::document_highlights(&doc.snapshot, text.byte_offset(position, encoding));
    let convert = |highlight: &assist::Highlight| DocumentHighlight {
        range: text.protocol_range(highlight.span, encoding),
        kind: Some(match highlight.kind {
            HighlightKind::Reference => DocumentHighlightKind::READ,
            HighlightKind::Note => DocumentHighlightKind::WRITE,
        }),
    };
    (!highlights.is_empty()).then(|| highlights.iter().map(convert).collect())
}
