//! A volume that is converted to one file.

use super::converted::{Converted, heading_of};
use super::ids::{Ids, RecordIds};
use crate::assist::VolumeContext;
use crate::config::Settings;
use std::collections::HashMap;

/// A way of writing a volume as one file.
#[derive(Clone, Copy, Debug)]
pub struct VolumeForm {
    /// Writes what stands before the documents. Gets the name of the volume.
    pub head: fn(&str, &VolumeIds) -> String,
    /// Writes a document of the volume. Gets what applies to it, and its name.
    pub document: fn(&VolumeContext, &Settings, &str, &VolumeIds) -> Converted,
    /// What stands behind the documents.
    pub tail: &'static str,
}

/// The ids of the records of a volume, each of which stands there once, and what leads to them.
#[derive(Clone, Debug, Default)]
pub struct VolumeIds {
    ids: Ids,
    documents: HashMap<String, Vec<RecordIds>>,
    contents: Vec<Entry>,
}

/// A line of the contents of a volume.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The id of the record.
    pub id: String,
    /// The number and title of the record.
    pub words: String,
}

impl VolumeIds {
    /// Adds the document of `context`, the next of the volume. `title` names those of its records that have no heading.
    pub fn add(&mut self, context: &VolumeContext, title: &str) {
        let ids = self.ids.of_document(context);
        let records = context.snapshot.records().iter().zip(&ids);
        self.contents.extend(records.map(|(placed, ids)| {
            let words = heading_of(&placed.record).unwrap_or(title).to_owned();
            Entry { id: ids.record.clone(), words }
        }));
        self.documents.insert(context.path.to_owned(), ids);
    }

    /// The ids of the records of the document at `path`, in their order.
    pub fn of_document(&self, path: &str) -> &[RecordIds] {
        self.documents.get(path).map_or(&[], Vec::as_slice)
    }

    /// The contents of the volume.
    pub fn contents(&self) -> &[Entry] {
        &self.contents
    }
}
