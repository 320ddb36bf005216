//! `obelus check --explain-files`: says of each file whether it is a record, and why.

use super::batches;
use super::files::{self, Listed, Listing};
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

/// Prints a line for each file of the paths given: whether it is a record, and why. Returns whether all files could be
/// read.
///
/// # Errors
///
/// Those of writing to standard output.
pub(super) fn print(paths: &[PathBuf]) -> io::Result<bool> {
    let Listing { files, folders, complete, .. } = files::list(paths);
    let read: Vec<_> = files.par_iter().map(batches::read).collect();
    let status = |(file, source): (&Listed, &Result<Source, String>)| {
        source.as_ref().ok().map(|source| file.folder.settings.status(&file.located(), &source.snapshot))
    };
    let of_records = batches::folders_of_records(&files, files.iter().zip(&read).map(status));
    let readable = complete && read.iter().all(Result::is_ok);
    let mut lines: Vec<(String, String)> = Vec::new();
    for (file, source) in files.iter().zip(&read) {
        let why = match source {
            Ok(source) => explain(file, &source.snapshot, of_records.contains(batches::folder(file))),
            Err(problem) => problem.clone(),
        };
        lines.push((file.shown.clone(), why));
    }
    let found: HashSet<&Path> = files.iter().map(|file| file.path.as_path()).collect();
    for (given, folder) in &folders {
        let Some(path) = paths.get(*given) else { continue };
        for (path, reason) in left_out(path, |path| found.contains(path)) {
            lines.push((files::show_here(&path), leave_out(&reason, &folder.kinds())));
        }
    }
    lines.sort_by(|(one, _), (other, _)| natural::compare(one, other));
    lines.dedup();
    let mut out = Printer::new("");
    for (path, why) in lines {
        out.items(&format!("{}: {why}\n", visible(&path)))?;
    }
    out.flush()?;
    Ok(readable)
}

/// Whether `file` is a record, and why. `among_records` says whether most files of its folder are records.
fn explain(file: &Listed, snapshot: &Snapshot, among_records: bool) -> String {
    let settings = &file.folder.settings;
    let located = file.located();
    match (snapshot.recognition(), &settings.include.origin) {
        _ if file.is_named() => "is read as a record, because the command names it".into(),
        (_, Origin::File { .. }) if settings.names(&located) => {
            "is a record: the `include` of an obelus.toml names it".into()
        }
        _ if settings.claims(&located) => "is a record: its name ends in .record".into(),
        (Recognition::Record(sign), _) => format!("is a record: it has {}", words(sign)),
        _ if settings.status(&located, snapshot) == RecordStatus::OtherText => {
            "is not a record: a Markdown file is one only with a page marker on a line of its own, or if the `include` of \
             an obelus.toml names it"
                .into()
        }
        (Recognition::AmongRecords(sign), _) if among_records => {
            format!("is a record: it has {}, and most files of its folder are records", words(sign))
        }
        (Recognition::AmongRecords(sign), _) => format!(
            "is not a record: it has {}, which is enough only where most files of the folder are records",
            words(sign)
        ),
        (Recognition::Unmarked, _) => {
            "is not a record: it has no page marker, no numbered heading, and no footnote reference that leads to a note"
                .into()
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
