//! Which document a URI means, however it is spelled.

use percent_encoding::percent_decode_str;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_lsp::lsp_types::Url;

/// Identifies a document: what all spellings of its URI have in common. It is the decoded URI, with the letter of a
/// Windows drive in lower case. A URI that is not UTF-8 once it is decoded is kept as it is, after [`UNDECODED`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DocumentKey(Arc<str>);

impl DocumentKey {
    /// The key of `uri`.
    pub fn of(uri: &Url) -> Self {
        let decoded = percent_decode_str(uri.as_str()).decode_utf8();
        Self::decoded(decoded.map_or_else(|_| format!("{UNDECODED}{uri}"), String::from))
    }

    /// The key of the document whose decoded URI is `key`.
    fn decoded(mut key: String) -> Self {
        if let Some([drive, b':', ..]) = key.strip_prefix(FILE).map(str::as_bytes)
            && drive.is_ascii_alphabetic()
        {
            let drive = FILE.len()..=FILE.len();
            let lower = key.get(drive.clone()).map(str::to_ascii_lowercase);
            key.replace_range(drive, &lower.unwrap_or_default());
        }
        Self(key.into())
    }

    /// The key of the file at `path`. None if the path is not absolute.
    pub fn of_file(path: &Path) -> Option<Self> {
        // Most paths are their own decoded URIs, with nothing in them that a URI leaves out.
        let is_part = |part: &str| !part.is_empty() && part != ".";
        let plain = path.to_str().filter(|path| cfg!(unix) && path.starts_with('/'));
        match plain.filter(|path| path.split('/').skip(1).all(is_part)) {
            Some(path) => Some(Self::decoded(format!("file://{path}"))),
            None => Url::from_file_path(path).ok().map(|uri| Self::of(&uri)),
        }
    }

    /// The URI of the file at `path` in the library. None if it is no file of this machine.
    pub fn uri(path: &str) -> Option<Url> {
        Url::from_file_path(file(path)?).ok()
    }

    /// The document's path in the library. A document that is in no folder, such as one that was never saved, gets a
    /// folder to itself.
    pub fn path(&self) -> Arc<str> {
        if self.0.contains("://") { self.0.clone() } else { format!("{}/", self.0).into() }
    }
}

/// The prefix of a URI that could not be decoded.
const UNDECODED: &str = "undecoded:";

/// The beginning of the URI of a file of this machine.
const FILE: &str = "file:///";

/// The file at `path` in the library. None if it is no file of this machine.
pub fn file(path: &str) -> Option<PathBuf> {
    if let Some(uri) = path.strip_prefix(UNDECODED) {
        return Url::parse(uri).ok()?.to_file_path().ok();
    }
    let absolute = path.strip_prefix(FILE)?;
    Some(if cfg!(windows) { absolute.into() } else { format!("/{absolute}").into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        DocumentKey::of(&Url::parse(a).unwrap()) == DocumentKey::of(&Url::parse(b).unwrap())
    }

    #[test]
    fn spellings_of_one_document() {
        for (a, b) in [
            ("file:///c%3A/Records/d1.txt", "file:///C:/Records/d1.txt"),
            ("file:///C%3a/d1.txt", "file:///c:/d1.txt"),
            ("file:///a%20b/d%5e1.txt", "file:///a b/d^1.txt"),
            ("file:///r%C3%A9cit/d1.txt", "file:///récit/d1.txt"),
            ("untitled:Untitled-1", "untitled:Untitled-1"),
        ] {
            assert!(same(a, b), "{a} {b}");
        }
    }

    #[test]
    fn other_documents() {
        for (a, b) in [
            ("file:///Records/d1.txt", "file:///records/d1.txt"),
            ("file:///c:/d1.txt", "file:///d:/d1.txt"),
            ("untitled:Untitled-1", "untitled:Untitled-2"),
            ("file:///a%zz.txt", "file:///a%25zz0.txt"),
        ] {
            assert!(!same(a, b), "{a} {b}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn files_are_found_again_by_their_paths() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        for name in [&b"/v/d1.txt"[..], b"/r\xc3\xa9cit/a b^.txt", b"/50%41.txt", b"/\xff/d1.txt"] {
            let name = Path::new(OsStr::from_bytes(name));
            assert_eq!(file(&DocumentKey::of_file(name).unwrap().path()).as_deref(), Some(name));
        }
        assert_eq!(file(&DocumentKey::of(&Url::parse("untitled:Untitled-1").unwrap()).path()), None);
    }
}
