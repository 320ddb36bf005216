//! A document: a text and its records, kept up to date through edits.

use crate::convention::{Marks, TextEvidence, UnreadMarks, markup};
use crate::record::divide::DividedText;
use crate::record::glued::features::Weights;
use crate::record::glued::weights::WEIGHTS;
use crate::record::notes::cut_short;
use crate::record::recognise::{self, Recognition};
use crate::record::stop::Stop;
use crate::record::{Placed, Record};
use crate::syntax::Line;
use crate::text::{Span, Text};
use std::sync::{Arc, OnceLock};

/// The longest document, in bytes, that debug builds compare with a fresh parse after every edit.
const LONGEST_COMPARED: usize = 4096;

/// A text that can be edited, and its records. After every edit they equal those of a fresh parse.
///
/// An edit scans the lines that it touches again and drops the records that they belong to. The next
/// [`Document::snapshot`] builds those records again, and no others.
#[derive(Clone, Debug)]
pub struct Document {
    text: Text,
    /// What the marks of the document look like.
    marks: Marks,
    divided: DividedText,
    /// What the text shows of what its marks look like.
    evidence: TextEvidence,
    /// Whether an edit changed that since it was last judged.
    evidence_changed: bool,
    /// The snapshot of the current text; none if the text was edited since the last one was taken.
    latest: Option<Snapshot>,
}

/// A document as it was at one moment. Cheap to clone, and no later edit changes it.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The text. A snapshot of a text that is only read joins it from the records when it is first asked for.
    text: OnceLock<Text>,
    marks: Marks,
    records: Arc<[Placed]>,
}

impl Document {
    /// Creates a document with the text `text`, in the convention `plain`.
    pub fn new(text: &str) -> Self {
        Self::with(text, Marks::default())
    }

    /// Creates a document with the text `text`. `marks` says what its marks look like; where the convention is not set, the
    /// text decides.
    pub fn with(text: &str, marks: Marks) -> Self {
        let evidence = TextEvidence::of(text);
        let marks = marks.of_evidence(&evidence);
        let divided = DividedText::new(text, &marks);
        Self { text: Text::new(text), marks, divided, evidence, evidence_changed: false, latest: None }
    }

    /// What the marks of the document look like.
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// The text of the document.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Replaces the bytes of `span` by `new`. An offset out of range or inside a character counts as the nearest
    /// character boundary before it. The records are built again when the next snapshot is taken.
    pub fn edit(&mut self, span: Span, new: &str) {
        let count = self.text.line_count();
        let mut first = self.text.line_of(span.start);
        if first > 0 && self.text.line_start(first) >= span.start {
            // A line feed inserted behind a carriage return becomes part of the line break above.
            first -= 1;
        }
        let end = self.text.line_of(span.end.max(span.start)) + 1;
        let old = Span::new(self.text.line_start(first), self.text.line_start(end));
        let old_lines = self.text.slice(old).into_owned();
        self.text.replace(span, new);
        let lines = first..end + self.text.line_count() - count;
        let around = Span::new(
            self.text.line_start(first.saturating_sub(TextEvidence::LINES_AROUND)),
            self.text.line_start(lines.end + TextEvidence::LINES_AROUND),
        );
        let new_lines = Span::new(old.start - around.start, self.text.line_start(lines.end) - around.start);
        self.evidence_changed |= self.evidence.replace(old, &old_lines, &self.text.slice(around), new_lines);
        let scanned = lines.map(|line| {
            let span = Span::new(self.text.line_start(line), self.text.line_start(line + 1));
            Line::new(&self.text.slice(span), &self.marks)
        });
        let scanned: Vec<_> = scanned.collect();
        self.divided.replace(first..end, scanned);
        self.latest = None;
    }

    /// The document as it is now.
    pub fn snapshot(&mut self) -> Snapshot {
        self.rebuild(&Stop::never());
        self.latest()
    }

    /// The document as it is now. None if building its records is given up by `stop`. The records that were built until
    /// then are not built again.
    pub fn snapshot_unless(&mut self, stop: &Stop) -> Option<Snapshot> {
        self.rebuild(stop).then(|| self.latest())
    }

    /// The document as it is now, with the records that are built.
    fn latest(&mut self) -> Snapshot {
        if let Some(latest) = &self.latest {
            return latest.clone();
        }
        debug_assert!(
            self.text.len() > LONGEST_COMPARED || self.equals_a_fresh_one(),
            "stale: {:?}",
            self.text.to_string()
        );
        let (text, marks) = (OnceLock::from(self.text.clone()), self.marks.clone());
        let snapshot = Snapshot { text, marks, records: self.divided.placed() };
        self.latest.insert(snapshot).clone()
    }

    /// Builds the records that are missing. Returns whether all of them are there.
    fn rebuild(&mut self, stop: &Stop) -> bool {
        if self.latest.is_some() {
            return true;
        }
        if std::mem::take(&mut self.evidence_changed) {
            let marks = self.marks.clone().of_evidence(&self.evidence);
            if marks != self.marks {
                self.divided = DividedText::new(&self.text.to_string(), &marks);
                self.marks = marks;
            }
        }
        self.divided.rebuild(&WEIGHTS, &self.marks, |span| self.text.slice(span), stop)
    }

    /// Whether a fresh parse of the text gives the same records.
    fn equals_a_fresh_one(&self) -> bool {
        let fresh = Snapshot::new(&self.text.to_string(), self.marks.clone());
        let records = |records: &[Placed]| records.iter().map(|placed| placed.record.clone()).collect::<Vec<_>>();
        records(&self.divided.placed()) == records(&fresh.records)
    }
}

