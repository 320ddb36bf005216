//! The words of a record, which tell whether the letter at the end of one is part of it.

use crate::text::words;
use foldhash::{HashMap, HashMapExt};

/// Shorter words, in bytes, say nothing.
const SHORTEST: usize = 3;

/// The words of a text, read when they are first asked for.
pub struct Words<'a> {
    text: &'a str,
    /// So many letters are the ending of a word.
    letters: usize,
    /// How often each word occurs.
    counts: Option<HashMap<&'a str, usize>>,
    /// How many of these words have each ending.
    endings: Option<HashMap<&'a str, usize>>,
}

impl<'a> Words<'a> {
    /// The words of `text`, whose last `letters` letters are their ending.
    pub fn of(text: &'a str, letters: usize) -> Self {
        Self { text, letters, counts: None, endings: None }
    }

    /// How often `word` occurs.
    pub fn count(&mut self, word: &str) -> usize {
        self.counts().get(word).copied().unwrap_or_default()
    }

    /// Whether no other word has the ending of `word`.
    pub fn end_so_once(&mut self, word: &str) -> bool {
        let letters = self.letters;
        if self.endings.is_none() {
            let mut endings = HashMap::default();
            for word in self.counts().keys() {
                *endings.entry(ending(word, letters)).or_default() += 1;
            }
            self.endings = Some(endings);
        }
        self.endings.as_ref().and_then(|endings| endings.get(ending(word, letters))).is_none_or(|&words| words < 2)
    }

    fn counts(&mut self) -> &HashMap<&'a str, usize> {
        self.counts.get_or_insert_with(|| {
            // Texts have about one different word for so many bytes.
            const BYTES: usize = 24;
            let mut counts = HashMap::with_capacity(self.text.len() / BYTES);
            for word in words(self.text).filter(|word| word.len() >= SHORTEST) {
                *counts.entry(word).or_default() += 1;
            }
            counts
        })
    }
}

/// The last `letters` letters of `word`.
fn ending(word: &str, letters: usize) -> &str {
    let first = letters.checked_sub(1).and_then(|back| word.char_indices().nth_back(back));
    first.and_then(|(at, _)| word.get(at..)).unwrap_or(word)
}
