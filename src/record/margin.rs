//! Note lists at the margin that neither a title nor a rule announces.
//!
//! They look as the numbered paragraphs of a text do, and only the references can tell: such a list counts up from 0 or 1,
//! ends the page or the record, and references above it print its numbers.

use super::model::{Note, NoteRef};
use super::notes::{self, NoteList};
use super::source::Source;
use crate::convention::plain::Item;
use crate::syntax::LineKind;

/// Of a list without empty lines between its items, one note in so many may lack its reference: it may be the one that
/// was forgotten. Items that stand apart as paragraphs do all have one.
const LACKING: usize = 3;

/// A list at the margin that only its place makes look like notes.
#[derive(Clone, Debug)]
pub(super) struct Unannounced {
    pub list: NoteList,
    /// Whether empty lines stand between its items.
    apart: bool,
}

/// The lists at the margin that end a page or the record, in order.
pub(super) fn find(source: Source) -> Vec<Unannounced> {
    let mut found: Vec<Unannounced> = Vec::new();
    let mut line = 0;
    while line < source.lines.len() {
        let last = found.last().and_then(|before| before.list.items.last());
        let due = last.and_then(|&last| notes::number(source, last)?.checked_add(1));
        let begins = notes::number(source, line).is_some_and(|number| number <= 1 || Some(number) == due);
        let unannounced = if begins { list_at(source, line) } else { None };
        let ending = unannounced.filter(|unannounced| notes::ends_a_page_or_record(source, &unannounced.list));
        line = ending.as_ref().map_or(line + 1, |unannounced| unannounced.list.end);
        found.extend(ending);
    }
    found
}

/// The list whose first item is line `start`, at the margin with an empty line above: items that count up by one, each
/// with the lines just below it.
fn list_at(source: Source, start: usize) -> Option<Unannounced> {
    let at_the_margin = |line: usize| {
        matches!(source.lines.get(line)?.kind, LineKind::Item(item) if item.indent == 0)
            .then(|| notes::number(source, line))?
    };
    let above = start.checked_sub(1).and_then(|above| source.lines.get(above)).map(|above| above.kind);
    let gap = above.is_none_or(|above| matches!(above, LineKind::Blank | LineKind::PageMarker));
    let mut due = at_the_margin(start).filter(|_| gap)?.checked_add(1);
    let mut found = Unannounced { list: NoteList { first: start, end: start + 1, items: vec![start] }, apart: false };
    let mut after_blank = false;
    for (line, content) in source.lines.iter().enumerate().skip(start + 1) {
        match content.kind {
            LineKind::Blank => {
                after_blank = true;
                continue;
            }
            LineKind::Item(_) if due.is_some() && at_the_margin(line) == due => {
                due = due.and_then(|due| due.checked_add(1));
                found.list.items.push(line);
                found.apart |= after_blank;
            }
            LineKind::Item(_) | LineKind::Text { .. } if !after_blank => {}
            LineKind::Item(Item { indent, .. }) | LineKind::Text { indent } if indent > 0 => {}
            _ => break,
        }
        after_blank = false;
        found.list.end = line + 1;
    }
    Some(found)
}

/// Those of `lists` that the references bear out. `notes` are the notes of all of them, `refs` the record's references.
pub(super) fn borne_out(lists: &[Unannounced], notes: &[Note], refs: &[NoteRef]) -> Vec<Unannounced> {
    let number = |note: usize| notes.get(note)?.label.as_ref()?.arabic();
    // Under references from 0 a list may count by position.
    let from_0 = refs.iter().find(|r| r.note == Some(0)).is_some_and(|r| r.label.arabic() == Some(0));
    let ahead = u64::from(from_0 && number(0) == Some(1));
    let mut printed = vec![false; notes.len()];
    for reference in refs {
        let is_below = |note: &usize| notes.get(*note).is_some_and(|note| reference.span.start < note.span.start);
        let due = reference.label.arabic().and_then(|label| label.checked_add(ahead));
        let note = reference.note.filter(is_below).filter(|&note| due == number(note));
        if let Some(printed) = note.and_then(|note| printed.get_mut(note)) {
            *printed = true;
        }
    }
    let mut first = 0;
    // What the next list begins with where it goes on from the last one.
    let mut due = None;
    let borne_out = lists.iter().filter(|unannounced| {
        let of_list = first..first + unannounced.list.items.len();
        first = of_list.end;
        let begins = number(of_list.start).is_some_and(|begun| begun <= 1 || due == Some(begun));
        let items = printed.get(of_list.clone()).unwrap_or_default();
        let lacking = items.iter().filter(|printed| !**printed).count();
        let kept = begins && (lacking == 0 || (!unannounced.apart && lacking * LACKING <= items.len()));
        if kept {
            due = of_list.last().and_then(number).and_then(|last| last.checked_add(1));
        }
        kept
    });
    borne_out.cloned().collect()
}
