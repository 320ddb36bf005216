//! `textDocument/codeAction` and `codeAction/resolve`.
//!
//! The list tells what can be done and what it is called; the edit is made when one is chosen, where the client can ask for
//! it then. What is resolved is what was listed: of the same version of the document, or it is refused.

use crate::assist::edit::{self, Action, ActionId, FixedDiagnostic};
use crate::server::positions::FromProtocol;
use crate::server::requests::execute_command;
use crate::server::requests::support::ignore_action;
use crate::server::requests::support::workspace_edit::{around, refused, workspace_edit};
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::text::Span;
use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    CodeAction, CodeActionContext, CodeActionDisabled, CodeActionKind, Diagnostic, NumberOrString, Range, Url,
};

/// The kinds of actions there are. An editor may bind a key to one.
pub const KINDS: [CodeActionKind; 6] = [CodeActionKind::QUICKFIX, ignore_action::KIND, INSERT, REMOVE, RENUMBER, MATCH];

const INSERT: CodeActionKind = CodeActionKind::new("refactor.insert.footnote");
const REMOVE: CodeActionKind = CodeActionKind::new("refactor.rewrite.footnote.remove");
const RENUMBER: CodeActionKind = CodeActionKind::new("refactor.rewrite.footnote.renumber");
const MATCH: CodeActionKind = CodeActionKind::new("refactor.rewrite.footnote.match");

/// What an action is resolved by.
#[derive(Debug, Deserialize, Serialize)]
pub struct Data {
    /// The document.
    pub uri: Url,
    version: Option<i32>,
    id: String,
    /// Where it was listed, in bytes of the document.
    start: usize,
    end: usize,
}

/// What can be done at `range`.
pub fn list(doc: &DocumentSnapshot, range: Range, context: &CodeActionContext) -> Vec<CodeAction> {
    let selection = doc.snapshot.text().byte_span(range, doc.client.encoding);
    let actions = edit::actions(&doc.snapshot, selection, around(doc)).into_iter();
    let listed = actions.filter(|action| wanted(context.only.as_deref(), &kind(action)));
    let mut actions: Vec<_> = listed.filter_map(|action| to_protocol(doc, action, context)).collect();
    if wanted(context.only.as_deref(), &ignore_action::KIND) {
        actions.extend(ignore_action::list(doc, &context.diagnostics));
    }
    actions
}

/// The action with its edit.
///
/// # Errors
///
/// Says why it cannot be done, or that the document has moved on.
pub fn resolve(doc: &DocumentSnapshot, mut action: CodeAction) -> Result<CodeAction> {
    if let Some(disabled) = &action.disabled {
        // Some editors offer it all the same.
        return Err(refused(&disabled.reason));
    }
    let data = action.data.clone().and_then(|data| serde_json::from_value::<Data>(data).ok());
    let id = data.as_ref().and_then(|data| ActionId::ALL.into_iter().find(|id| id.as_str() == data.id));
    let (data, id) = data.zip(id).ok_or_else(|| refused("This action is not one of Obelus"))?;
    if data.version != doc.version {
        return Err(refused("The record was changed meanwhile: ask again for what can be done"));
    }
    fill(doc, &mut action, Span::new(data.start, data.end), id).map_err(|reason| refused(&reason))?;
    Ok(action)
}

fn fill(doc: &DocumentSnapshot, action: &mut CodeAction, place: Span, id: ActionId) -> std::result::Result<(), String> {
    let edit = edit::resolve(&doc.snapshot, place, id, around(doc))?;
    action.command = execute_command::select(doc, &edit);
    action.edit = Some(workspace_edit(doc, &edit));
    Ok(())
}

/// An action as the protocol has it. What cannot be done is told, with the reason, where its kind was asked for and the client
/// can show it; who asks for whatever can be done gets none of it.
fn to_protocol(doc: &DocumentSnapshot, action: Action, context: &CodeActionContext) -> Option<CodeAction> {
    let Action { id, place, .. } = action;
    let kind = kind(&action);
    let mends = action.fixes.and_then(|mended| same(doc, mended, &context.diagnostics));
    let mut listed = CodeAction {
        title: action.title,
        kind: Some(kind),
        diagnostics: mends.map(|diagnostic| vec![diagnostic]),
        is_preferred: action.fixes.is_some_and(|mended| mended.certain).then_some(true),
        ..CodeAction::default()
    };
    let mut refusal = action.refusal;
    if refusal.is_none() {
        if doc.client.resolves_edits {
            let data = Data {
                uri: doc.uri.clone(),
                version: doc.version,
                id: id.as_str().to_owned(),
                start: place.start,
                end: place.end,
            };
            listed.data = serde_json::to_value(data).ok();
        } else {
            refusal = fill(doc, &mut listed, place, id).err();
        }
    }
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
        | ActionId::AddNote
        | ActionId::RemoveReference
        | ActionId::MoveNote
        | ActionId::RemoveNote
        | ActionId::Replace => CodeActionKind::QUICKFIX,
    }
}

/// Whether one of the kinds asked for is `kind`, or holds it: `refactor` holds `refactor.insert`.
fn wanted(only: Option<&[CodeActionKind]>, kind: &CodeActionKind) -> bool {
    only.is_none_or(|only| {
        only.iter().any(|asked| {
            let below = kind.as_str().strip_prefix(asked.as_str());
            below.is_some_and(|below| below.is_empty() || below.starts_with('.') || asked.as_str().is_empty())
        })
    })
}

/// The one of the client's own `diagnostics` that an action mends.
fn same(doc: &DocumentSnapshot, mended: FixedDiagnostic, diagnostics: &[Diagnostic]) -> Option<Diagnostic> {
    let place = |range| doc.snapshot.text().byte_span(range, doc.client.encoding);
    let named = |code: &NumberOrString| matches!(code, NumberOrString::String(code) if code == mended.code.as_str());
    let found = diagnostics.iter().find(|it| it.code.as_ref().is_some_and(named) && place(it.range) == mended.span);
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
