//! References that only one number each can end in.
//!
//! In `Reference your 552,` the number may be 55 with a reference 2. That is too unlikely for the alignment unless
//! something else speaks for it, but it is likelier than that a note has no reference at all. So this file looks at
//! notes that lack their references, and at the text between the references of the notes before and after them. Some
//! numbers there may end in the labels of these notes and leave a number behind. If there is exactly one way to take
//! the labels from them, in order, these are the references.
//!
//! Where there is only one way, even a number that counts or costs something may be a number and a reference, as in
//! `a fleet of 243 barges` and `it cost £503`: typists write such references, though no published record has one.

use crate::record::costs::candidates::UNLIKELY;
use crate::record::glued::candidates::Candidates;
use crate::record::pairs::{Item, Pair};
use crate::text::Span;

/// A reference whose note is known: the numbers that are due around it follow from it.
#[derive(Clone, Copy)]
struct Known {
    /// An index into [`Candidates::all`].
    candidate: usize,
    /// The number it prints.
    number: u32,
    /// An index into the notes.
    note: usize,
}

impl Known {
    /// The number that the reference to `note` prints if the references go on as the list's numbers do, or by one from
    /// note to note if the list has no numbers.
    fn due(self, note: usize, items: &[Item]) -> Option<u32> {
        let number = |note: usize| items.get(note)?.number.map(i64::from);
        let on = match (number(self.note), number(note)) {
            (Some(from), Some(to)) => to - from,
            _ => i64::try_from(note).ok()? - i64::try_from(self.note).ok()?,
        };
        u32::try_from(i64::from(self.number) + on).ok()
    }
}

/// Adds the references that only one number can end in to `pairs`, which are in the order of the text. `items` are the
/// notes.
pub fn add(candidates: &Candidates, items: &[Item], pairs: &mut Vec<Pair>) {
    // `Some(None)` stands for the record's beginning, and `None` for a sign, which says nothing about the numbers
    // behind it.
    let mut before = Some(None);
    let mut found = Vec::new();
    for pair in &*pairs {
        let plain = candidates.all.get(pair.candidate).filter(|candidate| candidate.mark.is_none());
        let known = plain.and_then(|candidate| {
            Some(Known { candidate: pair.candidate, number: candidate.number?, note: pair.note })
        });
        if let (Some(before), Some(after)) = (before, known) {
            found.extend(between(candidates, items, before, Some(after)));
        }
        let two = plain.is_some_and(|candidate| candidate.second.is_some());
        before = known.map(|known| {
            Some(if two {
                Known { number: known.number.saturating_add(1), note: known.note + 1, ..known }
            } else {
                known
            })
        });
    }
    if let Some(before) = before {
        found.extend(between(candidates, items, before, None));
    }
    if !found.is_empty() {
        pairs.extend(found);
        pairs.sort_unstable_by_key(|pair| pair.candidate);
    }
}

/// The references to the notes between those of `before` and `after`, if there is exactly one way to choose them. Where
/// the notes' numbers begin again at the foot of each page, each page is looked at by itself.
fn between(candidates: &Candidates, items: &[Item], before: Option<Known>, after: Option<Known>) -> Vec<Pair> {
    let notes = before.map_or(0, |before| before.note + 1)..after.map_or(items.len(), |after| after.note);
    let Some(known) = before.or(after).filter(|_| !notes.is_empty()) else { return Vec::new() };
    let agree = match (before, after) {
        (Some(before), Some(after)) => before.due(after.note, items) == Some(after.number),
        // Behind the last reference, the list says how far the numbers go, if its numbers are those of the references.
        (Some(before), None) => items.get(before.note).is_some_and(|item| item.number == Some(before.number)),
        _ => true,
    };
    let Some(lacking) = items.get(notes.clone()).filter(|_| agree) else { return Vec::new() };
    let open = candidates.between(before.map(|known| known.candidate), after.map(|known| known.candidate));
    let open = open.filter(|(_, candidate)| candidate.leaves_a_number);
    let (mut likely, mut all) = (Vec::new(), Vec::new());
    for (index, candidate) in open {
        let Some(number) = candidate.number else { continue };
        all.push((index, number, candidate.span));
        likely.extend(all.last().filter(|_| candidate.weight > UNLIKELY));
    }
    let mut found = Vec::new();
    let mut note = notes.start;
    for page in lacking.chunk_by(|one, next| one.from == next.from) {
        let due: Option<Vec<u32>> = (note..note + page.len()).map(|note| known.due(note, items)).collect();
        let only = |among| only_choice(on_page(among, *page.first()?), due.as_ref()?);
        let only = only(&likely).or_else(|| only(&all)).unwrap_or_default();
        found.extend((note..).zip(only).map(|(note, candidate)| Pair { candidate, note }));
        note += page.len();
    }
    found
}

/// The part of `candidates`, which are in the order of the text, that the list of `item` serves. No page begins within
/// a run of digits, so the candidates are in the order of the pages too.
fn on_page(candidates: &[(usize, u32, Span)], item: Item) -> &[(usize, u32, Span)] {
    let behind = |at: usize| candidates.partition_point(|(_, _, span)| span.start < at);
    candidates.get(behind(item.from)..behind(item.until)).unwrap_or_default()
}

/// The candidates that print the numbers `due` one after the other, if there is exactly one way to choose them. Each of
/// `candidates` has its index, its number and its span.
fn only_choice(candidates: &[(usize, u32, Span)], due: &[u32]) -> Option<Vec<usize>> {
    // The first candidate for each number behind that for the number before, and the last one before that for the
    // number after: if both are the same, there is no other way.
    let forwards = chain(candidates.iter(), due.iter(), |last, span| last.end <= span.start)?;
    let mut backwards = chain(candidates.iter().rev(), due.iter().rev(), |last, span| span.end <= last.start)?;
    backwards.reverse();
    (forwards == backwards).then_some(forwards)
}

/// The indices of the first of `candidates` that print the numbers `due`, each `behind` the one before; `None` if a
/// number is missing.
fn chain<'a>(
    mut candidates: impl Iterator<Item = &'a (usize, u32, Span)>,
    due: impl Iterator<Item = &'a u32>,
    behind: impl Fn(Span, Span) -> bool,
) -> Option<Vec<usize>> {
    let mut last = None;
    due.map(|due| {
        let (index, _, span) =
            candidates.find(|&&(_, number, span)| number == *due && last.is_none_or(|last| behind(last, span)))?;
        last = Some(*span);
        Some(*index)
    })
    .collect()
}
