//! Answers in two steps: what is listed at once, and what is told of one item when the client asks for it.

use crate::server::session::document_snapshot::DocumentSnapshot;
use serde_json::{Value, json};
use tower_lsp::lsp_types::Url;

/// What an item of a list about `doc` carries to the second step: which document it is of.
pub fn data(doc: &DocumentSnapshot) -> Value {
    json!({"uri": doc.uri})
}

/// The document that an item with `data` is of.
pub fn document(data: Option<&Value>) -> Option<Url> {
    data?.get("uri")?.as_str().and_then(|uri| Url::parse(uri).ok())
}
