//! The code action “Ignore this here”: it adds an entry to the `obelus.toml` that applies, or creates one.

use crate::check::Code;
use crate::config::ignore_edit;
use crate::server::positions::{FromProtocol, ToProtocol};
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::text::{Span, Text};
use tower_lsp::lsp_types::{
    CodeAction, CodeActionKind, CreateFile, CreateFileOptions, Diagnostic, DocumentChangeOperation, DocumentChanges,
    NumberOrString, OneOf, OptionalVersionedTextDocumentIdentifier, Range, ResourceOp, TextDocumentEdit, TextEdit,
    WorkspaceEdit,
};

/// The kind of this action, one of the quick fixes.
pub const KIND: CodeActionKind = CodeActionKind::new("quickfix.ignore");

/// How many bytes before a reported place, on its line, identify it together with the place.
const BEFORE: usize = 32;

/// How many bytes of a reported place identify it.
const WITHIN: usize = 80;

/// The actions that ignore what `diagnostics` report, one for each.
pub fn list(doc: &DocumentSnapshot, diagnostics: &[Diagnostic]) -> Vec<CodeAction> {
    if !doc.client.document_changes {
        return Vec::new();
    }
    let ours = diagnostics.iter().filter(|it| it.source.as_deref() == Some(env!("CARGO_PKG_NAME")));
    ours.filter_map(|diagnostic| action(doc, diagnostic)).collect()
}

/// The action for `diagnostic`. None if there is no folder for an `obelus.toml`, or if the one there cannot be parsed.
fn action(doc: &DocumentSnapshot, diagnostic: &Diagnostic) -> Option<CodeAction> {
    let Some(NumberOrString::String(code)) = &diagnostic.code else { return None };
    let code = Code::ALL.into_iter().find(|known| known.as_str() == code)?;
    let config = doc.nearest_config.as_ref()?;
    let below = doc.path.strip_prefix(config.folder.as_ref())?.trim_start_matches('/');
    let place = doc.snapshot.text().byte_span(diagnostic.range, doc.client.encoding);
    let (at, new_text) = ignore_edit(&config.text, below, code, Some(&words(doc.snapshot.text(), place)))?;
    let at = Text::new(&config.text).protocol_position(at, doc.client.encoding);
    let edit = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri: config.uri.clone(), version: config.version },
        edits: vec![OneOf::Left(TextEdit { range: Range::new(at, at), new_text })],
    };
    let changes = if config.exists {
        DocumentChanges::Edits(vec![edit])
    } else if doc.client.creates_files {
        let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) };
        let create = CreateFile { uri: config.uri.clone(), options: Some(options), annotation_id: None };
        DocumentChanges::Operations(vec![
            DocumentChangeOperation::Op(ResourceOp::Create(create)),
            DocumentChangeOperation::Edit(edit),
        ])
    } else {
        return None;
    };
    Some(CodeAction {
        title: format!("Ignore {code} here, in obelus.toml"),
        kind: Some(KIND),
        diagnostics: Some(vec![diagnostic.clone()]),
        edit: Some(WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }),
        ..CodeAction::default()
    })
}

/// The words that identify the place: the beginning of the first line it is on, with some of what precedes it there,
/// since a reference is a single digit.
fn words(text: &Text, place: Span) -> String {
    let line = text.line_content(text.line_of(place.start));
    let start = place.start.saturating_sub(BEFORE).max(line.start);
    let end = place.end.min(place.start.saturating_add(WITHIN)).min(line.end);
    text.slice(Span::new(start.min(end), end)).trim().to_owned()
}
