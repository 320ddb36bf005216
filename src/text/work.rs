//! In tests, counts the work that is done on texts, so that a test can tell how it grows with the text.

#[cfg(test)]
use std::cell::Cell;

#[cfg(test)]
thread_local! {
    /// The steps that this thread has done.
    static DONE: Cell<usize> = const { Cell::new(0) };
}

/// Counts `steps` of work: bytes that are looked at, or ways that are tried. Outside tests it does nothing.
#[inline]
pub fn count(steps: usize) {
    #[cfg(test)]
    DONE.set(DONE.get() + steps);
    #[cfg(not(test))]
    let _ = steps;
}

/// How many steps `work` takes.
#[cfg(test)]
pub fn steps_of(work: impl FnOnce()) -> usize {
    let before = DONE.get();
    work();
    DONE.get() - before
}
