//! `workspace/symbol`.

use crate::assist;
use crate::server::positions::ToProtocol;
use crate::server::requests::handler::{Answer, Handler};
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_snapshot::VolumesSnapshot;
use crate::server::session::session_handle::SessionHandle;
use crate::text::{Span, Text};
use crate::volume::{Part, Volume};
use serde_json::json;
use std::collections::HashMap;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::WorkspaceSymbolRequest;
use tower_lsp::lsp_types::{
    Location, OneOf, ServerCapabilities, SymbolKind, WorkDoneProgressOptions, WorkspaceLocation, WorkspaceSymbol,
    WorkspaceSymbolOptions, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

/// Finds records and pages in all volumes.
pub enum WorkspaceSymbolHandler {}

impl Handler for WorkspaceSymbolHandler {
    type Method = WorkspaceSymbolRequest;

    fn offer(_: Client, capabilities: &mut ServerCapabilities) {
        capabilities.workspace_symbol_provider = Some(OneOf::Right(WorkspaceSymbolOptions {
            resolve_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }));
    }

    fn start(
        session: &SessionHandle,
        params: WorkspaceSymbolParams,
    ) -> Result<Answer<Option<WorkspaceSymbolResponse>>> {
        let volumes = session.lock().volumes_snapshot();
        let answer = move || Ok(Some(WorkspaceSymbolResponse::Nested(answer(&volumes, &params.query))));
        Ok(Answer::on_worker(answer))
    }
}

/// How many records and pages are listed at most.
const MOST: usize = 128;

/// The records and pages that match `query`. If the client can ask for the place of a symbol later, no file is read for
/// it here.
fn answer(volumes: &VolumesSnapshot, query: &str) -> Vec<WorkspaceSymbol> {
    let found = assist::workspace_symbols(volumes.in_order(), query, MOST);
    let mut texts = HashMap::new();
    found.into_iter().filter_map(|found| symbol(volumes, &mut texts, found)).collect()
}

/// The texts that were read for symbols, by their paths, each with its volume.
type Texts<'a> = HashMap<&'a str, Option<(&'a Volume, Text)>>;

fn symbol<'a>(
    volumes: &'a VolumesSnapshot,
    texts: &mut Texts<'a>,
    found: assist::WorkspaceSymbol<'a>,
) -> Option<WorkspaceSymbol> {
    let page = match found.part {
        Part::Page(page) => Some(page),
        Part::Heading | Part::Note(_) => None,
    };
    let (location, data) = if volumes.client.resolves_symbols {
        let uri = volumes.uri(found.path)?;
        let data = json!({"path": found.path, "record": found.at, "page": page});
        (OneOf::Right(WorkspaceLocation { uri }), Some(data))
    } else {
        let (volume, text) = texts.entry(found.path).or_insert_with(|| volumes.text(found.path)).as_ref()?;
        let span = assist::workspace_symbol_span(volume, found.path, found.at, found.part, text)?;
        (OneOf::Left(location(volumes, found.path, text, span)?), None)
    };
    Some(WorkspaceSymbol {
        name: found.name,
        kind: if page.is_some() { SymbolKind::NAMESPACE } else { SymbolKind::FILE },
        tags: None,
        container_name: Some(found.container),
        location,
        data,
    })
}

/// The location of `span` in the document at `path`, whose text is `text`.
pub fn location(volumes: &VolumesSnapshot, path: &str, text: &Text, span: Span) -> Option<Location> {
    Some(Location::new(volumes.uri(path)?, text.protocol_range(span, volumes.client.encoding)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convention::Marks;
    use crate::record::Snapshot;
    use crate::server::workspace::uri::DocumentKey;
    use crate::text::work;
    use crate::volume::{FileEntry, Index};
    use std::fs;

    #[test]
    fn a_closed_file_is_read_once_for_all_symbols_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("volume.txt");
        let record =
            |number| format!("{number}. Report of the Harbor Board\n\nThe tug left.1\n\n  1. Not printed.\n\n");
        let text: String = (1..=100).map(record).collect();
        fs::write(&file, &text).unwrap();
        let mut index = Index::default();
        let entry = FileEntry::new(&Snapshot::new(&text, Marks::default()), 0);
        index.set(DocumentKey::of_file(&file).unwrap().path(), entry);
        let volumes = VolumesSnapshot::new(index.volumes().cloned().collect(), Vec::new(), Client::default());
        let steps = work::steps_of(|| assert_eq!(answer(&volumes, "report").len(), 100));
        assert!((text.len()..text.len() * 3).contains(&steps), "{steps} of {}", text.len());
    }
}
