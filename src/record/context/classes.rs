//! Classes of what stands around a run of digits: characters, words, lines, and the digits that a reference leaves of
//! its run.
//!
//! In `Berlin’s 3461 at once` the character before the run is a [`Class::Space`] and the word before it a
//! [`WordClass::CapitalWord`]. If the last 1 is a reference, 346 is left: [`Left::ThreeDigits`]. The learned weights
//! know only such classes, no certain words or numbers, so that what is learned from one volume holds in another.

use crate::lexicon::{Language, WordList};
use crate::syntax::Line;

/// The class of a character next to a run of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// No character: the line begins or ends here.
    End,
    Space,
    Digit,
    Lower,
    Upper,
    /// `.` `?` `!`
    Stop,
    /// `,` `;` `:`
    Comma,
    /// `)` `]`
    Close,
    /// A `)` that no `(` before it in its line opened, as in `1) first`.
    Count,
    /// `(` `[` and opening quotes.
    Open,
    Quote,
    Apostrophe,
    Dash,
    Slash,
    /// `$` `£` `#` `№`
    Money,
    Other,
}

impl Class {
    /// How many classes there are.
    pub const COUNT: usize = 16;

    /// The class of `c`. [`Class::End`] and [`Class::Count`] depend on the place and are never returned.
    pub fn of(c: char) -> Self {
        match c {
            ' ' | '\t' | '\n' | '\r' | '\u{a0}' => Self::Space,
            '0'..='9' => Self::Digit,
            '.' | '?' | '!' => Self::Stop,
            ',' | ';' | ':' => Self::Comma,
            ')' | ']' => Self::Close,
            '(' | '[' | '“' | '‘' | '„' | '‚' => Self::Open,
            '”' | '"' => Self::Quote,
            '’' | '\'' => Self::Apostrophe,
            '-' | '–' | '—' => Self::Dash,
            '/' | '\\' => Self::Slash,
            '$' | '£' | '#' | '№' => Self::Money,
            _ if c.is_lowercase() => Self::Lower,
            _ if c.is_uppercase() => Self::Upper,
            _ => Self::Other,
        }
    }

    /// The class of `c` right behind `before`. Quotation marks that open in one language close in another: in `„so“2` and
    /// `«so»2` one closes, since it is glued to a word.
    pub fn behind(before: Option<char>, c: char) -> Self {
        let is_glued = before.is_some_and(|c| !matches!(Self::of(c), Self::Space | Self::Open | Self::Dash));
        if is_glued && QUOTES.contains(&c) { Self::Quote } else { Self::of(c) }
    }

    /// Whether `c` may stand between a word and the reference behind it, as the full stop of `could.2`.
    pub fn closes_a_word(c: char) -> bool {
        matches!(Self::of(c), Self::Stop | Self::Comma) || Self::may_close(c)
    }

    /// Whether `c` is a bracket or a quotation mark that may close.
    pub fn may_close(c: char) -> bool {
        matches!(Self::of(c), Self::Close | Self::Quote) || QUOTES.contains(&c)
    }
}

/// Quotation marks that close in some languages, and open in others.
const QUOTES: [char; 5] = ['“', '‘', '«', '»', '‹'];

/// The class of the word before or after a run of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordClass {
    /// No word: the line begins or ends here.
    Wordless,
    Month,
    /// A word that announces a number: `No.`, or in some languages the name of a street.
    NumberWord,
    /// Something that is sent under a number: `telegram`
    Message,
    /// A part of a document: `section`
    Division,
    Preposition,
    Conjunction,
    Article,
    /// Any other word of at most four bytes and a full stop, or with a full stop inside: `Dr.` `U.S.`
    Abbreviation,
    /// Any other word that begins with a capital.
    CapitalWord,
    /// Any other word.
    SmallWord,
    /// The day and the month before a year: `May 6,` `6 May`
    Date,
    /// Any other word with a digit in it.
    Figure,
    /// A word or a comma that joins a number to the one before it: the `and` of `1 and 2`, the `1,` of `1, 2`.
    Joint,
    /// Something that is counted or measured: `percent`
    Unit,
    /// A word that makes the number a time of day: `p.m.`
    Hour,
    /// A word with which the sentence goes on, where a noun would be what the number counts: `is`, `which`
    Clause,
    /// Something without a letter or a digit.
    Punctuation,
}

impl WordClass {
    /// How many classes there are.
    pub const COUNT: usize = 18;

