//! What the editor asks about a record, in the forms that the protocol has for the answers.

use crate::client::Client;
use crate::records::{FERRY, Unit, position, range};
use serde_json::{Value, json};

const URI: &str = "file:///records/d12.txt";

/// Asks `method` of the record FERRY, as a client with `capabilities` for text documents, at the `|` of `place`.
fn ask(method: &str, capabilities: Value, place: &str) -> Value {
    let mut client = Client::ready(json!({"textDocument": capabilities}));
    client.open(URI, FERRY);
    client.diagnostics(1);
    let at = position(FERRY, place, Unit::Utf16);
    let params = json!({
        "textDocument": {"uri": URI},
        "position": at,
        "positions": [at],
        "context": {"includeDeclaration": true, "triggerKind": 1},
    });
    let result = client.ask(method, params);
    client.finish();
    result
}

fn place(place: &str) -> Value {
    range(FERRY, place, Unit::Utf16)
}

#[test]
fn all_is_offered() {
    let mut client = Client::connect();
    let capabilities = client.initialize(json!({}));
    for provider in [
        "definitionProvider",
        "referencesProvider",
        "hoverProvider",
        "documentHighlightProvider",
        "documentSymbolProvider",
        "foldingRangeProvider",
        "selectionRangeProvider",
    ] {
        assert_eq!(capabilities[provider], true, "{provider}");
    }
    for provider in ["documentLinkProvider", "codeLensProvider", "workspaceSymbolProvider", "completionProvider"] {
        assert_eq!(capabilities[provider]["resolveProvider"], true, "{provider}");
    }
    assert_eq!(capabilities["textDocumentSync"], json!({"openClose": true, "change": 2, "save": true}));
    client.finish();
}

#[test]
fn definition() {
    let links = json!({"definition": {"linkSupport": true}});
    let link = ask("textDocument/definition", links.clone(), "help it.|2");
    assert_eq!(link.as_array().unwrap().len(), 1);
    assert_eq!(link[0]["originSelectionRange"], place("help it.|2|"));
    assert_eq!(link[0]["targetUri"], URI);
    assert_eq!(link[0]["targetSelectionRange"], place("  |3|. See"));

    let location = ask("textDocument/definition", json!({}), "help it.|2");
    assert_eq!(location, json!([{"uri": URI, "range": place("  |3|. See")}]));

    assert_eq!(ask("textDocument/definition", links, "Har|bor"), Value::Null);
}

#[test]
fn references() {
    let found = ask("textDocument/references", json!({}), "Easter.|1 The");
    let ranges = [place("Easter.|1| The"), place("  |2|. Easter was")];
    assert_eq!(found, json!(ranges.map(|range| json!({"uri": URI, "range": range}))));
    assert_eq!(ask("textDocument/references", json!({}), "Har|bor"), Value::Null);
}

#[test]
fn hover() {
    let markdown = ask("textDocument/hover", json!({"hover": {"contentFormat": ["markdown"]}}), "Easter.|1 The");
    assert_eq!(markdown["contents"]["kind"], "markdown");
    assert_eq!(markdown["range"], place("Easter.|1| The"));
    assert!(markdown["contents"]["value"].as_str().unwrap().contains("April 16"));
    let plain = ask("textDocument/hover", json!({}), "Easter.|1 The");
    assert_eq!(plain["contents"]["kind"], "plaintext");
    assert_eq!(ask("textDocument/hover", json!({}), "Har|bor"), Value::Null);
}

#[test]
fn document_highlight() {
    let found = ask("textDocument/documentHighlight", json!({}), "  2|. Easter was");
    assert_eq!(
        found,
        json!([
            {"range": place("Easter.|1| The"), "kind": 2},
            {"range": place("  |2|. Easter was"), "kind": 3},
        ])
    );
    assert_eq!(ask("textDocument/documentHighlight", json!({}), "Har|bor"), Value::Null);
}

#[test]
fn document_symbol() {
    let nested = json!({"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}});
    let outline = ask("textDocument/documentSymbol", nested, "|12. Memo");
    assert_eq!(outline.as_array().unwrap().len(), 1);
    let names = |symbols: &Value| -> Vec<String> {
        symbols.as_array().unwrap().iter().map(|symbol| symbol["name"].as_str().unwrap().to_owned()).collect()
    };
    let children = names(&outline[0]["children"]);
    assert_eq!(children.len(), 3, "{children:?}");
    assert_eq!(children[2], "Notes");
    assert_eq!(outline[0]["children"][2]["children"].as_array().unwrap().len(), 3);

    let flat = ask("textDocument/documentSymbol", json!({}), "|12. Memo");
    assert_eq!(flat.as_array().unwrap().len(), 1 + 3 + 3);
    assert_eq!(flat[0]["location"]["range"], outline[0]["range"]);
    assert_eq!(flat[1]["containerName"], outline[0]["name"]);
    assert_eq!(names(&flat)[3], "Notes");
}

#[test]
fn folding_range() {
    let folds = ask("textDocument/foldingRange", json!({"foldingRange": {"lineFoldingOnly": true}}), "|12. Memo");
    assert!(folds.as_array().unwrap().contains(&json!({"startLine": 8, "endLine": 10})), "{folds}");
}

#[test]
fn selection_range() {
    let ranges = ask("textDocument/selectionRange", json!({}), "Har|bor");
    assert_eq!(ranges.as_array().unwrap().len(), 1);
    assert_eq!(ranges[0]["range"], place("The |Harbormaster| said"));
    let outermost = std::iter::successors(Some(&ranges[0]), |range| range.get("parent")).last().unwrap();
    assert_eq!(outermost["range"], json!({"start": {"line": 0, "character": 0}, "end": {"line": 11, "character": 0}}));
}

#[test]
fn what_is_not_open_has_no_answers() {
    let mut client = Client::ready(json!({}));
    let params = json!({
        "textDocument": {"uri": URI},
        "position": {"line": 0, "character": 0},
        "positions": [{"line": 0, "character": 0}],
        "context": {"includeDeclaration": true, "triggerKind": 1},
    });
    for method in [
        "definition",
        "references",
        "hover",
        "documentHighlight",
        "documentSymbol",
        "foldingRange",
        "documentLink",
        "codeLens",
        "completion",
    ] {
        assert_eq!(client.ask(&format!("textDocument/{method}"), params.clone()), Value::Null, "{method}");
    }
    assert_eq!(client.ask("textDocument/selectionRange", params), Value::Null);
    client.finish();
}
