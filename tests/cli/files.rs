//! Which files are read, in which order, and what is said of those that cannot be.

use crate::folder::{BROKEN, Folder, Ran, SOUND};
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

/// Which files `obelus index` prints of a folder with these files.
fn check(name: &str, files: &[&str], args: &[&str], printed: &[&str]) {
    let folder = Folder::new(name);
    for path in files {
        folder.write(path, SOUND.as_bytes());
    }
    let ran = folder.run(&[&["index"], args].concat());
    assert_eq!(ran.paths(), printed, "{}", ran.err);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
}

#[test]
fn files_are_in_natural_order() {
    check(
        "order",
        &["v/d10.txt", "v/d2.txt", "v/d1.txt", "v/part 10/d1.txt", "v/part 9/d1.txt"],
        &["v"],
        &["v/d1.txt", "v/d2.txt", "v/d10.txt", "v/part 9/d1.txt", "v/part 10/d1.txt"],
    );
}

#[test]
fn paths_are_relative_to_the_working_directory() {
    check("dot", &["d1.txt", "v/d1.txt"], &["."], &["d1.txt", "v/d1.txt"]);
    check("dots", &["v/d1.txt"], &["./v/", "v/../v"], &["v/d1.txt", "v/../v/d1.txt"]);
    let folder = Folder::with("absolute", &[("v/d1.txt", SOUND)]);
    let whole = folder.path("v");
    assert_eq!(folder.run(&["index", whole.to_str().unwrap()]).paths(), ["v/d1.txt"]);
}

#[test]
fn paths_are_read_in_the_order_given_and_once() {
    check(
        "given",
        &["a/d1.txt", "a/d2.txt", "b/d1.txt"],
        &["b", "a/d2.txt", "a", "b/d1.txt"],
        &["b/d1.txt", "a/d2.txt", "a/d1.txt"],
    );
}

#[test]
fn hidden_files_and_other_kinds_are_left_out() {
    check(
        "kinds",
        &["v/d1.txt", "v/D2.TXT", "v/d3.md", "v/d4", "v/.d5.txt", "v/.git/d6.txt", "v/d7.record"],
        &["v"],
        &["v/D2.TXT", "v/d1.txt", "v/d7.record"],
    );
}

#[test]
fn a_gitignore_is_respected_with_or_without_git() {
    for folder in [Folder::new("git"), Folder::outside("no-git")] {
        folder.write("v/.gitignore", b"draft*\n/old/\n");
        for path in ["v/d1.txt", "v/draft1.txt", "v/old/d1.txt", "v/new/old/d1.txt", "v/new/draft2.txt"] {
            folder.write(path, SOUND.as_bytes());
        }
        assert_eq!(folder.run(&["index", "v"]).paths(), ["v/d1.txt", "v/new/old/d1.txt"]);
        // That of a folder above is not read.
        assert_eq!(folder.run(&["index", "v/new"]).paths(), ["v/new/draft2.txt", "v/new/old/d1.txt"]);
    }
}

#[test]
fn a_file_that_is_named_is_read_whatever_it_is() {
    check(
        "named",
        &["v/d1.md", "v/.hidden.txt", "v/none"],
        &["v/d1.md", "v/.hidden.txt", "v/none"],
        &["v/d1.md", "v/.hidden.txt", "v/none"],
    );
    let folder = Folder::with("named-other", &[("shopping.txt", "milk\neggs\n")]);
    let ran = folder.run(&["index", "shopping.txt"]);
    assert_eq!((ran.status, ran.paths()), (Some(0), vec!["shopping.txt".to_owned()]));
}

/// Files among records, and whether each is taken for one.
const AMONG_RECORDS: [(&str, &str, bool); 12] = [
    ("bare.txt", "7. Notice\nThe quay is closed.\n", true),
    ("begun.txt", "8. Notice of the Harbour Master\n", true),
    ("reference.txt", "The tide was low.1 Nobody sailed.\n", true),
    ("marker.txt", "The tide was low.\n[Pgae 14]\nNobody sailed.\n", true),
    (
        "titled.txt",
        "Note of the Editors\n\nThe harbour board met twice more in that week, and no minutes were kept.\n",
        true,
    ),
    ("titled-list.txt", "Things for the Archive\n\nnew pencils\na ruler\n", false),
    ("groceries.txt", "1. Flour 2\n2. Salt 1\n3. Candles 12\n4. Rope\n", false),
    ("errands.txt", "1. Buy Flour And Salt\n\n2. Pay The Chandler Today\n\n3. Mend Two Nets\n", false),
    (
        "todo.txt",
        "Ask Brandt for the key\nring him on Friday 2\n1. sort the second reel\n2. number the cards 9\n",
        false,
    ),
    ("plain.txt", "The cards are in the third box.\n", false),
    ("points.txt", "- scan reel 4\n- send 12 pages to Vosk\n", false),
    ("empty.txt", "", false),
];

