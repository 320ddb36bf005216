//! The files of a workspace: as they are on disk, as they are being edited, and which of them are records.

use super::entry::FileEntry;
use super::index::{Index, folder};
use super::record_status::{FolderCounts, RecordStatus};
use super::volume::Volume;
use crate::text::work;
use foldhash::HashMap;
use std::collections::BTreeMap;
use std::ops::Bound::{Excluded, Unbounded};
use std::sync::Arc;

/// All files of a workspace that may be records, and an [`Index`] of those that are.
///
/// A file that is open in the editor counts as it is there, whatever is on disk. In a folder most of whose files are
/// records, a file with a few marks of its own is one too: a short record has no more.
#[derive(Clone, Debug, Default)]
pub struct Library {
    files: BTreeMap<Arc<str>, File>,
    folders: HashMap<Box<str>, Folder>,
    index: Index,
}

/// What is known of one version of a file: the one on disk, or the one in the editor.
#[derive(Clone, Debug, Default)]
pub struct FileState {
    /// Its records, as the index keeps them.
    pub entry: FileEntry,
    /// Whether the file is a record.
    pub status: RecordStatus,
}

/// A file on disk, in an editor, or both.
#[derive(Clone, Debug, Default)]
struct File {
    disk: Option<FileState>,
    /// In a box: few files are open, and the others need not have room for it.
    open: Option<Box<FileState>>,
}

/// What is known of the files in a folder.
#[derive(Clone, Copy, Debug, Default)]
struct Folder {
    /// How many there are.
    files: usize,
    counted: FolderCounts,
}

impl File {
    /// The version that counts: the open one, otherwise the one on disk.
    fn state(&self) -> Option<&FileState> {
        self.open.as_deref().or(self.disk.as_ref())
    }
}

impl Library {
    /// Sets the state of the file at `path` on disk; `None` means that there is no such file.
    pub fn set_on_disk(&mut self, path: &Arc<str>, state: Option<FileState>) {
        self.change(path, |file| file.disk = state);
    }

    /// Sets the states of many files on disk, each by its path. The work grows with their number, however many of them
    /// change what the other files of their folders are.
    pub fn set_all_on_disk(&mut self, states: impl IntoIterator<Item = (Arc<str>, Option<FileState>)>) {
        let changes = states.into_iter().map(|(path, state)| (path, |file: &mut File| file.disk = state));
        self.change_all(changes);
    }

    /// Sets the state of the file at `path` in the editor; `None` means that it is not open, and its state on disk
    /// counts.
    pub fn set_open(&mut self, path: &Arc<str>, state: Option<FileState>) {
        self.change(path, |file| file.open = state.map(Box::new));
    }

    /// Closes the file at `path`. Until it is read from disk again, its last state in the editor stands for the one on
    /// disk.
    pub fn close(&mut self, path: &Arc<str>) {
        self.change(path, |file| {
            if let Some(open) = file.open.take() {
                file.disk = Some(*open);
            }
        });
    }

    /// Takes over every file that is open in `other`, in its state there.
    pub fn take_open(&mut self, other: Self) {
        for (path, file) in other.files {
            if file.open.is_some() {
                self.set_open(&path, file.open.map(|open| *open));
            }
        }
    }

    /// The records of the file at `path` on disk; `None` where there is no such file.
    pub fn on_disk(&self, path: &str) -> Option<&FileEntry> {
        self.files.get(path)?.disk.as_ref().map(|state| &state.entry)
    }

    /// Every file on disk with its records, in the order of the paths' bytes.
    pub fn on_disk_all(&self) -> impl Iterator<Item = (&Arc<str>, &FileEntry)> {
        self.files.iter().filter_map(|(path, file)| Some((path, &file.disk.as_ref()?.entry)))
    }

