//! Note lists at the margin that neither a title nor a rule announces.
//!
//! They look as the numbered paragraphs of a text do, and only the references can tell: such a list counts up from 0 or 1,
//! or has signs, ends the page or the record, and references above it print its numbers or signs.

use crate::convention::mark::{Item, ItemStyle, LineKind};
use crate::record::label::{Label, Value};
use crate::record::model::{Note, NoteRef};
use crate::record::notes::lists::{self, NoteList};
use crate::record::source::Source;
use crate::text::Span;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// Of a list without empty lines between its items, one note in so many may lack its reference: it may be the one that
/// was forgotten. Items that stand apart as paragraphs do all have one.
const LACKING: usize = 3;

/// A list at the margin that only its place makes look like notes.
#[derive(Clone, Debug)]
pub struct Unannounced {
    pub list: NoteList,
    /// Whether empty lines stand between its items.
    apart: bool,
}

/// The lists at the margin that end a page or the record, in order; the first number of the first of them may be `any`, else it
/// is 0 or 1.
pub fn find(source: Source, any: bool) -> Vec<Unannounced> {
    let mut found: Vec<Unannounced> = Vec::new();
    // What a list begins with that goes on from one of those found.
    let mut due = HashSet::new();
    let mut line = 0;
    while line < source.lines.len() {
        let first = any && due.is_empty();
        let begins = |label: &Label| label.arabic().is_none_or(|number| first || number <= 1 || due.contains(&number));
        let unannounced = at_the_margin(source, line).filter(begins).and_then(|label| list_at(source, line, label));
        // Nothing within a list that ends neither is one that does.
        line = unannounced.as_ref().map_or(line + 1, |unannounced| unannounced.list.end);
        if let Some(unannounced) = unannounced.filter(|list| lists::ends_a_page_or_record(source, &list.list)) {
            due.extend(lists::due_after(source, &unannounced.list));
            found.push(unannounced);
        }
    }
    found
}

/// Those of `lists` that may be all the notes, the most notes first: written alike, their numbers beginning again with each list
/// or going on from list to list. Other numbered paragraphs that end a page hardly do either.
pub fn alike(source: Source, lists: &[Unannounced]) -> Vec<Vec<Unannounced>> {
    let style = |list: &Unannounced| style(source, list.list.first);
    let begun = |list: &Unannounced| lists::number(source, list.list.first);
    let mut seen = HashSet::new();
    let styles = lists.iter().filter_map(style).filter(|style| seen.insert(*style));
    let mut found = Vec::new();
    for wanted in styles {
        let written_so = || lists.iter().filter(|list| style(list) == Some(wanted));
        let anew: Vec<_> = written_so().filter(|list| begun(list).is_none_or(|begun| begun <= 1)).cloned().collect();
        let going_on = longest_chain(source, written_so());
        found.extend([going_on, anew]);
    }
    // One list is as good as any other one.
    found.retain(|alike| alike.len() > 1 && alike.len() < lists.len());
    found.sort_by_key(|lists| Reverse(lists.iter().map(|list| list.list.items.len()).sum::<usize>()));
    found
}

/// Those of `lists` that have the most notes whose numbers go on from list to list.
fn longest_chain<'a>(source: Source, lists: impl Iterator<Item = &'a Unannounced>) -> Vec<Unannounced> {
    // The chain that ends before each number: its notes, its last list, and where the rest of it is.
    let mut before: HashMap<u64, (usize, usize)> = HashMap::new();
    let mut links: Vec<(&Unannounced, Option<usize>)> = Vec::new();
    for list in lists {
        let both = lists::number(source, list.list.first).zip(lists::due_after(source, &list.list));
        let Some((begun, due)) = both else { continue };
        let last = before.get(&begun).copied();
        if last.is_none() && begun > 1 {
            continue;
        }
        let count = list.list.items.len() + last.map_or(0, |(count, _)| count);
        links.push((list, last.map(|(_, link)| link)));
        if before.get(&due).is_none_or(|&(known, _)| known < count) {
            before.insert(due, (count, links.len() - 1));
        }
    }
    let mut chain = Vec::new();
    let mut at = before.values().max_by_key(|(count, link)| (*count, Reverse(*link))).map(|&(_, link)| link);
    while let Some(&(list, before)) = at.and_then(|at| links.get(at)) {
        chain.push(list.clone());
        at = before;
    }
    chain.reverse();
    chain
}

