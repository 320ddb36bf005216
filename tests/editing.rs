//! A footnote that is put in keeps every pairing, and taken out again leaves every byte as it was.
//!
//! The records are the examples in `tests/records`, records that are made up and typed as people type them, published
//! ones and books that volunteers prepared. The latter are in `../shared/corpus` and `../shared/books`; where such a folder
//! is absent, the tests of it say so and skip. A sample of the published records is edited every day, and 1,000 and more places in books by
//! `cargo test --release --test editing -- --ignored --nocapture`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "typed/forms.rs"]
mod forms;
#[path = "typed/genres.rs"]
mod genres;
#[path = "typed/invented.rs"]
mod invented;

use forms::{Form, Reference};
use genres::ONCE;
use invented::Invented;
use obelus::assist::TextEdit;
use obelus::assist::edit::{ActionId, Edit, Environment, resolve};
use obelus::convention::numeral;
use obelus::record::{Document, Placed, Snapshot};
use obelus::text::Span;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::{fs, iter};

/// Random numbers, the same ones in each run (Marsaglia's xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

/// The text of `snapshot` after `edit`.
fn applied(snapshot: &Snapshot, edit: &Edit) -> String {
    let mut text = snapshot.text().to_string();
    for change in edit.changes.iter().rev() {
        text.replace_range(change.span.start..change.span.end, &change.new_text);
    }
    text
}

/// Each pairing in `snapshot`: where the reference's label and the note's text begin after `changes`.
fn pairings(snapshot: &Snapshot, changes: &[TextEdit]) -> BTreeSet<(usize, usize)> {
    let moved = |at: usize| {
        let before = changes.iter().filter(|change| change.span.end <= at);
        before.fold(at, |moved, change| moved + change.new_text.len() - change.span.len())
    };
    let of_record = |Placed { start, record }: &Placed| {
        let paired = record.note_refs.iter().filter_map(|reference| Some((reference, reference.note?)));
        let places = paired.map(|(reference, note)| (reference.span.start, record.notes[note].text.start));
        places.map(|(reference, note)| (moved(start + reference), moved(start + note))).collect::<Vec<_>>()
    };
    snapshot.records().iter().flat_map(of_record).collect()
}

/// The outcome where the text is the one it was.
const SAME: &str = "the same text";

/// How often each outcome of an edit was seen: [`SAME`], or the reason why an edit was refused.
#[derive(Debug, Default)]
struct Outcomes(BTreeMap<String, usize>);

impl Outcomes {
    /// Puts a footnote into `text` at the byte `at` and takes it out again. `name` says which text it is.
    #[track_caller]
    fn put_in_and_take_out(&mut self, name: &str, text: &str, at: usize) {
        let before = Document::new(text).snapshot();
        let outcome = match resolve(&before, Span::new(at, at), ActionId::InsertFootnote, Environment::default()) {
            Err(reason) => format!("put in: {}", kind(&reason)),
            Ok(edit) => {
                let with = applied(&before, &edit);
                assert_ne!(with, text, "{name} at {at}: nothing is put in");
                let with = Document::new(&with).snapshot();
                let (held, holds) = (pairings(&before, &edit.changes), pairings(&with, &[]));
                let lost: Vec<_> = held.difference(&holds).collect();
                assert!(lost.is_empty() && holds.len() == held.len() + 1, "{name} at {at}: {lost:?} lost");
                let cursor = edit.cursor.expect("the cursor is in the new note");
                match resolve(&with, cursor, ActionId::RemoveFootnote, Environment::default()) {
                    Err(reason) => format!("taken out: {}", kind(&reason)),
                    Ok(edit) => {
                        assert_eq!(applied(&with, &edit), text, "{name} at {at}");
                        SAME.to_owned()
                    }
                }
            }
        };
        *self.0.entry(outcome).or_default() += 1;
    }

    /// Checks that there were edits, and that so many of 100 were done.
    #[track_caller]
    fn check(&self, least: usize) {
        let all: usize = self.0.values().sum();
        let done = self.0.get(SAME).copied().unwrap_or_default();
        assert!(all > 0 && done * 100 >= all * least, "{done} of {all}: {:#?}", self.0);
    }
}

