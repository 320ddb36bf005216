//! Reading a file: any bytes, and what to say of those that are no text.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The largest file that is read, 1 GiB: far more than a volume, and what a document can hold.
pub const LARGEST: u64 = 1 << 30;

/// The largest file that is read only because it lies in a folder, 64 MiB: some twenty volumes.
pub const LARGEST_FOUND: u64 = 64 << 20;

/// The text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// All of it, byte-order mark included.
    pub text: String,
    /// How many bytes of the file stand before the document: those of a byte-order mark.
    pub base: usize,
}

impl Contents {
    /// Reads the file at `path`, which somebody asked for.
    ///
    /// # Errors
    ///
    /// Says, in the user's words, why that cannot be done.
    pub fn read(path: &Path) -> Result<Self, String> {
        let bytes = bytes(path, LARGEST).map_err(|error| reason(&error))?;
        Self::decode(bytes.ok_or("is larger than 1 GiB; split it into smaller files")?)
    }

    /// Reads the file at `path`, which was found in a folder.
    ///
    /// # Errors
    ///
    /// Says, in the user's words, why that cannot be done.
    pub fn read_found(path: &Path) -> Result<Self, String> {
        let bytes = bytes(path, LARGEST_FOUND).map_err(|error| reason(&error))?;
        Self::decode(bytes.ok_or("is larger than 64 MiB and left out; split it into smaller files")?)
    }

    /// The file that holds `bytes`.
    ///
    /// # Errors
    ///
    /// Says, in the user's words, why it cannot be used.
    pub fn decode(bytes: Vec<u8>) -> Result<Self, String> {
        let text = String::from_utf8(bytes).map_err(|error| {
            let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
            let line = 1 + memchr::memchr_iter(b'\n', good).count();
            format!("is not UTF-8 text (line {line} holds a byte that cannot be read); save it as UTF-8")
        })?;
        let base = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Ok(Self { text, base })
    }

    /// The document: the text without byte-order mark.
    pub fn document(&self) -> &str {
        self.text.get(self.base..).unwrap_or_default()
    }
}

/// What to say of a file or folder that cannot be read.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".into(),
        io::ErrorKind::PermissionDenied => "cannot be read: permission denied".into(),
        _ => format!("cannot be read: {error}"),
    }
}

/// The bytes of a file; none where it is larger than `largest`. A pipe tells no length: it is too large once it has said too much.
fn bytes(path: &Path, largest: u64) -> io::Result<Option<Vec<u8>>> {
    let handle = File::open(path)?;
    let length = handle.metadata()?.len();
    if length > largest {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(length as usize + 1);
    handle.take(largest + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= largest).then_some(bytes))
}
