//! What can be told about the mark under the pointer without going there.

use crate::record::Snapshot;
use crate::text::Span;

/// What an editor shows beside a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What it is about: the footnote reference, the note, the page marker.
    pub span: Span,
    /// The words as Markdown, in which the record's own `*`, `_`, `[` and `<` show as they are.
    pub markdown: String,
    /// The same words as plain text.
    pub plain: String,
}

/// On a footnote reference its note; on a note the sentence that carries its reference, and the page; on a page marker
/// the record, and the pages around it.
pub fn hover(_snapshot: &Snapshot, _offset: usize) -> Option<Hover> {
    None
}
