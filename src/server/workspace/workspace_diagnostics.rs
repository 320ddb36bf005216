//! The diagnostics of all files that are not open.

use crate::config::{Configuration, Settings};
use crate::record::Snapshot;
use crate::server::cache::document_diagnostics::{CheckContext, CheckedDocument, DocumentDiagnostics};
use crate::server::positions::ToProtocol;
use crate::server::session::client_capabilities::Client;
use crate::server::workspace::uri::{self, DocumentKey};
use crate::text::{Span, Text};
use crate::volume::read::Contents;
use crate::volume::{FileEntry, Library, State, Volume};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use tower_lsp::lsp_types::{Location, Url};

/// The record files on disk that are not open, at one moment.
#[derive(Debug)]
pub struct ClosedFiles {
    files: Vec<File>,
    client: Client,
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

/// What was last reported of each file that is not open. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct ReportedFiles(Arc<Mutex<HashMap<Arc<str>, FileReport>>>);

/// What was reported of a file, as long as it, its volume and what is configured are the same.
#[derive(Debug)]
struct FileReport {
    entry: FileEntry,
    state: State,
    settings: Arc<Settings>,
    id: String,
}

impl ClosedFiles {
    /// The records of `library` of which `is_closed`.
    pub fn new(
        library: &Library,
        is_closed: impl Fn(&Arc<str>) -> bool,
        configuration: &Configuration,
        client: Client,
    ) -> Self {
        let closed = library.on_disk_all().filter(|(path, _)| is_closed(path)).filter_map(|(path, entry)| {
            let volume = library.volume(path)?.clone();
            let settings = configuration.at(path);
            Some(File { path: path.clone(), uri: DocumentKey::uri(path)?, entry: entry.clone(), volume, settings })
        });
        Self { files: closed.collect(), client }
    }

    /// The reports, as the items of the answer, of all files of which the client does not have it, as its `previous`
    /// results tell: URIs with what [`DocumentDiagnostics::id`] gave.
    pub fn reports(&self, previous: &HashMap<DocumentKey, String>, reported: &ReportedFiles) -> Vec<String> {
        let known = |file: &File| {
            let reported = reported.0.lock().unwrap_or_else(PoisonError::into_inner);
            let report = reported.get(&file.path)?;
            let same = report.entry.is(&file.entry) && report.state == *file.volume.state();
            let same = same && Arc::ptr_eq(&report.settings, &file.settings);
            same.then(|| report.id.clone())
        };
        let has =
            |file: &File, id: &str| previous.get(&DocumentKey::of(&file.uri)).is_some_and(|previous| previous == id);
        let due: Vec<_> = self.files.iter().filter(|file| !known(file).is_some_and(|id| has(file, &id))).collect();
        let reports = due.into_par_iter().filter_map(|file| {
            let (id, items) = self.check(file)?;
            let File { entry, settings, .. } = file;
            let (entry, settings) = (entry.clone(), settings.clone());
            let report = FileReport { entry, state: file.volume.state().clone(), settings, id: id.clone() };
            reported.0.lock().unwrap_or_else(PoisonError::into_inner).insert(file.path.clone(), report);
            (!has(file, &id)).then(|| full(&file.uri, &id, &items))
        });
        let mut reports: Vec<_> = reports.collect();
        let here: HashSet<DocumentKey> = self.files.iter().map(|file| DocumentKey::of(&file.uri)).collect();
        let gone = previous.iter().filter(|(key, id)| !id.is_empty() && !here.contains(key));
        reports.extend(gone.filter_map(|(key, _)| Some(full(&DocumentKey::uri(&key.path())?, "", "[]"))));
        reports
    }

    /// What tells the diagnostics of `file` from others, and themselves as JSON; none where it cannot be read any more.
    fn check(&self, file: &File) -> Option<(String, String)> {
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
            locate: &mut locate,
        };
        let document = CheckedDocument { uri: &file.uri, path: &file.path, snapshot: &snapshot, entry: &file.entry };
        let mut checked = DocumentDiagnostics::default();
        checked.update(document, context);
        let mut json = Vec::new();
        checked.write(&mut json);
        Some((checked.id(), String::from_utf8(json).ok()?))
    }
}

fn full(uri: &Url, id: &str, items: &str) -> String {
    let uri = serde_json::Value::from(uri.as_str());
    format!("{{\"kind\":\"full\",\"uri\":{uri},\"version\":null,\"resultId\":\"{id}\",\"items\":{items}}}")
}
