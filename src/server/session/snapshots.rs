//! How the session makes snapshots for requests.

use crate::config::NAME;
use crate::server::session::Session;
use crate::server::session::document_snapshot::{DocumentSnapshot, NearestConfig, OpenDocument, VolumesSnapshot};
use crate::server::session::document_state::{DocumentState, Waiting};
use crate::server::workspace::uri::{self, DocumentKey};
use crate::server::workspace::workspace_diagnostics::ClosedFiles;
use std::sync::Arc;
use tower_lsp::lsp_types::Url;

impl Session {
    /// A snapshot of the document `uri`. None if it is not open or no record.
    ///
    /// # Errors
    /// Its records are being built. Ask again after the wait.
    pub fn snapshot(&mut self, uri: &Url) -> Result<Option<DocumentSnapshot>, Waiting> {
        self.update_library();
        match self.documents.get_mut(&DocumentKey::of(uri)).and_then(DocumentState::wait) {
            Some(waiting) => Err(waiting),
            None => Ok(self.snapshot_of(&DocumentKey::of(uri))),
        }
    }

    fn snapshot_of(&self, key: &DocumentKey) -> Option<DocumentSnapshot> {
        let open = self.documents.get(key)?;
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
            roots: self.roots.clone(),
            nearest_config,
            client: self.client,
        })
    }

    /// The nearest `obelus.toml` of the document at `path`. If there is none, the one that could be created in the
    /// outermost folder of the workspace around it.
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

    /// The open documents in the volume of `path`, without the one at `path`.
    fn open_in_volume(&self, path: &str) -> Vec<OpenDocument> {
        let Some(volume) = self.library.volume(path) else { return Vec::new() };
        let others = self.documents.values().filter(|open| *open.path != *path);
        others
            .filter(|open| !volume.records_of(&open.path).is_empty())
            .filter_map(DocumentState::as_open_document)
            .collect()
    }

    /// A snapshot of all volumes.
    pub fn volumes_snapshot(&mut self) -> VolumesSnapshot {
        self.update_library();
        let volumes = self.library.index().volumes().cloned().collect();
        let open = self.documents.values().filter_map(DocumentState::as_open_document).collect();
        VolumesSnapshot::new(volumes, open, self.client)
    }

    /// A snapshot of all record files that are not open.
    pub fn closed_files(&mut self) -> ClosedFiles {
        self.update_library();
        let is_closed = |path: &Arc<str>| !self.documents.values().any(|open| open.path == *path);
        ClosedFiles::new(&self.library, is_closed, &self.configuration, self.client, self.reported.clone())
    }
}
