//! What an answer is made from.

use crate::assist::VolumeContext;
use crate::config::{Configuration, Settings, Target};
use crate::record::Snapshot;
use crate::server::session::client_capabilities::Client;
use crate::server::workspace::uri::{self, DocumentKey};
use crate::volume::read::Contents;
use crate::volume::{Volume, natural};
use std::path::Path;
use std::sync::Arc;
use tower_lsp::lsp_types::Url;

/// A document at one moment with the volume it belongs to, and the client's abilities.
#[derive(Clone, Debug)]
pub struct DocumentSnapshot {
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
    pub others: Vec<OpenDocument>,
    /// What is configured for it.
    pub settings: Arc<Settings>,
    /// The `obelus.toml` for what is set for its folder; none where the workspace has no place for one.
    pub nearest_config: Option<NearestConfig>,
    /// What the client can do.
    pub client: Client,
}

/// The nearest `obelus.toml` of a document, or the one that there could be.
#[derive(Clone, Debug)]
pub struct NearestConfig {
    /// The path of the folder it is in, as the index has paths.
    pub folder: Arc<str>,
    /// Its URI; where it is open, as the client spells it.
    pub uri: Url,
    /// Its version, where it is open.
    pub version: Option<i32>,
    /// Its text, without byte-order mark.
    pub text: Arc<str>,
    /// Whether it is there.
    pub exists: bool,
}

/// Another document of the volume than the one that was asked about.
#[derive(Clone, Debug)]
pub struct OpenDocument {
    /// The path by which the volume knows it.
    pub path: Arc<str>,
    /// Its URI; where it is open, as the client spelled it.
    pub uri: Url,
    /// Its version, where it is open.
    pub version: Option<i32>,
    /// The document.
    pub snapshot: Snapshot,
}

impl DocumentSnapshot {
    /// The document in its volume; `others` gives the volume's other documents.
    pub fn volume_context<'a>(&'a self, others: &'a dyn Fn(&str) -> Option<Snapshot>) -> VolumeContext<'a> {
        VolumeContext { snapshot: &self.snapshot, volume: &self.volume, path: &self.path, others }
    }

    /// The document at `path` of the volume, which is not the one that was asked about: as it is being edited or, where
    /// it is not open, as it is on disk; none where it cannot be read. Reads the disk: for workers.
    pub fn other(&self, path: &str) -> Option<OpenDocument> {
        document(&self.others, path, &self.settings)
    }
}

/// The URI of a page's facsimile; a path that the editor's settings have is one from the folder of the document at `path`.
pub fn facsimile(target: &Target, path: &str) -> Option<Url> {
    match target {
        Target::Url(url) => Url::parse(url).ok(),
        Target::Path(to) => DocumentKey::uri(to).or_else(|| {
            let absolute = Path::new(to).is_absolute();
            let folder = || Some(uri::file(path)?.parent()?.join(to));
            Url::from_file_path(if absolute { to.into() } else { folder()? }).ok()
        }),
    }
}

/// All volumes at one moment, and the client's abilities.
#[derive(Clone, Debug)]
pub struct VolumesSnapshot {
    /// The volumes, in no order.
    all: Vec<Arc<Volume>>,
    /// The open documents.
    open: Vec<OpenDocument>,
    configuration: Configuration,
    /// What the client can do.
    pub client: Client,
}

impl VolumesSnapshot {
    /// The volumes `all`, the documents in them that are `open`, and what is configured for the others.
    pub fn new(all: Vec<Arc<Volume>>, open: Vec<OpenDocument>, configuration: Configuration, client: Client) -> Self {
        Self { all, open, configuration, client }
    }

    /// The volumes in the natural order of their paths.
    pub fn in_order(&self) -> Vec<&Volume> {
        let mut volumes: Vec<_> = self.all.iter().map(|volume| &**volume).collect();
        volumes.sort_by(|a, b| natural::compare(first_path(a), first_path(b)));
        volumes
    }

    /// The document at `path`, as [`DocumentSnapshot::other`]; none where it is in no volume.
    pub fn document(&self, path: &str) -> Option<OpenDocument> {
        let is_known = self.all.iter().any(|volume| !volume.records_of(path).is_empty());
        is_known.then(|| document(&self.open, path, &self.configuration.at(path))).flatten()
    }

    /// The URI of the document at `path`.
    pub fn uri(&self, path: &str) -> Option<Url> {
        let open = self.open.iter().find(|open| *open.path == *path);
        open.map_or_else(|| DocumentKey::uri(path), |open| Some(open.uri.clone()))
    }
}

/// The path of the volume's first record.
fn first_path(volume: &Volume) -> &str {
    volume.located().next().map_or("", |(_, located)| located.path)
}

/// The document at `path`: one of the `open` ones or, where it is not open, as it is on disk, read by its `settings`.
fn document(open: &[OpenDocument], path: &str, settings: &Settings) -> Option<OpenDocument> {
    if let Some(open) = open.iter().find(|other| *other.path == *path) {
        return Some(open.clone());
    }
    let contents = Contents::read(&uri::file(path)?).ok()?;
    let snapshot = Snapshot::new(contents.document(), settings.marks(path, None));
    Some(OpenDocument { path: path.into(), uri: DocumentKey::uri(path)?, version: None, snapshot })
}
