//! What `obelus.toml` and the client's settings change, at once.

use crate::client::Client;
use crate::folder::Folder;
use crate::records::{FERRY, Unit, position};
use serde_json::{Value, json};
use std::fs;

/// The severities and codes of diagnostics.
fn found(diagnostics: &Value) -> Vec<String> {
    let said = |it: &Value| format!("{} {}", it["severity"], it["code"].as_str().unwrap());
    diagnostics.as_array().unwrap().iter().map(said).collect()
}

const OFF: &str = "[rules]\nnote-number-mismatch = \"off\"\n";
const WARNING: &str = "[rules]\nnote-number-mismatch = \"warning\"\n";

/// A client with the record `FERRY` open in a folder with these files, and the record's URI.
fn opened(name: &str, files: &[(&str, &str)], capabilities: Value) -> (Folder, Client, String) {
    let folder = Folder::new(name);
    folder.write("v/d12.txt", FERRY);
    for (path, text) in files {
        folder.write(path, text);
    }
    let mut client = folder.client(capabilities);
    let uri = folder.uri("v/d12.txt");
    client.open(&uri, FERRY);
    (folder, client, uri)
}

#[test]
fn a_file_above_decides_and_a_nearer_one_before_it() {
    let (folder, mut client, uri) = opened("above", &[("obelus.toml", OFF)], json!({}));
    assert_eq!(found(&client.diagnostics_of(&uri)), [""; 0]);
    folder.write("v/obelus.toml", WARNING);
    client.touched(&[folder.uri("v/obelus.toml")]);
    client.is_read();
    assert_eq!(found(&client.diagnostics_of(&uri)), ["2 note-number-mismatch"]);
    for path in ["v/obelus.toml", "obelus.toml"] {
        fs::remove_file(folder.0.join(path)).unwrap();
    }
    client.touched(&[folder.uri("v/obelus.toml"), folder.uri("obelus.toml")]);
    client.is_read();
    assert_eq!(found(&client.diagnostics_of(&uri)), ["3 note-number-mismatch"]);
    client.finish();
}

#[test]
fn what_is_typed_into_it_applies_at_once() {
    let (folder, mut client, uri) = opened("typed", &[("v/obelus.toml", "")], json!({}));
    assert_eq!(found(&client.diagnostics_of(&uri)), ["3 note-number-mismatch"]);
    let toml = folder.uri("v/obelus.toml");
    client.open_as("toml", &toml, "");
    client.change(&toml, 2, json!([{"text": OFF}]));
    while found(&client.diagnostics_of(&uri)) != [""; 0] {}
    // Closed without being saved.
    client.close(&toml);
    client.is_read();
    while found(&client.diagnostics_of(&uri)) != ["3 note-number-mismatch"] {}
    client.finish();
}

#[test]
fn what_makes_no_sense_is_said_in_the_file_and_the_rest_applies() {
    let text = format!("convention = \"plan\"\nxyzzy = 1\n{OFF}");
    let (folder, mut client, uri) = opened("problems", &[("v/obelus.toml", &text)], json!({}));
    let toml = folder.uri("v/obelus.toml");
    let problems = client.diagnostics_of(&toml);
    assert_eq!(found(&problems), ["2 bad-value", "2 unknown-key"]);
    assert_eq!(problems[1]["range"]["start"]["line"], 1);
    assert_eq!(found(&client.diagnostics_of(&uri)), [""; 0]);
    client.open_as("toml", &toml, &text);
    client.change(&toml, 2, json!([{"text": WARNING}]));
    assert_eq!(client.diagnostics_of(&toml), json!([]));
    // What was open is checked by what applies now; by what applied before it may have been, once more.
    while found(&client.diagnostics_of(&uri)) != ["2 note-number-mismatch"] {}
    client.finish();
}