/// A reason without what it names.
fn kind(reason: &str) -> String {
    let words = reason.split(' ').map(|word| {
        let word = if word.contains(|c: char| c.is_ascii_digit()) { "…" } else { word };
        if word.contains(['“', '”']) { "“…”" } else { word }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Where the running text of the first record of `text` ends and its note lists begin, in bytes.
fn body(text: &str) -> usize {
    let snapshot = Document::new(text).snapshot();
    snapshot.records()[0].record.note_lists.first().map_or(text.len(), |list| list.span.start)
}

/// Some byte of the running text of `text`.
fn somewhere(text: &str, random: &mut Random) -> usize {
    random.below(body(text))
}

/// The files in `folder` and in the folders in it, sorted; none where it cannot be read.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Edits the example record `file` at some places, of which this many in 100 take a footnote.
#[track_caller]
fn check_example(file: &str, least: usize) -> Outcomes {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/records").join(file)).unwrap();
    let end = body(&text);
    let mut outcomes = Outcomes::default();
    for (at, _) in text.char_indices().take_while(|&(at, _)| at < end).step_by(97) {
        outcomes.put_in_and_take_out(file, &text, at);
    }
    outcomes.check(least);
    outcomes
}

#[test]
fn a_footnote_put_in_and_taken_out_leaves_an_example_as_it_was() {
    for file in ["d11.txt", "d12.txt", "d13.txt", "d14.txt", "d16.txt", "d17.txt"] {
        check_example(file, 80);
    }
}

#[test]
fn an_example_whose_pairing_is_in_doubt_takes_no_footnote() {
    let Outcomes(outcomes) = check_example("d15.txt", 0);
    assert!(!outcomes.contains_key(SAME), "{outcomes:#?}");
}

#[test]
fn a_footnote_put_in_and_taken_out_leaves_a_typed_record_as_it_was() {
    let mut runner = TestRunner::deterministic();
    let mut random = Random(0x5ca1_ab1e_0b31);
    for reference in [
        Reference::Glued,
        Reference::BeforePunctuation,
        Reference::Superscript,
        Reference::Bracketed,
        Reference::Parenthesised,
        Reference::ParenthesisedApart,
    ] {
        let mut outcomes = Outcomes::default();
        for _ in 0..40 {
            let (record, form) = (Invented::any(&ONCE), Form::any(reference)).new_tree(&mut runner).unwrap().current();
            let text = form.typed(&record).text;
            outcomes.put_in_and_take_out(&format!("{form:?}:\n{text}\n"), &text, somewhere(&text, &mut random));
        }
        outcomes.check(80);
    }
}

/// The files in the folder `name` of `../shared`. Where there are none, says that the test skips.
fn shared(name: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    let paths = files(&folder);
    if paths.is_empty() {
        // Not by eprintln, which is shown of tests that fail only.
        writeln!(io::stderr().lock(), "skipped: there are no texts at {}", folder.display()).unwrap();
    }
    paths
}

/// Edits `count` published records, the same ones in each run; what came of it, or nothing where there are none.
fn published(count: usize) -> Option<Outcomes> {
    let mut paths = shared("corpus");
    if paths.is_empty() {
        return None;
    }
    let mut random = Random(0x0b31_05f0_07e5);
    let picked = iter::from_fn(|| (!paths.is_empty()).then(|| paths.swap_remove(random.below(paths.len()))));
    let mut outcomes = Outcomes::default();
    let mut places = Random(0x5ca1_ab1e_0b31);
    for path in picked.take(count) {
        let text = fs::read_to_string(&path).unwrap();
        outcomes.put_in_and_take_out(&path.display().to_string(), &text, somewhere(&text, &mut places));
    }
    Some(outcomes)
}

#[test]
fn a_footnote_put_in_and_taken_out_leaves_a_published_record_as_it_was() {
    if let Some(outcomes) = published(40) {
        outcomes.check(80);
    }
}

/// Edits each book at `count` places, the same ones in each run; what came of it, or nothing where there are none.
fn books(count: usize) -> Option<Outcomes> {
    let mut outcomes = Outcomes::default();
    let mut random = Random(0x5ca1_ab1e_0b31);
    for path in shared("books") {
        let text = fs::read_to_string(&path).unwrap();
        for _ in 0..count {
            // A comma is in a sentence.
            let from = (random.below(text.len())..text.len()).find(|&at| text.is_char_boundary(at)).unwrap();
            let at = text[from..].find(", ").map_or(text.len(), |comma| from + comma);
            outcomes.put_in_and_take_out(&path.display().to_string(), &text, at);
        }
    }
    (!outcomes.0.is_empty()).then_some(outcomes)
}

#[test]
fn a_footnote_put_in_and_taken_out_leaves_a_book_as_it_was() {
    if let Some(outcomes) = books(1) {
        outcomes.check(80);
    }
}

#[test]
#[ignore = "edits each book 40 times"]
fn so_at_forty_places_of_each_book() {
    if let Some(outcomes) = books(40) {
        outcomes.check(80);
        writeln!(io::stderr().lock(), "{outcomes:#?}").unwrap();
    }
}

#[test]
#[ignore = "edits 1,000 records"]
fn so_in_a_thousand_records() {
    if let Some(outcomes) = published(1000) {
        outcomes.check(80);
        writeln!(io::stderr().lock(), "{outcomes:#?}").unwrap();
    }
}
