//! The note lists of a record.

use crate::convention::mark::{Item, LineKind};
use crate::record::Label;
use crate::record::model::Note;
use crate::record::source::Source;
use crate::text::Span;

/// Within so many lines below a paragraph the next item makes it one of the note before.
const PARAGRAPHS_OF_A_NOTE: usize = 12;

/// No signature and hardly a title is so long, in bytes.
const A_SENTENCE: usize = 60;

/// A note list in lines of the record.
#[derive(Clone, Debug)]
pub struct NoteList {
    /// Its first line: the title or rule above it, where there is one.
    pub first: usize,
    /// The line after its last one with text.
    pub end: usize,
    /// The lines at which its items start.
    pub items: Vec<usize>,
}

/// The note lists of the record, in order. Note items are indented, or stand at the margin under a title or a rule; a
/// list of them ends the record, or stands at the foot of a page.
pub fn find(source: Source) -> Vec<NoteList> {
    let mut lists = Vec::new();
    // The last list that only wants to stand at the end: somebody may sign below the notes.
    let mut almost = None;
    let mut number = 0;
    while number < source.lines.len() {
        let start = announced_item(source, number);
        // Nothing in the lines of a list begins another.
        let mut next = start.max(number + 1);
        if let Some(list) = list_at(source, number, start) {
            next = list.end;
            let due = lists.last().and_then(|last| due_after(source, last));
            if is_written_as_notes(source, &list, due) {
                if ends_a_page_or_record(source, &list) || list.is_announced() {
                    lists.push(list);
                } else {
                    almost = Some(list);
                }
            }
        }
        number = next;
    }
    if lists.is_empty() {
        lists.extend(almost.filter(|list| counts_up(source, list)));
    }
    lists
}

impl NoteList {
    /// Where it stands in the record, its title or rule included.
    pub fn span(&self, source: Source) -> Span {
        Span::new(source.content(self.first).start, source.content(self.end.saturating_sub(1)).end)
    }

    /// Whether a title or a rule stands above it.
    fn is_announced(&self) -> bool {
        self.items.first() != Some(&self.first)
    }
}

/// The line below the title or rule at line `first`, and below any more of them; `first` itself where there is none.
fn announced_item(source: Source, first: usize) -> usize {
    let announces = |kind| matches!(kind, LineKind::Rule | LineKind::NotesTitle);
    let lines = source.lines.get(first..).unwrap_or_default();
    if !lines.first().is_some_and(|line| announces(line.kind)) {
        return first;
    }
    first + lines.iter().take_while(|line| line.kind == LineKind::Blank || announces(line.kind)).count()
}

/// The list whose first item is line `start`; the title or rule above it is line `first`, or the same.
fn list_at(source: Source, first: usize, start: usize) -> Option<NoteList> {
    let announced = first < start;
    let LineKind::Item(item) = source.lines.get(start)?.kind else { return None };
    if !may_begin(item, announced) {
        return None;
    }
    let mut list = NoteList { first, end: start + 1, items: vec![start] };
    // A line at the items' own indent runs on from the one above, or is an item that is just being typed.
    let beside = |indent, after_blank: bool| indent == item.indent && !after_blank && (indent > 0 || announced);
    let mut after_blank = false;
    for (number, line) in source.lines.iter().enumerate().skip(start + 1) {
        let continues = match line.kind {
            LineKind::Blank => {
                after_blank = true;
                continue;
            }
            LineKind::Item(next) if belongs(item, next, announced) => {
                list.items.push(number);
                true
            }
            LineKind::Item(next) => next.indent > item.indent || beside(next.indent, after_blank),
            LineKind::Text { indent } => {
                indent > item.indent
                    || beside(indent, after_blank)
                    || (announced && item.indent == 0 && goes_on_below(source, &list, number))
            }
            LineKind::Rule | LineKind::NotesTitle | LineKind::PageMarker => false,
        };
        if !continues {
            break;
        }
        after_blank = false;
        list.end = number + 1;
    }
    Some(list)
}

/// Whether `item` may be a list's first; `announced` by a title or a rule.
fn may_begin(item: Item, announced: bool) -> bool {
    // Nothing else looks like a superscript item; of bullets, the marks behind them tell.
    item.style.is_unmistakable() || !item.style.has_label() || item.indent > 0 || announced
}

/// Whether `next` is an item of the list that `first` began, and not a list inside one of its notes: it stands no
/// deeper, but for the column or two that shorter numbers are moved in by.
fn belongs(first: Item, next: Item, announced: bool) -> bool {
    next.indent <= first.indent + 1
        && first.style.has_label() == next.style.has_label()
        && (next.indent > 0 || announced || next.style.is_unmistakable() || first.indent <= 1)
        && (next.style == first.style || !next.style.may_be_prose())
}

