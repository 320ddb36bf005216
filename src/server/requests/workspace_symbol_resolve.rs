//! `workspaceSymbol/resolve`.

use crate::assist;
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
    let found = || {
        let (path, at) = (data.get("path")?.as_str()?, index("record")?);
        let (volume, text) = volumes.text(path)?;
        location(volumes, path, &text, assist::workspace_symbol_span(volume, path, at, part, &text)?)
    };
    if let Some(location) = found() {
        symbol.location = OneOf::Left(location);
    }
}
