//! `textDocument/references`.

use crate::assist;
use crate::server::positions::FromProtocol;
use crate::server::requests::handler::{Answer, Handler};
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::session_handle::SessionHandle;
use crate::server::session::volume_documents::Documents;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::References;
use tower_lsp::lsp_types::{
    Location, OneOf, Position, ReferenceParams, ServerCapabilities, TextDocumentPositionParams,
};

/// Finds what leads to a note, a record or a page.
pub enum ReferencesHandler {}

impl Handler for ReferencesHandler {
    type Method = References;

    fn offer(_: Client, capabilities: &mut ServerCapabilities) {
        capabilities.references_provider = Some(OneOf::Left(true));
    }

    fn start(session: &SessionHandle, params: ReferenceParams) -> Result<Answer<Option<Vec<Location>>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let include_declaration = params.context.include_declaration;
        Answer::about(session, &text_document.uri, move |doc| Ok(answer(doc, position, include_declaration)))
    }
}

/// What leads to the note, record or page at `position`. `include_declaration` adds that itself.
fn answer(doc: &DocumentSnapshot, position: Position, include_declaration: bool) -> Option<Vec<Location>> {
    let documents = Documents::of(doc);
    let others = |path: &str| documents.other(path);
    let offset = doc.snapshot.text().byte_offset(position, doc.client.encoding);
    let spots = assist::references(&doc.volume_context(&others), offset, include_declaration);
    let locations: Vec<_> = spots.into_iter().filter_map(|spot| documents.location(spot)).collect();
    (!locations.is_empty()).then_some(locations)
}
