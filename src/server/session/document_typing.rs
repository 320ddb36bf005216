//! What was typed in an open document since it was saved, and where.

use crate::check::Typing;
use crate::record::{Placed, Record, Snapshot};
use crate::text::Span;
use foldhash::fast::FixedState;
use std::collections::HashSet;
use std::hash::BuildHasher;
use std::sync::Arc;

/// What was typed in a document since it was saved, and where.
#[derive(Clone, Debug, Default)]
pub struct DocumentTyping {
    /// The records as they were saved last. None if that is not known yet: then they are those of the next snapshot.
    saved: Option<SavedRecords>,
    /// What was typed last without a break, in bytes of the document.
    stretch: Option<Stretch>,
}

/// The records of a document when it was saved last.
#[derive(Clone, Debug, Default)]
pub struct SavedRecords(Arc<HashSet<u64>>);

/// A stretch of text that was typed without a break.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    span: Span,
    /// Behind the last character that was typed. Text that the editor adds, such as a closing bracket, stands behind it.
    cursor: usize,
}

impl DocumentTyping {
    /// Follows an edit of the document, which put `length` bytes in the place of `span`.
    pub fn edited(&mut self, span: Span, length: usize) {
        let cursor = span.start + length;
        let inside = |stretch: &Stretch| stretch.span.start <= span.start && span.end <= stretch.span.end;
        let span = match self.stretch.filter(inside) {
            Some(Stretch { span: before, .. }) => Span::new(before.start, before.end - span.len() + length),
            None => Span::new(span.start, cursor),
        };
        self.stretch = Some(Stretch { span, cursor });
    }

    /// Follows an edit that replaced the whole text: nobody typed it.
    pub fn replaced(&mut self) {
        self.stretch = None;
    }

    /// Takes the document as it is for saved.
    pub fn saved(&mut self) {
        *self = Self::default();
    }

    /// Takes `snapshot` for what was saved, if that is not known yet.
    pub fn follow(&mut self, snapshot: &Snapshot) {
        self.saved.get_or_insert_with(|| {
            let hashes = snapshot.records().iter().map(|placed| hash(&placed.record));
            SavedRecords(Arc::new(hashes.collect()))
        });
    }

    /// The records as they were saved last.
    pub fn saved_records(&self) -> SavedRecords {
        self.saved.clone().unwrap_or_default()
    }

    /// The record of `snapshot` in which was typed last.
    pub fn record<'a>(&self, snapshot: &'a Snapshot) -> Option<&'a Placed> {
        snapshot.record_at(self.stretch?.cursor)
    }

    /// What was typed in a record of the document.
    pub fn of(&self, placed: &Placed) -> Typing {
        let within = |offset: usize| offset.checked_sub(placed.start).filter(|&at| at <= placed.record.text.len());
        let stretch = self.stretch.and_then(|Stretch { span, cursor }| {
            let start = span.start.saturating_sub(placed.start);
            Some(Span::new(start, within(cursor)?))
        });
        let unsaved = self.saved.as_ref().is_some_and(|saved| !saved.contains(&placed.record));
        Typing { unsaved, stretch }
    }
}

impl SavedRecords {
    /// Whether `record` is as it was saved.
    pub fn contains(&self, record: &Record) -> bool {
        self.0.contains(&hash(record))
    }

    /// Whether these and `other` are of the same moment.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// A number that stands for the text of `record`.
fn hash(record: &Record) -> u64 {
    FixedState::default().hash_one(&*record.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Document;

    /// Checks the stretch behind `edits`, each the bytes that it replaced and the length of what it put there.
    fn check(edits: &[(usize, usize, usize)], stretch: (usize, usize), cursor: usize) {
        let mut typing = DocumentTyping::default();
        for &(start, end, length) in edits {
            typing.edited(Span::new(start, end), length);
        }
        let found = typing.stretch.unwrap();
        assert_eq!((found.span.start, found.span.end, found.cursor), (stretch.0, stretch.1, cursor), "{edits:?}");
    }

    #[test]
    fn a_stretch_goes_on_until_somebody_types_elsewhere() {
        check(&[(5, 5, 1), (6, 6, 1)], (5, 7), 7);
        // The editor puts the closing bracket behind the cursor.
        check(&[(5, 5, 2), (6, 6, 1)], (5, 8), 7);
        check(&[(5, 5, 3), (7, 8, 0)], (5, 7), 7);
        check(&[(5, 5, 1), (9, 9, 1)], (9, 10), 10);
        check(&[(5, 5, 1), (4, 6, 0)], (4, 4), 4);
    }

    #[test]
    fn what_is_typed_belongs_to_its_record() {
        let text = "1. Letter1\n\nDear Ada,\n  1. Lost.\n\n2. Letter1\n\nDear Tom,\n  1. Lost.\n";
        let mut document = Document::new(text);
        let mut typing = DocumentTyping::default();
        typing.follow(&document.snapshot());
        let at = text.find("Tom").unwrap();
        document.edit(Span::new(at, at), "[");
        typing.edited(Span::new(at, at), 1);
        let snapshot = document.snapshot();
        typing.follow(&snapshot);
        let [first, second] = snapshot.records() else { unreachable!() };
        assert_eq!(typing.of(first), Typing::default());
        let stretch = Span::new(at - second.start, at - second.start + 1);
        assert_eq!(typing.of(second), Typing { unsaved: true, stretch: Some(stretch) });
        assert_eq!(typing.record(&snapshot).map(|placed| placed.start), Some(second.start));
        typing.saved();
        typing.follow(&snapshot);
        assert_eq!(typing.of(second), Typing::default());
    }
}
