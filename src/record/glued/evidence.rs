//! What a note says against the words before its reference: the note of `Department’s 1007.2` begins "Telegram 1007".

use crate::record::costs::alignment::MOST_IN_COMMON;
use crate::record::glued::candidates::Candidates;
use crate::record::glued::features::{Common, Feature, Table};
use crate::record::source::floor;
use crate::text::Span;
use foldhash::fast::FixedState;
use std::hash::{BuildHasher, Hasher};

/// How many bytes before a reference, and at a note's beginning, may have words in common.
const BEFORE_REFERENCE: usize = 90;
const OF_NOTE: usize = 160;

/// The words in common of references and notes, each looked at when it is first asked for.
pub struct Evidence<'a> {
    text: &'a str,
    table: &'a Table,
    candidates: &'a Candidates,
    notes: Vec<Span>,
    words_of_notes: Vec<Option<Vec<Word>>>,
    words_before: Vec<Word>,
    /// The candidate that `words_before` and `known` belong to.
    current: usize,
    /// Notes with what they are worth.
    known: Vec<(usize, f32)>,
}

/// A word's hash and its kind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Word {
    hash: u64,
    kind: Kind,
}

/// What a word tells when it stands on both sides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// One of four letters and more with a capital.
    Name,
    /// A number of two digits.
    ShortNumber,
    /// A longer one.
    Number,
    /// Any other word of six letters and more.
    Word,
}

impl Kind {
    /// The kind of `word`; none where it tells nothing.
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

/// How many words of each [`Kind`] stand on both sides, up to [`Common::MOST`].
type Counts = [u8; 4];

impl<'a> Evidence<'a> {
    /// The evidence between the candidates and the notes whose texts stand at `notes` in `text`.
    pub fn new(text: &'a str, table: &'a Table, candidates: &'a Candidates, notes: Vec<Span>) -> Self {
        let words_of_notes = vec![None; notes.len()];
        Self {
            text,
            table,
            candidates,
            notes,
            words_of_notes,
            words_before: Vec::new(),
            current: usize::MAX,
            known: Vec::new(),
        }
    }

    /// How many words the note `note` has in common with those before the candidate of index `candidate`.
    pub fn common(&mut self, candidate: usize, note: usize) -> Counts {
        if candidate != self.current {
            self.current = candidate;
            self.known.clear();
            let end = self.candidates.all.get(candidate).map_or(0, |candidate| candidate.span.start);
            // The notes at the foot of the page before are no words of the text.
            let notes_before = self.notes.partition_point(|note| note.end <= end);
            let behind_notes = self.notes.get(..notes_before).and_then(<[Span]>::last).map_or(0, |note| note.end);
            let start = floor(self.text, end.saturating_sub(BEFORE_REFERENCE)).max(behind_notes);
            words(Span::new(start, end).of(self.text), &mut self.words_before);
        }
        let Some(slot) = self.words_of_notes.get_mut(note) else { return [0; 4] };
        let said = slot.get_or_insert_with(|| {
            let span = self.notes.get(note).copied().unwrap_or_default();
            let end = floor(self.text, span.end.min(span.start + OF_NOTE));
            // Hardly more words of so many bytes tell something.
            let mut found = Vec::with_capacity(OF_NOTE / 8);
            words(Span::new(span.start, end).of(self.text), &mut found);
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

    /// What that is worth, in log-odds.
    pub fn of(&mut self, candidate: usize, note: usize) -> f32 {
        if candidate == self.current
            && let Some(&(_, worth)) = self.known.iter().find(|&&(of, _)| of == note)
        {
            return worth;
        }
        let table = self.table;
        let worth: f32 = features(self.common(candidate, note)).map(|feature| table.worth(feature)).sum();
        let worth = worth.min(MOST_IN_COMMON);
        self.known.push((note, worth));
        worth
    }
}

/// The features that so many words in common are.
pub fn features([names, short_numbers, numbers, words]: Counts) -> impl Iterator<Item = Feature> {
    let found = [
        (names, Common::Names(names)),
        (short_numbers, Common::ShortNumbers(short_numbers)),
        (numbers, Common::Numbers(numbers)),
        (words, Common::Words(words)),
    ];
    found.into_iter().filter(|(count, _)| *count > 0).map(|(_, common)| Feature::Common(common))
}

/// Fills `found` with the words of `text` that tell something, sorted, each once.
fn words(text: &str, found: &mut Vec<Word>) {
    found.clear();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        if let Some(kind) = Kind::of(word) {
            let mut hasher = FixedState::default().build_hasher();
            hasher.write(word.as_bytes());
            found.push(Word { hash: hasher.finish(), kind });
        }
    }
    found.sort_unstable();
    found.dedup();
}
