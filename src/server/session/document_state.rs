//! A document that is open in the client, and what is kept of it.

use crate::config::{Configuration, NAME, Settings};
use crate::convention::Convention;
use crate::record::{Document, Stop};
use crate::server::cache::document_diagnostics::{CheckedDocument, DocumentDiagnostics};
use crate::server::cache::json_cache::JsonCache;
use crate::server::cache::outline::OutlineItem;
use crate::server::cache::semantic_tokens::SemanticTokensCache;
use crate::server::positions::FromProtocol;
use crate::server::session::background::Background;
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_snapshot::OpenDocument;
use crate::server::session::document_typing::DocumentTyping;
use crate::server::session::record_build::{BuildOutcome, BuiltRecords, RecordBuild, Replacement};
use crate::server::worker_pool::CancelGuard;
use crate::server::workspace::uri::DocumentKey;
use crate::text::{Encoding, Span, Text};
use crate::volume::{FileState, Library, RecordStatus};
use std::sync::{Arc, Mutex};
use std::time::Instant;
use tokio::sync::oneshot;
use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Url};

/// The language id of documents that the client knows to be records.
const LANGUAGE: &str = "record";

/// The language id of Markdown documents, whose names may not say so.
const MARKDOWN: &str = "markdown";

/// The length in bytes of the longest text that is always built at once: to give its build up would not pay.
const SHORT_TEXT: usize = 16 << 10;

/// How many bytes of new text are always built in the background: building them takes long, whatever they are.
const LONG_TEXT: usize = 64 << 10;

/// Waits for the records of a document's current text. Ends without them if that is edited or closed before.
pub type Waiting = oneshot::Receiver<()>;

/// A document that the client is editing.
///
/// Its text is always the current one. Its records follow when they are next needed: at once if they are built fast;
/// otherwise in the background, and until then the records that were built before stay.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each says something of its own")]
pub struct DocumentState {
    /// Its URI, as the client spells it.
    pub uri: Url,
    /// Its path in the library.
    pub path: Arc<str>,
    /// Its version, as the client counts.
    pub version: i32,
    /// How many documents the session had opened with this one, which tells it from the same file opened before.
    pub opening: u64,
    text: Text,
    /// The text and records before the `edits`. None if all is to be read anew, or while a build has them.
    document: Option<Document>,
    /// The edits that no build has had yet.
    edits: Vec<Replacement>,
    /// How many bytes of the text are new since the last build.
    new_bytes: usize,
    /// Whether the records need to be built again.
    is_stale: bool,
    /// Whether the last build took long.
    takes_long: bool,
    /// The build in the background: its number, and what gives it up.
    build: Option<(u64, CancelGuard)>,
    /// The requests that wait for the build of the current text.
    waiting: Vec<oneshot::Sender<()>>,
    /// The convention that the language id of the client says, if it does.
    language_convention: Option<Convention>,
    /// Whether it is a record. Once it is one, it stays one until it is closed.
    pub is_record: bool,
    /// Whether it changed since its diagnostics were last published.
    pub changed: bool,
    /// What was typed in it since it was saved.
    typing: DocumentTyping,
    /// The settings that apply to it.
    settings: Arc<Settings>,
    /// What was last put into the library, and the version of the document that it is of.
    in_library: Option<(BuiltRecords, i32)>,
    /// Its diagnostics, as of their last use.
    pub diagnostics: DocumentDiagnostics,
    /// Its outline, as of the last answer. Workers bring it up to date.
    pub outline_cache: Arc<Mutex<JsonCache<OutlineItem>>>,
    /// Its semantic tokens, as of the last answer. Workers bring them up to date.
    pub semantic_tokens_cache: Arc<Mutex<SemanticTokensCache>>,
}

