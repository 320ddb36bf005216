//! The outline: records, their pages, their notes.

use crate::record::Snapshot;
use crate::text::Span;

/// An entry of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What it is called; never empty.
    pub name: String,
    /// What else there is to say about it; may be empty.
    pub detail: String,
    /// What it is.
    pub kind: SymbolKind,
    /// All of it. Covers its children, which do not overlap.
    pub full: Span,
    /// The words that stand for it; lies in `full`.
    pub selection: Span,
    /// What it consists of, in the order of the text.
    pub children: Vec<Symbol>,
}

/// What an entry of the outline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SymbolKind {
    /// A record.
    Record,
    /// What stands on one printed page.
    Page,
    /// A list of notes.
    NoteList,
    /// A note.
    Note,
}

/// The records of a document, each with its pages and, last, its notes.
pub fn outline(_snapshot: &Snapshot) -> Vec<Symbol> {
    Vec::new()
}
