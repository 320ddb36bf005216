//! Footnote marks that say what they are, in the order of a text: `[1]`, `[^1]`, `[Footnote 1: text]`.

use crate::text::Span;

/// A footnote mark that says what it is. All spans are in bytes of the text that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FootnoteMark {
    /// What the mark is.
    pub role: Role,
    /// The whole mark: a note with its text, up to the bracket that closes it; of an item, only the label with its
    /// brackets.
    pub span: Span,
    /// The label, without brackets; empty where the mark has none, as `[Footnote: text]`.
    pub label: Span,
    /// The text of a note, without the white space around it; of any other mark, empty.
    pub text: Span,
    /// Whether it is a note that says that it goes on on the next page: `[Footnote 1: text]*`.
    pub goes_on: bool,
    /// The form of the mark: references lead to notes and items of their own form.
    pub form: Form,
}

/// What a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A footnote reference: `possibly could.[1]`.
    Reference,
    /// A note, whose end the mark tells: `[Footnote 1: text]`.
    Note,
    /// A label at the start of a line, where it may be a reference or begin a note: `[1] text`.
    Item,
    /// The rest of a note that began on the page before: `*[Footnote: text]`.
    Continuation,
    /// A note within the text, which is its own reference: `^[text]`.
    Inline,
}

/// What a mark is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// `[1]`
    Bracketed,
    /// `[^1]`, which is nothing but a footnote mark, whether or not it leads anywhere.
    Caret,
    /// `(1)`
    Parenthesised,
    /// `*`
    Sign,
}
