//! The first weights, fitted to each run of digits by itself with a conditional logit.
//!
//! A run of digits has several readings: `3461` may end in the reference 1, 61 and so on, or may be no reference. A
//! reading has the probability `exp(weight) / (1 + Σ exp(weight))`, where its weight is the sum of the weights of its
//! features; the 1 stands for no reference. The fitted weights make the published truth likeliest, less a penalty of
//! [`PRICE`] times the distance of each weight from where it begins (L1). The penalty keeps a weight there if the records
//! say too little about its feature. Weights begin at 0, those of kinds of numbers that are no references at [`DOUBT`].

use super::Published;
use crate::convention::mark::TokenKind;
use crate::record::context::kinds::Kind;
use crate::record::context::other_numbers::Numbers;
use crate::record::costs::candidates::OUT_OF_QUESTION;
use crate::record::glued::features::{COUNT, Cut, Feature, GROUPS};
use crate::record::glued::readings::{Readings, places};
use crate::record::headings::heading;
use crate::record::source::Source;
use crate::record::tests::source;
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// The penalty for a weight of absolute value 1, in log-likelihood.
const PRICE: f64 = 1.0;

/// Where the weights of kinds begin that surely are no references: no other features make up for it.
const DOUBT: f64 = OUT_OF_QUESTION as f64;

/// The number of steps of the descent. More steps change no weight by much more than 0.1 log-odds.
const STEPS: usize = 3000;

/// Runs of digits, those with the same features counted together. The key holds the features of each reading; the
/// value, how often each reading was the true one, and last, how often none was.
pub(super) type Runs = BTreeMap<Vec<[u16; GROUPS]>, Vec<f64>>;

/// Adds the runs of digits of `published` to `runs`, and their features to `named`, by their index in a table.
pub(super) fn count(published: &Published, runs: &mut Runs, named: &mut BTreeMap<usize, Feature>) {
    let truth: BTreeSet<_> = published.truth.note_refs.iter().map(|r| Span::new(r.start, r.end)).collect();
    source(&published.text, |source: Source| {
        let numbers = Numbers::of(source);
        let lists: Vec<_> = published.truth.lists(source).iter().map(|list| list.span(source)).collect();
        let heading = heading::find(source, lists.first().map_or(published.text.len(), |list| list.start));
        for (place, kind) in places(source, &lists, heading.map(|(line, _)| line)) {
            if *kind != TokenKind::Digits || place.is_enclosed() {
                continue;
            }
            let readings = Readings::of(place, &numbers);
            let found: Vec<_> = readings.all().collect();
            let two =
                found.iter().position(|r| truth.contains(&r.span) && r.second.is_some_and(|s| truth.contains(&s)));
            let one = || found.iter().position(|r| truth.contains(&r.span) && r.second.is_none());
            let features = found.iter().map(|reading| readings.features(reading));
            for feature in features.clone().flatten() {
                named.insert(feature.index(), feature);
            }
            let key = features.map(|of_reading| of_reading.map(|feature| feature.index() as u16)).collect();
            let counts = runs.entry(key).or_insert_with(|| vec![0.0; found.len() + 1]);
            counts[two.or_else(one).unwrap_or(found.len())] += 1.0;
        }
    });
}

/// Where the weights begin, by the indices of their features.
fn beginning(named: &BTreeMap<usize, Feature>) -> Vec<f64> {
    let mut weights = vec![0.0; COUNT];
    for (&at, feature) in named {
        if let Feature::Kind(kind, cut) = feature
            && !kind.may_refer(*cut == Cut::Whole)
        {
            weights[at] = DOUBT;
        }
    }
    weights
}

/// The runs of `all` without the readings that have features whose weights stay at [`DOUBT`], since too few references have them.
fn without_doubtful(all: &Runs, first: &[f64]) -> Runs {
    let mut references = vec![0.0; COUNT];
    for (readings, counts) in all {
        for (features, count) in readings.iter().zip(counts) {
            for &feature in features {
                references[usize::from(feature)] += count;
            }
        }
    }
    let stays = |feature: &u16| {
        let at = usize::from(*feature);
        first[at] <= DOUBT && references[at] <= PRICE
    };
    let mut rest = Runs::new();
    for (readings, counts) in all {
        let (mut key, mut values, mut none) = (Vec::new(), Vec::new(), counts[readings.len()]);
        for (features, count) in readings.iter().zip(counts) {
            if features.iter().any(stays) {
                none += count;
            } else {
                key.push(*features);
                values.push(*count);
            }
        }
        values.push(none);
        let sums = rest.entry(key).or_insert_with(|| vec![0.0; values.len()]);
        sums.iter_mut().zip(&values).for_each(|(sum, value)| *sum += value);
    }
    rest
}

