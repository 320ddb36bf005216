//! The records of a text, or what an edit has left of them.

use crate::convention::{Convention, Marks};
use crate::record::Record;
use crate::record::build::build;
use crate::record::glued::features::Table;
use crate::record::headings::segment::{self, Opening};
use crate::record::model::Placed;
use crate::syntax::{self, Line};
use crate::text::Span;
use std::borrow::Cow;
use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

/// The records of a text, or what an edit has left of them, in order; never none. Their lines are all the lines of the
/// text.
#[derive(Clone, Debug)]
pub(super) struct Parts(Vec<Part>);

/// One record's share of a text.
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

/// Where a part starts in the text.
#[derive(Clone, Copy, Default)]
struct Start {
    line: usize,
    byte: usize,
}

impl Start {
    /// This start, which then is that of the part behind `part`.
    fn pass(&mut self, part: &Part) -> Self {
        let start = *self;
        *self = Self { line: start.line + part.lines.len(), byte: start.byte + part.len };
        start
    }
}

impl Parts {
    /// The lines of `text`, in which no record has been looked for yet.
    pub fn new(text: &str, marks: &Marks) -> Self {
        let mut lines = Vec::with_capacity(1 + memchr::memchr_iter(b'\n', text.as_bytes()).count());
        lines.extend(syntax::lines(text, marks));
        Self(vec![Part { lines, len: text.len(), ..Part::default() }])
    }

    /// The records, built; those missing since an edit are empty.
    pub fn placed(&self) -> Arc<[Placed]> {
        let mut start = 0;
        let place = |part: &Part| {
            let placed = Placed { start, record: part.record.clone().unwrap_or_default() };
            start += part.len;
            placed
        };
        self.0.iter().map(place).collect()
    }

    /// Puts the lines `new` in place of the lines `old`, and forgets the records that these belong to.
    pub fn replace(&mut self, old: Range<usize>, new: Vec<Line>) {
        let (at, part) = self.join(old.clone());
        let len = |lines: &[Line]| -> usize { lines.iter().map(|line| line.len).sum() };
        part.len += len(&new);
        let removed: Vec<Line> = part.lines.splice(old.start - at..old.end - at, new).collect();
        part.len -= len(&removed);
        part.record = None;
    }

    /// Makes the parts that hold the lines `lines` one, and returns it with the number of its first line.
    fn join(&mut self, lines: Range<usize>) -> (usize, &mut Part) {
        let mut at = 0;
        let mut from = 0;
        while let Some(part) = self.0.get(from).filter(|part| at + part.lines.len() <= lines.start) {
            at += part.lines.len();
            from += 1;
        }
        let from = from.min(self.0.len() - 1);
        let (mut last, mut end) = (from, at + self.0[from].lines.len());
        while let Some(next) = self.0.get(last + 1).filter(|_| end < lines.end) {
            end += next.lines.len();
            last += 1;
        }
        let joined: Vec<Part> = self.0.drain(from + 1..=last).collect();
        for next in joined {
            let part = &mut self.0[from];
            part.lines.extend(next.lines);
            part.len += next.len;
            // Both are looked through again; a heading that went is then seen to be missing.
            part.openings.extend(next.openings);
        }
        (at, &mut self.0[from])
    }

    /// Finds the records anew where the text was edited. `table` is what the features of digits are worth, `convention` how
    /// marks are written, and `text` gives any part of the text.
    pub fn rebuild<'t>(&mut self, table: &Table, convention: Convention, text: impl Fn(Span) -> Cow<'t, str>) {
        if self.find_openings(convention, &text) {
            self.divide();
        }
        let mut start = 0;
        for part in &mut self.0 {
            let end = start + part.len;
            if part.record.is_none() {
                let text = text(Span::new(start, end));
                part.record = Some(Arc::new(build(table, convention, text.into(), &part.lines)));
            }
            start = end;
        }
    }

    /// Looks for possible headings where an edit fell, and in the parts near it, since what stands around a heading matters. Whether there is a difference that may begin a record elsewhere.
    fn find_openings<'t>(&mut self, convention: Convention, text: &impl Fn(Span) -> Cow<'t, str>) -> bool {
        let starts: Vec<Start> = self.0.iter().scan(Start::default(), |at, part| Some(at.pass(part))).collect();
        let line = |number: usize| {
            let part = starts.partition_point(|start| start.line <= number).checked_sub(1)?;
            self.0.get(part)?.lines.get(number - starts.get(part)?.line)
        };
        let lines = |(part, start): (&Part, &Start)| start.line..start.line + part.lines.len();
        let edited: Vec<_> = self.0.iter().zip(&starts).filter(|(part, _)| part.record.is_none()).map(lines).collect();
        let is_near = |lines: &Range<usize>| {
            let reaches = |edited: &Range<usize>| {
                edited.start <= lines.end + segment::NEAR && lines.start <= edited.end + segment::NEAR
            };
            edited.iter().any(reaches)
        };
        let found: Vec<(usize, Vec<Opening>)> = (self.0.iter().zip(&starts).enumerate())
            .filter(|&(_, of)| is_near(&lines(of)))
            .map(|(index, (part, start))| {
                (index, segment::openings(convention, lines((part, start)), start.byte, line, text))
            })
            .collect();
        let mut changed = false;
        for (part, openings) in found {
            if let Some(part) = self.0.get_mut(part) {
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
        for part in &self.0 {
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

        let mut old = std::mem::take(&mut self.0).into_iter();
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
            self.0.push(part);
            start = end;
        }
    }
}
