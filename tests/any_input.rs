//! What must hold for any bytes: the targets of `fuzz/` on random pieces of what they read, and on what fuzzing found.
//! `PROPTEST_CASES=10000 cargo test --release --test any_input` runs more than the few of every day.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../fuzz/src/targets.rs"]
mod targets;

use proptest::prelude::*;

/// How many inputs each target gets, where the environment does not say.
const CASES: u32 = 96;

/// Pieces of records, of messages and of configurations, and bytes that are none.
const PIECES: [&[u8]; 80] = [
    b"",
    b"\0",
    b"\xff",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xc3",
    b"\xe9",
    b"\x93",
    "é".as_bytes(),
    "😀".as_bytes(),
    "\u{2028}".as_bytes(),
    b" ",
    b"\n",
    b"\r\n",
    b"\r",
    b"\n\n",
    b"\t",
    b"1",
    b"2",
    b"12",
    b"1962",
    b"a",
    b"i",
    b".",
    b",",
    b"could.2",
    "could.²".as_bytes(),
    "†".as_bytes(),
    b"*",
    b"(1)",
    b"[1]",
    b"[",
    b"]",
    b"{",
    b"[Page 5]",
    b"[Pgae 6]",
    b"Page 7]",
    b"[Page8]",
    b"[p. 9]",
    b"{10}",
    b" [11] ",
    b"[12-13]",
    b"[fol. 5r]",
    b"<pb n=\"6\"/>",
    b"\n\n- 22 -\n\nIt rained on the ferry from noon until night, and nobody who came to the pier had a lamp or a horse.\n",
    b"\n- 23 -\n",
    b"\n\n1From July.\n2Rotten.\n",
    b" lock\xe1\xb5\x83 and,\xe1\xb5\x87",
    b"\n\na struck out\nb written over\n",
    b"\n\n24\n\n",
    b"-----File: 007.png---\\ada\\---\n",
    b"[^1]",
    b"\n[^1]: Aboard.\n",
    b"^[Aboard.]",
    b"```\n",
    b"\n[Footnote 1: Aboard.]\n",
    b"*[Footnote: Ashore.]",
    b"\n  1. Source: Files.",
    b"\n  2. See Document 41.",
    b"\n- back",
    b"\nNotes\n",
    b"\n---\n",
    b"\n\n41. Minutes of the Harbor Board1\n\n",
    b"\n\nCHAPTER II\n\n",
    b"footnote 2, Document 40",
    b"See Document 41",
    b"p. 12",
    b"Content-Length: 2\r\n\r\n{}",
    b"Content-Length: 99\r\n",
    b"[rules]\nempty-note = \"off\"\n",
    b"[[ignore]]\ncode = \"empty-note\"\n",
    b"[pages]\npatterns = ['<(?<label>\\d+)>']\n",
    b"{\"rules\": {}}",
    b"scans/{page:04}.jpg",
    b"https://example.org/{record}/{volume}",
    b"../",
    b"!**/[a-\\",
    b"\n\n8    THE FERRY\n\n",
    b"\n\nThe Boat    9\n\nand rose again from the river before the snow, which nobody had thought of until the night of the flood came.\n",
];

fn input() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![9 => prop::sample::select(PIECES.as_slice()).prop_map(<[u8]>::to_vec), 1 => any::<[u8; 2]>().prop_map(<[u8; 2]>::into)];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// An input whose pieces after the first each begin with a place: see [`targets::edits`].
fn script() -> impl Strategy<Value = Vec<u8>> {
    let edit = (any::<[u8; 2]>(), 0_u8..9, prop::sample::select(PIECES.as_slice()));
    let edits = prop::collection::vec(edit, 0..12);
    (input(), edits).prop_map(|(text, edits)| {
        let text = text.into_iter().filter(|byte| *byte != 0xff);
        let edits =
            edits.into_iter().flat_map(|(place, length, new)| [&[0xff], place.as_slice(), &[length], new].concat());
        text.chain(edits).collect()
    })
}

fn config() -> ProptestConfig {
    let set = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { set.cases } else { CASES };
    ProptestConfig { cases, failure_persistence: None, ..set }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn messages_are_read_however_they_arrive(data in input()) {
        targets::framing(&data);
    }

    #[test]
    fn a_document_equals_a_fresh_one(data in script()) {
        targets::edits(&data);
    }

    #[test]
    fn any_file_is_read_or_refused(data in input()) {
        targets::readers(&data);
    }

    #[test]
    fn any_text_is_a_configuration(data in input()) {
        targets::configuration(&data);
    }

    #[test]
    fn files_are_found_whatever_is_ignored(data in input()) {
        targets::ignore_files(&data);
    }

    #[test]
    fn a_facsimile_is_one_link(data in input()) {
        targets::facsimile(&data);
    }

    #[test]
    fn any_text_is_converted_or_refused(data in input()) {
        targets::conversions(&data);
    }

    #[test]
    fn any_text_is_a_manifest_or_none(data in input()) {
        targets::manifest(&data);
    }
}

#[test]
fn what_fuzzing_found() {
    targets::facsimile(b"Http://>>>");
    targets::facsimile(b"..{page}");
}
