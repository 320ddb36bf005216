//! A record as somebody edits it, letter by letter: after every keystroke the server answers as a fresh one would.

use super::client::Client;
use super::process::{exit_code, start};
use super::records::{Unit, position};
use serde_json::{Value, json};
use std::path::Path;

const URI: &str = "file:///d41.txt";

/// References from 0 under a list from 1, one glued to letters and one behind a space; numbers that are none.
const HARBOR: &str = "\
41. Minutes of the 12th Session of the Harbor Commission0

[Here follows 1 page on the dredging of the outer basin.]

Commissioner Vorst said that the U-2 buoy was laid at 9:30 AM1 and that the Tarn [Tarnow] pilots were content. In 1962
the basin had been deeper. Point 4 of the agenda was left for the next session.

[Page 118]

Mr. Okafor asked that the tariff of 3/8/61 be kept as long as the Commission could.2

[Here follows 1 paragraph on wages.]

Adeline Vorst 3
  1. Source: Harbor Board, Minute Books, 1958–1963, Vol. VII, 4-12B, 3/9/61–3/11/61. No drafting information appears.
  2. See Document 40.
  3. The tariff of March 8 had been “accepted in general” by the pilots.
  4. Printed from a copy that bears this typed signature.";

/// What a record is edited by, and what must come of it.
struct Walk<'a> {
    text: &'a str,
    /// The references, each with `|` before it.
    references: [&'a str; 4],
    /// The items that they lead to, each with `|` before its label.
    items: [&'a str; 4],
    /// Numbers that are no references.
    others: &'a [&'a str],
    /// The outline's names: the record, its pages, and its notes.
    outline: [&'a str; 4],
}

#[test]
fn a_record_typed_letter_by_letter() {
    walk(&Walk {
        text: HARBOR,
        references: ["Commission|0", "AM|1", "could.|2", "Vorst |3"],
        items: ["  |1. Source", "  |2. See", "  |3. The tariff", "  |4. Printed"],
        others: &["|12th", "U-|2", "|9:30", "9:|30", "|1962", "196|2", "Point |4", "|3/8/61", "|4-12B", "3/11/|61"],
        outline: ["41. Minutes of the 12th Session of the Harbor Commission", "Page 117", "Page 118", "Notes"],
    });
}

/// The record that the project began with, where it is at hand.
#[test]
fn the_first_record_typed_letter_by_letter() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed/d222.txt");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return;
    };
    walk(&Walk {
        text: &text,
        references: ["Council|0", "AM|1", "could.|2", "Smith |3"],
        items: ["  |1. Source", "  |2. See", "  |3. In the", "  |4. Printed"],
        others: &["|32d", "|11:00 AM", "11:|00 AM", "25-|32A, 11/12/62-12/4/62. Top"],
        outline: [
            "222. Summary Record of the 32d Meeting of the Executive Committee of the National Security Council",
            "Page 568",
            "Page 569",
            "Notes",
        ],
    });
}

