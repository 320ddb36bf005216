//! Scans the files of a workspace: reads them as the configuration says, and notes what the library keeps of them.

use crate::config::{Configuration, ImageFolder, Images, Manifest, NAME, NamedManifest, Partial, Settings, disk};
use crate::record::{Snapshot, may_hold_records};
use crate::server::workspace::uri::{self, DocumentKey};
use crate::text::Text;
use crate::volume::files::{self, Found};
use crate::volume::read::Contents;
use crate::volume::{FileEntry, FileState, Library};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};

/// A scan to be done.
#[derive(Debug)]
pub enum ScanJob {
    /// All files of the workspace, instead of all that was read before.
    All,
    /// The files at these paths, and all files in the folders at these paths. What is no longer there is removed.
    Some(Vec<PathBuf>),
}

/// What a scan of the whole workspace needs.
#[derive(Debug, Default)]
pub struct ScanInput {
    /// The folders of the workspace.
    pub roots: Vec<PathBuf>,
    /// The editor's settings.
    pub editor: Option<Partial>,
    /// The text of each open `obelus.toml`, with its path in the library.
    pub open: Vec<(Arc<str>, String)>,
}

/// What a scan of single files needs.
#[derive(Debug, Default)]
pub struct ScanScope {
    /// The folders of the workspace.
    pub roots: Vec<PathBuf>,
    /// The configuration of the workspace.
    pub configuration: Configuration,
}

/// A file on disk: its path in the library, and what was read of it. None if it cannot be read.
pub type ScannedFile = (Arc<str>, Option<FileState>);

/// A manifest: its path in the library, and what was read of it, or why it is of no use.
pub type ScannedManifest = (String, Result<Manifest, String>);

/// A folder of images, and what was read of it.
pub type ScannedImages = (ImageFolder, Option<Images>);

/// How often progress is reported in a scan of the whole workspace.
const STEPS: usize = 20;

/// How many files a thread reads before it hands them over, so many that the receiving thread is rarely woken for a
/// few.
const BATCH: usize = 64;

/// Reads all files of a workspace. Calls `progress` with the number of files read and that of all files.
pub fn scan_workspace(input: ScanInput, progress: impl Fn(usize, usize)) -> (Library, Configuration) {
    let mut reader = ConfigurationReader::new(input.editor, input.open);
    let mut paths = Vec::new();
    // A folder that no longer exists has no files.
    for root in input.roots.iter().filter(|root| root.is_dir()) {
        reader.root.clone_from(root);
        // Problems of the configuration are reported even if there is no record.
        reader.settings(root);
        paths.extend(report(files::find(root, |path| reader.includes(path))));
    }
    let mut configuration = reader.finish();
    for named in configuration.unread_manifests() {
        let manifest = read_manifest(&named, &input.roots);
        configuration.set_manifest(&named.path, manifest);
    }
    for folder in configuration.unread_image_folders() {
        let images = read_images(&folder, &input.roots);
        configuration.set_images(folder, images);
    }
    let step = paths.len().div_ceil(STEPS).max(1);
    progress(0, paths.len());
    let mut library = Library::default();
    let (sender, files) = mpsc::channel();
    rayon::in_place_scope(|scope| {
        let (paths, configuration) = (&paths, &configuration);
        scope.spawn(move |_| {
            paths.par_chunks(BATCH).for_each_with(sender, |sender, paths| {
                let read: Vec<_> = paths.iter().filter_map(|path| read(path, configuration)).collect();
                // The loop below receives for as long as anything is sent.
                let _ = sender.send((paths.len(), read));
            });
        });
        let mut done = 0;
        // What is read waits until there is as much of it as was taken before: what a file changes for the other files of
        // its folder is then seen to a few times only.
        let (mut taken, mut waiting) = (0, Vec::new());
        for (count, read) in files {
            waiting.extend(logged(read));
            if waiting.len() >= taken {
                taken += waiting.len();
                library.set_all_on_disk(waiting.drain(..));
            }
            let before = done;
            done += count;
            if before / step < done / step {
                progress(done, paths.len());
            }
        }
        library.set_all_on_disk(waiting);
    });
    (library, configuration)
}

