//! Features: what stands around a run of digits, in terms that have learned weights.
//!
//! Each end of a run that may be a reference has one feature from each of twelve groups. The sum of their weights, in
//! log-odds, is its weight as a candidate. The 2 of `could.2` has, among others, the feature
//! `Before(Stop, Lower, Whole)`: before the run stands a full stop, before that a lower-case letter, and the reference
//! is the whole run. [`crate::record::glued::weights`] lists features as they are written here, with their worth in
//! tenths: if it has `(Before(Stop, Lower, Whole), 46)`, this feature adds 4.6 to the weight.
//!
//! What else the pairing is scored by is a feature too: signs and other marks, steps from one reference to the next,
//! words that a note has in common with the text.
//!
//! Figures in these comments are counted over the ten published volumes that `src/measure` reads.

use crate::lexicon::{Language, en};
use crate::record::context::classes::{Class, Left, LineClass, WordClass};
use crate::record::context::contexts;
use crate::record::context::other_numbers::Numbers;
use crate::record::context::place::Place;
use crate::record::glued::marks::{Habit, Mark};
use crate::record::glued::steps::Step;
use crate::text::Span;

/// A fact about a candidate, its surroundings or its place in the pairing that has a learned weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// How many digits of the run the reference leaves, 5 standing for more, and how many it takes.
    Digits(u8, u8),
    /// How many digits of the run two references in a row leave, 5 standing for more, and how many they take together.
    Two(u8, u8),
    /// The two characters before the run, the nearest first, and whether the reference is the whole run.
    Before(Class, Class, Cut),
    /// The two characters after the run, the nearest first.
    After(Class, Class),
    /// The characters right before and right after the run, and whether the reference is the whole run.
    Between(Class, Class, Cut),
    /// The word before the run, what the reference leaves of the run, and whether white space follows the run.
    Word(WordClass, Left, Then),
    /// The line or place in which the run stands, the character before the run, and whether the reference is the whole
    /// run.
    Behind(LineClass, Class, Cut),
    /// How many letters the run is glued to, 4 standing for more, whether the first of these is a capital, and the
    /// character after the run.
    Glued(u8, Case, Class),
    /// The line or place in which the run stands, and the character after the run.
    Ahead(LineClass, Class),
    /// The word after the run, and on which sides of the run white space stands.
    Next(WordClass, Gaps),
    /// Whether the reference is the whole run, whether the run's number stands in the record again, and whether the
    /// number that the reference leaves does.
    Named(Cut, Times, Times),
    /// Whether the reference is the whole run, and how long the run is beside the record's other numbers behind the
    /// same word.
    Length(Cut, Length),
    /// Whether the reference is a whole number behind a space, whether another reference surely is, and how many pairs
    /// of references surely are glued to a word, 3 standing for more.
    Set(Apart, Others, u8),
    /// What the candidate is, if no plain run of digits.
    Mark(Mark),
    /// How the record sets its references.
    Habit(Habit),
    /// How the reference follows the one before it.
    Step(Step),
    /// What the words before the reference have in common with its note.
    Common(Common),
}

/// How many words of one kind a note has in common with the text before its reference, from 1 to [`Common::MOST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Common {
    /// Names: words that begin with a capital.
    Names(u8),
    /// Numbers of two digits.
    ShortNumbers(u8),
    /// Numbers of three digits or more.
    Numbers(u8),
    /// Other words of six bytes or more.
    Words(u8),
}

impl Common {
    /// More words in common than this count as so many.
    pub const MOST: u8 = 3;
    /// How many features there are of this kind.
    pub const COUNT: usize = 4 * Self::MOST as usize;

    const fn index(self) -> usize {
        let (kind, count) = match self {
            Self::Names(count) => (0, count),
            Self::ShortNumbers(count) => (1, count),
            Self::Numbers(count) => (2, count),
            Self::Words(count) => (3, count),
        };
        (kind * Self::MOST + count) as usize - 1
    }
}

/// On which sides of a run of digits white space stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gaps {
    /// On neither side.
    Tight,
    /// Only before the run.
    SpaceBefore,
    /// Only after the run.
    SpaceAfter,
    /// On both sides.
    Apart,
}

