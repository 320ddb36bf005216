//! Learns [`super::table`] from published records, and says how well the pairing does with tables learned so.
//!
//! `OBELUS_CORPUS=<folder> cargo test --release --lib learn -- --ignored --nocapture` reads a folder of volumes:
//! `<volume>/<record>.txt`, and `<volume>.truth.jsonl` with a line a record, of which `path`, `note_refs` (`start`, `end`,
//! `note`) and `notes` (`start`) are read. It writes `table.rs` anew, learned from all volumes. The figures it prints
//! are cross-validated: each volume's records are paired with a table that was learned from the other volumes.
//!
//! What is learned is a conditional logit: of the readings of a run of digits, and of its being no reference at all,
//! each has the probability `exp(weight) / (1 + Σ exp(weight))`, 1 standing for no reference, where a reading's weight is
//! the sum of its features' weights. The weights make the published truth likeliest, at a price of [`PRICE`] for the
//! absolute value of each (L1), which keeps at nothing what the records say too little about.

use super::build::build_with;
use super::candidates::{places, readings};
use super::classes::{Class, Left, LineClass, WordClass};
use super::features::{COUNT, Case, Cut, Feature, GROUPS, Gaps, Table, Then};
use super::source::Source;
use super::{Record, heading, notes};
use crate::syntax::{self, TokenKind};
use crate::text::Span;
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

/// The price of a weight's absolute value, in log-likelihood.
const PRICE: f64 = 1.0;

/// Steps of the descent; more change no weight by much more than a tenth.
const STEPS: usize = 3000;

#[derive(Deserialize)]
struct Truth {
    path: String,
    note_refs: Vec<Reference>,
    notes: Vec<Start>,
}

#[derive(Deserialize)]
struct Reference {
    start: usize,
    end: usize,
    note: usize,
}

#[derive(Deserialize)]
struct Start {
    start: usize,
}

/// A published record with the truth.
struct Published {
    text: String,
    truth: Truth,
}

/// Runs of digits that look alike: what can be said of each reading, and how often which of them was true; the last
/// count is for none.
type Runs = BTreeMap<Vec<[u16; GROUPS]>, Vec<f64>>;

fn volumes(corpus: &Path) -> Vec<(String, Vec<Published>)> {
    let files = fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let names: BTreeSet<_> = files.filter_map(|file| Some(file.strip_suffix(".truth.jsonl")?.to_owned())).collect();
    let records = |name: &String| {
        let lines = fs::read_to_string(corpus.join(format!("{name}.truth.jsonl"))).unwrap();
        let truths = lines.lines().map(|line| serde_json::from_str::<Truth>(line).unwrap());
        truths.map(|truth| Published { text: fs::read_to_string(corpus.join(&truth.path)).unwrap(), truth }).collect()
    };
    names.iter().map(|name| (name.clone(), records(name))).collect()
}

/// Counts the runs of digits of `published`; `named` gets every feature by its place in a table.
fn count(published: &Published, runs: &mut Runs, named: &mut BTreeMap<usize, Feature>) {
    let truth: BTreeSet<_> = published.truth.note_refs.iter().map(|r| Span::new(r.start, r.end)).collect();
    super::tests::source(&published.text, |source: Source| {
        let lists: Vec<_> = notes::find(source)
            .iter()
            .map(|list| Span::new(source.content(list.first).start, source.content(list.end - 1).end))
            .collect();
        let heading = heading::find(source, lists.first().map_or(published.text.len(), |list| list.start));
        for (place, kind) in places(source, &lists, heading.map(|(line, _)| line)) {
            if *kind != TokenKind::Digits || place.is_enclosed() {
                continue;
            }
            let found: Vec<_> = readings(place).collect();
            let two =
                found.iter().position(|r| truth.contains(&r.span) && r.second.is_some_and(|s| truth.contains(&s)));
            let one = || found.iter().position(|r| truth.contains(&r.span) && r.second.is_none());
            let key = found.iter().map(|reading| reading.features.map(|feature| feature.index() as u16)).collect();
            for feature in found.iter().flat_map(|reading| reading.features) {
                named.insert(feature.index(), feature);
            }
            let counts = runs.entry(key).or_insert_with(|| vec![0.0; found.len() + 1]);
            counts[two.or_else(one).unwrap_or(found.len())] += 1.0;
        }
    });
}

