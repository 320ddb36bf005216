//! What the README and the example records show is what the program says.

use obelus::check::{Code, Severity, diagnostics, volume_diagnostics};
use obelus::config::{Configuration, Page, ProblemCode, Settings, Target};
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
        index.set(*path, FileEntry::new(&Document::new(text).snapshot(), 0));
    }
    let mut shown = String::new();
    for (path, above, text) in files {
        let snapshot = Document::new(&text).snapshot();
        let positions = Text::new(&text);
        let mut lines: Vec<_> = text.split_inclusive('\n').map(|line| vec![line.to_owned()]).collect();
        let volume = index.volume(path).cloned().unwrap_or_default();
        for (placed, &id) in snapshot.records().iter().zip(volume.records_of(path)) {
            let in_record = diagnostics(&placed.record);
            for found in in_record.into_iter().chain(volume_diagnostics(&volume, id, Complete::Yes)) {
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
fn the_readme_explains_every_key_by_an_example_that_applies() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let (_, section) = readme.split_once("\n## Configuration\n").unwrap();
    let section = section.split("\n## ").next().unwrap();
    let example = section.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let mut configuration = Configuration::default();
    configuration.set("records/obelus.toml", Some(example));
    let file = configuration.file("records/obelus.toml").unwrap();
    assert_eq!(file.problems(), []);

    let settings = configuration.at("records/d15.txt");
    assert!(settings.includes("records/d15.txt") && !settings.includes("records/d15.record"));
    assert_eq!(settings.complete.value, Complete::No);
    let page = Page { label: "47", record: None, volume: "records" };
    assert_eq!(settings.facsimile(page), Some(Target::Path("records/scans/0047.jpg".into())));
    assert_eq!(settings.patterns.value.find("on [leaf 12r] it").len(), 1);
    assert_eq!(settings.rule(Code::NoteNumberMismatch).value, None);

    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/records/d15.txt")).unwrap();
    let record = &Document::new(&text).snapshot().records()[0].record.clone();
    let codes = |found: Vec<obelus::check::Diagnostic>| {
        found.iter().map(|found| (found.code, found.severity)).collect::<Vec<_>>()
    };
    let mut expected = codes(diagnostics(record));
    expected.retain(|(code, _)| *code != Code::PageOutOfSequence);
    for (code, severity) in &mut expected {
        if *code == Code::MalformedPageMarker {
            *severity = Severity::Error;
        }
    }
    assert_eq!(codes(settings.apply("records/d15.txt", &record.text, diagnostics(record))), expected);

    for key in
        ["convention", "include", "volume.complete", "volume.facsimile", "pages.patterns", "rules.NAME", "ignore"]
    {
        assert!(section.contains(&format!("\n| `{key}` | ")), "{key} is not explained");
    }
    for code in ProblemCode::ALL {
        assert!(section.contains(&format!("`{code}`")), "{code} is not explained");
    }
    let shown = Settings::default().to_toml(str::to_owned);
    let lines: Vec<_> = shown.lines().take(5).collect();
    assert!(section.contains(&lines.join("\n")), "{shown}");
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
    ];
    assert_eq!(broken, [("d15.txt".into(), slips.to_vec())]);
}
