//! Editorial brackets: insertions, and brackets without a partner.

use crate::convention::mark::{LineKind, TokenKind};
use crate::record::model::StrayBracket;
use crate::record::source::Source;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::tests::source;

    /// Holds the insertions of `text`, and its brackets without a partner: `[` or `]` with what follows them.
    fn check(text: &str, insertions: &[&str], stray: &[&str]) {
        source(text, |source| {
            let (found, left) = find(source);
            assert_eq!(found.iter().map(|span| span.of(text)).collect::<Vec<_>>(), insertions, "{text}");
            let left = left.iter().map(|bracket| match bracket {
                StrayBracket::Unclosed(span) | StrayBracket::Unopened(span) => {
                    text[span.start..].split(' ').next().unwrap()
                }
            });
            assert_eq!(left.collect::<Vec<_>>(), stray, "{text}");
        });
    }

    #[test]
    fn insertions() {
        check("The Canadian [British] Ambassador [sic] went.", &["[British]", "[sic]"], &[]);
        check("S[umner] W[elles]", &["[umner]", "[elles]"], &[]);
        check("[Here follows [1 page] of it.]", &["[Here follows [1 page] of it.]", "[1 page]"], &[]);
        check("[Here follows\ntwo lines.]", &["[Here follows\ntwo lines.]"], &[]);
        check("[Page 5]", &[], &[]);
    }

    #[test]
    fn brackets_without_a_partner() {
        check("He [the Consul went.\n\nShe [sic] stayed.", &["[sic]"], &["[the"]);
        check("He the Consul] went.", &[], &["]"]);
        check("[a] b] c [d", &["[a]"], &["]", "[d"]);
        check("[[[", &[], &["[[[", "[[", "["]);
    }

    #[test]
    fn an_insertion_may_span_paragraphs() {
        check("[Here follow\n\ntwo paragraphs.]", &["[Here follow\n\ntwo paragraphs.]"], &[]);
    }

    #[test]
    fn a_number_as_the_nineteenth_century_printed_it() {
        check("No. 116.]\n\nMr. Fish to Mr. Bancroft", &[], &[]);
        check("Nos. 11, 12.] Mr. Fish", &[], &[]);
        check("He said no.] Mr. Fish", &[], &["]"]);
    }
}
