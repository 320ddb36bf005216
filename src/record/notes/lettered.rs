//! Note lists whose labels are letters: `  a. Written over “lock.”`
//!
//! Many editions keep the notes on the writing apart from those on the matter, and label them by letters. A list such as
//!
//! ```text
//!   a. Written over “lock.”
//!   b. Struck out.
//! ```
//!
//! looks like the points of a text. Whether it is one of notes is for the references to tell ([`glued::letters_in_text`]).
//!
//! [`glued::letters_in_text`]: crate::record::glued::letters_in_text

use crate::convention::mark::LineKind;
use crate::convention::numeral::superscript_letter;
use crate::record::Label;
use crate::record::model::Note;
use crate::record::notes::lists::{self, LINES_OF_A_NOTE};
use crate::record::source::Source;
use crate::syntax::Line;
use crate::text::{Span, work};
use std::ops::Range;

/// A list at the end of a page or the record, or right above another list, with the letters from `a` on as its labels.
#[derive(Clone, Debug)]
pub struct LetteredList {
    /// Its lines, counted from 0.
    pub lines: Range<usize>,
    /// Its notes, in order.
    pub notes: Vec<Note>,
    /// How its labels are written.
    pub style: Style,
    /// Whether its labels are capitals.
    pub is_capital: bool,
    /// Whether its items are moved in, or stand below a title or a rule, or above notes that are numbered from 1.
    pub is_set_apart: bool,
}

/// How the labels of a list of letters are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// `a. text` or `a) text`: the references are the letters alone, as in `locka` and `lockᵃ`.
    Glued,
    /// `ᵃ text`: the same.
    Raised,
    /// `a text`: the same. Only small letters are labels without a mark.
    Bare,
    /// `[a] text` or `(a) text`: the references stand in the same brackets. This one opens them.
    Enclosed(char),
}

/// An item with a letter, by bytes of its line.
#[derive(Clone, Copy)]
struct Item {
    indent: usize,
    label: Span,
    text: usize,
    style: Style,
    /// The letter, as it is counted from `a` or `A`: from 0.
    place: u8,
    is_capital: bool,
}

impl Item {
    /// The item that `line` begins with.
    fn of(line: &str) -> Option<Self> {
        let rest = line.trim_start_matches([' ', '\t']);
        let indent = line.len() - rest.len();
        let open = rest.chars().next().filter(|first| matches!(first, '[' | '('));
        let inner = open.map_or(rest, |_| rest.get(1..).unwrap_or_default());
        let printed = inner.chars().next()?;
        let letter = superscript_letter(printed).unwrap_or(printed);
        if !letter.is_ascii_alphabetic() {
            return None;
        }
        let start = indent + usize::from(open.is_some());
        let label = Span::new(start, start + printed.len_utf8());
        let behind = line.get(label.end..)?;
        let (style, after) = match (open, behind.chars().next()) {
            (Some('['), Some(']')) | (Some('('), Some(')')) => (Style::Enclosed(open?), behind.get(1..)?),
            (None, Some('.' | ')')) => (Style::Glued, behind.get(1..)?),
            (None, None | Some(' ' | '\t')) if printed != letter => (Style::Raised, behind),
            (None, Some(' ' | '\t')) if printed.is_ascii_lowercase() => (Style::Bare, behind),
            _ => return None,
        };
        let text = line.len() - after.trim_start().len();
        let first = if letter.is_ascii_uppercase() { 'A' } else { 'a' };
        let place = u8::try_from(u32::from(letter) - u32::from(first)).ok()?;
        let is_apart = after.is_empty() || after.starts_with([' ', '\t']);
        is_apart.then_some(Self { indent, label, text, style, place, is_capital: first == 'A' })
    }

    /// Whether `next` may be the item behind this one. Some alphabets of labels have no `j`.
    fn is_before(self, next: Self) -> bool {
        let without_j = (self.place, next.place) == (b'i' - b'a', b'k' - b'a');
        self.is_like(next) && (self.place + 1 == next.place || without_j)
    }

    /// Whether `next` may be the item behind the one behind this one, which is lost.
    fn is_before_a_lost(self, next: Self) -> bool {
        self.is_like(next) && self.place + 2 == next.place
    }

    /// Whether `other` is written as this one is.
    fn is_like(self, other: Self) -> bool {
        self.style == other.style && self.is_capital == other.is_capital && self.indent.abs_diff(other.indent) <= 1
    }

    /// Whether the item may begin a list. The first note may be lost, where its form tells that this is one.
    fn may_begin(self) -> bool {
        self.place == 0 || (self.place == 1 && matches!(self.style, Style::Enclosed(_) | Style::Raised))
    }
}

