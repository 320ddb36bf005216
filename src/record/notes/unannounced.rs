//! Unannounced note lists: lists with neither a title nor a rule above them that may as well be numbered points of the text, since
//! they stand at the margin or are moved in deeply.
//!
//! ```text
//! The ferry was late.1 It had sunk.2
//!
//! 1. Not printed.
//! 2. Later raised.
//! ```
//!
//! Such a list may be one of notes if it counts up or has signs. It ends a page, the record, or one of several letters in it.
//! Whether it is one, the pairing of the references with it tells. Where the last note of a page goes on at the foot of the next
//! one, its rest may stand right above that page's list.

use crate::convention::mark::{Item, ItemStyle, LineKind};
use crate::record::label::{Label, Value};
use crate::record::model::{Note, NoteRef};
use crate::record::notes::lists::{self, ListLines};
use crate::record::source::Source;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::slice;

/// A list that may be a note list, judged by its place alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unannounced {
    /// The place of the list.
    pub list: ListLines,
    /// Whether empty lines stand between its items.
    pub apart: bool,
}

/// Which lists are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Those that begin with 0, 1 or a sign, or with the number that continues a list found before, and end a page or the record.
    Usual,
    /// These, and those with text below whose items stand close together: the record may hold several letters, each with its notes.
    Within,
    /// The usual ones, those that begin with a number up to [`LATEST`], and a first one with any number: notes may be lost.
    Late,
}

/// A list of which more notes are lost does not begin with the others.
const LATEST: u64 = 3;

/// Finds the unannounced lists that are `wanted`, in order.
pub fn find(source: Source, wanted: Wanted) -> Vec<Unannounced> {
    let mut found: Vec<Unannounced> = Vec::new();
    // The numbers that continue one of the lists found.
    let mut due = HashSet::new();
    let mut line = 0;
    while line < source.lines.len() {
        let most = match wanted {
            Wanted::Late if due.is_empty() => u64::MAX,
            Wanted::Late => LATEST,
            Wanted::Usual | Wanted::Within => 1,
        };
        let begins = |label: &Label| label.arabic().is_none_or(|number| number <= most || due.contains(&number));
        let item = labelled(source, line).filter(|(label, _)| begins(label));
        let list = item.and_then(|item| list_at(source, line, item, found.last()));
        // A list that ends neither a page nor the record contains none that does.
        line = list.as_ref().map_or(line + 1, |list| list.list.end);
        let is_wanted = |list: &Unannounced| {
            (wanted == Wanted::Within && !list.apart) || lists::ends_a_page_or_record(source, list.list.end)
        };
        if let Some(list) = list.filter(is_wanted) {
            due.extend(lists::due_after(source, &list.list));
            found.push(list);
        }
    }
    found
}

/// The list from the last 0 or 1 on, if it ends a page or the record. It may be moved in, below numbered points that take it for a
/// part of the last one.
pub fn last(source: Source) -> Vec<Unannounced> {
    let begins = |line: &usize| lists::number(source, *line).is_some_and(|number| number <= 1);
    let line = (0..source.lines.len()).rev().find(begins);
    let list = line.and_then(|line| list_at(source, line, labelled(source, line)?, None));
    list.into_iter().filter(|list| lists::ends_a_page_or_record(source, list.list.end)).collect()
}

/// How many of `lists` begin neither with a sign nor with 0 or 1, and do not continue the one before either.
pub fn begin_otherwise(source: Source, lists: &[Unannounced]) -> usize {
    let mut due = None;
    let otherwise = lists.iter().filter(|list| {
        let begun = lists::number(source, list.list.first_item());
        let continues = begun == due;
        due = lists::due_after(source, &list.list);
        begun.is_some_and(|begun| begun > 1 && !continues)
    });
    otherwise.count()
}

/// How many of `lists` have one item with text below, and rather are numbered points. Several that begin with the same number are
/// none: points count up.
pub fn points(source: Source, lists: &[Unannounced]) -> usize {
    let is_alone =
        |list: &&Unannounced| list.list.items.len() == 1 && !lists::ends_a_page_or_record(source, list.list.end);
    let mut begun: HashMap<_, usize> = HashMap::new();
    for list in lists.iter().filter(is_alone) {
        let number = lists::number(source, list.list.first_item());
        *begun.entry(number).or_default() += 1;
    }
    begun.values().filter(|count| **count == 1).count()
}

