//! The code actions that convert the whole document. “Open as TEI” has the client show a text that is no file. If the client
//! cannot do that, “Write as TEI” creates a file for it. “Rewrite as Markdown” changes the document where it stands.

use crate::assist::edit::Edit;
use crate::convention::Convention;
use crate::convert::{Target, rewrite_in_place};
use crate::server::requests::execute_command;
use crate::server::requests::support::conversion::{convert, not_converted, said};
use crate::server::requests::support::workspace_edit::workspace_edit;
use crate::server::session::client_capabilities::SHOW_CONVERSION;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::workspace::uri;
use serde_json::json;
use std::path::PathBuf;
use tower_lsp::lsp_types::{
    CodeAction, CodeActionKind, Command, CreateFile, CreateFileOptions, DocumentChangeOperation, DocumentChanges,
    OneOf, OptionalVersionedTextDocumentIdentifier, Range, ResourceOp, TextDocumentEdit, TextEdit, Url, WorkspaceEdit,
};

/// The kind of the actions that lead to the document in another form.
pub const CONVERT: CodeActionKind = CodeActionKind::new("source.convert");
/// The kind of those that rewrite the document in another convention.
pub const REWRITE: CodeActionKind = CodeActionKind::new("source.rewrite");

/// An action that converts a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConversionAction {
    /// The client shows the result.
    Show(Target),
    /// The result goes to a new file.
    Write(Target),
    /// The document is rewritten.
    Rewrite(Convention),
}

impl ConversionAction {
    /// The actions for `doc`. Nothing is converted yet.
    pub fn offered(doc: &DocumentSnapshot) -> Vec<Self> {
        let convention = doc.snapshot.marks().convention;
        let action = |target| match target {
            Target::Text(to) => (to != convention).then_some(Self::Rewrite(to)),
            _ if doc.client.shows_conversions => Some(Self::Show(target)),
            _ if doc.client.creates_files && doc.client.document_changes => {
                new_file(doc, target).map(|_| Self::Write(target))
            }
            _ => None,
        };
        Target::ALL.into_iter().filter_map(action).collect()
    }

    /// The kind of the action, which tells it from the others for the document.
    pub fn kind(self) -> CodeActionKind {
        let (all, target) = match self {
            Self::Show(target) | Self::Write(target) => (CONVERT, target),
            Self::Rewrite(to) => (REWRITE, Target::Text(to)),
        };
        format!("{}.{}", all.as_str(), target.name()).into()
    }

    /// The action as it is listed for `doc`, without what it does.
    pub fn listed(self, doc: &DocumentSnapshot) -> CodeAction {
        let title = match self {
            Self::Show(target) => format!("Open as {}", name(target)),
            Self::Write(target) => {
                let file = new_file(doc, target).unwrap_or_default();
                format!("Write as {} to {}", name(target), file.file_name().unwrap_or_default().to_string_lossy())
            }
            Self::Rewrite(to) => format!("Rewrite as {}", name(Target::Text(to))),
        };
        let command = match self {
            Self::Show(target) => Some(Command {
                title: title.clone(),
                command: SHOW_CONVERSION.to_owned(),
                arguments: Some(vec![json!(doc.uri), json!(target.name())]),
            }),
            Self::Write(_) | Self::Rewrite(_) => None,
        };
        CodeAction { title, kind: Some(self.kind()), command, ..CodeAction::default() }
    }

    /// Why the action cannot be done, if that is known without converting `doc`.
    pub fn refusal(self, doc: &DocumentSnapshot) -> Option<String> {
        let marks = doc.snapshot.marks();
        let Self::Rewrite(to) = self else { return None };
        marks.is_set.then(|| {
            let (set, to) = (marks.convention.name(), to.name());
            format!("The configuration sets the convention {set} for this file, which would not be read as {to}")
        })
    }

    /// Adds to `action`, which is listed for `doc`, what it does. Reads the disk: for workers.
    ///
    /// # Errors
    ///
    /// Returns why it cannot be done, in words for the user.
    pub fn fill(self, doc: &DocumentSnapshot, action: &mut CodeAction) -> Result<(), String> {
        match self {
            Self::Show(_) => {}
            Self::Write(target) => {
                let file = new_file(doc, target).ok_or("The record is in no folder")?;
                if file.symlink_metadata().is_ok() {
                    return Err(format!("{} is there already", file.display()));
                }
                let uri = Url::from_file_path(&file).map_err(|()| "The record is in no folder")?;
                let converted = convert(doc, target)?;
                action.edit = Some(created(uri.clone(), converted.text));
                action.command = execute_command::show(doc, &uri);
            }
            Self::Rewrite(to) => {
                let (changes, remarks) = rewrite_in_place(&doc.snapshot, to).map_err(|lost| not_converted(&lost))?;
                action.edit = Some(workspace_edit(doc, &Edit { changes, ..Edit::default() }));
                action.command = said(doc, &remarks).map(|message| execute_command::say(&message));
            }
        }
        Ok(())
    }
}

/// The form as titles name it.
fn name(target: Target) -> &'static str {
    match target {
        Target::Tei => "TEI",
        Target::Html => "HTML",
        Target::Text(Convention::Plain) => "plain text",
        Target::Text(Convention::Markdown) => "Markdown",
        Target::Text(Convention::Gutenberg) => "Project Gutenberg’s text",
        Target::Text(Convention::Proofreaders) => "Distributed Proofreaders’ text",
    }
}

/// The file beside that of `doc` to which its conversion goes. None if the document is no file.
fn new_file(doc: &DocumentSnapshot, target: Target) -> Option<PathBuf> {
    Some(uri::file(&doc.path)?.with_extension(target.extension()))
}

/// Creates the file `uri` with the text `new_text`. Clients refuse it if the file is there.
fn created(uri: Url, new_text: String) -> WorkspaceEdit {
    let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(false) };
    let create = CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None };
    let edit = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version: None },
        edits: vec![OneOf::Left(TextEdit { range: Range::default(), new_text })],
    };
    let operations = vec![DocumentChangeOperation::Op(ResourceOp::Create(create)), DocumentChangeOperation::Edit(edit)];
    WorkspaceEdit { document_changes: Some(DocumentChanges::Operations(operations)), ..WorkspaceEdit::default() }
}
