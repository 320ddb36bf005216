//! `obelus check --watch`.

use crate::folder::{BROKEN, Folder, SOUND};
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

/// How long a line is waited for: much longer than it takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program that runs until the value is dropped.
struct Watching {
    child: Child,
    out: Receiver<String>,
    err: Receiver<String>,
}

impl Watching {
    fn new(folder: &Folder, args: &[&str]) -> Self {
        let args = [&["check", "--watch"], args].concat();
        let mut child = folder.command(&args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let out = lines(child.stdout.take().unwrap());
        let err = lines(child.stderr.take().unwrap());
        Self { child, out, err }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines(from: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || BufReader::new(from).lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
    lines
}

/// Waits for a line that holds `words`.
fn wait_for(lines: &Receiver<String>, words: &str) {
    while !lines.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no line with “{words}”")).contains(words) {}
}

#[test]
fn what_changes_is_checked_again() {
    let folder = Folder::with("watch", &[("v/d1.txt", SOUND)]);
    let watching = Watching::new(&folder, &["v"]);
    wait_for(&watching.out, "nothing broken in 1 record ");
    folder.write("v/d2.txt", BROKEN.as_bytes());
    wait_for(&watching.out, "1 error, 1 warning in 1 of 2 records ");
    folder.write("v/obelus.toml", b"rules.unclosed-bracket = 'off'\n");
    wait_for(&watching.out, "1 error in 1 of 2 records ");
    // That of a folder above counts, too.
    folder.write("obelus.toml", b"rules.dangling-reference = 'off'\n");
    wait_for(&watching.out, "nothing broken in 2 records ");
    folder.write("v/w/d3.txt", BROKEN.replace("2. Letter", "3. Letter").as_bytes());
    wait_for(&watching.out, "nothing broken in 3 records ");
    fs::rename(folder.path("v/w"), folder.path("w")).unwrap();
    wait_for(&watching.out, "nothing broken in 2 records ");
    fs::remove_file(folder.path("v/d1.txt")).unwrap();
    wait_for(&watching.out, "nothing broken in 1 record ");
}

#[test]
fn a_file_that_is_named_is_watched_whether_or_not_it_is_there() {
    let folder = Folder::with("watch-file", &[("v/d1.txt", SOUND)]);
    let watching = Watching::new(&folder, &["v/d1.txt", "v/d2.txt"]);
    wait_for(&watching.err, "v/d2.txt: there is no such file or folder");
    wait_for(&watching.err, "waiting for changes (Ctrl-C ends it)");
    folder.write("v/d2.txt", BROKEN.as_bytes());
    wait_for(&watching.out, "1 error, 1 warning in 1 of 2 records ");
    // As many editors save: another file takes its place.
    folder.write("v/new", SOUND.replace("1. Letter", "2. Letter").as_bytes());
    fs::rename(folder.path("v/new"), folder.path("v/d2.txt")).unwrap();
    wait_for(&watching.out, "nothing broken in 2 records ");
}

#[test]
fn the_report_is_written_again() {
    let folder = Folder::with("watch-output", &[("v/d1.txt", SOUND)]);
    let watching = Watching::new(&folder, &["--output", "v/report.txt", "v"]);
    wait_for(&watching.err, "v/report.txt: nothing broken in 1 record ");
    folder.write("v/d2.txt", BROKEN.as_bytes());
    wait_for(&watching.err, "v/report.txt: 1 error, 1 warning in 1 of 2 records ");
    assert!(fs::read_to_string(folder.path("v/report.txt")).unwrap().contains("dangling-reference"));
}
