//! Positions as editors count them.

/// The unit in which an editor counts columns. Editor and server agree on one when a session begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Code units of UTF-16: LSP's default.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

/// A place between two characters of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The line, counted from 0. Lines end at `\n`, `\r\n` and a lone `\r`.
    pub line: usize,
    /// The distance from the start of the line, in units of an [`Encoding`].
    pub column: usize,
}

impl Position {
    /// The position `column` units into `line`, both counted from 0.
    pub const fn new(line: usize, column: usize) -> Self {
        Self { line, column }
    }
}
