//! `obelus convert`: records in another form.

mod destination;
mod tei_files;
mod totals;

use super::args::{Convert, ConvertTarget};
use super::batches::{self, Batch};
use super::files::{self, Listed};
use super::interrupt;
use super::output::{self, Printer, Remarks, complain};
use super::source::Source;
use crate::assist::VolumeContext;
use crate::convention::Convention;
use crate::convert::{self, Converted, Remark};
use destination::Destination;
use std::io;
use std::path::Path;
use std::process::ExitCode;
use totals::Totals;

/// Converts the records of the paths given.
pub(super) fn run(args: &Convert) -> ExitCode {
    let mut totals = Totals::default();
    let done = print(args, &mut totals).map(|readable| readable && !totals.failed);
    output::exit(done, totals.remarked)
}

/// The outcome of one file: what is to be said of it.
struct Outcome {
    path: String,
    remarks: Vec<Remark>,
    /// Why the result was not written.
    problem: Option<String>,
}

fn print(args: &Convert, totals: &mut Totals) -> io::Result<bool> {
    if args.output.is_some() {
        interrupt::hold_off_while_replacing()?;
    }
    let (mut tei, given): (Vec<_>, Vec<_>) = args.paths.iter().cloned().partition(|path| tei_files::is_tei(path));
    if args.to != ConvertTarget::Plain {
        for path in tei.drain(..) {
            complain(&path.to_string_lossy(), "is TEI, which is converted to plain text only");
            totals.failed = true;
        }
    }
    let mut out = Printer::new("");
    let of_tei = args.output.as_deref().map(|output| Destination::new(output, args, &tei, &tei));
    tei_files::convert(&tei, of_tei.as_ref(), args.strict, &mut out, totals)?;
    let listing = files::list(&given);
    files::report_problems(&listing.config_problems);
    let sources = listing.files.iter().map(|file| &file.path);
    let destination = args.output.as_deref().map(|output| Destination::new(output, args, &given, sources));
    let convert = |source: &Source, file: &Listed, batch: &Batch| {
        let converted = converted(args.to, source, file, batch);
        let Converted { text, remarks } = match converted {
            Ok(converted) => converted,
            Err(problem) => return (String::new(), Outcome::failed(source, problem)),
        };
        let mut outcome = Outcome { path: source.path.clone(), remarks, problem: None };
        if args.strict && outcome.remarks.iter().any(Remark::is_doubt) {
            outcome.problem = Some("is in doubt, and not converted".into());
            return (String::new(), outcome);
        }
        let Some(destination) = &destination else { return (text, outcome) };
        outcome.problem = destination.write(&destination.of_record(file), &text).err();
        (String::new(), outcome)
    };
    let collect = |outcome: Outcome| {
        for remark in &outcome.remarks {
            complain(&outcome.path, &remark.to_string());
        }
        totals.remarked |= !outcome.remarks.is_empty();
        if let Some(problem) = outcome.problem {
            complain(&outcome.path, &problem);
            totals.failed = true;
        }
    };
    let readable = batches::print_each(listing, Remarks::Said, &mut out, convert, collect)?;
    out.flush()?;
    Ok(readable)
}

impl Outcome {
    fn failed(source: &Source, problem: String) -> Self {
        Self { path: source.path.clone(), remarks: Vec::new(), problem: Some(problem) }
    }
}

/// Converts one file.
///
/// # Errors
///
/// Returns why the file cannot be converted, as words for the user to be read after its path.
fn converted(to: ConvertTarget, source: &Source, file: &Listed, batch: &Batch) -> Result<Converted, String> {
    let volume = batch.index.volume(&source.path).ok_or("is not among the files read")?;
    let others = |path: &str| batch.source(path).ok().map(|source| source.snapshot);
    let context = VolumeContext { snapshot: &source.snapshot, volume, path: &source.path, others: &others };
    let settings = &file.folder.settings;
    let title = stem(&file.path);
    let rewritten =
        |convention| convert::rewrite(&source.snapshot, convention).map_err(|lost| format!("is not converted: {lost}"));
    Ok(match to {
        ConvertTarget::Tei => convert::to_tei(&context, settings, &title),
        ConvertTarget::Html => convert::to_html(&context, settings, &title),
        ConvertTarget::Plain => rewritten(Convention::Plain)?,
        ConvertTarget::Markdown => rewritten(Convention::Markdown)?,
        ConvertTarget::Gutenberg => rewritten(Convention::Gutenberg)?,
    })
}

/// The name of the file at `path` without its extension.
fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
