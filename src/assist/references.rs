//! Every footnote reference that leads to a note.

use super::at::at;
use crate::record::Snapshot;
use crate::text::Span;

/// The footnote references that lead to the note at `offset`, or to the note that the footnote reference there leads to,
/// in the order of the text; with `include_declaration` the note's label too.
pub fn references(snapshot: &Snapshot, offset: usize, include_declaration: bool) -> Vec<Span> {
    let Some((at, note)) = at(snapshot, offset).and_then(|at| Some((at, at.note()?))) else { return Vec::new() };
    let label = at.record().notes.get(note).filter(|_| include_declaration).map(|note| note.label_span);
    let mut spans: Vec<_> = at.record().refs_to(note).map(|reference| reference.span).chain(label).collect();
    spans.sort();
    spans.into_iter().map(|span| at.in_document(span)).collect()
}
