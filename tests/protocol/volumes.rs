//! What the editor asks about cross references: over the files of a volume, open or on disk.

use crate::client::Client;
use crate::folder::Folder;
use crate::records::{Unit, position, range};
use serde_json::{Value, json};

const MAYOR: &str = "\
12. Letter From the Mayor

The ferry is late.1

[Page 41]

He asks for a pier.2

  1. See Document 13.
  2. See footnote 0, Document 13, p. 43, and vol. X, Document 13.
";

const CLERK: &str = "\
13. Letter to the Mayor0

The pier is paid for. [Page 43] It is long.1

  1. Source: Ferry Office.
  2. For the ferry, see Document 12.
";

/// A volume of two letters, each in its file, with a client.
struct Letters {
    client: Client,
    /// Both on disk, where the second is not open; in memory alone where both are.
    folder: Option<Folder>,
}

impl Letters {
    /// Both are open.
    fn open(capabilities: Value) -> Self {
        let mut letters = Self { client: Client::ready(capabilities), folder: None };
        for (name, text) in [("d13.txt", CLERK), ("d12.txt", MAYOR)] {
            let uri = letters.uri(name);
            letters.client.open(&uri, text);
            letters.client.diagnostics_of(&uri);
        }
        letters
    }

    /// The second is only on disk, there with a byte-order mark.
    fn on_disk(name: &str, capabilities: Value) -> Self {
        let folder = Folder::new(name);
        folder.write("v/d12.txt", MAYOR);
        folder.write("v/d13.txt", format!("\u{feff}{CLERK}"));
        let mut letters = Self { client: folder.client(capabilities), folder: Some(folder) };
        let uri = letters.uri("d12.txt");
        letters.client.open(&uri, MAYOR);
        letters.client.diagnostics_of(&uri);
        letters
    }

    fn uri(&self, name: &str) -> String {
        let name = format!("v/{name}");
        self.folder.as_ref().map_or_else(|| format!("file:///records/{name}"), |folder| folder.uri(&name))
    }

    /// Asks `method` of the first letter, at the `|` of `place`.
    fn ask(&mut self, method: &str, place: &str) -> Value {
        let params = json!({
            "textDocument": {"uri": self.uri("d12.txt")},
            "position": position(MAYOR, place, Unit::Utf16),
            "context": {"includeDeclaration": true, "triggerKind": 1},
        });
        self.client.ask(method, params)
    }
}

/// Both ways of having the second letter.
fn each(name: &str, capabilities: &Value) -> [Letters; 2] {
    [Letters::open(capabilities.clone()), Letters::on_disk(name, capabilities.clone())]
}

fn mayor(place: &str) -> Value {
    range(MAYOR, place, Unit::Utf16)
}

fn clerk(place: &str) -> Value {
    range(CLERK, place, Unit::Utf16)
}

#[test]
fn definition() {
    for mut letters in each("definition", &json!({"textDocument": {"definition": {"linkSupport": true}}})) {
        let there = letters.uri("d13.txt");
        let document = letters.ask("textDocument/definition", "1. See Docu|ment 13");
        let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 6, "character": 0}});
        let link = json!([{
            "originSelectionRange": mayor("1. See |Document 13|."),
            "targetUri": there,
            "targetRange": whole,
            "targetSelectionRange": clerk("|13. Letter to the Mayor0|"),
        }]);
        assert_eq!(document, link);
        let note = letters.ask("textDocument/definition", "foot|note 0");
        assert_eq!(note[0]["targetSelectionRange"], clerk("  |1|. Source"));
        let page = letters.ask("textDocument/definition", "p.| 43");
        assert_eq!(page[0]["targetRange"], clerk("|[Page 43]|"));
        assert_eq!(letters.ask("textDocument/definition", "vol. X, Docu|ment 13"), Value::Null);
        letters.client.finish();
    }
}

#[test]
fn definition_for_a_client_without_links() {
    for mut letters in each("locations", &json!({})) {
        let there = letters.uri("d13.txt");
        let note = letters.ask("textDocument/definition", "foot|note 0");
        assert_eq!(note, json!([{"uri": there, "range": clerk("  |1|. Source")}]));
        letters.client.finish();
    }
}

