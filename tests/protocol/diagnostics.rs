//! Diagnostics, pushed and pulled.

use crate::client::Client;
use crate::records::{FERRY, Unit, position, range};
use serde_json::{Value, json};

const URI: &str = "file:///records/d12.txt";

/// The codes of `diagnostics`.
fn codes(diagnostics: &Value) -> Vec<&str> {
    diagnostics.as_array().unwrap().iter().map(|diagnostic| diagnostic["code"].as_str().unwrap()).collect()
}

/// The record with its references numbered as its notes are, so that nothing is wrong in it.
fn counted_from_one() -> String {
    FERRY.replace("it.2", "it.3").replace("Easter.1", "Easter.2").replace("Conversation0", "Conversation1")
}

/// A change of `text`: `new` in place of what stands between the two `|` of `place`.
fn replace(text: &mut String, place: &str, new: &str) -> Value {
    let change = json!([{"range": range(text, place, Unit::Utf16), "text": new}]);
    let mut parts = place.split('|');
    let (before, within, after) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
    *text = text.replace(&format!("{before}{within}{after}"), &format!("{before}{new}{after}"));
    change
}

#[test]
fn diagnostics_follow_the_keys() {
    let mut client = Client::ready(json!({}));
    let mut text = counted_from_one();
    client.open(URI, &text);
    assert_eq!(client.diagnostics(1), json!([]));

    client.change(URI, 2, replace(&mut text, "|  3. See Document 13.\n|", ""));
    let dangling = client.diagnostics(2);
    assert_eq!(codes(&dangling), ["dangling-reference"]);
    assert_eq!(dangling[0]["range"], range(&text, "help it.|3|", Unit::Utf16));

    client.change(URI, 3, replace(&mut text, "April 16.\n||", "  3. See Document 13.\n"));
    assert_eq!(client.diagnostics(3), json!([]));

    client.change(URI, 4, replace(&mut text, "Easter.|2|", ""));
    let unreferenced = client.diagnostics(4);
    assert_eq!(codes(&unreferenced), ["unreferenced-note"]);
    client.finish();
}

#[test]
fn what_is_being_typed_is_judged_when_it_is_saved() {
    let list_from = "  1. In town.\n";
    let mut text = format!("17. Letter\n\nWe met.1 We sat.2 We rose.3\n\n{list_from}");
    let mut client = Client::ready(json!({}));
    client.open(URI, &text);
    let mut version = 1;
    let found = client.diagnostics(1);
    assert_eq!((codes(&found), &found[0]["severity"]), (vec!["dangling-reference"], &json!(3)), "{found}");
    // The list is typed from the top, letter by letter: nothing is an error on the way.
    for letter in "  2. On a bench.\n  3. ".chars() {
        let last = text.rsplit('\n').next().unwrap_or_default();
        let end = json!({"line": text.matches('\n').count(), "character": last.len()});
        version += 1;
        client.change(URI, version, json!([{"range": {"start": end, "end": end}, "text": letter.to_string()}]));
        text.push(letter);
        let found = client.diagnostics(i64::from(version));
        assert!(found.as_array().unwrap().iter().all(|found| found["severity"] == 3), "{text}\n{found}");
    }
    client.save(URI);
    assert_eq!(codes(&client.diagnostics(i64::from(version))), ["empty-note"]);

    // Half an insertion and half a page marker, until the typing goes on elsewhere or is saved.
    for (place, half, code) in
        [("We met.1||", " [in", "unclosed-bracket"), ("17. Letter\n||", "[Page 1", "malformed-page-marker")]
    {
        version += 1;
        client.change(URI, version, replace(&mut text, place, half));
        assert!(!codes(&client.diagnostics(i64::from(version))).contains(&code));
        client.save(URI);
        assert!(codes(&client.diagnostics(i64::from(version))).contains(&code));
    }
    client.finish();
}

