//! `textDocument/codeAction`.
//!
//! The list says what can be done. The edit of an action is made when the action is chosen, if the client can ask for
//! it then (`codeAction/resolve`), and for the version of the document for which it was listed.

use crate::assist::edit::{self, Action, ActionId, FixedDiagnostic};
use crate::server::positions::FromProtocol;
use crate::server::requests::execute_command;
use crate::server::requests::handler::{Answer, Handler};
use crate::server::requests::support::conversion_action::{self, ConversionAction};
use crate::server::requests::support::ignore_action;
use crate::server::requests::support::workspace_edit::{environment, workspace_edit};
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::session_handle::SessionHandle;
use crate::text::Span;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::CodeActionRequest;
use tower_lsp::lsp_types::{
    CodeAction, CodeActionContext, CodeActionDisabled, CodeActionKind, CodeActionOptions, CodeActionOrCommand,
    CodeActionParams, CodeActionProviderCapability, CodeActionResponse, Diagnostic, NumberOrString, Range,
    ServerCapabilities, Url,
};

/// Lists what can be done at a place.
pub enum CodeActionHandler {}

impl Handler for CodeActionHandler {
    type Method = CodeActionRequest;

    fn offer(client: Client, capabilities: &mut ServerCapabilities) {
        capabilities.code_action_provider = client.code_actions.then(|| {
            CodeActionProviderCapability::Options(CodeActionOptions {
                code_action_kinds: Some(KINDS.into()),
                resolve_provider: Some(client.resolves_edits),
                ..CodeActionOptions::default()
            })
        });
    }

    fn start(session: &SessionHandle, params: CodeActionParams) -> Result<Answer<Option<CodeActionResponse>>> {
        let CodeActionParams { text_document, range, context, .. } = params;
        Answer::about(session, &text_document.uri, move |doc| Ok(Some(list(doc, range, &context))))
    }
}

/// The kinds of actions. An editor may bind a key to a kind.
pub const KINDS: [CodeActionKind; 8] = [
    CodeActionKind::QUICKFIX,
    ignore_action::KIND,
    INSERT,
    REMOVE,
    RENUMBER,
    MATCH,
    conversion_action::CONVERT,
    conversion_action::REWRITE,
];

const INSERT: CodeActionKind = CodeActionKind::new("refactor.insert.footnote");
const REMOVE: CodeActionKind = CodeActionKind::new("refactor.rewrite.footnote.remove");
const RENUMBER: CodeActionKind = CodeActionKind::new("refactor.rewrite.footnote.renumber");
const MATCH: CodeActionKind = CodeActionKind::new("refactor.rewrite.footnote.match");

/// What an action carries until it is resolved.
#[derive(Debug, Deserialize, Serialize)]
pub struct Data {
    /// The document.
    pub uri: Url,
    /// The version of the document for which the action was listed.
    pub version: Option<i32>,
    /// Which action it is: the name of an [`ActionId`], or the kind of a [`ConversionAction`].
    pub id: String,
    /// The start of the place at which it was listed, in bytes of the document.
    pub start: usize,
    /// The end of that place.
    pub end: usize,
}

