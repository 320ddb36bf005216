//! `obelus check --output FILE`.

use crate::folder::{BROKEN, Folder, Ran, SOUND};
use std::fs;

fn folder(name: &str) -> Folder {
    Folder::with(name, &[("v/d1.txt", SOUND), ("v/d2.txt", BROKEN)])
}

/// The names of what is in the folder `v`.
fn names(folder: &Folder) -> Vec<String> {
    let found = fs::read_dir(folder.path("v")).unwrap();
    let mut names: Vec<_> = found.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_file_gets_what_would_be_printed() {
    let folder = folder("output");
    for format in ["human", "human --color always", "jsonl", "json", "sarif", "github", "json --statistics"] {
        let format: Vec<_> = ["--format"].into_iter().chain(format.split(' ')).collect();
        let args = [&["check", "v"], &format[..]].concat();
        let printed = folder.run(&args);
        // The second time the file is there, and is read no more than the first time.
        for _ in 0..2 {
            let ran = folder.run(&[&args[..], &["--output", "v/report.txt"]].concat());
            assert_eq!((ran.out.as_str(), ran.status), ("", Some(1)));
            assert_eq!(
                ran.err,
                "obelus: v/report.txt: 1 error, 1 warning in 1 of 2 records (5 references, 4 notes, 1 page)\n"
            );
            assert_eq!(fs::read_to_string(folder.path("v/report.txt")).unwrap(), printed.out, "{format:?}");
        }
        assert_eq!(names(&folder), ["d1.txt", "d2.txt", "report.txt"]);
        fs::remove_file(folder.path("v/report.txt")).unwrap();
    }
    let ran = folder.run(&["check", "-q", "-o", "report", "--exit-zero", "v"]);
    assert_eq!((ran.out.as_str(), ran.err.as_str(), ran.status), ("", "", Some(0)));
}

#[test]
fn a_record_is_not_overwritten() {
    let folder = folder("output-record");
    folder.write("v/list", b"milk\n");
    for (args, output, before) in [
        (&["v"][..], "v/d1.txt", SOUND),
        (&["v/d2.txt"], "v/../v/d1.txt", SOUND),
        (&["v/d2.txt", "v/list"], "v/list", "milk\n"),
        (&["--path", "v/list", "-"], "v/list", "milk\n"),
    ] {
        let ran = folder.run_with(&[&["check", "--output", output], args].concat(), BROKEN.as_bytes());
        assert_eq!(ran.err, format!("obelus: {output}: is a record to be read and is not overwritten\n"));
        assert_eq!((ran.out.as_str(), ran.status), ("", Some(2)));
        assert_eq!(fs::read_to_string(folder.path(output)).unwrap(), before);
    }
}

#[test]
fn a_file_that_cannot_be_written_is_said() {
    let folder = folder("output-unwritten");
    for output in ["none/report.txt", "w"] {
        fs::create_dir_all(folder.path("w")).unwrap();
        let ran = folder.run(&["check", "--output", output, "--exit-zero", "v"]);
        assert_eq!((ran.out.as_str(), ran.status), ("", Some(2)));
        assert!(ran.err.starts_with(&format!("obelus: {output}: cannot be written: ")), "{}", ran.err);
    }
    assert_eq!(names(&folder), ["d1.txt", "d2.txt"]);
}

#[test]
fn what_cannot_be_read_is_told_by_the_status_and_the_rest_is_written() {
    let folder = folder("output-status");
    let ran = folder.run(&["check", "--format", "jsonl", "--output", "report", "v", "nowhere"]);
    assert_eq!(ran.status, Some(2));
    assert_eq!(fs::read_to_string(folder.path("report")).unwrap().lines().count(), 2);
    let ran = folder.run(&["check", "--output", "report", "v/d1.txt"]);
    assert_eq!(ran.status, Some(0));
    assert!(fs::read_to_string(folder.path("report")).unwrap().starts_with("nothing broken"));
}

#[cfg(unix)]
#[test]
fn a_file_that_is_there_stays_what_it_is() {
    use std::fs::Permissions;
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = folder("output-mode");
    folder.write("reports/new.txt", b"");
    fs::set_permissions(folder.path("reports/new.txt"), Permissions::from_mode(0o640)).unwrap();
    symlink("reports/new.txt", folder.path("link.txt")).unwrap();
    assert_eq!(folder.run(&["check", "--output", "link.txt", "v"]).status, Some(1));
    assert!(fs::symlink_metadata(folder.path("link.txt")).unwrap().is_symlink());
    let mode = |path: &str| fs::metadata(folder.path(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("reports/new.txt"), 0o640);
    assert!(fs::read_to_string(folder.path("reports/new.txt")).unwrap().starts_with("error["));
    // A new one is as any other program would make it.
    fs::write(folder.path("by-another"), "").unwrap();
    assert_eq!(folder.run(&["check", "--output", "made", "v"]).status, Some(1));
    assert_eq!(mode("made"), mode("by-another"));
    // A device takes what it is given.
    let ran = Ran::of(folder.command(&["check", "-q", "--output", "/dev/stderr", "v"]).env("CLICOLOR_FORCE", "1"));
    assert!(ran.err.contains("dangling-reference") && ran.err.contains('\u{1b}'), "{}", ran.err);
}