#[test]
fn a_client_that_pulls_is_told_to_pull_when_a_document_is_saved() {
    let capabilities = json!({
        "textDocument": {"diagnostic": {}},
        "workspace": {"diagnostics": {"refreshSupport": true}},
    });
    let mut client = Client::ready(capabilities);
    let mut text = "17. Letter\n\nWe met.1 We sat.2\n\n  1. In town.\n  2. On a bench.\n".to_owned();
    client.open(URI, &text);
    let refresh = client.server_request("workspace/diagnostic/refresh");
    client.answer(&refresh["id"], Value::Null);
    let document = json!({"textDocument": {"uri": URI}});
    let report = client.ask("textDocument/diagnostic", document.clone());
    assert_eq!(report["items"], json!([]));
    client.change(URI, 2, replace(&mut text, "|On a bench.|", ""));
    let report = client.ask("textDocument/diagnostic", document.clone());
    assert_eq!(report["items"], json!([]));
    client.save(URI);
    let refresh = client.server_request("workspace/diagnostic/refresh");
    client.answer(&refresh["id"], Value::Null);
    let report = client.ask("textDocument/diagnostic", document);
    assert_eq!(codes(&report["items"]), ["empty-note"]);
    client.finish();
}

#[test]
fn a_diagnostic_says_all_there_is_to_say() {
    let page_twice = FERRY.replace("[Page 41]", "[Page 41] [Page 41]");
    for related in [true, false] {
        let mut client =
            Client::ready(json!({"textDocument": {"publishDiagnostics": {"relatedInformation": related}}}));
        client.open(URI, &page_twice);
        let diagnostics = client.diagnostics(1);
        let twice = diagnostics.as_array().unwrap().iter().find(|it| it["code"] == "duplicate-page").unwrap();
        assert_eq!(twice["range"], range(&page_twice, "[Page 41] |[Page 41]|", Unit::Utf16));
        assert_eq!(twice["severity"], 2);
        assert_eq!(twice["source"], "obelus");
        let page = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/src/check/rules/duplicate-page.md");
        assert_eq!(twice["codeDescription"]["href"], page);
        assert_ne!(twice["message"], "");
        let first = json!({"uri": URI, "range": range(&page_twice, "\n|[Page 41]| ", Unit::Utf16)});
        assert_eq!(twice["relatedInformation"][0]["location"], if related { first } else { Value::Null });
        client.finish();
    }
}

#[test]
fn records_that_an_edit_only_moves_keep_their_diagnostics() {
    let record = |number: u32| FERRY.replace("12. Memo", &format!("{number}. Memo")).replace("[Page 41]", "[Page41]");
    let text: String = (12..20).map(record).collect();
    let mut client = Client::ready(json!({}));
    client.open(URI, &text);
    client.diagnostics(1);
    // Three edits far from each other, one of which moves lines, before diagnostics are asked for again.
    let insert = |place: &str, new: &str| {
        let at = position(&text, place, Unit::Utf16);
        json!({"range": {"start": at, "end": at}, "text": new})
    };
    let edits = [insert("|18. Memo", "\n\n"), insert("15. Memo|", "\r\n"), insert("|13. Memo", "A word.\n")];
    client.change(URI, 2, json!(edits));
    let diagnostics = client.diagnostics(2);
    client.finish();

    let mut text = text.replace("18. Memo", "\n\n18. Memo").replace("15. Memo", "15. Memo\r\n");
    text = text.replace("13. Memo", "A word.\n13. Memo");
    let mut fresh = Client::ready(json!({}));
    fresh.open(URI, &text);
    assert_eq!(fresh.diagnostics(1), diagnostics);
    assert!(codes(&diagnostics).len() >= 16);
    fresh.finish();
}

#[test]
fn a_burst_of_edits_ends_with_the_diagnostics_of_the_last() {
    let mut client = Client::ready(json!({}));
    client.open(URI, FERRY);
    let at = position(FERRY, "ferry |would", Unit::Utf16);
    for version in 2..=500 {
        client.change(URI, version, json!([{"range": {"start": at, "end": at}, "text": "x"}]));
    }
    // Reads what comes before them too, and fails where versions go back.
    assert_eq!(codes(&client.diagnostics(500)), ["note-number-mismatch"]);
    client.finish();
}

