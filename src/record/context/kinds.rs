//! What a number is if it is no footnote reference, told by what stands right beside it.
//!
//! Numbers that count, date or measure something are written in ways in which references hardly ever are: `9:15`, `1,250`,
//! `3 miles`. Of the tens of thousands of such numbers in the ten volumes that `src/measure` reads, none is a reference. The
//! [`Kind`] of a number is one of its features. Learning begins with the doubt that such a number is a reference
//! ([`Kind::may_refer`]): in published records hardly a note lacks its reference, so they alone would teach to take any number for
//! one that is missing.

use crate::lexicon::Language;
use crate::record::context::classes::{Class, Left, LineClass, WordClass};
use crate::record::context::other_numbers::is_word;
use crate::record::context::place::Place;
use crate::record::context::surroundings::Surroundings;
use crate::record::context::usual_digits::{DECIMALS, GROUP, digits_of_a_part, thousands_mark};
use crate::syntax::columns::has_a_gap;

/// What a run of digits, or a reading of it, is if it is no reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing beside it tells.
    Any,
    /// A part of a longer number or of a word: `9:15`, `1,250`, `3/8`, `3d Session`, `1152Z`, `’62`.
    Part,
    /// One of a range, a choice or a list of numbers: `12–14`, `4 to 15`, `4 or 5`, `2, 14 and 15`, `sheets 2 and 19`.
    Among,
    /// A sum of money, `$12`, or a count of what was left out, `[3 lines not printed]`.
    Sum,
    /// A measure: `5%`, `3 miles`.
    Measure,
    /// An hour: `1 p.m.`
    ClockHour,
    /// The day of a date: `May 6, 1962`, `6 May`.
    MonthDay,
    /// A year: `in 1962`.
    DatedYear,
    /// It counts something: `were 3 barges`, `of 284 for`.
    Counting,
    /// It stands between a preposition and punctuation: `cut to 8.`
    PhraseEnd,
    /// It begins a sentence: `at Brill. 12 barges`.
    SentenceStart,
    /// The label of a point: `1) first`.
    PointLabel,
    /// As a whole, a part of a sign: `U-2`, `A/C.3/Add.1`, `Article XXIII:2`, `#12`. It may end in a reference.
    SignPart,
    /// As a whole, a number that is reckoned with, or the shillings of a sum: `16 × 12`, `24·8`, `£1168 15 4`. It may end in a
    /// reference.
    Reckoned,
    /// As a whole, a cell of a table, alone or with other numbers. It may end in a reference.
    WholeCell,
    /// A group of thousands with one digit too many, as in `1,4004`: a reference is its last digit.
    Thousands,
    /// The end of a number that is glued to a word, as the 2 of `could.12`.
    GluedEnd,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 17] = [
        Self::Any,
        Self::Part,
        Self::Among,
        Self::Sum,
        Self::Measure,
        Self::ClockHour,
        Self::MonthDay,
        Self::DatedYear,
        Self::Counting,
        Self::PhraseEnd,
        Self::SentenceStart,
        Self::PointLabel,
        Self::SignPart,
        Self::Reckoned,
        Self::WholeCell,
        Self::Thousands,
        Self::GluedEnd,
    ];

    /// Whether nobody doubts that a reading of this kind may be a reference: `is_whole` says whether it is the whole run.
    pub fn may_refer(self, is_whole: bool) -> bool {
        match self {
            Self::Any => true,
            Self::SignPart | Self::Reckoned | Self::WholeCell => !is_whole,
            _ => false,
        }
    }

    /// What the run of `around` is.
    pub fn of(around: &Surroundings) -> Self {
        let behind = around.before.0;
        let alone = matches!(behind, Class::Space | Class::End);
        let measures = around.next == WordClass::Unit && around.after.0 == Class::Space;
        if alone && around.next == WordClass::Hour {
            Self::ClockHour
        } else if measures && (alone || behind == Class::Money) {
            Self::Measure
        } else if alone && around.after.0 == Class::Count {
            Self::PointLabel
        } else if counts_a_noun(around) {
            Self::Counting
        } else if is_one_of_two(around) {
            Self::Among
        } else if closes_a_phrase(around) {
            Self::PhraseEnd
        } else if begins_a_sentence(around) {
            Self::SentenceStart
        } else if is_a_day(around) {
            Self::MonthDay
        } else if is_dated(around) {
            Self::DatedYear
        } else {
            by_what_stands_beside(around.place)
        }
    }

    /// What the end of the run of `around` is that takes its last `taken` digits. The whole run is of this kind.
    pub fn of_end(self, around: &Surroundings, taken: usize) -> Self {
        let left = around.run().len().saturating_sub(taken);
        match self {
            Self::Thousands if taken == 1 => Self::Any,
            Self::Any if left > 0 && is_glued(around.place) => Self::GluedEnd,
            // Only a day could end in a reference before a year, as May 18 and 12 in `May 1812`, and in the ten volumes none of 2,000
            // such runs does.
            Self::Any if around.word == WordClass::Month && around.is_a_year() && taken != 2 => Self::DatedYear,
            Self::Any if around.goes_on_behind_a_year() && left < YEAR => Self::DatedYear,
            kind => kind,
        }
    }

    /// Whether a reference that takes the last `taken` digits of the run of `around`, which is of this kind, leaves a number that is as
    /// good as the whole run, or is too long to end the run by chance. If the run is no year, this holds if
    /// - a day of a month is left, or a number up to 31 behind a name, as in `Plan 52` (5 and a reference 2);
    /// - a number of two to four digits is left, and no month stands before it;
    /// - anything is left, and the reference has two digits or more, in which few numbers end by chance.
    ///
    /// Of other kinds than [`Self::Any`] it holds if no more of the same number stands beside the run, and
    /// - two digits are left, or the reference has as many, or the run is a sum;
    /// - what stands before the run is left, as in `Psalm 90,116` (90 and a reference 116) and `the arrears were £33.7`.
    pub fn leaves_a_number(self, around: &Surroundings, taken: usize) -> bool {
        let (place, run) = (around.place, around.run());
        let left = run.len().saturating_sub(taken);
        if self == Self::Any {
            let month = around.word == WordClass::Month;
            let names = [WordClass::Division, WordClass::NumberWord, WordClass::Message, WordClass::CapitalWord];
            return match Left::of(run, left) {
                _ if around.is_a_year() => false,
                Left::Day | Left::OfDay if month || names.contains(&around.word) => true,
                Left::Day | Left::TwoDigits | Left::ThreeDigits | Left::FourDigits if !month && left > 1 => true,
                _ => taken > 1 && left > 0,
            };
        }
        let sum = place.before().trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
        let is_sum = sum.ends_with(['$', '£']);
        let ends_a_sentence = || matches!(around.after, (Class::End, _) | (Class::Space, Class::Upper));
        match left {
            _ if self == Self::Thousands || is_in_a_number(place) || goes_on_in_words(around, is_sum) => false,
            _ if around.is_a_year() && !is_sum => false,
            _ if is_a_group(place) => left == 0,
            0 => is_sum && place.before().ends_with('.') && ends_a_sentence(),
            1 => taken > 1 || is_sum,
            _ => true,
        }
    }
}

