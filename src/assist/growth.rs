//! How work grows with a text: linearly, whatever the text holds.
//!
//! Work is counted, not timed ([`work`]): the bytes that are looked at, and the steps that are tried. The search for a
//! pairing is not counted here: it has a bound of its own ([`crate::record`]). `cargo test --lib growth -- --nocapture`
//! prints the shapes whose work grows most.

use crate::check::diagnostics;
use crate::convention::{Convention, Marks};
use crate::record::Document;
use crate::text::{Span, work};
use std::io::{self, Write};

/// The lengths of texts in bytes, each twice the one before: of those that repeat a token, and of records. In short records
/// what is looked at around a number is still cut short by the ends of the text.
const LENGTHS: [usize; 3] = [900, 1_800, 3_600];
const LENGTHS_OF_RECORDS: [usize; 3] = [5_000, 10_000, 20_000];

/// The most that twice the text may take, in times of the work, on the way from the first length to the last.
const MOST: f64 = 2.2;

/// What a text is repeated from. Each stands on one line, and on lines of its own.
const TOKENS: [&str; 72] = [
    "a",
    "A",
    "1",
    "1a",
    "a1",
    "A1",
    "é1",
    "漢1",
    "😀1",
    "1 ",
    "1 2 ",
    "12 ",
    "1234567 ",
    "12345 ",
    "1,",
    "1;",
    "1;1,",
    "1.",
    "1:",
    "1/",
    "1-",
    "1–",
    "_1",
    "“1",
    "’59 ",
    "£1 ",
    "$1 ",
    "#1 ",
    "%",
    "1% ",
    "\t",
    "1\t",
    "a\t",
    "  1   ",
    "|1",
    "| 1 ",
    "Brill | 1 2 | ",
    " ",
    "[",
    "]",
    "[]",
    "][",
    "(",
    ")",
    "[(",
    "[1]",
    "[1",
    "(1)",
    "(1",
    "{1} ",
    "[^1] ",
    "*",
    "* ",
    "* * *",
    "word* ",
    "_a_ ",
    "†",
    "²",
    "word² ",
    "10⁵ ",
    ".",
    "!?",
    "- ",
    "----",
    "could.1 ",
    "could.12 ",
    "May 1, 1962, ",
    "No. 1 ",
    "telegram 1234 ",
    "U-2",
    "`1`",
    "\0",
];

/// What a text is made of that names other places or marks pages, headings and lists.
const MARKS: [&str; 34] = [
    "See Document 1 ",
    "Documents 1, 2, ",
    "footnotes 1 and 2 and ",
    "footnote 2, Document 1, ",
    "pp. 1, 2, ",
    "pp. 1-2, ",
    "ibid., p. 1; ",
    "vol. X, Document 1, ",
    "Foreign Relations, 1961, vol. X, ",
    "supra, note 1, ",
    "[Page 1]",
    "[Page 1] word ",
    "[Page ",
    "[Page 1\n",
    "[Page 1]\n",
    "[Pgae 1] ",
    "Page 1] ",
    "[Facsimile Page 1] ",
    "1. Title of a Record\n\n",
    "Document 1\n\n",
    "CHAPTER I\n\n",
    "I.\n\n",
    "# Title\n\n",
    "\n",
    "\r",
    "\r\n",
    "Notes\n",
    "Notes\n  1. x\n",
    "  1. x\n",
    "1. x\n\n",
    "  1.\n",
    "- text.↩\n",
    "[1] x\n",
    "```\n",
];

/// A record whose text is `body`.
fn record(body: &str) -> String {
    format!(
        "41. Report of the Harbor Board\n\nThe tug left.1 It came.2\n\n{body}\n\n  1. Not printed.\n  2. See Document 2.\n"
    )
}

/// `token` repeated to `length` bytes.
fn repeated(token: &str, length: usize) -> String {
    token.repeat(length / token.len())
}

/// `length` bytes of what `part` says of each number from 0.
fn parts(length: usize, part: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for number in 0.. {
        if text.len() >= length {
            break;
        }
        text.push_str(&part(number));
    }
    text
}

/// A record of `length` bytes: what `paragraph` says of each number from 100, and then what `note` says of it. All numbers
/// have three digits, since labels that are longer are read in more ways.
fn annotated(length: usize, paragraph: impl Fn(usize) -> String, note: impl Fn(usize) -> String) -> String {
    let mut text = "41. Report of the Harbor Board\n\n".to_owned();
    let mut notes = String::new();
    for number in 100.. {
        if text.len() + notes.len() >= length {
            break;
        }
        text.push_str(&paragraph(number));
        notes.push_str(&note(number));
    }
    text + "\n" + &notes
}

/// The digits, letters and signs of a picture in base64.
fn base64(length: usize) -> String {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut state = 1_u32;
    let next = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(SIGNS[(state >> 26) as usize])
    };
    (0..length).map(next).collect()
}

/// A shape: its name, and its texts, each twice as long as the one before.
type Shape = (String, Vec<String>);

/// The shapes of repeated tokens.
fn tokens() -> Vec<Shape> {
    let mut all = Vec::new();
    let mut add = |name: String, text: &dyn Fn(usize) -> String| all.push((name, LENGTHS.map(text).to_vec()));
    for token in TOKENS.into_iter().chain(MARKS) {
        add(format!("{token:?} on a line"), &|length| record(&repeated(token, length)));
        add(format!("{token:?} by lines"), &|length| record(&repeated(&format!("{token}\n"), length)));
    }
    all
}

