//! What must hold for any bytes: one function a target. Each panics where it does not hold.

use obelus::assist::{self, VolumeContext};
use obelus::check::{diagnostics, volume_diagnostics};
use obelus::config::{Configuration, Facsimile, Manifest, Page, Partial, Settings, Target};
use obelus::convention::{Convention, Marks};
use obelus::convert;
use obelus::record::{Document, Snapshot};
use obelus::server::framing::{Frame, Frames};
use obelus::text::Span;
use obelus::volume::files::find;
use obelus::volume::read::Contents;
use obelus::volume::{Complete, FileEntry, Index};
use serde_json::json;
use std::fs;
use std::io::BufReader;

/// The byte that parts the pieces of an input; no text has it.
const PART: u8 = 0xff;

/// How many edits of an input are made at most.
const MOST_EDITS: usize = 24;

/// The marks of each convention, and those of a text that shows its own.
fn all_marks() -> impl Iterator<Item = Marks> {
    Convention::ALL.into_iter().map(Marks::of).chain([Marks::default()])
}

/// The messages of a client are read from any bytes, in the same way however the bytes arrive.
pub fn framing(data: &[u8]) {
    let frames = |size: usize| {
        let mut frames = Frames::new(BufReader::with_capacity(size, data));
        std::iter::from_fn(move || frames.read().unwrap()).collect::<Vec<_>>()
    };
    let whole = frames(data.len().max(1));
    let bodies = whole.iter().map(|frame| if let Frame::Body(body) = frame { body.len() } else { 0 });
    assert!(bodies.sum::<usize>() <= data.len());
    assert_eq!(frames(1), whole);
    assert_eq!(frames(7), whole);
}

/// After any edits a document equals a fresh one of the same text. The first piece of `data` is the text; each of the
/// others is an edit: its place in two bytes, the length of what it replaces in one, and the text that it puts there.
pub fn edits(data: &[u8]) {
    let mut pieces = data.split(|byte| *byte == PART);
    let text = String::from_utf8_lossy(pieces.next().unwrap_or_default()).into_owned();
    let scripts: Vec<&[u8]> = pieces.take(MOST_EDITS).collect();
    for marks in all_marks() {
        let mut text = text.clone();
        let mut document = Document::with(&text, marks);
        for script in &scripts {
            let (place, new) = script.split_at(script.len().min(3));
            let byte = |at: usize| usize::from(place.get(at).copied().unwrap_or_default());
            let new = String::from_utf8_lossy(new);
            let start = boundary(&text, (byte(0) << 8 | byte(1)) * text.len() / (1 << 16));
            let end = boundary(&text, start + byte(2));
            document.edit(Span::new(start, end), &new);
            text.replace_range(start..end, &new);
            assert_eq!(document.text().to_string(), text);
            let snapshot = document.snapshot();
            let fresh = Document::with(&text, document.marks().clone()).snapshot();
            assert_eq!(snapshot.marks(), fresh.marks());
            assert_eq!(parts(&snapshot), parts(&fresh), "{text:?}");
        }
    }
}

fn parts(snapshot: &Snapshot) -> Vec<(usize, &obelus::record::Record)> {
    snapshot.records().iter().map(|placed| (placed.start, &*placed.record)).collect()
}

/// The nearest start of a character of `text` at or before byte `at`.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// A file of any bytes is read and written back as it was, or refused. Whatever is asked of its text is answered, with
/// places that lie in it.
pub fn readers(data: &[u8]) {
    let Ok(contents) = Contents::decode(data.into()) else { return };
    let text = contents.document();
    assert_eq!(contents.encode(text).as_deref(), Ok(data));
    for marks in all_marks() {
        let snapshot = Snapshot::new(text, marks);
        assert_eq!(snapshot.text().to_string(), text);
        let _ = snapshot.recognition();
        answers(&snapshot, text);
    }
}

/// Asks everything about the text `text`, and checks that each place lies in it.
fn answers(snapshot: &Snapshot, text: &str) {
    let whole = |span: Span| assert!(text.get(span.start..span.end).is_some(), "{span:?} of {text:?}");
    let mut index = Index::default();
    index.set("v/d1.txt", FileEntry::new(snapshot, 0));
    let volume = index.volume("v/d1.txt").unwrap();
    for (placed, id) in snapshot.records().iter().zip(volume.records_of("v/d1.txt")) {
        let found = diagnostics(&placed.record).into_iter().chain(volume_diagnostics(volume, *id, Complete::Yes));
        found.for_each(|diagnostic| whole(diagnostic.span.shifted(placed.start)));
    }
    for symbol in assist::outline(snapshot) {
        whole(symbol.full);
    }
    let context = VolumeContext { snapshot, volume, path: "v/d1.txt", others: &|_| None };
    for share in 0..8 {
        let offset = boundary(text, text.len() * share / 7);
        if let Some(hover) = assist::hover(&context, offset) {
            whole(hover.span);
        }
        for found in assist::references(&context, offset, true) {
            whole(found.span);
        }
        let _ = (assist::definition(&context, offset), assist::completions(&context, offset));
        if let Some(expected) = assist::expected_mark(&context, offset) {
            whole(expected.replaced);
        }
    }
}

