//! The diagnostics of a document that need its whole volume, such as a reference to a record that the volume does not
//! have. They are kept up to date record by record.

use crate::check::{self, Diagnostic};
use crate::volume::{Complete, FileEntry, State, Volume};
use std::sync::Arc;

/// What the last check found.
#[derive(Debug, Default)]
pub struct VolumeDiagnostics {
    /// The state of the volume and the entry of the document at the last check.
    checked: Option<(State, FileEntry)>,
    /// The diagnostics, each with the index of its record in the document.
    found: Vec<(usize, Diagnostic)>,
}

impl VolumeDiagnostics {
    /// Checks the document at `path` of `volume`, whose entry in the library is `entry`. As long as the volume has the
    /// same records and citations, only those records are checked that changed or had diagnostics before.
    pub fn update(&mut self, volume: &Volume, path: &str, entry: &FileEntry, complete: Complete) {
        let before = self.checked.take().filter(|(state, _)| state == volume.state()).map(|(_, entry)| entry);
        let old = before.as_ref().map_or(&[][..], FileEntry::records);
        let reported: Vec<usize> = self.found.drain(..).map(|(record, _)| record).collect();
        for (record, (entry_record, &id)) in entry.records().iter().zip(volume.records_of(path)).enumerate() {
            let same = old.get(record).is_some_and(|old| Arc::ptr_eq(&old.record, &entry_record.record));
            if !same || reported.binary_search(&record).is_ok() {
                let found = check::volume_diagnostics(volume, id, complete);
                self.found.extend(found.into_iter().map(|diagnostic| (record, diagnostic)));
            }
        }
        self.checked = Some((volume.state().clone(), entry.clone()));
    }

    /// Whether the last check was of `volume` as it is.
    pub fn is_of(&self, volume: &Volume) -> bool {
        self.checked.as_ref().is_some_and(|(state, _)| state == volume.state())
    }

    /// The diagnostics, each with the index of its record in the document, in the order of the text.
    pub fn found(&self) -> &[(usize, Diagnostic)] {
        &self.found
    }
}
