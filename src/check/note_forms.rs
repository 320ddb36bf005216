//! Notes that are not written as they should be: otherwise than the others, or begun on one page and not continued on
//! the next.

use super::code::Code;
use super::diagnostic::{Diagnostic, Suggestion};
use super::message_names;
use crate::convention::form::NoteForm;
use crate::record::Record;
use crate::text::Span;
use std::cell::LazyCell;
use std::collections::BTreeMap;

/// For one note in an odd form, at least this many have the usual one.
const OTHERS: usize = 2;

/// The rule `malformed-note`, in a record whose marks say what they are. Elsewhere a number before a text may be written in any
/// form.
pub(super) fn malformed(record: &Record) -> Vec<Diagnostic> {
    if !record.convention.says_what_marks_are() {
        return Vec::new();
    }
    let forms: Vec<_> = record.notes.iter().map(|note| record.note_form(note)).collect();
    let alike: Vec<_> = forms.iter().map(alike).collect();
    let mut counts: BTreeMap<&str, BTreeMap<Opening<'_>, usize>> = BTreeMap::new();
    for ((note, form), alike) in record.notes.iter().zip(&forms).zip(&alike) {
        if note.label.is_some() {
            *counts.entry(alike).or_default().entry(opening(form)).or_default() += 1;
        }
    }
    let usual: BTreeMap<_, _> =
        counts.into_iter().filter_map(|(alike, openings)| Some((alike, usual(openings)?))).collect();
    let firsts = LazyCell::new(|| record.first_refs());
    let notes = record.notes.iter().zip(&forms).zip(&alike).enumerate();
    notes
        .filter(|(_, ((note, _), _))| !note.text.is_empty())
        .filter_map(|(index, ((note, form), alike))| {
            let label = note.label.as_ref()?;
            let (own, usual) = (opening(form), *usual.get(alike.as_str())?);
            let lacks_colon = usual.after.ends_with(':') && !own.after.ends_with(':');
            if own.before == usual.before && !lacks_colon {
                return None;
            }
            let start = note.span.start + form.before.len() - own.before.len();
            let span = Span::new(start, note.label_span.end + own.after.len());
            let text = format!("{}{}{}", usual.before, note.label_span.of(&record.text), usual.after);
            let message = if lacks_colon {
                format!("Note {label} lacks its colon; “{text}” was expected")
            } else {
                format!("Note {label} does not begin like the others; “{text}” was expected")
            };
            let is_led_to = firsts.get(index).is_some_and(Option::is_some);
            let suggestion = Some(Suggestion { text, certain: is_led_to && is_due(record, index) });
            Some(Diagnostic { suggestion, ..Diagnostic::new(Code::MalformedNote, span, message) })
        })
        .collect()
}

/// Of `openings`, which are alike, each with how many notes have it, the usual one, if there is one.
fn usual(openings: BTreeMap<Opening<'_>, usize>) -> Option<Opening<'_>> {
    let all: usize = openings.values().sum();
    let (usual, count) = openings.into_iter().max_by_key(|(_, count)| *count)?;
    (count >= (all - count) * OTHERS).then_some(usual)
}

/// What stands before and behind the label of a note: `[Footnote ` and `:`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Opening<'a> {
    before: &'a str,
    after: &'a str,
}

fn opening(form: &NoteForm) -> Opening<'_> {
    Opening { before: form.before.trim_start(), after: form.after.trim_end() }
}

