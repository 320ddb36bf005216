//! Diagnostics as JSON.

use super::finding::Finding;
use crate::cli::output;
use serde::Serialize;

#[derive(Serialize)]
struct Item<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
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
pub(super) fn item<'a>(finding: &'a Finding<'a>) -> String {
    let Finding { path, encoding, code, severity, message, place, related, .. } = finding;
    let elsewhere = |other: &'a super::finding::Related<'a>| Related {
        path: &other.source.path,
        start: other.place.file.start,
        end: other.place.file.end,
        message: other.message,
    };
    output::json(&Item {
        path,
        encoding: *encoding,
        code,
        severity: severity.as_str(),
        message,
        start: place.file.start,
        end: place.file.end,
        line: place.start.line,
        column: place.start.column,
        related: related.iter().map(elsewhere).collect(),
    })
}
