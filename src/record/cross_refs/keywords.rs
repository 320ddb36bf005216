//! The words around the numbers of cross references: keywords before a number (`Document`, `p.`), words that join
//! numbers (`and`, `to`), and the text behind a list of numbers.

use crate::lexicon::CrossRefWords;
use crate::record::Label;
use crate::record::model::CrossRefKind;
use crate::text::work;

/// The keyword of a cross reference, which stands before its number: `Document`, `footnotes`, `p.`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keyword {
    /// The byte of the searched text at which the keyword starts.
    pub start: usize,
    /// The kind of thing that the keyword names.
    pub kind: CrossRefKind,
    /// Whether it is a plural, behind which several numbers may stand.
    pub plural: bool,
    /// Whether the keyword alone makes a cross reference. `Note` does not: `Note 931` may be a paper of some office.
    pub sure: bool,
}

/// The keyword that `text` ends with, apart from white space, in the language of `words`. Two keywords of which the second
/// says less are one: `Dok. Nr. 12`.
pub fn keyword_at_end(words: &CrossRefWords, text: &str) -> Option<Keyword> {
    let (start, word) = last_word(text).filter(|(_, word)| !word.is_empty())?;
    let all = [
        (&words.documents, CrossRefKind::Document, true),
        (&words.footnotes, CrossRefKind::Footnote, true),
        (&words.notes, CrossRefKind::Footnote, false),
        (&words.pages, CrossRefKind::Page, true),
        (&words.numbers, CrossRefKind::Document, false),
    ];
    let (forms, kind, sure) = all.into_iter().find(|(forms, _, _)| forms.contains(word))?;
    let keyword = Keyword { start, kind, plural: forms.plural.contains(&word), sure };
    if sure || kind != CrossRefKind::Document {
        return Some(keyword);
    }
    let before = text.get(..start).and_then(last_word);
    let before = before.filter(|(_, word)| words.documents.contains(word) || words.numbers.contains(word));
    Some(before.map_or(keyword, |(start, word)| Keyword { start, sure: words.documents.contains(word), ..keyword }))
}

/// Whether `text` begins with a keyword for a footnote.
pub fn begins_with_a_footnote(words: &CrossRefWords, text: &str) -> bool {
    let first = text.split(char::is_whitespace).next().unwrap_or_default();
    words.footnotes.contains(first) || words.notes.contains(first)
}

/// The word that `text` ends with, and the byte at which it starts. White space must stand behind the word.
fn last_word(text: &str) -> Option<(usize, &str)> {
    let words = text.trim_end();
    // Most numbers are glued to what stands before them.
    if words.len() == text.len() {
        return None;
    }
    let before = words.trim_end_matches(|c: char| c.is_alphabetic() || matches!(c, '.' | '°'));
    let is_whole = !before.ends_with(|c: char| c.is_alphanumeric() || c == '-');
    is_whole.then(|| (before.len(), words.get(before.len()..).unwrap_or_default()))
}

/// Whether `text`, which stands between two numbers, joins them to a list or a range: `, `, ` and `, `–`.
pub fn joins(words: &CrossRefWords, text: &str) -> bool {
    let spaced = |text: &str| text.starts_with(char::is_whitespace) && text.ends_with(char::is_whitespace);
    let joint = text.strip_prefix(',').unwrap_or(text);
    match joint.trim() {
        "" => joint.len() < text.len() && spaced(joint),
        "&" => spaced(joint),
        word if joints(words).any(|joint| joint == word) => spaced(joint),
        _ => is_dash(text),
    }
}

/// The words that join two numbers to a list or a range.
fn joints(words: &CrossRefWords) -> impl Iterator<Item = &'static str> {
    words.and.iter().chain(words.or).chain(words.ranges).copied()
}

/// Whether `text`, which stands between two numbers, joins them to a range: `12–14`, `12 – 14`.
pub fn is_dash(text: &str) -> bool {
    matches!(text.trim(), "–" | "-" | "—" | "‑")
}

/// Whether `text` joins a second number to a keyword in the singular: `Document 157 and 175.` `after` is the text
/// behind the second number, which must end the clause.
pub fn joins_second(words: &CrossRefWords, text: &str, after: &str) -> bool {
    let word = text.trim();
    let is_joint = words.and.contains(&word) || words.or.contains(&word);
    is_joint && joins(words, text) && (after.is_empty() || after.starts_with(['.', ';', ')', ']']))
}

/// Whether `text`, which stands between a footnote's number and a document or page, says that the footnote belongs to
/// it: `footnote 1 to the telegram of May 3, p. 109`. `citation` is the citation before the document or page; the two
/// belong together only if it reaches back over all of `text`.
pub fn joins_footnote(words: &CrossRefWords, text: &str, citation: &str) -> bool {
    let between = text.trim();
    work::count(text.len() - between.len());
    let mut owning = words.to.iter().chain(words.of).chain(words.within);
    let first = between.split(' ').next().unwrap_or_default();
    match between {
        "," => true,
        _ if words.on.contains(&between) => true,
        _ => owning.any(|word| *word == first) && (first == between || citation.len() >= text.len()),
    }
}

/// Whether `text`, which stands between a footnote's number and a document, is a full stop that was printed for a comma:
/// `See footnote 5. Document 40.` `after` is the text behind the document's number. Nothing may be said about the
/// document, as it would be in a sentence of its own.
pub fn joins_footnote_by_full_stop(text: &str, after: &str) -> bool {
    let ends = after.trim_start();
    text.trim() == "." && (ends.is_empty() || ends.starts_with(['.', ';', ')', ']']))
}

