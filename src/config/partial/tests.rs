//! Fixtures: an `obelus.toml` in which carets below a line show what is wrong there.

use super::*;
use crate::config::ignore;
use proptest::prelude::{Strategy, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};

/// DESIGN's example, of which every key is in use.
const WHOLE: &str = r#"
convention = "auto"
language = "auto"
include = ["**/*.txt"]
[volume]
complete = "auto"
facsimile = "scans/{page:04}.jpg"
[pages]
patterns = ['\[fol\. (?<label>\d+[rv])\]']
[rules]
page-out-of-sequence = "error"
empty-note = "off"
[[ignore]]
file = "d145.txt"
code = "page-out-of-sequence"
text = "[Page 276]"
"#;

/// Checks the problems of an `obelus.toml`. Below each line of `fixture` stands what is wrong with it: `^^^ code: message`.
/// Returns what applies.
fn check(fixture: &str) -> Partial {
    let lines: Vec<_> = fixture.lines().filter(|line| !line.trim_start().starts_with('^')).collect();
    let text = lines.join("\n");
    let (partial, problems) = Partial::from_toml(&text);
    let (mut annotated, mut start) = (Vec::new(), 0);
    for line in lines {
        annotated.push(line.to_owned());
        for Problem { code, span, message } in &problems {
            if let Some(column) = span.start.checked_sub(start).filter(|column| *column <= line.len()) {
                let carets = "^".repeat(span.len().min(line.len() - column).max(1));
                annotated.push(format!("{:column$}{carets} {code}: {message}", ""));
            }
        }
        start += line.len() + 1;
    }
    assert_eq!(annotated.join("\n"), fixture.trim_end());
    partial
}

#[test]
fn what_is_sound_applies() {
    let partial = check(WHOLE);
    assert_eq!(partial.convention.map(|set| (set.value, set.line)), Some((None, Some(2))));
    assert_eq!(partial.language.map(|set| (set.value, set.line)), Some((None, Some(3))));
    assert_eq!(partial.include.unwrap().value.patterns(), ["**/*.txt"]);
    assert_eq!(partial.complete.map(|set| (set.value, set.line)), Some((Complete::Auto, Some(6))));
    assert_eq!(partial.facsimile.unwrap().value.as_str(), "scans/{page:04}.jpg");
    assert_eq!(partial.patterns.unwrap().value.iter().count(), 1);
    let rules: Vec<_> = partial.rules.iter().map(|(code, set)| (*code, set.value, set.line)).collect();
    let expected = [(Code::EmptyNote, None, Some(12)), (Code::PageOutOfSequence, Some(Severity::Error), Some(11))];
    assert_eq!(rules, expected);
    let ignores: Vec<_> = partial.ignores.iter().collect();
    let expected = Ignore {
        file: "d145.txt".into(),
        code: Code::PageOutOfSequence,
        text: Some("[Page 276]".into()),
        line: Some(13),
    };
    assert_eq!(ignores, [&expected]);
    check("");
}

#[test]
fn unknown_keys_are_named_and_the_rest_applies() {
    let partial = check(
        r#"includes = ["*.txt"]
^^^^^^^^ unknown-key: There is no key `includes`; did you mean `include`?
colour = "red"
^^^^^^ unknown-key: There is no key `colour`: there are `convention`, `language`, `include`, `volume`, `pages`, `rules` and `ignore`
[volume]
complet = true
^^^^^^^ unknown-key: There is no key `complet` in [volume]; did you mean `complete`?
scans = "x"
^^^^^ unknown-key: There is no key `scans` in [volume]: it has `complete` and `facsimile`
complete = true
[rules]
empty-notes = "off"
^^^^^^^^^^^ unknown-key: There is no rule `empty-notes`; did you mean `empty-note`?
spelling = "off"
^^^^^^^^ unknown-key: There is no rule `spelling`
duplicate-page = "hint"
[[ignore]]
file = "d1.txt"
code = "empty-note"
txt = "x"
^^^ unknown-key: There is no key `txt` in [[ignore]]; did you mean `text`?
"#,
    );
    assert_eq!(partial.complete.map(|set| set.value), Some(Complete::Yes));
    assert_eq!(partial.rules.len(), 1);
    assert_eq!(partial.ignores.iter().count(), 0, "half an ignore would ignore too much");
}

