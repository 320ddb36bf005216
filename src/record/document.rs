//! A document: its text, and the records it holds.

use crate::convention::Marks;
use crate::record::Placed;
use crate::record::divide::Parts;
use crate::record::glued::features::Table;
use crate::record::glued::weights::TABLE;
use crate::record::recognise;
use crate::syntax::Line;
use crate::text::{Span, Text};
use std::sync::{Arc, OnceLock};

/// Debug builds hold documents of up to so many bytes against a fresh parse after every edit.
const PARANOID: usize = 4096;

/// A text and the records in it, kept equal to a fresh parse through every edit.
///
/// An edit scans the lines it touches again and forgets the records they belong to; the next [`Document::snapshot`]
/// builds these, and no others, again.
#[derive(Clone, Debug)]
pub struct Document {
    text: Text,
    /// How its marks are written.
    marks: Marks,
    parts: Parts,
    /// What was last given as a snapshot; none since an edit, when a record is missing from the parts.
    latest: Option<Snapshot>,
}

/// A document as it was at one moment: cheap to clone, changed by no later edit.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The text; where it is not edited, put together from the records when it is first asked for.
    text: OnceLock<Text>,
    marks: Marks,
    records: Arc<[Placed]>,
}

impl Document {
    /// The document of the text `text`, in the convention `plain`.
    pub fn new(text: &str) -> Self {
        Self::with(text, Marks::default())
    }

    /// The document of the text `text`, whose marks are written as `marks` has them.
    pub fn with(text: &str, marks: Marks) -> Self {
        let parts = Parts::new(text, &marks);
        Self { text: Text::new(text), marks, parts, latest: None }
    }

    /// How its marks are written.
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// Its text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Replaces the bytes of `span` by `new`; offsets out of range or inside a character count as the nearest character
    /// boundary before them. The records are built again when they are next asked for.
    pub fn edit(&mut self, span: Span, new: &str) {
        let count = self.text.line_count();
        let mut first = self.text.line_of(span.start);
        if first > 0 && self.text.line_start(first) >= span.start {
            // A line feed put behind a carriage return joins the line break above.
            first -= 1;
        }
        let end = self.text.line_of(span.end.max(span.start)) + 1;
        self.text.replace(span, new);
        let lines = first..end + self.text.line_count() - count;
        let scanned = lines.map(|line| {
            let span = Span::new(self.text.line_start(line), self.text.line_start(line + 1));
            Line::new(&self.text.slice(span), &self.marks)
        });
        let scanned: Vec<_> = scanned.collect();
        self.parts.replace(first..end, scanned);
        self.latest = None;
    }

    /// The document as it is now.
    pub fn snapshot(&mut self) -> Snapshot {
        if let Some(latest) = &self.latest {
            return latest.clone();
        }
        self.rebuild();
        debug_assert!(self.text.len() > PARANOID || self.equals_a_fresh_one(), "stale: {:?}", self.text.to_string());
        let (text, marks) = (OnceLock::from(self.text.clone()), self.marks.clone());
        let snapshot = Snapshot { text, marks, records: self.parts.placed() };
        self.latest.insert(snapshot).clone()
    }

    fn rebuild(&mut self) {
        self.parts.rebuild(&TABLE, self.marks.convention, |span| self.text.slice(span));
    }

    /// Whether the records are those of a fresh parse of the same text.
    fn equals_a_fresh_one(&self) -> bool {
        let fresh = Snapshot::new(&self.text.to_string(), self.marks.clone());
        let records = |records: &[Placed]| records.iter().map(|placed| placed.record.clone()).collect::<Vec<_>>();
        records(&self.parts.placed()) == records(&fresh.records)
    }
}

impl Default for Document {
    fn default() -> Self {
        Self::new("")
    }
}

impl Snapshot {
    /// A text that is only read, whose marks are written as `marks` has them. It equals what [`Document::snapshot`] gives
    /// of a document with that text.
    pub fn new(text: &str, marks: Marks) -> Self {
        Self::weighed(&TABLE, text, marks)
    }

    /// A text that is only read, with `table` as what the features of digits are worth.
    pub(super) fn weighed(table: &Table, text: &str, marks: Marks) -> Self {
        let mut parts = Parts::new(text, &marks);
        parts.rebuild(table, marks.convention, |span| span.of(text).into());
        Self { text: OnceLock::new(), marks, records: parts.placed() }
    }

    /// How its marks are written.
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// The document's text.
    pub fn text(&self) -> &Text {
        self.text.get_or_init(|| match &*self.records {
            [only] => Text::new(&only.record.text),
            all => Text::new(&all.iter().map(|placed| &*placed.record.text).collect::<String>()),
        })
    }

    /// The text's length in bytes.
    pub fn text_len(&self) -> usize {
        self.records.last().map_or(0, |last| last.start + last.record.text.len())
    }

    /// The records, in the order of the text: at least one, and together they cover it without gaps.
    pub fn records(&self) -> &[Placed] {
        &self.records
    }

    /// The record that holds the byte `offset`; the last one for the end of the text.
    pub fn record_at(&self, offset: usize) -> Option<&Placed> {
        let after = self.records.partition_point(|placed| placed.start <= offset);
        self.records.get(after.checked_sub(1)?)
    }

    /// The records that share a byte with `span`, or touch it.
    pub fn records_in(&self, span: Span) -> &[Placed] {
        let first = self.records.partition_point(|placed| placed.start <= span.start).saturating_sub(1);
        let end = self.records.partition_point(|placed| placed.start <= span.end);
        self.records.get(first..end).unwrap_or_default()
    }

    /// Whether `other` is of the same moment: it holds the very same records.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.records, &other.records)
    }

    /// Whether the text is one of records, and not a shopping list: it has a page marker, begins with a numbered heading, or
    /// has a note list of which at least one item is paired with a reference. In a convention that is mostly other text
    /// ([`Convention::is_mostly_other_text`](crate::convention::Convention::is_mostly_other_text)) only a page marker on a
    /// line of its own tells.
    pub fn looks_like_record(&self) -> bool {
        recognise::are_records(&self.records, self.marks.convention)
    }
}
