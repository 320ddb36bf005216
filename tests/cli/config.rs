//! What an `obelus.toml` changes, and what is said of it.

use crate::folder::{BROKEN, Folder, SOUND};
use serde_json::{Value, json};

/// The codes and severities that `obelus check` reports of `v`, in order.
fn reported(folder: &Folder) -> Vec<(String, String)> {
    let ran = folder.run(&["check", "--format", "jsonl", "v"]);
    let text = |found: &Value, key: &str| found[key].as_str().unwrap().to_owned();
    ran.lines().iter().map(|found| (text(found, "code"), text(found, "severity"))).collect()
}

/// Holds what is reported of a broken record with this configuration at its volume.
fn check(name: &str, toml: &str, expected: &[(&str, &str)]) {
    let folder = Folder::with(name, &[("v/d1.txt", SOUND), ("v/d2.txt", BROKEN), ("v/obelus.toml", toml)]);
    let expected: Vec<_> = expected.iter().map(|&(code, severity)| (code.into(), severity.into())).collect();
    assert_eq!(reported(&folder), expected, "{toml}");
}

#[test]
fn rules_and_ignores_change_what_is_reported() {
    let [dangling, unclosed] = [("dangling-reference", "error"), ("unclosed-bracket", "warning")];
    check("plain", "", &[dangling, unclosed]);
    check(
        "rules",
        "[rules]\nunclosed-bracket = 'off'\ndangling-reference = 'hint'\n",
        &[("dangling-reference", "hint")],
    );
    check("ignore", "[[ignore]]\nfile = 'd2.txt'\ncode = 'unclosed-bracket'\ntext = '[sir'\n", &[dangling]);
    check("ignore-other", "[[ignore]]\nfile = 'd1.txt'\ncode = 'unclosed-bracket'\n", &[dangling, unclosed]);
    check("ignore-all", "ignore = [{file = '*', code = 'dangling-reference'}]", &[unclosed]);
}

#[test]
fn the_exit_status_is_that_of_what_is_reported() {
    let hints = "[rules]\nunclosed-bracket = 'hint'\ndangling-reference = 'information'\n";
    let folder = Folder::with("config-status", &[("v/d2.txt", BROKEN), ("obelus.toml", hints)]);
    let ran = folder.run(&["check", "v"]);
    assert_eq!(ran.status, Some(0), "{}", ran.out);
    assert!(ran.out.ends_with("\n1 for information, 1 hint in 1 of 1 record (3 references, 2 notes)\n"), "{}", ran.out);
}

#[test]
fn the_nearest_configuration_wins_wherever_the_command_is_run() {
    let folder = Folder::with(
        "nearest",
        &[
            ("obelus.toml", "rules.unclosed-bracket = 'off'\nrules.dangling-reference = 'off'\n"),
            ("s/v/obelus.toml", "rules.dangling-reference = 'warning'\n"),
            ("s/v/d2.txt", BROKEN),
        ],
    );
    let whole = folder.path("s");
    for given in ["s", ".", "s/v", "s/v/d2.txt", "s/../s/v", whole.to_str().unwrap()] {
        let ran = folder.run(&["check", "--format", "jsonl", given]);
        let codes: Vec<_> =
            ran.lines().iter().map(|found| (found["code"].clone(), found["severity"].clone())).collect();
        let expected = [(json!("dangling-reference"), json!("warning"))];
        assert_eq!(codes, expected, "{given} {}", ran.err);
    }
    let inside = folder.command(&["check", "--format", "jsonl", "d2.txt"]).current_dir(folder.path("s/v")).output();
    assert_eq!(String::from_utf8(inside.unwrap().stdout).unwrap().lines().count(), 1);
}

