//! `obelus index`.

use crate::folder::{BROKEN, Folder, SOUND};
use serde_json::{Value, json};

#[test]
fn a_record_is_one_line() {
    let folder = Folder::with("index", &[("v/d1.txt", SOUND)]);
    let ran = folder.run(&["index", "--format", "jsonl", "v"]);
    let at = |words: &str| SOUND.find(words).unwrap();
    let expected = format!(
        concat!(
            r#"{{"path":"v/d1.txt","convention":"plain","#,
            r#""record":{{"number":"1","title":"Letter from the Harbour Master to Miss Amory","#,
            r#""start":0,"end":{},"heading":{{"start":0,"end":47}}}},"#,
            r#""pages":[{{"label":"12","start":{},"end":{}}}],"#,
            r#""notes":[{{"label":"1","start":{},"end":{}}},{{"label":"2","start":{},"end":{}}}],"#,
            r#""note_refs":[{{"label":"1","start":{},"end":{},"note":0,"certain":true,"certainty":6.0}},"#,
            r#"{{"label":"2","start":{},"end":{},"note":1,"certain":true,"certainty":6.0}}],"#,
            r#""cross_refs":[{{"kind":"document","text":"Document 2","start":{},"end":{},"#,
            r#""status":"not-loaded","resolved":null}}]}}"#,
            "\n"
        ),
        SOUND.len(),
        at("[Page"),
        at(" and told"),
        at("  1. See"),
        at("\n  2. Not"),
        at("  2. Not"),
        SOUND.len() - 1,
        at("1 I have"),
        at(" I have"),
        at("2 \n\n  1."),
        at(" \n\n  1."),
        at("Document 2"),
        at(".\n  2. Not"),
    );
    assert_eq!((ran.out, ran.status), (expected, Some(0)));
}

/// The words that an object's offsets cut out of the file.
fn words<'a>(bytes: &'a [u8], object: &Value) -> &'a str {
    let offset = |key: &str| usize::try_from(object[key].as_u64().unwrap()).unwrap();
    std::str::from_utf8(&bytes[offset("start")..offset("end")]).unwrap()
}

#[test]
fn offsets_count_the_bytes_of_the_file() {
    let crlf = BROKEN.replace('\n', "\r\n");
    for (name, text) in [
        ("plain", BROKEN.to_owned()),
        ("bom", format!("\u{feff}{BROKEN}")),
        ("crlf", crlf.clone()),
        ("bom-crlf", format!("\u{feff}{crlf}")),
    ] {
        let folder = Folder::with(name, &[("d2.txt", &text)]);
        let lines = folder.run(&["index", "d2.txt"]).lines();
        let [line] = lines.as_slice() else { panic!("{name}: {lines:?}") };
        let cut = |list: &str| -> Vec<_> {
            line[list].as_array().unwrap().iter().map(|object| words(text.as_bytes(), object)).collect()
        };
        assert_eq!(cut("note_refs"), ["1", "2", "3"], "{name}");
        assert_eq!(cut("notes"), ["  1. The pilot had two.", "  3. See Document 1."], "{name}");
        assert_eq!(cut("cross_refs"), ["Document 1"], "{name}");
        assert_eq!(words(text.as_bytes(), &line["record"]["heading"]), BROKEN.lines().next().unwrap(), "{name}");
        assert_eq!(line["record"]["end"], text.len(), "{name}");
        let leads: Vec<_> = line["note_refs"].as_array().unwrap().iter().map(|r| &r["note"]).collect();
        assert_eq!(leads, [&json!(0), &Value::Null, &json!(1)], "{name}");
    }
}

#[test]
fn a_file_of_many_records_is_many_lines() {
    let text = format!("{SOUND}\n{BROKEN}");
    let folder = Folder::with("many", &[("v.txt", &text)]);
    let lines = folder.run(&["index", "v.txt"]).lines();
    let numbers: Vec<_> = lines.iter().map(|line| &line["record"]["number"]).collect();
    assert_eq!(numbers, ["1", "2"]);
    assert_eq!(lines[0]["record"]["end"], lines[1]["record"]["start"]);
    assert_eq!(words(text.as_bytes(), &lines[1]["note_refs"][2]), "3");
}

