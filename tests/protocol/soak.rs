//! A day of editing in a few minutes: eight documents are opened, edited, saved, closed and changed on disk, and everything
//! is asked of them, while the server may say nothing that a fresh one would not, and need no more memory and handles.
//!
//! The environment variable `OBELUS_SOAK` says how many steps are taken in each unit of columns.

use crate::client::{Client, PATIENCE};
use crate::folder::Folder;
use crate::process::{exit_code, start};
use crate::records::Unit;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::process::Child;
use std::time::Instant;

/// How many steps are taken between two comparisons with a fresh server.
const STRETCH: usize = 25;

/// How many stretches pass before memory and handles are first looked at.
const WARM: usize = 2;

/// The methods that ask about a place, a range or the whole of a document.
const METHODS: [&str; 17] = [
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/documentHighlight",
    "textDocument/linkedEditingRange",
    "textDocument/prepareRename",
    "textDocument/completion",
    "textDocument/codeAction",
    "textDocument/inlayHint",
    "textDocument/semanticTokens/range",
    "textDocument/semanticTokens/full",
    "textDocument/documentSymbol",
    "textDocument/documentLink",
    "textDocument/foldingRange",
    "textDocument/codeLens",
    "textDocument/diagnostic",
    "workspace/symbol",
];

/// Those of them whose answers about a whole document are compared with a fresh server's.
const COMPARED: [&str; 5] = [
    "textDocument/diagnostic",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/documentLink",
    "textDocument/codeLens",
];

/// What is typed.
const TYPED: [&str; 14] =
    ["1", "2", " ", "\n", "\r\n", "[Page 7]", "[", "]", ".", "  1. ", "See Document 2.", "é", "𝔄", "A letter."];

/// The errors that a request may end with: it was cancelled, its document changed, or it cannot be met there.
const ERRORS: [i64; 3] = [-32800, -32801, -32803];

/// The documents, by their names.
fn documents() -> Vec<(String, String)> {
    let letter = |n: usize| {
        format!(
            "{n}. Letter to Ada{n}\n\nDear Ada,1 the dredger sails.2\n[Page {n}]\nYours.\n\n  1. See Document {}.\n  2. It did.\n\n",
            n + 1
        )
    };
    let mut documents: Vec<_> = (1..=4).map(|n| (format!("d{n}.txt"), letter(n))).collect();
    documents.push(("volume.txt".into(), (10..60).map(letter).collect()));
    documents.push(("long.txt".into(), letter(70) + &"The dredger sails in May 1911, see p. 12.\n".repeat(1800)));
    documents.push(("numbers.txt".into(), letter(71).replace("Yours.", &"1 2 ".repeat(1000))));
    let mut word = String::new();
    for n in 0..1000_usize {
        let _ = write!(word, "aG{}+", n * n);
    }
    documents.push(("picture.txt".into(), letter(72).replace("Yours.", &word)));
    documents
}

/// An editor, its server, and what the editor knows.
struct Editor<'a> {
    folder: &'a Folder,
    unit: Unit,
    client: Client,
    server: Child,
    /// The name and the text of each document, and whether it is open.
    documents: Vec<(String, String, bool)>,
    version: i32,
    /// The requests that are not answered yet.
    asked: Vec<i64>,
    /// The state of the random numbers, which are the same in every run.
    random: u64,
}

impl<'a> Editor<'a> {
    fn new(folder: &'a Folder, unit: Unit, documents: Vec<(String, String, bool)>) -> Self {
        let (server, mut client) = start(&[]);
        let encoding = match unit {
            Unit::Utf8 => "utf-8",
            Unit::Utf16 => "utf-16",
            Unit::Utf32 => "utf-32",
        };
        let capabilities = json!({
            "general": {"positionEncodings": [encoding]},
            "textDocument": {"diagnostic": {}},
            "window": {"workDoneProgress": true},
        });
        let folders = json!([{"uri": folder.uri(""), "name": "records"}]);
        let params = json!({"processId": null, "capabilities": capabilities, "workspaceFolders": folders});
        client.ask("initialize", params);
        client.notify("initialized", json!({}));
        client.is_read();
        for (name, text, _) in documents.iter().filter(|(_, _, is_open)| *is_open) {
            // What is open as a record stays one, whatever is left of it; a fresh server would have to guess.
            client.open_as("record", &folder.uri(name), text);
        }
        Self { folder, unit, client, server, documents, version: 1, asked: Vec::new(), random: 1 }
    }

