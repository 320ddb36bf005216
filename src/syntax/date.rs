//! Dates in letters and other records.

use crate::lexicon::en;
use crate::text::{Span, spans_of_words};
use std::fmt;

/// A day of the Gregorian calendar. Shown, it is as in ISO 8601: `1961-02-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The longest line of a date, in bytes.
const LONGEST: usize = 80;
/// The first year in which a date in English is sure to be one of the Gregorian calendar: Britain took it over in September 1752.
const FIRST_YEAR: u16 = 1753;
/// The beginnings of the names of the months. Each name or abbreviation has one of them.
const MONTHS: [&str; 12] = ["ja", "f", "mar", "ap", "may", "jun", "jul", "au", "s", "o", "n", "d"];

/// Whether `line` is a date with nothing but a place, a day of the week and a time beside it: a month has a day beside it, and all
/// other words are names, numbers, or hours.
pub fn is_dateline(line: &str) -> bool {
    if line.len() > LONGEST || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let words = || line.split_whitespace().map(bare).filter(|word| !word.is_empty());
    let is_named = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || is_listed(en::LANGUAGE.lexicon.hours, word)
    };
    let has_day =
        |(one, two): (&str, &str)| (is_month(one) && day(two).is_some()) || (day(one).is_some() && is_month(two));
    words().all(is_named) && words().zip(words().skip(1)).any(has_day)
}

/// The date that the line of a date `line` has, and its words. None if it has no year, names two days, or is in doubt.
pub fn of_dateline(line: &str) -> Option<(Span, Date)> {
    if !is_dateline(line) {
        return None;
    }
    let words: Vec<_> = spans_of_words(line).collect();
    let mut months = words.iter().enumerate().filter(|(_, word)| is_month(word.of(line)));
    let (at, _) = months.next().filter(|_| months.next().is_none())?;
    let word = |at: Option<usize>| at.and_then(|at| words.get(at)).copied();
    let (before, next, behind) = (word(at.checked_sub(1)), word(Some(at + 1)), word(Some(at + 2)));
    let of = |day_at: Option<Span>, year_at: Option<Span>| Some((day(day_at?.of(line))?, year(line, year_at?)?));
    let of_month = *words.get(at)?;
    // `February 3, 1961`, `3 February 1961`: one of them, and not both.
    let (first, last, (day, year)) = match (of(next, behind), of(before, next)) {
        (Some(found), None) => (of_month, behind?, found),
        (None, Some(found)) => (before?, next?, found),
        _ => return None,
    };
    let month = month(of_month.of(line))?;
    let date = Date { year, month, day };
    (day <= days(year, month)).then(|| (Span::new(first.start, last.end), date))
}

/// `word` without the punctuation around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn is_listed(list: &[&str], word: &str) -> bool {
    list.iter().any(|listed| listed.eq_ignore_ascii_case(word))
}

fn is_month(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && is_listed(en::LANGUAGE.lexicon.months, word)
}

/// The number of the month `word`, from 1.
fn month(word: &str) -> Option<u8> {
    let word = word.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| word.starts_with(month))?;
    u8::try_from(at + 1).ok()
}

/// The day of a month that `word` is: `3`, `3d`, `12th`.
fn day(word: &str) -> Option<u8> {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (digits, ending) = word.split_at(digits);
    let day = digits.parse::<u8>().ok().filter(|day| (1..=31).contains(day));
    day.filter(|_| ["", "st", "nd", "rd", "d", "th"].contains(&ending))
}

/// The year at `word` of `line`. Two years, `1750/51` or `1861–62`, are none.
fn year(line: &str, word: Span) -> Option<u16> {
    let behind = line.get(word.end..)?;
    let joins = |c: char| matches!(c, '/' | '-' | '–');
    let goes_on = behind.strip_prefix(joins).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let year = word.of(line).parse::<u16>().ok().filter(|_| word.len() == 4 && !goes_on);
    year.filter(|year| *year >= FIRST_YEAR)
}

/// The number of days that the month has.
fn days(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the date of a line, and the words that say it; empty for none.
    #[track_caller]
    fn check(line: &str, date: &str, words: &str) {
        let found = of_dateline(line).map(|(span, date)| (date.to_string(), span.of(line)));
        let expected = (!date.is_empty()).then(|| (date.to_owned(), words));
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn a_dateline_has_a_day() {
        check("Washington, February 3, 1961.", "1961-02-03", "February 3, 1961");
        check("Belgrade, September 29, 1961, 8 p.m.", "1961-09-29", "September 29, 1961");
        check("Washington, November 21, 1961—8:38 p.m.", "1961-11-21", "November 21, 1961");
        check("Tarn, Sunday 2d Feby. 1777", "1777-02-02", "2d Feby. 1777");
        check("29 February 1960", "1960-02-29", "29 February 1960");
        for (at, month) in en::LANGUAGE.lexicon.months.iter().enumerate().take(12) {
            check(&format!("{month} 1st, 1862"), &format!("1862-{:02}-01", at + 1), &format!("{month} 1st, 1862"));
        }
    }

    #[test]
    fn what_could_be_another_day_is_none() {
        for line in [
            "May 3",
            "Rome, May 3–5, 1861",
            "May 3 1861 June 1861",
            "May 3, June 4, 1861",
            "February 29, 1961",
            "Boston, May 3, 1750",
            "May 3, 1861/62",
            "We met on May 3, 1861.",
            "",
        ] {
            check(line, "", "");
        }
    }

    #[test]
    fn every_month_has_its_number() {
        let number = |name: &str| month(name).unwrap();
        let full: Vec<_> = en::LANGUAGE.lexicon.months.iter().take(12).map(|name| number(name)).collect();
        assert_eq!(full, (1..=12).collect::<Vec<_>>());
        for short in en::LANGUAGE.lexicon.months.iter().skip(12) {
            let start = &short.to_lowercase()[..3];
            let whole =
                en::LANGUAGE.lexicon.months.iter().position(|name| name.to_lowercase().starts_with(start)).unwrap();
            assert_eq!(usize::from(number(short)), whole + 1, "{short}");
        }
    }
}
