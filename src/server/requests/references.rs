//! `textDocument/references`.

use crate::assist;
use crate::server::convert::FromProtocol;
use crate::server::documents::Documents;
use crate::server::view::View;
use tower_lsp::lsp_types::{Location, Position};

/// What leads to the note, record or page at `position`, and with `include_declaration` that too.
pub fn answer(view: &View, position: Position, include_declaration: bool) -> Option<Vec<Location>> {
    let documents = Documents::of(view);
    let others = |path: &str| documents.other(path);
    let offset = view.snapshot.text().byte_offset(position, view.client.encoding);
    let spots = assist::references(&view.site(&others), offset, include_declaration);
    let locations: Vec<_> = spots.into_iter().filter_map(|spot| documents.location(spot)).collect();
    (!locations.is_empty()).then_some(locations)
}
