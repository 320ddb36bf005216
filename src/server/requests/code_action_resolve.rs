//! `codeAction/resolve`.

use crate::assist::edit::ActionId;
use crate::server::requests::code_action::{Data, fill};
use crate::server::requests::handler::{Answer, Handler};
use crate::server::requests::support::conversion_action::ConversionAction;
use crate::server::requests::support::workspace_edit::refused;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::session_handle::SessionHandle;
use crate::text::Span;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::CodeActionResolveRequest;
use tower_lsp::lsp_types::{CodeAction, Url};

/// Completes an action by its edit.
pub enum CodeActionResolveHandler {}

impl Handler for CodeActionResolveHandler {
    type Method = CodeActionResolveRequest;

    fn start(session: &SessionHandle, params: CodeAction) -> Result<Answer<CodeAction>> {
        let uri = params.data.as_ref().and_then(|data| Url::parse(data.get("uri")?.as_str()?).ok());
        let gone = || refused("The record is no longer open");
        Answer::of_document(session, uri.ok_or_else(gone)?, move |doc| {
            let doc = doc.ok_or_else(gone)?;
            Ok(Answer::on_worker(move || resolve(&doc, params)))
        })
    }
}

/// Adds its edit to the action.
///
/// # Errors
///
/// The reason why it cannot be done, or that the document has changed since.
fn resolve(doc: &DocumentSnapshot, mut action: CodeAction) -> Result<CodeAction> {
    if let Some(disabled) = &action.disabled {
        // Some editors let the user choose disabled actions.
        return Err(refused(&disabled.reason));
    }
    let data = action.data.clone().and_then(|data| serde_json::from_value::<Data>(data).ok());
    let unknown = || refused("Obelus does not know this action");
    let Data { version, id, start, end, .. } = data.ok_or_else(unknown)?;
    if version != doc.version {
        return Err(refused("The record has changed since: ask for the code actions again"));
    }
    let conversion = ConversionAction::offered(doc).into_iter().find(|action| action.kind().as_str() == id);
    let filled = match (conversion, ActionId::ALL.into_iter().find(|known| known.as_str() == id)) {
        (Some(conversion), _) => conversion.fill(doc, &mut action),
        (None, Some(id)) => fill(doc, &mut action, Span::new(start, end), id),
        (None, None) => return Err(unknown()),
    };
    filled.map_err(|reason| refused(&reason))?;
    Ok(action)
}