#[test]
fn references() {
    for mut letters in each("references", &json!({})) {
        let (here, there) = (letters.uri("d12.txt"), letters.uri("d13.txt"));
        let of_the_mayor = letters.ask("textDocument/references", "12. Le|tter");
        assert_eq!(
            of_the_mayor,
            json!([
                {"uri": here, "range": mayor("|12. Letter From the Mayor|")},
                {"uri": there, "range": clerk("see |Document 12|.")},
            ])
        );
        let of_the_note = letters.ask("textDocument/references", "foot|note 0");
        assert_eq!(
            of_the_note,
            json!([
                {"uri": there, "range": clerk("the Mayor|0|")},
                {"uri": there, "range": clerk("  |1|. Source")},
                {"uri": here, "range": mayor("|footnote 0, Document 13|, p.")},
            ])
        );
        letters.client.finish();
    }
}

#[test]
fn hover() {
    for mut letters in each("hover", &json!({})) {
        let document = letters.ask("textDocument/hover", "1. See Docu|ment 13");
        assert_eq!(document["contents"]["value"], "13. Letter to the Mayor\n\n1. Source: Ferry Office.");
        assert_eq!(document["range"], mayor("1. See |Document 13|."));
        let elsewhere = letters.ask("textDocument/hover", "vol. X, Docu|ment 13");
        assert_eq!(elsewhere["contents"]["value"], "In another volume or publication, not in this one");
        letters.client.finish();
    }
}

#[test]
fn what_was_just_typed_in_the_other_document_counts() {
    let mut letters = Letters::open(json!({}));
    let there = letters.uri("d13.txt");
    let start = json!({"line": 0, "character": 0});
    letters.client.change(&there, 2, json!([{"range": {"start": start, "end": start}, "text": "\n\n"}]));
    let heading = json!({"start": {"line": 2, "character": 0}, "end": {"line": 2, "character": 24}});
    let document = letters.ask("textDocument/definition", "1. See Docu|ment 13");
    assert_eq!(document, json!([{"uri": there, "range": heading}]));
    letters.client.diagnostics_of(&there);
    letters.client.close(&there);
    letters.client.diagnostics_of(&there);
    assert_eq!(letters.ask("textDocument/definition", "1. See Docu|ment 13"), Value::Null);
    letters.client.finish();
}

#[test]
fn document_link() {
    for mut letters in each("links", &json!({})) {
        let is_open = letters.folder.is_none();
        let targets = ["1,1", "5,3", "3,23"].map(|place| format!("{}#L{place}", letters.uri("d13.txt")));
        let links = letters.ask("textDocument/documentLink", "|12. Letter");
        let links = links.as_array().unwrap().clone();
        assert_eq!(links.len(), 3);
        assert_eq!(links[0]["range"], mayor("1. See |Document 13|."));
        let tooltips =
            ["13. Letter to the Mayor", "Note 0 of 13. Letter to the Mayor", "Page 43 in 13. Letter to the Mayor"];
        for (link, (target, tooltip)) in links.into_iter().zip(targets.iter().zip(tooltips)) {
            assert_eq!(link["tooltip"], tooltip);
            // Where that is in a file which is not open, is told when it is asked for.
            assert_eq!(link["target"], if is_open { json!(target) } else { Value::Null });
            assert_eq!(letters.client.ask("documentLink/resolve", link)["target"], json!(target));
        }
        letters.client.finish();
    }
}

#[test]
fn code_lens() {
    let commands = json!({"experimental": {"commands": {"commands": ["obelus.showReferences"]}}});
    for (capabilities, has_command) in [(json!({}), false), (commands, true)] {
        for mut letters in each("lens", &capabilities) {
            let lenses = letters.ask("textDocument/codeLens", "|12. Letter");
            assert_eq!(lenses.as_array().unwrap().len(), 1);
            let lens = lenses[0].clone();
            assert_eq!(lens["range"], mayor("|12. Letter From the Mayor|"));
            assert_eq!(lens["command"], Value::Null);
            let command = letters.client.ask("codeLens/resolve", lens)["command"].take();
            let title = "2 pages, 2 notes, cited by 1 record";
            let expected = if has_command {
                let arguments = json!([letters.uri("d12.txt"), {"line": 0, "character": 0}]);
                json!({"title": title, "command": "obelus.showReferences", "arguments": arguments})
            } else {
                json!({"title": title, "command": ""})
            };
            assert_eq!(command, expected);
            letters.client.finish();
        }
    }
}

