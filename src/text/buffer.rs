//! The text of a document.

use super::{Encoding, Position, Span, work};
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
    /// Creates a text that holds `text`.
    pub fn new(text: &str) -> Self {
        Self { rope: Rope::from_str(text) }
    }

    /// The length of the text in bytes.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// Whether the text has no characters.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of lines: one more than there are line breaks.
    pub fn line_count(&self) -> usize {
        self.rope.len_lines()
    }

    /// The line, counted from 0, that holds the byte `offset`. A line break belongs to the line it ends.
    pub fn line_of(&self, offset: usize) -> usize {
        self.rope.char_to_line(self.char_of(offset))
    }

    /// The offset of the first byte of `line`, counted from 0; for a line past the last, the length of the text.
    pub fn line_start(&self, line: usize) -> usize {
        self.rope.line_to_byte(line.min(self.line_count()))
    }

    /// The bytes of `line`, counted from 0, without its line break.
    pub fn line_content(&self, line: usize) -> Span {
        let (start, end) = (self.line_start(line), self.line_start(line + 1));
        Span::new(start, end - self.line_break(start, end))
    }

    /// The text that `span` covers.
    pub fn slice(&self, span: Span) -> Cow<'_, str> {
        work::count(span.len());
        if let Some(slice) = self.rope.get_byte_slice(span.start..span.end.max(span.start)) {
            return slice.into();
        }
        let start = self.char_of(span.start);
        let end = self.char_of(span.end).max(start);
        self.rope.slice(start..end).into()
    }

    /// Replaces the bytes of `span` by `new`. An end before the start counts as the start.
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

    /// The byte offset of `position`, whose column counts units of `encoding`.
    ///
    /// A line past the last gives the end of the text. A column past the end of its line gives the end of the line's
    /// content, before the line break. A column inside a character (half of a surrogate pair) gives the character's
    /// start.
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

    /// The position of the byte `offset`, with its column in units of `encoding`.
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

    /// The length in bytes of the line break that ends the line `start..end`: 0, 1 or 2.
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

#[cfg(test)]
mod tests {
    use super::*;

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    /// Checks that the lines of `text`, without their line breaks, are `contents`.
    fn check_lines(text: &str, contents: &[&str]) {
        let buffer = Text::new(text);
        let found: Vec<_> = (0..buffer.line_count()).map(|line| buffer.slice(buffer.line_content(line))).collect();
        assert_eq!(found, contents, "{text:?}");
    }

    #[test]
    fn lines_end_as_the_protocol_has_it() {
        check_lines("", &[""]);
        check_lines("a\nb\r\nc\rd", &["a", "b", "c", "d"]);
        check_lines("a\n", &["a", ""]);
        check_lines("\r\r\n\n", &["", "", "", ""]);
        // Form feed, vertical tab, next line and the Unicode separators end none.
        check_lines("a\u{c}b\u{b}c\u{85}d\u{2028}e\u{2029}f", &["a\u{c}b\u{b}c\u{85}d\u{2028}e\u{2029}f"]);
    }

    /// Checks the columns, in each encoding, of the byte `offset` of a text's second line, in both directions.
    fn check_columns(line: &str, offset: usize, columns: [usize; 3]) {
        let text = Text::new(&format!("née\r\n{line}\n"));
        let start = text.line_start(1);
        for (encoding, column) in ENCODINGS.into_iter().zip(columns) {
            let position = Position::new(1, column);
            assert_eq!(text.position(start + offset, encoding), position, "{encoding:?}");
            assert_eq!(text.offset(position, encoding), start + offset, "{encoding:?}");
        }
    }

    #[test]
    fn columns_count_the_units_of_the_encoding() {
        check_columns("abc", 2, [2, 2, 2]);
        check_columns("é𝔄b", 2, [2, 1, 1]);
        check_columns("é𝔄b", 6, [6, 3, 2]);
        check_columns("é𝔄b", 7, [7, 4, 3]);
    }

    #[test]
    fn what_lies_outside_is_moved_in() {
        let text = Text::new("né\r\n𝔄");
        for encoding in ENCODINGS {
            assert_eq!(text.offset(Position::new(0, 99), encoding), 3, "not into the line break");
            assert_eq!(text.offset(Position::new(0, usize::MAX), encoding), 3);
            assert_eq!(text.offset(Position::new(9, 0), encoding), text.len());
        }
        assert_eq!(text.offset(Position::new(1, 1), Encoding::Utf16), 5, "half of a surrogate pair");
        assert_eq!(text.offset(Position::new(1, 3), Encoding::Utf8), 5, "inside a character");
        assert_eq!(text.position(999, Encoding::Utf16), Position::new(1, 2));
        assert_eq!(text.position(2, Encoding::Utf8), Position::new(0, 1), "inside a character");
    }

    #[test]
    fn replacing_any_bytes() {
        let replaced = |start, end, new: &str| {
            let mut text = Text::new("aéz");
            text.replace(Span::new(start, end), new);
            text.to_string()
        };
        assert_eq!(replaced(1, 3, "e"), "aez");
        assert_eq!(replaced(1, 2, "e"), "aeéz", "an end inside a character is its start");
        assert_eq!(replaced(3, 1, "-"), "aé-z", "an end before the start is the start");
        assert_eq!(replaced(9, 99, "!"), "aéz!");
        assert_eq!(replaced(0, 4, ""), "");
    }
}
