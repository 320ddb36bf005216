//! What the marks of a text say of its convention.

use super::bracketed;
use super::mark::ItemStyle;
use super::plain;
use super::proofreaders;

/// How many marks of each kind a text has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Lines that begin a page as Distributed Proofreaders do: `-----File: 001.png---`.
    files: usize,
    /// Notes such as `[Footnote 1: text]`.
    blocks: usize,
    /// Lines that begin with a label in brackets: `[1] text`.
    items: usize,
    /// Lines that begin with a word and a label: `Footnote 1:`.
    titled: usize,
    /// Labels in brackets within a line.
    references: usize,
    /// Notes of Markdown: `[^1]: text`.
    definitions: usize,
    /// Footnote references of Markdown: `[^1]`.
    carets: usize,
    /// Indented items as `plain` has them: `  1. text`.
    plain_items: usize,
}

/// Marks of another convention than the text's, which are not read in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnreadMarks {
    /// How many there are.
    pub count: usize,
    /// What they look like: `[Footnote …]`.
    pub form: &'static str,
}

impl Evidence {
    /// Counts the marks of `text`.
    pub fn of(text: &str) -> Self {
        Self { plain_items: plain_items(text), ..Self::without_plain(text) }
    }

    /// Counts the marks of `text` in all conventions but `plain`.
    pub fn without_plain(text: &str) -> Self {
        Self { titled: bracketed::find_titled(text).len(), ..Self::without_titled(text) }
    }

    /// Counts the marks of `text` in all conventions but `plain`, without the lines that begin with a word and a label.
    pub fn without_titled(text: &str) -> Self {
        let mut found = Self { files: proofreaders::file_lines(text).count(), ..Self::default() };
        for at in memchr::memchr_iter(b'[', text.as_bytes()) {
            found.count_at(text, at);
        }
        found
    }

    /// The marks of a text in which lines with the marks `old` gave way to lines with the marks `new`.
    #[must_use]
    pub fn replaced(self, old: Self, new: Self) -> Self {
        let count = |field: fn(&Self) -> usize| (field(&self) + field(&new)).saturating_sub(field(&old));
        Self {
            files: count(|marks| marks.files),
            blocks: count(|marks| marks.blocks),
            items: count(|marks| marks.items),
            titled: count(|marks| marks.titled),
            references: count(|marks| marks.references),
            definitions: count(|marks| marks.definitions),
            carets: count(|marks| marks.carets),
            plain_items: count(|marks| marks.plain_items),
        }
    }

    /// Counts the mark whose bracket is byte `at` of `text`.
    fn count_at(&mut self, text: &str, at: usize) {
        let rest = text.get(at + 1..).unwrap_or_default();
        if rest.starts_with('^') {
            let end = rest.bytes().take(LONGEST).position(|byte| matches!(byte, b']' | b'\n' | b'\r'));
            let behind = end.and_then(|end| rest.get(end..)?.strip_prefix(']'));
            let starts = || bracketed::starts_a_line(text, at);
            match behind {
                Some(behind) if behind.starts_with(':') && starts() => self.definitions += 1,
                Some(_) => self.carets += 1,
                None => {}
            }
        } else if bracketed::begins_a_note(text, at) {
            self.blocks += 1;
        } else if let Some(is_item) = bracketed::is_item(text, at) {
            *(if is_item { &mut self.items } else { &mut self.references }) += 1;
        }
    }

    /// How much the marks speak for `plain`.
    pub fn for_plain(&self) -> usize {
        self.plain_items
    }

    /// How much the marks speak for `markdown`.
    pub fn for_markdown(&self) -> usize {
        self.definitions * 2 + self.carets
    }

    /// How much the marks speak for `proofreaders`.
    pub fn for_proofreaders(&self) -> usize {
        // A page has notes of the form that finished books have, too.
        self.files * 6 + self.blocks.min(self.files * MOST_NOTES) * 3
    }

    /// How much the marks speak for `gutenberg`.
    pub fn for_gutenberg(&self) -> usize {
        // Labels at the start of a line may be page numbers: notes have references. Some of these may begin a line.
        let items = self.items + self.titled;
        // One label at the start of a line, below many references, is a slip.
        let is_slip = self.items == 1 && self.titled == 0 && self.references > 2;
        let are_notes = !is_slip && self.references * 3 >= items;
        self.blocks * 2 + if are_notes { items } else { 0 }
    }

    /// The marks of Distributed Proofreaders' pages.
    pub fn file_lines(&self) -> UnreadMarks {
        UnreadMarks { count: self.files, form: "-----File: …" }
    }

    /// The notes in brackets that begin with a word.
    pub fn blocks(&self) -> UnreadMarks {
        UnreadMarks { count: self.blocks, form: "[Footnote …]" }
    }

    /// The marks of Markdown.
    pub fn carets(&self) -> UnreadMarks {
        UnreadMarks { count: self.definitions + self.carets, form: "[^…]" }
    }
}

/// The most notes of a page that speak for pages. One page in a long book makes no convention.
const MOST_NOTES: usize = 16;

/// The longest label of a Markdown footnote that is looked for, in bytes.
const LONGEST: usize = 82;

/// How many lines of `text` are indented items with numbers.
fn plain_items(text: &str) -> usize {
    text.split(['\n', '\r']).filter(|line| is_plain_item(line)).count()
}

/// Whether `line` is an indented item with a number, as notes are in `plain`.
fn is_plain_item(line: &str) -> bool {
    line.starts_with([' ', '\t'])
        && plain::item::item(line).is_some_and(|item| matches!(item.style, ItemStyle::Dot | ItemStyle::Parenthesis))
}
