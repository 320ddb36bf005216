//! Building an edit and verifying that it keeps the pairing.

use super::citations::{self, CitationEdit};
use super::edit_context::EditContext;
use super::message_names;
use super::ordered_edits::OrderedEdits;
use crate::assist::text_edit::TextEdit;
use crate::record::{Label, Note, Placed, Record, Snapshot};
use crate::text::Span;

/// An edit of a document, undone in one step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// The replacements, in bytes of the document, sorted and without overlaps.
    pub changes: Vec<TextEdit>,
    /// What to select after the edit, or where to put the cursor if the span is empty; in bytes of the edited document.
    pub cursor: Option<Span>,
    /// Updates of cross references in other records. Each may be left out.
    pub elsewhere: Vec<CitationEdit>,
}

/// An edit of a record while it is built, and what the record is expected to be like afterwards. Offsets are bytes of
/// the record before the edit.
#[derive(Clone, Debug, Default)]
pub(super) struct EditBuilder {
    /// The replacements, in any order.
    pub changes: Vec<TextEdit>,
    /// The indices of the references that are removed, in ascending order.
    pub removed_refs: Vec<usize>,
    /// The indices of the notes that are removed.
    pub removed_notes: Vec<usize>,
    /// The reference that is inserted.
    pub inserted_ref: Option<InsertedMark>,
    /// Text that is read as the reference to the inserted note after the edit. Before it, it is no reference, or that to the
    /// note that is removed.
    pub recognised_ref: Option<Span>,
    /// The note that is inserted. Its mark is its label or bullet.
    pub inserted_note: Option<InsertedMark>,
    /// The index of the existing note that the inserted reference leads to; none if that note is inserted too.
    pub note_of_inserted_ref: Option<usize>,
    /// The index of the existing reference that the inserted note is paired with.
    pub ref_of_inserted_note: Option<usize>,
    /// How many page markers are added.
    pub added_pages: usize,
    /// The indices of the notes whose printed label changes, each with the new label.
    pub relabelled: Vec<(usize, String)>,
    /// What to select afterwards, in bytes of the inserted note's replacement text.
    pub cursor: Option<Span>,
}

/// A mark that an edit inserts.
#[derive(Clone, Copy, Debug)]
pub(super) struct InsertedMark {
    /// Where the mark's replacement text is inserted, in bytes of the record before the edit.
    pub at: usize,
    /// The mark's span, in bytes of the replacement text.
    pub mark: Span,
}

/// Why an edit fails verification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Rejection {
    /// The inserted reference would not be read as one.
    New,
    /// Another reason, as a message for the user.
    Other(String),
}

impl EditBuilder {
    /// Adds the updates of cross references, verifies the edit and converts it to bytes of the document.
    pub fn finish(mut self, context: &EditContext) -> Result<Edit, String> {
        let cited = citations::relabelled_citations(context, &self.relabelled);
        let taken_out = self.changes.iter().filter(|change| change.new_text.is_empty());
        let mut taken_out: Vec<Span> = taken_out.map(|change| change.span).collect();
        taken_out.sort_unstable();
        let stays = |change: &TextEdit| {
            let behind = taken_out.partition_point(|span| span.start <= change.span.start);
            let before = behind.checked_sub(1).and_then(|before| taken_out.get(before));
            !before.is_some_and(|span| span.covers(change.span))
        };
        let (staying, going): (Vec<_>, Vec<_>) = cited.in_record.into_iter().partition(stays);
        if self.recognised_ref.is_some() && !going.is_empty() {
            return Err("The note cites a footnote whose number would change: change the note first".into());
        }
        self.changes.extend(staying);
        let changes = self.verify(context).map_err(|broken| match broken {
            Rejection::New => "A reference here would not be read as a reference".to_owned(),
            Rejection::Other(reason) => reason,
        })?;
        let cursor = self
            .inserted_note
            .zip(self.cursor)
            .map(|(note, cursor)| context.in_document(cursor.shifted(changes.inserted_at(note.at))));
        let placed = changes.into_vec().into_iter();
        let changes = placed.map(|change| TextEdit { span: context.in_document(change.span), ..change }).collect();
        Ok(Edit { changes, cursor, elsewhere: cited.elsewhere })
    }

