//! `textDocument/rename` and `textDocument/prepareRename`.

use crate::assist::edit::{self, Renamable};
use crate::server::convert::{FromProtocol, ToProtocol};
use crate::server::edits::{around, refused, workspace_edit};
use crate::server::view::View;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Position, PrepareRenameResponse, WorkspaceEdit};

/// The label at `position`.
///
/// # Errors
///
/// Says why nothing there can be renamed.
pub fn prepare(view: &View, position: Position) -> Result<PrepareRenameResponse> {
    let (text, encoding) = (view.snapshot.text(), view.client.encoding);
    let found = edit::renamable(&view.snapshot, text.byte_offset(position, encoding));
    let Renamable { span, label } = found.map_err(|reason| refused(&reason))?;
    let range = text.protocol_range(span, encoding);
    Ok(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: label })
}

/// The edit that makes the label at `position` print `new`.
///
/// # Errors
///
/// Says why it cannot.
pub fn answer(view: &View, position: Position, new: &str) -> Result<WorkspaceEdit> {
    let offset = view.snapshot.text().byte_offset(position, view.client.encoding);
    let edit = edit::rename(&view.snapshot, offset, new, around(view)).map_err(|reason| refused(&reason))?;
    Ok(workspace_edit(view, &edit))
}