#[test]
fn other_files_are_records_by_it() {
    let (folder, mut client, uri) =
        opened("include", &[("v/list.txt", "Eggs (2\n")], json!({"textDocument": {"diagnostic": {}}}));
    let all = |client: &mut Client| {
        let answer = client.ask("workspace/diagnostic", json!({"previousResultIds": []}));
        let mut files: Vec<_> = (answer["items"].as_array().unwrap().iter())
            .map(|it| it["uri"].as_str().unwrap().rsplit('/').next().unwrap().to_owned())
            .collect();
        files.sort();
        files
    };
    assert_eq!(all(&mut client), [""; 0]);
    folder.write("v/letter.md", "[leaf 2r]\n");
    folder.write("obelus.toml", "include = [\"**/*.md\"]\n[pages]\npatterns = ['\\[leaf (?<label>\\d+[rv])\\]']\n");
    client.touched(&[folder.uri("obelus.toml")]);
    client.is_read();
    assert_eq!(all(&mut client), ["letter.md"]);
    // An open record stays one.
    let outline = json!({"textDocument": {"uri": uri}});
    assert_ne!(client.ask("textDocument/documentSymbol", outline.clone()), Value::Null);
    client.change(&uri, 2, json!([{"text": "[leaf 7v]\n\nThe ferry."}]));
    let outline = client.ask("textDocument/documentSymbol", outline);
    assert!(outline.to_string().contains("7v"), "{outline}");
    client.finish();
}

#[test]
fn settings_come_with_the_start_and_later() {
    let mut client = Client::connect();
    let options = json!({"rules": {"note-number-mismatch": "warning"}});
    client.ask("initialize", json!({"processId": null, "capabilities": {}, "initializationOptions": options}));
    client.notify("initialized", json!({}));
    client.open("file:///v/d12.txt", FERRY);
    assert_eq!(found(&client.diagnostics(1)), ["2 note-number-mismatch"]);
    let settings = json!({"obelus": {"rules": {"note-number-mismatch": "error"}, "server": {"path": "x"}}});
    client.notify("workspace/didChangeConfiguration", json!({"settings": settings}));
    assert_eq!(found(&client.diagnostics(1)), ["1 note-number-mismatch"]);
    // Without the object they belong to, as some clients send them.
    let settings = json!({"rules": {"note-number-mismatch": "no"}});
    client.notify("workspace/didChangeConfiguration", json!({"settings": settings}));
    assert_eq!(found(&client.diagnostics(1)), ["3 note-number-mismatch"]);
    let line = client.log_line();
    assert!(line.starts_with("in the settings of the editor: ") && line.contains("note-number-mismatch"), "{line}");
    client.finish();
}

#[test]
fn a_client_is_asked_for_its_settings() {
    let mut client = Client::connect();
    let workspace = json!({"configuration": true, "didChangeConfiguration": {"dynamicRegistration": true}});
    client.initialize(json!({"workspace": workspace}));
    let registered = client.server_request("client/registerCapability");
    assert_eq!(registered["params"]["registrations"][0]["registerOptions"]["section"], "obelus");
    client.answer(&registered["id"], Value::Null);
    let asked = client.server_request("workspace/configuration");
    assert_eq!(asked["params"]["items"], json!([{"section": "obelus"}]));
    client.open("file:///v/d12.txt", FERRY);
    assert_eq!(found(&client.diagnostics(1)), ["3 note-number-mismatch"]);
    client.answer(&asked["id"], json!([{"rules": {"note-number-mismatch": "error"}}]));
    assert_eq!(found(&client.diagnostics(1)), ["1 note-number-mismatch"]);
    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    let asked = client.server_request("workspace/configuration");
    client.answer(&asked["id"], json!([null]));
    assert_eq!(found(&client.diagnostics(1)), ["3 note-number-mismatch"]);
    client.finish();
}

#[test]
fn what_is_ignored_is_not_reported() {
    let ignore = "[[ignore]]\nfile = \"d12.txt\"\ncode = \"note-number-mismatch\"\n";
    let (_folder, mut client, uri) = opened("ignored", &[("v/obelus.toml", ignore)], json!({}));
    assert_eq!(found(&client.diagnostics_of(&uri)), [""; 0]);
    client.finish();
}

#[test]
fn page_markers_lead_to_their_facsimiles() {
    let text = "[volume]\nfacsimile = \"scans/{page:04} a.jpg\"\n";
    let (folder, mut client, uri) = opened("facsimile", &[("obelus.toml", text)], json!({}));
    client.diagnostics_of(&uri);
    let document = json!({"uri": uri});
    let links = client.ask("textDocument/documentLink", json!({"textDocument": document}));
    let scan = folder.uri("scans/0041 a.jpg");
    let targets: Vec<_> = links.as_array().unwrap().iter().map(|link| &link["target"]).collect();
    assert!(targets.contains(&&json!(scan)), "{links}");
    let hover = json!({"textDocument": document, "position": position(FERRY, "[Pa|ge 41]", Unit::Utf16)});
    let hover = client.ask("textDocument/hover", hover);
    assert!(hover["contents"]["value"].as_str().unwrap().ends_with(&format!("Facsimile: {scan}")), "{hover}");
    client.finish();
}

