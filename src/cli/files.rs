//! The files that a command reads, and what is configured for them.

use super::output::complain;
use crate::config::disk::{FolderConfig, Loader};
use crate::config::{ConfigFile, Origin, Problem, Settings};
use crate::convention::Marks;
use crate::text::{Encoding, Text};
use crate::volume::files::{self, Found, find};
use crate::volume::natural;
use crate::volume::read::{Contents, reason};
use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::{env, fs};

/// A file to read.
#[derive(Debug)]
pub(super) struct Listed {
    /// The path by which it is read.
    pub path: PathBuf,
    /// The path as it is printed: relative to the working directory, with `/`.
    pub shown: String,
    /// The index, among the paths given to the command, of the one that led to the file.
    pub given: usize,
    /// Why it is read.
    pub role: Role,
    /// The file's folder, and what applies there.
    pub folder: FolderConfig,
}

/// Why a file is read.
#[derive(Debug)]
pub(super) enum Role {
    /// It was given to the command.
    Named,
    /// It was found in a folder that was given.
    Found,
    /// It stands for standard input, which has these contents.
    Input(Contents),
    /// It lies beside the file that stands for standard input, whose cross references may lead to it.
    Beside,
}

/// The files and folders given to a command, and their configuration.
#[derive(Debug)]
pub(super) struct Listing {
    /// Each file to read, once: in the order of the given paths, and within a folder in natural order.
    pub files: Vec<Listed>,
    /// The given paths that are folders, each with its index among the given paths.
    pub folders: Vec<(usize, Folder)>,
    /// The `obelus.toml` files that apply to one of these and have problems, in natural order.
    pub config_problems: Vec<ConfigProblems>,
    /// Whether all given paths and all `obelus.toml` files concerned could be read.
    pub complete: bool,
}

/// A folder that was given to a command.
#[derive(Debug)]
pub(super) struct Folder {
    /// The path as it is printed.
    pub shown: String,
    /// What applies in the folder.
    settings: Arc<Settings>,
}

/// An `obelus.toml` that has problems.
#[derive(Debug)]
pub(super) struct ConfigProblems {
    /// The path as it is printed.
    pub shown: String,
    /// The number of bytes before the text: the length of the byte-order mark, or 0.
    pub start: usize,
    /// The text, without a byte-order mark.
    pub text: Text,
    /// The problems, in the order of the text.
    pub problems: Vec<Problem>,
}

impl ConfigProblems {
    /// The place of each problem, `v/obelus.toml:1:1`, and its message.
    pub fn messages(&self) -> impl Iterator<Item = (String, &str)> {
        self.problems.iter().map(|problem| {
            let place = self.text.position(problem.span.start, Encoding::Utf32);
            (format!("{}:{}:{}", self.shown, place.line + 1, place.column + 1), problem.message.as_str())
        })
    }
}

impl Listed {
    /// The absolute path of the file, by which settings are applied to it.
    pub fn located(&self) -> String {
        located(&self.path, &self.folder)
    }

    /// Whether the file itself was given, so that it is a record whatever it holds.
    pub fn is_named(&self) -> bool {
        matches!(self.role, Role::Named | Role::Input(_))
    }

    /// Whether the file is read for the sake of others only, and nothing is printed of it.
    pub fn is_aside(&self) -> bool {
        matches!(self.role, Role::Beside)
    }

    /// How the file's marks are written.
    pub fn marks(&self) -> Marks {
        self.folder.settings.marks(&self.located(), None)
    }
}

impl Folder {
    /// Which files of the folder are read, in words for the user.
    pub fn kinds(&self) -> String {
        let include = &self.settings.include;
        match include.origin {
            Origin::Default => "`.txt` and `.record` files".into(),
            _ => format!("the files that `include` names: {}", include.value.patterns().join(", ")),
        }
    }

    /// The message where the folder has no record.
    pub fn without_records(&self) -> String {
        format!(
            "there is no record in this folder (records are {}; `obelus check --explain-files` gives the reason for each file)",
            self.kinds()
        )
    }
}

/// Reports these problems on standard error.
pub(super) fn report_problems(config_problems: &[ConfigProblems]) {
    for (place, message) in config_problems.iter().flat_map(ConfigProblems::messages) {
        complain(&place, message);
    }
}

/// Lists the files of the paths `given`: each file itself, and for each folder the files in it and its subfolders that
/// `include` names and [`find`] finds. Reports on standard error what cannot be read.
pub(super) fn list(given: &[PathBuf]) -> Listing {
    list_where(given, |path, folder| folder.settings.includes(&located(path, folder)))
}

