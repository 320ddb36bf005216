//! Remove a reference that has no note.

use super::action::{ActionDef, ActionId, Offer};
use super::edit_builder::EditBuilder;
use super::edit_context::EditContext;
use super::reference_style;
use crate::assist::text_edit::TextEdit;

/// The action [`ActionId::RemoveReference`].
pub(super) const REMOVE_REFERENCE: ActionDef = ActionDef { id: ActionId::RemoveReference, offer, build };

fn offer(context: &EditContext) -> Option<Offer> {
    let reference = context.record().note_refs.get(context.selected_dangling_reference()?)?;
    Some(Offer { title: format!("Remove reference {} from the text", reference.label), refusal: None })
}

fn build(context: &EditContext) -> Result<EditBuilder, String> {
    let found =
        context.selected_dangling_reference().and_then(|index| Some((index, context.record().note_refs.get(index)?)));
    let (index, reference) = found.ok_or("There is no reference without a note here")?;
    let change = TextEdit::new(reference_style::removal_span(context.record(), reference.span), "");
    Ok(EditBuilder { changes: vec![change], removed_refs: vec![index], ..EditBuilder::default() })
}

#[cfg(test)]
mod tests {
    use crate::assist::edit::action::ActionId;
    use crate::assist::edit::action_fixture::check;

    #[test]
    fn a_reference_that_lacks_its_note() {
        check(
            ActionId::RemoveReference,
            "204. Talk in Aldmoor

They met.1 They sat.2| They rose.3

  1. In Quarrow.
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
                "They met.[^1] They _sat_[^2|] and rose.\n\n[^1]: In Quarrow.\n",
                "They met.[^1] They _sat_ and rose.\n\n[^1]: In Quarrow.\n",
            ),
            (
                "-----File: 041.png---\n\nThey met.[1] They sat.[2|]\n\n[Footnote 1: In Quarrow.]\n",
                "-----File: 041.png---\n\nThey met.[1] They sat.\n\n[Footnote 1: In Quarrow.]\n",
            ),
            (
                "They met.[1] They sat.[2|]\n\nThey left.[3]\n\nNOTES\n\n[1] In Quarrow.\n\n[3] At dusk.\n",
                "They met.[1] They sat.\n\nThey left.[3]\n\nNOTES\n\n[1] In Quarrow.\n\n[3] At dusk.\n",
            ),
        ] {
            check(ActionId::RemoveReference, before, after);
        }
    }
}
