//! `textDocument/diagnostic`.

use crate::server::pieces::Pieces;
use serde_json::json;

/// The diagnostics that were `checked`, or that they are still those of the result `previous`; JSON.
pub fn answer(checked: Option<&Pieces>, previous: Option<&str>) -> Vec<u8> {
    let Some(checked) = checked else {
        return json!({"kind": "full", "items": []}).to_string().into_bytes();
    };
    let id = checked.id();
    if previous == Some(id.as_str()) {
        return json!({"kind": "unchanged", "resultId": id}).to_string().into_bytes();
    }
    let start = format!("{{\"kind\":\"full\",\"resultId\":\"{id}\",\"items\":[");
    [start.as_bytes(), &checked.items(), b"]}"].concat()
}
