//! Change the labels of references and notes.

use super::edit_builder::EditBuilder;
use super::edit_context::EditContext;
use crate::assist::text_edit::TextEdit;
use std::collections::HashMap;

/// Builds the edit that changes the labels of references (`printed`) and of notes in the list (`listed`), each given by
/// the index of its note.
pub(super) fn build_relabelling(
    context: &EditContext,
    printed: &[(usize, String)],
    listed: &[(usize, String)],
) -> Result<EditBuilder, String> {
    if let Some(refusal) = relabelling_refusal(context) {
        return Err(refusal);
    }
    Ok(EditBuilder {
        changes: relabel(context, printed, listed),
        relabelled: printed.to_vec(),
        ..EditBuilder::default()
    })
}

/// Why the footnotes of the record cannot be renumbered, as a message for the user; `None` if they can.
pub(super) fn relabelling_refusal(context: &EditContext) -> Option<String> {
    let dangling = || context.record().note_refs.iter().find(|reference| reference.note.is_none());
    if context.all_paired() {
        return None;
    }
    if let Some(reference) = dangling() {
        return Some(format!("Reference {} has no note", reference.label));
    }
    context.pairing_doubt_from(0).or_else(|| Some("The references are not in the order of their notes".into()))
}

/// The replacements that give references (`printed`) and notes in the list (`listed`) other labels, each given by the
/// index of its note.
pub(super) fn relabel(context: &EditContext, printed: &[(usize, String)], listed: &[(usize, String)]) -> Vec<TextEdit> {
    let record = context.record();
    let mut changes = Vec::new();
    let printed: HashMap<usize, &str> = printed.iter().map(|(note, label)| (*note, label.as_str())).collect();
    for reference in &record.note_refs {
        let label = reference.note.and_then(|note| printed.get(&note));
        changes.extend(label.map(|label| TextEdit::new(reference.span, *label)));
    }
    for (note, label) in listed {
        if let Some(note) = record.notes.get(*note).filter(|note| note.label.is_some()) {
            changes.push(TextEdit::new(note.label_span, label.as_str()));
        }
    }
    changes
}
