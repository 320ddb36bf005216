//! References that changed places with a neighbour: `4 … 3` where `3 … 4` is due.
//!
//! The alignment follows the order of the notes, so of two such references it takes one. The other leads to the note of its
//! own number all the same, if that lacks its reference.

use crate::record::costs::candidates::SURE;
use crate::record::glued::candidates::{Candidate, Candidates};
use crate::record::pairs::{Item, Pair};
use std::ops::Range;

/// How many references from the place where it is due, at most, such a reference stands.
const NEAR: usize = 2;

/// The references to notes that none of `pairs` leads to, in no order. `items` are the notes; `pairs` are in the order of the
/// text and of the notes, and `taken`, in the order of the text, are further candidates that are no longer free.
pub fn find(candidates: &Candidates, items: &[Item], pairs: &[Pair], taken: &[Pair]) -> Vec<Pair> {
    let mut found = Vec::new();
    // The note behind the last one that a reference leads to.
    let mut next = 0;
    for (index, pair) in pairs.iter().map(Some).chain([None]).enumerate() {
        let lacking = next..pair.map_or(items.len(), |pair| pair.note);
        next = pair.map_or(next, |pair| pair.note + 1 + usize::from(is_two(candidates, *pair)));
        // A stretch of notes without references is rather text that is still to be typed.
        if lacking.len() != 1 {
            continue;
        }
        let note = lacking.start;
        let known = index.checked_sub(1).and_then(|before| pairs.get(before)).or(pair);
        let Some(due) = known.and_then(|known| due(candidates, items, *known, note)) else { continue };
        let place = |pair: Option<&Pair>| pair.map(|pair| pair.candidate);
        let from = place(index.checked_sub(NEAR).and_then(|before| pairs.get(before))).map_or(0, |before| before + 1);
        let until = place(pairs.get(index + NEAR - 1)).unwrap_or(candidates.all.len());
        let is_free = |index: usize| {
            let is_taken = |pairs: &[Pair]| pairs.binary_search_by_key(&index, |pair| pair.candidate).is_ok();
            !is_taken(pairs) && !is_taken(taken)
        };
        let mut fitting = printing(candidates, from..until, due).filter(|index| is_free(*index));
        if let (Some(candidate), None) = (fitting.next(), fitting.next()) {
            found.push(Pair { candidate, note });
        }
    }
    found
}

/// Whether the candidate of `pair` is two references in a row.
fn is_two(candidates: &Candidates, pair: Pair) -> bool {
    candidates.all.get(pair.candidate).is_some_and(|candidate| candidate.second.is_some())
}

/// The number that a reference to `note` prints, told by the reference `known` and the numbers that both notes carry.
fn due(candidates: &Candidates, items: &[Item], known: Pair, note: usize) -> Option<u32> {
    let printed = candidates.all.get(known.candidate)?.number?;
    let carried = |note: usize| items.get(note)?.number.map(i64::from);
    u32::try_from(i64::from(printed) + carried(note)? - carried(known.note)?).ok()
}

/// The indices in `range` of the candidates that surely are references and print `number`.
fn printing(candidates: &Candidates, range: Range<usize>, number: u32) -> impl Iterator<Item = usize> {
    let is_sure = move |candidate: &Candidate| {
        candidate.number == Some(number)
            && candidate.mark.is_none()
            && candidate.second.is_none()
            && !candidate.may_go_on
            && candidate.weight >= SURE
    };
    let among = candidates.all.get(range.clone()).unwrap_or_default();
    (range.start..).zip(among).filter(move |(_, candidate)| is_sure(candidate)).map(|(index, _)| index)
}
