//! The `markdown` convention: `[^1]` leads to `[^1]: text`, and `^[text]` is a note within the text. Nothing in code is
//! a mark.

use super::footnote::{FootnoteMark, Form, Role};
use super::form::{NoteForm, ReferenceForm};
use super::mark::{Item, LineKind, Token};
use super::page_forms::PageForms;
use super::patterns::PagePatterns;
use super::plain;
use crate::text::{self, Span};
use std::borrow::Cow;
use std::collections::HashSet;

/// The longest label of a footnote, in bytes. Labels may be words.
const LONGEST_LABEL: usize = 80;
/// The longest run of backticks that opens a code span.
const LONGEST_TICKS: usize = 8;
/// The longest marker of a list item, in bytes: nine digits and what stands behind them.
const LONGEST_LIST_MARKER: usize = 10;

/// The columns to the next tab stop.
const TAB: usize = 4;
/// How many columns deeper than the text around it a line of code stands.
const CODE_INDENT: usize = 4;

/// A line of a text, and what it is to a reader of Markdown.
struct Line {
    /// The line without its line break.
    span: Span,
    /// The code block that the line is part of.
    code: Option<CodeBlock>,
}

/// A block of code, by what makes it one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CodeBlock {
    /// It stands between two fences, which belong to it.
    Fenced,
    /// Its lines are indented.
    Indented,
}

/// Tells which lines of a text are code, line by line.
#[derive(Default)]
struct CodeBlocks<'a> {
    /// The fence that opened the code block around the current line.
    fence: Option<&'a str>,
    /// The columns at which the text of the list items and notes around the current line begins, from the outermost.
    containers: Vec<usize>,
    /// Whether the line above is not part of a paragraph, so that indented code may begin: an empty line, or code.
    below_paragraph: bool,
}

impl<'a> CodeBlocks<'a> {
    /// The code block that the next line, which is `span` of `text`, is part of.
    fn next(&mut self, text: &'a str, span: Span) -> Option<CodeBlock> {
        let line = span.of(text);
        let words = line.trim();
        if let Some(open) = self.fence {
            if fence_of(words).is_some_and(|close| close == words && close.starts_with(open)) {
                self.fence = None;
            }
            return Some(CodeBlock::Fenced);
        }
        if words.is_empty() {
            self.below_paragraph = true;
            return None;
        }
        let indent = line.len() - line.trim_start().len();
        let column = columns(line.get(..indent).unwrap_or_default());
        let content = content_column(text, span, indent, column);
        // A line of a paragraph belongs to it wherever it begins.
        if self.below_paragraph || content.is_some() {
            while self.containers.pop_if(|container| *container > column).is_some() {}
        }
        let around = self.containers.last().copied().unwrap_or(0);
        if self.below_paragraph && column >= around + CODE_INDENT {
            return Some(CodeBlock::Indented);
        }
        self.below_paragraph = false;
        self.containers.extend(content);
        self.fence = fence_of(words);
        self.fence.map(|_| CodeBlock::Fenced)
    }
}

/// The width of the white space `indent`, in columns.
fn columns(indent: &str) -> usize {
    indent.chars().fold(0, |column, c| if c == '\t' { (column / TAB + 1) * TAB } else { column + 1 })
}

/// The column at which the text of the list item or note begins that the line `span` opens behind `indent` bytes, which
/// are `column` columns.
fn content_column(text: &str, span: Span, indent: usize, column: usize) -> Option<usize> {
    if definition(text, span, indent).is_some() {
        return Some(column + CODE_INDENT);
    }
    let words = span.of(text).get(indent..)?;
    let behind = match words.strip_prefix(['-', '+', '*']) {
        Some(behind) => behind,
        None => words.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(['.', ')'])?,
    };
    let marker = words.len() - behind.len();
    let spaces = behind.len() - behind.trim_start_matches(' ').len();
    let is_item = marker <= LONGEST_LIST_MARKER && (spaces > 0 || behind.starts_with('\t'));
    let gap = if (1..=CODE_INDENT).contains(&spaces) { spaces } else { 1 };
    is_item.then_some(column + marker + gap)
}

