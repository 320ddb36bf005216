//! What the client is editing and what is known of all other files: the one owner of both.

pub mod client_capabilities;
pub mod document_snapshot;
pub mod document_state;
pub mod progress;
pub mod session_handle;
pub mod volume_documents;

use crate::config::{Configuration, NAME, Partial};
use crate::server::cache::document_diagnostics::{self, CheckContext, DocumentDiagnostics};
use crate::server::cache::file_texts::FileTexts;
use crate::server::cache::json_cache::{JsonCache, json_items};
use crate::server::cache::semantic_tokens::SemanticTokensCache;
use crate::server::outgoing::{Outgoing, SETTINGS_SECTION};
use crate::server::positions::ToProtocol;
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_snapshot::{DocumentSnapshot, NearestConfig, OpenDocument, VolumesSnapshot};
use crate::server::session::document_state::DocumentState;
use crate::server::session::progress::Progress;
use crate::server::workspace::scan::{ScanInput, ScanJob, ScanScope, ScannedFile};
use crate::server::workspace::uri::{self, DocumentKey};
use crate::server::workspace::workspace_diagnostics::ClosedFiles;
use crate::server::write_queue;
use crate::text::{Span, Text};
use crate::volume::Library;
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use tokio::sync::Notify;
use tower_lsp::lsp_types::{Location, TextDocumentContentChangeEvent, TextDocumentItem, Url};

/// The open documents and the workspace around them, and what the client is still to be told of them.
#[derive(Debug, Default)]
pub struct Session {
    client: Client,
    /// The folders of the workspace.
    roots: Vec<PathBuf>,
    /// Reads files; none before the client is ready, and where there is no workspace.
    indexer: Option<Sender<ScanJob>>,
    documents: HashMap<DocumentKey, DocumentState>,
    /// What is known of all files.
    library: Library,
    /// What is configured: by each `obelus.toml`, and by the client's settings.
    configuration: Configuration,
    editor: Option<Partial>,
    /// What the client was told of each `obelus.toml`: only those with problems, by their paths.
    published_configuration: BTreeMap<Arc<str>, Vec<u8>>,
    /// Whether the workspace is still to be read: until then nothing is known to be missing.
    scan_pending: bool,
    texts: FileTexts,
    progress: Progress,
    /// Documents whose diagnostics are to be cleared.
    to_clear: Vec<Url>,
    outgoing: Outgoing,
    /// Whether diagnostics may be others now though the client did not touch their documents.
    others_changed: bool,
    /// Tells those who wait for that.
    diagnostics_changed: Arc<Notify>,
}

impl Session {
    /// Starts the session with `client`, which works in the folders `roots`.
    pub fn start(&mut self, client: Client, roots: Vec<PathBuf>) {
        self.client = client;
        self.roots = roots;
        self.scan_pending = !self.roots.is_empty();
    }

    /// Begins to read the workspace, now that the client is ready; `indexer` does it.
    pub fn index(&mut self, indexer: Sender<ScanJob>) {
        self.indexer = Some(indexer);
        self.watch();
        if self.client.registers_settings {
            self.outgoing.watch_settings();
        }
        if self.client.tells_settings {
            self.outgoing.ask_settings();
        }
        if self.scan_pending {
            self.request_scan(ScanJob::All);
        }
    }

    /// Takes the client's settings, the object under `obelus`; null where it has none.
    pub fn configure(&mut self, settings: &Value) {
        let (editor, problems) = match settings {
            Value::Null => (Partial::default(), Vec::new()),
            settings => Partial::from_json(settings),
        };
        for problem in problems {
            tracing::warn!("in the settings of the editor: {problem}");
        }
        self.editor = Some(editor.clone());
        self.reconfigure(|configuration| configuration.set_editor(editor));
    }

    /// Hears that the client's settings are others: `settings`, where it says.
    pub fn settings_changed(&mut self, settings: &Value) {
        match settings.get(SETTINGS_SECTION) {
            Some(settings) => self.configure(settings),
            None if self.client.tells_settings => self.outgoing.ask_settings(),
            None => self.configure(settings),
        }
    }

    /// Asks to be told of the files that change, whatever is configured to be a record.
    fn watch(&mut self) {
        if self.client.watches_files && self.indexer.is_some() {
            self.outgoing.watch_files(self.configuration.globs());
        }
    }

