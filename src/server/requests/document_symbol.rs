//! `textDocument/documentSymbol`.

use crate::assist;
use crate::server::convert::ToProtocol;
use crate::server::pieces::{Pieces, share};
use crate::server::view::View;
use tower_lsp::lsp_types::{DocumentSymbol, Location, SymbolInformation, SymbolKind};

/// The outline as JSON: nested, or for a client that cannot nest one entry after the other. `outline` is what was
/// answered before.
pub fn answer(view: &View, outline: &mut Pieces) -> Vec<u8> {
    outline.update(&view.snapshot, |placed| {
        let symbols = assist::record_outline(placed).into_iter();
        if view.client.nested_symbols {
            return share(symbols.map(|symbol| nested(view, symbol)));
        }
        let mut flat = Vec::new();
        symbols.for_each(|symbol| flatten(view, symbol, None, &mut flat));
        share(flat.iter())
    });
    [b"[", outline.items().as_slice(), b"]"].concat()
}

/// The outline of a record is a few levels deep, whatever the record: this does not recurse further.
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
fn flatten(view: &View, symbol: assist::Symbol, container_name: Option<&str>, flat: &mut Vec<SymbolInformation>) {
    let range = view.snapshot.text().protocol_range(symbol.full, view.client.encoding);
    flat.push(SymbolInformation {
        name: symbol.name.clone(),
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        location: Location::new(view.uri.clone(), range),
        container_name: container_name.map(str::to_owned),
    });
    for child in symbol.children {
        flatten(view, child, Some(&symbol.name), flat);
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
