//! What stands around a run of digits, sorted into classes.

use super::weights;

/// What a character is to its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// None: the line begins or ends.
    End,
    Space,
    Digit,
    Lower,
    Upper,
    /// `.`
    Stop,
    /// `,` `;` `:`
    Comma,
    /// `)` `]`
    Close,
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
    pub const COUNT: usize = 15;

    pub fn of(c: char) -> Self {
        match c {
            ' ' | '\t' | '\n' | '\r' | '\u{a0}' => Self::Space,
            '0'..='9' => Self::Digit,
            '.' => Self::Stop,
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
}

/// What kind of word stands before a run of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordClass {
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
    /// What has a digit in it.
    Figure,
    /// Something without a letter.
    Mark,
}

impl WordClass {
    pub const COUNT: usize = 13;

    /// The class of the word at the end of `before`, white space between skipped.
    pub fn before(before: &str) -> Self {
        let before = before.trim_end();
        let word = before.rsplit([' ', '\t', '\n', '\r', '(', '[', '“', '—', '\u{a0}']).next().unwrap_or_default();
        Self::of(word)
    }

    /// The class of the word at the beginning of `after`, white space before it skipped.
    pub fn after(after: &str) -> Self {
        let after = after.trim_start();
        Self::of(after.split([' ', '\t', '\n', '\r', ')', ']', '”', '—', '\u{a0}']).next().unwrap_or_default())
    }

    fn of(word: &str) -> Self {
        let stem = word.trim_end_matches(['.', ',', ';', ':', ')', ']', '”', '’']);
        let Some(first) = word.chars().next() else { return Self::Wordless };
        let listed = |words: &[&str]| words.iter().any(|w| w.eq_ignore_ascii_case(stem));
        if listed(weights::MONTHS) && first.is_uppercase() {
            Self::Month
        } else if listed(weights::NUMBER_WORDS) {
            Self::NumberWord
        } else if listed(weights::MESSAGES) {
            Self::Message
        } else if listed(weights::DIVISIONS) {
            Self::Division
        } else if listed(weights::PREPOSITIONS) {
            Self::Preposition
        } else if listed(weights::CONJUNCTIONS) {
            Self::Conjunction
        } else if listed(weights::ARTICLES) {
            Self::Article
        } else if word.contains(|c: char| c.is_ascii_digit()) {
            Self::Figure
        } else if word.ends_with('.') && (stem.len() <= 4 || stem.contains('.')) {
            Self::Abbreviation
        } else if first.is_uppercase() {
            Self::CapitalWord
        } else if first.is_alphabetic() {
            Self::SmallWord
        } else {
            Self::Mark
        }
    }
}

/// What kind of line a run stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineClass {
    Heading,
    /// Any line, and nothing stands before the run in it.
    Start,
    /// One with columns.
    Columns,
    /// One of eighty bytes at most.
    Short,
    Long,
}

impl LineClass {
    pub const COUNT: usize = 5;

    /// The class of a line that says `line`; [`LineClass::Start`] is for the place within it to tell.
    pub fn of(line: &str, heading: bool) -> Self {
        if heading {
            Self::Heading
        } else if line.contains(['\t', '|']) || line.trim_start().contains("   ") {
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
pub(super) enum Left {
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
}

impl Left {
    pub const COUNT: usize = 7;

    /// The class of the digits `kept`.
    pub fn of(kept: &str) -> Self {
        let number = kept.parse::<u32>().unwrap_or(u32::MAX);
        match kept.len() {
            0 => Self::Nothing,
            _ if kept.starts_with('0') => Self::Longer,
            1 | 2 if number <= 31 => Self::Day,
            2 => Self::TwoDigits,
            3 => Self::ThreeDigits,
            4 if (1500..2100).contains(&number) => Self::Year,
            4 => Self::FourDigits,
            _ => Self::Longer,
        }
    }
}