    /// Changes what is configured. All is read again where other files are records by it, or have other marks.
    fn reconfigure(&mut self, change: impl FnOnce(&mut Configuration)) {
        let mut configuration = self.configuration.clone();
        change(&mut configuration);
        let same = self.library.folders().all(|folder| {
            let (before, after) = (self.configuration.within(folder), configuration.within(folder));
            Arc::ptr_eq(&before, &after) || before.reads_as(&after)
        });
        let roots = self.roots.iter().filter_map(|root| DocumentKey::of_file(root));
        let same = same
            && roots
                .map(|root| root.path())
                .all(|root| self.configuration.within(&root).reads_as(&configuration.within(&root)));
        self.configuration = configuration;
        self.watch();
        self.others_changed = true;
        if !same {
            self.request_scan(ScanJob::All);
        }
    }

    /// Opens `item`. A document that is open already begins anew.
    pub fn open(&mut self, item: TextDocumentItem) {
        let open = DocumentState::new(item);
        let path = open.path.clone();
        if let Some(before) = self.documents.insert(DocumentKey::of(&open.uri), open) {
            tracing::warn!("{} was opened twice", before.uri);
        }
        self.apply_configuration_text(&path);
    }

    /// Applies `changes`, each to the text that the one before it left.
    pub fn change(&mut self, uri: &Url, version: i32, changes: &[TextDocumentContentChangeEvent]) {
        let Some(open) = self.documents.get_mut(&DocumentKey::of(uri)) else {
            tracing::warn!("{uri} was changed but is not open");
            return;
        };
        open.version = version;
        for change in changes {
            open.edit(change, self.client.encoding);
        }
        let path = open.path.clone();
        self.apply_configuration_text(&path);
    }

    /// What is typed into an `obelus.toml` applies at once.
    fn apply_configuration_text(&mut self, path: &str) {
        let open = self.documents.values().find(|open| *open.path == *path && open.is_configuration());
        if let Some(text) = open.map(|open| open.text().to_string()) {
            self.reconfigure(|configuration| configuration.set(path, Some(&text)));
        }
    }

    /// Closes the document `uri`.
    pub fn close(&mut self, uri: &Url) {
        let Some(open) = self.documents.remove(&DocumentKey::of(uri)) else {
            tracing::warn!("{uri} was closed but is not open");
            return;
        };
        match uri::file(&open.path).filter(|file| self.roots.iter().any(|root| file.starts_with(root))) {
            Some(file) => {
                self.library.close(&open.path);
                self.request_scan(ScanJob::Some(vec![file]));
            }
            None if open.is_configuration() => self.reconfigure(|configuration| configuration.set(&open.path, None)),
            None => self.library.set_open(&open.path, None),
        }
        self.others_changed = true;
        if open.is_record && !self.client.pulls_diagnostics {
            self.to_clear.push(open.uri);
        }
    }

