//! Numbers that surely are no footnote references, told by what stands right beside them.
//!
//! Numbers that count, date or measure something are written in ways in which references never are: `9:15`, `1,250`,
//! `3/8`. Of the tens of thousands of such numbers in the ten volumes that `src/measure` reads, none is a reference.
//! They are left out before anything is weighed, so that none of them is taken for the reference that a note lacks.

use crate::lexicon::Language;
use crate::record::context::classes::{Class, Left, LineClass, WordClass};
use crate::record::context::other_numbers::is_word;
use crate::record::context::place::Place;
use crate::record::context::usual_digits::{GROUP, leads_a_group};
use crate::syntax::columns::has_a_gap;

/// Which readings of a run of digits are excluded, because they surely are no reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excluded {
    /// All: the run is no reference and ends in none.
    EveryReading,
    /// The run as a whole, but it may end in a reference.
    WholeRun,
    /// All but the last digit: the run is a group of thousands and a reference, as the `4004` of `1,4004`.
    AllButLastDigit,
}

/// Signs of arithmetic.
const OPERATORS: [char; 4] = ['×', '÷', '=', '+'];

/// The most letters that the ending of an ordinal number has, as in `22nd`.
const ENDING: usize = 2;

/// Which readings of the run at `place` surely are no reference; `None` if nothing beside it tells.
pub fn excluded(place: Place) -> Option<Excluded> {
    if goes_on(place) || ends_a_number(place) {
        return Some(Excluded::EveryReading);
    }
    if exceeds_a_group(place) {
        return Some(Excluded::AllButLastDigit);
    }
    let reckoned = place.before().trim_end_matches(' ').ends_with(OPERATORS);
    let whole = [is_a_cell, counts_shillings, is_a_paragraph, is_a_part_of_a_sign];
    if reckoned || whole.iter().any(|is| is(place)) {
        return Some(Excluded::WholeRun);
    }
    let mut back = place.before().chars().rev();
    match (back.next(), back.next()) {
        // `nothing.3/4` and `nothing.3–4` are two references.
        (Some('/' | '-' | '–'), Some('0'..='9')) if is_behind_a_reference(place) => None,
        // `12–14` is a range; `Paper 120–147` may end in a reference.
        (Some('-' | '–'), Some('0'..='9')) if place.span.len() <= 2 => Some(Excluded::EveryReading),
        // `24·8`
        (Some('·'), Some('0'..='9')) => Some(Excluded::WholeRun),
        // `U-2` `SA–2` `I–3646/65`
        (Some('-' | '–' | '/'), Some(c)) if c.is_ascii_alphanumeric() => Some(Excluded::WholeRun),
        _ => None,
    }
}

/// Whether what follows the run makes it part of a longer number or of a word, as in `9:15`, `1,250`, `12–14`, `3/8`,
/// `5%`, `3d` and `3-power`, or is the next number of a list, as in `2, 14`.
fn goes_on(place: Place) -> bool {
    let alone = place.before().chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(');
    let mut ahead = place.after().chars();
    let (next, beyond) = (ahead.next(), ahead.next());
    let digit = || beyond.is_some_and(|c| c.is_ascii_digit());
    match next {
        Some('%' | '°' | '′' | '″' | '¼' | '½' | '¾') => true,
        // `lots 3(a)`, but not `cable No. 3402(Annex B)`.
        Some('(') => !beyond.is_some_and(char::is_uppercase) || !ahead.next().is_some_and(char::is_lowercase),
        Some('/') => beyond.is_some_and(char::is_alphanumeric) && !(digit() && follows_a_word(place)),
        Some('-') => beyond.is_some_and(char::is_lowercase) || (alone && digit()),
        Some(',') => alone && (digit() || (beyond == Some(' ') && begins_with_a_number(ahead.as_str()))),
        Some(':' | '.' | '·') => digit() && !follows_a_word(place),
        Some('–') => alone && digit(),
        // `the 3d Session`, `paragraph 1b`; before a longer word only the space is missing.
        Some(c) if c.is_lowercase() => {
            let ending = || place.after().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            (!alone && !is_behind_an_elision(place))
                || ending().chars().count() <= ENDING
                || place.language.lexicon.ordinals.contains(&ending())
        }
        Some(' ') => {
            alone
                && (joins_a_number(place.language, place.after().trim_start())
                    || beyond.is_some_and(|c| OPERATORS.contains(&c)))
        }
        Some(c) => alone && c.is_uppercase(),
        None => false,
    }
}

/// Whether more of the same number or sign stands right beside the run, as in `9:15`, `1,250`, `1152Z`, `Rev/3` and
/// `60%`.
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

/// Whether the run may be a group of thousands: three digits behind a digit and a comma.
pub fn is_a_group(place: Place) -> bool {
    let before = place.before().strip_suffix(',');
    before.is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit())) && place.span.len() == GROUP
}

