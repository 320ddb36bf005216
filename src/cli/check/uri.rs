//! Paths as URIs.

use std::fmt::Write;

/// A path as a URI reference, with `%` escapes for what RFC 3986 does not allow in a path.
pub(super) fn uri(path: &str) -> String {
    let mut uri = match path.as_bytes() {
        [b'/', ..] => String::from("file://"),
        [drive, b':', ..] if drive.is_ascii_alphabetic() => String::from("file:///"),
        _ => String::new(),
    };
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("v/d1.txt"), "v/d1.txt");
        assert_eq!(uri("année 1/50%#?.txt"), "ann%C3%A9e%201/50%25%23%3F.txt");
        assert_eq!(uri("/home/ada/d1.txt"), "file:///home/ada/d1.txt");
        assert_eq!(uri("C:/ada/d1.txt"), "file:///C%3A/ada/d1.txt");
    }
}
