//! What can be folded away.

use crate::record::Snapshot;
use crate::text::Span;

/// A part of at least two lines that can be folded into its first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// The part, up to the end of its last line with text.
    pub span: Span,
    /// What it is.
    pub kind: FoldKind,
}

/// What is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FoldKind {
    /// A record.
    Record,
    /// What stands on one printed page.
    Page,
    /// A list of notes.
    NoteList,
    /// A note.
    Note,
}

/// The parts of the document that can be folded, in the order of the text, outer ones first.
pub fn folding_ranges(_snapshot: &Snapshot) -> Vec<Fold> {
    Vec::new()
}
