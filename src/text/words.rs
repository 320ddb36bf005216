//! The words of a text.

use super::Span;
use std::ops::RangeInclusive;

/// The words of `text`, in order: its runs of letters and digits.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    spans_of_words(text).map(|span| span.of(text))
}

/// The bytes of each of the [`words`] of `text`.
pub fn spans_of_words(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = run(text, at, Kind::Between);
        at = run(text, start, Kind::Word);
        (start < at).then(|| Span::new(start, at))
    })
}

/// The kind of a byte of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// An ASCII character of a word.
    Word,
    /// Another ASCII character.
    Between,
    /// A byte of another character.
    Other,
}

/// The kind of each byte. Nearly all characters of most texts are ASCII, and those are told apart fast.
const KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Other; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        kinds[byte as usize] = if byte.is_ascii_alphanumeric() { Kind::Word } else { Kind::Between };
        byte += 1;
    }
    kinds
};

/// The dashes, quotation marks and bullets of Unicode: the characters that are most often found beside ASCII in English, which
/// Unicode's table of letters would tell slowly.
const DASHES_AND_QUOTES: RangeInclusive<char> = '\u{2010}'..='\u{2027}';

/// Where the characters of `text` from byte `start` on end that are of words, or that are not: `kind` is which.
fn run(text: &str, start: usize, kind: Kind) -> usize {
    let mut end = start;
    while let Some(byte) = text.as_bytes().get(end) {
        match KINDS[usize::from(*byte)] {
            found if found == kind => end += 1,
            Kind::Other => return run_of_any(text, end, kind),
            _ => break,
        }
    }
    end
}

/// The same for a run with characters that are not ASCII.
#[cold]
fn run_of_any(text: &str, start: usize, kind: Kind) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let is_of_word = |c: char| !DASHES_AND_QUOTES.contains(&c) && c.is_alphanumeric();
    rest.find(|c| is_of_word(c) != (kind == Kind::Word)).map_or(text.len(), |end| start + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_and_digits() {
        let check = |text: &str, expected: &[&str]| assert_eq!(words(text).collect::<Vec<_>>(), expected, "{text}");
        check("", &[]);
        check(" — ,", &[]);
        check("The lock,2 (new)", &["The", "lock", "2", "new"]);
        check("Über5 été’s n°", &["Über5", "été", "s", "n"]);
        check("a², Tür", &["a²", "Tür"]);
    }
}
