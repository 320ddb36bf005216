//! A language that records may be written in.

use super::word_lists::{Lexicon, WordList};
use foldhash::HashMap;
use std::fmt;
use std::sync::OnceLock;

/// A language that records may be written in.
pub struct Language {
    /// The code of the language in ISO 639-1: `en`.
    pub code: &'static str,
    /// What the language is called in English.
    pub name: &'static str,
    /// The words of the language.
    pub lexicon: &'static Lexicon,
    /// The list of each word that tells what a number beside it is, by the word in lower case.
    lists: OnceLock<HashMap<Vec<u8>, WordList>>,
}

/// The length of the longest word in the word lists, in bytes.
const LONGEST: usize = 20;

impl Language {
    /// The language with this code and name.
    pub(super) const fn new(code: &'static str, name: &'static str, lexicon: &'static Lexicon) -> Self {
        Self { code, name, lexicon, lists: OnceLock::new() }
    }

    /// The list in which `word` stands, in upper or lower case.
    pub fn list_of(&self, word: &str) -> Option<WordList> {
        lowered(word, |word| self.lists().get(word).copied())
    }

    /// The list of each word that tells what a number beside it is, by the word in lower case.
    pub(super) fn lists(&self) -> &HashMap<Vec<u8>, WordList> {
        self.lists.get_or_init(|| {
            let mut lists = HashMap::default();
            for (list, words) in self.lexicon.lists() {
                for word in words {
                    lists.entry(word.to_lowercase().into_bytes()).or_insert(list);
                }
            }
            lists
        })
    }
}

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Language {}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// What `find` finds for `word` in lower case. None if the word is longer than any in the lists.
pub(super) fn lowered<T>(word: &str, find: impl FnOnce(&[u8]) -> Option<T>) -> Option<T> {
    let mut lower = [0; LONGEST];
    if word.is_ascii() {
        let lower = lower.get_mut(..word.len())?;
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        return find(lower);
    }
    let mut end = 0;
    for c in word.chars().flat_map(char::to_lowercase) {
        end += c.encode_utf8(lower.get_mut(end..end + c.len_utf8())?).len();
    }
    find(lower.get(..end)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{LANGUAGES, de, en};

    #[test]
    fn every_listed_word_is_found_in_any_case() {
        for language in LANGUAGES {
            for (_, words) in language.lexicon.lists() {
                for word in words {
                    assert!(language.list_of(word).is_some(), "{language:?}: {word}");
                    assert!(
                        language.list_of(&word.to_uppercase()).is_some() || word.contains('ß'),
                        "{language:?}: {word}"
                    );
                }
            }
        }
        assert_eq!(de::LANGUAGE.list_of("März"), Some(WordList::Months));
        assert_eq!(de::LANGUAGE.list_of("Über"), Some(WordList::Prepositions));
        assert_eq!(en::LANGUAGE.list_of("approximatelyandmoreandmore"), None);
    }
}
