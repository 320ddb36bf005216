//! `textDocument/documentLink`.

use crate::assist;
use crate::server::positions::ToProtocol;
use crate::server::requests::handler::{Answer, Handler};
use crate::server::requests::support::resolve_data;
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_snapshot::DocumentSnapshot;
use crate::server::session::session_handle::SessionHandle;
use crate::server::session::volume_documents::Documents;
use crate::text::Span;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::DocumentLinkRequest;
use tower_lsp::lsp_types::{
    DocumentLink, DocumentLinkOptions, DocumentLinkParams, ServerCapabilities, Url, WorkDoneProgressOptions,
};

/// Lists the links of a document.
pub enum DocumentLinkHandler {}

impl Handler for DocumentLinkHandler {
    type Method = DocumentLinkRequest;

    fn offer(_: Client, capabilities: &mut ServerCapabilities) {
        capabilities.document_link_provider = Some(DocumentLinkOptions {
            resolve_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        });
    }

    fn start(session: &SessionHandle, params: DocumentLinkParams) -> Result<Answer<Option<Vec<DocumentLink>>>> {
        Answer::about(session, &params.text_document.uri, |doc| Ok(Some(answer(doc))))
    }
}

/// The links to other places. No file is read here: where a link leads that ends in a file that is not open,
/// `documentLink/resolve` says.
fn answer(doc: &DocumentSnapshot) -> Vec<DocumentLink> {
    let (text, encoding) = (doc.snapshot.text(), doc.client.encoding);
    let documents = Documents::of(doc);
    let others = |path: &str| documents.other(path);
    let link = |link: assist::DocumentLink<'_>| {
        let is_open = link.path.is_none_or(|path| doc.others.iter().any(|other| *other.path == *path));
        let target = is_open.then(|| target(doc, &documents, link.span.start)).flatten();
        DocumentLink {
            range: text.protocol_range(link.span, encoding),
            data: target.is_none().then(|| resolve_data::data(doc)),
            target,
            tooltip: Some(link.name),
        }
    };
    let site = doc.volume_context(&others);
    let pages = assist::facsimile_links(&site, &doc.settings, Span::new(0, text.len())).into_iter();
    let pages = pages.filter_map(|(span, target)| {
        let (range, target) = (text.protocol_range(span, encoding), Some(doc.facsimile(&target)?));
        Some(DocumentLink { range, target, tooltip: Some("The page’s facsimile".to_owned()), data: None })
    });
    assist::document_links(&site).into_iter().map(link).chain(pages).collect()
}

/// The target of the cross reference at `offset`, such as `file:///records/d40.txt#L12,3`. VS Code reads the fragment
/// as a line and a column, both from 1. Other clients open the file.
pub fn target(doc: &DocumentSnapshot, documents: &Documents<'_>, offset: usize) -> Option<Url> {
    let others = |path: &str| documents.other(path);
    let definition = assist::definition(&doc.volume_context(&others), offset)?;
    let location = documents.location(definition.targets.first()?.place())?;
    let (mut uri, place) = (location.uri, location.range.start);
    uri.set_fragment(Some(&format!("L{},{}", place.line + 1, place.character + 1)));
    Some(uri)
}
