//! Rules about the pairing: references without a note, notes without a reference, references out of order.
//!
//! A record that is still being typed is incomplete in one way: either its text or its notes go further than the other
//! side. So all that is left over behind the last pair is reported as one piece of information, unless it is a single
//! reference or note of a record that is saved.

use super::code::Code;
use super::diagnostic::Diagnostic;
use super::sequence::{Verdict, judge};
use super::typing::Typing;
use super::unread_notes::UnreadNotes;
use super::{message_names, note_forms, notes};
use crate::record::ascent::longest_ascent;
use crate::record::{Label, Note, NoteRef, Record, Value};
use crate::text::{Span, lines};
use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};

/// The rule `dangling-reference`.
pub(super) fn dangling_references(record: &Record, typing: Typing) -> Vec<Diagnostic> {
    let refs = &record.note_refs;
    let paired = refs.iter().rposition(|reference| reference.note.is_some()).map_or(0, |last| last + 1);
    let tail = refs.get(paired..).unwrap_or_default();
    let is_typed = || typing.unsaved && notes_are_in_order(record);
    let unread = LazyCell::new(|| UnreadNotes::of(record));
    let last = refs.iter().rev().find_map(|reference| reference.note);
    let last_typed = last_note_typed(record, typing);
    let mut broken = paired;
    let (mut found, mut awaiting) = (Vec::new(), Vec::new());
    match tail {
        [] => {}
        [_] if !record.notes.is_empty() && !is_typed() => broken += 1,
        [only] if unread.of_reference(record, only, last, None).is_some() => broken += 1,
        _ => awaiting.extend(tail),
    }
    let (mut labels, mut doubled) = (None, None);
    let unlabelled: HashSet<_> = note_forms::unlabelled(record).into_iter().map(|(_, reference)| reference).collect();
    let neighbours = LazyCell::new(|| (nearest(refs.iter()), nearest(refs.iter().rev())));
    for (index, reference) in refs.iter().enumerate().take(broken) {
        if reference.note.is_some() {
            continue;
        }
        let before = neighbours.0.get(index).copied().flatten();
        let after = neighbours.1.iter().nth_back(index).copied().flatten();
        // Where its note carries the number of another, that is reported there.
        let doubled = doubled.get_or_insert_with(|| notes::doubled(record));
        let is_doubled = doubled.get(&reference.label.value()).is_some_and(|doubled| {
            let from = doubled.partition_point(|note| before.is_some_and(|before| *note <= before));
            doubled.get(from).is_some_and(|note| after.is_none_or(|after| *note <= after))
        });
        if before.is_some() && before == last_typed && unread.of_reference(record, reference, before, after).is_none() {
            awaiting.push(reference);
        } else if !is_doubled && !unlabelled.contains(&index) {
            let labels = labels.get_or_insert_with(|| Labels::of(record));
            found.push(dangling(record, reference, (before, after), labels, &unread));
        }
    }
    if let Some(first) = awaiting.iter().min_by_key(|reference| reference.span.start) {
        let message = match awaiting.len() {
            1 => "1 reference has no note yet".into(),
            count => format!("{count} references have no notes yet"),
        };
        found.push(Diagnostic::new(Code::DanglingReference, first.span, message).information());
    }
    found
}

/// For each of `references`, the note of the nearest one before it that leads to a note: one with a label of the same series, if there
/// is one.
fn nearest<'a>(references: impl Iterator<Item = &'a NoteRef>) -> Vec<Option<usize>> {
    let (mut last, mut last_of_series) = (None, HashMap::new());
    let before = |reference: &NoteRef| {
        let series = Series::of(&reference.label);
        let found = last_of_series.get(&series).copied().or(last);
        if let Some(note) = reference.note {
            last_of_series.insert(series, note);
            last = Some(note);
        }
        found
    };
    references.map(before).collect()
}

/// Whether the notes are numbered one after the other, without a gap, in each list that begins again: lists that are typed from the
/// top.
fn notes_are_in_order(record: &Record) -> bool {
    let numberings = Numberings::of(record);
    let mut lists = record.notes.chunk_by(|one, next| numberings.place(one) == numberings.place(next));
    lists.all(|notes| follow_each_other(notes.iter().map(|note| note.label.as_ref())))
}

/// Whether `firsts`, the first references to the notes, are numbered one after the other, without a gap, for each list that begins
/// again.
fn references_are_in_order(record: &Record, firsts: &[Option<&NoteRef>]) -> bool {
    let numberings = Numberings::of(record);
    let paired: Vec<_> = record.notes.iter().zip(firsts).filter_map(|(note, first)| Some((note, (*first)?))).collect();
    let mut lists = paired.chunk_by(|(one, _), (next, _)| numberings.place(one) == numberings.place(next));
    lists.all(|pairs| follow_each_other(pairs.iter().map(|(_, first)| Some(&first.label))))
}

/// The index of the last note in the list in which something was just typed, if that is numbered without a gap: its further notes are
/// still to be typed.
fn last_note_typed(record: &Record, typing: Typing) -> Option<usize> {
    let cursor = typing.stretch.filter(|_| typing.unsaved)?.end;
    let above = record.note_lists.partition_point(|list| list.span.start <= cursor);
    let list = record.note_lists.get(above.checked_sub(1)?)?.span;
    if !Span::new(list.end.min(cursor), cursor).of(&record.text).trim().is_empty() {
        return None;
    }
    let first = record.notes.partition_point(|note| note.span.start < list.start);
    let end = record.notes.partition_point(|note| note.span.start < list.end);
    let in_order = follow_each_other(record.notes.get(first..end)?.iter().map(|note| note.label.as_ref()));
    end.checked_sub(1).filter(|last| *last >= first && in_order)
}

