//! `textDocument/onTypeFormatting`.

use crate::assist;
use crate::server::positions::{FromProtocol, ToProtocol};
use crate::server::session::document_snapshot::DocumentSnapshot;
use tower_lsp::lsp_types::{Position, TextEdit};

/// What the line break that was typed before `position` does beyond itself.
pub fn answer(doc: &DocumentSnapshot, position: Position) -> Option<Vec<TextEdit>> {
    let (text, encoding) = (doc.snapshot.text(), doc.client.encoding);
    let edit = assist::on_enter(&doc.snapshot, text.byte_offset(position, encoding))?;
    Some(vec![TextEdit::new(text.protocol_range(edit.span, encoding), edit.new_text)])
}
