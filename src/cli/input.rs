//! One record from standard input, and the files beside the one that it stands for.

use super::files::{self, Listed, Listing, Role};
use super::output::complain;
use crate::config::disk::Loader;
use crate::volume::files::find_in;
use crate::volume::read::Contents;
use std::path::Path;
use std::{env, io};

/// Lists standard input as the file at `path`, and the files beside that one. Without a path it is called `-`, lies in
/// the working directory, and has no files beside it. Reports on standard error what cannot be read.
pub(super) fn list(path: Option<&Path>) -> Listing {
    let here = env::current_dir().unwrap_or_default();
    let named = path.unwrap_or(Path::new("-"));
    let above = named.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut loader = Loader::default();
    let folder = loader.folder(above);
    let listed = |path: &Path, role| {
        let (path, shown) = (path.to_owned(), files::show(path, &here));
        Listed { path, shown, given: 0, role, folder: folder.clone() }
    };
    let mut files = Vec::new();
    if path.is_some() {
        let includes = |path: &Path| folder.settings.includes(&files::located(path, &folder));
        let beside = find_in(above, includes).files;
        let others = beside.iter().filter(|beside| beside.file_name() != named.file_name());
        files.extend(others.map(|path| listed(path, Role::Beside)));
    }
    let mut complete = files::report_unreadable(&loader, &here);
    let contents = if named.is_dir() {
        Err("is a folder; `--path` names a file".into())
    } else {
        Contents::read_stream(io::stdin().lock())
    };
    match contents {
        Ok(contents) => files.push(listed(named, Role::Input(contents))),
        Err(problem) => {
            complain(&files::show(named, &here), &problem);
            complete = false;
        }
    }
    Listing { files, folders: Vec::new(), config_problems: files::config_problems(&loader, &here), complete }
}
