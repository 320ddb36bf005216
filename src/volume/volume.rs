//! One volume: its records in order, and look-up by number, page and path.

use super::citations::{self, Citations, Target};
use super::entry::{FileEntry, PlacedEntry, RecordEntry};
use super::key::Key;
use super::natural;
use super::numbering::{AMBIGUOUS, Numbering};
use super::record_id::RecordId;
use crate::record::Label;
use crate::text::work;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Bound::{Excluded, Unbounded};
use std::sync::Arc;

/// A record of a volume with its place.
#[derive(Clone, Copy, Debug)]
pub struct Located<'a> {
    /// The path of its file.
    pub path: &'a str,
    /// The index of the record among those of its file.
    pub at: usize,
    /// The offset of the record's first byte in the file.
    pub start: usize,
    /// The record's entry.
    pub record: &'a RecordEntry,
}

/// The records that are numbered together: those of a folder, or of one file of many records. They are ordered by file,
/// files in natural order, and within a file as in the text.
#[derive(Clone, Debug, Default)]
pub struct Volume {
    files: BTreeMap<Path, Held>,
    slots: Vec<Option<Slot>>,
    free: Vec<RecordId>,
    /// The records, by the number that the heading prints.
    pub(super) printed: Numbering<RecordId>,
    /// The files, by the number in the name; empty where the volume is one file.
    pub(super) named: Numbering<Path>,
    /// How many records have a number in their heading.
    numbered: usize,
    /// Each page with each record that has a marker of it, and the index of the first such marker in the record.
    pages: BTreeMap<(Key, RecordId), u32>,
    pub(super) citations: Citations,
    state: State,
}

/// A state of a volume, for telling whether it changed. As long as two states are equal, the volume's records have the
/// same numbers, and its cross references lead to the same places.
#[derive(Clone, Debug, Default)]
pub struct State(Arc<()>);

impl PartialEq for State {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for State {}

/// A file of the volume.
#[derive(Clone, Debug, Default)]
struct Held {
    entry: FileEntry,
    /// The records, in the order of those of `entry`.
    records: Vec<RecordId>,
    /// The number in the file's name.
    name: Option<Key>,
}

/// A record of the volume.
#[derive(Clone, Debug)]
struct Slot {
    file: Path,
    /// The index of the record among those of its file.
    at: usize,
    record: Arc<RecordEntry>,
}

/// A path, in [natural order](natural::key).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Path {
    key: Arc<[u8]>,
    name: Arc<str>,
}

impl Path {
    fn new(name: impl Into<Arc<str>>) -> Self {
        let name = name.into();
        Self { key: natural::key(&name).into(), name }
    }
}

impl Volume {
    /// Sets the entry of the file at `path`. `is_folder` says whether the volume is a folder: then a file's name may
    /// hold the number of its record. The work grows with the records that changed.
    pub(super) fn set(&mut self, path: &Arc<str>, entry: FileEntry, is_folder: bool) {
        work::count(entry.records().len());
        let path = Path::new(path.clone());
        let name = Key::of_file_name(&path.name).filter(|_| is_folder);
        let mut files = std::mem::take(&mut self.files);
        let place = files.entry(path.clone());
        let is_known = matches!(place, Entry::Occupied(_));
        let held = place.or_default();
        if let Some(key) = name.clone().filter(|_| !is_known) {
            let citations = self.citations.of_document(&key);
            self.named.insert(key, path.clone(), citations);
        }
        let (old, new) = (held.entry.records(), entry.records());
        let same = |(old, new): &(&PlacedEntry, &PlacedEntry)| Arc::ptr_eq(&old.record, &new.record);
        let kept = old.iter().zip(new).take_while(same).count();
        let most = old.len().min(new.len()) - kept;
        let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(same).count();
        let alike = old.len() == new.len()
            && (old.iter().zip(new).take(new.len() - tail).skip(kept))
                .all(|(old, new)| old.record.counts_as(&new.record));
        if !alike || !is_known {
            self.state = State::default();
        }
        let tail = held.records.split_off(held.records.len() - tail);
        for id in held.records.split_off(kept) {
            self.take_out(id);
        }
        for placed in new.iter().take(new.len() - tail.len()).skip(kept) {
            held.records.push(self.put_in(&path, placed.record.clone()));
        }
        held.records.extend(tail);
        for (at, &id) in held.records.iter().enumerate().skip(kept) {
            if let Some(Some(slot)) = self.slots.get_mut(id.0 as usize) {
                slot.at = at;
            }
        }
        (held.entry, held.name) = (entry, name);
        self.files = files;
    }

