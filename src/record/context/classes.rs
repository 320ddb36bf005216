//! What stands around a run of digits, sorted into classes.

use crate::lexicon::{Lexicon, en};
use foldhash::HashMap;
use std::sync::LazyLock;

/// What a character is to its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// None: the line begins or ends.
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
    /// A `)` that nothing before it in its line opened, as in `1) first`.
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
    pub const COUNT: usize = 16;

    pub fn of(c: char) -> Self {
        match c {
            ' ' | '\t' | '\n' | '\r' | '\u{a0}' => Self::Space,
            '0'..='9' => Self::Digit,
            '.' | '?' | '!' => Self::Stop,
            ',' | ';' | ':' => Self::Comma,
            ')' | ']' => Self::Close,
            '(' | '[' | '“' | '‘' => Self::Open,
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

    /// Whether it may stand between a word and the reference behind it.
    pub fn closes_a_word(self) -> bool {
        matches!(self, Self::Stop | Self::Comma | Self::Close | Self::Quote)
    }
}

/// What kind of word stands before a run of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordClass {
    /// No word: the line begins.
    Wordless,
    Month,
    /// A word that announces a number: `No.`
    NumberWord,
    /// What is sent under a number: `telegram`
    Message,
    /// A part of a document: `section`
    Division,
    Preposition,
    Conjunction,
    Article,
    /// Any other word of a few letters and a full stop, or with one inside: `Dr.` `U.S.`
    Abbreviation,
    /// Any other word with a capital.
    CapitalWord,
    /// Any other word.
    SmallWord,
    /// The day and the month, before the year: `May 6,` `6 May`
    Date,
    /// Anything else with a digit in it.
    Figure,
    /// A word or a comma that joins a number to the one before it: `1 and`, `1,`.
    Joint,
    /// What is counted or measured: `percent`
    Unit,
    /// What makes a number a time of day: `p.m.`
    Hour,
    /// What goes on with a sentence, where a noun would be what is counted: `is`, `which`
    Clause,
    /// Something without a letter.
    Punctuation,
}

impl WordClass {
    pub const COUNT: usize = 18;

    /// The class of the word at the end of `before`, white space between skipped.
    pub fn before(before: &str) -> Self {
        let mut words = before.trim_end().rsplit([' ', '\t', '\n', '\r', '(', '[', '“', '—', '\u{a0}']);
        let word = words.next().unwrap_or_default();
        let class = Self::of(word);
        let small = |word: &str| {
            let number = word.trim_end_matches([',', ')']);
            number.len() <= 2 && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
        };
        let mut before = || words.next().unwrap_or_default();
        match class {
            Self::Conjunction if small(before()) => Self::Joint,
            Self::Month if small(before()) => Self::Date,
            Self::Figure if word.ends_with(',') && small(word) => match Self::of(before()) {
                Self::Month => Self::Date,
                _ => Self::Joint,
            },
            _ => class,
        }
    }

    /// The class of the word at the beginning of `after`, white space before it skipped.
    pub fn after(after: &str) -> Self {
        let after = after.trim_start();
        Self::of(after.split([' ', '\t', '\n', '\r', ')', ']', '”', '—', '\u{a0}']).next().unwrap_or_default())
    }

    /// Whether it is one of the small words of a title: a preposition, a conjunction, an article.
    pub fn joins(self) -> bool {
        matches!(self, Self::Preposition | Self::Conjunction | Self::Article)
    }

    /// Whether the number behind may be the number of what it says, as in `telegram 346`, `your 346`, `Paris 346`.
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

    fn of(word: &str) -> Self {
        let stem = word.trim_end_matches(['.', ',', ';', ':', ')', ']', '”', '’']);
        let Some(first) = word.chars().next() else { return Self::Wordless };
        // `Aldmoor,March 2`
        let comma = stem.bytes().rposition(|byte| byte == b',');
        let last = comma.and_then(|comma| stem.get(comma + 1..)).unwrap_or(stem);
        let listed = listed(last).filter(|class| match class {
            Self::Month => first.is_uppercase(),
            // `Am preparing` begins a sentence.
            Self::Hour => last != "Am",
            // `US` is a state, `WHO` an organization.
            Self::Clause => !last.chars().skip(1).any(char::is_uppercase),
            _ => true,
        });
        if let Some(class) = listed {
            class
        } else if word.contains(|c: char| c.is_ascii_digit()) {
            Self::Figure
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
}

/// The longest word listed, in bytes.
const LONGEST_LISTED: usize = 14;

/// The class of `word` where it is listed, in upper or lower case.
fn listed(word: &str) -> Option<WordClass> {
    let mut lower = [0; LONGEST_LISTED];
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    LISTED.get(&*lower).copied()
}

/// The words listed, in lower case; one that is in two lists counts for the first.
static LISTED: LazyLock<HashMap<Vec<u8>, WordClass>> = LazyLock::new(|| {
    let Lexicon {
        months,
        number_words,
        messages,
        divisions,
        prepositions,
        units,
        hours,
        conjunctions,
        articles,
        clause_words,
    } = en::LEXICON;
    let lists = [
        (months, WordClass::Month),
        (number_words, WordClass::NumberWord),
        (messages, WordClass::Message),
        (divisions, WordClass::Division),
        (prepositions, WordClass::Preposition),
        (conjunctions, WordClass::Conjunction),
        (articles, WordClass::Article),
        (units, WordClass::Unit),
        (hours, WordClass::Hour),
        (clause_words, WordClass::Clause),
    ];
    let mut listed = HashMap::default();
    for (words, class) in lists {
        for word in words {
            listed.entry(word.to_ascii_lowercase().into_bytes()).or_insert(class);
        }
    }
    listed
});

/// So many spaces and more stand between the columns of a table.
pub const COLUMN_GAP: &str = "   ";

/// Whether `text` has white space in it as stands between columns.
pub fn has_a_gap(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), COLUMN_GAP.as_bytes()).is_some()
}

/// What kind of line a run stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineClass {
    Heading,
    /// Any line, and nothing stands before the run in it.
    Start,
    /// One with columns.
    Columns,
    /// Any line, and the run stands in square brackets in it.
    Insertion,
    /// One of eighty bytes at most.
    Short,
    Long,
}

impl LineClass {
    pub const COUNT: usize = 6;

    /// The class of a line that says `line`; [`LineClass::Start`] is for the place within it to tell.
    pub fn of(line: &str, heading: bool) -> Self {
        if heading {
            Self::Heading
        } else if memchr::memchr2(b'\t', b'|', line.as_bytes()).is_some() || has_a_gap(line.trim_start()) {
            Self::Columns
        } else if line.len() <= 80 {
            Self::Short
        } else {
            Self::Long
        }
    }
}

/// What the digits are that a reference leaves of its run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// None.
    Nothing,
    /// A number up to 31.
    Day,
    /// A greater one of two digits.
    TwoDigits,
    ThreeDigits,
    /// A number from 1500 to 2099.
    Year,
    /// Any other of four digits.
    FourDigits,
    /// One of five digits and more, or one with a zero in front.
    Longer,
    /// The first three of a year.
    OfYear,
    /// The first of a number from 10 to 31.
    OfDay,
}

impl Left {
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

    #[test]
    fn every_listed_word_is_found() {
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
            assert_eq!(WordClass::of(word), class, "{word}");
        }
        assert!(LISTED.keys().all(|word| word.len() <= LONGEST_LISTED));
    }
}
