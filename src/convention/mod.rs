//! What marks look like: one file for each convention, and the page markers that a user adds.
//!
//! A convention supplies how a line is scanned ([`Marks::scan`]), how its marks are told apart and written, and what a
//! text must show to be taken for a record. Only this folder knows what a mark looks like, and only this file matches
//! on [`Convention`], so the compiler lists what a new convention still has to supply.

mod bracketed;
mod evidence;
pub mod footnote;
pub mod form;
mod gutenberg;
mod heading;
pub mod mark;
mod markdown;
pub mod markup;
pub mod numeral;
mod page_forms;
mod page_label;
pub mod patterns;
mod plain;
mod positions;
mod proofreaders;
pub mod sign;
mod text_evidence;

pub use evidence::UnreadMarks;
pub use page_forms::PageForms;
pub use page_label::page_label;
pub use text_evidence::TextEvidence;

use crate::lexicon::Language;
use crate::text::{self, Span};
use evidence::Evidence;
use footnote::FootnoteMark;
use form::{NoteForm, PageForm, ReferenceForm};
use mark::{LineKind, Token};
use patterns::PagePatterns;
use std::borrow::Cow;
use std::path::Path;

/// What may stand in place of a label, as a regular expression that editors know: digits of one kind, or signs.
pub const LABEL_PATTERN: &str = "[0-9⁰¹²³⁴-⁹]+|[*†‡§‖║¶#]+";

/// The characters with which a mark other than a digit begins that is completed while it is typed.
pub const COMPLETED_FROM: [&str; 2] = ["[", "{"];

/// A way of writing records as text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Convention {
    /// Plain text, as somebody types it from a printed page or copies it from the web: `could.2`, `[Page 569]`,
    /// `  1. Source: …`.
    #[default]
    Plain,
    /// Markdown: `could.[^2]`, `[^2]: Source: …`.
    Markdown,
    /// Pages as Distributed Proofreaders work on them: `-----File: 569.png---`, `could.[2]`, `[Footnote 2: Source: …]`.
    Proofreaders,
    /// A finished book as Project Gutenberg has them: `could.[2]`, `[Footnote 2: Source: …]` or `[2] Source: …`.
    Gutenberg,
}

/// What the marks of one document look like: its convention, the language of its words, and the page markers that the user
/// adds. Clones are cheap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The convention of the document; where it is not set, the one that the document was last read in.
    pub convention: Convention,
    /// Whether the convention is set, so that the text has no say in it.
    pub is_set: bool,
    /// Whether the document is a Markdown file. Most of those are no records: one counts as a record only if it has a page marker
    /// on a line of its own, or if the `include` of a configuration names it.
    pub in_markdown: bool,
    /// The language of the document; none if its text decides.
    pub language: Option<&'static Language>,
    /// The page markers that the user adds to those of the convention.
    pub pages: PagePatterns,
    /// The forms of page markers that the text uses.
    pub page_forms: PageForms,
}

/// A row that parts the text above it from the text below in every convention.
pub const BREAK: &str = "* * *";

impl Convention {
    /// All conventions.
    pub const ALL: [Self; 4] = [Self::Plain, Self::Markdown, Self::Proofreaders, Self::Gutenberg];

    /// The convention that the extension of the file at `path` implies: `.md` and `.markdown` imply
    /// [`Convention::Markdown`]; any other, none.
    pub fn of_file(path: &str) -> Option<Self> {
        let extension = Path::new(path).extension()?;
        let is_markdown = ["md", "markdown"].iter().any(|name| extension.eq_ignore_ascii_case(name));
        is_markdown.then_some(Self::Markdown)
    }