/// Finds the lists of letters, in order.
pub fn find(source: Source) -> Vec<LetteredList> {
    let (mut found, mut line) = (Vec::new(), 0);
    // Most records have none.
    if !source.lines.iter().zip(source.starts).any(|(line, start)| may_begin(source, line, *start)) {
        return found;
    }
    let ends = ends(source);
    while line < source.lines.len() {
        let Some(list) = list_at(source, line) else {
            line += 1;
            continue;
        };
        let mut lines = list.lines.clone();
        if ends.get(lines.end).is_none_or(|ends| *ends) {
            line = lines.end;
            found.push(list);
        } else {
            // It is text, and what stands right below text begins no list.
            let is_blank = |line: &usize| source.lines.get(*line).is_some_and(|line| line.kind == LineKind::Blank);
            line = lines.find(is_blank).unwrap_or(lines.end);
        }
    }
    found
}

/// Whether `line`, which begins at byte `start` of the record, may be the first item of a list, judged by its first byte that is no
/// white space and the one behind it.
fn may_begin(source: Source, line: &Line, start: usize) -> bool {
    let LineKind::Text { indent } = line.kind else { return false };
    match source.text.as_bytes().get(start + indent..) {
        Some(
            [b'a' | b'A', b'.' | b')', ..] | [b'a', b' ' | b'\t', ..] | [b'[' | b'(', b'a' | b'A' | b'b' | b'B', ..],
        ) => true,
        Some([first, ..]) => !first.is_ascii() && item_at(source, start, line).is_some_and(Item::may_begin),
        _ => false,
    }
}

/// For each line, whether a list may end above it: only lists follow until the page or the record ends.
fn ends(source: Source) -> Vec<bool> {
    let mut ends = vec![true; source.lines.len()];
    let mut below = true;
    for (number, line) in source.lines.iter().enumerate().rev() {
        let is_below_text = || {
            number
                .checked_sub(1)
                .and_then(|above| source.lines.get(above))
                .is_some_and(|above| above.kind != LineKind::Blank)
        };
        below = match line.kind {
            LineKind::PageMarker | LineKind::Rule | LineKind::NotesTitle => true,
            LineKind::Blank | LineKind::Item(_) => below,
            LineKind::Text { indent } => {
                let may_be_of_a_list = indent > 0
                    || is_below_text()
                    || source.content(number).of(source.text).starts_with('[')
                    || item(source, number).is_some_and(Item::may_begin);
                below && may_be_of_a_list
            }
        };
        if let Some(end) = ends.get_mut(number) {
            *end = below;
        }
    }
    ends
}

/// The item at line `line`. None where the line is one of another kind.
fn item(source: Source, line: usize) -> Option<Item> {
    item_at(source, *source.starts.get(line)?, source.lines.get(line)?)
}

/// The item that `line` is, which begins at byte `start` of the record.
fn item_at(source: Source, start: usize, line: &Line) -> Option<Item> {
    let is_text = matches!(line.kind, LineKind::Text { .. });
    is_text.then(|| Item::of(Span::new(start, start + line.content).of(source.text)))?
}

/// The list that begins at line `start`. None if text stands right above it.
fn list_at(source: Source, start: usize) -> Option<LetteredList> {
    let first = item(source, start).filter(|item| item.may_begin())?;
    let above = start.checked_sub(1).and_then(|above| source.lines.get(above)).map(|line| line.kind);
    if matches!(above, Some(LineKind::Text { .. })) {
        return None;
    }
    let announced = matches!(above, Some(LineKind::NotesTitle | LineKind::Rule));
    let (mut items, mut last, mut end) = (vec![(start, first)], first, start + 1);
    let mut after_blank = false;
    for (number, line) in source.lines_below(start) {
        work::count(1);
        match line.kind {
            LineKind::Blank => {
                after_blank = true;
                continue;
            }
            LineKind::Text { indent } => match item(source, number) {
                Some(next)
                    if last.is_before(next)
                        || (last.is_before_a_lost(next) && !goes_on_below(source, last, number)) =>
                {
                    items.push((number, next));
                    last = next;
                }
                Some(next) if after_blank && next.place == 0 => break,
                _ if after_blank && indent <= first.indent => break,
                _ => {}
            },
            LineKind::Item(next) if !after_blank && next.style.may_be_prose() => {}
            _ => break,
        }
        after_blank = false;
        end = number + 1;
    }
    Some(LetteredList {
        lines: start..end,
        notes: notes(source, &items, end),
        style: first.style,
        is_capital: first.is_capital,
        is_set_apart: announced || first.indent > 0 || is_above_numbered_notes(source, end),
    })
}