/// Signs of arithmetic.
const OPERATORS: [char; 4] = ['×', '÷', '=', '+'];

/// The most letters that the ending of an ordinal number has, as in `22nd`.
const ENDING: usize = 2;

/// How many digits a year has.
const YEAR: usize = 4;

/// What the run at `place` is by the characters on both sides of it.
fn by_what_stands_beside(place: Place) -> Kind {
    if place.before().ends_with(['[', '$', '£']) {
        return Kind::Sum;
    }
    if let Some(kind) = by_what_follows(place) {
        return kind;
    }
    let mut back = place.before().chars().rev();
    match (back.next(), back.next()) {
        _ if ends_a_number(place) => Kind::Part,
        _ if exceeds_a_group(place) => Kind::Thousands,
        _ if place.before().trim_end_matches(' ').ends_with(OPERATORS) || counts_shillings(place) => Kind::Reckoned,
        _ if is_a_cell(place) => Kind::WholeCell,
        _ if is_a_paragraph(place) || is_a_part_of_a_sign(place) => Kind::SignPart,
        // `nothing.3/4` and `nothing.3–4` are two references.
        (Some('/' | '-' | '–'), Some('0'..='9')) if is_behind_a_reference(place) => Kind::Any,
        // `12–14` is a range; `Paper 120–147` may end in a reference.
        (Some('-' | '–'), Some('0'..='9')) if place.span.len() <= 2 => Kind::Among,
        // `24·8`
        (Some('·'), Some('0'..='9')) => Kind::Reckoned,
        // `U-2` `SA–2` `I–3646/65`
        (Some('-' | '–' | '/'), Some(c)) if c.is_ascii_alphanumeric() => Kind::SignPart,
        _ if place.has_a_sign_before() => Kind::SignPart,
        _ => Kind::Any,
    }
}

