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
        "inlayHintProvider",
    ] {
        assert_eq!(capabilities[provider], true, "{provider}");
    }
    for provider in ["documentLinkProvider", "codeLensProvider", "workspaceSymbolProvider", "completionProvider"] {
        assert_eq!(capabilities[provider]["resolveProvider"], true, "{provider}");
    }
    assert_eq!(capabilities["completionProvider"]["triggerCharacters"], json!([" ", "[", "{"]));
    let on_type = json!({"firstTriggerCharacter": "\n", "moreTriggerCharacter": [" "]});
    assert_eq!(capabilities["documentOnTypeFormattingProvider"], on_type);
    assert_eq!(capabilities["experimental"], json!({"facsimile": true}));
    let legend = &capabilities["semanticTokensProvider"]["legend"];
    assert_eq!(legend["tokenTypes"], json!(["class", "number", "keyword", "comment", "function"]));
    assert_eq!(legend["tokenModifiers"], json!(["definition"]));
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
fn inlay_hint() {
    let all = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let hints = ask_within("textDocument/inlayHint", &all);
    let hints = hints.as_array().unwrap();
    assert_eq!(hints.len(), 3);
    let (label, tooltip) = ("⟨0⟩", "The reference prints 0");
    let at = position(FERRY, "  1.| Source", Unit::Utf16);
    assert_eq!(hints[0], json!({"position": at, "label": label, "tooltip": tooltip, "paddingLeft": true}));
    let second = ask_within("textDocument/inlayHint", &place("  |2. Easter| was"));
    assert_eq!(second, json!([hints[1]]));
}

/// Asks `method` of a range of the record FERRY.
fn ask_within(method: &str, range: &Value) -> Value {
    let mut client = Client::ready(json!({}));
    client.open(URI, FERRY);
    client.diagnostics(1);
    let result = client.ask(method, json!({"textDocument": {"uri": URI}, "range": range}));
    client.finish();
    result
}

#[test]
fn semantic_tokens() {
    let mut client = Client::ready(json!({}));
    client.open(URI, FERRY);
    client.diagnostics(1);
    let document = json!({"uri": URI});
    let full = client.ask("textDocument/semanticTokens/full", json!({"textDocument": document}));
    // The heading; its reference, glued to it; `Easter.1`; the page marker; `it.2`; the labels of the notes; `Document 13`.
    let tokens = [
        [0, 0, 30, 0, 0],
        [0, 30, 1, 1, 0],
        [4, 55, 1, 1, 0],
        [1, 0, 9, 2, 0],
        [1, 31, 1, 1, 0],
        [2, 2, 1, 1, 1],
        [1, 2, 1, 1, 1],
        [1, 2, 1, 1, 1],
        [0, 7, 11, 4, 0],
    ];
    assert_eq!(full["data"], json!(tokens.concat()));

    // A word before the first reference of the text: one token of all moves.
    let start = position(FERRY, "Mr. |Ardell", Unit::Utf16);
    client.change(URI, 2, json!([{"range": {"start": start, "end": start}, "text": "J. "}]));
    client.diagnostics(2);
    let ask = |client: &mut Client, previous: &Value| {
        let params = json!({"textDocument": document, "previousResultId": previous});
        client.ask("textDocument/semanticTokens/full/delta", params)
    };
    let delta = ask(&mut client, &full["resultId"]);
    assert_eq!(delta["edits"], json!([{"start": 10, "deleteCount": 5, "data": [4, 58, 1, 1, 0]}]));
    let none = ask(&mut client, &delta["resultId"]);
    assert_eq!(none, json!({"resultId": delta["resultId"], "edits": []}));
    // What the server does not remember.
    let all = ask(&mut client, &full["resultId"]);
    assert_eq!(all["data"].as_array().unwrap().len(), full["data"].as_array().unwrap().len());
    client.finish();

    let within = ask_within("textDocument/semanticTokens/range", &place("would |not, if he could| help"));
    assert_eq!(within["data"], json!([]));
    let within = ask_within("textDocument/semanticTokens/range", &place("  |3. See Document| 13"));
    assert_eq!(within["data"], json!([[10, 2, 1, 1, 1], [0, 7, 11, 4, 0]].concat()));
}

