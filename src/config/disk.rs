//! Reading `obelus.toml` from the disk.

use super::configuration::{Configuration, NAME};
use super::partial::{LARGEST, too_large};
use super::settings::Settings;
use crate::volume::files::{Problem, name};
use crate::volume::read::{Contents, reason};
use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Reads the configuration of folders as they are asked for: the `obelus.toml` in each and in those above it, and nothing
/// else; each once.
#[derive(Debug, Default)]
pub struct Loader {
    configuration: Configuration,
    asked: HashMap<PathBuf, Home>,
    looked: HashSet<PathBuf>,
    unreadable: Vec<Problem>,
}

/// A folder, and what applies in it. Clones are cheap.
#[derive(Clone, Debug)]
pub struct Home {
    /// The folder's whole path without links, with `/` between its parts.
    pub folder: Arc<str>,
    /// What applies to the files in it.
    pub settings: Arc<Settings>,
}

impl Loader {
    /// The folder at `path`, and what applies in it.
    pub fn home(&mut self, path: &Path) -> Home {
        if let Some(home) = self.asked.get(path) {
            return home.clone();
        }
        let here = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        // A folder that is not there is said where it is to be read.
        let whole = fs::canonicalize(here).unwrap_or_else(|_| here.into());
        for folder in whole.ancestors() {
            if !self.looked.insert(folder.into()) {
                break;
            }
            let path = folder.join(NAME);
            match read(&path) {
                Ok(None) => {}
                Ok(Some(text)) => self.configuration.set(&name(&path), Some(&text)),
                Err(message) => self.unreadable.push(Problem { path, message }),
            }
        }
        // The outermost folder, `/`, is the empty path.
        let folder: Arc<str> = name(&whole).trim_end_matches('/').into();
        let home = Home { settings: self.configuration.within(&folder), folder };
        self.asked.insert(path.into(), home.clone());
        home
    }

    /// All that was read so far.
    pub fn configuration(&self) -> &Configuration {
        &self.configuration
    }

    /// Each `obelus.toml` that is there and could not be read.
    pub fn unreadable(&self) -> &[Problem] {
        &self.unreadable
    }
}

impl Home {
    /// The whole path of the file called `name` in it.
    pub fn path(&self, name: &str) -> String {
        format!("{}/{name}", self.folder)
    }
}

/// The text of the `obelus.toml` at `path`; none where there is none. Nothing is read that is not a file of a sensible size
/// in its own folder.
///
/// # Errors
///
/// Says, in the user's words, why it cannot be read.
pub fn read(path: &Path) -> Result<Option<String>, String> {
    let Ok(found) = fs::symlink_metadata(path) else { return Ok(None) };
    if found.is_symlink() {
        let inside = path.parent().and_then(|folder| fs::canonicalize(folder).ok());
        let target = fs::canonicalize(path).map_err(|error| reason(&error))?;
        if !inside.is_some_and(|inside| target.starts_with(inside)) {
            return Err("is a link out of its folder; it is not followed".into());
        }
    }
    let found = fs::metadata(path).map_err(|error| reason(&error))?;
    if !found.is_file() {
        return Err("is not a file; nothing of it applies".into());
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| reason(&error))?;
    file.take(LARGEST as u64 + 1).read_to_end(&mut bytes).map_err(|error| reason(&error))?;
    if bytes.len() > LARGEST {
        return Err(too_large());
    }
    let Contents { text, .. } = Contents::decode(bytes)?;
    Ok(Some(text))
}
