//! A document: its text, and the records it holds.

use super::build::build;
use super::segment::{self, Opening};
use super::{Record, recognise};
use crate::convention::patterns::PagePatterns;
use crate::syntax::{self, Line};
use crate::text::{Span, Text};
use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

/// Debug builds hold documents of up to so many bytes against a fresh parse after every edit.
const PARANOID: usize = 4096;

/// A text and the records in it, kept equal to a fresh parse through every edit.
///
/// An edit scans the lines it touches again and forgets the records they belong to; the next [`Document::snapshot`]
/// builds these, and no others, again.
#[derive(Clone, Debug)]
pub struct Document {
    text: Text,
    /// The page markers that the user adds.
    patterns: PagePatterns,
    /// The records, or what is left of them, in order; never none. Their lines are all the lines of the text.
    parts: Vec<Part>,
    /// What was last given as a snapshot; none since an edit, when a record is missing from the parts.
    latest: Option<Snapshot>,
}

/// One record's share of a document.
#[derive(Clone, Debug, Default)]
struct Part {
    lines: Vec<Line>,
    /// The length of these lines, in bytes.
    len: usize,
    /// The lines that may be a record's heading.
    openings: Vec<Opening>,
    /// The record; none since an edit fell into it.
    record: Option<Arc<Record>>,
}

/// A record and where it stands in its document.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The offset of the record's first byte in the document.
    pub start: usize,
    /// The record.
    pub record: Arc<Record>,
}

/// A document as it was at one moment: cheap to clone, changed by no later edit.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    text: Text,
    patterns: PagePatterns,
    records: Arc<[Placed]>,
}

impl Document {
    /// The document of the text `text`.
    pub fn new(text: &str) -> Self {
        Self::with(text, PagePatterns::default())
    }

    /// The same, in which `patterns` are page markers too.
    pub fn with(text: &str, patterns: PagePatterns) -> Self {
        let lines = syntax::lines(text, &patterns).collect();
        let part = Part { lines, len: text.len(), ..Part::default() };
        Self { text: Text::new(text), patterns, parts: vec![part], latest: None }
    }

    /// The page markers that the user adds.
    pub fn patterns(&self) -> &PagePatterns {
        &self.patterns
    }

