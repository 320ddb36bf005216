//! `workspace/executeCommand`: `obelus.select`, which puts the cursor where it belongs after an edit.
//!
//! The protocol lets no edit move the cursor. But an action may have a command, which the client sends once the edit is
//! made; the server answers it by asking the client to show the place. So it works in every client that shows documents,
//! without a line of its own.

use crate::assist::edit::Edit;
use crate::server::positions::ToProtocol;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::text::Text;
use serde_json::{Value, json};
use tower_lsp::lsp_types::{Command, Range, Url};

/// The command's name.
pub const SELECT: &str = "obelus.select";

/// The command that selects what belongs selected after `edit`; none where nothing does, or the client cannot.
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

/// The parameters of the `window/showDocument` that a command with `arguments` asks for.
pub fn shown(command: &str, arguments: &[Value]) -> Option<Value> {
    let [uri, range] = arguments else { return None };
    let uri: Url = serde_json::from_value(uri.clone()).ok()?;
    let range: Range = serde_json::from_value(range.clone()).ok()?;
    (command == SELECT).then(|| json!({"uri": uri, "takeFocus": true, "selection": range}))
}
