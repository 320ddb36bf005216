//! `textDocument/references`.

use crate::assist;
use crate::server::convert::{FromProtocol, ToProtocol};
use crate::server::view::View;
use tower_lsp::lsp_types::{Location, Position};

/// The references to the note at `position`, and with `include_declaration` the note.
pub fn answer(view: &View, position: Position, include_declaration: bool) -> Option<Vec<Location>> {
    let (text, encoding) = (view.snapshot.text(), view.client.encoding);
    let spans = assist::references(&view.snapshot, text.byte_offset(position, encoding), include_declaration);
    let location = |span: &_| Location::new(view.uri.clone(), text.protocol_range(*span, encoding));
    (!spans.is_empty()).then(|| spans.iter().map(location).collect())
}
