//! The file that `--output` names.

use super::replace;
use crate::convention::Marks;
use crate::record::{Recognition, Snapshot};
use crate::volume::read::Contents;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// How reports begin, in one format or another, where there is something to report.
const OPENINGS: [&str; 9] =
    ["error[", "warning[", "information[", "hint[", "\u{1b}[", "{\"", "[{\"", "::", "<!DOCTYPE"];

/// A file that is to hold what is printed. Nothing is written to it before everything is printed.
#[derive(Debug)]
pub(super) struct ReportFile<'a> {
    path: &'a Path,
    /// The path without links, if the file is there already.
    whole: Option<PathBuf>,
}

impl<'a> ReportFile<'a> {
    /// The file at `path`, which need not be there. `read` are the paths of what is read for the report.
    ///
    /// # Errors
    ///
    /// Returns why it must not be written, as words for the user to be read after its path: it is a record, or among what
    /// is read.
    pub fn new<'b>(path: &'a Path, read: impl IntoIterator<Item = &'b PathBuf>) -> Result<Self, &'static str> {
        let file = Self { path, whole: fs::canonicalize(path).ok() };
        if read.into_iter().any(|read| file.is(read)) || is_record(path) {
            return Err("is a record to be read and is not overwritten");
        }
        Ok(file)
    }

    /// Whether `path` leads to the file.
    pub fn is(&self, path: &Path) -> bool {
        self.whole.is_some() && fs::canonicalize(path).ok() == self.whole
    }

    /// Writes the file, in one step.
    ///
    /// # Errors
    ///
    /// Those of [`replace::write`].
    pub fn write(&self, bytes: &[u8]) -> io::Result<()> {
        replace::write(self.path, bytes)
    }
}

/// Whether the file at `path` is a record by itself. An older report quotes lines of records, and is none.
fn is_record(path: &Path) -> bool {
    let Ok(contents) = Contents::read(path) else { return false };
    let text = contents.document();
    let is_report = OPENINGS.iter().any(|opening| text.starts_with(opening));
    !is_report && matches!(Snapshot::new(text, Marks::default()).recognition(), Recognition::Record(_))
}
