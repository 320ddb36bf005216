//! Notes and references of a convention whose marks say what they are: `[1]`, `[^1]`, `[Footnote 1: text]`.
//!
//! The convention finds the marks. What is left to tell here: whether a label at the start of a line begins a note or is a
//! reference, where a note without a closing bracket ends, which notes make a list, and which labels are no references at all.

use crate::convention::footnote::{FootnoteMark, Form, Role};
use crate::convention::mark::{LineKind, TokenKind};
use crate::record::Certainty;
use crate::record::explicit::misprints;
use crate::record::explicit::scope::{self, Led, Place};
use crate::record::label::{Label, Value};
use crate::record::model::{Continuation, Note, NoteList, NoteRef};
use crate::record::source::Source;
use crate::text::Span;
use std::collections::{HashMap, HashSet, VecDeque};
use std::ops::Range;

/// What the footnote marks of a record are.
#[derive(Debug, Default)]
pub struct Marked {
    /// The notes, in the order of the text.
    pub notes: Vec<Note>,
    /// The note lists, in the order of the text.
    pub note_lists: Vec<NoteList>,
    /// The rests of notes that begin on earlier pages, in the order of the text.
    pub continuations: Vec<Continuation>,
    /// The footnote references, in the order of the text.
    pub note_refs: Vec<NoteRef>,
    /// The bytes of the brackets that belong to these marks, in ascending order.
    pub brackets: Vec<usize>,
}

/// A mark, as it is read.
#[derive(Clone, Copy)]
struct Read {
    mark: FootnoteMark,
    /// The line of the mark, counted from 0.
    line: usize,
    /// The page that the mark stands on: how many page markers stand above it.
    page: usize,
    /// Whether it is a note; otherwise a reference.
    is_note: bool,
    /// What stands for the label: equal labels of one form are one number.
    label: usize,
}

/// Reads `marks`, which are in the order of the text.
pub fn read(source: Source, mut marks: Vec<FootnoteMark>) -> Marked {
    let text = source.text;
    keep_forms_in_use(text, &mut marks);
    let mut reading = Reading::new(source, &marks);
    reading.tell_items(source);
    let (notes, ends) = reading.notes(source);
    let within = reading.within(&notes, &ends);
    let lists = reading.lists(source, &notes, &within);
    let places: Vec<_> = reading.places(&within, &lists);
    let led = scope::lead(&places);
    reading.marked(source, &notes, &ends, &within, &lists, &led)
}

/// Leaves out the marks of each form but brackets in which hardly any label at the start of a line has a reference above it, or
/// hardly any label elsewhere such a line below it: numbers in parentheses may count points, and an asterisk may stand for
/// anything.
fn keep_forms_in_use(text: &str, marks: &mut Vec<FootnoteMark>) {
    for form in [Form::Parenthesised, Form::Sign] {
        let (mut awaited, mut items, mut led_to) = (HashSet::new(), 0_usize, 0_usize);
        for mark in marks.iter().filter(|mark| mark.form == form) {
            let label = mark.label.of(text);
            if mark.role == Role::Item {
                items += 1;
                led_to += usize::from(awaited.remove(label));
            } else {
                awaited.insert(label);
            }
        }
        let of_all = items.max(led_to + awaited.len());
        if led_to < 2 || led_to * 3 < of_all * 2 {
            marks.retain(|mark| mark.form != form);
        }
    }
}

/// The marks, as far as they are read.
struct Reading {
    all: Vec<Read>,
    /// Whether labels that are letters count as letters, and not as Roman numerals.
    lettered: bool,
}

