//! Volumes as a whole: files set and removed in any order, and where their cross references lead.

use super::{Citation, Complete, FileEntry, Index, Missing, Outcome, Part, Place, RecordId, Volume};
use crate::record::{CrossRef, CrossRefKind, Document, Label, Whose};
use crate::text::Span;
use proptest::prelude::*;
use std::fmt::Write;
use std::sync::Arc;

/// A letter of that number: the references print 0–2, the list counts 1–3.
fn letter(number: u64) -> String {
    format!(
        "{number}. Letter From the Harbour Master

The ferry.0 The pier.1 The dredger.2

  1. Late.
  2. Old.
  3. Rusty.
"
    )
}

fn entry(text: &str) -> FileEntry {
    FileEntry::new(&Document::new(text).snapshot(), 0)
}

fn index<T: AsRef<str>>(files: &[(&str, T)]) -> Index {
    let mut index = Index::default();
    for (path, text) in files {
        index.set(*path, entry(text.as_ref()));
    }
    index
}

/// What a cross reference names: `Document 40`, `footnote 2 of Document 40`, `footnote 2 of page 7`, `footnote 2`,
/// `page 7`, `supra`, `infra`, `footnote 2 infra`, `elsewhere`.
fn cross_ref(words: &str) -> CrossRef {
    let words: Vec<_> = words.split(' ').collect();
    let label = |at: usize| words.get(at).map(|word| Label::new(word));
    let (kind, named) = match words[0] {
        "footnote" => (CrossRefKind::Footnote, label(1)),
        "page" => (CrossRefKind::Page, label(1)),
        "Document" => (CrossRefKind::Document, label(1)),
        _ => (CrossRefKind::Document, None),
    };
    let whose = match words.as_slice() {
        [.., "supra"] => Whose::Previous,
        [.., "infra"] => Whose::Next,
        [.., "elsewhere"] => Whose::Elsewhere,
        [.., "of", "Document", number] => Whose::Document(Label::new(number)),
        [.., "of", "page", number] => Whose::Page(Label::new(number)),
        _ => Whose::Here,
    };
    CrossRef { span: Span::default(), kind, label: named, whose }
}

/// `d40.txt 1 note 2`: the file, which of its records, and the part, both from 0.
fn name(volume: &Volume, place: Place) -> String {
    let path = volume.get(place.record).unwrap().path;
    let at = volume.records_of(path).iter().position(|id| *id == place.record).unwrap();
    let part = match place.part {
        Part::Heading => "heading".to_owned(),
        Part::Note(note) => format!("note {note}"),
        Part::Page(page) => format!("page {page}"),
    };
    format!("{path} {at} {part}")
}

fn described(volume: &Volume, outcome: Outcome) -> String {
    match outcome {
        Outcome::Resolved(place) => name(volume, place),
        Outcome::Unknown(Missing::Document) => "unknown document".into(),
        Outcome::Unknown(Missing::Page) => "unknown page".into(),
        Outcome::Unknown(Missing::Footnote(record)) => {
            format!("unknown footnote of {}", volume.get(record).unwrap().path)
        }
        Outcome::NotLoaded => "not loaded".into(),
        Outcome::Elsewhere => "elsewhere".into(),
    }
}

/// Where cross references in the first record of `from` lead.
#[track_caller]
fn check<T: AsRef<str>>(files: &[(&str, T)], from: &str, complete: Complete, expected: &[(&str, &str)]) {
    let index = index(files);
    let volume = index.volume(from).unwrap();
    let id = volume.records_of(from)[0];
    for (words, leads) in expected {
        assert_eq!(described(volume, volume.resolve(id, &cross_ref(words), complete)), *leads, "{words}");
    }
}

#[test]
fn records_are_found_by_the_number_of_their_heading() {
    let files =
        [("v/a.txt", letter(39)), ("v/d41.txt", letter(41)), ("v/c.txt", letter(40)), ("w/d42.txt", letter(42))];
    check(
        &files,
        "v/a.txt",
        Complete::Auto,
        &[
            ("Document 40", "v/c.txt 0 heading"),
            ("Document 41", "v/d41.txt 0 heading"),
            ("Document 42", "not loaded"),
            ("supra", "not loaded"),
            ("infra", "v/c.txt 0 heading"),
            ("footnote 0 infra", "v/c.txt 0 note 0"),
            ("footnote 7 infra", "unknown footnote of v/c.txt"),
            ("Document 42 elsewhere", "elsewhere"),
        ],
    );
}

