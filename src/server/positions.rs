//! Between byte offsets and the protocol's positions: the only place that knows the unit of columns.

use crate::text::{Encoding, Position, Span, Text};
use tower_lsp::lsp_types;

/// Offsets to positions.
pub trait ToProtocol {
    /// The position of the byte `offset`.
    fn protocol_position(&self, offset: usize, encoding: Encoding) -> lsp_types::Position;

    /// The range of the bytes of `span`.
    fn protocol_range(&self, span: Span, encoding: Encoding) -> lsp_types::Range {
        let end = self.protocol_position(span.end, encoding);
        lsp_types::Range::new(self.protocol_position(span.start, encoding), end)
    }
}

/// Positions to offsets, clamped as the protocol has it.
pub trait FromProtocol {
    /// The offset of the byte at `position`.
    fn byte_offset(&self, position: lsp_types::Position, encoding: Encoding) -> usize;

    /// The bytes of `range`, whichever of its ends comes first.
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
