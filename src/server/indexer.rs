//! Reads the workspace's files: all of them once, then those that change. One thread, one job after the other, so that
//! what was asked for last is what counts.

use super::reading::{self, Given, Read, Workspace};
use super::shared::Shared;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::{io, thread};

/// Something to be read.
#[derive(Debug)]
pub enum Job {
    /// All files of the workspace, in place of all that was read before.
    All,
    /// What is at these paths: files, folders with all in them, or nothing any more.
    Some(Vec<PathBuf>),
}

/// What is to be read next.
enum Next {
    All(Box<Given>),
    Some(Workspace, Vec<PathBuf>),
}

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
        while let Some(job) = next(&jobs) {
            let Some(session) = shared.upgrade() else { return };
            let next = match job {
                Job::All => Next::All(Box::new(session.lock().given())),
                Job::Some(paths) => {
                    let session = session.lock();
                    if paths.iter().any(|path| session.concerns_all(path)) {
                        Next::All(Box::new(session.given()))
                    } else {
                        Next::Some(session.reading(), paths)
                    }
                }
            };
            // Reading takes its time; the session need not live so long.
            drop(session);
            match next {
                Next::All(given) => {
                    let read = reading::all(*given, |done, of| {
                        if let Some(session) = shared.upgrade() {
                            session.change(|session| session.progress(done, of));
                        }
                    });
                    let Some(session) = shared.upgrade() else { return };
                    session.change(|session| session.read_all(read));
                }
                Next::Some(workspace, paths) => {
                    let files: Vec<Read> = reading::some(&workspace, &paths);
                    let Some(session) = shared.upgrade() else { return };
                    session.change(|session| session.read_some(&paths, files));
                }
            }
        }
    })?;
    Ok(sender)
}

/// The next job, and all that wait behind it, as one; none when nobody asks any more.
fn next(jobs: &Receiver<Job>) -> Option<Job> {
    let first = jobs.recv().ok()?;
    let mut paths = BTreeSet::new();
    for job in [first].into_iter().chain(jobs.try_iter()) {
        match job {
            Job::All => {
                // What came before is among all; what comes later is taken for the next.
                jobs.try_iter().for_each(drop);
                return Some(Job::All);
            }
            Job::Some(some) => paths.extend(some),
        }
    }
    Some(Job::Some(paths.into_iter().collect()))
}
