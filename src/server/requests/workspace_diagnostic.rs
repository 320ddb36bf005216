//! `workspace/diagnostic`.

use crate::server::finished::Finished;
use crate::server::requests::handler::{Answer, Handler};
use crate::server::session::session_handle::SessionHandle;
use crate::server::worker_pool;
use crate::server::workspace::uri::DocumentKey;
use std::collections::HashMap;
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::WorkspaceDiagnosticRequest;
use tower_lsp::lsp_types::{WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDiagnosticReportResult};

/// Reports the diagnostics of all files that are not open. It is offered together with `textDocument/diagnostic`.
pub enum WorkspaceDiagnosticHandler {}

impl Handler for WorkspaceDiagnosticHandler {
    type Method = WorkspaceDiagnosticRequest;

    fn start(
        session: &SessionHandle,
        params: WorkspaceDiagnosticParams,
    ) -> Result<Answer<WorkspaceDiagnosticReportResult>> {
        let previous = params.previous_result_ids.into_iter().map(|it| (DocumentKey::of(&it.uri), it.value));
        Ok(Answer::later(reports(session.clone(), previous.collect())))
    }
}

/// The reports that the client does not have yet; `previous` are the result ids of those that it has. A client that has
/// reports asks again at once, so its answer waits until there is something new.
async fn reports(
    session: SessionHandle,
    previous: HashMap<DocumentKey, String>,
) -> Result<Finished<WorkspaceDiagnosticReportResult>> {
    let previous = Arc::new(previous);
    loop {
        let (closed, is_scanned, changed) = {
            let mut session = session.lock();
            let changed = session.diagnostics_changed().clone().notified_owned();
            (session.closed_files(), session.is_scanned(), changed)
        };
        if is_scanned {
            let known = previous.clone();
            let items = worker_pool::run(move |_| closed.reports(&known)).await?;
            if !items.is_empty() || previous.is_empty() {
                return Finished::new(&WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport { items }));
            }
        }
        changed.await;
    }
}