/// Whether each of `labels` is a number, or all are none, and the next one after the label before it.
fn follow_each_other<'a>(labels: impl Iterator<Item = Option<&'a Label>>) -> bool {
    let values: Vec<_> = labels.map(|label| label.map(Label::value)).collect();
    judge(&values).iter().all(|judged| judged.verdict == Verdict::Follows)
}

/// Where the labels of a record's notes begin again: the first bytes of the lists in which they do, in order.
struct Numberings(Vec<usize>);

impl Numberings {
    fn of(record: &Record) -> Self {
        Self(record.note_lists.iter().filter(|list| list.begins_anew).map(|list| list.span.start).collect())
    }

    /// Which of the numberings `note` belongs to.
    fn place(&self, note: &Note) -> usize {
        self.0.partition_point(|start| *start <= note.span.start)
    }

    /// Whether `note` and `other` count on from each other, or are of two series, which count side by side.
    fn are_one(&self, note: &Note, other: &Note) -> bool {
        let series = |note: &Note| note.label.as_ref().map(Series::of);
        self.place(note) == self.place(other) || series(note) != series(other)
    }
}

/// The notes by their labels, and the first reference to each.
struct Labels<'a> {
    numberings: Numberings,
    /// The index of the note with each label, by its numbering.
    notes: HashMap<(usize, &'a str), usize>,
    /// The labels of all notes.
    printed: HashSet<&'a str>,
    /// The first reference to each note.
    firsts: Vec<Option<&'a NoteRef>>,
}

impl<'a> Labels<'a> {
    /// Collects the labels of the notes of `record`.
    fn of(record: &'a Record) -> Self {
        let numberings = Numberings::of(record);
        let labelled =
            || record.notes.iter().enumerate().filter_map(|(at, note)| Some((at, note, note.label.as_ref()?)));
        let notes = labelled().map(|(at, note, label)| ((numberings.place(note), label.as_str()), at)).collect();
        let printed = labelled().map(|(_, _, label)| label.as_str()).collect();
        Self { numberings, notes, printed, firsts: record.first_refs() }
    }

    /// The first reference to the note of the numbering of `beside` that carries `label`.
    fn taken(&self, label: &Label, beside: &Note) -> Option<&'a NoteRef> {
        let note = self.notes.get(&(self.numberings.place(beside), label.as_str()))?;
        self.firsts.get(*note).copied().flatten()
    }
}

/// The error for a reference without a note. The references before and behind it lead to the notes `before` and
/// `after`.
fn dangling(
    record: &Record,
    reference: &NoteRef,
    (before, after): (Option<usize>, Option<usize>),
    labels: &Labels<'_>,
    unread: &UnreadNotes<'_>,
) -> Diagnostic {
    let label = &reference.label;
    let name = |note| message_names::note_name(record, note);
    let are_one = |one: usize, other: usize| {
        let both = record.notes.get(one).zip(record.notes.get(other));
        both.is_some_and(|(one, other)| labels.numberings.are_one(one, other))
    };
    let stands_below = |note: usize| record.notes.get(note).is_some_and(|note| note.span.start > reference.span.start);
    // Of two neighbours whose notes stand in lists that begin again, the one tells whose list is the next one below.
    let is_cut = before.zip(after).is_some_and(|(one, other)| !are_one(one, other));
    let (before, after) = match before.filter(|_| is_cut) {
        Some(one) if stands_below(one) => (before, None),
        Some(_) => (None, after),
        None => (before, after),
    };
    let first = |note: usize| note.checked_sub(1).is_none_or(|before| !are_one(before, note));
    let last = |note: usize| note + 1 == record.notes.len() || !are_one(note, note + 1);
    let printed = |note: usize| record.notes.get(note).and_then(|note| note.label.as_ref());
    let beside = before.or(after).and_then(|note| record.notes.get(note));
    let taken = beside.and_then(|beside| labels.taken(label, beside));
    // Another list may have such a note, or go on to it.
    let is_of_list = is_cut || (taken.is_none() && labels.printed.contains(label.as_str()));
    let place = match before.or(after).filter(|_| is_of_list) {
        Some(note) if stands_below(note) => "the note list below".into(),
        Some(_) => "the note list above".into(),
        None => message_names::record_name(record),
    };
    let missing = match taken {
        Some(_) => format!("No note for reference {label} in {place}"),
        None => format!("No note {label} in {place}"),
    };
    let unread = unread.of_reference(record, reference, before, after);
    let message = match (taken, before, after) {
        _ if unread.is_some() => {
            let line = unread.map_or_else(Span::default, |line| line_at(record, line.start));
            format!("{missing}: the line {} is not read as one", message_names::quoted(record, line, 30))
        }
        (Some(other), ..) if other.label == *label => {
            format!("{missing}: note {label} belongs to another reference {label}")
        }
        (Some(other), Some(before), None) if last(before) => {
            format!(
                "{missing}: its notes end at {}, and note {label} belongs to reference {}",
                name(before),
                other.label
            )
        }
        (None, Some(before), None) if last(before) => match printed(before) {
            Some(end) => format!("{missing}: its notes end at {end}"),
            None => format!("{missing}: its notes end at {}", name(before)),
        },
        (_, None, Some(after)) if first(after) && printed(after).is_some() => {
            format!("{missing}: its notes begin at {}", name(after))
        }
        (_, Some(before), Some(after)) => {
            format!("{missing}: one was expected between {} and {}", name(before), name(after))
        }
        (_, Some(before), None) => format!("{missing}: one was expected after {}", name(before)),
        (_, None, Some(after)) => format!("{missing}: one was expected before {}", name(after)),
        (_, None, None) => missing,
    };
    let mut diagnostic = Diagnostic::new(Code::DanglingReference, reference.span, message);
    if let Some(line) = unread {
        diagnostic = diagnostic.with_related(line, format!("this may be note {label}"));
    }
    for (note, side) in [(before, "after"), (after, "before")] {
        if let Some((index, note)) = note.and_then(|note| Some((note, record.notes.get(note)?))) {
            let message = format!("its note was expected {side} {}", name(index));
            diagnostic = diagnostic.with_related(note.label_span, message);
        }
    }
    diagnostic
}

