//! A record to learn from: all that its pairing is made of, with the true one.

use super::Published;
use crate::convention::mark::TokenKind;
use crate::convention::{Convention, Marks};
use crate::record::Note;
use crate::record::context::other_numbers::Numbers;
use crate::record::costs::candidates::CERTAIN;
use crate::record::glued::alignment::{self, Item, Pair, Pairing};
use crate::record::glued::candidates::{self, Candidates, places, readings};
use crate::record::glued::evidence::Evidence;
use crate::record::glued::features::{Feature, GROUPS, Table};
use crate::record::glued::marks::Habit;
use crate::record::headings::heading;
use crate::record::notes::lists;
use crate::record::source::Source;
use crate::syntax::{self, Line};
use crate::text::Span;
use std::collections::{BTreeMap, HashMap};

/// A record to learn from.
pub(super) struct Example {
    text: String,
    lines: Vec<Line>,
    starts: Vec<usize>,
    lists: Vec<Span>,
    notes: Vec<Note>,
    heading: Option<usize>,
    items: Vec<Item>,
    /// What can be said of each reading of a run of digits, and of each as two references.
    readings: HashMap<(Span, bool), [Feature; GROUPS]>,
    /// The notes that the references truly lead to.
    truth: HashMap<Span, usize>,
}

impl Example {
    /// The example of `published`.
    pub fn new(published: &Published) -> Self {
        let text = published.text.clone();
        let lines: Vec<_> = syntax::lines(&text, &Marks::default()).collect();
        let ends = lines.iter().scan(0, |at, line| {
            *at += line.len;
            Some(*at)
        });
        let starts: Vec<_> = [0].into_iter().chain(ends).take(lines.len()).collect();
        let source = Source { convention: Convention::Plain, text: &text, lines: &lines, starts: &starts };
        let found = lists::find(source);
        let lists: Vec<_> = found.iter().map(|list| list.span(source)).collect();
        let notes: Vec<_> = found.iter().flat_map(|list| lists::notes(source, list)).collect();
        let heading = heading::find(source, lists.first().map_or(text.len(), |list| list.start)).map(|(line, _)| line);
        let items = alignment::items(&notes, &lists);
        let numbers = Numbers::of(source);
        let digits = places(source, &lists, heading)
            .filter(|(place, kind)| matches!(kind, TokenKind::Digits) && !place.is_enclosed());
        let readings = digits
            .flat_map(|(place, _)| readings(place, &numbers))
            .map(|reading| ((reading.span, reading.second.is_some()), reading.features))
            .collect();
        let line = |at: usize| text[..at].matches('\n').count();
        let by_line: HashMap<_, _> = notes.iter().enumerate().map(|(at, note)| (line(note.span.start), at)).collect();
        let truth = &published.truth;
        let truth = (truth.note_refs.iter())
            .filter_map(|r| Some((Span::new(r.start, r.end), *by_line.get(&line(truth.notes[r.note].start))?)))
            .collect();
        Self { text, lines, starts, lists, notes, heading, items, readings, truth }
    }

    /// How far the pairing with `table` is from the truth, each true pair being worth less by `margin` and each other one
    /// more: what the true one has of each feature more than the one found. Nothing where they are the same.
    pub fn difference(&self, table: &Table, margin: f32) -> BTreeMap<usize, f32> {
        let source =
            Source { convention: Convention::Plain, text: &self.text, lines: &self.lines, starts: &self.starts };
        let candidates = candidates::find(source, &self.lists, self.heading, &self.notes, table);
        let notes = self.notes.iter().map(|note| note.text).collect();
        let mut evidence = Evidence::new(&self.text, table, &candidates, notes);
        let mut pair = |gain: f32| {
            let bonus = |pair: Pair| if self.is_true(&candidates, pair) { gain } else { -gain };
            alignment::pair_with(table, &candidates, &self.items, &mut evidence, bonus)
        };
        let found = pair(-margin);
        let truth = pair(SURELY);
        let mut difference = BTreeMap::new();
        if found.pairs != truth.pairs {
            for (pairing, sign) in [(truth, 1.0), (found, -1.0)] {
                for (feature, times) in self.features(table, &candidates, &mut evidence, &pairing) {
                    *difference.entry(feature.index()).or_default() += sign * f32::from(times as u16);
                }
            }
        }
        difference
    }

    fn is_true(&self, candidates: &Candidates, pair: Pair) -> bool {
        let candidate = &candidates.all[pair.candidate];
        let leads = |span: Span, note: usize| self.truth.get(&span) == Some(&note);
        leads(candidate.span, pair.note) && candidate.second.is_none_or(|second| leads(second, pair.note + 1))
    }

    /// The features of a pairing, with how often each is there.
    fn features(
        &self,
        table: &Table,
        candidates: &Candidates,
        evidence: &mut Evidence,
        pairing: &Pairing,
    ) -> Vec<(Feature, usize)> {
        let mut found = alignment::features(table, candidates, &self.items, evidence, &pairing.pairs);
        found.extend(pairing.habit.map(|habit| (Feature::Habit(habit), 1)));
        for candidate in pairing.pairs.iter().map(|pair| &candidates.all[pair.candidate]) {
            if let Some(mark) = candidate.mark {
                found.push((Feature::Mark(mark), 1));
                continue;
            }
            if pairing.habit == Some(Habit::Spaced) {
                let habit = if candidate.spaced { Habit::SpacedReference } else { Habit::GluedReference };
                found.push((Feature::Habit(habit), 1));
            }
            // What is worth the most already is worth no more with another weight.
            if candidate.weight < CERTAIN {
                let features = self.readings.get(&(candidate.span, candidate.second.is_some()));
                found.extend(features.into_iter().flatten().map(|&feature| (feature, 1)));
            }
        }
        found
    }
}

/// What makes a pair the true one, whatever else is said of it, in log-odds.
const SURELY: f32 = 50.0;