/// A manifest of version 3 whose canvas `p. 41` has this image.
fn manifest(image: &str) -> String {
    let annotation = json!({"body": {"id": image, "type": "Image"}});
    json!({"items": [{"label": {"none": ["p. 41"]}, "items": [{"items": [annotation]}]}]}).to_string()
}

/// Where the page markers of the record `uri` lead.
fn facsimiles(client: &mut Client, uri: &str) -> Vec<String> {
    let links = client.ask("textDocument/documentLink", json!({"textDocument": {"uri": uri}}));
    let links = links.as_array().unwrap().iter().filter(|link| link["tooltip"] == "The page’s facsimile");
    links.map(|link| link["target"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn page_markers_lead_to_the_images_of_a_manifest() {
    let files = [
        ("v/obelus.toml", "volume.facsimile = 'scans/manifest.json'\n"),
        ("v/scans/manifest.json", &manifest("https://iiif.example/41.jpg")),
    ];
    // Only those of the configuration are pushed.
    let (folder, mut client, uri) = opened("manifest", &files, json!({"textDocument": {"diagnostic": {}}}));
    assert_eq!(facsimiles(&mut client, &uri), ["https://iiif.example/41.jpg"]);
    // Another one is named as it is typed, and then written.
    let toml = folder.uri("v/obelus.toml");
    client.open_as("toml", &toml, "volume.facsimile = 'other.json'\n");
    let said = |problems: Value| problems[0]["message"].as_str().unwrap_or_default().to_owned();
    let problem = said(client.diagnostics_of(&toml));
    assert_eq!(problem, "`facsimile`: other.json: there is no such file or folder");
    assert_eq!(facsimiles(&mut client, &uri), [""; 0]);
    for (image, expected) in [
        ("images/41.jpg", ""),
        ("../../41.jpg", "`facsimile`: other.json: has no canvas with an image and a label of its own"),
        ("41.jpg", ""),
    ] {
        folder.write("v/other.json", manifest(image));
        client.touched(&[folder.uri("v/other.json")]);
        assert_eq!(said(client.diagnostics_of(&toml)), expected);
        let page = expected.is_empty().then(|| folder.uri(&format!("v/{image}")));
        assert_eq!(facsimiles(&mut client, &uri), page.into_iter().collect::<Vec<_>>());
    }
    client.finish();
}

/// Reads what is reported of `uri` until it is `expected`.
fn becomes(client: &mut Client, uri: &str, expected: &[&str]) {
    while found(&client.diagnostics_of(uri)) != expected {}
}

#[test]
fn a_page_without_an_image_is_reported() {
    const MISSING: [&str; 2] = ["3 note-number-mismatch", "3 missing-image"];
    let files = [("v/obelus.toml", "volume.facsimile = 'scans/{page:04}.jpg'\n"), ("v/scans/0040.jpg", "")];
    let watches = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}});
    let (folder, mut client, uri) = opened("missing-image", &files, watches);
    let diagnostics = client.diagnostics_of(&uri);
    assert_eq!(found(&diagnostics), MISSING);
    assert_eq!(diagnostics[1]["message"], "No image of page 41 at scans/0041.jpg");
    assert_eq!(diagnostics[1]["range"]["start"], position(FERRY, "|[Page 41]", Unit::Utf16));
    // The client tells of images, too.
    let mut globs = String::new();
    while !globs.contains("**/*.jpg") {
        let asked = client.server_request("client/registerCapability");
        client.answer(&asked["id"], Value::Null);
        globs += &asked["params"].to_string();
    }
    folder.write("v/scans/0041.jpg", "");
    client.touched(&[folder.uri("v/scans/0041.jpg")]);
    becomes(&mut client, &uri, &MISSING[..1]);
    fs::remove_file(folder.0.join("v/scans/0041.jpg")).unwrap();
    client.touched(&[folder.uri("v/scans/0041.jpg")]);
    becomes(&mut client, &uri, &MISSING);
    // What is typed moves with the text, and is reported anew.
    let top = json!({"line": 0, "character": 0});
    client.change(&uri, 2, json!([{"range": {"start": top, "end": top}, "text": "\n"}]));
    assert_eq!(client.diagnostics_of(&uri)[1]["range"]["start"]["line"], 6);
    client.change(&uri, 3, json!([{"text": FERRY.replace("41]", "40]")}]));
    becomes(&mut client, &uri, &MISSING[..1]);
    client.change(&uri, 4, json!([{"text": FERRY}]));
    becomes(&mut client, &uri, &MISSING);
    // As another folder is typed, nothing is known of it at first.
    let toml = folder.uri("v/obelus.toml");
    client.open_as("toml", &toml, "volume.facsimile = 'images/{page}.png'\n");
    let asked = client.server_request("client/registerCapability");
    assert!(asked["params"].to_string().contains("**/*.png"), "{asked}");
    client.answer(&asked["id"], Value::Null);
    becomes(&mut client, &uri, &MISSING[..1]);
    client.change(&toml, 2, json!([{"text": "volume.facsimile = 'scans/{page}.jpg'\n"}]));
    becomes(&mut client, &uri, &MISSING);
    client.finish();
}

