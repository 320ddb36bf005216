//! A text divided into parts of one record each, through edits.
//!
//! An edit joins the parts that it touches and drops their records. The text is then divided again at the headings of
//! records, and every part that kept its lines keeps its record.

use crate::convention::{Convention, Marks};
use crate::record::Record;
use crate::record::build::build;
use crate::record::glued::course::Course;
use crate::record::glued::features::Weights;
use crate::record::headings::own_lists::{self, LineMark};
use crate::record::headings::possible::{self, PossibleHeading};
use crate::record::headings::segment;
use crate::record::model::Placed;
use crate::record::stop::Stop;
use crate::syntax::{self, Line, TitleForm};
use crate::text::Span;
use std::borrow::Cow;
use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

/// A text divided into parts of one record each. There is at least one part, and together they hold all lines of the
/// text, in order.
#[derive(Clone, Debug)]
pub(super) struct DividedText(Vec<Part>);

/// The lines of one record, and the record once it is built.
#[derive(Clone, Debug, Default)]
struct Part {
    lines: Vec<Line>,
    /// The length of the lines, in bytes.
    len: usize,
    /// The lines that may be a record's heading, with line numbers from the start of the part.
    headings: Vec<PossibleHeading>,
    /// The footnote marks by which headings are judged; none where no headings have to be.
    marks: Option<Vec<LineMark>>,
    /// The title by which the text is divided here, as the number of its line from the start of the part.
    title: Option<usize>,
    /// The record; none until it is built, and again after an edit to the lines.
    record: Option<Arc<Record>>,
    /// Once it is edited: the course of the last search for its references.
    course: Option<Box<Course>>,
}

/// Where a part starts in the text: its first line, counted from 0, and its first byte.
#[derive(Clone, Copy, Default)]
struct Start {
    line: usize,
    byte: usize,
}

impl Start {
    /// Returns the start of `part`, and moves on to the start of the part behind it.
    fn pass(&mut self, part: &Part) -> Self {
        let start = *self;
        *self = Self { line: start.line + part.lines.len(), byte: start.byte + part.len };
        start
    }
}

impl DividedText {
    /// Scans the lines of `text` and makes them one part. [`Self::rebuild`] then divides it. `marks` says what marks
    /// look like.
    pub fn new(text: &str, marks: &Marks) -> Self {
        let mut lines = Vec::with_capacity(1 + memchr::memchr_iter(b'\n', text.as_bytes()).count());
        lines.extend(syntax::lines(text, marks));
        Self(vec![Part { lines, len: text.len(), ..Part::default() }])
    }

    /// The records in the order of the text. One that is not built stands there empty.
    pub fn placed(&self) -> Arc<[Placed]> {
        let mut start = 0;
        let place = |part: &Part| {
            let placed = Placed { start, record: part.record.clone().unwrap_or_default() };
            start += part.len;
            placed
        };
        self.0.iter().map(place).collect()
    }

    /// Replaces the lines with the numbers `old` by the lines `new`, and drops the records that the old ones belong to.
    pub fn replace(&mut self, old: Range<usize>, new: Vec<Line>) {
        let (at, part) = self.join(old.clone());
        let len = |lines: &[Line]| -> usize { lines.iter().map(|line| line.len).sum() };
        let course = part.course.get_or_insert_default();
        course.unchanged = course.unchanged.min(len(&part.lines[..old.start - at]));
        part.len += len(&new);
        let removed: Vec<Line> = part.lines.splice(old.start - at..old.end - at, new).collect();
        part.len -= len(&removed);
        part.record = None;
    }

