//! A file that was read.

use super::files::{Listed, reason};
use crate::record::{Document, Placed, Snapshot};
use crate::text::Span;
use std::fs::File;
use std::io::{self, Read};

/// The largest file that is read, 1 GiB: far more than a volume, and what a document can hold.
const LARGEST: u64 = 1 << 30;

/// A file's text, and the records in it.
#[derive(Debug)]
pub(super) struct Source {
    /// The file's path as it is printed.
    pub path: String,
    /// Where the document begins in the file: behind the byte-order mark, if there is one.
    start: usize,
    /// The document.
    pub snapshot: Snapshot,
}

impl Source {
    /// Reads a file. The error says, in the user's words, why that cannot be done.
    pub fn read(file: &Listed) -> Result<Self, String> {
        let bytes = read(file).map_err(|error| reason(&error))?;
        Self::new(&file.shown, bytes.ok_or("is larger than 1 GiB; split it into smaller files")?)
    }

    /// The file at `path` that holds `bytes`. The error says, in the user's words, why it cannot be used.
    pub fn new(path: &str, bytes: Vec<u8>) -> Result<Self, String> {
        let text = String::from_utf8(bytes).map_err(|error| {
            let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
            let line = 1 + memchr::memchr_iter(b'\n', good).count();
            format!("is not UTF-8 text (line {line} holds a byte that cannot be read); save it as UTF-8")
        })?;
        let body = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let start = text.len() - body.len();
        Ok(Self { path: path.into(), start, snapshot: Document::new(body).snapshot() })
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

/// The bytes of a file; none where it is too large. A pipe tells no length: it is too large once it has said too much.
fn read(file: &Listed) -> io::Result<Option<Vec<u8>>> {
    let handle = File::open(&file.path)?;
    let length = handle.metadata()?.len();
    if length > LARGEST {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(length as usize + 1);
    handle.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= LARGEST).then_some(bytes))
}