#[test]
fn where_headings_have_no_numbers_file_names_do() {
    let bare = |words: &str| format!("{words} Letter From the Harbour Master\n\nThe ferry.1\n\n  1. Late.\n");
    let files = [
        ("v/d1.txt", bare("First")),
        ("v/d2.txt", bare("Second")),
        // What counts the paragraphs of this record is no record's number.
        ("v/d10.txt", bare("2.")),
        ("v/d11.txt", bare("Third")),
    ];
    check(
        &files,
        "v/d1.txt",
        Complete::Auto,
        &[
            ("Document 2", "v/d2.txt 0 heading"),
            ("Document 10", "v/d10.txt 0 heading"),
            ("footnote 1 of Document 11", "v/d11.txt 0 note 0"),
            ("infra", "v/d2.txt 0 heading"),
            ("Document 3", "not loaded"),
        ],
    );
    // Where they have, a name does where a heading has none, and settles which of two is meant.
    let files = [("v/d1.txt", letter(1)), ("v/d2.txt", letter(3)), ("v/d3.txt", letter(3)), ("v/d4.txt", bare("A"))];
    check(
        &files,
        "v/d1.txt",
        Complete::Auto,
        &[
            ("Document 2", "v/d2.txt 0 heading"),
            ("Document 3", "v/d3.txt 0 heading"),
            ("Document 4", "v/d4.txt 0 heading"),
        ],
    );
}

#[test]
fn a_number_that_many_records_carry_leads_nowhere() {
    let files = |count| (1..=count).map(|file| (format!("v/a{file}b.txt"), letter(7))).collect::<Vec<_>>();
    for (count, leads) in [(16, "v/a1b.txt 0 heading"), (17, "not loaded")] {
        let files = files(count);
        let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        check(&files, "v/a2b.txt", Complete::Auto, &[("Document 7", leads)]);
    }
}

#[test]
fn a_footnote_is_known_by_what_the_print_calls_it() {
    let files = [("v/d40.txt", letter(40)), ("v/d41.txt", letter(41))];
    check(
        &files,
        "v/d41.txt",
        Complete::No,
        &[
            ("footnote 2 of Document 40", "v/d40.txt 0 note 2"),
            ("footnote 0 of Document 40", "v/d40.txt 0 note 0"),
            ("footnote 3 of Document 40", "unknown footnote of v/d40.txt"),
            ("footnote 1", "v/d41.txt 0 note 1"),
            ("footnote 3", "unknown footnote of v/d41.txt"),
            ("footnote 1 of Document 45", "not loaded"),
        ],
    );
    // While its list is typed, nothing can be said; the numbers of the list are all there is.
    let typed = "40. Letter From the Harbour Master\n\nThe ferry.1 The pier.2 The dredger.3\n\n  1. Late.\n";
    let unpaired = "42. Letter From the Harbour Master\n\nThe ferry is late.\n\n  1. Late.\n  2. Old.\n";
    let files = [("v/d40.txt", typed), ("v/d42.txt", unpaired)];
    check(
        &files,
        "v/d40.txt",
        Complete::Yes,
        &[
            ("footnote 1", "v/d40.txt 0 note 0"),
            ("footnote 3", "not loaded"),
            ("footnote 2 of Document 42", "v/d42.txt 0 note 1"),
            ("footnote 3 of Document 42", "not loaded"),
            ("footnote 3 of Document 43", "unknown document"),
        ],
    );
}

#[test]
fn where_labels_begin_again_the_nearest_before_is_meant() {
    let text = "\
40. Letter From the Harbour Master

The ferry.1 The pier.2

  1. Late.
  2. Old.

[Page 12]

The dredger.1 The envoy.2

  1. Rusty.
  2. See footnote 1 above.
";
    let index = index(&[("v/d40.txt", text)]);
    let volume = index.volume("v/d40.txt").unwrap();
    let id = volume.records().next().unwrap();
    let leads = |words: &str, span: &str| {
        let start = text.find(span).unwrap();
        let here = CrossRef { span: Span::new(start, start + span.len()), ..cross_ref(words) };
        described(volume, volume.resolve(id, &here, Complete::No))
    };
    assert_eq!(leads("footnote 1", "footnote 1 above"), "v/d40.txt 0 note 2");
    assert_eq!(leads("footnote 1", "The dredger"), "v/d40.txt 0 note 0");
    assert_eq!(leads("footnote 1", "The ferry"), "v/d40.txt 0 note 0");
    assert_eq!(leads("footnote 2 of page 12", "The ferry"), "v/d40.txt 0 note 3");
}

