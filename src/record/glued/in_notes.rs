//! References that stand in a note and lead to the notes behind it.
//!
//! A note may have notes of its own: its text says `by the pilots.2`, and note 2 follows. Where a transcription has lost a line
//! break, the text itself goes on in the note of its title. The search follows the running text alone, so these references
//! are looked for where it leaves notes without any.

use crate::record::costs::candidates::STRONG;
use crate::record::glued::candidates::Candidate;
use crate::record::glued::candidates_in_text;
use crate::record::glued::features::Table;
use crate::record::model::{Note, NoteRef};
use crate::record::source::Source;
use crate::text::Span;

/// A reference in a note: its bytes in the record, and the index of the note to which it leads.
pub type InNote = (Span, usize);

/// The references in the texts of `notes` to those to which none of `refs` leads: in the note before them, numbers that
/// surely are references and go on from the number of the note's own reference.
pub fn find(source: Source, table: &Table, notes: &[Note], refs: &[NoteRef]) -> Vec<InNote> {
    let mut printed = vec![None; notes.len()];
    let mut led_to = vec![false; notes.len()];
    for reference in refs {
        let Some(note) = reference.note else { continue };
        if let (Some(printed), Some(led_to)) = (printed.get_mut(note), led_to.get_mut(note)) {
            *printed = reference.label.arabic();
            *led_to = true;
        }
    }
    let own =
        notes.iter().zip(printed).enumerate().filter_map(|(index, (note, printed))| Some((index, note, printed?)));
    let references = own.flat_map(|(index, note, printed)| {
        let lacking = led_to.iter().skip(index + 1).take_while(|led_to| !**led_to).count();
        let due = (printed.saturating_add(1)..).zip(index + 1..=index + lacking);
        in_note(source, table, note, (notes.get(index..=index + lacking).unwrap_or_default(), due))
    });
    references.collect()
}

/// The references in the text of `note` that print the numbers `due`, in order, each with the note that it leads to. `notes` are
/// `note` and those to which they may lead.
fn in_note(
    source: Source,
    table: &Table,
    note: &Note,
    (notes, due): (&[Note], impl Iterator<Item = (u64, usize)>),
) -> Vec<InNote> {
    let mut due = due.peekable();
    if due.peek().is_none() {
        return Vec::new();
    }
    let first = source.starts.partition_point(|start| *start <= note.span.start).saturating_sub(1);
    let end = source.starts.partition_point(|start| *start < note.span.end);
    let lines = source.lines.get(first..end).unwrap_or_default();
    let starts = source.starts.get(first..end).unwrap_or_default();
    let before = Span::new(note.span.start, note.text.start);
    let candidates = candidates_in_text::find(Source { lines, starts, ..source }, &[before], None, notes, table);
    let mut found = Vec::new();
    for run in &candidates.runs {
        let all = candidates.all.get(run.clone()).unwrap_or_default();
        let Some(&(number, note)) = due.peek() else { break };
        let is_due = |candidate: &&Candidate| {
            candidate.weight >= STRONG && candidate.second.is_none() && candidate.number.map(u64::from) == Some(number)
        };
        if let Some(candidate) = all.iter().find(is_due) {
            found.push((candidate.span, note));
            due.next();
        }
    }
    found
}
