//! What applies where.

use super::*;
use crate::check::{Code, Diagnostic, Severity};
use crate::config::{ImageFolder, Images, Manifest, NamedManifest, Origin, Page, Target};
use crate::text::Span;
use crate::volume::Complete;

/// The configuration of these files, each with its path.
fn configuration(files: &[(&str, &str)]) -> Configuration {
    let mut configuration = Configuration::default();
    for (path, text) in files {
        configuration.set(path, Some(text));
    }
    for file in configuration.files() {
        assert_eq!(file.problems(), [], "{}", file.path());
    }
    configuration
}

const SERIES: (&str, &str) = (
    "series/obelus.toml",
    "include = ['v*/*.txt']\n[volume]\ncomplete = true\nfacsimile = 'scans/{volume}/{page}.jpg'\n[rules]\nempty-note = 'off'\nduplicate-page = 'hint'\n",
);
const VOLUME: (&str, &str) =
    ("series/v1/obelus.toml", "[rules]\nempty-note = 'error'\n[[ignore]]\nfile = 'd2.txt'\ncode = 'duplicate-page'\n");

fn origin(path: &str, line: usize) -> Origin {
    Origin::File { path: path.into(), line }
}

#[test]
fn the_nearest_wins_key_by_key() {
    let configuration = configuration(&[VOLUME, SERIES]);
    let settings = configuration.at("series/v1/d1.txt");
    assert_eq!(settings.complete.value, Complete::Yes);
    assert_eq!(settings.complete.origin, origin("series/obelus.toml", 3));
    let rule = |code| (settings.rule(code).value, settings.rule(code).origin);
    assert_eq!(rule(Code::EmptyNote), (Some(Severity::Error), origin("series/v1/obelus.toml", 2)));
    assert_eq!(rule(Code::DuplicatePage), (Some(Severity::Hint), origin("series/obelus.toml", 7)));
    assert_eq!(rule(Code::DuplicateNote), (Some(Severity::Error), Origin::Default));
    let other = configuration.at("series/v2/deep/d1.txt");
    assert_eq!(other.rule(Code::EmptyNote).value, None);
    assert!(settings.names("series/v1/d1.txt"));
    for outside in ["d1.txt", "series2/d1.txt", "other/v1/d1.txt"] {
        assert!(!configuration.at(outside).names(outside), "{outside}");
    }
}

#[test]
fn what_is_set_anew_applies_at_once_and_what_is_gone_does_not() {
    let mut configuration = configuration(&[SERIES, VOLUME]);
    let severity = |configuration: &Configuration| configuration.at("series/v1/d1.txt").rule(Code::DuplicatePage).value;
    configuration.set(SERIES.0, Some("[rules]\nduplicate-page = 'error'"));
    assert_eq!(severity(&configuration), Some(Severity::Error));
    configuration.set("obelus.toml", Some("[rules]\nduplicate-page = 'off'\nrecord-numbering = 'off'"));
    assert_eq!(severity(&configuration), Some(Severity::Error));
    configuration.set(SERIES.0, None);
    assert_eq!(severity(&configuration), None);
    configuration.set("obelus.toml", None);
    assert_eq!(severity(&configuration), Some(Severity::Warning));
    assert_eq!(configuration.at("series/v1/d1.txt").rule(Code::EmptyNote).value, Some(Severity::Error));
    assert_eq!(configuration.files().count(), 1);
}

#[test]
fn the_editors_settings_stand_below_every_file() {
    let mut configuration = configuration(&[SERIES]);
    let settings = serde_json::json!({"rules": {"empty-note": "hint", "record-numbering": "off"}});
    configuration.set_editor(Partial::from_json(&settings).0);
    let at = |path: &str, code| configuration.at(path).rule(code).value;
    assert_eq!(at("series/v1/d1.txt", Code::EmptyNote), None);
    assert_eq!(at("series/v1/d1.txt", Code::RecordNumbering), None);
    assert_eq!(at("d1.txt", Code::EmptyNote), Some(Severity::Hint));
    assert_eq!(configuration.at("d1.txt").rule(Code::EmptyNote).origin, Origin::Editor);
    assert!(!configuration.at("d1.txt").claims("d1.txt") && configuration.at("d1.txt").claims("d1.record"));
}