impl Reading {
    fn new(source: Source, marks: &[FootnoteMark]) -> Self {
        let mut labels: HashMap<(Form, &str), usize> = HashMap::new();
        let mut pages = source
            .tokens()
            .filter(|(_, _, token)| matches!(token.kind, TokenKind::Page { facsimile: false, .. }))
            .map(|(_, span, _)| span)
            .peekable();
        let mut last_page = Span::default();
        let (mut line, mut page) = (0, 0);
        let mut all = Vec::with_capacity(marks.len());
        let mut lettered = false;
        for mark in marks {
            while let Some(span) = pages.next_if(|span| span.start <= mark.span.start) {
                page += 1;
                last_page = span;
            }
            // A page number in brackets is no footnote mark.
            if last_page.contains(mark.span.start) {
                continue;
            }
            while source.starts.get(line + 1).is_some_and(|start| *start <= mark.span.start) {
                line += 1;
            }
            let printed = mark.label.of(source.text);
            lettered |= is_surely_lettered(printed);
            let next = labels.len();
            let label = *labels.entry((mark.form, printed)).or_insert(next);
            let is_note = matches!(mark.role, Role::Note | Role::Inline);
            all.push(Read { mark: *mark, line, page, is_note, label });
        }
        Self { all, lettered }
    }

    /// Tells which labels at the start of a line begin a note: those that a reference above them leads to, and those that go on
    /// in a list.
    fn tell_items(&mut self, source: Source) {
        let gaps = Gaps::new(source);
        // The references of each label that no note followed yet.
        let mut awaited: HashSet<usize> = HashSet::new();
        // The last mark that is an item that begins a note, if all references behind it stand in that note.
        let mut last_note: Option<usize> = None;
        // The last mark that is any note.
        let mut above_note: Option<usize> = None;
        for index in 0..self.all.len() {
            let Some(read) = self.all.get(index).copied() else { continue };
            if read.mark.role != Role::Item {
                if read.is_note {
                    awaited.remove(&read.label);
                    above_note = Some(index);
                } else {
                    awaited.insert(read.label);
                    let inside = last_note
                        .and_then(|note| self.all.get(note))
                        .is_some_and(|note| !gaps.stand_in(note.line + 1..read.line + 1));
                    last_note = last_note.filter(|_| inside);
                }
                continue;
            }
            let above = |note: usize| self.all.get(note).map_or(0, |note| note.line);
            let is_below = |note: usize| !gaps.stand_in(above(note) + 1..read.line);
            let goes_on = last_note.or(above_note).is_some_and(is_below);
            let begins = read.line == 0 || gaps.stand_in(read.line - 1..read.line) || goes_on;
            let awaits = |next: &Read| next.mark.role == Role::Item && awaited.contains(&next.label);
            let is_note = begins
                && (awaited.contains(&read.label)
                    || last_note.is_some()
                    || self.all.get(index + 1).is_some_and(awaits));
            if let Some(read) = self.all.get_mut(index) {
                read.is_note = is_note;
            }
            if is_note {
                awaited.remove(&read.label);
                (last_note, above_note) = (Some(index), Some(index));
            } else {
                awaited.insert(read.label);
                last_note = None;
            }
        }
    }

    /// The indices of the marks that are notes, and for each where it ends.
    fn notes(&self, source: Source) -> (Vec<usize>, Vec<usize>) {
        let notes: Vec<_> =
            (0..self.all.len()).filter(|&index| self.all.get(index).is_some_and(|read| read.is_note)).collect();
        let end = |(at, &index): (usize, &usize)| {
            let read = self.all.get(index)?;
            if read.mark.role != Role::Item {
                return Some(read.mark.span.end);
            }
            let next =
                notes.get(at + 1).and_then(|&next| self.all.get(next)).map_or(source.lines.len(), |next| next.line);
            Some(source.content(item_end(source, read.line, next.max(read.line + 1))).end.max(read.mark.span.end))
        };
        let ends = notes.iter().enumerate().map(|both| end(both).unwrap_or_default()).collect();
        (notes, ends)
    }

