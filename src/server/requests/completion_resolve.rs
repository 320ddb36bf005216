//! `completionItem/resolve`.

use crate::assist;
use crate::record::Label;
use crate::server::positions::FromProtocol;
use crate::server::requests::handler::{Answer, Handler};
use crate::server::requests::support::resolve_data;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::session_handle::SessionHandle;
use serde::Deserialize;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::ResolveCompletionItem;
use tower_lsp::lsp_types::{CompletionItem, Documentation, MarkupContent, MarkupKind, Position};

/// Adds the documentation to a completion item.
pub enum CompletionResolveHandler {}

impl Handler for CompletionResolveHandler {
    type Method = ResolveCompletionItem;

    fn start(session: &SessionHandle, params: CompletionItem) -> Result<Answer<CompletionItem>> {
        resolve_data::resolve(session, params.data.clone().as_ref(), params, complete)
    }
}

/// Adds to `item` the text of the record's first note, or of the note that would be cited. For an expected mark, it is
/// the note that the mark leads to, or the sentence that waits for the note.
fn complete(doc: &DocumentSnapshot, item: &mut CompletionItem) {
    let Some(data) = &item.data else { return };
    let label = |key: &str| data.get(key)?.as_str().map(Label::new);
    let others = |path: &str| doc.other(path).map(|other| other.snapshot);
    let site = doc.volume_context(&others);
    let told = if let Some(number) = label("number") {
        assist::completion_documentation(&site, &number, label("footnote").as_ref())
    } else {
        let position = data.get("next").and_then(|next| Position::deserialize(next).ok());
        let offset = position.map(|position| doc.snapshot.text().byte_offset(position, doc.client.encoding));
        offset.and_then(|offset| assist::expected_mark_documentation(&site, offset))
    };
    item.documentation = told.map(|(markdown, plain)| {
        let (kind, value) = if doc.client.markdown_documentation {
            (MarkupKind::Markdown, markdown)
        } else {
            (MarkupKind::PlainText, plain)
        };
        Documentation::MarkupContent(MarkupContent { kind, value })
    });
}
