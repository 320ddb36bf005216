//! Footnote references that lead to no note.
//!
//! What the pairing left out is mostly no reference at all. One that is stands where its number is due: between two
//! paired references whose numbers leave a gap for it, before the first, or after the last.

use super::candidates::{Candidate, Candidates};
use super::pairing::{Item, Pair};
use crate::text::Span;

/// What an unpaired candidate must weigh where its number is due.
const DUE: f32 = 0.0;
/// The same after the last paired reference, where nothing tells how far the numbers go.
const DUE_AT_THE_END: f32 = 2.5;
/// The same for the first of a record without notes.
const DUE_WITHOUT_NOTES: f32 = 4.0;
/// What it must weigh whose number is not due, where a note is missing its reference.
const ASTRAY: f32 = 5.0;

/// The unpaired references, in the order of the text.
pub(super) fn find(candidates: &Candidates, items: &[Item], pairs: &[Pair]) -> Vec<Span> {
    let all = &candidates.all;
    let mut found = Vec::new();
    let mut from = 0;
    let mut last: Option<(u32, usize)> = None;
    for pair in pairs {
        let Some(paired) = all.get(pair.candidate) else { continue };
        let between = all.get(from..pair.candidate).unwrap_or_default();
        let between = between.iter().filter(|c| c.span.end <= paired.span.start);
        if let Some(number) = paired.number {
            match last {
                Some((before, note)) => {
                    let expected = before.saturating_add(1)..number;
                    let passed = pair.note > note + 1;
                    if expected.is_empty() && passed {
                        astray(between, number, &mut found);
                    } else {
                        due(between, expected, DUE, &mut found);
                    }
                }
                // From 0 or from 1: that is told by the first one found.
                None => due(between, number.min(1)..number, DUE, &mut found),
            }
            last =
                Some((number + u32::from(paired.second.is_some()), pair.note + usize::from(paired.second.is_some())));
        }
        // What overlaps the paired one is not looked at again.
        let end = paired.second.unwrap_or(paired.span).end;
        from = pair.candidate + 1 + all.iter().skip(pair.candidate + 1).take_while(|c| c.span.start < end).count();
    }
    let rest = all.get(from..).unwrap_or_default().iter();
    match last {
        Some((number, _)) => due(rest, number.saturating_add(1)..u32::MAX, DUE_AT_THE_END, &mut found),
        None if items.is_empty() => {
            let start = rest
                .clone()
                .find(|c| c.weight >= DUE_WITHOUT_NOTES && c.second.is_none() && matches!(c.number, Some(0 | 1)));
            if let Some(start) = start.and_then(|c| c.number) {
                due(rest, start..u32::MAX, DUE_WITHOUT_NOTES, &mut found);
            }
        }
        None => due(rest, 1..u32::MAX, DUE_WITHOUT_NOTES, &mut found),
    }
    found
}

/// Adds the candidates among `between` that print the `expected` numbers one after the other.
fn due<'a>(
    between: impl Iterator<Item = &'a Candidate>,
    mut expected: std::ops::Range<u32>,
    weight: f32,
    found: &mut Vec<Span>,
) {
    let mut end = 0;
    for candidate in between.filter(|c| c.second.is_none() && c.weight >= weight) {
        // A number or two may be missing on both sides.
        let near = candidate.number.is_some_and(|n| expected.contains(&n) && n - expected.start <= 2);
        if near && candidate.span.start >= end {
            expected.start = candidate.number.unwrap_or_default() + 1;
            end = candidate.span.end;
            found.push(candidate.span);
        }
    }
}

/// Adds the candidate among `between` that most looks like a reference whose number was mistyped, where the reference
/// before number `next` is missing.
fn astray<'a>(between: impl Iterator<Item = &'a Candidate>, next: u32, found: &mut Vec<Span>) {
    let best = between
        .filter(|c| c.weight >= ASTRAY && c.second.is_none() && c.number.is_some_and(|n| n != next))
        .max_by(|a, b| a.weight.total_cmp(&b.weight));
    found.extend(best.map(|candidate| candidate.span));
}
