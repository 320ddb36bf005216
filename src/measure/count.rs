//! Counts, and the figures made of them.

use std::collections::BTreeSet;
use std::ops::AddAssign;

/// How far what was found is what is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Matches {
    right: usize,
    wrong: usize,
    missed: usize,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Share {
    /// How many.
    pub part: usize,
    /// Of how many.
    pub whole: usize,
}

impl Matches {
    /// What of `found` is in `there`, and what is in one of them alone.
    pub fn of<T: Ord>(there: &BTreeSet<T>, found: &BTreeSet<T>) -> Self {
        let right = there.intersection(found).count();
        Self { right, wrong: found.len() - right, missed: there.len() - right }
    }

    /// F1: the harmonic mean of the share of what was found that is there (precision) and the share of what is there that
    /// was found (recall).
    pub fn f1(self) -> f64 {
        Share { part: 2 * self.right, whole: 2 * self.right + self.wrong + self.missed }.get()
    }
}

impl Share {
    /// One more, which is one of those or not.
    pub fn add(&mut self, is: bool) {
        *self += Self { part: usize::from(is), whole: 1 };
    }

    /// The share; not a number where there is nothing.
    pub fn get(self) -> f64 {
        f64::from(self.part as u32) / f64::from(self.whole as u32)
    }
}

impl AddAssign for Matches {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.part += other.part;
        self.whole += other.whole;
    }
}

mod tests {
    use super::*;

    #[test]
    fn f1_is_of_both_precision_and_recall() {
        let matches = Matches::of(&[1, 2, 3, 4].into(), &[2, 3, 4, 5, 6, 7].into());
        assert_eq!(matches, Matches { right: 3, wrong: 3, missed: 1 });
        let (precision, recall) = (3.0 / 6.0, 3.0 / 4.0);
        assert!((matches.f1() - 2.0 * precision * recall / (precision + recall)).abs() < 1e-9);
    }

    #[test]
    fn figures_together_are_of_all_counts_together() {
        let mut sum = Matches { right: 9, wrong: 0, missed: 0 };
        sum += Matches { right: 0, wrong: 1, missed: 1 };
        assert!((sum.f1() - 0.9).abs() < 1e-9);
        let mut share = Share { part: 1, whole: 1 };
        share.add(false);
        share += Share { part: 2, whole: 2 };
        assert_eq!(share, Share { part: 3, whole: 4 });
        assert!((share.get() - 0.75).abs() < 1e-9);
    }
}