    /// How the names of files in the convention end.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Plain | Self::Proofreaders | Self::Gutenberg => "txt",
            Self::Markdown => "md",
        }
    }

    /// What editors call the language of texts in the convention.
    pub const fn language_id(self) -> &'static str {
        match self {
            Self::Plain | Self::Proofreaders | Self::Gutenberg => "record",
            Self::Markdown => "markdown",
        }
    }

    /// The convention that a text with the marks `evidence` follows, if it was read in `self` so far. A text leaves its convention
    /// only for one that has clearly more marks in it.
    fn of_evidence(self, evidence: &Evidence) -> Self {
        let score = |convention| match convention {
            Self::Plain => evidence.for_plain(),
            Self::Markdown => evidence.for_markdown(),
            Self::Proofreaders => evidence.for_proofreaders(),
            Self::Gutenberg => evidence.for_gutenberg(),
        };
        let clearly_more = |best, other| if score(other) * 2 > score(best) * 3 { other } else { best };
        Self::ALL.into_iter().fold(self, clearly_more)
    }

    /// The marks of other conventions in `text`, which are not read in a text of this one: of each kind, how many there are.
    pub fn unread(self, text: &str) -> Vec<UnreadMarks> {
        let found = Evidence::without_titled(text);
        let (pages, blocks, carets) = (found.file_lines(), found.blocks(), found.carets());
        let unread: &[UnreadMarks] = match self {
            Self::Plain => &[pages, blocks, carets],
            Self::Markdown => &[pages, blocks],
            Self::Proofreaders => &[carets],
            Self::Gutenberg => &[pages, carets],
        };
        unread.iter().copied().filter(|marks| marks.count > 0).collect()
    }

    /// The name of the convention in the configuration and in machine-readable output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Markdown => "markdown",
            Self::Proofreaders => "proofreaders",
            Self::Gutenberg => "gutenberg",
        }
    }

    /// The footnote marks of `text` that say what they are, in order; none in [`Convention::Plain`], where a footnote
    /// reference is just a number.
    pub fn footnotes(self, text: &str) -> Option<Vec<FootnoteMark>> {
        match self {
            Self::Plain => None,
            Self::Markdown => Some(markdown::find(text)),
            Self::Proofreaders => Some(proofreaders::find(text)),
            Self::Gutenberg => Some(gutenberg::find(text)),
        }
    }

    /// The code in `text`, in order: nothing in it is a mark.
    pub fn code(self, text: &str) -> Vec<Span> {
        match self {
            Self::Plain | Self::Proofreaders | Self::Gutenberg => Vec::new(),
            Self::Markdown => markdown::code(text),
        }
    }

    /// `text` without a footnote reference at its end and the white space before it: `A Rope.2` becomes `A Rope.`
    pub fn without_reference(self, text: &str) -> &str {
        match self {
            Self::Plain => plain::reference::without_reference(text),
            Self::Markdown => bracketed::without_reference(text, "[^"),
            Self::Proofreaders | Self::Gutenberg => bracketed::without_reference(text, "["),
        }
    }

    /// The form of the reference whose label stands between `before` and `after`.
    pub fn reference_form(self, before: &str, after: &str) -> ReferenceForm {
        match self {
            Self::Plain | Self::Proofreaders | Self::Gutenberg => plain::reference::form(before, after),
            Self::Markdown => markdown::reference_form(before, after),
        }
    }

    /// Whether marks say what they are: labels alone tell which note a reference leads to.
    pub const fn says_what_marks_are(self) -> bool {
        match self {
            Self::Plain => false,
            Self::Markdown | Self::Proofreaders | Self::Gutenberg => true,
        }
    }

    /// The form of a new reference in a record that has no references to imitate.
    pub fn new_reference_form(self) -> ReferenceForm {
        match self {
            Self::Plain => ReferenceForm::default(),
            Self::Markdown => markdown::NEW_REFERENCE,
            Self::Proofreaders | Self::Gutenberg => bracketed::NEW_REFERENCE,
        }
    }

    /// The forms in which a whole document can write its references, the usual one first.
    pub const fn reference_forms(self) -> &'static [ReferenceForm] {
        match self {
            Self::Plain => &[ReferenceForm { open: "", close: "" }, bracketed::NEW_REFERENCE],
            Self::Markdown => &[markdown::NEW_REFERENCE],
            Self::Proofreaders | Self::Gutenberg => &[bracketed::NEW_REFERENCE],
        }
    }

    /// Whether a label belongs to one note of a file: other programs that read the convention know no lists.
    pub const fn labels_stand_once(self) -> bool {
        match self {
            Self::Plain | Self::Proofreaders | Self::Gutenberg => false,
            Self::Markdown => true,
        }
    }

    /// Whether an empty line stands above each note of a new text.
    pub const fn parts_notes(self) -> bool {
        match self {
            Self::Plain => false,
            Self::Markdown | Self::Proofreaders | Self::Gutenberg => true,
        }
    }

    /// What stands before the title of a record in a new text, if anything does.
    pub const fn heading_mark(self) -> Option<&'static str> {
        match self {
            Self::Plain | Self::Proofreaders | Self::Gutenberg => None,
            Self::Markdown => Some(markdown::HEADING),
        }
    }

    /// `text`, in which there are no marks, so that none is read in it.
    pub fn escaped(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Plain | Self::Proofreaders | Self::Gutenberg => text.into(),
            Self::Markdown => markdown::escaped(text),
        }
    }

    /// The text of a note as it is written behind the label: its further lines are moved in where that makes them part of the
    /// note.
    pub fn note_text(self, text: &str) -> String {
        match self {
            Self::Plain => indented(text, plain::item::INDENT),
            Self::Markdown => indented(text, markdown::INDENT),
            Self::Proofreaders | Self::Gutenberg => indented(text, ""),
        }
    }

    /// Whether `label` can be a note's.
    pub fn is_label(self, label: &str) -> bool {
        match self {
            Self::Plain => plain::reference::is_label(label),
            Self::Markdown => markdown::is_label(label),
            Self::Proofreaders | Self::Gutenberg => bracketed::is_label(label),
        }
    }

    /// The form of a new note in a record that has no notes to imitate.
    pub fn new_note_form(self) -> NoteForm {
        match self {
            Self::Plain => plain::item::new_form(),
            Self::Markdown => markdown::new_form(),
            Self::Proofreaders | Self::Gutenberg => bracketed::new_form(),
        }
    }

    /// The form of a note. `before` is its first line up to the label, `behind` is that line after the label, and
    /// `note` is the whole note.
    pub fn note_form(self, before: &str, behind: &str, note: &str) -> NoteForm {
        match self {
            Self::Plain => plain::item::form(before, behind, note),
            Self::Markdown => markdown::form(before, behind),
            Self::Proofreaders | Self::Gutenberg => bracketed::form(before, behind, note),
        }
    }

    /// The mark that begins a note without a label, in place of the label.
    pub const fn bullet(self) -> &'static str {
        match self {
            Self::Plain | Self::Markdown | Self::Proofreaders | Self::Gutenberg => plain::item::BULLET,
        }
    }

    /// The form of a new page marker in a record that has no page markers to imitate.
    pub const fn page_form(self) -> PageForm<'static> {
        match self {
            Self::Plain | Self::Markdown | Self::Proofreaders | Self::Gutenberg => plain::page_marker::FORM,
        }
    }

    /// The form of the line that begins each page, in a convention that has such lines: they name the images of the pages.
    pub const fn page_line(self) -> Option<PageForm<'static>> {
        match self {
            Self::Plain | Self::Markdown | Self::Gutenberg => None,
            Self::Proofreaders => Some(proofreaders::PAGE_LINE),
        }
    }

    /// The byte of `text` at which an unfinished page marker at its end begins: 3 for `on [Pa`. None where `text` does
    /// not end with one.
    pub fn begun_page_marker(self, text: &str) -> Option<usize> {
        match self {
            Self::Plain | Self::Markdown | Self::Gutenberg => plain::page_marker::begun(text),
            Self::Proofreaders => proofreaders::begun(text).or_else(|| plain::page_marker::begun(text)),
        }
    }

    /// Whether `marker`, a page marker, alone does not show that its text is a record: other texts may have `{12}` and
    /// `[p. 12]`.
    pub fn is_weak_page_marker(self, marker: &str) -> bool {
        match self {
            Self::Plain | Self::Markdown | Self::Proofreaders | Self::Gutenberg => {
                plain::page_marker::may_be_something_else(marker) || plain::running_head::running_head(marker).is_some()
            }
        }
    }

    /// Whether `note`, a note with its label, begins as nothing else does in any text: `[Footnote 1: text]`, `[^1]: text`.
    pub fn is_nothing_but_a_note(self, note: &str) -> bool {
        match self {
            Self::Plain => false,
            Self::Markdown => note.starts_with("[^"),
            Self::Proofreaders | Self::Gutenberg => bracketed::is_worded(note),
        }
    }

    /// Whether `line` announces a note list: a title such as `Notes`, or a rule.
    pub fn announces_notes(self, line: &str) -> bool {
        match self {
            Self::Plain | Self::Markdown | Self::Proofreaders | Self::Gutenberg => {
                plain::item::is_notes_title(line) || plain::item::is_rule(line)
            }
        }
    }

    /// The label and the end of what `line` begins with, where that is almost the opening of a note: `3, Text`.
    pub fn begun_like_a_note(self, line: &str) -> Option<(Span, usize)> {
        match self {
            Self::Plain => plain::item::begun(line),
            Self::Markdown | Self::Proofreaders | Self::Gutenberg => None,
        }
    }

    /// The level of the heading that `line`, without white space around it, is by its own mark: 2 for `## Title` in Markdown.
    pub fn heading_level(self, line: &str) -> Option<u8> {
        match self {
            Self::Plain | Self::Proofreaders | Self::Gutenberg => None,
            Self::Markdown => heading::heading_level(line),
        }
    }

    /// The words of `line`, a heading without white space around it, behind the mark that makes it one: `Title` of `## Title`.
    pub fn title_words(self, line: &str) -> &str {
        if self.heading_level(line).is_some() { line.trim_start_matches('#').trim_start() } else { line }
    }

    /// Whether `line`, without white space around it, parts what stands above it from what stands below: `* * *`, `---`, or
    /// `<tb>` among proofreaders.
    pub fn is_break(self, line: &str) -> bool {
        match self {
            Self::Plain | Self::Markdown | Self::Gutenberg => plain::item::is_break(line),
            Self::Proofreaders => proofreaders::is_break(line),
        }
    }

    /// The footnote marks of `line` that say what they are, judged without the lines around it: of a note, its label counts.
    pub fn footnotes_of_line(self, line: &str) -> Vec<FootnoteMark> {
        self.footnotes(line).unwrap_or_else(|| plain::footnotes_of_line(line))
    }

    /// Splits `note` into its text and the mark that closes it: `Later raised. ↩` becomes `Later raised. ` and `↩`. The
    /// mark is empty where there is none.
    pub fn split_note_end(self, note: &str) -> (&str, &str) {
        match self {
            Self::Plain | Self::Markdown | Self::Proofreaders | Self::Gutenberg => plain::item::split_end(note),
        }
    }

    /// The page number that the misspelt `label` stands for: `561` for `56l`. None where the number cannot be guessed.
    pub fn intended_page(self, label: &str) -> Option<String> {
        match self {
            Self::Plain | Self::Markdown | Self::Proofreaders | Self::Gutenberg => plain::page_marker::intended(label),
        }
    }
}

