//! The rule about the images of pages.

use super::code::Code;
use super::diagnostic::Diagnostic;
use super::pages;
use super::typing::Typing;
use crate::record::{Label, Record};
use std::collections::HashSet;

/// The rule `missing-image`: page markers of `record` whose image is known to be missing. `place` says of a page where its
/// image should be, in words that follow “no image of page 12”; `None` if it is there, or if that is not known. A page that
/// is marked several times is reported once, and a marker that is out of sequence not at all: its number may be wrong.
pub fn missing_images(record: &Record, typing: Typing, place: impl Fn(&Label) -> Option<String>) -> Vec<Diagnostic> {
    let mut seen = HashSet::new();
    let markers = record.pages.iter().filter(|page| !page.facsimile && seen.insert(page.label.as_str()));
    let found = markers.filter(|page| !typing.is_inside(&record.text, page.span)).filter_map(|page| {
        let message = format!("No image of page {} {}", page.label, place(&page.label)?);
        Some(Diagnostic::new(Code::MissingImage, page.span, message))
    });
    let mut found: Vec<_> = found.collect();
    if !found.is_empty() {
        let doubted = pages::sequence(record, typing);
        found.retain(|missing| !doubted.iter().any(|doubted| missing.span.covers(doubted.span)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Document;

    /// Checks at which markers of `text` an image is missing if there are images of the pages `with` only.
    fn check(text: &str, with: &[&str], expected: &[&str]) {
        let snapshot = Document::new(text).snapshot();
        let record = &snapshot.records()[0].record;
        let place = |label: &Label| (!with.contains(&label.as_str())).then(|| format!("at {label}.jpg"));
        let found = missing_images(record, Typing::default(), place);
        let found: Vec<_> = found.iter().map(|it| format!("{}: {}", it.span.of(text), it.message)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn each_page_without_an_image_is_reported_once() {
        let text =
            "12. Letter\n\n[Page 7] He came. [Page 8] He saw. [Facsimile Page 3] He left.\n[Page 9]\n\nHe wrote.\n";
        check(text, &["7", "9"], &["[Page 8]: No image of page 8 at 8.jpg"]);
        check(text, &["7", "8", "9"], &[]);
        check("12. Letter\n\n[Page 7] He came.\n[Page 7] He saw.\n", &[], &["[Page 7]: No image of page 7 at 7.jpg"]);
    }

    #[test]
    fn a_marker_that_may_be_misread_is_not_reported() {
        let text = "12. Letter\n\n[Page 7]\nA.\n[Page 8]\nB.\n[Page 91]\nC.\n[Page 10]\nD.\n[Page 11]\nE.\n";
        check(text, &["7", "8", "9", "10", "11"], &[]);
    }
}