/// Lists the files of the paths `given`, as [`list`] does, but from each folder the files that `is_wanted` accepts: each is in the
/// folder that it gets.
pub(super) fn list_where(given: &[PathBuf], is_wanted: impl Fn(&Path, &FolderConfig) -> bool + Sync) -> Listing {
    let here = env::current_dir().unwrap_or_default();
    let (mut files, mut folders, mut complete) = (Vec::new(), Vec::new(), true);
    let mut seen = HashSet::new();
    let loader = Mutex::new(Loader::default());
    for (index, path) in given.iter().enumerate() {
        let shown = show(path, &here);
        match fs::metadata(path) {
            Err(error) => {
                complain(&shown, &reason(&error));
                complete = false;
            }
            Ok(found) if found.is_dir() => {
                // The configuration of the folder itself is read even if there is no record in it.
                let settings = lock(&loader).folder(path).settings;
                let Found { files: found, problems, leading_out } =
                    find(path, |path| is_wanted(path, &folder_of(&loader, path)));
                for path in found {
                    let shown = show(&path, &here);
                    if seen.insert(shown.clone()) {
                        let folder = folder_of(&loader, &path);
                        files.push(Listed { path, shown, given: index, role: Role::Found, folder });
                    }
                }
                complete &= problems.is_empty();
                for problem in problems.into_iter().chain(leading_out) {
                    complain(&show(&problem.path, &here), &problem.message);
                }
                folders.push((index, Folder { shown, settings }));
            }
            Ok(_) => {
                if seen.insert(shown.clone()) {
                    let folder = folder_of(&loader, path);
                    files.push(Listed { path: path.clone(), shown, given: index, role: Role::Named, folder });
                }
            }
        }
    }
    let loader = loader.into_inner().unwrap_or_else(PoisonError::into_inner);
    complete &= report_unreadable(&loader, &here);
    Listing { files, folders, config_problems: config_problems(&loader, &here), complete }
}

/// Reports on standard error which `obelus.toml` files could not be read, in natural order. Returns whether all could be.
pub(super) fn report_unreadable(loader: &Loader, here: &Path) -> bool {
    let shown = |problem: &files::Problem| (show_whole(&problem.path, here), problem.message.clone());
    let mut unreadable: Vec<_> = loader.unreadable().iter().map(shown).collect();
    unreadable.sort_by_cached_key(|(path, _)| natural::key(path));
    for (path, message) in &unreadable {
        complain(path, message);
    }
    unreadable.is_empty()
}

/// The `obelus.toml` files that have problems, in natural order.
pub(super) fn config_problems(loader: &Loader, here: &Path) -> Vec<ConfigProblems> {
    let problems_of = |file: &ConfigFile| ConfigProblems {
        shown: show_whole(Path::new(file.path()), here),
        start: file.base(),
        text: Text::new(file.text()),
        problems: file.problems().to_vec(),
    };
    let mut found: Vec<_> = loader.configuration().files().filter(|file| !file.problems().is_empty()).collect();
    found.sort_by_cached_key(|file| natural::key(file.path()));
    found.into_iter().map(problems_of).collect()
}

/// The absolute path of the file at `path`, which is in `folder`.
pub(super) fn located(path: &Path, folder: &FolderConfig) -> String {
    folder.join(&files::name(Path::new(path.file_name().unwrap_or_default())))
}

/// The folder of the file at `path`, and what applies there.
fn folder_of(loader: &Mutex<Loader>, path: &Path) -> FolderConfig {
    lock(loader).folder(path.parent().unwrap_or(Path::new("")))
}

fn lock(loader: &Mutex<Loader>) -> MutexGuard<'_, Loader> {
    // After a panic elsewhere, what was read so far is still valid.
    loader.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The absolute path `path`, which has no links in it, relative to the working directory `here`.
pub(super) fn show_whole(path: &Path, here: &Path) -> String {
    let here = fs::canonicalize(here).unwrap_or_else(|_| here.into());
    show(path, &here)
}

/// `path` relative to the working directory, as it is printed.
pub(super) fn show_here(path: &Path) -> String {
    show(path, &env::current_dir().unwrap_or_default())
}

/// `path` relative to the working directory `here`, with `/` between its parts; unchanged where it is not below it.
pub(super) fn show(path: &Path, here: &Path) -> String {
    let path = path.strip_prefix(here).unwrap_or(path);
    let parts: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    let shown = files::name(&parts);
    if shown.is_empty() { ".".into() } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn paths_are_shown_relative_to_the_working_directory() {
        for (path, shown) in [
            ("v/d1.txt", "v/d1.txt"),
            ("./v/d1.txt", "v/d1.txt"),
            ("v/./d1.txt", "v/d1.txt"),
            ("v//d1.txt", "v/d1.txt"),
            ("../v/d1.txt", "../v/d1.txt"),
            ("/home/ada/v/d1.txt", "v/d1.txt"),
            ("/home/adam/v/d1.txt", "/home/adam/v/d1.txt"),
            ("/home/ada", "."),
            (".", "."),
        ] {
            assert_eq!(show(Path::new(path), Path::new("/home/ada")), shown, "{path}");
        }
    }
}