/// The label at the end of a range that is printed with `first` before the dash and `digits` behind it: `125` for
/// `123–25`.
pub fn range_end(first: &str, digits: &str) -> Label {
    let numbers = [first, digits].iter().all(|text| text.bytes().all(|b| b.is_ascii_digit()));
    let kept = first.len().saturating_sub(digits.len());
    match (first.get(..kept), first.get(kept..)) {
        (Some(head), Some(tail)) if numbers && !head.is_empty() && tail < digits => {
            Label::new(&format!("{head}{digits}"))
        }
        _ => Label::new(digits),
    }
}

/// The text behind a list of numbers, given the text `after` the first of them: the `above` of `footnotes 2, 5, and 6
/// above`.
pub fn behind_list<'a>(words: &CrossRefWords, after: &'a str) -> &'a str {
    let mut rest = after;
    loop {
        let numbers =
            |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '–' | '-' | '—' | '‑' | '&');
        rest = rest.trim_start_matches(numbers);
        let joint = joints(words).find_map(|word| rest.strip_prefix(word)?.strip_prefix(' '));
        match joint.filter(|next| next.starts_with(|c: char| c.is_ascii_digit())) {
            Some(next) => rest = next,
            None => break,
        }
    }
    let following = words.following.iter().find_map(|word| rest.strip_prefix(word));
    let following = following.map_or(rest, |rest| rest.strip_prefix('.').unwrap_or(rest));
    following.trim_start_matches([' ', ',', '\u{a0}'])
}

/// Whether `number` and the text `after` it begin a range of years: `1977–1980`, `1947–64`.
pub fn begins_year_range(number: &str, after: &str) -> bool {
    let Some(end) = after.strip_prefix(['–', '-']).filter(|_| is_year(number)) else { return false };
    let digits = end.bytes().take_while(u8::is_ascii_digit).count();
    let end = end.get(..digits).unwrap_or_default();
    is_year(end) || (digits == 2 && Some(end) > number.get(2..))
}

/// Whether `number`, which stands behind `Documents`, is the year of a title: `Miscellaneous Documents 1961`. `after` is
/// the text behind it. A plural announces more than one record, so a single number that may be a year is one.
pub fn is_year_of_title(words: &CrossRefWords, number: &str, after: &str) -> bool {
    let goes_on = after.strip_prefix(',').unwrap_or(after).trim_start();
    let marks = ["f.", "&", "–", "-", "—", "‑"];
    let mut more = joints(words).chain(words.following.iter().copied()).chain(marks);
    let listed = goes_on.starts_with(|c: char| c.is_ascii_digit()) || more.any(|word| goes_on.starts_with(word));
    is_year(number) && !listed
}

/// Whether `number` is a year from 1500 to 2099.
fn is_year(number: &str) -> bool {
    number.len() == 4 && number.parse().is_ok_and(|year: u16| (1500..2100).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::en;

    fn english() -> &'static CrossRefWords {
        &en::LANGUAGE.lexicon.cross_refs
    }

    #[test]
    fn words_that_announce_a_number() {
        for (text, start, kind) in [
            ("See Document ", 4, CrossRefKind::Document),
            ("Docs.\u{a0}", 0, CrossRefKind::Document),
            ("(footnotes\n    ", 1, CrossRefKind::Footnote),
            ("see fn. ", 4, CrossRefKind::Footnote),
            ("see pp. ", 4, CrossRefKind::Page),
        ] {
            let found = keyword_at_end(english(), text).unwrap();
            assert_eq!((found.start, found.kind, found.sure), (start, kind, true), "{text}");
        }
        for text in ["Document", "MyDocument ", "document ", "the ", "No. ", "sub-page ", "", " ", "Document No. "] {
            assert_eq!(keyword_at_end(english(), text), None, "{text}");
        }
    }

    #[test]
    fn joints() {
        for text in [", ", " and ", ",\n   and ", "–", " – ", "– ", " & "] {
            assert!(joins(english(), text), "{text}");
        }
        for text in [",", "", " ", "and", ". ", ", but ", " and Document "] {
            assert!(!joins(english(), text), "{text}");
        }
    }

    #[test]
    fn the_end_of_a_range_may_be_short() {
        for (first, digits, number) in [
            ("123", "25", "125"),
            ("1004", "6", "1006"),
            ("123", "125", "125"),
            ("4", "6", "6"),
            ("123", "12", "12"),
            ("60a", "2", "2"),
        ] {
            assert_eq!(range_end(first, digits).as_str(), number, "{first}–{digits}");
        }
    }

    #[test]
    fn years_are_no_numbers_of_records() {
        for (number, after) in [("1977", "–1980"), ("1947", "–64)"), ("1947", "-1964")] {
            assert!(begins_year_range(number, after), "{number}{after}");
        }
        for (number, after) in [("1964", "–47"), ("1947", "–9"), ("1047", "–64"), ("194", "–196")] {
            assert!(!begins_year_range(number, after), "{number}{after}");
        }
        for after in [")", ".", "", ", the Board"] {
            assert!(is_year_of_title(english(), "1961", after), "{after}");
        }
        for after in [" and 1962", ", 1963", "–1965", " ff."] {
            assert!(!is_year_of_title(english(), "1961", after), "{after}");
        }
        assert!(!is_year_of_title(english(), "961", "."));
    }

    #[test]
    fn what_follows_a_list() {
        for (after, rest) in [
            (", 5, and 6 above", "above"),
            (" of the letter", "of the letter"),
            ("–125, and above", "and above"),
            (" ff., vol. X", "vol. X"),
            ("", ""),
        ] {
            assert_eq!(behind_list(english(), after), rest, "{after}");
        }
    }
}