    /// For each mark, the note within which it stands, as an index into `notes`.
    fn within(&self, notes: &[usize], ends: &[usize]) -> Vec<Option<usize>> {
        let mut open: Vec<usize> = Vec::new();
        let mut next = 0;
        let mut found = Vec::with_capacity(self.all.len());
        for (index, read) in self.all.iter().enumerate() {
            while open.last().is_some_and(|&note| ends.get(note).is_some_and(|&end| end <= read.mark.span.start)) {
                open.pop();
            }
            found.push(open.last().copied());
            if notes.get(next) == Some(&index) {
                open.push(next);
                next += 1;
            }
        }
        found
    }

    /// For each note, the list that it belongs to, counted from 0. A list ends where a reference of the running text or a page
    /// marker follows it, and where its labels begin again.
    fn lists(&self, source: Source, notes: &[usize], within: &[Option<usize>]) -> Vec<usize> {
        let mut lists = Vec::with_capacity(notes.len());
        let mut list = 0;
        let mut seen = HashSet::new();
        let mut first = None;
        let mut previous: Option<(usize, &Read)> = None;
        for &index in notes {
            let Some(read) = self.all.get(index) else { continue };
            if let Some((before, last)) = previous {
                let between = before + 1..index;
                let has_reference = between.clone().any(|at| {
                    self.all.get(at).is_some_and(|read| !read.is_note && read.mark.role != Role::Continuation)
                        && within.get(at) == Some(&None)
                });
                let begins_again = first == Some(read.label)
                    && (seen.len() > 1 || (last.line + 1..read.line).any(|line| is_title(source, line)));
                if has_reference || last.page != read.page || begins_again {
                    list += 1;
                    seen.clear();
                    first = None;
                }
            }
            first = first.or(Some(read.label));
            seen.insert(read.label);
            lists.push(list);
            previous = Some((index, read));
        }
        lists
    }

    /// The marks as they are paired.
    fn places(&self, within: &[Option<usize>], lists: &[usize]) -> Vec<Place> {
        let mut lists = lists.iter().copied();
        let place = |(read, within): (&Read, &Option<usize>)| Place {
            label: read.label,
            page: read.page,
            list: if read.is_note { lists.next() } else { None },
            within: *within,
            is_paired: read.mark.role != Role::Continuation,
        };
        self.all.iter().zip(within).map(place).collect()
    }

    fn label(&self, printed: &str) -> Label {
        if self.lettered { Label::lettered(printed) } else { Label::new(printed) }
    }

    /// Puts together what was read. `led` says where the references lead.
    fn marked(
        &self,
        source: Source,
        notes: &[usize],
        ends: &[usize],
        within: &[Option<usize>],
        lists: &[usize],
        led: &Led,
    ) -> Marked {
        let text = source.text;
        let mut found = Marked::default();
        for ((&index, &end), &list) in notes.iter().zip(ends).zip(lists) {
            let Some(read) = self.all.get(index) else { continue };
            let note = self.note(source, read, end);
            let begins_anew = led.begins_anew.contains(&list);
            match found
                .note_lists
                .last_mut()
                .filter(|_| !found.notes.is_empty() && lists.get(found.notes.len() - 1) == Some(&list))
            {
                Some(last) => last.span.end = last.span.end.max(note.span.end),
                None => found.note_lists.push(NoteList { span: note.span, begins_anew }),
            }
            found.notes.push(note);
        }
        let plausible = Plausible::new(self, text, notes, led);
        let mut number: usize = 0;
        // The notes that go on on the next page, each with its page.
        let mut going_on: VecDeque<(usize, usize)> = VecDeque::new();
        for (index, read) in self.all.iter().enumerate() {
            let mark = read.mark;
            if mark.role == Role::Continuation {
                while going_on.front().is_some_and(|(_, page)| *page + 1 < read.page) {
                    going_on.pop_front();
                }
                let is_before = going_on.front().is_some_and(|(_, page)| *page < read.page);
                let note = if is_before { going_on.pop_front().map(|(note, _)| note) } else { None };
                let FootnoteMark { span, text, goes_on, .. } = mark;
                found.continuations.push(Continuation { span, text, goes_on, note });
                going_on.extend(note.filter(|_| goes_on).map(|note| (note, read.page)));
            } else if read.is_note && mark.goes_on {
                going_on.push_back((number, read.page));
            }
            let is_inline = mark.role == Role::Inline;
            // A note within the text is its own reference.
            let note = if is_inline { Some(number) } else { led.note_of.get(index).copied().flatten() };
            number += usize::from(read.is_note);
            let is_reference = (!read.is_note || is_inline) && mark.role != Role::Continuation;
            let is_read = read.is_note
                || mark.role == Role::Continuation
                || note.is_some()
                || plausible.is_reference(source, read, within.get(index).copied().flatten());
            if !is_read {
                continue;
            }
            if is_reference {
                let label = self.label(mark.label.of(text));
                found.note_refs.push(NoteRef { certainty: Certainty::FULL, span: mark.label, label, note });
            }
            let bytes = text.as_bytes();
            let is_bracket = |at: &usize| matches!(bytes.get(*at), Some(b'[' | b']'));
            let open = mark.span.start + usize::from(is_inline);
            let behind_label = Some(mark.label.end).filter(|at| !is_inline && is_bracket(at));
            let close = behind_label.unwrap_or(mark.span.end.saturating_sub(1));
            // The bracket of a note that nothing closes is a stray one.
            if is_bracket(&close) {
                found.brackets.extend([open, close].into_iter().filter(is_bracket));
            }
        }
        found.brackets.sort_unstable();
        misprints::doubt(&mut found.note_refs, found.notes.len());
        found
    }

