//! `codeLens/resolve`.

use crate::assist;
use crate::server::positions::FromProtocol;
use crate::server::requests::handler::{Answer, Handler};
use crate::server::requests::support::resolve_data;
use crate::server::session::client_capabilities::SHOW_REFERENCES;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::session_handle::SessionHandle;
use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::CodeLensResolve;
use tower_lsp::lsp_types::{CodeLens, Command};

/// Adds to a code lens what it says.
pub enum CodeLensResolveHandler {}

impl Handler for CodeLensResolveHandler {
    type Method = CodeLensResolve;

    fn start(session: &SessionHandle, params: CodeLens) -> Result<Answer<CodeLens>> {
        resolve_data::resolve(session, params.data.clone().as_ref(), params, complete)
    }
}

/// Adds what there is to say of the record whose heading is at `lens`. If the client has the command, a click on the
/// lens shows the references of the record. In other clients it is only text.
fn complete(doc: &DocumentSnapshot, lens: &mut CodeLens) {
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