/// Whether nothing follows the list but a page or the record's end.
pub fn ends_a_page_or_record(source: Source, list: &NoteList) -> bool {
    let after = source.lines.iter().skip(list.end).find(|line| line.kind != LineKind::Blank);
    after.is_none_or(|line| line.kind == LineKind::PageMarker)
}

/// Whether the items look like notes and not like a list in the text; `due` is what a list begins with that goes on from the one
/// before.
fn is_written_as_notes(source: Source, list: &NoteList, due: Option<u64>) -> bool {
    let first = list.items.first().and_then(|&line| source.lines.get(line));
    let Some(LineKind::Item(item)) = first.map(|line| line.kind) else { return false };
    let announced = list.is_announced();
    let is_closed =
        |&line: &usize| !source.convention.split_note_end(source.content(line).of(source.text)).1.is_empty();
    announced
        || if !item.style.has_label() {
            // Bulleted lists close many records that are lists of persons.
            list.items.iter().any(is_closed)
        } else if item.style.may_be_prose() {
            // A signature block or a table may begin with a number.
            list.items.len() > 1 || says_something(source, list.first, item, due)
        } else {
            // Four columns and more is a list within the text.
            !item.style.may_be_any_list() || item.indent < 4
        }
}

/// Whether `item` of line `line` is the first note, or the one that is `due`, and says a sentence, or as much as one.
fn says_something(source: Source, line: usize, item: Item, due: Option<u64>) -> bool {
    let text = source.content(line).of(source.text);
    let said = text.get(item.text..).unwrap_or_default().trim();
    let ends = |said: &str| said.trim_end_matches(['”', '"', ')', ']', ' ']).ends_with(['.', '?', '!']);
    // `Neither printed. (Files, Box 3)`
    let before_brackets =
        || said.strip_suffix(')').and_then(|said| said.rsplit_once('(')).is_some_and(|said| ends(said.0));
    number(source, line).is_some_and(|number| number <= 1 || Some(number) == due)
        && said.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '['))
        && (said.len() >= A_SENTENCE || ends(said) || before_brackets())
        && !said.contains('\t')
}

/// Whether the items count up by one.
fn counts_up(source: Source, list: &NoteList) -> bool {
    let numbers: Vec<_> = list.items.iter().map(|&line| number(source, line)).collect();
    let follows = |pair: &[Option<u64>]| matches!(pair, [Some(a), Some(b)] if a.checked_add(1) == Some(*b));
    numbers.iter().all(Option::is_some) && numbers.windows(2).all(follows)
}

/// The number that goes on from those of `list`.
pub fn due_after(source: Source, list: &NoteList) -> Option<u64> {
    number(source, *list.items.last()?)?.checked_add(1)
}

/// The label of the item at `line`.
pub fn label(source: Source, line: usize) -> Option<Label> {
    let LineKind::Item(item) = source.lines.get(line)?.kind else { return None };
    Some(Label::new(item.label.shifted(source.starts.get(line).copied()?).of(source.text)))
}

/// The number of the item at `line`.
pub fn number(source: Source, line: usize) -> Option<u64> {
    label(source, line)?.arabic()
}

/// Whether the next of the list's items follows a few lines below `line`, so that this is a paragraph of a note.
fn goes_on_below(source: Source, list: &NoteList, line: usize) -> bool {
    let due = due_after(source, list);
    due.is_some() && (line + 1..line + PARAGRAPHS_OF_A_NOTE).any(|below| number(source, below) == due)
}

/// The notes of `list`, in order.
pub fn notes(source: Source, list: &NoteList) -> impl Iterator<Item = Note> {
    let ends = list.items.iter().skip(1).copied().chain([list.end]);
    list.items.iter().zip(ends).filter_map(move |(&line, next)| {
        let LineKind::Item(item) = source.lines.get(line)?.kind else { return None };
        let end = (line..next).rev().find(|&line| source.lines.get(line).is_some_and(|l| l.kind != LineKind::Blank))?;
        let span = Span::new(source.content(line).start, source.content(end).end);
        let label_span = item.label.shifted(span.start);
        let text = Span::new((span.start + item.text).min(span.end), span.end);
        let said = text.of(source.text);
        let said = source.convention.split_note_end(said).0.trim_end();
        let lead = said.len() - said.trim_start().len();
        let text = Span::new(text.start + lead, text.start + said.len());
        let label = item.style.has_label().then(|| Label::new(label_span.of(source.text)));
        Some(Note { span, label, label_span, text })
    })
}
