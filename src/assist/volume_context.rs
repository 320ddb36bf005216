//! A document in its volume, and places in the files of a volume.

use super::display_text::first_line;
use crate::record::{CrossRef, PageMarker, Placed, Record, Snapshot};
use crate::text::Span;
use crate::volume::{Citation, Complete, Outcome, Part, Place, RecordId, Volume};

/// A document, and the volume it belongs to.
#[derive(Clone, Copy)]
pub struct VolumeContext<'a> {
    /// The document.
    pub snapshot: &'a Snapshot,
    /// Its volume: the records of `path` in it are those of the snapshot, one to one.
    pub volume: &'a Volume,
    /// The path by which the volume knows the document.
    pub path: &'a str,
    /// Gives the document at another path of the volume; none where it cannot be read. Asked only for documents that the
    /// answer shows or leads to.
    pub others: &'a dyn Fn(&str) -> Option<Snapshot>,
}

/// A place in a file of the volume.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileSpan<'a> {
    /// The path by which the volume knows the file; none for the document that was asked about.
    pub path: Option<&'a str>,
    /// The place, in bytes of that document.
    pub span: Span,
}

/// A record of the volume, and the document it stands in.
pub(super) struct LoadedRecord<'a> {
    /// The document's path; none for the one that was asked about.
    path: Option<&'a str>,
    pub placed: Placed,
}

impl<'a> VolumeContext<'a> {
    /// The record that is the one of index `at` in the document.
    pub(super) fn record_id(&self, at: usize) -> Option<RecordId> {
        self.volume.records_of(self.path).get(at).copied()
    }

    /// Where `cross_ref` of the document's record of index `at` leads.
    pub(super) fn resolve(&self, at: usize, cross_ref: &CrossRef) -> Option<Place> {
        match self.volume.resolve(self.record_id(at)?, cross_ref, Complete::No) {
            Outcome::Resolved(place) => Some(place),
            Outcome::Unknown(_) | Outcome::NotLoaded | Outcome::Elsewhere => None,
        }
    }

    /// The record `id`; none where its document cannot be read, or has so many records no more.
    pub(super) fn load(&self, id: RecordId) -> Option<LoadedRecord<'a>> {
        let located = self.volume.get(id)?;
        if located.path == self.path {
            let placed = self.snapshot.records().get(located.at)?.clone();
            return Some(LoadedRecord { path: None, placed });
        }
        let placed = (self.others)(located.path)?.records().get(located.at)?.clone();
        Some(LoadedRecord { path: Some(located.path), placed })
    }

    /// Where each of `citations` stands; those that cannot be read are left out.
    pub(super) fn citation_spans(&self, citations: Vec<Citation>) -> Vec<FileSpan<'a>> {
        let mut spans = Vec::with_capacity(citations.len());
        // A record's citations follow each other.
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
    /// A span of the record as a place in its document.
    pub fn file_span(&self, span: Span) -> FileSpan<'a> {
        FileSpan { path: self.path, span: span.shifted(self.placed.start) }
    }

    /// Whether `spot` lies in the same document.
    pub fn is_in_same_file(&self, file_span: FileSpan<'_>) -> bool {
        self.path == file_span.path
    }

    /// What `part` means of the record, as [`part`].
    pub fn part_spans(&self, part: Part) -> Option<(Span, Span)> {
        part_spans(&self.placed.record, part)
    }
}

/// The record itself, its note or its page marker that `part` means: all of it, and the words that stand for it, both in
/// bytes of the record; none where it has no such part.
pub fn part_spans(record: &Record, part: Part) -> Option<(Span, Span)> {
    match part {
        Part::Heading => {
            let all = Span::new(0, record.text.len());
            let heading = record.heading.as_ref().map(|heading| heading.span);
            Some((all, heading.unwrap_or_else(|| first_line(record, all))))
        }
        Part::Note(note) => record.notes.get(note).map(|note| (note.span, note.name())),
        Part::Page(page) => volume_page_marker(record, page).map(|marker| (marker.span, marker.span)),
    }
}

/// The marker of the volume's page that is the one of index `page` in the record, as [`Part::Page`] has it.
pub(super) fn volume_page_marker(record: &Record, page: usize) -> Option<&PageMarker> {
    record.pages.iter().filter(|marker| !marker.facsimile).nth(page)
}
