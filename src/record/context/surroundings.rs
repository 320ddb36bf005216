//! The surroundings of a run of digits, in the terms by which it is judged.

use crate::record::context::classes::{Class, Left, LineClass, WordClass};
use crate::record::context::other_numbers::Numbers;
use crate::record::context::place::Place;

/// What stands around a run of digits.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    pub place: Place<'a>,
    /// The two characters before the run, the nearest first.
    pub before: (Class, Class),
    /// The two characters after the run, the nearest first.
    pub after: (Class, Class),
    /// The word before the run.
    pub word: WordClass,
    /// The word after the run.
    pub next: WordClass,
    /// The line, or the place in it, in which the run stands.
    pub line: LineClass,
    /// How many letters the run is glued to, up to [`Self::MOST_LETTERS`].
    pub letters: u8,
    /// Whether the first of these letters is a capital.
    pub is_capital: bool,
    /// The text of the word before the run.
    pub name: &'a str,
    /// How many digits such runs have ([`usual_digits`](crate::record::context::usual_digits)).
    pub usual: Option<usize>,
    /// Whether the run's number stands in the record again. With more digits than are usual it may do so with its reference:
    /// `10.50012` twice in a table.
    pub again: bool,
    /// How many digits the shortest other number behind the same word has, if that word may name a number.
    pub shortest: Option<usize>,
    /// The numbers of the record.
    pub numbers: &'a Numbers<'a>,
}

/// So many letters or more right before a run are a word.
const LETTERS_OF_A_WORD: usize = 3;

impl<'a> Surroundings<'a> {
    /// More letters than this right before a run count as so many.
    pub const MOST_LETTERS: usize = 4;

    /// The surroundings of the run at `place`. `numbers` are those of its record.
    pub fn of(place: Place<'a>, numbers: &'a Numbers<'a>) -> Self {
        let (before, after) = (place.before(), place.after());
        let mut back = before.chars().rev().filter(|&c| c != '\r');
        let (near, far, farther) = (back.next(), back.next(), back.next());
        let (far, farther) = match before_reference(before) {
            Some(before) => (before.chars().next_back(), before.chars().rev().nth(1)),
            None => (far, farther),
        };
        let behind = |before, c: Option<char>| c.map_or(Class::End, |c| Class::behind(before, c));
        let class = |c| if c == ')' && !place.is_inside_parentheses() { Class::Count } else { Class::of(c) };
        let mut ahead = after.chars().filter(|&c| c != '\r').take(1).map(class);
        let mut beyond = after.chars().filter(|&c| c != '\r').skip(1).map(Class::of);
        let letters = before.chars().rev().take_while(|c| c.is_alphabetic()).take(Self::MOST_LETTERS).count();
        let first = before.chars().rev().nth(letters.saturating_sub(1));
        let (name, word) = (numbers.word_before(place.span), WordClass::before(place.language, before));
        let usual = numbers.usual_digits(place.span);
        Self {
            place,
            before: (behind(far, near), behind(farther, far)),
            after: (ahead.next().unwrap_or(Class::End), beyond.next().unwrap_or(Class::End)),
            word,
            next: WordClass::after(place.language, after),
            line: match place.line {
                LineClass::Heading => LineClass::Heading,
                _ if place.first => LineClass::Start,
                _ if place.is_inside_brackets() => LineClass::Insertion,
                line => line,
            },
            letters: letters as u8,
            is_capital: first.is_some_and(char::is_uppercase),
            name,
            usual,
            again: numbers.count(name, place.span) > 1 && usual.is_none_or(|usual| place.span.len() <= usual),
            shortest: if word.names_a_number() { numbers.shortest_other(name, place.span) } else { None },
            numbers,
        }
    }

