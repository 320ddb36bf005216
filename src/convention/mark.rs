//! What scanning a line yields in every convention: the kind of the line, and the marks in it.

use crate::text::Span;

/// The longest label of a page or note, in bytes. Anything longer is no label.
pub const LONGEST_LABEL: usize = 12;

/// A mark in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The bytes of the mark, from the start of its line.
    pub span: Span,
    /// What the mark is.
    pub kind: TokenKind,
}

/// What a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A run of ASCII digits: a number, or a reference glued to a word or to a number.
    Digits,
    /// A run of superscript digits.
    Superscript,
    /// One of the printer's signs, repeated: `*`, `**`, `†`.
    Sign,
    /// A page marker: `[Page 569]`.
    Page {
        /// The bytes of the label, from the start of the line.
        label: Span,
        /// Whether the label is a page of the facsimile, not of the volume: `[Facsimile Page 2]`.
        facsimile: bool,
        /// Whether it stands at the foot of its page.
        at_foot: bool,
        /// Whether it is a running head, which has a title beside the label.
        has_title: bool,
    },
    /// A misspelt page marker: `[Pgae 569]`.
    MalformedPage {
        /// The bytes of the label, from the start of the line.
        label: Span,
    },
    /// A `[` that begins no page marker.
    Open,
    /// A `]` that ends no page marker.
    Close,
}

/// The kind of a line, judged without the lines around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Nothing but white space.
    Blank,
    /// A rule: `---`.
    Rule,
    /// The title of a note list: `Notes`.
    NotesTitle,
    /// A page marker or a form feed, and nothing else.
    PageMarker,
    /// The start of a list item: `1. Source: …`.
    Item(Item),
    /// Any other text.
    Text {
        /// The length of the white space at the start of the line, in bytes.
        indent: usize,
    },
}

/// A page marker, correct or misspelt, found in a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageMark {
    /// The length of the marker in bytes.
    pub len: usize,
    /// The bytes of the label, from the start of the text.
    pub label: Span,
    /// Whether the marker says `Facsimile`.
    pub facsimile: bool,
}

/// The start of a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// The length of the white space before the item, in bytes.
    pub indent: usize,
    /// The bytes of the label, from the start of the line. An item without a label has its bullet here.
    pub label: Span,
    /// The byte of the line at which the item's text begins; the end of the line where there is no text.
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
    /// `2 text`, or a tab between the two, or `2Text`
    Bare,
    /// `² text`
    Superscript,
    /// `^2 text`, `Anm. 2: text`
    Announced,
    /// `† text`
    Sign,
    /// `- text`
    Bullet,
}

impl TokenKind {
    /// The page marker with the label at `label`, in bytes from the start of the line, that stands above its page and has no title.
    pub const fn page(label: Span, facsimile: bool) -> Self {
        Self::Page { label, facsimile, at_foot: false, has_title: false }
    }
}

impl ItemStyle {
    /// Whether an item of this style has a label. All but bullets have one.
    pub fn has_label(self) -> bool {
        self != Self::Bullet
    }

    /// Whether only a note can begin with a label of this style.
    pub fn is_unmistakable(self) -> bool {
        matches!(self, Self::Superscript | Self::Announced)
    }

    /// Whether a line with a label of this style may be no item at all: a sentence or a row of a table may also begin
    /// with `2 text`.
    pub fn may_be_prose(self) -> bool {
        self == Self::Bare
    }

    /// Whether a label of this style is a number with a stop or brackets: `2. text`, `2) text`, `[2] text`.
    pub fn is_number_with_mark(self) -> bool {
        matches!(self, Self::Dot | Self::Parenthesis | Self::Enclosed)
    }

    /// Whether this style is as common in ordinary numbered lists as in note lists: `2. text`, `2) text`.
    pub fn may_be_any_list(self) -> bool {
        matches!(self, Self::Dot | Self::Parenthesis)
    }

    /// Whether the number of a record's heading is written in this style: `2. Title`.
    pub fn may_number_a_heading(self) -> bool {
        self == Self::Dot
    }
}
