//! `obelus check`.

use crate::folder::{BROKEN, Folder, Ran, SOUND};
use serde_json::{Value, json};

fn folder(name: &str) -> Folder {
    Folder::with(name, &[("v/d1.txt", SOUND), ("v/d2, 1900.txt", BROKEN)])
}

fn position(words: &str) -> (usize, usize, usize) {
    let start = BROKEN.find(words).unwrap();
    let line = BROKEN[..start].lines().count();
    let column = BROKEN[..start].lines().last().unwrap().chars().count() + 1;
    (start, line, column)
}

#[test]
fn jsonl_is_one_object_a_diagnostic() {
    let ran = folder("jsonl").run(&["check", "--format", "jsonl", "v"]);
    let (start, line, column) = position("2 Both dogs");
    let dangling = ran.lines().into_iter().find(|found| found["code"] == "dangling-reference").unwrap();
    assert_eq!(dangling["path"], "v/d2, 1900.txt");
    assert_eq!(dangling["severity"], "error");
    assert_eq!(dangling["start"], start);
    assert_eq!(dangling["end"], start + 1);
    assert_eq!((&dangling["line"], &dangling["column"]), (&json!(line), &json!(column)));
    assert!(!dangling["message"].as_str().unwrap().is_empty());
    assert!(dangling["related"].is_array());
    let keys = ["path", "code", "severity", "message", "start", "end", "line", "column", "related"];
    for text in ran.out.lines() {
        let places: Vec<_> = keys.iter().map(|key| text.find(&format!("\"{key}\":")).unwrap()).collect();
        assert!(places.is_sorted(), "{text}");
    }
    let (start, line, _) = position("[sir");
    let unclosed = ran.lines().into_iter().find(|found| found["code"] == "unclosed-bracket").unwrap();
    assert_eq!((&unclosed["start"], &unclosed["line"]), (&json!(start), &json!(line)));
    assert_eq!(ran.status, Some(1));
}

#[test]
fn offsets_and_columns_with_a_byte_order_mark() {
    let folder = Folder::with("check-bom", &[("d2.txt", &format!("\u{feff}2. The pilot [drowned\n{BROKEN}"))]);
    let lines = folder.run(&["check", "--format", "jsonl", "d2.txt"]).lines();
    let unclosed = lines.iter().find(|found| found["code"] == "unclosed-bracket").unwrap();
    assert_eq!((&unclosed["start"], &unclosed["line"], &unclosed["column"]), (&json!(16), &json!(1), &json!(14)));
}

#[test]
fn json_is_the_same_in_one_array() {
    let folder = folder("json");
    let array: Vec<Value> = serde_json::from_str(&folder.run(&["check", "--format", "json", "v"]).out).unwrap();
    assert_eq!(array, folder.run(&["check", "--format", "jsonl", "v"]).lines());
    assert_eq!(folder.run(&["check", "--format", "json", "v/d1.txt"]).out, "[]\n");
}

#[test]
fn sarif_has_rules_and_results() {
    let folder = folder("sarif");
    let ran = folder.run(&["check", "--format", "sarif", "v"]);
    let log: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), folder.run(&["check", "--format", "jsonl", "v"]).lines().len());
    for result in results {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        let code = result["ruleId"].as_str().unwrap();
        let page = format!("{}/blob/main/src/check/rules/{code}.md", env!("CARGO_PKG_REPOSITORY"));
        assert_eq!(rule["helpUri"], page);
        assert_eq!(rule["help"]["text"], folder.run(&["explain", code]).out);
    }
    let dangling = results.iter().find(|result| result["ruleId"] == "dangling-reference").unwrap();
    let (start, line, column) = position("2 Both dogs");
    assert_eq!(dangling["level"], "error");
    assert_eq!(
        dangling["locations"][0]["physicalLocation"],
        json!({
            "artifactLocation": {"uri": "v/d2%2C%201900.txt"},
            "region": {
                "startLine": line, "startColumn": column, "endLine": line, "endColumn": column + 1,
                "byteOffset": start, "byteLength": 1,
            },
        })
    );
    let clean: Value = serde_json::from_str(&folder.run(&["check", "--format", "sarif", "v/d1.txt"]).out).unwrap();
    assert_eq!(clean["runs"][0]["results"], json!([]));
}

