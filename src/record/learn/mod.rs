//! Learns the weights in [`crate::record::glued::weights`] from published records.
//!
//! First the weights are fitted to each run of digits by itself ([`logit`]), then to the pairings of whole records
//! ([`together`]). Published records hardly ever lack a reference or a note, or misprint one, so copies of some records
//! with such a slip are added ([`planted`]): they teach not to take another number for the one that is missing. What
//! typists do and printers do not is taught by records that are made up ([`typed`]).
//!
//! Two tables are learned: one from volumes in English, and one from all volumes, for records in other languages.
//!
//! [`crate::measure`] documents the command that learns, and measures how well the learned weights read records.

mod example;
mod logit;
mod planted;
mod published;
mod random;
pub mod testing;
mod together;
mod typed;

pub use published::{Page, Published, Truth, Volume, volumes};
pub use random::Random;

use crate::convention::Marks;
use crate::lexicon::{en, language_of};
use crate::record::Snapshot;
use crate::record::context::kinds::Kind;
use crate::record::glued::features::{Cut, Feature, Weights};
use example::Example;
use logit::Runs;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Makes a copy of a record that has a slip; none if there is no place for one.
type Plant = fn(&Published, &mut Random) -> Option<Published>;

/// The slips, each with the percentage of records to which a copy that has it is added.
const PLANTED: [(Plant, usize); 5] = [
    (planted::without_reference, 20),
    (planted::without_note, 15),
    (planted::with_misprint, 5),
    (planted::with_misprinted_label, 1),
    (planted::with_changed_places, 5),
];

/// How many published records there are for each typed one. With more typed ones published records are read worse.
const PUBLISHED_FOR_EACH_TYPED: usize = 59;

/// How many typed records there are in other languages than English, in two of which nothing published is given.
const TYPED_IN_OTHER_LANGUAGES: usize = 400;

/// Volumes and typed records prepared for learning.
pub struct Lessons {
    /// The runs of digits of each volume.
    runs: Vec<Runs>,
    /// The records of each volume, with the copies that have a slip.
    examples: Vec<Vec<Example>>,
    /// Whether each volume is in English.
    english: Vec<bool>,
    /// Every feature that can get a weight, by its index in a [`Table`].
    named: BTreeMap<usize, Feature>,
}

/// Each feature whose weight is not 0, by its index, with its weight in tenths of log-odds.
type Tenths = Vec<(usize, i16)>;

/// Learned weights: each feature of which one is not 0, with what it is worth in records in English and in others, in tenths of
/// log-odds.
pub struct Learned(Vec<(Feature, i16, i16)>);

impl Lessons {
    /// Prepares `volumes`, and records typed by hand, for learning.
    pub fn of(volumes: &[Volume]) -> Self {
        let published: usize = volumes.iter().map(|volume| volume.records.len()).sum();
        let typed = typed::in_english(published / PUBLISHED_FOR_EACH_TYPED);
        let typed_otherwise = typed::in_other_languages(TYPED_IN_OTHER_LANGUAGES);
        let volumes: Vec<_> = volumes.iter().chain([&typed, &typed_otherwise]).collect();
        let mut named = BTreeMap::new();
        let mut counted = |volume: &Volume| {
            let mut runs = Runs::new();
            volume.records.iter().for_each(|published| logit::count(published, &mut runs, &mut named));
            runs
        };
        let runs = volumes.iter().copied().map(&mut counted).collect();
        let kinds = Kind::ALL.into_iter().flat_map(|kind| [Cut::Whole, Cut::Split].map(|cut| Feature::Kind(kind, cut)));
        let others = together::guesses().map(|(feature, _)| feature).chain(kinds);
        named.extend(others.map(|feature| (feature.index(), feature)));
        let mut random = Random(0x9e37_79b9_7f4a_7c15);
        let examples = volumes.iter().map(|volume| examples(&volume.records, &mut random)).collect();
        Self { runs, examples, english: volumes.iter().copied().map(is_in_english).collect(), named }
    }

