//! Tests of whole records: the headings, notes, references and pairs that are found in a text.

use crate::convention::{Convention, Marks};
use crate::lexicon::{Language, en};
use crate::record::source::{self, Source};
use crate::record::{Certainty, Document, Label, Record, Snapshot, Stop};
use crate::syntax;
use crate::text::Span;
use std::sync::Arc;

/// Calls `with` on `text` as the source of a record.
pub(super) fn source(text: &str, with: impl FnOnce(Source)) {
    source_in(&en::LANGUAGE, text, with);
}

/// The same of a text in `language`.
pub(super) fn source_in(language: &'static Language, text: &str, with: impl FnOnce(Source)) {
    let lines: Vec<_> = syntax::lines(text, &Marks::default()).collect();
    let starts = source::starts(&lines);
    with(Source {
        convention: Convention::Plain,
        language,
        text,
        lines: &lines,
        starts: &starts,
        title: None,
        stop: &Stop::never(),
    });
}

/// `text` with braces around each of `spans`.
pub(super) fn braced(text: &str, mut spans: Vec<Span>) -> String {
    let mut shown = text.to_owned();
    spans.sort_unstable();
    for span in spans.into_iter().rev() {
        shown.insert(span.end, '}');
        shown.insert(span.start, '{');
    }
    shown
}

fn records(text: &str) -> Vec<Arc<Record>> {
    Document::new(text).snapshot().records().iter().map(|placed| placed.record.clone()).collect()
}

fn record(text: &str) -> Arc<Record> {
    let mut records = records(text);
    assert_eq!(records.len(), 1, "one record");
    records.remove(0)
}

/// The references of the single record `text`, each as `could.|2 → 3`: up to eight characters before it, its label, and
/// the position of its note, counted from 1.
fn pairs(text: &str) -> Vec<String> {
    let record = record(text);
    let show = |reference: &crate::record::NoteRef| {
        let before: String = record.text[..reference.span.start].chars().rev().take(8).collect();
        let before: String = before.chars().rev().collect();
        let before = before.rsplit(['\n', '\r']).next().unwrap_or_default().trim_start();
        let note = reference.note.map_or("none".to_owned(), |note| (note + 1).to_string());
        format!("{before}|{} → {note}", reference.span.of(&record.text))
    };
    record.note_refs.iter().map(show).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(pairs(text), expected, "\n{text}");
}

/// An invented record with the traps of published ones: references from 0 to a list from 1; references glued to a
/// letter and to a number, and behind a space; and numbers that are no references.
pub(super) const HARBOUR: &str = "\
41. Minutes of the 12th Session of the Harbour Commission0

[Here follows 1 page of discussion on the dredging of the outer basin.]

Commissioner Adeline Vorst reported that the U-2 buoy had been replaced at 9:30 AM1 and that the Tarn [Tarnow] pilots
were content. In 1962 the basin had been deeper. As for Point 4 of the agenda, it was left for the next session.

[Page 118]

Mr. Okafor read telegram 2072 and asked that the tariff of 3/8/61 be kept as long as the Commission could.3

Adeline Vorst 4
  1. Source: Harbour Board, Minute Books, 1958–1963, Vol. VII, 4-12B, 3/9/61–3/11/61. No drafting information appears.
  2. See Document 40.
  3. Telegram 207 from the Pilots’ Office, March 2, announced the replacement of two buoys.
  4. Not printed. The tariff is summarised in Document 38.
  5. Printed from a copy that bears this typed signature.
";

#[test]
fn a_list_counted_by_position_under_references_from_0() {
    check(HARBOUR, &["mmission|0 → 1", "9:30 AM|1 → 2", "gram 207|2 → 3", "n could.|3 → 4", "e Vorst |4 → 5"]);
}

#[test]
fn what_else_a_record_has() {
    let record = record(HARBOUR);
    let heading = record.heading.as_ref().unwrap();
    assert_eq!(heading.number.as_ref().unwrap().as_str(), "41");
    assert_eq!(heading.title.of(&record.text), "Minutes of the 12th Session of the Harbour Commission");
    assert_eq!(record.pages.iter().map(|page| page.label.as_str()).collect::<Vec<_>>(), ["118"]);
    assert_eq!(
        record.insertions.iter().map(|span| span.of(&record.text)).collect::<Vec<_>>(),
        ["[Here follows 1 page of discussion on the dredging of the outer basin.]", "[Tarnow]"]
    );
    assert!(record.stray_brackets.is_empty() && record.malformed_pages.is_empty());
    let texts: Vec<_> = record.notes.iter().map(|note| note.text.of(&record.text)).collect();
    assert_eq!(texts[1], "See Document 40.");
    assert_eq!(record.notes.len(), 5);
    assert_eq!(record.note_lists.len(), 1);
}

#[test]
fn a_missing_note_is_one_dangling_reference() {
    let lines: Vec<&str> = HARBOUR.lines().collect();
    let without: String = lines.iter().filter(|l| !l.starts_with("  4. ")).flat_map(|l| [*l, "\n"]).collect();
    check(&without, &["mmission|0 → 1", "9:30 AM|1 → 2", "gram 207|2 → 3", "n could.|3 → none", "e Vorst |4 → 4"]);
}

#[test]
fn the_first_of_many_references_has_the_first_note() {
    // The digit behind `went;` looks most like a reference.
    check(
        "41. Report of the Harbour Board\n\nVorst read Brill’s telegram 3461 and that of May 302 to the pilots (at Brill).3 They went;4 so did he.\n\n  1. T",
        &["gram 346|1 → 1", "f May 30|2 → none", "Brill).|3 → none", "ey went;|4 → none"],
    );
    // The first note has its reference already; the second note is still being typed.
    let text = "41. Telegram to Brill1\n\nThe pilots go along lines of ref B,3 as others may wish.4\n\n  1. T\n  2.";
    assert_eq!(pairs(text).first().unwrap(), "to Brill|1 → 1");
}

#[test]
fn references_that_await_their_notes_take_none_from_others() {
    // The 1 of `951` looks least like a reference, but the only note typed so far is the first.
    check(
        "41. Order of the Harbour Board No. 951\n\nTarn, May 4.\n\nIt heard of the barges at Brill.2 They were sound;3 the pilots \
         agreed.4\n\nVorst\n  1.",
        &["d No. 95|1 → 1", "t Brill.|2 → none", "e sound;|3 → none", "agreed.|4 → none"],
    );
    // The same holds if one of the references, here 2, is missing.
    let text = "41. Order of the Harbour Board1\n\nIt rained.3 It thawed.4 It snowed.5 They met at Customs House, Hadrow.6 They \
                sat.7 They rose.8 They left.9\n\nVorst\n  1. Customs House, Hadrow.";
    let found = pairs(text);
    assert_eq!(
        found.iter().filter(|pair| !pair.ends_with("none")).collect::<Vec<_>>(),
        ["ur Board|1 → 1"],
        "{found:?}"
    );
}

#[test]
fn a_number_that_is_being_typed_shows_no_other_to_be_a_reference() {
    let list = "  1. Source: Files.\n  2. Telegram 1865, May 3.\n  3. Telegram 32 to Tarn.\n  4. At Hadrow.\n";
    let text = |typed: &str| format!("41. Telegram to Brill0\n\nTarn, March 17, 1959.\n\n{typed}\n{list}");
    // `32` will be `3249`. Its 2 may lead to the third note, but that makes the 9 of `59` no misprinted reference to
    // the second.
    check(
        &text("284. References: A. Hadrow–Brill 1865, dated 18 Feb 59 (copied); B. Hadrow–Tarn 32"),
        &["to Brill|0 → 1", "w–Tarn 3|2 → 3"],
    );
    let all = "It rained.1 They met.2 The pilots wrote.3 They asked for";
    let paired = ["to Brill|0 → 1", "rained.|1 → 2", "hey met.|2 → 3", "s wrote.|3 → 4"];
    for typed in [" barges of the PL4", " the document A/C.4", " the charts of ’4"] {
        check(&text(&format!("{all}{typed}")), &paired);
    }
    assert_eq!(pairs(&text(&format!("{all} barges.4"))).last().unwrap(), "barges.|4 → none");
}

