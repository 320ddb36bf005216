//! `workspaceSymbol/resolve`.

use crate::server::requests::handler::{Answer, Handler};
use crate::server::requests::workspace_symbol::location;
use crate::server::session::document_snapshot::VolumesSnapshot;
use crate::server::session::session_handle::SessionHandle;
use crate::volume::Part;
use serde_json::Value;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::WorkspaceSymbolResolve;
use tower_lsp::lsp_types::{OneOf, WorkspaceSymbol};

/// Adds its place in the file to a symbol.
pub enum WorkspaceSymbolResolveHandler {}

impl Handler for WorkspaceSymbolResolveHandler {
    type Method = WorkspaceSymbolResolve;

    fn start(session: &SessionHandle, params: WorkspaceSymbol) -> Result<Answer<WorkspaceSymbol>> {
        let volumes = session.lock().volumes_snapshot();
        Ok(Answer::on_worker(move || {
            let mut symbol = params;
            complete(&volumes, &mut symbol);
            Ok(symbol)
        }))
    }
}

/// Adds to `symbol` where in its file it stands.
fn complete(volumes: &VolumesSnapshot, symbol: &mut WorkspaceSymbol) {
    let Some(data) = &symbol.data else { return };
    let index = |key: &str| data.get(key).and_then(Value::as_u64).and_then(|index| usize::try_from(index).ok());
    let part = index("page").map_or(Part::Heading, Part::Page);
    let document = data.get("path").and_then(Value::as_str).and_then(|path| volumes.document(path));
    let found = document.zip(index("record")).and_then(|(document, at)| location(volumes, &document, at, part));
    if let Some(location) = found {
        symbol.location = OneOf::Left(location);
    }
}