#[test]
fn pages_are_found_by_their_markers_or_between_them() {
    let on = |number: u64, text: &str| format!("{number}. Letter From the Harbour Master\n\n{text}\n");
    let files = [
        ("v/d1.txt", on(1, "A. [Page 7] B. [Page 9] C.")),
        // Page 10 begins with this record, since nothing else stands between 9 and 11.
        ("v/d2.txt", on(2, "D. [Page 11] E.1\n\n  1. F.")),
        // Either of these begins on page 12.
        ("v/d3.txt", on(3, "G.1\n\n  1. H.")),
        ("v/d4.txt", on(4, "I. [Page 13] J. [Facsimile Page 14] K. [Page xiv] L.")),
    ];
    check(
        &files,
        "v/d1.txt",
        Complete::Auto,
        &[
            ("page 7", "v/d1.txt 0 page 0"),
            ("page 8", "v/d1.txt 0 heading"),
            ("page 10", "v/d2.txt 0 heading"),
            ("page 11", "v/d2.txt 0 page 0"),
            ("page 12", "not loaded"),
            ("page 14", "not loaded"),
            ("page xiv", "v/d4.txt 0 page 1"),
            ("footnote 1 of page 11", "v/d2.txt 0 note 0"),
            ("footnote 2 of page 11", "not loaded"),
        ],
    );
    check(&files, "v/d1.txt", Complete::Yes, &[("page 12", "unknown page"), ("page 10", "v/d2.txt 0 heading")]);
    // Both this record and the one before stand on page 11; which is meant the label says.
    let files = [
        ("v/d1.txt", on(1, "A. [Page 11] B.1\n\n  1. C.")),
        ("v/d2.txt", on(2, "D.2 [Page 12] E.3\n\n  2. F.\n  3. G.")),
    ];
    check(
        &files,
        "v/d2.txt",
        Complete::Auto,
        &[
            ("footnote 1 of page 11", "v/d1.txt 0 note 0"),
            ("footnote 2 of page 11", "v/d2.txt 0 note 0"),
            ("footnote 3 of page 11", "not loaded"),
            ("footnote 3 of page 12", "v/d2.txt 0 note 1"),
        ],
    );
}

#[test]
fn a_file_of_many_records_is_a_volume() {
    let many = |numbers: std::ops::RangeInclusive<u64>| numbers.map(|n| letter(n) + "\n").collect::<String>();
    let files = [("v/one.txt", many(1..=3)), ("v/two.txt", many(1..=4)), ("v/d9.txt", letter(9))];
    check(
        &files,
        "v/one.txt",
        Complete::Auto,
        &[
            ("Document 3", "v/one.txt 2 heading"),
            ("footnote 2 infra", "v/one.txt 1 note 2"),
            ("Document 4", "not loaded"),
            ("Document 9", "not loaded"),
        ],
    );
    // Among many files of one record it is one of them.
    let files = [("v/d1.txt", letter(1)), ("v/d2.txt", many(2..=3)), ("v/d4.txt", letter(4)), ("w/d5.txt", letter(5))];
    check(
        &files,
        "v/d1.txt",
        Complete::Auto,
        &[
            ("infra", "v/d2.txt 0 heading"),
            ("Document 3", "v/d2.txt 1 heading"),
            ("Document 4", "v/d4.txt 0 heading"),
            ("Document 5", "not loaded"),
        ],
    );
}

/// A volume of letters 1 to `last`, each of which cites the letters `cites` numbers before and after it.
fn letters(last: u64, cites: &[i64]) -> Vec<(String, String)> {
    let letter = |number: u64| {
        let mut text = format!("{number}. Letter From the Harbour Master\n\n");
        for step in cites {
            if let Some(cited) = number.checked_add_signed(*step).filter(|cited| *cited > 0) {
                writeln!(text, "See Document {cited}.\n").unwrap();
            }
        }
        (format!("v/d{number}.txt"), text)
    };
    (1..=last).map(letter).collect()
}

#[track_caller]
fn check_complete(files: &[(String, String)], complete: bool) {
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let unknown = if complete { "unknown document" } else { "not loaded" };
    check(&files, files[0].0, Complete::Auto, &[("Document 9123", unknown)]);
    check(&files, files[0].0, Complete::Yes, &[("Document 9123", "unknown document")]);
    check(&files, files[0].0, Complete::No, &[("Document 9123", "not loaded")]);
}

