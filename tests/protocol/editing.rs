//! Edits that the editor is offered.

use crate::client::Client;
use crate::folder::Folder;
use crate::records::{FERRY, Unit, position, range};
use serde_json::{Value, json};

const URI: &str = "file:///records/d12.txt";
const NEXT: &str = "file:///records/d13.txt";

/// A record that cites the one on the ferry.
const CITING: &str = "\
13. Letter to the Harbormaster

The ferry will run.1

  1. See footnote 1, Document 12, and footnote 2, Document 12.
";

/// What an editor of today declares.
fn able() -> Value {
    json!({
        "workspace": {"workspaceEdit": {"documentChanges": true, "changeAnnotationSupport": {"groupsOnLabel": true}}},
        "window": {"showDocument": {"support": true}},
        "textDocument": {
            "codeAction": {
                "codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}},
                "disabledSupport": true,
                "dataSupport": true,
                "resolveSupport": {"properties": ["edit", "command"]},
            },
            "rename": {"prepareSupport": true},
        },
    })
}

fn client(capabilities: Value) -> Client {
    let mut client = Client::ready(capabilities);
    client.open(URI, FERRY);
    client.diagnostics_of(URI);
    client
}

/// The same with the record beside it open, too.
fn client_of_two() -> Client {
    let mut client = client(able());
    client.open(NEXT, CITING);
    client.diagnostics_of(NEXT);
    client
}

fn actions(client: &mut Client, text: &str, place: &str, context: Value) -> Vec<Value> {
    let at = position(text, place, Unit::Utf16);
    let mut context = context;
    context["diagnostics"] = context.get("diagnostics").cloned().unwrap_or(json!([]));
    let params = json!({"textDocument": {"uri": URI}, "range": {"start": at, "end": at}, "context": context});
    client.ask("textDocument/codeAction", params).as_array().unwrap().clone()
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().map(|action| action["title"].as_str().unwrap()).collect()
}

#[test]
fn what_is_offered_depends_on_the_client() {
    let mut client = Client::connect();
    let capabilities = client.initialize(able());
    assert_eq!(capabilities["codeActionProvider"]["resolveProvider"], true);
    assert!(capabilities["codeActionProvider"]["codeActionKinds"].as_array().unwrap().len() > 2);
    assert_eq!(capabilities["renameProvider"], json!({"prepareProvider": true}));
    assert_eq!(capabilities["linkedEditingRangeProvider"], true);
    assert_eq!(
        capabilities["executeCommandProvider"]["commands"],
        json!(["obelus.convert", "obelus.say", "obelus.select"])
    );
    client.finish();

    let mut client = Client::connect();
    let capabilities = client.initialize(json!({}));
    assert_eq!(capabilities["codeActionProvider"], Value::Null);
    assert_eq!(capabilities["executeCommandProvider"]["commands"], json!(["obelus.convert", "obelus.say"]));
    assert_eq!(capabilities["renameProvider"], true);
    client.finish();
}

#[test]
fn a_footnote_is_inserted_once_it_is_chosen() {
    let mut client = client(able());
    let only = json!({"only": ["refactor.insert.footnote"]});
    let offered = actions(&mut client, FERRY, "the| ferry", only);
    assert_eq!(titles(&offered), ["Insert a footnote here"]);
    assert_eq!(offered[0]["kind"], "refactor.insert.footnote");
    assert_eq!(offered[0]["edit"], Value::Null);
    let made = client.ask("codeAction/resolve", offered[0].clone());
    let changes = made["edit"]["documentChanges"].as_array().unwrap();
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0]["textDocument"], json!({"uri": URI, "version": 1}));
    let at = |place: &str| range(FERRY, place, Unit::Utf16);
    let expected = [
        (at("the|| ferry"), "1"),
        (at("Easter.|1| The"), "2"),
        (at("it.|2|\n"), "3"),
        (at("||  2. Easter"), "  2. \n"),
        (at("|2|. Easter"), "3"),
        (at("|3|. See"), "4"),
    ];
    let expected: Vec<_> = expected.into_iter().map(|(range, new)| json!({"range": range, "newText": new})).collect();
    assert_eq!(changes[0]["edits"], json!(expected));

    // The cursor goes into the new note, once the edit is made.
    assert_eq!(made["command"]["command"], "obelus.select");
    let params = json!({"command": "obelus.select", "arguments": made["command"]["arguments"]});
    client.ask("workspace/executeCommand", params);
    let shown = client.server_request("window/showDocument");
    assert_eq!(shown["params"]["uri"], URI);
    let start = json!({"line": 9, "character": 5});
    assert_eq!(shown["params"]["selection"], json!({"start": start, "end": start}));
    client.answer(&shown["id"], json!({"success": true}));
    client.finish();
}

