//! Evidence: what a note has in common with the words before its reference. The note of `Department’s 1007.2` begins
//! "Telegram 1007", and the 1007 speaks for the pair.

use crate::record::costs::alignment::MOST_IN_COMMON;
use crate::record::glued::candidates::Candidates;
use crate::record::glued::features::{Common, Feature, Table};
use crate::record::source::floor;
use crate::text::{Span, words};
use foldhash::fast::FixedState;
use std::hash::{BuildHasher, Hasher};

/// How many bytes before a reference are searched for words in common.
const BEFORE_REFERENCE: usize = 90;
/// How many bytes from a note's beginning are searched for words in common.
const OF_NOTE: usize = 160;

/// The words that references and notes have in common, each read when it is first asked for.
pub struct Evidence<'a> {
    text: &'a str,
    table: &'a Table,
    candidates: &'a Candidates,
    /// The text of each note, in bytes of the record.
    notes: Vec<Span>,
    /// The words of each note, sorted; `None` for a note that has not been asked for.
    words_of_notes: Vec<Option<Vec<Word>>>,
    /// The words before the candidate `current`, sorted.
    words_before: Vec<Word>,
    /// The candidate that `words_before` belongs to.
    current: usize,
    /// For each note, the candidate that it was last weighed against, and what the words in common are worth, in log-odds.
    known: Vec<(usize, f32)>,
}

/// A word, known by its hash, and its kind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Word {
    hash: u64,
    kind: Kind,
}

/// The kind of a word that says something if it stands both before a reference and in its note.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// A word of four bytes or more that begins with a capital.
    Name,
    /// A number of two digits.
    ShortNumber,
    /// A longer number.
    Number,
    /// Any other word of six bytes or more.
    Word,
}

impl Kind {
    /// The kind of `word`; `None` if the word says nothing.
    fn of(word: &str) -> Option<Self> {
        let first = word.chars().next()?;
        match word.len() {
            2 if first.is_ascii_digit() => Some(Self::ShortNumber),
            3.. if first.is_ascii_digit() => Some(Self::Number),
            4.. if first.is_uppercase() => Some(Self::Name),
            6.. if first.is_lowercase() => Some(Self::Word),
            _ => None,
        }
    }
}

/// How many words of each [`Kind`] are in common, up to [`Common::MOST`].
type Counts = [u8; 4];

impl<'a> Evidence<'a> {
    /// The evidence for the pairs of `candidates` with the notes whose texts stand at `notes` in `text`.
    pub fn new(text: &'a str, table: &'a Table, candidates: &'a Candidates, notes: Vec<Span>) -> Self {
        let words_of_notes = vec![None; notes.len()];
        let known = vec![(usize::MAX, 0.0); notes.len()];
        Self { text, table, candidates, notes, words_of_notes, words_before: Vec::new(), current: usize::MAX, known }
    }

    /// Where each note's text ends, in bytes of the record, and the hash of the text.
    pub fn notes(&self) -> Vec<(usize, u64)> {
        let hash = |note: &Span| FixedState::default().hash_one(note.of(self.text));
        self.notes.iter().map(|note| (note.end, hash(note))).collect()
    }

    /// How many words note `note` has in common with the text before the candidate of index `candidate`.
    pub fn common(&mut self, candidate: usize, note: usize) -> Counts {
        if candidate != self.current {
            self.current = candidate;
            let end = self.candidates.all.get(candidate).map_or(0, |candidate| candidate.span.start);
            // Notes at the foot of the page before are no part of the running text.
            let notes_before = self.notes.partition_point(|note| note.end <= end);
            let behind_notes = self.notes.get(..notes_before).and_then(<[Span]>::last).map_or(0, |note| note.end);
            let start = floor(self.text, before(self.text, end, BEFORE_REFERENCE)).max(behind_notes);
            read(self.text.get(start..end).unwrap_or_default(), &mut self.words_before);
        }
        let Some(slot) = self.words_of_notes.get_mut(note) else { return [0; 4] };
        let said = slot.get_or_insert_with(|| {
            let span = self.notes.get(note).copied().unwrap_or_default();
            let end = floor(self.text, span.end.min(behind(self.text, span.start, OF_NOTE)));
            // A note hardly has more words that say something.
            let mut found = Vec::with_capacity(OF_NOTE / 8);
            read(Span::new(span.start, end).of(self.text), &mut found);
            found
        });
        let mut common = Counts::default();
        for word in self.words_before.iter().filter(|word| said.binary_search(word).is_ok()) {
            if let Some(count) = common.get_mut(word.kind as usize) {
                *count = (*count + 1).min(Common::MOST);
            }
        }
        common
    }