#[test]
fn a_volume_is_complete_by_its_numbers_and_citations() {
    check_complete(&letters(30, &[-1]), true);
    // Too few records, too few citations.
    check_complete(&letters(19, &[-1]), false);
    check_complete(&letters(30, &[]), false);
    // They are being typed: what comes next is cited.
    check_complete(&letters(30, &[-1, 2]), false);
    check_complete(&letters(200, &[-1, 2]), false);
    // One citation may be wrong, many may not.
    let mut files = letters(40, &[-1]);
    files[7].1.push_str("\nSee Document 77.\n");
    check_complete(&files, true);
    files[7].1.push_str("\nSee Document 88, Document 99 and Document 111.\n");
    check_complete(&files, false);
    // Misprints that no record to come can answer say nothing of what is missing.
    let mut files = letters(40, &[-1]);
    files[7].1.push_str("\nSee Document 1888, Document 9099 and Document 11111.\n");
    check_complete(&files, true);
    files[7].1.push_str("\nSee Document 88, Document 99 and Document 111.\n");
    check_complete(&files, false);
    // Numbers are missing at the beginning, or in between.
    check_complete(&letters(60, &[-1]).split_off(2), false);
    let mut files = letters(60, &[-1]);
    files.drain(20..25);
    check_complete(&files, false);
}

#[test]
fn a_volume_that_is_typed_record_by_record_lacks_nothing() {
    // Each cites the one before, and one of them another that is to come.
    let mut volume = letters(60, &[-1]);
    volume[24].1.push_str("\nSee Document 58.\n");
    let mut index = Index::default();
    for (path, text) in &volume {
        index.set(path.as_str(), entry(text));
        let volume = index.volume(path).unwrap();
        for id in volume.records() {
            for cross_ref in &volume.get(id).unwrap().record.cross_refs {
                let outcome = volume.resolve(id, cross_ref, Complete::Auto);
                assert!(!matches!(outcome, Outcome::Unknown(_)), "{cross_ref:?} once {path} is typed");
            }
        }
    }
    let cited = |index: &Index, number: &str| {
        let volume = index.volume("v/d1.txt").unwrap();
        described(volume, volume.resolve(volume.records().next().unwrap(), &cross_ref(number), Complete::Auto))
    };
    assert_eq!(cited(&index, "Document 61"), "not loaded");
    assert_eq!(cited(&index, "Document 30"), "v/d30.txt 0 heading");
    // One that is taken out again is missed, until it is back.
    index.remove("v/d30.txt");
    assert_eq!(cited(&index, "Document 30"), "unknown document");
    index.set("v/d30.txt", entry(&volume[29].1));
    assert_eq!(cited(&index, "Document 30"), "v/d30.txt 0 heading");
}

#[test]
fn what_cites_a_place() {
    let files = [
        ("v/d1.txt", "1. Letter From the Harbour Master\n\nSee Document 2, and footnote 1, Document 2, and page 7.\n"),
        ("v/d2.txt", "2. Letter From the Harbour Master\n\nThe ferry.1 [Page 7] B.\n\n  1. See footnote 1 above.\n"),
    ];
    let index = index(&files);
    let volume = index.volume("v/d1.txt").unwrap();
    let citing = |part| {
        let record = volume.record(&Label::new("2")).unwrap();
        let found = volume.cited_by(Place { record, part });
        let words = |Citation { record, cross_ref }: Citation| {
            let located = volume.get(record).unwrap();
            let span = located.record.cross_refs[cross_ref].span.shifted(located.start);
            span.of(files.iter().find(|(path, _)| *path == located.path).unwrap().1)
        };
        found.into_iter().map(words).collect::<Vec<_>>()
    };
    assert_eq!(citing(Part::Heading), ["Document 2"]);
    assert_eq!(citing(Part::Note(0)), ["footnote 1, Document 2", "footnote 1"]);
    assert_eq!(citing(Part::Page(0)), ["page 7"]);
}

