//! Insert the reference of a note that has none.

use super::action::{ActionDef, ActionId, Offer};
use super::edit_builder::{EditBuilder, InsertedMark};
use super::edit_context::EditContext;
use super::message_names;
use super::reference_style::{self, ReferenceStyle};
use crate::assist::text_edit::TextEdit;
use crate::text::Span;

/// The action [`ActionId::InsertReference`].
pub(super) const INSERT_REFERENCE: ActionDef = ActionDef { id: ActionId::InsertReference, offer, build };

fn offer(context: &EditContext) -> Option<Offer> {
    let at = *reference_style::places(context.record(), context.selection.end).ok()?.first()?;
    let note = note_due(context, at)?;
    let title = format!("Insert the reference to {} here", message_names::note_name(context.record(), note));
    Some(Offer { title, refusal: context.pairing_doubt() })
}

fn build(context: &EditContext) -> Result<EditBuilder, String> {
    if let Some(doubt) = context.pairing_doubt() {
        return Err(doubt);
    }
    let places = reference_style::places(context.record(), context.selection.end)?;
    let mut drafts = places.into_iter().filter_map(|at| build_at(context, at));
    drafts.find(|draft| draft.verify(context).is_ok()).ok_or_else(|| "A reference here would not be read as one".into())
}

/// The index of the note without a reference whose turn it is at byte `at` of the record, if its list serves that place.
fn note_due(context: &EditContext, at: usize) -> Option<usize> {
    let record = context.record();
    let firsts = record.first_refs();
    if !firsts.iter().flatten().is_sorted_by_key(|first| first.span.start) {
        return None;
    }
    let before = firsts.iter().rposition(|first| first.is_some_and(|first| first.span.start < at));
    let note = before.map_or(0, |before| before + 1);
    let lists = &record.note_lists;
    let serving = lists.iter().position(|list| list.span.start >= at).or(lists.len().checked_sub(1));
    firsts.get(note).filter(|first| first.is_none() && serving == Some(context.list(note))).map(|_| note)
}

/// Builds the insertion at byte `at` of the record.
fn build_at(context: &EditContext, at: usize) -> Option<EditBuilder> {
    let record = context.record();
    let note = note_due(context, at)?;
    let listed = record.notes.get(note)?.label.as_ref().filter(|_| !context.list_counts_by_position());
    let label = listed.map(ToString::to_string).or_else(|| context.printed_runs().next(note, false))?;
    let beside = context.printed_labels().into_iter().flatten().next();
    let label = reference_style::in_digits_beside(beside, &label);
    let (reference, mark) = ReferenceStyle::of(record, at).write(&label, Span::new(0, at).of(&record.text));
    Some(EditBuilder {
        changes: vec![TextEdit::insert(at, reference)],
        inserted_ref: Some(InsertedMark { at, mark }),
        note_of_inserted_ref: Some(note),
        ..EditBuilder::default()
    })
}

#[cfg(test)]
mod tests {
    use crate::assist::edit::action::ActionId;
    use crate::assist::edit::action_fixture::check;

    const RECORD: &str = "204. Talk in Aldmoor

They met.1 They sat|. They rose.3

  1. In Quarrow.
  2. On benches.
  3. At dusk.
";

    #[test]
    fn whose_number_was_lost() {
        let inserts = |before: &str, after: &str| check(ActionId::InsertReference, before, after);
        inserts(RECORD, &RECORD.replace("sat|.", "sat.2"));
        inserts(
            &RECORD.replace("They met.1", "They met|.").replace("sat|.", "sat.2"),
            &RECORD.replace("sat|.", "sat.2"),
        );
        // The list counts by position.
        inserts(
            "204. Talk in Aldmoor0

They met.1 They sat.| They rose.3
  1. Typed.
  2. In Quarrow.
  3. On benches.
  4. At dusk.
",
            "204. Talk in Aldmoor0

They met.1 They sat.2 They rose.3
  1. Typed.
  2. In Quarrow.
  3. On benches.
  4. At dusk.
",
        );
    }

    #[test]
    fn in_the_style_of_the_record() {
        for (before, after) in [
            (
                "They met.[^1] They sat.| They rose.[^oak]\n\n[^1]: In Quarrow.\n[^2]: On benches.\n[^oak]: At dusk.\n",
                "They met.[^1] They sat.[^2] They rose.[^oak]\n\n[^1]: In Quarrow.\n[^2]: On benches.\n[^oak]: At dusk.\n",
            ),
            (
                "They met¹ at noon. They sat| down. They rose.³\n\n¹ Typed.\n² On benches.\n³ At dusk.\n",
                "They met¹ at noon. They sat² down. They rose.³\n\n¹ Typed.\n² On benches.\n³ At dusk.\n",
            ),
        ] {
            check(ActionId::InsertReference, before, after);
        }
    }

    #[test]
    fn only_where_its_turn_is() {
        let offers = |text: &str| -> Vec<String> {
            let (snapshot, place) = crate::assist::edit::action_fixture::open(text);
            let actions = super::super::actions(&snapshot, place, super::super::Environment::default());
            let offered = actions.into_iter().filter(|action| action.id == ActionId::InsertReference);
            offered.map(|action| action.title).collect()
        };
        assert_eq!(offers(RECORD), ["Insert the reference to note 2 here"]);
        let elsewhere = RECORD.replace("sat|.", "sat.");
        for words in ["They met", "They rose.3", "  2. On", "204. Talk"] {
            assert_eq!(offers(&elsewhere.replace(words, &format!("{words}|"))), [] as [&str; 0], "{words}");
        }
    }
}
