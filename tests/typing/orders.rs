//! Every keystroke of records in the forms that people type, in the orders in which people type them.

use super::fixtures;
use super::typist::Typist;
use obelus::record::Record;
use std::ops::Range;

/// Where the finished record has what is typed by turns.
pub struct Parts {
    /// The running text, up to each note list and behind the last.
    body: Vec<Range<usize>>,
    /// The note lists, each with the line break before it.
    lists: Vec<Range<usize>>,
    /// Each reference's end, and its note.
    references: Vec<(usize, Range<usize>)>,
}

impl Parts {
    pub fn of(record: &Record) -> Self {
        let lists: Vec<_> = record.note_lists.iter().map(|list| list.span.start - 1..list.span.end).collect();
        let starts = [0].into_iter().chain(lists.iter().map(|list| list.end));
        let ends = lists.iter().map(|list| list.start).chain([record.text.len()]);
        let body = starts.zip(ends).map(|(start, end)| start..end).collect();
        let note = |note: Option<usize>| record.notes[note.unwrap()].span;
        let references = record.note_refs.iter().map(|r| (r.span.end, note(r.note).start..note(r.note).end)).collect();
        Self { body, lists, references }
    }
}

/// Types each fixture in an order, and holds what is reported on the way against the rule for unfinished records: one
/// error at a time, where one note alone is still to come, and one warning beside it. `known` are the defects that the
/// program is known to have; one that it has no more is to be taken out.
fn check(order: Order, known: &[&str]) {
    let mut wrong = Vec::new();
    for fixture in fixtures::all() {
        let mut typist = Typist::new(&fixture.text);
        order(&mut typist, &Parts::of(&fixture.record()));
        typist.types(0..fixture.text.len());
        wrong.extend(typist.wrong(1, 2).into_iter().map(|wrong| format!("{}: {wrong}", fixture.name)));
    }
    assert_eq!(wrong, known);
}

#[test]
fn finished() {
    for fixture in fixtures::all() {
        fixture.check();
    }
}

/// How a record is typed, part after part.
pub type Order = fn(&mut Typist, &Parts);

/// From the first character to the last.
pub fn straight_on(typist: &mut Typist, parts: &Parts) {
    typist.types(0..parts.body.last().unwrap().end);
}

/// The text, and then the notes.
pub fn text_first(typist: &mut Typist, parts: &Parts) {
    for range in parts.body.iter().chain(&parts.lists) {
        typist.types(range.clone());
    }
}

/// The notes pasted, and then the text: list by list.
pub fn notes_first(typist: &mut Typist, parts: &Parts) {
    for (text, list) in parts.body.iter().zip(&parts.lists) {
        typist.pastes(list.clone());
        typist.types(text.clone());
    }
}

/// Each note as soon as its reference is typed.
pub fn by_turns(typist: &mut Typist, parts: &Parts) {
    let (mut text_typed, mut notes_typed) = (0, 0);
    for (end, note) in &parts.references {
        for text in &parts.body {
            if text.start < *end && text_typed < text.end {
                typist.types(text_typed.max(text.start)..text.end.min(*end));
            }
        }
        text_typed = *end;
        let list = parts.lists.iter().find(|list| note.start < list.end).unwrap();
        if notes_typed < note.end {
            typist.types(list.start.max(notes_typed)..note.end);
            notes_typed = note.end;
        }
    }
}

#[test]
fn from_the_first_character_to_the_last() {
    check(straight_on, &[]);
}

#[test]
fn the_text_first_and_then_the_notes() {
    check(text_first, &[]);
}

#[test]
fn the_notes_pasted_first_and_then_the_text() {
    check(notes_first, &[]);
}

#[test]
fn each_note_when_its_reference_is_typed() {
    check(by_turns, &[]);
}