/// Reads those of the files at `paths` that exist in the folders of `scope`.
pub fn scan_files(scope: &ScanScope, paths: &[PathBuf]) -> Vec<ScannedFile> {
    let ScanScope { roots, configuration } = scope;
    let includes =
        |path: &Path| DocumentKey::of_file(path).is_some_and(|key| configuration.at(&key.path()).includes(&key.path()));
    let mut files = Vec::new();
    for root in roots.iter().filter(|root| root.is_dir() && paths.iter().any(|path| path.starts_with(root))) {
        files.extend(report(files::find_among(root, includes, paths)));
    }
    logged(files.par_iter().filter_map(|path| read(path, configuration)).collect())
}

/// Reads those of the manifests that the configuration names that are among the files at `paths` or in the folders there.
/// Returns each with its path in the library.
pub fn scan_manifests(scope: &ScanScope, paths: &[PathBuf]) -> Vec<ScannedManifest> {
    let is_meant = |named: &NamedManifest| {
        uri::file(&named.path).is_some_and(|file| paths.iter().any(|path| file.starts_with(path)))
    };
    let read = |named: NamedManifest| {
        let manifest = read_manifest(&named, &scope.roots);
        (named.path, manifest)
    };
    scope.configuration.manifests().filter(is_meant).map(read).collect()
}

/// Reads those of the folders of images that the configuration names that were not read yet, or in which something is at
/// one of `paths`.
pub fn scan_images(scope: &ScanScope, paths: &[PathBuf]) -> Vec<ScannedImages> {
    let mut folders = scope.configuration.unread_image_folders();
    let holds = |folder: &ImageFolder| {
        uri::file(&folder.path).is_some_and(|folder| paths.iter().any(|path| path.starts_with(&folder)))
    };
    folders.extend(scope.configuration.image_folders().filter(holds));
    let read = |folder: ImageFolder| {
        let images = read_images(&folder, &scope.roots);
        (folder, images)
    };
    folders.into_iter().map(read).collect()
}

/// The images in `folder`, if that is in one of the folders `roots` of the workspace.
fn read_images(folder: &ImageFolder, roots: &[PathBuf]) -> Option<Images> {
    let own = uri::file(&folder.folder).filter(|own| roots.iter().any(|root| own.starts_with(root)));
    own.and_then(|_| disk::images(folder, |path| uri::file(path).unwrap_or_default()))
}

/// Reads the manifest `named`, if it is in one of the folders `roots` of the workspace.
fn read_manifest(named: &NamedManifest, roots: &[PathBuf]) -> Result<Manifest, String> {
    match (uri::file(&named.path), uri::file(&named.folder)) {
        (Some(path), Some(folder)) if roots.iter().any(|root| folder.starts_with(root)) => {
            disk::manifest(&path, &folder)
        }
        _ => Err("is not in the workspace and is not read".into()),
    }
}

/// Reads the configuration of folders as it is needed.
struct ConfigurationReader {
    /// The folder of the workspace that is being read. No `obelus.toml` above it is read.
    root: PathBuf,
    state: Mutex<ConfigurationState>,
}

#[derive(Default)]
struct ConfigurationState {
    configuration: Configuration,
    /// The `obelus.toml` files that need not be read: they were read before, or are open.
    known: HashSet<PathBuf>,
    folders: HashMap<PathBuf, Arc<Settings>>,
    /// The `obelus.toml` files that could not be read, and why.
    problems: Vec<String>,
}

impl ConfigurationReader {
    fn new(editor: Option<Partial>, open: Vec<(Arc<str>, String)>) -> Self {
        let mut state = ConfigurationState::default();
        if let Some(editor) = editor {
            state.configuration.set_editor(editor);
        }
        for (path, text) in open {
            state.configuration.set(&path, Some(&text));
            state.known.extend(uri::file(&path));
        }
        Self { root: PathBuf::new(), state: Mutex::new(state) }
    }

    /// Whether the file at `path` may be a record.
    fn includes(&self, path: &Path) -> bool {
        let settings = path.parent().map(|folder| self.settings(folder)).unwrap_or_default();
        DocumentKey::of_file(path).is_some_and(|key| settings.includes(&key.path()))
    }

