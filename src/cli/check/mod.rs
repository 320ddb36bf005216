//! `obelus check`: prints what is broken in records.

mod finding;
mod format;
mod github;
mod html;
mod human;
mod json;
mod sarif;
mod statistics;
mod uri;
mod window;

use super::args::Check;
use super::batches;
use super::diagnose::diagnose;
use super::explain_files;
use super::files;
use super::input;
use super::interrupt;
use super::output::{self, Printer, Remarks, complain, say, visible};
use super::report_file::ReportFile;
use super::watch::Watch;
use finding::Finding;
use format::Format;
use statistics::Counts;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// Prints what is broken in the records of the paths given.
pub(super) fn run(args: &Check) -> ExitCode {
    if args.explain_files {
        return output::exit(explain_files::print(&args.paths), false);
    }
    let format = Format::of(args);
    if args.output.is_some()
        && let Err(error) = interrupt::hold_off_while_replacing()
    {
        return output::exit(Err(error), false);
    }
    let (done, is_broken) = if args.watch { watch(args, &format) } else { check(args, &format) };
    output::exit(done, is_broken && !args.exit_zero)
}

/// Prints what is broken once. Returns whether everything could be read and written, and whether there is an error or a
/// warning.
fn check(args: &Check, format: &Format) -> (io::Result<bool>, bool) {
    let mut counts = Counts::default();
    let done = match &args.output {
        None => print(args, format, None, &mut Printer::new(format.between()), &mut counts),
        Some(path) => write(args, format, path, &mut counts),
    };
    (done, counts.summary.is_broken())
}

/// Prints what is broken, and again whenever something changes. Returns like [`check`], but only where it cannot go on.
fn watch(args: &Check, format: &Format) -> (io::Result<bool>, bool) {
    let cannot = |error: notify::Error| {
        say(&format!("the files cannot be watched: {error}"));
        (Ok(false), false)
    };
    let watch = match Watch::new(&args.paths, args.output.as_deref()) {
        Ok(watch) => watch,
        Err(error) => return cannot(error),
    };
    loop {
        if let Err(error) = output::clear_terminal() {
            return (Err(error), false);
        }
        let (done, is_broken) = check(args, format);
        if done.is_err() {
            return (done, is_broken);
        }
        if !args.quiet {
            say("waiting for changes (Ctrl-C ends it)");
        }
        if let Err(error) = watch.wait() {
            return cannot(error);
        }
    }
}

/// Prints to the file at `path`. Returns whether everything could be read, and the file be written.
fn write(args: &Check, format: &Format, path: &Path, counts: &mut Counts) -> io::Result<bool> {
    let shown = files::show_here(path);
    let report = match ReportFile::new(path, args.paths.iter().chain(&args.path)) {
        Ok(report) => report,
        Err(problem) => {
            complain(&shown, problem);
            return Ok(false);
        }
    };
    let mut out = Printer::to(Vec::new(), format.between());
    let readable = print(args, format, Some(&report), &mut out, counts)?;
    if let Err(error) = report.write(&out.into_inner()) {
        complain(&shown, &format!("cannot be written: {error}"));
        return Ok(false);
    }
    if !args.quiet && !counts.summary.is_empty() {
        say(&format!("{}: {}", visible(&shown), counts.summary));
    }
    Ok(readable)
}

/// Prints to `out`, which is for the file `report`, if there is one. Returns whether everything could be read.
fn print(
    args: &Check,
    format: &Format,
    report: Option<&ReportFile>,
    out: &mut Printer<impl Write>,
    counts: &mut Counts,
) -> io::Result<bool> {
    let readable = if let Format::Html(html) = format {
        // The page begins with what is counted.
        let mut files = Printer::to(Vec::new(), format.between());
        let readable = print_findings(args, format, report, &mut files, counts)?;
        out.around(&html.page(counts, &String::from_utf8_lossy(&files.into_inner())))?;
        readable
    } else {
        out.around(&format.before())?;
        let readable = print_findings(args, format, report, out, counts)?;
        out.around(&format.after(counts, args.quiet))?;
        readable
    };
    out.flush()?;
    Ok(readable)
}

/// Prints each diagnostic to `out`, which is for the file `report`, if there is one. Returns whether everything could be
/// read.
fn print_findings(
    args: &Check,
    format: &Format,
    report: Option<&ReportFile>,
    out: &mut Printer<impl Write>,
    counts: &mut Counts,
) -> io::Result<bool> {
    let mut listing = if args.reads_input() { input::list(args.path.as_deref()) } else { files::list(&args.paths) };
    if let Some(report) = report {
        listing.files.retain(|file| !report.is(&file.path));
    }
    for file in &listing.config_problems {
        let mut items = Vec::new();
        for problem in &file.problems {
            let finding = Finding::of_configuration(file, problem);
            counts.summary.count_config_problem();
            counts.statistics.count(&finding);
            items.push(format.item(&finding));
        }
        out.items(&format.file(&file.shown, &items))?;
    }
    batches::print_each(
        listing,
        if args.quiet { Remarks::Unsaid } else { Remarks::Said },
        out,
        |source, file, batch| {
            let (mut items, mut counts) = (Vec::new(), Counts::default());
            for (placed, diagnostics) in diagnose(source, file, batch) {
                counts.summary.count(&placed.record, &diagnostics);
                for diagnostic in &diagnostics {
                    let finding = Finding::new(source, placed, diagnostic, batch);
                    counts.statistics.count(&finding);
                    items.push(format.item(&finding));
                }
            }
            (format.file(&source.path, &items), counts)
        },
        |of_file| {
            counts.summary.add(&of_file.summary);
            counts.statistics.add(of_file.statistics);
        },
    )
}
