//! A note that is written otherwise than the others: without its colon, or without its closing bracket.

use super::code::Code;
use super::diagnostic::{Diagnostic, Suggestion};
use super::typing::Typing;
use crate::convention::form::NoteForm;
use crate::record::Record;
use crate::text::Span;
use std::cell::LazyCell;
use std::collections::HashMap;

/// For one note that lacks a mark, at least this many have it.
const OTHERS: usize = 2;

/// The rule `malformed-note`, in a record whose marks say what they are. Elsewhere a number before a text may be written in any
/// form.
pub(super) fn malformed(record: &Record, typing: Typing) -> Vec<Diagnostic> {
    if !record.convention.says_what_marks_are() {
        return Vec::new();
    }
    let forms: Vec<_> = record.notes.iter().map(|note| record.note_form(note)).collect();
    let mut counts: HashMap<&str, Counts> = HashMap::new();
    for (_, form) in record.notes.iter().zip(&forms).filter(|(note, _)| note.label.is_some()) {
        counts.entry(form.before.trim()).or_default().add(form);
    }
    let is_typed = |start: usize| typing.has_opened(&record.text, Span::new(start, start + 1));
    let firsts = LazyCell::new(|| record.first_refs());
    let mut found = Vec::new();
    for (index, (note, form)) in record.notes.iter().zip(&forms).enumerate() {
        let (Some(label), Some(counts)) = (&note.label, counts.get(form.before.trim())) else { continue };
        let start = note.span.start + form.before.len() - form.before.trim_start().len();
        let span = Span::new(start, note.label_span.end + form.after.trim_end().len());
        if note.text.is_empty() {
            continue;
        }
        if !has_colon(form) && is_usual(counts.colons, counts.all) {
            let text = format!("{}:", span.of(&record.text));
            let message = format!("Note {label} lacks its colon; “{text}” was expected");
            let is_led_to = || firsts.get(index).is_some_and(Option::is_some);
            let suggestion = Some(Suggestion { text, certain: is_due(record, index) && is_led_to() });
            found.push(Diagnostic { suggestion, ..Diagnostic::new(Code::MalformedNote, span, message) });
        } else if !is_closed(form) && is_usual(counts.closed, counts.all) && !is_typed(start) {
            let message = format!("Note {label} lacks its closing bracket; the other notes end with “]”");
            found.push(Diagnostic::new(Code::MalformedNote, span, message));
        }
    }
    found
}

/// How many notes begin alike, and how many of them have a colon and a closing bracket.
#[derive(Default)]
struct Counts {
    all: usize,
    colons: usize,
    closed: usize,
}

impl Counts {
    fn add(&mut self, form: &NoteForm) {
        self.all += 1;
        self.colons += usize::from(has_colon(form));
        self.closed += usize::from(is_closed(form));
    }
}

fn has_colon(form: &NoteForm) -> bool {
    form.after.contains(':')
}

fn is_closed(form: &NoteForm) -> bool {
    form.end == "]"
}

/// Whether `count` of `all` notes are so many that the others are slips.
fn is_usual(count: usize, all: usize) -> bool {
    count >= (all - count) * OTHERS
}

/// Whether the number of the note with the index `index` is the one due between its neighbours.
fn is_due(record: &Record, index: usize) -> bool {
    let number = |index: Option<usize>| record.notes.get(index?)?.label.as_ref()?.arabic();
    let own = number(Some(index));
    let follows = |before: Option<u64>, after: Option<u64>| {
        before.zip(after).is_none_or(|(before, after)| before.checked_add(1) == Some(after) || after == 1)
    };
    own.is_some() && follows(number(index.checked_sub(1)), own) && follows(own, number(index.checked_add(1)))
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{check, check_while_typed};

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
    fn a_closing_bracket_is_missing() {
        check(
            "The ferry sank.[1] It rose.[2] It sailed.[3]

[Footnote 1: At noon.]

[Footnote 2: At night.
^^^^^^^^^^^^ malformed-note warning: Note 2 lacks its closing bracket; the other notes end with “]”

[Footnote 3: At four.]",
        );
    }

    #[test]
    fn a_form_that_most_notes_have_is_no_slip() {
        check("The ferry sank.[^1] It rose.[^2] It sailed.[^3]\n\n[^1] At noon.\n[^2] At night.\n[^3]: At four.");
        check("The ferry sank.[1] It rose.[2]\n\n[Footnote 1 At noon.]\n\n[Footnote 2 At night.]");
    }

    #[test]
    fn a_note_that_is_being_typed_is_closed_later() {
        let above =
            "The ferry sank.[1] It rose.[2] It sailed.[3]\n\n[Footnote 1: At noon.]\n\n[Footnote 2: At night.]\n\n";
        check_while_typed("[Footnote 3: At f", &(above.to_owned() + "[Footnote 3: At f"));
        check_while_typed(
            "\n\nThe",
            &(above.to_owned()
                + "[Footnote 3: At four.
^^^^^^^^^^^^ malformed-note warning: Note 3 lacks its closing bracket; the other notes end with “]”

The"),
        );
    }
}
