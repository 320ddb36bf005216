//! The ignore files of a folder that is searched: in it and in its subfolders, never in a folder above.

use super::read;
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The names of ignore files, the one that counts for more first.
const NAMES: [&str; 2] = [".ignore", ".gitignore"];

/// The size in bytes of the largest ignore file that is read, 1 MiB.
pub const LARGEST: u64 = 1 << 20;

/// The ignore files of a folder. They are read as they are needed, each once.
#[derive(Debug)]
pub struct IgnoreFiles {
    folder: PathBuf,
    /// The folder, without links.
    root: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// The ignore files in each folder, the one that counts for more first.
    read: HashMap<PathBuf, Arc<[Gitignore]>>,
    unreadable: Vec<(PathBuf, String)>,
}

/// A pattern that names a file or folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The path of the ignore file.
    pub file: PathBuf,
    /// The pattern.
    pub pattern: String,
}

impl IgnoreFiles {
    /// Those of `folder`. The path of every file and folder in it begins as this path does.
    pub fn of(folder: &Path) -> Self {
        let root = fs::canonicalize(folder).unwrap_or_default();
        Self { folder: folder.into(), root, state: Mutex::default() }
    }

    /// The pattern that leaves out the file or folder at `path`; `None` if none does. The nearest ignore file counts
    /// most.
    pub fn naming(&self, path: &Path, is_folder: bool) -> Option<Pattern> {
        for above in path.ancestors().skip(1).take_while(|above| above.starts_with(&self.folder)) {
            for ignore in self.within(above).iter() {
                match ignore.matched(path, is_folder) {
                    Match::None => {}
                    Match::Whitelist(_) => return None,
                    Match::Ignore(glob) => {
                        let file = glob.from().map(Path::to_owned).unwrap_or_default();
                        return Some(Pattern { file, pattern: glob.original().to_owned() });
                    }
                }
            }
        }
        None
    }

    /// The ignore files that are there but could not be read, each with the reason, as words for the user to be read
    /// after its path.
    pub fn unreadable(&self) -> Vec<(PathBuf, String)> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).unreadable.clone()
    }

    fn within(&self, folder: &Path) -> Arc<[Gitignore]> {
        // After a panic in another thread, what was read so far is still right.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(read) = state.read.get(folder) {
            return read.clone();
        }
        let mut ignores = Vec::new();
        for path in NAMES.map(|name| folder.join(name)) {
            match self.read(&path) {
                Ok(read) => ignores.extend(read),
                Err(problem) => state.unreadable.push((path, problem)),
            }
        }
        let ignores: Arc<[Gitignore]> = ignores.into();
        state.read.insert(folder.into(), ignores.clone());
        ignores
    }

    /// The ignore file at `path`; `None` if there is none.
    fn read(&self, path: &Path) -> Result<Option<Gitignore>, String> {
        let Ok(found) = fs::symlink_metadata(path) else { return Ok(None) };
        if found.is_symlink() && !fs::canonicalize(path).is_ok_and(|target| target.starts_with(&self.root)) {
            return Err("is a link that leads out of the folder; it is not followed".into());
        }
        let bytes = read::regular(path, LARGEST)?.ok_or("is larger than 1 MiB; nothing in it applies")?;
        let mut builder = GitignoreBuilder::new(path.parent().unwrap_or(Path::new("")));
        for line in String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').lines() {
            // A pattern that is none names nothing.
            let _ = builder.add_line(Some(path.into()), line);
        }
        Ok(builder.build().ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_ignore_file_counts_most_and_none_above() {
        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("v");
        fs::create_dir_all(folder.join("w")).unwrap();
        for (path, text) in [
            ("../.gitignore", "d1.txt\n"),
            (".gitignore", "\u{feff}draft*\n/old/\n"),
            ("w/.gitignore", "!draft2.txt\nd3.txt\n"),
            ("w/.ignore", "!d3.txt\nd4.txt\n"),
        ] {
            fs::write(folder.join(path), text).unwrap();
        }
        let ignores = IgnoreFiles::of(&folder);
        for (path, is_folder, file, pattern) in [
            ("d1.txt", false, "", ""),
            ("draft1.txt", false, ".gitignore", "draft*"),
            ("old", true, ".gitignore", "/old/"),
            ("old", false, "", ""),
            ("w/draft1.txt", false, ".gitignore", "draft*"),
            ("w/draft2.txt", false, "", ""),
            ("w/d3.txt", false, "", ""),
            ("w/d4.txt", false, "w/.ignore", "d4.txt"),
        ] {
            let found = ignores.naming(&folder.join(path), is_folder);
            let expected = || Pattern { file: folder.join(file), pattern: pattern.into() };
            assert_eq!(found, (!file.is_empty()).then(expected), "{path}");
        }
        assert_eq!(ignores.unreadable(), []);
    }

    #[cfg(unix)]
    #[test]
    fn an_ignore_file_that_is_none_is_passed_over() {
        use std::os::unix::fs::symlink;
        let above = tempfile::tempdir().unwrap();
        let check = |name: &str, make: &dyn Fn(&Path), problem: &str| {
            let folder = above.path().join(name);
            fs::create_dir(&folder).unwrap();
            make(&folder.join(".gitignore"));
            let ignores = IgnoreFiles::of(&folder);
            assert_eq!(ignores.naming(&folder.join("d1.txt"), false), None);
            assert_eq!(ignores.unreadable(), [(folder.join(".gitignore"), problem.to_owned())]);
        };
        let fifo = |path: &Path| {
            rustix::fs::mknodat(rustix::fs::CWD, path, rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
        };
        check("fifo", &fifo, read::NOT_REGULAR);
        check("folder", &|path| fs::create_dir(path).unwrap(), read::NOT_REGULAR);
        let outside = "is a link that leads out of the folder; it is not followed";
        check("endless", &|path| symlink("/dev/zero", path).unwrap(), outside);
        fs::write(above.path().join("private"), "d1.txt\n").unwrap();
        check("outside", &|path| symlink("../private", path).unwrap(), outside);
        let large = "d1.txt\n".repeat(LARGEST as usize / 7 + 1);
        check("large", &|path| fs::write(path, &large).unwrap(), "is larger than 1 MiB; nothing in it applies");
    }
}
