//! The `gutenberg` convention: finished books, as Project Gutenberg publishes them. Notes are `[Footnote 1: text]` or
//! `[1] text`, below the paragraph, or at the end of the chapter or the book.

use super::bracketed;
use super::footnote::FootnoteMark;
use crate::text::Span;

/// Finds the footnote marks in `text`, in order: those of the book, not of the publisher's words around it.
pub fn find(text: &str) -> Vec<FootnoteMark> {
    let book = book(text);
    let mut found = bracketed::find(text);
    found.extend(bracketed::find_others(text));
    found.extend(bracketed::find_titled(text));
    found.retain(|mark| book.covers(mark.span));
    found.sort_by_key(|mark| mark.span.start);
    found
}

/// The part of `text` that is the book: without what the publisher says of himself before and behind it.
fn book(text: &str) -> Span {
    let mut book = Span::new(0, text.len());
    for at in memchr::memmem::find_iter(text.as_bytes(), "*** ") {
        let line = text.get(at + 4..).unwrap_or_default();
        let line = line.split(['\n', '\r']).next().unwrap_or_default();
        let said = |word: &str| line.strip_prefix(word).is_some_and(|rest| rest.contains(PUBLISHER));
        if said("START OF ") {
            book.start = at + 4 + line.len();
        } else if said("END OF ") {
            book.end = at.max(book.start);
            break;
        }
    }
    book
}

/// The publisher, as the lines before and behind a book name it.
const PUBLISHER: &str = "PROJECT GUTENBERG";
