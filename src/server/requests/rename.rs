//! `textDocument/rename`. `textDocument/prepareRename` is offered together with it.

use crate::assist::edit::{self};
use crate::server::positions::FromProtocol;
use crate::server::requests::handler::{Answer, Handler};
use crate::server::requests::support::workspace_edit::{environment, left_out, refused, workspace_edit};
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::session_handle::SessionHandle;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::Rename;
use tower_lsp::lsp_types::{
    OneOf, Position, RenameOptions, RenameParams, ServerCapabilities, WorkDoneProgressOptions, WorkspaceEdit,
};

/// Renames a label and what leads to it.
pub enum RenameHandler {}

impl Handler for RenameHandler {
    type Method = Rename;

    fn offer(client: Client, capabilities: &mut ServerCapabilities) {
        capabilities.rename_provider = Some(if client.prepares_rename {
            let work_done_progress_options = WorkDoneProgressOptions::default();
            OneOf::Right(RenameOptions { prepare_provider: Some(true), work_done_progress_options })
        } else {
            OneOf::Left(true)
        });
    }

    fn start(session: &SessionHandle, params: RenameParams) -> Result<Answer<Option<WorkspaceEdit>>> {
        let RenameParams { text_document_position: at, new_name, .. } = params;
        let asking = session.clone();
        let answer = move |doc: &DocumentSnapshot| answer(&asking, doc, at.position, &new_name).map(Some);
        Answer::about(session, &at.text_document.uri, answer)
    }
}

/// The edit that changes the label at `position` to `new`.
///
/// # Errors
///
/// The reason why it cannot be renamed.
fn answer(session: &SessionHandle, doc: &DocumentSnapshot, position: Position, new: &str) -> Result<WorkspaceEdit> {
    let offset = doc.snapshot.text().byte_offset(position, doc.client.encoding);
    let edit = edit::rename(&doc.snapshot, offset, new, environment(doc)).map_err(|reason| refused(&reason))?;
    // No command can follow on a rename.
    if let Some(message) = left_out(doc, &edit) {
        session.change(|session| session.show_message(&message));
    }
    Ok(workspace_edit(doc, &edit))
}
