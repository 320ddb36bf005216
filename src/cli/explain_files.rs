//! `obelus check --explain-files`: says of each file whether it is a record, and why.

use super::batches;
use super::files::{self, ConfigProblems, Listed, Listing};
use super::output::{Printer, visible};
use super::source::Source;
use crate::config::Origin;
use crate::record::{Recognition, Sign, Snapshot};
use crate::volume::left_out::{Pattern, Reason, left_out};
use crate::volume::{RecordStatus, natural};
use rayon::prelude::*;
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

/// The files of some paths, each explained.
pub(super) struct Explained {
    /// In natural order, each once.
    pub files: Vec<ExplainedFile>,
    /// The `obelus.toml` files that apply to one of these and have problems, in natural order.
    pub config_problems: Vec<ConfigProblems>,
    /// Whether all could be read.
    pub readable: bool,
}

/// A file, and whether it is a record.
#[derive(PartialEq)]
pub(super) struct ExplainedFile {
    /// The path as it is printed.
    pub shown: String,
    pub is_record: bool,
    /// Whether it is a record, and why, in words: `is a record: its name ends in .record`.
    pub why: String,
}

/// Prints a line for each file of the paths given: whether it is a record, and why. Returns whether all files could be
/// read.
///
/// # Errors
///
/// Those of writing to standard output.
pub(super) fn print(paths: &[PathBuf]) -> io::Result<bool> {
    let Explained { files, readable, .. } = explain(paths);
    let mut out = Printer::new("");
    for ExplainedFile { shown, why, .. } in files {
        out.items(&format!("{}: {why}\n", visible(&shown)))?;
    }
    out.flush()?;
    Ok(readable)
}

/// Explains each file of the paths given. Reports on standard error what cannot be read.
pub(super) fn explain(paths: &[PathBuf]) -> Explained {
    let Listing { files, folders, config_problems, complete } = files::list(paths);
    let read: Vec<_> = files.par_iter().map(batches::read).collect();
    let status = |(file, source): (&Listed, &Result<Source, String>)| {
        source.as_ref().ok().map(|source| file.folder.settings.status(&file.located(), &source.snapshot))
    };
    let of_records = batches::folders_of_records(&files, files.iter().zip(&read).map(status));
    let readable = complete && read.iter().all(Result::is_ok);
    let mut explained = Vec::new();
    for (file, source) in files.iter().zip(&read) {
        let (is_record, why) = match source {
            Ok(source) => judge(file, &source.snapshot, of_records.contains(batches::folder(file))),
            Err(problem) => (false, problem.clone()),
        };
        explained.push(ExplainedFile { shown: file.shown.clone(), is_record, why });
    }
    let found: HashSet<&Path> = files.iter().map(|file| file.path.as_path()).collect();
    for (given, folder) in &folders {
        let Some(path) = paths.get(*given) else { continue };
        for (path, reason) in left_out(path, |path| found.contains(path)) {
            let why = leave_out(&reason, &folder.kinds());
            explained.push(ExplainedFile { shown: files::show_here(&path), is_record: false, why });
        }
    }
    explained.sort_by_cached_key(|file| natural::key(&file.shown));
    explained.dedup();
    Explained { files: explained, config_problems, readable }
}

/// Whether `file` is a record, and why. `among_records` says whether most files of its folder are records.
fn judge(file: &Listed, snapshot: &Snapshot, among_records: bool) -> (bool, String) {
    let settings = &file.folder.settings;
    let located = file.located();
    let yes = |why: &str| (true, format!("is a record: {why}"));
    let no = |why: &str| (false, format!("is not a record: {why}"));
    match (snapshot.recognition(), &settings.include.origin) {
        _ if file.is_named() => (true, "is read as a record, because the command names it".into()),
        (_, Origin::File { .. }) if settings.names(&located) => yes("the `include` of an obelus.toml names it"),
        _ if settings.claims(&located) => yes("its name ends in .record"),
        (Recognition::Record(sign), _) => yes(&format!("it has {}", words(sign))),
        _ if settings.status(&located, snapshot) == RecordStatus::OtherText => {
            no("a Markdown file is one only with a page marker on a line of its own, or if the `include` of an \
                obelus.toml names it")
        }
        (Recognition::AmongRecords(sign), _) if among_records => {
            yes(&format!("it has {}, and most files of its folder are records", words(sign)))
        }
        (Recognition::AmongRecords(sign), _) => {
            no(&format!("it has {}, which is enough only where most files of the folder are records", words(sign)))
        }
        (Recognition::Unmarked, _) => {
            no("it has no page marker, no numbered heading, and no footnote reference that leads to a note")
        }
    }
}

/// What a sign of a record is.
const fn words(sign: Sign) -> &'static str {
    match sign {
        Sign::PageMarker => "a page marker",
        Sign::MalformedPageMarker => "a misspelt page marker",
        Sign::NumberedHeading => "a numbered heading",
        Sign::TitledParagraph => "a title with a paragraph below it",
        Sign::NoteRef => "a footnote reference",
        Sign::PairedNote => "a footnote reference that leads to a note",
    }
}

/// Why a file is not read. `kinds` says which files are.
fn leave_out(reason: &Reason, kinds: &str) -> String {
    match reason {
        Reason::Hidden => "is left out: its name begins with a full stop".into(),
        Reason::Ignored(Pattern { file, pattern }) => {
            format!("is left out: `{pattern}` in {} names it", files::show_here(file))
        }
        Reason::LeadsOut => "is left out: it is a link that leads out of the folder, or nowhere".into(),
        Reason::OtherKind => format!("is not read: records are {kinds}"),
    }
}
