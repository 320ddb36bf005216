//! What the explanations, the README and the example records show is what the program says.

use obelus::assist::missing_images;
use obelus::check::{Code, Severity, Typing, diagnostics, volume_diagnostics};
use obelus::config::{Configuration, Images, Page, Partial, ProblemCode, Settings, Target};
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

/// An example with what is reported in it, as its explanation shows it: carets below the place, and the message. With the
/// codes of what is reported.
fn annotated(example: &str) -> (String, Vec<Code>) {
    let mut codes = Vec::new();
    let files = files(example);
    let mut index = Index::default();
    for (path, _, text) in &files {
        index.set(*path, FileEntry::new(&Document::new(text).snapshot(), 0));
    }
    let mut configuration = Configuration::default();
    for (path, _, text) in files.iter().filter(|(path, ..)| path.ends_with("obelus.toml")) {
        configuration.set(path, Some(text));
    }
    for folder in configuration.unread_image_folders() {
        let below = format!("{}/", folder.path);
        let images = files.iter().filter_map(|(path, ..)| path.strip_prefix(&below));
        configuration.set_images(folder, Some(Images::new(images.map(str::to_owned))));
    }
    let mut shown = String::new();
    for (path, above, text) in files {
        if path.ends_with("obelus.toml") {
            shown += &(above + &text);
            continue;
        }
        let snapshot = Document::new(&text).snapshot();
        let positions = Text::new(&text);
        let mut lines: Vec<_> = text.split_inclusive('\n').map(|line| vec![line.to_owned()]).collect();
        let volume = index.volume(path).cloned().unwrap_or_default();
        for (placed, &id) in snapshot.records().iter().zip(volume.records_of(path)) {
            let in_record = diagnostics(&placed.record).into_iter();
            let in_volume = volume_diagnostics(&volume, id, Complete::Yes);
            let settings = configuration.at(path);
            let images = missing_images(&volume, id, "", &placed.record, &settings, Typing::default());
            for found in in_record.chain(in_volume).chain(images) {
                let span = found.span.shifted(placed.start);
                let place = positions.position(span.start, Encoding::Utf32);
                let carets = "^".repeat(positions.slice(span).chars().count());
                codes.push(found.code);
                lines[place.line].push(format!("{:column$}{carets} {}\n", "", found.message, column = place.column));
            }
        }
        shown += &(above + &lines.concat().concat());
    }
    (shown, codes)
}

/// The blocks of code of `markdown`, each with its language.
fn blocks(markdown: &str) -> Vec<(&str, &str)> {
    let fenced = markdown.split("```").skip(1).step_by(2);
    fenced.filter_map(|block| block.split_once('\n')).collect()
}

/// An example without what is reported in it.
fn bare(example: &str) -> String {
    let lines = example.split_inclusive('\n').filter(|line| !line.trim_start().starts_with('^'));
    lines.collect()
}

/// Checks that `explanation` says what every explanation says, and that it is to be read at `url`.
#[track_caller]
fn check_explanation(name: &str, severity: Severity, explanation: &str, url: &str) {
    let path = url.strip_prefix(concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/")).unwrap_or(url);
    let file = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
    assert_eq!(file.ok().as_deref(), Some(explanation), "{url}");
    let severity = match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Information => "Information",
        Severity::Hint => "Hint",
    };
    let mut lines = explanation.lines();
    assert_eq!(lines.next(), Some(format!("# {name}").as_str()));
    let summary = lines.nth(1).unwrap_or_default();
    assert!(summary.starts_with(&format!("{severity}: ")) && summary.ends_with('.'), "{name}: {summary}");
    for heading in ["Example", "How to fix it", "How to configure it"] {
        assert!(explanation.contains(&format!("\n## {heading}\n\n")), "{name} has no section {heading:?}");
    }
}

#[test]
fn every_rule_is_explained_by_an_example_that_is_true() {
    for code in Code::ALL {
        check_explanation(code.as_str(), code.severity(), code.explanation(), &code.explained_at());
        let example = blocks(code.explanation())[0].1;
        let (shown, mut codes) = annotated(&bare(example));
        assert_eq!(shown, example, "{code}");
        codes.dedup();
        assert_eq!(codes, [code]);
    }
}

#[test]
fn what_the_readme_shows_is_true() {
    let readme = include_str!("../README.md");
    let (_, example) = blocks(readme)[0];
    assert_eq!(annotated(&bare(example)).0, example);
}

#[test]
fn every_rule_is_configured_as_its_explanation_says() {
    for code in Code::ALL {
        let blocks = blocks(code.explanation());
        let toml: Vec<_> = blocks.iter().filter(|(language, _)| *language == "toml").map(|(_, toml)| *toml).collect();
        let mut configuration = Configuration::default();
        configuration.set("obelus.toml", Some(&toml.concat()));
        assert_eq!(configuration.file("obelus.toml").unwrap().problems(), [], "{code}");
        assert_eq!(configuration.at("d41.txt").rule(code).value, None, "{code} is not turned off");

        let ignore = toml.iter().find(|toml| toml.starts_with("[[ignore]]")).unwrap();
        configuration.set("obelus.toml", Some(ignore));
        let example = bare(blocks[0].1);
        let text = files(&example).into_iter().map(|(_, _, text)| text).collect::<String>();
        let words = ignore.lines().find_map(|line| line.strip_prefix("text = \"")).unwrap().trim_end_matches('"');
        assert!(text.contains(words), "{words:?} is not in the example of {code}");
    }
}

#[test]
fn every_problem_of_a_configuration_is_explained_by_an_example_that_is_true() {
    for code in ProblemCode::ALL {
        check_explanation(code.as_str(), code.severity(), code.explanation(), &code.explained_at());
        let example = blocks(code.explanation())[0].1;
        let toml = bare(example);
        let (_, problems) = Partial::from_toml(&toml);
        assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [code]);
        let problem = &problems[0];
        let text = Text::new(&toml);
        let place = text.position(problem.span.start, Encoding::Utf32);
        let carets = "^".repeat(problem.span.len());
        let mut lines: Vec<_> = toml.split_inclusive('\n').map(str::to_owned).collect();
        lines.insert(place.line + 1, format!("{:column$}{carets} {}\n", "", problem.message, column = place.column));
        assert_eq!(lines.concat(), example, "{code}");
    }
}

#[test]
fn every_key_is_explained_by_an_example_that_applies() {
    let topic = include_str!("../src/cli/help/configuration.md");
    let ("toml", example) = blocks(topic)[0] else { panic!("the first example is not an obelus.toml") };
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

    for key in [
        "convention",
        "language",
        "include",
        "volume.complete",
        "volume.facsimile",
        "pages.patterns",
        "rules.NAME",
        "ignore",
    ] {
        assert!(topic.contains(&format!("\n- `{key}`: ")), "{key} is not explained");
    }
    for code in ProblemCode::ALL {
        assert!(topic.contains(&format!("`{code}`")), "{code} is not explained");
    }
    let shown = Settings::default().to_toml(str::to_owned);
    let lines: Vec<_> = shown.lines().take(6).collect();
    assert!(topic.contains(&lines.join("\n")), "{shown}");
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
