//! The outline: records, their pages, their notes.

use super::pages::{Page, final_notes, pages};
use super::words::{counted, first_line, record_name, shortened};
use crate::record::{Note, Record, Snapshot};
use crate::text::Span;

/// An entry of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What it is called; never empty.
    pub name: String,
    /// What else there is to say about it; may be empty.
    pub detail: String,
    /// What it is.
    pub kind: SymbolKind,
    /// All of it. Covers its children, which do not overlap.
    pub full: Span,
    /// The words that stand for it; lies in `full`.
    pub selection: Span,
    /// What it consists of, in the order of the text.
    pub children: Vec<Symbol>,
}

/// What an entry of the outline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SymbolKind {
    /// A record.
    Record,
    /// What stands on one printed page.
    Page,
    /// A list of notes.
    NoteList,
    /// A note.
    Note,
}

/// How many characters of a note stand for it.
const NOTE_WORDS: usize = 60;

/// The records of a document, each with its pages and, last, its notes. Notes at the foot of a page belong to the page.
pub fn outline(snapshot: &Snapshot) -> Vec<Symbol> {
    let records = snapshot.records().iter();
    records.filter_map(|placed| Outline { record: &placed.record, start: placed.start }.record()).collect()
}

/// A record whose outline is made, and where it stands in the document.
struct Outline<'a> {
    record: &'a Record,
    start: usize,
}

impl Outline<'_> {
    /// The record's entry; none where it is blank.
    fn record(&self) -> Option<Symbol> {
        let full = Span::new(0, self.record.text.len());
        let name = Some(record_name(self.record)).filter(|name| !name.is_empty())?;
        let selection =
            self.record.heading.as_ref().map_or_else(|| first_line(self.record, full), |heading| heading.span);
        let pages = pages(self.record);
        let counts = [(pages.len(), "page"), (self.record.notes.len(), "note")];
        let detail: Vec<_> =
            counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, thing)| counted(count, thing)).collect();
        let children = self.parts(pages);
        Some(self.symbol(SymbolKind::Record, name, detail.join(", "), (full, selection), children))
    }

    /// The pages, and the note lists that stand on none or end the record.
    fn parts(&self, pages: Vec<Page<'_>>) -> Vec<Symbol> {
        let end = final_notes(self.record).map_or(self.record.text.len(), |notes| notes.start);
        let mut lists = self.record.note_lists.iter().copied().peekable();
        let mut parts = Vec::new();
        for page in pages {
            let mut notes = Vec::new();
            while let Some(list) = lists.next_if(|list| list.start < page.span.end && list.start < end) {
                // Only notes before a record's first text can stand on no page.
                let place = if list.start < page.span.start { &mut parts } else { &mut notes };
                place.push(self.note_list(list));
            }
            let selection = page.marker.map_or_else(|| first_line(self.record, page.span), |marker| marker.span);
            let words = page.marker.map_or(page.span, |marker| Span::new(marker.span.end, page.span.end));
            let detail = shortened(first_line(self.record, words).of(&self.record.text), NOTE_WORDS);
            parts.push(self.symbol(SymbolKind::Page, page.name, detail, (page.span, selection), notes));
        }
        parts.extend(lists.map(|list| self.note_list(list)));
        parts
    }

    fn note_list(&self, list: Span) -> Symbol {
        let all = &self.record.notes;
        let first = all.partition_point(|note| note.span.start < list.start);
        let behind = all.partition_point(|note| note.span.start < list.end);
        let notes = all.get(first..behind).unwrap_or_default();
        let children = notes.iter().map(|note| self.note(note)).collect();
        let spans = (list, first_line(self.record, list));
        self.symbol(SymbolKind::NoteList, "Notes".into(), counted(notes.len(), "note"), spans, children)
    }

    fn note(&self, note: &Note) -> Symbol {
        let words = shortened(note.text.of(&self.record.text), NOTE_WORDS);
        let name = match &note.label {
            Some(label) if words.is_empty() => label.to_string(),
            Some(label) => format!("{label} {words}"),
            None => words,
        };
        let name = if name.trim().is_empty() { "Note".into() } else { name };
        self.symbol(SymbolKind::Note, name, String::new(), (note.span, note.label_span), Vec::new())
    }

    fn symbol(
        &self,
        kind: SymbolKind,
        name: String,
        detail: String,
        (full, selection): (Span, Span),
        children: Vec<Symbol>,
    ) -> Symbol {
        Symbol {
            name,
            detail,
            kind,
            full: full.shifted(self.start),
            selection: selection.shifted(self.start),
            children,
        }
    }
}
