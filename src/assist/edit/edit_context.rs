//! A place in a record, and what is known of the record there.

use super::label_runs::LabelRuns;
use crate::check::{self, Code, Diagnostic};
use crate::config::Settings;
use crate::record::{Label, NoteRef, Placed, Record, Snapshot};
use crate::text::Span;
use crate::volume::Volume;
use std::cell::OnceCell;

/// What is to be known of the world around a document, as far as it is known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Environment<'a> {
    /// The document's volume, with the path by which it knows the document: its records of that path are those of the
    /// document, one to one.
    pub volume: Option<(&'a Volume, &'a str)>,
    /// What is configured for the document, with its whole path.
    pub settings: Option<(&'a Settings, &'a str)>,
}

/// A place in a record of a document.
pub(super) struct EditContext<'a> {
    pub snapshot: &'a Snapshot,
    pub environment: Environment<'a>,
    placed: &'a Placed,
    /// Which of the document's records it is.
    pub record_index: usize,
    /// What is selected, in bytes of the record; empty for a cursor.
    pub selection: Span,
    diagnostics: OnceCell<Vec<Diagnostic>>,
}

impl<'a> EditContext<'a> {
    /// `selection`, in bytes of the document, as far as it lies in the record in which it ends.
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

    /// The same with `selection`, in bytes of the record, selected.
    pub fn with_selection(&self, selection: Span) -> Self {
        Self { selection, diagnostics: self.diagnostics.clone(), ..*self }
    }

    /// The record.
    pub fn record(&self) -> &'a Record {
        &self.placed.record
    }

    /// A span of the record as one of the document.
    pub fn in_document(&self, span: Span) -> Span {
        span.shifted(self.placed.start)
    }

    /// What is wrong in the record.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        self.diagnostics.get_or_init(|| check::diagnostics(self.record()))
    }

    /// What of it is reported.
    pub fn reported(&self) -> Vec<Diagnostic> {
        let found = self.diagnostics().to_vec();
        match self.environment.settings {
            Some((settings, path)) => settings.apply(path, &self.record().text, found),
            None => found,
        }
    }

    /// Why the pairing of the record is in doubt, so that nothing that numbers can be moved.
    pub fn pairing_doubt(&self) -> Option<String> {
        if self.record().narrowed {
            return Some("The record is so large that not every way of pairing its references was weighed".into());
        }
        let unsure = |found: &&Diagnostic| matches!(found.code, Code::DanglingReference | Code::DuplicateNote);
        self.diagnostics().iter().find(unsure).map(|found| found.message.clone())
    }

    /// The same where the numbers of the notes from the one of index `note` on are to change: each must have its reference.
    pub fn pairing_doubt_from(&self, note: usize) -> Option<String> {
        let unreferenced = || {
            let firsts = self.first_references();
            let lacks = firsts.iter().skip(note).position(Option::is_none)?;
            Some(format!("No reference leads to {}", super::message_names::note_name(self.record(), note + lacks)))
        };
        self.pairing_doubt().or_else(unreferenced)
    }

    /// Whether every reference has its note, every note its reference, in one order.
    pub fn all_paired(&self) -> bool {
        let record = self.record();
        let firsts = self.first_references();
        !record.narrowed
            && !record.notes.is_empty()
            && record.note_refs.iter().all(|reference| reference.note.is_some())
            && firsts.iter().all(Option::is_some)
            && firsts.is_sorted_by_key(|first| first.map(|reference| reference.span.start))
    }

    /// For each note the first reference that leads to it.
    pub fn first_references(&self) -> Vec<Option<&'a NoteRef>> {
        let record = self.record();
        let mut firsts = vec![None; record.notes.len()];
        for reference in record.note_refs.iter().rev() {
            if let Some(first) = reference.note.and_then(|note| firsts.get_mut(note)) {
                *first = Some(reference);
            }
        }
        firsts
    }

    /// What the references print, note by note.
    pub fn printed_labels(&self) -> Vec<Option<&'a Label>> {
        self.first_references().into_iter().map(|first| first.map(|reference| &reference.label)).collect()
    }

    /// What the list prints, note by note.
    pub fn listed_labels(&self) -> Vec<Option<&'a Label>> {
        self.record().notes.iter().map(|note| note.label.as_ref()).collect()
    }

    /// The labels of the references, as they count.
    pub fn printed_runs(&self) -> LabelRuns<'a> {
        LabelRuns::new(self.printed_labels(), |_| false)
    }

    /// The labels of the notes, as they count: each list for itself, unless it goes on from the one before.
    pub fn listed_runs(&self) -> LabelRuns<'a> {
        LabelRuns::new(self.listed_labels(), |note| note > 0 && self.list(note) != self.list(note - 1))
    }

    /// Which of the record's lists the note of index `note` is in.
    pub fn list(&self, note: usize) -> usize {
        let record = self.record();
        let start = record.notes.get(note).map_or(usize::MAX, |note| note.span.start);
        record.note_lists.partition_point(|list| list.start <= start).saturating_sub(1)
    }

    /// The notes of the list of index `list`.
    pub fn notes_of(&self, list: usize) -> std::ops::Range<usize> {
        let record = self.record();
        let count =
            |end: Option<usize>| record.notes.partition_point(|note| end.is_some_and(|end| note.span.start < end));
        let span = record.note_lists.get(list);
        count(span.map(|span| span.start))..count(span.map(|span| span.end))
    }

    /// The record's line break; the document's where it has none.
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

    /// The note of index `note`, from the start of its first line to the end of its last, white space included.
    pub fn note_lines(&self, note: usize) -> Option<Span> {
        let text = &self.record().text;
        let Span { start, end } = self.record().notes.get(note)?.span;
        let behind = text.get(end..).unwrap_or_default();
        Some(Span::new(start, end + behind.find(['\n', '\r']).unwrap_or(behind.len())))
    }

    /// The end of the last line with text before `offset`, its white space included; 0 where there is none.
    pub fn content_before(&self, offset: usize) -> usize {
        let text = &self.record().text;
        let before = Span::new(0, offset).of(text).trim_end().len();
        let rest = text.get(before..).unwrap_or_default();
        if before == 0 { 0 } else { (before + rest.find(['\n', '\r']).unwrap_or(rest.len())).min(offset) }
    }

    /// The index of the selected footnote reference if it has no note.
    pub fn selected_dangling_reference(&self) -> Option<usize> {
        let mut references = self.record().note_refs.iter();
        references.position(|reference| reference.span == self.selection && reference.note.is_none())
    }

    /// The index of the note whose label is selected if no reference leads to it.
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

    /// The index of the note whose label stands at the cursor or to which the reference there leads, and the span of that
    /// label or reference.
    pub fn label_at_cursor(&self) -> Option<(usize, Span)> {
        let record = self.record();
        let offset = self.selection.end;
        let refs = record.note_refs.iter().filter_map(|reference| Some((reference.note?, reference.span)));
        let notes = record.notes.iter().enumerate().filter(|(_, note)| note.label.is_some());
        let labels = refs.chain(notes.map(|(index, note)| (index, note.label_span)));
        let touched = labels.filter(|(_, span)| span.touches(offset));
        // Where two meet, the one that begins there.
        touched.max_by_key(|(_, span)| span.start)
    }
}
