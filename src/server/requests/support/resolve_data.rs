//! Answers in two steps: a list at once, and the rest of an item when the client asks for it.

use crate::server::finished::{Finished, JsonOf};
use crate::server::requests::handler::Answer;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::session_handle::SessionHandle;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::Url;

/// The data of an item of a list about `doc`, which comes back in the second step: the document's URI.
pub fn data(doc: &DocumentSnapshot) -> Value {
    json!({"uri": doc.uri})
}

/// The second step for an `item` with `data`: `complete` adds the rest from the item's document. The item comes back as
/// it is if that is no longer open.
///
/// # Errors
/// Those of [`Answer::when_built`].
pub fn resolve<T: JsonOf<T> + Send + 'static>(
    session: &SessionHandle,
    data: Option<&Value>,
    mut item: T,
    complete: fn(&DocumentSnapshot, &mut T),
) -> Result<Answer<T>> {
    let uri = data.and_then(|data| Url::parse(data.get("uri")?.as_str()?).ok());
    let Some(uri) = uri else { return Ok(Answer::Ready(Finished::new(&item)?)) };
    Answer::of_document(session, uri, move |doc| {
        Ok(Answer::on_worker(move || {
            if let Some(doc) = doc {
                complete(&doc, &mut item);
            }
            Ok(item)
        }))
    })
}