#[test]
fn github_gets_workflow_commands() {
    let ran = folder("github").run(&["check", "--format", "github", "v"]);
    let (_, line, column) = position("2 Both dogs");
    let expected = format!(
        "::error file=v/d2%2C 1900.txt,line={line},endLine={line},col={column},endColumn={},title=dangling-reference::",
        column + 1
    );
    assert!(ran.out.lines().any(|printed| printed.starts_with(&expected)), "{}", ran.out);
    assert!(ran.out.lines().any(|printed| printed.starts_with("::warning file=")), "{}", ran.out);
    assert!(ran.out.lines().all(|printed| printed.starts_with("::")), "{}", ran.out);
}

#[test]
fn people_see_the_line_and_a_summary() {
    let folder = folder("human");
    let ran = folder.run(&["check", "v"]);
    let (_, line, column) = position("2 Both dogs");
    let place = format!(
        " --> v/d2, 1900.txt:{line}:{column}\n  |\n{line} | {}\n  | {:>column$}\n",
        BROKEN.lines().nth(line - 1).unwrap(),
        "^"
    );
    assert!(ran.out.starts_with("error[dangling-reference]: "), "{}", ran.out);
    assert!(ran.out.contains(&place), "{}\n{place}", ran.out);
    let summary = ran.out.lines().last().unwrap();
    assert!(
        summary.starts_with("1 error, ") && summary.ends_with(" in 1 of 2 records (5 references, 4 notes, 1 page)"),
        "{summary}"
    );
    assert_eq!(folder.run(&["check", "v/d1.txt"]).out, "nothing broken in 1 record (2 references, 2 notes, 1 page)\n");
}

#[test]
fn marks_that_are_not_read_are_said() {
    let folder = Folder::with(
        "unread",
        &[
            ("v/obelus.toml", "convention = 'plain'\n"),
            ("v/d1.txt", &format!("{SOUND}\n[Footnote 3: At noon.]\n")),
            ("v/d2.txt", "7. Notice\n\nNo answer came.[^1] We rowed.[^2]\n\n[Page 3]\n"),
        ],
    );
    let ran = folder.run(&["check", "v"]);
    assert_eq!(
        ran.err,
        "obelus: v/d1.txt: 1 `[Footnote …]` is not read: the file is read by the convention `plain`\n\
         obelus: v/d2.txt: 2 `[^…]` are not read: the file is read by the convention `plain`\n"
    );
    assert!(ran.out.contains(" in 1 of 2 records (2 references, 2 notes, 2 pages)"), "{}", ran.out);
}

#[test]
fn colour_is_for_terminals() {
    let folder = folder("colour");
    let coloured = |args: &[&str]| folder.run(args).out.contains('\u{1b}');
    assert!(!coloured(&["check", "v"]));
    assert!(!coloured(&["check", "--color", "never", "v"]));
    assert!(coloured(&["check", "--color", "always", "v"]));
    let with = |variables: &[(&str, &str)], args: &[&str]| {
        Ran::of(folder.command(args).envs(variables.iter().copied())).out.contains('\u{1b}')
    };
    assert!(with(&[("CLICOLOR_FORCE", "1")], &["check", "v"]));
    assert!(!with(&[("CLICOLOR", "1")], &["check", "v"]));
    assert!(!with(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &["check", "v"]));
    assert!(!with(&[("CLICOLOR_FORCE", "1")], &["check", "--color", "never", "v"]));
    assert!(with(&[("NO_COLOR", "1")], &["check", "--color", "always", "v"]));
}

#[test]
fn quiet_prints_what_is_broken_and_nothing_else() {
    let folder = folder("quiet");
    folder.write("v/d3.txt", &[SOUND.replace('.', "[^7].").as_bytes(), b"\n\xe9\n"].concat());
    folder.write("v/obelus.toml", b"convention = 'plain'\n");
    let loud = folder.run(&["check", "v"]);
    assert!(loud.err.contains("are not read") && loud.err.contains("is read as"), "{}", loud.err);
    let quiet = folder.run(&["check", "-q", "v", "nowhere"]);
    let (findings, _summary) = loud.out.trim_end().rsplit_once('\n').unwrap();
    assert_eq!(quiet.out.trim_end(), findings.trim_end());
    // That something cannot be read is still said: the exit status tells of it.
    assert_eq!((quiet.err.as_str(), quiet.status), ("obelus: nowhere: there is no such file or folder\n", Some(2)));
    let ran = folder.run(&["check", "--quiet", "v/d1.txt"]);
    assert_eq!((ran.out.as_str(), ran.err.as_str(), ran.status), ("", "", Some(0)));
}

