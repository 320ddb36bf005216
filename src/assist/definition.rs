//! Where a footnote reference leads, and where a note comes from.

use crate::record::Snapshot;
use crate::text::Span;

/// What a mark leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The mark under the cursor: a footnote reference or the label of a note.
    pub origin: Span,
    /// Where it leads, in the order of the text; at least one place.
    pub targets: Vec<Target>,
}

/// A place that a mark leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// All of it: a whole note, a footnote reference.
    pub full: Span,
    /// Where the cursor goes: a note's label, or its text if it has no label; lies in `full`.
    pub selection: Span,
}

/// Where the mark at `offset` leads: a footnote reference to its note, a note's label to its references. The cursor may
/// stand just behind the mark.
pub fn definition(_snapshot: &Snapshot, _offset: usize) -> Option<Definition> {
    None
}
