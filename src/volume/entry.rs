//! What is kept of a file: where its records, pages and notes stand, what they are called and what they cite. No text.

use super::key::Key;
use crate::record::{CrossRef, Label, Placed, Record, Snapshot};
use crate::text::Span;
use std::sync::Arc;

/// What is kept of a file. Clones are cheap.
#[derive(Clone, Debug, Default)]
pub struct FileEntry {
    records: Arc<[Filed]>,
}

/// What is kept of a record, and where it stands in its file.
#[derive(Clone, Debug)]
pub struct Filed {
    /// The offset of the record's first byte in the file.
    pub start: usize,
    /// What is kept.
    pub record: Arc<RecordEntry>,
}

/// What is kept of a record. Spans are in bytes of the record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordEntry {
    /// The number its heading prints.
    pub number: Option<Label>,
    /// The title, without number and footnote references; empty where there is no heading.
    pub title: Box<str>,
    /// The heading's whole line; none where there is no heading.
    pub heading: Option<Span>,
    /// Its length in bytes.
    pub len: usize,
    /// The volume's pages that begin in it, in the order of the text; those of a facsimile are left out.
    pub pages: Box<[PageEntry]>,
    /// Its notes, in the order of the text.
    pub notes: Box<[NoteEntry]>,
    /// Its notes, as indices, in the order in which [`RecordEntry::called`] looks for them.
    by_label: Box<[usize]>,
    /// The least and the greatest plain number that a note has.
    pub numbers: Option<(u64, u64)>,
    /// Its cross references, in the order of the text.
    pub cross_refs: Box<[CrossRef]>,
    /// Whether it has notes, each of its footnote references leads to one, a reference leads to each, and their numbers run
    /// on: it is not just being typed, none of its references is misread, and what it does not have it lacks.
    pub settled: bool,
}

/// A page that begins in a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageEntry {
    /// The page.
    pub label: Label,
    /// Its marker.
    pub span: Span,
}

/// A note of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteEntry {
    /// What the print calls it: what the references that lead to it print; without any, the number it has in the list.
    pub label: Option<Label>,
    /// The note, as [`crate::record::Note::span`].
    pub span: Span,
    /// The first reference that leads to it.
    pub reference: Option<Span>,
}

impl FileEntry {
    /// What is kept of the document `snapshot`, before which `base` bytes of its file stand: those of a byte-order mark.
    pub fn new(snapshot: &Snapshot, base: usize) -> Self {
        let filed = |placed: &Placed| Filed { start: base + placed.start, record: RecordEntry::new(&placed.record) };
        Self { records: snapshot.records().iter().map(filed).collect() }
    }

    /// What is kept of `now`, where `self` is what is kept of `before`: only records that are not those of `before` are
    /// looked at.
    #[must_use]
    pub fn updated(&self, before: &Snapshot, now: &Snapshot, base: usize) -> Self {
        let (old, new) = (before.records(), now.records());
        let same = |(old, new): &(&Placed, &Placed)| Arc::ptr_eq(&old.record, &new.record);
        let head = old.iter().zip(new).take_while(same).count();
        let most = old.len().min(new.len()) - head;
        let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(same).count();
        let filed = |(at, placed): (usize, &Placed)| {
            let known = if at < head {
                self.records.get(at)
            } else if at + tail >= new.len() {
                self.records.get(at + old.len() - new.len())
            } else {
                None
            };
            let record = known.map_or_else(|| RecordEntry::new(&placed.record), |known| known.record.clone());
            Filed { start: base + placed.start, record }
        };
        Self { records: new.iter().enumerate().map(filed).collect() }
    }

    /// Whether it is a clone of `other`.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.records, &other.records)
    }

    /// Its records, in the order of the text.
    pub fn records(&self) -> &[Filed] {
        &self.records
    }

    /// Whether it holds several records that are numbered, as a volume in one file does.
    pub(super) fn holds_several(&self) -> bool {
        self.records.iter().filter(|filed| filed.record.number.is_some()).nth(1).is_some()
    }
}

impl RecordEntry {
    fn new(record: &Record) -> Arc<Self> {
        let heading = record.heading.as_ref();
        let mut notes: Box<[_]> = (record.notes.iter())
            .map(|note| NoteEntry { label: note.label.clone(), span: note.span, reference: None })
            .collect();
        for reference in &record.note_refs {
            if let Some(note) = reference.note.and_then(|note| notes.get_mut(note))
                && note.reference.is_none()
            {
                note.reference = Some(reference.span);
                note.label = Some(reference.label.clone());
            }
        }
        let settled = !notes.is_empty()
            && notes.iter().all(|note| note.reference.is_some())
            && record.note_refs.iter().all(|reference| reference.note.is_some())
            && runs_on(&notes);
        let mut by_label: Box<[usize]> = (0..notes.len()).collect();
        by_label.sort_by_cached_key(|&index| notes.get(index).map(NoteEntry::key));
        let numbers = notes.iter().filter_map(|note| note.label.as_ref()?.arabic());
        let numbers = numbers.clone().min().zip(numbers.max());
        Arc::new(Self {
            number: heading.and_then(|heading| heading.number.clone()),
            title: heading.map_or("", |heading| heading.title.of(&record.text)).into(),
            heading: heading.map(|heading| heading.span),
            len: record.text.len(),
            pages: (record.pages.iter().filter(|page| !page.facsimile))
                .map(|page| PageEntry { label: page.label.clone(), span: page.span })
                .collect(),
            notes,
            by_label,
            numbers,
            cross_refs: record.cross_refs.clone().into(),
            settled,
        })
    }

    /// Whether cross references fare alike with `other` in its place: it has and cites the same, wherever in it that stands.
    pub(super) fn counts_as(&self, other: &Self) -> bool {
        let pages = self.pages.iter().map(|page| &page.label).eq(other.pages.iter().map(|page| &page.label));
        let notes = |entry: &Self| -> Vec<_> {
            let page = |at: Span| entry.pages.partition_point(|page| page.span.start <= at.start);
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

    /// The notes that the print calls `label`, as indices in the order of the text: those that references lead to, or,
    /// where `paired` is not asked for, the others: they have the list's number, which may be a position.
    pub(super) fn called(&self, label: &Label, paired: bool) -> &[usize] {
        let key = (!paired, Some(Key::from(label)));
        let of = |index: usize| self.notes.get(index).map(NoteEntry::key);
        let start = self.by_label.partition_point(|&index| of(index).as_ref() < Some(&key));
        let end = self.by_label.partition_point(|&index| of(index).as_ref() <= Some(&key));
        self.by_label.get(start..end).unwrap_or_default()
    }
}

/// Whether the numbers that references print go up by one from note to note, or begin again.
fn runs_on(notes: &[NoteEntry]) -> bool {
    let numbers = || notes.iter().filter_map(|note| note.label.as_ref()?.arabic());
    numbers()
        .zip(numbers().skip(1))
        .all(|(number, next)| next <= number.saturating_add(1) && (next >= number || next <= 1))
}

impl NoteEntry {
    /// What it is looked up by: whether no reference leads to it, and what it is called.
    fn key(&self) -> (bool, Option<Key>) {
        (self.reference.is_none(), self.label.as_ref().map(Key::from))
    }
}
