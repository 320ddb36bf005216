//! `documentLink/resolve`.

use crate::server::positions::FromProtocol;
use crate::server::requests::document_link::target;
use crate::server::requests::handler::{Answer, Handler};
use crate::server::requests::support::resolve_data;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::session_handle::SessionHandle;
use crate::server::session::volume_documents::Documents;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::DocumentLink;
use tower_lsp::lsp_types::request::DocumentLinkResolve;

/// Adds its target to a link.
pub enum DocumentLinkResolveHandler {}

impl Handler for DocumentLinkResolveHandler {
    type Method = DocumentLinkResolve;

    fn start(session: &SessionHandle, params: DocumentLink) -> Result<Answer<DocumentLink>> {
        resolve_data::resolve(session, params.data.clone().as_ref(), params, complete)
    }
}

/// Adds its target to `link`.
fn complete(doc: &DocumentSnapshot, link: &mut DocumentLink) {
    let offset = doc.snapshot.text().byte_offset(link.range.start, doc.client.encoding);
    link.target = target(doc, &Documents::of(doc), offset);
}
