//! The open documents: the one owner of what the client is editing.

use super::client::Client;
use super::convert::FromProtocol;
use super::pieces::Pieces;
use super::uri::Key;
use super::view::View;
use super::{diagnostics, outbox};
use crate::record::Document;
use crate::text::{Encoding, Span};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
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
            checked: Pieces::default(),
            outline: Arc::default(),
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
        self.documents.get_mut(&Key::of(uri))?.view(self.client)
    }

    /// The outline of `uri` as it was last answered.
    pub fn outline(&self, uri: &Url) -> Option<Arc<Mutex<Pieces>>> {
        self.documents.get(&Key::of(uri)).map(|open| open.outline.clone())
    }

    /// The diagnostics of `uri`, up to date; none where it is not open or no record.
    pub fn pull(&mut self, uri: &Url) -> Option<&Pieces> {
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
        let mut messages: Vec<_> = closed.iter().map(|uri| publish(uri, None, b"")).collect();
        for open in self.documents.values_mut().filter(|open| open.changed) {
            // Whatever happens, this text is not tried again.
            open.changed = false;
            let json = open.check(self.client).map(Pieces::items);
            messages.extend(json.map(|json| publish(&open.uri, Some(open.version), &json)));
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
    /// Its diagnostics, as of their last use.
    checked: Pieces,
    /// Its outline, likewise; workers bring it up to date.
    outline: Arc<Mutex<Pieces>>,
}

impl Open {
    /// The document as it is now, if it is a record.
    fn view(&mut self, client: Client) -> Option<View> {
        let snapshot = self.document.snapshot();
        self.is_record = self.is_record || snapshot.looks_like_record();
        self.is_record.then(|| View { snapshot, uri: self.uri.clone(), client })
    }

    fn check(&mut self, client: Client) -> Option<&Pieces> {
        let view = self.view(client)?;
        diagnostics::update(&mut self.checked, &view);
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
fn publish(uri: &Url, version: Option<i32>, json: &[u8]) -> Vec<u8> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use tower_lsp::lsp_types::{Position, Range};

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    /// A change: the lines and columns of its start and end, if it has a range, and the text in its place.
    type Change<'a> = (Option<[u32; 4]>, &'a str);

    fn check(encoding: Encoding, before: &str, changes: &[Change<'_>], after: &str) {
        let uri = Url::parse("file:///d1.txt").unwrap();
        let mut session = Session::default();
        session.start(Client { encoding, ..Client::default() });
        session.open(TextDocumentItem::new(uri.clone(), "record".to_owned(), 1, before.to_owned()));
        let changes = changes.iter().map(|&(range, text)| TextDocumentContentChangeEvent {
            range: range.map(|[line, column, end_line, end_column]| {
                Range::new(Position::new(line, column), Position::new(end_line, end_column))
            }),
            range_length: None,
            text: text.to_owned(),
        });
        session.change(&uri, 2, changes.collect());
        let text = session.documents[&Key::of(&uri)].document.text().to_string();
        assert_eq!(text, after, "{encoding:?} {before:?}");
    }

    #[test]
    fn changes_in_any_encoding() {
        for encoding in ENCODINGS {
            let check = |before, changes: &[Change<'_>], after| check(encoding, before, changes, after);
            check("abc\ndef", &[(Some([1, 1, 1, 2]), "E")], "abc\ndEf");
            check("abc\ndef", &[(Some([0, 1, 1, 1]), "")], "aef");
            check("", &[(Some([0, 0, 0, 0]), "a")], "a");
            check("abc", &[], "abc");
            // Without a range: all.
            check("abc\ndef", &[(None, "new")], "new");
            check("abc", &[(None, "")], "");
            // Each on what the one before it left.
            check("abc", &[(Some([0, 0, 0, 1]), "xyz"), (Some([0, 2, 0, 3]), "!")], "xy!bc");
            check("abc", &[(None, "one\ntwo"), (Some([1, 0, 1, 3]), "2")], "one\n2");
            check("abc", &[(Some([0, 1, 0, 1]), "\n"), (Some([1, 1, 1, 1]), "-")], "a\nb-c");
            // Past the end of a line: its content's end, never in its line break. Past the last line: the text's end.
            check("abc\r\ndef", &[(Some([0, 99, 0, 99]), "!")], "abc!\r\ndef");
            check("abc\ndef", &[(Some([0, 2, 0, u32::MAX]), "")], "ab\ndef");
            check("abc\ndef", &[(Some([7, 3, 9, 0]), "!")], "abc\ndef!");
            check("abc\ndef\n", &[(Some([0, 0, u32::MAX, u32::MAX]), "")], "");
            // The end before the start.
            check("abcdef", &[(Some([0, 4, 0, 2]), "-")], "ab-ef");
            // Line breaks of every kind.
            check("a\rb\r\nc\nd", &[(Some([1, 0, 1, 1]), "B"), (Some([3, 0, 3, 1]), "D")], "a\rB\r\nc\nD");
            check("a\u{2028}b\u{c}c\nd", &[(Some([1, 0, 1, 1]), "D")], "a\u{2028}b\u{c}c\nD");
            check("a\r\nb", &[(Some([0, 1, 1, 0]), "")], "ab");
            // A break made of two: the line feed joins the carriage return that was there.
            check("a\rb", &[(Some([1, 0, 1, 0]), "\n"), (Some([1, 0, 1, 1]), "c")], "a\r\nc");
        }
    }

    #[test]
    fn columns_count_the_units_agreed_upon() {
        let before = "né 𝔄x";
        check(Encoding::Utf8, before, &[(Some([0, 8, 0, 9]), "!")], "né 𝔄!");
        check(Encoding::Utf16, before, &[(Some([0, 5, 0, 6]), "!")], "né 𝔄!");
        check(Encoding::Utf32, before, &[(Some([0, 4, 0, 5]), "!")], "né 𝔄!");
        // Inside a character, as half of a surrogate pair: its start.
        check(Encoding::Utf8, before, &[(Some([0, 2, 0, 6]), "-")], "n-𝔄x");
        check(Encoding::Utf16, before, &[(Some([0, 2, 0, 4]), "-")], "né-𝔄x");
        check(Encoding::Utf16, before, &[(Some([0, 4, 0, 4]), "-")], "né -𝔄x");
    }
}
