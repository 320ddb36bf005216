//! A reference that only one number can end in.
//!
//! That a number ends in a reference, as `552` in `Reference your 552,` may, is too unlikely for the alignment unless more
//! speaks for it. But it is likelier than that a note has none: where one note lacks its reference, and between those to the
//! notes before and after it one number alone leaves a number behind if the label is taken from its end, there it stands.

use super::candidates::Candidates;
use super::pairing::Pair;

/// Adds such references to `pairs`, which are in the order of the text.
pub(super) fn add(candidates: &Candidates, pairs: &mut Vec<Pair>) {
    // The candidate before, and the number and the note that come next.
    let mut next = Some((None, None, 0));
    let mut found = Vec::new();
    for pair in &*pairs {
        let plain = candidates.all.get(pair.candidate).filter(|candidate| candidate.mark.is_none());
        if let Some((last, due, note)) = next
            && pair.note == note + 1
            && let Some(before) = plain.and_then(|candidate| candidate.number?.checked_sub(1))
            && due.is_none_or(|due| due == before)
            && let Some(candidate) = only(candidates, last, pair.candidate, before)
        {
            found.push(Pair { candidate, note });
        }
        next = plain.and_then(|candidate| {
            let two = usize::from(candidate.second.is_some());
            let number = candidate.number?.checked_add(two as u32 + 1)?;
            Some((Some(pair.candidate), Some(number), pair.note + two + 1))
        });
    }
    if !found.is_empty() {
        pairs.extend(found);
        pairs.sort_unstable_by_key(|pair| pair.candidate);
    }
}

/// The only candidate between those of index `before` and `after` that prints `number` and leaves a number.
fn only(candidates: &Candidates, before: Option<usize>, after: usize, number: u32) -> Option<usize> {
    let between = candidates.between(before, Some(after));
    let mut found = between.filter(|(_, candidate)| candidate.leaves_a_number && candidate.number == Some(number));
    found.next().filter(|_| found.next().is_none()).map(|(index, _)| index)
}
