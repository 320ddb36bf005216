//! An edit in the making, and the trial that it must pass.

use super::change::{Change, Changes};
use super::cited;
use super::here::Here;
use super::{Edit, words};
use crate::record::{Document, Record};
use crate::text::Span;
use std::sync::Arc;

/// An edit of a record in the making: what changes, and what is to be there afterwards. Offsets are bytes of the record.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub changes: Vec<Change>,
    /// The references that are taken out, as indices, in order.
    pub gone_refs: Vec<usize>,
    /// The notes that are taken out, as indices.
    pub gone_notes: Vec<usize>,
    /// The reference that is put in.
    pub new_ref: Option<PutIn>,
    /// What stood there as no reference and is the one to the note that is put in, whatever it prints then.
    pub found_ref: Option<Span>,
    /// The note that is put in; its mark is its label, or the bullet.
    pub new_note: Option<PutIn>,
    /// The reference, as an index, that gets the note that is put in.
    pub adopted: Option<usize>,
    /// How many page markers there are more.
    pub new_pages: usize,
    /// The notes that are called otherwise afterwards, with their new printed labels.
    pub called: Vec<(usize, String)>,
    /// What belongs selected, in bytes of the text of the note that is put in.
    pub cursor: Option<Span>,
}

/// A mark that is put in.
#[derive(Clone, Copy, Debug)]
pub(super) struct PutIn {
    /// Where its text is put in.
    pub at: usize,
    /// Where the mark stands in that text.
    pub mark: Span,
}

/// Why an edit would not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// The new reference would not be read as one.
    New,
    /// Something else, in the user's words.
    Other(String),
}

impl Draft {
    /// The edit, once it has passed the trial.
    pub fn finish(mut self, here: &Here) -> Result<Edit, String> {
        let cited = cited::called_otherwise(here, &self.called);
        let taken_out = self.changes.iter().filter(|change| change.new.is_empty());
        let taken_out: Vec<Span> = taken_out.map(|change| change.span).collect();
        let stays = |change: &Change| !taken_out.iter().any(|span| span.covers(change.span));
        let (staying, going): (Vec<_>, Vec<_>) = cited.here.into_iter().partition(stays);
        if self.found_ref.is_some() && !going.is_empty() {
            return Err("The note names a footnote that would be called otherwise: change that first".into());
        }
        self.changes.extend(staying);
        let changes = self.tried(here).map_err(|broken| match broken {
            Broken::New => "A reference here would not be read as one".to_owned(),
            Broken::Other(reason) => reason,
        })?;
        let cursor = self
            .new_note
            .zip(self.cursor)
            .map(|(note, cursor)| here.in_document(cursor.shifted(changes.put_in(note.at))));
        let placed = changes.into_vec().into_iter();
        let changes = placed.map(|change| Change { span: here.in_document(change.span), ..change }).collect();
        Ok(Edit { changes, cursor, elsewhere: cited.elsewhere })
    }

    /// The changes in order, if every reference leads to the same note afterwards as it does before, but for what is
    /// taken out and put in.
    pub fn tried(&self, here: &Here) -> Result<Changes, Broken> {
        let record = here.record();
        let other = |reason: &str| Broken::Other(reason.to_owned());
        let changes = Changes::new(self.changes.clone()).ok_or_else(|| other("Two of the changes overlap"))?;
        if changes.is_empty() {
            return Err(other("There is nothing to change"));
        }
        let text = changes.apply(&record.text);
        let after = parse(&text, here).ok_or_else(|| other("Another record would begin here"))?;
        let note_at = |note: usize| record.notes.get(note).map(|note| changes.start(note.label_span.start));
        let new_note = self.new_note.map(|note| changes.put_in(note.at) + note.mark.start);
        let mut expected: Vec<(Span, Option<usize>, Option<usize>)> = Vec::new();
        for (index, reference) in record.note_refs.iter().enumerate() {
            if self.gone_refs.binary_search(&index).is_err() {
                let adopted = self.adopted == Some(index);
                let note = if adopted { new_note } else { reference.note.and_then(note_at) };
                expected.push((changes.span(reference.span), note, Some(index)));
            }
        }
        if let Some(new) = self.new_ref {
            expected.push((new.mark.shifted(changes.put_in(new.at)), new_note, None));
        }
        if let Some(found) = self.found_ref {
            expected.push((changes.span(found), new_note, None));
        }
        let mut notes: Vec<usize> = (0..record.notes.len())
            .filter(|note| !self.gone_notes.contains(note))
            .filter_map(note_at)
            .chain(new_note)
            .collect();
        notes.sort_unstable();

        let found = |(span, note, _): &(Span, Option<usize>, Option<usize>)| {
            let at = after.note_refs.binary_search_by_key(span, |reference| reference.span);
            let reference = at.ok().and_then(|at| after.note_refs.get(at));
            reference.is_some_and(|reference| {
                reference.note.and_then(|note| after.notes.get(note)).map(|note| note.label_span.start) == *note
            })
        };
        // What does not depend on the new mark first: that may stand elsewhere.
        if let Some((.., lost)) = expected.iter().find(|expected| !found(expected)) {
            let named = lost.and_then(|index| record.note_refs.get(index));
            return Err(match named {
                _ if self.new_ref.is_some() => Broken::New,
                Some(lost) => Broken::Other(match lost.note {
                    Some(note) => format!(
                        "Reference {} would no longer be seen to lead to {}",
                        lost.label,
                        words::note(record, note)
                    ),
                    None => format!("What reference {} leads to would change", lost.label),
                }),
                None => Broken::New,
            });
        }
        if after.note_refs.len() != expected.len() {
            return Err(match self.new_ref {
                Some(_) => Broken::New,
                None => other("Other numbers of the text would be taken for references"),
            });
        }
        if !after.notes.iter().map(|note| note.label_span.start).eq(notes) {
            return Err(other("The note list would be read otherwise"));
        }
        let number = |record: &Record| record.heading.as_ref().and_then(|heading| heading.number.clone());
        if number(&after) != number(record) || after.pages.len() != record.pages.len() + self.new_pages {
            return Err(if self.new_ref.is_some() {
                Broken::New
            } else {
                other("The page markers would be read otherwise")
            });
        }
        Ok(changes)
    }
}

/// The record that `text` is; none where it is several.
fn parse(text: &str, here: &Here) -> Option<Arc<Record>> {
    let snapshot = Document::with(text, here.snapshot.marks().clone()).snapshot();
    match snapshot.records() {
        [placed] => Some(placed.record.clone()),
        _ => None,
    }
}
