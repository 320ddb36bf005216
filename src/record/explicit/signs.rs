//! References that are signs, over notes that carry the same signs: `could.*`, `* Not printed.`

use crate::convention::sign::same_sign;
use crate::record::explicit::by_label::{Entry, Mark, by_label};
use crate::record::glued::candidates::{Candidate, Candidates};
use crate::record::glued::marks;
use crate::record::label::Value;
use crate::record::model::Note;
use crate::record::pairs::{Item, Pair};
use std::collections::HashSet;

/// Where the signs among `candidates` lead in the record `text`: each to the one of `notes` that carries the same sign in a
/// list that serves its place, as `items` tells of each note. Nothing where a sign behind a word leads nowhere, or no sign
/// to one of these notes: it is then for the order of the text to tell what leads where.
pub fn pair(text: &str, candidates: &Candidates, notes: &[Note], items: &[Item]) -> Vec<Pair> {
    let sign = |note: &Note| {
        let label = note.label.as_ref().filter(|label| label.value() == Value::Sign);
        label.map(|sign| same_sign(sign.as_str()))
    };
    if !notes.iter().any(|note| sign(note).is_some()) {
        return Vec::new();
    }
    let entry = |(note, item): (&Note, &Item)| Entry { label: sign(note), serves: item.from..item.until };
    let carried: Vec<_> = notes.iter().zip(items).map(entry).collect();
    let stands_behind = |(index, candidate): (usize, &Candidate)| {
        let sign = candidate.span.of(text);
        let mark = Mark { at: candidate.span.start, label: same_sign(sign) };
        (candidate.mark == Some(marks::Mark::SignBehind)).then_some((index, mark))
    };
    let (indices, printed): (Vec<_>, Vec<_>) = candidates.all.iter().enumerate().filter_map(stands_behind).unzip();
    let led = by_label(&printed, &carried);
    let pairs: Vec<_> = indices
        .into_iter()
        .zip(&led)
        .filter_map(|(candidate, note)| Some(Pair { candidate, note: (*note)? }))
        .collect();
    let led_to: HashSet<_> = pairs.iter().map(|pair| pair.note).collect();
    let complete = pairs.len() == led.len()
        && carried.iter().enumerate().all(|(index, note)| note.label.is_none() || led_to.contains(&index));
    if complete { pairs } else { Vec::new() }
}