    /// Reads again what is at `uris`: files, folders, or nothing any more.
    pub fn files_changed<'a>(&mut self, uris: impl IntoIterator<Item = &'a Url>) {
        let files: Vec<_> = uris.into_iter().filter_map(|uri| uri::file(&DocumentKey::of(uri).path())).collect();
        if !files.is_empty() {
            self.request_scan(ScanJob::Some(files));
        }
    }

    /// Works in the folders `added` too, and no more in `removed`.
    pub fn change_folders(&mut self, added: Vec<PathBuf>, removed: &[PathBuf]) {
        self.roots.retain(|root| !removed.contains(root));
        self.roots.extend(added);
        self.request_scan(ScanJob::All);
    }

    /// What is given when all is to be read.
    pub fn scan_input(&self) -> ScanInput {
        let open = self.documents.values().filter(|open| open.is_configuration());
        let open = open.map(|open| (open.path.clone(), open.text().to_string()));
        ScanInput { roots: self.roots.clone(), editor: self.editor.clone(), open: open.collect() }
    }

    /// What is given when some files are to be read.
    pub fn scan_scope(&self) -> ScanScope {
        ScanScope { roots: self.roots.clone(), configuration: self.configuration.clone() }
    }

    /// Whether what is at `path` says something of other files: which are records, or that a whole folder came or went.
    pub fn affects_all_files(&self, path: &Path) -> bool {
        let says = path.file_name().is_some_and(|name| name == NAME || name == ".gitignore");
        let held = || DocumentKey::of_file(path).is_some_and(|key| !self.library.below(&key.path()).is_empty());
        says || path.is_dir() || held()
    }

    fn request_scan(&self, job: ScanJob) {
        if let Some(indexer) = &self.indexer {
            // It goes when the session does.
            let _ = indexer.send(job);
        }
    }

    /// Hears how many of how many files were read.
    pub fn report_progress(&mut self, done: usize, of: usize) {
        if self.client.shows_progress {
            self.progress.reading(done, of, &mut self.outgoing);
        }
    }

    /// Takes what was read of all files.
    pub fn set_scanned(&mut self, (library, configuration): (Library, Configuration)) {
        let before = std::mem::replace(&mut self.library, library);
        self.library.take_open(before);
        self.configuration = configuration;
        self.watch();
        self.scan_pending = false;
        self.others_changed = true;
        self.progress.end(&mut self.outgoing);
    }

    /// Takes what was read of the `files` that are at `paths` or in folders there; others that were there are gone.
    pub fn update_scanned(&mut self, paths: &[PathBuf], files: Vec<ScannedFile>) {
        let there = paths.iter().filter_map(|path| Some(DocumentKey::of_file(path)?.path()));
        let mut gone: Vec<_> =
            there.flat_map(|path| [vec![path.clone()], self.library.below(&path)].concat()).collect();
        gone.retain(|path| !files.iter().any(|(file, _)| file == path));
        for path in gone {
            self.library.set_on_disk(&path, None);
        }
        for (path, seen) in files {
            self.library.set_on_disk(&path, seen);
        }
        self.others_changed = true;
    }

    /// Asks the client to show a place of a document: the parameters of `window/showDocument`.
    pub fn show_document(&mut self, params: Value) {
        self.outgoing.request("window/showDocument", Some(params));
    }

    /// What a request about `uri` sees; none where it is not open or no record.
    pub fn snapshot(&mut self, uri: &Url) -> Option<DocumentSnapshot> {
        self.update_library();
        let open = self.documents.get(&DocumentKey::of(uri))?;
        let OpenDocument { path, uri, version, snapshot } = open.as_open_document()?;
        let volume = self.library.volume(&path)?.clone();
        let others = self.open_in_volume(&path);
        let settings = self.configuration.at(&path);
        let nearest_config = self.nearest_config(&path);
        Some(DocumentSnapshot {
            snapshot,
            uri,
            version,
            path,
            volume,
            others,
            settings,
            nearest_config,
            client: self.client,
        })
    }

    /// The nearest `obelus.toml` of the document at `path`; where there is none, the one there could be in the outermost
    /// folder of the workspace around it.
    fn nearest_config(&self, path: &str) -> Option<NearestConfig> {
        if let Some(file) = self.configuration.nearest(path) {
            let folder = file.path().strip_suffix(NAME)?.trim_end_matches('/').into();
            let open = self.documents.values().find(|open| *open.path == *file.path());
            let (uri, version) = match open {
                Some(open) => (open.uri.clone(), Some(open.version)),
                None => (DocumentKey::uri(file.path())?, None),
            };
            return Some(NearestConfig { folder, uri, version, text: file.text().into(), exists: true });
        }
        let file = uri::file(path)?;
        let root = self.roots.iter().filter(|root| file.starts_with(root)).min_by_key(|root| root.as_os_str().len())?;
        let folder = DocumentKey::of_file(root)?.path().trim_end_matches('/').into();
        let uri = DocumentKey::uri(&format!("{folder}/{NAME}"))?;
        Some(NearestConfig { folder, uri, version: None, text: "".into(), exists: false })
    }

    /// The open documents of the volume of `path` but that at `path`.
    fn open_in_volume(&self, path: &str) -> Vec<OpenDocument> {
        let Some(volume) = self.library.volume(path) else { return Vec::new() };
        let others = self.documents.values().filter(|open| *open.path != *path);
        others
            .filter(|open| !volume.records_of(&open.path).is_empty())
            .filter_map(DocumentState::as_open_document)
            .collect()
    }

    /// What a request about all volumes sees.
    pub fn volumes_snapshot(&mut self) -> VolumesSnapshot {
        self.update_library();
        let volumes = self.library.index().volumes().cloned().collect();
        let open = self.documents.values().filter_map(DocumentState::as_open_document).collect();
        VolumesSnapshot::new(volumes, open, self.configuration.clone(), self.client)
    }

    /// What a request about all files that are not open sees.
    pub fn closed_files(&mut self) -> ClosedFiles {
        self.update_library();
        let is_closed = |path: &Arc<str>| !self.documents.values().any(|open| open.path == *path);
        ClosedFiles::new(&self.library, is_closed, &self.configuration, self.client)
    }

    /// What tells when diagnostics of files that are not open may be others.
    pub fn diagnostics_changed(&self) -> &Arc<Notify> {
        &self.diagnostics_changed
    }

    /// Whether the workspace is read.
    pub fn is_scanned(&self) -> bool {
        !self.scan_pending
    }

    /// The outline of `uri` as it was last answered.
    pub fn outline_cache(&self, uri: &Url) -> Option<Arc<Mutex<JsonCache>>> {
        self.documents.get(&DocumentKey::of(uri)).map(|open| open.outline_cache.clone())
    }

    /// The semantic tokens of `uri` as they were last answered.
    pub fn semantic_tokens_cache(&self, uri: &Url) -> Option<Arc<Mutex<SemanticTokensCache>>> {
        self.documents.get(&DocumentKey::of(uri)).map(|open| open.semantic_tokens_cache.clone())
    }

    /// The diagnostics of `uri`, up to date; none where it is not open or no record.
    pub fn diagnostics(&mut self, uri: &Url) -> Option<&DocumentDiagnostics> {
        self.update_library();
        let key = DocumentKey::of(uri);
        self.check(&key)?;
        self.documents.get(&key).map(|open| &open.diagnostics)
    }

    /// Puts all that changed into the library.
    fn update_library(&mut self) {
        for open in self.documents.values_mut().filter(|open| !open.is_configuration()) {
            self.others_changed |= open.configure(&self.configuration);
            self.others_changed |= open.update_library(&mut self.library);
        }
    }

    /// Brings the diagnostics of the document `key` up to date with the library; whether any came or went that only the
    /// volume tells. None where it is no record.
    fn check(&mut self, key: &DocumentKey) -> Option<bool> {
        let open = self.documents.get_mut(key).filter(|open| open.is_record)?;
        let mut checked = std::mem::take(&mut open.diagnostics);
        let (documents, library, texts, client) = (&self.documents, &self.library, &mut self.texts, self.client);
        let mut locate = |path: &str, span: Span| {
            let open = documents.values().find(|open| *open.path == *path).and_then(DocumentState::as_open_document);
            let (uri, text) = match open {
                Some(open) => (open.uri, open.snapshot.text().clone()),
                None => (DocumentKey::uri(path)?, texts.get(path, library.on_disk(path)?)?),
            };
            Some(Location::new(uri, text.protocol_range(span, client.encoding)))
        };
        let open = documents.get(key)?;
        let volume = library.volume(&open.path).filter(|_| !self.scan_pending);
        let volume = volume.map(Arc::as_ref);
        let context = CheckContext { client, volume, settings: open.settings(), locate: &mut locate };
        let others_changed = open.to_check().map(|document| checked.update(document, context));
        if let Some(open) = self.documents.get_mut(key) {
            open.diagnostics = checked;
        }
        others_changed
    }

    /// What to tell the client now: for each document its newest diagnostics, whatever came in between.
    pub fn take_messages(&mut self) -> Vec<Vec<u8>> {
        self.update_library();
        let others_changed = std::mem::take(&mut self.others_changed);
        if others_changed {
            self.diagnostics_changed.notify_waiters();
        }
        if others_changed {
            self.publish_configuration_problems();
            if self.client.refreshes_lenses {
                self.outgoing.refresh("workspace/codeLens/refresh");
            }
        }
        if self.client.pulls_diagnostics {
            if others_changed && self.client.refreshes_diagnostics {
                self.outgoing.refresh("workspace/diagnostic/refresh");
            }
            return self.outgoing.take();
        }
        let mut messages = self.outgoing.take();
        let opened_again = |uri: &Url| self.documents.contains_key(&DocumentKey::of(uri));
        let closed: Vec<Url> =
            std::mem::take(&mut self.to_clear).into_iter().filter(|uri| !opened_again(uri)).collect();
        messages.extend(closed.iter().map(|uri| publish(uri, None, |list| list.extend_from_slice(b"[]"))));
        let due = |open: &DocumentState| open.changed || others_changed && open.is_record;
        let due: Vec<DocumentKey> =
            self.documents.iter().filter(|(_, open)| due(open)).map(|(key, _)| key.clone()).collect();
        for key in due {
            // Whatever happens, this text is not tried again.
            let changed = self.documents.get_mut(&key).is_some_and(|open| std::mem::take(&mut open.changed));
            if let Some(true) = self.check(&key).map(|others_changed| others_changed || changed)
                && let Some(open) = self.documents.get(&key)
            {
                messages.push(publish(&open.uri, Some(open.version), |list| open.diagnostics.write(list)));
            }
        }
        messages
    }

    /// Tells what of each `obelus.toml` does not apply, where it is not what was last told.
    fn publish_configuration_problems(&mut self) {
        let mut now = BTreeMap::new();
        for file in self.configuration.files().filter(|file| !file.problems().is_empty()) {
            let text = Text::new(file.text());
            let problems = file
                .problems()
                .iter()
                .map(|problem| document_diagnostics::of_configuration(problem, &text, self.client));
            now.insert(Arc::from(file.path()), json_items(problems));
        }
        let gone =
            self.published_configuration.keys().filter(|path| !now.contains_key(*path)).map(|path| (path, &[][..]));
        let new = now.iter().filter(|&(path, json)| self.published_configuration.get(path) != Some(json));
        for (path, json) in gone.chain(new.map(|(path, json)| (path, json.as_slice()))) {
            let open = self.documents.values().find(|open| open.path == *path);
            let open = open.map(|open| (open.uri.clone(), Some(open.version)));
            if let Some((uri, version)) = open.or_else(|| Some((DocumentKey::uri(path)?, None))) {
                self.outgoing.push(publish(&uri, version, |list| list.extend_from_slice(&[b"[", json, b"]"].concat())));
            }
        }
        self.published_configuration = now;
    }

    /// Hears what the client answers to the request `id`.
    pub fn on_response(&mut self, id: &Value, result: &Result<Value, Value>) {
        if let Some(settings) = self.outgoing.on_response(id, result) {
            self.configure(&settings);
        }
    }
}