    /// The settings that apply in `folder`.
    fn settings(&self, folder: &Path) -> Arc<Settings> {
        let mut state = self.lock();
        if let Some(settings) = state.folders.get(folder) {
            return settings.clone();
        }
        for above in folder.ancestors().take_while(|above| above.starts_with(&self.root)) {
            let path = above.join(NAME);
            let Some(key) = DocumentKey::of_file(&path) else { continue };
            if !state.known.insert(path.clone()) {
                continue;
            }
            match disk::read(&path) {
                Ok(None) => {}
                Ok(Some(text)) => state.configuration.set(&key.path(), Some(&text)),
                Err(problem) => state.problems.push(format!("{} {problem}", files::name(&path))),
            }
        }
        let folder_key = DocumentKey::of_file(folder).map(|key| key.path()).unwrap_or_default();
        let settings = state.configuration.within(folder_key.trim_end_matches('/'));
        state.folders.insert(folder.to_owned(), settings.clone());
        settings
    }

    /// The whole configuration. Logs what could not be read.
    fn finish(self) -> Configuration {
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        state.problems.iter().for_each(|problem| tracing::warn!("{problem}"));
        state.configuration
    }

    fn lock(&self) -> MutexGuard<'_, ConfigurationState> {
        // After a panic in another thread, what was read so far is still right.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The files that were found. Logs what could not be looked at.
fn report(found: Found) -> Vec<PathBuf> {
    for problem in found.problems.into_iter().chain(found.leading_out) {
        tracing::warn!("{} {}", files::name(&problem.path), problem.message);
    }
    found.files
}

/// What was read of files. Logs why one cannot be read.
fn logged(files: Vec<(Arc<str>, Result<FileState, String>)>) -> Vec<ScannedFile> {
    let seen = |(path, seen): (Arc<str>, Result<FileState, String>)| {
        let seen = seen.map_err(|problem| tracing::warn!("{problem}")).ok();
        (path, seen)
    };
    files.into_iter().map(seen).collect()
}

/// Reads the file at `path`. Returns its path in the library, and the reason if it cannot be read.
fn read(path: &Path, configuration: &Configuration) -> Option<(Arc<str>, Result<FileState, String>)> {
    let known_by = DocumentKey::of_file(path)?.path();
    let seen = Contents::read_found(path).map(|contents| {
        let settings = configuration.at(&known_by);
        let text = contents.document();
        let marks = settings.marks(&known_by, None).of_text(text);
        let is_read = settings.claims(&known_by) || may_hold_records(text, &marks);
        let snapshot = if is_read { Snapshot::in_marks(text, marks) } else { Snapshot::unread(Text::new(text), marks) };
        let status = settings.status(&known_by, &snapshot);
        FileState { entry: FileEntry::new(&snapshot, 0), status }
    });
    Some((known_by, seen.map_err(|problem| format!("{} {problem}", files::name(path)))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::work;
    use std::fs;

    /// How many files are found at `paths` in `folder`, and how many steps it takes to read them.
    fn scan(folder: &Path, paths: &[PathBuf]) -> (usize, usize) {
        let scope = ScanScope { roots: vec![folder.into()], configuration: Configuration::default() };
        // Steps are counted by thread.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        pool.install(|| {
            let mut found = 0;
            let steps = work::steps_of(|| found = scan_files(&scope, paths).len());
            (found, steps)
        })
    }

    #[test]
    fn each_of_many_files_is_read_once() {
        const FILES: usize = 400;
        let folder = tempfile::tempdir().unwrap();
        let mut paths: Vec<_> = (0..FILES).map(|number| folder.path().join(format!("d{number}.txt"))).collect();
        for path in &paths {
            fs::write(path, "41. Report of the Harbor Board\n\nThe tug left.1\n\n  1. Typed.\n").unwrap();
        }
        let steps_of_one = work::steps_of(|| assert!(read(&paths[0], &Configuration::default()).is_some()));
        // The folder is named beside the files in it.
        paths.push(folder.path().into());
        let (found, steps) = scan(folder.path(), &paths);
        assert_eq!((found, steps), (FILES, FILES * steps_of_one));
    }
}
