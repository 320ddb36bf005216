//! The numbers of a record, and whether one is named again: a telegram that is 244 elsewhere is hardly 24 with a
//! reference 4 behind it.

use super::source::{Source, floor};
use crate::syntax::TokenKind;
use crate::text::Span;
use foldhash::fast::FixedState;
use foldhash::{HashMap, HashMapExt};
use std::hash::{BuildHasher, Hasher};

/// Numbers of so many digits and more are the same wherever they stand; shorter ones behind the same word alone.
const TELLING: usize = 3;
/// How many bytes of the word before a number are looked at.
const WORD: usize = 24;

/// How often each number stands in a record, its notes included.
#[derive(Debug)]
pub(super) struct Numbers<'a> {
    text: &'a str,
    counts: HashMap<u64, u32>,
}

impl<'a> Numbers<'a> {
    /// The numbers of the record in `source`.
    pub fn of(source: Source<'a>) -> Self {
        // Most tokens are numbers, with two keys each.
        let mut numbers = Self { text: source.text, counts: HashMap::with_capacity(2 * source.token_count()) };
        for (_, span, _) in source.tokens().filter(|(_, _, token)| token.kind == TokenKind::Digits) {
            for key in keys(numbers.word_before(span), span.of(source.text)).into_iter().flatten() {
                *numbers.counts.entry(key).or_default() += 1;
            }
        }
        numbers
    }

    /// What is written at `span`.
    pub fn written(&self, span: Span) -> &'a str {
        span.of(self.text)
    }

    /// The word before the number at `span`.
    pub fn word_before(&self, span: Span) -> &'a str {
        let before = Span::new(floor(self.text, span.start.saturating_sub(WORD)), span.start).of(self.text);
        let before = before.trim_end_matches(' ');
        let words = before.trim_end_matches(|c: char| !c.is_whitespace());
        before.get(words.len()..).unwrap_or_default()
    }

    /// How often the number at `span` stands in the record, or the same behind the same `word`.
    pub fn count(&self, word: &str, span: Span) -> u32 {
        let counts = keys(word, span.of(self.text)).into_iter().flatten().filter_map(|key| self.counts.get(&key));
        counts.copied().max().unwrap_or_default()
    }
}

/// What `number` behind `word` is known by: itself where it is telling, and the word with it.
fn keys(word: &str, number: &str) -> [Option<u64>; 2] {
    let hash = |word: &str| {
        let mut hasher = FixedState::default().build_hasher();
        hasher.write(word.as_bytes());
        hasher.write_u8(0);
        hasher.write(number.as_bytes());
        hasher.finish()
    };
    [(number.len() >= TELLING).then(|| hash("")), (!word.is_empty()).then(|| hash(word))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::tests::source;

    #[test]
    fn long_numbers_anywhere_and_short_ones_behind_the_same_word() {
        let text = "Stave’s 244 of May 12, section 12. The tug was 12 days late.\n  1. Telegram 244 asks for it, see section 12.\n";
        source(text, |source| {
            let numbers = Numbers::of(source);
            let count = |before: &str, number: &str| {
                let start = text.find(&format!("{before}{number}")).unwrap() + before.len();
                let span = Span::new(start, start + number.len());
                numbers.count(numbers.word_before(span), span)
            };
            assert_eq!(count("Stave’s ", "244"), 2);
            assert_eq!(count("section ", "12"), 2);
            assert_eq!(count("May ", "12"), 1);
            assert_eq!(count("Stave’s ", "24"), 0);
        });
    }
}
