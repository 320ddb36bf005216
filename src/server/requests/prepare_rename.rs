//! `textDocument/prepareRename`.

use crate::assist::edit::{self, RenameTarget};
use crate::server::positions::{FromProtocol, ToProtocol};
use crate::server::requests::handler::{Answer, Handler};
use crate::server::requests::support::workspace_edit::refused;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::session_handle::SessionHandle;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::PrepareRenameRequest;
use tower_lsp::lsp_types::{Position, PrepareRenameResponse, TextDocumentPositionParams};

/// Finds the label that can be renamed at a position. It is offered together with `textDocument/rename`.
pub enum PrepareRenameHandler {}

impl Handler for PrepareRenameHandler {
    type Method = PrepareRenameRequest;

    fn start(
        session: &SessionHandle,
        params: TextDocumentPositionParams,
    ) -> Result<Answer<Option<PrepareRenameResponse>>> {
        let TextDocumentPositionParams { text_document, position } = params;
        Answer::about(session, &text_document.uri, move |doc| answer(doc, position).map(Some))
    }
}

/// The label at `position`.
///
/// # Errors
///
/// The reason why nothing there can be renamed.
fn answer(doc: &DocumentSnapshot, position: Position) -> Result<PrepareRenameResponse> {
    let (text, encoding) = (doc.snapshot.text(), doc.client.encoding);
    let found = edit::rename_target(&doc.snapshot, text.byte_offset(position, encoding));
    let RenameTarget { span, label } = found.map_err(|reason| refused(&reason))?;
    let range = text.protocol_range(span, encoding);
    Ok(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: label })
}
