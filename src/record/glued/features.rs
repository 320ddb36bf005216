//! Features: what stands around a run of digits, in terms that have learned weights.
//!
//! Each end of a run that may be a reference has one feature from each of thirteen groups. The sum of their weights, in
//! log-odds, is its weight as a candidate. The 2 of `could.2` has, among others, the feature
//! `Before(Stop, Lower, Whole)`: before the run stands a full stop, before that a lower-case letter, and the reference
//! is the whole run. [`crate::record::glued::weights`] lists features as they are written here, with their worth in
//! tenths: if it has `(Before(Stop, Lower, Whole), 46, 39)`, this feature adds 4.6 to the weight in a record in English, and 3.9 in
//! another language.
//!
//! What else the pairing is scored by is a feature too: signs and other marks, steps from one reference to the next,
//! words that a note has in common with the text.
//!
//! Figures in these comments are counted over the ten published volumes that `src/measure` reads.

use crate::lexicon::{Language, en};
use crate::record::context::classes::{Class, Left, LineClass, WordClass};
use crate::record::context::kinds::Kind;
use crate::record::context::surroundings::Surroundings;
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
    /// What the number is if it is no reference, and whether the reference is the whole run.
    Kind(Kind, Cut),
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

impl Cut {
    /// Whether a reference that leaves so many digits is the whole run.
    pub fn of(left: usize) -> Self {
        if left > 0 { Self::Split } else { Self::Whole }
    }
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
    /// fewer ([`usual_digits`](crate::record::context::usual_digits)).
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
const MOST_LETTERS: usize = Surroundings::MOST_LETTERS;

/// How many cases [`Gaps`] has.
const GAPS: usize = 4;

/// How many cases [`Length`] has.
const LENGTHS: usize = 7;

/// How many cases [`Apart`] has.
const APARTS: usize = 3;

/// How many cases [`Others`] has.
const OTHERS: usize = 2;

/// How many groups of features an end of a run has; [`Feature::Digits`] and [`Feature::Two`] are one group.
pub const GROUPS: usize = 13;

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
        Kind::ALL.len() * 2,
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
            Self::Kind(kind, cut) => STARTS[12] + kind as usize * 2 + cut as usize,
            Self::Mark(mark) => STARTS[13] + mark as usize,
            Self::Step(step) => STARTS[14] + step.index(),
            Self::Common(common) => STARTS[15] + common.index(),
            Self::Habit(habit) => STARTS[16] + habit as usize,
        }
    }
}

/// What each feature is worth, in log-odds, by [`Feature::index`].
#[derive(Clone)]
pub struct Table(pub [f32; COUNT]);

impl Table {
    /// What `feature` is worth, in log-odds.
    #[inline]
    pub fn worth(&self, feature: Feature) -> f32 {
        self.0.get(feature.index()).copied().unwrap_or_default()
    }

