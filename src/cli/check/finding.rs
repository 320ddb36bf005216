//! A diagnostic as it is printed, in whatever format.

use crate::check::{Diagnostic, Severity};
use crate::cli::batches::Batch;
use crate::cli::files::Configured;
use crate::cli::source::Source;
use crate::config::Problem;
use crate::record::Placed;
use crate::text::{Encoding, Position, Span, Text};
use std::borrow::Cow;

/// A diagnostic, and where it is.
pub(super) struct Finding<'a> {
    /// The file's path as it is printed.
    pub path: &'a str,
    /// The text of the file, without byte-order mark.
    pub text: &'a Text,
    pub code: &'static str,
    pub severity: Severity,
    pub message: &'a str,
    pub place: Place,
    pub related: Vec<Related<'a>>,
}

/// Another place that a diagnostic speaks of.
pub(super) struct Related<'a> {
    /// The file it is in.
    pub source: Cow<'a, Source>,
    pub place: Place,
    pub message: &'a str,
}

/// A place in a file.
pub(super) struct Place {
    /// Bytes of the document.
    pub document: Span,
    /// Bytes of the file.
    pub file: Span,
    /// Line and column, both from 1, the column in characters.
    pub start: Position,
    /// The same of the end, which is not part of the place.
    pub end: Position,
}

impl<'a> Finding<'a> {
    pub fn new(source: &'a Source, placed: &Placed, diagnostic: &'a Diagnostic, batch: &Batch) -> Self {
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
    pub fn of_configuration(file: &'a Configured, problem: &'a Problem) -> Self {
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
    pub fn new(text: &Text, base: usize, document: Span) -> Self {
        let position = |offset| {
            let Position { line, column } = text.position(offset, Encoding::Utf32);
            Position::new(line + 1, column + 1)
        };
        let (start, end) = (position(document.start), position(document.end));
        Self { document, file: document.shifted(base), start, end }
    }
}
