//! `textDocument/linkedEditingRange`.

use crate::assist::edit;
use crate::convention::LABEL_PATTERN;
use crate::server::positions::{FromProtocol, ToProtocol};
use crate::server::requests::handler::{Answer, Handler};
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::session_handle::SessionHandle;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::LinkedEditingRange;
use tower_lsp::lsp_types::{
    LinkedEditingRangeParams, LinkedEditingRangeServerCapabilities, LinkedEditingRanges, Position, ServerCapabilities,
    TextDocumentPositionParams,
};

/// Finds the places that change together with a label.
pub enum LinkedEditingRangeHandler {}

impl Handler for LinkedEditingRangeHandler {
    type Method = LinkedEditingRange;

    fn offer(_: Client, capabilities: &mut ServerCapabilities) {
        capabilities.linked_editing_range_provider = Some(LinkedEditingRangeServerCapabilities::Simple(true));
    }

    fn start(session: &SessionHandle, params: LinkedEditingRangeParams) -> Result<Answer<Option<LinkedEditingRanges>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        Answer::about(session, &text_document.uri, move |doc| Ok(answer(doc, position)))
    }
}

/// The places that change together with the label at `position`, as long as a number or signs are typed.
fn answer(doc: &DocumentSnapshot, position: Position) -> Option<LinkedEditingRanges> {
    let (text, encoding) = (doc.snapshot.text(), doc.client.encoding);
    let spans = edit::linked_editing_spans(&doc.snapshot, text.byte_offset(position, encoding))?;
    let ranges = spans.into_iter().map(|span| text.protocol_range(span, encoding)).collect();
    Some(LinkedEditingRanges { ranges, word_pattern: Some(LABEL_PATTERN.to_owned()) })
}