/// The line of `record` that begins at byte `start`.
fn line_at(record: &Record, start: usize) -> Span {
    lines(record.text.get(start..).unwrap_or_default()).next().unwrap_or_default().shifted(start)
}

/// The rule `unreferenced-note`.
pub(super) fn unreferenced_notes(record: &Record, typing: Typing) -> Vec<Diagnostic> {
    let firsts = record.first_refs();
    let paired = firsts.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
    let count = firsts.len() - paired;
    let mut broken = paired;
    let mut found = Vec::new();
    let is_typed = typing.unsaved && references_are_in_order(record, &firsts);
    if count == 1 && paired > 0 && !is_typed {
        broken += 1;
    } else if let Some(first) = record.notes.get(paired) {
        let message = match count {
            1 => "1 note has no reference yet".into(),
            count => format!("{count} notes have no references yet"),
        };
        found.push(Diagnostic::new(Code::UnreferencedNote, first.label_span, message).information());
    }
    let mut after = firsts.iter().enumerate().filter_map(|(index, first)| Some((index, (*first)?))).peekable();
    let mut before: Option<&NoteRef> = None;
    let (mut recurring, mut numberings, mut setting) = (None, None, None);
    let mut told_elsewhere = repeated_labels(record);
    told_elsewhere.extend(note_forms::unlabelled(record).into_iter().map(|(note, _)| note));
    // It is still being typed: `empty-note` is reported.
    told_elsewhere.extend((0..).zip(&record.notes).filter(|(_, note)| note.text.is_empty()).map(|(note, _)| note));
    for (index, (note, first)) in record.notes.iter().zip(&firsts).enumerate().take(broken) {
        while after.next_if(|(other, _)| *other <= index).is_some() {}
        if let Some(first) = first {
            if setting.get_or_insert_with(|| Setting::of(record)).may_be_a_number(record, first) {
                found.push(perhaps_unreferenced(record, index, note, first));
            }
            before = Some(first);
            continue;
        }
        if told_elsewhere.contains(&index) {
            continue;
        }
        // Neighbours whose notes stand in lists that begin again tell nothing.
        let numberings = numberings.get_or_insert_with(|| Numberings::of(record));
        let is_near = |reference: &&NoteRef| {
            let other = reference.note.and_then(|other| record.notes.get(other));
            other.is_some_and(|other| numberings.are_one(other, note))
        };
        let (before, after) = (before.filter(is_near), after.peek().map(|(_, first)| *first).filter(is_near));
        let place = match (before, after) {
            (Some(before), Some(after)) => format!(" between references {} and {}", before.label, after.label),
            (Some(before), None) => format!(" after reference {}", before.label),
            (None, Some(after)) => format!(" before reference {}", after.label),
            (None, None) => format!(" in {}", message_names::record_name(record)),
        };
        let name = message_names::note_name(record, index);
        // Its reference may be what is read as another one. But a number that is printed twice was mistyped, and behind the
        // last reference a note is left over, whichever that leads to.
        let doubtful = before.zip(after).into_iter().flat_map(<[_; 2]>::from).find(|reference| {
            let recurring = recurring.get_or_insert_with(|| recurring_labels(record));
            !reference.is_certain() && !recurring.contains(reference.label.as_str())
        });
        let found_none = |message| Diagnostic::new(Code::UnreferencedNote, note.label_span, message);
        let mut diagnostic = match doubtful {
            None => found_none(format!("No reference leads to {name}: one was expected{place}")),
            Some(NoteRef { label, .. }) => found_none(format!(
                "Perhaps no reference leads to {name}: one was expected{place}, and reference {label} is in doubt"
            ))
            .information(),
        };
        for (reference, side) in [(before, "after"), (after, "before")] {
            if let Some(reference) = reference {
                let message = format!("a reference to {name} was expected {side} reference {}", reference.label);
                diagnostic = diagnostic.with_related(reference.span, message);
            }
        }
        found.push(diagnostic);
    }
    found
}

/// How a record sets its references.
enum Setting {
    /// Most are glued to what they follow.
    Glued,
    /// Most stand behind white space.
    Apart,
}

impl Setting {
    /// How `record` sets the references that surely lead to their notes.
    fn of(record: &Record) -> Self {
        let sure = record.note_refs.iter().filter(|reference| reference.note.is_some() && reference.is_certain());
        let (mut glued, mut apart) = (0, 0);
        sure.for_each(|reference| *if stands_apart(record, reference) { &mut apart } else { &mut glued } += 1);
        if glued > apart { Self::Glued } else { Self::Apart }
    }

    /// Whether `reference`, which leads to a note of `record`, rather is a number of the text: it is in doubt, and stands apart where
    /// the others are glued. One that ends its line may belong to a signature.
    fn may_be_a_number(&self, record: &Record, reference: &NoteRef) -> bool {
        let in_doubt = !reference.is_certain() && reference.label.arabic().is_some();
        let mut behind = record.text.get(reference.span.end..).unwrap_or_default().chars();
        let mut goes_on = || behind.find(|c| !matches!(c, ' ' | '\t')).is_some_and(|next| !matches!(next, '\n' | '\r'));
        in_doubt && matches!(self, Self::Glued) && stands_apart(record, reference) && goes_on()
    }
}

