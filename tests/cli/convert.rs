//! `obelus convert`.

use crate::folder::{BROKEN, Folder, SOUND};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// A record with a reference of which it is in doubt where it leads.
const DOUBTFUL: &str =
    "7. Minutes0\n\nThey met in Plan 31 or Plan 41 and rose.2\n  1. Source: Files.\n  2. At noon.\n  3. At five.\n";

/// The example records, in a folder `v`.
fn examples(name: &str) -> Folder {
    let folder = Folder::new(name);
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/records")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        folder.write(&format!("v/{name}"), &fs::read(&path).unwrap());
    }
    folder
}

/// What the records in the folder `path` lead to: for each record its number, and for each reference its label and the words of its
/// note, without white space.
fn pairings(folder: &Folder, path: &str) -> Vec<(Value, Vec<(String, String)>)> {
    let mut found = Vec::new();
    for line in folder.run(&["index", path]).lines() {
        let text = fs::read(folder.path(line["path"].as_str().unwrap())).unwrap();
        let of = |part: &Value| {
            let at = |key: &str| usize::try_from(part[key].as_u64().unwrap()).unwrap();
            String::from_utf8(text[at("start")..at("end")].to_vec()).unwrap()
        };
        let words = |note: String| {
            let behind = note.find([':', '.']).map_or(0, |at| at + 1);
            note[behind..].trim_end_matches(']').split_whitespace().collect::<String>()
        };
        let references = line["note_refs"].as_array().unwrap().iter().map(|reference| {
            let note = reference["note"].as_u64().map(|note| of(&line["notes"][usize::try_from(note).unwrap()]));
            (reference["label"].as_str().unwrap().to_owned(), note.map(words).unwrap_or_default())
        });
        found.push((line["record"]["number"].clone(), references.collect()));
    }
    found
}

#[test]
fn every_convention_and_back() {
    let folder = examples("convert-round");
    folder.write("obelus.toml", b"include = [\"**/*.txt\", \"**/*.md\"]\n");
    let before = pairings(&folder, "v");
    assert!(before.len() > 5 && before.iter().all(|(number, _)| number.is_string()));
    for (to, from) in [
        ("markdown", "v"),
        ("proofreaders", "markdown"),
        ("gutenberg", "proofreaders"),
        ("plain", "gutenberg"),
        ("markdown", "plain"),
    ] {
        let ran = folder.run(&["convert", "--to", to, from, "--overwrite", "--output", to]);
        assert_ne!(ran.status, Some(2), "{}", ran.err);
        assert_eq!(pairings(&folder, to), before, "{from} to {to}");
    }
}

