//! Incremental equals from scratch: after any script of edits a document equals a fresh one of the same text, in every
//! position encoding. The text itself is held against LSP's definition of an edit, written down here once more in the
//! plainest way.
//!
//! `PROPTEST_CASES=10000 cargo test --release --test incremental` runs more scripts than the few hundred of every day.

use obelus::convention::patterns::PagePattern;
use obelus::convention::{Convention, Marks};
use obelus::record::Document;
use obelus::text::{Encoding, Position, Span};
use proptest::prelude::*;

const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

/// What people type, paste and delete where records break: digits, brackets, markers, items, line breaks of every kind.
const PIECES: [&str; 95] = [
    " 2) ",
    "\n1) Of the office.\n",
    "",
    "1",
    "2",
    "3",
    "0",
    "12",
    " ",
    "a",
    ".",
    "could.2",
    "AM1",
    "telegram 3461",
    "²",
    "†",
    "*",
    "[",
    "]",
    "[British]",
    "[Page 5]",
    "[Page 6",
    "[Pgae 7]",
    "Page 8]",
    "{Page 10}",
    "[fol. 11r]",
    "[fol. 12",
    "[9]",
    "on [10] a",
    "on [11] a",
    "[12-13]",
    "{14}",
    "a{15} ",
    "[p. 16]",
    "[p. 17]",
    "[Page18]",
    "[Page19]",
    "[fol. 20v]",
    "<pb n=\"21\"/>",
    "\n\n- 22 -\n\nIt rained on the ferry from noon until night, and nobody who came to the pier had a lamp or a horse, \
     so that all of them stayed where they were.\n",
    "\n- 23 -\n",
    "\n\n24\n\n",
    "(1)",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\u{2028}",
    "\u{b}",
    "\u{85}",
    "\n  1. Source: Files.",
    "\n  2. See Document 12.",
    "\n  3. \n\n    More of it.",
    "\nNotes\n1. One",
    "[1]",
    "[^1]",
    "\n\n[^1]: One\n",
    "^[two]",
    "\n```\n",
    "[A]",
    "\n[1] One\n",
    "\n\n[Footnote 1: One",
    "\n\n    [Footnote A: Two.]\n",
    "]*\n",
    "\n*[Footnote: more.]\n",
    "\n-----File: 012.png---\\ada\\---\n",
    "\n---\n* Two",
    "\n- back.↩",
    "\n\n41. Minutes of the Second Session0\n\n",
    "\n\n42. Telegram From the Pilots’ Office1\n\nTarnow\n",
    "\n\n[Page 7]\n\n43. Editorial Note\n\n",
    "No. 116.]",
    "\n\nCHAPTER I\n\n",
    "\n\nCHAPTER II\n\n",
    "\n\nLetter 2.\n\n",
    "\n\nII.\n\n",
    "\n\nIII. THE FERRY\n\n",
    "\n\n2\n\n",
    "\n\n# Ferries\n\n",
    "\n\n## Locks\n\n",
    "\n\n* * *\n\nDear Ode,\n",
    "\n\nCHAPTER III\n\nIt sank.[1]\n\n[1] At noon.\n",
    "\n\n# Tolls\n\nIt rose.[^2]\n\n[^2]: At night.\n",
    "\n\nCHAPTER IV\n\nIt sank.¹\n\n1. At noon.\n",
    "𝔘𝔬",
    "é\u{301}",
    "\nAnm. 2: Two",
    " lockᵃ and,ᵇ",
    "\n\n1From July.\n2Rotten.\n",
    "\n\na struck out\nb written over\n",
    "\n\n8    THE FERRY\n\n",
    "\n\nThe Boat    9\n\nand rose again from the river before the snow, which nobody had thought of until the night of the flood came.\n",
    "😀",
    "\u{feff}",
    "\0",
];

fn piece() -> impl Strategy<Value = String> {
    prop::sample::select(PIECES.as_slice()).prop_map(str::to_owned)
}

/// A text of pieces; half of them after a sound record.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat());
    (prop::bool::ANY, pieces).prop_map(|(sound, pieces)| if sound { format!("{RECORD}{pieces}") } else { pieces })
}

const RECORD: &str = "\
40. Minutes of the First Session of the Harbour Commission0

Tarnow, March 1, 1961.

The pilots came at 9:30 AM1 and were content. [Here follows 1 page.]

[Page 118]

Mr. Okafor read telegram 2072 as long as he could.3

Adeline Vorst 4
  1. Source: Harbour Board.
  2. See Document 41.
  3. Telegram 207 from Tarnow.
  4. Not printed.
  5. Printed from a copy.
";

/// A change: where it starts and how it ends, or none for the whole text; and what goes there.
type Change = (Option<(Start, End)>, String);

/// Where a change starts.
#[derive(Clone, Copy, Debug)]
enum Start {
    /// So many thousandths into the text.
    Share(u16),
    /// Where the last change ended: people type one letter after the other.
    Last,
}

/// Where a change ends.
#[derive(Clone, Copy, Debug)]
enum End {
    /// So many bytes behind its start.
    Near(u16),
    /// So many thousandths into the text.
    Share(u16),
}

