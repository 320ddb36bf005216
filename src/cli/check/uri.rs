//! Paths as URIs.

use crate::text::url_path;

/// A path as a URI reference, with `%` escapes for what RFC 3986 does not allow in a path.
pub(super) fn uri(path: &str) -> String {
    let scheme = match path.as_bytes() {
        [b'/', ..] => "file://",
        [drive, b':', ..] if drive.is_ascii_alphabetic() => "file:///",
        _ => "",
    };
    scheme.to_owned() + &url_path(path)
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
