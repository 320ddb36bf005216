//! `textDocument/definition`.

use crate::assist;
use crate::server::convert::{FromProtocol, ToProtocol};
use crate::server::view::View;
use tower_lsp::lsp_types::{GotoDefinitionResponse, Location, LocationLink, Position};

/// Where the mark at `position` leads.
pub fn answer(view: &View, position: Position) -> Option<GotoDefinitionResponse> {
    let (text, encoding) = (view.snapshot.text(), view.client.encoding);
    let definition = assist::definition(&view.snapshot, text.byte_offset(position, encoding))?;
    let range = |span| text.protocol_range(span, encoding);
    Some(if view.client.definition_links {
        let link = |target: &assist::Target| LocationLink {
            origin_selection_range: Some(range(definition.origin)),
            target_uri: view.uri.clone(),
            target_range: range(target.full),
            target_selection_range: range(target.selection),
        };
        GotoDefinitionResponse::Link(definition.targets.iter().map(link).collect())
    } else {
        let location = |target: &assist::Target| Location::new(view.uri.clone(), range(target.selection));
        GotoDefinitionResponse::Array(definition.targets.iter().map(location).collect())
    })
}
