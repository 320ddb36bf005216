//! `textDocument/linkedEditingRange`.

use crate::assist::edit;
use crate::server::positions::{FromProtocol, ToProtocol};
use crate::server::session::document_snapshot::DocumentSnapshot;
use tower_lsp::lsp_types::{LinkedEditingRanges, Position};

/// What is typed together with the label at `position`: as long as that is a number or signs.
pub fn answer(doc: &DocumentSnapshot, position: Position) -> Option<LinkedEditingRanges> {
    let (text, encoding) = (doc.snapshot.text(), doc.client.encoding);
    let spans = edit::linked_editing_spans(&doc.snapshot, text.byte_offset(position, encoding))?;
    let ranges = spans.into_iter().map(|span| text.protocol_range(span, encoding)).collect();
    Some(LinkedEditingRanges { ranges, word_pattern: Some("[0-9⁰¹²³⁴-⁹]+|[*†‡§‖║¶#]+".to_owned()) })
}