impl DocumentState {
    /// A document that the client opens, the session's document number `opening`.
    pub fn new(item: TextDocumentItem, opening: u64) -> Self {
        let path = DocumentKey::of(&item.uri).path();
        let language_convention = (item.language_id == MARKDOWN).then_some(Convention::Markdown);
        Self {
            path,
            language_convention,
            uri: item.uri,
            version: item.version,
            opening,
            text: Text::new(&item.text),
            document: None,
            edits: Vec::new(),
            new_bytes: item.text.len(),
            is_stale: true,
            takes_long: false,
            build: None,
            waiting: Vec::new(),
            is_record: item.language_id == LANGUAGE,
            changed: true,
            typing: DocumentTyping::default(),
            settings: Arc::default(),
            in_library: None,
            diagnostics: DocumentDiagnostics::default(),
            outline_cache: Arc::default(),
            semantic_tokens_cache: Arc::default(),
        }
    }

    /// Its text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Whether it is an `obelus.toml`.
    pub fn is_configuration(&self) -> bool {
        self.path.rsplit('/').next() == Some(NAME)
    }

    /// The settings that apply to it.
    pub fn settings(&self) -> &Arc<Settings> {
        &self.settings
    }

    /// Takes its settings from `configuration`. Returns whether they changed after the document was put into the
    /// library with the old ones.
    pub fn configure(&mut self, configuration: &Configuration) -> bool {
        let settings = configuration.at(&self.path);
        if Arc::ptr_eq(&settings, &self.settings) {
            return false;
        }
        let was_used = self.in_library.is_some();
        let marks = |settings: &Settings| settings.marks(&self.path, self.language_convention);
        if !marks(&settings).are_set_like(&marks(&self.settings)) {
            // What a build has or brings is of no use any more.
            (self.document, self.build, self.in_library) = (None, None, None);
            self.edits.clear();
            self.new_bytes = self.text.len();
        }
        self.is_record = self.is_record || settings.claims(&self.path);
        self.settings = settings;
        (self.is_stale, self.changed) = (true, true);
        was_used
    }

    /// Takes the version that the client counts after its changes.
    pub fn set_version(&mut self, version: i32) {
        self.version = version;
        if let Some((_, built)) = self.in_library.as_mut().filter(|_| !self.is_stale) {
            // There was no change.
            *built = version;
        }
    }

    /// Applies a change. One without a range replaces the whole text.
    pub fn edit(&mut self, change: &TextDocumentContentChangeEvent, encoding: Encoding) {
        let span = change.range.map_or(Span::new(0, self.text.len()), |range| self.text.byte_span(range, encoding));
        self.text.replace(span, &change.text);
        self.new_bytes += change.text.len();
        if self.document.is_some() || self.build.is_some() {
            self.edits.push(Replacement { span, new: change.text.clone() });
        }
        if let Some((_, guard)) = &self.build {
            guard.cancel();
        }
        match change.range {
            Some(_) => self.typing.edited(span, change.text.len()),
            None => self.typing.replaced(),
        }
        self.waiting.clear();
        (self.is_stale, self.changed) = (true, true);
    }

    /// Takes its text for what is saved.
    pub fn save(&mut self) {
        self.typing.saved();
        (self.is_stale, self.changed) = (true, true);
    }

    /// Waits for the records of the current text; none if they are there.
    pub fn wait(&mut self) -> Option<Waiting> {
        self.build.as_ref()?;
        self.waiting.retain(|waiting| !waiting.is_closed());
        let (sender, receiver) = oneshot::channel();
        self.waiting.push(sender);
        Some(receiver)
    }

    /// Whether the build with `number` is of this document.
    pub fn is_built_by(&self, number: u64) -> bool {
        self.build.as_ref().is_some_and(|(own, _)| *own == number)
    }

    /// Whether records are being built in the background.
    pub fn is_being_built(&self) -> bool {
        self.build.is_some()
    }