/// What the run is by what follows it: part of a longer number or of a word, as in `9:15`, `1,250`, `3/8`, `3d` and `3-power`, a
/// measure, as in `5%`, or one among others, as in `12–14` and `2, 14`. `None` if nothing tells.
fn by_what_follows(place: Place) -> Option<Kind> {
    let alone = place.before().chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(');
    let mut ahead = place.after().chars();
    let (next, beyond) = (ahead.next(), ahead.next());
    let digit = || beyond.is_some_and(|c| c.is_ascii_digit());
    let (is, kind) = match next {
        Some('%' | '°' | '′' | '″' | '¼' | '½' | '¾') => (true, Kind::Measure),
        // `lots 3(a)`, but not `cable No. 3402(Annex B)`.
        Some('(') => {
            (!beyond.is_some_and(char::is_uppercase) || !ahead.next().is_some_and(char::is_lowercase), Kind::Part)
        }
        Some('/') => (beyond.is_some_and(char::is_alphanumeric) && !(digit() && follows_a_word(place)), Kind::Part),
        Some('-') if beyond.is_some_and(char::is_lowercase) => (true, Kind::Part),
        Some('-' | '–') => (alone && digit(), Kind::Among),
        Some(',') if digit() => (alone, Kind::Part),
        Some(',') => (alone && beyond == Some(' ') && begins_with_a_number(ahead.as_str()), Kind::Among),
        Some(':' | '.' | '·') => (digit() && !follows_a_word(place), Kind::Part),
        // `the 3d Session`, `paragraph 1b`; before a longer word only the space is missing.
        Some(c) if c.is_lowercase() => {
            let ending = || place.after().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            let is_its_end =
                || ending().chars().count() <= ENDING || place.language.lexicon.ordinals.contains(&ending());
            ((!alone && !is_behind_an_elision(place)) || is_its_end(), Kind::Part)
        }
        Some(' ') if beyond.is_some_and(|c| OPERATORS.contains(&c)) => (alone, Kind::Part),
        Some(' ') => (alone && joins_a_number(place.language, place.after().trim_start()), Kind::Among),
        Some(c) => (alone && c.is_uppercase(), Kind::Part),
        None => return None,
    };
    is.then_some(kind)
}

/// Whether more of the same number or sign stands right beside the run, as in `9:15`, `1,250`, `1152Z`, `Rev/3` and
/// `60%`.
fn is_in_a_number(place: Place) -> bool {
    let mut ahead = place.after().chars();
    let behind = match ahead.next() {
        Some(',' | '.' | '·' | ':' | '/' | '-' | '–') => ahead.next().is_some_and(char::is_alphanumeric),
        Some(' ') => ahead.next().is_some_and(|c| OPERATORS.contains(&c)),
        Some(c) => c.is_alphanumeric() || matches!(c, '%' | '('),
        None => false,
    };
    behind || place.before().ends_with([':', '['])
}

/// Whether the run may be a group of thousands: three digits behind a digit and a comma, or in most languages a full stop.
fn is_a_group(place: Place) -> bool {
    let before = place.before().strip_suffix(thousands_mark(place.language));
    before.is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit())) && place.span.len() == GROUP
}

/// Whether the run may be the decimals of a number, as in `12,50`.
fn is_decimal(place: Place) -> bool {
    digits_of_a_part(place.language, place.before()) == Some(DECIMALS) && place.span.len() <= DECIMALS
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
    is_word(text.strip_suffix(Class::closes_a_word).unwrap_or(text))
}

/// Whether `text` begins with a word that makes a range or a choice of the numbers on both sides: `2 to 15`, `2 or 3`.
/// The `and` of `cables 346 and 347` is no such word: in the ten volumes 21 of the 281 numbers before such an `and` end
/// in a reference, but none of the 250 before `to` and `or`.
fn joins_a_number(language: &Language, text: &str) -> bool {
    let mut words = language.lexicon.range_words.iter().filter_map(|word| text.strip_prefix(word)?.strip_prefix(' '));
    words.next().is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether `text` begins with a number of one or two digits.
fn begins_with_a_number(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits)
}

