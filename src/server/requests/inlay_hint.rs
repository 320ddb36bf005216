//! `textDocument/inlayHint`.

use crate::assist;
use crate::server::positions::{FromProtocol, ToProtocol};
use crate::server::requests::handler::{Answer, Handler};
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::session_handle::SessionHandle;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::InlayHintRequest;
use tower_lsp::lsp_types::{
    InlayHint, InlayHintLabel, InlayHintParams, InlayHintTooltip, OneOf, Range, ServerCapabilities,
};

/// Shows the number that references print, next to notes that are numbered differently.
pub enum InlayHintHandler {}

impl Handler for InlayHintHandler {
    type Method = InlayHintRequest;

    fn offer(_: Client, capabilities: &mut ServerCapabilities) {
        capabilities.inlay_hint_provider = Some(OneOf::Left(true));
    }

    fn start(session: &SessionHandle, params: InlayHintParams) -> Result<Answer<Option<Vec<InlayHint>>>> {
        let InlayHintParams { text_document, range, .. } = params;
        Answer::about(session, &text_document.uri, move |doc| Ok(Some(answer(doc, range))))
    }
}

/// The hints for the notes in `range`.
fn answer(doc: &DocumentSnapshot, range: Range) -> Vec<InlayHint> {
    let (text, encoding) = (doc.snapshot.text(), doc.client.encoding);
    let hint = |assist::InlayHint { offset, printed }| InlayHint {
        position: text.protocol_position(offset, encoding),
        label: InlayHintLabel::String(format!("⟨{printed}⟩")),
        kind: None,
        text_edits: None,
        tooltip: Some(InlayHintTooltip::String(format!("The reference prints {printed}"))),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    };
    assist::inlay_hints(&doc.snapshot, text.byte_span(range, encoding)).into_iter().map(hint).collect()
}