/// Whether a reference is the whole run of digits or only its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    Whole,
    Split,
}

/// Whether a number stands in the record once or again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    Once,
    Again,
}

/// How long a number is beside the shortest other number behind the same word: `your 2443` is one digit longer than
/// `your 251`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Length {
    /// No other number stands behind the word, or none that says anything.
    Alone,
    /// The number is no longer; or the reference is the whole number, and another number stands behind the word. In the
    /// ten volumes 9 of 414 such whole numbers are references, as `Sheet 2` where the record has `Sheet 14`, but 204 of
    /// 410 where the word stands before no other number.
    NoLonger,
    /// The number is longer by one digit.
    OneLonger,
    /// The number is longer by two digits or more.
    FarLonger,
    /// The run is the last part of a number, such as the thousands of `2,600`, and has as many digits as such parts have, or
    /// fewer ([`Numbers::usual_digits`]).
    Usual,
    /// The run is such a part and has more digits, and the reference leaves as many as such parts have.
    LeavesTheUsual,
    /// The run is such a part and has more digits, and the reference leaves more or fewer than such parts have.
    LeavesOthers,
}

/// Whether a reference is a whole number behind a space, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apart {
    /// The reference is glued to what stands before it, or is only the end of a number.
    No,
    /// The reference stands behind a space, and its line goes on.
    Within,
    /// The reference stands behind a space and ends its line.
    AtTheEnd,
}

/// Whether another reference of the record surely stands behind a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Others {
    NoneApart,
    SomeApart,
}

/// Whether white space follows the run (`Gap`) or anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    Else,
    Gap,
}

/// Whether a word begins with a capital.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    Small,
    Capital,
}

/// The most digits that a label has.
pub const LONGEST_LABEL: usize = 4;
/// If a reference leaves more digits than this, they count as so many.
const MOST_KEPT: usize = 5;
/// More pairs of glued references than this count as so many.
const MOST_GLUED: usize = 3;
/// More letters than this right before a run count as so many.
const MOST_LETTERS: usize = 4;

/// So many letters or more right before a run are a word.
const LETTERS_OF_A_WORD: usize = 3;

/// How many cases [`Gaps`] has.
const GAPS: usize = 4;

/// How many cases [`Length`] has.
const LENGTHS: usize = 7;

/// How many cases [`Apart`] has.
const APARTS: usize = 3;

/// How many cases [`Others`] has.
const OTHERS: usize = 2;

/// How many groups of features an end of a run has; [`Feature::Digits`] and [`Feature::Two`] are one group.
pub const GROUPS: usize = 12;

/// Where each group of features starts in a [`Table`]; the last entry is where the last group ends.
const STARTS: [usize; GROUPS + 5] = {
    let sizes = [
        2 * (MOST_KEPT + 1) * LONGEST_LABEL,
        Class::COUNT * Class::COUNT * 2,
        Class::COUNT * Class::COUNT,
        Class::COUNT * Class::COUNT * 2,
        WordClass::COUNT * Left::COUNT * 2,
        LineClass::COUNT * Class::COUNT * 2,
        (MOST_LETTERS + 1) * 2 * Class::COUNT,
        LineClass::COUNT * Class::COUNT,
        WordClass::COUNT * GAPS,
        8,
        2 * LENGTHS,
        APARTS * OTHERS * (MOST_GLUED + 1),
        Mark::COUNT,
        Step::COUNT,
        Common::COUNT,
        Habit::COUNT,
    ];
    let mut starts = [0; GROUPS + 5];
    let mut group = 0;
    while group < GROUPS + 4 {
        starts[group + 1] = starts[group] + sizes[group];
        group += 1;
    }
    starts
};

/// How many features there are: the length of a [`Table`].
pub const COUNT: usize = STARTS[GROUPS + 4];

