//! What a record is built from: its text, and its lines as they were scanned.

use crate::convention::Convention;
use crate::convention::mark::Token;
use crate::syntax::Line;
use crate::text::Span;

/// The text of a record with its lines.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    /// How its marks are written.
    pub convention: Convention,
    /// The record's text.
    pub text: &'a str,
    /// Its lines.
    pub lines: &'a [Line],
    /// Where each line starts, in bytes of the text.
    pub starts: &'a [usize],
}

impl<'a> Source<'a> {
    /// The text of line `line`, without its line break and the white space before that.
    pub fn content(self, line: usize) -> Span {
        match (self.starts.get(line), self.lines.get(line)) {
            (Some(&start), Some(line)) => Span::new(start, start + line.content),
            _ => Span::new(self.text.len(), self.text.len()),
        }
    }

    /// How many tokens there are.
    pub fn token_count(self) -> usize {
        self.lines.iter().map(|line| line.tokens.len()).sum()
    }

    /// Every token with its line and its span in the text.
    pub fn tokens(self) -> impl Iterator<Item = (usize, Span, &'a Token)> {
        let lines = self.lines.iter().zip(self.starts).enumerate();
        lines.flat_map(|(number, (line, &start))| {
            line.tokens.iter().map(move |token| (number, token.span.shifted(start), token))
        })
    }
}

/// The nearest character boundary of `text` at or before `offset`.
pub(super) fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default()
}
