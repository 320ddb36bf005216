//! Footnote references that lead to no note.
//!
//! Most candidates that the alignment left out are no references at all. One of them is a reference if its number is
//! due where it stands: between two paired references whose numbers leave a gap for it (a 2 between 1 and 3), before
//! the first one, or after the last one. The likeliest chain of candidates that print the due numbers is taken for such
//! references. A number of which more may still be typed is not counted yet.

use crate::record::costs::alignment::{LEFT_OUT, MOST_LEFT_OUT};
use crate::record::costs::unpaired::{ASTRAY, AT_THE_END, DUE, FIRST, WITHOUT_NOTES};
use crate::record::glued::candidates::{Candidate, Candidates};
use crate::record::pairs::{Item, Pair};
use crate::text::Span;
use std::collections::HashMap;
use std::ops::Range;

/// The references that lead to no note: their spans in bytes of the record. `items` are the notes, and `pairs` the
/// paired references in the order of the text. `further` are the references that lead back to earlier notes.
pub fn find(candidates: &Candidates, items: &[Item], pairs: &[Pair], further: &[Pair]) -> Vec<Span> {
    let is_free = |index: usize| further.binary_search_by_key(&index, |pair| pair.candidate).is_err();
    let between = |before, after| {
        let between = candidates.between(before, after).filter(move |(index, _)| is_free(*index));
        between.map(|(_, candidate)| candidate)
    };
    let mut found = Vec::new();
    let mut last_paired = None;
    let mut last: Option<(u32, usize)> = None;
    for pair in pairs {
        let Some(paired) = candidates.all.get(pair.candidate) else { continue };
        let between = between(last_paired, Some(pair.candidate));
        if let Some(number) = paired.number {
            let two = u32::from(paired.second.is_some());
            let unsettled = paired.may_go_on;
            let carried = items.get(pair.note).and_then(|item| item.number);
            match last {
                // The next digit typed may show that it is another number, or no reference.
                Some(_) if unsettled && carried != Some(number) => {}
                None if unsettled => {}
                Some((before, note)) => {
                    let (due, _) = chain(between.clone(), before.saturating_add(1)..number, DUE);
                    // Where a note lacks its reference and no candidate prints the number due, one may print a wrong
                    // number.
                    let mistyped =
                        if due.is_empty() && !unsettled && pair.note > note + 1 { astray(between) } else { None };
                    found.extend(due.into_iter().chain(mistyped));
                }
                // The first paired reference tells whether the record counts from 0 or from 1.
                None => found.extend(chain(between, number.min(1)..number, DUE).0),
            }
            last = Some((number + two, pair.note + two as usize));
        } else {
            // After a sign or a letter the numbers go on behind its note.
            last = last.map(|(number, _)| (number, pair.note));
        }
        last_paired = Some(pair.candidate);
    }
    let rest = between(last_paired, None);
    let (chain, weight) = if let Some((number, _)) = last {
        chain(rest, number.saturating_add(1)..u32::MAX, 0.0)
    } else {
        let begins = |c: &&Candidate| !c.may_go_on && c.weight >= FIRST && matches!(c.number, Some(0 | 1));
        let rest = rest.skip_while(|candidate| !begins(candidate));
        let number = rest.clone().next().and_then(|first| first.number).unwrap_or_default();
        chain(rest, number..u32::MAX, 0.0)
    };
    if weight >= if items.is_empty() { WITHOUT_NOTES } else { AT_THE_END } {
        found.extend(chain);
    }
    found
}

/// The likeliest chain of candidates among `between` that print the `expected` numbers one after the other, and its
/// weight in log-odds, to which each candidate adds `due`. Up to [`MOST_LEFT_OUT`] numbers may be left out at a time.
fn chain<'a>(between: impl Iterator<Item = &'a Candidate>, expected: Range<u32>, due: f32) -> (Vec<Span>, f32) {
    // The best chain that ends with each number: its weight, and the index of its last link in `links`.
    let mut best: HashMap<u32, (f32, usize)> = HashMap::new();
    let mut links: Vec<(Span, Option<usize>)> = Vec::new();
    for candidate in between.filter(|c| c.second.is_none() && !c.may_go_on) {
        let Some(number) = candidate.number.filter(|number| expected.contains(number)) else { continue };
        let free = |link: usize| links.get(link).is_some_and(|(span, _)| span.end <= candidate.span.start);
        let skipped = u8::try_from(number - expected.start).ok().filter(|&skipped| skipped <= MOST_LEFT_OUT);
        let mut chosen = (skipped.map_or(f32::MIN, |skipped| LEFT_OUT * f32::from(skipped)), None);
        for left_out in 0..=MOST_LEFT_OUT {
            let before = number.checked_sub(1 + u32::from(left_out)).and_then(|before| best.get(&before));
            if let Some(&(weight, link)) = before.filter(|(_, link)| free(*link))
                && weight + LEFT_OUT * f32::from(left_out) > chosen.0
            {
                chosen = (weight + LEFT_OUT * f32::from(left_out), Some(link));
            }
        }
        let weight = chosen.0 + candidate.weight + due;
        if best.get(&number).is_none_or(|&(known, _)| weight > known) {
            links.push((candidate.span, chosen.1));
            best.insert(number, (weight, links.len() - 1));
        }
    }
    let last = best.iter().filter(|(_, (weight, _))| *weight > 0.0);
    let last = last.max_by(|(a, x), (b, y)| x.0.total_cmp(&y.0).then(b.cmp(a)));
    let weight = last.map_or(0.0, |(_, &(weight, _))| weight);
    let mut spans = Vec::new();
    let mut at = last.map(|(_, &(_, link))| link);
    while let Some(&(span, before)) = at.and_then(|at| links.get(at)) {
        spans.push(span);
        at = before;
    }
    spans.reverse();
    (spans, weight)
}

/// The candidate among `between` that looks most like a reference, whatever it prints: the number that was due may have
/// been mistyped.
fn astray<'a>(between: impl Iterator<Item = &'a Candidate>) -> Option<Span> {
    between
        .filter(|c| c.weight >= ASTRAY && c.second.is_none() && !c.may_go_on)
        .max_by(|a, b| a.weight.total_cmp(&b.weight))
        .map(|candidate| candidate.span)
}