/// Whether `reference` stands behind white space.
fn stands_apart(record: &Record, reference: &NoteRef) -> bool {
    let before = record.text.get(..reference.span.start).unwrap_or_default();
    before.ends_with(char::is_whitespace)
}

/// The information that only `reference`, which may be a number of the text, leads to `note` of index `index`.
fn perhaps_unreferenced(record: &Record, index: usize, note: &Note, reference: &NoteRef) -> Diagnostic {
    let name = message_names::note_name(record, index);
    let words = message_names::quoted(record, Span::new(reference.span.start, record.text.len()), 20);
    let message =
        format!("Perhaps no reference leads to {name}: {words} may begin with a number, not with a reference");
    let diagnostic = Diagnostic::new(Code::UnreferencedNote, note.label_span, message).information();
    diagnostic.with_related(reference.span, format!("this is read as the reference to {name}"))
}

/// The labels that several references print.
fn recurring_labels(record: &Record) -> HashSet<&str> {
    let mut seen = HashSet::new();
    record.note_refs.iter().map(|reference| reference.label.as_str()).filter(|label| !seen.insert(*label)).collect()
}

/// The notes that carry a label that another before them has since the labels last began again, in a convention whose marks say
/// what they are: `duplicate-note` is reported there, and that no reference leads to them follows from it. Signs may recur.
fn repeated_labels(record: &Record) -> HashSet<usize> {
    let mut found = HashSet::new();
    if !record.convention.says_what_marks_are() {
        return found;
    }
    let numberings = Numberings::of(record);
    let mut seen = HashSet::new();
    for (index, note) in record.notes.iter().enumerate() {
        let label = note.label.as_ref().filter(|label| label.value() != Value::Sign);
        if label.is_some_and(|label| !seen.insert((numberings.place(note), label.as_str()))) {
            found.insert(index);
        }
    }
    found
}

/// The rule `reference-out-of-order`, for references that do not follow the order of the notes. It reports the fewest
/// references without which the rest are in order. A second reference to a note may stand anywhere.
pub(super) fn out_of_order(record: &Record) -> Vec<Diagnostic> {
    // Numbers, letters and signs are sequences side by side, as in a table with notes of its own.
    let is_of = |series: Series| move |reference: &NoteRef| Series::of(&reference.label) == series;
    let all = [Series::Numbers, Series::Letters, Series::Capitals, Series::Signs];
    all.into_iter().flat_map(|series| out_of_order_among(record, is_of(series))).collect()
}

/// The kinds of labels that each count by themselves.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Series {
    /// `2`, `xiv`
    Numbers,
    /// `b`
    Letters,
    /// `B`
    Capitals,
    /// `†`
    Signs,
}

impl Series {
    fn of(label: &Label) -> Self {
        match label.value() {
            Value::Sign => Self::Signs,
            Value::Letter(_) if label.as_str().starts_with(char::is_uppercase) => Self::Capitals,
            Value::Letter(_) => Self::Letters,
            _ => Self::Numbers,
        }
    }
}

/// The references out of order among those that `counts`.
fn out_of_order_among(record: &Record, counts: impl Fn(&NoteRef) -> bool) -> Vec<Diagnostic> {
    let mut seen = vec![false; record.notes.len()];
    let mut firsts: Vec<(usize, &NoteRef)> = Vec::new();
    for reference in record.note_refs.iter().filter(|reference| counts(reference)) {
        // A note may lead to another note anywhere.
        let Some(note) = reference.note.filter(|_| !record.is_in_note(reference.span.start)) else { continue };
        if seen.get_mut(note).is_some_and(|seen| !std::mem::replace(seen, true)) {
            firsts.push((note, reference));
        }
    }
    if firsts.is_sorted_by_key(|(note, _)| *note) {
        return Vec::new();
    }
    let notes: Vec<_> = firsts.iter().map(|(note, _)| *note).collect();
    let ordered = longest_ascent(&notes);
    let mut found = Vec::new();
    let mut ahead = firsts.iter().zip(&ordered).enumerate().filter(|(_, (_, kept))| **kept).peekable();
    let mut passed = None;
    for (index, ((note, reference), kept)) in firsts.iter().zip(&ordered).enumerate() {
        while ahead.next_if(|(other, _)| *other <= index).is_some() {}
        if *kept {
            passed = Some((*note, *reference));
            continue;
        }
        let next = ahead.peek().map(|(_, ((other, neighbour), _))| (*other, *neighbour, "before"));
        let neighbour = passed.filter(|(other, _)| other > note).map(|(other, neighbour)| (other, neighbour, "after"));
        let Some((other, neighbour, side)) = neighbour.or(next) else { continue };
        // Where both print the numbers of their notes, and these go up, the notes are out of order: `note-numbering` reports it.
        let number = |note: usize, reference: &NoteRef| {
            let note = record.notes.get(note)?;
            reference.label.arabic().filter(|_| notes::prints(Some(reference), note))
        };
        let precedes = reference.span.start < neighbour.span.start;
        let numbers = number(*note, reference).zip(number(other, neighbour));
        if numbers.is_some_and(|(number, other)| (number < other) == precedes) {
            continue;
        }
        let message = format!(
            "Reference {} to {} comes {side} reference {} to {}",
            reference.label,
            message_names::note_name(record, *note),
            neighbour.label,
            message_names::note_name(record, other),
        );
        let diagnostic = Diagnostic::new(Code::ReferenceOutOfOrder, reference.span, message);
        found.push(diagnostic.with_related(neighbour.span, format!("reference {} is here", neighbour.label)));
    }
    found
}

