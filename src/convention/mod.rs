//! What marks look like: one file a convention, and the page markers that a user adds.
//!
//! A convention supplies how a line is scanned ([`Marks::scan`]), how its marks are told apart and written, and what a text
//! in it must show to be taken for a record. Nothing outside of this folder knows how a mark looks: a `match` over the
//! conventions stands in this file alone, and the compiler says what a new one lacks.

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
    /// What somebody gets who types a printed page, or copies it from the web: `could.2`, `[Page 569]`, `  1. Source: …`.
    #[default]
    Plain,
    /// A Markdown file, whose marks are read as [`Convention::Plain`] has them.
    Markdown,
}

/// What the marks of one document look like: its convention, and the page markers that the user adds. Clones are cheap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The convention.
    pub convention: Convention,
    /// Page markers beside those of the convention.
    pub pages: PagePatterns,
}

impl Convention {
    /// The convention that the name of the file at `path` tells; none where it tells nothing.
    pub fn of_file(path: &str) -> Option<Self> {
        let extension = Path::new(path).extension()?;
        let is_markdown = ["md", "markdown"].iter().any(|name| extension.eq_ignore_ascii_case(name));
        is_markdown.then_some(Self::Markdown)
    }

    /// Its name in the configuration and in machine-readable output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Markdown => "markdown",
        }
    }

    /// Whether most texts that are written so are no records. One is then a record only if a page marker stands on a line
    /// of its own in it, or if a configuration's `include` names it.
    pub const fn is_mostly_other_text(self) -> bool {
        match self {
            Self::Plain => false,
            Self::Markdown => true,
        }
    }

    /// The lines of `text` that are meant to be read, and show no marks as an example of them: where each stands, in bytes,
    /// without the white space around it.
    pub fn prose(self, text: &str) -> Box<dyn Iterator<Item = Span> + '_> {
        match self {
            Self::Plain => Box::new(plain::lines(text)),
            Self::Markdown => Box::new(markdown::prose(text)),
        }
    }

    /// `text` without the footnote reference that may end it, and without the white space before that: the title
    /// `A Rope.2` is `A Rope.`
    pub fn without_reference(self, text: &str) -> &str {
        match self {
            Self::Plain | Self::Markdown => plain::reference::without_reference(text),
        }
    }

    /// How the reference is written whose label stands between `before` and `after`.
    pub fn reference_form(self, before: &str, after: &str) -> ReferenceForm {
        match self {
            Self::Plain | Self::Markdown => plain::reference::form(before, after),
        }
    }

    /// How a note is written where the record has none to go by.
    pub fn new_note_form(self) -> NoteForm {
        match self {
            Self::Plain | Self::Markdown => plain::item::new_form(),
        }
    }

    /// How the note is written whose label stands behind `before`, the beginning of its line. `behind` is the rest of that
    /// line, and `note` the whole note.
    pub fn note_form(self, before: &str, behind: &str, note: &str) -> NoteForm {
        match self {
            Self::Plain | Self::Markdown => plain::item::form(before, behind, note),
        }
    }

    /// What stands in place of a label in a list whose notes have none.
    pub const fn bullet(self) -> &'static str {
        match self {
            Self::Plain | Self::Markdown => plain::item::BULLET,
        }
    }

    /// How a page marker is written where the record has none to go by.
    pub const fn page_form(self) -> PageForm<'static> {
        match self {
            Self::Plain | Self::Markdown => plain::page_marker::FORM,
        }
    }

    /// Where in `text` the page marker begins, in bytes, that is being typed at its end; none where none may be.
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

    /// The text of a note, and the mark that closes it: `Later raised. ↩` is `Later raised. ` and `↩`. The mark is empty
    /// where there is none.
    pub fn split_note_end(self, note: &str) -> (&str, &str) {
        match self {
            Self::Plain | Self::Markdown => plain::item::split_end(note),
        }
    }

    /// The page number that `label` was meant for: `56l` is `561`. None where that cannot be read off it.
    pub fn intended_page(self, label: &str) -> Option<String> {
        match self {
            Self::Plain | Self::Markdown => plain::page_marker::intended(label),
        }
    }
}

impl Marks {
    /// The marks of `convention`, without any of the user's.
    pub fn of(convention: Convention) -> Self {
        Self { convention, pages: PagePatterns::default() }
    }

    /// What the line `line` is, which has no line break and no white space at its end, and begins with `indent` bytes of
    /// white space. Its tokens, whose spans count bytes from the start of `line`, are put in `tokens` in place of what is in
    /// there.
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
