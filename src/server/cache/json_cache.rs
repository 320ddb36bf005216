//! A list about a document, kept as JSON record by record. After an edit only the records that it changed are made and
//! written again. In the others at most the line numbers change, in place.

use crate::record::{Placed, Record, Snapshot};
use crate::server::cache::per_record::{self, PerRecord};
use memchr::memmem;
use serde::Serialize;
use std::io::Write;
use std::marker::PhantomData;
use std::sync::Arc;

/// What stands before every line number. In a JSON string a quote has a backslash before it, so these bytes are always
/// the name of a member.
const LINE: &[u8] = b"\"line\":";

/// A list of `Item`s as JSON, as of its last update.
#[derive(Debug)]
pub struct JsonCache<Item> {
    records: Vec<RecordJson>,
    item: PhantomData<fn() -> Item>,
}

/// The items of one record.
#[derive(Debug)]
struct RecordJson {
    record: Arc<Record>,
    /// The line of the document on which the record begins, from 0, as far as the line numbers in `json` go.
    line: usize,
    /// How many line breaks the record has.
    breaks: usize,
    /// The items, joined by commas.
    json: Vec<u8>,
}

impl<Item> Default for JsonCache<Item> {
    fn default() -> Self {
        Self { records: Vec::new(), item: PhantomData }
    }
}

impl<Item: Serialize> JsonCache<Item> {
    /// Brings the list up to date with `snapshot`. `make` makes the items of a record, with lines of the document.
    pub fn update(&mut self, snapshot: &Snapshot, make: impl Fn(&Placed) -> Vec<Item>) {
        per_record::update(&mut self.records, snapshot, |placed, line, breaks| {
            let json = joined(&make(placed));
            RecordJson { record: placed.record.clone(), line, breaks, json }
        });

        let mut line = 0;
        for record in &mut self.records {
            record.move_to(line);
            line += record.breaks;
        }
    }

    /// Forgets the items of the records that are `stale`. The next update makes them again.
    pub fn forget(&mut self, stale: impl Fn(&Arc<Record>) -> bool) {
        self.records.retain(|kept| !stale(&kept.record));
    }

    /// Appends to `json` one list as JSON: the items of `lists`, and then those of `more`.
    pub fn append_json(lists: &[&Self], more: &[Item], json: &mut Vec<u8>) {
        let more = joined(more);
        let records = || lists.iter().flat_map(|list| &list.records).map(|record| &record.json);
        let length = records().map(|json| json.len() + 1).sum::<usize>() + more.len();
        json.reserve(length + "[]".len());
        json.push(b'[');
        let first = json.len();
        for items in records().chain([&more]).filter(|items| !items.is_empty()) {
            if json.len() > first {
                json.push(b',');
            }
            json.extend_from_slice(items);
        }
        json.push(b']');
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

/// The JSON of `items`, joined by commas.
fn joined(items: &[impl Serialize]) -> Vec<u8> {
    let mut json = Vec::new();
    for item in items {
        if !json.is_empty() {
            json.push(b',');
        }
        // The items are plain data, which always has JSON, and a vector takes all that is written to it.
        let _ = serde_json::to_writer(&mut json, item);
    }
    json
}

/// `json` with its line numbers as they are when what stood on line `old` stands on line `new`. To make and write the
/// items of all records again instead takes twice as long, at every line break that is typed.
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

    #[derive(Serialize)]
    struct Line {
        line: u32,
    }

    #[test]
    fn lines_move_and_nothing_else() {
        let json = br#"{"line":7,"text":"a \"line\":7, 7"},{"line":12,"column":7}"#;
        let expected = r#"{"line":107,"text":"a \"line\":7, 7"},{"line":112,"column":7}"#;
        assert_eq!(String::from_utf8(moved(json, 5, 105)).unwrap(), expected);
        assert_eq!(moved(&moved(json, 7, 0), 0, 7), json);
    }

    #[test]
    fn only_what_an_edit_changed_is_made_again() {
        let record = |n| format!("{n}. Letter1\n\nDear Ada,\n[Page {n}]\nyours, Tom.\n  1. Lost.\n\n");
        let text = (1..=20).map(record).collect::<Vec<_>>().concat();
        let mut document = Document::new(&text);
        let count = Cell::new(0);
        let mut cache = JsonCache::default();
        let mut update = |document: &mut Document| {
            let snapshot = document.snapshot();
            let make = |placed: &Placed| {
                count.set(count.get() + 1);
                vec![Line { line: snapshot.text().line_of(placed.start) as u32 }]
            };
            cache.update(&snapshot, make);
            let mut fresh = JsonCache::default();
            fresh.update(&snapshot, make);
            let list = |cache: &JsonCache<Line>| {
                let mut json = Vec::new();
                JsonCache::append_json(&[cache], &[], &mut json);
                String::from_utf8(json).unwrap()
            };
            assert_eq!(list(&cache), list(&fresh));
            assert_eq!(list(&fresh).matches("line").count(), snapshot.records().len());
            count.replace(0) - snapshot.records().len()
        };
        let all = update(&mut document);
        assert!(all > 10, "{all}");
        assert_eq!(update(&mut document), 0);
        for (place, new, expected) in [("Letter", "Note", 1), ("yours", "\nyours", 1), ("Tom", "", 1)] {
            let at = document.text().to_string().match_indices(place).nth(5).unwrap().0;
            document.edit(Span::new(at, at + place.len()), new);
            assert_eq!(update(&mut document), expected, "{place}");
        }
        // Two far apart: what lies between is only moved.
        document.edit(Span::new(0, 0), "x\n");
        document.edit(Span::new(document.text().len(), document.text().len()), "x\n");
        assert_eq!(update(&mut document), 2);
    }
}