/// The rule `reference-out-of-order`, for a reference that leads to the note that is due but prints another number than it
/// should: the references before and behind it, or the two on its one side, tell what is due.
pub(super) fn misnumbered(record: &Record) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let pairs = numbered_pairs(record);
    let usual_of_all = usual_distance(&pairs);
    for list in pairs.chunk_by(|one, next| one.list == next.list) {
        // The list of a page may have too few notes to tell.
        let usual = usual_distance(list).or(usual_of_all);
        let mut swapped = false;
        for (index, pair) in list.iter().enumerate() {
            let (before, after) = (index.checked_sub(1).and_then(|before| list.get(before)), list.get(index + 1));
            // Two references that changed places are one slip.
            if std::mem::take(&mut swapped) {
                continue;
            }
            swapped = after.is_some_and(|after| changed_places(before, pair, after, list.get(index + 2)));
            let due = match (usual, after) {
                (_, Some(after)) if swapped => after.reference.printed,
                (Some(ahead), _) if pair.ahead() != ahead && !pair.fits(before, after) => {
                    let Some(due) = u64::try_from(pair.carried - ahead).ok() else { continue };
                    due
                }
                _ => continue,
            };
            let name = message_names::note_name(record, pair.note);
            let message =
                format!("Reference {} leads to {name}; reference {due} was expected here", pair.reference.printed);
            let mut diagnostic = Diagnostic::new(Code::ReferenceOutOfOrder, pair.reference.span, message);
            for (neighbour, side) in [(before, "before"), (after, "after")] {
                if let Some(Numbered { span, printed }) = neighbour.map(|neighbour| neighbour.reference) {
                    diagnostic = diagnostic.with_related(span, format!("reference {printed} comes {side} it"));
                }
            }
            found.push(diagnostic);
        }
    }
    found
}

/// The rule `reference-out-of-order`, for a reference with another sign than the note that is due.
pub(super) fn mistaken_signs(record: &Record) -> Vec<Diagnostic> {
    let mistaken = |(index, (note, first)): (usize, (&Note, Option<&NoteRef>))| {
        let (reference, label) = (first?, note.label.as_ref()?);
        let are_signs = Series::of(&reference.label) == Series::Signs && Series::of(label) == Series::Signs;
        (are_signs && reference.label != *label).then(|| {
            let name = message_names::note_name(record, index);
            let message = format!("Reference {} leads to {name}; reference {label} was expected here", reference.label);
            let diagnostic = Diagnostic::new(Code::ReferenceOutOfOrder, reference.span, message);
            diagnostic.with_related(note.label_span, format!("{name} is here"))
        })
    };
    record.notes.iter().zip(record.first_refs()).enumerate().filter_map(mistaken).collect()
}

/// A reference that prints a number.
#[derive(Clone, Copy)]
struct Numbered {
    span: Span,
    printed: u64,
}

/// A note with its first reference.
#[derive(Clone, Copy)]
struct NumberedPair {
    reference: Numbered,
    /// The note, as an index into the record's notes.
    note: usize,
    /// The index of the note among those that count.
    place: usize,
    /// The number that the note carries, or its position from 1 if it carries none, less those before it that do not count.
    carried: i128,
    /// The index of the note's list.
    list: usize,
}

impl NumberedPair {
    /// How far the note's number is ahead of the reference's.
    fn ahead(&self) -> i128 {
        self.carried - i128::from(self.reference.printed)
    }

    /// Whether the number of the reference goes on from that of the pair before or leads to that of the pair after, or the
    /// note's own number does neither, or the references do not stand in the order of the notes.
    fn fits(&self, before: Option<&Self>, after: Option<&Self>) -> bool {
        let on_by_one = |one: Option<&Self>, next: Option<&Self>, number: fn(&Self) -> i128| {
            one.zip(next).is_some_and(|(one, next)| one.place + 1 == next.place && number(one) + 1 == number(next))
        };
        let both = |number| on_by_one(before, Some(self), number) || on_by_one(Some(self), after, number);
        let printed = |pair: &Self| i128::from(pair.reference.printed);
        let in_order = before.is_none_or(|before| before.reference.span.end <= self.reference.span.start)
            && after.is_none_or(|after| self.reference.span.end <= after.reference.span.start);
        both(printed) || !both(|pair| pair.carried) || !in_order
    }
}

/// Whether the references `one` and `next`, to a note and the one behind it, print each other's numbers: those of the
/// references `before` and `after` them, of which there is one at least, go on by one from there and to there.
fn changed_places(
    before: Option<&NumberedPair>,
    one: &NumberedPair,
    next: &NumberedPair,
    after: Option<&NumberedPair>,
) -> bool {
    let (due, greater) = (next.reference.printed, one.reference.printed);
    let is_beside = |first: &NumberedPair, second: &NumberedPair| {
        first.place + 1 == second.place && first.reference.span.end <= second.reference.span.start
    };
    due.checked_add(1) == Some(greater)
        && is_beside(one, next)
        && (before.is_some() || after.is_some())
        && before.is_none_or(|before| is_beside(before, one) && before.reference.printed.checked_add(1) == Some(due))
        && after.is_none_or(|after| is_beside(next, after) && greater.checked_add(1) == Some(after.reference.printed))
}

