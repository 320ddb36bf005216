//! Marks as every convention gives them: what a line is, and which marks stand in it, whatever they look like.

use crate::text::Span;

/// The longest label of a page or note that counts as one, in bytes.
pub const LONGEST_LABEL: usize = 12;

/// A mark in a line; its span counts bytes from the line's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// What a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A run of ASCII digits.
    Digits,
    /// A run of superscript digits.
    Superscript,
    /// One of the printer's signs, repeated: `*`, `**`, `†`.
    Sign,
    /// A page marker, with its label's span (from the line's start).
    Page {
        /// Where the label stands.
        label: Span,
        /// Whether it numbers the pages of a facsimile.
        facsimile: bool,
    },
    /// What was meant for a page marker, with the span of its label.
    MalformedPage {
        /// Where the label stands.
        label: Span,
    },
    /// `[`
    Open,
    /// `]`
    Close,
}

/// What a line is, as far as it can be told without the lines around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Nothing but white space.
    Blank,
    /// A rule: `---`.
    Rule,
    /// The title of a note list: `Notes`.
    NotesTitle,
    /// A page marker and nothing else.
    PageMarker,
    /// It begins like an item of a list.
    Item(Item),
    /// Text, behind so many bytes of white space.
    Text {
        /// The white space before it, in bytes.
        indent: usize,
    },
}

/// A page marker or what was meant for one, at the start of the text looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageMark {
    /// How many bytes it takes.
    pub len: usize,
    /// Where its label stands.
    pub label: Span,
    /// Whether it says `Facsimile`.
    pub facsimile: bool,
}

/// The start of a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// How many bytes of white space stand before it.
    pub indent: usize,
    /// Where its label stands; for a bullet, the bullet.
    pub label: Span,
    /// Where its text begins; the end of the line where it has none.
    pub text: usize,
    /// How the label is written.
    pub style: ItemStyle,
}

/// How an item's label is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ItemStyle {
    /// `2. text`
    Dot,
    /// `2) text`
    Parenthesis,
    /// `(2) text`, `[2] text`
    Enclosed,
    /// `2 text`, or a tab between the two
    Bare,
    /// `² text`
    Superscript,
    /// `† text`
    Sign,
    /// `- text`
    Bullet,
}

impl ItemStyle {
    /// Whether an item has a label: all but bullets have one.
    pub fn has_label(self) -> bool {
        self != Self::Bullet
    }

    /// Whether nothing but a note begins so.
    pub fn is_unmistakable(self) -> bool {
        self == Self::Superscript
    }

    /// Whether a sentence or a row of a table may begin so: `2 text`.
    pub fn may_be_prose(self) -> bool {
        self == Self::Bare
    }

    /// Whether the lists and points of any text are numbered so: `2. text`, `2) text`.
    pub fn may_be_any_list(self) -> bool {
        matches!(self, Self::Dot | Self::Parenthesis)
    }

    /// Whether a record's heading is numbered so: `2. Title`.
    pub fn may_number_a_heading(self) -> bool {
        self == Self::Dot
    }
}
