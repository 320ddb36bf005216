//! Things that stand at bytes of a text, kept up to date through edits.

use crate::text::Span;

/// Things in the order of the text, each with its first byte. An edit moves only those between it and the last edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Positions<T> {
    /// The length of the text in bytes.
    len: usize,
    /// Those up to the last edit, each with its first byte.
    before: Vec<(usize, T)>,
    /// Those behind the last edit, the last one first, each with how far before the end of the text it begins: that stays the
    /// same while somebody types above it.
    behind: Vec<(usize, T)>,
}

impl<T> Default for Positions<T> {
    fn default() -> Self {
        Self { len: 0, before: Vec::new(), behind: Vec::new() }
    }
}

impl<T: PartialEq> Positions<T> {
    /// Puts `new` in the place of what begins in `span`, which now is `len` bytes long. The positions of `new` count from the
    /// start of `span`. Returns whether anything but positions changed.
    pub fn replace(&mut self, span: Span, len: usize, new: impl Iterator<Item = (usize, T)>) -> bool {
        let end = self.len;
        while let Some((start, thing)) = self.before.pop_if(|(start, _)| *start >= span.end) {
            self.behind.push((end - start, thing));
        }
        while let Some((back, thing)) = self.behind.pop_if(|(back, _)| end - *back < span.end) {
            self.before.push((end - back, thing));
        }
        let from = self.before.partition_point(|(start, _)| *start < span.start);
        let old = self.before.split_off(from);
        self.before.extend(new.map(|(start, thing)| (span.start + start, thing)));
        self.len = end - span.len() + len;
        let new = self.before.get(from..).unwrap_or_default();
        !old.iter().map(|(_, thing)| thing).eq(new.iter().map(|(_, thing)| thing))
    }

    /// The length of the text in bytes.
    pub fn len(&self) -> usize {
        self.len
    }

    /// All of them, in the order of the text, each with its first byte.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (usize, &T)> {
        let before = self.before.iter().map(|(start, thing)| (*start, thing));
        before.chain(self.behind.iter().rev().map(|(back, thing)| (self.len - back, thing)))
    }
}
