//! `textDocument/documentHighlight`.

use crate::assist::{self, HighlightKind};
use crate::server::positions::{FromProtocol, ToProtocol};
use crate::server::session::document_snapshot::DocumentSnapshot;
use tower_lsp::lsp_types::{DocumentHighlight, DocumentHighlightKind, Position};

/// The mark at `position` and what is paired with it: a note is where its label is written, a reference where it is
/// read.
pub fn answer(doc: &DocumentSnapshot, position: Position) -> Option<Vec<DocumentHighlight>> {
    let (text, encoding) = (doc.snapshot.text(), doc.client.encoding);
    let highlights = assist::document_highlights(&doc.snapshot, text.byte_offset(position, encoding));
    let convert = |highlight: &assist::Highlight| DocumentHighlight {
        range: text.protocol_range(highlight.span, encoding),
        kind: Some(match highlight.kind {
            HighlightKind::Reference => DocumentHighlightKind::READ,
            HighlightKind::Note => DocumentHighlightKind::WRITE,
        }),
    };
    (!highlights.is_empty()).then(|| highlights.iter().map(convert).collect())
}
