//! Cross references to a footnote, and their update when the footnote gets another label.

use super::edit_context::EditContext;
use crate::assist::text_edit::TextEdit;
use crate::record::Label;
use crate::text::Span;
use crate::volume::{FileEntry, Index, Part, Place, RecordId, Volume};
use std::collections::HashMap;

/// An update of a cross reference in another record, of this file or of another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitationEdit {
    /// The path of the file, as the volume knows it; `None` for the document that is edited.
    pub path: Option<Box<str>>,
    /// The index of the record in its file, from 0.
    pub record: usize,
    /// The name of the record: `Document 17`, or the name of its file if it has no number.
    pub name: String,
    /// The cross reference, in bytes of its record.
    pub span: Span,
    /// The label that it names now.
    pub from: Label,
    /// The label that it should name.
    pub to: String,
}

impl CitationEdit {
    /// The edit, in bytes of the record, whose text is `text`. Returns `None` if the cross reference no longer stands
    /// there.
    pub fn change(&self, text: &str) -> Option<TextEdit> {
        number(text, self.span, &self.from).map(|span| TextEdit::new(span, self.to.as_str()))
    }
}

/// Updates of the cross references to footnotes that get other labels.
#[derive(Default)]
pub(super) struct CitationEdits {
    /// Those in the edited record.
    pub in_record: Vec<TextEdit>,
    /// Those in other records.
    pub elsewhere: Vec<CitationEdit>,
}

/// The updates of the volume's cross references when notes are relabelled. `relabelled` holds the index of each note
/// with its new label.
pub(super) fn relabelled_citations(context: &EditContext, relabelled: &[(usize, String)]) -> CitationEdits {
    let mut found = CitationEdits::default();
    with_volume(context, relabelled.is_empty(), |volume, path, id| {
        let relabelled: HashMap<usize, &String> = relabelled.iter().map(|(note, to)| (*note, to)).collect();
        for (citation, part) in volume.citations_of(id) {
            let Part::Note(note) = part else { continue };
            if let Some(&to) = relabelled.get(&note) {
                let Some(located) = volume.get(citation.record) else { continue };
                let Some(cross_ref) = located.record.cross_refs.get(citation.cross_ref) else { continue };
                let Some(from) = cross_ref.label.clone() else { continue };
                if citation.record == id {
                    let span = number(&context.record().text, cross_ref.span, &from);
                    found.in_record.extend(span.map(|span| TextEdit::new(span, to.as_str())));
                    continue;
                }
                let name = match volume.number(citation.record) {
                    Some(number) => format!("Document {number}"),
                    None => located.path.rsplit('/').next().unwrap_or_default().to_owned(),
                };
                let path = (located.path != path).then(|| located.path.into());
                found.elsewhere.push(CitationEdit {
                    path,
                    record: located.at,
                    name,
                    span: cross_ref.span,
                    from,
                    to: to.clone(),
                });
            }
        }
    });
    found
}

/// If a cross reference names the note of index `note`, returns a sentence that says where: `Document 17 cites it`.
/// Cross references within the note itself do not count.
pub(super) fn cited_by(context: &EditContext, note: usize) -> Option<String> {
    let mut found = None;
    with_volume(context, false, |volume, _, id| {
        let within = context.record().notes.get(note).map_or_else(Span::default, |note| note.span);
        let citations = volume.cited_by(Place { record: id, part: Part::Note(note) });
        found = citations.into_iter().find_map(|citation| {
            let located = volume.get(citation.record)?;
            let words = located.record.cross_refs.get(citation.cross_ref)?;
            if citation.record == id {
                // A cross reference within the note goes away with it.
                return (!within.covers(words.span))
                    .then(|| format!("This record cites it: “{}”", words.span.of(&context.record().text)));
            }
            let number = volume.number(citation.record).map(|number| format!("Document {number}"));
            let by = number.unwrap_or_else(|| located.path.rsplit('/').next().unwrap_or_default().to_owned());
            Some(format!("{by} cites it"))
        });
    });
    found
}

/// Calls `look` with the volume, the document's path in it and the id of the edited record. If no volume is known, the
/// document alone is taken for one. Does nothing if `idle`.
fn with_volume(context: &EditContext, idle: bool, look: impl FnOnce(&Volume, &str, RecordId)) {
    if idle {
        return;
    }
    let mut index = Index::default();
    let (volume, path) = if let Some(known) = context.environment.volume {
        known
    } else {
        let path = "record.txt";
        index.set(path, FileEntry::new(context.snapshot, 0));
        let Some(volume) = index.volume(path) else { return };
        (&**volume, path)
    };
    if let Some(&id) = volume.records_of(path).get(context.record_index) {
        look(volume, path, id);
    }
}

/// Where the cross reference at `span` of `text` prints `label`. Returns `None` if it does not.
fn number(text: &str, span: Span, label: &Label) -> Option<Span> {
    let words = span.of(text);
    let start = words.find(label.as_str())?;
    let end = start + label.as_str().len();
    // The first number of a cross reference is the footnote's; the record's number follows it.
    let first = words.find(|c: char| c.is_ascii_digit()).is_none_or(|digit| digit == start);
    let whole = !words.get(end..)?.starts_with(|c: char| c.is_ascii_digit());
    (first && whole).then(|| Span::new(start, end).shifted(span.start))
}
