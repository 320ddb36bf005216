//! Folders of records around the open ones: what is on disk, and what becomes of it.

use crate::client::{Client, PATIENCE};
use crate::folder::Folder;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

/// A letter of that number which cites `cites`.
fn letter(number: u64, cites: &str) -> String {
    format!("{number}. Letter From the Harbour Master\n\nThe ferry.1 The pier.2\n\n  1. Late.\n  2. {cites}\n")
}

/// Twenty-four letters, each of which cites the next, but the last.
fn volume(folder: &Folder) {
    for number in 1..=24 {
        let cites = if number < 24 { format!("See Document {}.", number + 1) } else { "Lost.".to_owned() };
        folder.write(&format!("v/d{number}.txt"), letter(number, &cites));
    }
}

/// The code and the message of each diagnostic.
fn said(diagnostics: &Value) -> Vec<String> {
    let said = |it: &Value| format!("{}: {}", it["code"].as_str().unwrap(), it["message"].as_str().unwrap());
    diagnostics.as_array().unwrap().iter().map(said).collect()
}

impl Client {
    /// The diagnostics of all files that are not open, by their URIs: those that are others than `previous`, which become
    /// these.
    fn pull_workspace(&mut self, previous: &mut BTreeMap<String, (String, Value)>) -> BTreeMap<String, Vec<String>> {
        let ids: Vec<_> = previous.iter().map(|(uri, (id, _))| json!({"uri": uri, "value": id})).collect();
        let answer = self.ask("workspace/diagnostic", json!({"previousResultIds": ids}));
        let mut changed = BTreeMap::new();
        for report in answer["items"].as_array().unwrap() {
            assert_eq!(report["kind"], "full");
            let uri = report["uri"].as_str().unwrap().to_owned();
            let id = report["resultId"].as_str().unwrap().to_owned();
            changed.insert(uri.rsplit('/').next().unwrap().to_owned(), said(&report["items"]));
            previous.insert(uri, (id, report["items"].clone()));
        }
        changed
    }
}

/// What a client that pulls can do.
fn pulls() -> Value {
    json!({"textDocument": {"diagnostic": {}}})
}

#[test]
fn a_record_that_is_gone_is_missed_by_those_that_cite_it() {
    let folder = Folder::new("gone");
    volume(&folder);
    // Its name has no number of a record.
    let twelve = "v/d12b.txt";
    fs::rename(folder.0.join("v/d12.txt"), folder.0.join(twelve)).unwrap();
    let mut client = folder.client(json!({}));
    let (citing, uri) = (letter(11, "See Document 12."), folder.uri("v/d11.txt"));
    client.open(&uri, &citing);
    assert_eq!(client.diagnostics(1), json!([]));

    // On disk.
    fs::remove_file(folder.0.join(twelve)).unwrap();
    client.touched(&[folder.uri(twelve)]);
    let missed = ["unknown-document: No record 12 in this volume: its records are numbered 1–24"];
    assert_eq!(said(&client.diagnostics(1)), missed);
    folder.write(twelve, letter(12, "See Document 13."));
    client.touched(&[folder.uri(twelve)]);
    assert_eq!(said(&client.diagnostics(1)), [""; 0]);

    // In the editor, though it is on disk. That 25 is far from its place is for information.
    let other = folder.uri(twelve);
    client.open(&other, &letter(12, "See Document 13."));
    assert_eq!(client.diagnostics_of(&other), json!([]));
    client.change(&other, 2, json!([{"text": letter(25, "See Document 13.")}]));
    assert_eq!(
        said(&client.diagnostics_of(&uri)),
        ["unknown-document: No record 12 in this volume: its records are numbered 1–25"]
    );
    client.diagnostics_of(&other);
    // Closed without being saved.
    client.close(&other);
    assert_eq!(client.diagnostics_of(&other), json!([]));
    assert_eq!(client.diagnostics_of(&uri), json!([]));
    client.finish();
}