/// Whether `lists` may be the note lists of the record. One item with another number than 0 or 1 is rather a point that is being
/// typed, unless the next list goes on from it.
pub fn may_be_notes(source: Source, lists: &[Unannounced]) -> bool {
    let Some(first) = lists.first() else { return false };
    let goes_on = || {
        let next = lists.get(1).and_then(|next| lists::number(source, next.list.first_item()));
        next.is_some() && next == lists::due_after(source, &first.list)
    };
    first.list.items.len() > 1 || begin_otherwise(source, slice::from_ref(first)) == 0 || goes_on()
}

/// Those of `lists` with the most notes that have labels of one style, and in which the numbers go on from list to list. Numbered
/// paragraphs that happen to end a page hardly do. None if that is only one list: nothing tells it from any other.
pub fn longest_chain(source: Source, lists: &[Unannounced]) -> Vec<Unannounced> {
    // For the label that continues a chain: the count of notes in the best such chain, and its last link in `links`.
    let mut before: HashMap<_, (usize, usize)> = HashMap::new();
    let mut links: Vec<(&Unannounced, Option<usize>)> = Vec::new();
    for list in lists {
        let first = list.list.first_item();
        let both = lists::number(source, first).zip(lists::due_after(source, &list.list));
        let Some((begun, due)) = both else { continue };
        let style = lists::style(source, first);
        let last = before.get(&(style, begun)).copied();
        if last.is_none() && begun > 1 {
            continue;
        }
        let count = list.list.items.len() + last.map_or(0, |(count, _)| count);
        links.push((list, last.map(|(_, link)| link)));
        if before.get(&(style, due)).is_none_or(|&(known, _)| known < count) {
            before.insert((style, due), (count, links.len() - 1));
        }
    }
    let mut chain = Vec::new();
    let mut at = before.values().max_by_key(|(count, link)| (*count, Reverse(*link))).map(|&(_, link)| link);
    while let Some(&(list, before)) = at.and_then(|at| links.get(at)) {
        chain.push(list.clone());
        at = before;
    }
    chain.reverse();
    if chain.len() > 1 { chain } else { Vec::new() }
}

/// The label of the item at line `line`, and how far it is moved in; none if the line is no item with a number or a sign. A line
/// that is moved in and begins with a number alone rather is one of a signature or a table.
fn labelled(source: Source, line: usize) -> Option<(Label, usize)> {
    match source.lines.get(line)?.kind {
        LineKind::Item(item) if item.style.has_label() && (item.indent == 0 || !item.style.may_be_prose()) => {
            Some((lists::label(source, line)?, item.indent))
        }
        _ => None,
    }
}

/// Whether the label `next` can follow `label` in a list: it is the next number, or both are signs.
fn follows(label: &Label, next: &Label) -> bool {
    match (label.value(), next.value()) {
        (Value::Arabic(label), Value::Arabic(next)) => label.checked_add(1) == Some(next),
        (Value::Sign, Value::Sign) => true,
        _ => false,
    }
}

/// Whether the item at line `line` may be the next of `list`, though its number is the last one again, or one is missing before it, or
/// it is the 6 or the 5 of 3, 6, 5, or the second of 7, 2, 3. Its label must look like those of the others, and the number that is
/// due must not follow.
fn is_misnumbered(source: Source, list: &ListLines, line: usize) -> bool {
    let back = |count: usize| lists::number(source, *list.items.iter().nth_back(count)?);
    let numbers = back(0).zip(lists::number(source, line));
    let is_behind_due = |number: u64, last: Option<u64>| last.is_some_and(|last| number.checked_sub(2) == Some(last));
    let below = || {
        let mut below = line + 1..line + lists::LINES_OF_A_NOTE;
        below.find_map(|below| lists::number(source, below))
    };
    let is_second = list.items.len() == 1;
    let may_follow = numbers.is_some_and(|(last, number)| {
        number == last
            || (is_second && last > number && number == 2)
            || is_behind_due(number, Some(last))
            || is_behind_due(number, back(1))
            || (number.abs_diff(last) < lists::FAR_OFF && below().is_some_and(|next| is_behind_due(next, Some(last))))
    });
    let begins_a_note = || match source.lines.get(line).map(|line| line.kind) {
        Some(LineKind::Item(item)) => {
            let text = source.content(line).of(source.text).get(item.text..).unwrap_or_default();
            !item.style.may_be_prose() || text.starts_with(char::is_uppercase)
        }
        _ => false,
    };
    may_follow
        && lists::style(source, line) == lists::style(source, list.first_item())
        && begins_a_note()
        && !lists::goes_on_below(source, list, line)
}

