//! `textDocument/completion`.

use crate::assist::{self, MarkKind};
use crate::convention::COMPLETED_FROM;
use crate::record::Label;
use crate::server::positions::{FromProtocol, ToProtocol};
use crate::server::requests::handler::{Answer, Handler};
use crate::server::requests::support::resolve_data;
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::session_handle::SessionHandle;
use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::Completion;
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionOptions, CompletionParams, CompletionResponse,
    CompletionTextEdit, Position, ServerCapabilities, TextDocumentPositionParams, TextEdit,
};

/// Proposes the records that may be cited, or the mark that is expected.
pub enum CompletionHandler {}

impl Handler for CompletionHandler {
    type Method = Completion;

    fn offer(_: Client, capabilities: &mut ServerCapabilities) {
        capabilities.completion_provider = Some(CompletionOptions {
            // Completion is offered unasked after the space of `Document ` and after the bracket of a page marker.
            trigger_characters: Some([" "].into_iter().chain(COMPLETED_FROM).map(str::to_owned).collect()),
            resolve_provider: Some(true),
            ..CompletionOptions::default()
        });
    }

    fn start(session: &SessionHandle, params: CompletionParams) -> Result<Answer<Option<CompletionResponse>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let answer = move |doc: &DocumentSnapshot| Ok(answer(doc, position).map(CompletionResponse::List));
        Answer::about(session, &text_document.uri, answer)
    }
}

/// The records that may be cited at `position`, or the mark that is expected there. None elsewhere.
fn answer(doc: &DocumentSnapshot, position: Position) -> Option<CompletionList> {
    records(doc, position).or_else(|| next(doc, position))
}

/// The mark that is expected.
fn next(doc: &DocumentSnapshot, position: Position) -> Option<CompletionList> {
    let (text, encoding) = (doc.snapshot.text(), doc.client.encoding);
    let others = |_: &str| None;
    let next = assist::expected_mark(&doc.volume_context(&others), text.byte_offset(position, encoding))?;
    let (kind, detail) = match next.kind {
        MarkKind::Reference => (CompletionItemKind::REFERENCE, "the next footnote reference"),
        MarkKind::Page => (CompletionItemKind::FILE, "the next page"),
        MarkKind::Item => (CompletionItemKind::TEXT, "the next note"),
    };
    let item = CompletionItem {
        label: next.new.trim().to_owned(),
        kind: Some(kind),
        detail: Some(detail.to_owned()),
        // The user may leave out the indent or type small letters.
        filter_text: Some(format!("{}{}", text.slice(next.typed), next.rest)),
        data: doc.client.resolves_documentation.then(|| {
            let mut data = resolve_data::data(doc);
            data["next"] = json!(position);
            data
        }),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(
            text.protocol_range(next.replaced, encoding),
            next.new,
        ))),
        ..CompletionItem::default()
    };
    Some(CompletionList { is_incomplete: false, items: vec![item] })
}

fn records(doc: &DocumentSnapshot, position: Position) -> Option<CompletionList> {
    let (text, encoding) = (doc.snapshot.text(), doc.client.encoding);
    let others = |_: &str| None;
    let found = assist::completions(&doc.volume_context(&others), text.byte_offset(position, encoding))?;
    let range = text.protocol_range(found.typed, encoding);
    // A client compares what is typed with the start of the item, and knows nothing of diacritics. If a word of the
    // title is typed, make every item match, and have the client ask again when more is typed.
    let typed = text.slice(found.typed);
    let by_title = typed.starts_with(char::is_alphabetic);
    let item = |(order, record): (usize, assist::Candidate)| CompletionItem {
        data: doc.client.resolves_documentation.then(|| {
            let mut data = resolve_data::data(doc);
            data["number"] = json!(record.number.as_str());
            data["footnote"] = json!(found.footnote.as_ref().map(Label::as_str));
            data
        }),
        filter_text: by_title.then(|| format!("{typed} {}", record.name)),
        label: record.name,
        kind: Some(CompletionItemKind::REFERENCE),
        // Sorted by this and not by name, `2` comes before `10`.
        sort_text: Some(format!("{order:04}")),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, record.number.as_str().to_owned()))),
        ..CompletionItem::default()
    };
    let items = found.records.into_iter().enumerate().map(item).collect();
    Some(CompletionList { is_incomplete: found.more || by_title, items })
}