    /// What the words are worth, in log-odds, that note `note` has in common with the text before the candidate of
    /// index `candidate`: at most [`MOST_IN_COMMON`].
    pub fn of(&mut self, candidate: usize, note: usize) -> f32 {
        if let Some(&(against, worth)) = self.known.get(note)
            && against == candidate
        {
            return worth;
        }
        let table = self.table;
        let worth: f32 = features(self.common(candidate, note)).map(|feature| table.worth(feature)).sum();
        let worth = worth.min(MOST_IN_COMMON);
        if let Some(known) = self.known.get_mut(note) {
            *known = (candidate, worth);
        }
        worth
    }
}

/// The features of so many words in common.
pub fn features([names, short_numbers, numbers, words]: Counts) -> impl Iterator<Item = Feature> {
    let found = [
        (names, Common::Names(names)),
        (short_numbers, Common::ShortNumbers(short_numbers)),
        (numbers, Common::Numbers(numbers)),
        (words, Common::Words(words)),
    ];
    found.into_iter().filter(|(count, _)| *count > 0).map(|(_, common)| Feature::Common(common))
}

/// Whether the byte at `at` of `text` is the first of a line break of two bytes. It is not counted, so that a text reads
/// alike whatever its line breaks.
fn is_uncounted(text: &str, at: usize) -> bool {
    text.as_bytes().get(at..at + 2) == Some(b"\r\n")
}

/// The offset in `text` that lies `count` counted bytes before `end`; 0 if there are fewer.
fn before(text: &str, end: usize, count: usize) -> usize {
    let start = end.saturating_sub(count);
    if memchr::memchr(b'\r', text.as_bytes().get(start..end).unwrap_or_default()).is_none() {
        return start;
    }
    (0..end).rev().filter(|&at| !is_uncounted(text, at)).nth(count.saturating_sub(1)).unwrap_or_default()
}

/// The offset in `text` that lies `count` counted bytes behind `start`; that of the end if there are fewer.
fn behind(text: &str, start: usize, count: usize) -> usize {
    let end = text.len().min(start + count);
    if memchr::memchr(b'\r', text.as_bytes().get(start..end).unwrap_or_default()).is_none() {
        return end;
    }
    (start..text.len()).filter(|&at| !is_uncounted(text, at)).nth(count).unwrap_or(text.len())
}

/// Replaces `found` by the words of `text` that say something, sorted, each once.
fn read(text: &str, found: &mut Vec<Word>) {
    found.clear();
    for word in words(text) {
        if let Some(kind) = Kind::of(word) {
            let mut hasher = FixedState::default().build_hasher();
            hasher.write(word.as_bytes());
            found.push(Word { hash: hasher.finish(), kind });
        }
    }
    found.sort_unstable();
    found.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_break_of_two_bytes_counts_as_one() {
        for (text, at, back, ahead) in [("ab\ncd\nef", 4, 1, 7), ("ab\r\ncd\r\nef", 5, 1, 9), ("ab\rcd\ref", 4, 1, 7)] {
            assert_eq!((before(text, at, 3), behind(text, at, 3)), (back, ahead), "{text:?}");
            assert_eq!((before(text, at, 30), behind(text, at, 30)), (0, text.len()), "{text:?}");
        }
    }
}
