//! Waits until a file changes that a command reads.

use crate::config::NAME;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{self, Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};
use std::{fs, io};

/// How long nothing must have changed until a change counts as complete: programs write a file in several steps.
const QUIET: Duration = Duration::from_millis(100);
/// How long a change may go on until it counts as complete all the same.
const LONGEST: Duration = Duration::from_secs(1);

/// What watches the files and folders given to a command.
pub(super) struct Watch {
    watched: Watched,
    events: Receiver<notify::Result<Event>>,
    /// Sends `events` for as long as it lives.
    _watcher: RecommendedWatcher,
}

/// The files and folders that are watched. All paths are absolute and without links.
#[derive(Debug, Default)]
struct Watched {
    /// Folders, with all that is in them.
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
    /// The file that the command itself writes.
    output: Option<PathBuf>,
}

impl Watch {
    /// Watches the files and folders at `paths`, and what is configured for them; but not `output`, which the command
    /// writes. What changes from now on is not missed.
    ///
    /// # Errors
    ///
    /// Those of the system, which may be able to watch only so many folders.
    pub fn new(paths: &[PathBuf], output: Option<&Path>) -> notify::Result<Self> {
        let (sender, events) = mpsc::channel();
        let mut sending = notify::recommended_watcher(sender)?;
        let watched = Watched::new(paths, output);
        for folder in &watched.folders {
            sending.watch(folder, RecursiveMode::Recursive)?;
        }
        let (needed, above) = watched.other_folders();
        for folder in needed {
            sending.watch(folder, RecursiveMode::NonRecursive)?;
        }
        for folder in above {
            // A folder that must not be read has no configuration that can be.
            let _ = sending.watch(folder, RecursiveMode::NonRecursive);
        }
        Ok(Self { watched, events, _watcher: sending })
    }

    /// Waits until something has changed.
    ///
    /// # Errors
    ///
    /// Those of the system.
    pub fn wait(&self) -> notify::Result<()> {
        loop {
            let event = self.events.recv().map_err(io::Error::other)??;
            if self.watched.concerns(&event) {
                break;
            }
        }
        let end = Instant::now() + LONGEST;
        while Instant::now() < end && self.events.recv_timeout(QUIET).is_ok() {}
        Ok(())
    }
}

impl Watched {
    fn new(paths: &[PathBuf], output: Option<&Path>) -> Self {
        let (mut folders, files): (Vec<_>, Vec<_>) =
            paths.iter().map(|path| whole(path)).partition(|path| path.is_dir());
        // What is in a folder that is watched is watched already.
        folders.sort();
        folders.dedup_by(|inner, outer| inner.starts_with(outer));
        Self { folders, files, output: output.map(whole) }
    }

    /// The folders that are watched without those in them: those of the files, and those above all that is watched, which
    /// may have an `obelus.toml`.
    fn other_folders(&self) -> (BTreeSet<&Path>, BTreeSet<&Path>) {
        let is_within = |path: &Path| self.folders.iter().any(|folder| path.starts_with(folder));
        let of_files: BTreeSet<_> =
            self.files.iter().filter_map(|file| file.parent()).filter(|folder| !is_within(folder)).collect();
        let watched = self.folders.iter().map(PathBuf::as_path).chain(of_files.iter().copied());
        let above = watched.flat_map(|folder| folder.ancestors().skip(1));
        let above = above.filter(|folder| !of_files.contains(folder) && !is_within(folder)).collect();
        (of_files, above)
    }

    /// Whether `event` may change what the command prints.
    fn concerns(&self, event: &Event) -> bool {
        // That a file is read is an event, too, and the command itself reads.
        event.need_rescan() || !event.kind.is_access() && event.paths.iter().any(|path| self.is_read(path))
    }

    /// Whether the command may read what is at `path`.
    fn is_read(&self, path: &Path) -> bool {
        if self.output.as_deref() == Some(path) {
            return false;
        }
        let is_config = |name: &OsStr| name == NAME || name == ".gitignore";
        if path.file_name().is_some_and(is_config) || self.files.iter().any(|file| file == path) {
            return true;
        }
        // Hidden files are no records, and the file that is to become `output` is hidden.
        let is_hidden = |part: &OsStr| part.as_encoded_bytes().starts_with(b".");
        let below = self.folders.iter().find_map(|folder| path.strip_prefix(folder).ok());
        below.is_some_and(|below| !below.iter().any(is_hidden))
    }
}

/// `path` made absolute and without links. The file itself need not be there.
fn whole(path: &Path) -> PathBuf {
    let whole = fs::canonicalize(path).or_else(|error| {
        let (folder, name) = path.parent().zip(path.file_name()).ok_or(error)?;
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        fs::canonicalize(folder).map(|folder| folder.join(name))
    });
    whole.or_else(|_| path::absolute(path)).unwrap_or_else(|_| path.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::EventKind;
    use notify::event::{AccessKind, CreateKind, Flag, ModifyKind, RemoveKind};

    fn watched() -> Watched {
        let paths = ["/none/v", "/none/v/w", "/none/w/d1.txt"].map(PathBuf::from);
        let (folders, files) = (paths[..1].to_vec(), paths[2..].to_vec());
        Watched { folders, files, output: Some("/none/v/report.txt".into()) }
    }

    #[test]
    fn what_is_read_and_changes_concerns_a_command() {
        let concerns = |kind, path: &str| watched().concerns(&Event::new(kind).add_path(path.into()));
        let modified = EventKind::Modify(ModifyKind::Any);
        for path in
            ["/none/v/d1.txt", "/none/v/a/b/d2.record", "/none/w/d1.txt", "/none/obelus.toml", "/none/v/.gitignore"]
        {
            for kind in [modified, EventKind::Create(CreateKind::File), EventKind::Remove(RemoveKind::File)] {
                assert!(concerns(kind, path), "{kind:?} {path}");
            }
            assert!(!concerns(EventKind::Access(AccessKind::Any), path), "{path}");
        }
        for path in
            ["/none/v/report.txt", "/none/v/.obelus-x1y2", "/none/v/.git/index", "/none/w/d2.txt", "/none/v2.txt"]
        {
            assert!(!concerns(modified, path), "{path}");
        }
        // Where the system has lost count of what changed, anything may have.
        assert!(watched().concerns(&Event::new(EventKind::Other).set_flag(Flag::Rescan)));
    }

    #[test]
    fn each_folder_is_watched_once() {
        let watched = watched();
        let (of_files, above) = watched.other_folders();
        assert_eq!(of_files, [Path::new("/none/w")].into());
        assert_eq!(above, ["/", "/none"].map(Path::new).into());
        let scratch = tempfile::tempdir().unwrap();
        let folder = |name: &str| scratch.path().join(name);
        for name in ["v/w", "v2"] {
            fs::create_dir_all(folder(name)).unwrap();
        }
        let watched = Watched::new(&["v/w", "v2", "v", "v/d1.txt"].map(folder), None);
        assert_eq!(watched.folders, ["v", "v2"].map(|name| whole(&folder(name))));
        assert_eq!(watched.files, [whole(&folder("v")).join("d1.txt")]);
        assert_eq!(watched.other_folders().0, [].into());
    }
}
