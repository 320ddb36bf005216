//! Texts of growing length, of each kind that may be slow to read.

use crate::convention::Convention;

/// The length in bytes of the shortest text that repeats a token.
const SHORTEST: usize = 900;
/// The lengths of records, each twice the one before. In short records what is looked at around a number is still cut short by
/// the ends of the text.
const LENGTHS: [usize; 3] = [5_000, 10_000, 20_000];

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

/// A shape: its name, and its texts, each twice as long as the one before.
pub struct Shape {
    pub name: String,
    pub texts: Vec<String>,
}

/// All shapes, with references and notes in the form of `convention`.
pub fn all(convention: Convention) -> Vec<Shape> {
    let mut all = tokens(convention);
    all.extend(records(convention));
    all.extend(pages(convention));
    all
}

/// A footnote reference in `convention`.
fn reference(convention: Convention, label: usize) -> String {
    convention.new_reference_form().write(&label.to_string())
}

/// A note in `convention`, on a line of its own.
fn note(convention: Convention, label: usize, text: &str) -> String {
    convention.new_note_form().write(&label.to_string(), text) + "\n"
}

/// A record whose text is `body`.
fn record(convention: Convention, body: &str) -> String {
    let reference = |label| reference(convention, label);
    let notes = note(convention, 1, "Not printed.") + &note(convention, 2, "See Document 2.");
    format!(
        "41. Report of the Harbor Board\n\nThe tug left.{} It came.{}\n\n{body}\n\n{notes}",
        reference(1),
        reference(2)
    )
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

/// A name that belongs to `number`: without digits, which might be taken for references.
fn name(number: usize) -> String {
    number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'k')).collect()
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

/// The shapes of repeated tokens.
fn tokens(convention: Convention) -> Vec<Shape> {
    let mut all = Vec::new();
    let mut add = |name: String, token: &str| {
        // An even number, so that the middle of each text stands at the same place of a token.
        let times = SHORTEST / token.len() / 2 * 2;
        let text = |factor: usize| record(convention, &token.repeat(times * factor));
        all.push(Shape { name, texts: [1, 2, 4].map(text).to_vec() });
    };
    for token in TOKENS.into_iter().chain(MARKS) {
        add(format!("{token:?} on a line"), token);
        add(format!("{token:?} by lines"), &format!("{token}\n"));
    }
    all
}

