//! Remove a footnote: its note and every reference to it, and what follows one down on both sides.

use super::change::Change;
use super::draft::Draft;
use super::here::Here;
use super::insert::relabelled;
use super::series::{Series, Way, is_sign};
use super::{Offer, cited, item, mark, words};
use crate::text::Span;

pub(super) fn offer(here: &Here) -> Option<Offer> {
    let note = note(here)?;
    // One without a reference is a note alone.
    here.record().refs_to(note).next()?;
    let title = format!("Remove {} with its reference", words::footnote(here.record(), note));
    Some(Offer { title, refusal: refusal(here, note) })
}

pub(super) fn draft(here: &Here) -> Result<Draft, String> {
    let note = note(here).ok_or("There is no footnote here")?;
    if let Some(refusal) = refusal(here, note) {
        return Err(refusal);
    }
    let record = here.record();
    let printed = moved(&here.printed_series(), here.printed().get(note).copied().flatten(), note)?;
    let listed = moved(&here.listed_series(), here.listed().get(note).copied().flatten(), note)?;
    let mut changes = relabelled(here, &printed, &listed);
    let mut gone_refs = Vec::new();
    for (index, reference) in record.note_refs.iter().enumerate() {
        if reference.note == Some(note) {
            changes.push(Change::new(mark::whole(record, reference.span), ""));
            gone_refs.push(index);
        }
    }
    changes.push(Change::new(item::whole(here, note), ""));
    Ok(Draft { changes, gone_refs, gone_notes: vec![note], called: printed, ..Draft::default() })
}

/// The note at the cursor, or the one that the reference there leads to.
fn note(here: &Here) -> Option<usize> {
    let record = here.record();
    let at = here.selection.end;
    let on = |span: Span| span.touches(at);
    let reference = record.note_refs.iter().find(|reference| reference.span.contains(at));
    let reference = reference.or_else(|| record.note_refs.iter().find(|reference| on(reference.span)));
    reference.and_then(|reference| reference.note).or_else(|| record.notes.iter().position(|note| on(note.span)))
}

fn refusal(here: &Here, note: usize) -> Option<String> {
    here.doubt().or_else(|| here.doubt_from(note)).or_else(|| cited::citing(here, note))
}

/// What moves one down when the label of index `note` goes.
fn moved(series: &Series, gone: Option<&crate::record::Label>, note: usize) -> Result<Vec<(usize, String)>, String> {
    let Some(gone) = gone.filter(|_| !series.begins(note + 1)) else { return Ok(Vec::new()) };
    series
        .moved(note + 1, Way::Down, is_sign(gone))
        .ok_or_else(|| "There is no label before one of those behind it".into())
}
