//! The numbers of a record, and what they say about each other.
//!
//! - If a telegram is 244 elsewhere in the record, `244` is hardly 24 with a reference 4.
//! - If the record has `your 251`, then `your 2443` is rather 244 with a reference 3.
//! - If one reference stands before the punctuation, as in `could2.`, so do others.
//!
//! Figures in these comments are counted over the ten published volumes that `src/measure` reads.

use crate::convention::mark::TokenKind;
use crate::lexicon::Language;
use crate::record::context::classes::{Class, Left, WordClass};
use crate::record::context::table_sums::{self, LabelDigits};
use crate::record::context::usual_digits::{self, UsualDigits};
use crate::record::source::{Source, floor};
use crate::text::Span;
use foldhash::fast::FixedState;
use foldhash::{HashMap, HashMapExt};
use std::hash::{BuildHasher, Hasher};

/// A number of so many digits or more is the same number wherever it stands; a shorter one only behind the same word.
const TELLING: usize = 3;
/// How many bytes before a number are searched for the word before it.
const WORD: usize = 24;
/// How many bytes after a number are looked at: at least two characters.
const BEHIND: usize = 8;
/// So many lower-case letters before a number are a word.
const LETTERS: usize = 2;
/// Longer numbers count as numbers of so many digits.
const LONGEST: usize = 7;

/// The numbers of a record, those in its notes included.
#[derive(Debug)]
pub struct Numbers<'a> {
    text: &'a str,
    /// How often each number stands in the record, by its [`keys`].
    counts: HashMap<u64, u32>,
    /// How many numbers of each length, in digits, stand behind each word, by the word's [`hash`].
    lengths: HashMap<u64, [u32; LONGEST + 1]>,
    /// How many references surely stand before the punctuation, minus those that surely stand behind it.
    before_punctuation: i32,
    /// How many references surely are glued to a word or to the punctuation behind it.
    glued: usize,
    /// How many references surely stand behind a space.
    spaced: usize,
    /// What the sums of tables say.
    sums: LabelDigits,
    /// How many digits the parts of numbers have.
    usual: UsualDigits,
}

impl<'a> Numbers<'a> {
    /// The numbers of the record in `source`.
    pub fn of(source: Source<'a>) -> Self {
        // Most tokens are numbers, with two keys each.
        let mut numbers = Self {
            text: source.text,
            counts: HashMap::with_capacity(2 * source.token_count()),
            lengths: HashMap::with_capacity(source.token_count()),
            before_punctuation: 0,
            glued: 0,
            spaced: 0,
            sums: table_sums::label_digits(source),
            usual: usual_digits::of(source),
        };
        for (_, span, _) in source.tokens().filter(|(_, _, token)| token.kind == TokenKind::Digits) {
            let (number, before, after) = (numbers.written(span), numbers.before(span), numbers.after(span));
            numbers.before_punctuation += punctuation_side(source.language, before, number, after);
            numbers.glued += usize::from(is_glued(before, number, after));
            numbers.spaced += usize::from(is_spaced(before, number, after));
            let word = numbers.word_before(span);
            for key in keys(word, number).into_iter().flatten() {
                *numbers.counts.entry(key).or_default() += 1;
            }
            if !word.is_empty() {
                let lengths = numbers.lengths.entry(hash(word, "")).or_default();
                if let Some(count) = lengths.get_mut(span.len().min(LONGEST)) {
                    *count += 1;
                }
            }
        }
        numbers
    }