    /// The class of the last word of `before`, a text in `language`; white space at the end is skipped.
    pub fn before(language: &Language, before: &str) -> Self {
        let mut words = before.trim_end().rsplit(|c| matches!(c, '(' | '[' | '“') || parts_words(c));
        let word = words.next().unwrap_or_default();
        let class = Self::of(language, word);
        let small = |word: &str| {
            let number = word.trim_end_matches([',', ')']);
            let ordinal = if language.lexicon.full_stop_is_ordinal { number.strip_suffix('.') } else { None };
            let number = ordinal.unwrap_or(number);
            number.len() <= 2 && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
        };
        let mut before = || words.next().unwrap_or_default();
        match class {
            Self::Conjunction if small(before()) => Self::Joint,
            Self::Month if small(before()) => Self::Date,
            Self::Figure if word.ends_with(',') && small(word) => match Self::of(language, before()) {
                Self::Month => Self::Date,
                _ => Self::Joint,
            },
            _ => class,
        }
    }

    /// The class of the first word of `after`, a text in `language`; white space at the beginning is skipped, and so is
    /// the full stop of an ordinal before a month: `3. Mai`.
    pub fn after(language: &Language, after: &str) -> Self {
        let first = |after: &str| {
            let mut words = after.trim_start().split(|c| matches!(c, ')' | ']' | '”') || parts_words(c));
            Self::of(language, words.next().unwrap_or_default())
        };
        let ordinal = if language.lexicon.full_stop_is_ordinal { after.strip_prefix(". ") } else { None };
        ordinal.map(first).filter(|class| *class == Self::Month).unwrap_or_else(|| first(after))
    }

    /// Whether words of this class are small words of a title: prepositions, conjunctions, articles.
    pub fn joins(self) -> bool {
        matches!(self, Self::Preposition | Self::Conjunction | Self::Article)
    }

    /// Whether a number behind a word of this class may be the number of what the word names, as in `telegram 346`,
    /// `your 346`, `Paris 346`.
    pub fn names_a_number(self) -> bool {
        matches!(
            self,
            Self::NumberWord
                | Self::Message
                | Self::Division
                | Self::Abbreviation
                | Self::CapitalWord
                | Self::SmallWord
        )
    }

    fn of(language: &Language, word: &str) -> Self {
        let stem = word.trim_end_matches(['.', ',', ';', ':', ')', ']', '”', '’']);
        let Some(first) = word.chars().next() else { return Self::Wordless };
        // `Aldmoor,March 2`: the word before the number is what follows the comma.
        let comma = stem.bytes().rposition(|byte| byte == b',');
        let last = comma.and_then(|comma| stem.get(comma + 1..)).unwrap_or(stem);
        let listed = language.list_of(last).filter(|list| match list {
            WordList::Months => first.is_uppercase() || !language.lexicon.months_have_capitals(),
            // `Am preparing` begins a sentence.
            WordList::Hours => last != "Am",
            // `US` is a state, `WHO` an organization.
            WordList::ClauseWords => !last.chars().skip(1).any(char::is_uppercase),
            _ => true,
        });
        if let Some(list) = listed {
            Self::of_list(list)
        } else if word.contains(|c: char| c.is_ascii_digit()) {
            Self::Figure
        } else if first.is_uppercase() && names_a_street(language, last) {
            Self::NumberWord
        } else if word.ends_with('.') && (stem.len() <= 4 || stem.contains('.')) {
            Self::Abbreviation
        } else if first.is_uppercase() {
            Self::CapitalWord
        } else if first.is_alphabetic() {
            Self::SmallWord
        } else {
            Self::Punctuation
        }
    }

    /// The class of the words of `list`.
    fn of_list(list: WordList) -> Self {
        match list {
            WordList::Months => Self::Month,
            WordList::NumberWords => Self::NumberWord,
            WordList::Messages => Self::Message,
            WordList::Divisions => Self::Division,
            WordList::Prepositions => Self::Preposition,
            WordList::Conjunctions => Self::Conjunction,
            WordList::Articles => Self::Article,
            WordList::Units => Self::Unit,
            WordList::Hours => Self::Hour,
            WordList::ClauseWords => Self::Clause,
        }
    }
}

/// Whether `c` stands between words.
const fn parts_words(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '—')
}

/// Whether `word` ends as names of streets do in `language`, as `Lindengasse`.
fn names_a_street(language: &Language, word: &str) -> bool {
    language.lexicon.street_endings.iter().any(|ending| {
        let end = word.len().checked_sub(ending.len()).and_then(|at| word.get(at..));
        end.is_some_and(|end| end.eq_ignore_ascii_case(ending))
    })
}

/// The class of the line in which a run of digits stands, or of the run's place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineClass {
    Heading,
    /// Any other line, if nothing but white space or a bullet stands before the run.
    Start,
    /// A row of a table ([`Line::is_row`]).
    Columns,
    /// Any line, if the run stands in square brackets.
    Insertion,
    /// Any other line of at most 80 bytes.
    Short,
    Long,
}