/// The notes that a numbered reference leads to, in their order, without those that [`leave_out_repeats`] leaves out.
fn numbered_pairs(record: &Record) -> Vec<NumberedPair> {
    let list_of = |note: &Note| record.note_lists.partition_point(|list| list.span.start <= note.span.start);
    let firsts = record.first_refs();
    let pairs = record.notes.iter().zip(firsts).enumerate().filter_map(|(index, (note, first))| {
        let first = first?;
        let carried = match &note.label {
            Some(label) => i128::from(label.arabic()?),
            None => index as i128 + 1,
        };
        let reference = Numbered { span: first.span, printed: first.label.arabic()? };
        Some(NumberedPair { reference, note: index, place: index, carried, list: list_of(note) })
    });
    let mut pairs = pairs.collect();
    leave_out_repeats(record, &mut pairs);
    pairs
}

/// Leaves out the notes whose references repeat a number on purpose: some prints have one number for two references to the
/// same note, and the list has its text twice. The numbers behind such a reference go on from those before it.
fn leave_out_repeats(record: &Record, pairs: &mut Vec<NumberedPair>) {
    let text = |pair: &NumberedPair| record.notes.get(pair.note).map_or("", |note| note.text.of(&record.text));
    let mut seen = HashSet::new();
    let mut repeats =
        |pair: &NumberedPair| !text(pair).is_empty() && !seen.insert((pair.list, pair.reference.printed, text(pair)));
    let repeats: Vec<_> = pairs.iter().map(&mut repeats).collect();
    // For each note, the number that the next reference prints that repeats none.
    let mut following: Option<NumberedPair> = None;
    let next = pairs.iter().zip(&repeats).rev().map(|(pair, repeats)| {
        let next = following.filter(|next| next.list == pair.list).map(|next| next.reference.printed);
        following = if *repeats { following } else { Some(*pair) };
        next
    });
    let mut next: Vec<_> = next.collect();
    let mut repeats = repeats.into_iter();
    let mut last: Option<NumberedPair> = None;
    let mut left_out = 0;
    pairs.retain_mut(|pair| {
        let before = last.filter(|last| last.list == pair.list).map(|last| last.reference.printed);
        let next = next.pop().flatten();
        let goes_on = |before: u64| next.is_none_or(|next| before.checked_add(1) == Some(next));
        if repeats.next() == Some(true) && before.is_some_and(goes_on) {
            left_out += 1;
            return false;
        }
        pair.place -= left_out;
        pair.carried -= left_out as i128;
        last = Some(*pair);
        true
    });
}