/// What the openings of notes have in common that differ only in spaces, capitals and the colon.
fn alike(form: &NoteForm) -> String {
    form.before.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// The notes that only lack their label, `[Footnote: text]`, each with the reference that is to lead to it: both stand alone
/// between the same two pairs. As indices into the record's notes and references, in order.
pub(super) fn unlabelled(record: &Record) -> Vec<(usize, usize)> {
    let labelled = record.notes.iter().filter(|note| note.label.is_some()).count();
    let others = record.notes.len() - labelled;
    if others == 0 || !record.convention.says_what_marks_are() || labelled < others * OTHERS {
        return Vec::new();
    }
    let firsts = record.first_refs();
    let lacks_label = |note: &usize| {
        let is_led_to = firsts.get(*note).is_some_and(Option::is_some);
        record.notes.get(*note).is_some_and(|note| note.label.is_none()) && !is_led_to
    };
    let mut found = Vec::new();
    // The first note behind those of the pairs before, and the reference without a note since then, if there is only one.
    let (mut from, mut alone, mut count) = (0, None, 0);
    for (index, reference) in record.note_refs.iter().enumerate() {
        let Some(note) = reference.note else {
            (alone, count) = (Some(index), count + 1);
            continue;
        };
        if let Some(reference) = alone.filter(|_| count == 1) {
            let mut between = (from..note).filter(lacks_label);
            let only = between.next().filter(|_| between.next().is_none());
            found.extend(only.map(|note| (note, reference)));
        }
        (from, alone, count) = (from.max(note + 1), None, 0);
    }
    found
}

/// The rule `malformed-note` for notes that lack their label.
pub(super) fn without_label(record: &Record) -> Vec<Diagnostic> {
    let missing = unlabelled(record).into_iter().filter_map(|(note, reference)| {
        let (note, reference) = (record.notes.get(note)?, record.note_refs.get(reference)?);
        let opening = Span::new(note.span.start, note.label_span.end).of(&record.text).trim_start();
        let start = note.label_span.end - opening.len();
        let text = format!("{opening} {}", reference.label);
        let message = format!("This note lacks its label; “{text}:” was expected");
        let suggestion = Some(Suggestion { text, certain: false });
        let diagnostic = Diagnostic::new(Code::MalformedNote, Span::new(start, note.label_span.end), message);
        let diagnostic = diagnostic.with_related(reference.span, format!("reference {} has no note", reference.label));
        Some(Diagnostic { suggestion, ..diagnostic })
    });
    missing.collect()
}

/// The rule `malformed-note` for notes that go on on the next page: each end that says so needs a rest, and each rest needs
/// such an end before it.
pub(super) fn continued(record: &Record) -> Vec<Diagnostic> {
    // For each note with such an end and no rest behind it: where that end is.
    let mut open: BTreeMap<usize, Span> = BTreeMap::new();
    let going_on = record.notes.iter().enumerate().filter(|(_, note)| note.goes_on);
    open.extend(going_on.map(|(index, note)| (index, note.span)));
    let mut found = Vec::new();
    for rest in &record.continuations {
        let Some(note) = rest.note else {
            let quote = message_names::quoted(record, rest.span, 30);
            let message = format!("{quote} continues no note: no note on the page before is marked as continued");
            found.push(Diagnostic::new(Code::MalformedNote, rest.span, message));
            continue;
        };
        if rest.goes_on {
            open.insert(note, rest.span);
        } else {
            open.remove(&note);
        }
    }
    for (note, span) in open {
        let name = message_names::capitalised(&message_names::note_name(record, note));
        let message = format!("{name} is marked as continued, but its continuation does not follow on the next page");
        let end = Span::new(span.end.saturating_sub(1), span.end);
        found.push(Diagnostic::new(Code::MalformedNote, end, message));
    }
    found
}

/// Whether the number of the note with the index `index` is the one due between its neighbours.
fn is_due(record: &Record, index: usize) -> bool {
    let number = |index: Option<usize>| record.notes.get(index?)?.number();
    let own = number(Some(index));
    let follows = |before: Option<u64>, after: Option<u64>| {
        before.zip(after).is_none_or(|(before, after)| before.checked_add(1) == Some(after) || after == 1)
    };
    own.is_some() && follows(number(index.checked_sub(1)), own) && follows(own, number(index.checked_add(1)))
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::check;

    #[test]
    fn a_colon_is_missing() {
        check(
            "The ferry sank.[1] It rose.[2] It sailed.[3]

[Footnote 1: At noon.]

[Footnote 2 At night.]
^^^^^^^^^^^ malformed-note warning: Note 2 lacks its colon; “[Footnote 2:” was expected

[Footnote 3: At four.]",
        );
        check(
            "The ferry sank.[^1] It rose.[^2] It sailed.[^3]

[^1]: At noon.
[^2] At night.
^^^^ malformed-note warning: Note 2 lacks its colon; “[^2]:” was expected
[^3]: At four.",
        );
    }

    #[test]
    fn another_opening() {
        let note = |opening: &str, expected: &str| {
            check(&format!(
                "The ferry sank.[1] It rose.[2] It sailed.[3]

[Footnote 1: At noon.]

{opening} At night.]{expected}

[Footnote 3: At four.]"
            ));
        };
        let odd = |length: usize| {
            let carets = "^".repeat(length);
            format!(
                "\n{carets} malformed-note warning: Note 2 does not begin like the others; “[Footnote 2:” was expected"
            )
        };
        note("[ Footnote 2:", &odd(13));
        note("[footnote 2:", &odd(12));
        note("[Footnote 2:", "");
    }

    #[test]
    fn a_label_is_missing() {
        check(
            "The ferry sank.[1] It rose.[2] It sailed.[3]

[Footnote 1: At noon.]

[Footnote: At night.]
^^^^^^^^^ malformed-note warning: This note lacks its label; “[Footnote 2:” was expected

[Footnote 3: At four.]",
        );
    }

    #[test]
    fn a_form_that_most_notes_have_is_no_slip() {
        check("The ferry sank.[^1] It rose.[^2] It sailed.[^3]\n\n[^1] At noon.\n[^2] At night.\n[^3]: At four.");
        check("The ferry sank.[1] It rose.[2]\n\n[Footnote 1 At noon.]\n\n[Footnote 2 At night.]");
    }

    #[test]
    fn a_note_that_goes_on_has_its_rest_on_the_next_page() {
        check(
            "-----File: 001.png---
The ferry sank.[1] It rose.[2]

[Footnote 1: At noon; the master,]*

[Footnote 2: At night.]
-----File: 002.png---
It sailed.

*[Footnote: who saw it, says so.]",
        );
        check(
            "-----File: 001.png---
The ferry sank.[1] It rose.

[Footnote 1: At noon; the master,]*
                                 ^ malformed-note warning: Note 1 is marked as continued, but its continuation does not follow on the next page
-----File: 002.png---
It sailed.[1]

[Footnote 1: At four.]
-----File: 003.png---
*[Footnote: who saw it, says so.]
 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ malformed-note warning: “[Footnote: who saw it, says…” continues no note: no note on the page before is marked as continued",
        );
    }
}