    /// The note that `read` begins, which ends at byte `end`.
    fn note(&self, source: Source, read: &Read, end: usize) -> Note {
        let text = source.text;
        let mark = read.mark;
        if mark.role == Role::Inline {
            return Note { span: mark.span, label: None, label_span: mark.label, text: mark.text, goes_on: false };
        }
        let start = source.content(read.line).start;
        let printed = mark.label.of(text);
        let label = (!printed.is_empty()).then(|| self.label(printed));
        let said = if mark.role == Role::Item {
            let behind = Span::new(mark.span.end, end).of(text);
            let behind_stop = behind.strip_prefix(['.', ':']).unwrap_or(behind);
            let lead = behind.len() - behind_stop.trim_start().len();
            Span::new((mark.span.end + lead).min(end), end)
        } else {
            mark.text
        };
        let trimmed = said.of(text).trim_end();
        Note {
            span: Span::new(start, end),
            label,
            label_span: mark.label,
            text: Span::new(said.start, said.start + trimmed.len()),
            goes_on: mark.goes_on,
        }
    }
}

/// What a label must be to be a reference whose note is missing.
struct Plausible {
    /// What labels most notes.
    kind: Kind,
    /// The largest number among the labels of that kind.
    largest: u64,
    /// Whether nearly all references that lead to a note stand right behind a word.
    glued: bool,
}

impl Plausible {
    fn new(reading: &Reading, text: &str, notes: &[usize], led: &Led) -> Self {
        let labels = || notes.iter().filter_map(|&note| reading.all.get(note)).map(|read| read.mark.label.of(text));
        let kinds = [Kind::Number, Kind::Capital, Kind::Small, Kind::Other];
        let count = |kind: &Kind| labels().filter(|label| Kind::of(label) == *kind).count();
        let kind = kinds.into_iter().rev().max_by_key(count).unwrap_or(Kind::Number);
        let led_to = || reading.all.iter().zip(&led.note_of).filter(|(_, note)| note.is_some()).map(|(read, _)| read);
        let glued = led_to().filter(|read| is_glued(text, read.mark.span.start)).count();
        Self {
            kind,
            largest: labels().filter(|label| Kind::of(label) == kind).filter_map(number).max().unwrap_or_default(),
            glued: glued * 10 >= led_to().count() * 9,
        }
    }