/// How far the numbers of most notes are ahead of their references'; none where no two and more than half agree.
fn usual_distance(pairs: &[NumberedPair]) -> Option<i128> {
    let mut counts = HashMap::new();
    for pair in pairs {
        *counts.entry(pair.ahead()).or_insert(0_usize) += 1;
    }
    let (distance, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (count > 1 && count * 2 > pairs.len()).then_some(distance)
}

#[cfg(test)]
mod tests {
    use crate::check::diagnostics;
    use crate::check::fixture::{check, check_while_typed, check_with, related};
    use crate::record::{Document, Label, Record};

    #[test]
    fn a_sign_that_stands_for_another() {
        check(
            "204. Talk in Aldmoor

They sat.* They rose.‡ The gate was shut.
                     ^ reference-out-of-order warning: Reference ‡ leads to note †; reference † was expected here

  * In Quarrow.
  † On benches.",
        );
    }

    #[test]
    fn a_lost_note_stood_among_those_of_its_own_series() {
        check(
            "204. Talk in Aldmoor

They sat,ᵃ they rose,¹ they met,ᵇ and they left,² at noon,³ by the gate.ᶜ Nobody came.⁴
                                                          ^ dangling-reference error: No note ³ in record 204: one was expected between note 2 and note 4

a In another hand.
b Struck out.
c Added above.

1 In Quarrow.
2 On benches.
4 Nobody knew.",
        );
    }

    #[test]
    fn a_list_of_another_letter_tells_nothing() {
        check(
            "Sir, the ferry sank.1 The rope was sold.2 The oars are here.3
                                                            ^ dangling-reference error: No note 3 in the note list below: its notes end at 2

1. Off Tarn.
2. To a cooper.

Sir, the Captain has the oars.1 I wait for word.2 The fare is 3 pence.3
                                                ^ dangling-reference error: No note 2 in the note list below: one was expected between note 1 and note 3

1. James Vorst, of the Board.
3. It was, in April.

Sir, the pier stands.1 Nobody came.

1. It fell in May.
2. Nobody knew.
^ unreferenced-note warning: No reference leads to note 2: one was expected after reference 1

Sir, the lamp failed.1

1. At noon.
",
        );
    }

    #[test]
    fn a_number_that_a_print_repeats_for_the_same_note_is_no_misprint() {
        check(
            "204. Talk in Aldmoor

They read a letter,1 a report,2 and another letter.1 The gate was shut.3 They rose.4

  1. Not printed.
  2. By Mr. Salo.
  3. Not printed.
  ^ note-number-mismatch information: The notes are numbered 3–5, but their references print 1–4
  4. Since the flood.
  5. At four.",
        );
        // Here the numbers behind it go on as if it were right.
        check(
            "204. Talk in Aldmoor

They read a letter,1 a report,2 and another letter.1 The gate was shut.4 They rose.5
                                                   ^ reference-out-of-order warning: Reference 1 leads to note 3; reference 3 was expected here

  1. Not printed.
  2. By Mr. Salo.
  3. Not printed.
  4. Since the flood.
  5. At four.",
        );
    }

    #[test]
    fn a_label_typed_twice_is_said_once() {
        check(
            "They met.[1] They sat.[2] They rose.[3]

[Footnote 1: At noon.]

[Footnote 2: On foot.]

[Footnote 2: At dusk.]
          ^ duplicate-note error: Note 2 occurs twice in this record; 3 was expected here
",
        );
        check(
            "204. Talk in Aldmoor

They met.[1] They sat.[2] They rose.[3] They left.[4]

Notes

[1] In Quarrow.
[2] On benches.
[2] At noon.
 ^ duplicate-note error: Note 2 occurs twice in record 204; 3 was expected here
[4] By boat.",
        );
        // Of two equal numbers the first may be the wrong one.
        check(
            "204. Talk in Aldmoor

They met.[1] They sat.[2] They rose.[3] They left.[4]

Notes

[1] In Quarrow.
[3] On benches.
 ^ duplicate-note error: Note 3 occurs twice in record 204; 2 was expected here
[3] At noon.
[4] By boat.",
        );
        check(
            "They met.[1] They sat.[2] They rose.[3]

[Footnote 2: In Quarrow.]
          ^ duplicate-note error: Note 2 occurs twice in this record; 1 was expected here

[Footnote 2: On benches.]

[Footnote 3: At noon.]
",
        );
        // A note lost elsewhere is another slip.
        check(
            "They met.[1] They sat.[2] They rose.[3] They left.[4] They slept.[5] They woke.[6]
                                                                  ^ dangling-reference error: No note 5 in this record: one was expected between note 4 and note 6

[Footnote 1: At noon.]

[Footnote 2: On foot.]

[Footnote 2: At dusk.]
          ^ duplicate-note error: Note 2 occurs twice in this record; 3 was expected here

[Footnote 4: By boat.]

[Footnote 6: At last.]
",
        );
    }

    #[test]
    fn two_notes_that_changed_places_are_said_once() {
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2 They rose.3 They left.4

  1. In Quarrow.
  3. At noon.
  ^ note-numbering warning: Note 3 follows note 1; 2 was expected here
  2. On benches.
  4. By boat.",
        );
    }

    #[test]
    fn a_wrong_digit_on_a_page_of_two_notes() {
        check(
            "204. Diary of a Clerk

It rained.1 It snowed.2

  1. In May.
  2. In June.

[Page 7]

It thawed.1 It froze.3
                     ^ reference-out-of-order warning: Reference 3 leads to note 2; reference 2 was expected here

  1. At noon.
  2. At night.
",
        );
    }

    #[test]
    fn a_wrong_digit_in_the_first_or_last_reference() {
        check(
            "204. Talk in Aldmoor\n\nThey met.3\n         ^ reference-out-of-order warning: Reference 3 leads to note 1; reference 1 was \
             expected here\nThey sat.2 They rose.3 They left.4\n\n  1. In Quarrow.\n  2. At noon.\n  3. At dusk.\n  4. By boat.\n",
        );
        check(
            "204. Talk in Aldmoor\n\nThey met.1 They sat.2 They rose.3\nThey left.2\n          ^ reference-out-of-order warning: \
             Reference 2 leads to note 4; reference 4 was expected here\n\n  1. In Quarrow.\n  2. At noon.\n  3. At dusk.\n  4. By boat.\n",
        );
    }

    #[test]
    fn two_references_that_changed_places_are_one_slip() {
        check(
            "204. Talk in Aldmoor\n\nThey met.1 They rose.3\n                     ^ reference-out-of-order warning: Reference 3 to \
             note 3 comes before reference 2 to note 2\nThey sat.2 They left.4\n\n  1. In Quarrow.\n  2. At noon.\n  3. At \
             dusk.\n  4. By boat.\n",
        );
    }

    #[test]
    fn a_reference_without_its_note() {
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2
                    ^ dangling-reference error: No note 2 in record 204: one was expected between note 1 and note 3
They rose.3

  1. In Quarrow.
  3. At noon.
",
        );
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2 They rose.3
                                ^ dangling-reference error: No note 3 in record 204: its notes end at 2

  1. In Quarrow.
  2. On benches.",
        );
    }

    #[test]
    fn references_that_await_their_notes() {
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2 They rose.3 They left.4
                                ^ dangling-reference information: 2 references have no notes yet

  1. In Quarrow.
  2. On benches.",
        );
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2 They rose.3
         ^ dangling-reference information: 3 references have no notes yet
