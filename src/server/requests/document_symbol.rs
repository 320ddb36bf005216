//! `textDocument/documentSymbol`.

use crate::assist;
use crate::server::cache::json_cache::{JsonCache, json_items};
use crate::server::positions::ToProtocol;
use crate::server::session::document_snapshot::DocumentSnapshot;
use tower_lsp::lsp_types::{DocumentSymbol, Location, SymbolInformation, SymbolKind};

/// The outline as JSON: nested, or for a client that cannot nest one entry after the other. `outline` is what was
/// answered before.
pub fn answer(doc: &DocumentSnapshot, outline: &mut JsonCache) -> Vec<u8> {
    outline.update(&doc.snapshot, |placed| {
        let symbols = assist::record_outline(placed).into_iter();
        if doc.client.nested_symbols {
            return json_items(symbols.map(|symbol| nested(doc, symbol)));
        }
        let mut flat = Vec::new();
        symbols.for_each(|symbol| flatten(doc, symbol, None, &mut flat));
        json_items(flat.iter())
    });
    let mut json = Vec::new();
    outline.write(&mut json);
    json
}

/// The outline of a record is a few levels deep, whatever the record: this does not recurse further.
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

/// The protocol has kinds of program text only; of these the ones whose pictures fit best.
fn kind(kind: assist::SymbolKind) -> SymbolKind {
    match kind {
        assist::SymbolKind::Record => SymbolKind::FILE,
        assist::SymbolKind::Page => SymbolKind::NAMESPACE,
        assist::SymbolKind::NoteList => SymbolKind::ARRAY,
        assist::SymbolKind::Note => SymbolKind::STRING,
    }
}
