//! The diagnostics of a document that only its volume tells, kept up to date record by record.

use crate::check::{self, Diagnostic};
use crate::volume::{Complete, FileEntry, State, Volume};
use std::sync::Arc;

/// What was found, and in which state of the volume and the document.
#[derive(Debug, Default)]
pub struct VolumeDiagnostics {
    basis: Option<(State, FileEntry)>,
    found: Vec<(usize, Diagnostic)>,
}

impl VolumeDiagnostics {
    /// Judges the document at `path` of `volume`, of which `entry` is kept. The work is that of the records that changed
    /// and of those of which something is to be said, unless the volume now has or cites something else.
    pub fn update(&mut self, volume: &Volume, path: &str, entry: &FileEntry, complete: Complete) {
        let before = self.basis.take().filter(|(state, _)| state == volume.state()).map(|(_, entry)| entry);
        let old = before.as_ref().map_or(&[][..], FileEntry::records);
        let said: Vec<usize> = self.found.drain(..).map(|(record, _)| record).collect();
        for (record, (filed, &id)) in entry.records().iter().zip(volume.records_of(path)).enumerate() {
            let same = old.get(record).is_some_and(|old| Arc::ptr_eq(&old.record, &filed.record));
            if !same || said.binary_search(&record).is_ok() {
                let found = check::volume_diagnostics(volume, id, complete);
                self.found.extend(found.into_iter().map(|diagnostic| (record, diagnostic)));
            }
        }
        self.basis = Some((volume.state().clone(), entry.clone()));
    }

    /// What was found, each with the index of its record in the document, in the order of the text.
    pub fn found(&self) -> &[(usize, Diagnostic)] {
        &self.found
    }
}
