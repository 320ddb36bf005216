//! A document that is converted.

use crate::assist::VolumeContext;
use crate::cli::batches::Batch;
use crate::cli::source::Source;
use std::path::Path;

/// How many documents are converted before the first of them is written: enough to keep every processor busy.
pub(super) const AT_ONCE: usize = 64;

/// Calls `done` with the document of `source` in its volume.
///
/// # Errors
///
/// Returns why it has no volume, as words for the user to be read after its path.
pub(super) fn in_volume<T>(
    source: &Source,
    batch: &Batch,
    done: impl FnOnce(&VolumeContext) -> T,
) -> Result<T, String> {
    let volume = batch.index.volume(&source.path).ok_or("is not among the files read")?;
    let others = |path: &str| batch.source(path).ok().map(|source| source.snapshot);
    Ok(done(&VolumeContext { snapshot: &source.snapshot, volume, path: &source.path, others: &others }))
}

/// The name of the file at `path` without its extension.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
