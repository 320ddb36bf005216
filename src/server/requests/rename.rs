//! `textDocument/rename` and `textDocument/prepareRename`.

use crate::assist::edit::{self, RenameTarget};
use crate::server::positions::{FromProtocol, ToProtocol};
use crate::server::requests::support::workspace_edit::{around, refused, workspace_edit};
use crate::server::session::document_snapshot::DocumentSnapshot;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Position, PrepareRenameResponse, WorkspaceEdit};

/// The label at `position`.
///
/// # Errors
///
/// Says why nothing there can be renamed.
pub fn prepare(doc: &DocumentSnapshot, position: Position) -> Result<PrepareRenameResponse> {
    let (text, encoding) = (doc.snapshot.text(), doc.client.encoding);
    let found = edit::rename_target(&doc.snapshot, text.byte_offset(position, encoding));
    let RenameTarget { span, label } = found.map_err(|reason| refused(&reason))?;
    let range = text.protocol_range(span, encoding);
    Ok(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: label })
}

/// The edit that makes the label at `position` print `new`.
///
/// # Errors
///
/// Says why it cannot.
pub fn answer(doc: &DocumentSnapshot, position: Position, new: &str) -> Result<WorkspaceEdit> {
    let offset = doc.snapshot.text().byte_offset(position, doc.client.encoding);
    let edit = edit::rename(&doc.snapshot, offset, new, around(doc)).map_err(|reason| refused(&reason))?;
    Ok(workspace_edit(doc, &edit))
}
