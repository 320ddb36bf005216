//! `textDocument/diagnostic`.

use crate::server::diagnostics::Checked;
use tower_lsp::lsp_types::{
    DocumentDiagnosticReport, DocumentDiagnosticReportResult, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
};

/// The diagnostics that were `checked`, or that they are still those of the result `previous`.
pub fn answer(checked: Option<&Checked>, previous: Option<&str>) -> DocumentDiagnosticReportResult {
    let result_id = checked.map(Checked::result_id);
    let report = match result_id {
        Some(result_id) if Some(result_id.as_str()) == previous => {
            DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
                related_documents: None,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
            })
        }
        result_id => DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport {
                result_id,
                items: checked.map(Checked::diagnostics).unwrap_or_default(),
            },
        }),
    };
    DocumentDiagnosticReportResult::Report(report)
}
