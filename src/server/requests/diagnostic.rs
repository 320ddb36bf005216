//! `textDocument/diagnostic`.

use crate::server::cache::document_diagnostics::DocumentDiagnostics;
use serde_json::json;

/// The diagnostics that were `checked`, or that they are still those of the result `previous`; JSON.
pub fn answer(checked: Option<&DocumentDiagnostics>, previous: Option<&str>) -> Vec<u8> {
    let Some(checked) = checked else {
        return json!({"kind": "full", "items": []}).to_string().into_bytes();
    };
    let id = checked.id();
    if previous == Some(id.as_str()) {
        return json!({"kind": "unchanged", "resultId": id}).to_string().into_bytes();
    }
    let mut report = format!("{{\"kind\":\"full\",\"resultId\":\"{id}\",\"items\":").into_bytes();
    checked.write(&mut report);
    report.push(b'}');
    report
}
