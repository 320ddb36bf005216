//! Why a run of digits is a footnote reference or none: what each reading of it is worth, feature by feature.

use crate::convention::Marks;
use crate::convention::mark::TokenKind;
use crate::lexicon::en;
use crate::record::Record;
use crate::record::context::other_numbers::Numbers;
use crate::record::glued::alignment;
use crate::record::glued::candidates_in_text;
use crate::record::glued::evidence::Evidence;
use crate::record::glued::features::{Feature, Table};
use crate::record::glued::readings::{Readings, places};
use crate::record::glued::weights::WEIGHTS;
use crate::record::language;
use crate::record::source::{self, Source};
use crate::record::stop::Stop;
use crate::syntax;
use crate::text::Span;
use std::collections::HashMap;

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

/// What in `record` may be a footnote reference, in the order of the text. Empty where marks say what they are, as in
/// Markdown: nothing is weighed there.
pub fn explain(record: &Record) -> Vec<Explained> {
    if record.convention.says_what_marks_are() {
        return Vec::new();
    }
    let marks = Marks::of(record.convention);
    let lines: Vec<_> = syntax::lines(&record.text, &marks).collect();
    let starts = source::starts(&lines);
    let stop = Stop::never();
    let (convention, text) = (record.convention, &*record.text);
    let language = language::of_text(&marks, text).unwrap_or(&en::LANGUAGE);
    let table = WEIGHTS.of(language);
    let source = Source { convention, language, text, lines: &lines, starts: &starts, title: None, stop: &stop };
    let lists: Vec<_> = record.note_lists.iter().map(|list| list.span).collect();
    let heading = record.heading.as_ref();
    let heading =
        heading.map(|heading| starts.partition_point(|start| *start <= heading.title.start).saturating_sub(1));
    let candidates = candidates_in_text::find(source, &lists, heading, &record.notes, table);
    let items = alignment::items(source, &record.notes, &lists);
    let notes: HashMap<_, _> = record.note_refs.iter().map(|reference| (reference.span, reference.note)).collect();
    let is_read_so = |second: Option<Span>| second.is_none_or(|second| notes.contains_key(&second));
    let references: Vec<_> = (candidates.all.iter().enumerate())
        .filter(|(_, candidate)| is_read_so(candidate.second))
        .filter_map(|(at, candidate)| Some((at, *notes.get(&candidate.span)?)))
        .collect();
    let mut evidence = Evidence::new(text, table, &candidates, record.notes.iter().map(|note| note.text).collect());
    let mut steps = alignment::features(table, &candidates, &items, &mut evidence, &references).into_iter();
    let mut steps: HashMap<_, _> =
        references.iter().map(|(at, note)| (*at, (*note, steps.next().unwrap_or_default()))).collect();
    let numbers = Numbers::of(source);
    let digits = places(source, &lists, heading).filter(|(_, kind)| **kind == TokenKind::Digits);
    let features: HashMap<_, _> = digits
        .flat_map(|(place, _)| {
            let readings = Readings::of(place, &numbers);
            readings.all().map(move |reading| ((reading.span, reading.second), readings.features(&reading)))
        })
        .collect();
    let all = candidates.all.iter().enumerate().map(|(at, candidate)| {
        let own = features.get(&(candidate.span, candidate.second)).map(|own| own.to_vec());
        let own = candidate.mark.map(|mark| vec![Feature::Mark(mark)]).or(own).unwrap_or_default();
        let (note, steps) = steps.remove(&at).unwrap_or_default();
        Explained {
            span: candidate.span,
            weight: candidate.weight,
            features: own.into_iter().map(|feature| worth(table, feature, 1)).collect(),
            note,
            steps: steps.into_iter().map(|(feature, times)| worth(table, feature, times)).collect(),
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
    use crate::record::Document;

    #[test]
    fn each_feature_is_named_with_its_worth() {
        let text = "1. Letter\n\nHe could.1 In 1962 he came.2\n\n  1. On foot.\n  2. By barge.\n";
        let snapshot = Document::new(text).snapshot();
        let record = &snapshot.records()[0].record;
        let told: Vec<_> = (explain(record).iter())
            .filter_map(|found| {
                Some((found.span.of(text), found.note?, found.features.len(), found.steps[0].0.clone()))
            })
            .collect();
        assert_eq!(told, [("1", 0, 13, "Step(StartEqual)".to_owned()), ("2", 1, 13, "Step(OnByOne)".to_owned())]);
        for found in explain(record).iter().filter(|found| found.note.is_some()) {
            let sum: f32 = found.features.iter().map(|(_, worth)| worth).sum();
            assert!(sum > 4.0 && found.weight > 4.0, "{found:?}");
        }
    }
}
