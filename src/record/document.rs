//! A document: its text, and the records it holds.

use super::Record;
use crate::text::{Span, Text};
use std::sync::Arc;

/// A text and the records in it, kept equal to a fresh parse through every edit.
#[derive(Clone, Debug, Default)]
pub struct Document {
    text: Text,
}

/// A record and where it stands in its document.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The offset of the record's first byte in the document.
    pub start: usize,
    /// The record.
    pub record: Arc<Record>,
}

/// A document as it was at one moment: cheap to clone, changed by no later edit.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    text: Text,
    records: Arc<[Placed]>,
}

impl Document {
    /// The document of the text `text`.
    pub fn new(text: &str) -> Self {
        Self { text: Text::new(text) }
    }

    /// Its text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Replaces the bytes of `span` by `new`. The records are built again when they are next asked for.
    pub fn edit(&mut self, span: Span, new: &str) {
        self.text.replace(span, new);
    }

    /// The document as it is now.
    pub fn snapshot(&mut self) -> Snapshot {
        Snapshot { text: self.text.clone(), records: Arc::default() }
    }
}

impl Snapshot {
    /// The document's text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The records, in the order of the text. They cover it without gaps.
    pub fn records(&self) -> &[Placed] {
        &self.records
    }

    /// The record that holds the byte `offset`; the last one for the end of the text.
    pub fn record_at(&self, offset: usize) -> Option<&Placed> {
        let after = self.records.partition_point(|placed| placed.start <= offset);
        self.records.get(after.checked_sub(1)?)
    }
}
