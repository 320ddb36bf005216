//! `textDocument/diagnostic`.

use crate::server::cache::document_diagnostics::{DocumentDiagnostics, result_id};
use crate::server::finished::{Finished, JsonOf};
use crate::server::json::with_member;
use crate::server::requests::handler::{Answer, Handler};
use crate::server::session::Session;
use crate::server::session::client_capabilities::Client;
use crate::server::session::session_handle::SessionHandle;
use serde::Serialize;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::DocumentDiagnosticRequest;
use tower_lsp::lsp_types::{
    DiagnosticOptions, DiagnosticServerCapabilities, DocumentDiagnosticParams, DocumentDiagnosticReportResult,
    ServerCapabilities,
};

/// Reports the diagnostics of a document, or that they are still those of an earlier report.
pub enum DiagnosticHandler {}

impl Handler for DiagnosticHandler {
    type Method = DocumentDiagnosticRequest;

    fn offer(client: Client, capabilities: &mut ServerCapabilities) {
        let options = DiagnosticOptions {
            identifier: Some("obelus".to_owned()),
            inter_file_dependencies: true,
            workspace_diagnostics: true,
            ..DiagnosticOptions::default()
        };
        capabilities.diagnostic_provider =
            client.pulls_diagnostics.then_some(DiagnosticServerCapabilities::Options(options));
    }

    /// Answers at once, or as soon as the records are built: the session keeps the diagnostics up to date anyway.
    fn start(
        session: &SessionHandle,
        params: DocumentDiagnosticParams,
    ) -> Result<Answer<DocumentDiagnosticReportResult>> {
        let DocumentDiagnosticParams { text_document, previous_result_id, .. } = params;
        let report = move |session: &mut Session| {
            let diagnostics = session.diagnostics(&text_document.uri)?;
            Ok(Report::new(diagnostics, previous_result_id.as_deref()))
        };
        Answer::when_built(session, report, |report| Ok(Answer::Ready(Finished::new(&report)?)))
    }
}

/// A [`DocumentDiagnosticReportResult`] whose diagnostics are JSON already.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase", rename_all_fields = "camelCase")]
enum Report {
    Full {
        #[serde(skip_serializing_if = "Option::is_none")]
        result_id: Option<String>,
        #[serde(skip)]
        items: Vec<u8>,
    },
    Unchanged {
        result_id: String,
    },
}

impl Report {
    /// A report of `diagnostics`, which are none if the document is no record, together with the number of the
    /// document's opening. `previous` is the result id of the report that the client has.
    ///
    /// The result id holds the number of the opening: Neovim 0.12 forgets the diagnostics of a document that it closes,
    /// but not their result id, so a document that is opened again needs a full report.
    fn new(diagnostics: Option<(&DocumentDiagnostics, u64)>, previous: Option<&str>) -> Self {
        let Some((diagnostics, opening)) = diagnostics else {
            return Self::Full { result_id: None, items: b"[]".to_vec() };
        };
        let items = diagnostics.to_json();
        let result_id = format!("{opening}-{}", result_id(&items));
        if previous == Some(result_id.as_str()) {
            Self::Unchanged { result_id }
        } else {
            Self::Full { result_id: Some(result_id), items }
        }
    }
}

impl JsonOf<DocumentDiagnosticReportResult> for Report {
    fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        match self {
            Self::Full { items, .. } => with_member(self, "items", items),
            Self::Unchanged { .. } => serde_json::to_vec(self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tower_lsp::lsp_types::{
        DocumentDiagnosticReport, FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport,
        RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
    };

    #[test]
    fn a_report_has_the_json_of_the_protocol_s_own() {
        let json = |diagnostics: Option<(&DocumentDiagnostics, u64)>, previous: Option<&str>| {
            let report: &dyn JsonOf<DocumentDiagnosticReportResult> = &Report::new(diagnostics, previous);
            serde_json::from_slice::<serde_json::Value>(&report.to_json().unwrap()).unwrap()
        };
        let expected = |report: DocumentDiagnosticReport| {
            serde_json::to_value(DocumentDiagnosticReportResult::Report(report)).unwrap()
        };
        let full = |result_id| {
            expected(DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
                related_documents: None,
                full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items: Vec::new() },
            }))
        };
        let diagnostics = DocumentDiagnostics::default();
        let id = format!("7-{}", result_id(&diagnostics.to_json()));
        assert_eq!(json(None, Some(&id)), full(None));
        assert_eq!(json(Some((&diagnostics, 7)), None), full(Some(id.clone())));
        let unchanged = DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id.clone() },
        });
        assert_eq!(json(Some((&diagnostics, 7)), Some(&id)), expected(unchanged));
    }
}
