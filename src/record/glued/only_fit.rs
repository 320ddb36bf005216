//! Numbers that alone can end in the reference that a note lacks.
//!
//! In `Reference your 552,` the number may be 55 with a reference 2. By what stands around it that is too unlikely to be
//! tried, but it is likelier than that note 2 has no reference at all. So where nothing surely prints the number of a note,
//! and of the numbers between the references before and behind it only one can end in it and leave a number, that end is
//! a candidate ([`Mark::OnlyFit`]).
//!
//! Even a number that counts or costs something may be a number and a reference, as in `a fleet of 243 barges` and `it cost
//! £503`: typists write such references, though no published record has one.
//!
//! [`Mark::OnlyFit`]: crate::record::glued::marks::Mark::OnlyFit

use crate::record::costs::candidates::{STRONG, UNLIKELY};
use crate::record::glued::candidates::{Candidate, Candidates};
use crate::record::glued::features::Table;
use crate::record::model::Note;
use foldhash::{HashMap, HashSet};
use std::ops::Range;

/// A reference stands between those that print one of so many numbers before its own and behind it.
const BESIDE: u32 = 8;

/// Marks the candidates that alone can be the reference that one of `notes` lacks. Those of `unlikely`, which are in the order of the
/// text, are added to `candidates`. `table` has what they are worth.
pub fn find(candidates: &mut Candidates, unlikely: &[Candidate], notes: &[Note], table: &Table) {
    let wanted = Wanted::of(candidates, notes);
    if wanted.numbers.is_empty() {
        return;
    }
    let mut ends: Vec<_> =
        candidates.all.iter().chain(unlikely).filter_map(|candidate| wanted.end(candidate)).collect();
    ends.sort_unstable_by_key(|end| (end.number, end.at));
    let likely: Vec<_> = ends.iter().filter(|end| !end.is_unlikely).copied().collect();
    let fits_alone = |candidate: &Candidate| {
        let Some((end, within)) = wanted.end(candidate).and_then(|end| Some((end, wanted.between(end)?))) else {
            return false;
        };
        let rivals = if end.is_unlikely { &ends } else { &likely };
        let before = |at: usize| rivals.partition_point(|other| (other.number, other.at) < (end.number, at));
        before(within.end) - before(within.start) == 1
    };
    let chosen: Vec<_> = unlikely.iter().filter(|candidate| fits_alone(candidate)).collect();
    for candidate in &mut candidates.all {
        let marked = candidate.as_only_fit(table);
        if candidate.weight < marked.weight && fits_alone(candidate) {
            *candidate = marked;
        }
    }
    if !chosen.is_empty() {
        candidates.add(chosen.into_iter().map(|candidate| candidate.as_only_fit(table)));
    }
}

/// The end of a number that may be a reference that a note lacks.
#[derive(Clone, Copy)]
struct End {
    number: u32,
    /// Where it begins, in bytes of the record.
    at: usize,
    is_unlikely: bool,
}

/// The references that notes lack, and those beside them.
struct Wanted {
    /// The numbers that fewer references surely print than there are notes with them.
    numbers: HashSet<u32>,
    /// The references that surely print a number: it, where its digits end in bytes of the record, and whether it is a plain
    /// run of digits; sorted.
    sure: Vec<(u32, usize, bool)>,
}

impl Wanted {
    /// What `notes` lack beside the sure ones of `candidates`.
    fn of(candidates: &Candidates, notes: &[Note]) -> Self {
        let printed = |candidate: &Candidate| {
            let (number, is_plain) = (candidate.number?, candidate.mark.is_none());
            let second = candidate.second.map(|second| (number.saturating_add(1), second.end, is_plain));
            Some([Some((number, candidate.span.end, is_plain)), second])
        };
        let surely = candidates.all.iter().filter(|candidate| candidate.weight >= STRONG);
        let mut sure: Vec<_> = surely.filter_map(printed).flatten().flatten().collect();
        sure.sort_unstable();
        let mut counts: HashMap<u32, usize> = HashMap::default();
        let carried = notes.iter().filter_map(|note| u32::try_from(note.number()?).ok());
        carried.for_each(|number| *counts.entry(number).or_default() += 1);
        // References from 0 over a list from 1 print the number below that of their note.
        let below = u32::from(sure.first().is_some_and(|first| first.0 == 0) && !counts.contains_key(&0));
        let lacking = counts.iter().filter_map(|(number, count)| {
            let printed = number.checked_sub(below)?;
            let first = sure.partition_point(|known| known.0 < printed);
            let times = sure.iter().skip(first).take_while(|known| known.0 == printed).count();
            (times < *count).then_some(printed)
        });
        Self { numbers: lacking.collect(), sure }
    }

    /// `candidate` as a reference that a note lacks, if it may be one.
    fn end(&self, candidate: &Candidate) -> Option<End> {
        let number = candidate.number.filter(|number| candidate.leaves_a_number && self.numbers.contains(number))?;
        Some(End { number, at: candidate.span.start, is_unlikely: candidate.weight <= UNLIKELY })
    }

    /// What stands between the references before and behind that of `end`, in bytes of the record. `None` if there are none, or
    /// if one is more than a plain number: beside marks that say what they are, no plain number is a reference.
    fn between(&self, end: End) -> Option<Range<usize>> {
        let place = |number: u32| self.sure.partition_point(|known| *known < (number, end.at, false));
        let before = (end.number.saturating_sub(BESIDE)..end.number)
            .filter_map(|number| self.sure.get(place(number).checked_sub(1)?).filter(|known| known.0 == number));
        let behind = (1..=BESIDE).filter_map(|on| {
            let number = end.number.checked_add(on)?;
            self.sure.get(place(number)).filter(|known| known.0 == number)
        });
        let (before, behind) = (before.max_by_key(|known| known.1), behind.min_by_key(|known| known.1));
        let is_plain = |known: Option<&(u32, usize, bool)>| known.is_none_or(|known| known.2);
        before.or(behind).filter(|_| is_plain(before) && is_plain(behind))?;
        Some(before.map_or(0, |known| known.1)..behind.map_or(usize::MAX, |known| known.1))
    }
}