/// The weights that make the outcomes of `runs` likeliest: accelerated proximal descent, the step of each weight as long
/// as the curvature in its direction surely allows.
fn learn(runs: &Runs) -> Vec<f64> {
    let mut curvature = vec![0.0; COUNT];
    for (readings, counts) in runs {
        // Two outcomes curve by a quarter, more by a half at most; the features of a reading share it.
        let most = if readings.len() == 1 { 0.25 } else { 0.5 } * f64::from(GROUPS as u32) * counts.iter().sum::<f64>();
        readings.iter().flatten().for_each(|&feature| curvature[usize::from(feature)] += most);
    }
    let (mut weights, mut ahead, mut momentum) = (vec![0.0; COUNT], vec![0.0; COUNT], 1.0_f64);
    for _ in 0..STEPS {
        let mut slope = vec![0.0; COUNT];
        for (readings, counts) in runs {
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
        for at in (0..COUNT).filter(|&at| curvature[at] > 0.0) {
            let step = ahead[at] - slope[at] / curvature[at];
            let next = step.signum() * (step.abs() - PRICE / curvature[at]).max(0.0);
            turned += curvature[at] * (ahead[at] - next) * (next - weights[at]);
            ahead[at] = next + (momentum - 1.0) / next_momentum * (next - weights[at]);
            weights[at] = next;
        }
        // Momentum that leads uphill is given up.
        momentum = if turned > 0.0 { 1.0 } else { next_momentum };
    }
    weights
}

/// The features worth something, with what they are worth in tenths.
fn tenths(weights: &[f64], named: &BTreeMap<usize, Feature>) -> Vec<(Feature, i16)> {
    let tenths = named.iter().map(|(&at, &feature)| (feature, (weights[at] * 10.0).round() as i16));
    tenths.filter(|&(_, tenths)| tenths != 0).collect()
}

/// How often the pairing was right.
#[derive(Clone, Copy, Default)]
struct Score {
    right: u32,
    wrong: u32,
    missed: u32,
    records: u32,
    perfect: u32,
}

impl Score {
    /// A reference is right when its bytes and the line of its note are.
    fn add(&mut self, published: &Published, record: &Record) {
        let line = |at: usize| published.text[..at].matches('\n').count();
        let truth = &published.truth;
        let wanted: BTreeSet<_> =
            truth.note_refs.iter().map(|r| (Span::new(r.start, r.end), line(truth.notes[r.note].start))).collect();
        let found: BTreeSet<_> =
            record.note_refs.iter().filter_map(|r| Some((r.span, line(record.notes[r.note?].span.start)))).collect();
        self.right += wanted.intersection(&found).count() as u32;
        self.wrong += found.difference(&wanted).count() as u32;
        self.missed += wanted.difference(&found).count() as u32;
        if !wanted.is_empty() {
            self.records += 1;
            self.perfect += u32::from(wanted == found);
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            right: self.right + other.right,
            wrong: self.wrong + other.wrong,
            missed: self.missed + other.missed,
            records: self.records + other.records,
            perfect: self.perfect + other.perfect,
        }
    }

    fn show(&self, name: &str) {
        let share = |part: u32, rest: u32| f64::from(part) / f64::from(part + rest);
        let (precision, recall) = (share(self.right, self.wrong), share(self.right, self.missed));
        let f1 = share(2 * self.right, self.wrong + self.missed);
        let perfect = share(self.perfect, self.records - self.perfect);
        eprintln!("{name:20} {precision:.5}   {recall:.5} {f1:.5} {perfect:.5}");
    }
}

/// `table.rs` with `weights`.
fn written(weights: &[(Feature, i16)]) -> String {
    let mut text = String::from(
        "//! What each feature of a run of digits is worth, in tenths of log-odds; those that are not here, nothing. Written by\n\
         //! [`super::learn`], which says how.\n\n\
         #![allow(clippy::enum_glob_use, reason = \"every name is one of theirs\")]\n\n\
         use super::classes::{Class::*, Left::*, LineClass::*, WordClass::*};\n\
         use super::features::{Case::*, Cut::*, Feature::*, Gaps::*, Table, Then::*};\n\n\
         /// The weights.\n\
         pub(super) static TABLE: Table = Table::new(&[\n",
    );
    for (feature, tenths) in weights {
        writeln!(text, "    ({feature:?}, {tenths}),").unwrap();
    }
    text + "]);\n"
}

#[test]
#[ignore = "reads a folder of published records, and writes table.rs"]
fn learns_the_weights() {
    let corpus = env::var("OBELUS_CORPUS").expect("OBELUS_CORPUS names a folder of published volumes");
    let volumes = volumes(Path::new(&corpus));
    let mut named = BTreeMap::new();
    let counted: Vec<Runs> = volumes
        .iter()
        .map(|(_, records)| {
            let mut runs = Runs::new();
            for published in records {
                count(published, &mut runs, &mut named);
            }
            runs
        })
        .collect();
    let without = |left_out: Option<usize>| {
        let mut all = Runs::new();
        for (readings, counts) in counted.iter().enumerate().filter(|(at, _)| Some(*at) != left_out).flat_map(|v| v.1) {
            let sums = all.entry(readings.clone()).or_insert_with(|| vec![0.0; counts.len()]);
            sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
        tenths(&learn(&all), &named)
    };
    let scores: Vec<Score> = (0..volumes.len())
        .into_par_iter()
        .map(|held_out| {
            let table = Table::new(&without(Some(held_out)));
            let mut score = Score::default();
            for published in &volumes[held_out].1 {
                let lines: Vec<_> = syntax::lines(&published.text).collect();
                score.add(published, &build_with(&table, published.text.as_str().into(), &lines));
            }
            score
        })
        .collect();
    eprintln!("{:20} precision recall f1 records.perfect", "held out");
    volumes.iter().zip(&scores).for_each(|((name, _), score)| score.show(name));
    scores.iter().fold(Score::default(), |sum, score| sum.plus(*score)).show("together");
    let weights = without(None);
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/record/table.rs");
    fs::write(table, written(&weights)).unwrap();
    eprintln!("{} weights written", weights.len());
}

/// `times` runs of digits behind a small letter, of which `references` are references.
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
    ];
    (vec![features.map(|feature| feature.index() as u16)], vec![references, times - references])
}

#[test]
fn what_was_seen_often_weighs_its_log_odds() {
    let seen: Runs = [runs(Class::Stop, 10_000.0, 9_000.0), runs(Class::Dash, 10_000.0, 1_000.0)].into();
    let learned = learn(&seen);
    let weight = |(readings, _): (Vec<[u16; GROUPS]>, _)| -> f64 {
        readings[0].iter().map(|&feature| learned[usize::from(feature)]).sum()
    };
    let (stop, dash) = (weight(runs(Class::Stop, 0.0, 0.0)), weight(runs(Class::Dash, 0.0, 0.0)));
    assert!((stop - 9_f64.ln()).abs() < 0.02 && (dash + 9_f64.ln()).abs() < 0.02, "{stop} {dash}");
    // What stands before is the same in both, and tells nothing.
    let before = learned[Feature::Before(Class::Lower, Class::Lower, Cut::Whole).index()];
    assert!(before.abs() < 0.05, "{before}");
}

#[test]
fn what_was_seen_once_weighs_nothing() {
    let learned = learn(&[runs(Class::Stop, 1.0, 1.0)].into());
    assert!(learned.iter().all(|weight| *weight == 0.0));
}
