//! What is paired: a reference and a note, before they are parts of a record.

use std::num::NonZeroU8;

/// A note as the alignment sees it: its number, and the stretch of text that its list serves.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// The number it carries, or the number due there if its list repeats one by mistake ([`items`](crate::record::glued::alignment::items)); `None` for a sign
    /// or a bullet.
    pub number: Option<u32>,
    /// Whether it carries a sign.
    pub has_sign: bool,
    /// Where that sign stands in the order of signs ([`rank`](crate::convention::sign::rank)); `None` for one that is not in it.
    pub sign: Option<NonZeroU8>,
    /// Where the text that its list serves begins, in bytes of the record. A list at the foot of a page whose numbers
    /// begin again serves that page.
    pub from: usize,
    /// Where the text that its list serves ends, in bytes of the record.
    pub until: usize,
    /// Where the page on which it stands begins, in bytes of the record.
    pub page: usize,
    /// Of the notes before it with the same text, the numbers of the first and of the nearest.
    pub twins: Option<[u32; 2]>,
}

impl Item {
    /// Whether its list serves the text at byte `at` of the record.
    pub fn serves(self, at: usize) -> bool {
        (self.from..self.until).contains(&at)
    }

    /// Whether its list begins its numbers again after the list of `last`.
    pub fn begins_anew_after(self, last: Self) -> bool {
        last.from < self.from
    }
}

/// A reference and the note it leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// An index into [`Candidates::all`](crate::record::glued::candidates::Candidates::all).
    pub candidate: usize,
    /// The note, as an index into the record's notes. If the candidate is two references in a row, the second leads to
    /// the next note.
    pub note: usize,
}
