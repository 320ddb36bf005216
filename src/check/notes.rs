//! Rules about the notes of a record: their numbers, and notes without text.

use super::code::Code;
use super::diagnostic::Diagnostic;
use super::message_names;
use super::sequence::{Verdict, judge};
use super::typing::Typing;
use crate::record::{Label, Note, NoteRef, Record, Value};
use std::collections::HashMap;

/// A note whose number is not the one due.
struct Misnumbered {
    /// The index of the note in the record.
    note: usize,
    /// The label that belongs in its place, if that is known.
    due: Option<Label>,
    diagnostic: Diagnostic,
}

/// The rules `duplicate-note` and `note-numbering`.
pub(super) fn numbering(record: &Record) -> Vec<Diagnostic> {
    misnumbered(record).into_iter().map(|found| found.diagnostic).collect()
}

/// The notes at which `duplicate-note` is reported, in order, by the number that was expected in their place.
pub(super) fn doubled(record: &Record) -> HashMap<Value, Vec<usize>> {
    let mut doubled: HashMap<_, Vec<usize>> = HashMap::new();
    for Misnumbered { note, due, diagnostic } in misnumbered(record) {
        if let Some(due) = due.filter(|_| diagnostic.code == Code::DuplicateNote) {
            doubled.entry(due.value()).or_default().push(note);
        }
    }
    doubled
}

/// The notes whose numbers are not those due, in order.
fn misnumbered(record: &Record) -> Vec<Misnumbered> {
    let firsts = record.first_refs();
    let unpaired = record.note_refs.iter().filter(|reference| reference.note.is_none());
    let unpaired: Vec<_> = unpaired.map(|reference| reference.span.start).collect();
    let mut begun = 0;
    let check = |run: &[Note]| {
        let found = check_run(record, run, begun, (firsts.get(begun..).unwrap_or_default(), &unpaired));
        begun += run.len();
        found
    };
    runs(record, &firsts).into_iter().flat_map(check).collect()
}

/// The notes in groups that are numbered together. A list is one group, unless it begins again in the middle: with the
/// same two numbers as at its start, or where its references begin again as well. `firsts` are the first references to the
/// record's notes.
fn runs<'a>(record: &'a Record, firsts: &[Option<&NoteRef>]) -> Vec<&'a [Note]> {
    // The lists whose labels go on from the list before them count as one.
    let anew = record.note_lists.iter().filter(|list| list.begins_anew);
    let starts: Vec<_> = anew.map(|list| list.span.start).collect();
    let list_of = |note: &Note| starts.partition_point(|start| *start <= note.span.start);
    let mut runs = Vec::new();
    let mut rest = record.notes.as_slice();
    while let Some(first) = rest.first() {
        let begun = record.notes.len() - rest.len();
        let as_printed = |index: usize, note: &Note| prints(firsts.get(begun + index).copied().flatten(), note);
        let goes_on = |(index, note): &(usize, &Note)| {
            let label_at = |index: usize| rest.get(index).and_then(|note| note.label.as_ref());
            let as_before = *index > 1 && label_at(1).is_some() && label_at(index + 1) == label_at(1);
            let as_references = as_printed(0, first) && as_printed(*index, note);
            let begins_again = note.label == first.label && (as_before || as_references);
            list_of(note) == list_of(first) && !begins_again
        };
        let length = 1 + rest.iter().enumerate().skip(1).take_while(goes_on).count();
        let (run, behind) = rest.split_at(length);
        runs.push(run);
        rest = behind;
    }
    runs
}

/// Whether `reference`, which leads to `note`, prints the note's label. In a list that begins again on purpose the
/// references do so too; in one with a mistyped number they do not.
pub(super) fn prints(reference: Option<&NoteRef>, note: &Note) -> bool {
    reference.is_some_and(|reference| note.label.as_ref().is_some_and(|label| label.value() == reference.label.value()))
}

/// Whether one of `unpaired`, the places of the references that lead to no note, lies between the references to the note of index
/// `index` and the one before it, of which `firsts` are the first references to the notes: the note that the list skips is
/// reported there.
fn is_missed_by_a_reference(firsts: &[Option<&NoteRef>], unpaired: &[usize], index: usize) -> bool {
    let place = |index: usize| firsts.get(index).copied().flatten().map(|reference| reference.span.start);
    let (Some(before), Some(after)) = (index.checked_sub(1).and_then(place), place(index)) else { return false };
    let behind = unpaired.partition_point(|at| *at <= before);
    unpaired.get(behind).is_some_and(|at| *at < after)
}

