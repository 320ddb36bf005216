//! Converts edits to those of the protocol.

use crate::assist;
use crate::assist::edit::{CitationEdit, Edit, Environment};
use crate::record::Snapshot;
use crate::server::positions::ToProtocol;
use crate::server::session::document_snapshot::{DocumentSnapshot, OpenDocument};
use crate::text::Text;
use std::collections::{BTreeMap, HashMap};
use tower_lsp::jsonrpc::{Error, ErrorCode};
use tower_lsp::lsp_types::{
    AnnotatedTextEdit, ChangeAnnotation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier,
    TextDocumentEdit, TextEdit, Url, WorkspaceEdit,
};

/// LSP's `RequestFailed`: the request is valid, but cannot be met. Clients show its message, unlike that of
/// `ContentModified`.
const REQUEST_FAILED: i64 = -32803;

/// The error for a request for an edit that cannot be made.
pub fn refused(reason: &str) -> Error {
    Error { code: ErrorCode::ServerError(REQUEST_FAILED), message: reason.to_owned().into(), data: None }
}

/// What the server knows of the document's surroundings.
pub fn environment(doc: &DocumentSnapshot) -> Environment<'_> {
    Environment { volume: Some((&doc.volume, &doc.path)), settings: Some((&doc.settings, &doc.path)) }
}

/// Converts `edit` to one that the client applies in one step. Changes of other records are left out if the client
/// cannot ask the user about each; [`left_out`] says so. Reads the disk: for workers.
pub fn workspace_edit(doc: &DocumentSnapshot, edit: &Edit) -> WorkspaceEdit {
    let encoding = doc.client.encoding;
    let to_protocol = |text: &Text, change: &assist::TextEdit| TextEdit {
        range: text.protocol_range(change.span, encoding),
        new_text: change.new_text.clone(),
    };
    let here = edit.changes.iter().map(|change| to_protocol(doc.snapshot.text(), change));
    if !doc.client.document_changes {
        return WorkspaceEdit::new(HashMap::from([(doc.uri.clone(), here.collect())]));
    }
    let mut edits = vec![TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri: doc.uri.clone(), version: doc.version },
        edits: here.map(OneOf::Left).collect(),
    }];
    let mut annotations = HashMap::new();
    if doc.client.change_annotations {
        let mut files: BTreeMap<Option<&str>, Vec<&CitationEdit>> = BTreeMap::new();
        for elsewhere in &edit.elsewhere {
            files.entry(elsewhere.path.as_deref()).or_default().push(elsewhere);
        }
        for (path, found) in files {
            let other = path.and_then(|path| doc.other(path));
            let Some((uri, version, snapshot)) = document(doc, path, other.as_ref()) else { continue };
            let annotated = found.into_iter().filter_map(|elsewhere| {
                let placed = snapshot.records().get(elsewhere.record)?;
                let change = elsewhere.change(&placed.record.text)?;
                let change = assist::TextEdit { span: change.span.shifted(placed.start), ..change };
                let id = format!("cited-{}", annotations.len());
                annotations.insert(id.clone(), annotation(elsewhere));
                let text_edit = to_protocol(snapshot.text(), &change);
                Some(OneOf::Right(AnnotatedTextEdit { text_edit, annotation_id: id }))
            });
            let annotated: Vec<_> = annotated.collect();
            match edits.first_mut().filter(|_| path.is_none()) {
                Some(own) => own.edits.extend(annotated),
                None if annotated.is_empty() => {}
                None => {
                    let text_document = OptionalVersionedTextDocumentIdentifier { uri: uri.clone(), version };
                    edits.push(TextDocumentEdit { text_document, edits: annotated });
                }
            }
        }
    }
    WorkspaceEdit {
        changes: None,
        document_changes: Some(DocumentChanges::Edits(edits)),
        change_annotations: (!annotations.is_empty()).then_some(annotations),
    }
}

/// How many of the citations that are left out are named.
const NAMED: usize = 3;

/// What the user is told of the changes of other records that [`workspace_edit`] leaves out; `None` if it leaves out none.
pub fn left_out(doc: &DocumentSnapshot, edit: &Edit) -> Option<String> {
    if edit.elsewhere.is_empty() || (doc.client.document_changes && doc.client.change_annotations) {
        return None;
    }
    let named = edit.elsewhere.iter().take(NAMED);
    let named: Vec<_> = named.map(|it| format!("footnote {} in {} (now {})", it.from, it.name, it.to)).collect();
    let more = match edit.elsewhere.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    Some(format!("Other records still cite the old numbers: {}{more}", named.join(", ")))
}

/// The document that is to be changed: `other`, which is at `path`, or without a path the one that was asked about.
fn document<'a>(
    doc: &'a DocumentSnapshot,
    path: Option<&str>,
    other: Option<&'a OpenDocument>,
) -> Option<(&'a Url, Option<i32>, &'a Snapshot)> {
    match path {
        None => Some((&doc.uri, doc.version, &doc.snapshot)),
        Some(_) => other.map(|other| (&other.uri, other.version, &other.snapshot)),
    }
}

/// What the client asks the user about a change of another record.
fn annotation(elsewhere: &CitationEdit) -> ChangeAnnotation {
    ChangeAnnotation {
        label: format!("{} cites it: footnote {} becomes {}", elsewhere.name, elsewhere.from, elsewhere.to),
        needs_confirmation: Some(true),
        description: None,
    }
}
