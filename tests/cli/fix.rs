//! `obelus fix`.

use crate::folder::{BROKEN, Folder, SOUND};
use std::fs;

/// A record with a page marker to mend, and its patch.
const SLIP: &str = "3. Talk on the Quay\n\n[Page 30] They met.1\n[Page 3l] They sat.\n[Page 32]\n\n  1. In rain.\n";
const PATCH: &str = "\
--- v/d3.txt
+++ v/d3.txt
@@ -1,7 +1,7 @@
 3. Talk on the Quay
 
 [Page 30] They met.1
-[Page 3l] They sat.
+[Page 31] They sat.
 [Page 32]
 
   1. In rain.
";

fn folder(name: &str) -> Folder {
    Folder::with(name, &[("v/d1.txt", SOUND), ("v/d2.txt", BROKEN), ("v/d3.txt", SLIP)])
}

#[test]
fn without_write_it_only_shows() {
    let folder = folder("fix-dry");
    for args in [&["fix", "v"][..], &["fix", "--dry-run", "v"]] {
        let ran = folder.run(args);
        assert_eq!((ran.out.as_str(), ran.err.as_str(), ran.status), (PATCH, "", Some(1)));
    }
    assert_eq!(fs::read_to_string(folder.path("v/d3.txt")).unwrap(), SLIP);
    assert_eq!(folder.run(&["fix", "v/d1.txt"]).status, Some(0));
    assert_eq!(folder.run(&["fix", "--dry-run", "--write", "v"]).status, Some(2));
}

#[test]
fn with_write_the_file_is_replaced_and_nothing_else_touched() {
    let folder = folder("fix-write");
    let ran = folder.run(&["fix", "--write", "v"]);
    assert_eq!((ran.out.as_str(), ran.err.as_str(), ran.status), ("v/d3.txt: 1 mistake fixed\n", "", Some(0)));
    assert_eq!(fs::read_to_string(folder.path("v/d3.txt")).unwrap(), SLIP.replace("3l", "31"));
    assert_eq!(fs::read_to_string(folder.path("v/d2.txt")).unwrap(), BROKEN);
    let names: Vec<_> = fs::read_dir(folder.path("v")).unwrap().collect();
    assert_eq!(names.len(), 3, "{names:?}");
    let again = folder.run(&["fix", "--write", "v"]);
    assert_eq!((again.out.as_str(), again.status), ("", Some(0)));
}

#[test]
fn where_nothing_is_certain_it_says_what_is_left() {
    let folder = folder("fix-left");
    let left = "obelus: no fix is certain; left to you: 1 error, 1 warning in 1 of 1 record. \
                `obelus check` shows them\n";
    for args in [&["fix", "v/d2.txt"][..], &["fix", "--write", "v/d2.txt"]] {
        let ran = folder.run(args);
        assert_eq!((ran.out.as_str(), ran.err.as_str(), ran.status), ("", left, Some(0)));
    }
    let sound = folder.run(&["fix", "v/d1.txt"]);
    assert_eq!((sound.out.as_str(), sound.err.as_str(), sound.status), ("", "", Some(0)));
}

#[test]
fn line_ends_the_byte_order_mark_and_the_last_line_stay() {
    for line_break in ["\n", "\r\n", "\r"] {
        let text = format!("\u{feff}{}", SLIP.trim_end().replace('\n', line_break));
        let folder = Folder::with("fix-ends", &[("d3.txt", &text)]);
        assert_eq!(folder.run(&["fix", "--write", "d3.txt"]).status, Some(0));
        assert_eq!(fs::read_to_string(folder.path("d3.txt")).unwrap(), text.replace("3l", "31"), "{line_break:?}");
    }
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder("fix-mode");
    let path = folder.path("v/d3.txt");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("v/d3.txt", folder.path("link.txt")).unwrap();
    assert_eq!(folder.run(&["fix", "--write", "link.txt"]).status, Some(0));
    assert!(fs::symlink_metadata(folder.path("link.txt")).unwrap().is_symlink());
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(fs::read_to_string(&path).unwrap(), SLIP.replace("3l", "31"));

    fs::write(&path, SLIP).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
    let ran = folder.run(&["fix", "--write", "v"]);
    assert_eq!(ran.err, "obelus: v/d3.txt: cannot be written: it is read-only\n");
    assert_eq!((ran.out.as_str(), ran.status), ("", Some(2)));
}

