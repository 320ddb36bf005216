//! One book as proofreaders' pages and as a finished book: both give the same pairings.
//!
//! The book is in `../shared/books`; where that folder is absent, the test says so and skips.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use obelus::record::{Document, Placed};
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// How many letters before a reference, and of a note, are compared.
const LETTERS: usize = 40;

/// The letters of `text`, without lines that begin a page and without marks in brackets, in small letters.
fn letters(text: &str) -> Vec<char> {
    let mut depth = 0_usize;
    let lines = text.lines().filter(|line| !line.starts_with("-----"));
    let letters = lines.flat_map(str::chars).filter(|&c| {
        match c {
            '[' | '<' => depth += 1,
            ']' | '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && c.is_alphabetic()
    });
    letters.flat_map(char::to_lowercase).collect()
}

/// The pairings of the book `name` in the order of the references: the letters before each reference, and those with which
/// its note begins. None where there is no such book.
fn pairings(name: &str) -> Option<Vec<(String, Option<String>)>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../shared/books/{name}/{name}.txt"));
    let text = fs::read_to_string(path).ok()?;
    let snapshot = Document::new(&text).snapshot();
    let of_record = |Placed { record, .. }: &Placed| {
        let pairs = record.note_refs.iter().map(|reference| {
            let before = letters(&record.text[..record.reference_span(reference.span).start]);
            let before = before[before.len().saturating_sub(LETTERS)..].iter().collect();
            let note = reference.note.map(|note| letters(record.notes[note].text.of(&record.text)));
            (before, note.map(|note| note.into_iter().take(LETTERS).collect()))
        });
        pairs.collect::<Vec<_>>()
    };
    Some(snapshot.records().iter().flat_map(of_record).collect())
}

#[test]
fn a_book_in_two_forms_has_the_same_pairings() {
    let (Some(pages), Some(finished)) = (pairings("tower-dp"), pairings("tower")) else {
        // Not by eprintln, which is shown of tests that fail only.
        writeln!(io::stderr().lock(), "skipped: the book is not there in both forms").unwrap();
        return;
    };
    assert!(!pages.is_empty() && pages.iter().all(|(_, note)| note.is_some()));
    assert_eq!(pages, finished);
}
