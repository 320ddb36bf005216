//! Fixtures: a text in which the lines below a line show the cursor, `|`, and what is answered, each answer by a sign of
//! its own.

use crate::record::{Document, Snapshot};
use crate::text::{Encoding, Position, Span, Text};

/// Checks what `answer` marks in a document for the cursor in it. Below each line of `fixture` stands the cursor before
/// the character above it, then a line for each mark; a mark of several lines stands below each of them. Every kind of
/// line break must give the same.
pub(super) fn check(fixture: &str, answer: impl Fn(&Snapshot, usize) -> Vec<(char, Span)>) {
    for line_break in ["\n", "\r\n", "\r"] {
        let (text, cursor) = parse(fixture, line_break);
        let marks = answer(&Document::new(&text).snapshot(), cursor.expect("a cursor"));
        assert_eq!(annotated(&text, cursor, &marks), fixture, "lines end by {line_break:?}");
    }
}

/// [`check`] without a cursor.
pub(super) fn check_file(fixture: &str, answer: impl Fn(&Snapshot) -> Vec<(char, Span)>) {
    for line_break in ["\n", "\r\n", "\r"] {
        let (text, _) = parse(fixture, line_break);
        let marks = answer(&Document::new(&text).snapshot());
        assert_eq!(annotated(&text, None, &marks), fixture, "lines end by {line_break:?}");
    }
}

/// The text of a fixture, and the cursor in it.
pub(super) fn parse(fixture: &str, line_break: &str) -> (String, Option<usize>) {
    let mut lines: Vec<&str> = Vec::new();
    let mut cursor = None;
    for line in fixture.split('\n') {
        if line.trim().is_empty() || line.contains(|c| !matches!(c, ' ' | '|' | '^' | '=' | '~' | '+')) {
            lines.push(line);
        } else if let Some(column) = line.find('|') {
            cursor = Some(Position::new(lines.len() - 1, column));
        }
    }
    let text = lines.join(line_break);
    let cursor = cursor.map(|cursor| Text::new(&text).offset(cursor, Encoding::Utf32));
    (text, cursor)
}

fn annotated(text: &str, cursor: Option<usize>, marks: &[(char, Span)]) -> String {
    let text = Text::new(text);
    let mut lines = Vec::new();
    for line in 0..text.line_count() {
        let content = text.line_content(line);
        let column = |offset| text.position(offset, Encoding::Utf32).column;
        lines.push(text.slice(content).into_owned());
        if let Some(cursor) = cursor.filter(|cursor| text.line_of(*cursor) == line) {
            lines.push(format!("{:1$}|", "", column(cursor)));
        }
        for (sign, span) in marks {
            let part = Span::new(span.start.max(content.start), span.end.min(content.end));
            if !part.is_empty() {
                let width = column(part.end) - column(part.start);
                lines.push(format!("{:1$}{2}", "", column(part.start), sign.to_string().repeat(width)));
            }
        }
    }
    lines.join("\n")
}
