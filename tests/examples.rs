//! What the README and the example records show is what the program says.

use obelus::check::{Code, Severity, diagnostics, in_volume};
use obelus::record::Document;
use obelus::text::{Encoding, Text};
use obelus::volume::{Complete, FileEntry, Index};
use std::fs;
use std::path::Path;

/// The files of an example, which is one, or several each under its name as `head` prints it: `==> d41.txt <==`. Each
/// with its name, what stands above it, and its text.
fn files(example: &str) -> Vec<(&str, String, String)> {
    let mut files = vec![("volume.txt", String::new(), String::new())];
    for line in example.split_inclusive('\n') {
        let name = line.trim_end().strip_prefix("==> ").and_then(|line| line.strip_suffix(" <=="));
        match (name, files.last_mut()) {
            (Some(name), _) => files.push((name, line.into(), String::new())),
            (None, Some((_, _, text))) => text.push_str(line),
            (None, None) => {}
        }
    }
    files.retain(|(_, above, text)| !(above.is_empty() && text.is_empty()));
    files
}

/// An example with what is reported in it, as the README shows it: carets below the place, and the message.
fn annotated(example: &str, code: Code) -> String {
    let files = files(example);
    let mut index = Index::default();
    for (path, _, text) in &files {
        index.set(path, FileEntry::new(&Document::new(text).snapshot(), 0));
    }
    let mut shown = String::new();
    for (path, above, text) in files {
        let snapshot = Document::new(&text).snapshot();
        let positions = Text::new(&text);
        let mut lines: Vec<_> = text.split_inclusive('\n').map(|line| vec![line.to_owned()]).collect();
        let volume = index.volume(path).cloned().unwrap_or_default();
        for (placed, &id) in snapshot.records().iter().zip(volume.records_of(path)) {
            let in_record = diagnostics(&placed.record);
            for found in in_record.into_iter().chain(in_volume(&volume, id, Complete::Yes)) {
                let span = found.span.shifted(placed.start);
                let place = positions.position(span.start, Encoding::Utf32);
                let carets = "^".repeat(positions.slice(span).chars().count());
                assert_eq!(found.code, code, "{text}");
                lines[place.line].push(format!("{:column$}{carets} {}\n", "", found.message, column = place.column));
            }
        }
        shown += &(above + &lines.concat().concat());
    }
    shown
}

#[test]
fn the_readme_explains_every_rule_by_an_example_that_is_true() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    for code in Code::ALL {
        let (_, section) = readme.split_once(&format!("\n### {code}\n")).unwrap_or_else(|| panic!("no section {code}"));
        let example = section.split("```\n").nth(1).unwrap();
        let lines: Vec<_> = example.lines().filter(|line| !line.trim_start().starts_with('^')).collect();
        assert_eq!(annotated(&(lines.join("\n") + "\n"), code), example, "{code}");
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