#[test]
fn a_page_that_the_manifest_lacks_is_reported_also_of_a_file_that_is_not_open() {
    let other = manifest("40.jpg").replace("p. 41", "p. 40");
    let files = [("v/obelus.toml", "volume.facsimile = 'manifest.json'\n"), ("v/manifest.json", &other)];
    let (folder, mut client, uri) = opened("missing-canvas", &files, json!({"textDocument": {"diagnostic": {}}}));
    client.close(&uri);
    let previous: [Value; 0] = [];
    let report = client.ask("workspace/diagnostic", json!({"previousResultIds": previous}));
    let of_file = report["items"].as_array().unwrap().iter().find(|item| item["uri"] == uri).unwrap();
    assert_eq!(found(&of_file["items"]), ["3 note-number-mismatch", "3 missing-image"]);
    assert_eq!(of_file["items"][1]["message"], "No image of page 41 in manifest.json");
    folder.write("v/manifest.json", manifest("41.jpg"));
    client.touched(&[folder.uri("v/manifest.json")]);
    client.open(&uri, FERRY);
    let ask = json!({"textDocument": {"uri": uri}});
    while found(&client.ask("textDocument/diagnostic", ask.clone())["items"]).len() > 1 {}
    client.finish();
}

#[test]
fn the_client_fetches_a_manifest_that_has_an_address() {
    const ADDRESS: &str = "https://iiif.example/7/manifest";
    let toml = format!("volume.facsimile = '{ADDRESS}'\n");
    let (folder, mut client, uri) =
        opened("fetched", &[("obelus.toml", &toml)], json!({"textDocument": {"diagnostic": {}}}));
    let page = |client: &mut Client| {
        let at = position(FERRY, "[Pa|ge 41]", Unit::Utf16);
        let page = client.ask("obelus/facsimile", json!({"textDocument": {"uri": uri}, "position": at}));
        (page["uri"].clone(), page["manifest"].clone())
    };
    let hand_over = |client: &mut Client, address: &str, text: &str| {
        client.ask("obelus/manifest", json!({"address": address, "text": text})).as_str().map(str::to_owned)
    };
    assert_eq!(page(&mut client), (Value::Null, json!(ADDRESS)));
    let wrong = hand_over(&mut client, ADDRESS, "{\"items\": []}");
    assert_eq!(wrong.as_deref(), Some("has no canvas with an image and a label of its own"));
    let large = hand_over(&mut client, ADDRESS, &" ".repeat((16 << 20) + 1));
    assert_eq!(large.as_deref(), Some("is larger than 16 MiB and is not read"));
    let image = manifest("https://iiif.example/41.jpg");
    assert_eq!(hand_over(&mut client, "https://elsewhere.example/manifest", &image), None);
    assert_eq!(page(&mut client), (Value::Null, json!(ADDRESS)));

    assert_eq!(hand_over(&mut client, ADDRESS, &image), None);
    assert_eq!(page(&mut client), (json!("https://iiif.example/41.jpg"), Value::Null));
    assert_eq!(facsimiles(&mut client, &uri), ["https://iiif.example/41.jpg"]);
    // It stays when all files are read again.
    folder.write("obelus.toml", format!("include = ['*.txt']\n{toml}rules.empty-note = 'of'"));
    client.touched(&[folder.uri("obelus.toml")]);
    assert_eq!(client.diagnostics_of(&folder.uri("obelus.toml")).as_array().map(Vec::len), Some(1));
    assert_eq!(page(&mut client), (json!("https://iiif.example/41.jpg"), Value::Null));
    client.is_read();
    client.finish();
}