#[test]
fn completion() {
    let resolve = json!({"resolveSupport": {"properties": ["documentation"]}, "documentationFormat": ["markdown"]});
    let capabilities = json!({"textDocument": {"completion": {"completionItem": resolve}}});
    for mut letters in each("completion", &capabilities) {
        let list = letters.ask("textDocument/completion", "1. See Document 1|3");
        assert_eq!(list["isIncomplete"], false);
        assert_eq!(list["items"].as_array().unwrap().len(), 1);
        let item = list["items"][0].clone();
        assert_eq!(item["label"], "13. Letter to the Mayor");
        assert_eq!(item["textEdit"], json!({"range": mayor("1. See Document |1|3"), "newText": "13"}));
        assert_eq!(item["documentation"], Value::Null);
        let first = letters.client.ask("completionItem/resolve", item);
        let text = json!({"kind": "markdown", "value": "**1.** Source: Ferry Office."});
        assert_eq!(first["documentation"], text);
        assert_eq!(letters.ask("textDocument/completion", "The |ferry"), Value::Null);
        letters.client.finish();
    }
    let mut letters = Letters::open(json!({}));
    let uri = letters.uri("d12.txt");
    letters.client.change(&uri, 2, json!([{"range": mayor("1. See Document |13|"), "text": "MÁY"}]));
    letters.client.diagnostics_of(&uri);
    let list = letters.ask("textDocument/completion", "1. See Document 13|");
    assert_eq!(list["isIncomplete"], true);
    assert_eq!(
        list["items"][0]["filterText"], "MÁ 13. Letter to the Mayor",
        "what is typed before the cursor comes first"
    );
    letters.client.finish();
    let mut letters = Letters::open(json!({}));
    let list = letters.ask("textDocument/completion", "footnote 0, Document |13");
    assert_eq!(list["items"][0]["data"], Value::Null, "who cannot ask for more carries nothing to ask by");
    letters.client.finish();
}

#[test]
fn workspace_symbol() {
    let lazy = json!({"workspace": {"symbol": {"resolveSupport": {"properties": ["location.range"]}}}});
    for (capabilities, is_lazy) in [(json!({}), false), (lazy, true)] {
        for mut letters in each("symbols", &capabilities) {
            let there = letters.uri("d13.txt");
            for (query, name, container, place) in [
                ("13", "13. Letter to the Mayor", "v", "|13. Letter to the Mayor0|"),
                ("page 43", "Page 43", "13. Letter to the Mayor", "|[Page 43]|"),
                ("LETTER to", "13. Letter to the Mayor", "v", "|13. Letter to the Mayor0|"),
            ] {
                let found = letters.client.ask("workspace/symbol", json!({"query": query}));
                assert_eq!(found.as_array().unwrap().len(), 1, "{query}");
                let mut symbol = found[0].clone();
                assert_eq!((&symbol["name"], &symbol["containerName"]), (&json!(name), &json!(container)));
                if is_lazy {
                    assert_eq!(symbol["location"], json!({"uri": there}));
                    symbol = letters.client.ask("workspaceSymbol/resolve", symbol);
                }
                assert_eq!(symbol["location"], json!({"uri": there, "range": clerk(place)}));
            }
            letters.client.finish();
        }
    }
}

#[test]
fn a_symbol_is_resolved_in_no_file_but_the_workspaces() {
    let mut letters = Letters::on_disk("outside", json!({}));
    letters.folder.as_ref().unwrap().write("elsewhere.rst", "13. Letter to the Mayor\n");
    let uri = letters.folder.as_ref().unwrap().uri("elsewhere.rst");
    let data = json!({"path": uri, "record": 0, "page": null});
    let symbol = json!({"name": "", "kind": 1, "location": {"uri": uri}, "data": data});
    assert_eq!(letters.client.ask("workspaceSymbol/resolve", symbol.clone()), symbol);
    letters.client.finish();
}