    /// Learns from all volumes except the one with the index `left_out`, if any.
    pub fn without(&self, left_out: Option<usize>) -> Learned {
        let english = self.from(|volume| Some(volume) != left_out && self.english[volume]);
        // Nothing else is read with the second table.
        let needs_others = left_out.map_or(self.english.contains(&false), |volume| !self.english[volume]);
        let others = if needs_others { self.from(|volume| Some(volume) != left_out) } else { english.clone() };
        let mut both: BTreeMap<_, _> = english.into_iter().map(|(at, tenths)| (at, (tenths, 0))).collect();
        for (at, tenths) in others {
            both.entry(at).or_default().1 = tenths;
        }
        let named = |(at, (english, others))| Some((*self.named.get(&at)?, english, others));
        Learned(both.into_iter().filter_map(named).collect())
    }

    /// Learns from the volumes that are `wanted`, by their indices.
    fn from(&self, wanted: impl Fn(usize) -> bool) -> Tenths {
        let mut all = Runs::new();
        for (readings, counts) in self.runs.iter().enumerate().filter(|(at, _)| wanted(*at)).flat_map(|v| v.1) {
            let sums = all.entry(readings.clone()).or_insert_with(|| vec![0.0; counts.len()]);
            sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
        let examples = self.examples.iter().enumerate().filter(|(at, _)| wanted(*at));
        let examples: Vec<_> = examples.flat_map(|(_, volume)| volume).collect();
        let weights = together::learn(logit::learn(&all, &self.named), &examples);
        let tenths = self.named.keys().map(|&at| (at, (weights[at] * 10.0).round() as i16));
        tenths.filter(|&(_, tenths)| tenths != 0).collect()
    }
}

/// Whether most records of `volume` are in English, or in no language that can be told.
fn is_in_english(volume: &Volume) -> bool {
    let is_other = |record: &&Published| language_of(&record.text).is_some_and(|language| *language != en::LANGUAGE);
    2 * volume.records.iter().filter(is_other).count() <= volume.records.len()
}

/// The examples of `records` and of the copies that have a slip.
fn examples(records: &[Published], random: &mut Random) -> Vec<Example> {
    let mut found: Vec<_> = records.iter().map(Example::new).collect();
    for published in records {
        for (plant, share) in PLANTED {
            let planted = plant(published, random).filter(|_| random.below(100) < share);
            found.extend(planted.as_ref().map(Example::new));
        }
    }
    found
}

impl Learned {
    /// A function that parses a text with the learned weights.
    pub fn reader(&self) -> impl Fn(&str) -> Snapshot + use<> {
        let weights = Weights::new(&self.0);
        move |text| Snapshot::weighed(&weights, text, Marks::default())
    }

    /// The number of features with a weight that is not 0.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The source text of `src/record/glued/weights.rs` with the learned weights.
    pub fn written(&self) -> String {
        let mut text = String::from(
            "//! What each feature is worth in tenths of log-odds: in records in English, and in those in other languages. A feature that is not\n\
             //! listed is worth nothing. Written by `record::learn`, which says how.\n\n\
             #![allow(clippy::enum_glob_use, reason = \"every name is one of theirs\")]\n\n\
             use crate::record::context::classes::{Class::*, Left::*, LineClass::*, WordClass::*};\n\
             use crate::record::context::kinds::Kind::*;\n\
             use crate::record::glued::features::{\n    \
             Apart::*, Case::*, Common::*, Cut::*, Feature, Feature::*, Gaps::*, Length::*, Others::*, Then::*, Times::*,\n    \
             Weights,\n\
             };\n\
             use crate::record::glued::marks::{Habit::*, Mark::*};\n\
             use crate::record::glued::steps::Step::*;\n\n\
             /// The weights.\n\
             pub static WEIGHTS: Weights = Weights::new(&TENTHS);\n",
        );
        write!(text, "\nconst TENTHS: [(Feature, i16, i16); {}] = [\n", self.0.len()).unwrap();
        for (feature, english, others) in &self.0 {
            writeln!(text, "    ({feature:?}, {english}, {others}),").unwrap();
        }
        text += "];\n";
        text
    }
}