#[test]
fn statistics_count_by_rule_and_by_file() {
    let folder = folder("statistics");
    folder
        .write("v/d3.txt", BROKEN.replace("2. Letter", "3. Letter").replace("[sir", "[sir\n\n[and\n\nthey").as_bytes());
    folder.write("v/obelus.toml", b"harbour = 1\n");
    let ran = folder.run(&["check", "--statistics", "v"]);
    let expected = "\
3  warning  unclosed-bracket
2  error    dangling-reference
1  warning  unknown-key

3  v/d3.txt
2  v/d2, 1900.txt
1  v/obelus.toml

2 errors, 3 warnings in 2 of 3 records (8 references, 6 notes, 1 page); 1 warning in the configuration
";
    assert_eq!((ran.out.as_str(), ran.status), (expected, Some(1)));
    let counts = expected.rsplit_once("\n\n").unwrap().0;
    let ran = folder.run(&["check", "--statistics", "--quiet", "--exit-zero", "v"]);
    assert_eq!((ran.out.trim_end(), ran.status), (counts, Some(0)));
    let ran = folder.run(&["check", "--statistics", "--format", "json", "v"]);
    assert_eq!(ran.status, Some(1));
    assert_eq!(
        serde_json::from_str::<Value>(&ran.out).unwrap(),
        json!({
            "rules": [
                {"code": "unclosed-bracket", "severity": "warning", "count": 3},
                {"code": "dangling-reference", "severity": "error", "count": 2},
                {"code": "unknown-key", "severity": "warning", "count": 1},
            ],
            "files": [
                {"path": "v/d3.txt", "count": 3},
                {"path": "v/d2, 1900.txt", "count": 2},
                {"path": "v/obelus.toml", "count": 1},
            ],
        })
    );
    folder.write("v/obelus.toml", b"");
    let ran = folder.run(&["check", "--statistics", "v/d1.txt"]);
    assert_eq!(ran.out, "nothing broken in 1 record (2 references, 2 notes, 1 page)\n");
    let ran = folder.run(&["check", "--statistics", "--format", "json", "v", "nowhere"]);
    assert_eq!(ran.status, Some(2));
    for format in ["jsonl", "sarif", "github"] {
        let ran = folder.run(&["check", "--statistics", "--format", format, "v"]);
        assert_eq!((ran.out.as_str(), ran.status), ("", Some(2)));
        assert!(ran.err.starts_with("error: '--statistics' can be printed with '--format human'"), "{}", ran.err);
    }
}

#[test]
fn the_exit_status_says_whether_something_is_broken() {
    let folder = folder("status");
    for (args, status) in [
        (&["check", "v/d1.txt"][..], 0),
        (&["check", "v"], 1),
        (&["check", "--exit-zero", "v"], 0),
        (&["check", "v", "nowhere"], 2),
        (&["check", "--exit-zero", "v", "nowhere"], 2),
    ] {
        for format in ["human", "jsonl", "json", "sarif", "github", "html"] {
            let ran = Ran::of(folder.command(args).args(["--format", format]));
            assert_eq!(ran.status, Some(status), "{args:?} {format}");
        }
    }
    let counted = "3. Letter\n\nThe ferry.0 The pier.1\n\n  1. Late.\n  2. Old.\n";
    let folder = Folder::with("information", &[("d3.txt", counted)]);
    let ran = folder.run(&["check", "--format", "jsonl", "."]);
    let severities: Vec<_> = ran.lines().iter().map(|found| found["severity"].clone()).collect();
    assert_eq!((severities, ran.status), (vec![json!("information")], Some(0)));
}

