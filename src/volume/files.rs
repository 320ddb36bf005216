//! Which files of a folder may be records.

use super::ignore_files::IgnoreFiles;
use super::{natural, read};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use ignore::{Error, WalkBuilder, WalkState};
use rayon::slice::ParallelSliceMut;
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::{fs, io};

/// The globs of files that may be records where the configuration has no `include`.
pub const INCLUDE: [&str; 2] = ["**/*.txt", "**/*.record"];

/// What is said of a link that leads out of the folder that is searched, to be read after its path.
const LEADS_OUT: &str = "is a link that leads out of the folder; it is not followed";

/// A set of globs on paths below a folder.
#[derive(Clone, Debug)]
pub struct Include(GlobSet);

/// The result of a search for files.
#[derive(Debug, Default)]
pub struct Found {
    /// The files found, in natural order.
    pub files: Vec<PathBuf>,
    /// The files and folders that could not be read, in natural order.
    pub problems: Vec<Problem>,
    /// The links that lead out of the folder and are not followed, in natural order: folders, and files that may be records.
    pub leading_out: Vec<Problem>,
}

/// A file or folder that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its path.
    pub path: PathBuf,
    /// Why, as words for the user to be read after the path.
    pub message: String,
}

impl Problem {
    fn of(path: PathBuf, message: &str) -> Self {
        Self { path, message: message.into() }
    }
}

impl Include {
    /// Compiles `patterns`. In them `*` and `?` do not match `/`, `**` matches any folders, and case does not matter.
    ///
    /// # Errors
    ///
    /// Returns which pattern is not a valid glob, and why.
    pub fn new<T: AsRef<str>>(patterns: impl IntoIterator<Item = T>) -> Result<Self, String> {
        let mut set = GlobSetBuilder::new();
        for pattern in patterns {
            let glob = GlobBuilder::new(pattern.as_ref()).case_insensitive(true).literal_separator(true).build();
            set.add(glob.map_err(|error| error.to_string())?);
        }
        set.build().map(Self).map_err(|error| error.to_string())
    }

    /// Whether one of the globs matches `below`, a path relative to the folder.
    pub fn matches(&self, below: &Path) -> bool {
        self.0.is_match(below)
    }

    /// A function that tells whether one of the globs matches a path below `folder`.
    pub fn below(&self, folder: &Path) -> impl Fn(&Path) -> bool + Sync {
        move |path| path.strip_prefix(folder).is_ok_and(|below| self.matches(below))
    }
}

impl Default for Include {
    /// The globs of [`INCLUDE`].
    fn default() -> Self {
        // The patterns of INCLUDE are valid.
        Self::new(INCLUDE).unwrap_or(Self(GlobSet::empty()))
    }
}

/// Finds the files in `folder` and its subfolders that `included` accepts. It gets each path with that of `folder`
/// before it.
///
/// Hidden files and those that a `.gitignore` of `folder` or its subfolders names are left out. Links are followed if they stay within `folder`; a
/// file that several links lead to is found once. Links that leave the folder are not followed, and links that lead nowhere are
/// left out.
pub fn find(folder: &Path, included: impl Fn(&Path) -> bool + Sync) -> Found {
    find_where(folder, included, |_| true)
}

/// Finds those files that [`find`] finds and that lie in `folder` itself. Its subfolders are not read.
pub fn find_in(folder: &Path, included: impl Fn(&Path) -> bool + Sync) -> Found {
    let within = folder.to_owned();
    find_where(folder, included, move |path| path == within || path.parent() == Some(&within) && !path.is_dir())
}

/// Finds those files that [`find`] finds and that are among `paths`, or in a folder among them. Other folders are not
/// read.
pub fn find_among(folder: &Path, included: impl Fn(&Path) -> bool + Sync, paths: &[PathBuf]) -> Found {
    let wanted: HashSet<PathBuf> = paths.iter().cloned().collect();
    let above: HashSet<PathBuf> = paths.iter().flat_map(|path| path.ancestors().skip(1)).map(Path::to_owned).collect();
    let may_be = move |path: &Path| above.contains(path) || path.ancestors().any(|path| wanted.contains(path));
    find_where(folder, included, may_be)
}

