//! The course of a search: the states it was in, so that the search after an edit goes on from the last one that the edit leaves
//! as it was, and not from the beginning of the record.
//!
//! A state depends on the candidates read so far and the text before them, and on the notes, of which later ones may be looked
//! at too. So a state is taken up where all of these are equal, and the result is that of a search from the beginning.

use crate::record::glued::budget::Budget;
use crate::record::glued::candidates::{Candidate, Candidates};
use crate::record::glued::evidence::Evidence;
use crate::record::glued::features::Table;
use crate::record::glued::hypothesis::{Hypothesis, Link, Ties};
use crate::record::glued::ways::{Beginning, Way};
use crate::record::pairs::Item;
use std::ops::Range;

/// The course of the last search in a record that is being edited.
#[derive(Clone, Debug, Default)]
pub struct Course {
    /// How many bytes at the beginning of the record no edit has touched since that search.
    pub unchanged: usize,
    input: Input,
    pub(super) trace: Trace,
}

/// What a search went through.
#[derive(Clone, Debug, Default)]
pub(super) struct Trace {
    /// In the order of the text.
    pub states: Vec<State>,
    /// All references of all hypotheses.
    pub links: Vec<Link>,
    pub ties: Ties,
}

/// A state of the search.
#[derive(Clone, Debug)]
pub(super) struct State {
    /// The run that is read next, an index into [`Candidates::runs`].
    pub run: usize,
    pub alive: Vec<Hypothesis>,
    /// The score of the best hypothesis.
    pub best: f32,
    /// The most hypotheses that there were at any place.
    pub most: usize,
    /// How many links there are.
    pub links: usize,
    /// How many ties there are.
    pub ties: usize,
    /// The steps that are left.
    pub left: usize,
}

/// What a search depends on.
#[derive(Clone, Debug, Default)]
pub(super) struct Input {
    table: Vec<f32>,
    all: Vec<Candidate>,
    runs: Vec<Range<usize>>,
    items: Vec<Item>,
    /// Where each note's text ends, in bytes of the record, and its hash.
    notes: Vec<(usize, u64)>,
    ways: Vec<Way>,
    beginnings: Vec<Beginning>,
    /// The steps that are left at its beginning.
    left: usize,
}

impl Course {
    /// A state is kept each time so many runs are read. A shorter search keeps none.
    pub(super) const EVERY: usize = 32;

    /// Makes this the course of the search with the input `input`, and returns what this one goes through as the last did, up to a
    /// state. As many steps are left in `budget` then as there were.
    pub(super) fn take_up(&mut self, input: Input, budget: &Budget) -> Trace {
        let runs = self.input.agrees(&input, self.unchanged);
        let candidates = input.runs.iter().map(Range::len).sum();
        let mut trace = std::mem::take(&mut self.trace);
        trace.states.retain(|state| state.run <= runs && state.most <= Budget::widest_of(state.left, candidates));
        (self.input, self.unchanged) = (input, usize::MAX);
        let last = trace.states.last();
        trace.links.truncate(last.map_or(0, |state| state.links));
        trace.ties.0.truncate(last.map_or(0, |state| state.ties));
        budget.take(last.map_or(0, |state| budget.left().saturating_sub(state.left)));
        trace
    }
}

impl Input {
    pub(super) fn new(
        table: &Table,
        candidates: &Candidates,
        items: &[Item],
        ways: &[Way],
        beginnings: &[Beginning],
        evidence: &Evidence,
        budget: &Budget,
    ) -> Self {
        Self {
            table: table.0.to_vec(),
            all: candidates.all.clone(),
            runs: candidates.runs.clone(),
            items: items.to_vec(),
            notes: evidence.notes(),
            ways: ways.to_vec(),
            beginnings: beginnings.to_vec(),
            left: budget.left(),
        }
    }

    /// How many runs a search with `now` reads as one with this input did, if the first `unchanged` bytes of the record are the
    /// same.
    fn agrees(&self, now: &Self, unchanged: usize) -> usize {
        // Notes before a reference bound the text that speaks for it.
        let notes = |of: &Self| of.notes.iter().map(|(end, hash)| (*end.min(&unchanged), *hash)).collect::<Vec<_>>();
        let same = self.table == now.table
            && notes(self) == notes(now)
            && self.ways == now.ways
            && self.left == now.left
            && self.items.len() == now.items.len();
        let is_before = |candidate: &Candidate| candidate.end() <= unchanged;
        let both = self.all.iter().zip(&now.all);
        let candidates = both.take_while(|(was, is)| was == is && is_before(is)).count();
        let begin_alike = || {
            let mut both = self.beginnings.iter().zip(&now.beginnings);
            both.all(|(was, is)| was.before(candidates, unchanged) == is.before(candidates, unchanged))
        };
        let serve_alike = || self.items.iter().zip(&now.items).all(|(was, is)| is_like(*was, *is, unchanged));
        let lists_alike = || {
            let begins = |two: &[Item]| matches!(two, [last, item] if item.begins_anew_after(*last));
            self.items.windows(2).map(begins).eq(now.items.windows(2).map(begins))
        };
        if !(same && begin_alike() && serve_alike() && lists_alike()) {
            return 0;
        }
        let runs = self.runs.iter().zip(&now.runs);
        runs.take_while(|(was, is)| was == is && is.end <= candidates).count()
    }
}

