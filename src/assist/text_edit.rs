//! The replacement of one stretch of text.

use crate::text::Span;

/// A replacement of one stretch of text by another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextEdit {
    /// The text to replace, in bytes of the document or record that is edited; empty for an insertion.
    pub span: Span,
    /// The text that takes its place.
    pub new_text: String,
}

impl TextEdit {
    /// Replaces `span` with `new_text`.
    pub(super) fn new(span: Span, new_text: impl Into<String>) -> Self {
        Self { span, new_text: new_text.into() }
    }

    /// Inserts `new_text` at the offset `at`.
    pub(super) fn insert(at: usize, new_text: impl Into<String>) -> Self {
        Self::new(Span::new(at, at), new_text)
    }
}