fn change() -> impl Strategy<Value = Change> {
    let start = prop_oneof![(0_u16..=1000).prop_map(Start::Share), Just(Start::Last)];
    let end = prop_oneof![6 => Just(End::Near(0)), 3 => (1_u16..4).prop_map(End::Near), 1 => (0_u16..=1000).prop_map(End::Share)];
    (prop_oneof![19 => (start, end).prop_map(Some), 1 => Just(None)], piece())
}

/// The byte ranges of the lines of `text`, line breaks not included.
fn lines(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let (mut lines, mut start, mut at) = (Vec::new(), 0, 0);
    while at < bytes.len() {
        let len = match bytes[at] {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
            b'\r' | b'\n' => 1,
            _ => 0,
        };
        if len > 0 {
            lines.push(Span::new(start, at));
            start = at + len;
        }
        at += len.max(1);
    }
    lines.push(Span::new(start, bytes.len()));
    lines
}

fn units(c: char, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 => c.len_utf8(),
        Encoding::Utf16 => c.len_utf16(),
        Encoding::Utf32 => 1,
    }
}

/// The offset of `position` in `text`, by walking there.
fn offset(text: &str, position: Position, encoding: Encoding) -> usize {
    let Some(&line) = lines(text).get(position.line) else { return text.len() };
    let mut column = 0;
    for (at, c) in line.of(text).char_indices() {
        column += units(c, encoding);
        if column > position.column {
            return line.start + at;
        }
    }
    line.end
}

/// The byte some `thousandths` into `text`, at a character's start.
fn share(text: &str, thousandths: u16) -> usize {
    floor(text, text.len() * usize::from(thousandths) / 1000)
}

fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The position of the byte `target` of `text`; `beyond` moves it a unit on, into a character or past its line's end.
fn position(text: &str, target: usize, beyond: bool, encoding: Encoding) -> Position {
    let lines = lines(text);
    let line = lines.iter().rposition(|line| line.start <= target).unwrap_or(0);
    let before = Span::new(lines[line].start, target).of(text);
    let column = before.chars().map(|c| units(c, encoding)).sum::<usize>();
    Position::new(line, column + usize::from(beyond))
}

/// Applies `script` in `encoding` to a document and to a string, and holds the two against each other at every step.
/// `marks` say how marks are written.
fn run(text: &str, script: &[Vec<Change>], encoding: Encoding, marks: &Marks) {
    let mut plain = text.to_owned();
    let mut document = Document::with(text, marks.clone());
    let mut last = 0;
    for notification in script {
        for (range, new) in notification {
            let span = range.map(|(start, end)| {
                let from = match start {
                    Start::Share(thousandths) => share(&plain, thousandths),
                    Start::Last => floor(&plain, last),
                };
                let to = match end {
                    End::Near(bytes) => floor(&plain, from + usize::from(bytes)),
                    End::Share(thousandths) => share(&plain, thousandths),
                };
                let beyond = matches!(end, End::Near(3) | End::Share(500..));
                let start = position(&plain, from.min(to), false, encoding);
                let end = position(&plain, from.max(to), beyond, encoding);
                let expected = Span::new(offset(&plain, start, encoding), offset(&plain, end, encoding));
                let found = Span::new(document.text().offset(start, encoding), document.text().offset(end, encoding));
                assert_eq!(found, expected, "{start:?}..{end:?} of {plain:?}");
                expected
            });
            let span = span.unwrap_or(Span::new(0, plain.len()));
            plain.replace_range(span.start..span.end, new);
            document.edit(span, new);
            last = span.start + new.len();
        }
        assert_eq!(document.text().to_string(), plain);
        let snapshot = document.snapshot();
        // Where nobody set the convention, it depends on the one before.
        let fresh = Document::with(&plain, snapshot.marks().clone()).snapshot();
        let records = |snapshot: &obelus::record::Snapshot| {
            snapshot.records().iter().map(|placed| (placed.start, placed.record.clone())).collect::<Vec<_>>()
        };
        assert_eq!(records(&snapshot), records(&fresh), "{plain:?}");
        for place in snapshot.records() {
            let position = snapshot.text().position(place.start, encoding);
            assert_eq!(snapshot.text().offset(position, encoding), place.start);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_document_equals_a_fresh_one(
        text in text(),
        script in prop::collection::vec(prop::collection::vec(change(), 1..4), 1..12),
    ) {
        let folios = PagePattern::new(r"\[fol\. (?<label>\d+[rv])\]").unwrap();
        let with_folios = Marks { pages: [folios].into_iter().collect(), ..Marks::default() };
        let set = Convention::ALL.map(Marks::of);
        let all = set.into_iter().chain([Marks::default(), with_folios]);
        for (marks, encoding) in all.zip(ENCODINGS.into_iter().cycle()) {
            run(&text, &script, encoding, &marks);
        }
    }
}

#[test]
fn a_line_feed_behind_a_carriage_return_joins_it() {
    let mut document = Document::new("a\r[Page 5]");
    document.edit(Span::new(2, 2), "\n");
    let snapshot = document.snapshot();
    assert_eq!(snapshot.text().line_count(), 2);
    assert_eq!(snapshot.records()[0].record.pages[0].span, Span::new(3, 11));
}
