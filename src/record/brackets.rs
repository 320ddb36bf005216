//! Editorial brackets: insertions, and brackets without a partner.

use super::model::StrayBracket;
use super::source::Source;
use crate::syntax::{LineKind, TokenKind};
use crate::text::Span;

/// The editorial insertions of the record, by their starts, and the brackets without a partner, in order.
///
/// A bracket belongs to its paragraph: one is looked for its partner there first. What is then left open may be closed
/// in a later paragraph, where a bracket closes that nothing opened: an insertion that spans paragraphs.
pub(super) fn find(source: Source) -> (Vec<Span>, Vec<StrayBracket>) {
    let mut insertions = Vec::new();
    let mut stray: Vec<StrayBracket> = Vec::new();
    let mut open: Vec<Span> = Vec::new();
    for (number, line) in source.lines.iter().enumerate() {
        if !matches!(line.kind, LineKind::Text { .. } | LineKind::NotesTitle) {
            stray.extend(open.drain(..).map(StrayBracket::Unclosed));
        }
        let start = source.starts.get(number).copied().unwrap_or_default();
        for token in line.tokens.iter() {
            let span = token.span.shifted(start);
            match token.kind {
                TokenKind::Open => open.push(span),
                TokenKind::Close => match open.pop() {
                    Some(from) => insertions.push(Span::new(from.start, span.end)),
                    None if closes_a_number(source, number, span) => {}
                    None => stray.push(StrayBracket::Unopened(span)),
                },
                _ => {}
            }
        }
    }
    stray.extend(open.drain(..).map(StrayBracket::Unclosed));
    let stray = pair_over_paragraphs(stray, &mut insertions);
    insertions.sort_unstable_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    (insertions, stray)
}

/// Pairs each bracket that is closed nowhere in its paragraph with the next closing one that nothing opened, where no
/// other is left open between the two.
fn pair_over_paragraphs(stray: Vec<StrayBracket>, insertions: &mut Vec<Span>) -> Vec<StrayBracket> {
    let mut left: Vec<StrayBracket> = Vec::with_capacity(stray.len());
    for bracket in stray {
        match (left.last().copied(), bracket) {
            (Some(StrayBracket::Unclosed(open)), StrayBracket::Unopened(close)) => {
                left.pop();
                insertions.push(Span::new(open.start, close.end));
            }
            _ => left.push(bracket),
        }
    }
    left
}

/// Whether the `]` of `span` closes the number that its line consists of so far, as the nineteenth century printed it:
/// `No. 116.]`.
fn closes_a_number(source: Source, line: usize, span: Span) -> bool {
    let before = Span::new(source.content(line).start, span.start);
    // A number takes no more; and a line may be of any length.
    let before = if before.len() <= 40 { before.of(source.text).trim() } else { return false };
    let number = before.strip_prefix("No.").or_else(|| before.strip_prefix("Nos.")).unwrap_or("-").trim();
    number.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ',' | '–'))
}