#[test]
fn closing_clears() {
    let mut client = Client::ready(json!({}));
    client.open(URI, FERRY);
    client.diagnostics(1);
    client.close(URI);
    assert_eq!(client.notification("textDocument/publishDiagnostics"), json!({"uri": URI, "diagnostics": []}));
    assert_eq!(client.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": URI}})), Value::Null);
    client.open(URI, FERRY);
    assert_eq!(codes(&client.diagnostics(1)), ["note-number-mismatch"]);
    client.finish();
}

#[test]
fn what_is_no_record_is_left_alone() {
    let mut client = Client::ready(json!({}));
    let list = "Eggs\nButter (2)\nFlour\n";
    client.open_as("plaintext", URI, list);
    let document = json!({"textDocument": {"uri": URI}});
    assert_eq!(client.ask("textDocument/documentSymbol", document.clone()), Value::Null);
    assert_eq!(client.ask("textDocument/foldingRange", document.clone()), Value::Null);
    client.change(URI, 2, json!([{"text": FERRY}]));
    assert_eq!(codes(&client.diagnostics(2)), ["note-number-mismatch"]);
    // Once a record, it stays one, while somebody clears it to begin again.
    client.change(URI, 3, json!([{"text": list}]));
    assert_eq!(client.diagnostics(3), json!([]));
    client.close(URI);
    client.notification("textDocument/publishDiagnostics");
    client.open_as("plaintext", URI, list);
    client.close(URI);
    client.finish();
}

#[test]
fn a_client_that_pulls_is_not_pushed() {
    let mut client = Client::connect();
    let capabilities = client.initialize(json!({"textDocument": {"diagnostic": {}}}));
    let provider = json!({"identifier": "obelus", "interFileDependencies": true, "workspaceDiagnostics": true});
    assert_eq!(capabilities["diagnosticProvider"], provider);

    let mut text = counted_from_one();
    client.open(URI, &text);
    let pull = |client: &mut Client, previous: &Value| {
        let params = json!({"textDocument": {"uri": URI}, "previousResultId": previous});
        client.ask("textDocument/diagnostic", params)
    };
    let first = pull(&mut client, &Value::Null);
    assert_eq!(first["kind"], "full");
    assert_eq!(first["items"], json!([]));

    let again = pull(&mut client, &first["resultId"]);
    assert_eq!(again, json!({"kind": "unchanged", "resultId": first["resultId"]}));

    client.change(URI, 2, replace(&mut text, "|  3. See Document 13.\n|", ""));
    let second = pull(&mut client, &first["resultId"]);
    assert_eq!(second["kind"], "full");
    assert_eq!(codes(&second["items"]), ["dangling-reference"]);
    assert_ne!(second["resultId"], first["resultId"]);

    client.close(URI);
    let closed = pull(&mut client, &second["resultId"]);
    assert_eq!(closed, json!({"kind": "full", "items": []}));
    client.finish();
}

#[test]
fn a_document_that_is_opened_again_is_reported_in_full() {
    let mut client = Client::connect();
    client.initialize(json!({"textDocument": {"diagnostic": {}}}));
    let pull = |client: &mut Client, previous: &Value| {
        let params = json!({"textDocument": {"uri": URI}, "identifier": "obelus", "previousResultId": previous});
        client.ask("textDocument/diagnostic", params)
    };
    client.open(URI, FERRY);
    let first = pull(&mut client, &Value::Null);
    assert_eq!(codes(&first["items"]), ["note-number-mismatch"]);
    client.close(URI);
    client.open(URI, FERRY);
    // Some clients keep the result id of a document that they close, but not its diagnostics.
    let again = pull(&mut client, &first["resultId"]);
    assert_eq!(again["kind"], "full");
    assert_eq!(again["items"], first["items"]);
    let unchanged = json!({"kind": "unchanged", "resultId": again["resultId"]});
    assert_eq!(pull(&mut client, &again["resultId"]), unchanged);
    client.finish();
}

#[test]
fn a_client_that_cannot_pull_is_not_offered_it() {
    let mut client = Client::connect();
    assert_eq!(client.initialize(json!({}))["diagnosticProvider"], Value::Null);
    client.finish();
}
