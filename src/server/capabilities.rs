//! What the server can do besides answering requests. Each request offers itself, in its own file.

use crate::server::session::client_capabilities::Client;
use crate::text::Encoding;
use tower_lsp::lsp_types::{
    FileOperationFilter, FileOperationPattern, FileOperationRegistrationOptions, OneOf, PositionEncodingKind,
    ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions, WorkspaceFileOperationsServerCapabilities, WorkspaceFoldersServerCapabilities,
    WorkspaceServerCapabilities,
};

/// What is offered to `client` besides requests: the unit of columns, how documents are synchronized, and the changes
/// of the workspace that the server wants to hear of.
pub fn without_requests(client: Client) -> ServerCapabilities {
    let encoding = match client.encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    };
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::Supported(true)),
        ..TextDocumentSyncOptions::default()
    };
    // Only the editor knows that a folder was renamed or deleted with all that is in it.
    let pattern = FileOperationPattern { glob: "**".to_owned(), ..FileOperationPattern::default() };
    let filter = FileOperationFilter { scheme: Some("file".to_owned()), pattern };
    let files = Some(FileOperationRegistrationOptions { filters: vec![filter] });
    let workspace = WorkspaceServerCapabilities {
        workspace_folders: Some(WorkspaceFoldersServerCapabilities {
            supported: Some(true),
            change_notifications: Some(OneOf::Left(true)),
        }),
        file_operations: Some(WorkspaceFileOperationsServerCapabilities {
            did_create: files.clone(),
            did_rename: files.clone(),
            did_delete: files,
            ..WorkspaceFileOperationsServerCapabilities::default()
        }),
    };
    ServerCapabilities {
        position_encoding: Some(encoding),
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        workspace: Some(workspace),
        ..ServerCapabilities::default()
    }
}