#[test]
fn bad_values_are_explained_and_the_rest_applies() {
    let partial = check(
        r#"convention = "latex"
             ^^^^^^^ bad-value: `convention` takes "auto", "plain", "markdown", "proofreaders" or "gutenberg", not "latex"
include = ["a{.txt", "*.txt", 7]
           ^^^^^^^^ bad-value: `include`: error parsing glob 'a{.txt': unclosed alternate group; missing '}' (maybe escape '{' with '[{]'?)
                              ^ bad-value: `include` takes a list of texts, not a number
volume.complete = "yes"
                  ^^^^^ bad-value: `complete` takes true, false or "auto", not "yes"
volume.facsimile = "{pages}.jpg"
                   ^^^^^^^^^^^^^ bad-value: `facsimile`: `{pages}` is not one of `{page}`, `{record}` and `{volume}`
rules.empty-note = false
                   ^^^^^ bad-value: `empty-note` takes "error", "warning", "information", "hint" or "off", not false
pages = "p"
        ^^^ bad-value: `pages` takes a table, not "p"
[[ignore]]
^^^^^^^^^^ bad-value: `ignore`: it needs the `file`
code = "empty-note"
[[ignore]]
^^^^^^^^^^ bad-value: `ignore`: it needs the `code` to ignore
file = "d1.txt"
[[ignore]]
file = ""
       ^^ bad-value: `file` takes a text that is not empty, not ""
code = "empty-nte"
       ^^^^^^^^^^^ bad-value: `code`: there is no rule `empty-nte`; did you mean `empty-note`?
"#,
    );
    assert_eq!(partial.include.unwrap().value.patterns(), ["*.txt"]);
    check(
        r#"convention = "gutenberg"
[pages]
patterns = ["[fol. (\\d+)]", 'p\. (\d+)', '(?<label>\d+)!']
            ^^^^^^^^^^^^^^^ bad-value: `patterns`: `[fol. (\d+)]` does not say which part is the page's number: put `(?<label>…)` around that part
                             ^^^^^^^^^^^ bad-value: `patterns`: `p\. (\d+)` does not say which part is the page's number: put `(?<label>…)` around that part
"#,
    );
}

#[test]
fn what_is_not_toml_is_said_where_it_stops() {
    let partial = check(
        "convention = \"plain\"
[rules
      ^ invalid-toml: This is not TOML (unclosed table, expected `]`); nothing in this file applies",
    );
    assert!(partial.convention.is_none());
    check(
        "convention = \"plain\"
convention = \"auto\"
^^^^^^^^^^ invalid-toml: This is not TOML (duplicate key); nothing in this file applies",
    );
}

/// The messages about an editor's settings.
fn messages(settings: &serde_json::Value) -> Vec<String> {
    Partial::from_json(settings).1
}

#[test]
fn an_editor_sends_the_same_keys_nested_or_joined() {
    use serde_json::json;
    for settings in [
        json!({"volume": {"complete": true}, "rules": {"empty-note": "off", "duplicate-page": "hint"}}),
        json!({"volume.complete": true, "rules.empty-note": "off", "rules.duplicate-page": "hint"}),
        json!({"volume": {"complete": true, "facsimile": null}, "rules": {"empty-note": "off"}, "rules.duplicate-page": "hint"}),
        json!({"rules.duplicate-page": "hint", "volume": {"complete": true}, "rules": {"empty-note": "off"}, "include": null}),
    ] {
        let (partial, problems) = Partial::from_json(&settings);
        assert_eq!(problems, [""; 0], "{settings}");
        assert_eq!(partial.complete.map(|set| (set.value, set.line)), Some((Complete::Yes, None)), "{settings}");
        assert_eq!(partial.rules.len(), 2, "{settings}");
        assert!(partial.include.is_none() && partial.facsimile.is_none());
    }
}

#[test]
fn what_an_extension_keeps_for_itself_is_its_own() {
    use serde_json::json;
    let own = json!({"path": "/bin/obelus", "trace": {"server": "verbose"}, "server.args": [], "enable": true});
    assert_eq!(messages(&own), [""; 0]);
    assert_eq!(messages(&json!({})), [""; 0]);
    assert_eq!(messages(&json!(null)), [""; 0]);
    assert_eq!(messages(&json!({"includes": []})), ["There is no key `includes`; did you mean `include`?"]);
    assert_eq!(
        messages(&json!({"volume": {"path": 1}, "rules.empty-note": "on"})),
        [
            "`empty-note` takes \"error\", \"warning\", \"information\", \"hint\" or \"off\", not \"on\"",
            "There is no key `path` in [volume]: it has `complete` and `facsimile`",
        ]
    );
    assert_eq!(messages(&json!("on")), ["`obelus` takes a table of settings, not \"on\""]);
    assert_eq!(messages(&json!({"ignore": [{"file": "a.txt"}]})), ["`ignore`: it needs the `code` to ignore"]);
}

#[test]
fn no_file_is_too_much() {
    let only = |text: &str| {
        let (_, problems) = Partial::from_toml(text);
        assert_eq!(problems.len(), 1, "{problems:?}");
        problems.into_iter().next().unwrap().message
    };
    assert_eq!(only(&"#".repeat(50 << 20)), "This file is larger than 1 MiB; nothing in it applies");
    let many = 50_000;
    for nested in [
        format!("a = {}", "[".repeat(many)),
        format!("a = {}", "{a=".repeat(many / 2)),
        format!("a{} = 1", ".a".repeat(many / 2)),
        format!("[a{}]", ".a".repeat(many / 2)),
        format!("[[a{}]]", ".a".repeat(many / 2)),
        format!("{}x", "[".repeat(many)),
    ] {
        assert!(only(&nested).starts_with("This is not TOML ("), "{}", only(&nested));
    }
    let unknown: Vec<_> = (0..50_000).map(|number| format!("k{number} = 1\n")).collect();
    let (_, problems) = Partial::from_toml(&unknown.concat());
    assert_eq!(problems.len(), MAX_PROBLEMS);
    assert!(problems.last().unwrap().message.ends_with(" (and 49900 more problems after this one)"));
    let regex = format!("pages.patterns = ['(?<label>a{{1000}}){{1000}}', '{}']", "a".repeat(500_000));
    let (_, problems) = Partial::from_toml(&regex);
    let messages: Vec<_> = problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "`patterns`: `(?<label>a{1000}){1000}` is too large: it repeats too much",
            "`patterns`: this expression is longer than 1000 characters",
        ]
    );
    let globs = format!("include = ['{}', '{}']", "{".repeat(1000), "{a,".repeat(300) + &"}".repeat(300));
    let (_, problems) = Partial::from_toml(&globs);
    assert!(!problems.is_empty());
}

