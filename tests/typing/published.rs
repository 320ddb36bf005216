//! Published records, typed: `OBELUS_CORPUS=<folder> cargo test --release --test typing published -- --ignored --nocapture`
//! reads a folder of volumes, and says how many records were typed and what was reported on the way.

use super::orders::{Order, Parts, by_turns, notes_first, straight_on, text_first};
use super::typist::Typist;
use obelus::check::{Severity, diagnostics};
use obelus::record::{Document, Record};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs};

/// Typed is a record in this many.
const STRIDE: usize = 80;
/// Longer ones, in bytes, take too long.
const LONGEST: usize = 9_000;

/// The finished record of `file`, where nothing is reported of it and each of its references leads to a note.
fn sound(file: &Path) -> Option<Arc<Record>> {
    let text = fs::read_to_string(file).ok().filter(|text| text.len() < LONGEST)?;
    let snapshot = Document::new(&text).snapshot();
    let [placed] = snapshot.records() else { return None };
    let record = placed.record.clone();
    let alarmed = diagnostics(&record).iter().any(|found| found.severity <= Severity::Warning);
    let paired = record.text.len() == text.len() && record.note_refs.iter().all(|reference| reference.note.is_some());
    let apart = record.note_lists.iter().all(|list| list.span.start > 0);
    (!alarmed && paired && apart && !record.note_refs.is_empty()).then_some(record)
}

/// The files in the folders within `corpus`, sorted.
fn files(corpus: &Path) -> Vec<PathBuf> {
    let within = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<_> = within(corpus).filter(|path| path.is_dir()).flat_map(|volume| within(&volume)).collect();
    found.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    found.sort();
    found
}

/// Types one record in [`STRIDE`], from the `from`th on, in each order.
fn check(from: usize) {
    let Some(corpus) = env::var_os("OBELUS_CORPUS").map(PathBuf::from) else {
        eprintln!("skipped: OBELUS_CORPUS names no folder of published volumes");
        return;
    };
    let orders: [(&str, Order); 4] = [
        ("straight on", straight_on),
        ("the text first", text_first),
        ("the notes first", notes_first),
        ("by turns", by_turns),
    ];
    let picked: Vec<_> = files(&corpus).into_iter().skip(from).step_by(STRIDE).collect();
    let records: Vec<_> = picked.iter().filter_map(|file| Some((file, sound(file)?))).collect();
    let (mut walks, mut crowded, mut flickered) = (0, 0, 0);
    for (file, record) in &records {
        for (name, order) in orders {
            let mut typist = Typist::new(&record.text);
            order(&mut typist, &Parts::of(record));
            typist.types(0..record.text.len());
            walks += 1;
            crowded += usize::from(typist.most_errors.count > 1);
            flickered += usize::from(typist.flickers.iter().any(|f| f.alarm.0.severity() == Severity::Error));
            for wrong in typist.wrong(1, 3) {
                eprintln!("{}, {name}: {wrong}", file.display());
            }
        }
    }
    eprintln!(
        "{} records typed in {walks} ways: more than one error at once in {crowded}, errors that flickered in {flickered}",
        records.len()
    );
    assert!(walks > 0, "no records in {}", corpus.display());
    assert_eq!(crowded, 0, "more than one error at once");
    assert_eq!(flickered, 0, "errors that flicker");
}

#[test]
#[ignore = "reads published volumes and takes minutes"]
fn published() {
    check(0);
}

#[test]
#[ignore = "reads published volumes and takes minutes"]
fn more_published() {
    check(STRIDE / 2);
}