    /// Removes the file at `path`, and returns its entry.
    pub(super) fn remove(&mut self, path: &Arc<str>) -> Option<FileEntry> {
        let path = Path::new(path.clone());
        let held = self.files.remove(&path)?;
        work::count(held.records.len());
        self.state = State::default();
        if let Some(key) = held.name {
            self.named.remove(&key, &path, self.citations.of_document(&key));
        }
        held.records.into_iter().for_each(|id| self.take_out(id));
        Some(held.entry)
    }

    /// Adds a record of `file`. Its index among those of the file is still to be set.
    fn put_in(&mut self, file: &Path, record: Arc<RecordEntry>) -> RecordId {
        let id = self.free.pop().unwrap_or(RecordId(self.slots.len() as u32));
        if let Some(number) = &record.number {
            let key = Key::from(number);
            let citations = self.citations.of_document(&key);
            self.printed.insert(key, id, citations);
            self.numbered += 1;
        }
        for (index, page) in (0..).zip(&record.pages) {
            for key in Key::of_pages(&page.label) {
                self.pages.entry((key, id)).or_insert(index);
            }
        }
        for target in record.cross_refs.iter().filter_map(citations::target) {
            if let Target::Document(key) = &target {
                self.printed.cite(key);
                self.named.cite(key);
            }
            self.citations.insert(target, id);
        }
        let slot = Some(Slot { file: file.clone(), at: 0, record });
        match self.slots.get_mut(id.0 as usize) {
            Some(free) => *free = slot,
            None => self.slots.push(slot),
        }
        id
    }

    /// Removes a record.
    fn take_out(&mut self, id: RecordId) {
        let Some(Slot { record, .. }) = self.slots.get_mut(id.0 as usize).and_then(Option::take) else { return };
        for target in record.cross_refs.iter().filter_map(citations::target) {
            if let Target::Document(key) = &target {
                self.printed.uncite(key);
                self.named.uncite(key);
            }
            self.citations.remove(&target, id);
        }
        for page in &record.pages {
            for key in Key::of_pages(&page.label) {
                self.pages.remove(&(key, id));
            }
        }
        if let Some(number) = &record.number {
            let key = Key::from(number);
            self.printed.remove(&key, &id, self.citations.of_document(&key));
            self.numbered -= 1;
        }
        self.free.push(id);
    }

    /// The volume's state, to be compared with an earlier one.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Whether the volume has no files.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The number of records.
    pub fn len(&self) -> usize {
        self.slots.len() - self.free.len()
    }

    /// The records, in order.
    pub fn records(&self) -> impl Iterator<Item = RecordId> {
        self.files.values().flat_map(|held| held.records.iter().copied())
    }

    /// The records with their places, in order.
    pub fn located(&self) -> impl Iterator<Item = (RecordId, Located<'_>)> {
        self.files.iter().flat_map(|(path, held)| {
            let placed = held.records.iter().zip(held.entry.records()).enumerate();
            placed.map(|(at, (&id, PlacedEntry { start, record }))| {
                (id, Located { path: &path.name, at, start: *start, record })
            })
        })
    }

    /// The records of the file at `path`, in order; empty where the volume has no such file.
    pub fn records_of(&self, path: &str) -> &[RecordId] {
        self.files.get(&Path::new(path)).map_or(&[], |held| &held.records)
    }

