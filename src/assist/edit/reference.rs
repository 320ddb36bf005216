//! Remove a reference that lacks its note.

use super::change::Change;
use super::draft::Draft;
use super::here::Here;
use super::{Offer, mark};

pub(super) fn offer(here: &Here) -> Option<Offer> {
    let reference = here.record().note_refs.get(dangling(here)?)?;
    Some(Offer { title: format!("Remove reference {} from the text", reference.label), refusal: None })
}

pub(super) fn draft(here: &Here) -> Result<Draft, String> {
    let found = dangling(here).and_then(|index| Some((index, here.record().note_refs.get(index)?)));
    let (index, reference) = found.ok_or("There is no reference without a note here")?;
    let change = Change::new(mark::whole(here.record(), reference.span), "");
    Ok(Draft { changes: vec![change], gone_refs: vec![index], ..Draft::default() })
}

/// The reference selected, an index, if it has no note.
pub(super) fn dangling(here: &Here) -> Option<usize> {
    here.record().note_refs.iter().position(|reference| reference.span == here.selection && reference.note.is_none())
}

#[cfg(test)]
mod tests {
    use super::super::Id;
    use super::super::testing::check;

    #[test]
    fn a_reference_that_lacks_its_note() {
        check(
            Id::RemoveReference,
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
}
