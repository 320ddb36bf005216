//! Which files a command reads.

use super::output::complain;
use crate::volume::natural;
use ignore::{WalkBuilder, WalkState};
use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};
use std::{env, fs, sync::mpsc};

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
}

/// The files to read.
#[derive(Debug)]
pub(super) struct Listing {
    /// Each file once: in the order of the given paths, and within a folder in natural order.
    pub files: Vec<Listed>,
    /// The given paths that are folders, as they are printed, with their index among the given ones.
    pub folders: Vec<(usize, String)>,
    /// Whether all that was given could be listed.
    pub complete: bool,
}

/// Lists the files of the paths `given`: a file is itself, a folder the `.txt` files in it and in its folders, without
/// the hidden and the ignored ones and without following links. What cannot be read is said on standard error.
pub(super) fn list(given: &[PathBuf]) -> Listing {
    let here = env::current_dir().unwrap_or_default();
    let mut listing = Listing { files: Vec::new(), folders: Vec::new(), complete: true };
    let mut seen = HashSet::new();
    for (index, path) in given.iter().enumerate() {
        let shown = show(path, &here);
        match fs::metadata(path) {
            Err(error) => {
                complain(&shown, &reason(&error));
                listing.complete = false;
            }
            Ok(found) if found.is_dir() => {
                let (paths, errors) = walk(path);
                let mut files: Vec<_> = paths
                    .into_iter()
                    .map(|path| Listed { shown: show(&path, &here), path, given: index, named: false })
                    .collect();
                files.sort_unstable_by(|a, b| natural::compare(&a.shown, &b.shown));
                listing.files.extend(files.into_iter().filter(|file| seen.insert(file.shown.clone())));
                listing.complete &= errors.is_empty();
                for error in &errors {
                    complain(&shown, error);
                }
                listing.folders.push((index, shown));
            }
            Ok(_) => {
                if seen.insert(shown.clone()) {
                    listing.files.push(Listed { path: path.clone(), shown, given: index, named: true });
                }
            }
        }
    }
    listing
}

/// What to say of a file that cannot be read.
pub(super) fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder".into(),
        std::io::ErrorKind::PermissionDenied => "cannot be read: permission denied".into(),
        _ => format!("cannot be read: {error}"),
    }
}

/// The `.txt` files in `folder`, and what could not be read of it, sorted.
fn walk(folder: &Path) -> (Vec<PathBuf>, Vec<String>) {
    let (sender, found) = mpsc::channel();
    // A .gitignore says what is no record, whether or not the folder is under version control.
    WalkBuilder::new(folder).require_git(false).follow_links(false).build_parallel().run(|| {
        let sender = sender.clone();
        Box::new(move |entry| {
            let wanted = entry.as_ref().map_or(true, |entry| {
                entry.file_type().is_some_and(|kind| kind.is_file())
                    && entry.path().extension().is_some_and(|extension| extension.eq_ignore_ascii_case("txt"))
            });
            if wanted && sender.send(entry.map(ignore::DirEntry::into_path)).is_err() {
                return WalkState::Quit;
            }
            WalkState::Continue
        })
    });
    drop(sender);
    let (mut paths, mut errors) = (Vec::new(), Vec::new());
    for entry in found {
        match entry {
            Ok(path) => paths.push(path),
            Err(error) => errors.push(format!("cannot be read: {error}")),
        }
    }
    errors.sort_unstable();
    (paths, errors)
}

/// `path` relative to the working directory `here`, with `/` between its parts; as given where it does not lie there.
fn show(path: &Path, here: &Path) -> String {
    let path = path.strip_prefix(here).unwrap_or(path);
    let parts: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    let shown = parts.to_string_lossy();
    match shown.as_ref() {
        "" => ".".into(),
        shown if cfg!(windows) => shown.replace('\\', "/"),
        shown => shown.into(),
    }
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