/// Whether the run stands behind a slash or a dash and a number that is glued to a word, or to the punctuation behind one.
fn is_behind_a_reference(place: Place) -> bool {
    let before = place.before().strip_suffix(['/', '-', '–']).unwrap_or_default();
    let number = before.trim_end_matches(|c: char| c.is_ascii_digit());
    before.len() - number.len() <= 2 && ends_with_a_word(number)
}

/// Whether the run stands behind the apostrophe of a word that lost its end, as in `l’2autre`.
fn is_behind_an_elision(place: Place) -> bool {
    let before = place.before().strip_suffix(['’', '\'']).unwrap_or_default();
    before.ends_with(char::is_alphabetic)
}

/// Whether the run is glued to a word, or to the punctuation behind one.
fn follows_a_word(place: Place) -> bool {
    ends_with_a_word(place.before())
}

/// Whether `text` ends with a word, or with the punctuation behind one.
fn ends_with_a_word(text: &str) -> bool {
    is_word(text.strip_suffix(|c| Class::of(c).closes_a_word()).unwrap_or(text))
}

/// Whether `text` begins with a word that makes a range or a choice of the numbers on both sides: `2 to 15`, `2 or 3`.
/// The `and` of `cables 346 and 347` is no such word: in the ten volumes 21 of the 281 numbers before such an `and` end
/// in a reference, but none of the 250 before `to` and `or`.
fn joins_a_number(language: &Language, text: &str) -> bool {
    let mut words = language.lexicon.range_words.iter().filter_map(|word| text.strip_prefix(word)?.strip_prefix(' '));
    words.next().is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether `text` begins with a number of one or two digits.
pub fn begins_with_a_number(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits)
}

/// Whether what stands before the run makes it the end of a longer number: the minutes of `9:15`, the thousands of
/// `1,250`, the tenths of `1.5 miles`, the year of `’62`. A sum of money, as in `$12`, and a count of what was left
/// out, as in `[3 lines …`, are such ends too.
fn ends_a_number(place: Place) -> bool {
    let mut back = place.before().chars().rev();
    let (mark, before) = (back.next(), back.next());
    let digit = before.is_some_and(|c| c.is_ascii_digit());
    let mut ahead = place.after().chars();
    match mark {
        Some('[' | '$' | '£') => true,
        Some(':') => digit && (place.span.len() == 2 || is_a_ratio(place)),
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

/// Whether the run is the second part of a ratio, as in `outnumbered them 15:1 at Brill`: the first part is no day and has
/// two digits at most, the second has one, and the sentence goes on. None of these is a reference in 33 published volumes.
fn is_a_ratio(place: Place) -> bool {
    let before = place.before().strip_suffix(':').unwrap_or_default();
    let words = before.trim_end_matches(|c: char| c.is_ascii_digit());
    before.len() - words.len() <= 2
        && place.span.len() == 1
        && place.after().strip_prefix(' ').is_some_and(|after| after.starts_with(char::is_lowercase))
        && WordClass::before(place.language, words) != WordClass::Month
}

/// Whether the run is a group of thousands with one digit too many, and no year behind a comma without its space. Two
/// digits too many are rather two numbers between which something is still being typed.
fn exceeds_a_group(place: Place) -> bool {
    let run = place.span.of(place.text);
    let before = place.before().strip_suffix(',').unwrap_or_default();
    run.len() == GROUP + 1 && leads_a_group(before) && Left::of(run, GROUP + 1) != Left::Year
}

/// Whether the run fills a cell of a table row, alone or together with other numbers, as in `Brill | 14 9 | 1 4`. In
/// the ten volumes none of 1,252 such numbers is a reference.
fn is_a_cell(place: Place) -> bool {
    let (before, after) = (place.before(), place.after());
    let numbers = |c: char| c == ' ' || c.is_ascii_digit();
    let (left, right) = (before.trim_end_matches(numbers), after.trim_start_matches(numbers));
    let (between, behind) = (before.get(left.len()..), after.get(..after.len() - right.len()));
    let begins = place.first || left.ends_with(['\t', '|']) || between.is_some_and(has_a_gap);
    let ends = right.is_empty() || right.starts_with(['\t', '|']) || behind.is_some_and(has_a_gap);
    place.line == LineClass::Columns && begins && ends
}

/// Whether the run is the shillings or pence of a sum, as in `£1168 15 4`.
fn counts_shillings(place: Place) -> bool {
    let before = place.before().trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | ' '));
    before.ends_with('£') && !place.before().ends_with(',')
}