/// A `textDocument/publishDiagnostics` of the list that `write` writes.
fn publish(uri: &Url, version: Option<i32>, write: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    #[derive(Serialize)]
    struct Params<'a> {
        uri: &'a Url,
        #[serde(skip_serializing_if = "Option::is_none")]
        version: Option<i32>,
        diagnostics: [(); 0],
    }
    let mut message =
        write_queue::notification("textDocument/publishDiagnostics", Params { uri, version, diagnostics: [] });
    // The list, long at times, is already written: it takes the place of the empty one that ends the message.
    message.truncate(message.len() - b"[]}}".len());
    write(&mut message);
    message.extend_from_slice(b"}}");
    message
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Encoding;
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
    fn expect_published(session: &mut Session, versions: &[i64]) {
        let pushed = session.take_messages().into_iter().map(|message| {
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
        expect_published(&mut session, &[1]);
        expect_published(&mut session, &[]);
        (2..9).for_each(|version| session.change(&uri, version, &all("2. Letter\n")));
        expect_published(&mut session, &[8]);
        session.close(&uri);
        expect_published(&mut session, &[0]);
        expect_published(&mut session, &[]);

        session.open(item("1. Letter\n", "record", 1));
        session.close(&uri);
        session.open(item("2. Letter\n", "record", 3));
        expect_published(&mut session, &[3]);
        session.change(&uri, 4, &all(""));
        session.close(&uri);
        expect_published(&mut session, &[0]);
    }

    #[test]
    fn only_records_are_pushed() {
        let mut session = Session::default();
        let list = item("Eggs\n", "plaintext", 1);
        let uri = list.uri.clone();
        session.open(list);
        expect_published(&mut session, &[]);
        assert!(session.snapshot(&uri).is_none());
        session.change(&uri, 2, &all("Eggs [Page 2]\n"));
        expect_published(&mut session, &[2]);
        session.change(&uri, 3, &all("Eggs\n"));
        expect_published(&mut session, &[3]);
        session.close(&uri);
        expect_published(&mut session, &[0]);
        session.open(item("Eggs\n", "plaintext", 1));
        session.close(&uri);
        expect_published(&mut session, &[]);
    }

    fn check(encoding: Encoding, before: &str, changes: &[Change<'_>], after: &str) {
        let mut session = Session::default();
        session.start(Client { encoding, ..Client::default() }, Vec::new());
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
        session.change(&uri, 2, &changes.collect::<Vec<_>>());
        let text = session.documents[&DocumentKey::of(&uri)].text().to_string();
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
