//! A language that records may be written in, and how a text tells which it is.

use super::LANGUAGES;
use super::word_lists::{Lexicon, WordList};
use foldhash::HashMap;
use std::fmt;
use std::sync::{LazyLock, OnceLock};

/// A language that records may be written in.
pub struct Language {
    /// The code of the language in ISO 639-1: `en`.
    pub code: &'static str,
    /// What the language is called in English.
    pub name: &'static str,
    /// The words of the language.
    pub lexicon: Lexicon,
    /// The list of each word that tells what a number beside it is, by the word in lower case.
    lists: OnceLock<HashMap<Vec<u8>, WordList>>,
}

/// The length of the longest word in the word lists, in bytes.
const LONGEST: usize = 20;

/// So much of a text is looked at to tell its language, in bytes.
const TELLING: usize = 4096;

/// So many common words of a language are enough to tell it.
const ENOUGH: u32 = 100;

/// A text is in another language than English if it has at least so many common words of it …
const FEWEST: u32 = 4;

/// … and so many more for each common word of English.
const MARGIN: u32 = 2;

impl Language {
    /// The language with this code and name.
    pub(super) const fn new(code: &'static str, name: &'static str, lexicon: Lexicon) -> Self {
        Self { code, name, lexicon, lists: OnceLock::new() }
    }

    /// The language that `text` is written in. None if its first words do not tell.
    ///
    /// Articles, prepositions and the like are counted: they stand in any text. Many of them are words of several
    /// languages, so that a language must have clearly more than English.
    pub fn of_text(text: &str) -> Option<&'static Self> {
        let mut counts = [0_u32; LANGUAGES.len()];
        let end = (0..=TELLING.min(text.len())).rev().find(|&end| text.is_char_boundary(end)).unwrap_or_default();
        for word in text.get(..end).unwrap_or_default().split(|c: char| !c.is_alphabetic()) {
            let languages = lowered(word, |word| COMMON.get(word).copied()).unwrap_or_default();
            if languages == 0 {
                continue;
            }
            for (at, count) in counts.iter_mut().enumerate() {
                *count += u32::from(languages >> at & 1);
            }
            if counts.contains(&ENOUGH) {
                break;
            }
        }
        let mut all = LANGUAGES.iter().copied().zip(counts);
        let (english, in_english) = all.next()?;
        let least = FEWEST + MARGIN * in_english;
        let (other, in_other) = all.reduce(|best, other| if other.1 > best.1 { other } else { best })?;
        if in_other >= least { Some(other) } else { (in_english >= FEWEST).then_some(english) }
    }

    /// The list in which `word` stands, in upper or lower case.
    pub fn list_of(&self, word: &str) -> Option<WordList> {
        lowered(word, |word| self.lists().get(word).copied())
    }

    fn lists(&self) -> &HashMap<Vec<u8>, WordList> {
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

/// The words that stand in any text of a language, in lower case; a bit for each of [`LANGUAGES`] that has the word.
static COMMON: LazyLock<HashMap<Vec<u8>, u32>> = LazyLock::new(|| {
    let mut common = HashMap::default();
    for (at, language) in LANGUAGES.iter().enumerate() {
        for (word, _) in language.lists().iter().filter(|(_, list)| list.is_common()) {
            *common.entry(word.clone()).or_default() |= 1 << at;
        }
    }
    common
});

/// What `find` finds for `word` in lower case. None if the word is longer than any in the lists.
fn lowered<T>(word: &str, find: impl FnOnce(&[u8]) -> Option<T>) -> Option<T> {
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
    use crate::lexicon::{de, en, fr, it, nl};

    #[test]
    fn common_words_tell_the_language() {
        for (text, expected) in [
            (
                "The warden of the light said that it was not to be seen from the pier, and so did they.",
                Some(&en::LANGUAGE),
            ),
            (
                "Der Wärter des Turmes sagt, dass man ihn von der Mole aus nicht sieht, und das ist wahr.",
                Some(&de::LANGUAGE),
            ),
            (
                "Le gardien de la tour dit qu’on ne la voit pas du môle, et que cela est vrai pour tous.",
                Some(&fr::LANGUAGE),
            ),
            (
                "De wachter van de toren zegt dat men hem niet van de pier ziet, en dat is ook waar.",
                Some(&nl::LANGUAGE),
            ),
            (
                "Il custode della torre dice che non si vede dal molo, e che questo è vero per tutti.",
                Some(&it::LANGUAGE),
            ),
            ("Tarn, 3 Mai 1904. Der Wärter.", None),
            ("Brill 41 32 Tarn 14 9", None),
            ("", None),
        ] {
            assert_eq!(Language::of_text(text), expected, "{text}");
        }
    }

    #[test]
    fn words_of_another_language_within_english() {
        let quoting = "He wrote that the sign over the door of the house was in German, and that it said: “Wer hier steht, \
            der ist mit uns.” This was not so, as they had it from the mayor.";
        assert_eq!(Language::of_text(quoting), Some(&en::LANGUAGE));
    }

    #[test]
    fn only_the_beginning_tells() {
        let german = "Der Wärter ist nicht auf dem Turm und auch nicht in der Stadt. ".repeat(80);
        let english = "The warden is not on the tower, and he is not in the town. ".repeat(80);
        assert_eq!(Language::of_text(&(german.clone() + &english)), Some(&de::LANGUAGE));
        assert_eq!(Language::of_text(&(english + &german)), Some(&en::LANGUAGE));
    }

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

    #[test]
    fn every_language_has_twelve_months_and_a_code_of_its_own() {
        for (at, language) in LANGUAGES.iter().enumerate() {
            assert!(language.lexicon.months.len() >= 12, "{language:?}");
            assert!(LANGUAGES.iter().skip(at + 1).all(|other| other != language), "{language:?}");
        }
    }
}
