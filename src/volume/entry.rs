//! What is kept of a file: where its records, pages and notes are, their labels, and what they cite. The text is not
//! kept.

use super::key::Key;
use crate::record::{CrossRef, Label, Placed, Record, Snapshot};
use crate::text::Span;
use std::sync::Arc;

/// What is kept of a file: an entry for each of its records. Clones are cheap.
#[derive(Clone, Debug, Default)]
pub struct FileEntry {
    records: Arc<[PlacedEntry]>,
}

/// A record's entry, and where the record is in its file.
#[derive(Clone, Debug)]
pub struct PlacedEntry {
    /// The offset of the record's first byte in the file.
    pub start: usize,
    /// The entry.
    pub record: Arc<RecordEntry>,
}

/// What is kept of a record. Spans are in bytes from the record's start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordEntry {
    /// The number that the heading prints.
    pub number: Option<Label>,
    /// The heading's title, without number and footnote references; empty where there is no heading.
    pub title: Box<str>,
    /// The heading's whole line; `None` where there is no heading.
    pub heading: Option<StoredSpan>,
    /// The length of the record in bytes.
    pub len: u32,
    /// The pages that begin in the record, in the order of the text, without page markers of a facsimile.
    pub pages: Box<[PageEntry]>,
    /// The notes, in the order of the text.
    pub notes: Box<[NoteEntry]>,
    /// Indices into `notes`, in the order in which [`RecordEntry::called`] looks for them.
    by_label: Box<[u32]>,
    /// The cross references, in the order of the text.
    pub cross_refs: Box<[CrossRef]>,
    /// Whether the record has notes, each reference leads to a note, each note has a reference, and the numbers run on.
    /// Such a record is not just being typed and none of its references is misread, so that a note it does not have is
    /// missing.
    pub settled: bool,
    /// Whether the page markers stand at the feet of their pages.
    pub at_foot: bool,
}

/// A page that begins in a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageEntry {
    /// The label that the marker prints.
    pub label: Label,
    /// The marker.
    pub span: StoredSpan,
}

/// A note of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteEntry {
    /// The printed label: the label of the references that lead to the note, or, without a reference, the label it has
    /// in the list.
    pub label: Option<Label>,
    /// The note, the same bytes as [`crate::record::Note::span`].
    pub span: StoredSpan,
    /// The first byte of the first reference that leads to the note.
    pub reference: Option<u32>,
}

/// A span in a record, in half the memory of a [`Span`]: there are many, and no document has more than 4 GiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredSpan {
    start: u32,
    end: u32,
}

impl StoredSpan {
    /// The span.
    pub const fn get(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

impl From<Span> for StoredSpan {
    fn from(span: Span) -> Self {
        Self { start: span.start as u32, end: span.end as u32 }
    }
}

impl FileEntry {
    /// The entry of a file that holds the document `snapshot` behind `base` bytes, the length of its byte-order mark.
    pub fn new(snapshot: &Snapshot, base: usize) -> Self {
        let entry =
            |placed: &Placed| PlacedEntry { start: base + placed.start, record: RecordEntry::new(&placed.record) };
        Self { records: snapshot.records().iter().map(entry).collect() }
    }

    /// The entry of the document `now`, where `self` is the entry of its earlier state `before`. Only the records that
    /// changed are indexed again. `base` is the number of bytes of the file before the document.
    #[must_use]
    pub fn updated(&self, before: &Snapshot, now: &Snapshot, base: usize) -> Self {
        let (old, new) = (before.records(), now.records());
        let same = |(old, new): &(&Placed, &Placed)| Arc::ptr_eq(&old.record, &new.record);
        let head = old.iter().zip(new).take_while(same).count();
        let most = old.len().min(new.len()) - head;
        let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(same).count();
        let entry = |(at, placed): (usize, &Placed)| {
            let known = if at < head {
                self.records.get(at)
            } else if at + tail >= new.len() {
                self.records.get(at + old.len() - new.len())
            } else {
                None
            };
            let record = known.map_or_else(|| RecordEntry::new(&placed.record), |known| known.record.clone());
            PlacedEntry { start: base + placed.start, record }
        };
        Self { records: new.iter().enumerate().map(entry).collect() }
    }

    /// Whether this entry is a clone of `other`: then the two are equal, and nothing needs to be compared.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.records, &other.records)
    }

    /// The entries of the file's records, in the order of the text.
    pub fn records(&self) -> &[PlacedEntry] {
        &self.records
    }

    /// Whether the file holds more than one numbered record, as a volume in one file does.
    pub(super) fn holds_several(&self) -> bool {
        self.records.iter().filter(|entry| entry.record.number.is_some()).nth(1).is_some()
    }
}

impl RecordEntry {
    fn new(record: &Record) -> Arc<Self> {
        let heading = record.heading.as_ref();
        let mut notes: Box<[_]> = (record.notes.iter())
            .map(|note| NoteEntry { label: note.label.clone(), span: note.span.into(), reference: None })
            .collect();
        for reference in &record.note_refs {
            if let Some(note) = reference.note.and_then(|note| notes.get_mut(note))
                && note.reference.is_none()
            {
                note.reference = Some(reference.span.start as u32);
                note.label = Some(reference.label.clone());
            }
        }
        let settled = !notes.is_empty()
            && notes.iter().all(|note| note.reference.is_some())
            && record.note_refs.iter().all(|reference| reference.note.is_some())
            && runs_on(&notes);
        let mut by_label: Box<[u32]> = (0..notes.len() as u32).collect();
        by_label.sort_by_cached_key(|&index| notes.get(index as usize).map(NoteEntry::key));
        Arc::new(Self {
            number: heading.and_then(|heading| heading.number.clone()),
            title: heading.map_or("", |heading| heading.title.of(&record.text)).into(),
            heading: heading.map(|heading| heading.span.into()),
            len: record.text.len() as u32,
            pages: (record.pages.iter().filter(|page| !page.facsimile))
                .map(|page| PageEntry { label: page.label.clone(), span: page.span.into() })
                .collect(),
            notes,
            by_label,
            cross_refs: record.cross_refs.clone().into(),
            settled,
            at_foot: record.pages.first().is_some_and(|page| page.at_foot),
        })
    }