    /// The digits.
    pub fn run(&self) -> &'a str {
        self.place.span.of(self.place.text)
    }

    /// Whether the whole run is a year.
    pub fn is_a_year(&self) -> bool {
        self.run().len() == 4 && self.begins_with_a_year()
    }

    /// Whether the first four digits of the run are a year.
    pub fn begins_with_a_year(&self) -> bool {
        Left::of(self.run(), 4) == Left::Year
    }

    /// Whether the run is the year of a date with more digits behind it: `May 6, 19625` is 1962 and a reference 5. In
    /// the ten volumes no run of a date that begins with a year ends in one reference or two in any other way.
    pub fn goes_on_behind_a_year(&self) -> bool {
        matches!(self.word, WordClass::Month | WordClass::Date) && self.run().len() > 4 && self.begins_with_a_year()
    }

    /// Whether a noun in the plural follows the run.
    pub fn precedes_a_plural(&self) -> bool {
        self.next == WordClass::SmallWord && is_plural(self.place.after())
    }

    /// Whether the run surely is a reference or ends in one. It does, by what was counted in the ten volumes, in three
    /// cases:
    /// - It is a day or a year with a reference behind it, as in `May 123`, `May 39 to`, `May 19624`, `May 6, 19625`
    ///   and `in 19626`, but not `in 19626 barges`: no day and no year has so many digits or is so great. All 224 such
    ///   runs end in a reference.
    /// - It has one or two digits and is glued to a word, or to the bracket or quote behind one, whatever follows, as
    ///   in `could2, and`. Of 4,150 such runs 4,140 are references.
    /// - It has one or two digits and is glued to the punctuation behind a word, with white space behind the run, as in
    ///   `could.2`. Of 3,691 such runs 3,690 are references. Half a bracket may stand behind it, as in `could.2)`.
    pub fn surely_refers(&self) -> bool {
        let is_too_great = || self.run().parse::<u8>().is_ok_and(|day| day > 31);
        let glued = match self.before {
            (Class::Lower, _) => usize::from(self.letters) >= LETTERS_OF_A_WORD,
            (Class::Close | Class::Quote, far) => far == Class::Lower,
            (Class::Stop | Class::Comma, _) => {
                matches!(self.after.0, Class::Space | Class::End | Class::Count) && ends_behind_a_word(self.place)
            }
            _ => false,
        };
        match (self.word, self.run().len()) {
            (_, ..=2) if glued => true,
            (WordClass::Month, 2) => is_too_great() && self.after == (Class::Space, Class::Lower),
            (WordClass::Month, 3) => true,
            (WordClass::Month, 4) => !self.begins_with_a_year(),
            (_, 5..) if self.goes_on_behind_a_year() => true,
            (WordClass::Preposition, 5..) => self.begins_with_a_year() && !self.precedes_a_plural(),
            (_, 5..) => self.begins_with_a_year() && self.before == (Class::Dash, Class::Digit),
            _ => false,
        }
    }
}

/// What stands before the reference that the white space at the end of `before` follows, as `Vorst` in `Vorst2 3 boats`. `None` if
/// no digits glued to a word stand there.
fn before_reference(before: &str) -> Option<&str> {
    let above = before.strip_suffix(char::is_whitespace)?;
    let rest = above.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_reference = (1..=LONGEST_REFERENCE).contains(&(above.len() - rest.len()));
    let letters = rest.chars().rev().take_while(|c| c.is_alphabetic()).take(LETTERS_OF_A_WORD).count();
    (is_reference && letters == LETTERS_OF_A_WORD).then_some(rest)
}

/// More digits than this behind a word are hardly a reference.
const LONGEST_REFERENCE: usize = 2;

/// Whether a word of lower-case letters stands before the punctuation mark before `place`; a bracket or a quote may
/// close it.
fn ends_behind_a_word(place: Place) -> bool {
    let mut back = place.before().chars().rev().skip(1).peekable();
    back.next_if(|&c| Class::may_close(c));
    let letters = back.by_ref().take_while(|c| c.is_lowercase()).take(LETTERS_OF_A_WORD).count();
    // `Corr.1` is the number of a corrigendum, no reference.
    letters == LETTERS_OF_A_WORD && back.next().is_none_or(|c| !c.is_uppercase() || !place.before().ends_with('.'))
}

/// Whether the first word of `text` looks like a noun in the plural.
fn is_plural(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default().trim_end_matches([',', '.', ';', ':', ')']);
    word.len() > 3 && word.strip_suffix('s').is_some_and(|stem| !stem.ends_with(['i', 's', 'u']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::glued::readings::places;
    use crate::record::tests::source;

    #[test]
    fn runs_that_surely_refer() {
        let check = |text: &str, expected: bool| {
            source(text, |source| {
                let numbers = Numbers::of(source);
                let (place, _) = places(source, &[], None).last().unwrap();
                assert_eq!(Surroundings::of(place, &numbers).surely_refers(), expected, "{text}");
            });
        };
        for text in [
            "on May 123",
            "on May 39 to",
            "on May 2812",
            "in May 19624",
            "on May 6, 19625.",
            "on May 6, 196225.",
            "in 19626; he",
            "it is lost2; he",
            "it is lost12, as",
            "it is lost.2",
            "it is lost,2) he",
            "he wrote),2 and",
            "they saw the *Halcyon*2 at sea",
        ] {
            check(text, true);
        }
        for text in [
            "on May 12",
            "in May 62, he",
            "in May 1962",
            "of 19",
            "in 12345",
            "in 19626 barges",
            "Paris 19092",
            "a mid1963,",
            "U2; it",
            "at AM2;",
            "see Corr.2",
            "it is lost.2;",
            "(it is lost,2) he",
        ] {
            check(text, false);
        }
    }
}