/// Whether what stands below the lines above line `end` begins with item 1.
fn is_above_numbered_notes(source: Source, end: usize) -> bool {
    let is_blank = |line: &usize| source.lines.get(*line).is_some_and(|line| line.kind == LineKind::Blank);
    let next = (end..source.lines.len()).find(|line| !is_blank(line));
    next.is_some_and(|next| lists::number(source, next) == Some(1))
}

/// Whether the item behind `last` stands a few lines below line `line`.
fn goes_on_below(source: Source, last: Item, line: usize) -> bool {
    let is_of_list = |line: &usize| {
        source.lines.get(*line).is_some_and(|line| line.kind != LineKind::PageMarker)
            && item(source, *line).is_none_or(|item| item.place > 0)
    };
    let mut below = (line + 1..line + LINES_OF_A_NOTE).take_while(is_of_list).filter_map(|below| item(source, below));
    below.any(|next| last.is_before(next))
}

/// The notes of a list with `items`, each with its line, that ends before line `end`.
fn notes(source: Source, items: &[(usize, Item)], end: usize) -> Vec<Note> {
    let ends = items.iter().skip(1).map(|(line, _)| *line).chain([end]);
    let note = |(&(line, item), next): (&(usize, Item), usize)| {
        let is_text = |line: &usize| source.lines.get(*line).is_some_and(|line| line.kind != LineKind::Blank);
        let last = (line..next).rev().find(is_text).unwrap_or(line);
        let span = Span::new(source.content(line).start, source.content(last).end);
        let label_span = item.label.shifted(span.start);
        let label = Label::lettered(label_span.of(source.text));
        let text = Span::new((span.start + item.text).min(span.end), span.end);
        Note { span, label: Some(label), label_span, text, goes_on: false }
    };
    items.iter().zip(ends).map(note).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::tests::source;

    /// The lists in `text`, each as its labels and the last note's text.
    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        source(text, |source| {
            let labels = |list: &LetteredList| {
                list.notes.iter().map(|note| note.label_span.of(text)).collect::<Vec<_>>().concat()
            };
            let last = |list: &LetteredList| list.notes.last().map_or("", |note| note.text.of(text)).to_owned();
            let found: Vec<_> = find(source).iter().map(|list| (labels(list), last(list))).collect();
            let found: Vec<_> = found.iter().map(|(labels, last)| (labels.as_str(), last.as_str())).collect();
            assert_eq!(found, expected, "{text}");
        });
    }

    #[test]
    fn lists_that_end_a_page_or_the_record() {
        check("Tea.\n\n  a. On Monday.\n  b. On\n     Friday.\n", &[("ab", "On\n     Friday.")]);
        check("Tea.\n\na) On Monday.\n\nb) On Friday.\n\n[Page 4]\n\nRum.\n", &[("ab", "On Friday.")]);
        check("Tea.\n\n[A] On Monday.\n[B] Late.\n\n  a. Of May.\n", &[("AB", "Late."), ("a", "Of May.")]);
        check("Tea.\n\nᵃ On Monday.\nᵇ Late.\n", &[("ᵃᵇ", "Late.")]);
        check("Tea.\n\na On Monday.\nb Late.\n\n1 By ship.\n", &[("ab", "Late.")]);
        check("Tea.\n\n  a. On Monday.\n  b. Late.\n\n1. By ship.\n", &[("ab", "Late.")]);
    }

    #[test]
    fn other_lists() {
        // Text follows.
        check("Tea.\n\na. On Monday.\nb. On Friday.\n\nThey met.\n", &[]);
        // It begins with another letter, or right below text.
        check("Tea.\n\nb. On Friday.\n", &[]);
        check("Tea.\n\n(c) On Friday.\n", &[]);
        check("Tea.\na. On Monday.\n", &[]);
        check("Tea.\na pound of tea\n", &[]);
        check("Tea.\n\nA pound\nB pound\n", &[]);
        check("a.m. or p.m.\n", &[]);
    }

    #[test]
    fn a_note_is_lost() {
        check("Tea.\n\na. On Monday.\nc. Late.\n\n[Page 4]\n", &[("ac", "Late.")]);
        check("Tea.\n\n(b) On Monday.\n(c) Late.\n\n[Page 4]\n", &[("bc", "Late.")]);
        check("Tea.\n\na. On Monday.\nd. Late.\n", &[("a", "On Monday.\nd. Late.")]);
    }

    #[test]
    fn letters_in_a_note_begin_no_item() {
        check("Tea.\n\n  a. See\n  d. Rum.\n  b. Late.\n", &[("ab", "Late.")]);
        check("Tea.\n\n  h. X.\n", &[]);
        let all: Vec<_> = ('a'..='l').filter(|c| *c != 'j').map(|c| format!("  {c}. It.\n")).collect();
        check(&format!("Tea.\n\n{}", all.concat()), &[("abcdefghikl", "It.")]);
    }
}