#[test]
fn completion_of_the_mark_that_is_due() {
    let lazily = json!({"completion": {"completionItem": {"resolveSupport": {"properties": ["documentation"]}}}});
    let mut client = Client::ready(json!({"textDocument": lazily}));
    let text = FERRY.replace("help it.2", "help it.");
    client.open(URI, &text);
    client.diagnostics(1);
    let mut ask = |place| {
        let at = position(&text, place, Unit::Utf16);
        client.ask("textDocument/completion", json!({"textDocument": {"uri": URI}, "position": at}))
    };
    assert_eq!(ask("Har|bor"), Value::Null);
    assert_eq!(ask("at Easter|.1"), Value::Null);
    let found = ask("help it.|");
    assert_eq!(found["isIncomplete"], false);
    let item = found["items"][0].clone();
    assert_eq!((&item["label"], &item["filterText"]), (&json!("2"), &json!("2")));
    assert_eq!(item["textEdit"], json!({"range": range(&text, "help it.||\n", Unit::Utf16), "newText": "2"}));
    let resolved = client.ask("completionItem/resolve", item);
    assert_eq!(resolved["documentation"], json!({"kind": "plaintext", "value": "3. See Document 13."}));

    // The bracket that the editor closed is a part of what is replaced.
    let start = position(&text, "help it.|", Unit::Utf16);
    client.change(URI, 2, json!([{"range": {"start": start, "end": start}, "text": " []"}]));
    client.diagnostics(2);
    let text = text.replace("help it.", "help it. []");
    let at = position(&text, "it. [|]", Unit::Utf16);
    let found = client.ask("textDocument/completion", json!({"textDocument": {"uri": URI}, "position": at}));
    let replaced = range(&text, "it. |[]|", Unit::Utf16);
    assert_eq!(found["items"][0]["textEdit"], json!({"range": replaced, "newText": "[Page 42]"}));
    assert_eq!(found["items"][0]["filterText"], "[Page 42]");
    client.finish();
}

#[test]
fn on_type_formatting() {
    let mut client = Client::ready(json!({}));
    let text = FERRY.replace('\n', "\r\n");
    client.open(URI, &text);
    client.diagnostics(1);
    let mut typed = |version: i32, line: u32, character: u32, text: &str, ch: &str| {
        let at = json!({"line": line, "character": character});
        client.change(URI, version, json!([{"range": {"start": at, "end": at}, "text": text}]));
        client.diagnostics(version.into());
        let position = match text.strip_prefix("\r\n") {
            Some(indent) => json!({"line": line + 1, "character": indent.len()}),
            None => json!({"line": line, "character": usize::try_from(character).unwrap() + text.len()}),
        };
        let params = json!({
            "textDocument": {"uri": URI},
            "position": position,
            "ch": ch,
            "options": {"tabSize": 4, "insertSpaces": true},
        });
        client.ask("textDocument/onTypeFormatting", params)
    };
    // Where the editor has indented the new line already.
    let indent = json!({"start": {"line": 11, "character": 0}, "end": {"line": 11, "character": 2}});
    assert_eq!(typed(2, 10, 21, "\r\n  ", "\n"), json!([{"range": indent, "newText": "  4. "}]));
    // The number that stands there is typed again.
    assert_eq!(typed(3, 11, 2, "4. 4. ", " "), {
        let retyped = json!({"start": {"line": 11, "character": 5}, "end": {"line": 11, "character": 8}});
        json!([{"range": retyped, "newText": ""}])
    });
    assert_eq!(typed(4, 4, 3, "\r\n", "\n"), Value::Null);
    client.finish();
}

#[test]
fn what_is_not_open_has_no_answers() {
    let mut client = Client::ready(json!({}));
    let params = json!({
        "textDocument": {"uri": URI},
        "position": {"line": 0, "character": 0},
        "positions": [{"line": 0, "character": 0}],
        "context": {"includeDeclaration": true, "triggerKind": 1},
        "range": {"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}},
        "previousResultId": "",
        "ch": "\n",
        "options": {"tabSize": 4, "insertSpaces": true},
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
        "inlayHint",
        "semanticTokens/full",
        "semanticTokens/full/delta",
        "semanticTokens/range",
        "onTypeFormatting",
    ] {
        assert_eq!(client.ask(&format!("textDocument/{method}"), params.clone()), Value::Null, "{method}");
    }
    assert_eq!(client.ask("textDocument/selectionRange", params), Value::Null);
    client.finish();
}