    /// Its text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Replaces the bytes of `span` by `new`; offsets out of range or inside a character count as the nearest character
    /// boundary before them. The records are built again when they are next asked for.
    pub fn edit(&mut self, span: Span, new: &str) {
        let (len, count) = (self.text.len(), self.text.line_count());
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
            Line::new(&self.text.slice(span), &self.patterns)
        });
        let scanned: Vec<_> = scanned.collect();

        let now = self.text.len();
        let (at, part) = self.join(first..end);
        part.lines.splice(first - at..end - at, scanned);
        part.len = part.len + now - len;
        part.record = None;
        self.latest = None;
    }

    /// The document as it is now.
    pub fn snapshot(&mut self) -> Snapshot {
        if let Some(latest) = &self.latest {
            return latest.clone();
        }
        self.rebuild();
        debug_assert!(self.text.len() > PARANOID || self.equals_a_fresh_one(), "stale: {:?}", self.text.to_string());
        let mut start = 0;
        let place = |part: &Part| {
            let placed = Placed { start, record: part.record.clone().unwrap_or_default() };
            start += part.len;
            placed
        };
        let records = self.parts.iter().map(place).collect();
        let snapshot = Snapshot { text: self.text.clone(), patterns: self.patterns.clone(), records };
        self.latest.insert(snapshot).clone()
    }

    /// Makes the parts that hold the lines `lines` one, and returns it with the number of its first line.
    fn join(&mut self, lines: Range<usize>) -> (usize, &mut Part) {
        let mut at = 0;
        let mut from = 0;
        while let Some(part) = self.parts.get(from).filter(|part| at + part.lines.len() <= lines.start) {
            at += part.lines.len();
            from += 1;
        }
        let from = from.min(self.parts.len() - 1);
        let (mut last, mut end) = (from, at + self.parts[from].lines.len());
        while let Some(next) = self.parts.get(last + 1).filter(|_| end < lines.end) {
            end += next.lines.len();
            last += 1;
        }
        let joined: Vec<Part> = self.parts.drain(from + 1..=last).collect();
        for next in joined {
            let part = &mut self.parts[from];
            part.lines.extend(next.lines);
            part.len += next.len;
            // Both are looked through again; a heading that went is then seen to be missing.
            part.openings.extend(next.openings);
        }
        (at, &mut self.parts[from])
    }

    /// Whether the records are those of a fresh parse of the same text.
    fn equals_a_fresh_one(&self) -> bool {
        let mut fresh = Self::with(&self.text.to_string(), self.patterns.clone());
        fresh.rebuild();
        let records = |document: &Self| document.parts.iter().map(|part| part.record.clone()).collect::<Vec<_>>();
        records(self) == records(&fresh)
    }

    /// Finds the records anew where the text was edited.
    fn rebuild(&mut self) {
        if self.find_openings() {
            self.divide();
        }
        let mut start = 0;
        for part in &mut self.parts {
            let end = start + part.len;
            if part.record.is_none() {
                let text = self.text.slice(Span::new(start, end));
                part.record = Some(Arc::new(build(text.into_owned().into(), &part.lines)));
            }
            start = end;
        }
    }

    /// Looks for possible headings where an edit fell, and in the parts beside it, since what stands around a heading
    /// matters. Whether there is a difference that may begin a record elsewhere.
    fn find_openings(&mut self) -> bool {
        let starts: Vec<usize> = self
            .parts
            .iter()
            .scan(0, |at, part| {
                let start = *at;
                *at += part.lines.len();
                Some(start)
            })
            .collect();
        let line = |number: usize| {
            let part = starts.partition_point(|&start| start <= number).checked_sub(1)?;
            self.parts.get(part)?.lines.get(number - starts.get(part)?)
        };
        let text = |number| self.text.slice(Span::new(self.text.line_start(number), self.text.line_start(number + 1)));
        let edited = |part: usize| self.parts.get(part).is_some_and(|part| part.record.is_none());
        let found: Vec<(usize, Vec<Opening>)> = (0..self.parts.len())
            .filter(|&part| edited(part) || edited(part + 1) || part.checked_sub(1).is_some_and(edited))
            .map(|part| {
                let start = starts.get(part).copied().unwrap_or_default();
                let lines = start..start + self.parts.get(part).map_or(0, |part| part.lines.len());
                (part, segment::openings(lines, line, text))
            })
            .collect();
        let mut changed = false;
        for (part, openings) in found {
            if let Some(part) = self.parts.get_mut(part) {
                changed |= part.openings != openings;
                part.openings = openings;
            }
        }
        changed
    }

    /// Divides the lines into parts anew, at the headings that are chosen; a part that keeps its lines keeps its record.
    fn divide(&mut self) {
        let mut at = 0;
        let mut openings = Vec::new();
        for part in &self.parts {
            openings.extend(part.openings.iter().map(|opening| Opening { line: opening.line + at, ..*opening }));
            at += part.lines.len();
        }
        let chosen = segment::choose(&openings);
        let chosen = chosen.iter().filter_map(|&index| openings.get(index));
        // What stands above the first heading, an archive's mark perhaps, belongs to its record.
        let starts = chosen.enumerate().filter(|(index, opening)| *index > 0 || !opening.at_the_top);
        let starts = starts.map(|(_, opening)| opening.line - opening.back);
        let mut ends: Vec<usize> = starts.filter(|&line| line > 0).collect();
        ends.push(at);
        ends.dedup();

        let mut old = std::mem::take(&mut self.parts).into_iter();
        let mut openings = openings.into_iter().peekable();
        // Lines taken from old parts that no new part has yet.
        let mut left: VecDeque<Line> = VecDeque::new();
        let mut start = 0;
        for end in ends {
            let mut part = Part::default();
            if left.is_empty()
                && let Some(next) = old.as_slice().first()
                && next.lines.len() == end - start
            {
                part = old.next().unwrap_or_default();
            } else {
                while left.len() < end - start
                    && let Some(next) = old.next()
                {
                    left.extend(next.lines);
                }
                part.lines = left.drain(..(end - start).min(left.len())).collect();
                part.len = part.lines.iter().map(|line| line.len).sum();
            }
            part.openings.clear();
            while let Some(opening) = openings.next_if(|opening| opening.line < end) {
                part.openings.push(Opening { line: opening.line - start, ..opening });
            }
            self.parts.push(part);
            start = end;
        }
    }
}

impl Default for Document {
    fn default() -> Self {
        Self::new("")
    }
}

impl Snapshot {
    /// What else is a page marker in it.
    pub fn patterns(&self) -> &PagePatterns {
        &self.patterns
    }

    /// The document's text.
    pub fn text(&self) -> &Text {
        &self.text
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

    /// Whether the text is one of records, and not a shopping list: it has a page marker, begins with a numbered
    /// heading, or has a note list of which at least one item is paired with a reference.
    pub fn looks_like_record(&self) -> bool {
        self.records.iter().any(|placed| recognise::is_record(&placed.record))
    }
}