#[test]
fn a_record_without_heading_has_no_number() {
    let folder = Folder::with("headless", &[("d41.txt", "the ferry came late again.1\n\n  1. Not found.\n")]);
    let lines = folder.run(&["index", "d41.txt"]).lines();
    assert_eq!(lines[0]["record"]["number"], Value::Null);
    assert_eq!(lines[0]["note_refs"][0]["note"], 0);
}

#[test]
fn cross_references_lead_to_other_files() {
    let with_mark = format!("\u{feff}{BROKEN}");
    let folder = Folder::with("cross", &[("v/d1.txt", SOUND), ("v/d2.txt", &with_mark), ("w/d1.txt", SOUND)]);
    let lines = folder.run(&["index", "v", "w"]).lines();
    let leads = lines.iter().map(|line| [&line["cross_refs"][0]["status"], &line["cross_refs"][0]["resolved"]]);
    let expected = [
        [json!("resolved"), json!({"path": "v/d2.txt", "start": 3})],
        [json!("resolved"), json!({"path": "v/d1.txt", "start": 0})],
        [json!("not-loaded"), Value::Null],
    ];
    assert_eq!(leads.collect::<Vec<_>>(), expected.each_ref().map(<[Value; 2]>::each_ref));
}

#[test]
fn cross_references_of_other_languages_lead_into_the_volume() {
    for (name, text, notes) in [
        (
            "de",
            "Die Fähre ist am 2. Mai nicht in den Hafen gekommen,1 und auch das Boot ist noch nicht da.2",
            ["Siehe Anm. 2.", "Vgl. Nr. 1, Anm. 1, und S. 12."],
        ),
        (
            "fr",
            "La barque n’est pas dans le port le 2 mai,1 et le canot n’est pas encore là.2",
            ["Voir note 2.", "Cf. n° 1, note 1, et p. 12."],
        ),
        (
            "nl",
            "De schuit is op 2 mei niet in de haven gekomen,1 en ook de boot is er nog niet.2",
            ["Zie noot 2.", "Vgl. nr. 1, noot 1, en blz. 12."],
        ),
        (
            "it",
            "La barca non è nel porto il 2 maggio,1 e anche il battello non è ancora qui.2",
            ["Vedi nota 2.", "Cfr. n. 1, nota 1, e p. 12."],
        ),
    ] {
        let record = |number: u32, page: &str| {
            let [one, two] = notes;
            format!("{number}. Hafen / Port / Haven / Porto\n\n{text}\n{page}\n  1. {one}\n  2. {two}\n")
        };
        let (first, second) = (record(1, "\n[Page 12]\n"), record(2, "\n[Page 13]\n"));
        let folder = Folder::with(&format!("language-{name}"), &[("v/d1.txt", &first), ("v/d2.txt", &second)]);
        let lines = folder.run(&["index", "v"]).lines();
        let cross_refs = lines[1]["cross_refs"].as_array().unwrap();
        let found: Vec<_> = cross_refs
            .iter()
            .map(|cross| (cross["kind"].as_str().unwrap(), cross["status"].as_str().unwrap()))
            .collect();
        let expected = ["footnote", "document", "footnote", "page"].map(|kind| (kind, "resolved"));
        assert_eq!(found, expected, "{second}\n{cross_refs:?}");
        let paths: Vec<_> = cross_refs.iter().map(|cross| cross["resolved"]["path"].as_str().unwrap()).collect();
        assert_eq!(paths, ["v/d2.txt", "v/d1.txt", "v/d1.txt", "v/d1.txt"], "{name}");
    }
}

#[test]
fn each_number_is_explained() {
    let text = "12. Letter\n\nThe gate is shut.1 In 1904 it was open.2\n\n  1. Since May.\n  2. Until June.\n";
    let folder = Folder::with("index-explain", &[("d12.txt", text)]);
    let ran = folder.run(&["index", "--explain", "d12.txt"]);
    assert_eq!(ran.status, Some(0));
    let explained: Vec<_> = ran.out.lines().filter(|line| line.contains("→ note")).collect();
    assert_eq!(explained.len(), 2, "{}", ran.out);
    let at = "d12.txt:3:18 +";
    assert!(explained[0].starts_with(at) && explained[0].contains("gate is shut.⟨1⟩ In 1904"), "{}", ran.out);
    assert!(ran.out.contains("Step(OnByOne) "), "{}", ran.out);
}