/// Whether the run is a paragraph of an article with a Roman number, as in `Article XXIII:2`.
fn is_a_paragraph(place: Place) -> bool {
    let before = place.before().strip_suffix(':').unwrap_or_default();
    let letters = before.trim_end_matches(['I', 'V', 'X', 'L', 'C']);
    before.len() > letters.len() + 1 && letters.ends_with(char::is_whitespace)
}

/// The abbreviations of what is issued to a document under its sign, as in `Add.1`.
const ISSUED: [&str; 4] = ["Add", "Amend", "Corr", "Rev"];

/// Whether the run is part of a document's sign, as in `A/C.3/Add.1`, or of something issued to a document, as in
/// `Corr.1`. Such a sign has a number in it, as that one, or begins with a single letter, as `S/PV.5`. In the ten volumes
/// none of ten such numbers is a reference. Behind a single letter, as in `S/P.6`, two numbers are, and so are three behind
/// offices, as in `War Dept/ORD.2`.
fn is_a_part_of_a_sign(place: Place) -> bool {
    let before = place.before().strip_suffix('.').unwrap_or_default();
    let rest = before.trim_end_matches(char::is_alphabetic);
    let part = before.get(rest.len()..).unwrap_or_default();
    let sign = rest.rsplit([' ', '(']).next().unwrap_or_default();
    let is_sign = || sign.find('/') == Some(1) || sign.contains(|c: char| c.is_ascii_digit());
    ISSUED.contains(&part)
        || (rest.ends_with('/') && part.len() > 1 && part.starts_with(char::is_uppercase) && is_sign())
}

/// Symbols of units of length, whose squares and cubes are units too.
const LENGTHS: [&str; 7] = ["mm", "cm", "m", "km", "in", "ft", "yd"];

/// Whether the superscript at `place` may be an exponent, as in `10⁻⁵`, `4 × 10⁵`, `10² stone` and `30 km²`.
pub fn is_a_power(place: Place) -> bool {
    let before = place.before();
    let counts = place.after().strip_prefix(' ').is_some_and(|after| after.starts_with(char::is_lowercase));
    let of_ten = before.strip_suffix("10").is_some_and(|before| {
        before.trim_end().ends_with(['×', '·']) || (counts && !before.ends_with(|c: char| c.is_ascii_digit()))
    });
    let rest = before.trim_end_matches(char::is_alphabetic);
    let unit = before.get(rest.len()..).unwrap_or_default();
    let measures = matches!(place.span.of(place.text), "²" | "³") && LENGTHS.contains(&unit);
    before.ends_with('⁻')
        || of_ten
        || is_a_variable(before)
        || (measures && rest.trim_end().ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether `text` ends with a variable: a consonant that stands alone, as in `π r`.
fn is_a_variable(text: &str) -> bool {
    let mut back = text.chars().rev();
    let is_consonant = |c: char| c.is_ascii_lowercase() && !"aeiouy".contains(c);
    back.next().is_some_and(is_consonant) && back.next().is_none_or(|c| c.is_whitespace() || c == 'π')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::glued::candidates::places;
    use crate::record::tests::source;

    /// What the number of `text` that stands between two bars is.
    #[track_caller]
    fn check(text: &str, expected: Option<Excluded>) {
        let (before, rest) = text.split_once('|').unwrap();
        let (number, after) = rest.split_once('|').unwrap();
        source(&[before, number, after].concat(), |source| {
            let mut all = places(source, &[], None);
            let (place, _) = all.find(|(place, _)| place.span.start == before.len()).unwrap();
            assert_eq!(excluded(place), expected, "{text}");
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
            "outnumbered 15:|1| at Brill",
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
            check(text, Some(Excluded::EveryReading));
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
            "in S/PV.|11|",
        ] {
            check(text, Some(Excluded::WholeRun));
        }
        check("oats 1,|2503|", Some(Excluded::AllButLastDigit));
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
            "from War Dept/ORD.|2| It rained",
            "August 3,|1965|",
            "To Brill:|2|",
            "cables 346 |2| and 347",
            "paid nothing.|3|/4 The gate",
            "paid nothing.3–|4| The gate",
            "paid nothing.3/|4| The gate",
            "to l’|2|autre rive",
            "cable No. |3402|(Annex B)",
            "in Point 4:|1| The gate",
            "on May 4:|1| a ship",
            "at 11:|302| they met",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn superscripts_that_are_powers() {
        for (text, expected) in [
            ("a bias of 4 × 10⁻⁵ g", true),
            ("4 × 10⁵ g", true),
            ("it weighs 10² stone", true),
            ("in 1910² he", false),
            ("it measures 30 km²", true),
            ("it measures 30 km¹", false),
            ("its area is π r²", true),
            ("they paid him a²", false),
            ("they went to a farm²", false),
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