#[test]
fn included_files_are_those_that_each_folder_names() {
    let folder = Folder::with(
        "include",
        &[
            ("s/obelus.toml", "include = ['*/letters/**/*.txt']\n"),
            ("s/v1/letters/d1.txt", SOUND),
            ("s/v1/letters/more/d2.txt", SOUND),
            ("s/v1/notes.txt", SOUND),
            ("s/v2/obelus.toml", "include = ['*.md']\n"),
            ("s/v2/d1.md", SOUND),
            ("s/v2/letters/d1.txt", SOUND),
            ("t/d1.txt", SOUND),
            ("t/d1.md", SOUND),
        ],
    );
    let expected = ["s/v1/letters/d1.txt", "s/v1/letters/more/d2.txt", "s/v2/d1.md", "t/d1.txt"];
    assert_eq!(folder.run(&["index", "."]).paths(), expected);
    assert_eq!(folder.run(&["index", "s/v1/letters"]).paths(), expected[..2]);
    assert_eq!(folder.run(&["index", "s/v1/notes.txt"]).paths(), ["s/v1/notes.txt"], "named");
    folder.write("s/v2/obelus.toml", b"include = ['*.rec', '*.log']");
    let ran = folder.run(&["index", "s/v2"]);
    assert_eq!(
        ran.err,
        "obelus: s/v2: there is no record in this folder (records are the files that `include` names: *.rec, *.log; `obelus check \
         --explain-files` gives the reason for each file)\n"
    );
}

#[test]
fn what_an_include_names_is_a_record_and_what_a_configuration_only_stands_above_is_none() {
    let ignore = "[[ignore]]\nfile = 'd1.txt'\ncode = 'empty-note'\n";
    let list = "milk\neggs\n";
    let folder = Folder::with(
        "configured",
        &[("a/list.txt", list), ("b/list.txt", list), ("b/obelus.toml", "include = ['*.txt']"), ("c/list.txt", list)],
    );
    folder.write("c/obelus.toml", ignore.as_bytes());
    folder.write("c/d1.txt", SOUND.as_bytes());
    assert_eq!(folder.run(&["index", "."]).paths(), ["b/list.txt", "c/d1.txt"]);
    folder.write("obelus.toml", b"");
    assert_eq!(folder.run(&["index", "."]).paths(), ["b/list.txt", "c/d1.txt"]);
    folder.write("obelus.toml", b"include = ['a/*.txt', 'c/*.txt']");
    assert_eq!(folder.run(&["index", "."]).paths(), ["a/list.txt", "b/list.txt", "c/d1.txt", "c/list.txt"]);
}

#[test]
fn a_volume_is_complete_where_that_is_said() {
    let folder = Folder::with("complete", &[("v/d1.txt", SOUND)]);
    let status = || folder.run(&["index", "v"]).lines()[0]["cross_refs"][0]["status"].clone();
    assert_eq!((status(), reported(&folder)), (json!("not-loaded"), vec![]));
    folder.write("v/obelus.toml", b"volume.complete = true");
    assert_eq!((status(), reported(&folder)), (json!("unknown"), vec![("unknown-document".into(), "warning".into())]));
    folder.write("v/obelus.toml", b"volume.complete = false");
    assert_eq!((status(), reported(&folder)), (json!("not-loaded"), vec![]));
}

#[test]
fn page_markers_may_be_of_another_form() {
    let text = "1. Letter From the Pilot\n\n[leaf 12r] The ferry [leaf 12v] came.\n\n[leaf 15r] It left.\n";
    let folder = Folder::with("folios", &[("v/d1.txt", text)]);
    let pages = || folder.run(&["index", "v"]).lines()[0]["pages"].as_array().unwrap().len();
    assert_eq!((pages(), reported(&folder)), (0, vec![]));
    folder.write("v/obelus.toml", br"pages.patterns = ['\[leaf (?<label>\d+[rv])\]']");
    assert_eq!((pages(), reported(&folder)), (3, vec![("page-out-of-sequence".into(), "warning".into())]));
    assert!(folder.run(&["outline", "v"]).out.contains("Page 12v"));
}

const WRONG: &str = "\u{feff}colour = 'red'\n[rules]\nempty-note = 'on'\n";

