//! `obelus index`: the parts of records, one JSON object a record.

use super::args::{Index, IndexFormat};
use super::batches::{self, Batch};
use super::files::{self, Listed};
use super::output::{self, Printer, Remarks};
use super::source::Source;
use crate::record::{CrossRef, CrossRefKind, Label, Placed};
use crate::text::Span;
use crate::volume::{self, Complete, Outcome, Volume};
use serde::Serialize;
use std::process::ExitCode;

/// Prints one line for each record of the paths given.
pub(super) fn run(args: &Index) -> ExitCode {
    let IndexFormat::Jsonl = args.format;
    let listing = files::list(&args.paths);
    files::report_problems(&listing.config_problems);
    let mut out = Printer::new("");
    let render = |source: &Source, file: &Listed, batch: &Batch| {
        (lines(source, file.folder.settings.complete.value, &batch.index), ())
    };
    let done = batches::print_each(listing, Remarks::Said, &mut out, render, |()| {})
        .and_then(|readable| out.flush().map(|()| readable));
    output::exit(done, false)
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
            .map(|r| Reference { label: r.label.as_str(), bytes: bytes(r.span), note: r.note, certain: r.certain })
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
