//! Texts that are not UTF-8.

use crate::folder::Folder;
use serde_json::Value;
use std::fs;

/// A record with a page marker to mend, in characters that Latin-1 has.
const SLIP: &str =
    "3. Letter From Zoë to Åke\r\n\r\n[Page 30] Élan.1\r\n[Page 3l] Née.\r\n[Page 32]\r\n\r\n  1. In Møn.\r\n";

/// `text` in an encoding that has one byte for each character of Latin-1.
fn latin1(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(c).unwrap()).collect()
}

/// `text` in UTF-16 behind a byte-order mark.
fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect()
}

#[test]
fn each_is_read_and_written_back_as_it_was() {
    // A dash and a quotation mark of Windows-1252.
    let windows = |text: &str| [latin1(text), b"\x96\x92\r\n".into()].concat();
    let mended = SLIP.replace("3l", "31");
    let encodings = [
        ("Latin-1", "ISO-8859-1", [SLIP, &mended].map(latin1)),
        ("Windows-1252", "windows-1252", [SLIP, &mended].map(windows)),
        ("UTF-16", "UTF-16LE", [SLIP, &mended].map(|text| utf16(text, u16::to_le_bytes))),
        ("UTF-16", "UTF-16BE", [SLIP, &mended].map(|text| utf16(text, u16::to_be_bytes))),
    ];
    let folder = Folder::new("encodings");
    let places = |lines: &[Value]| {
        let place = |line: &Value| (line["start"].clone(), line["end"].clone(), line["line"].clone());
        lines.iter().map(place).collect::<Vec<_>>()
    };
    folder.write("d3.txt", SLIP.as_bytes());
    let check = ["check", "--format", "jsonl", "d3.txt"];
    let expected = folder.run(&check).lines();
    assert_eq!(expected.len(), 1);
    for (title, name, [before, after]) in encodings {
        folder.write("d3.txt", &before);
        let said = format!("obelus: d3.txt is read as {title}\n");
        let checked = folder.run(&check);
        assert_eq!((checked.err.as_str(), checked.lines()[0]["encoding"].as_str()), (said.as_str(), Some(name)));
        // Offsets count the text as UTF-8, so they are those of the file in UTF-8.
        assert_eq!(places(&checked.lines()), places(&expected), "{name}");
        let indexed = folder.run(&["index", "d3.txt"]).lines();
        assert_eq!(
            (indexed[0]["encoding"].as_str(), &indexed[0]["record"]["title"]),
            (Some(name), &"Letter From Zoë to Åke".into())
        );
        assert_eq!(folder.run(&["fix", "--write", "d3.txt"]).status, Some(0));
        assert_eq!(fs::read(folder.path("d3.txt")).unwrap(), after, "{name}");
    }
}

#[test]
fn many_are_said_once() {
    let folder = Folder::new("encodings-many");
    for number in 1..4 {
        folder.write(&format!("v/d{number}.txt"), &latin1(SLIP));
    }
    folder.write("v/d4.txt", &utf16(SLIP, u16::to_le_bytes));
    folder.write("v/d5.txt", SLIP.as_bytes());
    assert_eq!(
        folder.run(&["index", "v"]).err,
        "obelus: v/d4.txt is read as UTF-16\nobelus: v/d1.txt and 2 more are read as Latin-1\n"
    );
}
