//! Reads the workspace's files on a thread of its own: all of them once, and then those that change. It does one job
//! after the other, so that the last one asked for decides.

use crate::server::session::session_handle::SessionHandle;
use crate::server::workspace::scan::{self, ScanInput, ScanJob, ScanScope, ScannedFile};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::{io, thread};

/// A job with what it needs of the session.
enum Next {
    All(Box<ScanInput>),
    Some(ScanScope, Vec<PathBuf>),
}

/// Starts the thread that reads files for the session `shared`. It ends with the session.
///
/// # Errors
/// The system gives no thread.
pub fn start(shared: &SessionHandle) -> io::Result<Sender<ScanJob>> {
    let (sender, jobs) = mpsc::channel();
    let shared = shared.downgrade();
    let log = tracing::dispatcher::get_default(Clone::clone);
    thread::Builder::new().name("indexer".to_owned()).spawn(move || {
        let _guard = tracing::dispatcher::set_default(&log);
        while let Some(job) = next(&jobs) {
            let Some(session) = shared.upgrade() else { return };
            let next = match job {
                ScanJob::All => Next::All(Box::new(session.lock().scan_input())),
                ScanJob::Some(paths) => {
                    let session = session.lock();
                    if paths.iter().any(|path| session.affects_all_files(path)) {
                        Next::All(Box::new(session.scan_input()))
                    } else {
                        Next::Some(session.scan_scope(), paths)
                    }
                }
            };
            // Reading takes a while. The session may end meanwhile.
            drop(session);
            match next {
                Next::All(input) => {
                    let scanned = scan::scan_workspace(*input, |done, of| {
                        if let Some(session) = shared.upgrade() {
                            session.change(|session| session.report_progress(done, of));
                        }
                    });
                    let Some(session) = shared.upgrade() else { return };
                    session.change(|session| session.set_scanned(scanned));
                }
                Next::Some(scope, paths) => {
                    let files: Vec<ScannedFile> = scan::scan_files(&scope, &paths);
                    let manifests = scan::scan_manifests(&scope, &paths);
                    let images = scan::scan_images(&scope, &paths);
                    let Some(session) = shared.upgrade() else { return };
                    session.change(|session| session.update_scanned(&paths, files, manifests, images));
                }
            }
        }
    })?;
    Ok(sender)
}

/// The next job, combined with all that wait behind it. None when no more can come.
fn next(jobs: &Receiver<ScanJob>) -> Option<ScanJob> {
    let first = jobs.recv().ok()?;
    let mut paths = BTreeSet::new();
    for job in [first].into_iter().chain(jobs.try_iter()) {
        match job {
            ScanJob::All => {
                // The files of the jobs before it are among all files. Jobs that come later count as new.
                jobs.try_iter().for_each(drop);
                return Some(ScanJob::All);
            }
            ScanJob::Some(some) => paths.extend(some),
        }
    }
    Some(ScanJob::Some(paths.into_iter().collect()))
}
