//! Where results are written.

use super::by_volume::WholeVolume;
use crate::cli::args::Convert;
use crate::cli::files::{Listed, Listing};
use crate::cli::replace;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{fs, io};

/// Where results are written: a folder, or a file for the result of one.
pub(super) struct Destination<'a> {
    output: &'a Path,
    /// Whether `output` is the name of a result.
    is_named: bool,
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
    /// The destination that `args` names, if they name one. `given` are the files and folders that are converted, and `listing`
    /// is what is read of them.
    pub fn of(args: &'a Convert, given: &'a [PathBuf], listing: &Listing) -> Option<Self> {
        let output = args.output.as_deref()?;
        let sources = listing.files.iter().filter_map(|file| fs::canonicalize(&file.path).ok()).collect();
        let (extension, overwrite) = (args.to.target().extension(), args.overwrite);
        // The result of one file may be named, and that of a volume.
        let is_one = args.by_volume || matches!(given, [only] if only.is_file());
        let is_named = is_one && output.extension().is_some() && !output.is_dir();
        Some(Self { output, is_named, extension, overwrite, given, sources, written: Mutex::default() })
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
        if self.is_named {
            return self.output.to_owned();
        }
        let place = match file.path.strip_prefix(self.given(file)) {
            Ok(place) if !place.as_os_str().is_empty() => place,
            _ => file.path.file_name().map_or(&*file.path, Path::new),
        };
        self.output.join(place).with_extension(self.extension)
    }

    /// The path of the result of `volume`: in the folder of results, at the place that its folder has in the folder given.
    pub fn of_volume(&self, volume: &WholeVolume) -> PathBuf {
        if self.is_named {
            return self.output.to_owned();
        }
        let first = volume.first();
        let folder = first.path.parent().and_then(|folder| folder.strip_prefix(self.given(first)).ok());
        let place = folder.filter(|place| !place.as_os_str().is_empty()).unwrap_or(Path::new(volume.name()));
        // The name of a folder may have a dot in it.
        let mut path = self.output.join(place).into_os_string();
        path.push(format!(".{}", self.extension));
        path.into()
    }

    /// The path that was given and led to `file`.
    fn given(&self, file: &Listed) -> &Path {
        self.given.get(file.given).map_or(Path::new(""), PathBuf::as_path)
    }
}