/// TEI is read or refused, and what is a text is converted or refused; what a conversion writes is read.
pub fn conversions(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let _ = convert::from_tei(&text);
    for marks in all_marks() {
        let snapshot = Snapshot::new(&text, marks);
        for to in Convention::ALL {
            let _ = convert::rewrite(&snapshot, to);
        }
        let mut index = Index::default();
        index.set("d1.txt", FileEntry::new(&snapshot, 0));
        let Some(volume) = index.volume("d1.txt") else { continue };
        let context = VolumeContext { snapshot: &snapshot, volume, path: "d1.txt", others: &|_| None };
        let settings = Settings::default();
        let tei = convert::to_tei(&context, &settings, "d1");
        assert!(convert::from_tei(&tei.text).unwrap().unknown.is_empty());
        let _ = convert::to_html(&context, &settings, "d1");
    }
}

/// Any text is a configuration, and what is wrong with it is said at places that lie in it.
pub fn configuration(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut configuration = Configuration::default();
    configuration.set("v/obelus.toml", Some(&text));
    for problem in configuration.file("v/obelus.toml").unwrap().problems() {
        let text = configuration.file("v/obelus.toml").unwrap().text();
        assert!(text.get(problem.span.start..problem.span.end).is_some(), "{problem:?} in {text:?}");
    }
    if let Ok(json) = serde_json::from_slice(data) {
        configuration.set_editor(Partial::from_json(&json).0);
    }
    let settings = configuration.at("v/d1.txt");
    let _ = (settings.includes("v/d1.txt"), settings.facsimile(Page { label: "12", record: Some("7"), volume: "v" }));
    // The configuration may say what its own marks look like.
    let snapshot = Snapshot::new(&text, settings.marks("v/d1.txt", None));
    for placed in snapshot.records() {
        settings.apply("v/d1.txt", &placed.record.text, diagnostics(&placed.record));
    }
}

/// Files are found whatever a `.gitignore` among them says.
pub fn ignore_files(data: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(".gitignore"), data).unwrap();
    fs::create_dir(folder.path().join("v")).unwrap();
    for name in ["d1.txt", "v/d2.txt", "v/[d] 3!.txt"] {
        fs::write(folder.path().join(name), "").unwrap();
    }
    let found = find(folder.path(), |_| true);
    assert!(found.files.iter().all(|file| file.starts_with(folder.path())));
}

/// A facsimile leads to an address that is one link, or to a path that stays where it begins. The first line of `data` is
/// the template, the next the number of the record, the last the label of the page.
pub fn facsimile(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut lines = text.split('\n');
    let mut next = || lines.next().unwrap_or_default();
    let (template, record, label) = (next(), next(), next());
    let Ok(facsimile) = Facsimile::new(template) else { return };
    let page = Page { label, record: Some(record), volume: "v" };
    let depth = |path: &str| path.split(['/', '\\']).filter(|part| *part == "..").count();
    let address = match facsimile.of(page, Some("/w")) {
        None => return,
        Some(Target::Url(url)) => {
            let is_of = |scheme: &&str| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
            assert!(["https:", "http:"].iter().any(is_of), "{url:?}");
            url
        }
        Some(Target::Path(path)) => {
            assert!(depth(&path) <= depth(template), "{path:?} of {template:?}");
            path
        }
    };
    let link = assist::markdown_link("Facsimile", &address);
    let inside = link.strip_prefix("[Facsimile](").and_then(|link| link.strip_suffix(')')).unwrap();
    assert!(!inside.contains(|c: char| c.is_whitespace() || c.is_control() || "()<>\\`".contains(c)), "{link:?}");
}

/// An image of a manifest is at an address of the web, or at a path that stays below the manifest. `data` is the manifest, or
/// the address of its image.
pub fn manifest(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let _ = Manifest::new(&text);
    let body = json!({"id": text, "service": {"id": text, "type": "ImageService3"}});
    let manifest = json!({"items": [{"label": "p. 1", "items": [{"items": [{"body": body}]}]}]});
    let Ok(manifest) = Manifest::new(&manifest.to_string()) else { return };
    let image = manifest.image("1").unwrap();
    assert!(!image.contains(char::is_control), "{image:?}");
    if !["https://", "http://"].iter().any(|scheme| image.to_ascii_lowercase().starts_with(scheme)) {
        let is_step = |part: &str| part == ".." || part.contains(':');
        assert!(!image.starts_with(['/', '\\']) && !image.split(['/', '\\']).any(is_step), "{image:?}");
    }
}
