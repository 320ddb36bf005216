//! A replacement of one stretch of text.

use crate::text::Span;

/// A piece of text replaced by another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextEdit {
    /// What is replaced; empty where something is only put in.
    pub span: Span,
    /// What stands there afterwards.
    pub new_text: String,
}

impl TextEdit {
    /// Puts `new` in the place of what `span` covers.
    pub(super) fn new(span: Span, new_text: impl Into<String>) -> Self {
        Self { span, new_text: new_text.into() }
    }

    /// Puts `new` in at `at`.
    pub(super) fn insert(at: usize, new_text: impl Into<String>) -> Self {
        Self::new(Span::new(at, at), new_text)
    }
}