impl LineClass {
    /// How many classes there are.
    pub const COUNT: usize = 6;

    /// The class of `line` as a whole; `heading` says whether it is the record's heading. [`LineClass::Start`] and
    /// [`LineClass::Insertion`] depend on the place in the line and are never returned.
    pub fn of(line: &Line, heading: bool) -> Self {
        if heading {
            Self::Heading
        } else if line.is_row {
            Self::Columns
        } else if line.content <= 80 {
            Self::Short
        } else {
            Self::Long
        }
    }
}

/// What a reference leaves of its run of digits: if the last 1 of `3461` is a reference, 346.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Nothing: the reference is the whole run.
    Nothing,
    /// A number up to 31, of one or two digits.
    Day,
    /// A greater number of two digits.
    TwoDigits,
    ThreeDigits,
    /// A number from 1500 to 2099.
    Year,
    /// Any other number of four digits.
    FourDigits,
    /// A number of five digits or more, or one with a leading zero.
    Longer,
    /// The first three digits of a year from 1700 to 2099.
    OfYear,
    /// The first digit of a number from 10 to 31.
    OfDay,
}

impl Left {
    /// How many classes there are.
    pub const COUNT: usize = 9;

    /// The class of the first `kept` digits of `run`.
    pub fn of(run: &str, kept: usize) -> Self {
        let whole = || run.parse().unwrap_or(u32::MAX);
        let kept = run.get(..kept).unwrap_or_default();
        let number = || kept.parse().unwrap_or(u32::MAX);
        match kept.len() {
            1 if (10..32).contains(&whole()) => Self::OfDay,
            3 if (1700..2100).contains(&whole()) => Self::OfYear,
            0 => Self::Nothing,
            _ if kept.starts_with('0') => Self::Longer,
            1 | 2 if number() <= 31 => Self::Day,
            2 => Self::TwoDigits,
            3 => Self::ThreeDigits,
            4 if (1500..2100).contains(&number()) => Self::Year,
            4 => Self::FourDigits,
            _ => Self::Longer,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{de, en, fr, it, nl};

    #[test]
    fn words_of_the_lists_and_others() {
        for (word, class) in [
            ("MAY", WordClass::Month),
            ("may", WordClass::SmallWord),
            ("pages", WordClass::NumberWord),
            ("Telegram", WordClass::Message),
            ("o’clock", WordClass::Hour),
            ("a.m.", WordClass::Hour),
            ("AM", WordClass::Hour),
            ("Am", WordClass::CapitalWord),
            ("approximately,", WordClass::Preposition),
            ("approximatelyandmore", WordClass::SmallWord),
        ] {
            assert_eq!(WordClass::of(&en::LANGUAGE, word), class, "{word}");
        }
    }

    #[test]
    fn words_of_other_languages() {
        for (language, before, class) in [
            (&de::LANGUAGE, "am 3. Jänner", WordClass::Date),
            (&de::LANGUAGE, "im Jänner", WordClass::Month),
            (&de::LANGUAGE, "Nr.", WordClass::NumberWord),
            (&de::LANGUAGE, "in der Lindengasse", WordClass::NumberWord),
            (&de::LANGUAGE, "XVIII. Marienstr.", WordClass::NumberWord),
            (&nl::LANGUAGE, "aan de Lindengracht", WordClass::NumberWord),
            (&en::LANGUAGE, "Lindengasse", WordClass::CapitalWord),
            (&de::LANGUAGE, "für", WordClass::Preposition),
            (&fr::LANGUAGE, "le 3 août", WordClass::Date),
            (&fr::LANGUAGE, "n°", WordClass::NumberWord),
            (&fr::LANGUAGE, "dépêche", WordClass::Message),
            (&nl::LANGUAGE, "in julij", WordClass::Month),
            (&nl::LANGUAGE, "blz.", WordClass::NumberWord),
            (&it::LANGUAGE, "li 3 maggio", WordClass::Date),
            (&it::LANGUAGE, "pag.", WordClass::NumberWord),
            (&en::LANGUAGE, "le 3 août", WordClass::SmallWord),
        ] {
            assert_eq!(WordClass::before(language, before), class, "{language:?}: {before}");
        }
        assert_eq!(WordClass::after(&de::LANGUAGE, ". Mai 1904"), WordClass::Month);
        assert_eq!(WordClass::after(&de::LANGUAGE, ". Da kam"), WordClass::Abbreviation);
        assert_eq!(WordClass::after(&en::LANGUAGE, ". May we"), WordClass::Abbreviation);
        assert_eq!(WordClass::after(&fr::LANGUAGE, " heures du soir"), WordClass::Hour);
    }
}