",
        );
    }

    #[test]
    fn one_reference_awaits_its_note_while_the_list_is_typed() {
        let text = "204. Talk in Aldmoor

They met.1 They sat.2 They rose.3
                                ^ dangling-reference information: 1 reference has no note yet

  1. In Quarrow.
  2. On benches.";
        check_while_typed("On benches.", text);
        check_while_typed(
            "At noon.",
            "204. Talk in Aldmoor

They met.1 They sat.2 They rose.3 They left.4
                    ^ dangling-reference error: No note 2 in record 204: one was expected between note 1 and note 3
                                            ^ dangling-reference error: No note 4 in record 204: its notes end at 3

  1. In Quarrow.
  3. At noon.",
        );
    }

    #[test]
    fn the_references_of_a_page_await_their_notes_while_its_list_is_typed() {
        let page =
            |page: u32, note: &str| format!("\n\n[Page {page}]\n\nThey rose.1 They left.2\n\n  1. At noon.{note}");
        let reported = |severity| format!("\n                      ^ dangling-reference {severity}");
        let report = reported("information: 1 reference has no note yet");
        let head = "204. Talk in Aldmoor\n\nThey met.1 They sat.2\n\n  1. In Quarrow.\n  2. On benches.";
        let last = page(12, "").replace("left.2", &format!("left.2{report}"));
        check_while_typed("At noon.", &format!("{head}{last}"));
        // Other pages follow.
        let typed = last.replace("noon", "dusk");
        check_while_typed("At dusk.", &format!("{head}{typed}{}", page(13, "\n  2. On foot.")));
        let error = reported("error: No note 2 in the note list below: its notes end at 1");
        let left = typed.replace(&report, &error);
        check_while_typed("On foot.", &format!("{head}{left}{}", page(13, "\n  2. On foot.")));
    }

    #[test]
    fn one_note_awaits_its_reference_while_the_text_is_typed() {
        check_while_typed(
            "They sat.2",
            "204. Talk in Aldmoor

They met.1 They sat.2

  1. In Quarrow.
  2. On benches.
  3. At noon.
  ^ unreferenced-note information: 1 note has no reference yet
",
        );
    }

    #[test]
    fn a_note_without_its_reference() {
        check(
            "204. Talk in Aldmoor

They met.1 They sat. They rose.3

  1. In Quarrow.
  2. On benches.
  ^ unreferenced-note warning: No reference leads to note 2: one was expected between references 1 and 3
  3. At noon.",
        );
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2 They rose.

  1. In Quarrow.
  2. On benches.
  3. At noon.
  ^ unreferenced-note warning: No reference leads to note 3: one was expected after reference 2
",
        );
    }

    #[test]
    fn a_note_beside_a_reference_that_is_in_doubt() {
        // Either number may end in the reference 3.
        check(
            "204. Talk in Aldmoor

They met.1 Thorn read our 753 and your 853 aloud. They rose.4

  1. In Quarrow.
  2. On benches.
  ^ unreferenced-note information: Perhaps no reference leads to note 2: one was expected between references 1 and 3, and reference 3 is in doubt
  3. At noon.
  4. In May.",
        );
        // A number of the text is read as the reference 2: the others are glued to words.
        check(
            "204. Talk in Aldmoor

They met.1 The committee of 2 has met. They rose.3

  1. In Quarrow.
  2. On benches.
  ^ unreferenced-note information: Perhaps no reference leads to note 2: “2 has met. They…” may begin with a number, not with a reference
  3. At noon.",
        );
        check(
            "204. Talk in Aldmoor

They met.1 They rose.2

Ada Quill 3

  1. In Quarrow.
  2. On benches.
  3. At noon.
  4. In May.
  ^ unreferenced-note information: 2 notes have no references yet
  5. Late.",
        );
        check(
            "204. Talk in Aldmoor

They met.1 They went home 2 by boat. They rose. 3 They ate. 4

  1. In Quarrow.
  2. On benches.
  3. At noon.
  4. Bread.",
        );
        // Where a number is printed twice, it was mistyped.
        check(
            "204. Talk in Aldmoor

In Brill,1 they ate. In Brill,3 they ate. They rose.3 He wrote on May 4, 1904, that it was done. In Brill,5 they ate.

  1. In Quarrow.
  2. On benches.
  ^ unreferenced-note warning: No reference leads to note 2: one was expected between references 1 and 3
  3. At noon.
  4. In May.
  ^ unreferenced-note warning: No reference leads to note 4: one was expected between references 3 and 5
  5. In June.",
        );
    }

    #[test]
    fn a_number_among_references_that_changed_places_is_none_of_them() {
        check(
            "204. Talk in Aldmoor

They met.¹ They sat at noon.5 They rose.³
                                        ^ reference-out-of-order warning: Reference ³ to note 3 comes before reference ² to note 2
They ate.² They left.⁴

  1. In Quarrow.
  2. On benches.
  3. At noon.
  4. In May.",
        );
    }

    #[test]
    fn notes_that_await_their_references() {
        check(
            "204. Talk in Aldmoor

They met.1 They sat.

  1. In Quarrow.
  2. On benches.
  ^ unreferenced-note information: 2 notes have no references yet
  3. At noon.",
        );
    }

    #[test]
    fn every_kind_of_line_break() {
        for line_break in ["\r\n", "\r"] {
            check_with(
                "204. Talk in Ældmoor

Thé met.1 They sat. They rose.3

  1. In Quarrow.
  2. On benches.
  ^ unreferenced-note warning: No reference leads to note 2: one was expected between references 1 and 3
  3. At noon.",
                line_break,
            );
        }
    }

    #[test]
    fn the_other_ends() {
        related(
            "204. Talk in Aldmoor\n\nThey met.1 They sat.2 They rose.3\n\n  1. In Quarrow.\n  3. At noon.",
            &[
                "dangling-reference: its note was expected after note 1",
                "dangling-reference: its note was expected before note 3",
            ],
        );
    }

    #[test]
    fn references_that_cross() {
        let text = "204. Talk in Aldmoor\n\nThey met.1 They sat.2 They rose.3\n\n  1. In Quarrow.\n  2. On benches.\n  3. At noon.";
        let parsed = Document::new(text).snapshot();
        let mut record = Record::clone(&parsed.records()[0].record);
        let pair = |record: &mut Record, notes: [usize; 3]| {
            for (reference, note) in record.note_refs.iter_mut().zip(notes) {
                reference.note = Some(note);
            }
            diagnostics(record).into_iter().map(|found| found.message).collect::<Vec<_>>().join("; ")
        };
        assert_eq!(pair(&mut record, [0, 1, 2]), "");
        assert_eq!(pair(&mut record, [0, 2, 1]), "Reference 2 to note 3 comes before reference 3 to note 2");
        assert_eq!(pair(&mut record, [2, 0, 1]), "Reference 1 to note 3 comes before reference 2 to note 1");
        assert_eq!(pair(&mut record, [1, 2, 0]), "Reference 3 to note 1 comes after reference 2 to note 3");
        record.note_refs[1].label = Label::new("9");
        assert_eq!(pair(&mut record, [0, 1, 2]), "Reference 9 leads to note 2; reference 2 was expected here");
        record.notes.truncate(2);
        assert_eq!(pair(&mut record, [0, 1, 0]), "");
    }
}
