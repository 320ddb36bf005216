//! Every footnote reference that leads to a note.

use crate::record::Snapshot;
use crate::text::Span;

/// The footnote references that lead to the note at `offset`, or to the note that the footnote reference there leads to,
/// in the order of the text; with `include_declaration` the note's label too.
pub fn references(_snapshot: &Snapshot, _offset: usize, _include_declaration: bool) -> Vec<Span> {
    Vec::new()
}
