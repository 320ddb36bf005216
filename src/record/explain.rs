//! Why a run of digits is a footnote reference or none: what each reading of it is worth, feature by feature.

use crate::convention::Marks;
use crate::convention::mark::TokenKind;
use crate::lexicon::en;
use crate::record::build;
use crate::record::context::other_numbers::Numbers;
use crate::record::explicit::signs;
use crate::record::glued::alignment;
use crate::record::glued::budget::Budget;
use crate::record::glued::candidates::Candidates;
use crate::record::glued::candidates_in_text;
use crate::record::glued::evidence::Evidence;
use crate::record::glued::features::{Feature, Table};
use crate::record::glued::letters_in_text;
use crate::record::glued::marks::Habit;
use crate::record::glued::readings::{Readings, places};
use crate::record::glued::weights::WEIGHTS;
use crate::record::language;
use crate::record::pairs::Item;
use crate::record::source::{self, Source};
use crate::record::stop::Stop;
use crate::record::{Note, Record};
use crate::syntax;
use crate::text::Span;
use std::collections::{HashMap, HashSet};

/// A reading of a run of digits, or another mark, that may be a reference.
#[derive(Debug)]
pub struct Explained {
    /// The mark, or the end of the run of digits, in bytes of the record.
    pub span: Span,
    /// How much what stands around it looks like a reference, in log-odds: the sum of its own features, within bounds.
    pub weight: f32,
    /// Each of its features by its name in `weights.rs`, and what it is worth in log-odds.
    pub features: Vec<(String, f32)>,
    /// The note that it leads to, as an index into [`Record::notes`].
    pub note: Option<usize>,
    /// If it is read as a reference: how it follows the reference before it and what it has in common with its note, each with its
    /// worth.
    pub steps: Vec<(String, f32)>,
}

/// What in `record`, which is of a document with the marks `marks`, may be a footnote reference, in the order of the text. Empty
/// where marks say what they are, as in Markdown: nothing is weighed there.
pub fn explain(record: &Record, marks: &Marks) -> Vec<Explained> {
    let (convention, text) = (record.convention, &*record.text);
    let explicit = convention.footnotes(text).is_some();
    if explicit {
        return Vec::new();
    }
    let lines: Vec<_> = syntax::lines(text, marks).collect();
    let starts = source::starts(&lines);
    let stop = Stop::never();
    let language = language::of_text(marks, text).unwrap_or(&en::LANGUAGE);
    let table = WEIGHTS.of(language);
    let whole = Source { convention, language, text, lines: &lines, starts: &starts, title: None, stop: &stop };
    // The lists of letters are read by themselves.
    let lettered = if marks.in_markdown { Vec::new() } else { letters_in_text::read(whole, table, explicit) };
    let others = build::without(&lines, &lettered);
    let source = Source { lines: others.as_deref().unwrap_or(&lines), ..whole };
    let of_letters: Vec<_> = lettered.iter().map(|(list, _)| whole.content(list.lines.start).start).collect();
    let lists =
        record.note_lists.iter().map(|list| list.span).filter(|list| of_letters.binary_search(&list.start).is_err());
    let lists: Vec<_> = lists.collect();
    let is_listed = |note: &Note| {
        let behind = lists.partition_point(|list| list.end <= note.span.start);
        lists.get(behind).is_some_and(|list| list.start <= note.span.start)
    };
    let all = record.notes.iter().enumerate().filter(|(_, note)| is_listed(note));
    let (indices, notes): (Vec<_>, Vec<_>) = all.map(|(index, note)| (index, note.clone())).unzip();
    let heading = record.heading.as_ref();
    let heading =
        heading.map(|heading| starts.partition_point(|start| *start <= heading.title.start).saturating_sub(1));
    let candidates = candidates_in_text::find(source, &lists, heading, &notes, table);
    let items = alignment::items(source, &notes, &lists);
    // Nor do the notes that signs lead to take part.
    let signs = signs::pair(source, &candidates, &notes, &items);
    let by_signs: HashSet<_> = signs.iter().map(|sign| sign.note).collect();
    let candidates = candidates.without_marks(&signs.iter().filter_map(|sign| sign.candidate).collect());
    let kept: Vec<_> = (0..notes.len()).filter(|note| !by_signs.contains(note)).collect();
    let notes: Vec<_> = kept.iter().filter_map(|&note| Some((*indices.get(note)?, notes.get(note)?.text))).collect();
    let items: Vec<_> = kept.iter().filter_map(|&note| items.get(note).copied()).collect();
    explain_weighed(record, source, table, (heading, &lists), &candidates, (&notes, &items))
}

