//! The outline of a document, as it is kept between answers.

use crate::server::cache::json_cache::JsonCache;
use crate::server::finished::JsonOf;
use serde::Serialize;
use tower_lsp::lsp_types::{DocumentSymbol, DocumentSymbolResponse, SymbolInformation};

/// An entry of the outline.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum OutlineItem {
    /// A record with all that is in it.
    Nested(DocumentSymbol),
    /// A single symbol, for a client that cannot nest them.
    Flat(SymbolInformation),
}

/// All items are nested or all are flat, as the client can show them.
impl JsonOf<Option<DocumentSymbolResponse>> for JsonCache<OutlineItem> {
    fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        let mut json = Vec::new();
        Self::append_json(&[self], &[], &mut json);
        Ok(json)
    }
}