    /// Joins the parts that hold the lines with the numbers `lines`. Returns the joined part and the number of its
    /// first line.
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
            // The joined part is searched again, and a heading that is gone then counts as a change.
            part.headings.extend(next.headings);
            part.marks = None;
            part.course = None;
        }
        (at, &mut self.0[from])
    }

    /// Divides the text again and builds the records that are missing since an edit. `weights` are those by which
    /// digits are read, `marks` says what the marks of the text look like, and `text` returns any span of it. Returns whether
    /// all records are built: what `stop` leaves out is built the next time.
    pub fn rebuild<'t>(
        &mut self,
        weights: &Weights,
        marks: &Marks,
        text: impl Fn(Span) -> Cow<'t, str>,
        stop: &Stop,
    ) -> bool {
        let convention = marks.convention;
        if self.find_headings(convention, &text) | self.find_marks(convention, &text) {
            self.divide(convention);
        }
        let mut start = 0;
        for part in &mut self.0 {
            let end = start + part.len;
            if part.record.is_none() {
                let text = text(Span::new(start, end));
                let course = part.course.as_deref_mut();
                let record = build(weights, marks, text.into(), &part.lines, part.title, stop, course);
                part.record = record.map(Arc::new);
                if part.record.is_none() {
                    return false;
                }
            }
            start = end;
        }
        true
    }

    /// Searches for possible headings in the edited parts, and in the parts near them, since a heading is judged by the
    /// lines around it. Returns whether a heading changed, so that the text may have to be divided elsewhere.
    fn find_headings<'t>(&mut self, convention: Convention, text: &impl Fn(Span) -> Cow<'t, str>) -> bool {
        let starts: Vec<Start> = self.0.iter().scan(Start::default(), |at, part| Some(at.pass(part))).collect();
        let line = |number: usize| {
            let part = starts.partition_point(|start| start.line <= number).checked_sub(1)?;
            self.0.get(part)?.lines.get(number - starts.get(part)?.line)
        };
        let lines = |(part, start): (&Part, &Start)| start.line..start.line + part.lines.len();
        let edited: Vec<_> = self.0.iter().zip(&starts).filter(|(part, _)| part.record.is_none()).map(lines).collect();
        let is_near = |lines: &Range<usize>| {
            let first = edited.partition_point(|edited| edited.end + possible::NEAR < lines.start);
            edited.get(first).is_some_and(|edited| edited.start <= lines.end + possible::NEAR)
        };
        let found: Vec<(usize, Vec<PossibleHeading>)> = (self.0.iter().zip(&starts).enumerate())
            .filter(|&(_, of)| is_near(&lines(of)))
            .map(|(index, (part, start))| {
                (index, segment::possible_headings(convention, lines((part, start)), start.byte, line, text))
            })
            .collect();
        let mut changed = false;
        for (part, headings) in found {
            if let Some(part) = self.0.get_mut(part) {
                if part.headings != headings {
                    changed = true;
                    // Where the marks stand is told by the headings.
                    part.marks = None;
                }
                part.headings = headings;
            }
        }
        changed
    }

    /// Searches for the footnote marks of the edited parts, and of all where they were not looked for, if the text may be
    /// divided by them. Returns whether any changed, so that the text may have to be divided elsewhere.
    fn find_marks<'t>(&mut self, convention: Convention, text: &impl Fn(Span) -> Cow<'t, str>) -> bool {
        let judged = |heading: &&PossibleHeading| heading.form.is_some() || convention.says_what_marks_are();
        let are_needed = self.0.iter().flat_map(|part| &part.headings).filter(judged).nth(1).is_some();
        let (mut start, mut changed) = (0, false);
        for part in &mut self.0 {
            if part.record.is_none() || (are_needed && part.marks.is_none()) {
                let marks = are_needed.then(|| own_lists::marks(convention, &part.lines, start, &part.headings, text));
                changed |= marks != part.marks;
                part.marks = marks;
            }
            start += part.len;
        }
        changed
    }

    /// Divides the lines into parts again, at the headings that [`own_lists::choose`] chooses. A part that keeps its
    /// lines keeps its record.
    fn divide(&mut self, convention: Convention) {
        let mut at = 0;
        let mut headings = Vec::new();
        let mut marks: Vec<LineMark> = Vec::new();
        let are_marked = self.0.iter().all(|part| part.marks.is_some());
        for part in &self.0 {
            let above = headings.len();
            let of_part = part.marks.iter().flatten();
            marks.extend(of_part.map(|mark| LineMark { headings: mark.headings + above, ..*mark }));
            headings
                .extend(part.headings.iter().map(|heading| PossibleHeading { line: heading.line + at, ..*heading }));
            at += part.lines.len();
        }
        if !are_marked {
            marks.clear();
        }
        let chosen = own_lists::choose(convention, &headings, &marks);
        let chosen = || chosen.iter().filter_map(|&index| headings.get(index));
        let is_title = |heading: &&PossibleHeading| heading.form.is_some_and(|form| form != TitleForm::Break);
        let titles: Vec<usize> = chosen().filter(is_title).map(|heading| heading.line).collect();
        // The lines above the first heading, such as an archive's mark, belong to its record.
        let starts = chosen().enumerate().filter(|(index, heading)| *index > 0 || !heading.at_the_top);
        let starts = starts.map(|(_, heading)| heading.line - heading.back);
        let mut ends: Vec<usize> = starts.filter(|&line| line > 0).collect();
        ends.push(at);
        ends.dedup();

        let mut old = std::mem::take(&mut self.0).into_iter();
        let mut headings = headings.into_iter().peekable();
        let mut marks = marks.into_iter().peekable();
        let mut above = 0;
        let mut titles = titles.into_iter().peekable();
        // Lines of old parts that no new part has taken yet.
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
            part.headings.clear();
            while let Some(heading) = headings.next_if(|heading| heading.line < end) {
                part.headings.push(PossibleHeading { line: heading.line - start, ..heading });
            }
            let end_of_headings = above + part.headings.len();
            let mut of_part = Vec::new();
            while let Some(mark) = marks.next_if(|mark| mark.headings <= end_of_headings) {
                of_part.push(LineMark { headings: mark.headings - above, ..mark });
            }
            part.marks = are_marked.then_some(of_part);
            let title = titles.peek().filter(|line| **line < end).map(|line| line - start);
            while titles.next_if(|line| *line < end).is_some() {}
            if part.title != title {
                part.title = title;
                part.record = None;
            }
            above = end_of_headings;
            self.0.push(part);
            start = end;
        }
    }
}
