//! Numbers that surely are no footnote references, from what is written right beside them.
//!
//! What counts, dates or measures is written in ways in which no reference ever stands: none of the tens of thousands of such
//! numbers in ten published volumes is one. They are left out before anything is weighed, lest one be taken for a reference
//! that was forgotten.

use crate::record::context::classes::{Class, Left, LineClass, has_a_gap};
use crate::record::context::other_numbers::is_word;
use crate::record::context::place::Place;

/// What of a run of digits surely is no reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Neither all of it nor its end.
    Throughout,
    /// All of it; it may end in one.
    AsAWhole,
    /// The first three digits, a group of thousands, as in `1,4004`: the last one is one.
    ItsGroup,
}

/// How many digits stand between the commas of a great number.
const GROUP: usize = 3;

/// What numbers are reckoned with.
const OPERATORS: [char; 4] = ['×', '÷', '=', '+'];

/// How many letters the ending of an ordinal number has, as in `22nd`.
const ENDING: usize = 2;

/// What of the run at `place` is a figure.
pub fn figure(place: Place) -> Option<Figure> {
    if goes_on(place) || ends_a_number(place) {
        return Some(Figure::Throughout);
    }
    if exceeds_a_group(place) {
        return Some(Figure::ItsGroup);
    }
    let reckoned = place.before().trim_end_matches(' ').ends_with(OPERATORS);
    let whole = [is_a_cell, counts_shillings, is_a_paragraph, is_a_part_of_a_sign];
    if reckoned || whole.iter().any(|is| is(place)) {
        return Some(Figure::AsAWhole);
    }
    let mut back = place.before().chars().rev();
    match (back.next(), back.next()) {
        // `12–14` is a range, `Paper 120–147` may end in a reference.
        (Some('-' | '–'), Some('0'..='9')) if place.span.len() <= 2 => Some(Figure::Throughout),
        // `24·8`
        (Some('·'), Some('0'..='9')) => Some(Figure::AsAWhole),
        // `U-2` `SA–2` `I–3646/65`
        (Some('-' | '–' | '/'), Some(c)) if c.is_ascii_alphanumeric() => Some(Figure::AsAWhole),
        _ => None,
    }
}

/// Whether what follows makes it a part of a longer number or of a word: `9:15`, `1,250`, `12–14`, `3/8`, `5%`, `3d`, `3-power`,
/// or the next number of a list follows: `2, 14`.
fn goes_on(place: Place) -> bool {
    let alone = place.before().chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(');
    let mut ahead = place.after().chars();
    let (next, beyond) = (ahead.next(), ahead.next());
    let digit = || beyond.is_some_and(|c| c.is_ascii_digit());
    match next {
        Some('%' | '(' | '°' | '′' | '″' | '¼' | '½' | '¾') => true,
        Some('/') => beyond.is_some_and(char::is_alphanumeric),
        Some('-') => beyond.is_some_and(char::is_lowercase) || (alone && digit()),
        Some(',') => alone && (digit() || (beyond == Some(' ') && begins_with_a_number(ahead.as_str()))),
        Some(':' | '.' | '·') => digit() && !follows_a_word(place),
        Some('–') => alone && digit(),
        // `the 3d Session`, `paragraph 1b`, and no word that only lacks its space.
        Some(c) if c.is_lowercase() => {
            !alone || place.after().chars().take(ENDING + 1).take_while(|c| c.is_alphabetic()).count() <= ENDING
        }
        Some(' ') => {
            alone && (joins_a_number(place.after().trim_start()) || beyond.is_some_and(|c| OPERATORS.contains(&c)))
        }
        Some(c) => alone && c.is_uppercase(),
        None => false,
    }
}

/// Whether more of the same number or sign stands right beside it, as in `9:15`, `1,250`, `1152Z`, `Rev/3` and `60%`.
pub fn is_in_a_number(place: Place) -> bool {
    let mut ahead = place.after().chars();
    let behind = match ahead.next() {
        Some(',' | '.' | '·' | ':' | '/' | '-' | '–') => ahead.next().is_some_and(char::is_alphanumeric),
        Some(' ') => ahead.next().is_some_and(|c| OPERATORS.contains(&c)),
        Some(c) => c.is_alphanumeric() || matches!(c, '%' | '('),
        None => false,
    };
    behind || place.before().ends_with([':', '['])
}

/// Whether it may be a group of thousands.
pub fn is_a_group(place: Place) -> bool {
    let before = place.before().strip_suffix(',');
    before.is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit())) && place.span.len() == GROUP
}

