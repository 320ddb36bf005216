//! Inserting and removing the items of a note list.

use super::edit_builder::InsertedMark;
use super::edit_context::EditContext;
use crate::assist::text_edit::TextEdit;
use crate::convention::form::NoteForm;
use crate::record::Note;
use crate::text::Span;
use std::ops::Range;

/// The place of a new note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// In a list.
    Before {
        /// The index that the note will have.
        note: usize,
        /// Whether it becomes the last note of the list. It is then written like the note before it, else like the one
        /// after it.
        last: bool,
    },
    /// In a new list that begins at this offset, in bytes of the record.
    New(usize),
}

/// Inserts a note with `label` and `text` into `slot`. Returns the edit, the mark that it inserts, and the span of
/// `text` in bytes of the edit's new text.
pub(super) fn insert(context: &EditContext, slot: Slot, label: &str, text: &str) -> (TextEdit, InsertedMark, Span) {
    let record = context.record();
    let line_break = context.line_break();
    match slot {
        Slot::New(at) => {
            let above = Span::new(0, at).of(&record.text);
            let line = above.rsplit(['\n', '\r']).next().unwrap_or_default();
            let announced = record.convention.announces_notes(line);
            let gap = if announced || above.is_empty() { line_break.to_owned() } else { line_break.repeat(2) };
            let imitation = || {
                form_like(
                    context,
                    &(0..record.notes.len()),
                    record.notes.partition_point(|note| note.span.start < at).saturating_sub(1),
                )
            };
            let imitates = record.convention.says_what_marks_are() && !record.notes.is_empty();
            let item = if imitates { imitation() } else { record.convention.new_note_form() };
            insertion(at, [&gap, ""], &item, label, text)
        }
        Slot::Before { note, last } => {
            let span = |note: usize| context.note_lines(note);
            let model = if last { note.checked_sub(1) } else { None };
            let first = model.unwrap_or(note);
            let of_list = context.notes_of(context.list(first));
            let item = form_like(context, &of_list, first);
            // Two neighbouring notes of the list, or else of another one, show what separates notes: a line break, or an
            // empty line too.
            let between = |list: &Range<usize>| {
                let before = note.max(list.start + 1).min(list.end.saturating_sub(1));
                let notes = span(before.saturating_sub(1)).zip(span(before)).filter(|_| list.len() > 1);
                notes.map(|(a, b)| Span::new(a.end, b.start).of(&record.text))
            };
            let mut lists = (0..record.note_lists.len()).map(|list| context.notes_of(list));
            let between = between(&of_list).or_else(|| lists.find_map(|list| between(&list)));
            let gap = between.filter(|gap| gap.trim().is_empty() && !gap.is_empty());
            // A note that is closed, or has an empty line in it, ends at an empty line.
            let has_gap = |note: &Note| note.span.of(&record.text).lines().any(|line| line.trim().is_empty());
            let is_spread = !item.end.is_empty() || record.notes.get(first).is_some_and(has_gap);
            let alone = line_break.repeat(1 + usize::from(is_spread));
            let gap = gap.unwrap_or(&alone);
            if last {
                insertion(span(first).map_or(0, |span| span.end), [gap, ""], &item, label, text)
            } else {
                insertion(span(note).map_or(0, |span| span.start), ["", gap], &item, label, text)
            }
        }
    }
}

/// Writes a note between two gaps, one of which is empty, and inserts it at `at`. Returns the same as [`insert`].
fn insertion(
    at: usize,
    [gap, behind]: [&str; 2],
    item: &NoteForm,
    label: &str,
    text: &str,
) -> (TextEdit, InsertedMark, Span) {
    let start = gap.len() + item.before.len();
    let mark = Span::new(start, start + label.len());
    let start = mark.end + item.after.len();
    let said = Span::new(start, start + text.len());
    let new = [gap, &item.write(label, text), behind].concat();
    (TextEdit::insert(at, new), InsertedMark { at, mark }, said)
}

/// The span to delete in order to remove the note of index `note`: up to the next note of its list, or else from the
/// end of the one before it.
pub(super) fn removal_span(context: &EditContext, note: usize) -> Span {
    let list = context.notes_of(context.list(note));
    let Some(span) = context.note_lines(note) else { return Span::default() };
    let beside = |note: usize| context.note_lines(note).filter(|_| list.contains(&note));
    match (beside(note + 1), note.checked_sub(1).and_then(beside)) {
        (Some(next), _) => Span::new(span.start, next.start),
        (None, Some(before)) => Span::new(before.end, span.end),
        (None, None) => Span::new(context.content_before(span.start), span.end),
    }
}

/// The form of the note of index `note`. If that note has no text beside its label, another note of `list` is taken as
/// the model.
pub(super) fn form_like(context: &EditContext, list: &Range<usize>, note: usize) -> NoteForm {
    let record = context.record();
    let text = &record.text;
    let notes = record.notes.get(list.clone()).unwrap_or_default();
    let says = |note: &&Note| {
        let between = Span::new(note.label_span.end, note.text.start).of(text);
        !note.text.is_empty() && !between.contains(['\n', '\r'])
    };
    let model = record.notes.get(note).filter(says).or_else(|| notes.iter().find(says));
    let Some(model) = model.or_else(|| record.notes.get(note)) else { return record.convention.new_note_form() };
    let mut form = record.note_form(model);
    // An empty item has no space behind its label, but the text that is typed next needs one.
    if !form.after.ends_with(char::is_whitespace) && !says(&model) {
        form.after.push(' ');
    }
    form
}
