//! Editorial brackets: insertions such as `[British]`, and brackets without a partner.

use crate::convention::mark::{LineKind, TokenKind};
use crate::record::model::StrayBracket;
use crate::record::source::Source;
use crate::text::Span;

/// Finds the editorial insertions of the record, ordered by their starts, and the brackets without a partner, in the
/// order of the text.
///
/// The partner of a bracket is sought in its own paragraph first. An insertion may also span paragraphs: a bracket that
/// is left open is then paired with a bracket in a later paragraph that closes nothing there. And each paragraph of an
/// insertion may open with a bracket, of which only the last is closed, as printers open each paragraph of a quotation.
///
/// The brackets at the bytes `taken` belong to footnote marks, and those in `code` are none; both are in ascending order.
pub(super) fn find(source: Source, taken: &[usize], code: &[Span]) -> (Vec<Span>, Vec<StrayBracket>) {
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
            let in_code = code.get(code.partition_point(|code| code.end <= span.start));
            if taken.binary_search(&span.start).is_ok() || in_code.is_some_and(|code| code.contains(span.start)) {
                continue;
            }
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
    insertions.sort_unstable_by_key(|span| span.start);
    let stray = close_opened_anew(source, stray, &mut insertions);
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

/// Closes the brackets that open each paragraph of an insertion, where only the one of its last paragraph is closed. Adds
/// these insertions to `insertions`, which are ordered by their starts, and returns the brackets that are left.
fn close_opened_anew(source: Source, stray: Vec<StrayBracket>, insertions: &mut Vec<Span>) -> Vec<StrayBracket> {
    let mut left: Vec<StrayBracket> = Vec::with_capacity(stray.len());
    let mut found = Vec::new();
    // The first bracket of the paragraphs in a row, and how many they are.
    let (mut first, mut paragraphs) = (0, 0);
    let mut expected = None;
    for bracket in stray {
        left.push(bracket);
        let StrayBracket::Unclosed(open) = bracket else { continue };
        (first, paragraphs) = if expected == Some(open.start) { (first, paragraphs + 1) } else { (open.start, 1) };
        expected = bracket_of_next_paragraph(source, open.start);
        let last = expected.and_then(|next| insertions.binary_search_by_key(&next, |span| span.start).ok());
        let Some(last) = last.and_then(|at| insertions.get(at).copied()) else { continue };
        if ends_paragraph(source, last) && (paragraphs > 1 || goes_on(source.text, open, last)) {
            left.truncate(left.len().saturating_sub(paragraphs));
            found.push(Span::new(first, last.end));
        }
    }
    insertions.append(&mut found);
    left
}

/// The bracket that opens the paragraph behind the one that the bracket at byte `open` opens. Returns `None` if either of
/// the two opens with something else. Blank lines and page markers may stand between the paragraphs.
fn bracket_of_next_paragraph(source: Source, open: usize) -> Option<usize> {
    let is_text = |line: usize| source.lines.get(line).is_some_and(|line| matches!(line.kind, LineKind::Text { .. }));
    let line = source.starts.partition_point(|&start| start <= open).checked_sub(1)?;
    let continues = line.checked_sub(1).is_some_and(is_text);
    if continues || first_bracket(source, line) != Some(open) {
        return None;
    }
    let mut next = line;
    while is_text(next) {
        next += 1;
    }
    let between = |line: usize| {
        source.lines.get(line).is_some_and(|line| matches!(line.kind, LineKind::Blank | LineKind::PageMarker))
    };
    while between(next) {
        next += 1;
    }
    first_bracket(source, next)
}

/// The byte of the bracket with which line `line` of running text begins.
fn first_bracket(source: Source, line: usize) -> Option<usize> {
    let (scanned, start) = (source.lines.get(line)?, source.starts.get(line)?);
    let LineKind::Text { indent } = scanned.kind else { return None };
    let first = scanned.tokens.iter().find(|token| token.span.start >= indent)?;
    (matches!(first.kind, TokenKind::Open) && first.span.start == indent).then_some(start + indent)
}

/// Whether nothing but a footnote reference stands between `insertion` and the end of its paragraph.
fn ends_paragraph(source: Source, insertion: Span) -> bool {
    let line = source.starts.partition_point(|&start| start < insertion.end).saturating_sub(1);
    let rest = Span::new(insertion.end, source.content(line).end.max(insertion.end));
    let continued = source.lines.get(line + 1).is_some_and(|line| matches!(line.kind, LineKind::Text { .. }));
    // A reference takes no more than 8 bytes.
    !continued && rest.len() <= 8 && !rest.of(source.text).contains(char::is_alphabetic)
}

/// Whether the paragraph `last`, which is an insertion, goes on with the insertion that a bracket at `open` begins.
///
/// It is an insertion of its own if it is no sentence, as `[Enclosure]`, or if both begin with the same word, as `[Here
/// follows …` does.
fn goes_on(text: &str, open: Span, last: Span) -> bool {
    let word = |from: usize| text.get(from..).and_then(|rest| rest.split_whitespace().next());
    let sentence = last.of(text).trim_end_matches([']', '”', '"', ')']).ends_with(['.', '!', '?']);
    sentence && word(open.start) != word(last.start)
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
            let (found, left) = find(source, &[], &[]);
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
    fn each_paragraph_of_an_insertion_may_open_with_a_bracket() {
        for text in [
            "[The Board met at noon.\n\n[It heard the pilot.\n\n[It rose at five.]",
            "[The Board met at noon.\n\n[It rose at five.]",
            "[The Board met\nat noon.\n\n[Page 7]\n\n[It rose\nat five.]2",
            "[The Board met.\n\n[It heard the pilot.\n\nIt rose at five.]",
            "[Here follow three letters.\n\n[Here follows a map.\n\n[Here follows a bill.]",
        ] {
            source(text, |source| {
                let (found, left) = find(source, &[], &[]);
                assert_eq!(left, [], "{text}");
                assert_eq!(found.first().map(|span| span.of(text)), Some(text.trim_end_matches('2')), "{text}");
            });
        }
    }

    #[test]
    fn paragraphs_that_are_insertions_of_their_own() {
        check("[Here follow two letters.\n\n[Here follows a map.]", &["[Here follows a map.]"], &["[Here"]);
        check("[Here follow two letters.\n\n[Enclosure]", &["[Enclosure]"], &["[Here"]);
        check("[Here follow two letters.\n\n[The] Board met.", &["[The]"], &["[Here"]);
        check("[Here follow two letters.\n\nThe Board met.\n\n[It rose.]", &["[It rose.]"], &["[Here"]);
        check("The [Board met.\n\n[It rose.]", &["[It rose.]"], &["[Board"]);
        check("[The Board met.\n\n[It heard the pilot.\n\nIt rose.", &[], &["[The", "[It"]);
    }

    #[test]
    fn a_number_as_the_nineteenth_century_printed_it() {
        check("No. 116.]\n\nMr. Fish to Mr. Bancroft", &[], &[]);
        check("Nos. 11, 12.] Mr. Fish", &[], &[]);
        check("He said no.] Mr. Fish", &[], &["]"]);
    }
}
