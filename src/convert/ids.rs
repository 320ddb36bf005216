//! The ids of records, notes and pages in a converted document: `d222`, `d222fn2`, `pg_569`.

use crate::assist::VolumeContext;
use crate::record::{Label, NoteRef, Placed, Record};
use crate::volume::Part;
use std::collections::HashSet;

/// The ids of a record and its parts. Each is a name as XML has it, and stands once in the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordIds {
    /// The id of the record.
    pub record: String,
    /// The ids of its notes, in their order.
    pub notes: Vec<String>,
    /// The ids of its page markers, in their order.
    pub pages: Vec<String>,
    /// The indices of those page markers that are of the volume, not of the facsimile.
    of_volume: Vec<usize>,
}

impl RecordIds {
    /// The id of `part` of the record.
    pub fn of_part(&self, part: Part) -> Option<&str> {
        let id = match part {
            Part::Heading => &self.record,
            Part::Note(note) => self.notes.get(note)?,
            Part::Page(page) => self.pages.get(*self.of_volume.get(page)?)?,
        };
        Some(id)
    }
}

/// Gives ids that stand once in a document.
#[derive(Clone, Debug, Default)]
pub struct Ids {
    given: HashSet<String>,
    last: usize,
}

impl Ids {
    /// The ids of `placed`, whose number in its volume is `number`.
    fn of(&mut self, placed: &Placed, number: Option<&Label>) -> RecordIds {
        let record = &placed.record;
        let own = of_record(number).unwrap_or_else(|| "d".into());
        let notes = note_labels(record);
        RecordIds {
            notes: notes.iter().map(|label| self.once(&of_note(&own, label))).collect(),
            pages: record.pages.iter().map(|page| self.once(&of_page(page.label.as_str(), page.facsimile))).collect(),
            of_volume: record.pages.iter().enumerate().filter(|(_, page)| !page.facsimile).map(|(at, _)| at).collect(),
            record: self.once(&own),
        }
    }

    /// The ids of the records of the document of `context`, in their order.
    pub fn of_document(&mut self, context: &VolumeContext) -> Vec<RecordIds> {
        let records = context.snapshot.records().iter().enumerate();
        records.map(|(at, placed)| self.of(placed, number(context, at).as_ref())).collect()
    }

    /// `id`, with a number behind it if it stands in the document already.
    fn once(&mut self, id: &str) -> String {
        let mut once = id.to_owned();
        // The counter goes on through the document, so that a label that stands there a thousand times is no loop of loops.
        while !self.given.insert(once.clone()) {
            self.last += 1;
            once = format!("{id}-{}", self.last);
        }
        once
    }
}

/// The number of the record with the index `at` in the document of `context`, as the volume has it.
pub fn number(context: &VolumeContext, at: usize) -> Option<Label> {
    let own = || context.snapshot.records().get(at)?.record.heading.as_ref()?.number.clone();
    context.record_id(at).and_then(|id| context.volume.number(id)).or_else(own)
}

/// The label by which the print calls each note: that of the first reference to it, else its own; its place in the list, from 1, if
/// it has none.
pub fn note_labels(record: &Record) -> Vec<String> {
    let first = record.first_refs();
    let label = |at: usize, reference: Option<&NoteRef>| {
        let own = record.notes.get(at).and_then(|note| note.label.as_ref());
        let label = reference.map(|reference| &reference.label).filter(|label| label.as_str() != "^").or(own);
        label.map_or_else(|| (at + 1).to_string(), |label| label.as_str().to_owned())
    };
    first.into_iter().enumerate().map(|(at, reference)| label(at, reference)).collect()
}

/// The id of the record with the number `number`.
pub fn of_record(number: Option<&Label>) -> Option<String> {
    number.map(|number| format!("d{}", name(number.as_str())))
}

/// The id of the note that the print calls `label` in the record with the id `record`.
pub fn of_note(record: &str, label: &str) -> String {
    format!("{record}fn{}", name(label))
}

/// The id of the page `label`, or of a page of the facsimile.
pub fn of_page(label: &str, facsimile: bool) -> String {
    format!("{}_{}", if facsimile { "facs" } else { "pg" }, name(label))
}

/// `label` with the code of each character that a name in XML cannot have.
fn name(label: &str) -> String {
    let of_char = |c: char| {
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_') {
            c.to_string()
        } else {
            format!("x{:x}", u32::from(c))
        }
    };
    label.chars().map(of_char).collect()
}
