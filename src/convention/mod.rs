//! What marks look like: one file for each convention, and the page markers that a user adds.
//!
//! A convention supplies how a line is scanned ([`Marks::scan`]), how its marks are told apart and written, and what a
//! text must show to be taken for a record. Only this folder knows what a mark looks like, and only this file matches
//! on [`Convention`], so the compiler lists what a new convention still has to supply.

pub mod form;
pub mod mark;
mod markdown;
pub mod numeral;
pub mod patterns;
mod plain;
pub mod sign;

use crate::text::Span;
use form::{NoteForm, PageForm, ReferenceForm};
use mark::{LineKind, Token};
use patterns::PagePatterns;
use std::path::Path;

/// What may stand in place of a label, as a regular expression that editors know: digits of one kind, or signs.
pub const LABEL_PATTERN: &str = "[0-9⁰¹²³⁴-⁹]+|[*†‡§‖║¶#]+";

/// The characters with which a mark other than a digit begins that is completed while it is typed.
pub const COMPLETED_FROM: [&str; 1] = ["["];

/// A way of writing records as text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Convention {
    /// Plain text, as somebody types it from a printed page or copies it from the web: `could.2`, `[Page 569]`,
    /// `  1. Source: …`.
    #[default]
    Plain,
    /// A Markdown file. Its marks look like those of [`Convention::Plain`].
    Markdown,
}

/// What the marks of one document look like: its convention, and the page markers that the user adds to it. Clones are
/// cheap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The convention of the document.
    pub convention: Convention,
    /// The page markers that the user adds to those of the convention.
    pub pages: PagePatterns,
}

impl Convention {
    /// The convention that the extension of the file at `path` implies: `.md` and `.markdown` imply
    /// [`Convention::Markdown`]; any other, none.
    pub fn of_file(path: &str) -> Option<Self> {
        let extension = Path::new(path).extension()?;
        let is_markdown = ["md", "markdown"].iter().any(|name| extension.eq_ignore_ascii_case(name));
        is_markdown.then_some(Self::Markdown)
    }

    /// The name of the convention in the configuration and in machine-readable output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Markdown => "markdown",
        }
    }

    /// Whether most texts in this convention are not records. Such a text counts as a record only if it has a page
    /// marker on a line of its own, or if the `include` of a configuration names it.
    pub const fn is_mostly_other_text(self) -> bool {
        match self {
            Self::Plain => false,
            Self::Markdown => true,
        }
    }

    /// The lines of `text` that may hold marks: all but the lines of code, where a mark is only shown as an example.
    /// Each span is in bytes of `text`, without the white space around the line.
    pub fn prose(self, text: &str) -> Box<dyn Iterator<Item = Span> + '_> {
        match self {
            Self::Plain => Box::new(plain::lines(text)),
            Self::Markdown => Box::new(markdown::prose(text)),
        }
    }

    /// `text` without a footnote reference at its end and the white space before it: `A Rope.2` becomes `A Rope.`
    pub fn without_reference(self, text: &str) -> &str {
        match self {
            Self::Plain | Self::Markdown => plain::reference::without_reference(text),
        }
    }

    /// The form of the reference whose label stands between `before` and `after`.
    pub fn reference_form(self, before: &str, after: &str) -> ReferenceForm {
        match self {
            Self::Plain | Self::Markdown => plain::reference::form(before, after),
        }
    }

    /// The form of a new note in a record that has no notes to imitate.
    pub fn new_note_form(self) -> NoteForm {
        match self {
            Self::Plain | Self::Markdown => plain::item::new_form(),
        }
    }

    /// The form of a note. `before` is its first line up to the label, `behind` is that line after the label, and
    /// `note` is the whole note.
    pub fn note_form(self, before: &str, behind: &str, note: &str) -> NoteForm {
        match self {
            Self::Plain | Self::Markdown => plain::item::form(before, behind, note),
        }
    }

    /// The mark that begins a note without a label, in place of the label.
    pub const fn bullet(self) -> &'static str {
        match self {
            Self::Plain | Self::Markdown => plain::item::BULLET,
        }
    }

    /// The form of a new page marker in a record that has no page markers to imitate.
    pub const fn page_form(self) -> PageForm<'static> {
        match self {
            Self::Plain | Self::Markdown => plain::page_marker::FORM,
        }
    }

    /// The byte of `text` at which an unfinished page marker at its end begins: 3 for `on [Pa`. None where `text` does
    /// not end with one.
    pub fn begun_page_marker(self, text: &str) -> Option<usize> {
        match self {
            Self::Plain | Self::Markdown => plain::page_marker::begun(text),
        }
    }

    /// Whether `line` announces a note list: a title such as `Notes`, or a rule.
    pub fn announces_notes(self, line: &str) -> bool {
        match self {
            Self::Plain | Self::Markdown => plain::item::is_notes_title(line) || plain::item::is_rule(line),
        }
    }

    /// Splits `note` into its text and the mark that closes it: `Later raised. ↩` becomes `Later raised. ` and `↩`. The
    /// mark is empty where there is none.
    pub fn split_note_end(self, note: &str) -> (&str, &str) {
        match self {
            Self::Plain | Self::Markdown => plain::item::split_end(note),
        }
    }

    /// The page number that the misspelt `label` stands for: `561` for `56l`. None where the number cannot be guessed.
    pub fn intended_page(self, label: &str) -> Option<String> {
        match self {
            Self::Plain | Self::Markdown => plain::page_marker::intended(label),
        }
    }
}

impl Marks {
    /// The marks of `convention`, without page markers that a user adds.
    pub fn of(convention: Convention) -> Self {
        Self { convention, pages: PagePatterns::default() }
    }

    /// Scans `line` and returns its kind. `line` has no line break and no white space at its end, and begins with
    /// `indent` bytes of white space. The previous contents of `tokens` are replaced by the tokens of `line`, with
    /// spans in bytes from its start.
    pub fn scan(&self, line: &str, indent: usize, tokens: &mut Vec<Token>) -> LineKind {
        match self.convention {
            Convention::Plain | Convention::Markdown => plain::scan(line, indent, &self.pages, tokens),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_of_digits_or_signs() {
        let pattern = regex::Regex::new(&format!("^(?:{LABEL_PATTERN})$")).unwrap();
        for label in
            ["1", "12", "¹²", "⁰", "*", "††"].into_iter().map(str::to_owned).chain(sign::SIGNS.map(String::from))
        {
            assert!(pattern.is_match(&label), "{label}");
        }
        assert!(!pattern.is_match("1*") && !pattern.is_match("a"));
    }

    #[test]
    fn the_names_of_files_tell_their_conventions() {
        for (path, convention) in [
            ("/v/d1.md", Some(Convention::Markdown)),
            ("README.MD", Some(Convention::Markdown)),
            ("d1.markdown", Some(Convention::Markdown)),
            ("/v.md/d1.txt", None),
            ("/v/md", None),
        ] {
            assert_eq!(Convention::of_file(path), convention, "{path}");
        }
    }
}