impl Feature {
    /// The index of the feature in a [`Table`].
    #[inline]
    pub const fn index(self) -> usize {
        const CLASSES: usize = Class::COUNT;
        match self {
            Self::Digits(kept, taken) => kept as usize * LONGEST_LABEL + taken as usize - 1,
            Self::Two(kept, taken) => (MOST_KEPT + 1 + kept as usize) * LONGEST_LABEL + taken as usize - 1,
            Self::Before(near, far, cut) => STARTS[1] + (near as usize * CLASSES + far as usize) * 2 + cut as usize,
            Self::After(near, far) => STARTS[2] + near as usize * CLASSES + far as usize,
            Self::Between(before, after, cut) => {
                STARTS[3] + (before as usize * CLASSES + after as usize) * 2 + cut as usize
            }
            Self::Word(word, left, then) => {
                STARTS[4] + (word as usize * Left::COUNT + left as usize) * 2 + then as usize
            }
            Self::Behind(line, before, cut) => {
                STARTS[5] + (line as usize * CLASSES + before as usize) * 2 + cut as usize
            }
            Self::Glued(letters, case, after) => {
                STARTS[6] + (letters as usize * 2 + case as usize) * CLASSES + after as usize
            }
            Self::Ahead(line, after) => STARTS[7] + line as usize * CLASSES + after as usize,
            Self::Next(word, gaps) => STARTS[8] + word as usize * GAPS + gaps as usize,
            Self::Named(cut, run, kept) => STARTS[9] + (cut as usize * 2 + run as usize) * 2 + kept as usize,
            Self::Length(cut, length) => STARTS[10] + cut as usize * LENGTHS + length as usize,
            Self::Set(apart, others, glued) => {
                STARTS[11] + (apart as usize * OTHERS + others as usize) * (MOST_GLUED + 1) + glued as usize
            }
            Self::Mark(mark) => STARTS[12] + mark as usize,
            Self::Step(step) => STARTS[13] + step.index(),
            Self::Common(common) => STARTS[14] + common.index(),
            Self::Habit(habit) => STARTS[15] + habit as usize,
        }
    }
}

/// What each feature is worth, in log-odds, by [`Feature::index`].
#[derive(Clone)]
pub struct Table(pub [f32; COUNT]);

impl Table {
    /// The table of the features in `tenths`, each with its worth in tenths of log-odds; all other features are worth
    /// nothing.
    pub const fn new(tenths: &[(Feature, i16)]) -> Self {
        let mut table = [0.0; COUNT];
        let mut at = 0;
        while at < tenths.len() {
            table[tenths[at].0.index()] = tenths[at].1 as f32 / 10.0;
            at += 1;
        }
        Self(table)
    }

    /// What `feature` is worth, in log-odds.
    #[inline]
    pub fn worth(&self, feature: Feature) -> f32 {
        self.0.get(feature.index()).copied().unwrap_or_default()
    }

    /// The most that any [`Step`] other than `others` is worth, and at least 0, in log-odds.
    pub fn most_of_steps_but(&self, others: &[Step]) -> f32 {
        let left_out = others.iter().fold(0_u64, |left_out, other| left_out | 1 << other.index());
        let steps = self.0.get(STARTS[13]..STARTS[14]).unwrap_or_default().iter().enumerate();
        let counted = steps.filter(|(index, _)| left_out >> index & 1 == 0);
        counted.map(|(_, worth)| *worth).fold(0.0, f32::max)
    }

    /// What `features` are worth together, in log-odds.
    pub fn weight(&self, features: &[Feature; GROUPS]) -> f32 {
        features.iter().map(|&feature| self.worth(feature)).sum()
    }
}

/// What each feature is worth in a record, by the language of the record. One table for all would serve each print badly:
/// with German and Dutch letters among what is learned, English records are read worse, and German and Dutch ones better.
#[derive(Clone)]
pub struct Weights {
    /// Learned from records in English.
    pub english: Table,
    /// Learned from records in all languages.
    pub others: Table,
}

impl Weights {
    /// The table for records in `language`.
    pub fn of(&self, language: &Language) -> &Table {
        if *language == en::LANGUAGE { &self.english } else { &self.others }
    }
}

