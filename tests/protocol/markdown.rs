//! Markdown files: few of them are records.

use crate::client::Client;
use crate::folder::Folder;
use crate::records::FERRY;
use serde_json::{Value, json};

/// A file as there is one in every repository: with numbers behind words, brackets and lists.
const README: &str = "\
# Ferries 2

1. Timetable of the Ferries

The ferry sails at 11:00.1 The pier [see the map is open.3

  1. In rain.
  2. In snow.

A page marker is `[Page 41]`, on a line of its own:

```
[Page 42]
```
";

/// A record without page marker.
const LETTER: &str = "12. Letter From the Harbour Master\n\nThe ferry.1 The pier.3\n\n  1. Late.\n";

const INCLUDE: &str = "include = [\"**/*.md\"]\n";

/// Whether `text`, opened at `uri` in the language Markdown, is a record; if so, the codes of its diagnostics.
fn codes(client: &mut Client, uri: &str, text: &str) -> Option<Vec<String>> {
    client.open_as("markdown", uri, text);
    let document = json!({"textDocument": {"uri": uri}});
    let outline = client.ask("textDocument/documentSymbol", document.clone());
    let report = client.ask("textDocument/diagnostic", document);
    let found = report["items"].as_array().unwrap().iter().map(|it| it["code"].as_str().unwrap().to_owned()).collect();
    if outline != Value::Null {
        return Some(found);
    }
    assert_eq!(found, [""; 0]);
    None
}

fn pulling(folder: &Folder) -> Client {
    folder.client(json!({"textDocument": {"diagnostic": {}}}))
}

#[test]
fn only_a_page_marker_makes_it_a_record() {
    let folder = Folder::new("markdown");
    // Among records, too.
    folder.write("d12.txt", FERRY);
    let mut client = pulling(&folder);
    assert_eq!(codes(&mut client, &folder.uri("README.md"), README), None);
    assert_eq!(codes(&mut client, &folder.uri("letter.markdown"), LETTER), None);
    assert_eq!(codes(&mut client, "untitled:Untitled-1", README), None);
    let missing = Some(vec!["dangling-reference".to_owned()]);
    let paged = LETTER.replace("12.", "13.").replace(" The pier", "\n[Page 43]\nThe pier");
    assert_eq!(codes(&mut client, &folder.uri("d13.md"), &paged), missing);
    assert_eq!(codes(&mut client, "untitled:Untitled-2", &paged), missing);
    client.finish();
}

#[test]
fn a_page_marker_that_is_typed_makes_it_one() {
    let folder = Folder::new("markdown-typed");
    let mut client = folder.client(json!({}));
    let uri = folder.uri("d12.md");
    client.open_as("markdown", &uri, LETTER);
    client.change(&uri, 2, json!([{"text": format!("[Page 41]\n\n{LETTER}")}]));
    assert_eq!(client.diagnostics(2)[0]["code"], "dangling-reference");
    client.finish();
}

#[test]
fn an_include_above_makes_it_a_record() {
    let folder = Folder::new("markdown-include");
    folder.write("v/obelus.toml", INCLUDE);
    folder.write("w/obelus.toml", "[rules]\nempty-note = \"off\"\n");
    let mut client = pulling(&folder);
    let missing = Some(vec!["dangling-reference".to_owned()]);
    assert_eq!(codes(&mut client, &folder.uri("v/d12.md"), LETTER), missing);
    assert_eq!(codes(&mut client, &folder.uri("w/d12.md"), LETTER), None);
    assert_eq!(codes(&mut client, &folder.uri("d12.md"), LETTER), None);
    client.finish();
}

#[test]
fn the_editor_s_include_makes_it_none_but_has_it_read() {
    let folder = Folder::new("markdown-editor");
    folder.write("obelus.toml", "");
    folder.write("README.md", README);
    folder.write("d12.md", format!("[Page 41]\n\n{LETTER}"));
    folder.write("d13.md", FERRY);
    let mut client = pulling(&folder);
    let settings = json!({"settings": {"obelus": {"include": ["**/*.md"]}}});
    client.notify("workspace/didChangeConfiguration", settings);
    client.is_read();
    let answer = client.ask("workspace/diagnostic", json!({"previousResultIds": []}));
    let mut read: Vec<_> = answer["items"].as_array().unwrap().iter().map(|it| it["uri"].as_str().unwrap()).collect();
    read.sort_unstable();
    assert_eq!(read, [folder.uri("d12.md"), folder.uri("d13.md")]);
    client.finish();
}

#[test]
fn those_of_an_include_are_read_and_watched() {
    let folder = Folder::new("markdown-watched");
    folder.write("v/obelus.toml", INCLUDE);
    folder.write("v/d12.md", "12. Letter From the Harbour Master\n\nThe ferry.1 The pier.2\n\n  1. Late.\n  2. Old.\n");
    let capabilities = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}});
    let mut client = folder.client(capabilities);
    let mut globs = Vec::new();
    while !globs.contains(&json!("**/*.md")) {
        let request = client.server_request("client/registerCapability");
        client.answer(&request["id"], Value::Null);
        let watchers = request["params"]["registrations"][0]["registerOptions"]["watchers"].clone();
        globs.extend(watchers.as_array().unwrap().iter().map(|watcher| watcher["globPattern"].clone()));
    }
    let uri = folder.uri("v/d13.md");
    client.open_as("markdown", &uri, "13. Letter to Mr. Quarrow1\n\nSafe.\n\n  1. See footnote 2, Document 12.\n");
    assert_eq!(client.diagnostics_of(&uri), json!([]));
    folder.write("v/d12.md", "12. Letter From the Harbour Master\n\nThe ferry.1\n\n  1. Late.\n");
    client.touched(&[folder.uri("v/d12.md")]);
    assert_eq!(client.diagnostics_of(&uri)[0]["message"], "No note 2 in record 12: its notes end at 1");
    client.finish();
}
