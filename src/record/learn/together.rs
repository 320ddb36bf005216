//! The final weights, fitted to the pairings of whole records with a structured perceptron.
//!
//! The perceptron fits the weights of single references and those of the steps from one reference to the next together.
//! If the pairing found for a record is not the true one, or another comes within [`MARGIN`] of it, the weights of the
//! features that the true pairing has more of rise a little, and those that the other has more of fall. The result is
//! the mean of the weights over the run.
//!
//! The weights start from those of [`super::logit`] and from [`guesses`], and are pulled back to their start, so that a
//! weight about which the records say little stays where it is. The weights of signs, letters and brackets do not
//! change: too few volumes have any.

use super::Random;
use super::example::Example;
use crate::record::context::kinds::Kind;
use crate::record::glued::features::{COUNT, Common, Cut, Feature, Table};
use crate::record::glued::marks::{Habit, Mark};
use crate::record::glued::steps::Step;

/// How many times the learning goes through all records.
const ROUNDS: u8 = 6;
/// How far a weight moves for one occurrence of its feature, in log-odds. Later rounds use less.
const RATE: f32 = 0.02;
/// If there are more examples than this, a weight moves less for each, so that all of them together move it as far.
const MANY: u16 = 4_000;
/// How much less a true pair counts while learning, and how much more any other pair, in log-odds. The weights must
/// make up for it.
const MARGIN: f32 = 1.0;
/// How strongly a weight is pulled back to its start: each time by this share of its distance, times the rate of the
/// round.
const PULL: f32 = 0.02;
/// After this many records, the weights are pulled back and added to the mean.
const INTERVAL: usize = 100;
/// The largest difference in the count of a feature that one record can contribute.
const MOST: f32 = 3.0;

/// Learns weights from `examples`, starting from `first`. Weights are in log-odds and stand at the index of their
/// feature.
pub(super) fn learn(first: Vec<f64>, examples: &[&Example]) -> Vec<f64> {
    let mut first: Vec<f32> = first.into_iter().map(|weight| weight as f32).collect();
    for (feature, tenths) in guesses() {
        first[feature.index()] = f32::from(tenths) / 10.0;
    }
    let marks = Feature::Mark(Mark::Superscript).index()..=Feature::Mark(Mark::LetterAlone).index();
    let any = [Cut::Whole, Cut::Split].map(|cut| Feature::Kind(Kind::Any, cut).index());
    let brackets = Feature::Habit(Habit::Bracketed).index()..=Feature::Habit(Habit::OutsideBrackets).index();
    let mut table = Table(first.as_slice().try_into().unwrap());
    let (mut sum, mut times) = (vec![0.0; COUNT], 0.0);
    let mut order: Vec<_> = (0..examples.len()).collect();
    let mut random = Random(88_172_645_463_325_252);
    let many = u16::try_from(examples.len()).unwrap_or(u16::MAX).max(MANY);
    let first_rate = RATE * f32::from(MANY) / f32::from(many);
    for round in 0..ROUNDS {
        for at in (1..order.len()).rev() {
            order.swap(at, random.below(at + 1));
        }
        let rate = first_rate / (1.0 + f32::from(round) / 2.0);
        for (done, &at) in order.iter().enumerate() {
            for (feature, times) in examples[at].difference(&table, MARGIN) {
                if !marks.contains(&feature) && !brackets.contains(&feature) && !any.contains(&feature) {
                    table.0[feature] += rate * times.clamp(-MOST, MOST);
                }
            }
            if done % INTERVAL == 0 {
                for (weight, first) in table.0.iter_mut().zip(&first) {
                    *weight -= PULL * rate * (*weight - first);
                }
                if round > 0 {
                    sum.iter_mut().zip(&table.0).for_each(|(sum, weight)| *sum += f64::from(*weight));
                    times += 1.0;
                }
            }
        }
    }
    sum.iter().map(|sum| sum / times).collect()
}

