//! What a record consists of. Every [`Span`] is in bytes of the record's own [`Record::text`].

use crate::convention::Convention;
use crate::convention::form::{NoteForm, PageForm, ReferenceForm};
use crate::record::Label;
use crate::text::Span;
use std::sync::Arc;

/// One transcribed document: heading, text, notes. Plain data, built from its text alone and never changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// How its marks are written.
    pub convention: Convention,
    /// The record's whole text, from its first byte to the next record's.
    pub text: Box<str>,
    /// The heading, where there is one.
    pub heading: Option<Heading>,
    /// The page markers, in the order of the text.
    pub pages: Vec<PageMarker>,
    /// What looks like a page marker and is none, in the order of the text.
    pub malformed_pages: Vec<MalformedPage>,
    /// The notes, in the order of the text.
    pub notes: Vec<Note>,
    /// Where the note lists stand: one at the record's end, or one at each page's foot. Each from the start of its
    /// first line (a title like `Notes` included) to the end of its last.
    pub note_lists: Vec<Span>,
    /// The footnote references, in the order of the text: those that lead to a note, and those that should.
    pub note_refs: Vec<NoteRef>,
    /// The cross references, in the order of the text.
    pub cross_refs: Vec<CrossRef>,
    /// The editorial insertions, brackets included, in the order of their starts; one may lie in another.
    pub insertions: Vec<Span>,
    /// Opening brackets that nothing closes, and closing ones that nothing opened, in the order of the text.
    pub stray_brackets: Vec<StrayBracket>,
    /// Whether the record has so many digits and notes that the likeliest ways of pairing them were not all weighed to the
    /// end: where its numbers are unusual, the pairing may be wrong.
    pub narrowed: bool,
}

/// A record and where it stands in its document.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The offset of the record's first byte in the document.
    pub start: usize,
    /// The record.
    pub record: Arc<Record>,
}

/// The record's first title line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The whole line, without the white space around it.
    pub span: Span,
    /// The record's number, the `222` of `222. Summary Record`.
    pub number: Option<Label>,
    /// The title, without number and footnote references.
    pub title: Span,
}

/// `[Page 569]`: what follows stands on that printed page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageMarker {
    /// The marker, brackets included.
    pub span: Span,
    /// The page.
    pub label: Label,
    /// Where the label stands.
    pub label_span: Span,
    /// Whether it numbers the pages of the facsimile and not those of the volume: `[Facsimile Page 2]`.
    pub facsimile: bool,
}

/// What was meant for a page marker: `[Page 56l]`, `[Pgae 569]`, `Page 569]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MalformedPage {
    /// What stands there.
    pub span: Span,
    /// The page that was meant, as far as that can be read off it.
    pub label: Option<Label>,
}

/// An entry of a note list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The entry, from the start of the line that carries its label to the end of its last line with text, without the
    /// line break.
    pub span: Span,
    /// The number or sign printed with it; none for an item that is only `- text`.
    pub label: Option<Label>,
    /// Where the label stands; where there is none, the bullet.
    pub label_span: Span,
    /// Its text, without label, the white space around it, and a trailing `↩`; empty where it says nothing.
    pub text: Span,
}

/// The mark in the running text that leads to a note: the `2` of `possibly could.2`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRef {
    /// The mark: its digits or signs, without brackets around them.
    pub span: Span,
    /// What it prints.
    pub label: Label,
    /// The note it leads to, an index into [`Record::notes`].
    pub note: Option<usize>,
}

/// Words that point elsewhere: `See Document 223`, `footnote 2, Document 40`, `p. 123`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrossRef {
    /// The words, from the first that belongs to the reference to the last number, or to `supra` or `infra`.
    pub span: Span,
    /// What they point at.
    pub kind: CrossRefKind,
    /// The number pointed at: of a document, a footnote or a page; none for a bare `supra` or `infra`.
    pub label: Option<Label>,
    /// Where that is to be found.
    pub whose: Whose,
}

/// Where what a cross reference points at is to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// A document or a page: in this volume; a footnote: in this record (`footnote 3 above`).
    Here,
    /// A footnote of that record of this volume.
    Document(Label),
    /// A footnote of the record on that page of this volume (`footnote 1, p. 471`).
    Page(Label),
    /// `supra`: the record before; with a footnote, that note of it.
    Previous,
    /// `infra`: the record after; with a footnote, that note of it.
    Next,
    /// Another volume or publication: it never leads into this one.
    Elsewhere,
}

/// What a cross reference points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CrossRefKind {
    /// A record: `Document 223`.
    Document,
    /// A note: `footnote 2, Document 40`, `footnote 3 above`.
    Footnote,
    /// A printed page: `p. 123`.
    Page,
}

/// A bracket without its partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StrayBracket {
    /// `[` that is not closed within its paragraph; the bracket's span.
    Unclosed(Span),
    /// `]` that nothing opened; the bracket's span.
    Unopened(Span),
}

impl Note {
    /// What stands for it: its label, or its text where it has none.
    pub fn name(&self) -> Span {
        if self.label.is_none() && !self.text.is_empty() { self.text } else { self.label_span }
    }
}

impl Record {
    /// How the reference whose label stands at `label` is written.
    pub fn reference_form(&self, label: Span) -> ReferenceForm {
        let (before, after) = (self.text.get(..label.start), self.text.get(label.end..));
        self.convention.reference_form(before.unwrap_or_default(), after.unwrap_or_default())
    }

    /// How `note`, one of the record's, is written.
    pub fn note_form(&self, note: &Note) -> NoteForm {
        let before = Span::new(note.span.start, note.label_span.start).of(&self.text);
        let behind = Span::new(note.label_span.end, note.span.end).of(&self.text);
        let line = behind.split(['\n', '\r']).next().unwrap_or_default();
        self.convention.note_form(before, line, note.span.of(&self.text))
    }

    /// How `page`, one of the record's, is written.
    pub fn page_form(&self, page: &PageMarker) -> PageForm<'_> {
        PageForm {
            open: Span::new(page.span.start, page.label_span.start).of(&self.text),
            close: Span::new(page.label_span.end, page.span.end).of(&self.text),
        }
    }

    /// The first reference to each note, in the order of the notes.
    pub fn first_refs(&self) -> Vec<Option<&NoteRef>> {
        let mut firsts = vec![None; self.notes.len()];
        for reference in self.note_refs.iter().rev() {
            if let Some(first) = reference.note.and_then(|note| firsts.get_mut(note)) {
                *first = Some(reference);
            }
        }
        firsts
    }

    /// The footnote references that lead to the note of index `note`, in the order of the text.
    pub fn refs_to(&self, note: usize) -> impl Iterator<Item = &NoteRef> {
        self.note_refs.iter().filter(move |r| r.note == Some(note))
    }
}