#[test]
fn problems_of_a_configuration_are_reported_at_their_place() {
    let folder = Folder::with(
        "problems",
        &[("v/obelus.toml", WRONG), ("v/a/d1.txt", SOUND), ("v/b/d1.txt", SOUND), ("v/c/obelus.toml", "[rules")],
    );
    let ran = folder.run(&["check", "--format", "jsonl", "v"]);
    let expected = json!([
        {
            "path": "v/obelus.toml", "code": "unknown-key", "severity": "warning",
            "message": "There is no key `colour`: there are `convention`, `language`, `include`, `volume`, `pages`, `rules` and `ignore`",
            "start": 3, "end": 9, "line": 1, "column": 1, "related": [],
        },
        {
            "path": "v/obelus.toml", "code": "bad-value", "severity": "warning",
            "message": "`empty-note` takes \"error\", \"warning\", \"information\", \"hint\" or \"off\", not \"on\"",
            "start": 39, "end": 43, "line": 3, "column": 14, "related": [],
        },
        {
            "path": "v/c/obelus.toml", "code": "invalid-toml", "severity": "warning",
            "message": "This is not TOML (unclosed table, expected `]`); nothing in this file applies",
            "start": 6, "end": 6, "line": 1, "column": 7, "related": [],
        },
    ]);
    assert_eq!((Value::from(ran.lines()), ran.err.as_str(), ran.status), (expected, "", Some(1)));

    let human = folder.run(&["check", "v"]);
    assert!(human.out.starts_with("warning[unknown-key]: There is no key `colour`"), "{}", human.out);
    assert!(
        human.out.contains(" --> v/obelus.toml:3:14\n  |\n3 | empty-note = 'on'\n  |              ^^^^\n"),
        "{}",
        human.out
    );
    assert!(
        human.out.ends_with(
            "\nnothing broken in 2 records (4 references, 4 notes, 2 pages); 3 warnings in the configuration\n"
        ),
        "{}",
        human.out
    );
    let sarif: Value = serde_json::from_str(&folder.run(&["check", "--format", "sarif", "v"]).out).unwrap();
    let run = &sarif["runs"][0];
    let result = &run["results"][0];
    let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], "unknown-key");
    let github = folder.run(&["check", "--format", "github", "v"]).out;
    assert!(
        github.starts_with("::warning file=v/obelus.toml,line=1,endLine=1,col=1,endColumn=7,title=unknown-key::There")
    );
    let array: Value = serde_json::from_str(&folder.run(&["check", "--format", "json", "v"]).out).unwrap();
    assert_eq!(array, Value::from(ran.lines()));

    for command in ["index", "outline"] {
        let ran = folder.run(&[command, "v/a"]);
        assert_eq!((ran.status, ran.err.lines().count()), (Some(0), 2), "{}", ran.err);
        assert!(ran.err.starts_with("obelus: v/obelus.toml:1:1: There is no key `colour`"), "{}", ran.err);
    }
}

