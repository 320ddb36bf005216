//! Conversions of the document that is being edited.

use crate::client::Client;
use crate::folder::Folder;
use crate::records::{FERRY, Unit, position};
use serde_json::{Value, json};

const URI: &str = "file:///records/d12.txt";

/// The record FERRY in Markdown.
const IN_MARKDOWN: &str = "\
# 12. Memorandum of Conversation[^0]

Port Selwyn, May 3, 1911, 11:00 AM.

Mr. Ardell asked whether the ferry would run at Easter.[^1] The Harbormaster said that it
[Page 41]
would not, if he could help it.[^2]

[^0]: Source: Selwyn Archive, Box 4. No classification marking.

[^1]: Easter was on April 16.

[^2]: See Document 13.
";

/// What is said of that: the list counts by position.
const RELABELLED: &str = "d12.txt: 3 notes have other labels than in their lists";

/// What an editor declares that asks for an edit when the action is chosen, and shows conversions.
fn able() -> Value {
    json!({
        "workspace": {"workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}},
        "window": {"showDocument": {"support": true}},
        "textDocument": {"codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}},
            "disabledSupport": true,
            "dataSupport": true,
            "resolveSupport": {"properties": ["edit", "command"]},
        }},
        "experimental": {"commands": {"commands": ["obelus.showConversion"]}},
    })
}

fn without(member: &str) -> Value {
    let mut capabilities = able();
    let (parent, name) = member.rsplit_once('/').unwrap();
    capabilities.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name);
    capabilities
}

fn client(capabilities: Value, text: &str) -> Client {
    let mut client = Client::ready(capabilities);
    client.open(URI, text);
    client.diagnostics_of(URI);
    client
}

fn actions(client: &mut Client, uri: &str, context: Value) -> Vec<Value> {
    let start = json!({"line": 0, "character": 0});
    let mut context = context;
    context["diagnostics"] = json!([]);
    let params = json!({"textDocument": {"uri": uri}, "range": {"start": start, "end": start}, "context": context});
    let found = client.ask("textDocument/codeAction", params).as_array().unwrap().clone();
    found.into_iter().filter(|action| action["kind"].as_str().unwrap().starts_with("source.")).collect()
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().map(|action| action["title"].as_str().unwrap()).collect()
}

/// `text` after `edits`, which are for it as it is.
fn edited(text: &str, edits: &Value) -> String {
    let offset = |position: &Value| {
        let (line, character) = (&position["line"].as_u64().unwrap(), &position["character"].as_u64().unwrap());
        let start: usize = text.split_inclusive('\n').take(*line as usize).map(str::len).sum();
        start + *character as usize
    };
    let mut edited = text.to_owned();
    for edit in edits.as_array().unwrap().iter().rev() {
        let range = offset(&edit["range"]["start"])..offset(&edit["range"]["end"]);
        edited.replace_range(range, edit["newText"].as_str().unwrap());
    }
    edited
}

#[test]
fn what_is_offered_depends_on_what_the_client_can_show() {
    let mut client = client(able(), FERRY);
    let offered = actions(&mut client, URI, json!({}));
    let all = [
        "Open as TEI",
        "Open as HTML",
        "Rewrite as Markdown",
        "Rewrite as Project Gutenberg’s text",
        "Rewrite as Distributed Proofreaders’ text",
    ];
    assert_eq!(titles(&offered), all);
    // Nothing is converted yet.
    assert!(offered.iter().all(|action| action.get("edit").is_none()), "{offered:?}");
    let command = json!({"title": "Open as TEI", "command": "obelus.showConversion", "arguments": [URI, "tei"]});
    assert_eq!((&offered[0]["command"], &offered[0]["kind"]), (&command, &json!("source.convert.tei")));
    assert_eq!(titles(&actions(&mut client, URI, json!({"only": ["source.rewrite"]}))), all[2..]);
    client.finish();

    // To a new file, if it can create one.
    let mut client = self::client(without("/experimental/commands"), FERRY);
    let offered = actions(&mut client, URI, json!({"only": ["source.convert"]}));
    assert_eq!(titles(&offered), ["Write as TEI to d12.xml", "Write as HTML to d12.html"]);
    // It is then shown.
    let made = client.ask("codeAction/resolve", offered[0].clone());
    let arguments =
        json!(["file:///records/d12.xml", {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}]);
    assert_eq!((&made["command"]["command"], &made["command"]["arguments"]), (&json!("obelus.select"), &arguments));
    client.finish();

    // At once, if it cannot ask for it later; but not with whatever else can be done.
    let mut client = self::client(without("/textDocument/codeAction/resolveSupport"), FERRY);
    assert_eq!(titles(&actions(&mut client, URI, json!({}))), all[..2]);
    let offered = actions(&mut client, URI, json!({"only": ["source.rewrite.markdown"]}));
    assert_eq!(edited(FERRY, &offered[0]["edit"]["documentChanges"][0]["edits"]), IN_MARKDOWN);
    client.finish();
}

