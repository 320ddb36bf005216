//! A record to learn from: the input of its pairing, and its true pairing.

use super::Published;
use crate::convention::mark::TokenKind;
use crate::convention::{Convention, Marks};
use crate::lexicon::{Language, en, language_of};
use crate::record::Note;
use crate::record::context::other_numbers::Numbers;
use crate::record::costs::candidates::CERTAIN;
use crate::record::glued::alignment::{self, Pairing};
use crate::record::glued::budget::Budget;
use crate::record::glued::candidates::Candidates;
use crate::record::glued::candidates_in_text;
use crate::record::glued::evidence::Evidence;
use crate::record::glued::features::{Feature, GROUPS, Table};
use crate::record::glued::marks::Habit;
use crate::record::glued::readings::{Readings, places};
use crate::record::headings::heading;
use crate::record::notes::lists;
use crate::record::pairs::Item;
use crate::record::source::{self, Source};
use crate::record::stop::Stop;
use crate::syntax::{self, Line};
use crate::text::Span;
use std::collections::{BTreeMap, HashMap};

/// A record to learn from. Spans are in bytes of its text.
pub(super) struct Example {
    text: String,
    language: &'static Language,
    lines: Vec<Line>,
    starts: Vec<usize>,
    lists: Vec<Span>,
    notes: Vec<Note>,
    heading: Option<usize>,
    items: Vec<Item>,
    /// The features of each reading of a run of digits. The key is the span of the reading, and whether it is read as
    /// two references.
    readings: HashMap<(Span, bool), [Feature; GROUPS]>,
    /// The true references, each with the note that it leads to, an index into `notes`, if it has one.
    truth: HashMap<Span, Option<usize>>,
}

impl Example {
    /// Prepares `published` for learning.
    pub fn new(published: &Published) -> Self {
        let text = published.text.clone();
        let lines: Vec<_> = syntax::lines(&text, &Marks::default()).collect();
        let starts = source::starts(&lines);
        let (convention, stop) = (Convention::Plain, Stop::never());
        let language = language_of(&text).unwrap_or(&en::LANGUAGE);
        let source =
            Source { convention, language, text: &text, lines: &lines, starts: &starts, title: None, stop: &stop };
        let found = published.truth.lists(source);
        let lists: Vec<_> = found.iter().map(|list| list.span(source)).collect();
        let notes: Vec<_> = found.iter().flat_map(|list| lists::notes(source, list)).collect();
        let heading = heading::find(source, lists.first().map_or(text.len(), |list| list.start)).map(|(line, _)| line);
        let items = alignment::items(source, &notes, &lists);
        let numbers = Numbers::of(source);
        let digits = places(source, &lists, heading)
            .filter(|(place, kind)| matches!(kind, TokenKind::Digits) && !place.is_enclosed());
        let readings = digits
            .flat_map(|(place, _)| {
                let readings = Readings::of(place, &numbers);
                readings
                    .all()
                    .map(move |reading| ((reading.span, reading.second.is_some()), readings.features(&reading)))
            })
            .collect();
        let line = |at: usize| text[..at].matches('\n').count();
        let by_line: HashMap<_, _> = notes.iter().enumerate().map(|(at, note)| (line(note.text.start), at)).collect();
        let truth = &published.truth;
        let led = (truth.note_refs.iter())
            .filter_map(|r| Some((r.span(), Some(*by_line.get(&line(truth.notes[r.note].start))?))));
        let truth = led.chain(truth.lost.iter().map(|lost| (*lost, None))).collect();
        Self { text, language, lines, starts, lists, notes, heading, items, readings, truth }
    }

    /// How many true references it has.
    pub fn taught(&self) -> usize {
        self.truth.len()
    }

    /// Compares the pairing found with the weights of `table` with the true pairing: for the index of each feature, how
    /// often the true pairing has it minus how often the other has it. Empty if the pairings are the same.
    ///
    /// The search is made harder by `margin`, in log-odds: each true pair is worth that much less, and each other pair
    /// that much more.
    pub fn difference(&self, table: &Table, margin: f32) -> BTreeMap<usize, f32> {
        let (convention, stop) = (Convention::Plain, Stop::never());
        let source = Source {
            convention,
            language: self.language,
            text: &self.text,
            lines: &self.lines,
            starts: &self.starts,
            title: None,
            stop: &stop,
        };
        let candidates = candidates_in_text::find(source, &self.lists, self.heading, &self.notes, table);
        let notes = self.notes.iter().map(|note| note.text).collect();
        let mut evidence = Evidence::new(&self.text, table, &candidates, notes);
        let mut pair = |gain: f32| {
            let bonus = |at, note| if self.is_true(&candidates, at, note) { gain } else { -gain };
            alignment::pair_with(table, &candidates, &self.items, &mut evidence, &Budget::default(), bonus, None)
        };
        let found = pair(-margin);
        let truth = pair(SURELY);
        let mut difference = BTreeMap::new();
        if (&found.pairs, &found.further, &found.unpaired) != (&truth.pairs, &truth.further, &truth.unpaired) {
            for (pairing, sign) in [(truth, 1.0), (found, -1.0)] {
                for (feature, times) in self.features(table, &candidates, &mut evidence, &pairing) {
                    *difference.entry(feature.index()).or_default() += sign * f32::from(times as u16);
                }
            }
        }
        difference
    }

    /// Whether the candidate of index `at` is a reference to `note`, or one whose note was taken out if that is `None`.
    fn is_true(&self, candidates: &Candidates, at: usize, note: Option<usize>) -> bool {
        let candidate = &candidates.all[at];
        let leads = |span: Span, note: Option<usize>| self.truth.get(&span) == Some(&note);
        leads(candidate.span, note) && candidate.second.is_none_or(|second| leads(second, note.map(|note| note + 1)))
    }

    /// The features of `pairing`, with how often it has each.
    fn features(
        &self,
        table: &Table,
        candidates: &Candidates,
        evidence: &mut Evidence,
        pairing: &Pairing,
    ) -> Vec<(Feature, usize)> {
        let led = pairing.pairs.iter().chain(&pairing.further).map(|pair| (pair.candidate, Some(pair.note)));
        let mut references: Vec<_> = led.chain(pairing.unpaired.iter().map(|&at| (at, None))).collect();
        references.sort_unstable_by_key(|(at, _)| *at);
        let follow = alignment::follow(table, candidates, &self.items, evidence, &references);
        let mut found: Vec<_> = follow.into_iter().flat_map(|follows| follows.features).collect();
        found.extend(pairing.habit.map(|habit| (Feature::Habit(habit), 1)));
        for candidate in references.iter().map(|(at, _)| &candidates.all[*at]) {
            if let Some(mark) = candidate.mark {
                found.push((Feature::Mark(mark), 1));
                continue;
            }
            if pairing.habit == Some(Habit::Spaced) && candidate.is_spaced() {
                found.push((Feature::Habit(Habit::SpacedReference), 1));
            }
            // The weight of a candidate is capped, so the features of one at the cap have no effect on the pairing.
            if candidate.weight < CERTAIN {
                let features = self.readings.get(&(candidate.span, candidate.second.is_some()));
                found.extend(features.into_iter().flatten().map(|&feature| (feature, 1)));
            }
        }
        found
    }
}

/// The bonus, in log-odds, by which a true pair wins whatever its other features.
const SURELY: f32 = 50.0;
