//! `obelus check -`: one record from standard input.

use crate::folder::{BROKEN, Folder, SOUND};
use serde_json::json;

const JSONL: [&str; 3] = ["check", "--format", "jsonl"];

#[test]
fn standard_input_is_read_as_a_file_is() {
    let folder = Folder::with("input", &[("d2.txt", BROKEN)]);
    for encoded in [BROKEN.as_bytes().to_vec(), [b"\xef\xbb\xbf", BROKEN.as_bytes()].concat(), windows_1252(BROKEN)] {
        folder.write("d2.txt", &encoded);
        for format in ["human", "jsonl", "json", "sarif", "github"] {
            let args = ["check", "--format", format];
            let of_file = folder.run(&[&args[..], &["d2.txt"]].concat());
            let of_input = folder.run_with(&[&args[..], &["--path", "d2.txt", "-"]].concat(), &encoded);
            assert_eq!((&of_input.out, &of_input.err, of_input.status), (&of_file.out, &of_file.err, Some(1)));
        }
    }
}

fn windows_1252(text: &str) -> Vec<u8> {
    text.chars().map(|c| if c == '’' { 0x92 } else { u8::try_from(c).unwrap() }).collect()
}

#[test]
fn without_a_path_it_is_called_by_a_hyphen() {
    let folder = Folder::with("hyphen", &[("d1.txt", SOUND)]);
    let ran = folder.run_with(&[&JSONL[..], &["-"]].concat(), BROKEN.as_bytes());
    assert_eq!((ran.paths(), ran.status), (vec!["-".to_owned()], Some(1)));
    let ran = folder.run_with(&["check", "-"], SOUND.as_bytes());
    assert_eq!(ran.out, "nothing broken in 1 record (2 references, 2 notes, 1 page)\n");
    assert_eq!((ran.err.as_str(), ran.status), ("", Some(0)));
}

#[test]
fn its_path_says_what_is_configured_for_it() {
    let folder = Folder::with(
        "input-config",
        &[("v/obelus.toml", "[[ignore]]\nfile = \"d2.txt\"\ncode = \"dangling-reference\"\n")],
    );
    let codes = |path: &str| {
        let ran = folder.run_with(&[&JSONL[..], &["--path", path, "-"]].concat(), BROKEN.as_bytes());
        ran.lines().iter().map(|found| found["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(codes("v/d2.txt"), ["unclosed-bracket"]);
    for path in ["v/d3.txt", "d2.txt", "v/none/d2.txt"] {
        assert_eq!(codes(path), ["dangling-reference", "unclosed-bracket"], "{path}");
    }
    folder.write("v/obelus.toml", b"rules.unclosed-bracket = 'off'\n");
    assert_eq!(codes("v/none/d2.txt"), ["dangling-reference"]);
}

#[test]
fn its_path_says_by_which_convention_it_is_read() {
    let text = "# 3. Letter\n\nThe ferry.[^1] The pier.[^2]\n\n[^1]: Late.\n";
    let folder = Folder::with("input-convention", &[("obelus.toml", "convention = 'plain'\n")]);
    // A Markdown file stays one where the configuration says what the others are.
    for (path, found) in [("d3.md", "1 error in 1 of 1 record"), ("d3.txt", "nothing broken in 1 record")] {
        let ran = folder.run_with(&["check", "--path", path, "-"], text.as_bytes());
        assert!(ran.out.contains(found), "{path} {}", ran.out);
    }
}

#[test]
fn its_cross_references_lead_to_the_records_beside_the_file_and_it_stands_for_that_file() {
    let cites = SOUND.replace("See Document 2", "See footnote 7, Document 2");
    let other = "2. Letter From the Pilot\n\nA dog.1\n\n  1. His.\n";
    let folder = Folder::with(
        "beside",
        &[("v/a.txt", SOUND), ("v/b.txt", other), ("v/c.txt", BROKEN), ("v/w/b.txt", other), ("v/bytes.txt", "")],
    );
    folder.write("v/bytes.txt", b"\xff\0");
    let check =
        |folder: &Folder, path: &str| folder.run_with(&[&JSONL[..], &["--path", path, "-"]].concat(), cites.as_bytes());
    let ran = check(&folder, "v/a.txt");
    let [found] = &ran.lines()[..] else { panic!("{}", ran.out) };
    assert_eq!((&found["path"], &found["code"]), (&json!("v/a.txt"), &json!("unknown-footnote")));
    assert_eq!(found["related"][0]["path"], "v/b.txt");
    assert_eq!((ran.err.as_str(), ran.status), ("", Some(1)));
    // A file that is not there yet has the same records beside it, from wherever the program is run.
    std::fs::remove_file(folder.path("v/a.txt")).unwrap();
    let whole = folder.path("v/a.txt");
    for path in ["v/a.txt", "./v/../v/a.txt", whole.to_str().unwrap()] {
        assert_eq!(check(&folder, path).status, Some(1), "{path}");
    }
    let within = Folder::with("beside-here", &[("b.txt", other)]);
    assert_eq!(check(&within, "a.txt").status, Some(1));
    // What lies in other folders is no part of the volume.
    assert_eq!(check(&folder, "v/w/a.txt").status, Some(1));
    for path in ["a.txt", "v/none/a.txt"] {
        assert_eq!(check(&folder, path).status, Some(0), "{path}");
    }
}

#[test]
fn what_cannot_be_read_is_said() {
    let folder = Folder::with("input-unread", &[("v/d1.txt", SOUND)]);
    let ran = folder.run_with(&["check", "--path", "v/d2.txt", "-"], b"2. Letter\n\xff\0\n");
    assert_eq!((ran.out.as_str(), ran.status), ("", Some(2)));
    assert_eq!(
        ran.err,
        "obelus: v/d2.txt: is not UTF-8 text (line 2 holds a byte that cannot be read); save it as UTF-8\n"
    );
    let ran = folder.run_with(&["check", "--path", "v", "-"], BROKEN.as_bytes());
    assert_eq!((ran.err.as_str(), ran.status), ("obelus: v: is a folder; `--path` names a file\n", Some(2)));
}

#[test]
fn arguments_that_contradict_each_other_are_said() {
    let folder = Folder::with("input-usage", &[("v/d1.txt", SOUND)]);
    for (args, said) in [
        (&["check", "-", "v"][..], "'-' cannot be used with other paths"),
        (&["check", "--path", "v/d1.txt", "v"], "'--path <FILE>' is for standard input and needs '-' as PATH"),
        (&["check", "--watch", "-"], "'-' cannot be used with '--watch'"),
        (&["check", "--explain-files", "-"], "'-' cannot be used with '--explain-files'"),
    ] {
        let ran = folder.run_with(args, b"");
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
        assert!(ran.err.starts_with(&format!("error: {said}\n")), "{}", ran.err);
        assert!(ran.err.contains("obelus check"), "{}", ran.err);
    }
    // A file of that name has another path.
    folder.write("-", BROKEN.as_bytes());
    assert_eq!(folder.run(&["check", "./-"]).status, Some(1));
}
