//! The session: the documents that are open, what is known of all other files, and what the client is still to be told.
//! It has one owner, and all changes go through it.

use crate::config::{Configuration, Manifest, NAME, Partial};
use crate::server::cache::document_diagnostics::DocumentDiagnostics;
use crate::server::cache::file_texts::FileTexts;
use crate::server::cache::json_cache::JsonCache;
use crate::server::cache::outline::OutlineItem;
use crate::server::cache::semantic_tokens::SemanticTokensCache;
use crate::server::outgoing::{Outgoing, SETTINGS_SECTION};
use crate::server::session::background::Background;
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_state::{DocumentState, Waiting};
use crate::server::session::progress::Progress;
use crate::server::workspace::scan::{ScanInput, ScanJob, ScanScope, ScannedFile, ScannedImages, ScannedManifest};
use crate::server::workspace::uri::{self, DocumentKey};
use crate::server::workspace::workspace_diagnostics::ReportedFiles;
use crate::volume::Library;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use std::time::Instant;
use tokio::sync::Notify;
use tower_lsp::lsp_types::{Diagnostic, MessageType, TextDocumentContentChangeEvent, TextDocumentItem, Url};

/// The open documents and the workspace around them, and what the client is still to be told of them.
#[derive(Debug, Default)]
pub struct Session {
    pub(super) client: Client,
    /// The folders of the workspace.
    pub(super) roots: Vec<PathBuf>,
    /// Where scans are requested. None before the client is ready.
    pub(super) indexer: Option<Sender<ScanJob>>,
    pub(super) documents: HashMap<DocumentKey, DocumentState>,
    /// The builds of documents' records that take long.
    pub(super) background: Background,
    /// How many documents were opened so far.
    pub(super) openings: u64,
    /// What is known of the records of all files.
    pub(super) library: Library,
    /// The configuration: every `obelus.toml`, and the client's settings.
    pub(super) configuration: Configuration,
    pub(super) editor: Option<Partial>,
    /// The diagnostics that were published for each `obelus.toml` with problems, by its path in the library.
    pub(super) published_configuration: BTreeMap<Arc<str>, Vec<Diagnostic>>,
    /// Whether the workspace has not been read yet. Until then nothing is known to be missing from a volume.
    pub(super) scan_pending: bool,
    pub(super) texts: FileTexts,
    /// What was reported of files that are not open.
    pub(super) reported: ReportedFiles,
    pub(super) progress: Progress,
    /// Closed documents whose diagnostics are still to be cleared.
    pub(super) to_clear: Vec<Url>,
    pub(super) outgoing: Outgoing,
    /// Whether diagnostics may have changed in documents that the client did not edit.
    pub(super) others_changed: bool,
    /// Notified when that is the case.
    pub(super) diagnostics_changed: Arc<Notify>,
}

impl Session {
    /// Starts the session with `client`, which works in the folders `roots`.
    pub fn start(&mut self, client: Client, roots: Vec<PathBuf>) {
        self.client = client;
        self.roots = roots;
        self.scan_pending = !self.roots.is_empty();
    }

    /// Starts to read the workspace, now that the client is ready. Scans are requested from `indexer`.
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

    /// Takes the client's settings: the object under `obelus`, or null if it has none.
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

    /// Takes changed settings of the client, or asks for them if `settings` does not have them.
    pub fn settings_changed(&mut self, settings: &Value) {
        match settings.get(SETTINGS_SECTION) {
            Some(settings) => self.configure(settings),
            None if self.client.tells_settings => self.outgoing.ask_settings(),
            None => self.configure(settings),
        }
    }

    /// Asks the client to watch all files that may be records, and the manifests and images that the configuration names.
    fn watch(&mut self) {
        if self.client.watches_files && self.indexer.is_some() {
            let manifests: Vec<_> = self.configuration.manifests().map(|named| named.path).collect();
            let images: Vec<_> =
                self.configuration.image_folders().map(|folder| format!("*{}", folder.ending)).collect();
            let named = manifests.iter().chain(&images).map(String::as_str);
            self.outgoing.watch_files(self.configuration.globs().chain(named));
        }
    }

