//! What stands at a place of a document.

use crate::record::{Note, NoteRef, PageMarker, Placed, Record, Snapshot};
use crate::text::Span;

/// A place in a record, and the mark that stands there.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    placed: &'a Placed,
    /// The place, in bytes of the record.
    pub offset: usize,
    /// What stands there.
    pub mark: Mark<'a>,
}

/// What stands at a place of a record.
#[derive(Clone, Copy)]
pub(super) enum Mark<'a> {
    /// A footnote reference.
    NoteRef(&'a NoteRef),
    /// A page marker.
    PageMarker(&'a PageMarker),
    /// The line of a note up to its text, with the note's index.
    NoteLabel(usize, &'a Note),
    /// The text of a note, with the note's index.
    NoteText(usize, &'a Note),
    /// None of these.
    Text,
}

/// What stands at `offset`. A cursor just behind a mark is on it, unless another mark starts there.
pub(super) fn at(snapshot: &Snapshot, offset: usize) -> Option<At<'_>> {
    let placed = snapshot.record_at(offset)?;
    let offset = offset.saturating_sub(placed.start).min(placed.record.text.len());
    Some(At { placed, offset, mark: mark(&placed.record, offset) })
}

impl<'a> At<'a> {
    /// The record.
    pub fn record(&self) -> &'a Record {
        &self.placed.record
    }

    /// A span of the record as one of the document.
    pub fn in_document(&self, span: Span) -> Span {
        span.shifted(self.placed.start)
    }

    /// The index of the note that the mark is paired with or belongs to.
    pub fn note(&self) -> Option<usize> {
        match self.mark {
            Mark::NoteRef(reference) => reference.note,
            Mark::NoteLabel(note, _) | Mark::NoteText(note, _) => Some(note),
            Mark::PageMarker(_) | Mark::Text => None,
        }
    }
}

fn mark(record: &Record, offset: usize) -> Mark<'_> {
    let (refs, pages) = (&record.note_refs, &record.pages);
    // The marks of a kind do not overlap: only the last that starts here or before can hold the place.
    let reference = refs.partition_point(|reference| reference.span.start <= offset).checked_sub(1);
    let reference = reference.and_then(|last| refs.get(last));
    let page = pages.partition_point(|page| page.span.start <= offset).checked_sub(1).and_then(|last| pages.get(last));
    for holds in [Span::contains, Span::touches] {
        if let Some(reference) = reference.filter(|reference| holds(reference.span, offset)) {
            return Mark::NoteRef(reference);
        }
        if let Some(page) = page.filter(|page| holds(page.span, offset)) {
            return Mark::PageMarker(page);
        }
    }
    let Some(index) = record.notes.partition_point(|note| note.span.start <= offset).checked_sub(1) else {
        return Mark::Text;
    };
    match record.notes.get(index).filter(|note| note.span.touches(offset)) {
        Some(note) if note.text.is_empty() || offset < note.text.start => Mark::NoteLabel(index, note),
        Some(note) => Mark::NoteText(index, note),
        None => Mark::Text,
    }
}
