//! Lines that may be the title of a record, letter or chapter, apart from `12. Title`: `CHAPTER II`, `II.`, `No. 35.`,
//! `# Title`, and the rows that part what has no title.

use super::date;
use crate::convention::Convention;
use crate::convention::numeral::roman;
use crate::lexicon::LANGUAGES;

/// A line that may be a title, judged by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title {
    /// The form of the title.
    pub form: TitleForm,
    /// The number that it prints, if it has one.
    pub number: Option<u32>,
}

/// The form of a title. A form holds those behind it, as a book holds chapters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TitleForm {
    /// A word and a number: `CHAPTER II`, `No. 35.` Counts the words as the languages list them.
    Word(u8),
    /// `## Title`, with its level.
    Level(u8),
    /// A Roman numeral: `II.`, `II. THE FERRY`.
    Roman,
    /// A number alone: `35`.
    Number,
    /// A date, with its place: `Rome, March 3, 1862.`
    Date,
    /// No title, but a row that parts what stands above it from what stands below: `* * *`.
    Break,
}

impl TitleForm {
    /// Whether the form says by itself that the line is a title: others may number paragraphs.
    pub fn says_what_it_is(self) -> bool {
        matches!(self, Self::Word(_) | Self::Level(_))
    }
}

/// A longer line is a paragraph. In bytes.
const LONGEST: usize = 120;
/// The most digits of a number.
const MOST_DIGITS: usize = 5;
/// What stands around a title to set it in italics or bold.
const EMPHASIS: [char; 3] = ['_', '*', '='];

/// The title that `line`, without white space around it, may be in `convention`.
pub fn title(convention: Convention, line: &str) -> Option<Title> {
    let first = *line.as_bytes().first()?;
    if line.len() > LONGEST || first.is_ascii_lowercase() || !first.is_ascii() {
        return None;
    }
    if let Some(level) = convention.heading_level(line) {
        return Some(Title { form: TitleForm::Level(level), number: None });
    }
    if convention.is_break(line) {
        return Some(Title { form: TitleForm::Break, number: None });
    }
    let line = line.trim_matches(EMPHASIS);
    numbered(line).or_else(|| date::is_dateline(line).then_some(Title { form: TitleForm::Date, number: None }))
}

/// The title with a number that `line`, without emphasis around it, may be.
fn numbered(line: &str) -> Option<Title> {
    let (word, rest) = line.split_once([' ', '\t']).unwrap_or((line, ""));
    let rest = rest.trim_start();
    let (form, numeral, rest) = if word.starts_with(|c: char| c.is_ascii_digit()) {
        (TitleForm::Number, word, rest)
    } else if let Some(at) = title_word(word) {
        let (numeral, rest) = rest.split_once([' ', '\t']).unwrap_or((rest, ""));
        (TitleForm::Word(at), numeral, rest.trim_start())
    } else {
        (TitleForm::Roman, word, rest)
    };
    let bare = numeral.trim_end_matches(['.', ':', ',', '—', '-', ']', ')']);
    let is_closed = bare.len() < numeral.len();
    let number = number(bare)?;
    let is_title = match form {
        _ if rest.is_empty() => true,
        TitleForm::Word(_) => rest.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase),
        TitleForm::Roman => is_closed && rest.contains(char::is_uppercase) && !rest.contains(char::is_lowercase),
        TitleForm::Level(_) | TitleForm::Number | TitleForm::Date | TitleForm::Break => false,
    };
    is_title.then_some(Title { form, number: Some(number) })
}

/// The place of `word` among the words that title parts of a book, in any language, if it is one of them and has a capital.
fn title_word(word: &str) -> Option<u8> {
    let bare = word.strip_suffix('.').unwrap_or(word);
    let mut titles = LANGUAGES.iter().flat_map(|language| language.lexicon.titles);
    let at = titles.position(|title| title.eq_ignore_ascii_case(bare))?;
    if bare.starts_with(char::is_uppercase) { u8::try_from(at).ok() } else { None }
}

/// The number that `numeral` prints: in digits, or in Roman capitals.
fn number(numeral: &str) -> Option<u32> {
    if numeral.len() <= MOST_DIGITS && numeral.bytes().all(|byte| byte.is_ascii_digit()) {
        return numeral.parse().ok();
    }
    let roman = if numeral.starts_with(char::is_uppercase) { roman(numeral) } else { None };
    roman.and_then(|number| u32::try_from(number).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<(TitleForm, Option<u32>)>) {
        let found = title(Convention::Markdown, line).map(|title| (title.form, title.number));
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn forms() {
        let word = |word: &str| TitleForm::Word(title_word(word).unwrap());
        check("CHAPTER II", Some((word("Chapter"), Some(2))));
        check("Chapter 12.", Some((word("Chapter"), Some(12))));
        check("CHAP. IV. THE FERRY", Some((word("Chap"), Some(4))));
        check("_LETTER II_", Some((word("Letter"), Some(2))));
        check("KAPITEL II", Some((word("Kapitel"), Some(2))));
        check("Lettre XII", Some((word("Lettre"), Some(12))));
        check("No. 35.", Some((word("No."), Some(35))));
        check("II.", Some((TitleForm::Roman, Some(2))));
        check("II. THE FERRY", Some((TitleForm::Roman, Some(2))));
        check("35", Some((TitleForm::Number, Some(35))));
        check("35.", Some((TitleForm::Number, Some(35))));
        check("Rome, March 3, 1862.", Some((TitleForm::Date, None)));
        check("_Monday, 3d March_", Some((TitleForm::Date, None)));
        check("Stave Castle, 12th Jany. 1840, 9:30 p.m.", Some((TitleForm::Date, None)));
        check("## The Ferry", Some((TitleForm::Level(2), None)));
        check("*  *  *", Some((TitleForm::Break, None)));
        check("----", Some((TitleForm::Break, None)));
        assert!(TitleForm::Word(3) < TitleForm::Word(4) && TitleForm::Word(9) < TitleForm::Roman);
    }

    #[test]
    fn prose() {
        for line in [
            "",
            "Letters Patent may not be sold",
            "On March 3 we sailed.",
            "March 1862",
            "March 32",
            "March",
            "Chapter II of the report",
            "chapter II",
            "Part of it",
            "II. He went home",
            "I WENT HOME",
            "35 men",
            "1.5",
            "Mild",
            "#tag",
            "#",
            "* *",
        ] {
            check(line, None);
        }
        check(&format!("CHAPTER I. {}", "A LONG TITLE ".repeat(12)), None);
    }
}
