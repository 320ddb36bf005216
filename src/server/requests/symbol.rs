//! `workspace/symbol` and `workspaceSymbol/resolve`.

use crate::assist;
use crate::server::positions::ToProtocol;
use crate::server::session::document_snapshot::{OpenDocument, VolumesSnapshot};
use crate::volume::Part;
use serde_json::{Value, json};
use tower_lsp::lsp_types::{Location, OneOf, SymbolKind, WorkspaceLocation, WorkspaceSymbol};

/// How many records and pages are shown at once.
const MOST: usize = 128;

/// The records and pages that `query` asks for. To a client that asks again, [`complete`] tells where in its file each
/// stands; for another the files are read.
pub fn answer(volumes: &VolumesSnapshot, query: &str) -> Vec<WorkspaceSymbol> {
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

/// Tells where in its file `symbol` stands.
pub fn complete(volumes: &VolumesSnapshot, symbol: &mut WorkspaceSymbol) {
    let Some(data) = &symbol.data else { return };
    let index = |key: &str| data.get(key).and_then(Value::as_u64).and_then(|index| usize::try_from(index).ok());
    let part = index("page").map_or(Part::Heading, Part::Page);
    let document = data.get("path").and_then(Value::as_str).and_then(|path| volumes.document(path));
    let found = document.zip(index("record")).and_then(|(document, at)| location(volumes, &document, at, part));
    if let Some(location) = found {
        symbol.location = OneOf::Left(location);
    }
}

/// Where in `document` the `part` of its record of index `at` stands.
fn location(volumes: &VolumesSnapshot, document: &OpenDocument, at: usize, part: Part) -> Option<Location> {
    let placed = document.snapshot.records().get(at)?;
    let (_, span) = assist::part_spans(&placed.record, part)?;
    let range = document.snapshot.text().protocol_range(span.shifted(placed.start), volumes.client.encoding);
    Some(Location::new(document.uri.clone(), range))
}
