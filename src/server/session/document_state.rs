//! A document that is open in the client, and what is kept of it.

use crate::config::{Configuration, NAME, Settings};
use crate::convention::Convention;
use crate::record::{Document, Snapshot};
use crate::server::cache::document_diagnostics::{CheckedDocument, DocumentDiagnostics};
use crate::server::cache::json_cache::JsonCache;
use crate::server::cache::outline::OutlineItem;
use crate::server::cache::semantic_tokens::SemanticTokensCache;
use crate::server::positions::FromProtocol;
use crate::server::session::document_snapshot::OpenDocument;
use crate::server::session::document_typing::DocumentTyping;
use crate::server::workspace::uri::DocumentKey;
use crate::text::{Encoding, Span, Text};
use crate::volume::{FileEntry, FileState, Library, RecordStatus};
use std::sync::{Arc, Mutex};
use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Url};

/// The language id of documents that the client knows to be records.
const LANGUAGE: &str = "record";

/// The language id of Markdown documents, whose names may not say so.
const MARKDOWN: &str = "markdown";

/// A document that the client is editing.
#[derive(Debug)]
pub struct DocumentState {
    /// Its URI, as the client spells it.
    pub uri: Url,
    /// Its path in the library.
    pub path: Arc<str>,
    /// Its version, as the client counts.
    pub version: i32,
    /// How many documents the session had opened with this one, which tells it from the same file opened before.
    pub opening: u64,
    document: Document,
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
    /// The snapshot that was last put into the library, and what the library has of it.
    in_library: Option<(Snapshot, FileEntry)>,
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
            document: Document::new(&item.text),
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
        self.document.text()
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
        let marks = settings.marks(&self.path, self.language_convention);
        if !marks.are_set_like(self.document.marks()) {
            self.document = Document::with(&self.document.text().to_string(), marks);
            self.in_library = None;
        }
        self.is_record = self.is_record || settings.claims(&self.path);
        self.settings = settings;
        was_used
    }

    /// Applies a change. One without a range replaces the whole text.
    pub fn edit(&mut self, change: &TextDocumentContentChangeEvent, encoding: Encoding) {
        let text = self.document.text();
        let span = change.range.map_or(Span::new(0, text.len()), |range| text.byte_span(range, encoding));
        self.document.edit(span, &change.text);
        match change.range {
            Some(_) => self.typing.edited(span, change.text.len()),
            None => self.typing.replaced(),
        }
        self.changed = true;
    }

    /// Takes its text for what is saved.
    pub fn save(&mut self) {
        self.typing.saved();
        self.changed = true;
    }

    /// Puts the document as it is now into `library`. Returns whether its volume now has other records, or cites other
    /// ones.
    pub fn update_library(&mut self, library: &mut Library) -> bool {
        let snapshot = self.document.snapshot();
        self.typing.follow(&snapshot);
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
        let status = if self.is_record { RecordStatus::Record } else { self.settings.status(&self.path, &snapshot) };
        library.set_open(&self.path, Some(FileState { entry: entry.clone(), status }));
        let moved = state(library) != before;
        self.is_record = self.is_record || library.is_record(&self.path);
        self.in_library = Some((snapshot, entry));
        moved
    }

    /// The document as the library has it, for an answer about another one.
    pub fn as_open_document(&self) -> Option<OpenDocument> {
        let (snapshot, _) = self.in_library.clone()?;
        Some(OpenDocument { path: self.path.clone(), uri: self.uri.clone(), version: Some(self.version), snapshot })
    }

    /// The document as the library has it, to be checked.
    pub fn to_check(&self) -> Option<CheckedDocument<'_>> {
        let (snapshot, entry) = self.in_library.as_ref()?;
        Some(CheckedDocument { uri: &self.uri, path: &self.path, snapshot, entry })
    }

    /// What was typed in it since it was saved.
    pub fn typing(&self) -> &DocumentTyping {
        &self.typing
    }
}