fn walk(walk: &Walk) {
    let (server, mut client) = start(&["serve"]);
    client.initialize(capabilities());
    client.open(URI, walk.text);
    let at_first = client.diagnostics(1);
    let mut editor = Editor { client, text: walk.text.to_owned(), version: 1, diagnostics: at_first.clone() };
    assert_eq!(codes(&at_first), ["note-number-mismatch"], "{at_first}");

    for (reference, item) in walk.references.iter().zip(walk.items) {
        let target = position(walk.text, item, Unit::Utf16);
        let found = editor.definition(reference);
        assert_eq!(found[0]["range"]["start"], target, "{reference} leads to {item}: {found}");
        let back = editor.definition(item);
        assert_eq!(back[0]["range"]["start"], position(walk.text, reference, Unit::Utf16), "{item} leads back: {back}");
    }
    for other in walk.others {
        assert_eq!(editor.definition(other), Value::Null, "{other}");
    }
    let [record, pages @ ..] = walk.outline;
    let symbols = editor.symbols();
    assert_eq!(symbols[0]["name"], record);
    let children = symbols[0]["children"].as_array().unwrap();
    assert_eq!(children.iter().map(|child| child["name"].as_str().unwrap()).collect::<Vec<_>>(), pages);
    assert_eq!(children[2]["children"].as_array().unwrap().len(), 4);

    // The line of item 3 goes, letter by letter from its end, and comes back.
    let item = walk.text.find(&walk.items[2].replace('|', "")).unwrap();
    let line = walk.text[item..].split_inclusive('\n').next().unwrap();
    for letter in line.chars().rev() {
        let end = item + line.len() - (walk.text.len() - editor.text.len());
        editor.replace(end - letter.len_utf8(), end, "");
    }
    let errors: Vec<_> = editor.diagnostics.as_array().unwrap().iter().filter(|d| d["severity"] == 1).collect();
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(errors[0]["code"], "dangling-reference");
    assert_eq!(errors[0]["range"]["start"], position(walk.text, walk.references[2], Unit::Utf16));
    for (at, letter) in line.char_indices() {
        editor.replace(item + at, item + at, &letter.to_string());
    }
    assert_eq!(editor.text, walk.text);
    assert_eq!(editor.diagnostics, at_first);

    // The reference goes instead.
    let reference = walk.text.find(&walk.references[2].replace('|', "")).unwrap() + "could.".len();
    editor.replace(reference, reference + 1, "");
    let of_interest: Vec<_> =
        codes(&editor.diagnostics).into_iter().filter(|code| code != "note-number-mismatch").collect();
    assert_eq!(of_interest, ["unreferenced-note"], "{}", editor.diagnostics);
    editor.client.ask("shutdown", Value::Null);
    editor.client.notify("exit", Value::Null);
    assert_eq!(exit_code(server, editor.client), Some(0));
}

fn capabilities() -> Value {
    json!({"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}})
}

fn codes(diagnostics: &Value) -> Vec<String> {
    diagnostics.as_array().unwrap().iter().map(|found| found["code"].as_str().unwrap().to_owned()).collect()
}

/// An editor with the record open, whose server is compared to a fresh one at every keystroke.
struct Editor {
    client: Client,
    text: String,
    version: i32,
    /// The last ones that were pushed.
    diagnostics: Value,
}

impl Editor {
    /// Replaces the bytes from `start` to `end`.
    fn replace(&mut self, start: usize, end: usize, new: &str) {
        let at = |offset: usize| {
            let before = &self.text[..offset];
            let line_start = before.rfind('\n').map_or(0, |at| at + 1);
            json!({"line": before.matches('\n').count(), "character": before[line_start..].encode_utf16().count()})
        };
        let change = json!([{"range": {"start": at(start), "end": at(end)}, "text": new}]);
        self.text.replace_range(start..end, new);
        self.version += 1;
        self.client.change(URI, self.version, change);
        // What is not saved may be judged more gently.
        self.client.diagnostics(i64::from(self.version));
        self.client.save(URI);
        self.compare();
    }

    /// Holds the server's answers against those of a fresh server for the same text.
    fn compare(&mut self) {
        let mut fresh = Client::ready(capabilities());
        fresh.open(URI, &self.text);
        self.diagnostics = self.client.diagnostics(i64::from(self.version));
        assert_eq!(self.diagnostics, fresh.diagnostics(1), "{}", self.text);
        let document = json!({"textDocument": {"uri": URI}});
        let symbols = fresh.ask("textDocument/documentSymbol", document.clone());
        assert_eq!(self.symbols(), symbols, "{}", self.text);
        for line in 0..self.text.lines().count() {
            let last = self.text.lines().nth(line).map_or(0, |line| line.encode_utf16().count());
            let params = json!({"textDocument": {"uri": URI}, "position": {"line": line, "character": last}});
            let answer = self.client.ask("textDocument/definition", params.clone());
            assert_eq!(answer, fresh.ask("textDocument/definition", params), "{}", self.text);
        }
        fresh.finish();
    }

    fn definition(&mut self, place: &str) -> Value {
        let position = position(&self.text, place, Unit::Utf16);
        self.client.ask("textDocument/definition", json!({"textDocument": {"uri": URI}, "position": position}))
    }

    fn symbols(&mut self) -> Value {
        self.client.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": URI}}))
    }
}