#[test]
fn a_note_that_is_renumbered_elsewhere() {
    let folder = Folder::new("note");
    folder.write("v/d2.txt", letter(2, "Old."));
    let mut client = folder.client(json!({"textDocument": {"publishDiagnostics": {"relatedInformation": true}}}));
    let uri = folder.uri("v/d1.txt");
    client.open(&uri, &letter(1, "See footnote 2, Document 2."));
    assert_eq!(client.diagnostics(1), json!([]));
    folder.write("v/d2.txt", "2. Letter From the Harbour Master\n\nThe ferry.1\n\n  1. Late.\n");
    client.touched(&[folder.uri("v/d2.txt")]);
    let found = client.diagnostics(1);
    assert_eq!(said(&found), ["unknown-footnote: No note 2 in record 2: its notes end at 1"]);
    let related = &found[0]["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], folder.uri("v/d2.txt"));
    assert_eq!(related["location"]["range"]["start"]["line"], 4);
    client.finish();
}

#[test]
fn files_that_are_not_open_are_pulled() {
    let folder = Folder::new("pulled");
    volume(&folder);
    folder.write("v/d7.txt", letter(7, "See Document 8000."));
    folder.write("shopping.txt", "Eggs (2)\n");
    let mut client = folder.client(pulls());
    let mut known = BTreeMap::new();
    let all = client.pull_workspace(&mut known);
    assert_eq!(all.len(), 24);
    let said: Vec<_> = all.iter().filter(|(_, said)| !said.is_empty()).collect();
    let missed = "unknown-document: No record 8000 in this volume: its records are numbered 1–24".to_owned();
    assert_eq!(said, [(&"d7.txt".to_owned(), &vec![missed.clone()])]);

    // With nothing to tell the answer waits, and comes when there is.
    let ids: Vec<_> = known.iter().map(|(uri, (id, _))| json!({"uri": uri, "value": id})).collect();
    let waiting = client.request("workspace/diagnostic", json!({"previousResultIds": ids}));
    client.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": folder.uri("v/d1.txt")}}));
    fs::remove_file(folder.0.join("v/d7.txt")).unwrap();
    client.touched(&[folder.uri("v/d7.txt")]);
    let answer = client.result(waiting);
    let changed: Vec<_> = answer["items"].as_array().unwrap().iter().map(|it| it["uri"].as_str().unwrap()).collect();
    assert!(changed.contains(&folder.uri("v/d6.txt").as_str()) && changed.contains(&folder.uri("v/d7.txt").as_str()));
    client.finish();
}

#[test]
fn a_request_that_waits_can_be_cancelled() {
    let folder = Folder::new("cancelled");
    folder.write("d1.txt", letter(1, "Old."));
    let mut client = folder.client(pulls());
    let mut known = BTreeMap::new();
    client.pull_workspace(&mut known);
    let ids: Vec<_> = known.iter().map(|(uri, (id, _))| json!({"uri": uri, "value": id})).collect();
    let waiting = client.request("workspace/diagnostic", json!({"previousResultIds": ids}));
    client.notify("$/cancelRequest", json!({"id": waiting}));
    assert_eq!(client.error(waiting), -32800);
    client.finish();
}

#[test]
fn a_client_that_refreshes_is_asked_to() {
    let folder = Folder::new("refresh");
    volume(&folder);
    let mut capabilities = pulls();
    capabilities["workspace"] = json!({"diagnostics": {"refreshSupport": true}});
    let mut client = folder.client(capabilities);
    // Once it is read.
    let request = client.server_request("workspace/diagnostic/refresh");
    client.open(&folder.uri("v/d11.txt"), &letter(11, "See Document 12."));
    fs::remove_file(folder.0.join("v/d12.txt")).unwrap();
    client.touched(&[folder.uri("v/d12.txt")]);
    // Not again before it has answered.
    client.answer(&request["id"], Value::Null);
    let request = client.server_request("workspace/diagnostic/refresh");
    client.answer(&request["id"], Value::Null);
    let found = client.ask("textDocument/diagnostic", json!({"textDocument": {"uri": folder.uri("v/d11.txt")}}));
    assert_eq!(said(&found["items"]).len(), 1);
    client.finish();
}

#[test]
fn files_are_watched_where_the_client_can() {
    let folder = Folder::new("watched");
    folder.write("d1.txt", letter(1, "Old."));
    let mut client = folder.client(json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}}));
    let request = client.server_request("client/registerCapability");
    client.answer(&request["id"], Value::Null);
    let registration = &request["params"]["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    assert_eq!(registration["registerOptions"]["watchers"][0]["globPattern"], "**/*.{txt,record}");
    client.finish();
}

#[test]
fn folders_come_and_go() {
    let folder = Folder::new("folders");
    volume(&folder);
    folder.write("other/d1.txt", letter(1, "See Document 2."));
    let mut client = folder.client(pulls());
    let mut known = BTreeMap::new();
    client.pull_workspace(&mut known);
    assert_eq!(known.len(), 25);
    let event = |added: &[Value], removed: &[Value]| json!({"event": {"added": added, "removed": removed}});
    let whole = json!({"uri": folder.uri(""), "name": "records"});
    let part = json!({"uri": folder.uri("other"), "name": "other"});
    client.notify("workspace/didChangeWorkspaceFolders", event(&[part], &[whole]));
    client.is_read();
    assert_eq!(client.pull_workspace(&mut BTreeMap::new()).len(), 1);
    // A folder that is renamed.
    fs::rename(folder.0.join("other"), folder.0.join("other.old")).unwrap();
    let files = json!([{"oldUri": folder.uri("other"), "newUri": folder.uri("other.old")}]);
    client.notify("workspace/didRenameFiles", json!({"files": files}));
    client.is_read();
    let mut known = BTreeMap::from([(folder.uri("other/d1.txt"), ("x".to_owned(), Value::Null))]);
    // Nothing is left, and what was there is cleared.
    assert_eq!(client.pull_workspace(&mut known), BTreeMap::from([("d1.txt".to_owned(), Vec::new())]));
    assert_eq!(known.into_values().map(|(id, _)| id).collect::<Vec<_>>(), [""]);
    client.finish();
}

#[test]
fn what_cannot_be_read_is_said_and_all_else_works() {
    let folder = Folder::new("unreadable");
    volume(&folder);
    folder.write("v/bytes.txt", b"1. Letter\n\xff\xfe\0\n");
    folder.write("v/null.txt", b"\0\0[Page 7]\0");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&folder.0, folder.0.join("v/loop")).unwrap();
        std::os::unix::fs::symlink(folder.0.join("nowhere"), folder.0.join("v/broken.txt")).unwrap();
        std::os::unix::fs::symlink("/etc", folder.0.join("v/outside")).unwrap();
    }
    // A sparse file of 200 MB.
    fs::File::create(folder.0.join("v/huge.txt")).unwrap().set_len(200 << 20).unwrap();
    let mut client = folder.client(pulls());
    let lines: Vec<_> = (0..if cfg!(unix) { 4 } else { 2 }).map(|_| client.log_line()).collect();
    assert!(lines.iter().any(|line| line.contains("bytes.txt is not UTF-8 text (line 2")), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("huge.txt is larger than 64 MiB")), "{lines:?}");
    assert!(
        !cfg!(unix) || lines.iter().any(|line| line.contains("loop is a link to a folder that it lies in")),
        "{lines:?}"
    );
    assert!(!cfg!(unix) || lines.iter().any(|line| line.contains("outside is a link that leads out")), "{lines:?}");
    assert_eq!(client.pull_workspace(&mut BTreeMap::new()).len(), 25);
    client.finish();
}

/// Something that happens to a folder of records.
#[derive(Clone, Debug)]
enum Step {
    /// A file is written, whether it was there or not.
    Write { file: usize, number: u64, cites: u64 },
    /// A file is deleted.
    Delete { file: usize },
    /// A file takes another's name.
    Rename { file: usize, to: usize },
    /// A file is opened, as it is on disk or, where there is none, empty.
    Open { file: usize },
    /// All of an open file is replaced.
    Type { file: usize, number: u64, cites: u64 },
    /// An open file is saved.
    Save { file: usize },
    /// A file is closed.
    Close { file: usize },
}

const FILES: usize = 5;

fn step() -> impl Strategy<Value = Step> {
    let (file, number, cites) = (0..FILES, 1_u64..6, 1_u64..7);
    prop_oneof![
        (file.clone(), number.clone(), cites.clone()).prop_map(|(file, number, cites)| Step::Write {
            file,
            number,
            cites
        }),
        file.clone().prop_map(|file| Step::Delete { file }),
        (file.clone(), file.clone()).prop_map(|(file, to)| Step::Rename { file, to }),
        file.clone().prop_map(|file| Step::Open { file }),
        (file.clone(), number, cites).prop_map(|(file, number, cites)| Step::Type { file, number, cites }),
        file.clone().prop_map(|file| Step::Save { file }),
        file.prop_map(|file| Step::Close { file }),
    ]
}

/// A client whose state is compared with a fresh one's.
struct Compared<'a> {
    folder: &'a Folder,
    client: Client,
    open: BTreeMap<usize, String>,
    version: i32,
}

impl Compared<'_> {
    fn path(file: usize) -> String {
        format!("d{file}.txt")
    }

    fn uri(&self, file: usize) -> String {
        self.folder.uri(&Self::path(file))
    }

    fn on_disk(&self, file: usize) -> PathBuf {
        self.folder.0.join(Self::path(file))
    }

    /// Takes a step, and tells the server.
    fn take(&mut self, step: &Step) {
        let text = |number, cites| letter(number, &format!("See footnote {cites}, Document {cites}, and Document 2."));
        match *step {
            Step::Write { file, number, cites } => {
                self.folder.write(&Self::path(file), text(number, cites));
                self.client.touched(&[self.uri(file)]);
            }
            Step::Delete { file } => {
                let _ = fs::remove_file(self.on_disk(file));
                self.client.touched(&[self.uri(file)]);
            }
            Step::Rename { file, to } => {
                if !self.open.contains_key(&file) && fs::rename(self.on_disk(file), self.on_disk(to)).is_ok() {
                    self.client.touched(&[self.uri(file), self.uri(to)]);
                }
            }
            Step::Open { file } => {
                if !self.open.contains_key(&file) {
                    let text = fs::read_to_string(self.on_disk(file)).unwrap_or_default();
                    self.client.open(&self.uri(file), &text);
                    self.open.insert(file, text);
                }
            }
            Step::Type { file, number, cites } => {
                if self.open.contains_key(&file) {
                    self.version += 1;
                    self.client.change(&self.uri(file), self.version, json!([{"text": text(number, cites)}]));
                    self.open.insert(file, text(number, cites));
                }
            }
            Step::Save { file } => {
                if let Some(text) = self.open.get(&file) {
                    self.folder.write(&Self::path(file), text);
                    self.client.touched(&[self.uri(file)]);
                }
            }
            Step::Close { file } => {
                if self.open.remove(&file).is_some() {
                    self.client.close(&self.uri(file));
                }
            }
        }
    }

    /// What `client` says of every file, open or not.
    fn everything(client: &mut Client, folder: &Folder, open: &BTreeMap<usize, String>) -> BTreeMap<String, Value> {
        let mut all = BTreeMap::new();
        client.pull_workspace(&mut all);
        let mut all: BTreeMap<_, _> = all.into_iter().map(|(uri, (_, items))| (uri, items)).collect();
        for &file in open.keys() {
            let uri = folder.uri(&Self::path(file));
            let items = client.ask("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}));
            all.insert(uri, items["items"].clone());
        }
        all
    }

    /// Holds what the server says, once it has read what changed, against what a fresh one says.
    fn compare(&mut self) -> Result<(), TestCaseError> {
        let mut fresh = self.folder.client(pulls());
        for (&file, text) in &self.open {
            fresh.open(&self.uri(file), text);
        }
        let expected = Self::everything(&mut fresh, self.folder, &self.open);
        fresh.finish();
        let begun = Instant::now();
        loop {
            let found = Self::everything(&mut self.client, self.folder, &self.open);
            if found == expected {
                return Ok(());
            }
            prop_assert!(begun.elapsed() < PATIENCE, "found: {:#?}\nexpected: {:#?}", found, expected);
        }
    }
}

#[test]
fn after_every_step_the_server_knows_what_a_fresh_one_does() {
    let cases = Config { cases: 12, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new(cases);
    let steps = proptest::collection::vec(step(), 1..14);
    let files = proptest::collection::vec((1_u64..6, 1_u64..7), 0..FILES);
    let outcome = runner.run(&(files, steps), |(files, steps)| {
        let folder = Folder::new("steps");
        for (file, (number, cites)) in files.into_iter().enumerate() {
            folder.write(&Compared::path(file), letter(number, &format!("See footnote {cites}, Document {cites}.")));
        }
        let client = folder.client(pulls());
        let mut compared = Compared { folder: &folder, client, open: BTreeMap::new(), version: 1 };
        for step in &steps {
            compared.take(step);
            compared.compare()?;
        }
        compared.client.finish();
        Ok(())
    });
    outcome.unwrap();
}
