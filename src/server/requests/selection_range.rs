//! `textDocument/selectionRange`.

use crate::assist;
use crate::server::positions::{FromProtocol, ToProtocol};
use crate::server::session::document_snapshot::DocumentSnapshot;
use tower_lsp::lsp_types::{Position, Range, SelectionRange};

/// For each of `positions` what a selection there grows through.
pub fn answer(doc: &DocumentSnapshot, positions: &[Position]) -> Vec<SelectionRange> {
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
