//! One volume: the records numbered together, in their order, and what can be looked up in them.

use super::citations::{self, Citations, Target};
use super::entry::{FileEntry, Filed, RecordEntry};
use super::key::Key;
use super::natural;
use super::numbering::{AMBIGUOUS, Numbering};
use super::record_id::RecordId;
use crate::record::Label;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Bound::{Excluded, Unbounded};
use std::sync::Arc;

/// A record of a volume, and where it is.
#[derive(Clone, Copy, Debug)]
pub struct Located<'a> {
    /// The path of its file.
    pub path: &'a str,
    /// Which of the file's records it is, from 0.
    pub at: usize,
    /// The offset of its first byte in the file.
    pub start: usize,
    /// What is kept of it.
    pub record: &'a RecordEntry,
}

/// The records numbered together: of a folder of record files, or of one file of many records. Its records are in the
/// natural order of the files, and in each in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Volume {
    files: BTreeMap<Path, Held>,
    slots: Vec<Option<Slot>>,
    free: Vec<RecordId>,
    /// The records by the numbers their headings print.
    pub(super) printed: Numbering<RecordId>,
    /// The files by the numbers in their names; none where the volume is one file.
    pub(super) named: Numbering<Path>,
    /// How many records have a number in their heading.
    numbered: usize,
    /// The pages and the records that hold a marker of each, with the index of the first one.
    pages: BTreeMap<(Key, RecordId), usize>,
    pub(super) citations: Citations,
    state: State,
}

/// What all cross references of a volume and the numbers of its records depend on. Two states are equal only where nothing
/// of that changed between them.
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
    /// Its records, as those of `entry`.
    records: Vec<RecordId>,
    /// Its number by its name.
    name: Option<Key>,
}

/// A record of the volume.
#[derive(Clone, Debug)]
struct Slot {
    file: Path,
    /// Which of the file's records it is.
    at: usize,
    record: Arc<RecordEntry>,
}

/// A path, in the order in which people list files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Path(Arc<str>);

impl Volume {
    /// Sets what is kept of the file at `path`. `is_folder` says whether the volume is a folder, in which a file's name
    /// may be the record's number. The work is that of the records which are not those of the last time.
    pub(super) fn set(&mut self, path: &Arc<str>, entry: FileEntry, is_folder: bool) {
        let path = Path(path.clone());
        let name = Key::of_file_name(&path.0).filter(|_| is_folder);
        let known = self.files.remove(&path);
        let is_known = known.is_some();
        if let Some(key) = name.clone().filter(|_| !is_known) {
            let citations = self.citations.of_document(&key);
            self.named.insert(key, path.clone(), citations);
        }
        let mut held = known.unwrap_or_default();
        let (old, new) = (held.entry.records(), entry.records());
        let same = |(old, new): &(&Filed, &Filed)| Arc::ptr_eq(&old.record, &new.record);
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
        for filed in new.iter().take(new.len() - tail.len()).skip(kept) {
            held.records.push(self.put_in(&path, filed.record.clone()));
        }
        held.records.extend(tail);
        for (at, &id) in held.records.iter().enumerate().skip(kept) {
            if let Some(Some(slot)) = self.slots.get_mut(id.0) {
                slot.at = at;
            }
        }
        self.files.insert(path, Held { entry, name, ..held });
    }

    /// Takes the file at `path` out, and returns what was kept of it.
    pub(super) fn remove(&mut self, path: &Arc<str>) -> Option<FileEntry> {
        let path = Path(path.clone());
        let held = self.files.remove(&path)?;
        self.state = State::default();
        if let Some(key) = held.name {
            self.named.remove(&key, &path, self.citations.of_document(&key));
        }
        held.records.into_iter().for_each(|id| self.take_out(id));
        Some(held.entry)
    }

    fn put_in(&mut self, file: &Path, record: Arc<RecordEntry>) -> RecordId {
        let id = self.free.pop().unwrap_or(RecordId(self.slots.len()));
        if let Some(number) = &record.number {
            let key = Key::from(number);
            let citations = self.citations.of_document(&key);
            self.printed.insert(key, id, citations);
            self.numbered += 1;
        }
        for (index, page) in record.pages.iter().enumerate() {
            self.pages.entry((Key::from(&page.label), id)).or_insert(index);
        }
        for target in record.cross_refs.iter().filter_map(citations::target) {
            if let Target::Document(key) = &target {
                self.printed.cite(key);
                self.named.cite(key);
            }
            self.citations.insert(target, id);
        }
        let slot = Some(Slot { file: file.clone(), at: 0, record });
        match self.slots.get_mut(id.0) {
            Some(free) => *free = slot,
            None => self.slots.push(slot),
        }
        id
    }

    fn take_out(&mut self, id: RecordId) {
        let Some(Slot { record, .. }) = self.slots.get_mut(id.0).and_then(Option::take) else { return };
        for target in record.cross_refs.iter().filter_map(citations::target) {
            if let Target::Document(key) = &target {
                self.printed.uncite(key);
                self.named.uncite(key);
            }
            self.citations.remove(&target, id);
        }
        for page in &record.pages {
            self.pages.remove(&(Key::from(&page.label), id));
        }
        if let Some(number) = &record.number {
            let key = Key::from(number);
            self.printed.remove(&key, &id, self.citations.of_document(&key));
            self.numbered -= 1;
        }
        self.free.push(id);
    }