    /// The text at `span`.
    pub fn written(&self, span: Span) -> &'a str {
        span.of(self.text)
    }

    /// The last [`WORD`] bytes before the number at `span`.
    fn before(&self, span: Span) -> &'a str {
        Span::new(floor(self.text, span.start.saturating_sub(WORD)), span.start).of(self.text)
    }

    /// The first [`BEHIND`] bytes after the number at `span`.
    fn after(&self, span: Span) -> &'a str {
        Span::new(span.end, floor(self.text, span.end + BEHIND)).of(self.text)
    }

    /// The word before the number at `span`; empty if there is none.
    pub fn word_before(&self, span: Span) -> &'a str {
        let before = self.before(span).trim_end_matches(' ');
        let words = before.trim_end_matches(|c: char| !c.is_whitespace());
        before.get(words.len()..).unwrap_or_default().trim_start_matches(['(', '[', '“'])
    }

    /// Whether the record's references stand before the punctuation, as in `could2.`, rather than behind it. In the ten
    /// volumes they do so in no record.
    pub fn stand_before_punctuation(&self) -> bool {
        self.before_punctuation > 0
    }

    /// How many digits at the end of the number at `span` are a reference according to the sum of a table, 0 if it has
    /// none; `None` if no sum says anything about it.
    pub fn told_by_a_sum(&self, span: Span) -> Option<usize> {
        self.sums.get(&span.start).copied()
    }

    /// How many references surely are glued to a word or to the punctuation behind it.
    pub fn glued(&self) -> usize {
        self.glued
    }

    /// How many digits runs such as the one at `span` have, if that is the last part of a number and no reference stands behind
    /// it; `None` if nothing is usual.
    pub fn usual_digits(&self, span: Span) -> Option<usize> {
        self.usual.get(&span.start).copied()
    }

    /// Whether a reference other than the number at `span` surely stands behind a space.
    pub fn has_spaced(&self, span: Span) -> bool {
        let itself = self.spaced > 0 && is_spaced(self.before(span), self.written(span), self.after(span));
        self.spaced > usize::from(itself)
    }

    /// How many digits the shortest number behind `word` has, not counting the number at `span` and others that equal
    /// it.
    pub fn shortest_other(&self, word: &str, span: Span) -> Option<usize> {
        // Beside a number of three digits or more, numbers of one digit say nothing.
        let least = if span.len() < TELLING { 1 } else { 2 };
        let same = self.counts.get(&hash(word, span.of(self.text))).copied().unwrap_or_default();
        let lengths = (0..).zip(self.lengths.get(&hash(word, ""))?).skip(least);
        let mut others =
            lengths.filter(|&(length, &count)| count > if length == span.len().min(LONGEST) { same } else { 0 });
        others.next().map(|(length, _)| length)
    }

    /// How often the number at `span` stands in the record; a number of fewer than [`TELLING`] digits counts only
    /// behind `word`.
    pub fn count(&self, word: &str, span: Span) -> u32 {
        let counts = keys(word, span.of(self.text)).into_iter().flatten().filter_map(|key| self.counts.get(&key));
        counts.copied().max().unwrap_or_default()
    }
}

/// Where the number between `before` and `after`, in a text in `language`, stands if it surely is a reference or ends in
/// one: 1 before the punctuation, -1 behind it; otherwise 0.
fn punctuation_side(language: &Language, before: &str, number: &str, after: &str) -> i32 {
    let word = || WordClass::before(language, before);
    if is_punctuation(after) {
        // `could2.` `May 123;` `May 1, 19202.`
        i32::from(match number.len() {
            ..=2 => is_word(before),
            3 => word() == WordClass::Month,
            5.. => word() == WordClass::Date && Left::of(number, 4) == Left::Year,
            _ => false,
        })
    } else {
        let behind = number.len() <= 2 && after.chars().next().is_none_or(char::is_whitespace);
        -i32::from(behind && before.strip_suffix(is_mark).is_some_and(is_word))
    }
}

/// Whether `before` ends in a word: in two lower-case letters or more.
pub fn is_word(before: &str) -> bool {
    before.chars().rev().take(LETTERS).filter(|c| c.is_lowercase()).count() == LETTERS
}

/// Whether the number between `before` and `after` surely is a reference glued to a word or to the punctuation behind
/// one. At the end of a line it must stand behind punctuation: how titles and signatures have their references says
/// nothing about the others.
pub fn is_glued(before: &str, number: &str, after: &str) -> bool {
    if number.len() > 2 || !after.chars().next().is_none_or(char::is_whitespace) {
        return false;
    }
    let closed = before.trim_end_matches(Class::closes_a_word);
    is_word(closed) && (closed.len() < before.len() || after.starts_with(' '))
}

/// Whether the number between `before` and `after` surely is a reference behind a space: it stands between two
/// sentences.
fn is_spaced(before: &str, number: &str, after: &str) -> bool {
    if number.len() > 2 || !after.strip_prefix(' ').is_some_and(|after| after.starts_with(char::is_uppercase)) {
        return false;
    }
    let ended = before.strip_suffix(' ').map(|before| before.trim_end_matches(Class::may_close));
    ended.and_then(|before| before.strip_suffix(|c| Class::of(c) == Class::Stop)).is_some_and(is_word)
}

