//! A list about a document as JSON, kept record by record: after an edit only the records it changed are written again,
//! and in those it only moved the line numbers.

use crate::record::{Placed, Record, Snapshot};
use crate::server::cache::per_record::{self, PerRecord};
use memchr::memmem;
use serde::Serialize;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::sync::Arc;

/// What goes before every line number. Within a JSON string a quote has a backslash before it, so that these bytes are
/// always a member's name.
const LINE: &[u8] = b"\"line\":";

/// The list, as of its last update.
#[derive(Debug, Default)]
pub struct JsonCache {
    pieces: Vec<RecordJson>,
}

/// `items` as a record's share of a list.
pub fn json_items(items: impl Iterator<Item = impl Serialize>) -> Vec<u8> {
    let mut json = Vec::new();
    for item in items {
        let comma: &[u8] = if json.is_empty() { b"" } else { b"," };
        json.extend_from_slice(comma);
        // Plain data, and a vector takes all that is written to it.
        let _ = serde_json::to_writer(&mut json, &item);
    }
    json
}

/// One record's share of the list.
#[derive(Debug)]
struct RecordJson {
    record: Arc<Record>,
    /// The line of the document that the record begins on, as far as line numbers in the JSON go.
    line: usize,
    /// How many line breaks it has.
    breaks: usize,
    /// The items, joined by commas.
    json: Vec<u8>,
}

impl JsonCache {
    /// Brings the list up to date with `snapshot`; `write` gives the [`json_items`] of a record, with lines of the
    /// document.
    pub fn update(&mut self, snapshot: &Snapshot, write: impl Fn(&Placed) -> Vec<u8>) {
        per_record::update(&mut self.pieces, snapshot, |placed, line, breaks| RecordJson {
            record: placed.record.clone(),
            line,
            breaks,
            json: write(placed),
        });

        let mut line = 0;
        for piece in &mut self.pieces {
            piece.move_to(line);
            line += piece.breaks;
        }
    }

    /// Writes the list as JSON.
    pub fn write(&self, json: &mut Vec<u8>) {
        self.write_with(&[], json);
    }

    /// The same with `more` at its end, a [`json_items`] of items that no record keeps.
    pub fn write_with(&self, more: &[u8], json: &mut Vec<u8>) {
        json.push(b'[');
        let more = Some(more).filter(|more| !more.is_empty());
        for (index, piece) in self.filled().chain(more).enumerate() {
            let comma: &[u8] = if index == 0 { b"" } else { b"," };
            json.extend_from_slice(comma);
            json.extend_from_slice(piece);
        }
        json.push(b']');
    }

    /// What tells this list from others of the document.
    pub fn id(&self) -> String {
        let mut hasher = DefaultHasher::new();
        self.filled().for_each(|json| json.hash(&mut hasher));
        format!("{:016x}", hasher.finish())
    }

    fn filled(&self) -> impl Iterator<Item = &[u8]> {
        self.pieces.iter().map(|piece| piece.json.as_slice()).filter(|json| !json.is_empty())
    }
}

impl PerRecord for RecordJson {
    fn record(&self) -> &Arc<Record> {
        &self.record
    }
}

impl RecordJson {
    /// Follows the record to `line` of the document.
    fn move_to(&mut self, line: usize) {
        if self.line != line {
            self.json = moved(&self.json, self.line, line);
            self.line = line;
        }
    }
}

/// `json`, whose lines count from `old`, with lines that count from `new`.
fn moved(json: &[u8], old: usize, new: usize) -> Vec<u8> {
    let mut moved = Vec::with_capacity(json.len() + json.len() / 16);
    let mut copied = 0;
    for name in memmem::find_iter(json, LINE) {
        let number = json.get(name + LINE.len()..).unwrap_or_default();
        let digits = number.iter().take_while(|byte| byte.is_ascii_digit());
        let (count, line) =
            digits.fold((0, 0), |(count, line), &digit| (count + 1, line * 10 + usize::from(digit - b'0')));
        moved.extend_from_slice(json.get(copied..name + LINE.len()).unwrap_or_default());
        // A vector takes all that is written to it.
        let _ = write!(moved, "{}", (line + new).saturating_sub(old));
        copied = name + LINE.len() + count;
    }
    moved.extend_from_slice(json.get(copied..).unwrap_or_default());
    moved
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Document;
    use crate::text::Span;
    use std::cell::Cell;

    #[test]
    fn lines_move_and_nothing_else() {
        let json = br#"{"line":7,"text":"a \"line\":7, 7"},{"line":12,"column":7}"#;
        let expected = r#"{"line":107,"text":"a \"line\":7, 7"},{"line":112,"column":7}"#;
        assert_eq!(String::from_utf8(moved(json, 5, 105)).unwrap(), expected);
        assert_eq!(moved(&moved(json, 7, 0), 0, 7), json);
    }

    #[test]
    fn only_what_an_edit_changed_is_written_again() {
        let record = |n| format!("{n}. Letter1\n\nDear Ada,\n[Page {n}]\nyours, Tom.\n  1. Lost.\n\n");
        let text = (1..=20).map(record).collect::<Vec<_>>().concat();
        let mut document = Document::new(&text);
        let written = Cell::new(0);
        let mut pieces = JsonCache::default();
        let mut update = |document: &mut Document| {
            let snapshot = document.snapshot();
            let write = |placed: &Placed| {
                written.set(written.get() + 1);
                format!("{{\"line\":{}}}", snapshot.text().line_of(placed.start)).into_bytes()
            };
            pieces.update(&snapshot, write);
            let mut fresh = JsonCache::default();
            fresh.update(&snapshot, write);
            let list = |pieces: &JsonCache| {
                let mut json = Vec::new();
                pieces.write(&mut json);
                String::from_utf8(json).unwrap()
            };
            assert_eq!(list(&pieces), list(&fresh));
            assert_eq!(pieces.id(), fresh.id());
            written.replace(0) - snapshot.records().len()
        };
        let all = update(&mut document);
        assert!(all > 10, "{all}");
        assert_eq!(update(&mut document), 0);
        for (place, new, count) in [("Letter", "Note", 1), ("yours", "\nyours", 1), ("Tom", "", 1)] {
            let at = document.text().to_string().match_indices(place).nth(5).unwrap().0;
            document.edit(Span::new(at, at + place.len()), new);
            assert_eq!(update(&mut document), count, "{place}");
        }
        // Two far apart: what lies between is only moved.
        document.edit(Span::new(0, 0), "x\n");
        document.edit(Span::new(document.text().len(), document.text().len()), "x\n");
        assert_eq!(update(&mut document), 2);
    }
}
