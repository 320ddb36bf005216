//! `workspace/executeCommand`, with one command: `obelus.select` puts the cursor where it belongs after an edit.
//!
//! In the protocol an edit cannot move the cursor. But an action may have a command, which the client sends once the
//! edit is made. The server then asks the client to show the place. This works in every client that can show documents,
//! without code of its own.

use crate::assist::edit::Edit;
use crate::server::finished::Finished;
use crate::server::positions::ToProtocol;
use crate::server::requests::handler::{Answer, Handler};
use crate::server::requests::support::workspace_edit::refused;
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::session_handle::SessionHandle;
use crate::text::Text;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::ExecuteCommand;
use tower_lsp::lsp_types::{Command, ExecuteCommandOptions, ExecuteCommandParams, Range, ServerCapabilities, Url};

/// Runs the command [`SELECT`].
pub enum ExecuteCommandHandler {}

impl Handler for ExecuteCommandHandler {
    type Method = ExecuteCommand;

    fn offer(client: Client, capabilities: &mut ServerCapabilities) {
        capabilities.execute_command_provider = client
            .shows_documents
            .then(|| ExecuteCommandOptions { commands: vec![SELECT.to_owned()], ..ExecuteCommandOptions::default() });
    }

    fn start(session: &SessionHandle, params: ExecuteCommandParams) -> Result<Answer<Option<Value>>> {
        let shown = shown(&params.command, &params.arguments);
        let shown = shown.ok_or_else(|| refused("Obelus does not have this command"))?;
        session.lock().show_document(shown);
        Ok(Answer::Ready(Finished::new(&None)?))
    }
}

/// The name of the command.
pub const SELECT: &str = "obelus.select";

/// The command that selects the right place after `edit`. None if there is no such place, or the client cannot show it.
pub fn select(doc: &DocumentSnapshot, edit: &Edit) -> Option<Command> {
    let cursor = edit.cursor.filter(|_| doc.client.shows_documents)?;
    let mut text: Text = doc.snapshot.text().clone();
    for change in edit.changes.iter().rev() {
        text.replace(change.span, &change.new_text);
    }
    let range = text.protocol_range(cursor, doc.client.encoding);
    Some(Command {
        title: "Go to the note".to_owned(),
        command: SELECT.to_owned(),
        arguments: Some(vec![json!(doc.uri), json!(range)]),
    })
}

/// The parameters of the `window/showDocument` that the command with these `arguments` leads to. None if it is another
/// command.
pub fn shown(command: &str, arguments: &[Value]) -> Option<Value> {
    let [uri, range] = arguments else { return None };
    let uri: Url = serde_json::from_value(uri.clone()).ok()?;
    let range: Range = serde_json::from_value(range.clone()).ok()?;
    (command == SELECT).then(|| json!({"uri": uri, "takeFocus": true, "selection": range}))
}