/// The number due at the first note of `run` if it carries that of the second by mistake, or a later one: in 2, 2, 3 or 7, 2, 3 under the
/// references 1, 2 and 3, of which the first leads to no note or to this one. The note has the index `begun` in the record.
fn due_at_first(record: &Record, run: &[Note], begun: usize) -> Option<Label> {
    let mut numbers = run.iter().map(|note| note.label.as_ref().and_then(Label::arabic));
    let (number, second, third) = (numbers.next()??, numbers.next()??, numbers.next().flatten());
    let first = run.first()?;
    let is_later = number > second && third == second.checked_add(1);
    let due = second.checked_sub(1).filter(|_| number == second || is_later)?;
    let above = record.note_refs.partition_point(|reference| reference.span.start < first.span.start);
    let mut near = record.note_refs.iter().take(above).rev().take(run.len());
    let is_its_own = |reference: &NoteRef| {
        reference.note.is_none_or(|note| note == begun && due > 0) && reference.label.arabic() == Some(due)
    };
    near.any(is_its_own).then(|| Label::new(&due.to_string()))
}

/// Checks notes that are numbered together, of which the first has the index `begun` in the record. `firsts` are the first
/// references to them and to those behind them, and `unpaired` the places of the references that lead to no note.
fn check_run(
    record: &Record,
    run: &[Note],
    begun: usize,
    (firsts, unpaired): (&[Option<&NoteRef>], &[usize]),
) -> Vec<Misnumbered> {
    let mut values: Vec<Option<Value>> = run.iter().map(|note| note.label.as_ref().map(Label::value)).collect();
    let mut found = Vec::new();
    if let ([first, second, ..], Some(due)) = (run, due_at_first(record, run, begun)) {
        let label = first.label.as_ref().map_or("", Label::as_str);
        let place = message_names::record_name(record);
        let next = second.label.as_ref().map_or("", Label::as_str);
        let (code, message) = if next == label {
            (Code::DuplicateNote, format!("Note {label} occurs twice in {place}; {due} was expected here"))
        } else {
            (Code::NoteNumbering, format!("Note {label} stands before note {next}; {due} was expected here"))
        };
        let diagnostic = Diagnostic::new(code, first.label_span, message);
        let diagnostic = diagnostic.with_related(second.label_span, format!("note {next} is here"));
        if let Some(value) = values.first_mut() {
            *value = Some(due.value());
        }
        found.push(Misnumbered { note: begun, due: Some(due), diagnostic });
    }
    for (index, (note, judged)) in run.iter().zip(judge(&values)).enumerate() {
        let Some(label) = &note.label else { continue };
        let expected =
            judged.expected.as_ref().map_or_else(String::new, |expected| format!("; {expected} was expected here"));
        let before = || run.get(..index).unwrap_or_default().iter().rev().find(|note| note.label.is_some());
        let (code, message, other) = match judged.verdict {
            Verdict::Follows => continue,
            Verdict::Repeats(first) => {
                let message = format!("Note {label} occurs twice in {}{expected}", message_names::record_name(record));
                (Code::DuplicateNote, message, run.get(first))
            }
            // Of two equal numbers in a row the first is wrong if the second is in its place: 2, 4, 4, 5.
            Verdict::Breaks
                if run.get(index + 1).is_some_and(|next| next.label.as_ref() == Some(label))
                    && label.arabic()
                        == judged.expected.as_ref().and_then(|expected| expected.arabic()?.checked_add(1)) =>
            {
                let message = format!("Note {label} occurs twice in {}{expected}", message_names::record_name(record));
                (Code::DuplicateNote, message, run.get(index + 1))
            }
            Verdict::Breaks if is_missed_by_a_reference(firsts, unpaired, index) => continue,
            Verdict::Breaks => {
                let Some((other, follows)) = before().and_then(|note| Some((note, note.label.as_ref()?))) else {
                    continue;
                };
                (Code::NoteNumbering, format!("Note {label} follows note {follows}{expected}"), Some(other))
            }
        };
        let mut diagnostic = Diagnostic::new(code, note.label_span, message);
        if let Some((other, name)) = other.and_then(|other| Some((other, other.label.as_ref()?))) {
            diagnostic = diagnostic.with_related(other.label_span, format!("note {name} is here"));
        }
        found.push(Misnumbered { note: begun + index, due: judged.expected, diagnostic });
    }
    found
}