#[test]
fn a_conversion_is_of_the_text_that_is_open() {
    let mut client = client(json!({}), FERRY);
    let convert = |client: &mut Client, arguments: Value| {
        let params = json!({"command": "obelus.convert", "arguments": arguments});
        let id = client.request("workspace/executeCommand", params);
        client.response(id)
    };
    let made = convert(&mut client, json!([URI, "markdown"]))["result"].take();
    assert_eq!(made, json!({"text": IN_MARKDOWN, "languageId": "markdown", "message": RELABELLED}));
    client.change(URI, 2, json!([{"text": FERRY.replace("Ardell", "Amory")}]));
    for (to, language, expected) in [
        ("tei", "xml", " n=\"1\" xml:id=\"d12fn1\""),
        ("html", "html", "<title>Memorandum of Conversation</title>"),
        ("gutenberg", "record", "[Footnote 1: Easter was"),
        ("plain", "record", "  1. Easter was"),
    ] {
        let made = convert(&mut client, json!([URI, to]))["result"].take();
        let text = made["text"].as_str().unwrap();
        assert!(text.contains(expected) && text.contains("Amory"), "{text}");
        assert_eq!(made["languageId"], language);
    }
    client.diagnostics_of(URI);
    let unknown = "Obelus does not have this command with these arguments";
    for (arguments, message) in [
        (json!([URI, "troff"]), "Obelus does not convert to this"),
        (json!(["file:///records/d99.txt", "tei"]), "The record is not open"),
        (json!([URI]), unknown),
        (json!([3, "tei"]), unknown),
    ] {
        assert_eq!(convert(&mut client, arguments)["error"]["message"], message);
    }
    client.finish();
}

#[test]
fn a_document_is_rewritten_by_one_edit_and_read_anew() {
    let mut client = client(able(), FERRY);
    let mut offered = actions(&mut client, URI, json!({"only": ["source.rewrite.markdown"]}));
    let made = client.ask("codeAction/resolve", offered.remove(0));
    let changes = made["edit"]["documentChanges"].as_array().unwrap();
    assert_eq!((changes.len(), &changes[0]["textDocument"]), (1, &json!({"uri": URI, "version": 1})));
    let edits = &changes[0]["edits"];
    assert_eq!(edited(FERRY, edits), IN_MARKDOWN);
    // The lines between the marks are not touched.
    assert!(edits.as_array().unwrap().iter().all(|edit| edit["newText"].as_str().unwrap().len() < 8), "{edits}");

    // As a client sends it: from the last change to the first.
    let sent = edits.as_array().unwrap().iter().rev();
    let sent = sent.map(|edit| json!({"range": edit["range"], "text": edit["newText"]}));
    client.change(URI, 2, sent.collect());
    assert_eq!(client.diagnostics_of(URI), json!([]));
    let at = position(IN_MARKDOWN, "Easter.[^|1] The", Unit::Utf16);
    let found = client.ask("textDocument/definition", json!({"textDocument": {"uri": URI}, "position": at}));
    assert_eq!(found[0]["range"]["start"]["line"], 10);
    let offered = actions(&mut client, URI, json!({}));
    let rewritten =
        ["Rewrite as plain text", "Rewrite as Project Gutenberg’s text", "Rewrite as Distributed Proofreaders’ text"];
    assert_eq!(titles(&offered)[2..], rewritten);

    // And undone.
    client.change(URI, 3, json!([{"text": FERRY}]));
    assert_eq!(client.diagnostics_of(URI)[0]["code"], "note-number-mismatch");
    client.finish();
}

#[test]
fn what_is_to_be_said_of_a_rewritten_document_is_a_message() {
    let mut client = client(able(), FERRY);
    let mut offered = actions(&mut client, URI, json!({"only": ["source.rewrite.markdown"]}));
    let mut made = client.ask("codeAction/resolve", offered.remove(0));
    let command = made["command"].take();
    assert_eq!(command["command"], "obelus.say");
    let params = json!({"command": command["command"], "arguments": command["arguments"]});
    client.ask("workspace/executeCommand", params);
    assert_eq!(client.notification("window/showMessage"), json!({"type": 3, "message": RELABELLED}));
    client.finish();
    // Nothing is said where nothing is to be.
    let mut client = self::client(able(), "1. Letter\n\nHe came.1\n\n  1. On foot.\n");
    let mut offered = actions(&mut client, URI, json!({"only": ["source.rewrite.markdown"]}));
    let made = client.ask("codeAction/resolve", offered.remove(0));
    assert!(made["edit"].is_object() && made.get("command").is_none(), "{made}");
    client.finish();
}

#[test]
fn a_rewritten_document_that_would_not_be_read_is_refused() {
    let mut capabilities = able();
    capabilities["textDocument"]["diagnostic"] = json!({});
    let mut client = Client::ready(capabilities);
    client.open(URI, FERRY);
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"obelus": {"convention": "plain"}}}));
    let offered = actions(&mut client, URI, json!({"only": ["source.rewrite.markdown"]}));
    let reason = "The configuration sets the convention plain for this file, which would not be read as markdown";
    assert_eq!(offered[0]["disabled"]["reason"], reason);
    assert_eq!(titles(&actions(&mut client, URI, json!({}))), ["Open as TEI", "Open as HTML"]);
    client.finish();
}

#[test]
fn a_new_file_replaces_none() {
    let folder = Folder::new("convert-to-file");
    folder.write("d12.txt", FERRY);
    folder.write("d12.html", "Mine.");
    let uri = folder.uri("d12.txt");
    let mut client = folder.client(without("/experimental/commands"));
    client.open(&uri, FERRY);
    client.diagnostics_of(&uri);
    let offered = actions(&mut client, &uri, json!({"only": ["source.convert"]}));
    let made = client.ask("codeAction/resolve", offered[0].clone());
    let changes = &made["edit"]["documentChanges"];
    let (xml, options) = (folder.uri("d12.xml"), json!({"overwrite": false, "ignoreIfExists": false}));
    assert_eq!(changes[0], json!({"kind": "create", "uri": xml, "options": options}));
    assert_eq!(changes[1]["textDocument"], json!({"uri": xml, "version": null}));
    assert!(changes[1]["edits"][0]["newText"].as_str().unwrap().starts_with("<?xml "));
    let id = client.request("codeAction/resolve", offered[1].clone());
    let error = client.response(id)["error"].take();
    assert!(error["message"].as_str().unwrap().ends_with("d12.html is there already"), "{error}");
    client.finish();
}