#[test]
fn among_records_a_file_with_marks_is_one_and_a_list_is_none() {
    let folder = Folder::new("among");
    let records: Vec<_> = (1..=AMONG_RECORDS.len() + 1).map(|number| format!("d{number}.txt")).collect();
    for path in &records {
        folder.write(path, SOUND.as_bytes());
    }
    for (path, text, _) in AMONG_RECORDS {
        folder.write(path, text.as_bytes());
    }
    let mut expected: Vec<_> = AMONG_RECORDS.iter().filter(|(.., taken)| *taken).map(|(path, ..)| *path).collect();
    expected.extend(records.iter().map(String::as_str));
    expected.sort_unstable();
    let mut taken = folder.run(&["index", "."]).paths();
    taken.sort_unstable();
    assert_eq!(taken, expected);
    // Where most files are none, those that are none by themselves stay alone.
    for path in records.iter().skip(9) {
        fs::remove_file(folder.path(path)).unwrap();
    }
    let mut taken = folder.run(&["index", "."]).paths();
    taken.sort_unstable();
    assert_eq!(taken, records[..9]);
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_followed_only_where_they_are_given() {
    use std::os::unix::fs::symlink;
    let folder = Folder::with("links", &[("v/d1.txt", SOUND), ("secret/d9.txt", SOUND)]);
    symlink("..", folder.path("v/up")).unwrap();
    symlink("../secret", folder.path("v/secret")).unwrap();
    symlink("../secret/d9.txt", folder.path("v/d9.txt")).unwrap();
    symlink("nowhere", folder.path("v/d2.txt")).unwrap();
    symlink("v", folder.path("w")).unwrap();
    let said = |given: &str| {
        let links = ["d9.txt", "secret", "up"].map(|link| {
            format!("obelus: {given}/{link}: is a link that leads out of the folder; it is not followed\n")
        });
        links.concat()
    };
    for (given, printed, said) in
        [("v", "v/d1.txt", said("v")), ("w", "w/d1.txt", said("w")), ("v/d9.txt", "v/d9.txt", String::new())]
    {
        let ran = folder.run(&["index", given]);
        assert_eq!((ran.paths(), ran.status, ran.err), (vec![printed.to_owned()], Some(0), said));
    }
}

#[cfg(unix)]
#[test]
fn links_within_the_folder_are_followed_once() {
    use std::os::unix::fs::symlink;
    let folder = Folder::with("inner-links", &[("v/a/d1.txt", SOUND), ("v/.store/5f3a", SOUND)]);
    symlink("a/d1.txt", folder.path("v/again.txt")).unwrap();
    symlink("a", folder.path("v/b")).unwrap();
    // As git-annex keeps files: the name is a link to where the text is.
    symlink(".store/5f3a", folder.path("v/d2.txt")).unwrap();
    let ran = folder.run(&["index", "v"]);
    assert_eq!((ran.paths(), ran.err.as_str()), (vec!["v/d2.txt".to_owned(), "v/a/d1.txt".to_owned()], ""));
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_around_it_is_said_and_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = Folder::with("loop", &[("v/d1.txt", SOUND), ("v/w/d2.txt", BROKEN)]);
    symlink("..", folder.path("v/w/up")).unwrap();
    let ran = folder.run(&["index", "v"]);
    assert_eq!(ran.paths(), ["v/d1.txt", "v/w/d2.txt"]);
    assert_eq!(
        (ran.status, ran.err.as_str()),
        (Some(2), "obelus: v/w/up: is a link to a folder that it lies in; it is not followed\n")
    );
}

#[cfg(unix)]
#[test]
fn what_must_not_be_read_is_said_and_the_rest_is_done() {
    use std::fs::Permissions;
    use std::io::{self, Write as _};
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;
    let folder = Folder::with("forbidden", &[("v/d1.txt", SOUND), ("v/d2.txt", SOUND), ("v/w/d3.txt", SOUND)]);
    for path in ["v/d2.txt", "v/w"] {
        fs::set_permissions(folder.path(path), Permissions::from_mode(0o000)).unwrap();
    }
    // Nothing is forbidden to root: the program then runs as somebody else.
    let is_root = fs::read(folder.path("v/d2.txt")).is_ok();
    let command = |args| {
        const NOBODY: u32 = 65534;
        let mut command = folder.command(args);
        if is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        command
    };
    if let Err(error) = command(&["--version"]).output() {
        // Not by eprintln, which is shown of tests that fail only.
        writeln!(io::stderr().lock(), "skipped: nobody else may run the program here: {error}").unwrap();
        return;
    }
    let ran = Ran::of(&mut command(&["index", "v"]));
    fs::set_permissions(folder.path("v/w"), Permissions::from_mode(0o700)).unwrap();
    assert_eq!((ran.status, ran.paths()), (Some(2), vec!["v/d1.txt".to_owned()]));
    assert_eq!(
        ran.err,
        "obelus: v/w: cannot be read: permission denied\nobelus: v/d2.txt: cannot be read: permission denied\n"
    );
}

#[test]
fn what_is_no_record_is_left_alone() {
    let shopping = "milk\neggs\nrope\n";
    let short = "7. Notice\nNo answer has come.\n";
    let folder = Folder::with(
        "no-record",
        &[
            // Most are records: so is the short one.
            ("v/a.txt", short),
            ("v/d1.txt", SOUND),
            ("v/d2.txt", BROKEN),
            // Half are none: the others are left out.
            ("home/a.txt", short),
            ("home/b.txt", SOUND),
            ("home/c.txt", shopping),
            ("home/d.txt", BROKEN),
            ("lists/a.txt", shopping),
        ],
    );
    let ran = folder.run(&["index", "."]);
    assert_eq!(ran.paths(), ["home/b.txt", "home/d.txt", "v/a.txt", "v/d1.txt", "v/d2.txt"]);
    let ran = folder.run(&["check", "--format", "jsonl", "lists", "v/d1.txt"]);
    assert_eq!(
        ran.err,
        "obelus: lists: there is no record in this folder (records are `.txt` and `.record` files; `obelus check \
         --explain-files` gives the reason for each file)\n"
    );
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
}

#[test]
fn why_a_file_is_a_record_or_none_is_said_of_each() {
    let folder = Folder::with(
        "explain",
        &[
            ("v/.gitignore", "drafts/\n*.tmp.txt\n!kept.tmp.txt\n"),
            ("v/a.txt", "7. Notice\nNo answer has come.\n"),
            ("v/d1.txt", SOUND),
            ("v/d2.txt", &BROKEN.replace("2. Letter", "Letter")),
            ("v/d10.record", ""),
            ("v/drafts/a.txt", SOUND),
            ("v/kept.tmp.txt", "[Page 1]\n"),
            ("v/scan.png", ""),
            ("v/x.tmp.txt", SOUND),
            ("lists/a.txt", "7. Notice\nNo answer has come.\n"),
            ("lists/b.txt", "milk\neggs\n"),
            ("lists/c.txt", "milk\neggs\n"),
            ("md/obelus.toml", "include = [\"**/*.md\"]\n"),
            ("md/a.md", "# Read me\n"),
        ],
    );
    let ran = folder.run(&["check", "--explain-files", "v", "lists", "md", "v/scan.png"]);
    let expect = "\
lists/a.txt: is not a record: it has a numbered heading, which is enough only where most files of the folder are records
lists/b.txt: is not a record: it has no page marker, no numbered heading, and no footnote reference that leads to a note
lists/c.txt: is not a record: it has no page marker, no numbered heading, and no footnote reference that leads to a note
md/a.md: is a record: the `include` of an obelus.toml names it
md/obelus.toml: is not read: records are the files that `include` names: **/*.md
v/.gitignore: is left out: its name begins with a full stop
v/a.txt: is a record: it has a numbered heading, and most files of its folder are records
v/d1.txt: is a record: it has a page marker
v/d2.txt: is a record: it has a footnote reference that leads to a note
v/d10.record: is a record: its name ends in .record
v/drafts: is left out: `drafts/` in v/.gitignore names it
v/kept.tmp.txt: is a record: it has a page marker
v/scan.png: is read as a record, because the command names it
v/x.tmp.txt: is left out: `*.tmp.txt` in v/.gitignore names it
";
    assert_eq!((ran.out.as_str(), ran.status), (expect, Some(0)));
    assert_eq!(ran.err, "");
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_done() {
    let folder = Folder::with("unreadable", &[("v/d1.txt", SOUND), ("v/d3.txt", BROKEN), ("empty/readme.md", "")]);
    folder.write("v/d2.txt", b"2. Caf\xe9\0\n");
    folder.write("v/d4.txt", "4. Café\n\nUn th\u{e9}".as_bytes().strip_suffix(b"\xa9").unwrap());
    let large = std::fs::File::create(folder.path("v/d5.txt")).unwrap();
    large.set_len((1 << 30) + 1).unwrap();
    let ran = folder.run(&["index", "nowhere", "v", "empty"]);
    assert_eq!(ran.paths(), ["v/d1.txt", "v/d3.txt"]);
    assert_eq!(
        ran.err,
        "obelus: nowhere: there is no such file or folder\n\
         obelus: v/d2.txt: is not UTF-8 text (line 1 holds a byte that cannot be read); save it as UTF-8\n\
         obelus: v/d4.txt: is not UTF-8 text (line 3 holds a byte that cannot be read); save it as UTF-8\n\
         obelus: v/d5.txt: is larger than 64 MiB and left out; split it into smaller files\n\
         obelus: empty: there is no record in this folder (records are `.txt` and `.record` files; `obelus check \
         --explain-files` gives the reason for each file)\n"
    );
    for args in [["index", "v"], ["check", "v"], ["outline", "v"], ["check", "nowhere"], ["index", "empty"]] {
        assert_eq!(folder.run(&args).status, Some(2), "{args:?}");
    }
    assert_eq!(folder.run(&["check", "--exit-zero", "v"]).status, Some(2));
    for unread in ["nowhere", "empty", "v/d2.txt"] {
        assert_eq!(
            folder.run(&["check", unread]).out,
            "",
            "{unread}: nothing was read, so nothing is said to be sound"
        );
    }
}

#[test]
fn arguments_that_make_no_sense_are_said() {
    let folder = Folder::new("usage");
    for args in
        [&["check"][..], &["index"], &["outline"], &["mend", "v"], &["check", "--format", "xml", "."], &["--exit-zero"]]
    {
        let ran = folder.run(args);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{args:?}");
        assert!(ran.err.contains("Usage") || ran.err.contains("--help"), "{}", ran.err);
    }
}

#[test]
fn help_and_version_are_printed() {
    let folder = Folder::new("help");
    for (args, holds) in [
        (&["--help"][..], "obelus check letters"),
        (&["help", "check"], "--exit-zero"),
        (&["serve", "--help"], "--stdio"),
        (&["index", "--help"], "obelus index"),
        (&["outline", "--help"], "obelus outline"),
        // A release also prints its commit.
        (&["--version"], concat!("obelus ", env!("OBELUS_VERSION"), "\n")),
    ] {
        let ran = folder.run(args);
        assert_eq!(ran.status, Some(0), "{args:?}");
        assert!(ran.out.contains(holds), "{args:?}\n{}", ran.out);
    }
}

#[test]
fn output_does_not_depend_on_the_number_of_threads() {
    let folder = Folder::new("threads");
    for number in 1..=300 {
        let text = if number % 7 == 0 { BROKEN } else { SOUND };
        folder.write(&format!("v{}/d{number}.txt", number % 3), text.as_bytes());
    }
    folder.write("v1/d3.txt", b"\xff");
    for args in [&["index", "."][..], &["check", "."], &["check", "--format", "sarif", "."], &["outline", "."]] {
        let [one, four] = ["1", "4"].map(|threads| Ran::of(folder.command(args).env("RAYON_NUM_THREADS", threads)));
        assert_eq!((&one.out, &one.err, one.status), (&four.out, &four.err, four.status), "{args:?}");
        assert!(one.out.contains("d294.txt"), "{args:?}");
    }
}

#[test]
fn a_reader_that_has_seen_enough_ends_it_quietly() {
    let folder = Folder::new("pipe");
    for number in 1..=1000 {
        folder.write(&format!("d{number}.txt"), SOUND.as_bytes());
    }
    let mut child = folder.command(&["index", "."]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with(r#"{"path":"d1.txt","#), "{line}");
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}

#[test]
fn each_thing_that_cannot_be_read_is_said_once_and_all_else_is_read() {
    let folder = Folder::with("unreadable", &[("v/d1.txt", SOUND), ("v/d2.txt", BROKEN)]);
    folder.write("v/bytes.txt", b"1. Letter\n\xff\0\n");
    folder.write("v/obelus.toml", b"xyzzy = 1\n[rules]\nunclosed-bracket = \"off\"\n");
    // Sparse: 200 MB of nothing.
    std::fs::File::create(folder.path("v/huge.txt")).unwrap().set_len(200 << 20).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path("v"), folder.path("v/loop")).unwrap();
    let ran = folder.run(&["check", "--format", "jsonl", "v"]);
    let said = |what: &str| ran.err.lines().filter(|line| line.contains(what)).count();
    assert_eq!(said("bytes.txt: is not UTF-8"), 1, "{}", ran.err);
    assert_eq!(said("huge.txt: is larger than 64 MiB"), 1, "{}", ran.err);
    assert_eq!(said("loop: is a link to a folder that it lies in"), usize::from(cfg!(unix)), "{}", ran.err);
    assert_eq!(ran.err.lines().count(), 2 + usize::from(cfg!(unix)), "{}", ran.err);
    let codes: Vec<_> = ran.lines().iter().map(|line| line["code"].as_str().unwrap().to_owned()).collect();
    assert_eq!(codes, ["unknown-key", "dangling-reference"]);
    assert_eq!(ran.status, Some(2));
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_said_and_passed_over() {
    use rustix::fs::{CWD, FileType, mknodat};
    let folder = Folder::with("pipes", &[("v/d1.txt", SOUND), ("v/w/d2.txt", SOUND), ("obelus.toml/d3.txt", SOUND)]);
    for path in ["v/.gitignore", "v/d4.txt", "v/w/obelus.toml"] {
        mknodat(CWD, folder.path(path), FileType::Fifo, 0o600.into(), 0).unwrap();
    }
    std::os::unix::fs::symlink("/dev/zero", folder.path("v/w/.gitignore")).unwrap();
    let ran = folder.run(&["index", "v"]);
    assert_eq!((ran.status, ran.paths()), (Some(2), vec!["v/d1.txt".to_owned(), "v/w/d2.txt".to_owned()]));
    assert_eq!(
        ran.err,
        "obelus: v/.gitignore: is not a regular file and is not read\n\
         obelus: v/d4.txt: is not a regular file and is not read\n\
         obelus: v/w/.gitignore: is a link that leads out of the folder; it is not followed\n\
         obelus: obelus.toml: is not a file; nothing in it applies\n\
         obelus: v/w/obelus.toml: is not a file; nothing in it applies\n"
    );
    for path in ["v/d4.txt", "/dev/zero"] {
        let ran = folder.run(&["index", path]);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
        assert!(ran.err.contains(&format!("obelus: {path}: is not a regular file and is not read\n")), "{}", ran.err);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf8_are_files_of_their_own() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let folder = Folder::new("names");
    let slip = |n| format!("{n}. Talk\n\n[Page 30] They met.1\n[Page 3l] They sat.\n[Page 32]\n\n  1. In rain.\n");
    for (name, n) in [(&b"d\xfe.txt"[..], 3), (b"d\xff.txt", 4)] {
        let path = folder.path("v").join(OsStr::from_bytes(name));
        fs::create_dir_all(folder.path("v")).unwrap();
        fs::write(path, slip(n)).unwrap();
    }
    let ran = folder.run(&["index", "v"]);
    assert_eq!(ran.paths(), [r"v/d\xFE.txt", r"v/d\xFF.txt"]);
    let titles: Vec<_> = ran.lines().iter().map(|line| line["record"]["number"].clone()).collect();
    assert_eq!(titles, ["3", "4"]);
    let ran = folder.run(&["fix", "--write", "v"]);
    assert_eq!(ran.out, "v/d\\xFE.txt: 1 mistake fixed\nv/d\\xFF.txt: 1 mistake fixed\n");
    for (name, n) in [(&b"d\xfe.txt"[..], 3), (b"d\xff.txt", 4)] {
        let mended = fs::read_to_string(folder.path("v").join(OsStr::from_bytes(name))).unwrap();
        assert_eq!(mended, slip(n).replace("3l", "31"));
    }
}