/// Whether `c` is a punctuation mark before or behind which a reference may stand.
fn is_mark(c: char) -> bool {
    matches!(Class::of(c), Class::Stop | Class::Comma)
}

/// Whether `after` begins with a punctuation mark that ends a sentence or a part of it: no letter or digit stands right
/// behind it.
pub fn is_punctuation(after: &str) -> bool {
    after.strip_prefix(is_mark).is_some_and(|after| after.chars().next().is_none_or(|c| !c.is_alphanumeric()))
}

/// The keys under which `number` behind `word` is counted: the number alone if it has [`TELLING`] digits or more, and
/// the number with the word if there is one. The thousands of `1,250` and the tenths of `8.250` are no numbers alone.
fn keys(word: &str, number: &str) -> [Option<u64>; 2] {
    let is_part = || word.strip_suffix(['.', ',']).is_some_and(|first| first.ends_with(|c: char| c.is_ascii_digit()));
    let alone = number.len() >= TELLING && !is_part();
    [alone.then(|| hash("", number)), (!word.is_empty()).then(|| hash(word, number))]
}

/// The key of `number` behind `word`.
fn hash(word: &str, number: &str) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    hasher.write(word.as_bytes());
    hasher.write_u8(0);
    hasher.write(number.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::tests::source;

    /// How often `number`, which stands in `text` behind `before`, occurs, and how many digits the shortest other
    /// number has.
    fn told(text: &str, before: &str, number: &str) -> (u32, Option<usize>) {
        let mut told = None;
        source(text, |source| {
            let numbers = Numbers::of(source);
            let start = text.find(&format!("{before}{number}")).unwrap() + before.len();
            let span = Span::new(start, start + number.len());
            let word = numbers.word_before(span);
            told = Some((numbers.count(word, span), numbers.shortest_other(word, span)));
        });
        told.unwrap()
    }

    #[test]
    fn long_numbers_anywhere_and_short_ones_behind_the_same_word() {
        let text = "Stave’s 244 of May 12, section 12. The tug was 12 days late.\n  1. Telegram 244 asks for it, see section 12.\n";
        assert_eq!(told(text, "Stave’s ", "244").0, 2);
        assert_eq!(told(text, "section ", "12").0, 2);
        assert_eq!(told(text, "May ", "12").0, 1);
        assert_eq!(told(text, "Stave’s ", "24").0, 0);
    }

    #[test]
    fn the_shortest_of_the_others_behind_the_same_word() {
        let text = "Our 244 and our 2512, your 2512 and your 2512, (your 31) our 7.\n";
        assert_eq!(told(text, "our ", "2512").1, None);
        assert_eq!(told(text, "your ", "2512").1, Some(2));
        assert_eq!(told(text, "(your ", "31").1, Some(4));
        assert_eq!(told(text, "our ", "7").1, Some(4));
        assert_eq!(told(text, "Our ", "244").1, None);
    }

    #[test]
    fn where_references_stand() {
        let check = |text: &str, expected: bool| {
            source(text, |source| assert_eq!(Numbers::of(source).stand_before_punctuation(), expected, "{text}"));
        };
        for text in [
            "It is lost2.",
            "it is lost12, he",
            "On May 123; he",
            "on May 1, 19202.",
            "So is it3! He, of Tarn,4 and they2;",
        ] {
            check(text, true);
        }
        for text in [
            "It is lost.2",
            "By U2.",
            "on May 12.",
            "on May 1, 1920.",
            "of 19202.",
            "So is it.3 He2, of Tarn,4",
            "so2.5",
        ] {
            check(text, false);
        }
    }

    #[test]
    fn references_that_are_glued_and_others_behind_a_space() {
        for (text, glued, spaced) in [
            ("So is it.3 Orme2 came (to Tarn),4 and left.", 3, false),
            ("So is it. 3 He came.", 0, true),
            ("The Warden3\n\nThe Elder\n", 0, false),
            ("It is lost.3\n", 1, false),
            ("In Tarn, 3 Boats left. 3 of them", 0, false),
        ] {
            source(text, |source| {
                let numbers = Numbers::of(source);
                assert_eq!((numbers.glued(), numbers.has_spaced(Span::new(0, 0))), (glued, spaced), "{text}");
            });
        }
        // The one asked about does not count.
        source("So is it. 3 He came.", |source| assert!(!Numbers::of(source).has_spaced(Span::new(10, 11))));
    }
}
