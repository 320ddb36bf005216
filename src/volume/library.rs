//! The files of a workspace: as they are on disk, as they are being edited, and which of them are records.

use super::entry::FileEntry;
use super::index::{Index, folder};
use super::volume::Volume;
use crate::record::Format;
use foldhash::HashMap;
use std::collections::BTreeMap;
use std::ops::Bound::{Excluded, Unbounded};
use std::sync::Arc;

/// All files that may be records, those of them that are in an [`Index`].
///
/// A file that is being edited counts as it is there, whatever is on disk. One that does not look like a record is one all
/// the same among others: in a folder most of whose files are records.
#[derive(Clone, Debug, Default)]
pub struct Library {
    files: BTreeMap<Arc<str>, File>,
    folders: HashMap<Box<str>, Tally>,
    index: Index,
}

/// What was seen of a file.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// What is kept of it.
    pub entry: FileEntry,
    /// What it is in its folder.
    pub standing: Standing,
}

/// What a file is among those of its folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// A record whatever the others are.
    Record,
    /// One where most of the others are.
    #[default]
    Follows,
    /// None whatever the others are.
    Apart,
}

/// A file on disk, in an editor, or both.
#[derive(Clone, Debug, Default)]
struct File {
    disk: Option<Seen>,
    open: Option<Seen>,
}

/// How many files of a folder there are, how many of them are records by themselves, and how many are apart.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    all: usize,
    records: usize,
    apart: usize,
}

impl File {
    /// The file as it counts.
    fn seen(&self) -> Option<&Seen> {
        self.open.as_ref().or(self.disk.as_ref())
    }

    fn tally(&self) -> Tally {
        let standing = self.seen().map(|seen| seen.standing);
        let is = |of| usize::from(standing == Some(of));
        let (records, apart) = (is(Standing::Record), is(Standing::Apart));
        Tally { all: records + apart + is(Standing::Follows), records, apart }
    }
}

impl Standing {
    /// That of a file which by itself `is_record` or is none, and is written as `format`.
    pub fn new(is_record: bool, format: Format) -> Self {
        match format {
            _ if is_record => Self::Record,
            Format::Plain => Self::Follows,
            Format::Markdown => Self::Apart,
        }
    }

    /// Whether such a file is a record in a folder that `is_of_records` or is not.
    fn is_record(self, is_of_records: bool) -> bool {
        self == Self::Record || self == Self::Follows && is_of_records
    }
}

impl Tally {
    /// Whether all files of the folder are records that are not apart.
    fn is_of_records(self) -> bool {
        self.records * 2 > self.all - self.apart
    }
}

impl Library {
    /// Sets what the file at `path` is on disk; none where there is none.
    pub fn set_on_disk(&mut self, path: &Arc<str>, seen: Option<Seen>) {
        self.change(path, |file| file.disk = seen);
    }

    /// Sets what the file at `path` is where it is being edited; none where it no longer is, and counts as it is on disk.
    pub fn set_open(&mut self, path: &Arc<str>, seen: Option<Seen>) {
        self.change(path, |file| file.open = seen);
    }

    /// Takes the file at `path`, no longer edited, for what it last was there until it is read from disk again.
    pub fn close(&mut self, path: &Arc<str>) {
        self.change(path, |file| {
            if let Some(open) = file.open.take() {
                file.disk = Some(open);
            }
        });
    }

    /// Puts what is being edited in place of what is on disk, as it is in `other`.
    pub fn take_open(&mut self, other: Self) {
        for (path, file) in other.files {
            if file.open.is_some() {
                self.set_open(&path, file.open);
            }
        }
    }

    /// What is kept of the file at `path` on disk.
    pub fn on_disk(&self, path: &str) -> Option<&FileEntry> {
        self.files.get(path)?.disk.as_ref().map(|seen| &seen.entry)
    }

    /// The files on disk, with what is kept of each.
    pub fn on_disk_all(&self) -> impl Iterator<Item = (&Arc<str>, &FileEntry)> {
        self.files.iter().filter_map(|(path, file)| Some((path, &file.disk.as_ref()?.entry)))
    }

