//! Test fixtures that show the cursor and an answer below the text: `|` for the cursor, other signs for the spans that
//! are returned. In a fixture of several files a line `==> d12.txt <==` stands above each.

use super::volume_context::{FileSpan, VolumeContext};
use crate::record::{Document, Snapshot};
use crate::text::{Encoding, Position, Span, Text};
use crate::volume::{FileEntry, Index};

/// Checks the spans that `answer` returns for a document and the cursor in it, with each kind of line break. Below each
/// line of `fixture` comes the cursor, under the character that follows it, and then one line for each span on that
/// line.
pub(super) fn check(fixture: &str, answer: impl Fn(&Snapshot, usize) -> Vec<(char, Span)>) {
    for line_break in ["\n", "\r\n", "\r"] {
        let (text, cursor) = parse(fixture, line_break);
        let marks = answer(&Document::new(&text).snapshot(), cursor.expect("a cursor"));
        assert_eq!(annotated(&text, cursor, &marks), fixture, "lines end by {line_break:?}");
    }
}

/// Like [`check`], without a cursor.
pub(super) fn check_file(fixture: &str, answer: impl Fn(&Snapshot) -> Vec<(char, Span)>) {
    for line_break in ["\n", "\r\n", "\r"] {
        let (text, _) = parse(fixture, line_break);
        let marks = answer(&Document::new(&text).snapshot());
        assert_eq!(annotated(&text, None, &marks), fixture, "lines end by {line_break:?}");
    }
}

/// Like [`check`], for the files of a volume, one of which contains the cursor.
pub(super) fn check_volume(
    fixture: &str,
    answer: impl for<'a> Fn(&VolumeContext<'a>, usize) -> Vec<(char, FileSpan<'a>)>,
) {
    for line_break in ["\n", "\r\n", "\r"] {
        in_volume(fixture, line_break, |context, cursor| {
            let marks = answer(context, cursor);
            let annotated = files(fixture).into_iter().map(|(name, text)| {
                let (text, cursor) = parse(&text, line_break);
                let path = (name != context.path).then_some(name);
                let marks = marks.iter().filter(|(_, spot)| spot.path == path);
                let marks: Vec<_> = marks.map(|(sign, spot)| (*sign, spot.span)).collect();
                let text = annotated(&text, cursor, &marks);
                if name.is_empty() { text } else { format!("==> {name} <==\n{text}") }
            });
            let annotated: Vec<_> = annotated.collect();
            assert_eq!(annotated.join("\n"), fixture, "lines end by {line_break:?}");
        });
    }
}

/// Calls `ask` with the volume of the fixture's files and the cursor, which one of them contains.
pub(super) fn in_volume(fixture: &str, line_break: &str, ask: impl FnOnce(&VolumeContext<'_>, usize)) {
    let mut index = Index::default();
    let mut asked = None;
    let mut documents = Vec::new();
    for (name, text) in files(fixture) {
        let (text, cursor) = parse(&text, line_break);
        let snapshot = Document::new(&text).snapshot();
        index.set(name, FileEntry::new(&snapshot, 0));
        documents.push((name, snapshot.clone()));
        if let Some(cursor) = cursor {
            asked = Some((name, snapshot, cursor));
        }
    }
    let (path, snapshot, cursor) = asked.expect("a cursor");
    let volume = index.volume(path).unwrap();
    let others = |path: &str| documents.iter().find(|(name, _)| *name == path).map(|(_, snapshot)| snapshot.clone());
    ask(&VolumeContext { snapshot: &snapshot, volume, path, others: &others }, cursor);
}

/// Splits a fixture into the names and texts of its files. A single file may have no name.
pub(crate) fn files(fixture: &str) -> Vec<(&str, String)> {
    let mut files: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in fixture.split('\n') {
        match line.strip_prefix("==> ").and_then(|line| line.strip_suffix(" <==")) {
            Some(name) => files.push((name, Vec::new())),
            None if files.is_empty() => files.push(("", vec![line])),
            None => files.last_mut().unwrap().1.push(line),
        }
    }
    files.into_iter().map(|(name, lines)| (name, lines.join("\n"))).collect()
}

/// Splits a fixture into its text and the cursor, in bytes of the text.
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

/// Writes the fixture that shows `text`, the cursor and the marks.
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