    /// The least and the greatest plain number among the labels of the notes; `None` where no label is one.
    pub fn numbers(&self) -> Option<(u64, u64)> {
        let numbers = self.notes.iter().filter_map(|note| note.label.as_ref()?.arabic());
        numbers.clone().min().zip(numbers.max())
    }

    /// Whether the volume's cross references lead to the same places with `other` instead of this entry: both have and
    /// cite the same things, though perhaps at other offsets.
    pub(super) fn counts_as(&self, other: &Self) -> bool {
        let pages = self.pages.iter().map(|page| &page.label).eq(other.pages.iter().map(|page| &page.label));
        let notes = |entry: &Self| -> Vec<_> {
            let page = |at: u32| entry.pages.partition_point(|page| page.span.start <= at);
            entry.notes.iter().map(|note| (note.label.clone(), note.reference.map(page))).collect()
        };
        let cited = |cross_ref: &CrossRef| (cross_ref.kind, cross_ref.label.clone(), cross_ref.whose.clone());
        self.number == other.number
            && self.heading.is_some() == other.heading.is_some()
            && self.settled == other.settled
            && pages
            && notes(self) == notes(other)
            && self.cross_refs.iter().map(cited).eq(other.cross_refs.iter().map(cited))
    }

    /// The notes labelled `label`, as indices in the order of the text: with `paired`, those that references lead to;
    /// without, the others, whose label is the number in the list and may be no more than their position.
    pub(super) fn called(&self, label: &Label, paired: bool) -> &[u32] {
        let key = (!paired, Some(Key::from(label)));
        let of = |index: u32| self.notes.get(index as usize).map(NoteEntry::key);
        let start = self.by_label.partition_point(|&index| of(index).as_ref() < Some(&key));
        let end = self.by_label.partition_point(|&index| of(index).as_ref() <= Some(&key));
        self.by_label.get(start..end).unwrap_or_default()
    }
}

/// Whether the plain numbers of the notes go up by one from note to note, stay the same, or begin again at 0 or 1.
fn runs_on(notes: &[NoteEntry]) -> bool {
    let numbers = || notes.iter().filter_map(|note| note.label.as_ref()?.arabic());
    numbers()
        .zip(numbers().skip(1))
        .all(|(number, next)| next <= number.saturating_add(1) && (next >= number || next <= 1))
}

impl NoteEntry {
    /// The key for look-up: whether the note is without a reference, and its label.
    fn key(&self) -> (bool, Option<Key>) {
        (self.reference.is_none(), self.label.as_ref().map(Key::from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A workspace may have tens of thousands of records, with three notes, two pages and two cross references each.
    #[cfg(target_pointer_width = "64")]
    #[test]
    fn little_is_kept_of_a_record() {
        assert_eq!(size_of::<PlacedEntry>(), 16);
        assert_eq!(size_of::<RecordEntry>(), 144);
        assert_eq!((size_of::<NoteEntry>(), size_of::<PageEntry>()), (56, 48));
        assert_eq!(size_of::<CrossRef>(), 112);
    }
}
