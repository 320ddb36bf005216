//! `textDocument/inlayHint`.

use crate::assist;
use crate::server::positions::{FromProtocol, ToProtocol};
use crate::server::session::document_snapshot::DocumentSnapshot;
use tower_lsp::lsp_types::{InlayHint, InlayHintLabel, InlayHintTooltip, Range};

/// The printed numbers of the notes in `range` that are numbered otherwise.
pub fn answer(doc: &DocumentSnapshot, range: Range) -> Vec<InlayHint> {
    let (text, encoding) = (doc.snapshot.text(), doc.client.encoding);
    let hint = |assist::InlayHint { offset, printed }| InlayHint {
        position: text.protocol_position(offset, encoding),
        label: InlayHintLabel::String(format!("⟨{printed}⟩")),
        kind: None,
        text_edits: None,
        tooltip: Some(InlayHintTooltip::String(format!("References print {printed}"))),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    };
    assist::inlay_hints(&doc.snapshot, text.byte_span(range, encoding)).into_iter().map(hint).collect()
}