/// The record [`SLIP`] with so much text that it takes a while to write.
#[cfg(unix)]
fn long_slip() -> String {
    format!("{SLIP}\n{}", "The ferry sails at noon.\n".repeat(20_000))
}

/// The names of the temporary files in the folder.
#[cfg(unix)]
fn temporary(folder: &Folder) -> Vec<String> {
    let names = fs::read_dir(folder.path("")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with(".obelus-")).collect()
}

/// Starts `obelus fix --write` on a file with `text`, and returns it while its temporary file is there. That is short: it
/// tries until it sees one.
#[cfg(unix)]
fn start_writing(folder: &Folder, text: &str) -> std::process::Child {
    use std::process::Stdio;
    for _ in 0..100 {
        folder.write("d3.txt", text.as_bytes());
        let mut command = folder.command(&["fix", "--write", "d3.txt"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        while child.try_wait().unwrap().is_none() {
            if !temporary(folder).is_empty() {
                return child;
            }
        }
    }
    panic!("no temporary file was seen");
}

#[cfg(unix)]
#[test]
fn what_is_appended_meanwhile_is_not_lost() {
    use std::io::Write;
    let late = "The pilot adds a line.\n";
    let text = long_slip();
    let folder = Folder::new("fix-append");
    let path = folder.path("d3.txt");
    let child = start_writing(&folder, &text);
    fs::OpenOptions::new().append(true).open(&path).unwrap().write_all(late.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let now = fs::read_to_string(&path).unwrap();
    assert!(now.ends_with(late) && temporary(&folder).is_empty());
    if now.starts_with(SLIP) {
        let problem = "obelus: d3.txt: was changed by another program in the meantime and is left as it is\n";
        assert_eq!((String::from_utf8(output.stderr).unwrap().as_str(), output.status.code()), (problem, Some(2)));
        assert_eq!(now, text + late);
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_nothing_behind() {
    use rustix::process::{Pid, Signal, kill_process};
    use std::os::unix::process::ExitStatusExt;
    for signal in [Signal::INT, Signal::TERM, Signal::HUP] {
        let text = long_slip();
        let folder = Folder::new("fix-interrupt");
        let mut child = start_writing(&folder, &text);
        kill_process(Pid::from_child(&child), signal).unwrap();
        let status = child.wait().unwrap();
        assert!(status.signal() == Some(signal.as_raw()) || status.success(), "{status}");
        assert_eq!(temporary(&folder), [""; 0]);
        let now = fs::read_to_string(folder.path("d3.txt")).unwrap();
        assert!(now == text || now == text.replace("3l", "31"), "{signal:?}");
    }
}

#[cfg(unix)]
#[test]
fn all_names_of_a_file_lead_to_the_mended_text() {
    use std::os::unix::fs::MetadataExt;
    let folder = Folder::with("fix-names", &[("d3.txt", &format!("{SLIP}  2. And in fog.\n"))]);
    fs::hard_link(folder.path("d3.txt"), folder.path("copy.txt")).unwrap();
    let before = fs::metadata(folder.path("d3.txt")).unwrap();
    assert_eq!(folder.run(&["fix", "--write", "d3.txt"]).status, Some(0));
    let after = fs::metadata(folder.path("copy.txt")).unwrap();
    assert_eq!((before.ino(), after.nlink()), (after.ino(), 2));
    let text = fs::read_to_string(folder.path("copy.txt")).unwrap();
    assert_eq!(text, format!("{SLIP}  2. And in fog.\n").replace("3l", "31"));
}

#[cfg(unix)]
#[test]
fn extended_attributes_stay() {
    let folder = Folder::with("fix-attributes", &[("d3.txt", SLIP)]);
    let path = folder.path("d3.txt");
    // Not every file system has them.
    if xattr::set(&path, "user.source", b"reel 12").is_ok() {
        assert_eq!(folder.run(&["fix", "--write", "d3.txt"]).status, Some(0));
        assert_eq!(xattr::get(&path, "user.source").unwrap().as_deref(), Some(&b"reel 12"[..]));
    }
    assert_eq!(temporary(&folder), [""; 0]);
}