/// The lines of `text`.
fn lines(text: &str) -> impl Iterator<Item = Line> + '_ {
    let mut blocks = CodeBlocks::default();
    text::lines(text).map(move |line| {
        let span = Span::new(line.start, line.start + line.of(text).trim_end_matches(['\n', '\r']).len());
        Line { span, code: blocks.next(text, span) }
    })
}

/// The lines of `text` that are not code. Each span is in bytes of `text`, without the white space around the line.
pub fn prose(text: &str) -> impl Iterator<Item = Span> + '_ {
    lines(text).filter(|line| line.code.is_none()).map(|line| {
        let said = line.span.of(text);
        let indent = said.len() - said.trim_start().len();
        Span::new(line.span.start + indent, line.span.start + said.trim_end().len().max(indent))
    })
}

/// Scans `line`, as [`plain::scan`] does. A heading is scanned without the `#` before it.
pub fn scan(
    line: &str,
    indent: usize,
    patterns: &PagePatterns,
    forms: &PageForms,
    tokens: &mut Vec<Token>,
) -> LineKind {
    let kind = plain::scan(line, indent, patterns, forms, tokens);
    let title = line.trim_start_matches('#');
    let hashes = line.len() - title.len();
    match (hashes, title.strip_prefix(' ').and_then(plain::item::item)) {
        (1..=6, Some(item)) if item.indent == 0 => {
            let behind = hashes + 1;
            LineKind::Item(Item { label: item.label.shifted(behind), text: item.text + behind, ..item })
        }
        _ => kind,
    }
}

/// The code fence at the start of `words`: three or more backticks or tildes.
fn fence_of(words: &str) -> Option<&str> {
    let sign = words.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let length = words.len() - words.trim_start_matches(sign).len();
    (length >= 3).then(|| words.get(..length)).flatten()
}

/// Finds the footnote marks in `text`, in order. A note is `[^1]: text`; `[^1] text` at the start of a line may be one that
/// lacks its colon.
pub fn find(text: &str) -> Vec<FootnoteMark> {
    let mut found: Vec<FootnoteMark> = Vec::new();
    // The note around the current line, an index into `found`, and whether an empty line stands above.
    let (mut note, mut after_blank): (Option<usize>, bool) = (None, true);
    // The references in lines that are indented as code is.
    let mut indented = Vec::new();
    for Line { span, code } in lines(text) {
        let said = span.of(text);
        let indent = said.len() - said.trim_start_matches(' ').len();
        if said.trim().is_empty() {
            after_blank = true;
            continue;
        }
        let is_indented = indent > 3 || said.starts_with('\t');
        let definition = if indent <= 3 && code.is_none() { definition(text, span, indent) } else { None };
        let belongs = is_indented || (!after_blank && definition.is_none());
        if !belongs || definition.is_some() {
            note = None;
        }
        if let Some(note) = note.and_then(|note| found.get_mut(note)) {
            note.span.end = span.start + said.trim_end().len();
            note.text.end = note.span.end;
        }
        let from = definition.map_or(span.start, |mark| mark.text.start);
        if let Some(mark) = definition {
            note = Some(found.len());
            found.push(mark);
        }
        match code {
            None => references(text, Span::new(from, span.end), &mut found),
            Some(CodeBlock::Indented) => references(text, span, &mut indented),
            Some(CodeBlock::Fenced) => {}
        }
        after_blank = false;
    }
    tell_items_without_colon(text, &mut found);
    add_indented(text, indented, &mut found);
    found
}

/// Adds the references `indented` whose notes are among `found`. Typists move lines in as the print does, and their lines
/// would be code to a program that shows Markdown; in what is code indeed, hardly a mark has a note.
fn add_indented(text: &str, indented: Vec<FootnoteMark>, found: &mut Vec<FootnoteMark>) {
    if indented.is_empty() {
        return;
    }
    let notes = labels(text, found, Role::Note);
    let leads = |mark: &FootnoteMark| mark.role == Role::Reference && notes.contains(mark.label.of(text));
    found.extend(indented.into_iter().filter(leads));
    found.sort_by_key(|mark| mark.span.start);
}

/// The labels of those of `marks` that have the role `role`.
fn labels<'a>(text: &'a str, marks: &[FootnoteMark], role: Role) -> HashSet<&'a str> {
    marks.iter().filter(|mark| mark.role == role).map(|mark| mark.label.of(text)).collect()
}

