//! Test fixtures that show diagnostics below the text.

use super::record_rules::{diagnostics, diagnostics_while_typed};
use super::typing::Typing;
use crate::record::Document;
use crate::text::{Encoding, Span, Text};

/// Checks the diagnostics of a document. In `fixture`, carets and `code severity: message` stand below each line in
/// which something is reported, in the order of the text.
pub(super) fn check(fixture: &str) {
    check_with(fixture, "\n");
}

/// Like [`check`], with `line_break` at the end of each line.
pub(super) fn check_with(fixture: &str, line_break: &str) {
    let lines: Vec<_> = fixture.split('\n').filter(|line| !line.trim_start().starts_with('^')).collect();
    let text = lines.join(line_break);
    assert_eq!(annotated(&lines, &text, Typing::default()), fixture);
}

/// Like [`check`], for a record that is not saved and in which the last `typed` was typed last.
#[track_caller]
pub(super) fn check_while_typed(typed: &str, fixture: &str) {
    let lines: Vec<_> = fixture.split('\n').filter(|line| !line.trim_start().starts_with('^')).collect();
    let text = lines.join("\n");
    let start = text.rfind(typed).expect(typed);
    let stretch = Some(Span::new(start, start + typed.len()));
    assert_eq!(annotated(&lines, &text, Typing { unsaved: true, stretch }), fixture);
}

/// `lines`, with the diagnostics of each line below it.
fn annotated(lines: &[&str], text: &str, typing: Typing) -> String {
    let snapshot = Document::new(text).snapshot();
    let positions = Text::new(text);
    let mut notes = vec![Vec::new(); lines.len()];
    for placed in snapshot.records() {
        for diagnostic in diagnostics_while_typed(&placed.record, typing) {
            let span = diagnostic.span.shifted(placed.start);
            let place = positions.position(span.start, Encoding::Utf32);
            let last = span.end.min(positions.line_content(place.line).end);
            let length = positions.slice(Span::new(span.start, last)).chars().count();
            notes[place.line].push(format!(
                "{:column$}{} {} {}: {}",
                "",
                "^".repeat(length),
                diagnostic.code,
                diagnostic.severity.as_str(),
                diagnostic.message,
                column = place.column,
            ));
        }
    }
    let annotated: Vec<_> =
        lines.iter().zip(notes).flat_map(|(line, notes)| [(*line).to_owned()].into_iter().chain(notes)).collect();
    annotated.join("\n")
}

/// Checks the related places of the diagnostics of `text`, each written as `code: message`.
pub(super) fn related(text: &str, expect: &[&str]) {
    let snapshot = Document::new(text).snapshot();
    let diagnostics = snapshot.records().iter().flat_map(|placed| diagnostics(&placed.record));
    let related: Vec<_> = diagnostics
        .flat_map(|found| found.related.into_iter().map(move |other| format!("{}: {}", found.code, other.message)))
        .collect();
    assert_eq!(related, expect);
}
