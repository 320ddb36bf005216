//! A diagnostic with all that a format may print of it.

use crate::check::{Diagnostic, Severity};
use crate::cli::batches::Batch;
use crate::cli::files::ConfigProblems;
use crate::cli::source::Source;
use crate::config::Problem;
use crate::record::{Placed, Record};
use crate::text::{Encoding, Position, Span, Text};
use std::borrow::Cow;

/// A diagnostic of a record or a problem of an `obelus.toml`, with its place.
pub(super) struct Finding<'a> {
    /// The file's path as it is printed.
    pub path: &'a str,
    /// The name of the file's encoding; none for UTF-8.
    pub encoding: Option<&'static str>,
    /// The record, and the place in bytes of it; none in an `obelus.toml`.
    pub record: Option<(&'a Record, Span)>,
    /// The text of the file, without its byte-order mark.
    pub text: &'a Text,
    pub code: &'static str,
    pub severity: Severity,
    pub message: &'a str,
    pub place: Place,
    pub related: Vec<Related<'a>>,
}

/// Another place that a diagnostic mentions.
pub(super) struct Related<'a> {
    /// The file that the place is in.
    pub source: Cow<'a, Source>,
    pub place: Place,
    pub message: &'a str,
}

/// A place in a file.
pub(super) struct Place {
    /// The bytes of the document.
    pub document: Span,
    /// The bytes of the file.
    pub file: Span,
    /// The line and column of the start, both counted from 1, the column in characters.
    pub start: Position,
    /// The line and column of the end, counted like those of `start`. The end itself is not part of the place.
    pub end: Position,
}

impl<'a> Finding<'a> {
    /// The finding of a diagnostic of the record `placed` of `source`.
    pub fn new(source: &'a Source, placed: &'a Placed, diagnostic: &'a Diagnostic, batch: &Batch) -> Self {
        let text = source.snapshot.text();
        let place = |span: Span| Place::new(text, source.start, span.shifted(placed.start));
        let related = diagnostic.related.iter().filter_map(|related| {
            let (source, place) = match related.path.as_deref() {
                None => (Cow::Borrowed(source), place(related.span)),
                Some(path) => {
                    // A file that can no longer be read is not shown here; its own turn reports that.
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
            encoding: source.other_encoding(),
            record: Some((&placed.record, diagnostic.span)),
            text,
            code: diagnostic.code.as_str(),
            severity: diagnostic.severity,
            message: &diagnostic.message,
            place: place(diagnostic.span),
            related: related.collect(),
        }
    }

    /// The finding of a problem of an `obelus.toml`.
    pub fn of_configuration(file: &'a ConfigProblems, problem: &'a Problem) -> Self {
        Self {
            path: &file.shown,
            encoding: None,
            record: None,
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
    /// The place of the bytes `document` of `text`, which begins behind `base` bytes of its file.
    pub fn new(text: &Text, base: usize, document: Span) -> Self {
        let position = |offset| {
            let Position { line, column } = text.position(offset, Encoding::Utf32);
            Position::new(line + 1, column + 1)
        };
        let (start, end) = (position(document.start), position(document.end));
        Self { document, file: document.shifted(base), start, end }
    }
}

#[cfg(test)]
impl<'a> Finding<'a> {
    /// An `unclosed-bracket` at `span` of `text`, for tests.
    pub fn fixture(text: &'a Text, span: Span) -> Self {
        Self {
            encoding: None,
            record: None,
            path: "d1.txt",
            text,
            code: "unclosed-bracket",
            severity: Severity::Hint,
            message: "",
            place: Place::new(text, 0, span),
            related: Vec::new(),
        }
    }
}