    /// Whether `read`, which leads to no note, is a reference all the same. It stands `within` a note.
    fn is_reference(&self, source: Source, read: &Read, within: Option<usize>) -> bool {
        let text = source.text;
        let mark = read.mark;
        if mark.form == Form::Caret {
            return true;
        }
        let printed = mark.label.of(text);
        let behind = text.get(mark.span.end..).and_then(|behind| behind.chars().next());
        let is_due = number(printed).is_some_and(|number| number <= self.largest.saturating_add(2));
        mark.form == Form::Bracketed
            && within.is_none()
            && Kind::of(printed) == self.kind
            && is_due
            && !behind.is_some_and(char::is_alphanumeric)
            && (!self.glued || is_glued(text, mark.span.start))
    }
}

/// What a label consists of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Capital,
    Small,
    Other,
}

impl Kind {
    fn of(label: &str) -> Self {
        let all = |is: fn(&u8) -> bool| !label.is_empty() && label.bytes().all(|byte| is(&byte));
        if all(u8::is_ascii_digit) {
            Self::Number
        } else if all(u8::is_ascii_uppercase) {
            Self::Capital
        } else if all(u8::is_ascii_lowercase) {
            Self::Small
        } else {
            Self::Other
        }
    }
}

/// The number that `label` stands for: its digits, or its place among letters.
fn number(label: &str) -> Option<u64> {
    match Label::lettered(label).value() {
        Value::Arabic(number) | Value::Letter(number) => Some(number),
        _ => None,
    }
}

/// Whether a word or its punctuation ends right before byte `at` of `text`.
fn is_glued(text: &str, at: usize) -> bool {
    text.get(..at).and_then(|before| before.chars().next_back()).is_some_and(|c| !c.is_whitespace())
}

/// Whether `label` is of letters that are no Roman numeral.
fn is_surely_lettered(label: &str) -> bool {
    label.starts_with(|c: char| c.is_ascii_alphabetic())
        && !label.bytes().all(|byte| b"IVXLCDMivxlcdm".contains(&byte))
        && label.len() <= 2
}

/// The lines that part paragraphs: for each line, how many of them stand above it.
struct Gaps(Vec<usize>);

impl Gaps {
    fn new(source: Source) -> Self {
        let above = (0..source.lines.len()).scan(0, |above, line| {
            *above += usize::from(is_gap(source, line));
            Some(*above)
        });
        Self([0].into_iter().chain(above).collect())
    }

    /// Whether one of them is among `lines`.
    fn stand_in(&self, lines: Range<usize>) -> bool {
        lines.start < lines.end && self.0.get(lines.start) != self.0.get(lines.end)
    }
}

/// Whether line `line` parts paragraphs: nothing is written in it but the border of a box, or a title.
fn is_gap(source: Source, line: usize) -> bool {
    let Some(kind) = source.lines.get(line).map(|line| line.kind) else { return true };
    matches!(kind, LineKind::Blank | LineKind::PageMarker | LineKind::NotesTitle | LineKind::Rule)
        || source.content(line).of(source.text).bytes().all(|byte| b"|+-= \t".contains(&byte))
}

/// Whether line `line` has text, alone between empty lines.
fn is_title(source: Source, line: usize) -> bool {
    !is_gap(source, line) && is_gap(source, line + 1) && line.checked_sub(1).is_none_or(|above| is_gap(source, above))
}

/// The last line of the note that begins at line `first`, of which no line from `until` on is part: the paragraph with its label,
/// and those below that are moved in deeper than the label or set off as verse.
fn item_end(source: Source, first: usize, until: usize) -> usize {
    let indent = |line: usize| {
        let said = source.content(line).of(source.text);
        said.len() - said.trim_start().len()
    };
    let (label_indent, mut last, mut after_gap, mut verse) = (indent(first), first, false, false);
    for line in first + 1..until {
        if source.lines.get(line).is_some_and(|line| line.kind == LineKind::PageMarker) {
            break;
        }
        let said = source.content(line).of(source.text).trim();
        if is_gap(source, line) && !verse {
            after_gap = true;
            continue;
        }
        let opens = said.starts_with("/*") || said.starts_with("/#");
        if after_gap && !verse && !opens && indent(line) <= label_indent {
            break;
        }
        verse = (verse || opens) && !(said.starts_with("*/") || said.starts_with("#/"));
        (last, after_gap) = (line, false);
    }
    last
}

