//! `textDocument/onTypeFormatting`.

use crate::assist;
use crate::server::positions::{FromProtocol, ToProtocol};
use crate::server::requests::handler::{Answer, Handler};
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::session_handle::SessionHandle;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::OnTypeFormatting;
use tower_lsp::lsp_types::{
    DocumentOnTypeFormattingOptions, DocumentOnTypeFormattingParams, Position, ServerCapabilities,
    TextDocumentPositionParams, TextEdit,
};

/// Continues what was begun before a line break, such as a list of notes.
pub enum OnTypeFormattingHandler {}

impl Handler for OnTypeFormattingHandler {
    type Method = OnTypeFormatting;

    fn offer(_: Client, capabilities: &mut ServerCapabilities) {
        capabilities.document_on_type_formatting_provider = Some(DocumentOnTypeFormattingOptions {
            first_trigger_character: "\n".to_owned(),
            more_trigger_character: Some(vec![" ".to_owned()]),
        });
    }

    fn start(session: &SessionHandle, params: DocumentOnTypeFormattingParams) -> Result<Answer<Option<Vec<TextEdit>>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        Answer::about(session, &text_document.uri, move |doc| Ok(answer(doc, position, &params.ch)))
    }
}

/// The edit that follows on `typed`, a line break or a space, before `position`.
fn answer(doc: &DocumentSnapshot, position: Position, typed: &str) -> Option<Vec<TextEdit>> {
    let (text, encoding) = (doc.snapshot.text(), doc.client.encoding);
    let follow = if typed == " " { assist::retyped_label } else { assist::on_enter };
    let edit = follow(&doc.snapshot, text.byte_offset(position, encoding))?;
    Some(vec![TextEdit::new(text.protocol_range(edit.span, encoding), edit.new_text)])
}
