//! Learns [`super::table`] from published records, and says how well the pairing does with tables learned so.
//!
//! `OBELUS_CORPUS=<folder> cargo test --release --lib learn -- --ignored --nocapture` reads a folder of volumes:
//! `<volume>/<record>.txt`, and `<volume>.truth.jsonl` with a line a record, of which `path`, `note_refs` (`start`, `end`,
//! `note`) and `notes` (`start`) are read. It writes `table.rs` anew, learned from all volumes. The figures it prints
//! are cross-validated: each volume's records are paired with a table that was learned from the other volumes. With
//! `OBELUS_WITHOUT=<volume>` the table is learned from all others than that one, to build with it and to try all else on
//! that volume.
//!
//! First each run of digits is learned by itself ([`logit`]), then the pairings of whole records ([`together`]), also of
//! some from which a reference or a note was taken ([`planted`]): in those that are printed hardly one is missing, and
//! where it is, another number must not be taken for it.

mod example;
mod logit;
mod planted;
mod together;

use super::Record;
use super::build::build_with;
use super::features::{Feature, Table};
use crate::convention::patterns::PagePatterns;
use crate::syntax;
use crate::text::Span;
use example::Example;
use logit::Runs;
use planted::Random;
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

/// Of a hundred records so many are also learned from with a reference, and with a note, taken out.
const PLANTED: usize = 10;

#[derive(Clone, Deserialize)]
struct Truth {
    path: String,
    note_refs: Vec<Reference>,
    notes: Vec<Start>,
}

#[derive(Clone, Deserialize)]
struct Reference {
    start: usize,
    end: usize,
    note: usize,
}

#[derive(Clone, Deserialize)]
struct Start {
    start: usize,
}

/// A published record with the truth.
#[derive(Clone)]
struct Published {
    text: String,
    truth: Truth,
}

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

/// What is learned from `records`.
fn examples(records: &[Published], random: &mut Random) -> Vec<Example> {
    let mut found: Vec<_> = records.iter().map(Example::new).collect();
    for published in records {
        let planted = [planted::without_reference(published, random), planted::without_note(published, random)];
        let planted = planted.into_iter().flatten().filter(|_| random.below(100) < PLANTED);
        found.extend(planted.map(|published| Example::new(&published)));
    }
    found
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
        "//! What each feature is worth, in tenths of log-odds; those that are not here, nothing. Written by\n\
         //! [`super::learn`], which says how.\n\n\
         #![allow(clippy::enum_glob_use, reason = \"every name is one of theirs\")]\n\n\
         use super::classes::{Class::*, Left::*, LineClass::*, WordClass::*};\n\
         use super::features::{Case::*, Common::*, Cut::*, Feature::*, Gaps::*, Table, Then::*, Times::*};\n\
         use super::weights::{Habit::*, Mark::*, Step::*};\n\n\
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
                logit::count(published, &mut runs, &mut named);
            }
            runs
        })
        .collect();
    named.extend(together::guesses().map(|(feature, _)| (feature.index(), feature)));
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let examples: Vec<Vec<Example>> = volumes.iter().map(|(_, records)| examples(records, &mut random)).collect();
    let without = |left_out: Option<usize>| {
        let mut all = Runs::new();
        for (readings, counts) in counted.iter().enumerate().filter(|(at, _)| Some(*at) != left_out).flat_map(|v| v.1) {
            let sums = all.entry(readings.clone()).or_insert_with(|| vec![0.0; counts.len()]);
            sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
        let others = examples.iter().enumerate().filter(|(at, _)| Some(*at) != left_out);
        let others: Vec<_> = others.flat_map(|(_, volume)| volume).collect();
        tenths(&together::learn(logit::learn(&all), &others), &named)
    };
    let scores: Vec<Score> = (0..volumes.len())
        .into_par_iter()
        .map(|held_out| {
            let table = Table::new(&without(Some(held_out)));
            let mut score = Score::default();
            for published in &volumes[held_out].1 {
                let lines: Vec<_> = syntax::lines(&published.text, &PagePatterns::default()).collect();
                score.add(published, &build_with(&table, published.text.as_str().into(), &lines));
            }
            score
        })
        .collect();
    eprintln!("{:20} precision recall f1 records.perfect", "held out");
    volumes.iter().zip(&scores).for_each(|((name, _), score)| score.show(name));
    scores.iter().fold(Score::default(), |sum, score| sum.plus(*score)).show("together");
    let left_out = env::var("OBELUS_WITHOUT").ok();
    let weights = without(volumes.iter().position(|(name, _)| Some(name) == left_out.as_ref()));
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/record/table.rs");
    fs::write(table, written(&weights)).unwrap();
    eprintln!("{} weights written", weights.len());
}
