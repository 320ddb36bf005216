//! A file that was read, with its records.

use crate::convention::Marks;
use crate::record::{Placed, Snapshot};
use crate::text::{FileEncoding, Span};
use crate::volume::read::Contents;

/// A file's text, and the records in it. Clones are cheap.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// The file's path as it is printed.
    pub path: String,
    /// The number of bytes of the file before the document: the length of the byte-order mark, or 0.
    pub start: usize,
    /// How the text is stored in the file.
    pub encoding: FileEncoding,
    /// The document and its records.
    pub snapshot: Snapshot,
}

impl Source {
    /// Creates the file with these contents. `path` is its path as it is printed; `marks` says how its marks are
    /// written.
    pub fn new(path: &str, contents: &Contents, marks: Marks) -> Self {
        let snapshot = Snapshot::new(contents.document(), marks);
        Self { path: path.into(), start: contents.base, encoding: contents.encoding, snapshot }
    }

    /// The name of the file's encoding, for programs; none for UTF-8. Offsets in other encodings count the text as UTF-8.
    pub fn other_encoding(&self) -> Option<&'static str> {
        (self.encoding != FileEncoding::Utf8).then(|| self.encoding.name())
    }

    /// Converts `span` from bytes of the document to bytes of the file.
    pub fn in_file(&self, span: Span) -> Span {
        span.shifted(self.start)
    }

    /// Converts `span` from bytes of the record `placed` to bytes of the file.
    pub fn of_record(&self, placed: &Placed, span: Span) -> Span {
        span.shifted(self.start + placed.start)
    }
}