    /// Applies the edit to the record's text, reads the result, and checks that every reference leads to the same note
    /// as before, apart from what the edit inserts and removes. Returns the sorted replacements.
    pub fn verify(&self, context: &EditContext) -> Result<OrderedEdits, Rejection> {
        let record = context.record();
        let other = |reason: &str| Rejection::Other(reason.to_owned());
        let changes = OrderedEdits::new(self.changes.clone()).ok_or_else(|| other("Two of the changes overlap"))?;
        if changes.is_empty() {
            return Err(other("There is nothing to change"));
        }
        let text = changes.apply(&record.text);
        let after = Snapshot::in_marks(&text, context.snapshot.marks().clone());
        let after = Reading::of(after.records());
        let note_at = |note: usize| record.notes.get(note).map(|note| changes.start(note.label_span.start));
        let inserted_note = self.inserted_note.map(|note| changes.inserted_at(note.at) + note.mark.start);
        let mut expected: Vec<(Span, Option<usize>, Option<usize>)> = Vec::new();
        for (index, reference) in record.note_refs.iter().enumerate() {
            let moves_with_its_note = self.recognised_ref == Some(reference.span);
            if self.removed_refs.binary_search(&index).is_err() && !moves_with_its_note {
                let adopted = self.ref_of_inserted_note == Some(index);
                let note = if adopted { inserted_note } else { reference.note.and_then(note_at) };
                expected.push((changes.span(reference.span), note, Some(index)));
            }
        }
        if let Some(new) = self.inserted_ref {
            let note = self.note_of_inserted_ref.map_or(inserted_note, note_at);
            expected.push((new.mark.shifted(changes.inserted_at(new.at)), note, None));
        }
        if let Some(found) = self.recognised_ref {
            expected.push((changes.span(found), inserted_note, None));
        }
        let mut notes: Vec<usize> = (0..record.notes.len())
            .filter(|note| !self.removed_notes.contains(note))
            .filter_map(note_at)
            .chain(inserted_note)
            .collect();
        notes.sort_unstable();

        let found = |(span, note, _): &(Span, Option<usize>, Option<usize>)| {
            let at = after.note_refs.binary_search_by_key(span, |(span, _)| *span);
            at.ok().and_then(|at| after.note_refs.get(at)).is_some_and(|(_, leads_to)| leads_to == note)
        };
        // First check what was there before: a failure may mean that the new reference belongs elsewhere.
        if let Some((.., lost)) = expected.iter().find(|expected| !found(expected)) {
            let named = lost.and_then(|index| record.note_refs.get(index));
            return Err(match named {
                _ if self.inserted_ref.is_some() => Rejection::New,
                Some(lost) => Rejection::Other(match lost.note {
                    Some(note) => format!(
                        "Reference {} would no longer lead to {}",
                        lost.label,
                        message_names::note_name(record, note)
                    ),
                    None => format!("Reference {} would lead to another note", lost.label),
                }),
                None => Rejection::New,
            });
        }
        if after.note_refs.len() != expected.len() {
            return Err(match self.inserted_ref {
                Some(_) => Rejection::New,
                None => other("Other numbers in the text would be read as references"),
            });
        }
        if after.notes != notes {
            return Err(other("The note list would be read differently"));
        }
        if after.number != number(record) || after.pages != record.pages.len() + self.added_pages {
            return Err(if self.inserted_ref.is_some() {
                Rejection::New
            } else {
                other("The page markers would be read differently")
            });
        }
        Ok(changes)
    }
}

/// What a text is read as. One record may become several: where one list served all parts of it, a part that is given a list
/// may be a record of its own.
struct Reading {
    /// The footnote references, each with the start of the label of its note.
    note_refs: Vec<(Span, Option<usize>)>,
    /// Where the labels of the notes begin.
    notes: Vec<usize>,
    /// How many page markers there are.
    pages: usize,
    /// The number in the first heading.
    number: Option<Label>,
}

impl Reading {
    /// What is read in `records`, in bytes of their text.
    fn of(records: &[Placed]) -> Self {
        let mut reading = Self { note_refs: Vec::new(), notes: Vec::new(), pages: 0, number: None };
        for Placed { start, record } in records {
            let label = |note: &Note| start + note.label_span.start;
            reading.note_refs.extend(record.note_refs.iter().map(|reference| {
                let note = reference.note.and_then(|note| record.notes.get(note));
                (reference.span.shifted(*start), note.map(label))
            }));
            reading.notes.extend(record.notes.iter().map(label));
            reading.pages += record.pages.len();
        }
        reading.number = records.first().and_then(|placed| number(&placed.record));
        reading
    }
}

/// The number in the heading of `record`.
fn number(record: &Record) -> Option<Label> {
    record.heading.as_ref().and_then(|heading| heading.number.clone())
}