/// What can be done at `range`.
fn list(doc: &DocumentSnapshot, range: Range, context: &CodeActionContext) -> CodeActionResponse {
    let selection = doc.snapshot.text().byte_span(range, doc.client.encoding);
    let actions = edit::actions(&doc.snapshot, selection, environment(doc)).into_iter();
    let listed = actions.filter(|action| wanted(context.only.as_deref(), &kind(action)));
    let mut actions: Vec<_> = listed.filter_map(|action| to_protocol(doc, action, context)).collect();
    if wanted(context.only.as_deref(), &ignore_action::KIND) {
        actions.extend(ignore_action::list(doc, &context.diagnostics));
    }
    let conversions = ConversionAction::offered(doc).into_iter();
    let conversions = conversions.filter(|action| wanted(context.only.as_deref(), &action.kind()));
    actions.extend(conversions.filter_map(|action| conversion(doc, action, context)));
    actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

/// Adds its edit to the action that is named by `id` and was listed at `place`.
///
/// # Errors
/// The reason why it cannot be done.
pub fn fill(
    doc: &DocumentSnapshot,
    action: &mut CodeAction,
    place: Span,
    id: ActionId,
) -> std::result::Result<(), String> {
    let edit = edit::resolve(&doc.snapshot, place, id, environment(doc))?;
    action.command = execute_command::after(doc, &edit);
    action.edit = Some(workspace_edit(doc, &edit));
    Ok(())
}

/// An action as the protocol has it. An action that cannot be done is listed, with the reason, only if its kind was
/// asked for and the client shows disabled actions.
fn to_protocol(doc: &DocumentSnapshot, action: Action, context: &CodeActionContext) -> Option<CodeAction> {
    let Action { id, place, .. } = action;
    let kind = kind(&action);
    let fixes = action.fixes.and_then(|fixed| client_diagnostic(doc, fixed, &context.diagnostics));
    let mut listed = CodeAction {
        title: action.title,
        kind: Some(kind),
        diagnostics: fixes.map(|diagnostic| vec![diagnostic]),
        is_preferred: action.fixes.is_some_and(|fixed| fixed.certain).then_some(true),
        ..CodeAction::default()
    };
    let mut refusal = action.refusal;
    if refusal.is_none() {
        if doc.client.resolves_edits {
            listed.data = data(doc, id.as_str(), place);
        } else {
            refusal = fill(doc, &mut listed, place, id).err();
        }
    }
    unless_refused(doc, listed, refusal, context)
}

/// A conversion as the protocol has it. It takes long: a client that cannot ask for it when it is chosen gets it only if it
/// asks for its kind.
fn conversion(doc: &DocumentSnapshot, action: ConversionAction, context: &CodeActionContext) -> Option<CodeAction> {
    let mut listed = action.listed(doc);
    let mut refusal = action.refusal(doc);
    if refusal.is_none() {
        if doc.client.resolves_edits {
            listed.data = data(doc, action.kind().as_str(), Span::default());
        } else if listed.command.is_none() {
            context.only.as_ref()?;
            refusal = action.fill(doc, &mut listed).err();
        }
    }
    unless_refused(doc, listed, refusal, context)
}

/// What an action carries until it is resolved.
fn data(doc: &DocumentSnapshot, id: &str, place: Span) -> Option<Value> {
    let (uri, version) = (doc.uri.clone(), doc.version);
    let data = Data { uri, version, id: id.to_owned(), start: place.start, end: place.end };
    serde_json::to_value(data).ok()
}

/// The action `listed`, disabled if there is a `refusal`.
fn unless_refused(
    doc: &DocumentSnapshot,
    mut listed: CodeAction,
    refusal: Option<String>,
    context: &CodeActionContext,
) -> Option<CodeAction> {
    if let Some(reason) = refusal {
        if !doc.client.shows_disabled_actions || context.only.is_none() {
            return None;
        }
        listed.disabled = Some(CodeActionDisabled { reason });
    }
    Some(listed)
}

fn kind(action: &Action) -> CodeActionKind {
    match action.id {
        _ if action.fixes.is_some() => CodeActionKind::QUICKFIX,
        ActionId::InsertFootnote => INSERT,
        ActionId::RemoveFootnote => REMOVE,
        ActionId::NumberFromZero | ActionId::NumberFromOne | ActionId::NumberByPage | ActionId::NumberOn => RENUMBER,
        ActionId::NotesAsPrinted | ActionId::ReferencesAsListed => MATCH,
        ActionId::RenumberList
        | ActionId::RestoreNote
        | ActionId::AddNote
        | ActionId::RemoveReference
        | ActionId::InsertReference
        | ActionId::MoveNote
        | ActionId::RemoveNote
        | ActionId::Replace => CodeActionKind::QUICKFIX,
    }
}

/// Whether one of the kinds in `only` is `kind` or includes it, as `refactor` includes `refactor.insert`.
fn wanted(only: Option<&[CodeActionKind]>, kind: &CodeActionKind) -> bool {
    only.is_none_or(|only| {
        only.iter().any(|asked| {
            let below = kind.as_str().strip_prefix(asked.as_str());
            below.is_some_and(|below| below.is_empty() || below.starts_with('.') || asked.as_str().is_empty())
        })
    })
}

/// The one of the client's `diagnostics` that an action fixes.
fn client_diagnostic(doc: &DocumentSnapshot, fixed: FixedDiagnostic, diagnostics: &[Diagnostic]) -> Option<Diagnostic> {
    let place = |range| doc.snapshot.text().byte_span(range, doc.client.encoding);
    let named = |code: &NumberOrString| matches!(code, NumberOrString::String(code) if code == fixed.code.as_str());
    let found = diagnostics.iter().find(|it| it.code.as_ref().is_some_and(named) && place(it.range) == fixed.span);
    found.cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_holds_those_below_it() {
        let wanted = |only: &'static str| wanted(Some(&[CodeActionKind::new(only)]), &INSERT);
        assert!(wanted("refactor") && wanted("refactor.insert") && wanted("refactor.insert.footnote") && wanted(""));
        assert!(!wanted("refactor.ins") && !wanted("quickfix") && !wanted("refactor.insert.footnote.more"));
        assert!(super::wanted(None, &INSERT) && !super::wanted(Some(&[]), &INSERT));
    }
}