/// Whether what stands before the run makes it the end of a longer number: the minutes of `9:15`, the thousands of
/// `1,250`, the tenths of `1.5 miles`, the year of `’62`.
fn ends_a_number(place: Place) -> bool {
    let mut back = place.before().chars().rev();
    let (mark, before) = (back.next(), back.next());
    let digit = before.is_some_and(|c| c.is_ascii_digit());
    let mut ahead = place.after().chars();
    match mark {
        Some(':') => digit && (place.span.len() == 2 || is_a_ratio(place)),
        Some(',' | '.') if is_a_group(place) || is_decimal(place) => true,
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
    let is_behind_one = digits_of_a_part(place.language, place.before()) == Some(GROUP);
    run.len() == GROUP + 1 && is_behind_one && Left::of(run, GROUP + 1) != Left::Year
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

/// Whether the run is the day of a date, as in `May 6, 1962` and `6 May`.
fn is_a_day(around: &Surroundings) -> bool {
    let place = around.place;
    let first = || place.after().split_whitespace().next().unwrap_or_default();
    let second = || place.after().split_whitespace().nth(1);
    let year_follows = || second().is_some_and(|year| Left::of(year, YEAR) == Left::Year);
    let number_follows = || second().is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()));
    matches!(around.before.0, Class::Space | Class::End)
        && around.run().parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
        && match (around.word, around.next) {
            // `October 26,` may be October 2 and a reference 6, if references stand before the comma.
            (WordClass::Month, _) => {
                place.after().starts_with(',') && (year_follows() || !around.numbers.stand_before_punctuation())
            }
            // `Its 3 January 31 letter` has a reference.
            (_, WordClass::Month) => {
                let hour_follows = || first().ends_with(',') && number_follows();
                hour_follows() || (around.before.1 != Class::Stop && (!number_follows() || year_follows()))
            }
            _ => false,
        }
}

/// Whether the run is the year of a date, or a year behind a small word: `6 May 1962`, `in 1962`, `the 1962 census`.
fn is_dated(around: &Surroundings) -> bool {
    let behind = around.before.0;
    let dates = match around.word {
        WordClass::Date => true,
        WordClass::Wordless => behind != Class::Quote,
        // `May 1812` may be May 18 and a reference 12. As few records have 61 notes, `May 1961` is a year.
        WordClass::Month => {
            let label = around.run().get(2..).and_then(|label| label.parse().ok());
            behind == Class::Space && label.is_some_and(|label: u8| label > 40)
        }
        WordClass::CapitalWord => behind == Class::Space && around.name.ends_with(','),
        WordClass::Preposition
        | WordClass::Article
        | WordClass::SmallWord
        | WordClass::Clause
        | WordClass::Figure
        | WordClass::Joint => behind == Class::Space,
        _ => false,
    };
    dates && around.is_a_year()
}

/// Whether the run counts something: it stands between a small word and the noun it counts, as in `of 284 barges`
/// and `were 3 barges`, or between a small word and the next, as in `of 284 for`. In the ten volumes none of 850
/// such numbers is a reference or ends in one.
fn counts_a_noun(around: &Surroundings) -> bool {
    let (place, len) = (around.place, around.run().len());
    let joined = matches!(around.next, WordClass::SmallWord | WordClass::Preposition | WordClass::Conjunction);
    let counts = match around.word {
        WordClass::Preposition => {
            (len > 1 && joined) || around.precedes_a_plural() || (len < YEAR && around.next == WordClass::CapitalWord)
        }
        WordClass::Article => joined,
        WordClass::Clause => around.next == WordClass::SmallWord || precedes_the_whole(place),
        WordClass::SmallWord => around.precedes_a_plural() || is_a_part(place) || precedes_the_whole(place),
        WordClass::Unit => around.precedes_a_plural() || is_a_part(place),
        // `cables 346 and 3472 reported` names two cables, the second with a reference.
        WordClass::Conjunction => joined && !words_before(place).nth(1).is_some_and(has_a_digit),
        _ => false,
    };
    // `1 drummer, 3 privates`: in the ten volumes none of 12 such numbers is a reference or ends in one.
    let is_listed = around.before == (Class::Space, Class::Comma)
        && around.word == WordClass::SmallWord
        && around.precedes_a_plural();
    ((counts && around.before == (Class::Space, Class::Lower)) || is_listed)
        && around.after.0 == Class::Space
        && !around.begins_with_a_year()
}

