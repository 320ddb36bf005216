//! Where results are written.

use crate::cli::args::Convert;
use crate::cli::files::Listed;
use crate::cli::replace;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{fs, io};

/// Where results are written: a folder, or a file for the result of one.
pub(super) struct Destination<'a> {
    output: &'a Path,
    /// How the names of the results end.
    extension: &'static str,
    /// Whether files that are there are replaced.
    overwrite: bool,
    /// The files and folders that are converted, as they were given.
    given: &'a [PathBuf],
    /// The files that are read, which no result replaces.
    sources: HashSet<PathBuf>,
    /// The results that were written.
    written: Mutex<HashSet<PathBuf>>,
}

impl<'a> Destination<'a> {
    /// The destination `output` of what `args` asks for. `given` are the files and folders that are converted,
    /// and `sources` the files that are read.
    pub fn new<'b>(
        output: &'a Path,
        args: &Convert,
        given: &'a [PathBuf],
        sources: impl IntoIterator<Item = &'b PathBuf>,
    ) -> Self {
        let sources = sources.into_iter().filter_map(|path| fs::canonicalize(path).ok()).collect();
        let (extension, overwrite) = (args.to.extension(), args.overwrite);
        Self { output, extension, overwrite, given, sources, written: Mutex::default() }
    }

    /// Writes `text` to the file `to`, in one step. A file that is there and says something else is replaced only if that was asked
    /// for.
    ///
    /// # Errors
    ///
    /// Returns why it cannot be written, as words for the user to be read after the path of what was converted.
    pub fn write(&self, to: &Path, text: &str) -> Result<(), String> {
        let failed = |error: io::Error| format!("cannot be written to {}: {error}", to.display());
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        if fs::canonicalize(to).is_ok_and(|to| self.sources.contains(&to)) {
            return Err(format!("would replace {}, which is read, too", to.display()));
        }
        let is_new = self.written.lock().unwrap_or_else(PoisonError::into_inner).insert(to.to_owned());
        if !is_new {
            return Err(format!("would replace {}, the result of another file", to.display()));
        }
        if !self.overwrite && fs::read(to).is_ok_and(|bytes| bytes != text.as_bytes()) {
            return Err(format!("would replace {}; with --overwrite, it does", to.display()));
        }
        replace::write(to, text.as_bytes()).map_err(failed)
    }

    /// The path of the result of `file`: in the folder of results, at the place that the file has in the folder given.
    pub fn of_record(&self, file: &Listed) -> PathBuf {
        let given = self.given.get(file.given).map_or(Path::new(""), PathBuf::as_path);
        match file.path.strip_prefix(given) {
            Ok(place) if !place.as_os_str().is_empty() => self.output.join(place).with_extension(self.extension),
            _ => self.of_file(&file.path),
        }
    }

    /// The path of the result of the file at `path`, which was given itself. One file may have its result named.
    pub fn of_file(&self, path: &Path) -> PathBuf {
        let is_named = self.output.extension().is_some() && !self.output.is_dir();
        if is_named && matches!(self.given, [only] if only.is_file()) {
            return self.output.to_owned();
        }
        let name = path.file_name().map_or(path, Path::new);
        self.output.join(name).with_extension(self.extension)
    }
}
