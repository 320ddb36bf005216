//! Which files of a folder are records.

use super::{natural, read};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use ignore::{Error, WalkBuilder, WalkState};
use rayon::slice::ParallelSliceMut;
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::{cmp, fs, io};

/// What is taken for a record where nothing else is said.
pub const INCLUDE: [&str; 2] = ["**/*.txt", "**/*.record"];

/// Which paths below a folder may be records.
#[derive(Clone, Debug)]
pub struct Include(GlobSet);

/// The files found in a folder.
#[derive(Debug, Default)]
pub struct Found {
    /// The files, in natural order.
    pub files: Vec<PathBuf>,
    /// What could not be looked at, in natural order.
    pub problems: Vec<Problem>,
}

/// A file or folder that could not be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it is.
    pub path: PathBuf,
    /// Why, in the user's words, to be read behind the path.
    pub message: String,
}

impl Include {
    /// The paths that one of `patterns` fits: globs on the path below the folder, in which `*` and `?` do not match `/`,
    /// `**` matches any folders, and upper and lower case are the same.
    ///
    /// # Errors
    ///
    /// Says which pattern makes no sense.
    pub fn new<T: AsRef<str>>(patterns: impl IntoIterator<Item = T>) -> Result<Self, String> {
        let mut set = GlobSetBuilder::new();
        for pattern in patterns {
            let glob = GlobBuilder::new(pattern.as_ref()).case_insensitive(true).literal_separator(true).build();
            set.add(glob.map_err(|error| error.to_string())?);
        }
        set.build().map(Self).map_err(|error| error.to_string())
    }

    /// Whether `below`, a path below the folder, is one of them.
    pub fn matches(&self, below: &Path) -> bool {
        self.0.is_match(below)
    }

    /// Whether a path is one of them below `folder`.
    pub fn below(&self, folder: &Path) -> impl Fn(&Path) -> bool + Sync {
        move |path| path.strip_prefix(folder).is_ok_and(|below| self.matches(below))
    }
}

impl Default for Include {
    /// [`INCLUDE`].
    fn default() -> Self {
        // Our own patterns make sense; without any, nothing would be included.
        Self::new(INCLUDE).unwrap_or(Self(GlobSet::empty()))
    }
}

/// The files in `folder` and in the folders in it whose paths, that of `folder` included, are `included`, without the hidden
/// ones and those that a `.gitignore` names. Links are followed where they stay within the folder, and to each file once;
/// other links, and those that lead nowhere, are left out.
pub fn find(folder: &Path, included: impl Fn(&Path) -> bool + Sync) -> Found {
    find_where(folder, included, |_| true)
}

/// Those of the same files that are among `paths` or lie in one of them. Looks only where such a file can be.
pub fn find_among(folder: &Path, included: impl Fn(&Path) -> bool + Sync, paths: &[PathBuf]) -> Found {
    let wanted: HashSet<PathBuf> = paths.iter().cloned().collect();
    let above: HashSet<PathBuf> = paths.iter().flat_map(|path| path.ancestors().skip(1)).map(Path::to_owned).collect();
    let may_be = move |path: &Path| above.contains(path) || path.ancestors().any(|path| wanted.contains(path));
    find_where(folder, included, may_be)
}

/// Those of the same files that, like all folders on the way to them, `may_be` one.
fn find_where(
    folder: &Path,
    included: impl Fn(&Path) -> bool + Sync,
    may_be: impl Fn(&Path) -> bool + Send + Sync + 'static,
) -> Found {
    let root = match fs::canonicalize(folder) {
        Ok(root) => root,
        Err(error) => {
            let problem = Problem { path: folder.into(), message: read::reason(&error) };
            return Found { files: Vec::new(), problems: vec![problem] };
        }
    };
    let (sender, entries) = mpsc::channel();
    let linked = Arc::new(AtomicBool::new(false));
    let (followed, inside) = (linked.clone(), root.clone());
    let mut walk = WalkBuilder::new(folder);
    // A .gitignore says what is no record, whether or not the folder is under version control.
    walk.require_git(false).follow_links(true).filter_entry(move |entry| {
        let stays = || fs::canonicalize(entry.path()).is_ok_and(|target| target.starts_with(&inside));
        let is_link = entry.depth() > 0 && entry.path_is_symlink();
        followed.fetch_or(is_link, Ordering::Relaxed);
        may_be(entry.path()) && (!is_link || stays())
    });
    walk.build_parallel().run(|| {
        let (sender, included) = (sender.clone(), &included);
        Box::new(move |entry| {
            let taken = entry
                .as_ref()
                .map_or(true, |entry| entry.file_type().is_some_and(|kind| kind.is_file()) && included(entry.path()));
            if taken && sender.send(entry.map(ignore::DirEntry::into_path)).is_err() {
                return WalkState::Quit;
            }
            WalkState::Continue
        })
    });
    drop(sender);
    let mut found = Found::default();
    for entry in entries {
        match entry {
            Ok(path) => found.files.push(path),
            Err(error) => found.problems.extend(problem(folder, &error)),
        }
    }
    found.files.par_sort_by_cached_key(|path| Natural(name(path)));
    found.problems.sort_by_cached_key(|problem| Natural(name(&problem.path)));
    if linked.load(Ordering::Relaxed) {
        found.files = once(found.files, folder, &root);
    }
    found
}

/// `path` with `/` between its parts, as messages and the index have it.
pub fn name(path: &Path) -> String {
    let name = path.to_string_lossy();
    if cfg!(windows) { name.replace('\\', "/") } else { name.into() }
}

/// The files without those that are another one by a link.
fn once(files: Vec<PathBuf>, folder: &Path, root: &Path) -> Vec<PathBuf> {
    let mut by_target: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for (index, path) in files.iter().enumerate() {
        let Ok(target) = fs::canonicalize(path) else { continue };
        let direct = path.strip_prefix(folder).is_ok_and(|below| root.join(below) == target);
        let kept = by_target.entry(target).or_insert(index);
        if direct {
            *kept = index;
        }
    }
    let mut kept: Vec<usize> = by_target.into_values().collect();
    kept.sort_unstable();
    let mut kept = kept.into_iter().peekable();
    let files = files.into_iter().enumerate();
    files.filter(|(index, _)| kept.next_if_eq(index).is_some()).map(|(_, path)| path).collect()
}

/// What to say of `error`; nothing where what was to be looked at is not there: a link that leads nowhere.
fn problem(folder: &Path, error: &Error) -> Option<Problem> {
    match error {
        Error::WithPath { path, err } => problem(path, err),
        Error::WithDepth { err, .. } | Error::WithLineNumber { err, .. } => problem(folder, err),
        Error::Loop { child, .. } => {
            let message = "is a link to a folder that it lies in; it is not followed".into();
            Some(Problem { path: child.clone(), message })
        }
        Error::Io(error) if error.kind() == io::ErrorKind::NotFound => None,
        Error::Io(error) => Some(Problem { path: folder.into(), message: read::reason(error) }),
        other => Some(Problem { path: folder.into(), message: format!("cannot be read: {other}") }),
    }
}

/// A path, in the order in which people list files.
#[derive(PartialEq, Eq)]
struct Natural(String);

impl Ord for Natural {
    fn cmp(&self, other: &Self) -> cmp::Ordering {
        natural::compare(&self.0, &other.0)
    }
}

impl PartialOrd for Natural {
    fn partial_cmp(&self, other: &Self) -> Option<cmp::Ordering> {
        Some(self.cmp(other))
    }
}
