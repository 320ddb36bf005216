//! Records typed by hand as lessons. They are made up by the generator of `tests/typed`, of other sentences and with other
//! random numbers than those that are tried there.

#[path = "../../../../tests/typed/forms.rs"]
#[allow(dead_code, reason = "other forms than glued ones leave nothing to learn")]
mod forms;
#[path = "../../../../tests/typed/invented.rs"]
mod invented;
mod matter;
mod other_languages;

use super::published::{Published, Reference, Start, Truth, Volume};
use crate::convention::numeral;
use forms::{Form, Typed};
use invented::{Invented, Matter};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// The seed of all that is random in them.
const SEED: [u8; 32] = [41; 32];

/// So many lessons in English, as a volume of records.
pub(super) fn in_english(count: usize) -> Volume {
    volume("typed", &matter::MATTER, count)
}

/// So many lessons in the other languages, as a volume of records.
pub(super) fn in_other_languages(count: usize) -> Volume {
    volume("typed in other languages", &other_languages::MATTER, count)
}

fn volume(name: &str, matter: &'static Matter, count: usize) -> Volume {
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &SEED));
    let kind = (Invented::any(matter), Form::any(forms::Reference::Glued));
    Volume { name: name.into(), records: (0..count).map(|_| published(&mut runner, &kind)).collect() }
}

/// A record of this `kind`, with its truth.
fn published(runner: &mut TestRunner, kind: &impl Strategy<Value = (Invented, Form)>) -> Published {
    let (invented, form) = kind.new_tree(runner).unwrap().current();
    let Typed { text, pairs } = form.typed(&invented);
    let mut notes: Vec<_> = pairs.iter().map(|&(_, note)| note).collect();
    notes.sort_unstable();
    notes.dedup();
    let reference = |(start, note): (usize, usize)| {
        let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
        Reference { start, end: start + digits, note: notes.binary_search(&note).unwrap() }
    };
    let truth = Truth {
        note_refs: pairs.iter().copied().map(reference).collect(),
        notes: notes.iter().map(|&start| Start { start }).collect(),
        ..Truth::default()
    };
    Published { text, truth }
}

#[test]
fn all_references_of_the_lessons_are_taught() {
    for published in in_english(500).records.into_iter().chain(in_other_languages(500).records) {
        let taught = super::example::Example::new(&published).taught();
        assert_eq!(taught, published.truth.note_refs.len(), "{}", published.text);
    }
}