#[test]
fn the_page_at_the_cursor_has_an_image_and_neighbours() {
    let files = [("v/obelus.toml", "volume.facsimile = 'manifest.json'\n"), ("v/manifest.json", &manifest("41.jpg"))];
    let (folder, mut client, uri) = opened("page", &files, json!({}));
    client.diagnostics_of(&uri);
    let mut page = |place: &str, uri: &str| {
        let at = position(FERRY, place, Unit::Utf16);
        client.ask("obelus/facsimile", json!({"textDocument": {"uri": uri}, "position": at}))
    };
    let marker = position(FERRY, "|[Page 41]", Unit::Utf16);
    // The manifest has no page 40.
    let first = json!({"page": "40", "uri": null, "manifest": null, "previous": null, "next": marker});
    assert_eq!(page("Har|bormaster", &uri), first);
    let start = json!({"line": 0, "character": 0});
    let second =
        json!({"page": "41", "uri": folder.uri("v/41.jpg"), "manifest": null, "previous": start, "next": null});
    for place in ["|[Page 41]", "would| not", "Easter was on| April"] {
        assert_eq!(page(place, &uri), second);
    }
    assert_eq!(page("would| not", &folder.uri("v/closed.txt")), Value::Null);
    client.finish();
}

#[cfg(unix)]
#[test]
fn a_manifest_behind_a_link_that_leads_out_is_not_read() {
    let outside = Folder::new("manifest-outside");
    outside.write("manifest.json", manifest("41.jpg"));
    let folder = Folder::new("manifest-link");
    folder.write("obelus.toml", "volume.facsimile = 'scans/manifest.json'\n");
    std::os::unix::fs::symlink(&outside.0, folder.0.join("scans")).unwrap();
    let mut client = folder.client(json!({}));
    assert!(client.log_line().ends_with("scans is a link that leads out of the folder; it is not followed"));
    let problems = client.diagnostics_of(&folder.uri("obelus.toml"));
    let expected =
        "`facsimile`: scans/manifest.json: is behind a link that leads out of its folder; it is not followed";
    assert_eq!(problems[0]["message"], expected);
    client.finish();
}

#[test]
fn a_facsimile_never_leads_out_of_the_workspace_nor_becomes_markup() {
    let pages = |name: &str, template: &str| {
        let text = format!("[volume]\nfacsimile = '{template}'\n");
        let capabilities = json!({"textDocument": {"hover": {"contentFormat": ["markdown"]}}});
        let (_folder, mut client, uri) =
            opened(&format!("facsimile-{name}"), &[("v/obelus.toml", &text)], capabilities);
        client.diagnostics_of(&uri);
        let document = json!({"uri": uri});
        let links = client.ask("textDocument/documentLink", json!({"textDocument": document}));
        let is_page = |link: &&Value| link["tooltip"] == "The page’s facsimile";
        let links = links.as_array().unwrap().iter().filter(is_page).count();
        let hover = json!({"textDocument": document, "position": position(FERRY, "[Pa|ge 41]", Unit::Utf16)});
        let hover = client.ask("textDocument/hover", hover)["contents"]["value"].as_str().unwrap().to_owned();
        client.finish();
        (links > 0, hover.split_once("[Facsimile]").map(|(_, link)| link.to_owned()))
    };
    for (name, template) in [
        ("absolute", "/etc/{page}"),
        ("above", "../../{page}.jpg"),
        ("within", "scans/../../../{page}.jpg"),
        ("root", "/../../{page}"),
    ] {
        assert_eq!(pages(name, template), (false, None), "{template}");
    }
    let (is_linked, link) = pages("beside", "../scans/./{page}.jpg");
    assert!(is_linked);
    assert!(link.is_some_and(|link| link.ends_with("/scans/41.jpg)") && !link.contains("..")));
    let (_, link) = pages("image", "https://a.example/{page})![b](https://b.example/c.png");
    assert_eq!(link.as_deref(), Some("(https://a.example/41%29![b]%28https://b.example/c.png)"));
}
