//! Which document a URI means, whatever its spelling.

use tower_lsp::lsp_types::Url;

/// What all spellings of a document's URI have in common: it is decoded, and a Windows drive is in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key(Vec<u8>);

impl Key {
    /// The key of `uri`.
    pub fn of(uri: &Url) -> Self {
        let mut key = decode(uri.as_str());
        if let [b'f', b'i', b'l', b'e', b':', b'/', b'/', b'/', drive, b':', ..] = key.as_mut_slice() {
            drive.make_ascii_lowercase();
        }
        Self(key)
    }
}

/// Decodes `%41` and its like.
fn decode(text: &str) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let escape = match rest {
            [b'%', high, low, after @ ..] => hex(*high).zip(hex(*low)).map(|(high, low)| (high << 4 | low, after)),
            _ => None,
        };
        let (byte, after) = escape.unwrap_or((*first, after));
        decoded.push(byte);
        rest = after;
    }
    decoded
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        Key::of(&Url::parse(a).unwrap()) == Key::of(&Url::parse(b).unwrap())
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
}
