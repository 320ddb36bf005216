//! Reading a file's text, and what to tell the user where that fails.

use crate::text::{FileEncoding, work};
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;

/// The size in bytes of the largest file that is read, 1 GiB: far more than any volume, and within what a document can
/// hold.
pub const LARGEST: u64 = 1 << 30;

/// The size in bytes of the largest file that is read because it lies in a folder, 64 MiB. A larger one is hardly a
/// record, and is read only if the user names it.
pub const LARGEST_FOUND: u64 = 64 << 20;

/// What is said of a text of more than [`LARGEST`] bytes, to be read after its name.
const TOO_LARGE: &str = "is larger than 1 GiB; split it into smaller files";

/// What is said of something that is no regular file, to be read after its path.
pub const NOT_REGULAR: &str = "is not a regular file and is not read";

/// The text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// The whole text, with the byte-order mark of UTF-8 if it has one.
    pub text: String,
    /// The number of bytes of the text before the document: the length of that mark, or 0.
    pub base: usize,
    /// How the text is stored in the file.
    pub encoding: FileEncoding,
}

impl Contents {
    /// Reads the file at `path`, which the user named.
    ///
    /// # Errors
    ///
    /// Returns why the file cannot be read, is too large or is in no known encoding, as words for the user to be read
    /// after its path.
    pub fn read(path: &Path) -> Result<Self, String> {
        Self::decode(regular(path, LARGEST)?.ok_or(TOO_LARGE)?)
    }

    /// Reads what standard input or another stream has, to its end.
    ///
    /// # Errors
    ///
    /// Returns why it cannot be read, is too large or is in no known encoding, as words for the user to be read after its
    /// name.
    pub fn read_stream(stream: impl Read) -> Result<Self, String> {
        Self::decode(to_end(stream, 0, LARGEST)?.ok_or(TOO_LARGE)?)
    }

    /// Reads the file at `path`, which was found in a folder and looked at there: up to [`LARGEST_FOUND`] bytes.
    ///
    /// # Errors
    ///
    /// Returns why the file cannot be read, is too large or is in no known encoding, as words for the user to be read
    /// after its path.
    pub fn read_found(path: &Path) -> Result<Self, String> {
        let bytes = looked_at(path, LARGEST_FOUND)?;
        Self::decode(bytes.ok_or("is larger than 64 MiB and left out; split it into smaller files")?)
    }

    /// Decodes the bytes of a file.
    ///
    /// # Errors
    ///
    /// Returns why `bytes` are in no [`FileEncoding`], as words for the user to be read after the file's path.
    pub fn decode(bytes: Vec<u8>) -> Result<Self, String> {
        let (text, encoding) = FileEncoding::decode(bytes).map_err(|(bytes, wrong)| not_utf8(&bytes, wrong))?;
        let base = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Ok(Self { text, base, encoding })
    }

    /// The text without its byte-order mark.
    pub fn document(&self) -> &str {
        self.text.get(self.base..).unwrap_or_default()
    }

    /// The bytes of the file if its document were `document`: in the same encoding, behind the same byte-order mark.
    ///
    /// # Errors
    ///
    /// Returns that the encoding lacks a character of `document`, as words for the user to be read after the file's
    /// path.
    pub fn encode(&self, document: &str) -> Result<Vec<u8>, String> {
        let mark = self.text.get(..self.base).unwrap_or_default();
        let bytes = self.encoding.encode(&[mark, document].concat());
        bytes.ok_or_else(|| format!("cannot be written: {} lacks a character that is needed", self.encoding.title()))
    }
}

/// The text that is stored as `bytes` in UTF-8, the only encoding of configuration files.
///
/// # Errors
///
/// Returns why `bytes` are not UTF-8, as words for the user to be read after the file's path.
pub fn utf8(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|error| not_utf8(error.as_bytes(), error.utf8_error().valid_up_to()))
}

/// Why `bytes`, the first wrong one of which is that of index `wrong`, cannot be read.
fn not_utf8(bytes: &[u8], wrong: usize) -> String {
    let good = bytes.get(..wrong).unwrap_or_default();
    let line = 1 + memchr::memchr_iter(b'\n', good).count();
    format!("is not UTF-8 text (line {line} holds a byte that cannot be read); save it as UTF-8")
}

/// Why a file or folder cannot be read, as words for the user to be read after its path.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".into(),
        io::ErrorKind::PermissionDenied => "cannot be read: permission denied".into(),
        _ => format!("cannot be read: {error}"),
    }
}

/// The bytes of the regular file at `path`; `None` where there are more than `largest`.
///
/// # Errors
///
/// Returns why the file cannot be read, as words for the user to be read after its path. What is no regular file, such as
/// a pipe or a device, is not read: it may have no end.
pub fn regular(path: &Path, largest: u64) -> Result<Option<Vec<u8>>, String> {
    check_is_file(&fs::metadata(path).map_err(|error| reason(&error))?)?;
    looked_at(path, largest)
}

/// The bytes of the file at `path`, which was a regular one when it was looked at; `None` where there are more than `largest`.
/// What has taken its place is not read, and that of a pipe does not wait for a writer.
fn looked_at(path: &Path, largest: u64) -> Result<Option<Vec<u8>>, String> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed());
    }
    let handle = options.open(path).map_err(|error| reason(&error))?;
    let metadata = handle.metadata().map_err(|error| reason(&error))?;
    check_is_file(&metadata)?;
    if metadata.len() > largest {
        return Ok(None);
    }
    to_end(handle, metadata.len(), largest)
}

fn check_is_file(metadata: &Metadata) -> Result<(), String> {
    if metadata.is_file() { Ok(()) } else { Err(NOT_REGULAR.into()) }
}

/// The bytes of `stream`, of which `expected` are expected; `None` where there are more than `largest`.
fn to_end(stream: impl Read, expected: u64, largest: u64) -> Result<Option<Vec<u8>>, String> {
    let mut bytes = Vec::with_capacity(expected as usize + 1);
    stream.take(largest + 1).read_to_end(&mut bytes).map_err(|error| reason(&error))?;
    work::count(bytes.len());
    Ok((bytes.len() as u64 <= largest).then_some(bytes))
}
