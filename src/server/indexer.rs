//! Reads the workspace's files: all of them once, then those that change. One thread, one job after the other, so that
//! what was asked for last is what counts.

use super::backend::Shared;
use super::uri::Key;
use crate::record::Document;
use crate::volume::files::{self, Found, Include};
use crate::volume::read::Contents;
use crate::volume::{FileEntry, Library, Seen};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Sender};
use std::{io, thread};

/// Something to be read.
#[derive(Debug)]
pub enum Job {
    /// All files of these folders, in place of all that was read before.
    All(Vec<PathBuf>),
    /// What is at these paths of the folders: files, folders with all in them, or nothing any more.
    Some(Vec<PathBuf>),
}

/// A file as it is on disk: the path by which the index knows it, and what was seen; nothing where it is gone or cannot be
/// read.
type Read = (Arc<str>, Option<Seen>);

/// How often progress is told of a job on all files.
const STEPS: usize = 20;

/// Starts the thread that reads for the session `shared`; it ends when the session has gone.
///
/// # Errors
/// The system gives no thread.
pub fn start(shared: &Shared) -> io::Result<Sender<Job>> {
    let (sender, jobs) = mpsc::channel();
    let shared = shared.downgrade();
    let log = tracing::dispatcher::get_default(Clone::clone);
    thread::Builder::new().name("indexer".to_owned()).spawn(move || {
        let _guard = tracing::dispatcher::set_default(&log);
        let mut roots = Vec::new();
        while let Ok(job) = jobs.recv() {
            let told = |done, of| {
                if let Some(shared) = shared.upgrade() {
                    shared.change(|session| session.reading(done, of));
                }
            };
            match job {
                Job::All(folders) => {
                    let library = read_all(&folders, told);
                    roots = folders;
                    let Some(shared) = shared.upgrade() else { return };
                    shared.change(|session| session.read_all(library));
                }
                Job::Some(paths) => {
                    let files = read_some(&roots, &paths);
                    let Some(shared) = shared.upgrade() else { return };
                    shared.change(|session| session.read_some(&paths, files));
                }
            }
        }
    })?;
    Ok(sender)
}

/// Reads all files of `roots`; `told` is told how many of how many are done.
fn read_all(roots: &[PathBuf], told: impl Fn(usize, usize) + Sync) -> Library {
    let mut library = Library::default();
    let mut paths = Vec::new();
    for root in roots {
        paths.extend(report(files::find(root, Include::default().below(root))));
    }
    let done = AtomicUsize::new(0);
    let step = paths.len().div_ceil(STEPS).max(1);
    told(0, paths.len());
    let read = paths.par_iter().filter_map(|path| {
        let read = read(path);
        let done = 1 + done.fetch_add(1, Ordering::Relaxed);
        if done.is_multiple_of(step) {
            told(done, paths.len());
        }
        read
    });
    for (path, seen) in logged(read.collect()) {
        library.set_on_disk(&path, seen);
    }
    library
}

/// Reads what is at `paths` in `roots`.
fn read_some(roots: &[PathBuf], paths: &[PathBuf]) -> Vec<Read> {
    let mut files = Vec::new();
    // A root that is gone has nothing in it.
    for root in roots.iter().filter(|root| root.is_dir() && paths.iter().any(|path| path.starts_with(root))) {
        files.extend(report(files::find_among(root, Include::default().below(root), paths)));
    }
    logged(files.par_iter().filter_map(|path| read(path)).collect())
}

/// The files that were found; what could not be looked at is logged.
fn report(found: Found) -> Vec<PathBuf> {
    for problem in found.problems {
        tracing::warn!("{} {}", files::name(&problem.path), problem.message);
    }
    found.files
}

/// What was seen of files; why one cannot be read is logged.
fn logged(files: Vec<(Arc<str>, Result<Seen, String>)>) -> Vec<Read> {
    let seen = |(path, seen): (Arc<str>, Result<Seen, String>)| {
        let seen = seen.map_err(|problem| tracing::warn!("{problem}")).ok();
        (path, seen)
    };
    files.into_iter().map(seen).collect()
}

/// Reads the file at `path`, which the index knows by another; what to say where it cannot be read.
fn read(path: &Path) -> Option<(Arc<str>, Result<Seen, String>)> {
    let known_by = Key::of_file(path)?.path();
    let seen = Contents::read_found(path).map(|contents| {
        let snapshot = Document::new(contents.document()).snapshot();
        let is_record = path.extension().is_some_and(|extension| extension == "record");
        let is_record = is_record || snapshot.looks_like_record();
        Seen { entry: FileEntry::new(&snapshot, 0), is_record }
    });
    Some((known_by, seen.map_err(|problem| format!("{} {problem}", files::name(path)))))
}