#[test]
fn a_configuration_that_cannot_be_read_is_said_and_the_rest_is_done() {
    let folder = Folder::with("unreadable-config", &[("v/d1.txt", SOUND)]);
    for (bytes, problem) in [
        (vec![b'#'; 50 << 20], "This file is larger than 1 MiB; nothing in it applies"),
        (
            b"a = 1\nb = '\xff'\n".to_vec(),
            "is not UTF-8 text (line 2 holds a byte that cannot be read); save it as UTF-8",
        ),
    ] {
        folder.write("v/obelus.toml", &bytes);
        for args in [&["check", "--format", "jsonl", "v"][..], &["index", "v"], &["config", "show", "v"]] {
            let ran = folder.run(args);
            assert_eq!(ran.err, format!("obelus: v/obelus.toml: {problem}\n"), "{args:?}");
            assert_eq!(ran.status, Some(2), "{args:?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn only_files_of_the_folder_configure_it() {
    use std::os::unix::fs::symlink;
    let folder = Folder::with("odd-config", &[("v/d1.txt", SOUND), ("secret.toml", "secret = 1")]);
    symlink("../secret.toml", folder.path("v/obelus.toml")).unwrap();
    let mut errors =
        vec!["obelus: v/obelus.toml: is a link that leads out of its folder; it is not followed\n".to_owned()];
    let mut paths = vec!["v/d1.txt".to_owned()];
    // The folders are read in parallel; what is said of them comes in natural order.
    for number in 1..=40 {
        folder.write(&format!("w{number}/d1.txt"), SOUND.as_bytes());
        folder.write(&format!("w{number}/obelus.toml/x"), b"");
        errors.push(format!("obelus: w{number}/obelus.toml: is not a file; nothing in it applies\n"));
        paths.push(format!("w{number}/d1.txt"));
    }
    let ran = folder.run(&["index", "."]);
    assert_eq!((&ran.err, ran.status, ran.paths()), (&errors.concat(), Some(2), paths));
}

#[test]
fn what_applies_is_shown_with_where_it_comes_from() {
    let folder = Folder::with(
        "show",
        &[
            ("obelus.toml", "volume.complete = true\n"),
            ("v/obelus.toml", "\n[rules]\nempty-note = 'off'\n"),
            ("v/d1.txt", SOUND),
        ],
    );
    for place in ["v", "v/d1.txt"] {
        let ran = folder.run(&["config", "show", place]);
        let lines: Vec<_> = ran.out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        for line in [
            "convention = \"auto\" # default",
            "complete = true # obelus.toml, line 1",
            "empty-note = \"off\" # v/obelus.toml, line 3",
        ] {
            assert!(lines.contains(&line.into()), "{line}\n{}", ran.out);
        }
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    }
    let ran = folder.run(&["config", "show", "nowhere"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(2), "obelus: nowhere: there is no such file or folder\n"));
}

#[test]
fn the_schema_is_printed() {
    let ran = Folder::new("schema").run(&["config", "schema"]);
    let schema: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(schema["properties"]["rules"]["properties"]["empty-note"]["default"], "warning");
    assert_eq!(ran.status, Some(0));
}

#[test]
fn a_manifest_of_no_use_is_reported_where_it_is_named() {
    let manifest = br#"{"items": [{"label": "p. 12", "items": [{"items": [{"body": {"id": "1.jpg"}}]}]}]}"#;
    let toml = "volume.facsimile = 'scans/manifest.json'\n";
    let folder = Folder::with("manifest", &[("v/d1.txt", SOUND), ("v/obelus.toml", toml)]);
    let ran = folder.run(&["check", "--format", "jsonl", "v"]);
    let [problem] = &ran.lines()[..] else { panic!("{}", ran.out) };
    assert_eq!((&problem["code"], &problem["start"], &problem["end"]), (&json!("bad-value"), &json!(19), &json!(40)));
    assert_eq!(problem["message"], "`facsimile`: scans/manifest.json: there is no such file or folder");
    folder.write("v/scans/manifest.json", manifest);
    assert_eq!(reported(&folder), []);
    folder.write("v/scans/manifest.json", &vec![b' '; (16 << 20) + 1]);
    let ran = folder.run(&["check", "--format", "jsonl", "v"]);
    let expected = "`facsimile`: scans/manifest.json: is larger than 16 MiB and is not read";
    assert_eq!(ran.lines()[0]["message"], expected);
}

#[test]
fn the_language_can_be_set() {
    let record = "1. Fähre\n\nDie Fähre.1\n\n  1. Siehe Anm. 1.\n";
    for (toml, found) in [("", 0), ("language = 'de'\n", 1), ("language = 'fr'\n", 0), ("language = 'auto'\n", 0)] {
        let folder = Folder::with("language", &[("v/d1.txt", record), ("v/obelus.toml", toml)]);
        let lines = folder.run(&["index", "v"]).lines();
        assert_eq!(lines[0]["cross_refs"].as_array().unwrap().len(), found, "{toml}");
    }
}
