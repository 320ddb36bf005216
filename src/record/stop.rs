//! Whether a build is to be given up.

use std::cell::Cell;

/// How many looks at a [`Stop`] ask only once whether to stop: asking may cost as much as many steps of a build.
const LOOKS: u32 = 64;

/// Tells a build whether to go on. A build looks at it between its steps, and returns nothing if it is given up.
pub struct Stop<'a> {
    is_due: &'a dyn Fn() -> bool,
    /// How many looks there were.
    looks: Cell<u32>,
    is_set: Cell<bool>,
}

impl<'a> Stop<'a> {
    /// A build goes on until `is_due` returns true.
    pub fn when(is_due: &'a dyn Fn() -> bool) -> Self {
        Self { is_due, looks: Cell::new(0), is_set: Cell::new(false) }
    }

    /// A build goes on to its end.
    pub fn never() -> Self {
        Self::when(&|| false)
    }

    /// Whether to give up. For the short steps of a loop: only one look in many asks.
    pub fn in_loop(&self) -> bool {
        self.looks.set(self.looks.get().wrapping_add(1));
        if self.looks.get().is_multiple_of(LOOKS) { self.is_set() } else { self.is_set.get() }
    }

    /// Whether to give up. Once it is so, it stays so.
    pub fn is_set(&self) -> bool {
        if !self.is_set.get() {
            self.is_set.set((self.is_due)());
        }
        self.is_set.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Document, Snapshot};

    /// Two records, each with notes, and the second with many numbers.
    const TEXT: &str = "1. Letter\n\nDear Ada,1 all is well.2\n\n  1. Lost.\n  2. See Document 2.\n\n\
                        2. Reply\n\nDear Tom,1 is it [at last]?\n\n  1. Found.\n\n";

    fn records(snapshot: &Snapshot) -> Vec<crate::record::Record> {
        snapshot.records().iter().map(|placed| (*placed.record).clone()).collect()
    }

    #[test]
    fn a_build_may_be_given_up_at_any_step_and_goes_on_from_there() {
        let text = TEXT.replace("is it", &"1 2 ".repeat(200));
        let expected = records(&Document::new(&text).snapshot());
        let asked = Cell::new(0);
        let mut given_up = 0;
        for after in 0.. {
            let mut document = Document::new(&text);
            asked.set(0);
            let is_due = || {
                asked.set(asked.get() + 1);
                asked.get() > after
            };
            let built = document.snapshot_unless(&Stop::when(&is_due));
            assert_eq!(records(&document.snapshot()), expected);
            match built {
                None => given_up += 1,
                Some(built) => {
                    assert_eq!(records(&built), expected);
                    break;
                }
            }
        }
        assert!(given_up > 20, "{given_up}");
    }

    #[test]
    fn a_loop_rarely_asks_and_a_stop_stays() {
        let asked = Cell::new(0);
        let is_due = || {
            asked.set(asked.get() + 1);
            asked.get() == 2
        };
        let stop = Stop::when(&is_due);
        let looks = (1..1000).find(|_| stop.in_loop());
        assert_eq!((looks, asked.get()), (Some(2 * LOOKS), 2));
        assert!(stop.is_set() && stop.in_loop());
        assert_eq!(asked.get(), 2);
        assert!(!Stop::never().is_set());
    }
}
