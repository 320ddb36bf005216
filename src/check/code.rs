//! The stable names of the rules and their severities.

use super::home_page;
use std::fmt;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The record is broken.
    Error,
    /// The record is most likely broken.
    Warning,
    /// Worth knowing.
    Information,
    /// A suggestion.
    Hint,
}

impl Severity {
    /// Every severity, the worst first.
    pub const ALL: [Self; 4] = [Self::Error, Self::Warning, Self::Information, Self::Hint];

    /// The name of the severity in machine-readable output and in the configuration.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Information => "information",
            Self::Hint => "hint",
        }
    }
}

/// A rule, named by its code. Configurations and scripts refer to the names, so they never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A footnote reference without a note.
    DanglingReference,
    /// A note that no reference leads to.
    UnreferencedNote,
    /// Two notes of a record carry the same label.
    DuplicateNote,
    /// The list's numbers skip or go back.
    NoteNumbering,
    /// The list numbers its notes otherwise than their references print.
    NoteNumberMismatch,
    /// The references do not follow the order of the notes.
    ReferenceOutOfOrder,
    /// A note without text.
    EmptyNote,
    /// A note that lacks the colon that the others have.
    MalformedNote,
    /// A page number does not follow the one before it.
    PageOutOfSequence,
    /// A page is marked twice in a record.
    DuplicatePage,
    /// Text that was meant as a page marker but is not one.
    MalformedPageMarker,
    /// A page marker whose page has no image.
    MissingImage,
    /// An editorial bracket that is not closed.
    UnclosedBracket,
    /// A closing bracket that nothing opened.
    UnopenedBracket,
    /// A cross reference to a record that the volume does not have.
    UnknownDocument,
    /// A cross reference to a note that its record does not have.
    UnknownFootnote,
    /// A cross reference to a page that the volume does not have.
    UnknownPage,
    /// Two records of a volume carry the same number.
    DuplicateRecord,
    /// The numbers of a volume's records skip or go back.
    RecordNumbering,
}

impl Code {
    /// Every rule, in the order in which `obelus explain` lists them.
    pub const ALL: [Self; 19] = [
        Self::DanglingReference,
        Self::UnreferencedNote,
        Self::DuplicateNote,
        Self::NoteNumbering,
        Self::NoteNumberMismatch,
        Self::ReferenceOutOfOrder,
        Self::EmptyNote,
        Self::MalformedNote,
        Self::PageOutOfSequence,
        Self::DuplicatePage,
        Self::MalformedPageMarker,
        Self::MissingImage,
        Self::UnclosedBracket,
        Self::UnopenedBracket,
        Self::UnknownDocument,
        Self::UnknownFootnote,
        Self::UnknownPage,
        Self::DuplicateRecord,
        Self::RecordNumbering,
    ];

    /// The name of the rule, such as `dangling-reference`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DanglingReference => "dangling-reference",
            Self::UnreferencedNote => "unreferenced-note",
            Self::DuplicateNote => "duplicate-note",
            Self::NoteNumbering => "note-numbering",
            Self::NoteNumberMismatch => "note-number-mismatch",
            Self::ReferenceOutOfOrder => "reference-out-of-order",
            Self::EmptyNote => "empty-note",
            Self::MalformedNote => "malformed-note",
            Self::PageOutOfSequence => "page-out-of-sequence",
            Self::DuplicatePage => "duplicate-page",
            Self::MalformedPageMarker => "malformed-page-marker",
            Self::MissingImage => "missing-image",
            Self::UnclosedBracket => "unclosed-bracket",
            Self::UnopenedBracket => "unopened-bracket",
            Self::UnknownDocument => "unknown-document",
            Self::UnknownFootnote => "unknown-footnote",
            Self::UnknownPage => "unknown-page",
            Self::DuplicateRecord => "duplicate-record",
            Self::RecordNumbering => "record-numbering",
        }
    }

    /// The rule with this name. Returns `None` if there is none.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.as_str() == name)
    }

    /// What the rule reports, by an example, how to fix it, and how to configure the rule: in Markdown.
    pub const fn explanation(self) -> &'static str {
        match self {
            Self::DanglingReference => include_str!("rules/dangling-reference.md"),
            Self::UnreferencedNote => include_str!("rules/unreferenced-note.md"),
            Self::DuplicateNote => include_str!("rules/duplicate-note.md"),
            Self::NoteNumbering => include_str!("rules/note-numbering.md"),
            Self::NoteNumberMismatch => include_str!("rules/note-number-mismatch.md"),
            Self::ReferenceOutOfOrder => include_str!("rules/reference-out-of-order.md"),
            Self::EmptyNote => include_str!("rules/empty-note.md"),
            Self::MalformedNote => include_str!("rules/malformed-note.md"),
            Self::PageOutOfSequence => include_str!("rules/page-out-of-sequence.md"),
            Self::DuplicatePage => include_str!("rules/duplicate-page.md"),
            Self::MalformedPageMarker => include_str!("rules/malformed-page-marker.md"),
            Self::MissingImage => include_str!("rules/missing-image.md"),
            Self::UnclosedBracket => include_str!("rules/unclosed-bracket.md"),
            Self::UnopenedBracket => include_str!("rules/unopened-bracket.md"),
            Self::UnknownDocument => include_str!("rules/unknown-document.md"),
            Self::UnknownFootnote => include_str!("rules/unknown-footnote.md"),
            Self::UnknownPage => include_str!("rules/unknown-page.md"),
            Self::DuplicateRecord => include_str!("rules/duplicate-record.md"),
            Self::RecordNumbering => include_str!("rules/record-numbering.md"),
        }
    }

    /// The URL of the explanation.
    pub fn explained_at(self) -> String {
        home_page::file(&format!("src/check/rules/{self}.md"))
    }

    /// The severity of the rule's diagnostics unless the user configures another.
    pub const fn severity(self) -> Severity {
        match self {
            Self::DanglingReference | Self::DuplicateNote => Severity::Error,
            Self::NoteNumberMismatch | Self::MissingImage | Self::RecordNumbering => Severity::Information,
            _ => Severity::Warning,
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
