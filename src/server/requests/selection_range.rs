//! `textDocument/selectionRange`.

use crate::assist;
use crate::server::convert::{FromProtocol, ToProtocol};
use crate::server::view::View;
use tower_lsp::lsp_types::{Position, Range, SelectionRange};

/// For each of `positions` what a selection there grows through.
pub fn answer(view: &View, positions: &[Position]) -> Vec<SelectionRange> {
    positions.iter().map(|position| around(view, *position)).collect()
}

fn around(view: &View, position: Position) -> SelectionRange {
    let (text, encoding) = (view.snapshot.text(), view.client.encoding);
    let spans = assist::selection_ranges(&view.snapshot, text.byte_offset(position, encoding));
    let chain = spans.iter().rev().fold(None, |parent, span| {
        Some(SelectionRange { range: text.protocol_range(*span, encoding), parent: parent.map(Box::new) })
    });
    chain.unwrap_or(SelectionRange { range: Range::new(position, position), parent: None })
}
