//! Editorial brackets: insertions such as `[British]`, and brackets without a partner.

use crate::convention::mark::{LineKind, TokenKind};
use crate::record::model::StrayBracket;
use crate::record::source::Source;
use crate::text::Span;

/// Finds the editorial insertions of the record, ordered by their starts, and the brackets without a partner, in the
/// order of the text.
///
/// The partner of a bracket is sought in its own paragraph first. An insertion may also span paragraphs: a bracket that
/// is left open is then paired with a bracket in a later paragraph that closes nothing there.
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

/// Pairs each unclosed bracket with the next unopened one, if no other unclosed bracket stands between the two. Adds
/// the pairs to `insertions`, and returns the brackets that are left.
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

/// Whether the `]` at `span` closes a line that so far is only a record's number, as printed in the nineteenth century:
/// `No. 116.]`.
fn closes_a_number(source: Source, line: usize, span: Span) -> bool {
    let before = Span::new(source.content(line).start, span.start);
    // A number takes no more than 40 bytes; the bound keeps long lines cheap.
    let before = if before.len() <= 40 { before.of(source.text).trim() } else { return false };
    let number = before.strip_prefix("No.").or_else(|| before.strip_prefix("Nos.")).unwrap_or("-").trim();
    number.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ',' | '–'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::tests::source;

    /// Checks the insertions of `text`, and its brackets without a partner, each shown with the characters up to the
    /// next space.
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
