//! Note lists that can be told by their layout: items that are indented, or that stand below a title or a rule.

use crate::convention::mark::{Item, ItemStyle, LineKind, Token, TokenKind};
use crate::record::Label;
use crate::record::model::Note;
use crate::record::source::Source;
use crate::syntax::Line;
use crate::text::Span;

/// A line belongs to the note above it if the next item follows within this many lines; a last note has no more at the margin.
pub const LINES_OF_A_NOTE: usize = 12;

/// The rest of a note at the foot of the next page has at most so many lines.
pub const LONGEST_REST: usize = 12;

/// A number is no label among others if it is so far from the one that is due.
pub const FAR_OFF: u64 = 10;

/// The length in bytes from which a text is a sentence: no signature and hardly any title is as long.
const A_SENTENCE: usize = 60;

/// The place of a note list. Lines of the record count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListLines {
    /// The first line of the list: the title or rule above it, or the rest of a note of the page before, if there is one,
    /// otherwise its first item.
    pub first: usize,
    /// The line after the last line with text of the list.
    pub end: usize,
    /// The lines at which the items of the list start.
    pub items: Vec<usize>,
}

/// Lists of a record, each in order.
#[derive(Debug, Default)]
pub struct Lists {
    /// Those told by their layout and their place to be note lists.
    pub told: Vec<ListLines>,
    /// Those that look like the others but have text below: the record may hold several letters, each with its notes. Whether
    /// they are lists of notes, the pairing of the references with them tells.
    pub within: Vec<ListLines>,
    /// Whether the only one told has text below, which may be a signature: it may be a table as well.
    pub is_in_the_text: bool,
}

/// Finds the note lists of the record. Their items are indented, or stand at the margin below a title or a rule. A list
/// without title or rule ends the record or a page.
pub fn find(source: Source) -> Lists {
    let (mut lists, mut within) = (Vec::new(), Vec::new());
    let mut number = 0;
    while number < source.lines.len() {
        let start = announced_item(source, number, lists.last());
        // Nothing in the lines of a list begins another.
        let mut next = start.max(number + 1);
        if let Some(list) = list_at(source, number, start) {
            next = list.end;
            let due = lists.last().and_then(|last| due_after(source, last));
            if is_written_as_notes(source, &list, due) {
                if ends_a_page_or_record(source, list.end) || list.is_announced() {
                    lists.push(list);
                } else {
                    within.push(list);
                }
            }
        }
        number = next;
    }
    let is_in_the_text = lists.is_empty();
    if is_in_the_text {
        // Somebody may have signed below the notes.
        lists.extend(within.pop_if(|list| counts_up(source, list)));
    }
    Lists { told: lists, within, is_in_the_text }
}

impl Lists {
    /// All of the lists in order, if some of those with text below begin with 0, 1, or the number that continues the list
    /// before, as note lists do.
    pub fn with_those_within(&self, source: Source) -> Option<Vec<ListLines>> {
        let within = self.within.iter().map(|list| (list, false));
        let mut all: Vec<_> = within.chain(self.told.iter().map(|list| (list, true))).collect();
        all.sort_unstable_by_key(|(list, _)| list.first);
        let mut due = None;
        all.retain(|(list, is_told)| {
            let begun = number(source, list.first_item());
            let may_be_notes = *is_told || begun.is_some_and(|number| number <= 1 || Some(number) == due);
            due = if may_be_notes { due_after(source, list) } else { due };
            may_be_notes
        });
        (!self.told.is_empty() && all.len() > self.told.len())
            .then(|| all.into_iter().map(|(list, _)| list.clone()).collect())
    }
}

impl ListLines {
    /// The bytes of the list in the record, with its title or rule.
    pub fn span(&self, source: Source) -> Span {
        Span::new(source.content(self.first).start, source.content(self.end.saturating_sub(1)).end)
    }

    /// The line of the first item.
    pub fn first_item(&self) -> usize {
        self.items.first().copied().unwrap_or(self.first)
    }

    /// The bytes above the first item that are the rest of a note of the page before; none if the list has no such lines.
    pub fn rest(&self, source: Source) -> Option<Span> {
        let is_text =
            |line: &usize| matches!(source.lines.get(*line).map(|line| line.kind), Some(LineKind::Text { .. }));
        let first = (self.first..self.first_item()).find(is_text)?;
        Some(Span::new(source.content(first).start, source.content(self.first_item().checked_sub(1)?).end))
    }

