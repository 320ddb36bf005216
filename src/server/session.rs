//! The open documents: the one owner of what the client is editing.

use super::client::Client;
use super::convert::FromProtocol;
use super::diagnostics::Checked;
use super::outbox;
use super::uri::Key;
use crate::record::{Document, Snapshot};
use crate::text::{Encoding, Span};
use serde::Serialize;
use std::collections::HashMap;
use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Url};

/// The language that a client gives to documents that are records for certain.
const LANGUAGE: &str = "record";

/// The open documents, and what the client is still to be told of them.
#[derive(Debug, Default)]
pub struct Session {
    client: Client,
    documents: HashMap<Key, Open>,
    /// Documents whose diagnostics are to be cleared.
    closed: Vec<Url>,
}

/// A document, and the client's abilities, for one request.
#[derive(Clone, Debug)]
pub struct View {
    /// The document as it is now.
    pub snapshot: Snapshot,
    /// Its URI as the client spelled it when it opened it.
    pub uri: Url,
    /// What the client can do.
    pub client: Client,
}

impl Session {
    /// Starts the session with `client`.
    pub fn start(&mut self, client: Client) {
        self.client = client;
    }

    /// Opens `item`. A document that is open already begins anew.
    pub fn open(&mut self, item: TextDocumentItem) {
        let open = Open {
            version: item.version,
            document: Document::new(&item.text),
            is_record: item.language_id == LANGUAGE,
            changed: true,
            checked: Checked::default(),
            uri: item.uri,
        };
        if let Some(before) = self.documents.insert(Key::of(&open.uri), open) {
            tracing::warn!("{} was opened twice", before.uri);
        }
    }

    /// Applies `changes`, each to the text that the one before it left.
    pub fn change(&mut self, uri: &Url, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        let Some(open) = self.documents.get_mut(&Key::of(uri)) else {
            tracing::warn!("{uri} was changed but is not open");
            return;
        };
        open.version = version;
        open.changed = true;
        for change in changes {
            edit(&mut open.document, &change, self.client.encoding);
        }
    }

    /// Closes the document `uri`.
    pub fn close(&mut self, uri: &Url) {
        match self.documents.remove(&Key::of(uri)) {
            Some(open) if open.is_record && !self.client.pulls_diagnostics => self.closed.push(open.uri),
            Some(_) => {}
            None => tracing::warn!("{uri} was closed but is not open"),
        }
    }

    /// What a request about `uri` sees; none where it is not open or no record.
    pub fn view(&mut self, uri: &Url) -> Option<View> {
        let client = self.client;
        let open = self.documents.get_mut(&Key::of(uri))?;
        open.records().map(|snapshot| View { snapshot, uri: open.uri.clone(), client })
    }

    /// The diagnostics of `uri`, up to date; none where it is not open or no record.
    pub fn pull(&mut self, uri: &Url) -> Option<&Checked> {
        self.documents.get_mut(&Key::of(uri))?.check(self.client)
    }

    /// The messages that tell the client of all that changed since the last call: for each document its newest
    /// diagnostics, whatever came in between.
    pub fn flush(&mut self) -> Vec<Vec<u8>> {
        if self.client.pulls_diagnostics {
            return Vec::new();
        }
        let opened_again = |uri: &Url| self.documents.contains_key(&Key::of(uri));
        let closed: Vec<Url> = std::mem::take(&mut self.closed).into_iter().filter(|uri| !opened_again(uri)).collect();
        let mut messages: Vec<_> = closed.iter().map(|uri| diagnostics(uri, None, b"")).collect();
        for open in self.documents.values_mut().filter(|open| open.changed) {
            // Whatever happens, this text is not tried again.
            open.changed = false;
            let json = open.check(self.client).map(Checked::json);
            messages.extend(json.map(|json| diagnostics(&open.uri, Some(open.version), &json)));
        }
        messages
    }
}

/// An open document.
#[derive(Debug)]
struct Open {
    /// As the client spells it.
    uri: Url,
    version: i32,
    document: Document,
    /// Once a record, it stays one until it is closed.
    is_record: bool,
    /// Whether it changed since its diagnostics were last pushed.
    changed: bool,
    checked: Checked,
}

impl Open {
    /// The document as it is now, if it is a record.
    fn records(&mut self) -> Option<Snapshot> {
        let snapshot = self.document.snapshot();
        self.is_record = self.is_record || snapshot.looks_like_record();
        self.is_record.then_some(snapshot)
    }

    fn check(&mut self, client: Client) -> Option<&Checked> {
        let snapshot = self.records()?;
        self.checked.update(&snapshot, &self.uri, client);
        Some(&self.checked)
    }
}

/// Applies a change; one without a range replaces all.
fn edit(document: &mut Document, change: &TextDocumentContentChangeEvent, encoding: Encoding) {
    let text = document.text();
    let span = change.range.map_or(Span::new(0, text.len()), |range| text.byte_span(range, encoding));
    document.edit(span, &change.text);
}

/// A `textDocument/publishDiagnostics` of what `json` lists.
fn diagnostics(uri: &Url, version: Option<i32>, json: &[u8]) -> Vec<u8> {
    #[derive(Serialize)]
    struct Params<'a> {
        uri: &'a Url,
        #[serde(skip_serializing_if = "Option::is_none")]
        version: Option<i32>,
        diagnostics: [(); 0],
    }
    // The list, large at times, is already written: it goes between the brackets that end the message.
    let end = b"]}}";
    let mut message = outbox::notification("textDocument/publishDiagnostics", Params { uri, version, diagnostics: [] });
    message.truncate(message.len() - end.len());
    message.extend_from_slice(json);
    message.extend_from_slice(end);
    message
}
