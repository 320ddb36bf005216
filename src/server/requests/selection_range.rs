//! `textDocument/selectionRange`.

use crate::assist;
use crate::server::positions::{FromProtocol, ToProtocol};
use crate::server::requests::handler::{Answer, Handler};
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::session_handle::SessionHandle;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::SelectionRangeRequest;
use tower_lsp::lsp_types::{
    Position, Range, SelectionRange, SelectionRangeParams, SelectionRangeProviderCapability, ServerCapabilities,
};

/// Finds what a selection can grow to.
pub enum SelectionRangeHandler {}

impl Handler for SelectionRangeHandler {
    type Method = SelectionRangeRequest;

    fn offer(_: Client, capabilities: &mut ServerCapabilities) {
        capabilities.selection_range_provider = Some(SelectionRangeProviderCapability::Simple(true));
    }

    fn start(session: &SessionHandle, params: SelectionRangeParams) -> Result<Answer<Option<Vec<SelectionRange>>>> {
        let SelectionRangeParams { text_document, positions, .. } = params;
        Answer::about(session, &text_document.uri, move |doc| Ok(Some(answer(doc, &positions))))
    }
}

/// For each of `positions`, the ranges around it, from the innermost outwards.
fn answer(doc: &DocumentSnapshot, positions: &[Position]) -> Vec<SelectionRange> {
    positions.iter().map(|position| around(doc, *position)).collect()
}

fn around(doc: &DocumentSnapshot, position: Position) -> SelectionRange {
    let (text, encoding) = (doc.snapshot.text(), doc.client.encoding);
    let spans = assist::selection_ranges(&doc.snapshot, text.byte_offset(position, encoding));
    let chain = spans.iter().rev().fold(None, |parent, span| {
        Some(SelectionRange { range: text.protocol_range(*span, encoding), parent: parent.map(Box::new) })
    });
    chain.unwrap_or(SelectionRange { range: Range::new(position, position), parent: None })
}
