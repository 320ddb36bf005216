//! A document within its volume, and spans in the volume's files.

use super::display_text::first_line;
use crate::record::{CrossRef, PageMarker, Placed, Record, Snapshot};
use crate::text::Span;
use crate::volume::{Citation, Complete, Outcome, Part, Place, RecordId, Volume};

/// A document and the volume that it belongs to.
#[derive(Clone, Copy)]
pub struct VolumeContext<'a> {
    /// The document.
    pub snapshot: &'a Snapshot,
    /// The volume. Its records of `path` are those of `snapshot`, in the same order.
    pub volume: &'a Volume,
    /// The document's path, as the volume knows it.
    pub path: &'a str,
    /// Returns the document at another path of the volume, or `None` if it cannot be read. Called only for documents
    /// that the answer shows or leads to.
    pub others: &'a dyn Fn(&str) -> Option<Snapshot>,
}

/// A span in a file of the volume.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileSpan<'a> {
    /// The path of the file, as the volume knows it; `None` for the document that the request is about.
    pub path: Option<&'a str>,
    /// The span, in bytes of that file.
    pub span: Span,
}

/// A record of the volume whose document has been read.
pub(super) struct LoadedRecord<'a> {
    /// The path of the document, as the volume knows it; `None` for the document that the request is about.
    path: Option<&'a str>,
    /// The record, and where it stands in its document.
    pub placed: Placed,
}

impl<'a> VolumeContext<'a> {
    /// The volume's id for the record of index `at` in the document.
    pub fn record_id(&self, at: usize) -> Option<RecordId> {
        self.volume.records_of(self.path).get(at).copied()
    }

    /// Where a cross reference in the document's record of index `at` leads. Returns `None` if it leads to no place of
    /// the volume.
    pub fn resolve(&self, at: usize, cross_ref: &CrossRef) -> Option<Place> {
        match self.volume.resolve(self.record_id(at)?, cross_ref, Complete::No) {
            Outcome::Resolved(place) => Some(place),
            Outcome::Unknown(_) | Outcome::NotLoaded | Outcome::Elsewhere => None,
        }
    }

    /// Reads the record `id`. Returns `None` if its document cannot be read or no longer has the record.
    pub(super) fn load(&self, id: RecordId) -> Option<LoadedRecord<'a>> {
        let located = self.volume.get(id)?;
        if located.path == self.path {
            let placed = self.snapshot.records().get(located.at)?.clone();
            return Some(LoadedRecord { path: None, placed });
        }
        let placed = (self.others)(located.path)?.records().get(located.at)?.clone();
        Some(LoadedRecord { path: Some(located.path), placed })
    }

    /// The span of each of `citations`. Those whose document cannot be read are left out.
    pub(super) fn citation_spans(&self, citations: Vec<Citation>) -> Vec<FileSpan<'a>> {
        let mut spans = Vec::with_capacity(citations.len());
        // Citations of one record follow each other, so the last record read is kept.
        let mut last: Option<(RecordId, Option<LoadedRecord<'a>>)> = None;
        for citation in citations {
            let found = match last.take() {
                Some((id, found)) if id == citation.record => found,
                _ => self.load(citation.record),
            };
            let file_span = found.as_ref().and_then(|found| {
                let cross_ref = found.placed.record.cross_refs.get(citation.cross_ref)?;
                Some(found.file_span(cross_ref.span))
            });
            spans.extend(file_span);
            last = Some((citation.record, found));
        }
        spans
    }
}

impl<'a> LoadedRecord<'a> {
    /// Converts a span of the record to a span of its file.
    pub fn file_span(&self, span: Span) -> FileSpan<'a> {
        FileSpan { path: self.path, span: span.shifted(self.placed.start) }
    }

    /// Whether `file_span` lies in the file of this record.
    pub fn is_in_same_file(&self, file_span: FileSpan<'_>) -> bool {
        self.path == file_span.path
    }

    /// The spans of a part of the record, as [`part_spans`] returns them.
    pub fn part_spans(&self, part: Part) -> Option<(Span, Span)> {
        part_spans(&self.placed.record, part)
    }
}

/// The spans of a part of a record, in bytes of the record: all of it, and the words that stand for it. For a record
/// these words are its heading or first line, for a note its label. Returns `None` if the record has no such part.
pub fn part_spans(record: &Record, part: Part) -> Option<(Span, Span)> {
    match part {
        Part::Heading => {
            let all = Span::new(0, record.text.len());
            let heading = record.heading.as_ref().map(|heading| heading.span);
            Some((all, heading.unwrap_or_else(|| first_line(&record.text, all))))
        }
        Part::Note(note) => record.notes.get(note).map(|note| (note.span, note.name())),
        Part::Page(page) => volume_page_marker(record, page).map(|marker| (marker.span, marker.span)),
    }
}

/// The page marker at `page`, an index as in [`Part::Page`]: it counts the markers of the volume's pages and leaves out
/// those of the facsimile.
pub(super) fn volume_page_marker(record: &Record, page: usize) -> Option<&PageMarker> {
    record.pages.iter().filter(|marker| !marker.facsimile).nth(page)
}