/// Whether it is glued to a word, or to the punctuation behind one.
fn follows_a_word(place: Place) -> bool {
    let before = place.before();
    is_word(before.strip_suffix(|c| Class::of(c).closes_a_word()).unwrap_or(before))
}

/// Whether `text` begins with a word that makes a range or a choice of the numbers around it: `2 to 15`, `2 or 3`. That of
/// `cables 346 and 347` does not: in ten volumes 21 of 281 numbers before one end in a reference, of 250 before these none.
fn joins_a_number(text: &str) -> bool {
    let words = ["to ", "or "].iter().find_map(|word| text.strip_prefix(word));
    words.is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether `text` begins with a number of one or two digits.
pub fn begins_with_a_number(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits)
}

/// Whether what stands before makes it the end of a longer number: the minutes of `9:15`, the thousands of `1,250`, the tenths
/// of `1.5 miles`, the year of `’62`; or it counts money, as in `$12`, or what was left out, as in `[3 lines …`.
fn ends_a_number(place: Place) -> bool {
    let mut back = place.before().chars().rev();
    let (mark, before) = (back.next(), back.next());
    let digit = before.is_some_and(|c| c.is_ascii_digit());
    let mut ahead = place.after().chars();
    match mark {
        Some('[' | '$' | '£') => true,
        Some(':') => digit && place.span.len() == 2,
        Some(',') => is_a_group(place),
        Some('’' | '‘' | '\'') => place.span.len() == 2 && before.is_none_or(|c| c.is_whitespace() || c == '('),
        Some('.') if digit && place.span.of(place.text) == "0" => true,
        Some('.') if digit => match ahead.next() {
            Some('\t' | '|') => true,
            Some(' ') => ahead.next().is_some_and(char::is_lowercase),
            _ => false,
        },
        _ => false,
    }
}

/// Whether it is a group of thousands with a digit too many, and no year behind a comma without its space. Two too many are
/// rather two numbers between which something is being typed.
fn exceeds_a_group(place: Place) -> bool {
    let run = place.span.of(place.text);
    let before = place.before().strip_suffix(',').unwrap_or_default();
    let leading = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    run.len() == GROUP + 1 && (1..=GROUP).contains(&leading) && Left::of(run, GROUP + 1) != Left::Year
}

/// Whether it is all of a cell in a row of a table, or stands beside other numbers alone in it, as in `Brill | 14 9 | 1 4`: in ten
/// volumes none of 1,252 such numbers is a reference.
fn is_a_cell(place: Place) -> bool {
    let (before, after) = (place.before(), place.after());
    let numbers = |c: char| c == ' ' || c.is_ascii_digit();
    let (left, right) = (before.trim_end_matches(numbers), after.trim_start_matches(numbers));
    let (between, behind) = (before.get(left.len()..), after.get(..after.len() - right.len()));
    let begins = place.first || left.ends_with(['\t', '|']) || between.is_some_and(has_a_gap);
    let ends = right.is_empty() || right.starts_with(['\t', '|']) || behind.is_some_and(has_a_gap);
    place.line == LineClass::Columns && begins && ends
}

/// Whether it counts the shillings or pence of a sum, as in `£1168 15 4`.
fn counts_shillings(place: Place) -> bool {
    let before = place.before().trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | ' '));
    before.ends_with('£') && !place.before().ends_with(',')
}

/// Whether it is a paragraph of what a Roman number counts, as in `Article XXIII:2`.
fn is_a_paragraph(place: Place) -> bool {
    let before = place.before().strip_suffix(':').unwrap_or_default();
    let letters = before.trim_end_matches(['I', 'V', 'X', 'L', 'C']);
    before.len() > letters.len() + 1 && letters.ends_with(char::is_whitespace)
}

/// What is issued to a document under its sign, as in `Add.1`.
const ISSUED: [&str; 4] = ["Add", "Amend", "Corr", "Rev"];

/// Whether it is a part of a document's sign, as in `A/C.3/Add.1`, or of what is issued to one, as in `Corr.1`: in ten volumes none
/// of ten such numbers is a reference. Behind one letter, as in `S/P.6`, two are.
fn is_a_part_of_a_sign(place: Place) -> bool {
    let before = place.before().strip_suffix('.').unwrap_or_default();
    let rest = before.trim_end_matches(char::is_alphabetic);
    let part = before.get(rest.len()..).unwrap_or_default();
    ISSUED.contains(&part) || (rest.ends_with('/') && part.len() > 1 && part.starts_with(char::is_uppercase))
}