/// The shapes of records and other texts.
fn records(convention: Convention) -> Vec<Shape> {
    let mut all = Vec::new();
    let mut add = |name: &str, text: &dyn Fn(usize) -> String| {
        all.push(Shape { name: name.to_owned(), texts: LENGTHS.map(text).to_vec() });
    };
    let reference = |label| reference(convention, label);
    let noted = |label, text: &str| note(convention, label, text);
    let note = |label: usize| noted(label, &format!("Harbor Archive, Box {}.", label % 7));
    let record = |body: &str| record(convention, body);
    add("base64", &|length| record(&format!("![x](data:image/png;base64,{})", base64(length))));
    add("JSON", &|length| parts(length, |n| format!("{{\"k{n}\":[{},0.{}],\"b\":true}},", n * 7919 % 1000, n * 31)));
    add("a log", &|length| {
        parts(length, |n| format!("2026-11-29T16:57:{:02} [worker {}] took {n}.5 ms (200)\n", n % 60, n % 9))
    });
    add("counted", &|length| record(&parts(length, |n| format!("{n} "))));
    add("cited", &|length| record(&parts(length, |n| format!("See Document {n}. "))));
    add("prose", &|length| {
        let met = |n| format!("On May {}, 1904, the tug left Brill.{} It came.\n\n", n % 28 + 1, reference(n));
        annotated(length, met, note)
    });
    add("one label", &|length| annotated(length, |_| format!("They met.{} ", reference(1)), |_| noted(1, "Typed.")));
    add("one label in a list", &|length| {
        annotated(length, |n| format!("They met.{} ", reference(n)), |_| noted(1, "Typed."))
    });
    add("one note", &|length| record(&parts(length, |_| format!("They met.{} ", reference(1)))));
    add("labels again", &|length| {
        annotated(length, |n| format!("They met.{} ", reference(n % 9)), |n| noted(n % 9, "Typed."))
    });
    add("in disorder", &|length| {
        let paragraph = |n| format!("They met {}.{} ", name(n), reference(n ^ 1));
        annotated(length, paragraph, |n| noted(n, &format!("By {}.", name(n))))
    });
    add("from both ends", &|length| {
        let count = length / 40;
        let order = (0..count).map(|at| 100 + if at % 2 == 0 { at / 2 } else { count - 1 - at / 2 });
        let references: Vec<_> = (100..100 + count).map(|n| format!("They met.{} ", reference(n))).collect();
        format!("41. Report of the Board\n\n{}\n\n{}", references.concat(), order.map(note).collect::<String>())
    });
    add("in brackets", &|length| annotated(length, |n| format!("They met.[{n}] "), |n| format!("  [{n}] Typed.\n")));
    add("items", &|length| annotated(length, |n| format!("They met.[{n}]\n\n[{n}] Typed.\n\n"), |_| String::new()));
    add("references in a note", &|length| {
        format!("They met.[1]\n\n[1] Typed:\n{}", parts(length, |n| format!("They sat.[{n}]\n")))
    });
    add("signs", &|length| annotated(length, |_| "They met* and† ".into(), |_| "  * Typed.\n  † Typed.\n".into()));
    add("a table", &|length| annotated(length, |n| format!("Brill\t{n}\t{}\t{}2\n", n * 7 % 91, n * 31 % 997), note));
    add("a table in a line", &|length| record(&parts(length, |n| format!("{}\t", n * 7 % 91))));
    add("columns", &|length| {
        annotated(length, |n| format!("| Brill{} | {} | {}2 |\n", reference(n), 10 + n % 89, 100 + n % 889), note)
    });
    add("a title with notes", &|length| {
        format!("41. Report{}\n\nThey met.\n\n{}", parts(length, |_| reference(1)), noted(1, "Typed."))
    });
    let numbered = |n, to| {
        let cited = format!("Typed, see Document {to}.");
        format!("{n}. Report of the Board\n\nThey met.{} See Document {to}.\n\n{}\n", reference(1), noted(1, &cited))
    };
    let chapter =
        |title: &str, body: &str| format!("{title}\n\nThey met.{}\n\n{}\n{body}", reference(1), noted(1, "Typed."));
    add("page markers in a line of a chapter", &|length| {
        let marked = parts(length, |n| format!("They met.[1] [Page {n}] "));
        chapter("CHAPTER I", &format!("{marked}\n\n")) + &chapter("CHAPTER II", "")
    });
    add("letters below numbers", &|length| {
        format!("41. Report\n\n{}\nThey met.\n", parts(length, |n| format!("{n} x\na. y\n")))
    });
    let behind_a_gap = |said: &str, length, again: &str| {
        format!("41. Editorial Note\n\n{said}{}{}\n", " ".repeat(length / 2), parts(length / 2, |_| again.to_owned()))
    };
    add("supra behind a gap", &|length| behind_a_gap("See p. 5", length, "supra x "));
    add("supra before a gap", &|length| behind_a_gap(&"supra x ".repeat(length / 16), length / 2, "See p. 5"));
    add("records behind a gap", &|length| {
        let said = "Der Rat an den Hafenmeister, und es ist ein Brief aus der Stadt von dem Rat. Siehe Anm. 2";
        behind_a_gap(said, length, "Nr. 3 x ")
    });
    add("records", &|length| parts(length, |n| numbered(n + 1, n + 3)));
    add("records of one number", &|length| parts(length, |_| numbered(1, 3)));
    add("records that cite one", &|length| parts(length, |n| numbered(n + 1, 1)));
    all
}

/// The shapes of records whose pages have note lists.
pub fn pages(convention: Convention) -> Vec<Shape> {
    let mut all = Vec::new();
    let mut add = |name: &str, page: &dyn Fn(usize) -> String| {
        let text = |length| format!("41. Report of the Harbor Board\n\n{}", parts(length, page));
        all.push(Shape { name: name.to_owned(), texts: LENGTHS.map(text).to_vec() });
    };
    let met = |label| format!("They met.{} ", reference(convention, label));
    let noted = |label| note(convention, label, "Typed.");
    add("lists at the feet of pages", &|n| {
        format!("[Page {}]\n\n{}{}\n\n{}{}\n", n + 100, met(1), met(2), noted(1), noted(2))
    });
    add("lists of other pages", &|n| {
        format!("[Page {}]\n\n{}\n\n{}\n", n + 100, met(n % 2 + 1), noted((n + 1) % 2 + 1))
    });
    add("letters at the feet of pages", &|n| {
        format!("[Page {}]\n\nThey met{}a at {}noon.b\n\n  a. Typed.\n  b. Typed.\n", n + 100, name(n), name(n))
    });
    add("points at the feet of pages", &|n| format!("[Page {}]\n\nThey met.\n\na. Typed.\n\nb. Typed.\n", n + 100));
    add("files of pages", &|n| format!("-----File: {n:03}.png---\n{}\n\n{}", met(1), noted(1)));
    all
}
