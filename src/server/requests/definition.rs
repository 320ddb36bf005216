//! `textDocument/definition`.

use crate::assist::{self, Target};
use crate::server::convert::FromProtocol;
use crate::server::documents::Documents;
use crate::server::view::View;
use tower_lsp::lsp_types::{GotoDefinitionResponse, Location, LocationLink, Position};

/// Where the mark at `position` leads.
pub fn answer(view: &View, position: Position) -> Option<GotoDefinitionResponse> {
    let documents = Documents::of(view);
    let others = |path: &str| documents.other(path);
    let offset = view.snapshot.text().byte_offset(position, view.client.encoding);
    let definition = assist::definition(&view.site(&others), offset)?;
    Some(if view.client.definition_links {
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
