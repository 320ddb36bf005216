//! `textDocument/documentSymbol`.

use crate::assist;
use crate::server::convert::ToProtocol;
use crate::server::session::View;
use tower_lsp::lsp_types::{DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind};

/// The outline: nested, or for a client that cannot nest one after the other.
pub fn answer(view: &View) -> DocumentSymbolResponse {
    let outline = assist::outline(&view.snapshot);
    if view.client.nested_symbols {
        DocumentSymbolResponse::Nested(outline.into_iter().map(|symbol| nested(view, symbol)).collect())
    } else {
        let mut symbols = Vec::new();
        flatten(view, outline, None, &mut symbols);
        DocumentSymbolResponse::Flat(symbols)
    }
}

/// The outline is a few levels deep, whatever the document: this does not recurse further.
#[allow(deprecated, reason = "the field has no other way to be left out")]
fn nested(view: &View, symbol: assist::Symbol) -> DocumentSymbol {
    let (text, encoding) = (view.snapshot.text(), view.client.encoding);
    let children: Vec<_> = symbol.children.into_iter().map(|child| nested(view, child)).collect();
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
fn flatten(view: &View, symbols: Vec<assist::Symbol>, container_name: Option<&str>, flat: &mut Vec<SymbolInformation>) {
    for symbol in symbols {
        let range = view.snapshot.text().protocol_range(symbol.full, view.client.encoding);
        flat.push(SymbolInformation {
            name: symbol.name.clone(),
            kind: kind(symbol.kind),
            tags: None,
            deprecated: None,
            location: Location::new(view.uri.clone(), range),
            container_name: container_name.map(str::to_owned),
        });
        flatten(view, symbol.children, Some(&symbol.name), flat);
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