    /// The paths of the folders that have files, in no order.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        self.folders.keys().map(AsRef::as_ref)
    }

    /// Whether the file at `path` is a record.
    pub fn is_record(&self, path: &str) -> bool {
        self.index.volume(path).is_some()
    }

    /// The paths of all files in the folder at `path` and in its subfolders, in the order of the paths' bytes.
    pub fn below(&self, path: &str) -> Vec<Arc<str>> {
        let prefix = format!("{}/", path.trim_end_matches('/'));
        let from = self.files.range::<str, _>((Excluded(prefix.as_str()), Unbounded));
        from.map(|(path, _)| path).take_while(|path| path.starts_with(&prefix)).cloned().collect()
    }

    /// The index of the files that are records.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The volume of the file at `path`; `None` where the file is no record.
    pub fn volume(&self, path: &str) -> Option<&Arc<Volume>> {
        self.index.volume(path)
    }

    fn change(&mut self, path: &Arc<str>, change: impl FnOnce(&mut File)) {
        self.change_all([(path.clone(), change)]);
    }

    /// Applies `changes`, each to the file at its path, and then brings the index up to date.
    fn change_all(&mut self, changes: impl IntoIterator<Item = (Arc<str>, impl FnOnce(&mut File))>) {
        let mut entries = BTreeMap::new();
        // Whether each folder was one of records before.
        let mut folders = BTreeMap::new();
        for (path, change) in changes {
            let file = self.files.entry(path.clone()).or_default();
            let before = file.state().map(|state| state.status);
            change(file);
            let state = file.state().map(|state| state.status);
            if state.is_none() {
                self.files.remove(&path);
            }
            let counts = self.folders.entry(folder(&path).into()).or_default();
            folders.entry(folder(&path).to_owned()).or_insert(counts.counted.is_of_records());
            if let Some(before) = before {
                counts.counted.remove(Some(before));
                counts.files -= 1;
            }
            if let Some(state) = state {
                counts.counted.add(Some(state));
                counts.files += 1;
            }
            if counts.files == 0 {
                self.folders.remove(folder(&path));
            }
            entries.insert(path, None);
        }
        for (of, was_of_records) in folders {
            if self.is_of_records(&of) != was_of_records {
                entries.extend(self.followers(&of).map(|path| (path.clone(), None)));
            }
        }
        for (path, entry) in &mut entries {
            let state = self.files.get(path).and_then(File::state);
            let state = state.filter(|state| state.status.is_record(self.is_of_records(folder(path))));
            *entry = state.map(|state| state.entry.clone());
        }
        self.index.set_all(entries);
    }

    /// Whether most files of the folder at `path` are records.
    fn is_of_records(&self, path: &str) -> bool {
        self.folders.get(path).is_some_and(|folder| folder.counted.is_of_records())
    }

    /// The paths of the files in the folder `of` that are records only in a folder of records.
    fn followers(&self, of: &str) -> impl Iterator<Item = &Arc<str>> {
        let prefix = if of.is_empty() { String::new() } else { format!("{of}/") };
        let from = self.files.range::<str, _>((Excluded(prefix.as_str()), Unbounded));
        let below = from.take_while(move |(path, _)| path.starts_with(&prefix)).inspect(|_| work::count(1));
        let follows = |file: &File| file.state().is_some_and(|state| state.status == RecordStatus::FollowsFolder);
        below.filter(move |(path, file)| folder(path) == of && follows(file)).map(|(path, _)| path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Document;

    fn state(text: &str) -> FileState {
        let snapshot = Document::new(text).snapshot();
        let status = RecordStatus::new(false, &snapshot);
        FileState { entry: FileEntry::new(&snapshot, 0), status }
    }

    const RECORD: &str = "[Page 7]\n\nThe dredger sails.\n";
    const SHORT: &str = "8. Note\nThe dredger is back.\n";
    const LIST: &str = "1. Eggs\n2. Milk\n";

    /// Which of the files `v/1`, `v/2` … are records, as `r`; else `-`.
    fn records(library: &Library) -> String {
        (1..=4).map(|n| if library.is_record(&format!("v/{n}")) { 'r' } else { '-' }).collect()
    }

    #[test]
    fn among_records_those_with_marks_are() {
        let mut library = Library::default();
        let mut set = |number: usize, text: Option<&str>, expected: &str| {
            library.set_on_disk(&format!("v/{number}").into(), text.map(state));
            library.set_on_disk(&format!("v/w/{number}").into(), Some(state(LIST)));
            assert_eq!(records(&library), expected, "{number} {text:?}");
        };
        set(1, Some(SHORT), "----");
        set(2, Some(RECORD), "-r--");
        set(3, Some(RECORD), "rrr-");
        set(4, Some(LIST), "-rr-");
        set(4, Some(RECORD), "rrrr");
        set(2, None, "r-rr");
        set(3, None, "---r");
        set(1, None, "---r");
    }

    #[test]
    fn what_is_no_record_stays_none_among_records_and_does_not_count() {
        let mut library = Library::default();
        let not_record = || FileState { status: RecordStatus::OtherText, ..state(LIST) };
        library.set_on_disk(&"v/1".into(), Some(not_record()));
        library.set_on_disk(&"v/2".into(), Some(state(RECORD)));
        assert_eq!(records(&library), "-r--");
        library.set_on_disk(&"v/3".into(), Some(state(SHORT)));
        library.set_on_disk(&"v/4".into(), Some(state(RECORD)));
        assert_eq!(records(&library), "-rrr");
        // Where it is open, what is on disk does not count.
        library.set_open(&"v/2".into(), Some(not_record()));
        assert_eq!(records(&library), "---r");
        assert_eq!(library.folders().count(), 1);
    }

    #[test]
    fn what_is_edited_counts_and_not_what_is_on_disk() {
        let mut library = Library::default();
        let path = "v/1".into();
        library.set_on_disk(&path, Some(state(LIST)));
        library.set_open(&path, Some(state(RECORD)));
        assert_eq!(records(&library), "r---");
        library.set_on_disk(&path, None);
        assert_eq!(records(&library), "r---");
        library.close(&path);
        assert_eq!(records(&library), "r---");
        library.set_on_disk(&path, Some(state(LIST)));
        assert_eq!(records(&library), "----");
        library.set_open(&path, Some(state(RECORD)));
        library.set_open(&path, None);
        assert_eq!(records(&library), "----");
    }

    #[test]
    fn what_is_edited_outlives_the_reading_of_all() {
        let mut library = Library::default();
        library.set_open(&"v/1".into(), Some(state(RECORD)));
        library.set_on_disk(&"v/2".into(), Some(state(RECORD)));
        let mut read_again = Library::default();
        read_again.set_on_disk(&"v/1".into(), Some(state(LIST)));
        read_again.take_open(library);
        assert_eq!(records(&read_again), "r---");
    }

    #[test]
    fn what_lies_in_a_folder() {
        let mut library = Library::default();
        for path in ["v", "v/1", "v/w/2", "v1", "v.txt", "w/v/1"] {
            library.set_on_disk(&path.into(), Some(state(LIST)));
        }
        assert_eq!(library.below("v"), ["v/1".into(), "v/w/2".into()]);
        assert!(library.below("v/1").is_empty());
    }
    /// How many steps it takes to set `files` files at once, of which the last make the folder one of records, and to remove
    /// them at once.
    fn steps(files: usize) -> usize {
        let mut library = Library::default();
        let states = |texts: &dyn Fn(usize) -> Option<FileState>| {
            (0..files).map(|number| (format!("v/{number:05}").into(), texts(number))).collect::<Vec<_>>()
        };
        let (short, record) = (state(SHORT), state(RECORD));
        let set = states(&|number| Some(if number * 3 < files { short.clone() } else { record.clone() }));
        work::steps_of(|| {
            library.set_all_on_disk(set);
            assert!(library.is_record("v/00000"));
            library.set_all_on_disk(states(&|_| None));
        })
    }

    #[test]
    fn a_change_of_many_files_is_linear_in_them() {
        let (few, many) = (steps(200), steps(400));
        assert!(many * 10 <= few * 22, "{few} {many}");
    }
}