#[test]
fn very_many_ignores_are_cut() {
    let one = serde_json::json!({"file": "d1.txt", "code": "empty-note"});
    let settings = serde_json::json!({"ignore": vec![one; 100_000]});
    let (partial, problems) = Partial::from_json(&settings);
    let message = "`ignore`: only the first 10000 are used; turn the rule off, or name more files at once";
    assert_eq!((partial.ignores.iter().count(), problems), (ignore::MAX_IGNORES, vec![message.to_owned()]));
    let glob = "[[ignore]]\nfile = 'd*.txt'\ncode = 'empty-note'\n";
    let (partial, problems) = Partial::from_toml(&glob.repeat(2_000));
    assert_eq!(partial.ignores.iter().count(), ignore::MAX_GLOBS);
    assert_eq!(problems[0].message, "`ignore`: only the first 500 whose `file` has a `*` are used");
    assert_eq!(problems.len(), 1);
}

/// What an `obelus.toml` is made of, and what breaks one.
const LINES: [&str; 14] = [
    "[volume]",
    "[rules]",
    "[pages]",
    "[[ignore]]",
    "ignore = [",
    "]",
    "convention = 'plain'",
    "file = 'd1.txt'",
    "code = 'empty-note'",
    "ignore = [{file = 'a', code = 'empty-note'},]",
    "include = ['''",
    "'''",
    "[rules",
    "\u{feff}",
];
const KEYS: [&str; 13] = [
    "convention",
    "language",
    "include",
    "complete",
    "facsimile",
    "patterns",
    "empty-note",
    "ignore",
    "file",
    "code",
    "text",
    "é",
    "a.b",
];
const VALUES: [&str; 10] =
    ["\"é\"", "['*.txt', 'é{']", "'''\né'''", "true", "1", "2026-01-01", "['(?<label>é)']", "{}", "[{}]", "\""];

proptest! {
    #[test]
    fn any_text_is_read(lines in prop::collection::vec(line(), 0..12)) {
        let text = lines.concat();
        let (_, problems) = Partial::from_toml(&text);
        for problem in problems {
            prop_assert!(text.get(problem.span.start..problem.span.end).is_some(), "{problem:?}");
        }
        if let Some((at, new)) = ignore::ignore_edit(&text, "d1.txt", Code::EmptyNote, None) {
            let edited = [&text[..at], &new, &text[at..]].concat();
            let count = |toml: &str| Partial::from_toml(toml).0.ignores.iter().count();
            prop_assert_eq!(count(&edited), count(&text) + 1, "{}", edited);
        }
    }
}

fn line() -> impl Strategy<Value = String> {
    let pair = (prop::sample::select(KEYS.as_slice()), prop::sample::select(VALUES.as_slice()));
    let line = prop_oneof![
        prop::sample::select(LINES.as_slice()).prop_map(str::to_owned),
        pair.prop_map(|(key, value)| format!("{key} = {value}")),
    ];
    (line, prop::sample::select(["\n", "\r\n", ""].as_slice())).prop_map(|(line, end)| line + end)
}
