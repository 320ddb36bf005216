//! Diagnostics as JSON.

use super::{Found, Place};
use crate::cli::output;
use serde::Serialize;

#[derive(Serialize)]
struct Item<'a> {
    path: &'a str,
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    path: &'a str,
    start: usize,
    end: usize,
    message: &'a str,
}

/// A diagnostic as one JSON object.
pub(super) fn item<'a>(found: &Found<'a>) -> String {
    let Found { source, diagnostic, place, related } = found;
    let elsewhere = |(place, message): &(Place, &'a str)| Related {
        path: &source.path,
        start: place.file.start,
        end: place.file.end,
        message,
    };
    output::json(&Item {
        path: &source.path,
        code: diagnostic.code.as_str(),
        severity: diagnostic.severity.as_str(),
        message: &diagnostic.message,
        start: place.file.start,
        end: place.file.end,
        line: place.start.line,
        column: place.start.column,
        related: related.iter().map(elsewhere).collect(),
    })
}
