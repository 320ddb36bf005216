//! `textDocument/references`.

use crate::assist;
use crate::server::positions::FromProtocol;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::volume_documents::Documents;
use tower_lsp::lsp_types::{Location, Position};

/// What leads to the note, record or page at `position`, and with `include_declaration` that too.
pub fn answer(doc: &DocumentSnapshot, position: Position, include_declaration: bool) -> Option<Vec<Location>> {
    let documents = Documents::of(doc);
    let others = |path: &str| documents.other(path);
    let offset = doc.snapshot.text().byte_offset(position, doc.client.encoding);
    let spots = assist::references(&doc.volume_context(&others), offset, include_declaration);
    let locations: Vec<_> = spots.into_iter().filter_map(|spot| documents.location(spot)).collect();
    (!locations.is_empty()).then_some(locations)
}
