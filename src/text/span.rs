//! A range of bytes.

use super::work;
use std::ops::Range;

/// A range of bytes, from `start` up to but not including `end`. What it is relative to, a file, a record or a line, is
/// documented where it is used. Unlike [`Range<usize>`] it can be copied and ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl Span {
    /// Creates the range from `start` up to but not including `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The number of bytes in the range; 0 where the end lies before the start.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the range has no bytes.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the byte `offset` is in the range.
    pub const fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether a cursor at `offset` is in the range or at one of its ends: a cursor right behind a word still touches
    /// it.
    pub const fn touches(self, offset: usize) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// Whether the range contains all of `other`.
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// This range with `base` added to both ends: the same bytes, counted from a place `base` bytes earlier.
    #[must_use]
    pub const fn shifted(self, base: usize) -> Self {
        Self { start: self.start + base, end: self.end + base }
    }

    /// The part of `text` in the range; empty where the range leaves `text` or cuts a character.
    pub fn of(self, text: &str) -> &str {
        let part = text.get(self.start..self.end).unwrap_or_default();
        // Whoever asks for a part of a text looks at it.
        work::count(part.len());
        part
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}
