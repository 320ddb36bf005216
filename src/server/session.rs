//! The open documents: the one owner of what the client is editing.

use super::client::Client;
use super::convert::FromProtocol;
use super::pieces::Pieces;
use super::uri::Key;
use super::view::{Other, View};
use super::{diagnostics, outbox};
use crate::record::{Document, Snapshot};
use crate::text::{Encoding, Span};
use crate::volume::{FileEntry, Index};
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
    /// What is known of the records of each volume.
    index: Index,
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
            path: Key::of(&item.uri).path(),
            version: item.version,
            document: Document::new(&item.text),
            is_record: item.language_id == LANGUAGE,
            changed: true,
            filed: None,
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
        let Some(open) = self.documents.remove(&Key::of(uri)) else {
            tracing::warn!("{uri} was closed but is not open");
            return;
        };
        self.index.remove(&open.path);
        if open.is_record && !self.client.pulls_diagnostics {
            self.closed.push(open.uri);
        }
    }

    /// What a request about `uri` sees; none where it is not open or no record.
    pub fn view(&mut self, uri: &Url) -> Option<View> {
        let open = self.documents.get_mut(&Key::of(uri))?;
        let snapshot = open.filed(&mut self.index)?;
        let (uri, path) = (open.uri.clone(), open.path.clone());
        let volume = self.index.volume(&path)?.clone();
        let others =
            self.documents.values().filter(|other| other.path != path && !volume.records_of(&other.path).is_empty());
        let others = others.filter_map(Open::as_other).collect();
        Some(View { snapshot, uri, path, volume, others, client: self.client })
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
        let mut messages: Vec<_> = closed.iter().map(|uri| publish(uri, None, None)).collect();
        for open in self.documents.values_mut().filter(|open| open.changed) {
            // Whatever happens, this text is not tried again.
            open.changed = false;
            if open.check(self.client).is_some() {
                messages.push(publish(&open.uri, Some(open.version), Some(&open.checked)));
            }
        }
        messages
    }
}

/// An open document.
#[derive(Debug)]
struct Open {
    /// As the client spells it.
    uri: Url,
    /// The path by which the index knows it.
    path: Arc<str>,
    version: i32,
    document: Document,
    /// Once a record, it stays one until it is closed.
    is_record: bool,
    /// Whether it changed since its diagnostics were last pushed.
    changed: bool,
    /// What the index has of it, and as of when.
    filed: Option<(Snapshot, FileEntry)>,
    /// Its diagnostics, as of their last use.
    checked: Pieces,
    /// Its outline, likewise; workers bring it up to date.
    outline: Arc<Mutex<Pieces>>,
}

impl Open {
    /// The document as it is now, if it is a record.
    fn snapshot(&mut self) -> Option<Snapshot> {
        let snapshot = self.document.snapshot();
        self.is_record = self.is_record || snapshot.looks_like_record();
        self.is_record.then_some(snapshot)
    }

    /// The same, once the index knows it.
    fn filed(&mut self, index: &mut Index) -> Option<Snapshot> {
        let snapshot = self.snapshot()?;
        let entry = match &self.filed {
            Some((before, _)) if before.is(&snapshot) => return Some(snapshot),
            Some((before, entry)) => entry.updated(before, &snapshot, 0),
            None => FileEntry::new(&snapshot, 0),
        };
        index.set(&self.path, entry.clone());
        self.filed = Some((snapshot.clone(), entry));
        Some(snapshot)
    }

    /// As a document beside the one that was asked about.
    fn as_other(&self) -> Option<Other> {
        let (snapshot, _) = self.filed.clone()?;
        let (path, uri) = (self.path.clone(), self.uri.clone());
        Some(Other { path, uri, version: Some(self.version), snapshot })
    }

    fn check(&mut self, client: Client) -> Option<&Pieces> {
        let snapshot = self.snapshot()?;
        diagnostics::update(&mut self.checked, &snapshot, &self.uri, client);
        Some(&self.checked)
    }
}

