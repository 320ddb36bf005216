//! Reading `obelus.toml`, and the manifest that it names, from the disk.

use super::configuration::{Configuration, NAME, NamedManifest};
use super::iiif::{MAX_MANIFEST_BYTES, Manifest};
use super::images::{ImageFolder, Images, MAX_IMAGES};
use super::partial::{MAX_BYTES, too_large};
use super::settings::Settings;
use crate::volume::files::{Problem, name};
use crate::volume::read::{reason, regular, utf8};
use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{self, Path, PathBuf};
use std::sync::Arc;

/// Reads configuration from the disk as it is needed: for each folder asked for, the `obelus.toml` in it and those in
/// the folders above. Each file is read once.
#[derive(Debug, Default)]
pub struct Loader {
    configuration: Configuration,
    /// The folders asked for, by the path they were asked for by.
    asked: HashMap<PathBuf, FolderConfig>,
    /// The folders whose `obelus.toml` was looked for.
    visited: HashSet<PathBuf>,
    unreadable: Vec<Problem>,
}

/// A folder, and what applies in it. Clones are cheap.
#[derive(Clone, Debug)]
pub struct FolderConfig {
    /// The absolute path of the folder, without links and with `/` between its parts; empty for the root folder.
    pub path: Arc<str>,
    /// What applies to the files in the folder.
    pub settings: Arc<Settings>,
}

impl Loader {
    /// The folder at `path`, and what applies in it.
    pub fn folder(&mut self, path: &Path) -> FolderConfig {
        if let Some(folder) = self.asked.get(path) {
            return folder.clone();
        }
        let here = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        // A folder may not be there yet; what is said of that is said where its files are read.
        let whole = fs::canonicalize(here).or_else(|_| path::absolute(here)).unwrap_or_else(|_| here.into());
        for folder in whole.ancestors() {
            if !self.visited.insert(folder.into()) {
                break;
            }
            let path = folder.join(NAME);
            match read(&path) {
                Ok(None) => {}
                Ok(Some(text)) => self.configuration.set(&name(&path), Some(&text)),
                Err(message) => self.unreadable.push(Problem { path, message }),
            }
        }
        for NamedManifest { path, folder } in self.configuration.unread_manifests() {
            let read = manifest(Path::new(&path), Path::new(&format!("{folder}/")));
            self.configuration.set_manifest(&path, read);
        }
        for folder in self.configuration.unread_image_folders() {
            // The outermost folder, `/`, is the empty path.
            let read = images(&folder, |path| format!("{path}/").into());
            self.configuration.set_images(folder, read);
        }
        // The outermost folder, `/`, is the empty path.
        let whole: Arc<str> = name(&whole).trim_end_matches('/').into();
        let folder = FolderConfig { settings: self.configuration.within(&whole), path: whole };
        self.asked.insert(path.into(), folder.clone());
        folder
    }

    /// The configuration that was read so far.
    pub fn configuration(&self) -> &Configuration {
        &self.configuration
    }

    /// The `obelus.toml` files that are there but could not be read, with the reasons.
    pub fn unreadable(&self) -> &[Problem] {
        &self.unreadable
    }
}

impl FolderConfig {
    /// The absolute path of the file called `name` in the folder.
    pub fn join(&self, name: &str) -> String {
        format!("{}/{name}", self.path)
    }
}

/// Reads the `obelus.toml` at `path`; `None` where there is none.
///
/// # Errors
///
/// Returns why the file cannot be read, as words for the user to be read after its path. A link that leaves its folder,
/// a file larger than [`MAX_BYTES`] bytes, and what is no file are not read.
pub fn read(path: &Path) -> Result<Option<String>, String> {
    let Ok(found) = fs::symlink_metadata(path) else { return Ok(None) };
    if found.is_symlink() {
        let inside = path.parent().and_then(|folder| fs::canonicalize(folder).ok());
        let target = fs::canonicalize(path).map_err(|error| reason(&error))?;
        if !inside.is_some_and(|inside| target.starts_with(inside)) {
            return Err("is a link that leads out of its folder; it is not followed".into());
        }
    }
    let found = fs::metadata(path).map_err(|error| reason(&error))?;
    if !found.is_file() {
        return Err("is not a file; nothing in it applies".into());
    }
    utf8(regular(path, MAX_BYTES as u64)?.ok_or_else(too_large)?).map(Some)
}

/// Reads the manifest at `path`, which must be below `folder`.
///
/// # Errors
///
/// Returns why the manifest is of no use, as words for the user to be read after its path. A link that leaves `folder`, a
/// file larger than [`MAX_MANIFEST_BYTES`] bytes, and what is no file are not read.
pub fn manifest(path: &Path, folder: &Path) -> Result<Manifest, String> {
    let whole = |path: &Path| fs::canonicalize(path).map_err(|error| reason(&error));
    if !whole(path)?.starts_with(whole(folder)?) {
        return Err("is behind a link that leads out of its folder; it is not followed".into());
    }
    let bytes = regular(path, MAX_MANIFEST_BYTES as u64)?;
    Manifest::new(&utf8(bytes.ok_or("is larger than 16 MiB and is not read")?)?)
}

/// The images in `folder`, which must be in the folder of the `obelus.toml` or below it. `None` where there are none, and
/// where it cannot be told which there are: where a link leads to a folder, a folder cannot be read, or has too many files.
pub fn images(folder: &ImageFolder, at: impl Fn(&str) -> PathBuf) -> Option<Images> {
    let (path, own) = (at(&folder.path), at(&folder.folder));
    if !fs::canonicalize(&path).ok()?.starts_with(fs::canonicalize(own).ok()?) {
        return None;
    }
    let (mut found, mut count, mut folders) = (Vec::new(), 0, vec![(path, String::new(), 1)]);
    while let Some((path, below, level)) = folders.pop() {
        for entry in fs::read_dir(path).ok()? {
            let entry = entry.ok()?;
            count += 1;
            if count > MAX_IMAGES {
                return None;
            }
            // The labels of pages are UTF-8.
            let Ok(name) = entry.file_name().into_string() else { continue };
            let kind = entry.file_type().ok()?;
            if level == folder.depth {
                found.extend((!kind.is_dir() && folder.may_have(&name)).then(|| format!("{below}{name}")));
            } else if kind.is_dir() {
                folders.push((entry.path(), format!("{below}{name}/"), level + 1));
            } else if kind.is_symlink() && entry.path().is_dir() {
                return None;
            }
        }
    }
    (!found.is_empty()).then(|| Images::new(found))
}
