//! `textDocument/definition`.

use crate::assist::{self, Target};
use crate::server::positions::FromProtocol;
use crate::server::requests::handler::{Answer, Handler};
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::session_handle::SessionHandle;
use crate::server::session::volume_documents::Documents;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::GotoDefinition;
use tower_lsp::lsp_types::{
    GotoDefinitionParams, GotoDefinitionResponse, Location, LocationLink, OneOf, Position, ServerCapabilities,
    TextDocumentPositionParams,
};

/// Finds what a mark leads to.
pub enum DefinitionHandler {}

impl Handler for DefinitionHandler {
    type Method = GotoDefinition;

    fn offer(_: Client, capabilities: &mut ServerCapabilities) {
        capabilities.definition_provider = Some(OneOf::Left(true));
    }

    fn start(session: &SessionHandle, params: GotoDefinitionParams) -> Result<Answer<Option<GotoDefinitionResponse>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        Answer::about(session, &text_document.uri, move |doc| Ok(answer(doc, position)))
    }
}

/// Where the mark at `position` leads.
fn answer(doc: &DocumentSnapshot, position: Position) -> Option<GotoDefinitionResponse> {
    let documents = Documents::of(doc);
    let others = |path: &str| documents.other(path);
    let offset = doc.snapshot.text().byte_offset(position, doc.client.encoding);
    let definition = assist::definition(&doc.volume_context(&others), offset)?;
    Some(if doc.client.definition_links {
        let (_, here) = documents.ranges(None)?;
        let link = |target: &Target<'_>| {
            let (uri, range) = documents.ranges(target.full.path)?;
            Some(LocationLink {
                origin_selection_range: Some(here(definition.origin)),
                target_uri: uri,
                target_range: range(target.full.span),
                target_selection_range: range(target.selection),
            })
        };
        GotoDefinitionResponse::Link(definition.targets.iter().filter_map(link).collect())
    } else {
        let location = |target: &Target<'_>| -> Option<Location> { documents.location(target.place()) };
        GotoDefinitionResponse::Array(definition.targets.iter().filter_map(location).collect())
    })
}
