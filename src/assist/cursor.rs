//! The mark under the cursor.

use crate::record::{CrossRef, Note, NoteRef, PageMarker, Placed, Record, Snapshot};
use crate::text::Span;

/// A place in a record and the mark that stands there.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    /// The record, and where it stands in the document.
    placed: &'a Placed,
    /// The index of the record in the document, from 0.
    pub record_index: usize,
    /// The place, in bytes of the record.
    pub offset: usize,
    /// The mark at that place.
    pub mark: Mark<'a>,
}

/// What stands at a place of a record.
#[derive(Clone, Copy)]
pub(super) enum Mark<'a> {
    /// A footnote reference.
    NoteRef(&'a NoteRef),
    /// A page marker.
    PageMarker(&'a PageMarker),
    /// A cross reference.
    CrossRef(&'a CrossRef),
    /// The line of the heading.
    Heading,
    /// The first line of a note up to the note's text. Carries the index of the note.
    NoteLabel(usize, &'a Note),
    /// The text of a note. Carries the index of the note.
    NoteText(usize, &'a Note),
    /// Running text without a mark.
    Text,
}

/// The index, from 0, of the document's record that contains `offset` (in bytes of the document). Returns `None` before
/// the first record.
pub(super) fn record_index_at(snapshot: &Snapshot, offset: usize) -> Option<usize> {
    snapshot.records().partition_point(|placed| placed.start <= offset).checked_sub(1)
}

impl<'a> Cursor<'a> {
    /// Finds the mark at `offset`, in bytes of the document. A cursor right behind a mark counts as on it unless
    /// another mark starts there. Returns `None` before the first record.
    pub fn at(snapshot: &'a Snapshot, offset: usize) -> Option<Self> {
        let record_index = record_index_at(snapshot, offset)?;
        let placed = snapshot.records().get(record_index)?;
        let offset = offset.saturating_sub(placed.start).min(placed.record.text.len());
        Some(Self { placed, record_index, offset, mark: mark(&placed.record, offset) })
    }

    /// The record that contains the cursor.
    pub fn record(&self) -> &'a Record {
        &self.placed.record
    }

    /// Converts a span of the record to a span of the document.
    pub fn in_document(&self, span: Span) -> Span {
        span.shifted(self.placed.start)
    }

    /// The index of the note that the mark belongs to, or that it leads to if it is a footnote reference.
    pub fn note(&self) -> Option<usize> {
        match self.mark {
            Mark::NoteRef(reference) => reference.note,
            Mark::NoteLabel(note, _) | Mark::NoteText(note, _) => Some(note),
            Mark::PageMarker(_) | Mark::CrossRef(_) | Mark::Heading | Mark::Text => None,
        }
    }
}

/// The mark at `offset`, in bytes of the record.
fn mark(record: &Record, offset: usize) -> Mark<'_> {
    let reference = last_before(&record.note_refs, offset, |reference| reference.span);
    let page = last_before(&record.pages, offset, |page| page.span);
    let cross_ref = last_before(&record.cross_refs, offset, |cross_ref| cross_ref.span);
    for holds in [Span::contains, Span::touches] {
        if let Some(reference) = reference.filter(|reference| holds(reference.span, offset)) {
            return Mark::NoteRef(reference);
        }
        if let Some(page) = page.filter(|page| holds(page.span, offset)) {
            return Mark::PageMarker(page);
        }
        if let Some(cross_ref) = cross_ref.filter(|cross_ref| holds(cross_ref.span, offset)) {
            return Mark::CrossRef(cross_ref);
        }
    }
    if record.heading.as_ref().is_some_and(|heading| heading.span.touches(offset)) {
        return Mark::Heading;
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

/// Of `marks`, which are sorted, the last one that starts at or before `offset`. Marks of one kind hardly ever overlap,
/// so no earlier one can contain `offset`.
fn last_before<T>(marks: &[T], offset: usize, span: impl Fn(&T) -> Span) -> Option<&T> {
    let behind = marks.partition_point(|mark| span(mark).start <= offset);
    marks.get(behind.checked_sub(1)?)
}