#[cfg(test)]
mod tests {
    use crate::convention::{Convention, Marks};
    use crate::record::Snapshot;

    /// Checks the pairing of `text`: each reference with its line, and the line of its note, both counted from 1; `-` for none.
    #[track_caller]
    fn check(convention: Convention, text: &str, expected: &str) {
        let snapshot = Snapshot::new(text, Marks::of(convention));
        let [placed] = snapshot.records() else { panic!("{text}") };
        let record = &placed.record;
        let line = |at: usize| 1 + text[..at].matches('\n').count();
        let found = record.note_refs.iter().map(|reference| {
            let note = reference.note.map(|note| line(record.notes[note].label_span.start).to_string());
            format!("{}:{}→{}", line(reference.span.start), reference.label, note.unwrap_or("-".into()))
        });
        assert_eq!(found.collect::<Vec<_>>().join(" "), expected, "{text}");
        let strays: Vec<_> = record.stray_brackets.iter().collect();
        assert!(strays.is_empty(), "{strays:?} {text}");
    }

    /// Checks the texts of the notes of `text`.
    #[track_caller]
    fn check_notes(convention: Convention, text: &str, expected: &[&str]) {
        let snapshot = Snapshot::new(text, Marks::of(convention));
        let record = &snapshot.records()[0].record;
        let found: Vec<_> = record.notes.iter().map(|note| note.text.of(&record.text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    use Convention::{Gutenberg, Markdown, Proofreaders};

    #[test]
    fn notes_below_their_paragraphs() {
        check(
            Gutenberg,
            "It sank.[1]\n\n    [Footnote 1: At noon.\n    In May.]\n\nIt rose.[2] Once.[3]\n\n    [Footnote 2: At night.]\n\n    [Footnote 3: So Ode.]\n",
            "1:1→3 6:2→8 6:3→10",
        );
        check(
            Gutenberg,
            "It sank.[1]\n\n[1] At noon.\n\nIt rose;\n[2] once.[3]\n\n[2] At night.\n[3] So Ode.\n",
            "1:1→3 6:2→8 6:3→9",
        );
        check(Gutenberg, "It sank.(1) It rose.(2)\n\n(1) At noon.\n\n(2) At night.\n", "1:1→3 1:2→5");
        check(Gutenberg, "It sank.* It rose.†\n\n* * *\n\n* At noon.\n\n† At night.\n", "1:*→5 1:†→7");
    }

    #[test]
    fn numbers_that_begin_again_in_each_chapter() {
        check(
            Gutenberg,
            "I\n\nIt sank.[1] It rose.[2]\n\n[1] At noon.\n[2] At night.\n\nII\n\nIt sailed.[1] It came.[2]\n\n[1] At one.\n[2] At two.\n",
            "3:1→5 3:2→6 10:1→12 10:2→13",
        );
        // The list of each chapter at the end of the book.
        check(
            Gutenberg,
            "I\n\nIt sank.[1] It rose.[2]\n\nII\n\nIt sailed.[1] It came.[2] Late.[3]\n\nNOTES\n\nI\n\n[1] At noon.\n\n[2] At night.\n\nII\n\n[1] At one.\n\n[2] At two.\n\n[3] At three.\n",
            "3:1→13 3:2→15 7:1→19 7:2→21 7:3→23",
        );
    }

    #[test]
    fn a_lost_note_takes_none_of_another_chapter() {
        check(
            Gutenberg,
            "It sank.[1] It rose.[2]\n\n[1] At noon.\n\nIt sailed.[1] It came.[2]\n\n[1] At one.\n\n[2] At two.\n",
            "1:1→3 1:2→- 5:1→7 5:2→9",
        );
    }

    #[test]
    fn several_references_to_one_note() {
        check(
            Gutenberg,
            "It sank.[1] It rose.[2] It sank.[1]\n\n[1] At noon.\n\n[2] At night.\n\nIt came.[1]\n",
            "1:1→3 1:2→5 1:1→3 7:1→3",
        );
    }

    #[test]
    fn letters_are_no_roman_numerals() {
        check(
            Gutenberg,
            "It sank.[A] It rose.[B] C[OE]UR It came.[C]\n\n[A] Noon.\n\n[B] Night.\n\n[C] Dawn.\n",
            "1:A→3 1:B→5 1:C→7",
        );
    }

    #[test]
    fn other_brackets_are_no_references() {
        check(
            Gutenberg,
            "It sank.[1] In May [1851]. It rose.[2]\n\n[1] At noon [sic].\n\n[2] At night, [3] says.\n",
            "1:1→3 1:2→5",
        );
    }

    #[test]
    fn numbers_of_points_are_no_references() {
        check(
            Gutenberg,
            "It sank.[1]\n\n[1] At noon.\n\nThe Board saw to (1) the ferry; (2)\nthe lock; (3) the toll; (4) the bank.\n\n(2) The lock is old.\n\n(3) The toll is high.\n",
            "1:1→3",
        );
    }

    #[test]
    fn a_reference_begins_a_paragraph() {
        check(
            Gutenberg,
            "It sank.[A]\n\n[B] It rose.[C]\n\nFOOTNOTES:\n\n[A] Noon.\n\n[B] Night.\n\n[C] Dawn.\n",
            "1:A→7 3:B→9 3:C→11",
        );
    }

    #[test]
    fn the_publisher_s_words_are_no_part_of_the_book() {
        check(
            Gutenberg,
            "Read[9] me.\n*** START OF THE PROJECT GUTENBERG EBOOK FERRIES ***\nIt sank.[1]\n\n[1] Noon.\n*** END OF THE PROJECT GUTENBERG EBOOK FERRIES ***\nIt rose.[1]\n",
            "3:1→5",
        );
    }

    #[test]
    fn a_word_and_a_label_begin_a_note() {
        let text = "It sank.[39] It rose.[40]\n\nFootnote 39:\n\n  At noon.\n\n  So they say.\n\nFootnote 40: At night.\n\nIt sailed.\n";
        check(Gutenberg, text, "1:39→3 1:40→9");
        check_notes(Gutenberg, text, &["At noon.\n\n  So they say.", "At night."]);
    }

    #[test]
    fn notes_within_the_text() {
        check(
            Markdown,
            "It sank,^[At noon.] and\nrose.^[At [about] night.] Once.[^1]\n\n[^1]: So Ode.\n",
            "1:^→1 2:^→2 2:1→4",
        );
    }

    #[test]
    fn notes_of_one_sign_on_a_page_follow_its_references() {
        let page = |number: usize, refers: &str| {
            format!(
                "-----File: {number:03}.png---\n\nIt sank.{refers} It rose.[*]\n\n[Footnote *: At noon.]\n\n[Footnote *: At night.]\n\n"
            )
        };
        check(Proofreaders, &[page(1, "[*]"), page(2, "[*]")].concat(), "3:*→5 3:*→7 11:*→13 11:*→15");
        // Which of the two has lost its reference cannot be told.
        check(Proofreaders, &[page(1, "[*]"), page(2, "")].concat(), "3:*→5 3:*→7 11:*→13");
    }

    #[test]
    fn each_page_has_its_own_notes() {
        let page = |number: u8, text: &str| format!("-----File: 00{number}.png---\\ada\\---\n{text}");
        let text = page(
            1,
            "It sank.[1] It rose.[2]\n\n[Footnote 1: As Ode[A] says, at]*\n\n[Footnote A: The pilot.]\n\n[Footnote 2: At night.]\n",
        ) + &page(2, "*[Footnote: noon.]\n\nIt sailed.[1] It came.[2]\n\n[Footnote 1: At one.]\n");
        check(Proofreaders, &text, "2:1→4 2:2→8 4:A→6 12:1→14 12:2→-");
        check_notes(Proofreaders, &text, &["As Ode[A] says, at", "The pilot.", "At night.", "At one."]);
    }

    #[test]
    fn notes_of_several_paragraphs() {
        check_notes(
            Gutenberg,
            "It sank.[1] It rose.[2]\n\n[Footnote 1: At noon.\n\n/*\nDown it went,\n[so they say]\n*/\n]\n\n[Footnote 2: At night.]\n",
            &["At noon.\n\n/*\nDown it went,\n[so they say]\n*/", "At night."],
        );
        check_notes(
            Gutenberg,
            "It sank.[1] It rose.[2]\n\n[1] So:\n\n/*[4]\nDown it went.\n\nUp.\n*/\n\n[2] At night,\nthey say.\n\nIt came.\n",
            &["So:\n\n/*[4]\nDown it went.\n\nUp.\n*/", "At night,\nthey say."],
        );
        // A bracket that nothing closes ends with its paragraph.
        check_notes(
            Gutenberg,
            "It sank.[1] It rose.[2]\n\n[Footnote 1: At noon.\n\nIt came.\n\n[Footnote 2: At night.]\n",
            &["At noon.", "At night."],
        );
    }

    #[test]
    fn markdown() {
        check(
            Markdown,
            "It sank.[^1] It rose.[^ode] Not `[^2]`, nor \\[^3].\n\n```\n[^1]\n```\n\n[^1]: At noon.\n\n[^ode]: At night.[^x]\n    In May.\n\n    At sea.\n\nIt came.[^1]\n",
            "1:1→7 1:ode→9 9:x→- 14:1→7",
        );
        check_notes(
            Markdown,
            "It sank.[^1] It rose.^[At [low] tide.] It came.[^2]\n\n[^1]: At noon,\nthey say.\n\n    In May.\n\n[^2]: Late.\n\nIt left.\n",
            &["At [low] tide.", "At noon,\nthey say.\n\n    In May.", "Late."],
        );
        check(
            Markdown,
            "[Page 1]\n\nIt sank.[^1] It rose.[^2]\n\n[^1]: Noon.\n[^2]: Night.\n\n[Page 2]\n\nIt came.[^1]\n\n[^1]: Late.\n[^2]: Old.\n",
            "3:1→5 3:2→6 10:1→12",
        );
        check(Markdown, "It sank.[^1] It rose.[^2]\n\n[^1] Noon.\n[^2] Night.\n", "1:1→3 1:2→4");
        // In code that is indented, a reference is what leads to a note. Lines of a paragraph, of a list item and of a note
        // are no code, wherever they begin.
        check(Markdown, "It sank.[^1]\n\n    Eve Brock[^1] x[^2]\n\n[^1]: At noon.\n", "1:1→5 3:1→5");
        let noted = |text: &str| format!("{text}\n\n[^1]: At noon.\n");
        check(Markdown, &noted("It sank.[^1]\n\n    rose.[^2]\n\n\tcame.[^2]\nlast.[^1]"), "1:1→8 6:1→8");
        check(Markdown, &noted("It sank.[^1]\n    It rose.[^2]\n\n   It came.[^3]"), "1:1→6 2:2→- 4:3→-");
        check(Markdown, &noted("- It sank.[^1]\n\n    It rose.[^2]\n\n      code.[^3]"), "1:1→7 3:2→-");
        check(
            Markdown,
            &noted("1. It sank.\n   - It rose.\n\n        It came.[^2]\n\nIt left.\n\n    code.[^3]"),
            "4:2→-",
        );
        check(
            Markdown,
            "It sank.[^1] It rose.[^2]\n\n[^1]: At noon.\n\n    At sea.[^2]\n\n        code.[^3]\n\n[^2]: Late.\n",
            "1:1→3 1:2→9 5:2→9",
        );
    }
}