/// Makes the items of a text that has notes references, but for those that only lack their colon: a reference carries their
/// label, and no note does. The note above ends where such an item begins.
fn tell_items_without_colon(text: &str, found: &mut [FootnoteMark]) {
    let (notes, references) = (labels(text, found, Role::Note), labels(text, found, Role::Reference));
    if notes.is_empty() {
        return;
    }
    let mut note: Option<&mut FootnoteMark> = None;
    for mark in found {
        let label = mark.label.of(text);
        match mark.role {
            Role::Note => note = Some(mark),
            Role::Item if references.contains(label) && !notes.contains(label) => {
                if let Some(note) = note.as_mut().filter(|note| note.span.end > mark.span.start) {
                    let before = Span::new(note.text.start, mark.span.start).of(text).trim_end();
                    note.text.end = note.text.start + before.len();
                    note.span.end = note.text.end;
                }
            }
            Role::Item => mark.role = Role::Reference,
            _ => {}
        }
    }
}

/// The note that `line` begins behind `indent` bytes: `[^1]: text`.
fn definition(text: &str, line: Span, indent: usize) -> Option<FootnoteMark> {
    let start = line.start + indent;
    let label = label(text, start, line.end)?;
    let behind = text.get(label.end + 1..line.end)?.strip_prefix(':')?;
    let text_start = label.end + 2 + (behind.len() - behind.trim_start().len());
    let end = (line.start + line.of(text).trim_end().len()).max(text_start);
    Some(FootnoteMark {
        role: Role::Note,
        span: Span::new(start, end),
        label,
        text: Span::new(text_start, end),
        goes_on: false,
        form: Form::Caret,
    })
}

/// The label of the mark `[^1]` that begins at byte `at` and ends before byte `end`.
fn label(text: &str, at: usize, end: usize) -> Option<Span> {
    let inner = text.get(at..end)?.strip_prefix("[^")?;
    let len = inner.bytes().take(LONGEST_LABEL + 1).position(|byte| byte == b']')?;
    is_label(inner.get(..len)?).then(|| Span::new(at + 2, at + 2 + len))
}

/// The code in `text`, in order: the lines of fenced blocks, and code spans.
pub fn code(text: &str) -> Vec<Span> {
    if !text.contains('`') && !text.contains("~~~") {
        return Vec::new();
    }
    let of_line =
        |Line { span, code }| if code == Some(CodeBlock::Fenced) { vec![span] } else { code_spans(text, span) };
    lines(text).flat_map(of_line).collect()
}

/// The code spans in the part `within` of a line, in order.
fn code_spans(text: &str, within: Span) -> Vec<Span> {
    // The runs of backticks of each length that nothing closes. What was not closed once is not looked for again in the line.
    let mut unclosed = [false; LONGEST_TICKS + 1];
    let mut skip = within.start;
    let starts = memchr::memchr_iter(b'`', within.of(text).as_bytes()).map(|at| within.start + at);
    let spans = starts.filter_map(|at| {
        let ticks = text.as_bytes().get(at..within.end).filter(|_| at >= skip)?;
        let len = ticks.iter().take_while(|byte| **byte == b'`').count();
        skip = at + len;
        let unclosed = unclosed.get_mut(len).filter(|unclosed| !**unclosed && !is_escaped(text, at))?;
        let closed = closing(text, skip, within.end, len);
        (*unclosed, skip) = (closed.is_none(), closed.unwrap_or(skip));
        Some(Span::new(at, closed?))
    });
    spans.collect()
}

/// Whether a backslash before byte `at` takes its meaning from it.
fn is_escaped(text: &str, at: usize) -> bool {
    let before = |count: usize| at.checked_sub(count).and_then(|at| text.as_bytes().get(at));
    before(1) == Some(&b'\\') && before(2) != Some(&b'\\')
}