/// Whether `was` and `is` are the same note for the first `unchanged` bytes of the record.
fn is_like(was: Item, is: Item, unchanged: usize) -> bool {
    let of = |item: Item| {
        let places = [item.from, item.until, item.page].map(|at| at.min(unchanged));
        (item.number, item.has_sign, item.sign, item.twins, places)
    };
    of(was) == of(is)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Document;
    use crate::record::Snapshot;
    use crate::record::glued::alignment::{self, Pairing};
    use crate::record::glued::candidates_in_text;
    use crate::record::glued::weights::WEIGHTS;
    use crate::record::learn::Random;
    use crate::record::notes::lists;
    use crate::record::tests::source;
    use crate::text::Span;
    use std::cell::Cell;

    const NAMES: [&str; 7] = ["Vorst", "Quill", "Hale", "Orme", "Pell", "Dorn", "Brune"];

    /// A record with so many notes, whose words tell where their references are, among numbers that may be references too.
    fn record(notes: usize) -> String {
        let name = |n: usize| NAMES[n * n % NAMES.len()];
        let paragraph = |n| {
            let (telegram, name) = (2010 + n * 37 % 80, name(n));
            let next = n + 1;
            format!(
                "Telegram {telegram}{n} of Consul {name} asked for Lock {n}, and Deacon {name} for Lock {next} and {n} men.\n\n"
            )
        };
        let item = |n| format!("  {n}. Of {}, Box {}.\n", name(n), n * 7 % 100);
        let (body, list): (String, String) = (1..=notes).map(|n| (paragraph(n), item(n))).unzip();
        format!("41. Report of the Harbor Board\n\n{body}{list}")
    }

    /// The pairing of `text` by a search that goes on from `course`, and how many times it asks what a pair is worth.
    fn paired(text: &str, course: Option<&mut Course>) -> (Pairing, usize) {
        let tried = Cell::new(0);
        let bonus = |_, _| {
            tried.set(tried.get() + 1);
            0.0
        };
        let mut found = Pairing::default();
        source(text, |source| {
            let list = lists::find(source).told.remove(0);
            let span = list.span(source);
            let notes: Vec<_> = lists::notes(source, &list).collect();
            let table = &WEIGHTS.english;
            let candidates = candidates_in_text::find(source, &[span], Some(0), &notes, table);
            let items = alignment::items(source, &notes, &[span]);
            let mut evidence = Evidence::new(text, table, &candidates, notes.iter().map(|note| note.text).collect());
            let budget = Budget::default();
            found = alignment::pair_with(table, &candidates, &items, &mut evidence, &budget, bonus, course);
        });
        (found, tried.get())
    }

    #[test]
    fn a_search_goes_on_from_where_the_record_differs() {
        let text = record(120);
        let mut course = Course::default();
        let (_, whole) = paired(&text, Some(&mut course));
        for note in [110, 60, 20] {
            let at = text.find(&format!("Lock {note}, and")).unwrap();
            course.unchanged = at;
            let edited = [&text[..at], "x", &text[at..]].concat();
            let (found, tried) = paired(&edited, Some(&mut course.clone()));
            assert_eq!(found, paired(&edited, None).0);
            let share = whole * (120 - note + Course::EVERY) / 120;
            assert!(0 < tried && tried < share, "{note}: {tried} of {whole}");
        }
    }

    /// Checks that the search after `old` at `at` became `new`, both of one length, finds what one from the beginning does.
    #[track_caller]
    fn check_edit(text: &str, at: usize, old: &str, new: &str) {
        let mut course = Course::default();
        paired(text, Some(&mut course));
        course.unchanged = at;
        assert!(text[at..].starts_with(old) && old.len() == new.len());
        let edited = [&text[..at], new, &text[at + old.len()..]].concat();
        let (found, whole) = (paired(&edited, Some(&mut course)).0, paired(&edited, None).0);
        assert!(found == whole, "{old} -> {new} at {at}");
    }

    #[test]
    fn words_before_a_reference_and_labels_of_notes_count_too() {
        let text = record(70);
        for (at, _) in text.match_indices("Consul ") {
            let name = text[at..].split(' ').nth(1).unwrap();
            let other = NAMES.iter().find(|other| other.len() == name.len() && **other != name).unwrap();
            check_edit(&text, at + "Consul ".len(), name, other);
        }
        for label in 10..70 {
            let at = text.find(&format!("  {label}. Of")).unwrap() + 2;
            check_edit(&text, at, &label.to_string(), &(label + 20).to_string());
        }
    }

    #[test]
    fn an_edited_record_equals_a_fresh_one() {
        let mut random = Random(0x9e37_79b9_7f4a_7c15);
        let mut document = Document::new(&record(50));
        document.snapshot();
        for _ in 0..200 {
            let text = document.text().to_string();
            let mut at = random.below(text.len());
            // Mostly somebody goes on typing, and sometimes elsewhere.
            for _ in 0..=random.below(3) {
                let new = ["x", "1", "\n", " ", " 7 ", "[2]", ".3", ""][random.below(8)];
                let end = at + if new.is_empty() { 1 + random.below(3) } else { 0 };
                document.edit(Span::new(at, end.min(document.text().len())), new);
                at += new.len();
                let snapshot = document.snapshot();
                let fresh = Snapshot::new(&document.text().to_string(), snapshot.marks().clone());
                let records = |snapshot: &Snapshot| -> Vec<_> {
                    snapshot.records().iter().map(|placed| (placed.start, placed.record.clone())).collect()
                };
                assert!(records(&snapshot) == records(&fresh), "after {new:?} at {at}");
            }
        }
    }
}
