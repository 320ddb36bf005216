//! `textDocument/foldingRange`.

use crate::assist;
use crate::server::positions::ToProtocol;
use crate::server::session::document_snapshot::DocumentSnapshot;
use tower_lsp::lsp_types::FoldingRange;

/// What can be folded: whole lines, as every client can, and as a record's parts are.
pub fn answer(doc: &DocumentSnapshot) -> Vec<FoldingRange> {
    let range = |fold: &assist::FoldingRange| doc.snapshot.text().protocol_range(fold.span, doc.client.encoding);
    let ranges = assist::folding_ranges(&doc.snapshot);
    let of_lines = ranges.iter().map(range).map(|range| FoldingRange {
        start_line: range.start.line,
        end_line: range.end.line,
        ..FoldingRange::default()
    });
    of_lines.filter(|fold| fold.start_line < fold.end_line).collect()
}