/// Finds those files that [`find`] finds and that `may_be` accepts, together with every folder on the way to them.
fn find_where(
    folder: &Path,
    included: impl Fn(&Path) -> bool + Sync,
    may_be: impl Fn(&Path) -> bool + Send + Sync + 'static,
) -> Found {
    let root = match fs::canonicalize(folder) {
        Ok(root) => root,
        Err(error) => {
            let problem = Problem { path: folder.into(), message: read::reason(&error) };
            return Found { problems: vec![problem], ..Found::default() };
        }
    };
    let (sender, entries) = mpsc::channel();
    let linked = Arc::new(AtomicBool::new(false));
    let (followed, inside) = (linked.clone(), root.clone());
    let outside = Arc::new(Mutex::new(Vec::new()));
    let leading_out = outside.clone();
    // A .gitignore says what is no record, whether or not the folder is under version control. The walk itself reads
    // none: not those of folders above, and none that is no regular file.
    let ignores = Arc::new(IgnoreFiles::of(folder));
    let read = ignores.clone();
    let mut walk = WalkBuilder::new(folder);
    walk.standard_filters(false).hidden(true).follow_links(true).filter_entry(move |entry| {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        let stays = || {
            let target = fs::canonicalize(entry.path());
            let stays = target.as_ref().is_ok_and(|target| target.starts_with(&inside));
            if target.is_ok() && !stays {
                leading_out.lock().unwrap_or_else(PoisonError::into_inner).push(entry.path().to_owned());
            }
            stays
        };
        let is_link = entry.depth() > 0 && entry.path_is_symlink();
        followed.fetch_or(is_link, Ordering::Relaxed);
        let is_named = || entry.depth() > 0 && read.naming(entry.path(), is_folder).is_some();
        may_be(entry.path()) && !is_named() && (!is_link || stays())
    });
    walk.build_parallel().run(|| {
        let (sender, included) = (sender.clone(), &included);
        Box::new(move |entry| {
            let seen = match entry {
                Ok(entry) => {
                    let kind = entry.file_type().filter(|kind| !kind.is_dir() && included(entry.path()));
                    let Some(kind) = kind else { return WalkState::Continue };
                    let path = entry.into_path();
                    if kind.is_file() { Ok(path) } else { Err(Some(Problem::of(path, read::NOT_REGULAR))) }
                }
                Err(error) => Err(problem(folder, &error)),
            };
            if sender.send(seen).is_err() {
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
            Err(problem) => found.problems.extend(problem),
        }
    }
    let outside = std::mem::take(&mut *outside.lock().unwrap_or_else(PoisonError::into_inner));
    let outside = outside.into_iter().filter(|path| path.is_dir() || included(path));
    found.leading_out.extend(outside.map(|path| Problem::of(path, LEADS_OUT)));
    found.problems.extend(ignores.unreadable().into_iter().map(|(path, message)| Problem { path, message }));
    found.files.par_sort_by_cached_key(|path| natural::key(&name(path)));
    for problems in [&mut found.problems, &mut found.leading_out] {
        problems.sort_by_cached_key(|problem| natural::key(&name(&problem.path)));
    }
    if linked.load(Ordering::Relaxed) {
        found.files = once(found.files, folder, &root);
    }
    found
}

/// `path` as text with `/` between its parts, as the index and messages have it. Bytes that are not UTF-8 are written as
/// `\xFF`, so that other files have other names.
pub fn name(path: &Path) -> String {
    let mut name = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        name.push_str(&if cfg!(windows) { chunk.valid().replace('\\', "/") } else { chunk.valid().to_owned() });
        name.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02X}")));
    }
    name
}

/// `files` with each file once, though links may lead to it by several paths.
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

/// The problem that `error` is; `None` for a link that leads nowhere, which is left out.
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
