//! Which files a command reads.

use super::output::complain;
use crate::volume::files::{self, Found, Include, find};
use crate::volume::read::reason;
use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};
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

/// Lists the files of the paths `given`: a file is itself, a folder the records in it and in its folders, as
/// [`find`] has it. What cannot be read is said on standard error.
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
                let Found { files, problems } = find(path, &Include::default());
                let files = files.into_iter().map(|path| (show(&path, &here), path));
                let new = files.filter(|(shown, _)| seen.insert(shown.clone()));
                listing.files.extend(new.map(|(shown, path)| Listed { path, shown, given: index, named: false }));
                listing.complete &= problems.is_empty();
                for problem in problems {
                    complain(&show(&problem.path, &here), &problem.message);
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