/// The same of the candidates `usual`, and of the notes `items`; `notes` are these as indices into [`Record::notes`], with their texts.
fn explain_weighed(
    record: &Record,
    source: Source,
    table: &Table,
    (heading, lists): (Option<usize>, &[Span]),
    usual: &Candidates,
    (notes, items): (&[(usize, Span)], &[Item]),
) -> Vec<Explained> {
    let texts = notes.iter().map(|(_, text)| *text).collect();
    let mut evidence = Evidence::new(source.text, table, usual, texts);
    let habit = alignment::pair(table, usual, items, &mut evidence, &Budget::default(), None).habit;
    let mut candidates = usual.clone();
    candidates.all.iter_mut().for_each(|candidate| *candidate = candidate.read(habit, table));
    let leads: HashMap<_, _> = record.note_refs.iter().map(|reference| (reference.span, reference.note)).collect();
    let is_read_so = |second: Option<Span>| second.is_none_or(|second| leads.contains_key(&second));
    let of_item = |note: usize| notes.binary_search_by_key(&note, |(index, _)| *index).ok();
    let references: Vec<_> = (candidates.all.iter().enumerate())
        .filter(|(_, candidate)| is_read_so(candidate.second))
        .filter_map(|(at, candidate)| Some((at, leads.get(&candidate.span)?.and_then(of_item))))
        .collect();
    let follow = alignment::follow(table, &candidates, items, &mut evidence, &references);
    let mut follow: HashMap<_, _> = references.iter().map(|(at, _)| *at).zip(follow).collect();
    let numbers = Numbers::of(source);
    let digits = places(source, lists, heading).filter(|(_, kind)| **kind == TokenKind::Digits);
    let features: HashMap<_, _> = digits
        .flat_map(|(place, _)| {
            let readings = Readings::of(place, &numbers);
            readings.all().map(move |reading| ((reading.span, reading.second), readings.features(&reading)))
        })
        .collect();
    let all = candidates.all.iter().zip(&usual.all).enumerate().map(|(at, (candidate, usual))| {
        let own = features.get(&(candidate.span, candidate.second)).map(|own| own.to_vec());
        let mut own = candidate.mark.map(|mark| vec![Feature::Mark(mark)]).or(own).unwrap_or_default();
        if usual.mark == candidate.mark && usual.weight.total_cmp(&candidate.weight).is_ne() {
            let spaced = habit == Some(Habit::Spaced);
            own.push(Feature::Habit(if spaced { Habit::SpacedReference } else { Habit::OutsideBrackets }));
        }
        let follows = follow.remove(&at).unwrap_or_default();
        let steps = follows.features.into_iter().map(|(feature, times)| worth(table, feature, times));
        let costs = follows.costs.into_iter().filter(|(_, worth)| *worth < 0.0);
        Explained {
            span: candidate.span,
            weight: candidate.weight,
            features: own.into_iter().map(|feature| worth(table, feature, 1)).collect(),
            note: leads.get(&candidate.span).copied().flatten().filter(|_| is_read_so(candidate.second)),
            steps: steps.chain(costs.map(|(name, worth)| (name.to_owned(), worth))).collect(),
        }
    });
    all.collect()
}

/// The name of `feature`, and what it is worth so many times.
fn worth(table: &Table, feature: Feature, times: usize) -> (String, f32) {
    let times = f32::from(u16::try_from(times).unwrap_or(u16::MAX));
    (format!("{feature:?}"), times * table.worth(feature))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::de;
    use crate::record::{Document, Snapshot};

    #[test]
    fn each_feature_is_named_with_its_worth() {
        let text = "1. Letter\n\nHe could.1 In 1962 he came.2\n\n  1. On foot.\n  2. By barge.\n";
        let snapshot = Document::new(text).snapshot();
        let record = &snapshot.records()[0].record;
        let told: Vec<_> = (explain(record, snapshot.marks()).iter())
            .filter_map(|found| {
                Some((found.span.of(text), found.note?, found.features.len(), found.steps[0].0.clone()))
            })
            .collect();
        assert_eq!(told, [("1", 0, 13, "Step(StartEqual)".to_owned()), ("2", 1, 13, "Step(OnByOne)".to_owned())]);
        for found in explain(record, snapshot.marks()).iter().filter(|found| found.note.is_some()) {
            let sum: f32 = found.features.iter().map(|(_, worth)| worth).sum();
            assert!(sum > 4.0 && found.weight > 4.0, "{found:?}");
        }
    }
    /// Checks the last step or cost of each reference of `text` that has one which is worth something.
    #[track_caller]
    fn check_steps(text: &str, expected: &[(&str, &str)]) {
        let snapshot = Snapshot::new(text, Marks::default());
        let record = &snapshot.records()[0].record;
        let told: Vec<_> = explain(record, snapshot.marks())
            .iter()
            .filter(|found| record.note_refs.iter().any(|reference| reference.span == found.span))
            .filter_map(|found| {
                let mut named = found.steps.iter().filter(|(_, worth)| *worth != 0.0).map(|(name, _)| name.as_str());
                Some((found.span.of(text), named.rfind(|name| !name.starts_with("InCommon"))?.to_owned()))
            })
            .collect();
        let told: Vec<_> = told.iter().map(|(label, step)| (*label, step.as_str())).collect();
        assert_eq!(told, expected, "{text}");
    }

    #[test]
    fn notes_that_letters_lead_to_are_not_passed_over() {
        check_steps(
            "1. Letter\n\nHe wrote locka and keyb. It came.1 He came by barge.2\n\n  a. Over “luck.”\n  b. Torn.\n\n  1. On foot.\n  \
             2. By barge.\n",
            &[("2", "Step(OnByOne)")],
        );
    }

    #[test]
    fn the_language_that_is_set_counts() {
        let text = "1. Letter\n\nHe could.1 In 1962 he came.2\n\n  1. On foot.\n  2. By barge.\n";
        let features = |language| {
            let snapshot = Snapshot::new(text, Marks { language, ..Marks::default() });
            let explained = explain(&snapshot.records()[0].record, snapshot.marks());
            explained.into_iter().flat_map(|found| found.features).map(|(_, worth)| worth).collect::<Vec<_>>()
        };
        assert_eq!(features(None), features(Some(&en::LANGUAGE)));
        assert_ne!(features(None), features(Some(&de::LANGUAGE)));
    }

    #[test]
    fn what_no_record_teaches_is_told() {
        check_steps(
            "1. Letter\n\nHe could not come.2 He came by barge.3\n\n  1. On foot.\n  2. At noon.\n  3. By barge.\n",
            &[("2", "BeginsLate"), ("3", "Step(OnByOne)")],
        );
    }
}
