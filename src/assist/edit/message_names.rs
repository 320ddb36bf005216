//! How titles and messages name notes and footnotes.

use crate::record::Record;

/// The name of the note of index `note`: `note 3`, or its place in the list if it has no label.
pub(super) fn note_name(record: &Record, note: usize) -> String {
    match record.notes.get(note).and_then(|note| note.label.as_ref()) {
        Some(label) => format!("note {label}"),
        None => format!("the note in place {} of the list", note + 1),
    }
}

/// The name of the footnote whose note has the index `note`: `footnote 3`. The label is what its reference prints, or
/// else the one in the list.
pub(super) fn footnote_name(record: &Record, note: usize) -> String {
    let printed = record.refs_to(note).next().map(|reference| &reference.label);
    match printed.or_else(|| record.notes.get(note)?.label.as_ref()) {
        Some(label) => format!("footnote {label}"),
        None => "this footnote".into(),
    }
}
