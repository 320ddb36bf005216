//! The diagnostics of all record files that are not open.

use crate::config::{Configuration, Settings};
use crate::record::Snapshot;
use crate::server::cache::document_diagnostics::{self, CheckContext, CheckedDocument};
use crate::server::positions::ToProtocol;
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_typing::DocumentTyping;
use crate::server::workspace::uri::{self, DocumentKey};
use crate::text::{Span, Text};
use crate::volume::read::Contents;
use crate::volume::{FileEntry, Library, State, Volume};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use tower_lsp::lsp_types::{
    Diagnostic, FullDocumentDiagnosticReport, Location, Url, WorkspaceDocumentDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport,
};

/// The record files on disk that are not open, at one moment.
#[derive(Debug)]
pub struct ClosedFiles {
    files: Vec<File>,
    client: Client,
    reported: ReportedFiles,
}

/// A record file that is not open.
#[derive(Debug)]
struct File {
    path: Arc<str>,
    uri: Url,
    entry: FileEntry,
    volume: Arc<Volume>,
    settings: Arc<Settings>,
}

/// What was last reported of each file that is not open, by its path in the library. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct ReportedFiles(Arc<Mutex<HashMap<Arc<str>, FileReport>>>);

/// The result id of a file's last report, and what the report was made from. The report is still right as long as none
/// of that has changed.
#[derive(Debug)]
struct FileReport {
    entry: FileEntry,
    state: State,
    settings: Arc<Settings>,
    id: String,
}

impl ClosedFiles {
    /// The record files of `library` whose paths `is_closed` accepts; `reported` is what was reported of them before.
    pub fn new(
        library: &Library,
        is_closed: impl Fn(&Arc<str>) -> bool,
        configuration: &Configuration,
        client: Client,
        reported: ReportedFiles,
    ) -> Self {
        let closed = library.on_disk_all().filter(|(path, _)| is_closed(path)).filter_map(|(path, entry)| {
            let volume = library.volume(path)?.clone();
            let settings = configuration.at(path);
            Some(File { path: path.clone(), uri: DocumentKey::uri(path)?, entry: entry.clone(), volume, settings })
        });
        Self { files: closed.collect(), client, reported }
    }

    /// The reports that the client does not have yet, according to the result ids of its `previous` reports. Reads the
    /// disk: for workers.
    pub fn reports(&self, previous: &HashMap<DocumentKey, String>) -> Vec<WorkspaceDocumentDiagnosticReport> {
        let known = |file: &File| {
            let reported = self.reported.0.lock().unwrap_or_else(PoisonError::into_inner);
            let report = reported.get(&file.path)?;
            let same = report.entry.is(&file.entry) && report.state == *file.volume.state();
            let same = same && Arc::ptr_eq(&report.settings, &file.settings);
            same.then(|| report.id.clone())
        };
        let has =
            |file: &File, id: &str| previous.get(&DocumentKey::of(&file.uri)).is_some_and(|previous| previous == id);
        let due: Vec<_> = self.files.iter().filter(|file| !known(file).is_some_and(|id| has(file, &id))).collect();
        let reports = due.into_par_iter().filter_map(|file| {
            let diagnostics = self.check(file)?;
            let id = document_diagnostics::result_id(&serde_json::to_vec(&diagnostics).ok()?);
            let File { entry, settings, .. } = file;
            let (entry, settings) = (entry.clone(), settings.clone());
            let report = FileReport { entry, state: file.volume.state().clone(), settings, id: id.clone() };
            self.reported.0.lock().unwrap_or_else(PoisonError::into_inner).insert(file.path.clone(), report);
            (!has(file, &id)).then(|| full_report(file.uri.clone(), id, diagnostics))
        });
        let mut reports: Vec<_> = reports.collect();
        let here: HashSet<DocumentKey> = self.files.iter().map(|file| DocumentKey::of(&file.uri)).collect();
        let gone = previous.iter().filter(|(key, id)| !id.is_empty() && !here.contains(key));
        let cleared =
            |(key, _): (&DocumentKey, _)| Some(full_report(DocumentKey::uri(&key.path())?, String::new(), Vec::new()));
        reports.extend(gone.filter_map(cleared));
        reports
    }

    /// The diagnostics of `file`; none where it can no longer be read.
    fn check(&self, file: &File) -> Option<Vec<Diagnostic>> {
        let contents = Contents::read(&uri::file(&file.path)?).ok()?;
        let snapshot = Snapshot::new(contents.document(), file.settings.marks(&file.path, None));
        let Client { encoding, .. } = self.client;
        let mut locate = |path: &str, span: Span| {
            let contents = Contents::read(&uri::file(path)?).ok()?;
            Some(Location::new(DocumentKey::uri(path)?, Text::new(contents.document()).protocol_range(span, encoding)))
        };
        let context = CheckContext {
            client: self.client,
            volume: Some(&file.volume),
            settings: &file.settings,
            typing: &DocumentTyping::default(),
            locate: &mut locate,
        };
        let document = CheckedDocument { uri: &file.uri, path: &file.path, snapshot: &snapshot, entry: &file.entry };
        Some(document_diagnostics::list(document, context))
    }
}

fn full_report(uri: Url, id: String, items: Vec<Diagnostic>) -> WorkspaceDocumentDiagnosticReport {
    let full_document_diagnostic_report = FullDocumentDiagnosticReport { result_id: Some(id), items };
    let report = WorkspaceFullDocumentDiagnosticReport { uri, version: None, full_document_diagnostic_report };
    WorkspaceDocumentDiagnosticReport::Full(report)
}