/// The surroundings of a run of digits, from which the features of its ends are made.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    /// The two characters before the run, the nearest first.
    before: (Class, Class),
    /// The two characters after the run, the nearest first.
    after: (Class, Class),
    /// The word before the run.
    word: WordClass,
    /// The word after the run.
    next: WordClass,
    line: LineClass,
    /// How many letters the run is glued to, up to [`MOST_LETTERS`].
    letters: u8,
    /// The case of the first of these letters.
    case: Case,
    run: Span,
    /// Whether the run's number stands in the record again. With more digits than are usual it may do so with its reference:
    /// `10.50012` twice in a table.
    again: bool,
    /// How many digits such runs have ([`Numbers::usual_digits`]).
    usual: Option<usize>,
    /// How long the run is beside the other numbers behind the same word.
    length: Length,
    /// The text of the word before the run.
    name: &'a str,
    numbers: &'a Numbers<'a>,
}

impl<'a> Surroundings<'a> {
    /// The surroundings of the run at `place`. `numbers` are those of its record.
    pub fn of(place: Place<'a>, numbers: &'a Numbers<'a>) -> Self {
        let (before, after) = (place.before(), place.after());
        let mut back = before.chars().rev().filter(|&c| c != '\r').map(Class::of);
        let class = |c| if c == ')' && !place.is_inside_parentheses() { Class::Count } else { Class::of(c) };
        let mut ahead = after.chars().filter(|&c| c != '\r').take(1).map(class);
        let mut beyond = after.chars().filter(|&c| c != '\r').skip(1).map(Class::of);
        let letters = before.chars().rev().take_while(|c| c.is_alphabetic()).take(MOST_LETTERS).count();
        let first = before.chars().rev().nth(letters.saturating_sub(1));
        let name = numbers.word_before(place.span);
        let usual = numbers.usual_digits(place.span);
        let word = WordClass::before(place.language, before);
        Self {
            before: (back.next().unwrap_or(Class::End), back.next().unwrap_or(Class::End)),
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
            case: if first.is_some_and(char::is_uppercase) { Case::Capital } else { Case::Small },
            run: place.span,
            again: numbers.count(name, place.span) > 1 && usual.is_none_or(|usual| place.span.len() <= usual),
            usual,
            length: if word.names_a_number() { length(numbers, name, place.span) } else { Length::Alone },
            name,
            numbers,
        }
    }

