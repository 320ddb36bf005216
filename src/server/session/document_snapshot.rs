//! Snapshots of the session, from which answers are made.

use crate::assist::VolumeContext;
use crate::config::{Settings, Target};
use crate::record::Snapshot;
use crate::server::session::client_capabilities::Client;
use crate::server::workspace::uri::{self, DocumentKey};
use crate::text::Text;
use crate::volume::read::Contents;
use crate::volume::{Volume, natural};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use tower_lsp::lsp_types::Url;

/// A document at one moment, with its volume and the client's abilities.
#[derive(Clone, Debug)]
pub struct DocumentSnapshot {
    /// Its text and records.
    pub snapshot: Snapshot,
    /// Its URI, as the client spells it.
    pub uri: Url,
    /// Its version, as the client counts.
    pub version: Option<i32>,
    /// Its path in the library.
    pub path: Arc<str>,
    /// Its volume. The volume's records of `path` are those of the snapshot, one for one.
    pub volume: Arc<Volume>,
    /// The other open documents of the volume.
    pub others: Vec<OpenDocument>,
    /// The settings that apply to it.
    pub settings: Arc<Settings>,
    /// The folders of the workspace.
    pub roots: Vec<PathBuf>,
    /// The `obelus.toml` for settings of its folder. None if the workspace has no place for one.
    pub nearest_config: Option<NearestConfig>,
    /// What the client can do.
    pub client: Client,
}

/// The nearest `obelus.toml` of a document, or the one that could be created for it.
#[derive(Clone, Debug)]
pub struct NearestConfig {
    /// The library's path of the folder it is in.
    pub folder: Arc<str>,
    /// Its URI. If it is open, as the client spells it.
    pub uri: Url,
    /// Its version, if it is open in the client.
    pub version: Option<i32>,
    /// Its text, without byte-order mark.
    pub text: Arc<str>,
    /// Whether the file exists.
    pub exists: bool,
}

/// A document of the volume that was opened for an answer about another one: in the client, or by reading it from disk.
#[derive(Clone, Debug)]
pub struct OpenDocument {
    /// Its path in the library.
    pub path: Arc<str>,
    /// Its URI. If it is open, as the client spells it.
    pub uri: Url,
    /// Its version, if it is open in the client.
    pub version: Option<i32>,
    /// Its text and records.
    pub snapshot: Snapshot,
}

impl DocumentSnapshot {
    /// The document in its volume. `others` gives the volume's other documents.
    pub fn volume_context<'a>(&'a self, others: &'a dyn Fn(&str) -> Option<Snapshot>) -> VolumeContext<'a> {
        VolumeContext { snapshot: &self.snapshot, volume: &self.volume, path: &self.path, others }
    }

    /// Opens another document of the volume: as it is being edited or, if it is not open in the client, as it is on
    /// disk. None if it cannot be read. Reads the disk: for workers.
    pub fn other(&self, path: &str) -> Option<OpenDocument> {
        document(&self.others, path, &self.settings)
    }

    /// The URI of a page's facsimile. A relative path, as the editor's settings may have it, starts in the document's
    /// folder. None for a path that leads out of the workspace, the folder of the nearest `obelus.toml` and the
    /// document's own: what a file of the workspace says opens nothing elsewhere. Reads nothing.
    pub fn facsimile(&self, target: &Target) -> Option<Url> {
        let path = match target {
            Target::Url(url) => return Url::parse(url).ok(),
            Target::Path(path) => path,
        };
        let own = uri::file(&self.path).and_then(|file| Some(file.parent()?.to_owned()));
        let config = self.nearest_config.as_ref().and_then(|config| uri::file(&config.folder));
        let path = uri::file(path).unwrap_or_else(|| own.as_ref().map_or_else(|| path.into(), |own| own.join(path)));
        let path = without_dots(&path)?;
        let is_inside = self.roots.iter().chain(&config).chain(&own).any(|folder| path.starts_with(folder));
        is_inside.then(|| Url::from_file_path(path).ok()).flatten()
    }
}

/// `path` with each `..` resolved by its letters. None if there are more of them than folders.
fn without_dots(path: &Path) -> Option<PathBuf> {
    let mut resolved = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => resolved.pop().then_some(())?,
            Component::CurDir => {}
            other => resolved.push(other),
        }
    }
    Some(resolved)
}

/// All volumes at one moment, with the client's abilities.
#[derive(Clone, Debug)]
pub struct VolumesSnapshot {
    /// The volumes, in no order.
    all: Vec<Arc<Volume>>,
    /// The open documents.
    open: Vec<OpenDocument>,
    /// What the client can do.
    pub client: Client,
}

impl VolumesSnapshot {
    /// A snapshot of the volumes `all`, and of those of their documents that are `open`.
    pub fn new(all: Vec<Arc<Volume>>, open: Vec<OpenDocument>, client: Client) -> Self {
        Self { all, open, client }
    }

    /// The volumes in the natural order of their paths, in which `d9` comes before `d10`.
    pub fn in_order(&self) -> Vec<&Volume> {
        let mut volumes: Vec<_> = self.all.iter().map(|volume| &**volume).collect();
        volumes.sort_by_cached_key(|volume| natural::key(first_path(volume)));
        volumes
    }

    /// The volume of the document at `path`, and its text: as it is being edited or, if it is not open in the client, as
    /// it is on disk. None if no volume has it, or it cannot be read. Reads the disk: for workers.
    pub fn text(&self, path: &str) -> Option<(&Volume, Text)> {
        let volume = self.all.iter().find(|volume| !volume.records_of(path).is_empty())?;
        let text = match self.open.iter().find(|open| *open.path == *path) {
            Some(open) => open.snapshot.text().clone(),
            None => Text::new(Contents::read(&uri::file(path)?).ok()?.document()),
        };
        Some((volume, text))
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

/// The document at `path`: one of the `open` ones, or else read from disk with its `settings`.
fn document(open: &[OpenDocument], path: &str, settings: &Settings) -> Option<OpenDocument> {
    if let Some(open) = open.iter().find(|other| *other.path == *path) {
        return Some(open.clone());
    }
    let contents = Contents::read(&uri::file(path)?).ok()?;
    let snapshot = Snapshot::new(contents.document(), settings.marks(path, None));
    Some(OpenDocument { path: path.into(), uri: DocumentKey::uri(path)?, version: None, snapshot })
}
