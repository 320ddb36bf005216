//! Test fixtures: documents in plain marks and their volumes.

use super::whole_volume::{VolumeForm, VolumeIds};
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
    let files = Files::new(files.into_iter().map(|(name, text)| (name, Document::new(&text).snapshot())));
    files.with(0, convert);
}

/// Converts all files of `fixture` to one file in the form `form`: a volume named `v`.
pub fn volume(fixture: &str, form: VolumeForm) -> String {
    let files = files(fixture).into_iter().map(|(name, text)| (name, Document::new(&text).snapshot()));
    whole(files, form)
}

/// Converts `documents`, each with its path, to one file in the form `form`: a volume named `v`.
pub fn whole<'a>(documents: impl IntoIterator<Item = (&'a str, Snapshot)>, form: VolumeForm) -> String {
    let files = Files::new(documents);
    let mut ids = VolumeIds::default();
    for at in 0..files.snapshots.len() {
        files.with(at, |context, _| ids.add(context, context.path));
    }
    let mut text = (form.head)("v", &ids);
    for at in 0..files.snapshots.len() {
        text += &files.with(at, |context, settings| (form.document)(context, settings, context.path, &ids)).text;
    }
    text + form.tail
}

/// The files of a volume.
struct Files<'a> {
    index: Index,
    snapshots: Vec<(&'a str, Snapshot)>,
}

impl<'a> Files<'a> {
    fn new(snapshots: impl IntoIterator<Item = (&'a str, Snapshot)>) -> Self {
        let snapshots: Vec<_> = snapshots.into_iter().collect();
        let mut index = Index::default();
        for (name, snapshot) in &snapshots {
            index.set(*name, FileEntry::new(snapshot, 0));
        }
        Self { index, snapshots }
    }

    /// Converts the file with the index `at`.
    fn with<T>(&self, at: usize, convert: impl FnOnce(&VolumeContext, &Settings) -> T) -> T {
        let others =
            |path: &str| self.snapshots.iter().find(|(name, _)| *name == path).map(|(_, snapshot)| snapshot.clone());
        let (path, snapshot) = &self.snapshots[at];
        of(snapshot, &self.index, path, &others, convert)
    }
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