    /// Whether the run is an hour, a measure, a day or a year, as in `1 p.m.`, `3 miles`, `$3 million`, `May 6, 1962`,
    /// `6 May 1962`, `in 1962` and `the 1962 census`, or counts a noun or a point, as in `3 barges` and `1) first`. In
    /// the ten volumes no such run is a reference or ends in one.
    pub fn is_counted(&self, place: Place) -> bool {
        let (run, behind) = (self.numbers.written(self.run), self.before.0);
        let alone = matches!(behind, Class::Space | Class::End);
        let measures = self.next == WordClass::Unit && self.after.0 == Class::Space;
        let point = alone && self.after.0 == Class::Count;
        let first = || place.after().split_whitespace().next().unwrap_or_default();
        let second = || place.after().split_whitespace().nth(1);
        let year_follows = || second().is_some_and(|year| Left::of(year, 4) == Left::Year);
        let number_follows = || second().is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()));
        let is_a_day = match (self.word, self.next) {
            // `October 26,` may be October 2 and a reference 6, if references stand before the comma.
            (WordClass::Month, _) => {
                alone && place.after().starts_with(',') && (year_follows() || !self.numbers.stand_before_punctuation())
            }
            // `Its 3 January 31 letter` has a reference.
            (_, WordClass::Month) => {
                let hour_follows = || first().ends_with(',') && number_follows();
                alone && (hour_follows() || (self.before.1 != Class::Stop && (!number_follows() || year_follows())))
            }
            _ => false,
        };
        let day = is_a_day && run.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
        let dated = match self.word {
            WordClass::Date => true,
            WordClass::Wordless => behind != Class::Quote,
            // `May 1812` may be May 18 and a reference 12. As few records have 61 notes, `May 1961` is a year.
            WordClass::Month => {
                behind == Class::Space
                    && run.get(2..).and_then(|label| label.parse().ok()).is_some_and(|label: u8| label > 40)
            }
            WordClass::CapitalWord => behind == Class::Space && self.name.ends_with(','),
            WordClass::Preposition
            | WordClass::Article
            | WordClass::SmallWord
            | WordClass::Clause
            | WordClass::Figure
            | WordClass::Joint => behind == Class::Space,
            _ => false,
        };
        (alone && self.next == WordClass::Hour)
            || self.counts_a_noun(place)
            || self.is_one_of_two(place)
            || self.closes_a_phrase()
            || self.begins_a_sentence()
            || (measures && (alone || behind == Class::Money))
            || point
            || day
            || (dated && self.is_a_year())
    }

    /// Whether the run counts something: it stands between a small word and the noun it counts, as in `of 284 barges`
    /// and `were 3 barges`, or between a small word and the next, as in `of 284 for`. In the ten volumes none of 850
    /// such numbers is a reference or ends in one.
    fn counts_a_noun(&self, place: Place) -> bool {
        let joined = matches!(self.next, WordClass::SmallWord | WordClass::Preposition | WordClass::Conjunction);
        let counts = match self.word {
            WordClass::Preposition => {
                (self.run.len() > 1 && joined)
                    || self.precedes_a_plural(place)
                    || (self.run.len() < 4 && self.next == WordClass::CapitalWord)
            }
            WordClass::Article => joined,
            WordClass::Clause => self.next == WordClass::SmallWord || precedes_the_whole(place),
            WordClass::SmallWord => self.precedes_a_plural(place) || is_a_part(place) || precedes_the_whole(place),
            WordClass::Unit => self.precedes_a_plural(place) || is_a_part(place),
            // `cables 346 and 3472 reported` names two cables, the second with a reference.
            WordClass::Conjunction => joined && !words_before(place).nth(1).is_some_and(has_a_digit),
            _ => false,
        };
        // `1 drummer, 3 privates`: in the ten volumes none of 12 such numbers is a reference or ends in one.
        let is_listed = self.before == (Class::Space, Class::Comma)
            && self.word == WordClass::SmallWord
            && self.precedes_a_plural(place);
        ((counts && self.before == (Class::Space, Class::Lower)) || is_listed)
            && self.after.0 == Class::Space
            && !self.begins_with_a_year()
    }

    /// Whether the run stands between a preposition and punctuation, as in `cut to 8.`. In the ten volumes none of 79
    /// such numbers of one or two digits is a reference or ends in one.
    fn closes_a_phrase(&self) -> bool {
        self.word == WordClass::Preposition
            && self.run.len() <= 2
            && self.before.0 == Class::Space
            && matches!(self.after, (Class::Stop | Class::Comma | Class::Close, after) if after != Class::Digit)
    }

    /// Whether a sentence begins with the run, as in `at Brill. 12 barges`. In the ten volumes none of 63 such numbers
    /// is a reference or ends in one.
    fn begins_a_sentence(&self) -> bool {
        matches!(self.word, WordClass::SmallWord | WordClass::CapitalWord)
            && self.before == (Class::Space, Class::Stop)
            && self.after == (Class::Space, Class::Lower)
    }

    /// Whether the run is one of two numbers joined by `and`, each of one or two digits, as in `sheets 2 and 19`. The
    /// first must be no day, which may have a reference behind it. In the ten volumes none of 140 such pairs has a
    /// reference in it, nor has the last number but one in 16 lists such as `2, 5 and 19`.
    fn is_one_of_two(&self, place: Place) -> bool {
        let goes_on = || place.after().trim_start().strip_prefix("and ");
        self.run.len() <= 2
            && self.before.0 == Class::Space
            && match self.word {
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
                _ => goes_on().is_some_and(contexts::begins_with_a_number),
            }
    }

    /// Whether the next word belongs to the number: `a.m.` in `1130 a.m.` or, if the run is a `sum` of money, `million`
    /// in `$253 million`.
    pub fn goes_on_in_words(&self, place: Place, sum: bool) -> bool {
        let is_scaled = sum && self.next == WordClass::Unit && !place.after().starts_with(" per ");
        self.after.0 == Class::Space && (self.next == WordClass::Hour || is_scaled)
    }

    /// Whether a noun in the plural follows the run.
    fn precedes_a_plural(&self, place: Place) -> bool {
        self.next == WordClass::SmallWord && is_plural(place.after())
    }

    /// Whether the first four digits of the run are a year.
    fn begins_with_a_year(&self) -> bool {
        Left::of(self.numbers.written(self.run), 4) == Left::Year
    }

    /// How long the number is beside others like it, if a reference leaves its first `kept` digits.
    fn length(&self, cut: Cut, kept: usize) -> Length {
        match self.usual {
            Some(usual) if self.run.len() <= usual => Length::Usual,
            Some(usual) if kept == usual => Length::LeavesTheUsual,
            Some(_) => Length::LeavesOthers,
            None if cut == Cut::Whole => self.length.min(Length::NoLonger),
            None => self.length,
        }
    }

    /// Whether the whole run is a year.
    pub fn is_a_year(&self) -> bool {
        self.run.len() == 4 && self.begins_with_a_year()
    }

    /// Whether a reference that takes the last `taken` digits leaves a number that is as good as the whole run, or is
    /// too long to end the run by chance. If the run is no year, this holds if
    /// - a day of a month is left, or a number up to 31 behind a name, as in `Plan 52` (5 and a reference 2);
    /// - a number of two to four digits is left, and no month stands before it;
    /// - anything is left, and the reference has two digits or more, in which few numbers end by chance.
    pub fn leaves_a_number(&self, taken: usize) -> bool {
        let run = self.numbers.written(self.run);
        let month = self.word == WordClass::Month;
        let named = matches!(
            self.word,
            WordClass::Division | WordClass::NumberWord | WordClass::Message | WordClass::CapitalWord
        );
        match Left::of(run, run.len().saturating_sub(taken)) {
            _ if self.is_a_year() => false,
            Left::Day | Left::OfDay if named || month => true,
            Left::Day | Left::TwoDigits | Left::ThreeDigits | Left::FourDigits if !month && run.len() >= taken + 2 => {
                true
            }
            _ => taken > 1 && run.len() > taken,
        }
    }

    /// Whether the run is a year behind a month. Only a day could end in a reference there, as May 18 and 12 in
    /// `May 1812`, and in the ten volumes none of 2,000 such runs does.
    pub fn is_a_year_of_a_month(&self) -> bool {
        self.word == WordClass::Month && self.is_a_year()
    }

    /// Whether the run is the year of a date with more digits behind it: `May 6, 19625` is 1962 and a reference 5. In
    /// the ten volumes no run of a date that begins with a year ends in one reference or two in any other way.
    pub fn goes_on_behind_a_year(&self) -> bool {
        matches!(self.word, WordClass::Month | WordClass::Date) && self.run.len() > 4 && self.begins_with_a_year()
    }

    /// Whether the run surely is a reference or ends in one. It does, by what was counted in the ten volumes, in three
    /// cases:
    /// - It is a day or a year with a reference behind it, as in `May 123`, `May 39 to`, `May 19624`, `May 6, 19625`
    ///   and `in 19626`, but not `in 19626 barges`: no day and no year has so many digits or is so great. All 224 such
    ///   runs end in a reference.
    /// - It has one or two digits and is glued to a word, or to the bracket or quote behind one, whatever follows, as
    ///   in `could2, and`. Of 4,150 such runs 4,140 are references.
    /// - It has one or two digits and is glued to the punctuation behind a word, with white space behind the run, as in
    ///   `could.2`. Of 3,691 such runs 3,690 are references.
    pub fn surely_refers(&self, place: Place) -> bool {
        let is_too_great = || self.numbers.written(self.run).parse::<u8>().is_ok_and(|day| day > 31);
        let glued = match self.before {
            (Class::Lower, _) => usize::from(self.letters) >= LETTERS_OF_A_WORD,
            (Class::Close | Class::Quote, far) => far == Class::Lower,
            (Class::Stop | Class::Comma, _) => {
                matches!(self.after.0, Class::Space | Class::End) && ends_behind_a_word(place)
            }
            _ => false,
        };
        match (self.word, self.run.len()) {
            (_, ..=2) if glued => true,
            (WordClass::Month, 2) => is_too_great() && self.after == (Class::Space, Class::Lower),
            (WordClass::Month, 3) => true,
            (WordClass::Month, 4) => !self.begins_with_a_year(),
            (_, 5..) if self.goes_on_behind_a_year() => true,
            (WordClass::Preposition, 5..) => self.begins_with_a_year() && !self.precedes_a_plural(place),
            (_, 5..) => self.begins_with_a_year() && self.before == (Class::Dash, Class::Digit),
            _ => false,
        }
    }

    /// The features of the candidate that takes the last `taken` digits of the run, one of each group. `two` says
    /// whether these are two references in a row.
    pub fn features(&self, taken: usize, two: bool) -> [Feature; GROUPS] {
        let kept = self.run.len().saturating_sub(taken).min(MOST_KEPT) as u8;
        let taken = taken.clamp(1, LONGEST_LABEL) as u8;
        let cut = if kept > 0 { Cut::Split } else { Cut::Whole };
        let (before, after, line) = (self.before, self.after, self.line);
        let named = |again| if again { Times::Again } else { Times::Once };
        let stays = Span::new(self.run.start, self.run.end - usize::from(taken).min(self.run.len()));
        let apart = match (before.0, cut, after.0) {
            (Class::Space, Cut::Whole, Class::End) => Apart::AtTheEnd,
            (Class::Space, Cut::Whole, _) => Apart::Within,
            _ => Apart::No,
        };
        let others = if self.numbers.has_spaced(self.run) { Others::SomeApart } else { Others::NoneApart };
        let gaps = match (before.0, after.0) {
            (Class::Space, Class::Space) => Gaps::Apart,
            (Class::Space, _) => Gaps::SpaceBefore,
            (_, Class::Space) => Gaps::SpaceAfter,
            _ => Gaps::Tight,
        };
        [
            if two { Feature::Two(kept, taken) } else { Feature::Digits(kept, taken) },
            Feature::Before(before.0, before.1, cut),
            Feature::After(after.0, after.1),
            Feature::Between(before.0, after.0, cut),
            Feature::Word(
                self.word,
                Left::of(self.numbers.written(self.run), self.run.len().saturating_sub(usize::from(taken))),
                if after.0 == Class::Space { Then::Gap } else { Then::Else },
            ),
            Feature::Behind(line, before.0, cut),
            Feature::Glued(self.letters, self.case, after.0),
            Feature::Ahead(line, after.0),
            Feature::Next(self.next, gaps),
            Feature::Named(cut, named(self.again), named(kept > 0 && self.numbers.count(self.name, stays) > 0)),
            Feature::Length(cut, self.length(cut, stays.len())),
            Feature::Set(apart, others, self.numbers.glued().div_ceil(2).min(MOST_GLUED) as u8),
        ]
    }
}

