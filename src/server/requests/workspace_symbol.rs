//! `workspace/symbol`.

use crate::assist;
use crate::server::positions::ToProtocol;
use crate::server::requests::handler::{Answer, Handler};
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_snapshot::{OpenDocument, VolumesSnapshot};
use crate::server::session::session_handle::SessionHandle;
use crate::volume::Part;
use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::WorkspaceSymbolRequest;
use tower_lsp::lsp_types::{
    Location, OneOf, ServerCapabilities, SymbolKind, WorkDoneProgressOptions, WorkspaceLocation, WorkspaceSymbol,
    WorkspaceSymbolOptions, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

/// Finds records and pages in all volumes.
pub enum WorkspaceSymbolHandler {}

impl Handler for WorkspaceSymbolHandler {
    type Method = WorkspaceSymbolRequest;

    fn offer(_: Client, capabilities: &mut ServerCapabilities) {
        capabilities.workspace_symbol_provider = Some(OneOf::Right(WorkspaceSymbolOptions {
            resolve_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }));
    }

    fn start(
        session: &SessionHandle,
        params: WorkspaceSymbolParams,
    ) -> Result<Answer<Option<WorkspaceSymbolResponse>>> {
        let volumes = session.lock().volumes_snapshot();
        let answer = move || Ok(Some(WorkspaceSymbolResponse::Nested(answer(&volumes, &params.query))));
        Ok(Answer::on_worker(answer))
    }
}

/// How many records and pages are listed at most.
const MOST: usize = 128;

/// The records and pages that match `query`. If the client can ask for the place of a symbol later, no file is read for
/// it here.
fn answer(volumes: &VolumesSnapshot, query: &str) -> Vec<WorkspaceSymbol> {
    let found = assist::workspace_symbols(volumes.in_order(), query, MOST);
    found.into_iter().filter_map(|found| symbol(volumes, found)).collect()
}

fn symbol(volumes: &VolumesSnapshot, found: assist::WorkspaceSymbol<'_>) -> Option<WorkspaceSymbol> {
    let page = match found.part {
        Part::Page(page) => Some(page),
        Part::Heading | Part::Note(_) => None,
    };
    let (location, data) = if volumes.client.resolves_symbols {
        let uri = volumes.uri(found.path)?;
        let data = json!({"path": found.path, "record": found.at, "page": page});
        (OneOf::Right(WorkspaceLocation { uri }), Some(data))
    } else {
        (OneOf::Left(location(volumes, &volumes.document(found.path)?, found.at, found.part)?), None)
    };
    Some(WorkspaceSymbol {
        name: found.name,
        kind: if page.is_some() { SymbolKind::NAMESPACE } else { SymbolKind::FILE },
        tags: None,
        container_name: Some(found.container),
        location,
        data,
    })
}

/// The location of a `part` of the record with the index `at` in `document`.
pub fn location(volumes: &VolumesSnapshot, document: &OpenDocument, at: usize, part: Part) -> Option<Location> {
    let placed = document.snapshot.records().get(at)?;
    let (_, span) = assist::part_spans(&placed.record, part)?;
    let range = document.snapshot.text().protocol_range(span.shifted(placed.start), volumes.client.encoding);
    Some(Location::new(document.uri.clone(), range))
}
