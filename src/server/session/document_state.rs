//! An open document, and what was last told of it.

use crate::config::{Configuration, NAME, Settings};
use crate::convention::Convention;
use crate::record::{Document, Snapshot};
use crate::server::cache::document_diagnostics::{CheckedDocument, DocumentDiagnostics};
use crate::server::cache::json_cache::JsonCache;
use crate::server::cache::semantic_tokens::SemanticTokensCache;
use crate::server::positions::FromProtocol;
use crate::server::session::document_snapshot::OpenDocument;
use crate::server::workspace::uri::DocumentKey;
use crate::text::{Encoding, Span, Text};
use crate::volume::{FileEntry, FileState, Library, RecordStatus};
use std::sync::{Arc, Mutex};
use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Url};

/// The language that a client gives to documents that are records for certain.
const LANGUAGE: &str = "record";

/// The language that it gives to those of which only some are records, though their names do not say so.
const MARKDOWN: &str = "markdown";

/// A document that the client is editing.
#[derive(Debug)]
pub struct DocumentState {
    /// As the client spells it.
    pub uri: Url,
    /// The path by which the library knows it.
    pub path: Arc<str>,
    /// As the client counts.
    pub version: i32,
    document: Document,
    /// The convention that the client tells by the language of the document.
    told: Option<Convention>,
    /// Once a record, it stays one until it is closed.
    pub is_record: bool,
    /// Whether it changed since its diagnostics were last pushed.
    pub changed: bool,
    /// What is configured for it.
    settings: Arc<Settings>,
    /// What the library has of it, and as of when.
    in_library: Option<(Snapshot, FileEntry)>,
    /// Its diagnostics, as of their last use.
    pub diagnostics: DocumentDiagnostics,
    /// Its outline, likewise; workers bring it up to date.
    pub outline_cache: Arc<Mutex<JsonCache>>,
    /// Its semantic tokens, likewise.
    pub semantic_tokens_cache: Arc<Mutex<SemanticTokensCache>>,
}

impl DocumentState {
    /// The document that the client opens.
    pub fn new(item: TextDocumentItem) -> Self {
        let path = DocumentKey::of(&item.uri).path();
        let told = (item.language_id == MARKDOWN).then_some(Convention::Markdown);
        Self {
            path,
            told,
            uri: item.uri,
            version: item.version,
            document: Document::new(&item.text),
            is_record: item.language_id == LANGUAGE,
            changed: true,
            settings: Arc::default(),
            in_library: None,
            diagnostics: DocumentDiagnostics::default(),
            outline_cache: Arc::default(),
            semantic_tokens_cache: Arc::default(),
        }
    }

    /// Its text.
    pub fn text(&self) -> &Text {
        self.document.text()
    }

    /// Whether it is no record but an `obelus.toml`.
    pub fn is_configuration(&self) -> bool {
        self.path.rsplit('/').next() == Some(NAME)
    }

    /// What is configured for it.
    pub fn settings(&self) -> &Arc<Settings> {
        &self.settings
    }

    /// Takes what is configured for it from `configuration`. Whether that is something else than what it was last used with.
    pub fn configure(&mut self, configuration: &Configuration) -> bool {
        let settings = configuration.at(&self.path);
        if Arc::ptr_eq(&settings, &self.settings) {
            return false;
        }
        let was_used = self.in_library.is_some();
        let marks = settings.marks(&self.path, self.told);
        if marks != *self.document.marks() {
            self.document = Document::with(&self.document.text().to_string(), marks);
            self.in_library = None;
        }
        self.is_record = self.is_record || settings.claims(&self.path, self.document.marks().convention);
        self.settings = settings;
        was_used
    }

    /// Applies a change; one without a range replaces all.
    pub fn edit(&mut self, change: &TextDocumentContentChangeEvent, encoding: Encoding) {
        let text = self.document.text();
        let span = change.range.map_or(Span::new(0, text.len()), |range| text.byte_span(range, encoding));
        self.document.edit(span, &change.text);
        self.changed = true;
    }

    /// Puts what it is now into `library`. Whether its volume now has or cites something else.
    pub fn update_library(&mut self, library: &mut Library) -> bool {
        let snapshot = self.document.snapshot();
        let entry = match &self.in_library {
            Some((before, _)) if before.is(&snapshot) => {
                self.is_record = self.is_record || library.is_record(&self.path);
                return false;
            }
            Some((before, entry)) => entry.updated(before, &snapshot, 0),
            None => FileEntry::new(&snapshot, 0),
        };
        let state = |library: &Library| library.volume(&self.path).map(|volume| volume.state().clone());
        let before = state(library);
        let is_record = self.is_record || snapshot.looks_like_record();
        let status = RecordStatus::new(is_record, self.document.marks().convention);
        library.set_open(&self.path, Some(FileState { entry: entry.clone(), status }));
        let moved = state(library) != before;
        self.is_record = is_record || library.is_record(&self.path);
        self.in_library = Some((snapshot, entry));
        moved
    }

    /// It as it was last put into the library, as a document beside the one that was asked about.
    pub fn as_open_document(&self) -> Option<OpenDocument> {
        let (snapshot, _) = self.in_library.clone()?;
        Some(OpenDocument { path: self.path.clone(), uri: self.uri.clone(), version: Some(self.version), snapshot })
    }

    /// It as it was last put into the library, to be checked.
    pub fn to_check(&self) -> Option<CheckedDocument<'_>> {
        let (snapshot, entry) = self.in_library.as_ref()?;
        Some(CheckedDocument { uri: &self.uri, path: &self.path, snapshot, entry })
    }
}