/// The shapes of records and other texts.
fn records() -> Vec<Shape> {
    let mut all = Vec::new();
    let mut add = |name: &str, text: &dyn Fn(usize) -> String| {
        all.push((name.to_owned(), LENGTHS_OF_RECORDS.map(text).to_vec()));
    };
    let note = |number: usize| format!("  {number}. Harbor Archive, Box {}.\n", number % 7);
    add("base64", &|length| record(&format!("![x](data:image/png;base64,{})", base64(length))));
    add("JSON", &|length| parts(length, |n| format!("{{\"k{n}\":[{},0.{}],\"b\":true}},", n * 7919 % 1000, n * 31)));
    add("a log", &|length| {
        parts(length, |n| format!("2026-11-29T16:57:{:02} [worker {}] took {n}.5 ms (200)\n", n % 60, n % 9))
    });
    add("counted", &|length| record(&parts(length, |n| format!("{n} "))));
    add("cited", &|length| record(&parts(length, |n| format!("See Document {n}. "))));
    add("prose", &|length| {
        annotated(length, |n| format!("On May {}, 1904, the tug left Brill.{n} It came.\n\n", n % 28 + 1), note)
    });
    add("in brackets", &|length| annotated(length, |n| format!("They met.[{n}] "), |n| format!("  [{n}] Typed.\n")));
    add("labels again", &|length| {
        annotated(length, |n| format!("They met.{} ", n % 9), |n| format!("  {}. Typed.\n", n % 9))
    });
    add("in disorder", &|length| {
        annotated(length, |n| format!("They met [{}] ", n * 7919 % 500), |n| format!("  [{}] Typed.\n", n * 31 % 500))
    });
    add("signs", &|length| annotated(length, |_| "They met* and† ".into(), |_| "  * Typed.\n  † Typed.\n".into()));
    add("a table", &|length| annotated(length, |n| format!("Brill\t{n}\t{}\t{}2\n", n * 7 % 91, n * 31 % 997), note));
    add("a table in a line", &|length| record(&parts(length, |n| format!("{}\t", n * 7 % 91))));
    add("columns", &|length| {
        annotated(length, |n| format!("| Brill | {} | {}2 |\n", 10 + n % 89, 100 + n % 889), note)
    });
    let foot = |n| format!("[Page {}]\n\nThey met.1 They sat.2\n\n  1. Typed.\n  2. Box {n}.\n\n", n + 1);
    add("lists at the feet of pages", &|length| format!("41. Report\n\n{}", parts(length, foot)));
    let apart = |n| format!("[Page {}]\n\nThey met.[{}]\n\n[{}] Typed.\n\n", n + 1, n % 2 + 1, (n + 1) % 2 + 1);
    add("lists of other pages", &|length| format!("41. Report\n\n{}", parts(length, apart)));
    let numbered = |n| {
        format!(
            "{}. Report of the Board\n\nThey met.1 See Document {n}.\n\n  1. Typed, see Document {}.\n\n",
            n + 1,
            n + 3
        )
    };
    add("records", &|length| parts(length, numbered));
    add("records of one number", &|length| parts(length, |n| numbered(0) + &n.to_string()));
    all
}

/// Reads `text`, checks it, and edits it in the middle.
fn read(text: &str, convention: Convention) {
    let mut document = Document::with(text, Marks::of(convention));
    let snapshot = document.snapshot();
    snapshot.recognition();
    for placed in snapshot.records() {
        diagnostics(&placed.record);
    }
    let middle = (0..=text.len() / 2).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default();
    document.edit(Span::new(middle, middle), "x");
    document.snapshot();
}

/// Checks that the work of `work` on the texts of each of `shapes` is linear in their lengths.
fn check(shapes: Vec<Shape>, work: impl Fn(&str)) {
    let mut factors = Vec::new();
    for (name, texts) in shapes {
        let steps: Vec<_> = texts.iter().map(|text| work::steps_of(|| work(text))).collect();
        // Where labels get a digit more, a single doubling is a little steeper.
        let [few, .., many] = steps.as_slice() else { continue };
        let grown = f64::from(u32::try_from(*many).unwrap()) / f64::from(u32::try_from(*few).unwrap());
        factors.push((grown.sqrt(), format!("{name}: {steps:?}")));
    }
    factors.sort_by(|a, b| b.0.total_cmp(&a.0));
    let worst: Vec<_> = factors.iter().take(10).map(|(factor, shape)| format!("{factor:.2}  {shape}\n")).collect();
    writeln!(io::stdout(), "{}", worst.concat()).unwrap();
    assert!(factors.iter().all(|(factor, _)| *factor <= MOST), "{}", worst.concat());
}

#[test]
fn reading_and_checking_is_linear_in_the_text() {
    check(tokens().into_iter().chain(records()).collect(), |text| {
        read(text, Convention::Plain);
    });
}

#[test]
fn reading_and_checking_marked_text_is_linear() {
    check(tokens().into_iter().chain(records()).collect(), |text| {
        read(text, Convention::Markdown);
    });
}
