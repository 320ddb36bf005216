//! “Ignore this here”, among the code actions: an entry in the `obelus.toml` that applies, or in a new one.

use crate::check::Code;
use crate::config::ignore_edit;
use crate::server::convert::{FromProtocol, ToProtocol};
use crate::server::view::View;
use crate::text::{Span, Text};
use tower_lsp::lsp_types::{
    CodeAction, CodeActionKind, CreateFile, CreateFileOptions, Diagnostic, DocumentChangeOperation, DocumentChanges,
    NumberOrString, OneOf, OptionalVersionedTextDocumentIdentifier, Range, ResourceOp, TextDocumentEdit, TextEdit,
    WorkspaceEdit,
};

/// The kind of these actions: one of the quick fixes.
pub const KIND: CodeActionKind = CodeActionKind::new("quickfix.ignore");

/// How many bytes of its line before a place that is reported tell it from others.
const BEFORE: usize = 32;

/// How many bytes of a place that is reported do.
const WITHIN: usize = 80;

/// The actions that have what `diagnostics` report ignored where they report it.
pub fn list(view: &View, diagnostics: &[Diagnostic]) -> Vec<CodeAction> {
    if !view.client.document_changes {
        return Vec::new();
    }
    let ours = diagnostics.iter().filter(|it| it.source.as_deref() == Some(env!("CARGO_PKG_NAME")));
    ours.filter_map(|diagnostic| action(view, diagnostic)).collect()
}

/// The action for `diagnostic`; none where there is no folder for an `obelus.toml`, or the one there makes no sense.
fn action(view: &View, diagnostic: &Diagnostic) -> Option<CodeAction> {
    let Some(NumberOrString::String(code)) = &diagnostic.code else { return None };
    let code = Code::ALL.into_iter().find(|known| known.as_str() == code)?;
    let home = view.home.as_ref()?;
    let below = view.path.strip_prefix(home.folder.as_ref())?.trim_start_matches('/');
    let place = view.snapshot.text().byte_span(diagnostic.range, view.client.encoding);
    let (at, new_text) = ignore_edit(&home.text, below, code, Some(&words(view.snapshot.text(), place)))?;
    let at = Text::new(&home.text).protocol_position(at, view.client.encoding);
    let edit = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri: home.uri.clone(), version: home.version },
        edits: vec![OneOf::Left(TextEdit { range: Range::new(at, at), new_text })],
    };
    let changes = if home.exists {
        DocumentChanges::Edits(vec![edit])
    } else if view.client.creates_files {
        let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) };
        let create = CreateFile { uri: home.uri.clone(), options: Some(options), annotation_id: None };
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

/// The words by which the place is known: the beginning of the first line it is on, with what stands before it there, since
/// a reference is a mere digit.
fn words(text: &Text, place: Span) -> String {
    let line = text.line_content(text.line_of(place.start));
    let start = place.start.saturating_sub(BEFORE).max(line.start);
    let end = place.end.min(place.start.saturating_add(WITHIN)).min(line.end);
    text.slice(Span::new(start.min(end), end)).trim().to_owned()
}
