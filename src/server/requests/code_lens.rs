//! `textDocument/codeLens` and `codeLens/resolve`.

use super::lazy;
use crate::assist;
use crate::server::client::SHOW_REFERENCES;
use crate::server::convert::{FromProtocol, ToProtocol};
use crate::server::view::View;
use serde_json::json;
use tower_lsp::lsp_types::{CodeLens, Command};

/// The headings above which something is said; what, [`complete`] tells.
pub fn answer(view: &View) -> Vec<CodeLens> {
    let (text, encoding) = (view.snapshot.text(), view.client.encoding);
    let lens =
        |span| CodeLens { range: text.protocol_range(span, encoding), command: None, data: Some(lazy::data(view)) };
    assist::lenses(&view.snapshot).into_iter().map(lens).collect()
}

/// Says what there is to say of the record whose heading is at `lens`. In a client that has the command, a click on it shows
/// the references of that place; in any other it is only to be read.
pub fn complete(view: &View, lens: &mut CodeLens) {
    let others = |_: &str| None;
    let place = lens.range.start;
    let offset = view.snapshot.text().byte_offset(place, view.client.encoding);
    let title = assist::lens(&view.site(&others), offset).unwrap_or_default();
    lens.command = Some(if view.client.shows_references {
        Command { title, command: SHOW_REFERENCES.to_owned(), arguments: Some(vec![json!(view.uri), json!(place)]) }
    } else {
        Command { title, command: String::new(), arguments: None }
    });
}
