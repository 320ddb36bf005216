//! The example records, typed from the first character to the last.

use super::typist::Typist;
use obelus::record::Document;
use std::fs;
use std::path::Path;

/// The record `file`, its slips mended by `mends`: what stands there, and what should. Its references print `labels`, and
/// lead to its notes one after the other. `known` are defects of the program.
fn check(file: &str, mends: &[(&str, &str)], labels: &str, known: &[&str]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/records").join(file);
    let mut text = fs::read_to_string(path).unwrap();
    for (slip, meant) in mends {
        assert_eq!(text.matches(slip).count(), 1, "{slip}");
        text = text.replace(slip, meant);
    }
    let mut typist = Typist::new(&text);
    typist.types(0..text.len());
    assert_eq!(typist.wrong(1, 2), known);
    let record = Document::new(&text).snapshot().records()[0].record.clone();
    let printed: Vec<_> = record.note_refs.iter().map(|reference| reference.label.as_str()).collect();
    assert_eq!(printed.join(" "), labels);
    let notes: Vec<_> = record.note_refs.iter().map(|reference| reference.note).collect();
    assert_eq!(notes, (0..record.notes.len()).map(Some).collect::<Vec<_>>());
}

#[test]
fn telegram_in() {
    check("d11.txt", &[], "1 2 3 4 5", &[]);
}

#[test]
fn minutes() {
    check("d12.txt", &[], "0 1 2 3", &[]);
}

#[test]
fn memorandum() {
    check("d13.txt", &[], "1 2 3 4", &[]);
}

#[test]
fn paper_with_a_table() {
    check("d14.txt", &[], "1 2 3 4 5 6", &[]);
}

#[test]
fn conversation() {
    let mends = [
        ("[Page 24]", "[Page 42]"),
        ("Stave basin.\n", "Stave basin.]\n"),
        ("[Pgae 43]", "[Page 43]"),
        ("and not after.", "and not after.6"),
        ("  2. See Document 14,", "  3. See Document 14,"),
        ("  10. Winter", "  9. See Document 17.\n  10. Winter"),
    ];
    check("d15.txt", &mends, "1 2 3 4 5 6 7 8 9 10", &[]);
}

#[test]
fn telegram_out() {
    check("d16.txt", &[], "1 2 3 4", &[]);
}

#[test]
fn editorial_note() {
    check("d17.txt", &[], "", &[]);
}
