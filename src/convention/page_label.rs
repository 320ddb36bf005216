//! The label in the name of a page, however an archive or a library writes it.

use super::mark::{PageMark, TokenKind};
use super::plain::page_marker;
use super::proofreaders;

/// The label in `name`, which may be written like a page marker of any convention, with its brackets or without: `569`
/// in `569`, `p. 569`, `Page 569`, `[569]` and `[Page 569]`, `12r` in `fol. 12r`, `001` in `-----File: 001.png---`. A name
/// that is written otherwise is its own label.
pub fn page_label(name: &str) -> &str {
    let name = name.trim();
    if let Some(TokenKind::Page { label, .. }) = proofreaders::page(name).map(|page| page.kind) {
        return label.of(name);
    }
    let inner = name.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).unwrap_or(name).trim();
    let marker = format!("[{inner}]");
    let mark = page_marker::page_marker(&marker).or_else(|| page_marker::abbreviated(&marker));
    let is_whole = |mark: &PageMark| mark.len == marker.len() && !mark.facsimile;
    // The label counts from the bracket.
    mark.filter(is_whole).and_then(|mark| inner.get(mark.label.start - 1..mark.label.end - 1)).unwrap_or(inner)
}

#[cfg(test)]
mod tests {
    use super::page_label;

    #[test]
    fn names_of_pages() {
        for (name, label) in [
            ("569", "569"),
            (" p. 569 ", "569"),
            ("Page 569", "569"),
            ("[569]", "569"),
            ("[Page 569]", "569"),
            ("Page [569]", "569"),
            ("S. 60a", "60a"),
            ("f. 12r", "12r"),
            ("fol. 12r", "12r"),
            ("Folio 12v", "12v"),
            ("pp. 402-403", "402-403"),
            ("p. xiv", "xiv"),
            ("-----File: 001.png---\\ada\\---", "001"),
            ("Front cover", "Front cover"),
            ("Page 2 of the map", "Page 2 of the map"),
            ("Facsimile Page 2", "Facsimile Page 2"),
            ("[]", ""),
            ("", ""),
        ] {
            assert_eq!(page_label(name), label, "{name}");
        }
    }
}
