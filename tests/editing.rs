//! Edits of published records: a footnote that is put in and taken out again leaves every byte as it was.
//!
//! The records are those of `../shared/corpus`; where that folder is absent, this says so and skips. A sample is edited
//! every day; `cargo test --release --test editing -- --ignored --nocapture` edits 1,000 and prints what was refused and why.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test fails by panicking, and tells"
)]

use obelus::assist::edit::{ActionId, Edit, Environment, resolve};
use obelus::record::{Document, Snapshot};
use obelus::text::Span;
use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

/// Numbers that look random and are the same each time (Marsaglia's xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

/// Some `count` published records, the same each time.
fn records(count: usize) -> Vec<(String, String)> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let mut paths = Vec::new();
    let mut list = |folder: &Path| -> io::Result<()> {
        for volume in fs::read_dir(folder)? {
            let volume = volume?.path();
            if volume.is_dir() {
                for file in fs::read_dir(volume)? {
                    paths.push(file?.path());
                }
            }
        }
        Ok(())
    };
    if list(&corpus).is_err() || paths.is_empty() {
        println!("skipped: there are no published records at {}", corpus.display());
        return Vec::new();
    }
    paths.sort();
    let mut dice = Dice(0x0b31_05f0_07e5);
    while paths.len() > count {
        paths.swap_remove(dice.below(paths.len()));
    }
    let read = |path: &std::path::PathBuf| (path.display().to_string(), fs::read_to_string(path).unwrap());
    paths.iter().map(read).collect()
}

fn applied(snapshot: &Snapshot, edit: &Edit) -> String {
    let mut text = snapshot.text().to_string();
    for change in edit.changes.iter().rev() {
        text.replace_range(change.span.start..change.span.end, &change.new_text);
    }
    text
}

/// A place in the running text: not in a note list.
fn somewhere(snapshot: &Snapshot, dice: &mut Dice) -> Span {
    let end = snapshot.records()[0].record.note_lists.first().map_or(snapshot.text().len(), |list| list.start);
    let at = dice.below(end);
    Span::new(at, at)
}

/// Puts a footnote into each of `count` records and takes it out again; what was refused, and how often.
fn put_in_and_take_out(count: usize) -> BTreeMap<String, usize> {
    let mut dice = Dice(0x5ca1_ab1e_0b31);
    let mut outcomes: BTreeMap<String, usize> = BTreeMap::new();
    for (path, text) in records(count) {
        let before = Document::new(&text).snapshot();
        let place = somewhere(&before, &mut dice);
        let outcome = match resolve(&before, place, ActionId::InsertFootnote, Environment::default()) {
            Err(reason) => format!("put in: {}", kind(&reason)),
            Ok(edit) => {
                let with = Document::new(&applied(&before, &edit)).snapshot();
                let cursor = edit.cursor.expect("the cursor is in the new note");
                match resolve(&with, cursor, ActionId::RemoveFootnote, Environment::default()) {
                    Err(reason) => format!("taken out: {}", kind(&reason)),
                    Ok(edit) => {
                        assert_eq!(applied(&with, &edit), text, "{path} at {place:?}");
                        "the same file".to_owned()
                    }
                }
            }
        };
        *outcomes.entry(outcome).or_default() += 1;
    }
    outcomes
}

/// A reason without what it names.
fn kind(reason: &str) -> String {
    let words = reason.split(' ').map(|word| {
        let word = if word.contains(|c: char| c.is_ascii_digit()) { "…" } else { word };
        if word.contains(['“', '”']) { "“…”" } else { word }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_footnote_put_in_and_taken_out_leaves_a_published_record_as_it_was() {
    let outcomes = put_in_and_take_out(40);
    let all: usize = outcomes.values().sum();
    assert!(outcomes.get("the same file").copied().unwrap_or_default() * 10 >= all * 8, "{outcomes:#?}");
}

#[test]
#[ignore = "edits 1,000 records"]
fn so_in_a_thousand_records() {
    for (outcome, count) in put_in_and_take_out(1000) {
        println!("{count:5} {outcome}");
    }
}
