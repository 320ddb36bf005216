//! The ways in which a record may set its references, among which the [alignment](crate::record::glued::alignment) chooses.

use crate::record::costs::candidates::STRONG;
use crate::record::glued::candidates::{Candidate, Candidates};
use crate::record::glued::features::{Feature, Table};
use crate::record::glued::marks::Habit;
use crate::record::pairs::Item;
use std::iter;

/// A way in which the record may set its references.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Way {
    /// `None` for the usual way.
    pub habit: Option<Habit>,
    /// What it is worth by itself, in log-odds.
    pub worth: f32,
    /// What is added to each candidate in its brackets, in log-odds.
    pub each: f32,
}

impl Way {
    /// The usual way.
    pub const USUAL: Self = Self { habit: None, worth: 0.0, each: 0.0 };

    /// `candidate` in this way.
    pub fn read(&self, candidate: &Candidate, table: &Table) -> Candidate {
        let mut read = candidate.read(self.habit, table);
        if candidate.is_set_as(self.habit) {
            read.weight += self.each;
        }
        read
    }
}

/// How the record may set its references; first the usual way. `brackets` are those in which they may stand, each with whether
/// the numbers there print the notes' numbers one by one.
pub fn ways(table: &Table, candidates: &Candidates, brackets: impl Iterator<Item = (Habit, bool)> + Clone) -> Vec<Way> {
    let worth = |habit| table.worth(Feature::Habit(habit));
    let way = |habit, each| Way { habit: Some(habit), worth: worth(habit), each };
    let spaced = brackets.clone().all(|(_, one_by_one)| !one_by_one).then(|| way(Habit::Spaced, 0.0));
    let in_brackets =
        brackets.map(|(habit, one_by_one)| way(habit, if one_by_one { worth(Habit::OneByOne) } else { 0.0 }));
    let others =
        spaced.into_iter().chain(in_brackets).filter(|way| way.habit.is_some_and(|habit| candidates.has(habit)));
    iter::once(Way::USUAL).chain(others).collect()
}

/// Whether `marks`, which are indices of candidates, print the numbers of the notes one by one, or each the number below, as over a
/// list that counts by position. Where the list is still being typed, marks may go on behind the last note.
pub fn are_one_by_one(marks: &[usize], candidates: &Candidates, items: &[Item]) -> bool {
    let mark = |mark: &usize| {
        let candidate = candidates.all.get(*mark)?;
        Some((candidate.number?, candidate.span.start))
    };
    // Behind the last note each mark prints the next number; before it, numbers may begin again where the list's do.
    let rest = marks.get(items.len().saturating_sub(1)..).unwrap_or_default();
    let goes_on = rest.windows(2).all(|two| match two {
        [one, next] => mark(one).and_then(|(one, _)| one.checked_add(1)) == mark(next).map(|(next, _)| next),
        _ => true,
    });
    let prints = |below: u32| {
        marks.iter().zip(items).all(|(at, item)| {
            mark(at).is_some_and(|(number, at)| number.checked_add(below) == item.number && item.serves(at))
        })
    };
    let numbered = items.iter().all(|item| item.number.is_some());
    !items.is_empty() && marks.len() >= items.len() && goes_on && numbered && (prints(0) || prints(1))
}

/// How the references of a record may begin.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Beginning {
    /// The index of the first strong candidate that prints 0: a record that has one does not begin with 1.
    pub zero: Option<usize>,
    /// The first strong candidate that prints a number: where it ends, in bytes of the record, and its number. A record
    /// does not begin with a greater number behind it.
    pub first: Option<(usize, u32)>,
}

impl Beginning {
    /// What it says about the candidates before that of index `candidate`, which end before byte `end` of the record.
    pub fn before(self, candidate: usize, end: usize) -> Self {
        Self { zero: self.zero.filter(|zero| *zero < candidate), first: self.first.filter(|first| first.0 <= end) }
    }

    /// Where the references are set as `habit` says.
    pub fn of(table: &Table, candidates: &Candidates, habit: Option<Habit>) -> Self {
        let is_sure = |c: &&Candidate| c.read(habit, table).weight >= STRONG;
        Self {
            zero: candidates.all.iter().position(|c| c.number == Some(0) && is_sure(&c)),
            first: candidates.all.iter().filter(is_sure).find_map(|c| Some((c.span.end, c.number?))),
        }
    }
}
