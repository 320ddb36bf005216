//! `obelus index`: the parts of records, one JSON object a record.

use super::args::{Index, IndexFormat};
use super::output::{self, Printer};
use super::source::Source;
use super::stream;
use crate::record::{CrossRefKind, Label, Placed};
use crate::text::Span;
use serde::Serialize;
use std::process::ExitCode;

/// Prints the records of the paths given.
pub(super) fn run(args: &Index) -> ExitCode {
    let IndexFormat::Jsonl = args.format;
    let mut out = Printer::new("");
    let done = stream::print_each(&args.paths, &mut out, |source| (lines(source), ()), |()| {})
        .and_then(|readable| out.flush().map(|()| readable));
    output::exit(done, false)
}

/// One line for each record of a file.
fn lines(source: &Source) -> String {
    source
        .snapshot
        .records()
        .iter()
        .fold(String::new(), |lines, placed| lines + &output::json(&line(source, placed)) + "\n")
}

#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
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
}

#[derive(Serialize)]
struct Cross<'a> {
    kind: &'static str,
    text: &'a str,
    #[serde(flatten)]
    bytes: Bytes,
    /// Where it leads can be told only with the volume at hand.
    status: &'static str,
    resolved: Option<()>,
}

fn line<'a>(source: &'a Source, placed: &'a Placed) -> Line<'a> {
    let record = &*placed.record;
    let bytes = |span: Span| {
        let Span { start, end } = source.of_record(placed, span);
        Bytes { start, end }
    };
    let whole = bytes(Span::new(0, record.text.len()));
    let heading = record.heading.as_ref();
    Line {
        path: &source.path,
        convention: "plain",
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
            .map(|r| Reference { label: r.label.as_str(), bytes: bytes(r.span), note: r.note })
            .collect(),
        cross_refs: (record.cross_refs.iter())
            .map(|cross| Cross {
                kind: kind(cross.kind),
                text: cross.span.of(&record.text),
                bytes: bytes(cross.span),
                status: "not-loaded",
                resolved: None,
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
