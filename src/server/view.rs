//! What an answer is made from.

use super::client::Client;
use super::uri::{self, Key};
use crate::config::Settings;
use crate::record::{Document, Snapshot};
use crate::volume::Volume;
use crate::volume::read::Contents;
use std::sync::Arc;
use tower_lsp::lsp_types::Url;

/// A document at one moment with the volume it belongs to, and the client's abilities.
#[derive(Clone, Debug)]
pub struct View {
    /// The document.
    pub snapshot: Snapshot,
    /// Its URI as the client spelled it when it opened it.
    pub uri: Url,
    /// Its version, as the client counts.
    pub version: Option<i32>,
    /// The path by which its volume knows it.
    pub path: Arc<str>,
    /// Its volume: the records of `path` in it are those of the snapshot, one to one.
    pub volume: Arc<Volume>,
    /// The other open documents of the volume.
    pub others: Vec<Other>,
    /// What is configured for it.
    pub settings: Arc<Settings>,
    /// What the client can do.
    pub client: Client,
}

/// Another document of the volume than the one that was asked about.
#[derive(Clone, Debug)]
pub struct Other {
    /// The path by which the volume knows it.
    pub path: Arc<str>,
    /// Its URI; where it is open, as the client spelled it.
    pub uri: Url,
    /// Its version, where it is open.
    pub version: Option<i32>,
    /// The document.
    pub snapshot: Snapshot,
}

impl View {
    /// The document at `path` of the volume, which is not the one that was asked about: as it is being edited or, where
    /// it is not open, as it is on disk; none where it cannot be read. Reads the disk: for workers.
    pub fn other(&self, path: &str) -> Option<Other> {
        if let Some(open) = self.others.iter().find(|other| *other.path == *path) {
            return Some(open.clone());
        }
        let contents = Contents::read(&uri::file(path)?).ok()?;
        let snapshot = Document::with(contents.document(), self.settings.patterns.value.clone()).snapshot();
        Some(Other { path: path.into(), uri: Key::uri(path)?, version: None, snapshot })
    }
}
