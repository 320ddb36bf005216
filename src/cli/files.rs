//! Which files a command reads, and what is configured for them.

use super::output::complain;
use crate::config::disk::{Home, Loader};
use crate::config::{File, Origin, Problem, Settings};
use crate::convention::Marks;
use crate::text::{Encoding, Text};
use crate::volume::files::{self, Found, find};
use crate::volume::natural;
use crate::volume::read::reason;
use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::{env, fs};

/// A file to read.
#[derive(Debug)]
pub(super) struct Listed {
    /// Where it is.
    pub path: PathBuf,
    /// The path as it is printed: relative to the working directory, with `/`.
    pub shown: String,
    /// Which of the given paths led to it.
    pub given: usize,
    /// Whether it was given itself, and not found in a folder.
    pub named: bool,
    /// Its folder, and what applies there.
    pub home: Home,
}

impl Listed {
    /// The path by which the settings know the file.
    fn path_of_settings(path: &Path, home: &Home) -> String {
        home.path(&path.file_name().unwrap_or_default().to_string_lossy())
    }

    /// How its marks are written.
    pub fn marks(&self) -> Marks {
        self.home.settings.marks(&Self::path_of_settings(&self.path, &self.home), None)
    }
}

/// The files to read.
#[derive(Debug)]
pub(super) struct Listing {
    /// Each file once: in the order of the given paths, and within a folder in natural order.
    pub files: Vec<Listed>,
    /// The given paths that are folders, with their index among the given ones.
    pub folders: Vec<(usize, Folder)>,
    /// Each `obelus.toml` that applies to one of them and has problems, in natural order.
    pub configurations: Vec<Configured>,
    /// Whether all that was given could be listed, and all that is configured be read.
    pub complete: bool,
}

/// A folder that was given.
#[derive(Debug)]
pub(super) struct Folder {
    /// The path as it is printed.
    pub shown: String,
    /// What applies there.
    settings: Arc<Settings>,
}

/// An `obelus.toml` that has problems.
#[derive(Debug)]
pub(super) struct Configured {
    /// Its path as it is printed.
    pub shown: String,
    /// The bytes before its text.
    pub start: usize,
    /// Its text.
    pub text: Text,
    /// What of it does not apply.
    pub problems: Vec<Problem>,
}

impl Listed {
    /// The file's whole path, by which it is configured.
    pub fn located(&self) -> String {
        self.home.path(&self.path.file_name().unwrap_or_default().to_string_lossy())
    }
}

impl Folder {
    /// What to say of it where there is no record in it.
    pub fn without_records(&self) -> String {
        let include = &self.settings.include;
        let kinds = match include.origin {
            Origin::Default => "`.txt` and `.record` files".into(),
            _ => format!("the files that `include` names: {}", include.value.patterns().join(", ")),
        };
        format!("there is no record in this folder (records are {kinds})")
    }
}

/// Says on standard error what of these does not apply.
pub(super) fn say_problems(configurations: &[Configured]) {
    for Configured { shown, text, problems, .. } in configurations {
        for problem in problems {
            let place = text.position(problem.span.start, Encoding::Utf32);
            complain(&format!("{shown}:{}:{}", place.line + 1, place.column + 1), &problem.message);
        }
    }
}

/// Lists the files of the paths `given`: a file is itself, a folder the files in it and in its folders that are included
/// where they are, as [`find`] has it. What cannot be read is said on standard error.
pub(super) fn list(given: &[PathBuf]) -> Listing {
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
                // What is configured for the folder itself is looked at even if there is no record in it.
                let settings = lock(&loader).home(path).settings;
                let Found { files: found, problems } = find(path, |path| {
                    let home = home(&loader, path);
                    home.settings.includes(&Listed::path_of_settings(path, &home))
                });
                for path in found {
                    let shown = show(&path, &here);
                    if seen.insert(shown.clone()) {
                        let home = home(&loader, &path);
                        files.push(Listed { path, shown, given: index, named: false, home });
                    }
                }
                complete &= problems.is_empty();
                for problem in problems {
                    complain(&show(&problem.path, &here), &problem.message);
                }
                folders.push((index, Folder { shown, settings }));
            }
            Ok(_) => {
                if seen.insert(shown.clone()) {
                    let home = home(&loader, path);
                    files.push(Listed { path: path.clone(), shown, given: index, named: true, home });
                }
            }
        }
    }
    let loader = loader.into_inner().unwrap_or_else(PoisonError::into_inner);
    complete &= unreadable(&loader, &here);
    Listing { files, folders, configurations: configurations(&loader, &here), complete }
}

/// Says on standard error which `obelus.toml` files could not be read; whether there is none.
pub(super) fn unreadable(loader: &Loader, here: &Path) -> bool {
    for problem in loader.unreadable() {
        complain(&show_whole(&problem.path, here), &problem.message);
    }
    loader.unreadable().is_empty()
}

/// Each `obelus.toml` that has problems, in natural order.
pub(super) fn configurations(loader: &Loader, here: &Path) -> Vec<Configured> {
    let configured = |file: &File| Configured {
        shown: show_whole(Path::new(file.path()), here),
        start: file.base(),
        text: Text::new(file.text()),
        problems: file.problems().to_vec(),
    };
    let mut found: Vec<_> = loader.configuration().files().filter(|file| !file.problems().is_empty()).collect();
    found.sort_by(|a, b| natural::compare(a.path(), b.path()));
    found.into_iter().map(configured).collect()
}

/// The folder of the file at `path`, and what applies there.
fn home(loader: &Mutex<Loader>, path: &Path) -> Home {
    lock(loader).home(path.parent().unwrap_or(Path::new("")))
}

fn lock(loader: &Mutex<Loader>) -> MutexGuard<'_, Loader> {
    // A panic elsewhere leaves what was read so far.
    loader.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The whole path `path`, which has no links in it, relative to the working directory `here`.
pub(super) fn show_whole(path: &Path, here: &Path) -> String {
    let here = fs::canonicalize(here).unwrap_or_else(|_| here.into());
    show(path, &here)
}

/// `path` relative to the working directory `here`, with `/` between its parts; as given where it does not lie there.
fn show(path: &Path, here: &Path) -> String {
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