    /// Whether a title or a rule stands above the list.
    fn is_announced(&self) -> bool {
        self.items.first() != Some(&self.first)
    }
}

/// Whether a line of this kind announces a note list.
fn announces(kind: LineKind) -> bool {
    matches!(kind, LineKind::Rule | LineKind::NotesTitle)
}

/// The first line below the titles and rules that begin at line `first`, and below the rest of the last note of the list `before`
/// that may stand there; `first` itself if it is no title and no rule.
fn announced_item(source: Source, first: usize, before: Option<&ListLines>) -> usize {
    let lines = source.lines.get(first..).unwrap_or_default();
    if !lines.first().is_some_and(|line| announces(line.kind)) {
        return first;
    }
    let start = first + lines.iter().take_while(|line| line.kind == LineKind::Blank || announces(line.kind)).count();
    let below = source.lines.get(start..).unwrap_or_default().iter();
    let rest = below.take_while(|line| matches!(line.kind, LineKind::Text { .. })).count();
    let may_be_rest = (1..=LONGEST_REST).contains(&rest) && before.is_some_and(|list| breaks_off(source, list));
    if may_be_rest { start + rest } else { start }
}

/// Whether the last note of `list` breaks off within a sentence: it may go on at the foot of the next page.
pub fn breaks_off(source: Source, list: &ListLines) -> bool {
    let said = source.content(list.end.saturating_sub(1)).of(source.text);
    said.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | '-' | '–' | '—'))
}