#[test]
fn what_the_volume_tells_is_said_with_the_place_in_the_other_file() {
    let twice = SOUND.replace("See Document 2", "See footnote 7, Document 2");
    let folder = Folder::with(
        "volume",
        &[("v/a.txt", &twice), ("v/b.txt", "\u{feff}2. Letter From the Pilot\n\nA dog.1\n\n  1. His.\n")],
    );
    let ran = folder.run(&["check", "--format", "jsonl", "v"]);
    let [found] = &ran.lines()[..] else { panic!("{}", ran.out) };
    let start = twice.find("footnote 7").unwrap();
    assert_eq!((&found["path"], &found["start"]), (&json!("v/a.txt"), &json!(start)));
    assert_eq!(
        found["related"],
        json!([{"path": "v/b.txt", "start": 38, "end": 47, "message": "the last note of record 2"}])
    );
    let drawn = folder.run(&["check", "v"]).out;
    assert!(drawn.contains("see: the last note of record 2\n --> v/b.txt:5:1\n"), "{drawn}");
    let sarif: Value = serde_json::from_str(&folder.run(&["check", "--format", "sarif", "v"]).out).unwrap();
    let other = &sarif["runs"][0]["results"][0]["relatedLocations"][0]["physicalLocation"];
    assert_eq!((&other["artifactLocation"]["uri"], &other["region"]["byteOffset"]), (&json!("v/b.txt"), &json!(38)));
}

#[cfg(unix)]
#[test]
fn no_name_of_a_file_reaches_a_terminal_as_an_escape_sequence() {
    let slip = "3. Talk on the Quay\n\n[Page 30] They met.1 He [sat.\n[Page 3l] So.\n[Page 32]\n\n  1. In rain.\n";
    let folder = Folder::with("escape", &[("v/d\u{1b}[2J\n.txt", slip)]);
    for command in ["check", "outline", "index", "fix"] {
        let ran = folder.run(&[command, "v"]);
        let raw = format!("{}{}", ran.out, ran.err).contains(|c: char| c.is_control() && c != '\n');
        assert!(!raw && !ran.out.is_empty(), "{command}: {:?}", ran.out);
    }
}

#[test]
fn a_page_without_an_image_is_said() {
    let files = [("obelus.toml", "volume.facsimile = 'scans/{volume}/{record}-{page:03}.jpg'"), ("v/d1.txt", SOUND)];
    let folder = Folder::with("missing-image", &files);
    let reported = |args: &[&str]| folder.run(&[&["check", "--format", "jsonl"], args].concat()).lines();
    // There are no images here at all.
    assert_eq!(reported(&["v"]), [] as [serde_json::Value; 0]);
    folder.write("scans/v/1-011.jpg", b"");
    let found = reported(&["v"]);
    assert_eq!((found.len(), &found[0]["code"]), (1, &"missing-image".into()));
    assert_eq!(found[0]["message"], "No image of page 12 at scans/v/1-012.jpg");
    assert_eq!(found[0]["severity"], "information");
    // From the folder itself, too.
    let mut within = folder.command(&["check", "--format", "jsonl", "d1.txt"]);
    assert_eq!(Ran::of(within.current_dir(folder.path("v"))).lines()[0]["code"], "missing-image");
    folder.write("scans/v/1-012.jpg", b"");
    assert_eq!(reported(&["v"]), [] as [serde_json::Value; 0]);
}

#[cfg(unix)]
#[test]
fn images_behind_a_link_are_not_looked_for() {
    let outside = Folder::outside("missing-image-outside");
    outside.write("011.jpg", b"");
    let folder = Folder::with("missing-image-link", &[("obelus.toml", "volume.facsimile = 'scans/{page:03}.jpg'")]);
    folder.write("d1.txt", SOUND.as_bytes());
    std::os::unix::fs::symlink(outside.path(""), folder.path("scans")).unwrap();
    assert_eq!(folder.run(&["check", "--format", "jsonl", "d1.txt"]).out, "");
    // So is a link to a folder among them; one to a file is an image.
    std::fs::remove_file(folder.path("scans")).unwrap();
    folder.write("scans/011.jpg", b"");
    std::os::unix::fs::symlink(outside.path("011.jpg"), folder.path("scans/012.jpg")).unwrap();
    assert_eq!(folder.run(&["check", "--format", "jsonl", "d1.txt"]).out, "");
    std::fs::remove_file(folder.path("scans/012.jpg")).unwrap();
    assert!(folder.run(&["check", "--format", "jsonl", "d1.txt"]).out.contains("missing-image"));
}