/// The label of the item at line `line`, where it stands at the margin and has a number or a sign.
fn at_the_margin(source: Source, line: usize) -> Option<Label> {
    match source.lines.get(line)?.kind {
        LineKind::Item(item) if item.indent == 0 && item.style.has_label() => lists::label(source, line),
        _ => None,
    }
}

/// Whether an item labelled `next` goes on from one labelled `label`: with the next number, or any sign.
fn follows(label: &Label, next: &Label) -> bool {
    match (label.value(), next.value()) {
        (Value::Arabic(label), Value::Arabic(next)) => label.checked_add(1) == Some(next),
        (Value::Sign, Value::Sign) => true,
        _ => false,
    }
}

/// How the item at line `line` has its label written.
fn style(source: Source, line: usize) -> Option<ItemStyle> {
    match source.lines.get(line)?.kind {
        LineKind::Item(item) => Some(item.style),
        _ => None,
    }
}

/// The list whose first item, labelled `last`, is line `start` with an empty line above: items that count up by one or have
/// signs, each with the lines just below it.
fn list_at(source: Source, start: usize, mut last: Label) -> Option<Unannounced> {
    let above = start.checked_sub(1).and_then(|above| source.lines.get(above)).map(|above| above.kind);
    if !above.is_none_or(|above| matches!(above, LineKind::Blank | LineKind::PageMarker)) {
        return None;
    }
    let first = style(source, start);
    let mut found = Unannounced { list: NoteList { first: start, end: start + 1, items: vec![start] }, apart: false };
    let mut after_blank = false;
    for (line, content) in source.lines.iter().enumerate().skip(start + 1) {
        // `1. The fare is 2 pence.` may stand above `2 Not printed.`
        let next = at_the_margin(source, line).filter(|next| follows(&last, next) && style(source, line) == first);
        match content.kind {
            LineKind::Blank => {
                after_blank = true;
                continue;
            }
            LineKind::Item(_) if next.is_some() => {
                last = next.unwrap_or(last);
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

/// Those of `lists` that the references bear out, and those that another one began as, which they do not: it may have taken
/// their references. `notes` are the notes of all of them, `refs` the references of the record, whose text is `text`.
pub fn borne_out(text: &str, lists: &[Unannounced], notes: &[Note], refs: &[NoteRef]) -> Vec<Unannounced> {
    let label = |note: usize| notes.get(note)?.label.as_ref();
    let number = |note: usize| label(note)?.arabic();
    // Under references from 0 a list may count by position.
    let from_0 = refs.iter().find(|r| r.note == Some(0)).is_some_and(|r| r.label.arabic() == Some(0));
    let ahead = u64::from(from_0 && number(0) == Some(1));
    let prints = |reference: &NoteRef, note: usize| match reference.label.arabic() {
        Some(printed) => printed.checked_add(ahead) == number(note),
        None => Some(&reference.label) == label(note),
    };
    // Of each note whether a reference above prints its label, and is no number between words: `steps 1 to 3`.
    let mut printed = vec![None; notes.len()];
    for reference in refs {
        let is_below = |note: &usize| notes.get(*note).is_some_and(|note| reference.span.start < note.span.start);
        let note = reference.note.filter(is_below).filter(|&note| prints(reference, note));
        if let Some(printed) = note.and_then(|note| printed.get_mut(note)) {
            let before = Span::new(0, reference.span.start).of(text);
            *printed = Some(!before.ends_with(char::is_whitespace) || *printed == Some(true));
        }
    }
    let mut first = 0;
    // What the next list begins with where it goes on from the last one.
    let mut due = None;
    // What lists begin with that are not borne out.
    let mut refuted = HashSet::new();
    let borne_out = lists.iter().filter(|unannounced| {
        let of_list = first..first + unannounced.list.items.len();
        first = of_list.end;
        let items = printed.get(of_list.clone()).unwrap_or_default();
        let lacking = items.iter().filter(|printed| printed.is_none()).count();
        let glued = items.iter().filter(|printed| **printed == Some(true)).count();
        // Elsewhere no list begins that has one note, or of which a reference is in doubt.
        let sure = items.len() > 1 && glued == items.len();
        let begins = number(of_list.start).is_none_or(|begun| begun <= 1 || due == Some(begun) || sure);
        let mostly = 2 * glued >= items.len() - lacking && glued > 0;
        let kept = begins && mostly && (lacking == 0 || (!unannounced.apart && lacking * LACKING <= items.len()));
        if kept {
            due = of_list.last().and_then(number).and_then(|last| last.checked_add(1));
            return true;
        }
        number(of_list.start).is_some_and(|begun| !refuted.insert(begun))
    });
    borne_out.cloned().collect()
}
