//! How titles and reasons name things.

use crate::record::Record;

/// `note 3` for the note of index `note`.
pub(super) fn note_name(record: &Record, note: usize) -> String {
    match record.notes.get(note).and_then(|note| note.label.as_ref()) {
        Some(label) => format!("note {label}"),
        None => format!("the note in place {} of the list", note + 1),
    }
}

/// `footnote 3` for the note of index `note`: what its reference prints, or else what the list does.
pub(super) fn footnote_name(record: &Record, note: usize) -> String {
    let printed = record.refs_to(note).next().map(|reference| &reference.label);
    match printed.or_else(|| record.notes.get(note)?.label.as_ref()) {
        Some(label) => format!("footnote {label}"),
        None => "this footnote".into(),
    }
}