#[test]
fn to_tei_and_back() {
    let folder = examples("convert-tei");
    let before = pairings(&folder, "v");
    assert_eq!(folder.run(&["convert", "--to", "tei", "v", "-o", "tei"]).status, Some(0));
    let mut files: Vec<_> = fs::read_dir(folder.path("tei")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    files.sort();
    for file in &files {
        let path = format!("tei/{}", file.to_str().unwrap());
        let ran = folder.run(&["convert", "--to", "plain", &path, "-o", "again"]);
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{path}");
    }
    assert_eq!(pairings(&folder, "again"), before);
}

#[test]
fn to_a_volume_of_tei_and_back() {
    let folder = examples("convert-volume");
    let ran = folder.run(&["convert", "--to", "tei", "--by-volume", "v", "-o", "tei"]);
    assert_eq!((ran.status, ran.err.as_str(), ran.out.as_str()), (Some(0), "", ""));
    let ran = folder.run(&["convert", "--from", "tei", "--to", "plain", "tei", "-o", "again"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    assert_eq!(pairings(&folder, "again/v"), pairings(&folder, "v"));
}

#[test]
fn a_volume_is_one_file() {
    let files = [("a/d1.txt", SOUND), ("a/d2.txt", BROKEN), ("a/b.c/d1.txt", SOUND), ("a/b.c/d2.txt", BROKEN)];
    let folder = Folder::with("convert-by-volume", &files);
    let ran = folder.run(&["convert", "--to", "tei", "--by-volume", "a", "-o", "out"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    let one = fs::read_to_string(folder.path("out/a.xml")).unwrap();
    assert!(one.contains("<ref target=\"#d2\">Document 2</ref>"), "{one}");
    assert_eq!(fs::read_to_string(folder.path("out/b.c.xml")).unwrap().matches("<TEI>").count(), 2);
    // The volume may be named, and is printed where there is no output.
    assert_eq!(folder.run(&["convert", "--to", "html", "--by-volume", "a/b.c", "-o", "b.html"]).status, Some(0));
    let page = fs::read_to_string(folder.path("b.html")).unwrap();
    assert_eq!(folder.run(&["convert", "--to", "html", "--by-volume", "a/b.c"]).out, page);
    // A file alone is what it is without the option.
    let alone = folder.run(&["convert", "--to", "tei", "--by-volume", "a/d1.txt"]);
    assert_eq!(alone.out, folder.run(&["convert", "--to", "tei", "a/d1.txt"]).out);
    let ran = folder.run(&["convert", "--to", "markdown", "--by-volume", "a"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(2), "obelus: --by-volume: is for `tei` and `html` only\n"));
}

#[test]
fn doubt_in_a_volume_is_said_of_its_file() {
    let folder = Folder::with("convert-volume-doubt", &[("v/d1.txt", SOUND), ("v/d7.txt", DOUBTFUL)]);
    let ran = folder.run(&["convert", "--to", "tei", "--by-volume", "v"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(1), "obelus: v/d7.txt: in record 7, 1 reference is in doubt\n"));
    let ran = folder.run(&["convert", "--strict", "--to", "tei", "--by-volume", "v"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.ends_with("obelus: v: is in doubt, and not converted\n"), "{}", ran.err);
}

#[test]
fn a_folder_of_tei() {
    let letter = "<TEI><text><body><div type=\"letter\" xml:id=\"L1\"><p>He <ferry>came</ferry>.<note n=\"1\">At \
                  noon.</note></p></div></body></text></TEI>";
    let volume = "<TEI><text><body><div type=\"document\" xml:id=\"d1\"><p>A</p></div><div type=\"document\" \
                  xml:id=\"d2\"><p><ferry>B</ferry></p></div></body></text></TEI>";
    let files =
        [("tei/more/L1.xml", letter), ("tei/vol.1.xml", volume), ("tei/page.xml", "<html/>"), ("tei/d1.txt", SOUND)];
    let folder = Folder::with("convert-tei-folder", &files);
    let ran = folder.run(&["convert", "--from", "tei", "--to", "plain", "tei", "-o", "text"]);
    let said = "obelus: elements not known, kept as text: ferry 2\nobelus: 1 XML file is no TEI, and passed over\n";
    assert_eq!((ran.status, ran.err.as_str()), (Some(1), said));
    let text = |path: &str| fs::read_to_string(folder.path(path)).unwrap();
    assert_eq!(text("text/more/L1.txt"), "He came.1\n  1. At noon.\n");
    assert_eq!((text("text/vol.1/d1.txt"), text("text/vol.1/d2.txt")), ("A\n".into(), "B\n".into()));
    assert!(!folder.path("text/d1.txt").exists());
    // In the order in which files are read, where they are printed.
    assert_eq!(
        folder.run(&["convert", "--from", "tei", "--to", "plain", "tei"]).out,
        "A\n\nB\nHe came.1\n  1. At noon.\n"
    );
    // A file that is given has to be TEI, and a folder has to have some.
    folder.write("none/page.xml", b"<html/>");
    let ran = folder.run(&["convert", "--from", "tei", "--to", "plain", "none", "tei/page.xml"]);
    let said = "obelus: tei/page.xml: has no <TEI> in it\nobelus: 1 XML file is no TEI, and passed over\nobelus: none: there is no TEI in this \
                folder (which is in files whose names end in `.xml`)\n";
    assert_eq!((ran.status, ran.err.as_str()), (Some(2), said));
}

#[test]
fn one_file_goes_to_standard_output() {
    let folder = Folder::with("convert-stdout", &[("d1.txt", SOUND)]);
    let ran = folder.run(&["convert", "--to", "markdown", "d1.txt"]);
    let expected = "# 1. Letter from the Harbour Master to Miss Amory

The ferry came late again.[^1] I have told the pilot so, 
[Page 12] and told his brother.[^2] 

[^1]: See Document 2.

[^2]: Not found.
";
    assert_eq!((ran.out.as_str(), ran.status), (expected, Some(0)), "{}", ran.err);
}

#[test]
fn results_lie_as_the_files_do() {
    let folder = Folder::with("convert-places", &[("v/a/d1.txt", SOUND), ("v/d2.txt", SOUND)]);
    assert_eq!(folder.run(&["convert", "--to", "tei", "v", "-o", "out"]).status, Some(0));
    assert!(folder.path("out/a/d1.xml").exists() && folder.path("out/d2.xml").exists());
    assert_eq!(folder.run(&["convert", "--to", "html", "v/d2.txt", "-o", "proof.html"]).status, Some(0));
    assert!(folder.path("proof.html").exists());
}

#[test]
fn a_file_that_is_read_is_not_replaced() {
    let folder = Folder::with("convert-same", &[("v/d1.txt", SOUND)]);
    let ran = folder.run(&["convert", "--to", "gutenberg", "v", "-o", "v"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("v/d1.txt: would replace v/d1.txt, which is read, too"), "{}", ran.err);
    assert_eq!(fs::read_to_string(folder.path("v/d1.txt")).unwrap(), SOUND);
    folder.write("w/d1.txt", SOUND.as_bytes());
    folder.write("w/d1.record", SOUND.as_bytes());
    let ran = folder.run(&["convert", "--to", "tei", "w", "-o", "out"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("would replace out/d1.xml, the result of another file"), "{}", ran.err);
}

#[test]
fn what_is_there_is_replaced_only_if_that_is_asked_for() {
    let folder = Folder::with("convert-overwrite", &[("d1.txt", SOUND), ("out/d1.xml", "<TEI/>")]);
    let ran = folder.run(&["convert", "--to", "tei", "d1.txt", "-o", "out"]);
    assert_eq!(ran.status, Some(2));
    assert_eq!(ran.err, "obelus: d1.txt: would replace out/d1.xml; with --overwrite, it does\n");
    assert_eq!(fs::read_to_string(folder.path("out/d1.xml")).unwrap(), "<TEI/>");
    // The second time there is nothing to replace.
    for more in [&["--overwrite"][..], &[]] {
        let ran = folder.run(&[&["convert", "--to", "tei", "d1.txt", "-o", "out"], more].concat());
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    }
}

#[test]
fn line_endings_stay() {
    let folder = Folder::with("convert-crlf", &[("d1.txt", &SOUND.replace('\n', "\r\n"))]);
    for to in ["markdown", "gutenberg", "plain"] {
        let ran = folder.run(&["convert", "--to", to, "d1.txt"]);
        assert_eq!(ran.out.matches('\n').count(), ran.out.matches("\r\n").count(), "{to}");
    }
    assert!(!folder.run(&["convert", "--to", "tei", "d1.txt"]).out.contains('\r'));
}

#[test]
fn a_file_of_several_records_stays_one() {
    let letters = "1. First letter1\n\nHe came.2\n\n  1. A.\n  2. B.\n\n2. Second letter1\n\nHe went.2\n\n  1. C.\n  2. D.\n\n\
                   3. Third letter\n\nHe stayed.\n";
    let folder =
        Folder::with("convert-several", &[("obelus.toml", "include = [\"**/*\"]"), ("v/letters.txt", letters)]);
    let before = pairings(&folder, "v");
    assert_eq!(before.len(), 3);
    let notes = |found: Vec<(Value, Vec<(String, String)>)>| -> Vec<_> {
        found.into_iter().flat_map(|(_, references)| references).map(|(_, note)| note).collect()
    };
    for (to, from) in [("markdown", "v"), ("plain", "markdown")] {
        let ran = folder.run(&["convert", "--to", to, from, "-o", to]);
        assert_ne!(ran.status, Some(2), "{to}: {}", ran.err);
        let after = pairings(&folder, to);
        assert_eq!(after.len(), 3, "{to}");
        assert_eq!(notes(after), notes(pairings(&folder, "v")), "{to}");
    }
}

#[test]
fn what_is_in_doubt_is_said() {
    let folder = Folder::with("convert-doubt", &[("d7.txt", DOUBTFUL)]);
    let ran = folder.run(&["convert", "--to", "tei", "d7.txt"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(1), "obelus: d7.txt: in record 7, 1 reference is in doubt\n"));
    assert!(ran.out.contains("cert=\"low\""));
    let ran = folder.run(&["convert", "--strict", "--to", "tei", "d7.txt"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.ends_with("obelus: d7.txt: is in doubt, and not converted\n"), "{}", ran.err);
}

#[test]
fn a_broken_record_stays_broken() {
    let folder = Folder::with("convert-broken", &[("d2.txt", BROKEN)]);
    for to in ["markdown", "gutenberg"] {
        let path = format!("{to}/d2.{}", if to == "markdown" { "md" } else { "txt" });
        assert_eq!(folder.run(&["convert", "--to", to, "d2.txt", "-o", to]).status, Some(0));
        let codes = |path: &str| -> Vec<_> {
            folder
                .run(&["check", "--format", "jsonl", path])
                .lines()
                .iter()
                .map(|found| found["code"].clone())
                .collect()
        };
        assert_eq!(codes(&path), codes("d2.txt"), "{to}");
    }
}

#[test]
fn what_is_no_tei() {
    let folder = Folder::with("convert-xml", &[("a.xml", "<html/>"), ("b.xml", "<TEI><p>")]);
    let ran = folder.run(&["convert", "--to", "plain", "a.xml", "b.xml"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(2), "obelus: a.xml: has no <TEI> in it\n"));
    let ran = folder.run(&["convert", "--to", "html", "b.xml"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
    assert_eq!(ran.err, "obelus: b.xml: is TEI, which is converted to plain text only\n");
}

#[test]
fn the_images_of_a_manifest_come_with_their_pages() {
    let manifest =
        br#"{"items": [{"label": "p. 7", "items": [{"items": [{"body": {"id": "https://iiif.example/7"}}]}]}]}"#;
    let record = "1. Letter\n\nHe came.\n\n[Page 7]\n\nHe saw.\n";
    let toml = "volume.facsimile = 'manifest.json'\n";
    let folder = Folder::with("convert-manifest", &[("v/d1.txt", record), ("v/obelus.toml", toml)]);
    folder.write("v/manifest.json", manifest);
    let ran = folder.run(&["convert", "--to", "tei", "v/d1.txt"]);
    for expected in ["<graphic xml:id=\"img_pg_7\" url=\"https://iiif.example/7\"/>", "facs=\"#img_pg_7\""] {
        assert!(ran.out.contains(expected), "{}{}", ran.out, ran.err);
    }
}