#[test]
fn what_was_listed_for_another_version_is_refused() {
    let mut client = client(able());
    let offered = actions(&mut client, FERRY, "the| ferry", json!({}));
    client.change(URI, 2, json!([{"text": FERRY.replace("May 3", "May 4")}]));
    let id = client.request("codeAction/resolve", offered[0].clone());
    assert_eq!(client.error(id), -32803);
    let id = client.request("codeAction/resolve", json!({"title": "Not ours", "data": {"uri": URI}}));
    assert_eq!(client.error(id), -32803);
    client.diagnostics_of(URI);
    client.finish();
}

#[test]
fn an_old_client_gets_the_edit_at_once() {
    let literals = json!({"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}});
    let mut client = client(json!({"textDocument": {"codeAction": literals}}));
    let offered = actions(&mut client, FERRY, "the| ferry", json!({"only": ["refactor.insert"]}));
    assert_eq!(offered[0]["edit"]["changes"][URI].as_array().unwrap().len(), 6);
    assert_eq!((&offered[0]["data"], &offered[0]["command"]), (&Value::Null, &Value::Null));
    client.finish();
}

#[test]
fn what_cannot_be_done_says_why_where_the_client_shows_it() {
    let broken = FERRY.replace("  2. Easter was on April 16.\n", "").replace("  3.", "  2.");
    let broken = broken.replace("it.2", "it.2 The pilot left.3");
    for shows in [true, false] {
        let mut capabilities = able();
        capabilities["textDocument"]["codeAction"]["disabledSupport"] = json!(shows);
        let mut client = Client::ready(capabilities);
        client.open(URI, &broken);
        client.diagnostics_of(URI);
        let offered = actions(&mut client, &broken, "the| ferry", json!({"only": ["refactor.insert"]}));
        if shows {
            assert!(offered[0]["disabled"]["reason"].as_str().unwrap().contains("no notes yet"), "{offered:?}");
            assert_eq!(offered[0]["data"], Value::Null);
            let id = client.request("codeAction/resolve", offered[0].clone());
            assert_eq!(client.error(id), -32803);
            // Who asks for whatever can be done hears of that alone.
            let offered = actions(&mut client, &broken, "the| ferry", json!({}));
            assert!(offered.iter().all(|action| action.get("disabled").is_none()), "{offered:?}");
        } else {
            assert_eq!(offered, [] as [Value; 0]);
        }
        client.finish();
    }
}

#[test]
fn what_mends_a_diagnostic_names_it() {
    let mut client = Client::ready(able());
    client.open(URI, FERRY);
    let found = client.diagnostics_of(URI);
    let mismatch = found.as_array().unwrap().iter().find(|it| it["code"] == "note-number-mismatch").unwrap();
    let context = json!({"diagnostics": [mismatch], "only": ["quickfix"]});
    let offered = actions(&mut client, FERRY, "  |1. Source", context);
    assert_eq!(titles(&offered), ["Number the notes 0–2, as their references print"]);
    assert_eq!(offered[0]["isPreferred"], true);
    assert_eq!(offered[0]["diagnostics"], json!([mismatch]));
    client.finish();
}

#[test]
fn what_others_say_of_a_footnote_changes_only_if_that_is_wanted() {
    for annotates in [true, false] {
        let mut client = client_of_two();
        if !annotates {
            client.finish();
            let mut capabilities = able();
            capabilities["workspace"]["workspaceEdit"] = json!({"documentChanges": true});
            client = self::client(capabilities);
            client.open(NEXT, CITING);
            client.diagnostics_of(NEXT);
        }
        let offered = actions(&mut client, FERRY, "the| ferry", json!({"only": ["refactor.insert"]}));
        let mut made = client.ask("codeAction/resolve", offered[0].clone());
        let (edit, command) = (made["edit"].take(), made["command"].take());
        let changes = edit["documentChanges"].as_array().unwrap();
        if annotates {
            assert_eq!(changes.len(), 2);
            assert_eq!(changes[1]["textDocument"], json!({"uri": NEXT, "version": 1}));
            let at = |place: &str| range(CITING, place, Unit::Utf16);
            let edits = changes[1]["edits"].as_array().unwrap();
            assert_eq!((&edits[0]["range"], &edits[0]["newText"]), (&at("footnote |1|, Doc"), &json!("2")));
            assert_eq!((&edits[1]["range"], &edits[1]["newText"]), (&at("and footnote |2|, Doc"), &json!("3")));
            let annotation = &edit["changeAnnotations"][edits[0]["annotationId"].as_str().unwrap()];
            assert_eq!(annotation["needsConfirmation"], true);
            assert_eq!(annotation["label"], "Document 13 cites it: footnote 1 becomes 2");
            assert_eq!(command["arguments"].as_array().unwrap().len(), 2);
        } else {
            assert_eq!((changes.len(), &edit["changeAnnotations"]), (1, &Value::Null));
            // The user hears of what is left out.
            let cited = ["footnote 1 in Document 13 (now 2)", "footnote 2 in Document 13 (now 3)"].join(", ");
            let message = json!({"type": 3, "message": format!("Other records still cite the old numbers: {cited}")});
            let params = json!({"command": command["command"], "arguments": command["arguments"]});
            client.ask("workspace/executeCommand", params);
            client.server_request("window/showDocument");
            assert_eq!(client.notification("window/showMessage"), message);
            let at = position(FERRY, "it.2|", Unit::Utf16);
            client.ask("textDocument/rename", json!({"textDocument": {"uri": URI}, "position": at, "newName": "3"}));
            let renamed = "Other records still cite the old numbers: footnote 2 in Document 13 (now 3)";
            assert_eq!(client.notification("window/showMessage")["message"], renamed);
        }
        client.finish();
    }
}

#[test]
fn a_label_is_renamed() {
    let mut client = client_of_two();
    let at = |place: &str| json!({"textDocument": {"uri": URI}, "position": position(FERRY, place, Unit::Utf16)});
    let found = client.ask("textDocument/prepareRename", at("it.2|"));
    assert_eq!(found, json!({"range": range(FERRY, "it.|2|", Unit::Utf16), "placeholder": "2"}));
    let mut params = at("it.2|");
    params["newName"] = json!("3");
    let edit = client.ask("textDocument/rename", params.clone());
    let changes = edit["documentChanges"].as_array().unwrap();
    assert_eq!(changes[0]["textDocument"]["version"], 1);
    let renamed = json!([{"range": range(FERRY, "it.|2|", Unit::Utf16), "newText": "3"}]);
    assert_eq!(changes[0]["edits"], renamed);
    assert_eq!(changes[1]["textDocument"]["uri"], NEXT);

    params["newName"] = json!("1");
    let id = client.request("textDocument/rename", params);
    assert_eq!(client.error(id), -32803);
    let id = client.request("textDocument/prepareRename", at("the| ferry"));
    assert_eq!(client.error(id), -32803);
    client.finish();
}

#[test]
fn both_sides_are_typed_at_once() {
    let text = FERRY.replace("it.2", "it.3").replace("Easter.1", "Easter.2").replace("Conversation0", "Conversation1");
    let mut client = Client::ready(able());
    client.open(URI, &text);
    client.diagnostics_of(URI);
    let at = json!({"textDocument": {"uri": URI}, "position": position(&text, "it.3|", Unit::Utf16)});
    let linked = client.ask("textDocument/linkedEditingRange", at);
    let at = |place: &str| range(&text, place, Unit::Utf16);
    assert_eq!(linked["ranges"], json!([at("it.|3|"), at("|3|. See")]));
    client.finish();
}

#[test]
fn what_is_reported_can_be_ignored_from_then_on() {
    let folder = Folder::new("ignore-here");
    folder.write("v/d12.txt", FERRY);
    let mut capabilities = able();
    capabilities["workspace"]["workspaceEdit"]["resourceOperations"] = json!(["create"]);
    let mut client = folder.client(capabilities);
    let uri = folder.uri("v/d12.txt");
    client.open(&uri, FERRY);
    let found = client.diagnostics_of(&uri);
    assert_eq!(found[0]["code"], "note-number-mismatch");
    let ignore = |client: &mut Client| {
        let context = json!({"diagnostics": [found[0]]});
        let params = json!({"textDocument": {"uri": uri}, "range": found[0]["range"], "context": context});
        let actions = client.ask("textDocument/codeAction", params);
        let titled = |it: &&Value| it["title"] == "Ignore note-number-mismatch here, in obelus.toml";
        actions.as_array().unwrap().iter().find(titled).unwrap()["edit"]["documentChanges"].clone()
    };
    // A file of its own, where there is none.
    let changes = ignore(&mut client);
    let toml = folder.uri("obelus.toml");
    assert_eq!((&changes[0]["kind"], &changes[0]["uri"]), (&json!("create"), &json!(toml)));
    let entry = changes[1]["edits"][0]["newText"].as_str().unwrap();
    folder.write("obelus.toml", entry);
    client.touched(std::slice::from_ref(&toml));
    client.is_read();
    assert_eq!(client.diagnostics_of(&uri), json!([]));
    // In one that is open, at its end.
    client.open_as("toml", &toml, "[rules]\n");
    let changes = ignore(&mut client);
    assert_eq!(changes[0]["textDocument"], json!({"uri": toml, "version": 1}));
    assert_eq!(changes[0]["edits"][0]["range"]["start"], json!({"line": 1, "character": 0}));
    let entry = changes[0]["edits"][0]["newText"].as_str().unwrap();
    assert!(entry.contains("file = \"v/d12.txt\"\ncode = \"note-number-mismatch\"\ntext = "), "{entry}");
    // What is typed applies: nothing was ignored for a moment.
    while client.diagnostics_of(&uri) == json!([]) {}
    client.finish();
}
