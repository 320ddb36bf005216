//! `textDocument/onTypeFormatting`.

use crate::assist;
use crate::server::convert::{FromProtocol, ToProtocol};
use crate::server::view::View;
use tower_lsp::lsp_types::{Position, TextEdit};

/// What the line break that was typed before `position` does beyond itself.
pub fn answer(view: &View, position: Position) -> Option<Vec<TextEdit>> {
    let (text, encoding) = (view.snapshot.text(), view.client.encoding);
    let edit = assist::on_enter(&view.snapshot, text.byte_offset(position, encoding))?;
    Some(vec![TextEdit::new(text.protocol_range(edit.span, encoding), edit.new)])
}
