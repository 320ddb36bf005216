//! Test fixtures: documents in plain marks and their volumes.

use crate::assist::VolumeContext;
use crate::assist::fixture::files;
use crate::config::Settings;
use crate::record::{Document, Snapshot};
use crate::volume::{FileEntry, Index};

/// Converts the first of the files of `fixture` by `convert`. A line `==> d8.txt <==` stands above each where there are several.
pub fn convert(fixture: &str, convert: impl FnOnce(&VolumeContext, &Settings)) {
    let mut files = files(fixture);
    if let [("", _)] = files[..] {
        files[0].0 = "d7.txt";
    }
    let mut index = Index::default();
    let snapshots: Vec<_> = files.iter().map(|(name, text)| (*name, Document::new(text).snapshot())).collect();
    for (name, snapshot) in &snapshots {
        index.set(*name, FileEntry::new(snapshot, 0));
    }
    let others = |path: &str| snapshots.iter().find(|(name, _)| *name == path).map(|(_, snapshot)| snapshot.clone());
    let (path, snapshot) = &snapshots[0];
    of(snapshot, &index, path, &others, convert);
}

/// Converts `snapshot`, the file at `path` of the volume in `index`.
pub fn of<T>(
    snapshot: &Snapshot,
    index: &Index,
    path: &str,
    others: &dyn Fn(&str) -> Option<Snapshot>,
    convert: impl FnOnce(&VolumeContext, &Settings) -> T,
) -> T {
    let context = VolumeContext { snapshot, volume: index.volume(path).unwrap(), path, others };
    convert(&context, &Settings::default())
}
