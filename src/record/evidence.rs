//! What a note says against the words before its reference: the note of `Department’s 1007.2` begins "Telegram 1007".

use super::candidates::Candidates;
use super::source::floor;
use super::weights;
use crate::text::Span;
use std::hash::{DefaultHasher, Hasher};

/// How many bytes before a reference, and at a note's beginning, may have words in common.
const BEFORE_REFERENCE: usize = 90;
const OF_NOTE: usize = 160;

/// The words in common of references and notes, each looked at when it is first asked for.
pub(super) struct Evidence<'a> {
    text: &'a str,
    candidates: &'a Candidates,
    notes: Vec<Span>,
    words_of_notes: Vec<Option<Vec<Word>>>,
    words_before: Vec<Word>,
    /// The candidate that `words_before` and `known` belong to.
    current: usize,
    known: Vec<(usize, f32)>,
}

/// A word's hash and what it is worth when it stands on both sides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Word {
    hash: u64,
    is_number: bool,
}

impl<'a> Evidence<'a> {
    /// The evidence between the candidates and the notes whose texts stand at `notes` in `text`.
    pub fn new(text: &'a str, candidates: &'a Candidates, notes: Vec<Span>) -> Self {
        let words_of_notes = vec![None; notes.len()];
        Self {
            text,
            candidates,
            notes,
            words_of_notes,
            words_before: Vec::new(),
            current: usize::MAX,
            known: Vec::new(),
        }
    }

    /// What speaks for the candidate of index `candidate` leading to the note `note`, in log-odds.
    pub fn of(&mut self, candidate: usize, note: usize) -> f32 {
        if candidate != self.current {
            self.current = candidate;
            self.known.clear();
            let end = self.candidates.all.get(candidate).map_or(0, |candidate| candidate.span.start);
            let start = floor(self.text, end.saturating_sub(BEFORE_REFERENCE));
            words(Span::new(start, end).of(self.text), &mut self.words_before);
        }
        if let Some(&(_, known)) = self.known.iter().find(|&&(of, _)| of == note) {
            return known;
        }
        let Some(slot) = self.words_of_notes.get_mut(note) else { return 0.0 };
        let said = slot.get_or_insert_with(|| {
            let span = self.notes.get(note).copied().unwrap_or_default();
            let end = floor(self.text, span.end.min(span.start + OF_NOTE));
            let mut found = Vec::new();
            words(Span::new(span.start, end).of(self.text), &mut found);
            found
        });
        let worth = |word: &Word| if word.is_number { weights::NUMBER_IN_COMMON } else { weights::WORD_IN_COMMON };
        let common = self.words_before.iter().filter(|word| said.binary_search(word).is_ok()).map(worth).sum::<f32>();
        let evidence = common.min(weights::MOST_EVIDENCE);
        self.known.push((note, evidence));
        evidence
    }
}

/// Fills `found` with the words of `text` that tell something, sorted: names and numbers, each once.
fn words(text: &str, found: &mut Vec<Word>) {
    found.clear();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        let is_number = word.starts_with(|c: char| c.is_ascii_digit());
        let telling = if is_number { word.len() >= 2 } else { word.len() >= 4 && word.starts_with(char::is_uppercase) };
        if telling {
            let mut hasher = DefaultHasher::new();
            hasher.write(word.as_bytes());
            found.push(Word { hash: hasher.finish(), is_number });
        }
    }
    found.sort_unstable();
    found.dedup();
}