/// Adds the references in the part `within` of a line, and the notes within the text.
fn references(text: &str, within: Span, found: &mut Vec<FootnoteMark>) {
    let bytes = text.as_bytes();
    let mut skip = within.start;
    let mut code = code_spans(text, within).into_iter().peekable();
    // Where the notes within the text that were found end. What was not closed once is not looked for again in the line.
    let mut inline_end = Some(within.start);
    let starts = memchr::memchr2_iter(b'[', b'^', within.of(text).as_bytes());
    for at in starts.map(|at| within.start + at) {
        while code.next_if(|code| code.end <= at).is_some() {}
        if at < skip || code.peek().is_some_and(|code| code.contains(at)) || is_escaped(text, at) {
            continue;
        }
        match bytes.get(at) {
            Some(b'[') => {
                if let Some(label) = label(text, at, within.end) {
                    let span = Span::new(at, label.end + 1);
                    skip = span.end;
                    let behind = text.get(span.end..within.end).unwrap_or_default();
                    let starts = text.get(within.start..at).is_some_and(|before| before.trim().is_empty());
                    let role = if starts && behind.starts_with([' ', '\t']) { Role::Item } else { Role::Reference };
                    let text = Span::new(span.end, span.end);
                    found.push(FootnoteMark { role, span, label, text, goes_on: false, form: Form::Caret });
                }
            }
            _ if bytes.get(at + 1) == Some(&b'[') && inline_end.is_some_and(|end| end <= at) => {
                let mark = inline(text, at, within.end);
                inline_end = mark.map(|mark| mark.span.end);
                skip = mark.map_or(skip, |mark| mark.text.start);
                found.extend(mark);
            }
            _ => {}
        }
    }
}

/// The byte behind the first run of exactly `len` backticks between byte `from` and byte `end`.
fn closing(text: &str, from: usize, end: usize, len: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let rest = text.get(at..end)?;
        let run = rest.get(rest.find('`')?..)?;
        let count = run.len() - run.trim_start_matches('`').len();
        at = end - run.len() + count;
        if count == len {
            return Some(at);
        }
    }
}

/// The note within the text whose `^` is byte `at`, and which is closed before byte `end`: `^[text]`.
fn inline(text: &str, at: usize, end: usize) -> Option<FootnoteMark> {
    let inner = text.get(at..end)?.strip_prefix("^[")?;
    let mut depth = 1_usize;
    let mut brackets = memchr::memchr2_iter(b'[', b']', inner.as_bytes());
    let close = brackets.find(|&at| {
        depth = if inner.as_bytes().get(at) == Some(&b'[') { depth + 1 } else { depth - 1 };
        depth == 0
    })?;
    let start = at + 2;
    Some(FootnoteMark {
        role: Role::Inline,
        span: Span::new(at, start + close + 1),
        label: Span::new(at, at + 1),
        text: Span::new(start, start + close),
        goes_on: false,
        form: Form::Caret,
    })
}

/// The form of a reference in a text without references.
pub const NEW_REFERENCE: ReferenceForm = ReferenceForm { open: "[^", close: "]" };

/// What stands before the title of a record in a new text.
pub const HEADING: &str = "# ";

/// What stands before the further lines of a note in a new text.
pub const INDENT: &str = "    ";

/// `text` with a backslash before each `[^` and `^[`, so that it begins no footnote mark.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains("[^") && !text.contains("^[") {
        return text.into();
    }
    text.replace("[^", "\\[^").replace("^[", "\\^[").into()
}

/// Whether `label` can be a footnote's: any word.
pub fn is_label(label: &str) -> bool {
    let is_mark = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '[' | ']' | '^' | '`' | '\\');
    (1..=LONGEST_LABEL).contains(&label.len()) && !label.contains(is_mark)
}

/// The form of the reference whose label stands between `before` and `after`: `[^1]`.
pub fn reference_form(before: &str, after: &str) -> ReferenceForm {
    let is_inline = before.ends_with('[') || !before.ends_with("[^") || !after.starts_with(']');
    if is_inline { ReferenceForm::default() } else { NEW_REFERENCE }
}

/// The form of a note. `before` is its first line up to the label, and `behind` is that line after the label.
pub fn form(before: &str, behind: &str) -> NoteForm {
    let text = behind.trim_start_matches([']', ':']).trim_start();
    let after = behind.get(..behind.len() - text.len()).unwrap_or_default();
    NoteForm { before: before.to_owned(), after: after.to_owned(), end: String::new() }
}

/// The form of a note in a text without notes: `[^1]: text`.
pub fn new_form() -> NoteForm {
    NoteForm { before: "[^".into(), after: "]: ".into(), end: String::new() }
}
