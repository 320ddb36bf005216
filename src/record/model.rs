//! The parts of a record, as plain data. Every [`Span`] is in bytes of the record's own [`Record::text`].

use crate::convention::Convention;
use crate::convention::form::{NoteForm, PageForm, ReferenceForm, is_half_enclosed};
use crate::record::{Certainty, Label};
use crate::text::{Span, work};
use std::sync::Arc;

/// One transcribed document: its heading, text and notes. Built from the text alone, and never changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The convention in which the marks of the record are written.
    pub convention: Convention,
    /// The whole text of the record, up to the first byte of the next record.
    pub text: Box<str>,
    /// The heading, if the record has one.
    pub heading: Option<Heading>,
    /// The sections, in the order of the text: chapters of a record that is not divided at them.
    pub sections: Vec<Section>,
    /// The page markers, in the order of the text.
    pub pages: Vec<PageMarker>,
    /// The misspelt page markers, in the order of the text.
    pub malformed_pages: Vec<MalformedPage>,
    /// The notes, in the order of the text.
    pub notes: Vec<Note>,
    /// The note lists, in the order of the text, wherever they stand: below a paragraph, at the foot of a page, at the end of a
    /// chapter or of the record.
    pub note_lists: Vec<NoteList>,
    /// The rests of notes that begin on earlier pages, in the order of the text.
    pub continuations: Vec<Continuation>,
    /// The footnote references, in the order of the text: those that lead to a note, and those whose note is missing.
    pub note_refs: Vec<NoteRef>,
    /// The cross references, in the order of the text.
    pub cross_refs: Vec<CrossRef>,
    /// The editorial insertions, brackets included, ordered by their starts. One may lie within another.
    pub insertions: Vec<Span>,
    /// The brackets without a partner, in the order of the text.
    pub stray_brackets: Vec<StrayBracket>,
    /// Whether the record has so many digits and notes that some likely ways of pairing them were given up to bound the
    /// work, or all of them. The pairing is then in doubt as a whole.
    pub narrowed: bool,
}

/// A record, with its place in the document.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The offset of the record's first byte in the document.
    pub start: usize,
    /// The record.
    pub record: Arc<Record>,
}

/// The first title line of a record: `222. Summary Record of the 32d Meeting`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The whole line, without the white space around it.
    pub span: Span,
    /// The number of the record, the `222` of `222. Summary Record`; none for a heading without a number.
    pub number: Option<Label>,
    /// The title, without the number before it and the footnote references behind it.
    pub title: Span,
}

/// A chapter or another part of a record that has a title of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// The section, from its title to the next section or the end of the record.
    pub span: Span,
    /// The line of its title, without the white space behind it.
    pub title: Span,
}

/// A page marker, such as `[Page 569]`: the text behind it stands on that printed page, or the text before it where the number is at
/// the foot of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageMarker {
    /// The marker, brackets included.
    pub span: Span,
    /// The page's label: the `569` of `[Page 569]`.
    pub label: Label,
    /// The bytes of the label.
    pub label_span: Span,
    /// Whether the label is a page of the facsimile, not of the volume: `[Facsimile Page 2]`.
    pub facsimile: bool,
    /// Whether it stands at the foot of its page, as a page number alone on its line may.
    pub at_foot: bool,
    /// Whether it is a running head, which has a title beside the label.
    pub has_title: bool,
}

/// A misspelt page marker: `[Page 56l]`, `[Pgae 569]`, `Page 569]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MalformedPage {
    /// The misspelt marker, with the brackets that it has.
    pub span: Span,
    /// The label of the page that was meant; none if it cannot be guessed.
    pub label: Option<Label>,
}

/// A note list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoteList {
    /// The list, from the start of its first line, which may be a title such as `Notes`, to the end of its last.
    pub span: Span,
    /// Whether its labels begin again; otherwise they go on from the list before it.
    pub begins_anew: bool,
}

/// An entry of a note list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The whole entry: from the start of the line with the label to the end of the last line with text, without the
    /// line break.
    pub span: Span,
    /// The number or sign printed with the note; none for an item such as `- text`.
    pub label: Option<Label>,
    /// The bytes of the label, or of the bullet of a note without a label.
    pub label_span: Span,
    /// The text of the note, without its label, a trailing `↩` and the white space around it. Empty if the note has
    /// none.
    pub text: Span,
    /// Whether the note says that it goes on on the next page: `[Footnote 1: text]*`.
    pub goes_on: bool,
}

/// The rest of a note that begins on an earlier page: `*[Footnote: text]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Continuation {
    /// The whole mark, with its brackets.
    pub span: Span,
    /// The text of the note that is here, without the white space around it.
    pub text: Span,
    /// Whether it says in turn that the note goes on.
    pub goes_on: bool,
    /// The note that it continues, an index into [`Record::notes`]; none if no note goes on just before it.
    pub note: Option<usize>,
}

/// A footnote reference: the mark in the running text that leads to a note, such as the `2` of `possibly could.2`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRef {
    /// How sure it is that it leads to its note.
    pub certainty: Certainty,
    /// The digits or signs of the mark, without brackets around them.
    pub span: Span,
    /// The printed label: the number or sign.
    pub label: Label,
    /// The note that the reference leads to, an index into [`Record::notes`]; none if that note is missing.
    pub note: Option<usize>,
}

impl PageMarker {
    /// The title of a running head, in `text`, the text of its record. None for other page markers.
    pub fn title(&self, text: &str) -> Option<Span> {
        let (left, right) = (self.span.start, self.label_span.end);
        let (from, words) = match Span::new(left, self.label_span.start).of(text) {
            "" => (right, Span::new(right, self.span.end).of(text)),
            before => (left, before),
        };
        let start = from + (words.len() - words.trim_start().len());
        self.has_title.then(|| Span::new(start, start + words.trim().len()))
    }
}

