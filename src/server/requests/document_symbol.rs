//! `textDocument/documentSymbol`.

use crate::assist;
use crate::record::Placed;
use crate::server::cache::outline::OutlineItem;
use crate::server::finished::Finished;
use crate::server::positions::ToProtocol;
use crate::server::requests::handler::{Answer, Handler};
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::session_handle::SessionHandle;
use std::sync::PoisonError;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::DocumentSymbolRequest;
use tower_lsp::lsp_types::{
    DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location, OneOf, ServerCapabilities,
    SymbolInformation, SymbolKind,
};

/// Gives the outline of a document: nested or, for a client that does not nest symbols, one symbol after the other.
pub enum DocumentSymbolHandler {}

impl Handler for DocumentSymbolHandler {
    type Method = DocumentSymbolRequest;

    fn offer(_: Client, capabilities: &mut ServerCapabilities) {
        capabilities.document_symbol_provider = Some(OneOf::Left(true));
    }

    fn start(session: &SessionHandle, params: DocumentSymbolParams) -> Result<Answer<Option<DocumentSymbolResponse>>> {
        let uri = params.text_document.uri;
        let outline = session.lock().outline_cache(&uri).unwrap_or_default();
        Answer::of_document(session, uri, |doc| {
            let Some(doc) = doc else { return Ok(Answer::Ready(Finished::new(&None)?)) };
            Ok(Answer::OnWorker(Box::new(move || {
                let mut outline = outline.lock().unwrap_or_else(PoisonError::into_inner);
                outline.update(&doc.snapshot, |placed| items(&doc, placed));
                Finished::new(&*outline)
            })))
        })
    }
}

/// The part of the outline that a record makes.
fn items(doc: &DocumentSnapshot, placed: &Placed) -> Vec<OutlineItem> {
    let symbols = assist::record_outline(placed).into_iter();
    if doc.client.nested_symbols {
        return symbols.map(|symbol| OutlineItem::Nested(nested(doc, symbol))).collect();
    }
    let mut flat = Vec::new();
    symbols.for_each(|symbol| flatten(doc, symbol, None, &mut flat));
    flat.into_iter().map(OutlineItem::Flat).collect()
}

/// Recurses a few levels: the outline of a record has no more, whatever the record.
#[allow(deprecated, reason = "the field has no other way to be left out")]
fn nested(doc: &DocumentSnapshot, symbol: assist::Symbol) -> DocumentSymbol {
    let (text, encoding) = (doc.snapshot.text(), doc.client.encoding);
    let children: Vec<_> = symbol.children.into_iter().map(|child| nested(doc, child)).collect();
    DocumentSymbol {
        name: symbol.name,
        detail: (!symbol.detail.is_empty()).then_some(symbol.detail),
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: text.protocol_range(symbol.full, encoding),
        selection_range: text.protocol_range(symbol.selection, encoding),
        children: (!children.is_empty()).then_some(children),
    }
}

#[allow(deprecated, reason = "the field has no other way to be left out")]
fn flatten(
    doc: &DocumentSnapshot,
    symbol: assist::Symbol,
    container_name: Option<&str>,
    flat: &mut Vec<SymbolInformation>,
) {
    let range = doc.snapshot.text().protocol_range(symbol.full, doc.client.encoding);
    flat.push(SymbolInformation {
        name: symbol.name.clone(),
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        location: Location::new(doc.uri.clone(), range),
        container_name: container_name.map(str::to_owned),
    });
    for child in symbol.children {
        flatten(doc, child, Some(&symbol.name), flat);
    }
}

/// The protocol has symbol kinds for program text only. These have the icons that fit best.
fn kind(kind: assist::SymbolKind) -> SymbolKind {
    match kind {
        assist::SymbolKind::Record => SymbolKind::FILE,
        assist::SymbolKind::Section => SymbolKind::MODULE,
        assist::SymbolKind::Page => SymbolKind::NAMESPACE,
        assist::SymbolKind::NoteList => SymbolKind::ARRAY,
        assist::SymbolKind::Note => SymbolKind::STRING,
    }
}
