//! Words set off by marks in plain text, as in `the sloop *Halcyon*` and `the _Halcyon_`: such a `*` is no footnote
//! reference.

use crate::convention::mark::TokenKind;
use crate::record::source::Source;
use crate::text::Span;
use std::collections::HashSet;

/// The marks that stand on both sides of words that are set off.
const MARKS: [u8; 2] = *b"*_";

/// The signs in `source` that set words off: where each begins, in bytes of the record.
pub fn signs(source: Source) -> HashSet<usize> {
    let lines = source.lines.iter().enumerate();
    let lines = lines.filter(|(_, line)| line.tokens.iter().filter(|token| token.kind == TokenKind::Sign).count() > 1);
    let signs = lines.flat_map(|(line, _)| {
        let span = source.content(line);
        pairs(span.of(source.text)).into_iter().flatten().map(move |mark| span.start + mark.start)
    });
    signs.collect()
}

/// `before` without the mark at its end, if that mark closes words that are set off.
pub fn without_its_end(before: &str) -> &str {
    if !before.ends_with(MARKS.map(char::from)) {
        return before;
    }
    match pairs(before).pop() {
        Some([_, closing]) if closing.end == before.len() => before.get(..closing.start).unwrap_or(before),
        _ => before,
    }
}

/// The pairs of marks in `text` that set words off, the opening one first. Equal marks in a row, as in `**Halcyon**`,
/// are one mark.
fn pairs(text: &str) -> Vec<[Span; 2]> {
    let mut found = Vec::new();
    let mut open: Option<Span> = None;
    let mut at = 0;
    while let Some(next) = text.as_bytes().get(at..).and_then(|rest| memchr::memchr2(MARKS[0], MARKS[1], rest)) {
        let start = at + next;
        let rest = text.get(start..).unwrap_or_default();
        let mark = rest.chars().next().unwrap_or_default();
        let end = start + rest.len() - rest.trim_start_matches(mark).len();
        let run = Span::new(start, end);
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let after = text.get(end..).and_then(|after| after.chars().next());
        let same = open.filter(|open| open.of(text) == run.of(text));
        if let Some(opening) =
            same.filter(|_| before.is_some_and(|c| !c.is_whitespace()) && !after.is_some_and(char::is_alphabetic))
        {
            found.push([opening, run]);
            open = None;
        } else if !before.is_some_and(char::is_alphanumeric) && after.is_some_and(|c| c.is_alphanumeric() || c == '“')
        {
            open = Some(run);
        }
        at = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which marks of `text` set words off, by their places.
    #[track_caller]
    fn check(text: &str, expected: &[(usize, usize)]) {
        let found: Vec<_> = pairs(text).into_iter().map(|[open, close]| (open.start, close.start)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_set_off() {
        check("*Halcyon*", &[(0, 8)]);
        check("the _Halcyon_, and the **Meerkat**.", &[(4, 12), (23, 32)]);
        check("the (*Halcyon*)", &[(5, 13)]);
        check("the *Halcyon*1", &[(4, 12)]);
    }

    #[test]
    fn signs_behind_words() {
        check("the Board* and the Council*", &[]);
        check("* Not printed. The Board*", &[]);
        check("2 * 3 * 4", &[]);
        check("*Smith and **Jones", &[]);
        check("the Board*s and *Jones", &[]);
        check("*Smith and the Board*s", &[]);
    }

    #[test]
    fn the_text_before_a_closing_mark() {
        assert_eq!(without_its_end("the *Halcyon*"), "the *Halcyon");
        assert_eq!(without_its_end("the Halcyon*"), "the Halcyon*");
        assert_eq!(without_its_end("the *Halcyon* and"), "the *Halcyon* and");
    }
}
