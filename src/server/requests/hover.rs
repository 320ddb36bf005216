//! `textDocument/hover`.

use crate::assist;
use crate::server::positions::{FromProtocol, ToProtocol};
use crate::server::requests::handler::{Answer, Handler};
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::session_handle::SessionHandle;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::HoverRequest;
use tower_lsp::lsp_types::{
    Hover, HoverContents, HoverParams, HoverProviderCapability, MarkupContent, MarkupKind, Position,
    ServerCapabilities, TextDocumentPositionParams,
};

/// Shows what there is to say about a mark.
pub enum HoverHandler {}

impl Handler for HoverHandler {
    type Method = HoverRequest;

    fn offer(_: Client, capabilities: &mut ServerCapabilities) {
        capabilities.hover_provider = Some(HoverProviderCapability::Simple(true));
    }

    fn start(session: &SessionHandle, params: HoverParams) -> Result<Answer<Option<Hover>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        Answer::about(session, &text_document.uri, move |doc| Ok(answer(doc, position)))
    }
}

/// The hover for the mark at `position`.
fn answer(doc: &DocumentSnapshot, position: Position) -> Option<Hover> {
    let (text, encoding) = (doc.snapshot.text(), doc.client.encoding);
    let others = |path: &str| doc.other(path).map(|other| other.snapshot);
    let site = doc.volume_context(&others);
    let mut hover = assist::hover(&site, text.byte_offset(position, encoding))?;
    for (span, target) in assist::facsimile_links(&site, &doc.settings, hover.span) {
        if let Some(uri) = doc.facsimile(&target).filter(|_| span == hover.span) {
            hover.markdown += "\n\n";
            hover.markdown += &assist::markdown_link("Facsimile", uri.as_str());
            hover.plain += "\n\nFacsimile: ";
            hover.plain += uri.as_str();
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
