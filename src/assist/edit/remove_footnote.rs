//! Remove a footnote: its note and every reference to it. The labels behind it move down on both sides.

use super::action::{ActionDef, ActionId, Offer};
use super::citations;
use super::edit_builder::EditBuilder;
use super::edit_context::EditContext;
use super::label_runs::LabelRuns;
use super::message_names;
use super::note_item;
use super::reference_style;
use super::relabel::relabel;
use crate::assist::label_sequence::{Shift, is_sign};
use crate::assist::text_edit::TextEdit;
use crate::record::Label;
use crate::text::Span;

/// The action [`ActionId::RemoveFootnote`].
pub(super) const REMOVE_FOOTNOTE: ActionDef = ActionDef { id: ActionId::RemoveFootnote, offer, build };

fn offer(context: &EditContext) -> Option<Offer> {
    let note = note(context)?;
    // A note without a reference is removed by another action.
    context.record().refs_to(note).next()?;
    let title = format!("Remove {} with its reference", message_names::footnote_name(context.record(), note));
    Some(Offer { title, refusal: refusal(context, note) })
}

fn build(context: &EditContext) -> Result<EditBuilder, String> {
    let note = note(context).ok_or("There is no footnote here")?;
    if let Some(refusal) = refusal(context, note) {
        return Err(refusal);
    }
    let record = context.record();
    let printed = moved(&context.printed_runs(), context.printed_labels().get(note).copied().flatten(), note)?;
    let listed = moved(&context.listed_runs(), context.listed_labels().get(note).copied().flatten(), note)?;
    let mut changes = relabel(context, &printed, &listed);
    let mut removed_refs = Vec::new();
    for (index, reference) in record.note_refs.iter().enumerate() {
        if reference.note == Some(note) {
            changes.push(TextEdit::new(reference_style::removal_span(record, reference.span), ""));
            removed_refs.push(index);
        }
    }
    changes.push(TextEdit::new(note_item::removal_span(context, note), ""));
    Ok(EditBuilder { changes, removed_refs, removed_notes: vec![note], relabelled: printed, ..EditBuilder::default() })
}

/// The index of the note at the cursor, or of the note that the reference at the cursor leads to.
fn note(context: &EditContext) -> Option<usize> {
    let record = context.record();
    let at = context.selection.end;
    let on = |span: Span| span.touches(at);
    let reference = record.note_refs.iter().find(|reference| reference.span.contains(at));
    let reference = reference.or_else(|| record.note_refs.iter().find(|reference| on(reference.span)));
    reference
        .and_then(|reference| reference.note)
        .or_else(|| (0..record.notes.len()).find(|&note| context.note_lines(note).is_some_and(on)))
}

/// Why the footnote cannot be removed, as a message for the user.
fn refusal(context: &EditContext, note: usize) -> Option<String> {
    context.pairing_doubt().or_else(|| context.pairing_doubt_from(note)).or_else(|| citations::cited_by(context, note))
}

/// The labels that move down when `gone`, the label of the note of index `note`, is removed.
fn moved(runs: &LabelRuns, gone: Option<&Label>, note: usize) -> Result<Vec<(usize, String)>, String> {
    let Some(gone) = gone.filter(|_| !runs.begins(note + 1)) else { return Ok(Vec::new()) };
    runs.moved(note + 1, Shift::Down, is_sign(gone)).ok_or_else(|| "A later label has no label before it".into())
}

#[cfg(test)]
mod tests {
    use crate::assist::edit::action::ActionId;
    use crate::assist::edit::action_fixture;

    #[track_caller]
    fn check(before: &str, after: &str) {
        action_fixture::check(ActionId::RemoveFootnote, before, after);
    }

    const RECORD: &str = "204. Talk in Aldmoor0

They met at noon.1 They sat.2
Harbour Master 3
  1. Typed.
  2. On benches,

     of oak.
  3. At dusk.
  4. Signed.
";

    #[test]
    fn from_its_reference_or_its_note() {
        let removed = "204. Talk in Aldmoor0

They met at noon. They sat.1
Harbour Master 2
  1. Typed.
  2. At dusk.
  3. Signed.
";
        check(&RECORD.replace("noon.1", "noon.1|"), removed);
        check(&RECORD.replace("noon.1", "noon.|1"), removed);
        check(&RECORD.replace("of oak", "of| oak"), removed);
        check(&RECORD.replace("  2.", "  |2."), removed);
    }

    #[test]
    fn before_half_a_parenthesis() {
        let record = |text| format!("Talk in Aldmoor\n\nThey sat 1) on oak {text}\n\n1) On benches.\n");
        let both = |text| record(text) + "2) At dusk.\n";
        check(&both("(not teak), and rose.|2)"), &record("(not teak), and rose."));
        check(&both("(and rose|2))."), &record("(and rose)."));
    }

    #[test]
    fn the_first_and_the_last() {
        check(
            &RECORD.replace("moor0", "moor0|"),
            "204. Talk in Aldmoor

They met at noon.0 They sat.1
Harbour Master 2
  1. On benches,

     of oak.
  2. At dusk.
  3. Signed.
",
        );
        check(
            &RECORD.replace("4. Signed.", "4. Signed.|"),
            "204. Talk in Aldmoor0

They met at noon.1 They sat.2
Harbour Master
  1. Typed.
  2. On benches,

     of oak.
  3. At dusk.
",
        );
    }

    #[test]
    fn the_only_one() {
        check("204. Talk in Aldmoor\n\nThey met.1|\n\n  1. In Quarrow.\n", "204. Talk in Aldmoor\n\nThey met.\n");
        check(
            "204. Talk in Aldmoor\n\nThey met.1|\n\nNotes\n\n1. In Quarrow.\n",
            "204. Talk in Aldmoor\n\nThey met.\n\nNotes\n",
        );
    }

    #[test]
    fn with_every_reference_to_it() {
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2| They rose.2 They left.3

  1. In Quarrow.
  2. On benches.
  3. On foot.",
            "204. Talk in Aldmoor

They met.1 They sat. They rose. They left.2

  1. In Quarrow.
  2. On foot.",
        );
    }

    #[test]
    fn signs_move_down() {
        check(
            "204. Talk in Aldmoor

They met.* They sat.†| They rose.‡

  * In Quarrow.
  † On benches.
  ‡ On foot.",
            "204. Talk in Aldmoor

They met.* They sat. They rose.†

  * In Quarrow.
  † On foot.",
        );
    }

    #[test]
    fn not_while_something_cites_it() {
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2| They rose.3

  1. In Quarrow.
  2. On benches.
  3. See footnote 2 above.",
            "! This record cites it: “footnote 2”",
        );
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2| They rose.3

  1. In Quarrow.
  2. On benches.
  3. At dusk.

205. Walk to the Weir

They walked.1

  1. See footnote 2, Document 204.
",
            "! Document 205 cites it",
        );
    }

    #[test]
    fn what_is_said_of_those_behind_it_follows() {
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2| They rose.3

  1. See footnote 3 below.
  2. On benches. See footnote 1.
  3. At dusk.",
            "204. Talk in Aldmoor

They met.1 They sat. They rose.2

  1. See footnote 2 below.
  2. At dusk.",
        );
    }

    #[test]
    fn refused_where_the_pairing_is_in_doubt() {
        check(
            "204. Talk in Aldmoor

They met.1| They sat.2 They rose.3

  1. In Quarrow.
  3. At dusk.",
            "! No note 2 in record 204: one was expected between note 1 and note 3",
        );
    }
}