    fn random(&mut self, below: usize) -> usize {
        self.random = self.random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.random >> 33) as usize % below.max(1)
    }

    /// A random place in the document `at`: a byte, and its position.
    fn place(&mut self, at: usize) -> (usize, Value) {
        let mut byte = self.random(self.documents[at].1.len() + 1);
        let text = &self.documents[at].1;
        // Neither inside a character nor inside a line break.
        while !text.is_char_boundary(byte) || text[byte..].starts_with('\n') && text[..byte].ends_with('\r') {
            byte -= 1;
        }
        let line_start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
        let column = &text[line_start..byte];
        let character = match self.unit {
            Unit::Utf8 => column.len(),
            Unit::Utf16 => column.encode_utf16().count(),
            Unit::Utf32 => column.chars().count(),
        };
        (byte, json!({"line": text[..byte].matches('\n').count(), "character": character}))
    }

    /// Does something in the document `at`.
    fn step(&mut self, at: usize) {
        let uri = self.folder.uri(&self.documents[at].0);
        let is_open = self.documents[at].2;
        match self.random(20) {
            0 if is_open => {
                self.client.close(&uri);
                self.documents[at].1 = std::fs::read_to_string(self.folder.0.join(&self.documents[at].0)).unwrap();
                self.documents[at].2 = false;
            }
            _ if !is_open => {
                if self.random(2) == 0 {
                    self.documents[at].1 += "\nA line from elsewhere.\n";
                    self.folder.write(&self.documents[at].0, &self.documents[at].1);
                    self.client.touched(&[uri]);
                } else {
                    self.client.open_as("record", &uri, &self.documents[at].1);
                    self.documents[at].2 = true;
                }
            }
            1 => self.save(at),
            2..=5 => {
                let id = self.ask(at);
                if self.random(3) == 0 {
                    self.client.notify("$/cancelRequest", json!({"id": id}));
                }
                self.asked.push(id);
            }
            _ => self.edit(at, &uri),
        }
    }

    /// Types something, or deletes some characters.
    fn edit(&mut self, at: usize, uri: &str) {
        self.version += 1;
        let (start, from) = self.place(at);
        let (mut end, mut to, mut new) = (start, from.clone(), TYPED[self.random(TYPED.len())]);
        if self.random(3) == 0 {
            // At most to the end of the line, whose position is that of any column behind it.
            let (rest, text) = (&self.documents[at].1[start..], "");
            let length = rest.find(['\n', '\r']).unwrap_or(rest.len()).min(40);
            let length = (0..=length).rev().find(|&at| rest.is_char_boundary(at)).unwrap_or_default();
            let removed = &rest[..length];
            let width = match self.unit {
                Unit::Utf8 => removed.len(),
                Unit::Utf16 => removed.encode_utf16().count(),
                Unit::Utf32 => removed.chars().count(),
            };
            (end, new) = (start + length, text);
            to["character"] = json!(from["character"].as_u64().unwrap() + width as u64);
        }
        self.documents[at].1.replace_range(start..end, new);
        self.client.change(uri, self.version, json!([{"range": {"start": from, "end": to}, "text": new}]));
    }

    fn save(&mut self, at: usize) {
        let uri = self.folder.uri(&self.documents[at].0);
        self.folder.write(&self.documents[at].0, &self.documents[at].1);
        self.client.save(&uri);
        self.client.touched(&[uri]);
    }

    /// Asks something about a random place of the document `at`.
    fn ask(&mut self, at: usize) -> i64 {
        let method = METHODS[self.random(METHODS.len())];
        let (start, end) = (self.place(at).1, self.place(at).1);
        let params = json!({
            "textDocument": {"uri": self.folder.uri(&self.documents[at].0)},
            "position": start,
            "range": {"start": start, "end": end},
            "context": {"includeDeclaration": true, "triggerKind": 1, "diagnostics": []},
            "query": "letter",
        });
        self.client.request(method, params)
    }

    /// Waits for the answers to all requests.
    fn await_answers(&mut self) {
        for id in std::mem::take(&mut self.asked) {
            let answer = self.client.response(id);
            let code = answer["error"]["code"].as_i64();
            assert!(code.is_none_or(|code| ERRORS.contains(&code)), "{answer}");
        }
    }

    /// What is said of every open document.
    fn everything(&mut self) -> Vec<(String, Value)> {
        let names: Vec<_> = self.documents.iter().filter(|(_, _, is_open)| *is_open).map(|it| it.0.clone()).collect();
        let mut said = Vec::new();
        for name in names {
            for method in COMPARED {
                let mut answer = self.client.ask(method, json!({"textDocument": {"uri": self.folder.uri(&name)}}));
                if let Some(answer) = answer.as_object_mut() {
                    answer.remove("resultId");
                }
                said.push((format!("{method} of {name}"), answer));
            }
        }
        said
    }

    /// Saves everything, and holds what is said of it against what a fresh server says.
    fn compare(&mut self) {
        for at in 0..self.documents.len() {
            if self.documents[at].2 {
                self.save(at);
            }
        }
        let mut fresh = Editor::new(self.folder, self.unit, self.documents.clone());
        // The first answers may be given before all that is open is known.
        fresh.everything();
        let expected = fresh.everything();
        fresh.end();
        let begun = Instant::now();
        loop {
            let found = self.everything();
            let differs = found.iter().zip(&expected).find(|(found, expected)| found != expected);
            let Some(differs) = differs else { return };
            assert!(begun.elapsed() < PATIENCE, "{differs:#?}");
        }
    }

    /// The resident memory in KiB, and the number of open files and of threads. None where the system does not tell.
    fn needs(&self) -> Option<(usize, usize, usize)> {
        let of = format!("/proc/{}", self.server.id());
        let status = std::fs::read_to_string(format!("{of}/status")).ok()?;
        let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        let memory = memory.trim().trim_end_matches(" kB").parse().ok()?;
        let count = |what: &str| std::fs::read_dir(format!("{of}/{what}")).map(Iterator::count).ok();
        Some((memory, count("fd")?, count("task")?))
    }

    fn end(mut self) {
        self.client.ask("shutdown", Value::Null);
        self.client.notify("exit", Value::Null);
        assert_eq!(exit_code(self.server, self.client), Some(0));
    }
}

#[test]
fn after_a_day_the_server_knows_what_a_fresh_one_does() {
    let steps: usize = std::env::var("OBELUS_SOAK").map_or(3 * STRETCH, |steps| steps.parse().unwrap());
    for unit in [Unit::Utf8, Unit::Utf16, Unit::Utf32] {
        let folder = Folder::new(&format!("soak-{unit:?}"));
        let documents = documents();
        for (name, text) in &documents {
            folder.write(name, text);
        }
        let documents = documents.into_iter().map(|(name, text)| (name, text, true)).collect();
        let mut editor = Editor::new(&folder, unit, documents);
        let mut before = None;
        for stretch in 0..steps.div_ceil(STRETCH) {
            for _ in 0..STRETCH {
                let at = editor.random(editor.documents.len());
                editor.step(at);
            }
            editor.await_answers();
            editor.compare();
            if stretch == WARM {
                before = editor.needs();
            }
        }
        if let (Some(before), Some(after)) = (before, editor.needs()) {
            let (memory, files, _) = before;
            assert!(after.0 < memory * 3 / 2 + (32 << 10) && after.1 <= files, "{before:?} became {after:?}");
        }
        editor.end();
    }
}
