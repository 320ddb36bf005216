//! What the README and the example records show is what the program says.

use obelus::check::{Code, Severity, diagnostics};
use obelus::record::Document;
use obelus::text::{Encoding, Text};
use std::fs;
use std::path::Path;

/// A text with what is reported in it, as the README shows it: carets below the place, and the message.
fn annotated(text: &str, code: Code) -> String {
    let snapshot = Document::new(text).snapshot();
    let positions = Text::new(text);
    let mut lines: Vec<_> = text.split('\n').map(|line| vec![line.to_owned()]).collect();
    for placed in snapshot.records() {
        for found in diagnostics(&placed.record) {
            let span = found.span.shifted(placed.start);
            let place = positions.position(span.start, Encoding::Utf32);
            let carets = "^".repeat(positions.slice(span).chars().count());
            assert_eq!(found.code, code, "{text}");
            lines[place.line].push(format!("{:column$}{carets} {}", "", found.message, column = place.column));
        }
    }
    lines.concat().join("\n") + "\n"
}

#[test]
fn the_readme_explains_every_rule_by_an_example_that_is_true() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    for code in Code::ALL {
        let (_, section) = readme.split_once(&format!("\n### {code}\n")).unwrap_or_else(|| panic!("no section {code}"));
        let example = section.split("```\n").nth(1).unwrap();
        let lines: Vec<_> = example.lines().filter(|line| !line.trim_start().starts_with('^')).collect();
        assert_eq!(annotated(&lines.join("\n"), code), example, "{code}");
        assert!(example.contains('^'), "{code} reports nothing");
    }
}

#[test]
fn of_the_example_records_one_has_slips_to_see() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/records");
    let mut broken = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let snapshot = Document::new(&fs::read_to_string(&path).unwrap()).snapshot();
        assert_eq!(snapshot.records().len(), 1, "{path:?}");
        let found = diagnostics(&snapshot.records()[0].record);
        if found.iter().any(|diagnostic| diagnostic.severity <= Severity::Warning) {
            broken.push((path.file_name().unwrap().to_owned(), found.iter().map(|d| d.code).collect::<Vec<_>>()));
        }
    }
    let slips = [
        Code::PageOutOfSequence,
        Code::UnclosedBracket,
        Code::MalformedPageMarker,
        Code::DanglingReference,
        Code::DuplicateNote,
        Code::UnreferencedNote,
        Code::NoteNumbering,
    ];
    assert_eq!(broken, [("d15.txt".into(), slips.to_vec())]);
}