/// The rule `note-number-mismatch`: from some note on, every note has another number than its reference prints. A
/// single note that differs while others agree is not reported.
pub(super) fn number_mismatch(record: &Record) -> Vec<Diagnostic> {
    let firsts = record.first_refs();
    let numbered = record.notes.iter().zip(firsts).filter_map(|(note, first)| {
        let first = first?;
        Some((note, note.label.as_ref()?.arabic()?, first, first.label.arabic()?))
    });
    let pairs: Vec<_> = numbered.collect();
    let agreeing = pairs.iter().take_while(|(_, note, _, reference)| note == reference).count();
    let differing = pairs.get(agreeing..).unwrap_or_default();
    let (Some((note, first, reference, printed)), Some((_, last, _, last_printed))) =
        (differing.first(), differing.last())
    else {
        return Vec::new();
    };
    // All numbers must differ to the same side: numbers that cross are not a way of counting.
    let consistent = differing.iter().all(|(_, note, _, reference)| note.cmp(reference) == first.cmp(printed));
    if !consistent || (differing.len() == 1 && agreeing > 0) {
        return Vec::new();
    }
    let message = if differing.len() == 1 {
        format!("The note is numbered {first}, but its reference prints {printed}")
    } else {
        format!("The notes are numbered {first}–{last}, but their references print {printed}–{last_printed}")
    };
    let diagnostic = Diagnostic::new(Code::NoteNumberMismatch, note.label_span, message);
    vec![diagnostic.with_related(reference.span, format!("this reference to note {first} prints {printed}"))]
}

/// The rule `empty-note`. The text of a new item is typed last, so it is missed only once the record is saved.
pub(super) fn empty(record: &Record, typing: Typing) -> Vec<Diagnostic> {
    if typing.unsaved {
        return Vec::new();
    }
    let empty = record.notes.iter().enumerate().filter(|(_, note)| note.text.is_empty());
    empty
        .map(|(index, note)| {
            let message =
                format!("{} has no text", message_names::capitalised(&message_names::note_name(record, index)));
            Diagnostic::new(Code::EmptyNote, note.label_span, message)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{check, check_while_typed};

    #[test]
    fn two_lists_with_nothing_between() {
        check(
            "3. Diary of a Clerk

It rained.1 He was out.2

  1. In Quarrow.
  2. On benches.
  1. At noon.
  ^ unreferenced-note information: 2 notes have no references yet
  2. On foot.",
        );
    }

    #[test]
    fn a_number_twice() {
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2 They rose.3 They left.4

  1. In Quarrow.
  2. On benches.
  2. At noon.
  ^ duplicate-note error: Note 2 occurs twice in record 204; 3 was expected here
  4. On foot.",
        );
        check(
            "204. Talk in Aldmoor0

They met.1 They sat.2

  1. Typed.
  1. In Quarrow.
  ^ duplicate-note error: Note 1 occurs twice in record 204; 2 was expected here
  3. On benches.",
        );
    }

    #[test]
    fn the_first_number_is_that_of_a_later_note() {
        check(
            "204. Talk in Aldmoor1

They met.2 They sat.3 They rose.4

  2. In Quarrow.
  ^ duplicate-note error: Note 2 occurs twice in record 204; 1 was expected here
  2. On benches.
  3. At noon.
  4. On foot.",
        );
        check(
            "204. Talk in Aldmoor1

They met.2 They sat.3 They rose.4

7. In Quarrow.
^ note-numbering warning: Note 7 stands before note 2; 1 was expected here
2. On benches.
3. At noon.
4. On foot.",
        );
    }

    #[test]
    fn a_list_that_begins_again_as_the_references_do() {
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2

[Page 12]

They rose.1 They left.2

  1. In Quarrow.
  2. On benches.
  1. At noon.
  2. On foot.",
        );
    }

    #[test]
    fn numbers_that_skip_or_go_back() {
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2 They rose.4

  1. In Quarrow.
  2. On benches.
  4. At noon.
  ^ note-numbering warning: Note 4 follows note 2; 3 was expected here
",
        );
    }

    #[test]
    fn the_list_counts_by_position() {
        check(
            "204. Talk in Aldmoor0

They met.1 They sat.2

  1. Typed.
  ^ note-number-mismatch information: The notes are numbered 1–3, but their references print 0–2
  2. In Quarrow.
  3. On benches.",
        );
    }

    #[test]
    fn notes_at_the_foot_of_each_page() {
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2

  1. In Quarrow.
  2. On benches.

[Page 12]

They rose.1 They left.2

  1. At noon.
  2. On foot.",
        );
    }

    #[test]
    fn a_note_without_text() {
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2 They rose.3

  1. In Quarrow.
  2. 
  ^ empty-note warning: Note 2 has no text
  3. At noon.",
        );
    }

    #[test]
    fn a_note_whose_text_is_still_to_be_typed() {
        check_while_typed("  2. ", "204. Talk in Aldmoor\n\nThey met.1 They sat.2\n\n  1. In Quarrow.\n  2. ");
    }
}
