//! Properties that hold for every edit of every record.

use super::action::{Action, ActionId};
use super::action_fixture::applied;
use super::edit_context::Environment;
use super::fix_all::fix_all;
use super::linked_editing::linked_editing_spans;
use super::registry::{actions, resolve};
use super::rename::rename;
use super::rename::rename_target;
use crate::assist::answer_properties::texts;
use crate::convention::Marks;
use crate::record::{Document, Snapshot};
use crate::text::Span;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A random record with footnotes. Every reference follows a word of its own, and every note names one, so that a pair
/// can be recognised after an edit.
#[derive(Clone, Debug)]
struct Plan {
    /// The numbers of the first reference and of the first note.
    starts: (u64, u64),
    /// For each sentence, its number of references (0 to 2), which earlier reference it repeats, if one does, and whether a
    /// page begins behind it.
    sentences: Vec<(u8, Option<u8>, bool)>,
    /// An index into `STYLES`: what stands before and behind the number of a reference and of a note.
    style: usize,
    /// Whether each note cites the one before it.
    cites: bool,
}

/// How a record writes its footnotes.
#[derive(Clone, Copy, Debug)]
struct Style {
    /// What stands before and behind the number of a reference.
    reference: [&'static str; 2],
    /// What stands before and behind the number of a note, and behind its text.
    note: [&'static str; 3],
    /// What stands between two notes.
    gap: &'static str,
    /// Whether the notes of each paragraph stand below it.
    below: bool,
}

const PLAIN: Style = Style { reference: ["", ""], note: ["  ", ". ", ""], gap: "\n", below: false };
const BLOCKS: Style = Style { reference: ["[", "]"], note: ["[Footnote ", ": ", "]"], gap: "\n\n", below: false };

/// Styles of all conventions.
const STYLES: [Style; 11] = [
    PLAIN,
    Style { reference: ["(", ")"], note: ["  ", ") ", ""], ..PLAIN },
    Style { note: ["  ", ".\t", ""], ..PLAIN },
    Style { reference: ["[", "]"], ..PLAIN },
    Style { note: ["", " ", ""], ..PLAIN },
    BLOCKS,
    Style { note: ["    [Footnote ", ": ", "]"], below: true, ..BLOCKS },
    Style { note: ["Footnote ", ":\n\n  ", ""], ..BLOCKS },
    Style { note: ["[", "] ", ""], below: true, ..BLOCKS },
    Style { reference: ["[^", "]"], note: ["[^", "]: ", ""], ..BLOCKS },
    Style { reference: ["[^", "]"], note: ["[^", "]: ", ""], ..PLAIN },
];

/// The index of the style whose labels are signs.
const SIGNS: usize = 4;

impl Plan {
    /// The text of the record.
    fn text(&self) -> String {
        let Style { reference: [open, close], note: [before, behind, end], gap, below } = STYLES[self.style];
        let mut text = String::from("204. Talk in Aldmoor\n\n");
        let title = if self.style == SIGNS { "Notes\n\n" } else { "" };
        let mut notes: Vec<String> = Vec::new();
        let (mut count, mut repeats) = (0, 0);
        for (index, &(refs, repeated, page)) in self.sentences.iter().enumerate() {
            text += "The barge lay";
            for side in 0..refs {
                let word = [letters(index), letters(side.into())].concat();
                let mark = self.mark(self.starts.0 + count);
                let marked = format!(" at quay{word}.{open}{mark}{close} It stayed");
                text += &marked;
                let cited = match self.starts.0 + count {
                    mark if self.cites && count > 0 && self.style != SIGNS => format!(" See footnote {}.", mark - 1),
                    _ => String::new(),
                };
                notes.push(format!("{before}{}{behind}Of {word}.{cited}{end}", self.mark(self.starts.1 + count)));
                count += 1;
            }
            // Numbers in parentheses that recur more often than there are notes may count something else.
            if let Some(repeated) = repeated.filter(|_| repeats < count) {
                repeats += 1;
                let mark = self.mark(self.starts.0 + u64::from(repeated) % count);
                let marked = format!(" at berth{}.{open}{mark}{close} It stayed", letters(index));
                text += &marked;
            }
            text += " in the ice.\n\n";
            if below && !notes.is_empty() {
                text += &std::mem::take(&mut notes).join(gap);
                text += "\n\n";
            }
            if page {
                let marker = format!("[Page {}]\n\n", 30 + index);
                text += &marker;
            }
        }
        let end = if notes.is_empty() { "" } else { "\n" };
        text + title + &notes.join(gap) + end
    }

    /// Whether a glued number recurs, which another edit may make a misprint. Such an edit is refused.
    fn is_ambiguous(&self) -> bool {
        let is_glued = STYLES[self.style].reference[0].is_empty() && self.style != SIGNS;
        is_glued && self.sentences.iter().any(|(_, repeated, _)| repeated.is_some())
    }

    /// The label of number `number`.
    fn mark(&self, number: u64) -> String {
        const ALL: [&str; 4] = ["*", "†", "‡", "§"];
        if self.style == SIGNS {
            let number = number as usize;
            ALL[number % ALL.len()].repeat(1 + number / ALL.len())
        } else {
            number.to_string()
        }
    }
}

/// A word of two letters for a number.
fn letters(number: usize) -> String {
    let letter = |digit: usize| char::from(b'a' + (digit % 26) as u8);
    [letter(number / 26), letter(number)].iter().collect()
}

/// Random plans.
fn plans() -> impl Strategy<Value = Plan> {
    let starts = prop_oneof![Just((1, 1)), Just((0, 1)), Just((0, 0)), Just((7, 7))];
    let repeated = prop::option::weighted(0.3, any::<u8>());
    let sentences = prop::collection::vec((0..3_u8, repeated, any::<bool>()), 1..8);
    (starts, sentences, 0..STYLES.len(), any::<bool>()).prop_map(|(starts, sentences, style, cites)| {
        let starts = match style {
            SIGNS => (0, 0),
            // Only plain lists count by position.
            0..SIGNS => starts,
            _ => (starts.0, starts.0),
        };
        Plan { starts, sentences, style, cites }
    })
}

/// Maps each note's text, up to the first full stop, to the words before its references. The key `None` holds the words
/// before references without a note. `marks` are those in which `text` was last read.
fn pairs(text: &str, marks: &Marks) -> BTreeMap<Option<String>, Vec<String>> {
    let snapshot = Document::with(text, marks.clone()).snapshot();
    let record = &snapshot.records()[0].record;
    let said = |note: usize| record.notes[note].text.of(text).split('.').next().unwrap_or_default().to_owned();
    let word = |end: usize| {
        let before = text[..end].trim_end_matches(|c: char| !c.is_alphabetic());
        before.rsplit(' ').next().unwrap_or_default().to_owned()
    };
    let mut pairs: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for reference in &record.note_refs {
        pairs.entry(reference.note.map(said)).or_default().push(word(reference.span.start));
    }
    pairs
}

/// A place in the text of a plan where a footnote can be put in: behind words, and away from its references.
fn inside(text: &str) -> usize {
    text.find(" in the ice.").expect("every plan has a sentence")
}

/// Checks that the replacements of `action` are sorted, lie within the text, cut no character and change something.
fn whole(snapshot: &Snapshot, action: &Action) {
    if let Ok(edit) = resolve(snapshot, action.place, action.id, Environment::default()) {
        let text = snapshot.text().to_string();
        let mut behind = 0;
        for change in &edit.changes {
            assert!(behind <= change.span.start && text.get(change.span.start..change.span.end).is_some(), "{edit:?}");
            behind = change.span.end;
        }
        let after = applied(snapshot, &edit);
        assert_ne!(after, text, "{:?} changes nothing", action.id);
    }
}

proptest! {
    // Each case tries every action, and every action reads the record again.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_pairing_that_held_holds(plan in plans(), at in any::<prop::sample::Index>()) {
        let text = plan.text();
        let snapshot = Document::new(&text).snapshot();
        let before = pairs(&text, snapshot.marks());
        for at in [at.index(text.len()), inside(&text)] {
            for action in actions(&snapshot, Span::new(at, at), Environment::default()) {
                let Ok(edit) = resolve(&snapshot, action.place, action.id, Environment::default()) else { continue };
                let after = pairs(&applied(&snapshot, &edit).replace('|', ""), snapshot.marks());
                let lost = before.iter().filter(|(said, words)| after.get(*said) != Some(*words)).count();
                let gone = usize::from(matches!(action.id, ActionId::RemoveFootnote | ActionId::RemoveReference));
                prop_assert_eq!(lost, gone, "{:?} in {}", action, text);
                let new = usize::from(action.id == ActionId::InsertFootnote);
                // The note of a reference that is removed stays where another reference leads to it.
                let without = before.keys().filter(|said| !after.contains_key(*said)).count();
                prop_assert!(without <= gone, "{:?} in {}", action, text);
                prop_assert_eq!(after.len(), before.len() - without + new, "{:?} in {}", action, text);
            }
        }
    }

    #[test]
    fn a_footnote_put_in_and_taken_out_leaves_all_as_it_was(plan in plans(), at in any::<prop::sample::Index>()) {
        let text = plan.text();
        let snapshot = Document::new(&text).snapshot();
        for at in [at.index(text.len()), inside(&text)] {
            let edit = resolve(&snapshot, Span::new(at, at), ActionId::InsertFootnote, Environment::default());
            prop_assert!(at != inside(&text) || edit.is_ok() || plan.is_ambiguous(), "{:?} in {}", edit, text);
            let Ok(edit) = edit else { continue };
            let with = applied(&snapshot, &edit).replace('|', "");
            let with = Document::with(&with, snapshot.marks().clone()).snapshot();
            let edit = resolve(&with, edit.cursor.expect("a cursor"), ActionId::RemoveFootnote, Environment::default());
            let without = edit.map(|edit| applied(&with, &edit));
            prop_assert_eq!(without.as_ref(), Ok(&text));
        }
    }

    #[test]
    fn nothing_is_cut_whatever_the_text(text in texts(), at in any::<prop::sample::Index>(), new in "[0-9*†a]{0,3}") {
        let snapshot = Document::new(&text).snapshot();
        let at = at.index(text.len() + 1);
        for action in actions(&snapshot, Span::new(at, at), Environment::default()) {
            whole(&snapshot, &action);
        }
        for id in ActionId::ALL {
            let _ = resolve(&snapshot, Span::new(at, at), id, Environment::default());
        }
        for span in linked_editing_spans(&snapshot, at).into_iter().flatten() {
            prop_assert!(text.get(span.start..span.end).is_some());
        }
        if let Ok(found) = rename_target(&snapshot, at) {
            prop_assert_eq!(&found.label, &text[found.span.start..found.span.end]);
            let _ = rename(&snapshot, at, &new, Environment::default());
        }
    }

    #[test]
    fn what_was_mended_needs_no_mending(text in texts()) {
        let mut document = Document::new(&text);
        fix_all(&mut document, Environment::default());
        let after = document.text().to_string();
        prop_assert_eq!(fix_all(&mut document, Environment::default()), []);
        prop_assert_eq!(document.text().to_string(), after);
    }
}
