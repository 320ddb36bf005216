//! References that only one number each can end in.
//!
//! That a number ends in a reference, as `552` in `Reference your 552,` may, is too unlikely for the alignment unless more
//! speaks for it. But it is likelier than that a note has none: where notes lack their references, and between those to the
//! notes before and after them there is one way alone to take their labels, in order, from the ends of numbers that leave a
//! number behind, there they stand.

use super::candidates::{Candidate, Candidates};
use super::pairing::{Item, Pair};
use crate::text::Span;
use std::ops::Range;

/// Adds such references to `pairs`, which are in the order of the text. `items` are the notes.
pub(super) fn add(candidates: &Candidates, items: &[Item], pairs: &mut Vec<Pair>) {
    // The candidate before, and the number and the note that come next; none behind a sign.
    let mut next = Some((None, None, 0));
    let mut found = Vec::new();
    for pair in &*pairs {
        let plain = candidates.all.get(pair.candidate).filter(|candidate| candidate.mark.is_none());
        if let Some((last, due, note)) = next
            && let Some(until) = plain.and_then(|candidate| candidate.number)
        {
            let from = u32::try_from(pair.note - note.min(pair.note)).ok().and_then(|lack| until.checked_sub(lack));
            if let Some(from) = from.filter(|&from| due.is_none_or(|due| due == from)) {
                found.extend(only(candidates, (last, Some(pair.candidate)), from..until, note));
            }
        }
        next = plain.and_then(|candidate| {
            let two = usize::from(candidate.second.is_some());
            let number = candidate.number?.checked_add(two as u32 + 1)?;
            Some((Some(pair.candidate), Some(number), pair.note + two + 1))
        });
    }
    // Behind the last one the list tells how far they go, where it prints the same numbers.
    if let Some((last, Some(due), note)) = next
        && items.get(note).is_some_and(|item| item.number == Some(due))
        && let Some(until) = u32::try_from(items.len() - note).ok().and_then(|lack| due.checked_add(lack))
    {
        found.extend(only(candidates, (last, None), due..until, note));
    }
    if !found.is_empty() {
        pairs.extend(found);
        pairs.sort_unstable_by_key(|pair| pair.candidate);
    }
}

/// The references that print the numbers `due`, to the notes from `note` on, where one way alone leads there from one
/// candidate to the next, and all leave a number; `between` are the indices of those around them.
fn only(candidates: &Candidates, between: (Option<usize>, Option<usize>), due: Range<u32>, note: usize) -> Vec<Pair> {
    let numbers = due.len();
    let offset = |candidate: &Candidate| {
        let number = candidate.number.filter(|number| candidate.leaves_a_number && due.contains(number))?;
        Some((number - due.start) as usize)
    };
    let all: Vec<(usize, usize, Span)> = candidates
        .between(between.0, between.1)
        .filter_map(|(index, candidate)| Some((index, offset(candidate)?, candidate.span)))
        .collect();
    // The first candidate for each number, behind that for the number before; and the last, before that for the one behind.
    let forwards = chain(all.iter().copied(), 0..numbers, |last, span| last.end <= span.start);
    let backwards = chain(all.iter().rev().copied(), (0..numbers).rev(), |last, span| span.end <= last.start);
    if numbers == 0 || forwards.len() < numbers || forwards.iter().ne(backwards.iter().rev()) {
        return Vec::new();
    }
    (note..).zip(forwards).map(|(note, candidate)| Pair { candidate, note }).collect()
}

/// The indices of the first of `all` that are the `wanted` ones, each `behind` the one before.
fn chain(
    mut all: impl Iterator<Item = (usize, usize, Span)>,
    wanted: impl Iterator<Item = usize>,
    behind: impl Fn(Span, Span) -> bool,
) -> Vec<usize> {
    let mut last = None;
    let first = |offset| {
        let found = all.find(|&(_, of, span)| of == offset && last.is_none_or(|last| behind(last, span)));
        last = found.map(|(_, _, span)| span).or(last);
        found.map(|(index, ..)| index)
    };
    wanted.map_while(first).collect()
}
