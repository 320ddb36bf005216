//! A reference that only one number can end in.
//!
//! That a number ends in a reference, as `552` in `Reference your 552,` may, is too unlikely for the alignment unless more
//! speaks for it. But it is likelier than that a note has none: where one note lacks its reference, and between those to the
//! notes before and after it one number alone leaves a number behind if the label is taken from its end, there it stands.

use super::candidates::{Candidate, Candidates};
use super::pairing::Pair;
use std::ops::Range;

/// Adds such references to `pairs`, which are in the order of the text.
pub(super) fn add(candidates: &Candidates, pairs: &mut Vec<Pair>) {
    let all = &candidates.all;
    // The place, the number and the note that come next.
    let mut next = Some((0, None, 0));
    let mut found = Vec::new();
    for pair in &*pairs {
        let plain = all.get(pair.candidate).filter(|candidate| candidate.mark.is_none());
        if let Some((from, due, note)) = next
            && pair.note == note + 1
            && let Some(before) = plain.and_then(|candidate| candidate.number?.checked_sub(1))
            && due.is_none_or(|due| due == before)
            && let Some(candidate) = only(candidates, from..pair.candidate, before)
        {
            found.push(Pair { candidate, note });
        }
        next = plain.and_then(|candidate| {
            let two = usize::from(candidate.second.is_some());
            let number = candidate.number?.checked_add(two as u32 + 1)?;
            Some((pair.candidate + 1, Some(number), pair.note + two + 1))
        });
    }
    if !found.is_empty() {
        pairs.extend(found);
        pairs.sort_unstable_by_key(|pair| pair.candidate);
    }
}

/// The only candidate among `between` that prints `number` and leaves a number, apart from the runs at both ends.
fn only(candidates: &Candidates, between: Range<usize>, number: u32) -> Option<usize> {
    let at = |index: usize| candidates.all.get(index);
    let start = between.start.checked_sub(1).and_then(at).map_or(0, |c| c.second.unwrap_or(c.span).end);
    let end = at(between.end)?.span.start;
    let reads =
        |c: &Candidate| c.leaves_a_number && c.number == Some(number) && start <= c.span.start && c.span.end <= end;
    let mut found = between.filter(|&index| at(index).is_some_and(reads));
    found.next().filter(|_| found.next().is_none())
}