#[test]
fn names_are_those_below_the_file_that_has_them() {
    let mut configuration = configuration(&[SERIES]);
    let includes = |configuration: &Configuration, path: &str| configuration.at(path).includes(path);
    assert!(includes(&configuration, "series/v1/d1.txt"));
    assert!(!includes(&configuration, "series/v1/old/d1.txt") && !includes(&configuration, "series/d1.txt"));
    assert!(includes(&configuration, "elsewhere/a/d1.txt") && !includes(&configuration, "elsewhere/d1.md"));
    configuration.set("series/v1/obelus.toml", Some("include = ['*.md']"));
    assert!(includes(&configuration, "series/v1/d1.md") && !includes(&configuration, "series/v1/d1.txt"));
}

#[test]
fn a_facsimile_is_below_the_file_that_names_it() {
    let configuration = configuration(&[SERIES, VOLUME]);
    let page = Page { label: "47", record: None, volume: "v1" };
    let path = |path: &str| configuration.at(path).facsimile(page);
    assert_eq!(path("series/v1/d1.txt"), Some(Target::Path("series/scans/v1/47.jpg".into())));
    assert_eq!(path("d1.txt"), None);
}

/// A manifest with one page, `p. 47`.
fn manifest(image: &str) -> Result<Manifest, String> {
    let annotation = format!(r#"{{"resource": {{"@id": "{image}"}}}}"#);
    Manifest::new(&format!(r#"{{"sequences": [{{"canvases": [{{"label": "p. 47", "images": [{annotation}]}}]}}]}}"#))
}

#[test]
fn a_manifest_applies_where_it_is_named() {
    let mut configuration = configuration(&[("v/obelus.toml", "volume.facsimile = './scans/m.json'")]);
    configuration.set("obelus.toml", Some("volume.facsimile = 'm.json'"));
    let image = |configuration: &Configuration, path: &str| {
        configuration.at(path).facsimile(Page { label: "47", record: None, volume: "v" }).map(|target| match target {
            Target::Path(at) | Target::Url(at) => at,
        })
    };
    let mut unread = configuration.unread_manifests();
    unread.sort_by(|a, b| a.path.cmp(&b.path));
    let named = |path: &str, folder: &str| NamedManifest { path: path.into(), folder: folder.into() };
    assert_eq!(unread, [named("m.json", ""), named("v/scans/m.json", "v")]);
    assert_eq!(image(&configuration, "v/d1.txt"), None);

    configuration.set_manifest("m.json", manifest("https://iiif.example/47"));
    configuration.set_manifest("v/scans/m.json", manifest("a/47.jpg"));
    assert_eq!(image(&configuration, "d1.txt").as_deref(), Some("https://iiif.example/47"));
    assert_eq!(image(&configuration, "v/d1.txt").as_deref(), Some("v/scans/a/47.jpg"));
    configuration.set_manifest("v/scans/m.json", manifest("47.jpg"));
    assert_eq!(image(&configuration, "v/d1.txt").as_deref(), Some("v/scans/47.jpg"));
    assert_eq!(configuration.unread_manifests(), []);

    // One that is no longer named is forgotten.
    configuration.set("v/obelus.toml", Some("volume.facsimile = '{page}'"));
    configuration.set("v/obelus.toml", Some("volume.facsimile = 'scans/m.json'"));
    assert_eq!(configuration.unread_manifests(), [named("v/scans/m.json", "v")]);
}

#[test]
fn a_manifest_with_an_address_is_not_read_from_the_disk() {
    const TOML: &str = "volume.facsimile = 'https://iiif.example/manifest'";
    let mut configuration = configuration(&[("v/obelus.toml", TOML)]);
    assert_eq!(configuration.manifests().count(), 0);
    assert_eq!(configuration.unread_manifests(), []);
    let unread = |configuration: &Configuration| {
        configuration.at("v/d1.txt").facsimile.value.as_ref().unwrap().unread_address().map(str::to_owned)
    };
    assert_eq!(unread(&configuration).as_deref(), Some("https://iiif.example/manifest"));
    configuration.set_manifest("https://iiif.example/manifest", manifest("https://iiif.example/47.jpg"));
    assert_eq!(unread(&configuration), None);
    // A configuration that is read anew takes it over.
    let mut again = Configuration::default();
    again.take_fetched(&configuration);
    again.set("v/obelus.toml", Some(TOML));
    assert!(unread(&again).is_some());
    again.take_fetched(&configuration);
    assert_eq!(unread(&again), None);
}

#[test]
fn images_are_known_once_their_folder_is_read() {
    let mut configuration = configuration(&[("v/obelus.toml", "volume.facsimile = 'scans/{page}.jpg'")]);
    let missing = |configuration: &Configuration| {
        configuration.at("v/d1.txt").missing_image(Page { label: "47", record: None, volume: "v" })
    };
    let folder = ImageFolder { path: "v/scans".into(), folder: "v".into(), depth: 1, ending: ".jpg".into() };
    assert_eq!(configuration.unread_image_folders(), std::slice::from_ref(&folder));
    assert_eq!(missing(&configuration), None);
    configuration.set_images(folder.clone(), Some(Images::new(["46.jpg".into()])));
    assert_eq!(missing(&configuration).as_deref(), Some("at scans/47.jpg"));
    assert_eq!(configuration.unread_image_folders(), []);

    // The same images change nothing, so that nothing is checked again.
    let settings = configuration.at("v/d1.txt");
    configuration.set_images(folder.clone(), Some(Images::new(["46.jpg".into()])));
    assert!(Arc::ptr_eq(&settings, &configuration.at("v/d1.txt")));
    configuration.set_images(folder.clone(), Some(Images::new(["46.jpg".into(), "47.jpg".into()])));
    assert_eq!(missing(&configuration), None);
    configuration.set_images(folder.clone(), None);
    assert_eq!(missing(&configuration), None);

    // One that is no longer named is forgotten.
    configuration.set("v/obelus.toml", Some("volume.facsimile = 'm.json'"));
    configuration.set_manifest("v/m.json", manifest("47.jpg"));
    assert_eq!(missing(&configuration), None);
    let other = Page { label: "48", record: None, volume: "v" };
    assert_eq!(configuration.at("v/d1.txt").missing_image(other).as_deref(), Some("in m.json"));
    configuration.set("v/obelus.toml", Some("volume.facsimile = 'scans/{page}.jpg'"));
    assert_eq!(configuration.unread_image_folders(), [folder]);
}

#[test]
fn a_manifest_of_no_use_is_a_problem_of_its_key() {
    let text = "\u{feff}convention = 'plan'\nvolume.facsimile = 'm.json'\nrules.empty-note = 'of'";
    let mut configuration = Configuration::default();
    configuration.set("v/obelus.toml", Some(text));
    configuration.set_manifest("v/m.json", Err("there is no such file or folder".into()));
    let file = configuration.file("v/obelus.toml").unwrap();
    assert_eq!(file.base(), 3);
    let problems: Vec<_> = file.problems().iter().map(|it| (it.span.of(file.text()), &it.message[..])).collect();
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert_eq!(problems[1], ("'m.json'", "`facsimile`: m.json: there is no such file or folder"));
    assert_eq!(configuration.at("v/d1.txt").facsimile.value, None);

    configuration.set_manifest("v/m.json", manifest("47.jpg"));
    assert_eq!(configuration.file("v/obelus.toml").unwrap().problems().len(), 2);

    let (partial, problems) = Partial::from_json(&serde_json::json!({"volume.facsimile": "m.json"}));
    assert!(partial.facsimile.is_none());
    assert_eq!(problems, ["`facsimile`: a manifest can only be named in an `obelus.toml`"]);
}

/// What is left of diagnostics of these rules and severities at the word `here` of a text.
fn left(path: &str, text: &str, toml: &str, found: &[(Code, Severity)]) -> Vec<(Code, Severity)> {
    let configuration = configuration(&[("v/obelus.toml", toml)]);
    let start = text.find("here").unwrap();
    let diagnostic = |&(code, severity)| {
        let span = Span::new(start, start + 4);
        Diagnostic { code, severity, span, message: String::new(), related: Vec::new(), suggestion: None }
    };
    let found = found.iter().map(diagnostic).collect();
    let left = configuration.at(path).apply(path, text, found);
    left.iter().map(|diagnostic| (diagnostic.code, diagnostic.severity)).collect()
}

#[test]
fn rules_are_set_and_turned_off() {
    use Severity::{Error, Hint, Information, Warning};
    let found = [(Code::EmptyNote, Warning), (Code::DuplicatePage, Warning), (Code::DanglingReference, Information)];
    let check = |toml: &str, expected: &[(Code, Severity)]| {
        assert_eq!(left("v/d1.txt", "here", toml, &found), expected, "{toml}");
    };
    check("", &found);
    check("rules.empty-note = 'off'", &found[1..]);
    check("rules.empty-note = 'error'", &[(Code::EmptyNote, Error), found[1], found[2]]);
    // A list still being typed is no error, whatever a reference without its note is.
    check("rules.dangling-reference = 'error'", &found);
    check("rules.dangling-reference = 'warning'", &found);
    check("rules.dangling-reference = 'hint'", &[found[0], found[1], (Code::DanglingReference, Hint)]);
}

#[test]
fn ignores_add_up() {
    let found = [(Code::EmptyNote, Severity::Warning)];
    let check = |path: &str, text: &str, ignored: bool| {
        let toml = "[[ignore]]\nfile = '*.txt'\ncode = 'empty-note'\ntext = 'in print'\n\
                    [[ignore]]\nfile = 'd7.txt'\ncode = 'empty-note'\n";
        assert_eq!(left(path, text, toml, &found).is_empty(), ignored, "{path} {text}");
    };
    check("v/d1.txt", "so in print here", true);
    check("v/d1.txt", "so in print\nhere", false);
    check("v/d7.txt", "here", true);
    check("w/d7.txt", "here", false);

    let mut configuration =
        configuration(&[VOLUME, ("obelus.toml", "ignore = [{file = 'series/v1/*', code = 'empty-note'}]")]);
    let editor = serde_json::json!({"ignore": [{"file": "v1/d2.txt", "code": "unclosed-bracket"}]});
    configuration.set_editor(Partial::from_json(&editor).0);
    let settings = configuration.at("series/v1/d2.txt");
    let all: Vec<_> = settings.all_ignores().map(|(ignore, origin)| (ignore.code, origin)).collect();
    let expected = [
        (Code::DuplicatePage, origin("series/v1/obelus.toml", 3)),
        (Code::EmptyNote, origin("obelus.toml", 1)),
        (Code::UnclosedBracket, Origin::Editor),
    ];
    assert_eq!(all, expected);
    let found: Vec<_> = [Code::DuplicatePage, Code::EmptyNote, Code::UnclosedBracket, Code::DuplicateNote]
        .map(|code| Diagnostic {
            code,
            severity: code.severity(),
            span: Span::new(0, 1),
            message: String::new(),
            related: Vec::new(),
            suggestion: None,
        })
        .into();
    let left = settings.apply("series/v1/d2.txt", "x", found);
    assert_eq!(left.iter().map(|diagnostic| diagnostic.code).collect::<Vec<_>>(), [Code::DuplicateNote]);
}

#[test]
fn what_is_shown_is_toml_that_says_the_same() {
    let configuration = configuration(&[SERIES, VOLUME]);
    let settings = configuration.at("series/v1/d1.txt");
    let shown = settings.to_toml(str::to_owned);
    let lines: Vec<_> = shown.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let words = lines.join("\n") + "\n";
    for expected in [
        "convention = \"auto\" # default\n",
        "language = \"auto\" # default\n",
        "include = [\"v*/*.txt\"] # series/obelus.toml, line 1\n",
        "empty-note = \"error\" # series/v1/obelus.toml, line 2\n",
        "\n[[ignore]] # series/v1/obelus.toml, line 3\nfile = \"d2.txt\"\ncode = \"duplicate-page\"\n",
    ] {
        assert!(words.contains(expected), "{expected}{shown}");
    }
    let (again, problems) = Partial::from_toml(&shown);
    assert_eq!(problems, []);
    assert_eq!(again.rules.len(), Code::ALL.len());
    assert_eq!(again.complete.map(|set| set.value), Some(Complete::Yes));
    assert_eq!(configuration.at("elsewhere").to_toml(str::to_owned).matches("# default").count(), 5 + Code::ALL.len());
}
