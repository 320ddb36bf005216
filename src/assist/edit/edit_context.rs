//! The place where an edit is wanted, and what is known about the record there.

use super::label_runs::LabelRuns;
use crate::check::{self, Code, Diagnostic};
use crate::config::Settings;
use crate::record::{Label, Placed, Record, Snapshot};
use crate::text::Span;
use crate::volume::Volume;
use std::cell::OnceCell;

/// The volume and the settings of a document, as far as they are known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Environment<'a> {
    /// The volume of the document, and the document's path in it. The volume's records of that path are those of the
    /// document, in the same order.
    pub volume: Option<(&'a Volume, &'a str)>,
    /// The settings of the document, and its whole path.
    pub settings: Option<(&'a Settings, &'a str)>,
}

/// A place in a record of a document.
pub(super) struct EditContext<'a> {
    /// The document.
    pub snapshot: &'a Snapshot,
    /// The volume and the settings of the document.
    pub environment: Environment<'a>,
    /// The record, and where it stands in the document.
    placed: &'a Placed,
    /// The index of the record in the document, from 0.
    pub record_index: usize,
    /// The selection, in bytes of the record; empty for a cursor.
    pub selection: Span,
    /// The diagnostics of the record, computed when they are first asked for.
    diagnostics: OnceCell<Vec<Diagnostic>>,
}

impl<'a> EditContext<'a> {
    /// Creates the context of `selection` (in bytes of the document). If the selection spans several records, only the
    /// part in the last one counts. Returns `None` if the document has no record there.
    pub fn new(snapshot: &'a Snapshot, selection: Span, environment: Environment<'a>) -> Option<Self> {
        let placed = snapshot.record_at(selection.end)?;
        let record_index = snapshot.records().partition_point(|other| other.start < placed.start);
        let within = |offset: usize| {
            let text = &placed.record.text;
            let offset = offset.saturating_sub(placed.start).min(text.len());
            (0..=offset).rev().find(|&offset| text.is_char_boundary(offset)).unwrap_or_default()
        };
        let selection = Span::new(within(selection.start), within(selection.end));
        Some(Self { snapshot, environment, placed, record_index, selection, diagnostics: OnceCell::new() })
    }

    /// The context of another selection in the record, in bytes of the record.
    pub fn with_selection(&self, selection: Span) -> Self {
        Self { selection, diagnostics: self.diagnostics.clone(), ..*self }
    }