/// The first weights of all features other than those of digits, in tenths of log-odds. They were set by hand.
pub(super) fn guesses() -> impl Iterator<Item = (Feature, i16)> {
    let marks = [
        (Mark::LetterBehindFigure, 20),
        (Mark::LetterBehindWord, 10),
        (Mark::LetterBehindStranger, -10),
        (Mark::LetterAlone, -10),
        (Mark::OnlyFit, -25),
        (Mark::Superscript, 80),
        (Mark::TwoSuperscripts, 60),
        (Mark::Power, -30),
        (Mark::InBrackets, 40),
        (Mark::InBracketsApart, 5),
        (Mark::InBracketsAtTheEnd, 40),
        (Mark::InBracketsWithin, -15),
        (Mark::InBracketsCounting, -50),
        (Mark::InBracketsCounted, -65),
        (Mark::InBracketsAmongOthers, -200),
        (Mark::SignBehind, 40),
        (Mark::SignInFront, 30),
        (Mark::SignBetween, -10),
        (Mark::SignExplained, -40),
        (Mark::NumberSign, -200),
    ];
    let steps = [
        (Step::LetterAgain, 30),
        (Step::LettersPassed, -5),
        (Step::LetterAstray, -40),
        (Step::OnByOne, 10),
        (Step::OnByOneBeyondNine, 30),
        (Step::StartEqual, -3),
        (Step::StartAt0, -7),
        (Step::StartAt1, -40),
        (Step::StartBeyond, -60),
        (Step::StartWithin, -120),
        (Step::SkipOnBothSides, -5),
        (Step::NotePassed, -10),
        (Step::PassesTheDue, -120),
        (Step::ListSkips, -70),
        (Step::ReferencesSkip1, -90),
        (Step::ReferencesSkip2, -130),
        (Step::ReferencesSkip3, -170),
        (Step::ReferencesSkip4, -210),
        (Step::ReferencesSkip5, -250),
        (Step::Misprint, -120),
        (Step::SameText, -10),
        (Step::NumberAgain, -50),
        (Step::Restart, -60),
        (Step::Backwards, -100),
        (Step::NoteAgain, -50),
        (Step::NoteAgainOtherwise, -200),
        (Step::SignForAnother, -100),
        (Step::SignForNumber, -20),
        (Step::FirstSign, -5),
        (Step::SignInOrder, 5),
        (Step::SignPassesTheDue, -20),
        (Step::SignsPassed, -5),
        (Step::SignsSkipped, -10),
        (Step::SignAgain, -10),
        (Step::WithoutNote, -20),
        (Step::BehindTheNotes, -25),
        (Step::WithoutList, -40),
        (Step::WithoutNoteToo, -10),
        (Step::LeftOut, -30),
        (Step::Repeat, -48),
        (Step::Displaced, 10),
        (Step::Unreferenced, -70),
        (Step::UnreferencedAhead, -10),
        (Step::Mistyped, 1),
    ];
    let common = [
        (Common::Names(1), 9),
        (Common::Names(2), 18),
        (Common::Names(3), 27),
        (Common::Words(1), 2),
        (Common::Words(2), 4),
        (Common::Words(3), 6),
        (Common::ShortNumbers(1), 18),
        (Common::ShortNumbers(2), 36),
        (Common::ShortNumbers(3), 54),
        (Common::Numbers(1), 18),
        (Common::Numbers(2), 36),
        (Common::Numbers(3), 54),
    ];
    let habits = [
        (Habit::Spaced, -100),
        (Habit::SpacedReference, 50),
        (Habit::Bracketed, -30),
        (Habit::Parenthesised, -30),
        (Habit::HalfParenthesised, -30),
        (Habit::OneByOne, 50),
        (Habit::OutsideBrackets, -80),
    ];
    let marks = marks.into_iter().map(|(mark, tenths)| (Feature::Mark(mark), tenths));
    let steps = steps.into_iter().map(|(step, tenths)| (Feature::Step(step), tenths));
    let common = common.into_iter().map(|(common, tenths)| (Feature::Common(common), tenths));
    let habits = habits.into_iter().map(|(habit, tenths)| (Feature::Habit(habit), tenths));
    marks.chain(steps).chain(common).chain(habits)
}