    /// The most that any [`Step`] other than `others` is worth, and at least 0, in log-odds.
    pub fn most_of_steps_but(&self, others: &[Step]) -> f32 {
        let left_out = others.iter().fold(0_u64, |left_out, other| left_out | 1 << other.index());
        let steps = self.0.get(STARTS[14]..STARTS[15]).unwrap_or_default().iter().enumerate();
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
    /// What the features in `tenths` are worth: each in English records and in others, in tenths of log-odds. All other features are
    /// worth nothing.
    pub const fn new(tenths: &[(Feature, i16, i16)]) -> Self {
        let (mut english, mut others) = ([0.0; COUNT], [0.0; COUNT]);
        let mut at = 0;
        while at < tenths.len() {
            let (feature, in_english, in_others) = tenths[at];
            english[feature.index()] = in_english as f32 / 10.0;
            others[feature.index()] = in_others as f32 / 10.0;
            at += 1;
        }
        Self { english: Table(english), others: Table(others) }
    }

    /// The table for records in `language`.
    pub fn of(&self, language: &Language) -> &Table {
        if *language == en::LANGUAGE { &self.english } else { &self.others }
    }
}

/// The features of the candidate that takes the last `taken` digits of the run of `around`, which as a whole is of `kind`: one of
/// each group. `two` says whether these are two references in a row.
pub fn features(around: &Surroundings, kind: Kind, taken: usize, two: bool) -> [Feature; GROUPS] {
    let (place, numbers, run) = (around.place, around.numbers, around.run());
    let left = run.len().saturating_sub(taken);
    let (kept, taken) = (left.min(MOST_KEPT) as u8, taken.clamp(1, LONGEST_LABEL));
    let cut = Cut::of(left);
    let (before, after, line) = (around.before, around.after, around.line);
    let named = |again| if again { Times::Again } else { Times::Once };
    let stays = Span::new(place.span.start, place.span.start + left);
    let apart = match (before.0, cut, after.0) {
        (Class::Space, Cut::Whole, Class::End) => Apart::AtTheEnd,
        (Class::Space, Cut::Whole, _) => Apart::Within,
        _ => Apart::No,
    };
    let others = if numbers.has_spaced(place.span) { Others::SomeApart } else { Others::NoneApart };
    let gaps = match (before.0, after.0) {
        (Class::Space, Class::Space) => Gaps::Apart,
        (Class::Space, _) => Gaps::SpaceBefore,
        (_, Class::Space) => Gaps::SpaceAfter,
        _ => Gaps::Tight,
    };
    let case = if around.is_capital { Case::Capital } else { Case::Small };
    let then = if after.0 == Class::Space { Then::Gap } else { Then::Else };
    [
        if two { Feature::Two(kept, taken as u8) } else { Feature::Digits(kept, taken as u8) },
        Feature::Before(before.0, before.1, cut),
        Feature::After(after.0, after.1),
        Feature::Between(before.0, after.0, cut),
        Feature::Word(around.word, Left::of(run, left), then),
        Feature::Behind(line, before.0, cut),
        Feature::Glued(around.letters, case, after.0),
        Feature::Ahead(line, after.0),
        Feature::Next(around.next, gaps),
        Feature::Named(cut, named(around.again), named(left > 0 && numbers.count(around.name, stays) > 0)),
        Feature::Length(cut, length(around, left)),
        Feature::Set(apart, others, numbers.glued().div_ceil(2).min(MOST_GLUED) as u8),
        Feature::Kind(kind.of_end(around, taken), cut),
    ]
}

/// How long the number of `around` is beside others like it, if a reference leaves its first `left` digits.
fn length(around: &Surroundings, left: usize) -> Length {
    let len = around.run().len();
    match (around.usual, around.shortest) {
        (Some(usual), _) if len <= usual => Length::Usual,
        (Some(usual), _) if left == usual => Length::LeavesTheUsual,
        (Some(_), _) => Length::LeavesOthers,
        (None, None) => Length::Alone,
        (None, Some(shortest)) if left == 0 || len <= shortest => Length::NoLonger,
        (None, Some(shortest)) if len == shortest + 1 => Length::OneLonger,
        (None, Some(_)) => Length::FarLonger,
    }
}

#[cfg(test)]
mod tests {
    use super::Feature::{After, Ahead, Before, Behind, Between, Digits, Glued, Named, Next, Two, Word};
    use super::*;
    use crate::record::context::other_numbers::Numbers;
    use crate::record::glued::readings::{Readings, places};
    use crate::record::tests::source;
    use std::collections::BTreeMap;

    /// The features of the candidates in `text`, each with the digits it takes.
    fn features(text: &str) -> Vec<(String, [Feature; GROUPS])> {
        let mut found = Vec::new();
        source(text, |source| {
            let numbers = Numbers::of(source);
            for (place, _) in places(source, &[], None) {
                let readings = Readings::of(place, &numbers);
                found.extend(readings.all().map(|reading| {
                    let spans = [Some(reading.span), reading.second].into_iter().flatten();
                    (spans.map(|span| span.of(text)).collect::<Vec<_>>().join("+"), readings.features(&reading))
                }));
            }
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
                Feature::Kind(Kind::Any, Cut::Split),
            ]
        );
        let two = features("on May 6, 197212");
        assert_eq!(two.iter().map(label).collect::<Vec<_>>(), ["6", "2", "12", "1+2", "212", "7212"]);
        assert_eq!(two[3].1[0], Two(4, 2));
        assert_eq!(two[3].1[4], Word(WordClass::Date, Left::Year, Then::Else));
        assert_eq!(two[0].1[12], Feature::Kind(Kind::MonthDay, Cut::Whole));
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
