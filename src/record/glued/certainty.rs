//! How sure a pair is.
//!
//! Until the alignment itself says how much worse its best path without a pair is, a pair is certain if no other reading of
//! its record comes within [`DOUBT`]: its number goes on from the pair before it or leads to the one behind it, and no other
//! candidate between these two that prints the same number looks nearly as much like a reference.

use crate::record::costs::certainty::{DOUBT, LEAST};
use crate::record::glued::candidates::{Candidate, Candidates};
use crate::record::pairs::{Item, Pair};

/// For each of `pairs`, which are in the order of the text, whether it is certain. `items` are the notes.
pub fn certain(candidates: &Candidates, items: &[Item], pairs: &[Pair]) -> Vec<bool> {
    let is_certain = |(index, pair): (usize, &Pair)| {
        let (before, after) = (index.checked_sub(1).and_then(|before| pairs.get(before)), pairs.get(index + 1));
        let agrees = match (before, after) {
            (None, None) => distance(candidates, items, *pair) == Some(0),
            _ => [before, after].into_iter().flatten().any(|other| {
                let distances = distance(candidates, items, *pair).zip(distance(candidates, items, *other));
                distances.is_none_or(|(one, other)| one == other)
            }),
        };
        agrees && is_unrivalled(candidates, *pair, before.copied(), after.copied())
    };
    pairs.iter().enumerate().map(is_certain).collect()
}

/// How far the number that the note carries is ahead of the one that its reference prints; `None` for signs, letters and
/// bullets.
fn distance(candidates: &Candidates, items: &[Item], pair: Pair) -> Option<i64> {
    let printed = candidates.all.get(pair.candidate)?.number?;
    Some(i64::from(items.get(pair.note)?.number?) - i64::from(printed))
}

/// Whether the candidate of `pair` looks like a reference, and by [`DOUBT`] more than every other one between `before` and
/// `after` that prints the same.
fn is_unrivalled(candidates: &Candidates, pair: Pair, before: Option<Pair>, after: Option<Pair>) -> bool {
    let Some(chosen) = candidates.all.get(pair.candidate) else { return false };
    let mut others = candidates.between(before.map(|pair| pair.candidate), after.map(|pair| pair.candidate));
    let rivals = |(index, other): (usize, &Candidate)| {
        index != pair.candidate
            && other.number.is_some()
            && other.number == chosen.number
            && other.weight > chosen.weight - DOUBT
    };
    chosen.weight >= LEAST && !others.any(rivals)
}