#[test]
fn what_cites_a_place_by_its_neighbours_or_pages() {
    let files = [
        ("v/d1.txt", "1. Letter From the Harbour Master\n\nA. [Page 6] B.1\n\n  1. See infra and footnote 1, infra.\n"),
        ("v/d2.txt", "2. Letter From the Harbour Master\n\nThe ferry.1 [Page 8] B.\n\n  1. Late.\n"),
        // The name of its file is another number.
        (
            "v/d3.txt",
            "13. Letter From the Harbour Master\n\nA.1\n\n  1. See supra, p. 7, footnote 1, p. 7, and Document 3.\n",
        ),
    ];
    let index = index(&files);
    let volume = index.volume("v/d1.txt").unwrap();
    let citing = |number: &str, part: Option<Part>| {
        let record = volume.record(&Label::new(number)).unwrap();
        let found = part.map_or_else(|| volume.record_cited_by(record), |part| volume.cited_by(Place { record, part }));
        found.iter().map(|c| (volume.get(c.record).unwrap().path, c.cross_ref)).collect::<Vec<_>>()
    };
    assert_eq!(citing("2", Some(Part::Heading)), [("v/d1.txt", 0), ("v/d3.txt", 0), ("v/d3.txt", 2)]);
    assert_eq!(citing("2", Some(Part::Note(0))), [("v/d1.txt", 1), ("v/d3.txt", 1)]);
    assert_eq!(
        citing("2", None),
        [("v/d1.txt", 0), ("v/d1.txt", 1), ("v/d3.txt", 0), ("v/d3.txt", 1), ("v/d3.txt", 2)]
    );
    assert_eq!(citing("3", Some(Part::Heading)), [("v/d3.txt", 3)]);
    assert_eq!(citing("3", None), []);
}

#[test]
fn records_that_an_edit_leaves_alone_are_not_looked_at_again() {
    let text: String = (1..=40).map(|number| letter(number) + "\n").collect();
    let mut document = Document::new(&text);
    let before = document.snapshot();
    let kept = FileEntry::new(&before, 3);
    let at = text.find("20. Letter").unwrap();
    let at = at + text[at..].find("The pier").unwrap();
    document.edit(Span::new(at, at), "The ferry again. ");
    let now = document.snapshot();
    let updated = kept.updated(&before, &now, 3);
    let fresh = FileEntry::new(&now, 3);
    assert_eq!(updated.records().len(), 40);
    let same = |(a, b): &(&super::PlacedEntry, &super::PlacedEntry)| Arc::ptr_eq(&a.record, &b.record);
    assert_eq!(kept.records().iter().zip(updated.records()).filter(same).count(), 39);
    let parts = |entry: &FileEntry| entry.records().iter().map(|f| (f.start, f.record.clone())).collect::<Vec<_>>();
    assert_eq!(parts(&updated), parts(&fresh));
}

/// All that can be asked of an index but where its records start, as text.
fn answers(index: &Index, paths: &[&str]) -> String {
    let mut all = String::new();
    for path in paths {
        let Some(volume) = index.volume(path) else { continue };
        let ids: Vec<RecordId> = volume.records().collect();
        writeln!(all, "{path}: {} records, {:?} {:?}", ids.len(), volume.numbers(), volume.pages()).unwrap();
        for id in ids {
            let located = volume.get(id).unwrap();
            writeln!(all, "{} {:?}", located.path, volume.number(id).map(|n| n.to_string())).unwrap();
            for words in ["supra", "infra", "Document 2", "Document 9", "footnote 1 of Document 1", "page 3"] {
                let outcome = volume.resolve(id, &cross_ref(words), Complete::Auto);
                writeln!(all, "  {words}: {}", described(volume, outcome)).unwrap();
            }
            for cross_ref in &located.record.cross_refs {
                let outcome = volume.resolve(id, cross_ref, Complete::Auto);
                writeln!(all, "  {:?}: {}", cross_ref.label, described(volume, outcome)).unwrap();
            }
            for part in [Part::Heading, Part::Note(0), Part::Page(0)] {
                let citing = volume.cited_by(Place { record: id, part });
                let citing = citing.iter().map(|c| (volume.get(c.record).unwrap().path, c.cross_ref));
                writeln!(all, "  {part:?} by {:?}", citing.collect::<Vec<_>>()).unwrap();
            }
        }
    }
    all
}

/// Where the records of an index start.
fn starts(index: &Index, paths: &[&str]) -> Vec<usize> {
    let volumes = paths.iter().filter_map(|path| index.volume(path));
    volumes.flat_map(|volume| volume.records().map(|id| volume.get(id).unwrap().start)).collect()
}

const PATHS: [&str; 6] = ["v/d1.txt", "v/d2.txt", "v/d3.txt", "v/x.txt", "w/d1.txt", "w/all.txt"];