/// Reads the list whose first item is line `start`. `first` is the line of the title or rule above it, or `start`.
fn list_at(source: Source, first: usize, start: usize) -> Option<ListLines> {
    let announced = first < start;
    let LineKind::Item(item) = source.lines.get(start)?.kind else { return None };
    if !may_begin(item, announced) {
        return None;
    }
    let mut list = ListLines { first, end: start + 1, items: vec![start] };
    // A line indented like the items continues the line above, or is an item that is just being typed.
    let beside = |indent, after_blank: bool| indent == item.indent && !after_blank && (indent > 0 || announced);
    let may_go_on = |indent, after_blank, line: &Line| {
        let is_near = if after_blank { indent > 0 } else { !line.is_row };
        is_near || (announced && (!after_blank || item.indent == 0))
    };
    let mut after_blank = false;
    for (number, line) in source.lines_below(start) {
        let continues = match line.kind {
            LineKind::Blank => {
                after_blank = true;
                continue;
            }
            // `the battle of` may stand above `1801. It was lost.`
            LineKind::Item(_) if !after_blank && !line.is_row && is_far_off(source, &list, number) => true,
            // `2 brigades` may be a row of a table above the notes.
            LineKind::Item(next)
                if item.style.may_be_prose() && !next.style.may_be_prose() && next.indent <= item.indent =>
            {
                false
            }
            // The number due in the style of the list, right below it, is its next item wherever it begins.
            LineKind::Item(next)
                if belongs(item, next, announced) || (!after_blank && is_next(source, &list, item, number)) =>
            {
                list.items.push(number);
                true
            }
            // A paragraph that begins with a dash is none of the notes below it.
            LineKind::Item(next) if !item.style.has_label() && next.style.has_label() => false,
            // `1 member was absent.` may be a paragraph of a note.
            LineKind::Item(next) => {
                next.indent > item.indent
                    || beside(next.indent, after_blank)
                    || (next.style.may_be_prose()
                        && may_go_on(next.indent, after_blank, line)
                        && goes_on_below(source, &list, number))
            }
            LineKind::Text { indent } => {
                indent > item.indent
                    || beside(indent, after_blank)
                    // A paragraph of a note may be moved in as its label is, and a wrapped line less or not at all.
                    || (may_go_on(indent, after_blank, line) && goes_on_below(source, &list, number))
                    || (!after_blank && ends_right_below(source, number))
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

/// Whether `item` may be the first of a note list. `announced` says whether a title or a rule stands above it.
fn may_begin(item: Item, announced: bool) -> bool {
    // Nothing else looks like a superscript item. Bullets are judged later, by the marks that close their notes.
    item.style.is_unmistakable() || !item.style.has_label() || item.indent > 0 || announced
}

/// Whether `next` is an item of the list that `first` began, and not of a list inside a note. It may be indented by at
/// most one column more, as shorter numbers are to align with longer ones.
fn belongs(first: Item, next: Item, announced: bool) -> bool {
    next.indent <= first.indent + 1
        && first.style.has_label() == next.style.has_label()
        && (next.indent > 0 || announced || next.style.is_unmistakable() || first.indent <= 1)
        && (next.style == first.style || !next.style.may_be_prose())
}

/// Whether the item at line `line`, which is indented less than `first`, the first item of `list`, carries the number that is due
/// there, and is no row that may be prose.
fn is_next(source: Source, list: &ListLines, first: Item, line: usize) -> bool {
    let Some(LineKind::Item(next)) = source.lines.get(line).map(|line| line.kind) else { return false };
    next.indent < first.indent
        && next.style == first.style
        && !next.style.may_be_prose()
        && due_after(source, list).is_some_and(|due| number(source, line) == Some(due))
}

/// Whether the text above line `end` ends a page or the record: a line that begins with a page marker, the line that closes a book,
/// or no more text follows.
pub fn ends_a_page_or_record(source: Source, end: usize) -> bool {
    let mut after = source.lines.iter().enumerate().skip(end).filter(|(_, line)| line.kind != LineKind::Blank);
    after.next().is_none_or(|(number, line)| match line.kind {
        _ if source.begins_with_form_feed(number) => true,
        LineKind::PageMarker => true,
        LineKind::Text { indent } => {
            let begins_a_page = line.tokens.first().is_some_and(|token| {
                token.span.start == indent && matches!(token.kind, TokenKind::Page { facsimile: false, .. })
            });
            begins_a_page || (after.next().is_none() && closes_a_book(source.content(number).of(source.text)))
        }
        _ => false,
    })
}

/// Whether `between`, the bytes between two lists, has nothing but titles, rules and empty lines.
pub fn has_only_titles(source: Source, between: Span) -> bool {
    let line_from = |byte: usize| source.starts.partition_point(|start| *start < byte);
    let may_be_title = |number: usize| match source.lines.get(number) {
        Some(Line { kind: LineKind::Text { .. }, tokens, .. }) => {
            let text = source.content(number).of(source.text);
            // What is glued to a word may be a footnote reference.
            let is_apart =
                |token: &Token| text.get(..token.span.start).is_none_or(|before| before.trim_end() != before);
            text.len() < A_SENTENCE
                && !text.ends_with(['.', ',', ';', '?', '!', '-', ')', ']'])
                && tokens.iter().all(|token| token.span.start == 0 || is_apart(token))
        }
        line => line.is_none_or(|line| line.kind == LineKind::Blank || announces(line.kind)),
    };
    (line_from(between.start)..line_from(between.end)).all(may_be_title)
}

/// Whether `line`, the last of its record, may say that the book ends: `THE END`, `*** FINIS ***`.
fn closes_a_book(line: &str) -> bool {
    line.chars().any(char::is_uppercase) && !line.chars().any(|c| c.is_lowercase() || c.is_numeric())
}

/// Whether the items look like notes and not like a list within the text. `due` is the number that continues the list
/// before.
fn is_written_as_notes(source: Source, list: &ListLines, due: Option<u64>) -> bool {
    let first = list.items.first().and_then(|&line| source.lines.get(line));
    let Some(LineKind::Item(item)) = first.map(|line| line.kind) else { return false };
    let announced = list.is_announced();
    let is_closed =
        |&line: &usize| !source.convention.split_note_end(source.content(line).of(source.text)).1.is_empty();
    // The sum of a table may stand below a rule.
    let is_sum = |&line: &usize| {
        item.style.may_be_prose() && !source.content(line).of(source.text).contains(char::is_alphabetic)
    };
    if announced {
        return !list.items.iter().all(is_sum);
    }
    if !item.style.has_label() {
        // Many records end with a bulleted list of persons; only notes have a closing mark.
        list.items.iter().any(is_closed)
    } else if item.style.may_be_prose() {
        // A signature block or a table may begin with a number.
        list.items.len() > 1 || says_something(source, list.first, item, due)
    } else {
        // A list indented by four columns or more is a list within the text.
        !item.style.may_be_any_list() || item.indent < 4
    }
}

/// Whether the `item` at line `line` is numbered 0, 1 or `due`, and its text is a sentence, or as long as one.
fn says_something(source: Source, line: usize, item: Item, due: Option<u64>) -> bool {
    let text = source.content(line).of(source.text);
    let said = text.get(item.text..).unwrap_or_default().trim();
    let ends = |said: &str| said.trim_end_matches(['”', '"', ')', ']', ' ']).ends_with(['.', '?', '!']);
    // `Neither printed. (Files, Box 3)`: the sentence ends before the brackets.
    let before_brackets =
        || said.strip_suffix(')').and_then(|said| said.rsplit_once('(')).is_some_and(|said| ends(said.0));
    number(source, line).is_some_and(|number| number <= 1 || Some(number) == due)
        && said.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '['))
        && (said.len() >= A_SENTENCE || ends(said) || before_brackets())
        && !said.contains('\t')
}

/// Whether the items of `list` are numbered, each by one more than the item before.
fn counts_up(source: Source, list: &ListLines) -> bool {
    let numbers: Vec<_> = list.items.iter().map(|&line| number(source, line)).collect();
    let follows = |pair: &[Option<u64>]| matches!(pair, [Some(a), Some(b)] if a.checked_add(1) == Some(*b));
    numbers.iter().all(Option::is_some) && numbers.windows(2).all(follows)
}

/// The number that continues `list`: one more than that of its last item. None if that has no number.
pub fn due_after(source: Source, list: &ListLines) -> Option<u64> {
    number(source, *list.items.last()?)?.checked_add(1)
}

/// The label of the item at line `line`; for a bullet, the bullet. None if the line is no item.
pub fn label(source: Source, line: usize) -> Option<Label> {
    let LineKind::Item(item) = source.lines.get(line)?.kind else { return None };
    Some(Label::new(item.label.shifted(source.starts.get(line).copied()?).of(source.text)))
}

/// The number of the item at line `line`; none if the line is no item with a number.
pub fn number(source: Source, line: usize) -> Option<u64> {
    label(source, line)?.arabic()
}

/// The style of the label of the item at line `line`.
pub fn style(source: Source, line: usize) -> Option<ItemStyle> {
    match source.lines.get(line)?.kind {
        LineKind::Item(item) => Some(item.style),
        _ => None,
    }
}

/// Whether the next item of `list` follows a few lines below line `line`, so that the line is a paragraph of a note.
pub fn goes_on_below(source: Source, list: &ListLines, line: usize) -> bool {
    let Some(due) = due_after(source, list) else { return false };
    let style_of_list = style(source, list.first_item());
    let begins_another = |line: &usize| {
        let begins_anew =
            || style(source, *line) == style_of_list && number(source, *line).is_some_and(|number| number <= 1);
        source.lines.get(*line).is_some_and(|line| announces(line.kind)) || begins_anew()
    };
    let mut below = (line + 1..line + LINES_OF_A_NOTE).take_while(|below| !begins_another(below));
    below.any(|below| number(source, below) == Some(due))
}

/// Whether the number at the start of line `line` is far from the one that is due in `list`, which follows a few lines below.
fn is_far_off(source: Source, list: &ListLines, line: usize) -> bool {
    let both = number(source, line).zip(due_after(source, list));
    both.is_some_and(|(number, due)| number.abs_diff(due) >= FAR_OFF) && goes_on_below(source, list, line)
}

/// Whether the lines of text from line `line` on end a page or the record, as those of the last note do.
fn ends_right_below(source: Source, line: usize) -> bool {
    let below = source.lines.iter().skip(line).take(LINES_OF_A_NOTE + 1);
    let count = below.take_while(|line| matches!(line.kind, LineKind::Text { .. }) && !line.is_row).count();
    count <= LINES_OF_A_NOTE && ends_a_page_or_record(source, line + count)
}

/// The notes of `list`, in order.
pub fn notes(source: Source, list: &ListLines) -> impl Iterator<Item = Note> {
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
        Some(Note { span, label, label_span, text, goes_on: false })
    })
}