impl Marks {
    /// The marks of `convention`, without page markers that a user adds.
    pub fn of(convention: Convention) -> Self {
        let in_markdown = convention == Convention::Markdown;
        Self { convention, is_set: true, in_markdown, ..Self::default() }
    }

    /// These marks as `text` is read in them: with the convention that it follows, unless that is set, and the forms of
    /// page markers that it uses.
    #[must_use]
    pub fn of_text(mut self, text: &str) -> Self {
        // Most texts are plain and have no marks of another convention: those of `plain` need not be counted.
        let is_plain = || self.convention == Convention::Plain && Evidence::without_plain(text) == Evidence::default();
        if !self.is_set && !is_plain() {
            self.convention = self.convention.of_evidence(&Evidence::of(text));
        }
        self.page_forms = PageForms::of(text);
        self
    }

    /// These marks as a text that shows `evidence` is read in them, as [`Self::of_text`] tells from the text.
    #[must_use]
    pub fn of_evidence(mut self, evidence: &TextEvidence) -> Self {
        if !self.is_set {
            self.convention = self.convention.of_evidence(evidence.counts());
        }
        self.page_forms = evidence.page_forms();
        self
    }

    /// Whether these are the marks that `other` are, but for a convention that nobody set.
    pub fn are_set_like(&self, other: &Self) -> bool {
        let set = |marks: &Self| marks.is_set.then_some(marks.convention);
        set(self) == set(other)
            && self.in_markdown == other.in_markdown
            && self.language == other.language
            && self.pages == other.pages
    }

