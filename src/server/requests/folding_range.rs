//! `textDocument/foldingRange`.

use crate::assist;
use crate::server::positions::ToProtocol;
use crate::server::requests::handler::{Answer, Handler};
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::session_handle::SessionHandle;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::FoldingRangeRequest;
use tower_lsp::lsp_types::{FoldingRange, FoldingRangeParams, FoldingRangeProviderCapability, ServerCapabilities};

/// Finds what can be folded.
pub enum FoldingRangeHandler {}

impl Handler for FoldingRangeHandler {
    type Method = FoldingRangeRequest;

    fn offer(_: Client, capabilities: &mut ServerCapabilities) {
        capabilities.folding_range_provider = Some(FoldingRangeProviderCapability::Simple(true));
    }

    fn start(session: &SessionHandle, params: FoldingRangeParams) -> Result<Answer<Option<Vec<FoldingRange>>>> {
        Answer::about(session, &params.text_document.uri, |doc| Ok(Some(answer(doc))))
    }
}

/// The parts of the document that can be folded: whole lines, which every client can fold.
fn answer(doc: &DocumentSnapshot) -> Vec<FoldingRange> {
    let range = |fold: &assist::FoldingRange| doc.snapshot.text().protocol_range(fold.span, doc.client.encoding);
    let ranges = assist::folding_ranges(&doc.snapshot);
    let of_lines = ranges.iter().map(range).map(|range| FoldingRange {
        start_line: range.start.line,
        end_line: range.end.line,
        ..FoldingRange::default()
    });
    of_lines.filter(|fold| fold.start_line < fold.end_line).collect()
}