/// Some records in a row, each with a number or without, a page, and what it cites.
fn text() -> impl Strategy<Value = String> {
    let record = (0_u64..5, 1_u64..6, 1_u64..5, "A|By").prop_map(|(number, page, cited, word)| {
        let number = if number == 0 { "The".into() } else { format!("{number}.") };
        format!(
            "{number} Letter From the Harbour Master\n\n{word}.1 [Page {page}] B.\n\n  1. See Document {cited}, footnote 1, Document {cited} and page {page}.\n\n"
        )
    });
    proptest::collection::vec(record, 1..4).prop_map(|records| records.concat())
}

proptest! {
    #[test]
    fn changed_equals_from_scratch(
        steps in proptest::collection::vec((0..PATHS.len(), proptest::option::weighted(0.8, text())), 1..20)
    ) {
        let mut changed = Index::default();
        let mut now = std::collections::BTreeMap::new();
        for (path, text) in steps {
            let path = PATHS[path];
            if let Some(text) = text {
                changed.set(path, entry(&text));
                now.insert(path, text);
            } else {
                changed.remove(path);
                now.remove(path);
            }
        }
        let files: Vec<_> = now.into_iter().collect();
        let fresh = index(&files);
        prop_assert_eq!(answers(&changed, &PATHS), answers(&fresh, &PATHS));
        prop_assert_eq!(starts(&changed, &PATHS), starts(&fresh, &PATHS));
    }

    #[test]
    fn in_the_same_state_all_answers_are_the_same(first in text(), edits in proptest::collection::vec(text(), 1..6)) {
        let mut changed = index(&[("v/d1.txt", letter(1) + "\nSee Document 2."), ("v/d2.txt", first)]);
        for text in edits {
            let state = |changed: &Index| changed.volume("v/d2.txt").unwrap().state().clone();
            let (old, before) = (state(&changed), answers(&changed, &["v/d2.txt"]));
            changed.set("v/d2.txt", entry(&text));
            if state(&changed) == old {
                prop_assert_eq!(answers(&changed, &["v/d2.txt"]), before);
            }
        }
    }

    #[test]
    fn what_cites_a_place_is_what_leads_there(
        files in proptest::collection::btree_map(0..PATHS.len(), text(), 1..6)
    ) {
        let more = "  1. See supra, footnote 1, infra, and footnote 1, p. 3. ";
        let files: Vec<_> =
            files.into_iter().map(|(path, text)| (PATHS[path], text.replace("  1. ", more))).collect();
        let index = index(&files);
        for (path, _) in &files {
            let volume = index.volume(path).unwrap();
            let mut leading = std::collections::HashMap::<Place, Vec<Citation>>::new();
            for record in volume.records() {
                for (cross_ref, it) in volume.get(record).unwrap().record.cross_refs.iter().enumerate() {
                    if let Outcome::Resolved(place) = volume.resolve(record, it, Complete::No) {
                        leading.entry(place).or_default().push(Citation { record, cross_ref });
                    }
                }
            }
            for record in volume.records() {
                let kept = volume.get(record).unwrap().record;
                let notes = (0..kept.notes.len()).map(Part::Note);
                let parts = [Part::Heading].into_iter().chain(notes).chain((0..kept.pages.len()).map(Part::Page));
                for part in parts {
                    let place = Place { record, part };
                    prop_assert_eq!(volume.cited_by(place), leading.remove(&place).unwrap_or_default(), "{:?}", place);
                }
            }
            prop_assert!(leading.is_empty());
        }
    }
}

#[test]
fn words_do_not_change_a_volumes_state() {
    let text = format!("{}\n{}", letter(1), letter(2));
    let mut changed = index(&[("v/d1.txt", text.clone())]);
    let mut check = |text: &str, same: bool| {
        let state = changed.volume("v/d1.txt").unwrap().state().clone();
        changed.set("v/d1.txt", entry(text));
        assert_eq!(*changed.volume("v/d1.txt").unwrap().state() == state, same, "{text}");
    };
    let old = text.replace("The pier.1", "The old pier.1");
    check(&old, true);
    check(&old.replacen("The ferry", "[Page 7] The ferry", 1), false);
    check(&old, false);
    check(&old.replacen("Late", "See Document 2", 1), false);
    check(&old.replacen("Late", "See also Document 2", 1), true);
    check(&old.replacen("  2. Old.\n", "", 1), false);
}
