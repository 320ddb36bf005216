//! Why files of a folder are not among those that [`find`](super::files::find) finds.

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::fs;
use std::path::{Path, PathBuf};

/// The files that name other files to leave out, the one that counts for more first.
const IGNORE_FILES: [&str; 2] = [".ignore", ".gitignore"];

/// Why a file, or a folder with all that is in it, is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Its name begins with a full stop.
    Hidden,
    /// An ignore file names it.
    Ignored {
        /// The path of the ignore file.
        file: PathBuf,
        /// The pattern that names it.
        pattern: String,
    },
    /// It is a link that leads out of the folder that is searched, or nowhere.
    LeadsOut,
    /// It is no file of the kind that is asked for.
    OtherKind,
}

/// The files in `folder` and its subfolders that are not `found`, each with the reason, in no order. A folder that
/// is left out stands for all that is in it. Folders that links lead to, and those that cannot be read, are passed over.
pub fn left_out(folder: &Path, found: impl Fn(&Path) -> bool) -> Vec<(PathBuf, Reason)> {
    let mut left = Vec::new();
    let root = fs::canonicalize(folder).unwrap_or_default();
    // Each folder still to be read, with the ignore files that apply in it, the nearest last.
    let mut open: Vec<(PathBuf, Vec<Gitignore>)> = vec![(folder.to_owned(), Vec::new())];
    while let Some((folder, mut ignores)) = open.pop() {
        ignores.extend(IGNORE_FILES.iter().rev().filter_map(|name| read_ignore_file(&folder.join(name))));
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let Ok(kind) = entry.file_type() else { continue };
            let is_folder = kind.is_dir();
            let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
            let leads_out =
                || kind.is_symlink() && !fs::canonicalize(&path).is_ok_and(|target| target.starts_with(&root));
            let reason = match ignored(&path, is_folder, &ignores) {
                _ if is_hidden => Some(Reason::Hidden),
                Some(reason) => Some(reason),
                None if leads_out() => Some(Reason::LeadsOut),
                None if is_folder || path.is_dir() || found(&path) => None,
                None => Some(Reason::OtherKind),
            };
            match reason {
                Some(reason) => left.push((path, reason)),
                None if is_folder => open.push((path, ignores.clone())),
                None => {}
            }
        }
    }
    left
}

/// The ignore file at `path`. `None` if there is none.
fn read_ignore_file(path: &Path) -> Option<Gitignore> {
    let mut builder = GitignoreBuilder::new(path.parent()?);
    match builder.add(path) {
        Some(_) => None,
        None => builder.build().ok(),
    }
}

/// Why `ignores`, of which the last counts for most, leave out the file or folder at `path`. `None` if they do not.
fn ignored(path: &Path, is_folder: bool, ignores: &[Gitignore]) -> Option<Reason> {
    let matches = ignores.iter().rev().map(|ignore| ignore.matched(path, is_folder));
    match matches.into_iter().find(|found| !found.is_none())? {
        Match::Ignore(glob) => Some(Reason::Ignored {
            file: glob.from().map(Path::to_owned).unwrap_or_default(),
            pattern: glob.original().to_owned(),
        }),
        Match::None | Match::Whitelist(_) => None,
    }
}