/// Applies a change; one without a range replaces all.
fn edit(document: &mut Document, change: &TextDocumentContentChangeEvent, encoding: Encoding) {
    let text = document.text();
    let span = change.range.map_or(Span::new(0, text.len()), |range| text.byte_span(range, encoding));
    document.edit(span, &change.text);
}

/// A `textDocument/publishDiagnostics` of what was `checked`; without that, of nothing.
fn publish(uri: &Url, version: Option<i32>, checked: Option<&Pieces>) -> Vec<u8> {
    #[derive(Serialize)]
    struct Params<'a> {
        uri: &'a Url,
        #[serde(skip_serializing_if = "Option::is_none")]
        version: Option<i32>,
        diagnostics: [(); 0],
    }
    let mut message = outbox::notification("textDocument/publishDiagnostics", Params { uri, version, diagnostics: [] });
    if let Some(checked) = checked {
        // The list, long at times, is already written: it takes the place of the empty one that ends the message.
        message.truncate(message.len() - b"[]}}".len());
        checked.write(&mut message);
        message.extend_from_slice(b"}}");
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;
    use tower_lsp::lsp_types::{Position, Range};

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    /// A change: the lines and columns of its start and end, if it has a range, and the text in its place.
    type Change<'a> = (Option<[u32; 4]>, &'a str);

    fn item(text: &str, language: &str, version: i32) -> TextDocumentItem {
        let uri = Url::parse("file:///d1.txt").unwrap();
        TextDocumentItem::new(uri, language.to_owned(), version, text.to_owned())
    }

    fn all(text: &str) -> Vec<TextDocumentContentChangeEvent> {
        vec![TextDocumentContentChangeEvent { range: None, range_length: None, text: text.to_owned() }]
    }

    /// What is pushed must be diagnostics for `versions`, 0 where they are cleared.
    #[track_caller]
    fn expect_pushed(session: &mut Session, versions: &[i64]) {
        let pushed = session.flush().into_iter().map(|message| {
            let message: serde_json::Value = serde_json::from_slice(&message).unwrap();
            message["params"]["version"].as_i64().unwrap_or_default()
        });
        assert_eq!(pushed.collect::<Vec<_>>(), versions);
    }

    #[test]
    fn only_the_newest_is_pushed_and_once() {
        let mut session = Session::default();
        let first = item("1. Letter\n", "record", 1);
        let uri = first.uri.clone();
        session.open(first);
        expect_pushed(&mut session, &[1]);
        expect_pushed(&mut session, &[]);
        (2..9).for_each(|version| session.change(&uri, version, all("2. Letter\n")));
        expect_pushed(&mut session, &[8]);
        session.close(&uri);
        expect_pushed(&mut session, &[0]);
        expect_pushed(&mut session, &[]);

        session.open(item("1. Letter\n", "record", 1));
        session.close(&uri);
        session.open(item("2. Letter\n", "record", 3));
        expect_pushed(&mut session, &[3]);
        session.change(&uri, 4, all(""));
        session.close(&uri);
        expect_pushed(&mut session, &[0]);
    }

    #[test]
    fn only_records_are_pushed() {
        let mut session = Session::default();
        let list = item("Eggs\n", "plaintext", 1);
        let uri = list.uri.clone();
        session.open(list);
        expect_pushed(&mut session, &[]);
        assert!(session.view(&uri).is_none());
        session.change(&uri, 2, all("Eggs [Page 2]\n"));
        expect_pushed(&mut session, &[2]);
        session.change(&uri, 3, all("Eggs\n"));
        expect_pushed(&mut session, &[3]);
        session.close(&uri);
        expect_pushed(&mut session, &[0]);
        session.open(item("Eggs\n", "plaintext", 1));
        session.close(&uri);
        expect_pushed(&mut session, &[]);
    }

    fn check(encoding: Encoding, before: &str, changes: &[Change<'_>], after: &str) {
        let mut session = Session::default();
        session.start(Client { encoding, ..Client::default() });
        let opened = item(before, "record", 1);
        let uri = opened.uri.clone();
        session.open(opened);
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
