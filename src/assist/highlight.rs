//! The other ends of the mark under the cursor.

use crate::record::Snapshot;
use crate::text::Span;

/// A mark that belongs to the one under the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// The mark.
    pub span: Span,
    /// Which end it is.
    pub kind: HighlightKind,
}

/// Which end of a pairing a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HighlightKind {
    /// A footnote reference.
    Reference,
    /// The label of a note.
    Note,
}

/// The footnote reference or the note's label at `offset`, and all that is paired with it, in the order of the text.
pub fn highlights(_snapshot: &Snapshot, _offset: usize) -> Vec<Highlight> {
    Vec::new()
}
