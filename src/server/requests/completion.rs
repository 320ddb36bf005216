//! `textDocument/completion` and `completionItem/resolve`.

use crate::assist::{self, MarkKind};
use crate::record::Label;
use crate::server::positions::{FromProtocol, ToProtocol};
use crate::server::requests::support::resolve_data;
use crate::server::session::document_snapshot::DocumentSnapshot;
use serde::Deserialize;
use serde_json::json;
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionTextEdit, Documentation, MarkupContent, MarkupKind,
    Position, TextEdit,
};

/// The records that may be named at `position`, or the mark that is due there; none elsewhere.
pub fn answer(doc: &DocumentSnapshot, position: Position) -> Option<CompletionList> {
    records(doc, position).or_else(|| next(doc, position))
}

/// The mark that is due.
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
        // However it is begun: without the indent, in small letters.
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
    // A client compares what is typed with the beginning of the item, and knows nothing of diacritics: where a word of the
    // title is sought, it is to leave that to us, and to ask again when more is typed.
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
        // In the order given, and not `1`, `10`, `100`, `2`.
        sort_text: Some(format!("{order:04}")),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, record.number.as_str().to_owned()))),
        ..CompletionItem::default()
    };
    let items = found.records.into_iter().enumerate().map(item).collect();
    Some(CompletionList { is_incomplete: found.more || by_title, items })
}

/// Adds to `item` what the record's first note says or the note that is to be named; of a mark that is due, the note it will
/// lead to or the sentence that waits for it.
pub fn complete(doc: &DocumentSnapshot, item: &mut CompletionItem) {
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