/// Whether the run stands between a preposition and punctuation, as in `cut to 8.`. In the ten volumes none of 79
/// such numbers of one or two digits is a reference or ends in one.
fn closes_a_phrase(around: &Surroundings) -> bool {
    around.word == WordClass::Preposition
        && around.run().len() <= 2
        && around.before.0 == Class::Space
        && matches!(around.after, (Class::Stop | Class::Comma | Class::Close, after) if after != Class::Digit)
}

/// Whether a sentence begins with the run, as in `at Brill. 12 barges`. In the ten volumes none of 63 such numbers
/// is a reference or ends in one.
fn begins_a_sentence(around: &Surroundings) -> bool {
    matches!(around.word, WordClass::SmallWord | WordClass::CapitalWord)
        && around.before == (Class::Space, Class::Stop)
        && around.after == (Class::Space, Class::Lower)
}

/// Whether the run is one of two numbers joined by `and`, each of one or two digits, as in `sheets 2 and 19`. The
/// first must be no day, which may have a reference behind it. In the ten volumes none of 140 such pairs has a
/// reference in it, nor has the last number but one in 16 lists such as `2, 5 and 19`.
fn is_one_of_two(around: &Surroundings) -> bool {
    let place = around.place;
    let goes_on = || place.after().trim_start().strip_prefix("and ");
    around.run().len() <= 2
        && around.before.0 == Class::Space
        && match around.word {
            // In `1956 2 and 3` both are references.
            WordClass::Joint => {
                let mut before = words_before(place);
                match before.next() {
                    Some("and") => before.nth(1).is_some_and(|name| !has_a_digit(name)),
                    Some(number) if number.ends_with(',') => {
                        goes_on().is_some_and(|last| last.starts_with(|c: char| c.is_ascii_digit()))
                    }
                    _ => false,
                }
            }
            WordClass::Month | WordClass::Figure | WordClass::Wordless => false,
            _ => goes_on().is_some_and(begins_with_a_number),
        }
}

/// Whether the next word belongs to the number: `a.m.` in `1130 a.m.` or, if the run is a `sum` of money, `million`
/// in `$253 million`.
fn goes_on_in_words(around: &Surroundings, sum: bool) -> bool {
    let is_scaled = sum && around.next == WordClass::Unit && !around.place.after().starts_with(" per ");
    around.after.0 == Class::Space && (around.next == WordClass::Hour || is_scaled)
}

/// The words before `place`, the nearest first.
fn words_before(place: Place<'_>) -> impl Iterator<Item = &str> {
    place.before().split_whitespace().rev()
}

/// Whether the number counts a part of another one, as the 3 of `of 89 barges 3 were`.
fn is_a_part(place: Place) -> bool {
    let mut before = words_before(place).skip(1);
    before.next().is_some_and(has_a_digit) && before.next().is_some_and(|word| word.eq_ignore_ascii_case("of"))
}

/// Whether the whole follows of which the number counts a part, as in `found 3 of them`.
fn precedes_the_whole(place: Place) -> bool {
    place.after().starts_with(" of ")
}

fn has_a_digit(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit())
}

/// Whether the run is glued to a word, or to punctuation behind one: it is a reference as a whole or none. In the ten volumes
/// no such run is split.
pub fn is_glued(place: Place) -> bool {
    let mut back = place.before().chars().rev();
    match (back.next(), back.next()) {
        // `1,250` `9:15` `4.5`
        (Some(',' | ':' | '.'), Some(before)) => !before.is_ascii_digit(),
        // `C–M(58)170` is a document, which may have a reference behind it.
        (Some(')'), Some('0'..='9')) => false,
        (Some(before), _) => matches!(Class::of(before), Class::Lower) || Class::closes_a_word(before),
        _ => false,
    }
}

/// Symbols of units of length, whose squares and cubes are units too.
const LENGTHS: [&str; 7] = ["mm", "cm", "m", "km", "in", "ft", "yd"];

