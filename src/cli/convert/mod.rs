//! `obelus convert`: records in another form.

mod by_volume;
mod destination;
mod document;
mod tei_files;
mod totals;

use super::args::{Convert, ConvertSource, ConvertTarget};
use super::batches::{self, Batch};
use super::files::{self, Listed};
use super::interrupt;
use super::output::{self, Printer, Remarks, complain};
use super::source::Source;
use crate::convert::{self, Converted, Remark, VolumeForm};
use by_volume::WholeVolume;
use destination::Destination;
use document::{in_volume, stem};
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use totals::Totals;

/// Converts the records of the paths given.
pub(super) fn run(args: &Convert) -> ExitCode {
    let mut totals = Totals::default();
    let done = print(args, &mut totals).map(|readable| readable && !totals.failed);
    output::exit(done, totals.remarked)
}

/// The outcome of one file or volume.
#[derive(Default)]
struct Outcome {
    /// What is to be said of each file, by its path.
    remarks: Vec<(String, Remark)>,
    /// Why the result was not written: a path, and words to be read after it.
    problem: Option<(String, String)>,
}

/// A result, and where it is written.
struct Written {
    /// The path of what was converted, as it is printed.
    path: String,
    text: String,
    /// What is to be said of each file, by its path.
    remarks: Vec<(String, Remark)>,
    to: Option<PathBuf>,
}

fn print(args: &Convert, totals: &mut Totals) -> io::Result<bool> {
    let volume_form = args.to.volume_form().filter(|_| args.by_volume);
    if args.by_volume && volume_form.is_none() {
        complain("--by-volume", "is for `tei` and `html` only");
        return Ok(false);
    }
    if args.output.is_some() {
        interrupt::hold_off_while_replacing()?;
    }
    let is_tei = |path: &PathBuf| match args.from {
        Some(ConvertSource::Tei) => true,
        None => tei_files::is_named_as_tei(path) && path.is_file(),
    };
    let (mut tei, given): (Vec<_>, Vec<_>) = args.paths.iter().cloned().partition(is_tei);
    if args.to != ConvertTarget::Plain {
        for path in tei.drain(..) {
            complain(&path.to_string_lossy(), "is TEI, which is converted to plain text only");
            totals.failed = true;
        }
    }
    let mut out = Printer::new("");
    let tei_listing = files::list_where(&tei, |path, _| tei_files::is_named_as_tei(path));
    let of_tei = Destination::of(args, &tei, &tei_listing);
    tei_files::convert(&tei_listing, of_tei.as_ref(), args.strict, &mut out, totals)?;
    let listing = files::list(&given);
    files::report_problems(&listing.config_problems);
    let destination = Destination::of(args, &given, &listing);
    let convert = |source: &Source, file: &Listed, batch: &Batch| {
        let in_one_file = volume_form.zip(batch.index.volume(&source.path));
        if in_one_file.is_some_and(|(_, volume)| !by_volume::is_first(volume, &source.path)) {
            return (String::new(), Outcome::default());
        }
        let whole = in_one_file.and_then(|(form, volume)| Some((form, WholeVolume::new(volume, file, batch)?)));
        let written = match whole {
            Some((form, volume)) => of_volume(&volume, form, destination.as_ref()),
            None => of_file(args.to, source, file, batch, destination.as_ref()),
        };
        let Written { path, text, remarks, to } = match written {
            Ok(written) => written,
            Err(problem) => return (String::new(), Outcome { remarks: Vec::new(), problem: Some(problem) }),
        };
        if args.strict && remarks.iter().any(|(_, remark)| remark.is_doubt()) {
            let problem = Some((path, "is in doubt, and not converted".into()));
            return (String::new(), Outcome { remarks, problem });
        }
        let Some((destination, to)) = destination.as_ref().zip(to) else {
            return (text, Outcome { remarks, problem: None });
        };
        let problem = destination.write(&to, &text).err().map(|problem| (path, problem));
        (String::new(), Outcome { remarks, problem })
    };
    let collect = |outcome: Outcome| {
        for (path, remark) in &outcome.remarks {
            complain(path, &remark.to_string());
        }
        totals.remarked |= !outcome.remarks.is_empty();
        if let Some((path, problem)) = outcome.problem {
            complain(&path, &problem);
            totals.failed = true;
        }
    };
    let readable = batches::print_each(listing, Remarks::Said, &mut out, convert, collect)?;
    out.flush()?;
    Ok(readable)
}

/// Converts the file of `source`.
///
/// # Errors
///
/// Returns its path, and why it cannot be converted, as words for the user to be read after that.
fn of_file(
    to: ConvertTarget,
    source: &Source,
    file: &Listed,
    batch: &Batch,
    destination: Option<&Destination>,
) -> Result<Written, (String, String)> {
    let path = || source.path.clone();
    let Converted { text, remarks } = converted(to, source, file, batch).map_err(|problem| (path(), problem))?;
    let remarks = remarks.into_iter().map(|remark| (path(), remark)).collect();
    Ok(Written { path: path(), text, remarks, to: destination.map(|destination| destination.of_record(file)) })
}

/// Converts `volume` to one file.
///
/// # Errors
///
/// As [`of_file`].
fn of_volume(
    volume: &WholeVolume,
    form: VolumeForm,
    destination: Option<&Destination>,
) -> Result<Written, (String, String)> {
    let (text, remarks) = volume.convert(form).map_err(|problem| (volume.shown(), problem))?;
    Ok(Written {
        path: volume.shown(),
        text,
        remarks,
        to: destination.map(|destination| destination.of_volume(volume)),
    })
}

/// Converts one file.
///
/// # Errors
///
/// Returns why the file cannot be converted, as words for the user to be read after its path.
fn converted(to: ConvertTarget, source: &Source, file: &Listed, batch: &Batch) -> Result<Converted, String> {
    let (settings, title) = (&file.folder.settings, stem(&file.path));
    let converted = in_volume(source, batch, |context| convert::convert(context, settings, &title, to.target()))?;
    converted.map_err(|lost| format!("is not converted: {lost}"))
}
