//! Positions as editors count them.

/// The unit in which an editor counts columns; negotiated once per session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Code units of UTF-16: what LSP assumes where nothing else was agreed.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

/// A place between two characters of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 0. Lines end at `\n`, `\r\n` and a lone `\r`.
    pub line: usize,
    /// Units of the [`Encoding`] from the line's start.
    pub column: usize,
}

impl Position {
    /// The place `column` units into `line`, both from 0.
    pub const fn new(line: usize, column: usize) -> Self {
        Self { line, column }
    }
}
