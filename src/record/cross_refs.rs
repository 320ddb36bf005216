//! Cross references: words that point elsewhere.

use super::Label;
use super::model::{CrossRef, CrossRefKind, Whose};
use super::source::Source;
use crate::syntax::TokenKind;
use crate::text::Span;

/// What one number of a line was read as, for the numbers joined to it.
#[derive(Clone, Copy)]
struct Previous {
    end: usize,
    kind: CrossRefKind,
    /// Whether its word was a plural, which further numbers may belong to.
    plural: bool,
}

/// The cross references of the record, in order: each number after `Document`, `footnote` or `p.` is one, and so are
/// those joined to it by a plural (`Documents 12, 14, and 15–17`). `references` are the footnote references, in order:
/// digits of theirs belong to no number.
pub(super) fn find(source: Source, references: &[Span]) -> Vec<CrossRef> {
    let mut found: Vec<CrossRef> = Vec::new();
    let mut previous: Option<Previous> = None;
    let mut references = references.iter().copied().peekable();
    let mut last_line = usize::MAX;
    for (line, mut span, token) in source.tokens() {
        if line != last_line {
            (previous, last_line) = (None, line);
        }
        while references.next_if(|reference| reference.end <= span.start).is_some() {}
        if let Some(reference) = references.peek().filter(|reference| reference.start < span.end) {
            span.end = reference.start.max(span.start);
        }
        if !matches!(token.kind, TokenKind::Digits) || span.is_empty() {
            continue;
        }
        let between = Span::new(previous.map_or(source.content(line).start, |p| p.end), span.start).of(source.text);
        let label = Label::new(span.of(source.text));
        let announced = keyword(between);
        let joined = previous.filter(|p| p.plural && joins(between));
        let (kind, start, plural) = match (announced, joined) {
            (Some((word, kind, plural)), _) => (kind, span.start - (between.len() - word), plural),
            (None, Some(p)) => (p.kind, span.start, true),
            (None, None) => {
                previous = None;
                continue;
            }
        };
        // `footnote 2, Document 40` is one reference: the document says whose footnote.
        let whose = kind == CrossRefKind::Document && announced.is_some_and(|(word, ..)| belongs(&between[..word]));
        if let Some(last) =
            found.last_mut().filter(|last| whose && last.kind == CrossRefKind::Footnote && previous.is_some())
        {
            last.span.end = span.end;
            last.whose = Whose::Document(label);
        } else {
            let span = Span::new(start, span.end);
            found.push(CrossRef { span, kind, label: Some(label), whose: Whose::Here });
        }
        previous = Some(Previous { end: span.end, kind, plural });
    }
    found
}

/// The word at the end of `text` that announces a number: where it starts, what it announces, and whether it is a
/// plural.
fn keyword(text: &str) -> Option<(usize, CrossRefKind, bool)> {
    const WORDS: [(&str, CrossRefKind, bool); 10] = [
        ("Document", CrossRefKind::Document, false),
        ("Documents", CrossRefKind::Document, true),
        ("footnote", CrossRefKind::Footnote, false),
        ("footnotes", CrossRefKind::Footnote, true),
        ("Footnote", CrossRefKind::Footnote, false),
        ("Footnotes", CrossRefKind::Footnote, true),
        ("p.", CrossRefKind::Page, false),
        ("pp.", CrossRefKind::Page, true),
        ("page", CrossRefKind::Page, false),
        ("pages", CrossRefKind::Page, true),
    ];
    let text = text.strip_suffix([' ', '\u{a0}'])?;
    WORDS.iter().find_map(|&(word, kind, plural)| {
        let start = text.strip_suffix(word)?.len();
        let alone = !text[..start].ends_with(|c: char| c.is_alphanumeric());
        alone.then_some((start, kind, plural))
    })
}

/// Whether `text` joins two numbers of a list or a range.
fn joins(text: &str) -> bool {
    matches!(text, ", " | " and " | ", and " | " or " | "–" | "-" | " to " | " through " | " & ")
}

/// Whether `text` joins a footnote's number to the document it belongs to.
fn belongs(text: &str) -> bool {
    matches!(text, ", " | " to " | " of " | " in ")
}

#[cfg(test)]
mod tests {
    use super::super::tests::source;
    use super::*;

    fn check(text: &str, expected: &[(&str, CrossRefKind, &str, Option<&str>)]) {
        source(text, |source| {
            let found = find(source, &[]);
            let found: Vec<_> = found
                .iter()
                .map(|r| {
                    let document = match &r.whose {
                        Whose::Document(label) => Some(label.as_str()),
                        _ => None,
                    };
                    (r.span.of(text), r.kind, r.label.as_ref().map_or("", Label::as_str), document)
                })
                .collect();
            assert_eq!(found, expected, "{text}");
        });
    }

    #[test]
    fn what_points_elsewhere() {
        use CrossRefKind::{Document, Footnote, Page};
        check("See Document 223.", &[("Document 223", Document, "223", None)]);
        check(
            "Documents 12, 14, and 15–17 say so in 1962",
            &[
                ("Documents 12", Document, "12", None),
                ("14", Document, "14", None),
                ("15", Document, "15", None),
                ("17", Document, "17", None),
            ],
        );
        check("see footnote 2, Document 40, and", &[("footnote 2, Document 40", Footnote, "2", Some("40"))]);
        check(
            "Document 40 and footnote 3 thereto",
            &[("Document 40", Document, "40", None), ("footnote 3", Footnote, "3", None)],
        );
        check(
            "pp. 123–125 and p. 7",
            &[("pp. 123", Page, "123", None), ("125", Page, "125", None), ("p. 7", Page, "7", None)],
        );
        check("in 1962, page the 3", &[]);
    }

    #[test]
    fn digits_of_a_reference_belong_to_no_number() {
        source("See Document 2234", |source| {
            let found = find(source, &[Span::new(16, 17)]);
            assert_eq!(found.first().and_then(|r| r.label.as_ref()).map(ToString::to_string), Some("223".to_owned()));
        });
    }
}
