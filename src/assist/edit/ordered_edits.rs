//! Several replacements in one text, and where offsets are afterwards.

use crate::assist::text_edit::TextEdit;
use crate::text::Span;

/// Replacements in one text, sorted and without overlaps. Several insertions at one offset keep their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct OrderedEdits {
    /// The replacements, sorted.
    changes: Vec<TextEdit>,
    /// Where each replacement's new text begins, in bytes of the edited text.
    starts: Vec<usize>,
}

impl OrderedEdits {
    /// Sorts `changes`. Returns `None` if two overlap.
    pub fn new(mut changes: Vec<TextEdit>) -> Option<Self> {
        changes.sort_by_key(|change| change.span);
        let apart = changes.windows(2).all(|pair| matches!(pair, [a, b] if a.span.end <= b.span.start));
        let mut starts = Vec::with_capacity(changes.len());
        let (mut from, mut at) = (0, 0);
        for change in &changes {
            at += Span::new(from, change.span.start).len();
            starts.push(at);
            at += change.new_text.len();
            from = change.span.end;
        }
        apart.then_some(Self { changes, starts })
    }

    /// Whether there are no replacements.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The replacements, sorted.
    pub fn into_vec(self) -> Vec<TextEdit> {
        self.changes
    }

    /// Applies the replacements to `text`.
    pub fn apply(&self, text: &str) -> String {
        let mut new = String::with_capacity(text.len() + 64);
        let mut from = 0;
        for change in &self.changes {
            new.push_str(Span::new(from, change.span.start).of(text));
            new.push_str(&change.new_text);
            from = change.span.end;
        }
        new.push_str(Span::new(from, text.len()).of(text));
        new
    }

    /// Where the text at `offset` begins in the edited text. Text that is inserted at `offset` comes before it.
    pub fn start(&self, offset: usize) -> usize {
        self.behind(self.changes.partition_point(|change| change.span.end <= offset), offset)
    }

    /// Where `offset` is in the edited text, given that `count` replacements come before it.
    fn behind(&self, count: usize, offset: usize) -> usize {
        let last = count.checked_sub(1).and_then(|last| self.changes.get(last).zip(self.starts.get(last)));
        last.map_or(offset, |(change, start)| start + change.new_text.len() + offset - change.span.end)
    }

    /// Where `span` is in the edited text. A span that is replaced as a whole becomes the span of its replacement.
    pub fn span(&self, span: Span) -> Span {
        let start = self.start(span.start);
        let at = self.changes.binary_search_by_key(&span, |change| change.span).ok().filter(|_| !span.is_empty());
        let replaced = at.and_then(|at| self.changes.get(at));
        Span::new(start, start + replaced.map_or(span.len(), |change| change.new_text.len()))
    }

    /// Where the first text that is inserted at `at` begins in the edited text.
    pub fn inserted_at(&self, at: usize) -> usize {
        self.behind(self.changes.partition_point(|change| change.span.start < at && change.span.end <= at), at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_move_with_the_text() {
        let changes = OrderedEdits::new(vec![TextEdit::new(Span::new(4, 5), "10"), TextEdit::insert(4, "9")]).unwrap();
        assert_eq!(changes.apply("they9 sat"), "they910 sat");
        assert_eq!(changes.inserted_at(4), 4);
        assert_eq!(changes.span(Span::new(4, 5)), Span::new(5, 7));
        assert_eq!((changes.start(3), changes.start(5)), (3, 7));
    }

    #[test]
    fn overlapping_changes_are_none() {
        let two = |a: (usize, usize), b: (usize, usize)| {
            OrderedEdits::new(vec![TextEdit::new(Span::new(a.0, a.1), ""), TextEdit::new(Span::new(b.0, b.1), "")])
        };
        assert!(two((0, 3), (2, 4)).is_none());
        assert!(two((3, 4), (0, 3)).is_some());
    }
}