    /// The folders in which there are files, in no order.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        self.folders.keys().map(AsRef::as_ref)
    }

    /// Whether the file at `path` is a record.
    pub fn is_record(&self, path: &str) -> bool {
        self.index.volume(path).is_some()
    }

    /// The files in the folder at `path` and in the folders in it, in no special order.
    pub fn below(&self, path: &str) -> Vec<Arc<str>> {
        let prefix = format!("{}/", path.trim_end_matches('/'));
        let from = self.files.range::<str, _>((Excluded(prefix.as_str()), Unbounded));
        from.map(|(path, _)| path).take_while(|path| path.starts_with(&prefix)).cloned().collect()
    }

    /// Those that are records.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The volume of the file at `path`; none where it is no record.
    pub fn volume(&self, path: &str) -> Option<&Arc<Volume>> {
        self.index.volume(path)
    }

    fn change(&mut self, path: &Arc<str>, change: impl FnOnce(&mut File)) {
        let file = self.files.entry(path.clone()).or_default();
        let before = file.tally();
        change(file);
        let (after, seen) = (file.tally(), file.seen().cloned());
        if seen.is_none() {
            self.files.remove(path);
        }
        let tally = self.folders.entry(folder(path).into()).or_default();
        let was = tally.is_of_records();
        tally.all = tally.all + after.all - before.all;
        tally.records = tally.records + after.records - before.records;
        tally.apart = tally.apart + after.apart - before.apart;
        let is = tally.is_of_records();
        if tally.all == 0 {
            self.folders.remove(folder(path));
        }
        match seen.filter(|seen| seen.standing.is_record(is)) {
            Some(seen) => self.index.set(path.clone(), seen.entry),
            None => self.index.remove(path.clone()),
        }
        if was != is {
            self.count_as_records(folder(path), is);
        }
    }

    /// Takes the files of `folder` that are no records by themselves into the index, or out of it.
    fn count_as_records(&mut self, of: &str, is: bool) {
        let prefix = if of.is_empty() { String::new() } else { format!("{of}/") };
        let from = self.files.range::<str, _>((Excluded(prefix.as_str()), Unbounded));
        let files = from.take_while(|(path, _)| path.starts_with(&prefix)).filter(|(path, _)| folder(path) == of);
        for (path, seen) in files.filter_map(|(path, file)| Some((path, file.seen()?))) {
            match (seen.standing, is) {
                (Standing::Record | Standing::Apart, _) => {}
                (Standing::Follows, true) => self.index.set(path.clone(), seen.entry.clone()),
                (Standing::Follows, false) => self.index.remove(path.clone()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Document;

    fn seen(text: &str) -> Seen {
        let snapshot = Document::new(text).snapshot();
        let standing = Standing::new(snapshot.looks_like_record(Format::Plain), Format::Plain);
        Seen { entry: FileEntry::new(&snapshot, 0), standing }
    }

    const RECORD: &str = "[Page 7]\n\nThe dredger sails.\n";
    const LIST: &str = "Eggs\n";

    /// Which of the files `v/1`, `v/2` … are records, as `r`; else `-`.
    fn records(library: &Library) -> String {
        (1..=4).map(|n| if library.is_record(&format!("v/{n}")) { 'r' } else { '-' }).collect()
    }

    #[test]
    fn among_records_all_are() {
        let mut library = Library::default();
        let mut set = |number: usize, text: Option<&str>, expected: &str| {
            library.set_on_disk(&format!("v/{number}").into(), text.map(seen));
            library.set_on_disk(&format!("v/w/{number}").into(), Some(seen(LIST)));
            assert_eq!(records(&library), expected, "{number} {text:?}");
        };
        set(1, Some(LIST), "----");
        set(2, Some(RECORD), "-r--");
        set(3, Some(RECORD), "rrr-");
        set(4, Some(LIST), "-rr-");
        set(4, Some(RECORD), "rrrr");
        set(2, None, "r-rr");
        set(3, None, "---r");
        set(1, None, "---r");
    }

    #[test]
    fn what_is_apart_is_none_among_records_and_does_not_count() {
        let mut library = Library::default();
        let apart = || Seen { standing: Standing::Apart, ..seen(LIST) };
        library.set_on_disk(&"v/1".into(), Some(apart()));
        library.set_on_disk(&"v/2".into(), Some(seen(RECORD)));
        assert_eq!(records(&library), "-r--");
        library.set_on_disk(&"v/3".into(), Some(seen(LIST)));
        library.set_on_disk(&"v/4".into(), Some(seen(RECORD)));
        assert_eq!(records(&library), "-rrr");
        // Where it is open, what is on disk does not count.
        library.set_open(&"v/2".into(), Some(apart()));
        assert_eq!(records(&library), "---r");
        assert_eq!(library.folders().count(), 1);
    }

    #[test]
    fn what_is_edited_counts_and_not_what_is_on_disk() {
        let mut library = Library::default();
        let path = "v/1".into();
        library.set_on_disk(&path, Some(seen(LIST)));
        library.set_open(&path, Some(seen(RECORD)));
        assert_eq!(records(&library), "r---");
        library.set_on_disk(&path, None);
        assert_eq!(records(&library), "r---");
        library.close(&path);
        assert_eq!(records(&library), "r---");
        library.set_on_disk(&path, Some(seen(LIST)));
        assert_eq!(records(&library), "----");
        library.set_open(&path, Some(seen(RECORD)));
        library.set_open(&path, None);
        assert_eq!(records(&library), "----");
    }

    #[test]
    fn what_is_edited_outlives_the_reading_of_all() {
        let mut library = Library::default();
        library.set_open(&"v/1".into(), Some(seen(RECORD)));
        library.set_on_disk(&"v/2".into(), Some(seen(RECORD)));
        let mut read_again = Library::default();
        read_again.set_on_disk(&"v/1".into(), Some(seen(LIST)));
        read_again.take_open(library);
        assert_eq!(records(&read_again), "r---");
    }

    #[test]
    fn what_lies_in_a_folder() {
        let mut library = Library::default();
        for path in ["v", "v/1", "v/w/2", "v1", "v.txt", "w/v/1"] {
            library.set_on_disk(&path.into(), Some(seen(LIST)));
        }
        assert_eq!(library.below("v"), ["v/1".into(), "v/w/2".into()]);
        assert!(library.below("v/1").is_empty());
    }
}