impl NoteRef {
    /// Whether no other pairing of the record comes close to the one in which it leads to its note: edits rest on nothing
    /// else.
    pub fn is_certain(&self) -> bool {
        self.certainty >= Certainty::ENOUGH
    }
}

/// A cross reference: words that point elsewhere, such as `See Document 223`, `footnote 2, Document 40` or `p. 123`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrossRef {
    /// The words of the reference, from its keyword (`Document`, `p.`) to its last number, or to `supra` or `infra`.
    pub span: Span,
    /// The kind of thing that the reference points to.
    pub kind: CrossRefKind,
    /// The label of the document, footnote or page that the reference points to; none for a bare `supra` or `infra`.
    pub label: Option<Label>,
    /// The record or volume in which that document, footnote or page stands.
    pub whose: Whose,
}

/// The record or volume in which the target of a cross reference stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// This volume, for a document or a page; this record, for a footnote (`footnote 3 above`).
    Here,
    /// The record with this number in this volume, for a footnote (`footnote 2, Document 40`).
    Document(Label),
    /// The record on this page of this volume, for a footnote (`footnote 1, p. 471`).
    Page(Label),
    /// The record before this one: `supra`, `note 4 supra`.
    Previous,
    /// The record after this one: `infra`, `footnote 2, infra`.
    Next,
    /// Another volume or publication, or one that cannot be told. The reference never leads into this volume.
    Elsewhere,
}

/// The kind of thing that a cross reference points to.
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
    /// The span of a `[` that nothing closes.
    Unclosed(Span),
    /// The span of a `]` that nothing opens.
    Unopened(Span),
}

impl Note {
    /// The number that its label prints; none if it has none or another label.
    pub fn number(&self) -> Option<u64> {
        self.label.as_ref()?.arabic()
    }

    /// Whether half a parenthesis ends its label in `text`, that of its record: `2) Not printed.`
    pub fn is_half_enclosed(&self, text: &str) -> bool {
        let before = text.get(..self.label_span.start).unwrap_or_default();
        let behind = text.get(self.label_span.end..).unwrap_or_default();
        self.label.is_some() && behind.starts_with(')') && !before.ends_with('(')
    }

    /// The words that name the note to a reader: its label, or its text if it has no label.
    pub fn name(&self) -> Span {
        if self.label.is_none() && !self.text.is_empty() { self.text } else { self.label_span }
    }
}

impl Record {
    /// The form in which the reference with the label at `label` is written.
    pub fn reference_form(&self, label: Span) -> ReferenceForm {
        let (before, after) = (self.text.get(..label.start), self.text.get(label.end..));
        let form = self.convention.reference_form(before.unwrap_or_default(), after.unwrap_or_default());
        let is_bare = form == ReferenceForm::default();
        if is_bare && self.is_half_enclosed(label) { ReferenceForm::HALF_PARENTHESISED } else { form }
    }

    /// Whether the reference with the label at `label` ends with half a parenthesis, as its note's label does: `could 2)` over
    /// `2) text`. A reference without a note is like the first note.
    fn is_half_enclosed(&self, label: Span) -> bool {
        let after = self.text.get(label.end..).unwrap_or_default();
        if !after.starts_with(')') {
            return false;
        }
        let reference = self.note_refs.binary_search_by_key(&label, |reference| reference.span).ok();
        let note = reference.and_then(|reference| self.note_refs.get(reference)?.note).unwrap_or_default();
        let before = self.text.get(..label.start).unwrap_or_default();
        self.notes.get(note).is_some_and(|note| note.is_half_enclosed(&self.text)) && is_half_enclosed(before, after)
    }

    /// The form in which `note`, a note of this record, is written.
    pub fn note_form(&self, note: &Note) -> NoteForm {
        let before = Span::new(note.span.start, note.label_span.start).of(&self.text);
        let behind = Span::new(note.label_span.end, note.span.end).of(&self.text);
        let line = behind.split(['\n', '\r']).next().unwrap_or_default();
        self.convention.note_form(before, line, note.span.of(&self.text))
    }

    /// The form in which `page`, a page marker of this record, is written.
    pub fn page_form(&self, page: &PageMarker) -> PageForm<'_> {
        PageForm {
            open: Span::new(page.span.start, page.label_span.start).of(&self.text),
            close: Span::new(page.label_span.end, page.span.end).of(&self.text),
        }
    }

    /// The span of the whole reference whose label stands at `label`: with the brackets around it, if there are any.
    pub fn reference_span(&self, label: Span) -> Span {
        let form = self.reference_form(label);
        Span::new(label.start - form.open.len(), label.end + form.close.len())
    }

    /// The first reference to each note, in the order of the notes.
    pub fn first_refs(&self) -> Vec<Option<&NoteRef>> {
        work::count(self.notes.len() + self.note_refs.len());
        let mut firsts = vec![None; self.notes.len()];
        for reference in self.note_refs.iter().rev() {
            if let Some(first) = reference.note.and_then(|note| firsts.get_mut(note)) {
                *first = Some(reference);
            }
        }
        firsts
    }

    /// Whether byte `at` of the text stands in a note.
    pub fn is_in_note(&self, at: usize) -> bool {
        let before = self.notes.partition_point(|note| note.span.start <= at);
        before.checked_sub(1).and_then(|note| self.notes.get(note)).is_some_and(|note| at < note.span.end)
    }

    /// The footnote references that lead to the note with the index `note`, in the order of the text.
    pub fn refs_to(&self, note: usize) -> impl Iterator<Item = &NoteRef> {
        work::count(self.note_refs.len());
        self.note_refs.iter().filter(move |r| r.note == Some(note))
    }
}
