//! The list of all actions: what is offered at a place, and the edit that an action makes.

use super::action::{Action, ActionDef, ActionId, FixedDiagnostic, Offer};
use super::add_note::ADD_NOTE;
use super::apply_suggestion::APPLY_SUGGESTION;
use super::edit_builder::Edit;
use super::edit_context::{EditContext, Environment};
use super::insert_footnote::INSERT_FOOTNOTE;
use super::insert_reference::INSERT_REFERENCE;
use super::match_labels::{NOTES_AS_PRINTED, REFERENCES_AS_LISTED, RENUMBER_LIST};
use super::move_note::MOVE_NOTE;
use super::remove_footnote::REMOVE_FOOTNOTE;
use super::remove_note::REMOVE_NOTE;
use super::remove_reference::REMOVE_REFERENCE;
use super::renumber::{NUMBER_BY_PAGE, NUMBER_FROM_ONE, NUMBER_FROM_ZERO, NUMBER_ON};
use super::restore_note::RESTORE_NOTE;
use crate::check::{Code, Diagnostic};
use crate::record::Snapshot;
use crate::text::Span;
use std::collections::HashSet;

/// The actions that may be offered anywhere in a record. [`QUICK_FIXES`] lists those that fix a diagnostic.
const ACTIONS: [&ActionDef; 10] = [
    &INSERT_REFERENCE,
    &INSERT_FOOTNOTE,
    &REMOVE_FOOTNOTE,
    &NOTES_AS_PRINTED,
    &REFERENCES_AS_LISTED,
    &NUMBER_FROM_ONE,
    &NUMBER_FROM_ZERO,
    &NUMBER_BY_PAGE,
    &NUMBER_ON,
    &MOVE_NOTE,
];

/// The actions that fix a diagnostic, by its code.
const QUICK_FIXES: [(Code, &ActionDef); 14] = [
    (Code::DanglingReference, &RESTORE_NOTE),
    (Code::DanglingReference, &ADD_NOTE),
    (Code::DanglingReference, &REMOVE_REFERENCE),
    (Code::UnreferencedNote, &MOVE_NOTE),
    (Code::UnreferencedNote, &REMOVE_NOTE),
    (Code::ReferenceOutOfOrder, &MOVE_NOTE),
    (Code::DuplicateNote, &RENUMBER_LIST),
    (Code::NoteNumbering, &MOVE_NOTE),
    (Code::NoteNumbering, &RENUMBER_LIST),
    (Code::NoteNumberMismatch, &NOTES_AS_PRINTED),
    (Code::MalformedNote, &APPLY_SUGGESTION),
    (Code::PageOutOfSequence, &APPLY_SUGGESTION),
    (Code::DuplicatePage, &APPLY_SUGGESTION),
    (Code::MalformedPageMarker, &APPLY_SUGGESTION),
];

/// For how many selected diagnostics quick fixes are offered. A larger selection is not made for their sake.
const MOST_TRIED: usize = 32;

/// The actions at `selection` (in bytes of the document): quick fixes for the diagnostics that it touches, then the
/// other actions that apply to the record in which it ends.
pub fn actions(snapshot: &Snapshot, selection: Span, environment: Environment) -> Vec<Action> {
    let Some(context) = EditContext::new(snapshot, selection, environment) else { return Vec::new() };
    let reported = context.reported();
    let touched = reported.iter().filter(|found| touch(found.span, context.selection)).take(MOST_TRIED);
    let mut found: Vec<Action> = touched.flat_map(|diagnostic| quick_fixes(&context, diagnostic)).collect();
    for def in ACTIONS {
        if let Some(Offer { title, refusal }) = (def.offer)(&context) {
            let place = context.in_document(context.selection);
            // An action that is offered as a quick fix is not offered twice.
            let known = found.iter().any(|action| action.id == def.id);
            if !known {
                found.push(Action { id: def.id, title, place, refusal, fixes: None });
            }
        }
    }
    found
}

/// The quick fixes for `diagnostic`, one of the record's.
fn quick_fixes(context: &EditContext, diagnostic: &Diagnostic) -> Vec<Action> {
    let place = context.in_document(diagnostic.span);
    let selected = context.with_selection(diagnostic.span);
    let fixing = QUICK_FIXES.iter().filter(|(code, _)| *code == diagnostic.code);
    let offered = fixing.filter_map(|(code, def)| {
        let Offer { title, refusal } = (def.offer)(&selected)?;
        let certain = refusal.is_none() && is_certain(&selected, *code, diagnostic);
        let fixes = Some(FixedDiagnostic { code: *code, span: place, certain });
        Some(Action { id: def.id, title, place, refusal, fixes })
    });
    offered.collect()
}

/// Whether the quick fix for `diagnostic` is certain, so that it may be applied without asking.
fn is_certain(context: &EditContext, code: Code, diagnostic: &Diagnostic) -> bool {
    match code {
        Code::DuplicateNote | Code::NoteNumbering => context.all_paired(),
        Code::NoteNumberMismatch => context.all_paired() && context.differs_by_one_constant(),
        _ => diagnostic.suggestion.as_ref().is_some_and(|suggestion| suggestion.certain),
    }
}

/// The first certain fix in the record of index `record`, with the diagnostic that it fixes.
pub(super) fn first_certain_fix(
    snapshot: &Snapshot,
    record: usize,
    environment: Environment,
) -> Option<(Edit, FixedDiagnostic)> {
    let start = snapshot.records().get(record)?.start;
    let context = EditContext::new(snapshot, Span::new(start, start), environment)?;
    // A fix that renumbers the whole list is the same for each of the list's diagnostics.
    let mut codes = HashSet::new();
    let reported = context.reported();
    let found = reported.iter().filter(|found| found.suggestion.is_some() || codes.insert(found.code));
    let found = found.filter(|found| is_certain(&context, found.code, found));
    let actions = found.take(MOST_TRIED).flat_map(|found| quick_fixes(&context, found));
    let mut certain = actions.filter_map(|action| Some((action.id, action.fixes.filter(|fixes| fixes.certain)?)));
    certain.find_map(|(id, fixes)| Some((resolve(snapshot, fixes.span, id, environment).ok()?, fixes)))
}

/// Builds the edit of the action `id` at `place`, in bytes of the document.
///
/// # Errors
///
/// Returns a message for the user that says why the action cannot be done.
pub fn resolve(snapshot: &Snapshot, place: Span, id: ActionId, environment: Environment) -> Result<Edit, String> {
    let context = EditContext::new(snapshot, place, environment).ok_or("There is no record here")?;
    let mut defs = ACTIONS.into_iter().chain(QUICK_FIXES.iter().map(|(_, def)| *def));
    let def = defs.find(|def| def.id == id).ok_or("There is no such action")?;
    (def.build)(&context)?.finish(&context)
}

/// Whether two spans share a byte or an edge.
fn touch(a: Span, b: Span) -> bool {
    a.start <= b.end && b.start <= a.end
}