    /// The record that is edited.
    pub fn record(&self) -> &'a Record {
        &self.placed.record
    }

    /// Converts a span of the record to a span of the document.
    pub fn in_document(&self, span: Span) -> Span {
        span.shifted(self.placed.start)
    }

    /// The diagnostics of the record by itself, before the user's settings are applied. They are computed once.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        self.diagnostics.get_or_init(|| check::diagnostics(self.record()))
    }

    /// The diagnostics of the record that the user's settings let through.
    pub fn reported(&self) -> Vec<Diagnostic> {
        let found = self.diagnostics().to_vec();
        match self.environment.settings {
            Some((settings, path)) => settings.apply(path, &self.record().text, found),
            None => found,
        }
    }

    /// Why the pairing of the record is in doubt, as a message for the user; `None` if it is not. Labels must not be
    /// changed if it is in doubt.
    pub fn pairing_doubt(&self) -> Option<String> {
        if self.record().narrowed {
            return Some("The record is too large to try every way of pairing its references with notes".into());
        }
        let unsure = |found: &&Diagnostic| matches!(found.code, Code::DanglingReference | Code::DuplicateNote);
        self.diagnostics().iter().find(unsure).map(|found| found.message.clone())
    }

    /// Why the labels of the notes from the index `note` on must not be changed, as a message for the user: the pairing
    /// is in doubt, or one of these notes has no reference.
    pub fn pairing_doubt_from(&self, note: usize) -> Option<String> {
        let unreferenced = || {
            let firsts = self.record().first_refs();
            let lacks = firsts.iter().skip(note).position(Option::is_none)?;
            Some(format!("No reference leads to {}", super::message_names::note_name(self.record(), note + lacks)))
        };
        self.pairing_doubt().or_else(unreferenced)
    }

    /// Whether every reference certainly has a note, every note has a reference, and both are in the same order; and there are
    /// two pairs at least, for one alone shows no way of counting.
    pub fn all_paired(&self) -> bool {
        let record = self.record();
        let firsts = self.record().first_refs();
        !record.narrowed
            && !record.notes.is_empty()
            && record.note_refs.len() > 1
            && record.note_refs.iter().all(|reference| reference.note.is_some() && reference.is_certain())
            && firsts.iter().all(Option::is_some)
            && firsts.is_sorted_by_key(|first| first.map(|reference| reference.span.start))
    }

    /// Whether the numbers of the notes differ from those of their references throughout, by one and the same number.
    pub fn differs_by_one_constant(&self) -> bool {
        let number = |label: Option<&Label>| label.and_then(Label::arabic).map(i128::from);
        let both = self.printed_labels().into_iter().zip(self.listed_labels());
        let mut ahead = both.map(|(printed, listed)| Some(number(listed)? - number(printed)?));
        let first = ahead.next().flatten();
        first.is_some_and(|first| first != 0) && ahead.all(|other| other == first)
    }

    /// The label that the first reference to each note prints, in the order of the notes.
    pub fn printed_labels(&self) -> Vec<Option<&'a Label>> {
        self.record().first_refs().into_iter().map(|first| first.map(|reference| &reference.label)).collect()
    }

    /// The label that each note has in its list.
    pub fn listed_labels(&self) -> Vec<Option<&'a Label>> {
        self.record().notes.iter().map(|note| note.label.as_ref()).collect()
    }

    /// The printed labels, divided into runs that count on.
    pub fn printed_runs(&self) -> LabelRuns<'a> {
        LabelRuns::new(self.printed_labels(), |_| false)
    }

    /// The labels in the note lists, divided into runs that count on. A list begins a new run unless it continues the
    /// numbers of the list before it.
    pub fn listed_runs(&self) -> LabelRuns<'a> {
        LabelRuns::new(self.listed_labels(), |note| note > 0 && self.list(note) != self.list(note - 1))
    }

    /// The index of the note list that contains the note of index `note`.
    pub fn list(&self, note: usize) -> usize {
        let record = self.record();
        let start = record.notes.get(note).map_or(usize::MAX, |note| note.span.start);
        record.note_lists.partition_point(|list| list.span.start <= start).saturating_sub(1)
    }

    /// Whether the note of index `note` begins a list whose labels begin again, as a convention in which marks say what they are
    /// tells.
    pub fn begins_anew(&self, note: usize) -> bool {
        let record = self.record();
        let list = record.note_lists.get(self.list(note)).filter(|list| list.begins_anew);
        record.convention.says_what_marks_are()
            && note > 0
            && list.is_some()
            && self.notes_of(self.list(note)).start == note
    }

    /// The indices of the notes in the list of index `list`.
    pub fn notes_of(&self, list: usize) -> std::ops::Range<usize> {
        let record = self.record();
        let count =
            |end: Option<usize>| record.notes.partition_point(|note| end.is_some_and(|end| note.span.start < end));
        let span = record.note_lists.get(list).map(|list| list.span);
        count(span.map(|span| span.start))..count(span.map(|span| span.end))
    }

    /// The line break that the record uses, or else the one that the document uses; `\n` if neither has one.
    pub fn line_break(&self) -> &'static str {
        let first = |text: &str| {
            let at = text.find(['\n', '\r'])?;
            let rest = text.get(at..)?;
            Some(if rest.starts_with("\r\n") {
                "\r\n"
            } else if rest.starts_with('\r') {
                "\r"
            } else {
                "\n"
            })
        };
        let of_document = || {
            let end = self.placed.start.min(4096);
            first(&self.snapshot.text().slice(Span::new(0, end)))
        };
        first(&self.record().text).or_else(of_document).unwrap_or("\n")
    }

    /// The lines of the note of index `note`, from the start of the first to the end of the last with trailing white
    /// space, without the final line break.
    pub fn note_lines(&self, note: usize) -> Option<Span> {
        let text = &self.record().text;
        let Span { start, end } = self.record().notes.get(note)?.span;
        let behind = text.get(end..).unwrap_or_default();
        Some(Span::new(start, end + behind.find(['\n', '\r']).unwrap_or(behind.len())))
    }

    /// The end of the last line with text before `offset`, after its trailing white space. Returns 0 if there is none.
    pub fn content_before(&self, offset: usize) -> usize {
        let text = &self.record().text;
        let before = Span::new(0, offset).of(text).trim_end().len();
        let rest = text.get(before..).unwrap_or_default();
        if before == 0 { 0 } else { (before + rest.find(['\n', '\r']).unwrap_or(rest.len())).min(offset) }
    }

    /// The index of the selected footnote reference, if it has no note.
    pub fn selected_dangling_reference(&self) -> Option<usize> {
        let mut references = self.record().note_refs.iter();
        references.position(|reference| reference.span == self.selection && reference.note.is_none())
    }

    /// The index of the note whose label is selected, if no reference leads to it.
    pub fn selected_unreferenced_note(&self) -> Option<usize> {
        let record = self.record();
        let note = record.notes.iter().position(|note| note.label_span == self.selection)?;
        record.refs_to(note).next().is_none().then_some(note)
    }

    /// Whether the list numbers its notes by their position and not as their references print.
    pub fn list_counts_by_position(&self) -> bool {
        let both = self.printed_labels().into_iter().zip(self.listed_labels());
        both.filter_map(|(printed, listed)| printed.zip(listed))
            .any(|(printed, listed)| printed.value() != listed.value())
    }

    /// Finds the label at the cursor: that of a note, or that of a paired footnote reference. Returns the index of the
    /// note and the span of the label.
    pub fn label_at_cursor(&self) -> Option<(usize, Span)> {
        let record = self.record();
        let offset = self.selection.end;
        let refs = record.note_refs.iter().filter_map(|reference| Some((reference.note?, reference.span)));
        let notes = record.notes.iter().enumerate().filter(|(_, note)| note.label.is_some());
        let labels = refs.chain(notes.map(|(index, note)| (index, note.label_span)));
        let touched = labels.filter(|(_, span)| span.touches(offset));
        // Where two labels meet, the one that begins at the cursor counts.
        touched.max_by_key(|(_, span)| span.start)
    }
}