/// Symbols of lengths, which squares and cubes are made of.
const LENGTHS: [&str; 7] = ["mm", "cm", "m", "km", "in", "ft", "yd"];

/// Whether the superscript at `place` may be an exponent, as in `10⁻⁵`, `4 × 10⁵` and `30 km²`.
pub fn is_a_power(place: Place) -> bool {
    let before = place.before();
    let of_ten = before.strip_suffix("10").is_some_and(|before| before.trim_end().ends_with(['×', '·']));
    let rest = before.trim_end_matches(char::is_alphabetic);
    let unit = before.get(rest.len()..).unwrap_or_default();
    let measures = matches!(place.span.of(place.text), "²" | "³") && LENGTHS.contains(&unit);
    before.ends_with('⁻') || of_ten || (measures && rest.trim_end().ends_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::glued::candidates::places;
    use crate::record::tests::source;

    /// What the number of `text` that stands between two bars is.
    #[track_caller]
    fn check(text: &str, expected: Option<Figure>) {
        let (before, rest) = text.split_once('|').unwrap();
        let (number, after) = rest.split_once('|').unwrap();
        source(&[before, number, after].concat(), |source| {
            let mut all = places(source, &[], None);
            let (place, _) = all.find(|(place, _)| place.span.start == before.len()).unwrap();
            assert_eq!(figure(place), expected, "{text}");
        });
    }

    #[test]
    fn numbers_of_which_nothing_is_a_reference() {
        for text in [
            "at |9|:15",
            "at 9:|15|",
            "square N.17.b.|8|.9",
            "1.|0| Summary",
            "cost |1|,250",
            "cost 1,|250|",
            "cost |1|.5",
            "some 1.|5| miles",
            "6.|5|\t3",
            "|5|%",
            "the |3|d Session",
            "A|66|/2",
            "A |66|/Rev",
            "in |12|–14",
            "in 12–|14|",
            "a |3|-power talk",
            "in ’|62|",
            "[|3| lines not printed]",
            "lots |2|, 14 and 15",
            "at |1152|Z",
            "lots |3|(a)",
            "a |4| to 15 vote",
            "a |4| or 5",
            "|162| × 5",
            "24° |10|′.4",
            "it was |24|·83",
            "|74|½ feet",
            "is |8| = 5 + 3",
        ] {
            check(text, Some(Figure::Throughout));
        }
    }

    #[test]
    fn numbers_that_may_end_in_a_reference() {
        for text in [
            "the U-|23|",
            "the SA–|23|",
            "paper 15/|32|",
            "paper 167–|662|",
            "Brill\t|41|\t32",
            "Brill   |41|   32",
            "Brill\t32\t|41|",
            "|41|\t32",
            "£120 10 |6|",
            "£1,120 |10| 6",
            "Article IV:|12|",
            "16 × |12|",
            "it was 24·|83|",
            "Brill\t14 |9|\t1 4",
            "in A/C.3/Add.|1|)",
            "and Corr.|1|)",
            "in A/C.3/SR.|11|",
        ] {
            check(text, Some(Figure::AsAWhole));
        }
        check("oats 1,|2503|", Some(Figure::ItsGroup));
    }

    #[test]
    fn numbers_that_may_be_references() {
        for text in [
            "It rained.|2|",
            "It rained,|2| and thawed",
            "in 1962.|2| It thawed",
            "in 1962:|2|",
            "thawed|1|.2",
            "thawed.|1|.5 fathoms",
            "Brill|2|–Tarn",
            "“at Brill’|2|",
            "Brill |2|—to attend",
            "Brill |2|, who came",
            "Brill.|2|It thawed",
            "Brill, |2|and thawed",
            "Brill|2|\t32",
            "Tarn\tBrill |2|\t32",
            "prepared in S/P.|2| I shall",
            "August 3,|1965|",
            "To Brill:|2|",
            "cables 346 |2| and 347",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn superscripts_that_are_powers() {
        for (text, expected) in [
            ("a bias of 4 × 10⁻⁵ g", true),
            ("4 × 10⁵ g", true),
            ("it measures 30 km²", true),
            ("it measures 30 km¹", false),
            ("in the year 10²", false),
            ("they came from Tarn²", false),
            ("at 11 p.m.²", false),
        ] {
            source(text, |source| {
                let (place, _) = places(source, &[], None).last().unwrap();
                assert_eq!(is_a_power(place), expected, "{text}");
            });
        }
    }
}
