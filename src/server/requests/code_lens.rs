//! `textDocument/codeLens` and `codeLens/resolve`.

use crate::assist;
use crate::server::positions::{FromProtocol, ToProtocol};
use crate::server::requests::support::resolve_data;
use crate::server::session::client_capabilities::SHOW_REFERENCES;
use crate::server::session::document_snapshot::DocumentSnapshot;
use serde_json::json;
use tower_lsp::lsp_types::{CodeLens, Command};

/// The headings above which something is said; what, [`complete`] tells.
pub fn answer(doc: &DocumentSnapshot) -> Vec<CodeLens> {
    let (text, encoding) = (doc.snapshot.text(), doc.client.encoding);
    let lens = |span| CodeLens {
        range: text.protocol_range(span, encoding),
        command: None,
        data: Some(resolve_data::data(doc)),
    };
    assist::code_lens_spans(&doc.snapshot).into_iter().map(lens).collect()
}

/// Says what there is to say of the record whose heading is at `lens`. In a client that has the command, a click on it shows
/// the references of that place; in any other it is only to be read.
pub fn complete(doc: &DocumentSnapshot, lens: &mut CodeLens) {
    let others = |_: &str| None;
    let place = lens.range.start;
    let offset = doc.snapshot.text().byte_offset(place, doc.client.encoding);
    let title = assist::code_lens_title(&doc.volume_context(&others), offset).unwrap_or_default();
    lens.command = Some(if doc.client.shows_references {
        Command { title, command: SHOW_REFERENCES.to_owned(), arguments: Some(vec![json!(doc.uri), json!(place)]) }
    } else {
        Command { title, command: String::new(), arguments: None }
    });
}
