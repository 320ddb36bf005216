//! `obelus index`: the parts of records, one JSON object a record.

use super::args::{Index, IndexFormat};
use super::batches::{self, Batch};
use super::files::{self, Listed};
use super::output::{self, Printer, Remarks};
use super::source::Source;
use crate::record::explain::{Explained, explain};
use crate::record::{CrossRef, CrossRefKind, Label, Placed};
use crate::text::Span;
use crate::volume::{self, Complete, Outcome, Volume};
use serde::Serialize;
use std::fmt::Write;
use std::process::ExitCode;

/// Prints one line for each record of the paths given.
pub(super) fn run(args: &Index) -> ExitCode {
    let IndexFormat::Jsonl = args.format;
    let listing = files::list(&args.paths);
    files::report_problems(&listing.config_problems);
    let mut out = Printer::new("");
    let render = |source: &Source, file: &Listed, batch: &Batch| {
        let complete = file.folder.settings.complete.value;
        (if args.explain { explained(source) } else { lines(source, complete, &batch.index) }, ())
    };
    let done = batches::print_each(listing, Remarks::Said, &mut out, render, |()| {})
        .and_then(|readable| out.flush().map(|()| readable));
    output::exit(done, false)
}

/// How many characters of the text are shown on each side of a number.
const AROUND: usize = 24;

/// The `number` of `text` in the words around it.
fn around(text: &str, number: Span) -> String {
    let before = text.get(..number.start).unwrap_or_default();
    let start = before.char_indices().rev().take(AROUND).last().map_or(before.len(), |(start, _)| start);
    let behind = text.get(number.end..).unwrap_or_default().chars().take(AROUND).collect::<String>();
    let before = before.get(start..).unwrap_or_default();
    format!("{}⟨{}⟩{}", before.escape_debug(), number.of(text), behind.escape_debug())
}

/// Why each number of a file is a footnote reference or none.
fn explained(source: &Source) -> String {
    let snapshot = &source.snapshot;
    let mut told = String::new();
    for placed in snapshot.records() {
        let record = &placed.record;
        for Explained { span, weight, features, note, steps } in explain(record, snapshot.marks()) {
            let at = span.shifted(placed.start).start;
            let line = snapshot.text().line_of(at);
            let column = at - snapshot.text().line_start(line);
            let note = note.and_then(|note| record.notes.get(note));
            let label = note.map(|note| note.label.as_ref().map_or("", Label::as_str));
            let leads = label.map_or_else(String::new, |label| format!(" → note {label}"));
            let around = around(&record.text, span);
            let _ = writeln!(told, "{}:{}:{} {weight:+.1}{leads}: {around}", source.path, line + 1, column + 1);
            let worth = features.iter().chain(&steps).filter(|(_, worth)| *worth != 0.0);
            let worth: Vec<_> = worth.map(|(name, worth)| format!("{name} {worth:+.1}")).collect();
            let _ = writeln!(told, "    {}", worth.join(", "));
        }
    }
    told
}

/// One line for each record of a file. `complete` is what the configuration says of its volume.
fn lines(source: &Source, complete: Complete, index: &volume::Index) -> String {
    let volume = index.volume(&source.path);
    let ids = volume.map_or(&[][..], |volume| volume.records_of(&source.path));
    let mut lines = String::new();
    for (at, placed) in source.snapshot.records().iter().enumerate() {
        let leads = |cross: &CrossRef| match (volume, ids.get(at)) {
            (Some(volume), Some(&id)) => status(volume, volume.resolve(id, cross, complete)),
            _ => ("not-loaded", None),
        };
        lines += &output::json(&line(source, placed, leads));
        lines.push('\n');
    }
    lines
}

/// The name of `outcome` in the output, and the place it leads to.
fn status(volume: &Volume, outcome: Outcome) -> (&'static str, Option<Target<'_>>) {
    match outcome {
        Outcome::Resolved(place) => {
            let target = volume.get(place.record).zip(volume.span(place));
            let target = target.map(|(to, span)| Target { path: to.path, start: to.start + span.start });
            ("resolved", target)
        }
        Outcome::Unknown(_) => ("unknown", None),
        Outcome::NotLoaded => ("not-loaded", None),
        Outcome::Elsewhere => ("other-volume", None),
    }
}

/// A record as one object of the output.
#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
    convention: &'static str,
    record: Whole<'a>,
    pages: Vec<Labelled<'a>>,
    notes: Vec<Labelled<'a>>,
    note_refs: Vec<Reference<'a>>,
    cross_refs: Vec<Cross<'a>>,
}

#[derive(Serialize)]
struct Whole<'a> {
    number: Option<&'a str>,
    title: Option<&'a str>,
    start: usize,
    end: usize,
    heading: Option<Bytes>,
}

#[derive(Serialize)]
struct Bytes {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Labelled<'a> {
    label: Option<&'a str>,
    #[serde(flatten)]
    bytes: Bytes,
}

#[derive(Serialize)]
struct Reference<'a> {
    label: &'a str,
    #[serde(flatten)]
    bytes: Bytes,
    note: Option<usize>,
    certain: bool,
    certainty: f32,
}

#[derive(Serialize)]
struct Cross<'a> {
    kind: &'static str,
    text: &'a str,
    #[serde(flatten)]
    bytes: Bytes,
    status: &'static str,
    resolved: Option<Target<'a>>,
}

#[derive(Serialize)]
struct Target<'a> {
    path: &'a str,
    start: usize,
}

/// The object of the record `placed`; `leads` tells where a cross reference of it leads.
fn line<'a>(
    source: &'a Source,
    placed: &'a Placed,
    leads: impl Fn(&CrossRef) -> (&'static str, Option<Target<'a>>),
) -> Line<'a> {
    let record = &*placed.record;
    let bytes = |span: Span| {
        let Span { start, end } = source.of_record(placed, span);
        Bytes { start, end }
    };
    let whole = bytes(Span::new(0, record.text.len()));
    let heading = record.heading.as_ref();
    Line {
        path: &source.path,
        encoding: source.other_encoding(),
        convention: placed.record.convention.name(),
        record: Whole {
            number: heading.and_then(|heading| heading.number.as_ref()).map(Label::as_str),
            title: heading.map(|heading| heading.title.of(&record.text)),
            start: whole.start,
            end: whole.end,
            heading: heading.map(|heading| bytes(heading.span)),
        },
        pages: (record.pages.iter())
            .map(|page| Labelled { label: Some(page.label.as_str()), bytes: bytes(page.span) })
            .collect(),
        notes: (record.notes.iter())
            .map(|note| Labelled { label: note.label.as_ref().map(Label::as_str), bytes: bytes(note.span) })
            .collect(),
        note_refs: (record.note_refs.iter())
            .map(|r| Reference {
                label: r.label.as_str(),
                bytes: bytes(r.span),
                note: r.note,
                certain: r.is_certain(),
                certainty: r.certainty.log_odds(),
            })
            .collect(),
        cross_refs: (record.cross_refs.iter())
            .map(|cross| {
                let (status, resolved) = leads(cross);
                let text = cross.span.of(&record.text);
                Cross { kind: kind(cross.kind), text, bytes: bytes(cross.span), status, resolved }
            })
            .collect(),
    }
}

const fn kind(kind: CrossRefKind) -> &'static str {
    match kind {
        CrossRefKind::Document => "document",
        CrossRefKind::Footnote => "footnote",
        CrossRefKind::Page => "page",
    }
}