impl Default for Document {
    fn default() -> Self {
        Self::new("")
    }
}

impl Snapshot {
    /// Parses a text that is only read. The result equals the [`Document::snapshot`] of a document with that text.
    /// `marks` says what the marks look like.
    pub fn new(text: &str, marks: Marks) -> Self {
        Self::weighed(&WEIGHTS, text, marks)
    }

    /// A text in which nothing is read: its one record has no parts.
    pub fn unread(text: Text, marks: Marks) -> Self {
        let record = Record { convention: marks.convention, text: text.to_string().into(), ..Record::default() };
        let records = [Placed { start: 0, record: Arc::new(record) }];
        Self { text: OnceLock::from(text), marks, records: records.into() }
    }

    /// Parses a text that is read in `marks` ([`Marks::of_text`]), or a part of one, as it is read within that text.
    pub fn in_marks(text: &str, marks: Marks) -> Self {
        Self::built(&WEIGHTS, text, marks)
    }

    /// Parses a text that is only read, pairing its references by `weights` in place of the built-in ones.
    pub(super) fn weighed(weights: &Weights, text: &str, marks: Marks) -> Self {
        Self::built(weights, text, marks.of_text(text))
    }

    fn built(weights: &Weights, text: &str, marks: Marks) -> Self {
        let mut divided = DividedText::new(text, &marks);
        divided.rebuild(weights, &marks, |span| span.of(text).into(), &Stop::never());
        Self { text: OnceLock::new(), marks, records: divided.placed() }
    }

    /// What the marks of the document look like.
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// The text of the document.
    pub fn text(&self) -> &Text {
        self.text.get_or_init(|| match &*self.records {
            [only] => Text::new(&only.record.text),
            all => Text::new(&all.iter().map(|placed| &*placed.record.text).collect::<String>()),
        })
    }

    /// The length of the text in bytes.
    pub fn text_len(&self) -> usize {
        self.records.last().map_or(0, |last| last.start + last.record.text.len())
    }

    /// The records, in the order of the text. There is at least one, and together they cover the text without gaps.
    pub fn records(&self) -> &[Placed] {
        &self.records
    }

    /// The record that holds the byte `offset` of the text; the last record if `offset` lies at or past the end.
    pub fn record_at(&self, offset: usize) -> Option<&Placed> {
        let after = self.records.partition_point(|placed| placed.start <= offset);
        self.records.get(after.checked_sub(1)?)
    }

    /// The records that overlap or touch `span`, which is in bytes of the text.
    pub fn records_in(&self, span: Span) -> &[Placed] {
        let first = self.records.partition_point(|placed| placed.start <= span.start).saturating_sub(1);
        let end = self.records.partition_point(|placed| placed.start <= span.end);
        self.records.get(first..end).unwrap_or_default()
    }

    /// Whether this snapshot and `other` are clones of one: they share their records in memory.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.records, &other.records)
    }

    /// The footnote marks of other conventions and of markup languages in the text, which are not read in it: of each kind, how many
    /// there are.
    pub fn unread_marks(&self) -> Vec<UnreadMarks> {
        let mut unread: Vec<UnreadMarks> = Vec::new();
        let in_record = |record: &Record| {
            let is_read = |at| record.note_refs.binary_search_by_key(&at, |reference| reference.span.start).is_ok();
            self.marks.convention.unread(&record.text).into_iter().chain(markup::unread(&record.text, is_read))
        };
        for found in self.records.iter().flat_map(|placed| in_record(&placed.record)) {
            match unread.iter_mut().find(|marks| marks.form == found.form) {
                Some(marks) => marks.count += found.count,
                None => unread.push(found),
            }
        }
        unread
    }

    /// How many lines after note lists look like the next notes, though the layout of the list ended before them.
    pub fn lines_like_notes(&self) -> usize {
        self.records.iter().map(|placed| cut_short::lines_like_notes(&placed.record)).sum()
    }

    /// How much the text shows that it holds records, and is not, say, a shopping list.
    ///
    /// A text holds records if it has a page marker, a numbered heading, or a note that a reference leads to and that
    /// is set like a footnote. In a Markdown file only a page marker on a line of its own counts.
    pub fn recognition(&self) -> Recognition {
        recognise::recognise(&self.records, &self.marks)
    }

    /// Whether the text alone shows that it holds records.
    pub fn looks_like_record(&self) -> bool {
        matches!(self.recognition(), Recognition::Record(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::work;

    /// How many steps it takes to type `mark` into a text of so many `records`.
    fn steps(records: usize, mark: &str) -> usize {
        let record = |number: usize| {
            format!("{number}. Report of the Board\n\n[Page {number}]\n\nThe tug left.1\n\n  1. In May.\n\n")
        };
        let text: String = (100..100 + records).map(record).collect();
        assert!(text.len() > LONGEST_COMPARED);
        let middle = text.find(&format!("{}. Report", 100 + records / 2)).unwrap() + "100. Report".len();
        let mut document = Document::new(&text);
        document.snapshot();
        work::steps_of(|| {
            document.edit(Span::new(middle, middle), mark);
            document.snapshot();
        })
    }

    #[test]
    fn a_mark_that_is_typed_has_only_its_record_read_again() {
        for mark in [" [^1]", "[1]", " [Page 7]", " [p. 12]", "\n[Footnote 1: In May.]", "\n  3. In June."] {
            let (few, many) = (steps(100, mark), steps(400, mark));
            assert!(many < few * 2, "{mark}: {few} {many}");
        }
    }
}
