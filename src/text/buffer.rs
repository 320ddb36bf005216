//! The text of a document.

use super::{Encoding, Position, Span};
use ropey::Rope;
use std::borrow::Cow;

/// The text of a document: any Unicode text, with cheap clones and edits whose cost grows with the logarithm of its
/// length. Offsets are bytes of UTF-8; one that is out of range or inside a character counts as the nearest character
/// boundary before it.
#[derive(Clone, Debug, Default)]
pub struct Text {
    rope: Rope,
}

impl Text {
    /// The text `text`.
    pub fn new(text: &str) -> Self {
        Self { rope: Rope::from_str(text) }
    }

    /// Its length in bytes.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// Whether it has no characters.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many lines it has: one more than its line breaks.
    pub fn line_count(&self) -> usize {
        self.rope.len_lines()
    }

    /// The line, from 0, that holds the byte `offset`; a line break belongs to the line it ends.
    pub fn line_of(&self, offset: usize) -> usize {
        self.rope.char_to_line(self.char_of(offset))
    }

    /// The offset of the first byte of `line`, from 0; the text's length for a line past the last.
    pub fn line_start(&self, line: usize) -> usize {
        self.rope.line_to_byte(line.min(self.line_count()))
    }

    /// The bytes of `line`, from 0, without its line break.
    pub fn line_content(&self, line: usize) -> Span {
        let (start, end) = (self.line_start(line), self.line_start(line + 1));
        Span::new(start, end - self.line_break(start, end))
    }

    /// The text that `span` covers.
    pub fn slice(&self, span: Span) -> Cow<'_, str> {
        let start = self.char_of(span.start);
        let end = self.char_of(span.end).max(start);
        self.rope.slice(start..end).into()
    }

    /// Replaces what `span` covers by `new`.
    pub fn replace(&mut self, span: Span, new: &str) {
        let start = self.char_of(span.start);
        let end = self.char_of(span.end).max(start);
        if start < end {
            self.rope.remove(start..end);
        }
        if !new.is_empty() {
            self.rope.insert(start, new);
        }
    }

    /// The byte offset of `position`, whose column counts units of `encoding`. A line past the last is the text's end;
    /// a column past the end of its line is the end of the line's content, before its line break; a column inside a
    /// character (half of a surrogate pair) is the character's start.
    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        if position.line >= self.line_count() {
            return self.len();
        }
        let content = self.line_content(position.line);
        let end = self.char_of(content.end);
        let char = match encoding {
            Encoding::Utf8 => self.char_of(content.start.saturating_add(position.column)),
            Encoding::Utf16 => {
                let last = self.rope.char_to_utf16_cu(end);
                let start = self.rope.char_to_utf16_cu(self.char_of(content.start));
                self.rope.utf16_cu_to_char(start.saturating_add(position.column).min(last))
            }
            Encoding::Utf32 => self.char_of(content.start).saturating_add(position.column),
        };
        self.rope.char_to_byte(char.min(end))
    }

    /// The position of the byte `offset`, its column in units of `encoding`.
    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        let char = self.char_of(offset);
        let line = self.rope.char_to_line(char);
        let start = self.rope.line_to_char(line);
        let column = match encoding {
            Encoding::Utf8 => self.rope.char_to_byte(char) - self.rope.char_to_byte(start),
            Encoding::Utf16 => self.rope.char_to_utf16_cu(char) - self.rope.char_to_utf16_cu(start),
            Encoding::Utf32 => char - start,
        };
        Position { line, column }
    }

    /// The character that holds the byte `offset`, or the number of characters where it lies past the end.
    fn char_of(&self, offset: usize) -> usize {
        self.rope.byte_to_char(offset.min(self.len()))
    }

    /// The length of the line break that ends the line of the bytes `start..end`: 0, 1 or 2.
    fn line_break(&self, start: usize, end: usize) -> usize {
        let byte = |back: usize| (end >= start + back).then(|| self.rope.byte(end - back));
        match byte(1).filter(|_| end > start) {
            Some(b'\n') if end >= start + 2 && byte(2) == Some(b'\r') => 2,
            Some(b'\n' | b'\r') => 1,
            _ => 0,
        }
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.rope.chunks().try_for_each(|chunk| f.write_str(chunk))
    }
}