/// Whether the superscript at `place` may be an exponent, as in `10⁻⁵`, `4 × 10⁵`, `10² stone` and `30 km²`, or the first number
/// of a fraction, as in `3¹/₂`.
pub fn is_a_power(place: Place) -> bool {
    let below = place.after().strip_prefix(['/', '⁄']);
    let is_divided = below.is_some_and(|below| below.starts_with(|c| matches!(c, '0'..='9' | '₀'..='₉')));
    let before = place.before();
    let counts = place.after().strip_prefix(' ').is_some_and(|after| after.starts_with(char::is_lowercase));
    let of_ten = before.strip_suffix("10").is_some_and(|before| {
        before.trim_end().ends_with(['×', '·']) || (counts && !before.ends_with(|c: char| c.is_ascii_digit()))
    });
    let rest = before.trim_end_matches(char::is_alphabetic);
    let unit = before.get(rest.len()..).unwrap_or_default();
    let measures = matches!(place.span.of(place.text), "²" | "³") && LENGTHS.contains(&unit);
    before.ends_with('⁻')
        || is_divided
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
    use crate::lexicon::{de, en};
    use crate::record::context::other_numbers::Numbers;
    use crate::record::glued::readings::places;
    use crate::record::source::Source;
    use crate::record::tests::source;

    /// Checks what the number of `text` is that stands between two bars.
    #[track_caller]
    fn check(text: &str, expected: Kind) {
        check_in(&en::LANGUAGE, text, expected);
    }

    #[track_caller]
    fn check_in(language: &'static Language, text: &str, expected: Kind) {
        let (before, rest) = text.split_once('|').unwrap();
        let (number, after) = rest.split_once('|').unwrap();
        source(&[before, number, after].concat(), |source| {
            let source = Source { language, ..source };
            let mut all = places(source, &[], None);
            let (place, _) = all.find(|(place, _)| place.span.start == before.len()).unwrap();
            let numbers = Numbers::of(source);
            assert_eq!(Kind::of(&Surroundings::of(place, &numbers)), expected, "{text}");
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
            "the |3|d Session",
            "A|66|/2",
            "A |66|/Rev",
            "a |3|-power talk",
            "in ’|62|",
            "at |1152|Z",
            "lots |3|(a)",
            "|162| × 5",
            "it was |24|·83",
            "is |8| = 5 + 3",
        ] {
            check(text, Kind::Part);
        }
        for text in [
            "in |12|–14",
            "in 12–|14|",
            "lots |2|, 14 and 15",
            "Brill |4| to 15",
            "Brill |4| or 5",
            "sheets 2 and |19|",
        ] {
            check(text, Kind::Among);
        }
        for text in ["|5|%", "|74|½ feet", "24° |10|′.4", "some |3| miles"] {
            check(text, Kind::Measure);
        }
        for text in ["[|3| lines not printed]", "it cost $|12|", "it cost £|12|"] {
            check(text, Kind::Sum);
        }
        for text in ["were |3| barges", "of |284| for", "a |4| or 5"] {
            check(text, Kind::Counting);
        }
        for text in ["in |1962|", "August 3,|1965|", "the |1962| census"] {
            check(text, Kind::DatedYear);
        }
        check("at |1| p.m.", Kind::ClockHour);
        check("on May |6|, 1962", Kind::MonthDay);
        check("cut to |8|.", Kind::PhraseEnd);
        check("at Brill. |12| barges", Kind::SentenceStart);
        check("|1|) first", Kind::PointLabel);
    }

    #[test]
    fn decimals_and_thousands_of_other_languages() {
        for text in ["kostet 12,|50| Mark", "um 1,|4| Prozent", "etwa 1.|250| Mark", "etwa 1.250,|50|"] {
            check_in(&de::LANGUAGE, text, Kind::Part);
        }
        check_in(&de::LANGUAGE, "etwa 1.|2503| Mark", Kind::Thousands);
        check("the ferry, of 12,|50| men", Kind::Any);
    }

    #[test]
    fn numbers_that_may_end_in_a_reference() {
        for text in [
            "the U-|23|",
            "the SA–|23|",
            "paper 15/|32|",
            "paper 167–|662|",
            "Article IV:|12|",
            "in A/C.3/Add.|1|)",
            "and Corr.|1|)",
            "in A/C.3/SR.|11|",
            "in S/PV.|11|",
            "it is No. #|12|",
        ] {
            check(text, Kind::SignPart);
        }
        for text in ["£120 10 |6|", "£1,120 |10| 6", "16 × |12|", "it was 24·|83|"] {
            check(text, Kind::Reckoned);
        }
        for text in ["Brill\t|41|\t32", "Brill   |41|   32", "Brill\t32\t|41|", "|41|\t32", "Brill\t14 |9|\t1 4"] {
            check(text, Kind::WholeCell);
        }
        check("oats 1,|2503|", Kind::Thousands);
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
            check(text, Kind::Any);
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
            ("a depth of 3¹/₂ fathoms", true),
            ("a depth of 3¹⁄₄ fathoms", true),
            ("the ferry¹/the lock", false),
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
