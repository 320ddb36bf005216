//! The bound on the work of pairing one record.
//!
//! A record whose every number may be any reference has more ways to be paired than can be tried while somebody types. So
//! the search has a number of steps for the whole record, however often it is read. Ordinary records need a fraction of
//! them: the most that was seen is 90,000 for a published record, and 290,000 for a book of 1,466 notes. Where they run
//! short, fewer hypotheses are kept, and where even that is too much, the pairing is given up.

use std::cell::Cell;

/// How many steps the search may take for one record. A step takes some 50 ns.
const STEPS: usize = 500_000;

/// The most hypotheses kept at any place, and the fewest.
const WIDEST: usize = 1024;
const NARROWEST: usize = 4;

/// How many steps a hypothesis and a candidate take at most: one for the pair, and one for each note that is tried.
const STEPS_OF_A_PAIR: usize = 7;

/// Most places need few hypotheses, so a place may take so many times its share of the steps that are left.
const SHARES: usize = 8;

/// The steps that are left for the pairing of one record.
pub struct Budget {
    left: Cell<usize>,
    spent: Cell<bool>,
}

impl Budget {
    /// The budget of a record that may take `steps` steps.
    pub fn of(steps: usize) -> Self {
        Self { left: Cell::new(steps), spent: Cell::new(false) }
    }

    /// Takes `steps` steps. Returns whether there were as many.
    pub fn take(&self, steps: usize) -> bool {
        let left = self.left.get().checked_sub(steps);
        self.left.set(left.unwrap_or_default());
        self.spent.set(self.spent.get() || left.is_none());
        left.is_some()
    }

    /// Whether the steps did not suffice, so that a pairing was given up.
    pub fn is_spent(&self) -> bool {
        self.spent.get()
    }

    /// How many steps are left.
    pub fn left(&self) -> usize {
        self.left.get()
    }

    /// How many hypotheses may be kept where `candidates` are still to be tried. Each place is sure of the fewest.
    pub fn widest(&self, candidates: usize) -> usize {
        Self::widest_of(self.left.get(), candidates)
    }

    /// How many hypotheses may be kept where `left` steps are left, and `candidates` are still to be tried.
    pub fn widest_of(left: usize, candidates: usize) -> usize {
        let ahead = candidates.max(1) * STEPS_OF_A_PAIR;
        let to_share = left.saturating_sub(NARROWEST * ahead);
        NARROWEST.saturating_add(to_share.saturating_mul(SHARES) / ahead).min(WIDEST)
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self::of(STEPS)
    }
}