/// Fits the weights that make the outcomes of `runs` likeliest, by accelerated proximal gradient descent. The step of
/// each weight is as long as a bound on the curvature in its direction allows. `named` are the features by their indices.
pub(super) fn learn(runs: &Runs, named: &BTreeMap<usize, Feature>) -> Vec<f64> {
    let first = beginning(named);
    let runs = without_doubtful(runs, &first);
    let mut curvature = vec![0.0; COUNT];
    let is_free = |at: usize| !matches!(named.get(&at), Some(Feature::Kind(Kind::Any, _)));
    for (readings, counts) in &runs {
        // The curvature of a run with two outcomes is at most 1/4, with more outcomes at most 1/2. The features of a
        // reading share one step, so each counts `GROUPS` times.
        let most = if readings.len() == 1 { 0.25 } else { 0.5 } * f64::from(GROUPS as u32) * counts.iter().sum::<f64>();
        readings.iter().flatten().for_each(|&feature| curvature[usize::from(feature)] += most);
    }
    let (mut weights, mut ahead, mut momentum) = (first.clone(), first.clone(), 1.0_f64);
    for _ in 0..STEPS {
        let mut slope = vec![0.0; COUNT];
        for (readings, counts) in &runs {
            let odds: Vec<f64> = readings
                .iter()
                .map(|features| features.iter().map(|&feature| ahead[usize::from(feature)]).sum::<f64>().exp())
                .collect();
            let all = counts.iter().sum::<f64>() / (1.0 + odds.iter().sum::<f64>());
            for ((features, odds), count) in readings.iter().zip(&odds).zip(counts) {
                for &feature in features {
                    slope[usize::from(feature)] += odds * all - count;
                }
            }
        }
        let next_momentum = f64::midpoint(1.0, (1.0 + 4.0 * momentum * momentum).sqrt());
        let mut turned = 0.0;
        for at in (0..COUNT).filter(|&at| curvature[at] > 0.0 && is_free(at)) {
            let step = ahead[at] - slope[at] / curvature[at] - first[at];
            let next = first[at] + step.signum() * (step.abs() - PRICE / curvature[at]).max(0.0);
            turned += curvature[at] * (ahead[at] - next) * (next - weights[at]);
            ahead[at] = next + (momentum - 1.0) / next_momentum * (next - weights[at]);
            weights[at] = next;
        }
        // Momentum that leads uphill is dropped.
        momentum = if turned > 0.0 { 1.0 } else { next_momentum };
    }
    weights
}

mod tests {
    use super::*;
    use crate::record::context::classes::{Class, Left, LineClass, WordClass};
    use crate::record::glued::features::{Apart, Case, Gaps, Length, Others, Then, Times};

    /// `times` runs of digits between a small letter and a character of class `after`, of which `references` are
    /// references.
    fn runs(after: Class, times: f64, references: f64) -> (Vec<[u16; GROUPS]>, Vec<f64>) {
        let features = [
            Feature::Digits(0, 1),
            Feature::Before(Class::Lower, Class::Lower, Cut::Whole),
            Feature::After(after, Class::End),
            Feature::Between(Class::Lower, after, Cut::Whole),
            Feature::Word(WordClass::SmallWord, Left::Nothing, Then::Else),
            Feature::Behind(LineClass::Long, Class::Lower, Cut::Whole),
            Feature::Glued(4, Case::Small, after),
            Feature::Ahead(LineClass::Long, after),
            Feature::Next(WordClass::Wordless, Gaps::Tight),
            Feature::Named(Cut::Whole, Times::Once, Times::Once),
            Feature::Length(Cut::Whole, Length::Alone),
            Feature::Set(Apart::No, Others::NoneApart, 0),
            Feature::Kind(Kind::Any, Cut::Whole),
        ];
        (vec![features.map(|feature| feature.index() as u16)], vec![references, times - references])
    }

    #[test]
    fn what_was_seen_often_weighs_its_log_odds() {
        let seen: Runs = [runs(Class::Stop, 10_000.0, 9_000.0), runs(Class::Dash, 10_000.0, 1_000.0)].into();
        let learned = learn(&seen, &BTreeMap::new());
        let weight = |(readings, _): (Vec<[u16; GROUPS]>, _)| -> f64 {
            readings[0].iter().map(|&feature| learned[usize::from(feature)]).sum()
        };
        let (stop, dash) = (weight(runs(Class::Stop, 0.0, 0.0)), weight(runs(Class::Dash, 0.0, 0.0)));
        assert!((stop - 9_f64.ln()).abs() < 0.02 && (dash + 9_f64.ln()).abs() < 0.02, "{stop} {dash}");
        // The character before the digits is the same in both, so it has no weight.
        let before = learned[Feature::Before(Class::Lower, Class::Lower, Cut::Whole).index()];
        assert!(before.abs() < 0.05, "{before}");
    }

    #[test]
    fn what_was_seen_once_weighs_nothing() {
        let learned = learn(&[runs(Class::Stop, 1.0, 1.0)].into(), &BTreeMap::new());
        assert!(learned.iter().all(|weight| *weight == 0.0));
    }
}
