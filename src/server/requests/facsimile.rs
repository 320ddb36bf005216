//! `obelus/facsimile`, a method of our own: the printed page at a place and its image, for an editor that shows the image
//! beside the text.

use crate::assist;
use crate::server::positions::{FromProtocol, ToProtocol};
use crate::server::requests::handler::{Answer, Handler};
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::session_handle::SessionHandle;
use crate::text::Span;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::Request;
use tower_lsp::lsp_types::{Position, ServerCapabilities, TextDocumentPositionParams, Url};

/// Tells the page at a place.
pub enum FacsimileHandler {}

/// The method.
pub enum FacsimileRequest {}

/// The printed page at a place.
#[derive(Debug, Deserialize, Serialize)]
pub struct FacsimilePage {
    /// The label of the page.
    page: String,
    /// The address of its image; null if it has none.
    uri: Option<Url>,
    /// The address of the manifest that may have its image. The client is to fetch it, hand it over by `obelus/manifest`,
    /// and ask again. Null if no manifest is to be fetched.
    manifest: Option<String>,
    /// Where the page before it begins; null if there is none.
    previous: Option<Position>,
    /// Where the next page begins; null if there is none.
    next: Option<Position>,
}

impl Request for FacsimileRequest {
    type Params = TextDocumentPositionParams;
    type Result = Option<FacsimilePage>;
    const METHOD: &'static str = "obelus/facsimile";
}

impl Handler for FacsimileHandler {
    type Method = FacsimileRequest;

    fn offer(_: Client, capabilities: &mut ServerCapabilities) {
        capabilities.experimental = Some(json!({"facsimile": true}));
    }

    fn start(session: &SessionHandle, params: TextDocumentPositionParams) -> Result<Answer<Option<FacsimilePage>>> {
        let TextDocumentPositionParams { text_document, position } = params;
        Answer::about(session, &text_document.uri, move |doc| Ok(answer(doc, position)))
    }
}

/// The page at `position`.
fn answer(doc: &DocumentSnapshot, position: Position) -> Option<FacsimilePage> {
    let (text, encoding) = (doc.snapshot.text(), doc.client.encoding);
    let others = |path: &str| doc.other(path).map(|other| other.snapshot);
    let offset = text.byte_offset(position, encoding);
    let page = assist::facsimile_page(&doc.volume_context(&others), &doc.settings, offset)?;
    let facsimile = doc.settings.facsimile.value.as_ref();
    let position = |offset: usize| text.protocol_range(Span::new(offset, offset), encoding).start;
    Some(FacsimilePage {
        page: page.label.to_string(),
        uri: page.target.and_then(|target| doc.facsimile(&target)),
        manifest: facsimile.and_then(|facsimile| facsimile.unread_address()).map(str::to_owned),
        previous: page.previous.map(position),
        next: page.next.map(position),
    })
}
