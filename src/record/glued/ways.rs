//! The ways in which a record may set its references, among which the [alignment](crate::record::glued::alignment) chooses.

use crate::record::costs::candidates::STRONG;
use crate::record::glued::candidates::{Candidate, Candidates};
use crate::record::glued::features::{Feature, Table};
use crate::record::glued::marks::Habit;
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