#[test]
fn references_that_have_lost_their_notes_lead_nowhere_and_the_others_keep_theirs() {
    let text = |labels: &[u32]| {
        let list: Vec<_> = labels.iter().map(|label| format!("  {label}. Not printed.\n")).collect();
        format!(
            "41. Letter From Tarn\n\nIt rained.1 We met.2 The bell rang.3 They left.4 All slept.5\n\n{}",
            list.concat()
        )
    };
    let leads_to = |labels: &[u32]| {
        let pairs = pairs(&text(labels));
        pairs.iter().map(|pair| pair.rsplit(' ').next().unwrap().to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(leads_to(&[1, 2, 4, 5]), "1 2 none 3 4");
    assert_eq!(leads_to(&[1, 4, 5]), "1 none none 2 3");
    assert_eq!(leads_to(&[2, 3, 4, 5]), "none 1 2 3 4");
    assert_eq!(leads_to(&[1, 2, 3]), "1 2 3 none none");
    assert_eq!(leads_to(&[]), "none none none none none");
    // A label in the list is mistyped; nothing is lost.
    assert_eq!(leads_to(&[1, 2, 3, 4, 6]), "1 2 3 4 5");
}

#[test]
fn a_missing_reference_is_one_unreferenced_note() {
    check(
        &HARBOUR.replace("could.3", "could."),
        &["mmission|0 → 1", "9:30 AM|1 → 2", "gram 207|2 → 3", "e Vorst |4 → 5"],
    );
}

#[test]
fn references_behind_a_stretch_that_has_none_keep_their_notes() {
    let list = (1..=12).map(|label| format!("  {label}. Not printed.\n")).collect::<Vec<_>>().concat();
    for gone in [5..6, 5..7, 5..8, 5..9, 3..10, 1..5, 1..9] {
        let labels: Vec<_> = (1..=12).filter(|label| !gone.contains(label)).collect();
        let said: Vec<_> = labels.iter().map(|label| format!("The boat from Tarn was late.{label}")).collect();
        let text = format!("41. Minutes of the Ferry Board\n\n{}\n\n{list}", said.join(" "));
        let expected: Vec<_> = labels.iter().map(|label| format!("as late.|{label} → {label}")).collect();
        assert_eq!(pairs(&text), expected, "without {gone:?}");
    }
    // The number `196` at the end may still be growing, so its 6 is no reference behind a stretch without references.
    check(
        "427. Memorandum to the Warden of the Mint1\n\nBrill, October 3, 196\n\n  1. Sic.\n  2. In May.\n  3. Not printed.\n  \
         4. At Tarn.\n  5. Not found.\n  6. The boat left Brill on October 3.\n",
        &["the Mint|1 → 1"],
    );
}

#[test]
fn words_in_common_do_not_outweigh_equal_numbers() {
    check(
        "5. Letter of the Warden1\n\nThe fare is 19 pence.2 The Council of Quarrow heard Captain Orme.3 The pilots at Tarn and \
         Brill wait.4\n\n  1. Sic.\n  2. In May.\n  3. Not printed.\n  4. Captain Orme had the consent of the Council of \
         Quarrow.\n  5. Those of Tarn and Brill, and the pilots of Hadrow.\n",
        &["e Warden|1 → 1", "9 pence.|2 → 2", "in Orme.|3 → 3", "ll wait.|4 → 4"],
    );
}

#[test]
fn a_list_being_typed_counts_by_position_from_its_first_item() {
    let body = HARBOUR.split("  1. ").next().unwrap();
    let items: Vec<&str> = HARBOUR.lines().filter(|l| l.starts_with("  ")).collect();
    for typed in 0..=items.len() {
        let text = format!("{body}{}\n", items[..typed].join("\n"));
        let found = pairs(&text);
        for (index, pair) in found.iter().enumerate().take(typed) {
            assert!(pair.ends_with(&format!("→ {}", index + 1)), "{typed} items typed: {found:?}");
        }
        assert_eq!(found.len(), 5, "{typed} items typed: {found:?}");
    }
}

/// How a typist writes the mark of a reference or a note with a certain number.
type Written = fn(u32) -> String;

/// A letter with three references and three notes. `mark` writes the mark of a reference, `item` the mark of a note,
/// and `above` stands above the notes.
fn letter(mark: Written, above: &str, item: Written) -> String {
    format!(
        "Letter from Captain Ruiz to the Warden of the Mint\n\nSanta Rosa, 4 May 1871\n\nThe silver came on the 3rd{} in 12 \
         chests{} and I have had it weighed at the Customs House.{}\n\nYour servant, J. Ruiz\n\n{above}{} Of April.\n{} \
         The Warden had asked for fourteen.\n{} Not found.\n",
        mark(1),
        mark(2),
        mark(3),
        item(1),
        item(2),
        item(3)
    )
}

#[test]
fn hand_typed_forms() {
    let marks: [(&str, Written); 4] = [
        ("superscript", |n| ["¹", "²", "³"][n as usize - 1].into()),
        ("glued", |n| n.to_string()),
        ("parentheses", |n| format!(" ({n})")),
        ("brackets", |n| format!("[{n}]")),
    ];
    let items: [(&str, Written); 13] = [
        ("", |n| format!("  {n}.")),
        ("", |n| format!("{n}.")),
        ("", |n| format!("{n})")),
        ("", |n| format!("({n})")),
        ("", |n| format!("{n}")),
        ("", |n| format!("{n}.\t")),
        ("Notes\n\n", |n| format!("{n}.")),
        ("Notes:\n", |n| format!("{n})")),
        ("---\n", |n| format!("{n}")),
        ("____\n", |n| format!("{n}\t")),
        ("", |n| ["¹", "²", "³"][n as usize - 1].into()),
        ("Notes\n", |n| format!("({n})")),
        ("Notes\n", |n| format!("[{n}]")),
    ];
    for (form, mark) in marks {
        for (above, item) in items {
            let text = letter(mark, above, item);
            let record = record(&text);
            let found: Vec<_> = record.note_refs.iter().map(|r| (r.label.as_str().to_owned(), r.note)).collect();
            let notes: Vec<_> = found.iter().map(|(_, note)| *note).collect();
            assert_eq!(notes, [Some(0), Some(1), Some(2)], "{form}, {above:?}: {found:?}\n{text}");
        }
    }
}

#[test]
fn the_notes_of_each_chapter_stand_at_the_end() {
    let text =
        "It rained.1 It thawed.2\n\nII\n\nThey met.1 They left.2 They slept.3\n\nIII\n\nThe rope broke.1 They swam.2";
    let lists =
        ["1. On Monday.\n2. By noon.", "1. At Brill.\n2. In pairs.\n3. At home.", "1. It was rotten.\n2. But one."];
    let pairs = [
        "rained.|1 → 1",
        "thawed.|2 → 2",
        "hey met.|1 → 3",
        "ey left.|2 → 4",
        "y slept.|3 → 5",
        "e broke.|1 → 6",
        "ey swam.|2 → 7",
    ];
    for titles in
        [["NOTES TO I", "NOTES TO II", "NOTES TO III"], ["Notes\n\nChapter I", "Chapter II", "Chapter III"], [""; 3]]
    {
        for indent in ["", "  "] {
            let list = |(title, list): (&str, &str)| {
                format!("\n\n{title}\n\n{indent}{}", list.replace('\n', &format!("\n{indent}")))
            };
            let notes: String = titles.into_iter().zip(lists).map(list).collect();
            check(&format!("Minutes of the Ferry Board\n\n{text}{notes}\n"), &pairs);
        }
    }
}

#[test]
fn a_list_at_the_margin_is_one_where_references_print_its_numbers() {
    let text = |body: &str, list: &str| format!("Minutes of the Ferry Board\n\n{body}\n\n{list}\n");
    let points = "1. The fare is 2 pence.[1]\n\n2. The rope is rotten.[2]";
    check(&text(points, "1. From July 1.\n2. See the report."), &["pence.[|1 → 1", "rotten.[|2 → 2"]);
    // One reference may be missing if no empty lines stand between the items.
    let lacking = text("Fare,[1] rope[2] and light.", "1. From July 1.\n2. Rotten.\n3. At Brill.");
    check(&lacking, &["Fare,[|1 → 1", "1] rope[|2 → 2"]);
    let found = |text: &str| record(text).notes.len();
    assert_eq!(found(&lacking), 3);
    assert_eq!(found(&lacking.replace("[2]", "")), 0, "most of the numbers are printed above");
    assert_eq!(found(&text("Fare[1] and rope.", "1. From July 1.\n\n2. Rotten.")), 0, "points that stand apart");
    assert_eq!(found(&text("The Board sat.", points)), 0, "the references are above the list");
    let signed = "1. From July 1.\n2. Rotten.\n\nJ. Hale";
    assert_eq!(found(&text("Fare[1] and rope.[2]", signed)), 2, "somebody has signed below it");
    assert_eq!(found(&text("Fare[1] and rope.", signed)), 0, "text stands below it, and a number is not printed above");
    // One list stands at the foot of each page; numbered points may end a page too.
    check(
        &text("1. It rained.[1]\n\n1. On Monday.\n\n[Page 12]\n\n2. It thawed.[2]", "2. On Friday."),
        &["rained.[|1 → 1", "thawed.[|2 → 2"],
    );
    check(&text("1. It rained.\n\n[Page 12]\n\n2. It thawed.[1]", "1. On Friday."), &["thawed.[|1 → 1"]);
    assert_eq!(found(&text("Steps 1 and 2 are made once, step 3 each day.", "1. Shut.\n2. Fill.\n3. Open.")), 0);
    // The sum of a table stands below a rule.
    let sum =
        "Oars*      3   12    0\nRope†      3    6    1\n         ------------\n           6   18    1\n\nThe Board";
    check(&text(sum, "* From Brill.\n† Rotten."), &["Oars|* → 1", "Rope|† → 2"]);
    // A form feed ends a page, and text below it is none of the last note.
    for below in ["\n\u{c}\n  It thawed.", "\n\u{c}  It thawed."] {
        let text = text("It rained.1", &format!("1 On Monday.{below}1 It snowed.\n\n1 On Friday."));
        check(&text, &["rained.|1 → 1", "thawed.|1 → 2"]);
    }
    // Points count up, and notes begin again.
    let each = |numbers: [u8; 3]| {
        numbers.map(|number| format!("It rained on the ferry1 all day.\n\n{number}. At noon.")).join("\n\n")
    };
    assert_eq!(found(&each([1, 1, 1])), 3);
    assert_eq!(found(&each([2, 3, 4])), 0);
    // Rows of a table that begin with years.
    let rows = "  1867     3.4 fathoms   44\n  1868     3.6           51\n  1869     3.9           12\n  1870     3.1           9";
    let table = format!("It rained.1 The depths and costs:\n\n{rows}\n\nIt thawed.2 They3 left. It4 snowed.");
    let read = record(&text(&table, "1 On Monday.\n2 On Friday.\n3 The Board.\n4 All day."));
    let labels: Vec<_> = read.notes.iter().filter_map(|note| note.label.as_ref()).map(Label::as_str).collect();
    assert_eq!(labels, ["1", "2", "3", "4"]);
    // A list with signs is a note list only if references above it print them.
    check(&text("It rained.* It thawed.†", "* On Monday.\n† On Friday."), &["rained.|* → 1", "thawed.|† → 2"]);
    assert_eq!(found(&text("It rained.", "* On Monday.\n* On Friday.")), 0);
    assert_eq!(found(&text("It rained.1 It thawed.2", "# On Monday.\n# On Friday.")), 0);
    // The `4.` is a point that is just being typed, although the text above has a 4 like a reference.
    let begun =
        text("1. It rained on Thursday,4 and\n\n2. It thawed.\n\n3. It snowed.\n\n[Page 12]\n\nIt thawed.", "4.");
    assert_eq!(found(&begun), 0);
}

#[test]
fn a_sign_leads_to_the_note_with_the_same_sign() {
    let text = "Minutes of the Ferry Board\n\nIt rained.* It thawed.† It froze.‡\n\n";
    check(&format!("{text}* On Monday.\n‡ On Friday.\n"), &["rained.|* → 1", "thawed.|† → none", "t froze.|‡ → 2"]);
    check(&format!("{text}† On Monday.\n‡ On Friday.\n"), &["rained.|* → none", "thawed.|† → 1", "t froze.|‡ → 2"]);
    let lacking = text.replace('†', "");
    check(&format!("{lacking}* On Monday.\n† At noon.\n‡ On Friday.\n"), &["rained.|* → 1", "t froze.|‡ → 3"]);
    // On the next page the signs begin again.
    let pages = "* On Monday.\n† At noon.\n\n[Page 12]\n\nIt snowed.* It hailed.†\n\n† At night.\n";
    let first = "Minutes of the Ferry Board\n\nIt rained.* It thawed.†\n\n";
    let expected = ["rained.|* → 1", "thawed.|† → 2", "snowed.|* → none", "hailed.|† → 3"];
    check(&[first, pages].concat(), &expected);
    // The last note of a page or the record is lost.
    let pages = "* On Monday.\n\n[Page 12]\n\nIt snowed.* It hailed.†\n\n* At night.\n";
    let expected = ["rained.|* → 1", "thawed.|† → none", "snowed.|* → 2", "hailed.|† → none"];
    check(&[first, pages].concat(), &expected);
    let text = "Minutes of the Ferry Board\n\nIt rained.* It thawed.** It froze.***\n\n* On Monday.\n";
    check(text, &["rained.|* → 1", "thawed.|** → none", "t froze.|*** → none"]);
}

#[test]
fn a_list_right_below_the_text_or_with_a_slip_in_its_numbers() {
    let text = "Minutes of the Ferry Board\n\nThe fare rose,1 the rope broke2 and the light failed.3";
    let all = ["re rose,|1 → 1", "pe broke|2 → 2", "failed.|3 → 3"];
    for list in [
        "1. From July.\n2. Rotten.\n3. At Brill.",
        "1 From July.\n2 Rotten.\n3 At Brill.",
        "1From July.\n2Rotten.\n3At Brill.",
        "[1] From July.\n[2] Rotten.\n[3] At Brill.",
    ] {
        check(&format!("{text}\n{list}\n"), &all);
        check(&format!("{text}\n{list}\n\n[Page 12]\n\nIt thawed.\n"), &all);
    }
    // One number is missing, or stands twice: the others are read.
    let labels = |list: &str| {
        let record = record(&format!("{text} It rained.4 It snowed.5\n\n{list}\n"));
        record.notes.iter().map(|note| note.label.clone().unwrap().as_str().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(labels("1 From July.\n2 Rotten.\n4 At Brill.\n5 On Monday."), ["1", "2", "4", "5"]);
    assert_eq!(labels("1. From July.\n2. Rotten.\n2. At Brill.\n4. Then.\n5. On Monday."), ["1", "2", "2", "4", "5"]);
    assert_eq!(labels("1. From July.\n2. Rotten.\n6. At Brill.\n4. Then.\n5. On Monday."), ["1", "2", "6", "4", "5"]);
    assert_eq!(labels("7. From July.\n2. Rotten.\n3. At Brill.\n4. Then.\n5. On Monday."), ["7", "2", "3", "4", "5"]);
    let far = labels("1. From July.\n2. Rotten.\n1906. At Brill.\n4. Then.\n5. On Monday.");
    assert_eq!(far, ["1", "2", "4", "5"]);
    let wrapped = "1 From July.\n2 Rotten: it cost\n4 pence.\n3 At Brill.\n4 Then.\n5 On Monday.";
    assert_eq!(labels(wrapped), ["1", "2", "3", "4", "5"]);
    // A line of the text begins with a number.
    assert_eq!(record("Minutes of the Ferry Board\n\nIt cost\n1 penny.\n").notes.len(), 0);
}

#[test]
fn a_paragraph_of_a_note_begins_with_a_number() {
    let text = "Minutes of the Ferry Board\n\nThe fare rose,1 the rope broke2 and the light failed.3\n\n";
    let list = "  1. From July.\n  2. For: the men of Brill.\n\n  1 member was absent.\n  3. At Brill.\n";
    let text = [text, list].concat();
    check(&text, &["re rose,|1 → 1", "pe broke|2 → 2", "failed.|3 → 3"]);
    let notes: Vec<_> = record(&text).notes.iter().map(|note| note.text.of(&text).to_owned()).collect();
    assert_eq!(notes, ["From July.", "For: the men of Brill.\n\n  1 member was absent.", "At Brill."]);
}

#[test]
fn a_note_goes_on_at_the_margin() {
    let text = "Minutes of the Ferry Board\n\nThe fare rose,1 the rope broke2 and the light failed.3\n\n";
    let list = "  1. From July.\n  2. Rotten, as the men\nof the ferry said.\n  3. At Brill, above\nthe lock.\n";
    let notes = |text: &str| record(text).notes.iter().map(|note| note.text.of(text).to_owned()).collect::<Vec<_>>();
    let expected = ["From July.", "Rotten, as the men\nof the ferry said.", "At Brill, above\nthe lock."];
    assert_eq!(notes(&[text, list].concat()), expected);
    assert_eq!(notes(&[text, list, "\n[Page 12]\n\nIt thawed.\n"].concat()), expected);
    assert_eq!(notes(&[text, list, "\nSigned by all.\n"].concat()).len(), 3);
    for list in [
        "  1. From July.\n  2. From the year\n1801. Rotten.\n  3. At Brill.\n",
        "Notes\n1. From July.\n2. From the year\n1801. Rotten.\n3. At Brill.\n",
    ] {
        assert_eq!(notes(&[text, list].concat()), ["From July.", "From the year\n1801. Rotten.", "At Brill."]);
    }
}

#[test]
fn the_next_item_of_a_list_may_begin_at_the_margin() {
    let text = |list: &str| format!("41. Minutes\n\nIt rained.1 It froze.2 It thawed.3\n\n{list}\n");
    let paired = ["rained.|1 → 1", "t froze.|2 → 2", "thawed.|3 → 3"];
    check(&text("  1. In May.\n2. In June.\n  3. In July."), &paired);
    check(&text("  1. In May.\n  2. In June.\n3. In July."), &paired);
    // Below a blank line the pairing tells that it is one.
    check(&text("  1. In May.\n  2. In June.\n\n3. In July."), &paired);
    // Another number begins no item.
    let other = pairs(&text("  1. In May.\n  2. In June.\n4. In July."));
    assert_ne!(other.last().map(String::as_str), paired.last().copied());
}

#[test]
fn titles_of_note_lists_in_other_languages() {
    for title in ["Anmerkungen", "Fußnoten:", "NOTEN", "Note", "Voetnoten"] {
        let text = format!("Sitzung des Rates\n\nDie Fähre1 ist alt.2\n\n{title}\n1. Aus Lohme.\n2. Von 1804.\n");
        check(&text, &["ie Fähre|1 → 1", "ist alt.|2 → 2"]);
    }
}

#[test]
fn raised_references_in_a_row_and_in_front_of_a_line() {
    let notes = "¹ Of Tarnow.\n² A dredger.\n³ Seven.\n⁴ Not found.\n";
    check(
        &format!("The Board\n\n¹ Tarnow, May 4²\n\nMr. Okafor³⁴ spoke.\n\n{notes}"),
        &["|¹ → 1", "w, May 4|² → 2", ". Okafor|³ → 3", "Okafor³|⁴ → 4"],
    );
    // A power is none, also where two references are lost.
    let text = format!("The Board\n\nMr. Okafor¹ counted 10²³ grains. It rained.⁴\n\n{notes}");
    check(&text, &[". Okafor|¹ → 1", "rained.|⁴ → 4"]);
    // Twelve notes: it may be the twelfth.
    let notes = (1..=12).map(|n| format!("{} Note.\n", raised(n))).collect::<Vec<_>>().concat();
    let text = (1..=12).map(|n| format!("It rained.{} ", raised(n))).collect::<Vec<_>>().concat();
    assert_eq!(pairs(&format!("The Board\n\n{text}\n\n{notes}")).last().unwrap(), "rained.|¹² → 12");
}

fn raised(number: u32) -> String {
    number
        .to_string()
        .bytes()
        .map(|digit| ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][usize::from(digit - b'0')])
        .collect()
}

#[test]
fn a_quantity_beside_a_reference_behind_a_space_leaves_both_in_doubt() {
    let certain =
        |text: &str| record(text).note_refs.iter().map(|r| r.certainty >= Certainty::ENOUGH).collect::<Vec<_>>();
    let text = |count: &str| {
        format!(
            "Brief an den Rat\n\nDer Bote 1 ist da. Wir haben{count} Söhne, und der alte Vogt 2 hat keine. Die Fähre 3 ist alt.\n\n\
             Anmerkungen\n\n1. Hans Vogt.\n2. Drei Töchter.\n3. Von 1804.\n"
        )
    };
    assert_eq!(certain(&text("")), [true, true, true]);
    assert_eq!(certain(&text(" 2")), [true, false, true]);
}

#[test]
fn signs_with_a_bracket_behind_them() {
    check(
        "Sitzung des Rates\n\nDie Fähre*) ist alt**) und leck.\n\n  *) Aus Lohme.\n  **) Von 1804.\n",
        &["ie Fähre|* → 1", "ist alt|** → 2"],
    );
}

#[test]
fn a_list_with_other_numbers_than_its_references() {
    let text =
        |list: &str| format!("Minutes of the Ferry Board\n\nThe boat is lost.1 The rope is rotten.2\n\n{list}\n");
    let found = ["is lost.|1 → 1", "rotten.|2 → 2"];
    check(&text("2. From July 1.\n3. At Brill."), &found);
    // One that is moved in deeply, also below numbered points.
    check(&text("      1. From July 1.\n      2. At Brill."), &found);
    check(&text("1. They wrote to Tarn.\n\n      1. From July 1.\n      2. At Brill."), &found);
    // Without references it is a list of points.
    check("Minutes of the Ferry Board\n\nIt was agreed:\n\n      1. To buy rope.\n      2. To sell the boat.\n", &[]);
}

#[test]
fn a_list_at_the_margin_may_begin_with_any_number_that_references_print() {
    let text = |mark: Written| {
        let (nine, ten, eleven) = (mark(9), mark(10), mark(11));
        format!(
            "Diary of a Clerk\n\nJune 9.{nine} It rained.{ten} It thawed.{eleven}\n\n9. Of 1871.\n10. On Monday.\n\
             11. On Friday.\n"
        )
    };
    check(&text(|n| n.to_string()), &["June 9.|9 → 1", "rained.|10 → 2", "thawed.|11 → 3"]);
    check(&text(|n| format!("[{n}]")), &["June 9.[|9 → 1", "rained.[|10 → 2", "thawed.[|11 → 3"]);
    // These are numbered points, not notes.
    check("Diary of a Clerk\n\nItems 9 and 10 were read.\n\n9. Of the quay.\n10. Of Tarn.\n", &[]);
    check("Diary of a Clerk\n\nThe boat is lost.9 It rained.\n\n9. Of the quay.\n10. Of Tarn.\n", &[]);
}

#[test]
fn numbered_paragraphs_that_end_a_page_leave_the_references_to_the_list_at_the_end() {
    let each = |say: fn(u32) -> String| (1..=5).map(say).collect::<Vec<_>>().concat();
    let said = each(|n| format!("It rained.[{n}] "));
    let points = each(|n| format!("{n}. The boat from Tarn was late.\n\n"));
    let notes = each(|n| format!("{n}. Not printed.\n"));
    let expected: Vec<_> = (1..=5).map(|n| format!("rained.[|{n} → {n}")).collect();
    for ended in 2..=4 {
        let point = format!("{}. ", ended + 1);
        let points = points.replacen(&point, &format!("[Page 12]\n\n{point}"), 1);
        assert_eq!(pairs(&format!("Diary of a Clerk\n\n{said}\n\n{points}Orme\n\n{notes}")), expected, "{ended}");
    }
}

#[test]
fn a_list_below_numbered_paragraphs_is_no_record() {
    check(
        "Paper on Rice\n\nBrill, March 3.¹\nFrom the Warden²\n1. Brill needs rice.\n2. Tarn has some.\nApproved: Orme\n\n\
         1. Harbor Archive, Chancery Files, Box Twelve\n2. Elder Voss.\n",
        &["March 3.|¹ → 1", "e Warden|² → 2"],
    );
}

#[test]
fn labels_of_three_digits() {
    // The numbering runs on from record to record.
    for first in [98_u64, 100, 998] {
        let behind = ["the rope.", "the ferry,", "the “lock”", "the coal", "Captain Orme (of Brill)"];
        let labels = || first..first + 20;
        let said: Vec<_> = labels()
            .zip(behind.iter().cycle())
            .map(|(n, said)| format!("The Board heard of {said}{n} It was late. "))
            .collect();
        let list: Vec<_> = labels().map(|n| format!("  {n}. Not printed.\n")).collect();
        let (said, list) = (said.concat(), list.concat());
        let record = record(&format!("5. Minutes of the Ferry Board\n\n{said}\n\n{list}"));
        let found: Vec<_> = record.note_refs.iter().map(|r| (r.label.arabic(), r.note)).collect();
        assert_eq!(found, labels().enumerate().map(|(note, n)| (Some(n), Some(note))).collect::<Vec<_>>());
    }
}

#[test]
fn references_before_half_a_parenthesis() {
    let text = "The Board heard Mr. Okafor 1) on the dredger, which cost 2 barges. It sailed.\n\n\
                The pilots 2) were paid 24 crowns a day 3).\n\nNotes\n\n\
                1) Of the Tarnow office.\n2) Seven of them (see 3).\n3) Twice as much as before.\n";
    check(text, &["Okafor |1 → 1", "pilots |2 → 2", "s a day |3 → 3"]);
    // Without them in the notes, numbers that stand so count points.
    let text = "They asked 1) for barges and 2) for tugs.1 It rained.2\n\n  1. Twice.\n  2. All day.\n";
    check(text, &["or tugs.|1 → 1", "rained.|2 → 2"]);
    let feet = "The Board\n\n[Page 4]\n\nIt heard Mr. Okafor 1) on the dredger, and the pilots 2) on the pier.\n\n\
                1) Of the Tarnow office.\n2) Seven.\n\n[Page 5]\n\nIt paid Mr. Vorst 1) for 2 barges.\n\n1) A captain.\n";
    check(feet, &["Okafor |1 → 1", "pilots |2 → 2", ". Vorst |1 → 3"]);
    let signs = "The Board\n\nIt heard Mr. Okafor *) on the dredger, and the pilots **) on the pier.\n\n\
                 *) Of the Tarnow office.\n**) Seven.\n";
    check(signs, &["Okafor |* → 1", "pilots |** → 2"]);
}

#[test]
fn points_in_parentheses_below_a_title_with_a_reference() {
    check(
        "Minutes of the Ferry Board(1)\nPresent: 9. Absent: Captain Orme (at Tarn)(2)\nAgenda: (1) The fare. (2) The rope. (3) The lock. \
         (4) Any other matter.\n(1) Of those who came, 340(3) left again.\nMr. Hale spoke to (2), the rope.(4)\n\n  1. Sic.\n  2. In \
         May.\n  3. At Tarn.\n  4. Not found.\n",
        &["y Board(|1 → 1", "t Tarn)(|2 → 2", "me, 340(|3 → 3", "e rope.(|4 → 4"],
    );
}

#[test]
fn a_superscript_behind_a_unit_where_its_number_is_due() {
    let text = |said: &str| {
        format!("Minutes of the Ferry Board¹\n\n{said} The envoy left.³\n\n  1. Sic.\n  2. In May.\n  3. At Tarn.\n")
    };
    check(&text("The line is 284 km² long."), &["ry Board|¹ → 1", "s 284 km|² → 2", "oy left.|³ → 3"]);
    check(&text("The yard has 30 m² and is full.²"), &["ry Board|¹ → 1", "is full.|² → 2", "oy left.|³ → 3"]);
}

#[test]
fn a_label_of_three_digits_behind_a_comma() {
    check(
        "Minutes of the Ferry Board115\n\nThey sang Psalm 90,116 at six. The envoy left.117\n\n  115. Sic.\n  116. In May.\n  117. At \
         Tarn.\n",
        &["ry Board|115 → 1", "salm 90,|116 → 2", "oy left.|117 → 3"],
    );
}

#[test]
fn a_reference_behind_words_set_off() {
    for ship in ["*Halcyon*", "_Halcyon_", "**Halcyon**"] {
        let text = format!(
            "Minutes of the Ferry Board1\n\nThey saw the {ship}2 and the *Meerkat* at Tarn. They sang *here*. The envoy left.3\n\n  \
             1. Sic.\n  2. In May.\n  3. At Tarn.\n"
        );
        let found: Vec<_> = record(&text).note_refs.iter().map(|reference| reference.note).collect();
        assert_eq!(found, [Some(0), Some(1), Some(2)], "{text}");
    }
}

#[test]
fn a_list_from_0_counts_by_its_numbers() {
    // The last reference is missing; the others still lead to the notes with their own numbers.
    let text = "5. Return of the Tolls0\n\nThe Consul paid.1 He left.2 He wrote.3 It rained.\n  0. Source: Files.\n  1. The Consul \
                paid 3 crowns.\n  2. The Consul paid.\n  3. He left.\n  4. He wrote.\n";
    check(text, &["he Tolls|0 → 1", "ul paid.|1 → 2", "He left.|2 → 3", "e wrote.|3 → 4"]);
}

#[test]
fn a_reference_0_stands_in_the_heading() {
    check(
        "5. Return of the Tolls\n\nOf 840 barges 11 were sound,1 and 3 were lost.2\n  1. Not found.\n  2. At Brill.\n  3. At \
         Tarn.\n",
        &["e sound,|1 → 1", "re lost.|2 → 2"],
    );
}

#[test]
fn a_day_of_three_digits_is_a_day_with_its_reference() {
    check(
        "5. Letter From Captain Ruiz\n\nIt was answered on January 151. I wrote again on May 3,2 and left on July 253; see March 7.\n  \
         1. Not found.\n  2. Missing.\n  3. By the Constance.\n",
        &["nuary 15|1 → 1", "n May 3,|2 → 2", "July 25|3 → 3"],
    );
}

#[test]
fn a_day_or_a_year_that_is_too_great_has_a_reference_behind_it() {
    // The reference may stand before the full stop of the sentence.
    for (said, expected) in [
        ("He left on May 6, 18722.", "6, 1872|2 → 2"),
        ("It was shut in 18722, and is open now.", "in 1872|2 → 2"),
        ("It was shut in May 18722.", "May 1872|2 → 2"),
        ("He came on August 42 to see it.", "August 4|2 → 2"),
    ] {
        check(
            &format!(
                "5. Letter of the Warden1\n\nSIR: {said} The pilots wait.3\n\n  1. Sic.\n  2. Not found.\n  3. At Tarn.\n"
            ),
            &["e Warden|1 → 1", expected, "ts wait.|3 → 3"],
        );
    }
}

#[test]
fn a_number_that_alone_can_end_in_the_reference_due_does() {
    let text = |said: &str, last: &str| {
        format!(
            "41. Telegram From the Chancery to the Pilots1

The dredger sails at noon.2 {said} The envoy wants more time.{last}

  1. Source: Harbour Archive.
  2. Sic.
  3. Not printed.
  4. Not found.
"
        )
    };
    for (said, expected) in [
        ("Reference your 553, the pilots wait.", &["your 55|3 → 3"][..]),
        ("This was answered on November 63.", &["vember 6|3 → 3"]),
        ("The pilots are against Plan 53 for the pier.", &["t Plan 5|3 → 3"]),
        ("It is a fleet of 243 barges in all.", &["et of 24|3 → 3"]),
        // A number that counts nothing is likelier to end in a reference than one that counts barges.
        ("Reference your 553, it is a fleet of 243 barges.", &["your 55|3 → 3"]),
        ("It was found in 623 fathoms.", &["nd in 62|3 → 3"]),
        ("The pilots are against sheets 3 and 13.", &[]),
        // A year does not end in the reference, nor does a number that would be left with one digit and has no name such as
        // `Plan`.
        ("The 1963 barges wait.", &[]),
        ("Reference your 53, the pilots wait.", &[]),
        // Two numbers could end in the reference, and nothing tells which does.
        ("Reference your 553, the pilots wait. Reference your 663, they left.", &[]),
        // The note already has a reference.
        ("Reference your 553, the pilots wait.3", &["ts wait.|3 → 3"]),
    ] {
        let found = [&["e Pilots|1 → 1", "at noon.|2 → 2"], expected, &["re time.|4 → 4"]].concat();
        check(&text(said, "4"), &found);
    }
    check(&text("Reference your 553, the pilots wait.", "3"), &["e Pilots|1 → 1", "at noon.|2 → 2", "re time.|3 → 3"]);
    // Several references in a row, and the last one, are found if there is only one way to place them.
    check(
        "41. Telegram From the Chancery to the Pilots1\n\nReference your 552, the pilots wait. In our 663, paragraph 8, we ask for \
         time. The envoy left.4 Reference my 775, the gate is shut.\n\n  1. Sic.\n  2. Not printed.\n  3. Not found.\n  \
         4. In May.\n  5. At Tarn.\n",
        &["e Pilots|1 → 1", "your 55|2 → 2", "n our 66|3 → 3", "oy left.|4 → 4", "ce my 77|5 → 5"],
    );
    // One number has one end.
    check(
        "41. Telegram From the Chancery to the Pilots1\n\nThe Consul Orme of Tarn paid £35512. The envoy left.13\n\n  1. Sic.\n  2. Consul \
         Orme of Tarn.\n  12. Consul Orme of Tarn.\n  13. In May.\n",
        &["e Pilots|1 → 1", "aid £355|12 → 3", "oy left.|13 → 4"],
    );
    // If the numbers begin again on each page, each page is judged by itself.
    check(
        "Minutes of the Ferry Board1\n\nResolution 92 was put off.\n\n  1. Sic.\n  2. Not printed.\n\n[Page 2]\n\nResolution \
         131 was put off. The envoy wants more time.2\n\n  1. At Tarn.\n  2. In May.\n",
        &["ry Board|1 → 1", "lution 9|2 → 2", "ution 13|1 → 3", "re time.|2 → 4"],
    );
    // The missing reference may be the first one.
    check(
        "41. Telegram From the Chancery to the Pilots

Reference your 551, the pilots wait. The dredger sails at noon.2

  1. Sic.
  2. Not printed.
",
        &["your 55|1 → 1", "at noon.|2 → 2"],
    );
}

#[test]
fn a_group_of_thousands_with_a_digit_too_many_ends_in_one() {
    check(
        "8. Paper Prepared in the Survey Office10\n\nThe dredger sails.11 It sold 1,2512 barges. The envoy left.13\n\n  10. Sic.\n  11. In May.\n  \
         12. At Tarn.\n  13. Not printed.\n",
        &["y Office|10 → 1", "r sails.|11 → 2", "ld 1,251|2 → none", "oy left.|13 → 4"],
    );
}

#[test]
fn a_number_hardly_ends_in_a_reference_of_two_digits_by_chance() {
    for (said, expected) in [
        ("They are for Option 112, as they were.", Some("Option 1|12 → 3")),
        ("It fell from 30 to 1412 and stayed there.", Some("30 to 14|12 → 3")),
        ("It cost £1,20012 and more.", Some("t £1,200|12 → 3")),
        ("It cost $2.4012 per bushel.", Some("st $2.40|12 → 3")),
        ("It cost £512 in all.", Some("cost £5|12 → 3")),
        // Parts of longer numbers, and a year, do not end in a reference.
        ("It cost $2,412 and more, at 9:12 and 1312:2, for 512/3.", None),
        ("It was so in 1912.", None),
        ("In 1912, May 512, and sheet 9012%.", Some("2, May 5|12 → 3")),
    ] {
        let text = format!(
            "8. Paper Prepared in the Survey Office10\n\nThe dredger sails.11 {said} The envoy left.13\n\n  10. Sic.\n  11. In May.\n  \
             12. At Tarn.\n  13. Not printed.\n"
        );
        let found: Vec<_> =
            ["y Office|10 → 1", "r sails.|11 → 2"].into_iter().chain(expected).chain(["oy left.|13 → 4"]).collect();
        check(&text, &found);
    }
}

#[test]
fn references_behind_a_question() {
    check(
        "8. Paper Prepared in the Survey Office

The coast between Brill and Tarn [Tarnow] was measured in 1847.1 The coast between Brill and Tarn [Tarnow] was measured in 1905. \
         Sheet 2 is lost; sheets 5 and 16 are at Tarn.

Is it safe? Nobody knows. Is it safe?2 Nobody knows.

  1. Sic.
  2. Not printed.
",
        &["in 1847.|1 → 1", "it safe?|2 → 2"],
    );
}

#[test]
fn references_before_the_punctuation() {
    let text = |before: &str| {
        format!(
            "41. Telegram From the Chancery to the Pilots

The envoy left in haste{before} The pilots sail on October 22, and wait.

In your 7533, paragraph 4, you ask for time. Reference your 113.

  1. Sic.
  2. Not printed.
  3. In May.
"
        )
    };
    check(&text("1."), &["in haste|1 → 1", "ctober 2|2 → 2", "your 753|3 → 3"]);
    // If the other references stand behind the punctuation, no number ends in one before it.
    check(&text(".1"), &["n haste.|1 → 1", "your 753|3 → 3"]);
}

#[test]
fn a_number_longer_than_the_others_behind_its_word_ends_in_a_reference() {
    check(
        "41. Telegram From the Chancery to the Pilots1

Reference your 442, paragraph 4, and your 2512 on tolls. The dredger sails at noon.3

  1. Sic.
  2. Not printed.
  3. In May.
",
        &["e Pilots|1 → 1", "your 251|2 → 2", "at noon.|3 → 3"],
    );
}

#[test]
fn what_belongs_to_a_sum_a_measure_or_a_date_is_no_reference() {
    let figures = "of 24 barges; was 2 pence; the 28 barges; stood 2 yards; of 22 by; 2 to 15; 2 or 3; Tarn, 1862; May 1862; $78,742; $2; $3.2; 9:22; 2:15; 2,500; May 16, 1872; the 1872 census; sheets 2 and 12; Sheets 2 and 5; Lots 12 and 22; 1.2 barges; 12%; 7.2%; 2–14; 2/3; 2 miles; \
                   $2 million; 2 May 1872; May 2, 1872; the U-2; #2; the 22d";
    for figure in figures.split("; ") {
        check(
            &format!(
                "41. Telegram From the Chancery to the Pilots1

The board of Tarn has {figure} in mind. The dredger sails at noon.3

  1. Source: Harbour Archive.
  2. Not printed.
  3. Not found.
"
            ),
            &["e Pilots|1 → 1", "at noon.|3 → 3"],
        );
    }
}

#[test]
fn items_without_numbers() {
    check(
        "A Note on the Weather\n\nIt rained.1 It snowed.2\n\n- On Monday.↩\n- On Tuesday.↩\n",
        &["rained.|1 → 1", "snowed.|2 → 2"],
    );
    let record = record("A Note on the Weather\n\nIt rained.1 It snowed.2\n\n- On Monday. ↩\n- On Tuesday.↩\n");
    assert_eq!(record.notes[0].text.of(&record.text), "On Monday.");
    assert_eq!(record.notes[0].label, None);
}

#[test]
fn letters_beside_numbers() {
    let text = |first: &str, then: &str| {
        format!("A Note on the Weather\n\nIt was colda at 9 p.m.1 It rained.b2\n\n{first}\n{then}")
    };
    let (letters, numbers) = ("  a. Cold and wet.\n  b. Struck out.\n", "  1. On Monday.\n  2. On Friday.\n");
    check(&text(letters, numbers), &["was cold|a → 1", "t 9 p.m.|1 → 3", "rained.|b → 2", "rained.b|2 → 4"]);
    check(&text(numbers, letters), &["was cold|a → 3", "t 9 p.m.|1 → 1", "rained.|b → 4", "rained.b|2 → 2"]);
}

#[test]
fn notes_of_several_paragraphs() {
    let record = record(
        "7. A Long Memorandum\n\nIt rained.1 It snowed.2\n  1. \n\n    On Monday.\n\n    2. Not on Sunday.\n\n  2. On Tuesday.\n",
    );
    let texts: Vec<_> = record.notes.iter().map(|note| note.text.of(&record.text)).collect();
    assert_eq!(texts, ["On Monday.\n\n    2. Not on Sunday.", "On Tuesday."]);
    assert_eq!(record.note_refs.iter().map(|r| r.note).collect::<Vec<_>>(), [Some(0), Some(1)]);
}

#[test]
fn notes_at_the_foot_of_each_page() {
    check(
        "Diary of a Clerk\n\nIt rained.1 It snowed.2\n---\n1. On Monday.\n2. On Tuesday.\n\n[Page 12]\n\nIt thawed.1\n---\n1. On Friday.\n",
        &["rained.|1 → 1", "snowed.|2 → 2", "thawed.|1 → 3"],
    );
}

/// Three letters, each with its notes. `<` and `>` stand around the labels of notes.
const LETTERS: &str = "\
Dear Sir, the ferry sank.1 The rope was sold to Mr. Hale.2

<1> Off Tarn.
<2> Jacob Hale, cooper.

To the Same

Dear Sir, the Captain has the oars.1 I wait for word.2 The fare is 3 pence.3

<1> James Vorst, of the Board.
<2> None came.
<3> It was, in April.

To the Same

Dear Sir, the pier stands.1

<1> It fell in May.
";

#[test]
fn several_letters_each_with_its_notes() {
    let labels = [("", "."), ("", ")"), ("  ", "."), ("  ", ")"), ("  ", "")];
    let headings = ["", "To the Same\n\n", "Tarn, 4 May 1790\n\n", "# The Board\n\n", "The Wreck of the Ferry\n\n"];
    for ((before, behind), heading) in labels.into_iter().flat_map(|label| headings.map(|heading| (label, heading))) {
        let text = LETTERS.replace("To the Same\n\n", heading).replace('<', before).replace('>', behind);
        check(
            &text,
            &[
                "ry sank.|1 → 1",
                "r. Hale.|2 → 2",
                "he oars.|1 → 3",
                "or word.|2 → 4",
                "3 pence.|3 → 5",
                "stands.|1 → 6",
            ],
        );
    }
    // Where a note is lost, its reference leads to none of another letter.
    let plain = LETTERS.replace('<', "").replace('>', ".");
    check(
        &plain.replace("2. Jacob Hale, cooper.\n", ""),
        &["ry sank.|1 → 1", "r. Hale.|2 → none", "he oars.|1 → 2", "or word.|2 → 3", "3 pence.|3 → 4", "stands.|1 → 5"],
    );
}

#[test]
fn numbered_paragraphs_within_a_text_are_no_notes_of_it() {
    for points in [
        "1. The ferry sinks.\n\n2. The rope is sold.\n\n",
        "1. The ferry sinks.\n\nIt was old.\n\n2. The rope is sold.\n\n",
    ] {
        check(
            &format!(
                "The Board asks what happens if1\n\n{points}It paid twice.2 Nobody came.3\n\n1. So in the copy.\n2. In May.\n3. In June.\n"
            ),
            &["ppens if|1 → 1", "d twice.|2 → 2", "dy came.|3 → 3"],
        );
    }
}

#[test]
fn a_reference_in_a_note_leads_to_the_note_behind_it() {
    let text = |said: &str| {
        format!(
            "12. Minutes of the Board1\n\nThey met at noon.3\n\n  1. From {said}\n  2. Not found.\n  3. See Document 4.\n"
        )
    };
    check(&text("the second copy.2 It is torn."), &["he Board|1 → 1", "at noon.|3 → 3", "nd copy.|2 → 2"]);
    // A number that hardly is a reference, another than the one due, and one in a note whose list is numbered paragraphs.
    check(&text("Box 2."), &["he Board|1 → 1", "at noon.|3 → 3"]);
    check(&text("the second copy.3 It is torn."), &["he Board|1 → 1", "at noon.|3 → 3"]);
    check(
        "12. Minutes of the Board1\n\nSee the letter.2\n\n1. They met at noon.\n\n2. They left on May 7.3 It rained.\n\n3. It snowed.\n",
        &["he Board|1 → none", "letter.|2 → none", "n May 7.|3 → none"],
    );
}

#[test]
fn a_reference_of_three_digits_in_a_note_leads_to_the_note_behind_it() {
    check(
        "12. Minutes of the Board\n\nThe tug left the pier.101 It came to the town.102 It rained.104\n\n  101. See Document 3.\n  \
         102. From the second copy.103 It is torn.\n  103. Not found.\n  104. See Document 4.\n",
        &["he pier.|101 → 1", "he town.|102 → 2", "rained.|104 → 4", "nd copy.|103 → 3"],
    );
}

#[test]
fn a_note_alone_at_the_foot_of_each_page() {
    check(
        "Minutes of the Ferry Board¹\n\n---\n1. Printed from a copy that bears this typed signature.\n\n[Page 2]\n\nThe rope was \
         put off¹ to October 2.\n\n---\n1. So in the original.\n\n[Page 3]\n\nThe fare is now 19 pence¹ from July 4.\n\n---\n\
         1. Mr. Pell had seen 17.\n\n[Page 4]\n\nThe fare was put off¹ to October 25.\n\n---\n1. Not printed.\n",
        &["ry Board|¹ → 1", "put off|¹ → 2", "19 pence|¹ → 3", "put off|¹ → 4"],
    );
}

#[test]
fn a_note_alone_at_the_foot_of_each_page_goes_on_from_the_one_before() {
    for mark in [". ", " ", ") "] {
        let page = |number: u32, word: &str| {
            format!(
                "[Page {number}]\n\nThe {word} was shut{number}, and the gate with it.\n\n{number}{mark}By the warden.\n\n"
            )
        };
        let text = page(7, "lock") + &page(8, "yard") + &page(9, "pier");
        check(&text, &["was shut|7 → 1", "was shut|8 → 2", "was shut|9 → 3"]);
        // The first note is lost.
        let lost = text.replace(&format!("7{mark}By the warden.\n"), "");
        check(&lost, &["was shut|7 → none", "was shut|8 → 1", "was shut|9 → 2"]);
    }
}

#[test]
fn a_reference_whose_page_has_lost_its_note_is_in_doubt() {
    let page =
        |number: u32, note: &str| format!("[Page {number}]\n\nThe lock was shut,¹ and the gate with it.\n\n{note}\n\n");
    let read = |second: &str| {
        let text = page(1, "¹ By the warden.") + &page(2, second) + &page(3, "¹ In May.") + &page(4, "¹ So Orme.");
        let record = record(&text);
        record.note_refs.iter().map(|reference| (reference.note, reference.is_certain())).collect::<Vec<_>>()
    };
    assert_eq!(read("¹ At noon."), [(Some(0), true), (Some(1), true), (Some(2), true), (Some(3), true)]);
    assert_eq!(read(""), [(Some(0), true), (Some(1), false), (Some(1), true), (Some(2), true)]);
}

#[test]
fn raised_notes_of_pages_stay_notes_where_a_reference_is_lost() {
    let page = |lacks: &str| {
        let text = "It rained,¹ it snowed,² and then it thawed.³\n\n¹ In the copy.\n² In May.\n³ In June.\n\n";
        text.replacen(lacks, "", 1)
    };
    let text = format!("Diary of a Clerk\n\n{}[Page 2]\n\n{}[Page 3]\n\n{}", page(""), page("²"), page(""));
    check(
        &text,
        &[
            "rained,|¹ → 1",
            "snowed,|² → 2",
            "thawed.|³ → 3",
            "rained,|¹ → 4",
            "thawed.|³ → 6",
            "rained,|¹ → 7",
            "snowed,|² → 8",
            "thawed.|³ → 9",
        ],
    );
}

#[test]
fn raised_references_lead_to_the_list_below_where_nothing_marks_the_pages() {
    for (reference, item) in [("¹", "  1. "), ("¹", "  ¹ "), ("¹)", "  ¹) ")] {
        let page = |place: &str| format!("They met on {place}{reference} and sat for an hour.\n\n{item}At noon.\n\n");
        let text = ["Monday", "Tuesday", "Friday"].map(page).concat();
        check(&text, &["n Monday|¹ → 1", "Tuesday|¹ → 2", "n Friday|¹ → 3"]);
    }
}

#[test]
fn lists_that_go_on_serve_no_text_below_where_the_numbers_begin_again() {
    check(
        "Minutes of the Ferry Board\n\nThe tug left.¹ It came to the town.²\n\n  1. In May.\n  2. In June.\n\n[Page 2]\n\n\
         The gate was shut again.³ They met at noon.⁴\n\n  3. At noon.\n  4. At night.\n\n[Page 3]\n\n\
         The lock was broken.¹ It rained all day.² Nobody came.³\n\n  1. In July.\n  3. In August.\n",
        &[
            "ug left.|¹ → 1",
            "he town.|² → 2",
            "t again.|³ → 3",
            "at noon.|⁴ → 4",
            "broken.|¹ → 5",
            "all day.|² → none",
            "dy came.|³ → 6",
        ],
    );
}

#[test]
fn a_page_has_lost_its_list() {
    check(
        "[Page 7]\n\nThe meeting was held in a barn.1 Mr. Hale spoke first,2 and was long.\n\n   1) It had no roof.\n   2) A clothier.\n\n\
         [Page 8]\n\nWe rode to the house of Mr. Vorst,1 who was kind. He was in trouble for tithe.2 He had\n\n[Page 9]\n\nno light. We \
         lay at an alehouse,1 and slept.\n\n   1) The Three Pigeons.\n\n[Page 10]\n\nFrom there we went to Tarn.\n",
        &["a barn.|1 → 1", "e first,|2 → 2", ". Vorst,|1 → none", "r tithe.|2 → none", "lehouse,|1 → 3"],
    );
}

#[test]
fn a_page_between_form_feeds_has_lost_its_list() {
    let pages = [
        "The meeting was held in a barn.1 Mr. Hale spoke first,2 and was long.\n\n   1) It had no roof.\n   2) A clothier.",
        "We rode to the house of Mr. Vorst,1 who was kind. He was in trouble for tithe.2",
        "We lay at an alehouse,1 and slept.\n\n   1) The Three Pigeons.",
    ];
    let expected = ["a barn.|1 → 1", "e first,|2 → 2", ". Vorst,|1 → none", "r tithe.|2 → none", "lehouse,|1 → 3"];
    for feed in ["\n\u{c}\n", "\n\u{c}"] {
        check(&pages.join(feed), &expected);
    }
}

#[test]
fn notes_that_begin_with_a_word_or_a_caret() {
    let pairs = ["rained.|1 → 1", "thawed.|2 → 2"];
    for list in ["Anm. 1: Am Montag.\nAnm. 2: Um vier.", "Note 1. On Monday.\nNote 2. At four."] {
        check(&format!("Minutes\n\nIt rained.1 It thawed.2\n\n{list}\n"), &pairs);
    }
    check(
        "Minutes\n\nIt rained.^1 It thawed.^2\n\n^1 On Monday.\n^2 At four.\n",
        &["rained.^|1 → 1", "thawed.^|2 → 2"],
    );
}

#[test]
fn spaced_numbers_in_brackets_with_a_lost_note() {
    let pages = [
        "It rained in May (1). The rope (2) broke, and the ferry sank (3), as he says.\n\n(1) At Brill.\n(2) Of hemp.\n(3) It was raised.",
        "They wrote to the Board (1), and the Board (2) wrote back (3).\n\n(1) In haste.\n(2) Mr. Hale.\n(3) In June.",
        "Nobody had news of him (1). The boats were sold (2) in autumn.\n\n(2) To a cooper.",
    ];
    let text = format!("[Page 7]\n\n{}\n\n[Page 8]\n\n{}\n\n[Page 9]\n\n{}\n", pages[0], pages[1], pages[2]);
    let notes: Vec<_> = record(&text).note_refs.iter().map(|reference| reference.note).collect();
    assert_eq!(notes, [Some(0), Some(1), Some(2), Some(3), Some(4), Some(5), None, Some(6)]);
}

#[test]
fn one_number_below_the_last_list_has_lost_none() {
    check(
        "[Page 7]\n\nThe meeting was held in a barn.1 Mr. Hale spoke first,2 and was long.\n\n   1) It had no roof.\n   2) A clothier.\n\n\
         [Page 8]\n\nWe rode to the house of Mr. Vorst,1 who was kind.\n\n   1) At Ede.\n\n\
         [Page 9]\n\nWhat was left went to the quarterm.1 of the ship.\n",
        &["a barn.|1 → 1", "e first,|2 → 2", ". Vorst,|1 → 3"],
    );
}

#[test]
fn a_page_without_a_marker_has_lost_its_list() {
    let parts = [
        (
            "The meeting was held in a barn.1 Mr. Hale spoke first,2 and was long.",
            "  1. It had no roof.\n  2. A clothier.",
        ),
        ("We rode to the house of Mr. Vorst,1 who was kind. He was in trouble.2", "  1. At Ede.\n  2. For tithe."),
        ("We lay at an alehouse,1 and slept until noon.2", "  1. The Three Pigeons.\n  2. By the old clock."),
    ];
    let check = |without: usize, expected: &[&str]| {
        let part = |(at, (text, list)): (usize, &(&str, &str))| {
            if at == without { format!("{text}\n\n") } else { format!("{text}\n\n{list}\n\n") }
        };
        self::check(&parts.iter().enumerate().map(part).collect::<String>(), expected);
    };
    let (barn, first) = ("a barn.|1", "e first,|2");
    let (vorst, trouble) = (". Vorst,|1", "trouble.|2");
    let (alehouse, noon) = ("lehouse,|1", "il noon.|2");
    for (without, leads) in [
        (0, ["none", "none", "1", "2", "3", "4"]),
        (1, ["1", "2", "none", "none", "3", "4"]),
        (2, ["1", "2", "3", "4", "none", "none"]),
        (3, ["1", "2", "3", "4", "5", "6"]),
    ] {
        let references = [barn, first, vorst, trouble, alehouse, noon];
        let expected: Vec<_> = references.iter().zip(leads).map(|(from, to)| format!("{from} → {to}")).collect();
        check(without, &expected.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

#[test]
fn one_slip_in_the_notes_of_pages_that_begin_again() {
    const TEXTS: [&str; 6] = [
        "The Board heard the warden.1 He said that the lamp had failed.",
        "He wrote twice in the week,2 and nobody came.",
        "The oil was of the wrong kind.3 They rose at four.",
        "Mr. Vorst had measured the pier himself,1 and it was long.",
        "The chair asked what it would cost.2 It would cost much.",
        "The crane came from the yard at Tarn3 and was old.",
    ];
    const NOTES: [&str; 6] = [
        "Of the light.",
        "See the log.",
        "The bill is lost.",
        "His drawing is lost.",
        "Paid in June.",
        "Built at Tarn.",
    ];
    // Two pages with three notes each: without the reference to one note, or without that note itself.
    let check = |item: fn(usize, &str) -> String, lost: usize, loses_reference: bool| {
        let mut text = "Minutes of the Board\n".to_owned();
        let mut expected = Vec::new();
        let mut notes = 0;
        for page in [0..3, 3..6] {
            let texts = page.clone().map(|at| {
                let number = (at % 3 + 1).to_string();
                if at == lost && loses_reference { TEXTS[at].replacen(&number, "", 1) } else { TEXTS[at].into() }
            });
            text += &["\n", &texts.collect::<Vec<_>>().join(" "), "\n\n"].concat();
            for at in page {
                let is_lost = at == lost;
                if !(is_lost && loses_reference) {
                    expected.push((!is_lost).then_some(notes));
                }
                if !is_lost || loses_reference {
                    text += &item(at % 3 + 1, NOTES[at]);
                    notes += 1;
                }
            }
            text += "\n[Page 12]\n";
        }
        let record = record(&text);
        assert_eq!(record.note_refs.iter().map(|reference| reference.note).collect::<Vec<_>>(), expected, "{text}");
        assert_eq!(record.notes.len(), notes, "{text}");
    };
    for lost in 0..6 {
        for loses_reference in [true, false] {
            check(|number, note| format!("  {number}. {note}\n"), lost, loses_reference);
            // At the margin a list that lacks its second note is no list.
            if loses_reference || lost % 3 != 1 {
                check(|number, note| format!("{number} {note}\n"), lost, loses_reference);
            }
        }
    }
}

#[test]
fn the_list_at_the_foot_of_the_page_before_says_nothing_of_a_reference() {
    let evidence_of = |text: &str| {
        let mut found = [0; 4];
        source(text, |source| {
            let list = crate::record::notes::lists::find(source).told.remove(0);
            let notes: Vec<_> = crate::record::notes::lists::notes(source, &list).map(|note| note.text).collect();
            let lists = [list.span(source)];
            let candidates = crate::record::glued::candidates_in_text::find(
                source,
                &lists,
                None,
                &[],
                &crate::record::glued::weights::WEIGHTS.english,
            );
            let mut evidence = crate::record::glued::evidence::Evidence::new(
                text,
                &crate::record::glued::weights::WEIGHTS.english,
                &candidates,
                notes,
            );
            found = evidence.common(candidates.all.len() - 1, 0);
        });
        found
    };
    let list = "  1. The Customs House burned in 1920.\n";
    assert_eq!(evidence_of(&format!("It rained.\n\n{list}\n[Page 4]\n\nIt thawed.2\n")), [0; 4]);
    assert_ne!(evidence_of(&format!("It rained.\n\n{list}\n[Page 4]\n\nThe Customs House thawed.2\n")), [0; 4]);
}

#[test]
fn a_bare_number_at_the_foot_of_a_page_goes_on_from_the_last() {
    check(
        "5. Letter of the Warden1\n\nThe gate is shut.2\n\n  1\tFiles, Box 3.\n  2\tSince May.\n\n[Page 12]\n\nThe pilots \
         wait.3\n\n  3\tNot printed.\n",
        &["e Warden|1 → 1", "is shut.|2 → 2", "ts wait.|3 → 3"],
    );
}

#[test]
fn numbered_paragraphs_that_end_pages_are_none_of_the_notes_that_go_on_or_begin_again() {
    let page = |number, text: &str, notes: &str| format!("[Page {number}]\n\n{text}\n\n{notes}\n\n");
    let record = |first, second| {
        [
            "Minutes of the Board\n\nThe rope is lost.\n\n1. The fare is 5 pence from July.\n\n".to_owned(),
            page(2, "The gate (1) is shut. It was agreed: (2) the pier is closed.", "1. Sic.\n2. In May."),
            page(3, &format!("Mr. Hale—for the Board ({first})—read the bill."), &format!("{first}. Not printed.")),
            page(4, &format!("It was agreed: ({second}) the pier is open."), &format!("{second}. At Tarn.")),
        ]
        .concat()
    };
    let first = ["e gate (|1 → 1", "greed: (|2 → 2"];
    check(&record(3, 4), &[&first[..], &["Board (|3 → 3", "greed: (|4 → 4"]].concat());
    check(&record(1, 1), &[&first[..], &["Board (|1 → 3", "greed: (|1 → 4"]].concat());
}

#[test]
fn a_numbered_paragraph_above_bare_notes_is_none_of_them() {
    check(
        "Minutes of the Board¹\n\nThe rope is lost.\n\n1\tSic.\n\n[Page 2]\n\nThe gate is shut.²\n\n1. The fare is 6 pence³ \
         from July.\n\n2\tIn May.\n3\tNot printed.\n",
        &["he Board|¹ → 1", "is shut.|² → 2", "6 pence|³ → 3"],
    );
}

#[test]
fn references_in_parentheses_that_begin_again_on_each_page() {
    check(
        "Minutes of the Board\n\nIt was agreed: (1) no boat leaves. Of 28 barrels 3 leaked; (2) the rest is sound.\n\nNotes\n\n\
         1) Sic.\n2) In May.\n\n[Page 2]\n\nThe gate is lost; (1) it was sold. It was agreed: (2) no boat leaves.\n\nNotes\n\n\
         1) At Tarn.\n2) By rope.\n",
        &["greed: (|1 → 1", "eaked; (|2 → 2", "lost; (|1 → 3", "greed: (|2 → 4"],
    );
}

#[test]
fn references_in_parentheses_beside_numbers_that_look_like_some() {
    check(
        "5. Minutes of the Board(1)\n\nTarn, May 3.\n\nIt rests on Stage 1 which would keep the dues. We move into Stage 2 when \
         the ice is gone. The Board rose early.(2)\n\n  1. Sic.\n  2. In May.\n",
        &["e Board(|1 → 1", "early.(|2 → 2"],
    );
}

#[test]
fn references_in_brackets_beside_numbers_that_are_none_of_them() {
    let notes = "\n\n  1. Sic.\n  2. In May.\n";
    check(
        &format!(
            "Diary of a Clerk\n\nA storm, 1 of our boats is lost. They had 2 nets, 2 oars. (1) They rest. (2)\n{notes}"
        ),
        &["oars. (|1 → 1", "rest. (|2 → 2"],
    );
    check(
        &format!("Diary of a Clerk\n\nContract AF 33(616)-2914, Item 4(1)\n\nOn August 22(2) it was lost.\n{notes}"),
        &["Item 4(|1 → 1", "gust 22(|2 → 2"],
    );
    check(
        &format!("Diary of a Clerk\n\nIt is lost.¹ A bias of 4 × 10⁻⁵ and 30 km².²\n{notes}"),
        &["is lost.|¹ → 1", "30 km².|² → 2"],
    );
}

#[test]
fn references_in_parentheses_that_all_look_like_points() {
    check(
        "5. Letter of the Warden\n\nOf 28 barrels 3 leaked; (1) the rest is sound. It was agreed: (2) no boat leaves. Sheet 8 is \
         lost; (3) sheets 9 and 12 are at Tarn.\n\n  1. Sic.\n  2. At Tarn.\n  3. Or in 1844.\n",
        &["eaked; (|1 → 1", "greed: (|2 → 2", "lost; (|3 → 3"],
    );
    // Although the reference 5 is mistyped, the three points do not count as the references.
    check(
        "5. Letter of the Warden1\n\nThe gate is shut.5 He asks for: (1) time; (2) rope; (3) tar.3\n\n\
         \x20 1. Sic.\n  2. At Tarn.\n  3. In May.\n",
        &["e Warden|1 → 1", "is shut.|5 → 2", "(3) tar.|3 → 3"],
    );
}

#[test]
fn notes_at_the_foot_of_pages_with_numbered_paragraphs() {
    // The paragraphs 2 and 3 end a page, as the note 2 does, but no reference to them stands above.
    check(
        "41. Minutes of the Harbour Board(1)

1. The dredger sails at noon.

[1] Sic.

[Page 12]

2. The envoy wants more time.

3. The pilots wait.

[Page 13]

4. The gate is shut.

The board rose.(2)

[2] At six.
",
        &["r Board(|1 → 1", "d rose.(|2 → 2"],
    );
}

#[test]
fn line_breaks_and_a_byte_order_mark_change_nothing() {
    let expected = pairs(HARBOUR);
    assert_eq!(pairs(&HARBOUR.replace('\n', "\r\n")), expected);
    assert_eq!(pairs(&HARBOUR.replace('\n', "\r")), expected);
    assert_eq!(pairs(&format!("\u{feff}{HARBOUR}")), expected);
}

#[test]
fn a_volume_in_one_file() {
    let second = "\n42. Telegram From the Pilots’ Office to the Harbour Commission1\n\nTarnow, March 2, 1961.\n\n1. The buoys lie well.\n\n2. Nothing else.\n  1. Source: Harbour Board.\n";
    let third = "\n[Page 121]\n\n43. Editorial Note\n\nThe Commission did not meet in April.\n";
    let text = format!("{HARBOUR}{second}{third}");
    let found = records(&text);
    let numbers: Vec<_> = found
        .iter()
        .map(|r| r.heading.as_ref().and_then(|h| h.number.as_ref()).map(|n| n.as_str().to_owned()))
        .collect();
    assert_eq!(numbers, [Some("41".to_owned()), Some("42".into()), Some("43".into())]);
    assert!(found[2].text.starts_with("[Page 121]"));
    assert_eq!(found.iter().map(|r| r.text.len()).sum::<usize>(), text.len());
}

#[test]
fn titled_points_of_a_record_begin_none() {
    let record = |number: u32, text: &str| {
        format!(
            "{number}. Letter From Captain Ruiz to the Warden1\n\nSanta Rosa, May 4\n\n{text}\n  1. Source: Box {number}.\n\n"
        )
    };
    let points = ["Staffing of the Harbor", "Dredging of the Channel", "Sale of the Silver", "Finance of the Board"];
    let point = |(at, title): (usize, &&str)| format!("{}. {title}\n\nThe Board votes on it.\n\n", at + 1);
    let points: String = points.iter().cycle().take(24).enumerate().map(point).collect();
    let text = [64, 65].map(|number| record(number, "All is well.\n")).concat()
        + &record(66, &points)
        + &[67, 68].map(|number| record(number, "All is well.\n")).concat();
    let numbers = |text: &str| -> Vec<String> {
        let number = |record: &Arc<Record>| Some(record.heading.as_ref()?.number.as_ref()?.to_string());
        records(text).iter().filter_map(number).collect()
    };
    assert_eq!(numbers(&text), ["64", "65", "66", "67", "68"]);
    // Records whose numbers begin again have notes of their own.
    let part =
        |numbers: std::ops::Range<u32>| numbers.map(|number| record(number, "All is well.\n")).collect::<String>();
    assert_eq!(numbers(&(part(1..4) + &part(1..7))), ["1", "2", "3", "1", "2", "3", "4", "5", "6"]);
}

#[test]
fn a_title_that_is_marked_as_one() {
    let title = |text: &str| {
        let snapshot = Snapshot::new(text, Marks::of(Convention::Markdown));
        let record = &snapshot.records().first()?.record;
        record.heading.as_ref().map(|heading| heading.title.of(&record.text).to_owned())
    };
    let text = |line: &str| format!("{line}\n\n[Page 3]\n\nIt rained.[^1]\n\n[^1]: On Monday.\n");
    assert_eq!(title(&text("# The Long Pier")).as_deref(), Some("The Long Pier"));
    assert_eq!(title(&text("## Pier.")).as_deref(), Some("Pier."));
    assert_eq!(title(&text("# 12. Letter to the Mayor")).as_deref(), Some("Letter to the Mayor"));
    assert_eq!(title(&text("#Pier")), None);
    assert_eq!(title("[Page 3]\n\nit rained.[^1]\n\n## Notes\n\n[^1]: On Monday.\n"), None);
}

#[test]
fn headings_that_end_with_a_full_stop() {
    for title in
        ["Mr. Ode to Mr. Vorst.", "Minutes of the Board, Session 3.", "Mr. Ode to the Warden at Tarn, May 4, 1903."]
    {
        let letter = |number: u32| {
            format!(
                "{number}. {title}\n\nTarn, May 4, 1903.\n\nSIR: The ice is gone.1\n\n1. The Board is informed.\n\nOde\n\n\
                 \x20 1. Source: Box {number}.\n\n"
            )
        };
        let found = records(&(1..5).map(letter).collect::<String>());
        let label = |record: &Arc<Record>| Some(record.heading.as_ref()?.number.as_ref()?.as_str().to_owned());
        assert_eq!(found.iter().filter_map(label).collect::<Vec<_>>(), ["1", "2", "3", "4"], "{title}");
    }
    let below_a_title = record("Files 12/3: The Board and the Pilots\n\n7. Mr. Ode to Mr. Vorst.\n\nTarn, May 4.\n");
    assert_eq!(below_a_title.heading.as_ref().and_then(|heading| heading.number.clone()), None);
    // A paragraph with a reference at its end begins no record, and neither does an item of a list.
    for text in [
        "7. The Board Heard Captain Orme on the rope.2",
        "7. The Board Heard Captain Orme on the rope.²",
        "7. The Board Heard Captain Orme on the rope.[2]",
        "7. The Board Heard Captain Orme on the rope. (2)",
        "7. The Board Heard Captain Orme on the rope.†",
        "7. Mr. Pell had seen 18.",
        "7. The Board is informed.",
        "7. Not Printed.",
        "7. Will Mr. Ode come?",
    ] {
        assert_eq!(record(&format!("{text}\n\nTarn, May 4.\n")).heading.as_ref().and_then(|h| h.number.clone()), None);
    }
}

#[test]
fn a_heading_that_is_written_small_but_for_its_first_word() {
    let number = |text: &str| record(text).heading.as_ref().and_then(|heading| heading.number.clone());
    let is_heading = |text: &str| number(text) == Some(Label::new("71"));
    assert!(is_heading("71. Le gardien au conseil du port\n\nBrune, le 24 avril\n\nIl pleut.1\n\n  1. Oui.\n"));
    // It stands first, apart from what follows, and is no sentence.
    assert!(!is_heading("71. Le gardien au conseil du port\nest venu.1\n\n  1. Oui.\n"));
    assert!(!is_heading("Il pleut\n\n71. Le gardien au conseil du port\n\nBrune.1\n\n  1. Oui.\n"));
    assert!(!is_heading("71. Le gardien est venu au conseil du port.\n\nIl pleut.1\n\n  1. Oui.\n"));
}

#[test]
fn a_volume_in_one_file_with_lists_at_the_margin() {
    let volume = |above: &str, item: fn(u32) -> String, between: &str| {
        let record = |number: u32| {
            format!(
                "{number}. Letter From Captain Ruiz to the Warden\n\nSanta Rosa, May 4\n\nThe silver came[1] in chests.[2]\n\n{above}{}Of \
                 April.{between}{}Not found.\n",
                item(1),
                item(2)
            )
        };
        [7, 8, 9].map(record).join("\n")
    };
    for (above, item, between) in [
        ("Notes\n\n", (|n| format!("{n}. ")) as fn(u32) -> String, "\n"),
        ("Notes:\n", |n| format!("{n}) "), "\n\n"),
        ("---\n", |n| format!("{n}\t"), "\n   See the log.\n"),
        ("", |n| format!("[{n}] "), "\n"),
        ("", |n| format!("{n}. "), "\nSee the log.\n"),
        ("", |n| ["¹ ", "² "][n as usize - 1].into(), "\n"),
    ] {
        let text = volume(above, item, between);
        let found = records(&text);
        assert_eq!(found.len(), 3, "{text}");
        assert!(found.iter().all(|record| record.note_refs.iter().all(|r| r.note.is_some())), "{text}");
    }
    // Numbered points of the text do not count as notes, so the section below them begins no record.
    let text = "7. Letter From Captain Ruiz\n\nThe Board asks:\n\n1. What the silver weighs.\n\n2. Whence it came.\n\n3. Other \
                Questions of the Board\n\nNone was asked.\n";
    assert_eq!(records(text).len(), 1);
}

#[test]
fn a_paragraph_that_begins_with_a_dash_above_the_notes() {
    let text = "41. Report of the Board\n\nThey met.1 They sat.2\n\n- They left early.\n\n  1. In Quarrow.\n  2. On benches.\n";
    assert_eq!(pairs(text), pairs(&text.replace("- They", "They")));
    assert_eq!(record(text).notes.len(), 2);
    // At the foot of a page the notes may stand right below what goes on overleaf.
    let text =
        "41. Report of the Board\n\nThey met.1\n\n- They left early, and in\n  1. In Quarrow.\n\n[Page 7] haste.\n";
    check(text, &["hey met.|1 → 1"]);
}

#[test]
fn two_short_records() {
    let text = "1. Letter to Ada0\n\nShort.\n  1. Not found.\n\n2. Letter to Tom0\n\nShorter.\n  1. Not found.\n";
    assert_eq!(records(text).len(), 2);
}

#[test]
fn what_is_no_record() {
    let is_record = |text: &str| Document::new(text).snapshot().looks_like_record();
    for text in [
        "",
        "Milk\nBread\nEggs 12\n",
        "1. Milk\n2. Bread\n3. Eggs\n",
        "  1. Milk\n  2. Bread\n",
        "TODO\n\n- ring the dentist at 11:00\n- tickets for 3 May\n",
        "An essay.\n\nIn 1962 there were 12 ships.\n",
        "Phase1 is done, phase2 not.\n\n1. Write\n2. Test\n",
        "See the manual.[1]\n\n[1] https://example.org\n",
        "See the manual,[1] and the site.[2]\n\n[1] https://example.org\n[2] https://example.com\n",
        "Milk\n\n[Footnote 1: Fresh.]\n",
        "Install (1) the tool and (2) the library.\n\n(1) apt install tool\n(2) apt install lib\n",
        "Install, (1) the tool and, (2) the library.\n\n1. apt install tool\n2. apt install lib\n",
        "Gate options\n\nIt sets wide.* and others.\n\n * The first option.\n * The second option.\n",
    ] {
        assert!(!is_record(text), "{text}");
    }
    for text in [
        HARBOUR,
        "La Sagne\n\nLe bourg1 est petit, et le lac2 est beau ; la barque3 coule.\n\n1. Du port.\n2. De Mora.\n3. La vieille.\n",
        "[Page 5]",
        "222. Summary Record of a Meeting\n\nWashington, May 3.\n",
        "It rained.1\n\nNotes\n1. On Monday.\n",
        "It rained.1\n\n  1. On Monday.\n",
        "It rained.¹\n\n¹ On Monday.\n",
        "It rained.1\n\n1. On Monday.\n",
        "It rained “in Tarn.”1 We sailed.\n\n1) On Monday.\n",
        "We sailed,[1] and it rained.\n\n1\tOn Monday.\n",
        "To the Warden¹ of Tarn\n\n1 Elder Voss.\n",
        "It rained. (1) We sailed.\n\n1. On Monday.\n",
        "It rained.[^1]\n\n[^1]: On Monday.\n",
        "It rained.[1]\n\n[Footnote 1: On Monday.]\n",
        "It rained.[A]\n\n*[Footnote A: On Monday.]\n",
        "It rained.[1] We sailed.[2]\n\nFootnote 1: On Monday.\n\nFootnote 2: At noon.\n",
        "It rained.[1] We sailed.[2]\n\nFOOTNOTES:\n\n[1] On Monday.\n\n[2] At noon.\n",
    ] {
        assert!(is_record(text), "{text}");
    }
}

#[test]
fn what_is_no_record_in_markdown() {
    let is_record = |text: &str| Snapshot::new(text, Marks::of(Convention::Markdown)).looks_like_record();
    for text in [
        "",
        "# Ferries2\n\n222. Summary Record of a Meeting\n\nIt rained.1\n\nNotes\n1. On Monday.\n",
        "A marker is `[Page 5]`, as in\n[Page 6] or\n> [Page 7]\n",
        "[Page 5](five.md)\n\n[Page 6]: six.md\n\n- [Page 7]\n",
        "It prints\n\n    [Page 5]\n\n\t[Page 6]\n",
        "It prints\n\n```text\n[Page 5]\n```\n",
        "It prints\n\n~~~~\n~~~\n[Page 5]\n```\n[Page 6]\n~~~~\n",
        "It prints\n\n```\n222. Letter to Ada\n\n[Page 5]\n\n223. Letter to Tom\n\n[Page 6]\n",
    ] {
        assert!(!is_record(text), "{text}");
    }
    for text in [
        "[Page 5]",
        "# Ferries\r\n\r\nThe ferry\r\n  [Page 5] \r\nsails.\r\n",
        "```\n[Page 5]\n```\n\n[Page 6]\n",
        "222. Letter to Ada\n\nIt sails on [Page 4].\n\n223. Letter to Tom\n\n[Page 6]\n",
    ] {
        assert!(is_record(text), "{text}");
    }
    // Its examples are code.
    let page = include_str!("../cli/help/records.md");
    assert!(!is_record(page) && Document::new(page).snapshot().looks_like_record());
}

#[test]
fn any_text_is_some_record() {
    let deep = "[".repeat(100_000);
    let many = "1".repeat(100_000);
    for text in [
        "\0",
        "\u{feff}",
        "[Page",
        "]",
        "  1.",
        "1. ",
        "\r\r\n\n",
        "²",
        "  ²",
        "[[[]]]]",
        &deep,
        &many,
        "99999999999999999999. X\n",
    ] {
        let found = records(text);
        assert_eq!(found.iter().map(|r| r.text.len()).sum::<usize>(), text.len());
    }
}

/// Under references from 0, a list from 1 counts by position even if it lacks an item: equal numbers are not paired.
#[test]
fn a_list_under_references_from_0_does_not_flip() {
    let ferry = |items: &str| {
        format!("12. Memorandum of Conversation0\n\nMr. Ardell asked for a ferry.1 He could not have it.2\n{items}")
    };
    let (one, two, three) = ("  1. Source: Files.\n", "  2. Easter.\n", "  3. See Document 13.\n");
    check(&ferry(&[one, two, three].concat()), &["ersation|0 → 1", "a ferry.|1 → 2", "have it.|2 → 3"]);
    check(&ferry(&[one, two].concat()), &["ersation|0 → 1", "a ferry.|1 → 2", "have it.|2 → none"]);
    check(&ferry(&[one, three].concat()), &["ersation|0 → 1", "a ferry.|1 → none", "have it.|2 → 2"]);
    check(&ferry(one), &["ersation|0 → 1", "a ferry.|1 → none", "have it.|2 → none"]);
}

#[test]
fn an_edit_builds_its_own_record_again_and_no_other() {
    let text: String = (1..=30)
        .map(|n| format!("{n}. Letter to Ada Quill1\n\nThe ferry did not run.\n  1. Not found.\n\n"))
        .collect::<Vec<_>>()
        .concat();
    let mut document = Document::new(&text);
    let before = document.snapshot();
    assert_eq!(before.records().len(), 30);
    let at = text.match_indices("ferry").nth(16).unwrap().0;
    for new in ["x", "\n", "1", "[Page 7]"] {
        document.edit(crate::text::Span::new(at, at), new);
        let after = document.snapshot();
        let kept = before.records().iter().zip(after.records()).filter(|(a, b)| Arc::ptr_eq(&a.record, &b.record));
        assert_eq!(kept.count(), 29, "{new:?}");
    }
}

#[test]
fn a_heading_that_moves_takes_its_record_along() {
    let first =
        "41. Letter to Ada Quill1\n\nIt did not run.\n  1. Not found.\n\n42. Letter to Ann Quill\n\nIt ran.\n\n";
    let mut document = Document::new(&format!("{first}43. Letter to Tom Quill\n\nIt stopped.\n"));
    assert_eq!(document.snapshot().records().len(), 3);
    // The edit breaks the heading, and puts an equal one two lines below.
    let at = first.len() + "43. L".len();
    document.edit(crate::text::Span::new(at, at), "\n\n43. L");
    let text = document.text().to_string();
    let starts = |document: &mut Document| document.snapshot().records().iter().map(|r| r.start).collect::<Vec<_>>();
    assert_eq!(starts(&mut document), starts(&mut Document::new(&text)));
}

#[test]
fn signs_that_lead_to_notes_and_signs_of_a_table() {
    check(
        "3. Delegation to the Conference1\n\n  • Ada Quill*\n  • † Tom Vane\n  1. Source: Files.\n  2. Absent.\n  3. Alternate.\n",
        &["nference|1 → 1", "da Quill|* → 2", "• |† → 3"],
    );
    // The table explains its own sign, so the sign is no reference.
    check(
        "3. Report on the Ferry1\n\nFares†\t12\n\n† Children included.\n\nIt ran.2\n  1. Source: Files.\n  2. Twice.\n",
        &["he Ferry|1 → 1", "It ran.|2 → 2"],
    );
    check(
        "3. Report on the Ferry\n\nFares(†)\t12\n\n(†) Children included.\n\nIt ran in May. (1) And in June.\n  1. Not in ice.\n",
        &["n May. (|1 → 1"],
    );
}

#[test]
fn signs_and_numbers_in_one_list_follow_their_own_orders() {
    // The † of note 3 is lost: it is missing between * and ‡, where nothing else is.
    check(
        "41. Policy Paper\n\nIt ran.1 It sank.* It rose. It came.‡ It stood.2 It fell.§ It lay.3 It went.║\n  1. Ice.\n  2. Ice.\n  \
         3. Ice.\n  4. Ice.\n  5. Ice.\n  6. Ice.\n  7. Ice.\n  8. Ice.\n",
        &[
            "It ran.|1 → 1",
            "It sank.|* → 2",
            "It came.|‡ → 4",
            "t stood.|2 → 5",
            "It fell.|§ → 6",
            "It lay.|3 → 7",
            "It went.|║ → 8",
        ],
    );
}

#[test]
fn a_number_behind_the_label_of_a_point() {
    let text = |point: &str| {
        format!(
            "41. Letter1\n\nTarn, May 4\n\nIt is to be seen from your letters of March 15 and 162 that they have agreed.\n\n{point}\n\nTarn\n\n  \
             1. Files.\n  2. Not found.\n"
        )
    };
    for point in ["a. 2 ten man crews", "(b) 2 ten man crews", "  • A. 2 ten man crews"] {
        check(&text(point), &[". Letter|1 → 1", "5 and 16|2 → 2"]);
    }
}

#[test]
fn a_note_may_have_a_note_of_its_own() {
    check(
        "41. Letter From Ada Quill1\n\nIt ran at noon.2 It sank.3\n  1. Source: Files*.\n  * Torn† since.\n  † In 1905.\n  \
         2. At six.\n  3. In ice.\n",
        &["da Quill|1 → 1", "at noon.|2 → 4", "It sank.|3 → 5", "e: Files|* → 2", "* Torn|† → 3"],
    );
    // Numbered by position, with a sign that only looks like a reference.
    check(
        "41. Letter From Ada Quill1\n\nIt ran at noon.3\n  1. Source: Files * 4.\n  * Torn.\n  2. At six.\n",
        &["da Quill|1 → 1", "at noon.|3 → 3"],
    );
}

#[test]
fn a_note_that_goes_on_at_the_foot_of_the_next_page() {
    let pages = |end: &str, rest: &str| {
        format!(
            "[Page 4]\n\nIt ran* at noon.\n\n* By order of the board, as Vorst{end}\n\n[Page 5]\n\nIt sank* in ice.\n\n{rest}\
             * In May.\n\n[Page 6]\n\nIt rose.\n"
        )
    };
    let goes_on = pages(" has it, but", "not of the\nmaster.\n");
    check(&goes_on, &["It ran|* → 1", "It sank|* → 2"]);
    let snapshot = Document::new(&goes_on).snapshot();
    let record = &snapshot.records()[0].record;
    let rests: Vec<_> = record.continuations.iter().map(|rest| (rest.text.of(&goes_on), rest.note)).collect();
    assert_eq!(rests, [("not of the\nmaster.", Some(0))]);
    // Below a rule, too.
    let ruled = goes_on.replace("\n\n* By", "\n\n_____\n\n* By").replace("ice.\n\nnot", "ice.\n\n_____\n\nnot");
    check(&ruled, &["It ran|* → 1", "It sank|* → 2"]);
    let snapshot = Document::new(&ruled).snapshot();
    let rest = &snapshot.records()[0].record.continuations[0];
    assert_eq!((rest.text.of(&ruled), rest.note), ("not of the\nmaster.", Some(0)));
    // The note is complete, or an empty line parts the text from the list: the text is no rest of the note.
    check(&pages(" has it.", "It was dear.\n"), &["It ran|* → 1"]);
    let apart = pages(" has it, but", "It was dear.\n\n");
    check(&apart, &["It ran|* → 1", "It sank|* → 2"]);
    assert!(Document::new(&apart).snapshot().records()[0].record.continuations.is_empty());
}

#[test]
fn a_line_below_the_notes() {
    check(
        "41. Letter From Ada Quill1\n\nIt ran at noon.2\n  1. Source: Files.\n  2. At six.\n\nTranscribed by A. B.\n",
        &["da Quill|1 → 1", "at noon.|2 → 2"],
    );
}

#[test]
fn a_note_under_a_title_may_have_paragraphs_at_the_margin() {
    check(
        "41. Letter From Ada Quill\n\nIt ran.1 It came.2\n\nNotes\n\n1. At noon.\n\nIt came back.\n\n2. At six.\n",
        &["It ran.|1 → 1", "It came.|2 → 2"],
    );
}

#[test]
fn a_first_note_that_is_missing_shifts_nothing() {
    check(
        "41. Letter From Ada Quill1\n\nIt ran.2 It came.3 It sank.4\n  2. At noon.\n  3. At six.\n  4. At ten.\n",
        &["da Quill|1 → none", "It ran.|2 → 1", "It came.|3 → 2", "It sank.|4 → 3"],
    );
}

#[test]
fn a_heading_that_goes_may_take_other_headings_along() {
    // At least one in four of the later headings must stand below notes. Only 42 does, and without 41 it is the first.
    let preface = "The letters of a ferry that did not run.\n\n".repeat(20);
    let heading = "41. Letter to Ada Quill1";
    let others: Vec<_> = (42..46).map(|n| format!("{n}. Letter to Tom Quill\n\nIt sank.\n\n")).collect();
    let text = format!("{preface}{heading}\n\nIt ran.\n  1. Not found.\n\n{}", others.concat());
    let mut document = Document::new(&text);
    assert_eq!(document.snapshot().records().len(), 6);
    document.edit(crate::text::Span::new(preface.len() - 2, preface.len() + heading.len()), "");
    let text = document.text().to_string();
    let starts = |document: &mut Document| document.snapshot().records().iter().map(|r| r.start).collect::<Vec<_>>();
    assert_eq!(starts(&mut document), starts(&mut Document::new(&text)));
}

#[test]
fn references_behind_a_space() {
    let text = "12. Telegram From the Legation to the Chancery1\n\n\
        Thoroughly agree (your 481 2) that the barges should wait. I had thought (my 687 3) that the pilots were \
        content, and the harbor master (my letter of June 9, 1955 4) thought so too. The note of May 18 5 says more.\n\n\
        Dorn\n\
        \x20 1. Source: Chancery Archives, Box 14.\n\
        \x20 2. It asked for three barges.\n\
        \x20 3. Not printed.\n\
        \x20 4. Not found.\n\
        \x20 5. Not printed.\n";
    check(text, &["Chancery|1 → 1", "our 481 |2 → 2", "(my 687 |3 → 3", "9, 1955 |4 → 4", "May 18 |5 → 5"]);
}

#[test]
fn what_counts_dates_and_measures_is_not_taken_for_a_reference_that_is_missing() {
    for decoy in [
        "The points were: 1) the dues; 2) the ice.",
        "It was so in 1962 by all accounts.",
        "It rose by 2 percent.",
        "[Here follows 2 lines of text.]",
        "Stave, May 4, 1962, 2 p.m.",
        "It would cost $1.2 to $1.6 million more.",
        "It was said at noon,*** but not again.",
        "They met at Brill. 2 barges lay there, and 9 boats.",
        "He went with an escort of 2 Lancers, and found 2 of the piers out of plumb.",
        "It stood at 24° 2′ in May; it was 16 × 2 and 132 × 5.",
        "2 May, 0200. They sail.",
        "They sent for the *Halcyon* and the _Meerkat_, which was at Tarn.",
        "There were a captain, a drummer, 2 privates.",
        "It read 0·2 too low.",
        "They gave $252 million for it.",
        "They waited until 1132 a.m. for it.",
        "The boats are Nos. 5, 12 and 313.",
        "They saw A/C.3/Add.2 and Corr.2.",
    ] {
        let text = format!(
            "12. Minutes of the Board1\n\n{decoy} The dredger sails at noon. The envoy wants more time.3\n\n\
             \x20 1. Source: Harbor Archive.\n  2. It sailed at four.\n  3. Not printed.\n"
        );
        check(&text, &["he Board|1 → 1", "re time.|3 → 3"]);
    }
}

#[test]
fn a_number_between_words_is_hardly_a_reference_beside_one_that_is_glued() {
    let notes = "\n\n  1. Sic.\n  2. In May.\n";
    for (said, expected) in [
        ("Bauer fell ill on the 11th (as he wrote),2 2 are ill still.", "wrote),|2 → 2"),
        ("He has oats 1,4002 and, in the yard, 2\n\nThe boats", "ts 1,400|2 → 2"),
        ("They left on May 302; he cut it to 2.", "n May 30|2 → 2"),
        ("Received £1168 15 2\nFines remitted2 — £3 6 2", "remitted|2 → 2"),
        ("We saw it at N.17.b.2.5 and left.2", "nd left.|2 → 2"),
        ("They wait from 2 May to the spring.2", "spring.|2 → 2"),
        ("Under Article XXIII:2 it is lost.2", "is lost.|2 → 2"),
        ("The arrears were £33.2 He named 2 of them.", "ere £33.|2 → 2"),
        ("They wait since the 21st of July2, as 2 barges did.", "of July|2 → 2"),
    ] {
        check(&format!("5. Letter of the Warden1\n\n{said}{notes}"), &["e Warden|1 → 1", expected]);
    }
}

#[test]
fn the_first_row_of_a_table_is_no_part_of_the_title_above() {
    check(
        "Meteorological Register Kept at the Light of Tarn, January 18141\nDay    Wind    Remarks\n1    E.    Fog.2\n2    N.    \
         Rain.\n\n  1. Printed.\n  2. Rime.\n",
        &["ary 1814|1 → 1", "Fog.|2 → 2"],
    );
}

#[test]
fn letters_of_a_table() {
    let text = "12. Report of the Board1\n\nBarges are few.2\n\n\t1960\t1961\nBargesa\t12\t40\nTugs\t3\t19b\n\nSome will last to FY77 without \
        repair, it is hoped, and more are due.3\n\n\
        \x20 1. Source: Harbor Archive.\n\
        \x20 2. Forty.\n\
        \x20 3. Without those under repair.\n\
        \x20 4. One of them sunk.\n\
        \x20 5. They came in May.\n";
    check(text, &["he Board|1 → 1", "are few.|2 → 2", "Barges|a → 3", "ugs\t3\t19|b → 4", "are due.|3 → 5"]);
}

#[test]
fn a_letter_that_is_lost_shifts_no_other() {
    let text = "12. Report of the Board1\n\n\t1960\t1961\nBarges (old)a\t12\t40\nBarges (new)a\t3\t17\nTugs\t2\t19b\nRafts\t5\t16c\n\n\
        More are due from Hadrow and Quarrow.2\n\n\t1961\nPilots at Tarn (4)a\t7\nPilots at Brill (3)b\t5\n\n\
        \x20 1. Source: Harbor Archive.\n  2. Without hulks.\n  3. Without hulks.\n  4. One of them sunk.\n  5. Those of the \
        mills.\n  6. From Hadrow and Quarrow.\n  7. Sworn.\n  8. Not sworn.\n";
    let expected = ["|1 → 1", "|a → 2", "|a → 3", "|b → 4", "|c → 5", "|2 → 6", "|a → 7", "|b → 8"];
    let shown =
        |text: &str| -> Vec<_> { pairs(text).iter().map(|pair| pair[pair.find('|').unwrap()..].to_owned()).collect() };
    assert_eq!(shown(text), expected);
    for (lost, rest) in [("19b", 3), ("(4)a", 6)] {
        let mut expected = expected.to_vec();
        expected.remove(rest);
        assert_eq!(shown(&text.replacen(lost, &lost[..lost.len() - 1], 1)), expected, "without {lost}");
    }
}

#[test]
fn references_in_brackets_beside_points_that_are_counted() {
    let text = "12. Minutes of the Board[1]\n\nThe points were (1) the dues, (2) the ice, (3) the pilots of Mark A2.[2] The envoy \
        wants more time.[3]\n\n  1. Source: Harbor Archive.\n  2. Not printed.\n  3. Until May.\n";
    check(text, &["e Board[|1 → 1", "ark A2.[|2 → 2", "e time.[|3 → 3"]);
}

#[test]
fn parenthesised_references_behind_a_space_beside_points_that_are_counted() {
    let lists = "\n\n  1. Source: Harbor Archive.\n  2. Not printed.\n  3. Until May.\n";
    let check =
        |body: &str, expected: &[&str]| check(&format!("12. Minutes of the Board (1)\n\n{body}{lists}"), expected);
    // The points count from a 1 of their own, so they are no references.
    check(
        "The dues are (1) high, (2) late, and (3) few.\n\nThe warden asked on May 3, (2) but had no answer. (3)",
        &["Board (|1 → 1", "May 3, (|2 → 2", "nswer. (|3 → 3"],
    );
    check(
        "He bought (1) a tug for the pilots, (2) and (2) a barge.\n\nOf Article 11(1) he spoke in May. (3) She did not.",
        &["Board (|1 → 1", "ilots, (|2 → 2", "n May. (|3 → 3"],
    );
    check(
        "He bought (1) coal; (2) tar; and (3) rope; (2) (4) ice was short.\n\nHe came in May; (3) she did not.",
        &["Board (|1 → 1", "rope; (|2 → 2", "n May; (|3 → 3"],
    );
    // Here the points would begin with the 1 in the heading, which is a reference, so all of them are references.
    let text = "12. Minutes of the Board (1)\n\nHe bought coal; (2) tar, and (3) rope; (4) ice and (5) salt were short.\n\n\
        \x20 1. Source: Harbor Archive.\n  2. Not printed.\n  3. Until May.\n  4. See Document 9.\n  5. In sacks.\n";
    assert_eq!(pairs(text), ["Board (|1 → 1", "coal; (|2 → 2", "r, and (|3 → 3", "rope; (|4 → 4", "ce and (|5 → 5"]);
}

#[test]
fn parenthesised_references_behind_a_space_with_a_slip() {
    let notes = "\n\n(1) See number 71.\n(2) Signed on 5 March.\n(3) The warden.\n(4) Of May.\n(5) Not found.\n";
    let check = |body: &str, expected: [&str; 5]| {
        let expected: Vec<_> = expected.into_iter().filter(|pair| !pair.is_empty()).collect();
        check(&format!("The Warden of Brill to the Consul\n\n{body}{notes}"), &expected);
    };
    let one = |at: &str| {
        format!(
            "He spoke of the ice (1). The deed of March ({at}) has it, he says. The warden (3) spoke of 2 boats in his letter (4). She is at Tarn (5)."
        )
    };
    let with = |second| ["he ice (|1 → 1", second, "warden (|3 → 3", "letter (|4 → 4", "t Tarn (|5 → 5"];
    check(&one("2"), with("March (|2 → 2"));
    check(&one("8"), with("March (|8 → none"));
    check(&one("1"), with("March (|1 → none"));
    check(&one("so"), with(""));
}

#[test]
fn digits_on_the_line_are_no_references_among_raised_ones() {
    let notes = "\n\n¹ A mercer.\n² In the margin.\n³ In June.\n⁵ Proved later.\n";
    check(
        &format!(
            "Burials in the Parish of Brill\n\nThomas Vorst, aged 40\nServant to Mr. Quill¹, 4 years. They were 5, whereof 2 of plague.² The clerk³ kept 5\nA chandler⁴{notes}"
        ),
        &["r. Quill|¹ → 1", "plague.|² → 2", "he clerk|³ → 3", "chandler|⁴ → 4"],
    );
}

/// A telegram with four references, written by `mark`, among numbered points, a time, an article, signs and numbers.
fn among_points(mark: Written) -> String {
    format!(
        "31. Telegram From the Consulate at Tarn{}\n\nTarn, May 4, 1908, 9:15 a. m.\n\nThe pilots ask for (1) more pay, (2) a \
         second boat and (3) coal, as Article 11(2) has it; the Consul, Mr. Ode,{} sent word of it on May 3.{}\n\n\
         \t\tTons\nEurope(*)\t\t140\nTarn (†)\t\t12\n\nMark 4 of the buoys is lost.\n\nOde{}\n\n\
         \x20 1. Source: Harbor Archive.\n  2. Consul since 1901.\n  3. Not found.\n  4. Printed from a signed copy.\n",
        mark(1),
        mark(2),
        mark(3),
        mark(4)
    )
}

#[test]
fn references_of_one_form_among_all_else() {
    let marks: [(&str, Written); 4] = [
        ("superscript", |n| ["¹", "²", "³", "⁴"][n as usize - 1].into()),
        ("brackets", |n| format!("[{n}]")),
        ("parentheses", |n| format!("({n})")),
        ("parentheses apart", |n| format!(" ({n})")),
    ];
    for (form, mark) in marks {
        let text = among_points(mark);
        let record = record(&text);
        let found: Vec<_> = record.note_refs.iter().map(|r| (r.label.as_str().to_owned(), r.note)).collect();
        assert_eq!(
            found.iter().map(|f| f.1).collect::<Vec<_>>(),
            [Some(0), Some(1), Some(2), Some(3)],
            "{form}: {found:?}"
        );
        let lines: Vec<_> = record.note_refs.iter().map(|r| text[..r.span.start].matches('\n').count()).collect();
        assert_eq!(lines, [0, 4, 4, 12], "{form}: {found:?}");
    }
}

#[test]
fn points_in_parentheses_beside_glued_references() {
    // There are as many points as notes, and the reference behind `1904,` is in doubt.
    let text = "31. Letter of the Warden1\n\nMind, he wrote on May 3, 1904,2 given (1) the tide; (2) the ice; and (3) the dues.3\n\n\
        \x20 1. Source: Harbor Archive.\n  2. Not printed.\n  3. Of May.\n";
    check(text, &["e Warden|1 → 1", "3, 1904,|2 → 2", "he dues.|3 → 3"]);
}

#[test]
fn points_in_parentheses_beside_references_that_restart() {
    // The points print the numbers of the list, but the references begin again on the next page.
    let text = "7. The Envoy at Tarn to the Board1\n\nThe lock was shut.2 The Envoy made these points: (1) The Board \
                must keep the dues. (2) Tarn must clear the ice. (3) The pilots must warn it.\n\n[Page 12]\n\nThe Board agreed.1\n\n  1. Source: Box 3.\n  2. See the report.\n  3. In May.";
    check(text, &["he Board|1 → 1", "as shut.|2 → 2", "agreed.|1 → 3"]);
}

#[test]
fn a_reference_before_a_word_like_an_hour() {
    let text = "31. Letter of the Warden1\n\nOn reading telegram 2087,2 am concerned about the ice.\n\n\
        \x20 1. Source: Harbor Archive.\n  2. Not printed.\n";
    check(text, &["e Warden|1 → 1", "am 2087,|2 → 2"]);
    let text = "31. Telegram of the Warden1\n\nMr. Ode left on May 3. My telegram 53. 2 Am asking him for more on the ice.\n\n\
        \x20 1. Source: Harbor Archive.\n  2. Telegram 53 asked where he was.\n";
    check(text, &["e Warden|1 → 1", "ram 53. |2 → 2"]);
}

#[test]
fn a_numbered_paragraph_below_a_heading_without_a_number() {
    let text = "Files 12/3: Telegram\n\nThe Warden of the Port to the Consul at Brill 1\n\nQuarrow, January 14, 1903.\n\n\
        Confidential\nPriority\n\n38. Port Circular Airgram, Control 903.2\n\nNothing is known of it here:\n\nHe asks.\n\n\
        \x20 1. Drafted by Ode.\n  2. Not printed.\n";
    check(text, &["t Brill |1 → 1", "rol 903.|2 → 2"]);
}

#[test]
fn numbered_titles_within_a_record() {
    // No record begins below items with bullets, as they are no notes, nor, in the second text, at the note 2, as it stands
    // right below a paragraph of the note 1.
    let members = "  • Until 1903:\n    • Tarn\n    • Brill\n\n2. Announced Candidates\n\n  • Quarrow\n\n";
    let text = format!(
        "Memorandum by the Clerk to the Warden\n\nThe Board met.1\n\n[Page 3]\n\nFirst Chamber\n\n1. Present Members\n\n\
         {members}Second Chamber\n\n1. Present Members\n\n{members}  1. Source: Harbor Archive.\n"
    );
    check(&text, &["ard met.|1 → 1"]);
    let text = "1. Developments on the Harbor Dues (Mr. Ode)\n\nThey met.1 They sat.2\n\nNotes\n\n1. At the 14th Meeting.\n\n\
        \x20   The Committee resolves:\n\n    For the Record, see Minutes, pp. 4–6.\n2. Reference is to the First Report, see \
        Committee, Annexes, p. 4.\n";
    check(text, &["hey met.|1 → 1", "hey sat.|2 → 2"]);
}

#[test]
fn a_list_of_one_bare_number() {
    let body = "12. Minutes of the Board1\n\nThe dredger sails at noon.\n\n";
    check(&format!("{body}  1 Source: Harbor Archive.\n"), &["he Board|1 → 1"]);
    check(&format!("{body}  1 Not printed. (Files, 3/9/61)\n"), &["he Board|1 → 1"]);
    check(&format!("{body}  1 copy\n"), &["he Board|1 → none"]);
    let unfinished = "Source: Harbor Archive, Minute Books, 1958 to 1963, Volume VII, 3/9/61";
    check(&format!("{body}  1 {unfinished}\n"), &["he Board|1 → 1"]);
    check(&format!("{body}  1\t{unfinished}\n"), &["he Board|1 → 1"]);
}

#[test]
fn a_label_that_recurs_leads_to_the_same_note() {
    for (reference, item) in [("[]", ". "), ("()", ". "), ("", ". ")] {
        let set = |label: &str| match reference {
            "" => label.to_owned(),
            brackets => format!("{}{label}{}", &brackets[..1], &brackets[1..]),
        };
        let [one, two, three] = ["1", "2", "3"].map(set);
        let text = format!(
            "12. Minutes of the Ferry Board\n\nThey heard the pilot.{one} They asked for a chart,{two} which was not there,{one} \
             and rose.{three}\n\n  1{item}Captain Orme.\n  2{item}Of the sands.\n  3{item}At noon.\n"
        );
        let leads: Vec<_> = record(&text).note_refs.iter().map(|r| r.note).collect();
        assert_eq!(leads, [Some(0), Some(1), Some(0), Some(2)], "{text}");
    }
    let text = "12. Minutes of the Ferry Board\n\nCaptain Orme* spoke, then the clerk,† then Orme* again.\n\n  * The pilot.\n\
                \x20 † Mr. Hale.\n";
    let leads: Vec<_> = record(text).note_refs.iter().map(|r| r.note).collect();
    assert_eq!(leads, [Some(0), Some(1), Some(0)]);
}

#[test]
fn a_number_that_recurs_in_an_abbreviation_or_a_count_is_no_repeat() {
    let list = "\n  1. Captain Orme.\n  2. Of the sands.\n  3. At noon.\n";
    let sentence = "12. Minutes of the Ferry Board\n\nThey heard the pilot.1 They asked for a chart,2 and rose.3";
    for recurring in ["Their Maj.1 writes so.", "It is in file 4711.2", "It cost f.1 a piece."] {
        let found = record(&format!("{sentence} {recurring}\n{list}"));
        let leads: Vec<_> = found.note_refs.iter().map(|r| r.note).collect();
        assert_eq!(leads, [Some(0), Some(1), Some(2)], "{recurring}");
    }
    let text = "12. Minutes of the Ferry Board1\n\nCopies to:\n\nMr. Hale (1)\nMr. Orme (1)\nThe clerk (1)\n\n  1. Not printed.\n";
    check(text, &["ry Board|1 → 1"]);
}

#[test]
fn order_does_not_overrule_labels_that_say_what_they_are() {
    let text = "12. Minutes of the Ferry Board\n\nThe rope was bought.[1] They rose.[3] There was no toll.[2] They met again.[4]\n\n\
                \x20 [1] In May.\n  [2] See the log.\n  [3] At noon.\n  [4] In June.\n";
    check(text, &["bought.[|1 → 1", "y rose.[|3 → 3", "o toll.[|2 → 2", "again.[|4 → 4"]);
}

#[test]
fn two_notes_that_changed_places_keep_their_references() {
    let text = "Minutes of the Ferry Board\n\nIt rained.1 It thawed.2 It froze.3 It snowed.4\n\n";
    let pairs = |places: [usize; 4]| {
        let ends = ["rained.|1", "thawed.|2", "t froze.|3", "snowed.|4"];
        ends.into_iter().zip(places).map(|(end, place)| format!("{end} → {place}")).collect::<Vec<_>>()
    };
    for (list, places) in [
        ("  1. At noon.\n  3. At night.\n  2. Late.\n  4. Soon.\n", [1, 3, 2, 4]),
        ("  1. At noon.\n  2. Late.\n  4. Soon.\n  3. At night.\n", [1, 2, 4, 3]),
        ("  2. Late.\n  1. At noon.\n  3. At night.\n  4. Soon.\n", [2, 1, 3, 4]),
    ] {
        let expected = pairs(places);
        check(&[text, list].concat(), &expected.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

#[test]
fn two_glued_references_that_changed_places_keep_their_notes() {
    let text = "12. Minutes of the Ferry Board\n\nThe rope was bought.1 They rose.3 There was no toll.2 They met again.4\n\n\
                \x20 1. In May.\n  2. See the log.\n  3. At noon.\n  4. In June.\n";
    check(text, &["bought.|1 → 1", "ey rose.|3 → 3", "no toll.|2 → 2", "t again.|4 → 4"]);
    // All of them, two by two.
    let labels = [2, 1, 4, 3, 6, 5, 8, 7, 10, 9, 12, 11];
    let verbs =
        ["rowed", "sailed", "waited", "voted", "sat", "wrote", "met", "slept", "paid", "sang", "fished", "left"];
    let notes =
        ["In May.", "See the log.", "At noon.", "A brig.", "Of oak.", "Not found.", "By night.", "In the hall."];
    let body: Vec<_> = labels.iter().zip(verbs).map(|(label, verb)| format!("The pilots {verb}.{label} ")).collect();
    let list = |n: usize| format!("  {n}. {} {}\n", notes[n % 8], notes[n * 3 / 8]);
    let text =
        format!("12. Minutes of the Ferry Board\n\n{}\n\n{}", body.concat(), (1..=12).map(list).collect::<String>());
    let record = record(&text);
    let printed: Vec<_> = record.note_refs.iter().map(|reference| reference.label.as_str().parse().ok()).collect();
    let leads_to: Vec<_> = record.note_refs.iter().map(|reference| Some(reference.note? + 1)).collect();
    assert_eq!((printed, leads_to), (labels.map(Some).to_vec(), labels.map(Some).to_vec()));
}

#[test]
fn of_two_equal_numbers_in_a_list_the_first_may_be_wrong() {
    let text = "12. Minutes of the Ferry Board1\n\nThe rope was bought.2 They rose.3 There was no toll.4 They met again.5\n\n\
                \x20 1. Harbor Archive.\n  2. In May.\n  4. At noon.\n  4. See the log.\n  5. In June.\n";
    check(text, &["ry Board|1 → 1", "bought.|2 → 2", "ey rose.|3 → 3", "no toll.|4 → 4", "t again.|5 → 5"]);
}

#[test]
fn one_number_over_one_item_of_another_number_is_no_pair() {
    let text =
        "[Page 42]\nThe clerk’s list: Room7 and its neighbour.\nRain at noon.\n----------\n61 Ferry Lane\nBrill\n";
    let record = record(text);
    assert!(record.note_refs.is_empty(), "{:?}", record.note_refs);
}

#[test]
fn a_pair_is_certain_where_its_number_fits_those_around_it() {
    let text = "12. Minutes of the Ferry Board1\n\nThe rope was bought.2 They rose.3\n\n  1. Harbor Archive.\n  2. In May.\n\
                \x20 3. At noon.\n";
    assert!(record(text).note_refs.iter().all(crate::record::NoteRef::is_certain));
    // Of two numbers that fit nothing around them either may be the misprint.
    let text = text.replace("They rose.3", "They rose.7 They sat.9");
    let certain: Vec<_> = record(&text).note_refs.iter().map(crate::record::NoteRef::is_certain).collect();
    assert_eq!(certain, [true, true, false]);
}

#[test]
fn a_second_paragraph_moved_in_as_the_labels_are() {
    check(
        "71. Minutes of the Harbour Board\n\nIt was opened.1 There was none.2 So they rose.3\n\n  1. On April 9.\n\n  It rained all day.\n\n  2. See the Report.\n  3. At four.\n",
        &["opened.|1 → 1", "as none.|2 → 2", "ey rose.|3 → 3"],
    );
}

#[test]
fn labels_set_to_the_right_over_wrapped_lines() {
    check(
        "THE CANAL OF BRUNE\n\nIt came late9 that winter. The keeper drowned10 in spring. The board met11 in June.\n\nFOOTNOTES:\n\n  9. Book one.\n\n 10. Old keeper, quoted in the Year among\n the Locks.\n\n 11. Stave, p. 132.\n",
        &["ame late|9 → 1", "drowned|10 → 2", "oard met|11 → 3"],
    );
}

#[test]
fn a_page_marker_with_text_behind_it_ends_a_list() {
    check(
        "[Page 10]\n\nThe gate is broken,1 and it is wet.2\n\n  1. Since the flood.\n  2. So it is.\n\n[Page 11] The key is lost,1 and the boat is gone.2\n\n  1. He found it later.\n  2. With the oars.\n",
        &["broken,|1 → 1", "is wet.|2 → 2", "is lost,|1 → 3", "is gone.|2 → 4"],
    );
}

#[test]
fn a_number_printed_again_leads_to_the_note_with_the_same_text() {
    check(
        "71. Minutes of the Harbour Board\n\nThe clerk read a letter,1 a report,2 and another letter.1 The gate was shut.3 They rose.4\n\n  1. Not printed.\n  2. By Mr. Salo.\n  3. Not printed.\n  4. Since the flood.\n  5. At four.\n",
        &["letter,|1 → 1", "report,|2 → 2", "letter.|1 → 3", "as shut.|3 → 4", "ey rose.|4 → 5"],
    );
}

#[test]
fn points_that_end_a_page_leave_the_notes_to_the_list_at_the_end() {
    check(
        "71. Outline Plan of the Harbour Board1\n\nThe Board agreed upon these courses of action,2 and upon their order.3\n\n\t\t2. Keep the gate in order.\n\t\t3. Pay the crew.\n[Page 12]\n\nThey rose.4\n\n  1. Harbour Archive.\n  2. In May.\n  3. In June.\n  4. At four.\n",
        &["ur Board|1 → 1", "action,|2 → 2", "r order.|3 → 3", "ey rose.|4 → 4"],
    );
}

#[test]
fn rows_of_a_table_are_no_notes() {
    check(
        "71. Report of the Harbour Board\n\nBefore the war1\t\t6 barges\nAfter the war2\t\t4 barges\n\t\t6 tugs\t\t30 crews\n\t\t2 dredgers\t\t8 crews\n  1. In 1913.\n  2. In 1919.\n",
        &["the war|1 → 1", "the war|2 → 2"],
    );
}

#[test]
fn a_point_in_parentheses_is_not_the_only_reference_where_another_looks_like_it() {
    check(
        "71. Telegram From Brune, March 2, 19041\n\nThe gate is broken for two reasons.(1) However, the boat is not.\n\n  1. Received at noon.\n",
        &["2, 1904|1 → 1"],
    );
}