    /// The lines of `text` that may hold marks: all but the lines of code, where a mark is only shown as an example.
    /// Each span is in bytes of `text`, without the white space around the line.
    pub fn prose<'t>(&self, text: &'t str) -> Box<dyn Iterator<Item = Span> + 't> {
        if self.in_markdown { Box::new(markdown::prose(text)) } else { Box::new(plain::lines(text)) }
    }

    /// Scans `line` and returns its kind. `line` has no line break and no white space at its end, and begins with
    /// `indent` bytes of white space. The previous contents of `tokens` are replaced by the tokens of `line`, with
    /// spans in bytes from its start.
    pub fn scan(&self, line: &str, indent: usize, tokens: &mut Vec<Token>) -> LineKind {
        match self.convention {
            Convention::Plain | Convention::Gutenberg => {
                plain::scan(line, indent, &self.pages, &self.page_forms, tokens)
            }
            Convention::Markdown => markdown::scan(line, indent, &self.pages, &self.page_forms, tokens),
            Convention::Proofreaders => proofreaders::scan(line, indent, &self.pages, &self.page_forms, tokens),
        }
    }
}

/// `text` with `indent` before each line but the first and empty ones.
fn indented(text: &str, indent: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, line) in text::lines(text).enumerate() {
        let line = line.of(text);
        let words = line.trim_start_matches([' ', '\t']);
        if at > 0 && !words.trim().is_empty() {
            out.push_str(indent);
        }
        out.push_str(if at > 0 { words } else { line });
    }
    out
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

    #[track_caller]
    fn check(text: &str, current: Convention, expected: Convention) {
        let found = current.of_evidence(&Evidence::of(text));
        assert_eq!(found, expected, "{text}");
        assert_eq!(found.of_evidence(&Evidence::of(text)), found, "{text}");
    }

    const PLAIN: &str = "The ferry sank.1 It rose.2\n\n  1. At noon.\n  2. At night.\n";
    const BLOCKS: &str = "The ferry sank.[1]\n\n[Footnote 1: At noon.]\n\nIt rose.[2]\n\n    [Footnote 2: At night.]\n";
    const ITEMS: &str = "It sank.[1] It rose.[2]\n\n[1] At noon.\n\n[2] At night.\n\nIt sailed.[3]\n\n[3] At four.\n";

    #[test]
    fn the_marks_tell_the_convention() {
        use Convention::{Gutenberg, Markdown, Plain, Proofreaders};
        check(PLAIN, Plain, Plain);
        check(BLOCKS, Plain, Gutenberg);
        check(ITEMS, Plain, Gutenberg);
        check("It sank.[^1]\n\n[^1]: At noon.\n", Plain, Markdown);
        check("It sank.[^1] It rose.[^2]\n\n[^1] At noon.\n[^2] At night.\n", Plain, Markdown);
        check("-----File: 001.png---\\ada\\---\nIt sank.[1]\n\n[Footnote 1: At noon.]\n", Plain, Proofreaders);
        let notes = "[Footnote 1: At noon.]\n\n".repeat(9);
        check(&format!("-----File: 001.png---\nIt sank.[1]\n\n{notes}"), Plain, Proofreaders);
        check(&format!("-----File: 001.png---\nIt sank.[1]\n\n{}", notes.repeat(9)), Gutenberg, Gutenberg);
        check("It sank.[1]\n[2] It rose.\n\n[1] At noon.\n[2] At night.\n", Plain, Gutenberg);
        check("It sank.[1] It rose.[2]\n\nFootnote 1:\n\n  At noon.\n\nFootnote 2: At night.\n", Plain, Gutenberg);
        check("It sank.[1]\n\nFootnote 1:\n\n  At noon.\n", Plain, Gutenberg);
        check("It sank.1 It rose.2\n\nNote 1. At noon.\nNote 2. At night.\n", Plain, Plain);
        check("[149] It sank.\n\n[150] It rose.\n\n[151] It sailed.\n", Plain, Plain);
        check("", Plain, Plain);
    }

    #[test]
    fn a_few_marks_of_another_do_not_change_it() {
        use Convention::{Gutenberg, Plain};
        check(&format!("{PLAIN}\nThey left.[1] [Footnote 1: At four.]"), Plain, Plain);
        check(&format!("{BLOCKS}\n  1. Tea\n  2. Salt\n"), Gutenberg, Gutenberg);
        check("It sank.[1]", Plain, Plain);
        check("It sank.[1]", Gutenberg, Gutenberg);
    }

    #[test]
    fn marks_of_other_conventions_are_counted() {
        let unread = |text: &str, convention: Convention| {
            let found = Convention::unread(convention, text);
            found.into_iter().map(|unread| (unread.count, unread.form)).collect::<Vec<_>>()
        };
        assert_eq!(unread(BLOCKS, Convention::Plain), [(2, "[Footnote …]")]);
        assert_eq!(unread("a[^1]\n\n[^1]: b [Footnote 1: c]", Convention::Plain), [(2, "[^…]")]);
        assert_eq!(unread(BLOCKS, Convention::Gutenberg), []);
        assert_eq!(unread(BLOCKS, Convention::Proofreaders), []);
        assert_eq!(unread(PLAIN, Convention::Plain), []);
    }
}