    /// Applies a change to the configuration. The workspace is read again if other files may now be records, or if they
    /// may have other marks.
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
        if same {
            self.request_images();
        } else {
            self.request_scan(ScanJob::All);
        }
    }

    /// Requests the manifests and the folders of images that the configuration names and that were not read yet.
    fn request_images(&self) {
        let unread = self.configuration.unread_manifests();
        let files: Vec<_> = unread.iter().filter_map(|named| uri::file(&named.path)).collect();
        if !files.is_empty() || !self.configuration.unread_image_folders().is_empty() {
            // Folders of images are read with any files.
            self.request_scan(ScanJob::Some(files));
        }
    }

    /// Opens `item`. A document that is already open is replaced.
    pub fn open(&mut self, item: TextDocumentItem) {
        self.openings += 1;
        let open = DocumentState::new(item, self.openings);
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
        for change in changes {
            open.edit(change, self.client.encoding);
        }
        open.set_version(version);
        let path = open.path.clone();
        self.apply_configuration_text(&path);
    }

    /// Applies the text of an open `obelus.toml` at `path` at once.
    fn apply_configuration_text(&mut self, path: &str) {
        let open = self.documents.values().find(|open| *open.path == *path && open.is_configuration());
        if let Some(text) = open.map(|open| open.text().to_string()) {
            self.reconfigure(|configuration| configuration.set(path, Some(&text)));
        }
    }

    /// Takes the text of the document `uri` for what is saved.
    pub fn save(&mut self, uri: &Url) {
        if let Some(open) = self.documents.get_mut(&DocumentKey::of(uri)) {
            open.save();
            // Clients that ask for diagnostics ask after an edit, not after a save.
            self.others_changed = true;
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

    /// Reads again what is at `uris`: files, folders, or what no longer exists.
    pub fn files_changed<'a>(&mut self, uris: impl IntoIterator<Item = &'a Url>) {
        let files: Vec<_> = uris.into_iter().filter_map(|uri| uri::file(&DocumentKey::of(uri).path())).collect();
        if !files.is_empty() {
            self.request_scan(ScanJob::Some(files));
        }
    }

    /// Adds the folders `added` to the workspace, and takes `removed` out of it.
    pub fn change_folders(&mut self, added: Vec<PathBuf>, removed: &[PathBuf]) {
        self.roots.retain(|root| !removed.contains(root));
        self.roots.extend(added);
        self.request_scan(ScanJob::All);
    }

    /// What a scan of the whole workspace needs.
    pub fn scan_input(&self) -> ScanInput {
        let open = self.documents.values().filter(|open| open.is_configuration());
        let open = open.map(|open| (open.path.clone(), open.text().to_string()));
        ScanInput { roots: self.roots.clone(), editor: self.editor.clone(), open: open.collect() }
    }

    /// What a scan of single files needs.
    pub fn scan_scope(&self) -> ScanScope {
        ScanScope { roots: self.roots.clone(), configuration: self.configuration.clone() }
    }

    /// Whether a change at `path` may concern other files: a configuration changed, or a whole folder came or went.
    pub fn affects_all_files(&self, path: &Path) -> bool {
        let says = path.file_name().is_some_and(|name| name == NAME || name == ".gitignore");
        let held = || DocumentKey::of_file(path).is_some_and(|key| !self.library.below(&key.path()).is_empty());
        says || path.is_dir() || held()
    }

    fn request_scan(&self, job: ScanJob) {
        if let Some(indexer) = &self.indexer {
            // The indexer ends only with the session.
            let _ = indexer.send(job);
        }
    }

    /// Reports to the client how many of how many files were read.
    pub fn report_progress(&mut self, done: usize, of: usize) {
        if self.client.shows_progress {
            self.progress.reading(done, of, &mut self.outgoing);
        }
    }

    /// Takes the result of a scan of the whole workspace.
    pub fn set_scanned(&mut self, (library, configuration): (Library, Configuration)) {
        let before = std::mem::replace(&mut self.library, library);
        self.library.take_open(before);
        let before = std::mem::replace(&mut self.configuration, configuration);
        self.apply_newest_configuration();
        self.configuration.take_fetched(&before);
        self.watch();
        self.scan_pending = false;
        self.others_changed = true;
        self.progress.end(&mut self.outgoing);
    }

    /// Applies the client's settings and the texts of open `obelus.toml` files, which may have changed since a scan began.
    fn apply_newest_configuration(&mut self) {
        if let Some(editor) = &self.editor {
            self.configuration.set_editor(editor.clone());
        }
        for open in self.documents.values().filter(|open| open.is_configuration()) {
            self.configuration.set(&open.path, Some(&open.text().to_string()));
        }
        self.request_images();
    }

    /// Takes the result of a scan of the files at `paths` and in the folders there. Files that were there before and
    /// are not among `files` are gone. `manifests` and `images` are those that were read again.
    pub fn update_scanned(
        &mut self,
        paths: &[PathBuf],
        files: Vec<ScannedFile>,
        manifests: Vec<ScannedManifest>,
        images: Vec<ScannedImages>,
    ) {
        for (path, manifest) in manifests {
            self.configuration.set_manifest(&path, manifest);
        }
        for (folder, images) in images {
            self.configuration.set_images(folder, images);
        }
        let there = paths.iter().filter_map(|path| Some(DocumentKey::of_file(path)?.path()));
        let mut gone: Vec<_> =
            there.flat_map(|path| [vec![path.clone()], self.library.below(&path)].concat()).collect();
        let read: HashSet<_> = files.iter().map(|(path, _)| path).collect();
        gone.retain(|path| !read.contains(path));
        self.library.set_all_on_disk(gone.into_iter().map(|path| (path, None)).chain(files));
        self.others_changed = true;
    }

    /// Takes the manifest that the client fetched from `address`.
    pub fn set_fetched(&mut self, address: &str, manifest: Manifest) {
        self.configuration.set_manifest(address, Ok(manifest));
    }

    /// Asks the client to show a place of a document. `params` are the parameters of `window/showDocument`.
    pub fn show_document(&mut self, params: Value) {
        self.outgoing.request("window/showDocument", Some(params));
    }

    /// Asks the client to show a message to the user.
    pub fn show_message(&mut self, message: &str) {
        self.outgoing.notify("window/showMessage", json!({"type": MessageType::INFO, "message": message}));
    }

    /// Notified when diagnostics may have changed in documents that the client did not edit.
    pub fn diagnostics_changed(&self) -> &Arc<Notify> {
        &self.diagnostics_changed
    }

    /// Whether the workspace has been read.
    pub fn is_scanned(&self) -> bool {
        !self.scan_pending
    }

    /// The outline of `uri`, as of the last answer. None if it is not open.
    pub fn outline_cache(&self, uri: &Url) -> Option<Arc<Mutex<JsonCache<OutlineItem>>>> {
        self.documents.get(&DocumentKey::of(uri)).map(|open| open.outline_cache.clone())
    }

    /// The semantic tokens of `uri`, as of the last answer. None if it is not open.
    pub fn semantic_tokens_cache(&self, uri: &Url) -> Option<Arc<Mutex<SemanticTokensCache>>> {
        self.documents.get(&DocumentKey::of(uri)).map(|open| open.semantic_tokens_cache.clone())
    }

    /// The diagnostics of `uri`, up to date, and the number of its [`opening`](DocumentState::opening). None if it is
    /// not open or no record.
    ///
    /// # Errors
    /// Its records are being built. Ask again after the wait.
    pub fn diagnostics(&mut self, uri: &Url) -> Result<Option<(&DocumentDiagnostics, u64)>, Waiting> {
        self.update_library();
        let key = DocumentKey::of(uri);
        if let Some(waiting) = self.documents.get_mut(&key).and_then(DocumentState::wait) {
            return Err(waiting);
        }
        let is_record = self.check(&key).is_some();
        Ok(self.documents.get(&key).filter(|_| is_record).map(|open| (&open.diagnostics, open.opening)))
    }

    /// Puts all changes of open documents into the library, as far as their records are built.
    pub(super) fn update_library(&mut self) {
        let done: Vec<_> = self.background.done().collect();
        for (number, outcome) in done {
            // What came of a build that nobody waits for any more is dropped.
            if let Some(open) = self.documents.values_mut().find(|open| open.is_built_by(number)) {
                self.others_changed |= open.take_built(outcome, &mut self.library, &self.background);
            }
        }
        let started = Instant::now();
        for open in self.documents.values_mut().filter(|open| !open.is_configuration()) {
            self.others_changed |= open.configure(&self.configuration);
            self.others_changed |= open.update_library(&mut self.library, &mut self.background, self.client, started);
        }
    }

    /// Notified when the client may have to be told something although it sent nothing.
    pub fn woken(&self) -> &Arc<Notify> {
        self.background.woken()
    }

    /// Takes the client's response to the request `id`.
    pub fn on_response(&mut self, id: &Value, result: &Result<Value, Value>) {
        if let Some(settings) = self.outgoing.on_response(id, result) {
            self.configure(&settings);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Code, Severity};
    use crate::text::{Encoding, work};
    use tower_lsp::lsp_types::{Position, Range};

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    /// A change: the line and column of its start and of its end, if it has a range, and the new text.
    type Change<'a> = (Option<[u32; 4]>, &'a str);

    fn item(text: &str, language: &str, version: i32) -> TextDocumentItem {
        let uri = Url::parse("file:///d1.txt").unwrap();
        TextDocumentItem::new(uri, language.to_owned(), version, text.to_owned())
    }

    fn all(text: &str) -> Vec<TextDocumentContentChangeEvent> {
        vec![TextDocumentContentChangeEvent { range: None, range_length: None, text: text.to_owned() }]
    }

    /// Expects diagnostics to be published for `versions`, 0 where they are cleared.
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
        assert!(session.snapshot(&uri).unwrap().is_none());
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

    #[test]
    fn what_is_configured_during_a_scan_applies_behind_it() {
        let mut session = Session::default();
        let text = "[rules]\nempty-note = 'off'\nduplicate-page = 'hint'\n".to_owned();
        let uri = Url::parse("file:///obelus.toml").unwrap();
        session.open(TextDocumentItem::new(uri, "toml".to_owned(), 1, text));
        session.configure(&serde_json::json!({"rules": {"unclosed-bracket": "off", "duplicate-page": "error"}}));
        session.set_scanned((Library::default(), Configuration::default()));
        let settings = session.configuration.at("file:///d1.txt");
        let levels =
            [Code::EmptyNote, Code::UnclosedBracket, Code::DuplicatePage].map(|code| settings.rule(code).value);
        assert_eq!(levels, [None, None, Some(Severity::Hint)]);
    }

    #[test]
    fn a_text_without_marks_costs_a_look() {
        let steps = |language: &str| {
            let mut session = Session::default();
            let text = item(&"the 12 boats and 3 rafts (of 40) lay off pier 7;\n".repeat(200), language, 1);
            let (uri, text) = (text.uri.clone(), text.text.clone());
            session.open(item(&text, language, 1));
            session.take_messages();
            let steps = work::steps_of(|| {
                session.change(&uri, 2, &all(&text.replacen('1', "2", 1)));
                session.take_messages();
            });
            assert_eq!(session.snapshot(&uri).unwrap().is_some(), language == "record");
            steps
        };
        let (look, build) = (steps("plaintext"), steps("record"));
        assert!(look * 3 < build, "{look} steps, {build} to build the records");
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
            // A change without a range replaces the whole text.
            check("abc\ndef", &[(None, "new")], "new");
            check("abc", &[(None, "")], "");
            // Each change applies to what the one before it left.
            check("abc", &[(Some([0, 0, 0, 1]), "xyz"), (Some([0, 2, 0, 3]), "!")], "xy!bc");
            check("abc", &[(None, "one\ntwo"), (Some([1, 0, 1, 3]), "2")], "one\n2");
            check("abc", &[(Some([0, 1, 0, 1]), "\n"), (Some([1, 1, 1, 1]), "-")], "a\nb-c");
            // A position past the end of its line is the end of the line's content, and never in its line break. One
            // past the last line is the end of the text.
            check("abc\r\ndef", &[(Some([0, 99, 0, 99]), "!")], "abc!\r\ndef");
            check("abc\ndef", &[(Some([0, 2, 0, u32::MAX]), "")], "ab\ndef");
            check("abc\ndef", &[(Some([7, 3, 9, 0]), "!")], "abc\ndef!");
            check("abc\ndef\n", &[(Some([0, 0, u32::MAX, u32::MAX]), "")], "");
            // The end may come before the start.
            check("abcdef", &[(Some([0, 4, 0, 2]), "-")], "ab-ef");
            // Line breaks of every kind.
            check("a\rb\r\nc\nd", &[(Some([1, 0, 1, 1]), "B"), (Some([3, 0, 3, 1]), "D")], "a\rB\r\nc\nD");
            check("a\u{2028}b\u{c}c\nd", &[(Some([1, 0, 1, 1]), "D")], "a\u{2028}b\u{c}c\nD");
            check("a\r\nb", &[(Some([0, 1, 1, 0]), "")], "ab");
            // A line feed that is inserted after a carriage return makes one line break with it.
            check("a\rb", &[(Some([1, 0, 1, 0]), "\n"), (Some([1, 0, 1, 1]), "c")], "a\r\nc");
        }
    }

    #[test]
    fn columns_count_the_units_agreed_upon() {
        let before = "né 𝔄x";
        check(Encoding::Utf8, before, &[(Some([0, 8, 0, 9]), "!")], "né 𝔄!");
        check(Encoding::Utf16, before, &[(Some([0, 5, 0, 6]), "!")], "né 𝔄!");
        check(Encoding::Utf32, before, &[(Some([0, 4, 0, 5]), "!")], "né 𝔄!");
        // A position inside a character, such as between surrogates, is the character's start.
        check(Encoding::Utf8, before, &[(Some([0, 2, 0, 6]), "-")], "n-𝔄x");
        check(Encoding::Utf16, before, &[(Some([0, 2, 0, 4]), "-")], "né-𝔄x");
        check(Encoding::Utf16, before, &[(Some([0, 4, 0, 4]), "-")], "né -𝔄x");
    }
}
