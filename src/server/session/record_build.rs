//! Builds the records of an open document, and what the session keeps of them.

use crate::config::Settings;
use crate::convention::Marks;
use crate::record::{Document, Snapshot, Stop, may_hold_records};
use crate::server::cache::document_diagnostics::{CheckedDocument, DocumentDiagnostics};
use crate::server::logging::log_panic;
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_typing::DocumentTyping;
use crate::text::{Span, Text};
use crate::volume::{FileEntry, RecordStatus};
use std::cell::LazyCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tower_lsp::lsp_types::Url;

/// All that a build needs, so that it can be made on any thread.
#[derive(Debug)]
pub struct RecordBuild {
    /// The document as of the last build. None if the text is to be read anew.
    pub document: Option<Document>,
    /// The edits made to the document since then.
    pub edits: Vec<Replacement>,
    /// The text after the edits.
    pub text: Text,
    /// What marks look like.
    pub marks: Marks,
    /// What came of the last build, if there was one.
    pub before: Option<BuiltRecords>,
    /// The diagnostics as of the last build.
    pub diagnostics: DocumentDiagnostics,
    /// The document's URI, as the client spells it.
    pub uri: Url,
    /// Its path in the library.
    pub path: Arc<str>,
    /// The settings that apply to it.
    pub settings: Arc<Settings>,
    /// What the client can do.
    pub client: Client,
    /// Whether it is known to be a record.
    pub is_record: bool,
    /// What was typed in it since it was saved.
    pub typing: DocumentTyping,
}

/// An edit: the bytes of a span are replaced by a text.
#[derive(Debug)]
pub struct Replacement {
    /// The bytes, of the text before the edit.
    pub span: Span,
    /// The new text.
    pub new: String,
}

/// The records of a document, as the library has them.
#[derive(Clone, Debug)]
pub struct BuiltRecords {
    /// The text and records.
    pub snapshot: Snapshot,
    /// What the library keeps of them.
    pub entry: FileEntry,
    /// Whether they make the document a record.
    pub status: RecordStatus,
}

/// What came of a build.
#[derive(Debug, Default)]
pub struct BuildOutcome {
    /// The document, all edits made. None if the build failed, or if the text cannot hold records and is not read.
    pub document: Option<Document>,
    /// The records. None if the build was given up or failed.
    pub built: Option<BuiltRecords>,
    /// The diagnostics, up to date with the records as far as these were built.
    pub diagnostics: DocumentDiagnostics,
    /// What was typed in the document since it was saved, as of the records.
    pub typing: DocumentTyping,
    /// How long it took.
    pub took: Duration,
}

impl RecordBuild {
    /// Builds the records, unless `stop` gives the build up. A build that panics is logged, and nothing comes of it.
    pub fn run(self, stop: &Stop) -> BuildOutcome {
        let started = Instant::now();
        let mut outcome = catch_unwind(AssertUnwindSafe(|| self.build(stop))).unwrap_or_else(|panic| {
            log_panic("the building of records", panic.as_ref());
            BuildOutcome::default()
        });
        outcome.took = started.elapsed();
        outcome
    }

    fn build(self, stop: &Stop) -> BuildOutcome {
        let Self { document, edits, text, marks, before, uri, path, settings, client, is_record, .. } = self;
        let (mut diagnostics, mut typing) = (self.diagnostics, self.typing);
        let words = LazyCell::new(|| text.to_string());
        let may_hold_records = || may_hold_records(&words, &marks.clone().of_text(&words));
        let may_be_record = is_record || settings.claims(&path) || may_hold_records();
        let (document, snapshot) = if may_be_record {
            let mut document = match document {
                None => Document::with(&words, marks),
                Some(mut document) => {
                    for Replacement { span, new } in edits {
                        document.edit(span, &new);
                    }
                    document
                }
            };
            let snapshot = document.snapshot_unless(stop);
            (Some(document), snapshot)
        } else {
            (None, Some(Snapshot::unread(text.clone(), marks)))
        };
        let built = snapshot.map(|snapshot| {
            let entry = match &before {
                Some(before) if before.snapshot.is(&snapshot) => before.entry.clone(),
                Some(before) => before.entry.updated(&before.snapshot, &snapshot, 0),
                None => FileEntry::new(&snapshot, 0),
            };
            typing.follow(&snapshot);
            let status = if is_record { RecordStatus::Record } else { settings.status(&path, &snapshot) };
            if status == RecordStatus::Record {
                let document = CheckedDocument { uri: &uri, path: &path, snapshot: &snapshot, entry: &entry };
                diagnostics.update_records(document, client, &settings, &typing);
            }
            BuiltRecords { snapshot, entry, status }
        });
        BuildOutcome { document, built, diagnostics, typing, took: Duration::ZERO }
    }
}
