//! Records typed by hand that print equal labels on both sides, in every genre and in every way of typing them: each reference
//! must lead to its note, and nothing else to any.
//!
//! The records are made up, of sentences with numbers in them. `OBELUS_TYPED=20000 cargo test --release --test typed` tries
//! so many in each form of reference, where every day's tests try a few hundred.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, missing_docs)]

mod forms;
mod genres;
mod invented;

use forms::{Form, Reference, Typed};
use genres::ONCE;
use invented::{Invented, Matter};
use obelus::convention::numeral;
use obelus::record::Document;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use std::env;

/// The references found in `text`, each with the beginning of its note.
fn found(text: &str) -> Vec<(usize, Option<usize>)> {
    let snapshot = Document::new(text).snapshot();
    let records = snapshot.records().iter().flat_map(|placed| {
        let note = |note: usize| placed.record.notes[note].text.start + placed.start;
        placed.record.note_refs.iter().map(move |r| (r.span.start + placed.start, r.note.map(note)))
    });
    records.collect()
}

/// What of `some` is not in `others`, to the eye: the words before each, a bar, the words behind.
fn without(text: &str, some: &[(usize, Option<usize>)], others: &[(usize, Option<usize>)]) -> String {
    let shown = |&(at, _): &(usize, Option<usize>)| {
        let before: Vec<_> = text[..at].chars().rev().take(24).collect();
        let after: String = text[at..].chars().take(12).collect();
        format!("  {:?}\n", before.into_iter().rev().collect::<String>() + "|" + &after)
    };
    some.iter().filter(|pair| !others.contains(pair)).map(shown).collect()
}

/// Records in which some references lead to a note again.
static AGAIN: Matter = Matter { repeated: 4, ..ONCE };

/// Tries records made of `matter` in which references are typed as `reference` has it. Of 1,000 so many may come out wrong:
/// where several numbers may end in the label that is due, nobody can tell which one does.
#[track_caller]
fn check(matter: &'static Matter, reference: Reference, undecidable: usize) {
    let cases =
        env::var("OBELUS_TYPED").map_or(300, |cases| cases.parse().expect("OBELUS_TYPED is a number of records"));
    let mut runner = TestRunner::deterministic();
    let records = (Invented::any(matter), Form::any(reference));
    let mut wrong = Vec::new();
    for _ in 0..cases {
        let (invented, form) = records.new_tree(&mut runner).unwrap().current();
        let Typed { text, pairs } = form.typed(&invented);
        let pairs: Vec<_> = pairs.into_iter().map(|(at, note)| (at, Some(note))).collect();
        let found = found(&text);
        if found != pairs {
            let (missed, other) = (without(&text, &pairs, &found), without(&text, &found, &pairs));
            wrong.push(format!("{form:?}\n{text}\nmissed:\n{missed}instead:\n{other}"));
        }
    }
    assert!(
        wrong.len() * 1000 <= undecidable * cases,
        "{} of {cases} records:\n{}",
        wrong.len(),
        wrong.join("\n==========\n")
    );
}

#[test]
fn glued() {
    // `Contel 8412` and then `Telegram 482`, where 2 is due.
    check(&ONCE, Reference::Glued, 10);
}

#[test]
fn glued_before_the_punctuation() {
    // `In your 7513, paragraph 2,` may be all of a number.
    check(&ONCE, Reference::BeforePunctuation, 25);
}

#[test]
fn superscripts() {
    check(&ONCE, Reference::Superscript, 1);
}

#[test]
fn in_square_brackets() {
    check(&ONCE, Reference::Bracketed, 1);
}

#[test]
fn in_parentheses() {
    check(&ONCE, Reference::Parenthesised, 1);
}

#[test]
fn in_parentheses_behind_a_space() {
    check(&ONCE, Reference::ParenthesisedApart, 1);
}

#[test]
fn glued_and_repeated() {
    check(&AGAIN, Reference::Glued, 125);
}

#[test]
fn in_square_brackets_and_repeated() {
    check(&AGAIN, Reference::Bracketed, 1);
}