/// How long the number at `span`, which stands behind the word `name`, is beside the other numbers behind that word.
fn length(numbers: &Numbers, name: &str, span: Span) -> Length {
    match numbers.shortest_other(name, span) {
        None => Length::Alone,
        Some(shortest) if span.len() <= shortest => Length::NoLonger,
        Some(shortest) if span.len() == shortest + 1 => Length::OneLonger,
        Some(_) => Length::FarLonger,
    }
}

/// The words before `place`, the nearest first.
fn words_before(place: Place<'_>) -> impl Iterator<Item = &str> {
    place.before().split_whitespace().rev()
}

/// Whether a word of lower-case letters stands before the punctuation mark before `place`; a bracket or a quote may
/// close it.
fn ends_behind_a_word(place: Place) -> bool {
    let mut back = place.before().chars().rev().skip(1).peekable();
    back.next_if(|&c| matches!(Class::of(c), Class::Close | Class::Quote));
    let letters = back.by_ref().take_while(|c| c.is_lowercase()).take(LETTERS_OF_A_WORD).count();
    // `Corr.1` is the number of a corrigendum, no reference.
    letters == LETTERS_OF_A_WORD && back.next().is_none_or(|c| !c.is_uppercase() || !place.before().ends_with('.'))
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

/// Whether the first word of `text` looks like a noun in the plural.
fn is_plural(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default().trim_end_matches([',', '.', ';', ':', ')']);
    word.len() > 3 && word.strip_suffix('s').is_some_and(|stem| !stem.ends_with(['i', 's', 'u']))
}

#[cfg(test)]
mod tests {
    use super::Feature::{After, Ahead, Before, Behind, Between, Digits, Glued, Named, Next, Two, Word};
    use super::*;
    use crate::record::glued::candidates::{places, readings};
    use crate::record::tests::source;
    use std::collections::BTreeMap;

    /// The features of the candidates in `text`, each with the digits it takes.
    fn features(text: &str) -> Vec<(String, [Feature; GROUPS])> {
        let mut found = Vec::new();
        source(text, |source| {
            let numbers = Numbers::of(source);
            let all = places(source, &[], None).flat_map(|(place, _)| readings(place, &numbers));
            found = all
                .map(|reading| {
                    let spans = [Some(reading.span), reading.second].into_iter().flatten();
                    (spans.map(|span| span.of(text)).collect::<Vec<_>>().join("+"), reading.features)
                })
                .collect();
        });
        found
    }

    #[test]
    fn every_reading_has_one_feature_of_each_group() {
        let found = features("read Berlin’s 3461 at once");
        let label = |(label, _): &(String, _)| label.clone();
        assert_eq!(found.iter().map(label).collect::<Vec<_>>(), ["1", "61", "461", "3461"]);
        assert_eq!(
            found[0].1,
            [
                Digits(3, 1),
                Before(Class::Space, Class::Lower, Cut::Split),
                After(Class::Space, Class::Lower),
                Between(Class::Space, Class::Space, Cut::Split),
                Word(WordClass::CapitalWord, Left::ThreeDigits, Then::Gap),
                Behind(LineClass::Short, Class::Space, Cut::Split),
                Glued(0, Case::Small, Class::Space),
                Ahead(LineClass::Short, Class::Space),
                Next(WordClass::Preposition, Gaps::Apart),
                Named(Cut::Split, Times::Once, Times::Once),
                Feature::Length(Cut::Split, Length::Alone),
                Feature::Set(Apart::No, Others::NoneApart, 0),
            ]
        );
        let two = features("on May 6, 197212");
        assert_eq!(two.iter().map(label).collect::<Vec<_>>(), ["2", "12", "1+2"]);
        assert_eq!(two[2].1[0], Two(4, 2));
        assert_eq!(two[2].1[4], Word(WordClass::Date, Left::Year, Then::Else));
    }

    #[test]
    fn runs_that_surely_refer() {
        let check = |text: &str, expected: bool| {
            source(text, |source| {
                let numbers = Numbers::of(source);
                let (place, _) = places(source, &[], None).last().unwrap();
                assert_eq!(Surroundings::of(place, &numbers).surely_refers(place), expected, "{text}");
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
        ] {
            check(text, false);
        }
    }

    #[test]
    fn no_two_features_share_a_place() {
        let mut by_place = BTreeMap::new();
        for text in [
            "a1",
            "A2.",
            "(x3)",
            "No. 4",
            "1972",
            "$5",
            "may 62 of",
            "Mayor12,",
            "7\tu",
            "— 123456",
            "par. 19723 in",
            "the end.8 Then 9",
            "197212",
            "1212",
            "12112",
            "“9”",
            "1/23",
            "5’",
            "Mr. X,4 who",
            "Berlin’s 3461 at once",
            "2,60012",
        ] {
            for feature in features(text).into_iter().flat_map(|(_, features)| features) {
                assert!(feature.index() < COUNT);
                assert_eq!(*by_place.entry(feature.index()).or_insert(feature), feature);
            }
        }
    }
}
