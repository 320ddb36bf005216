//! `textDocument/hover`.

use crate::assist;
use crate::server::positions::{FromProtocol, ToProtocol};
use crate::server::session::document_snapshot::{DocumentSnapshot, facsimile};
use tower_lsp::lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

/// What there is to tell about the mark at `position`.
pub fn answer(doc: &DocumentSnapshot, position: Position) -> Option<Hover> {
    let (text, encoding) = (doc.snapshot.text(), doc.client.encoding);
    let others = |path: &str| doc.other(path).map(|other| other.snapshot);
    let site = doc.volume_context(&others);
    let mut hover = assist::hover(&site, text.byte_offset(position, encoding))?;
    for (span, target) in assist::facsimile_links(&site, &doc.settings, hover.span) {
        if let Some(uri) = facsimile(&target, &doc.path).filter(|_| span == hover.span) {
            let (markdown, plain) = (format!("\n\n[Facsimile]({uri})"), format!("\n\nFacsimile: {uri}"));
            hover.markdown += &markdown;
            hover.plain += &plain;
        }
    }
    let (kind, value) = if doc.client.markdown_hover {
        (MarkupKind::Markdown, hover.markdown)
    } else {
        (MarkupKind::PlainText, hover.plain)
    };
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind, value }),
        range: Some(text.protocol_range(hover.span, encoding)),
    })
}
