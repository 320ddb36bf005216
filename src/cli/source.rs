//! A file that was read.

use crate::convention::Marks;
use crate::record::{Placed, Snapshot};
use crate::text::Span;
use crate::volume::read::Contents;

/// A file's text, and the records in it. Clones are cheap.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// The file's path as it is printed.
    pub path: String,
    /// Where the document begins in the file: behind the byte-order mark, if there is one.
    pub start: usize,
    /// The document.
    pub snapshot: Snapshot,
}

impl Source {
    /// The file at `path`, as it is printed, with these contents, whose marks are written as `marks` has them.
    pub fn new(path: &str, contents: &Contents, marks: Marks) -> Self {
        let snapshot = Snapshot::new(contents.document(), marks);
        Self { path: path.into(), start: contents.base, snapshot }
    }

    /// The bytes of the file that `span`, in bytes of the document, covers.
    pub fn in_file(&self, span: Span) -> Span {
        span.shifted(self.start)
    }

    /// The bytes of the file that `span`, in bytes of the record `placed`, covers.
    pub fn of_record(&self, placed: &Placed, span: Span) -> Span {
        span.shifted(self.start + placed.start)
    }
}
