//! `workspace/executeCommand`.
//!
//! In the protocol an edit can neither move the cursor nor say something. But an action may have a command, which the client
//! sends once the edit is made. `obelus.select` then asks the client to show a place, and `obelus.say` to show a message. This
//! works in every client that can do so, without code of its own.
//!
//! `obelus.convert` answers with a document in another form.

use crate::assist::edit::Edit;
use crate::convert::Target;
use crate::server::finished::Finished;
use crate::server::positions::ToProtocol;
use crate::server::requests::handler::{Answer, Handler};
use crate::server::requests::support::conversion::{convert, said};
use crate::server::requests::support::workspace_edit::{left_out, refused};
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::session_handle::SessionHandle;
use crate::text::Text;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::ExecuteCommand;
use tower_lsp::lsp_types::{Command, ExecuteCommandOptions, ExecuteCommandParams, Range, ServerCapabilities, Url};

/// Runs a command.
pub enum ExecuteCommandHandler {}

impl Handler for ExecuteCommandHandler {
    type Method = ExecuteCommand;

    fn offer(client: Client, capabilities: &mut ServerCapabilities) {
        let commands = [CONVERT, SAY].into_iter().chain(client.shows_documents.then_some(SELECT));
        let commands = commands.map(str::to_owned).collect();
        capabilities.execute_command_provider =
            Some(ExecuteCommandOptions { commands, ..ExecuteCommandOptions::default() });
    }

    fn start(session: &SessionHandle, params: ExecuteCommandParams) -> Result<Answer<Option<Value>>> {
        let arguments = &params.arguments[..];
        match &*params.command {
            CONVERT => {
                let (uri, to): (Url, String) = given(arguments)?;
                let to = Target::named(&to).ok_or_else(|| refused("Obelus does not convert to this"))?;
                return converted(session, uri, to);
            }
            SELECT => {
                let (place, message) = arguments.split_at_checked(2).unwrap_or((arguments, &[]));
                let (uri, range): (Url, Range) = given(place)?;
                let shown = json!({"uri": uri, "takeFocus": true, "selection": range});
                session.lock().show_document(shown);
                if let [message] = message {
                    let (message,): (String,) = given(std::slice::from_ref(message))?;
                    session.lock().show_message(&message);
                }
            }
            SAY => {
                let (message,): (String,) = given(arguments)?;
                session.lock().show_message(&message);
            }
            _ => return Err(refused("Obelus does not have this command")),
        }
        Ok(Answer::Ready(Finished::new(&None)?))
    }
}

/// The command that converts a document. Its arguments are the document's URI and the name of a [`Target`].
const CONVERT: &str = "obelus.convert";
/// The command that shows a place. Its arguments are a document's URI, a range, and a message that is shown too, if there is one.
const SELECT: &str = "obelus.select";
/// The command that shows a message, which is its argument.
const SAY: &str = "obelus.say";

/// The `arguments` of a command.
///
/// # Errors
///
/// They are not what the command takes.
fn given<T: DeserializeOwned>(arguments: &[Value]) -> Result<T> {
    serde_json::from_value(arguments.into())
        .map_err(|_| refused("Obelus does not have this command with these arguments"))
}

/// The document `uri` as `to`: its text, what editors call the text's language, and what is to be said, if anything is.
fn converted(session: &SessionHandle, uri: Url, to: Target) -> Result<Answer<Option<Value>>> {
    Answer::of_document(session, uri, move |doc| {
        let doc = doc.ok_or_else(|| refused("The record is not open"))?;
        Ok(Answer::on_worker(move || {
            let converted = convert(&doc, to).map_err(|reason| refused(&reason))?;
            let language = match to {
                Target::Tei => "xml",
                Target::Html => "html",
                Target::Text(convention) => convention.language_id(),
            };
            let message = said(&doc, &converted.remarks);
            Ok(Some(json!({"text": converted.text, "languageId": language, "message": message})))
        }))
    })
}

/// The command that selects the right place after `edit`, if there is one and the client can show it, and says what the edit leaves
/// out, if it does. None if there is nothing to do.
pub fn after(doc: &DocumentSnapshot, edit: &Edit) -> Option<Command> {
    let left_out = left_out(doc, edit);
    let Some(cursor) = edit.cursor.filter(|_| doc.client.shows_documents) else {
        return left_out.map(|message| say(&message));
    };
    let mut text: Text = doc.snapshot.text().clone();
    for change in edit.changes.iter().rev() {
        text.replace(change.span, &change.new_text);
    }
    let mut command = selecting("Go to the note", &doc.uri, text.protocol_range(cursor, doc.client.encoding));
    command.arguments.get_or_insert_default().extend(left_out.map(Value::from));
    Some(command)
}

/// The command that shows the document `uri`. None if the client of `doc` cannot do that.
pub fn show(doc: &DocumentSnapshot, uri: &Url) -> Option<Command> {
    doc.client.shows_documents.then(|| selecting("Show the result", uri, Range::default()))
}

fn selecting(title: &str, uri: &Url, range: Range) -> Command {
    Command::new(title.to_owned(), SELECT.to_owned(), Some(vec![json!(uri), json!(range)]))
}

/// The command that shows `message`.
pub fn say(message: &str) -> Command {
    Command::new("Show a message".to_owned(), SAY.to_owned(), Some(vec![json!(message)]))
}
