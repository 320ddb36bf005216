//! The record files of a workspace, grouped into volumes.

use super::entry::FileEntry;
use super::volume::Volume;
use foldhash::HashMap;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The entries of all record files, grouped into volumes.
///
/// The files of a folder are one volume. But where at least half of a folder's files hold several numbered records
/// each, each of these files is a volume of its own, and the other files of the folder are one volume together.
///
/// Paths have `/` between their parts. A file must have the same path at each call.
#[derive(Clone, Debug, Default)]
pub struct Index {
    folders: HashMap<Box<str>, Folder>,
    /// The volumes, by the path of their folder or file. Readers clone the `Arc`.
    volumes: HashMap<Arc<str>, Arc<Volume>>,
}

/// The files of a folder.
#[derive(Clone, Debug, Default)]
struct Folder {
    /// The files, each with whether it holds several numbered records.
    files: BTreeMap<Arc<str>, bool>,
    /// How many of them do.
    several: usize,
}

impl Folder {
    /// Whether files of several numbered records are volumes of their own.
    fn is_of_volumes(&self) -> bool {
        self.several * 2 >= self.files.len()
    }
}

impl Index {
    /// Sets the entry of the file at `path`. The work grows with the records of the file that changed. But where a
    /// change makes the files of several records volumes of their own, or no longer so, all of these files move.
    pub fn set(&mut self, path: impl Into<Arc<str>>, entry: FileEntry) {
        self.set_all(BTreeMap::from([(path.into(), Some(entry))]));
    }

    /// Removes the file at `path`.
    pub fn remove(&mut self, path: impl Into<Arc<str>>) {
        self.set_all(BTreeMap::from([(path.into(), None)]));
    }

    /// The volume of the file at `path`; `None` where the index has no such file.
    pub fn volume(&self, path: &str) -> Option<&Arc<Volume>> {
        let folder = self.folders.get(folder(path))?;
        let (path, &several) = folder.files.get_key_value(path)?;
        self.volumes.get(&volume_path(path, several && folder.is_of_volumes()))
    }

    /// All volumes, in no order.
    pub fn volumes(&self) -> impl Iterator<Item = &Arc<Volume>> {
        self.volumes.values()
    }

    /// Sets the entries of many files, each by its path, and removes the files without one. Where files of several
    /// records become volumes of their own, or no longer are, they move once.
    pub fn set_all(&mut self, entries: BTreeMap<Arc<str>, Option<FileEntry>>) {
        // Whether each folder was one of volumes before, and whether each file held several records.
        let mut folders: BTreeMap<Box<str>, bool> = BTreeMap::new();
        let mut befores = Vec::with_capacity(entries.len());
        for (path, entry) in &entries {
            let of_files = self.folders.entry(folder(path).into()).or_default();
            folders.entry(folder(path).into()).or_insert(of_files.is_of_volumes());
            let after = entry.as_ref().map(FileEntry::holds_several);
            let before = match after {
                Some(several) => of_files.files.insert(path.clone(), several),
                None => of_files.files.remove(path),
            };
            of_files.several = of_files.several + usize::from(after == Some(true)) - usize::from(before == Some(true));
            befores.push(before);
        }
        let is = |index: &Self, of: &str| index.folders.get(of).is_some_and(Folder::is_of_volumes);
        for (of, &was) in &folders {
            let is = is(self, of);
            let of_files = self.folders.get(of).filter(|_| was != is);
            let others = of_files.into_iter().flat_map(|of_files| &of_files.files);
            let moved: Vec<_> = others
                .filter(|&(other, several)| *several && !entries.contains_key(other))
                .map(|(other, _)| other.clone())
                .collect();
            for other in moved {
                if let Some(entry) = self.take_out(&other, was) {
                    self.put_in(&other, entry, is);
                }
            }
        }
        for ((path, entry), before) in entries.into_iter().zip(befores) {
            let was = folders.get(folder(&path)).copied().unwrap_or_default();
            let here = entry.as_ref().map(|entry| entry.holds_several() && is(self, folder(&path)));
            if let Some(there) = before.map(|several| several && was).filter(|&there| Some(there) != here) {
                self.take_out(&path, there);
            }
            if let Some((entry, alone)) = entry.zip(here) {
                self.put_in(&path, entry, alone);
            }
        }
        for of in folders.keys() {
            if self.folders.get(of).is_some_and(|of_files| of_files.files.is_empty()) {
                self.folders.remove(of);
            }
        }
    }

    /// Puts a file into its volume; `alone` says whether the file is a volume of its own.
    fn put_in(&mut self, path: &Arc<str>, entry: FileEntry, alone: bool) {
        let volume = self.volumes.entry(volume_path(path, alone)).or_default();
        Arc::make_mut(volume).set(path, entry, !alone);
    }

    /// Takes a file out of its volume; `alone` says whether the file is a volume of its own.
    fn take_out(&mut self, path: &Arc<str>, alone: bool) -> Option<FileEntry> {
        let volume_path = volume_path(path, alone);
        let volume = Arc::make_mut(self.volumes.get_mut(&volume_path)?);
        let entry = volume.remove(path);
        if volume.is_empty() {
            self.volumes.remove(&volume_path);
        }
        entry
    }
}

/// The folder of the file at `path`.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The path of the volume of the file at `path`; `alone` says whether the file is a volume of its own.
fn volume_path(path: &Arc<str>, alone: bool) -> Arc<str> {
    if alone { path.clone() } else { folder(path).into() }
}
