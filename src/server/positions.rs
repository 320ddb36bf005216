//! Converts between byte offsets and the protocol's positions, whose unit of columns was agreed upon with the client.

use crate::text::{Encoding, Position, Span, Text};
use tower_lsp::lsp_types;

/// Converts offsets to positions.
pub trait ToProtocol {
    /// The position of the byte `offset`.
    fn protocol_position(&self, offset: usize, encoding: Encoding) -> lsp_types::Position;

    /// The range of the bytes of `span`.
    fn protocol_range(&self, span: Span, encoding: Encoding) -> lsp_types::Range {
        let end = self.protocol_position(span.end, encoding);
        lsp_types::Range::new(self.protocol_position(span.start, encoding), end)
    }
}

/// Converts positions to offsets. A position past the end of its line means the end of the line's content.
pub trait FromProtocol {
    /// The offset of the byte at `position`.
    fn byte_offset(&self, position: lsp_types::Position, encoding: Encoding) -> usize;

    /// The bytes of `range`. Its ends may be in either order.
    fn byte_span(&self, range: lsp_types::Range, encoding: Encoding) -> Span {
        let (start, end) = (self.byte_offset(range.start, encoding), self.byte_offset(range.end, encoding));
        Span::new(start.min(end), start.max(end))
    }
}

impl ToProtocol for Text {
    fn protocol_position(&self, offset: usize, encoding: Encoding) -> lsp_types::Position {
        let Position { line, column } = self.position(offset, encoding);
        lsp_types::Position::new(line as u32, column as u32)
    }
}

impl FromProtocol for Text {
    fn byte_offset(&self, position: lsp_types::Position, encoding: Encoding) -> usize {
        self.offset(Position::new(position.line as usize, position.character as usize), encoding)
    }
}
