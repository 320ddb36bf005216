//! The images of pages that are files in a folder.

use std::collections::HashSet;

/// A folder of images that an `obelus.toml` names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ImageFolder {
    /// The path of the folder.
    pub path: String,
    /// The folder of the `obelus.toml`. The images must be in it or below it.
    pub folder: String,
    /// How deep the images lie: 1 for those in the folder itself.
    pub depth: usize,
    /// How their names end.
    pub ending: String,
}

/// The images in a folder of images.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Images {
    files: HashSet<Box<str>>,
}

/// The most files that a folder of images may have. What a larger one has is not known.
pub const MAX_IMAGES: usize = 500_000;

impl ImageFolder {
    /// Whether an image can have the name `name`.
    pub fn may_have(&self, name: &str) -> bool {
        folded(name).ends_with(&folded(&self.ending))
    }
}

impl Images {
    /// The images at these paths below the folder, with `/` between their parts.
    pub fn new(paths: impl IntoIterator<Item = String>) -> Self {
        Self { files: paths.into_iter().map(|path| folded(&path).into()).collect() }
    }

    /// Whether there is a file at `path`, below the folder.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains(&*folded(path))
    }
}

/// `path` as the system compares it.
fn folded(path: &str) -> String {
    if cfg!(any(windows, target_os = "macos")) { path.to_lowercase() } else { path.to_owned() }
}
