//! `obelus check`: what is broken in records.

mod github;
mod human;
mod json;
mod sarif;

use super::args::{Check, CheckFormat, Color};
use super::files::{self, Configured};
use super::found;
use super::output::{self, Printer};
use super::source::Source;
use super::stream::{self, Batch};
use super::tally::Tally;
use crate::check::{Diagnostic, Severity};
use crate::config::Problem;
use crate::record::Placed;
use crate::text::{Encoding, Position, Span, Text};
use human::Human;
use std::borrow::Cow;
use std::io::{self, IsTerminal};
use std::process::ExitCode;

/// Prints what is broken in the records of the paths given.
pub(super) fn run(args: &Check) -> ExitCode {
    let mut tally = Tally::default();
    let done = print(args, &mut tally);
    output::exit(done, tally.is_broken() && !args.exit_zero)
}

fn print(args: &Check, tally: &mut Tally) -> io::Result<bool> {
    let format = Format::of(args);
    let listing = files::list(&args.paths);
    let mut out = Printer::new(format.between());
    out.around(&format.before())?;
    for file in &listing.configurations {
        for problem in &file.problems {
            tally.count_configured();
            out.items(&format.item(&Found::of_configuration(file, problem)))?;
        }
    }
    let readable = stream::print_each(
        listing,
        &mut out,
        |source, file, batch| {
            let (mut items, mut tally) = (Vec::new(), Tally::default());
            for (placed, diagnostics) in found::of(source, file, batch) {
                tally.count(&diagnostics);
                let found = diagnostics.iter().map(|diagnostic| Found::new(source, placed, diagnostic, batch));
                items.extend(found.map(|found| format.item(&found)));
            }
            (items.join(format.between()), tally)
        },
        |of_file| tally.add(&of_file),
    )?;
    out.around(&format.after(tally))?;
    out.flush()?;
    Ok(readable)
}

/// A diagnostic, and where it is.
struct Found<'a> {
    /// The file's path as it is printed.
    path: &'a str,
    /// The text of the file, without byte-order mark.
    text: &'a Text,
    code: &'static str,
    severity: Severity,
    message: &'a str,
    place: Place,
    related: Vec<Related<'a>>,
}

/// Another place that a diagnostic speaks of.
struct Related<'a> {
    /// The file it is in.
    source: Cow<'a, Source>,
    place: Place,
    message: &'a str,
}

/// A place in a file.
struct Place {
    /// Bytes of the document.
    document: Span,
    /// Bytes of the file.
    file: Span,
    /// Line and column, both from 1, the column in characters.
    start: Position,
    /// The same of the end, which is not part of the place.
    end: Position,
}

impl<'a> Found<'a> {
    fn new(source: &'a Source, placed: &Placed, diagnostic: &'a Diagnostic, batch: &Batch) -> Self {
        let text = source.snapshot.text();
        let place = |span: Span| Place::new(text, source.start, span.shifted(placed.start));
        let related = diagnostic.related.iter().filter_map(|related| {
            let (source, place) = match related.path.as_deref() {
                None => (Cow::Borrowed(source), place(related.span)),
                Some(path) => {
                    // A file that cannot be read any more is not shown; that is said where its own turn comes.
                    let other = batch.source(path).ok()?;
                    let Span { start, end } = related.span;
                    let span = Span::new(start - other.start.min(start), end - other.start.min(end));
                    let place = Place::new(other.snapshot.text(), other.start, span);
                    (Cow::Owned(other), place)
                }
            };
            Some(Related { source, place, message: &related.message })
        });
        Self {
            path: &source.path,
            text,
            code: diagnostic.code.as_str(),
            severity: diagnostic.severity,
            message: &diagnostic.message,
            place: place(diagnostic.span),
            related: related.collect(),
        }
    }

    /// A problem of an `obelus.toml`.
    fn of_configuration(file: &'a Configured, problem: &'a Problem) -> Self {
        Self {
            path: &file.shown,
            text: &file.text,
            code: problem.code.as_str(),
            severity: problem.code.severity(),
            message: &problem.message,
            place: Place::new(&file.text, file.start, problem.span),
            related: Vec::new(),
        }
    }
}

impl Place {
    /// The place `document` of `text`, before which `base` bytes of its file stand.
    fn new(text: &Text, base: usize, document: Span) -> Self {
        let position = |offset| {
            let Position { line, column } = text.position(offset, Encoding::Utf32);
            Position::new(line + 1, column + 1)
        };
        let (start, end) = (position(document.start), position(document.end));
        Self { document, file: document.shifted(base), start, end }
    }
}

/// How diagnostics are printed.
enum Format {
    Human(Human),
    Jsonl,
    Json,
    Sarif,
    Github,
}

impl Format {
    fn of(args: &Check) -> Self {
        match args.format {
            CheckFormat::Human => Self::Human(Human::new(in_colour(args.color))),
            CheckFormat::Jsonl => Self::Jsonl,
            CheckFormat::Json => Self::Json,
            CheckFormat::Sarif => Self::Sarif,
            CheckFormat::Github => Self::Github,
        }
    }

    /// What stands before the first item.
    fn before(&self) -> String {
        match self {
            Self::Human(_) | Self::Jsonl | Self::Github => String::new(),
            Self::Json => "[".into(),
            Self::Sarif => sarif::before(),
        }
    }

    /// What stands between two items.
    const fn between(&self) -> &'static str {
        match self {
            Self::Human(_) | Self::Jsonl | Self::Github => "",
            Self::Json | Self::Sarif => ",\n",
        }
    }

    /// What stands after the last item.
    fn after(&self, tally: &Tally) -> String {
        match self {
            // Why nothing was read is said on standard error; that nothing is broken would contradict it.
            Self::Human(_) if tally.is_empty() => String::new(),
            Self::Human(_) => format!("{tally}\n"),
            Self::Jsonl | Self::Github => String::new(),
            Self::Json => "]\n".into(),
            Self::Sarif => sarif::after().into(),
        }
    }

    /// One diagnostic.
    fn item(&self, found: &Found) -> String {
        match self {
            Self::Human(human) => human.item(found),
            Self::Jsonl => json::item(found) + "\n",
            Self::Json => json::item(found),
            Self::Sarif => sarif::item(found),
            Self::Github => github::item(found) + "\n",
        }
    }
}

/// Whether to print in colour; see <https://no-color.org> for the variable.
fn in_colour(color: Color) -> bool {
    let unset = |name| std::env::var_os(name).is_none_or(|value| value.is_empty());
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            unset("NO_COLOR")
                && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
                && io::stdout().is_terminal()
        }
    }
}
