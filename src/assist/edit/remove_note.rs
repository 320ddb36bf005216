//! Remove a note that has no reference.

use super::action::{ActionDef, ActionId, Offer};
use super::citations;
use super::edit_builder::EditBuilder;
use super::edit_context::EditContext;
use super::message_names;
use super::note_item;
use super::relabel::relabel;
use crate::assist::label_sequence::{Shift, is_sign};
use crate::assist::text_edit::TextEdit;

/// The action [`ActionId::RemoveNote`].
pub(super) const REMOVE_NOTE: ActionDef = ActionDef { id: ActionId::RemoveNote, offer, build };

fn offer(context: &EditContext) -> Option<Offer> {
    let note = context.selected_unreferenced_note()?;
    let title = format!("Remove {}", message_names::note_name(context.record(), note));
    Some(Offer { title, refusal: citations::cited_by(context, note) })
}

fn build(context: &EditContext) -> Result<EditBuilder, String> {
    let note = context.selected_unreferenced_note().ok_or("There is no note without a reference here")?;
    if let Some(citing) = citations::cited_by(context, note) {
        return Err(citing);
    }
    let runs = context.listed_runs();
    let label = context.listed_labels().get(note).copied().flatten().filter(|_| context.list_counts_by_position());
    let moved = match label.filter(|_| !runs.begins(note + 1)) {
        Some(label) => {
            runs.moved(note + 1, Shift::Down, is_sign(label)).ok_or("A later label has no label before it")?
        }
        None => Vec::new(),
    };
    let mut changes = relabel(context, &[], &moved);
    changes.push(TextEdit::new(note_item::removal_span(context, note), ""));
    Ok(EditBuilder { changes, removed_notes: vec![note], ..EditBuilder::default() })
}

#[cfg(test)]
mod tests {
    use crate::assist::edit::action::ActionId;
    use crate::assist::edit::action_fixture::check;

    #[test]
    fn a_note_that_lacks_its_reference() {
        check(
            ActionId::RemoveNote,
            "204. Talk in Aldmoor

They met.1 They sat. They rose.3

  1. In Quarrow.
  2|. On benches.
  3. At dusk.
",
            "204. Talk in Aldmoor

They met.1 They sat. They rose.3

  1. In Quarrow.
  3. At dusk.
",
        );
    }

    #[test]
    fn in_every_convention() {
        for (before, after) in [
            (
                "They met.[^1] They sat.\n\n[^1]: In Quarrow.\n[^2|]: At dusk.\n",
                "They met.[^1] They sat.\n\n[^1]: In Quarrow.\n",
            ),
            (
                "-----File: 041.png---\n\nThey met.[1]\n\n[Footnote 1: In Quarrow.]\n\n[Footnote 2|: At dusk,\n\nof May.]\n",
                "-----File: 041.png---\n\nThey met.[1]\n\n[Footnote 1: In Quarrow.]\n",
            ),
            (
                "They met.[1] They left.[3]\n\nNOTES\n\n[1] In Quarrow.\n\n[2|] On benches.\n\n[3] At dusk.\n",
                "They met.[1] They left.[3]\n\nNOTES\n\n[1] In Quarrow.\n\n[3] At dusk.\n",
            ),
        ] {
            check(ActionId::RemoveNote, before, after);
        }
    }
}
