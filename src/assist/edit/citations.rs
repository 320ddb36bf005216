//! What the volume says of a footnote, when the footnote is called otherwise.

use super::edit_context::EditContext;
use crate::assist::text_edit::TextEdit;
use crate::record::Label;
use crate::text::Span;
use crate::volume::{FileEntry, Index, Part, Place, RecordId, Volume};
use std::collections::HashMap;

/// A cross reference of another record, of the same file or of another one, that names a label which changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitationEdit {
    /// The path by which the volume knows the file; none for the document itself.
    pub path: Option<Box<str>>,
    /// Which of the file's records it stands in, counted from 0.
    pub record: usize,
    /// What that record is called: `Document 17`, or its file.
    pub name: String,
    /// The cross reference, in bytes of that record.
    pub span: Span,
    /// What it names.
    pub from: Label,
    /// What it should name.
    pub to: String,
}

impl CitationEdit {
    /// The change, in bytes of the record that says `text`; none where that does not say so any more.
    pub fn change(&self, text: &str) -> Option<TextEdit> {
        number(text, self.span, &self.from).map(|span| TextEdit::new(span, self.to.as_str()))
    }
}

/// The cross references to footnotes that are called otherwise.
#[derive(Default)]
pub(super) struct CitationEdits {
    /// Those of the same record.
    pub context: Vec<TextEdit>,
    /// Those of others.
    pub elsewhere: Vec<CitationEdit>,
}

/// The cross references of the volume to the notes `called` otherwise, each an index with the new label.
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
                    found.context.extend(span.map(|span| TextEdit::new(span, to.as_str())));
                    continue;
                }
                let records = volume.records_of(located.path);
                let record = records.iter().position(|&record| record == citation.record).unwrap_or_default();
                let name = match volume.number(citation.record) {
                    Some(number) => format!("Document {number}"),
                    None => located.path.rsplit('/').next().unwrap_or_default().to_owned(),
                };
                let path = (located.path != path).then(|| located.path.into());
                found.elsewhere.push(CitationEdit { path, record, name, span: cross_ref.span, from, to: to.clone() });
            }
        }
    });
    found
}

/// Who cites the note of index `note`: `a note of this record`, `Document 17`; none where nobody does.
pub(super) fn cited_by(context: &EditContext, note: usize) -> Option<String> {
    let mut found = None;
    with_volume(context, false, |volume, _, id| {
        let within = context.record().notes.get(note).map_or_else(Span::default, |note| note.span);
        let citations = volume.cited_by(Place { record: id, part: Part::Note(note) });
        found = citations.into_iter().find_map(|citation| {
            let located = volume.get(citation.record)?;
            let words = located.record.cross_refs.get(citation.cross_ref)?;
            if citation.record == id {
                // What it says of itself goes with it.
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

/// Tells `look` the volume, the path of the document in it, and the record; a volume of the document alone where no other
/// is known. Nothing at all where `idle`.
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

/// Where the cross reference at `span` of `text` prints `label`.
fn number(text: &str, span: Span, label: &Label) -> Option<Span> {
    let words = span.of(text);
    let start = words.find(label.as_str())?;
    let end = start + label.as_str().len();
    // The first number of the words is the footnote's, whatever record they name behind it.
    let first = words.find(|c: char| c.is_ascii_digit()).is_none_or(|digit| digit == start);
    let whole = !words.get(end..)?.starts_with(|c: char| c.is_ascii_digit());
    (first && whole).then(|| Span::new(start, end).shifted(span.start))
}