    /// Puts the document as it is now into `library`: at once if its records are built fast, counted from `started`.
    /// Otherwise `background` builds them. Returns whether its volume now has other records, or cites other ones.
    pub fn update_library(
        &mut self,
        library: &mut Library,
        background: &mut Background,
        client: Client,
        started: Instant,
    ) -> bool {
        if self.build.is_some() {
            return false;
        }
        let mut moved = false;
        let is_short = self.text.len() <= SHORT_TEXT;
        if self.is_stale && (is_short || !self.takes_long && self.new_bytes < LONG_TEXT) {
            let longest = background.longest_wait;
            let is_due = || !is_short && started.elapsed() >= longest;
            let outcome = self.take_build(client).run(&Stop::when(&is_due));
            moved = self.take_built(outcome, library, background);
        }
        if self.is_stale {
            self.changed = true;
            let (build, guard) = (self.take_build(client), CancelGuard::default());
            self.build = Some((background.start(build, guard.token()), guard));
        } else {
            self.is_record = self.is_record || library.is_record(&self.path);
        }
        moved
    }

    /// A build of the current text.
    fn take_build(&mut self, client: Client) -> RecordBuild {
        self.is_stale = false;
        RecordBuild {
            document: self.document.take(),
            edits: std::mem::take(&mut self.edits),
            text: self.text.clone(),
            marks: self.settings.marks(&self.path, self.language_convention),
            before: self.in_library.as_ref().map(|(built, _)| built.clone()),
            diagnostics: std::mem::take(&mut self.diagnostics),
            uri: self.uri.clone(),
            path: self.path.clone(),
            settings: self.settings.clone(),
            client,
            is_record: self.is_record,
            typing: self.typing.clone(),
        }
    }

    /// Takes what came of a build, and puts it into `library` if it is of the current text. Returns whether its volume
    /// now has other records, or cites other ones.
    pub fn take_built(&mut self, outcome: BuildOutcome, library: &mut Library, background: &Background) -> bool {
        let BuildOutcome { document, built, diagnostics, typing, took } = outcome;
        self.build = None;
        self.diagnostics = diagnostics;
        if let Some(document) = document.as_ref().filter(|_| self.edits.is_empty()) {
            // The two share their memory again.
            self.text = document.text().clone();
        }
        if built.is_some() {
            self.new_bytes = self.edits.iter().map(|edit| edit.new.len()).sum();
        }
        self.takes_long = built.is_none() || took >= background.longest_wait;
        let failed = document.is_none() && built.is_none();
        if failed {
            // It would fail again, until the text changes.
            (self.in_library, self.new_bytes) = (None, self.text.len());
            self.edits.clear();
            self.waiting.clear();
        }
        self.document = document;
        let Some(built) = built.filter(|_| !self.is_stale) else {
            self.is_stale |= !failed;
            return false;
        };
        self.typing = typing;
        self.waiting.drain(..).for_each(|waiting| {
            // A request that was cancelled does not wait any more.
            let _ = waiting.send(());
        });
        let (before, entry, known) = (self.in_library.take(), built.entry.clone(), built.status);
        let is_new = before.is_none_or(|(before, _)| !before.snapshot.is(&built.snapshot));
        self.in_library = Some((built, self.version));
        if !is_new {
            return false;
        }
        let state = |library: &Library| library.volume(&self.path).map(|volume| volume.state().clone());
        let before = state(library);
        let status = if self.is_record { RecordStatus::Record } else { known };
        library.set_open(&self.path, Some(FileState { entry, status }));
        let moved = state(library) != before;
        self.is_record = self.is_record || library.is_record(&self.path);
        moved
    }

    /// The document as the library has it, for an answer about another one.
    pub fn as_open_document(&self) -> Option<OpenDocument> {
        let (BuiltRecords { snapshot, .. }, version) = self.in_library.clone()?;
        Some(OpenDocument { path: self.path.clone(), uri: self.uri.clone(), version: Some(version), snapshot })
    }

    /// The document as the library has it, to be checked.
    pub fn to_check(&self) -> Option<CheckedDocument<'_>> {
        let (BuiltRecords { snapshot, entry, .. }, _) = self.in_library.as_ref()?;
        Some(CheckedDocument { uri: &self.uri, path: &self.path, snapshot, entry })
    }

    /// What was typed in it since it was saved.
    pub fn typing(&self) -> &DocumentTyping {
        &self.typing
    }
}
