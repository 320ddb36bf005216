//! Text as a part of a URL, by RFC 3986.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What does not stand for itself in a segment of a path: all but letters, digits and `-._~`.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// The same for a path of several segments.
const PATH: &AsciiSet = &SEGMENT.remove(b'/');

/// `text` as one segment of a URL's path, with `%` escapes for what does not stand for itself there.
pub fn url_segment(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}

/// `path` as a URL's path, with `%` escapes for what does not stand for itself there.
pub fn url_path(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}
