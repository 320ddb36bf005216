//! The client's text and the server's are one, in the unit that they agreed on.

use crate::client::Client;
use crate::records::{FERRY, Unit, position, range};
use obelus::text::Text;
use serde_json::{Value, json};

const URI: &str = "file:///records/d12.txt";

fn document() -> Value {
    json!({"textDocument": {"uri": URI}})
}

#[test]
fn lines_end_where_the_protocol_ends_them() {
    // Dependencies share features: one that asks ropey for its default would make the first four end lines too.
    for (text, lines) in [
        ("form\u{c}feed", 1),
        ("vertical\u{b}tab", 1),
        ("next\u{85}line", 1),
        ("line\u{2028}separator\u{2029}", 1),
        ("a\nb", 2),
        ("a\r\nb", 2),
        ("a\rb", 2),
        ("a\n\r\nb\r", 4),
    ] {
        assert_eq!(Text::new(text).line_count(), lines, "{text:?}");
    }
}

#[test]
fn the_unit_of_columns_is_agreed_upon() {
    for (offered, unit, name) in [
        (json!(["utf-8", "utf-16"]), Unit::Utf8, "utf-8"),
        (json!(["utf-16", "utf-32", "utf-8"]), Unit::Utf8, "utf-8"),
        (json!(["utf-16", "utf-32"]), Unit::Utf32, "utf-32"),
        (json!(["utf-16"]), Unit::Utf16, "utf-16"),
        (json!(["utf-7"]), Unit::Utf16, "utf-16"),
        (Value::Null, Unit::Utf16, "utf-16"),
    ] {
        let mut client = Client::connect();
        let capabilities = client.initialize(json!({"general": {"positionEncodings": offered}}));
        assert_eq!(capabilities["positionEncoding"], name);

        let text = FERRY.replace("Mr. Ardell", "Señor 𝔄rdell");
        client.open(URI, &text);
        client.diagnostics(1);
        let place = json!({"textDocument": {"uri": URI}, "position": position(&text, "Easter.|1 The", unit)});
        let found = client.ask("textDocument/documentHighlight", place);
        assert_eq!(found[0]["range"], range(&text, "Easter.|1| The", unit), "{name}");
        client.finish();
    }
}

#[test]
fn what_is_typed_is_what_is_read() {
    let read = |client: &mut Client| {
        ["textDocument/documentSymbol", "textDocument/foldingRange"].map(|method| client.ask(method, document()))
    };
    let text = FERRY.replace("Ardell", "𝔄rdell").replace("\nwould", "\r\nwould");
    let mut fresh = Client::ready(json!({}));
    fresh.open(URI, &text);
    let diagnostics = fresh.diagnostics(1);
    let outline = read(&mut fresh);
    fresh.finish();

    // Typed from the end to the start, so that every edit moves all that is there; each second one by two changes.
    let mut typist = Client::ready(json!({}));
    typist.open(URI, "");
    let mut version = 1;
    for c in text.chars().rev() {
        version += 1;
        let start = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
        let slip = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 2}});
        let changes = if version % 2 == 0 && !"\r\n".contains(c) {
            json!([{"range": start, "text": "𝔄"}, {"range": slip, "text": c.to_string()}])
        } else {
            json!([{"range": start, "text": c.to_string()}])
        };
        typist.change(URI, version, changes);
    }
    assert_eq!(read(&mut typist), outline);
    assert_eq!(typist.diagnostics(i64::from(version)), diagnostics);
    typist.finish();
}

#[test]
fn a_document_has_many_spellings() {
    let mut client = Client::ready(json!({}));
    let spelled = "file:///c%3A/Box%204/d12.txt";
    client.open(spelled, FERRY);
    client.diagnostics(1);
    for spelling in ["file:///C:/Box%204/d12.txt", "file:///c:/Box 4/d12.txt", "file:///C%3a/%42ox%204/d12.txt"] {
        let symbols = client.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": spelling}}));
        assert_eq!(symbols[0]["location"]["uri"], spelled, "{spelling}");
    }
    client.change("file:///C:/Box%204/d12.txt", 2, json!([{"text": "12. Minutes\n"}]));
    assert_eq!(client.diagnostics(2), json!([]));
    client.close("file:///C:/Box%204/d12.txt");
    assert_eq!(client.notification("textDocument/publishDiagnostics")["uri"], spelled);
    client.finish();
}

#[test]
fn what_is_not_open_is_not_changed() {
    let mut client = Client::ready(json!({}));
    client.change(URI, 2, json!([{"text": "12. Minutes\n"}]));
    assert_eq!(client.log_line(), format!("{URI} was changed but is not open"));
    client.close(URI);
    assert_eq!(client.log_line(), format!("{URI} was closed but is not open"));
    client.open(URI, "12. Minutes\n");
    client.diagnostics(1);
    client.open(URI, "12. Minutes0\n");
    assert_eq!(client.log_line(), format!("{URI} was opened twice"));
    assert_eq!(client.diagnostics(1)[0]["code"], "dangling-reference");
    client.finish();
}
