//! Why files of a folder are not among those that [`find`](super::files::find) finds.

use super::ignore_files::IgnoreFiles;
pub use super::ignore_files::Pattern;
use std::fs;
use std::path::{Path, PathBuf};

/// Why a file, or a folder with all that is in it, is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Its name begins with a full stop.
    Hidden,
    /// An ignore file names it.
    Ignored(Pattern),
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
    let ignores = IgnoreFiles::of(folder);
    // The folders still to be read.
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let Ok(kind) = entry.file_type() else { continue };
            let is_folder = kind.is_dir();
            let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
            let leads_out =
                || kind.is_symlink() && !fs::canonicalize(&path).is_ok_and(|target| target.starts_with(&root));
            let reason = match ignores.naming(&path, is_folder) {
                _ if is_hidden => Some(Reason::Hidden),
                Some(pattern) => Some(Reason::Ignored(pattern)),
                None if leads_out() => Some(Reason::LeadsOut),
                None if is_folder || path.is_dir() || found(&path) => None,
                None => Some(Reason::OtherKind),
            };
            match reason {
                Some(reason) => left.push((path, reason)),
                None if is_folder => open.push(path),
                None => {}
            }
        }
    }
    left
}