    /// What it has and cites, to be compared with what it had.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Whether it holds no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// How many records it has.
    pub fn len(&self) -> usize {
        self.slots.len() - self.free.len()
    }

    /// Its records, in order.
    pub fn records(&self) -> impl Iterator<Item = RecordId> {
        self.files.values().flat_map(|held| held.records.iter().copied())
    }

    /// Its records with where they are, in order.
    pub fn located(&self) -> impl Iterator<Item = (RecordId, Located<'_>)> {
        self.files.iter().flat_map(|(path, held)| {
            let filed = held.records.iter().zip(held.entry.records()).enumerate();
            filed.map(|(at, (&id, Filed { start, record }))| (id, Located { path: &path.0, at, start: *start, record }))
        })
    }

    /// The records of the file at `path`, in order; none where it is not in the volume.
    pub fn records_of(&self, path: &str) -> &[RecordId] {
        self.files.get(&Path(path.into())).map_or(&[], |held| &held.records)
    }

    /// The record `id` with where it is; none where it is in the volume no more.
    pub fn get(&self, id: RecordId) -> Option<Located<'_>> {
        let slot = self.slot(id)?;
        let start = self.files.get(&slot.file)?.entry.records().get(slot.at)?.start;
        Some(Located { path: &slot.file.0, at: slot.at, start, record: &slot.record })
    }

    /// The record before `id`.
    pub fn previous(&self, id: RecordId) -> Option<RecordId> {
        let slot = self.slot(id)?;
        if let Some(at) = slot.at.checked_sub(1) {
            self.files.get(&slot.file)?.records.get(at).copied()
        } else {
            let mut before = self.files.range((Unbounded, Excluded(&slot.file))).rev();
            before.find_map(|(_, held)| held.records.last().copied())
        }
    }

    /// The record after `id`.
    pub fn next(&self, id: RecordId) -> Option<RecordId> {
        let slot = self.slot(id)?;
        let within = self.files.get(&slot.file)?.records.get(slot.at + 1);
        within.copied().or_else(|| {
            let mut after = self.files.range((Excluded(&slot.file), Unbounded));
            after.find_map(|(_, held)| held.records.first().copied())
        })
    }

    /// The record numbered `number`; of several the one that file name and heading agree on, else the first; none
    /// where there are more than can be meant.
    pub fn record(&self, number: &Label) -> Option<RecordId> {
        self.numbered(&Key::from(number))
    }

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

    /// Whether the numbers of the records are in their files' names, since most headings have none: numbers in the other
    /// headings are then something else.
    pub fn is_numbered_by_names(&self) -> bool {
        self.numbered * 2 < self.len() && self.named.range().is_some()
    }

    /// The number of the record `id`: the one its heading prints, or the one in its file's name.
    pub fn number(&self, id: RecordId) -> Option<Label> {
        let slot = self.slot(id)?;
        let by_name = || {
            let number = self.files.get(&slot.file)?.name.as_ref()?.arabic()?;
            (slot.at == 0).then(|| Label::number(number))
        };
        let printed = || slot.record.number.clone();
        if self.is_numbered_by_names() { by_name().or_else(printed) } else { printed().or_else(by_name) }
    }

    /// Whether the record `id` has another number in its heading than in its file's name.
    pub fn is_named_otherwise(&self, id: RecordId) -> bool {
        let numbers = self.slot(id).filter(|slot| slot.at == 0).and_then(|slot| {
            let by_name = self.files.get(&slot.file)?.name.as_ref()?;
            Some((Key::from(slot.record.number.as_ref()?), by_name))
        });
        numbers.is_some_and(|(printed, by_name)| printed != *by_name)
    }

    /// The records that hold a marker of the page `label`, in order, each with the index of the first such marker; none
    /// where they are too many to be meant.
    pub fn marking(&self, label: &Label) -> Vec<(RecordId, usize)> {
        self.page(&Key::from(label))
    }

    /// The records that hold a marker of the page `key`, in order, each with the index of the first such marker; none
    /// where they are more than [`AMBIGUOUS`].
    pub(super) fn page(&self, key: &Key) -> Vec<(RecordId, usize)> {
        let holding =
            self.pages.range((key.clone(), RecordId::FIRST)..=(key.clone(), RecordId::LAST)).take(AMBIGUOUS + 1);
        let mut found: Vec<_> = holding.map(|((_, id), &index)| (*id, index)).collect();
        if found.len() > AMBIGUOUS {
            found.clear();
        }
        found.sort_by(|&(a, _), &(b, _)| self.compare(a, b));
        found
    }

    /// The least and the greatest plain number of a record.
    pub fn numbers(&self) -> Option<(u64, u64)> {
        let range = if self.is_numbered_by_names() { self.named.range() } else { self.printed.range() };
        range.map(|(_, first, last)| (first, last))
    }

    /// Whether most numbers between the first and the last record's are there: others are then missing, and not just
    /// elsewhere.
    pub fn is_numbered_throughout(&self) -> bool {
        self.printed.range().is_some_and(|(count, first, last)| (last - first) / 2 < count as u64)
    }

    /// The least and the greatest plain page number marked in the volume.
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
        self.slots.get(id.0)?.as_ref()
    }
}

impl Ord for Path {
    fn cmp(&self, other: &Self) -> Ordering {
        natural::compare(&self.0, &other.0)
    }
}

impl PartialOrd for Path {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