/// What kind of line stands above line `line`.
fn kind_above(source: Source, line: usize) -> Option<LineKind> {
    Some(source.lines.get(line.checked_sub(1)?)?.kind)
}

/// The line at which the text right above line `start` begins, if it may be the rest of the last note of the list `before`,
/// which breaks off within a sentence.
fn rest_above(source: Source, start: usize, before: Option<&Unannounced>) -> Option<usize> {
    let breaks_off = before.is_some_and(|before| lists::breaks_off(source, &before.list));
    let above = source.lines.get(..start)?.iter().rev().take(lists::LONGEST_REST + 1);
    let count = above.take_while(|line| matches!(line.kind, LineKind::Text { .. })).count();
    let first = start - count;
    let is_apart = kind_above(source, first) == Some(LineKind::Blank);
    (breaks_off && is_apart && (1..=lists::LONGEST_REST).contains(&count)).then_some(first)
}

/// Reads the list whose first item is line `start`, with the label `last`, moved in by `margin` bytes. Its items count up by one or
/// have signs, and an item includes the lines right below it. One number may be missing or stand twice. None if it has one item right
/// below text, unless that is the rest of the last note of the list `before`.
fn list_at(
    source: Source,
    start: usize,
    (mut last, margin): (Label, usize),
    before: Option<&Unannounced>,
) -> Option<Unannounced> {
    let is_apart =
        kind_above(source, start).is_none_or(|above| matches!(above, LineKind::Blank | LineKind::PageMarker));
    let rest = if is_apart { None } else { rest_above(source, start, before) };
    let list_first = rest.unwrap_or(start);
    let is_below_text = !is_apart && rest.is_none();
    let first = lists::style(source, start);
    let is_alike = |next: Option<ItemStyle>| {
        next == first
            || next.zip(first).is_some_and(|both| both.0.is_number_with_mark() && both.1.is_number_with_mark())
    };
    let mut found =
        Unannounced { list: ListLines { first: list_first, end: start + 1, items: vec![start] }, apart: false };
    let mut after_blank = false;
    for (line, content) in source.lines_below(start) {
        // A line of text may begin with a number.
        if is_below_text && found.list.items.len() == 1 && line > start + lists::LINES_OF_A_NOTE {
            return None;
        }
        // A number alone is no item among others: the point `1. The fare is 2 pence.` may stand above the note `2 Not printed.`
        let next = labelled(source, line).filter(|(next, indent)| {
            // Shorter numbers may be moved in to align with longer ones.
            let is_next = || follows(&last, next) && is_alike(lists::style(source, line));
            indent.abs_diff(margin) <= 1 && (is_next() || (!after_blank && is_misnumbered(source, &found.list, line)))
        });
        match content.kind {
            LineKind::Blank => {
                after_blank = true;
                continue;
            }
            LineKind::Item(_) if next.is_some() => {
                last = next.map_or(last, |(next, _)| next);
                found.list.items.push(line);
                found.apart |= after_blank;
            }
            LineKind::Item(_) | LineKind::Text { .. } if !after_blank => {}
            LineKind::Item(Item { indent, .. }) | LineKind::Text { indent } if indent > margin => {}
            _ => break,
        }
        after_blank = false;
        found.list.end = line + 1;
    }
    (!is_below_text || found.list.items.len() > 1).then_some(found)
}

/// Those of `lists` in which references lead to half of the notes or more. Of the others, those stay that begin with the number
/// of one that does not: it may have taken their references. `notes` are the notes of all `lists`, and `refs` the references.
pub fn led_to(lists: &[Unannounced], notes: &[Note], refs: &[NoteRef]) -> Vec<Unannounced> {
    let led_to: HashSet<_> = refs.iter().filter_map(|reference| reference.note).collect();
    let (mut first, mut refuted) = (0, HashSet::new());
    let stays = |list: &&Unannounced| {
        let of_list = first..first + list.list.items.len();
        first = of_list.end;
        let led = of_list.clone().filter(|note| led_to.contains(note)).count();
        2 * led >= of_list.len()
            || notes.get(of_list.start).and_then(Note::number).is_some_and(|begun| !refuted.insert(begun))
    };
    lists.iter().filter(stays).cloned().collect()
}
