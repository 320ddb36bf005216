//! `textDocument/codeLens`.

use crate::assist;
use crate::server::positions::ToProtocol;
use crate::server::requests::handler::{Answer, Handler};
use crate::server::requests::support::resolve_data;
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::session_handle::SessionHandle;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::CodeLensRequest;
use tower_lsp::lsp_types::{CodeLens, CodeLensOptions, CodeLensParams, ServerCapabilities};

/// Lists the code lenses: one for each heading that has something to say.
pub enum CodeLensHandler {}

impl Handler for CodeLensHandler {
    type Method = CodeLensRequest;

    fn offer(_: Client, capabilities: &mut ServerCapabilities) {
        capabilities.code_lens_provider = Some(CodeLensOptions { resolve_provider: Some(true) });
    }

    fn start(session: &SessionHandle, params: CodeLensParams) -> Result<Answer<Option<Vec<CodeLens>>>> {
        Answer::about(session, &params.text_document.uri, |doc| Ok(Some(answer(doc))))
    }
}

/// The headings with a code lens. `codeLens/resolve` adds what it says.
fn answer(doc: &DocumentSnapshot) -> Vec<CodeLens> {
    let (text, encoding) = (doc.snapshot.text(), doc.client.encoding);
    let lens = |span| CodeLens {
        range: text.protocol_range(span, encoding),
        command: None,
        data: Some(resolve_data::data(doc)),
    };
    assist::code_lens_spans(&doc.snapshot).into_iter().map(lens).collect()
}