    /// The record `id` with its place; `None` where it is no longer in the volume.
    pub fn get(&self, id: RecordId) -> Option<Located<'_>> {
        let slot = self.slot(id)?;
        let start = self.files.get(&slot.file)?.entry.records().get(slot.at)?.start;
        Some(Located { path: &slot.file.name, at: slot.at, start, record: &slot.record })
    }

    /// The record before `id`; `None` where `id` is the first.
    pub fn previous(&self, id: RecordId) -> Option<RecordId> {
        let slot = self.slot(id)?;
        if let Some(at) = slot.at.checked_sub(1) {
            self.files.get(&slot.file)?.records.get(at).copied()
        } else {
            let mut before = self.files.range((Unbounded, Excluded(&slot.file))).rev();
            before.find_map(|(_, held)| held.records.last().copied())
        }
    }

    /// The record after `id`; `None` where `id` is the last.
    pub fn next(&self, id: RecordId) -> Option<RecordId> {
        let slot = self.slot(id)?;
        let within = self.files.get(&slot.file)?.records.get(slot.at + 1);
        within.copied().or_else(|| {
            let mut after = self.files.range((Excluded(&slot.file), Unbounded));
            after.find_map(|(_, held)| held.records.first().copied())
        })
    }

    /// The record numbered `number`. Of several, it is the one whose file name and heading agree, otherwise the first.
    /// `None` where there is no such record, or too many to tell which is meant.
    pub fn record(&self, number: &Label) -> Option<RecordId> {
        self.numbered(&Key::from(number))
    }

    /// The record numbered `key`: see [`Volume::record`].
    pub(super) fn numbered(&self, key: &Key) -> Option<RecordId> {
        let by_name = || {
            let first = self.named.get(key).filter_map(|path| self.files.get(path)?.records.first().copied());
            first.min_by(|&a, &b| self.compare(a, b))
        };
        let by_heading = || {
            let in_order = self.printed.get(key).copied();
            in_order.min_by(|&a, &b| {
                let agrees = |id| !self.named.get(key).any(|path| self.slot(id).is_some_and(|slot| slot.file == *path));
                agrees(a).cmp(&agrees(b)).then_with(|| self.compare(a, b))
            })
        };
        if self.is_numbered_by_names() { by_name().or_else(by_heading) } else { by_heading().or_else(by_name) }
    }

    /// Whether the records are numbered by the names of their files. This is so where most headings have no number; the
    /// numbers in the other headings then mean something else.
    pub fn is_numbered_by_names(&self) -> bool {
        self.numbered * 2 < self.len() && self.named.range().is_some()
    }

    /// The number of the record `id`: the one that its heading prints, or the one in the name of its file.
    pub fn number(&self, id: RecordId) -> Option<Label> {
        let slot = self.slot(id)?;
        let by_name = || {
            let number = self.files.get(&slot.file)?.name.as_ref()?.arabic()?;
            (slot.at == 0).then(|| Label::number(number))
        };
        let printed = || slot.record.number.clone();
        if self.is_numbered_by_names() { by_name().or_else(printed) } else { printed().or_else(by_name) }
    }

    /// Whether the heading of the record `id` prints another number than the name of its file has.
    pub fn is_named_otherwise(&self, id: RecordId) -> bool {
        let numbers = self.slot(id).filter(|slot| slot.at == 0).and_then(|slot| {
            let by_name = self.files.get(&slot.file)?.name.as_ref()?;
            Some((Key::from(slot.record.number.as_ref()?), by_name))
        });
        numbers.is_some_and(|(printed, by_name)| printed != *by_name)
    }

    /// The records that have a marker of the page `label`, in order, each with the index of the first such marker.
    /// Empty where there are too many to tell which is meant.
    pub fn marking(&self, label: &Label) -> Vec<(RecordId, usize)> {
        self.page(&Key::from(label))
    }

    /// The records that have a marker of the page `key`, in order, each with the index of the first such marker. Empty
    /// where there are more than [`AMBIGUOUS`].
    pub(super) fn page(&self, key: &Key) -> Vec<(RecordId, usize)> {
        let holding =
            self.pages.range((key.clone(), RecordId::FIRST)..=(key.clone(), RecordId::LAST)).take(AMBIGUOUS + 1);
        let mut found: Vec<_> = holding.map(|((_, id), &index)| (*id, index as usize)).collect();
        if found.len() > AMBIGUOUS {
            found.clear();
        }
        found.sort_by(|&(a, _), &(b, _)| self.compare(a, b));
        found
    }

    /// The least and the greatest plain number of a record; `None` where no record has one.
    pub fn numbers(&self) -> Option<(u64, u64)> {
        let range = if self.is_numbered_by_names() { self.named.range() } else { self.printed.range() };
        range.map(|(_, first, last)| (first, last))
    }

    /// Whether more than half of the numbers from the first record's to the last's are there. Where this is so, a
    /// number that is not there is missing; otherwise its record is just not here.
    pub fn is_numbered_throughout(&self) -> bool {
        self.printed.range().is_some_and(|(count, first, last)| (last - first) / 2 < count as u64)
    }

    /// The least and the greatest plain page number that has a marker; `None` where no page has one.
    pub fn pages(&self) -> Option<(u64, u64)> {
        let ((last, _), _) = self.pages.range(..=(Key::Arabic(u64::MAX), RecordId::LAST)).next_back()?;
        let ((first, _), _) = self.pages.first_key_value()?;
        Some((first.arabic()?, last.arabic()?))
    }

    /// The order of two records in the volume.
    pub(super) fn compare(&self, a: RecordId, b: RecordId) -> Ordering {
        let place = |id| self.slot(id).map(|slot| (&slot.file, slot.at));
        place(a).cmp(&place(b))
    }

    fn slot(&self, id: RecordId) -> Option<&Slot> {
        self.slots.get(id.0 as usize)?.as_ref()
    }
}
