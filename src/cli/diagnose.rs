//! The diagnostics of a file.

use super::batches::Batch;
use super::files::Listed;
use super::source::Source;
use crate::assist;
use crate::check::{Diagnostic, Typing, diagnostics, volume_diagnostics};
use crate::record::Placed;

/// Each record of a file, in the order of the text, with the diagnostics that the configuration lets through.
pub(super) fn diagnose<'a>(
    source: &'a Source,
    file: &Listed,
    batch: &Batch,
) -> impl Iterator<Item = (&'a Placed, Vec<Diagnostic>)> {
    let settings = &file.folder.settings;
    let located = file.located();
    let volume = batch.index.volume(&source.path);
    let ids = volume.map_or(&[][..], |volume| volume.records_of(&source.path));
    source.snapshot.records().iter().enumerate().map(move |(at, placed)| {
        let mut found = diagnostics(&placed.record);
        if let (Some(volume), Some(&id)) = (volume, ids.get(at)) {
            found.extend(volume_diagnostics(volume, id, settings.complete.value));
            let folder = assist::folder_name(&located);
            found.extend(assist::missing_images(volume, id, folder, &placed.record, settings, Typing::default()));
            found.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
        }
        (placed, settings.apply(&located, &placed.record.text, found))
    })
}
