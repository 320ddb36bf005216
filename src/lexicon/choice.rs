//! The languages, and which of them a text is written in.

use super::language::{Language, lowered};
use super::{de, en, fr, it, nl};
use crate::text::words;
use foldhash::HashMap;
use std::sync::LazyLock;

/// The languages that records may be written in. English comes first: it is what a text counts as where its words do not
/// tell.
pub static LANGUAGES: [&Language; 5] = [&en::LANGUAGE, &de::LANGUAGE, &fr::LANGUAGE, &nl::LANGUAGE, &it::LANGUAGE];

/// So much of a text is looked at to tell its language, in bytes.
const TELLING: usize = 4096;

/// So many common words of a language are enough to tell it, so that most texts are read no further than their first paragraph.
const ENOUGH: u8 = 15;

/// A text is in another language than English if it has at least so many common words of it …
const FEWEST: u8 = 4;

/// … and so many more for each common word of English.
const MARGIN: u8 = 2;

/// The language that `text` is written in. None if its first words do not tell.
///
/// Articles, prepositions and the like are counted: they stand in any text. Many of them are words of several
/// languages, so that a language must have clearly more than English.
pub fn language_of(text: &str) -> Option<&'static Language> {
    let mut counts = Counts::default();
    let end = (0..=TELLING.min(text.len())).rev().find(|&end| text.is_char_boundary(end)).unwrap_or_default();
    for word in words(text.get(..end).unwrap_or_default()) {
        let Some(languages) = lowered(word, |word| COMMON.get(word)) else { continue };
        for (count, has) in counts.iter_mut().zip(languages) {
            *count += has;
        }
        // Against so much English no other language has clearly more before it has enough.
        let is_english = counts.first().is_some_and(|english| FEWEST + MARGIN * english > ENOUGH);
        if is_english || counts.contains(&ENOUGH) {
            break;
        }
    }
    let mut all = LANGUAGES.iter().copied().zip(counts);
    let (english, in_english) = all.next()?;
    let least = FEWEST + MARGIN * in_english;
    let (other, in_other) = all.reduce(|best, other| if other.1 > best.1 { other } else { best })?;
    if in_other >= least { Some(other) } else { (in_english >= FEWEST).then_some(english) }
}

/// A count for each of [`LANGUAGES`].
type Counts = [u8; LANGUAGES.len()];

/// The words that stand in any text of a language, in lower case, each with 1 for each language that has it.
static COMMON: LazyLock<HashMap<Vec<u8>, Counts>> = LazyLock::new(|| {
    let mut common = HashMap::<_, Counts>::default();
    for (at, language) in LANGUAGES.iter().enumerate() {
        for (word, _) in language.lists().iter().filter(|(_, list)| list.is_common()) {
            if let Some(has) = common.entry(word.clone()).or_default().get_mut(at) {
                *has = 1;
            }
        }
    }
    common
});

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(language_of(text), expected, "{text}");
        }
    }

    #[test]
    fn words_of_another_language_within_english() {
        let quoting = "He wrote that the sign over the door of the house was in German, and that it said: “Wer hier steht, \
            der ist mit uns.” This was not so, as they had it from the mayor.";
        assert_eq!(language_of(quoting), Some(&en::LANGUAGE));
    }

    #[test]
    fn only_the_beginning_tells() {
        let german = "Der Wärter ist nicht auf dem Turm und auch nicht in der Stadt. ".repeat(80);
        let english = "The warden is not on the tower, and he is not in the town. ".repeat(80);
        assert_eq!(language_of(&(german.clone() + &english)), Some(&de::LANGUAGE));
        assert_eq!(language_of(&(english + &german)), Some(&en::LANGUAGE));
    }

    #[test]
    fn every_language_has_twelve_months_and_a_code_of_its_own() {
        for (at, language) in LANGUAGES.iter().enumerate() {
            assert!(language.lexicon.months.len() >= 12, "{language:?}");
            assert!(LANGUAGES.iter().skip(at + 1).all(|other| other != language), "{language:?}");
        }
    }
}
