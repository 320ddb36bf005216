//! `textDocument/documentLink` and `documentLink/resolve`.

use crate::assist;
use crate::server::positions::{FromProtocol, ToProtocol};
use crate::server::requests::support::resolve_data;
use crate::server::session::document_snapshot::{DocumentSnapshot, facsimile};
use crate::server::session::volume_documents::Documents;
use crate::text::Span;
use tower_lsp::lsp_types::{DocumentLink, Url};

/// What leads to another place. Where that lies in a file that is not open, it is told by [`complete`]: no file is read here.
pub fn answer(doc: &DocumentSnapshot) -> Vec<DocumentLink> {
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
        let (range, target) = (text.protocol_range(span, encoding), Some(facsimile(&target, &doc.path)?));
        Some(DocumentLink { range, target, tooltip: Some("The page’s facsimile".to_owned()), data: None })
    });
    assist::document_links(&site).into_iter().map(link).chain(pages).collect()
}

/// Tells where `link` leads.
pub fn complete(doc: &DocumentSnapshot, link: &mut DocumentLink) {
    let offset = doc.snapshot.text().byte_offset(link.range.start, doc.client.encoding);
    link.target = target(doc, &Documents::of(doc), offset);
}

/// Where the cross reference at `offset` leads: `file:///records/d40.txt#L12,3`, the line and column counted from 1, as
/// VS Code reads them. Who does not gets at least the file.
fn target(doc: &DocumentSnapshot, documents: &Documents<'_>, offset: usize) -> Option<Url> {
    let others = |path: &str| documents.other(path);
    let definition = assist::definition(&doc.volume_context(&others), offset)?;
    let location = documents.location(definition.targets.first()?.place())?;
    let (mut uri, place) = (location.uri, location.range.start);
    uri.set_fragment(Some(&format!("L{},{}", place.line + 1, place.character + 1)));
    Some(uri)
}
