//! Add the missing note of a reference.

use super::action::{ActionDef, ActionId, Offer};
use super::edit_builder::EditBuilder;
use super::edit_context::EditContext;
use super::note_item::{self, Slot};
use super::relabel::relabel;
use crate::assist::label_sequence::{Shift, is_sign};

/// The action [`ActionId::AddNote`].
pub(super) const ADD_NOTE: ActionDef = ActionDef { id: ActionId::AddNote, offer, build };

fn offer(context: &EditContext) -> Option<Offer> {
    let reference = context.record().note_refs.get(context.selected_dangling_reference()?)?;
    Some(Offer { title: format!("Add note {}", reference.label), refusal: None })
}

fn build(context: &EditContext) -> Result<EditBuilder, String> {
    let record = context.record();
    let found = context.selected_dangling_reference().and_then(|index| Some((index, record.note_refs.get(index)?)));
    let (index, reference) = found.ok_or("There is no reference without a note here")?;
    // Insert the note behind that of the preceding reference, or else before that of the following one.
    let (before, behind) = record.note_refs.split_at(index);
    let before = before.iter().rev().find_map(|reference| reference.note);
    let behind = behind.iter().find_map(|reference| reference.note);
    let note = before.map(|note| note + 1).or(behind).unwrap_or_default();
    let lists = &record.note_lists;
    let below = lists.iter().position(|list| list.span.start >= reference.span.end).or(lists.len().checked_sub(1));
    let slot = match below {
        None => Slot::New(context.content_before(record.text.len())),
        Some(list) => {
            let notes = context.notes_of(list);
            let note = note.clamp(notes.start, notes.end);
            Slot::Before { note, last: note == notes.end }
        }
    };
    let (mut label, mut moved) = (reference.label.to_string(), Vec::new());
    if let Slot::Before { note, last } = slot
        && context.list_counts_by_position()
    {
        let runs = context.listed_runs();
        let first = !last && context.notes_of(context.list(note)).start == note;
        label = runs.next(note, first).unwrap_or(label);
        // If a number was left out, its place in the list is free and nothing has to move.
        let taken = context.listed_labels().get(note).copied().flatten().is_some_and(|next| next.as_str() == label);
        if taken && (first || !runs.begins(note)) {
            let signs = is_sign(&reference.label.beside(&label));
            moved = runs.moved(note, Shift::Up, signs).ok_or("There is no next label")?;
        }
    }
    if !record.notes.is_empty() && context.listed_labels().iter().all(Option::is_none) {
        label = record.convention.bullet().into();
    }
    let (change, inserted_note, cursor) = note_item::insert(context, slot, &label, "");
    let mut changes = vec![change];
    changes.extend(relabel(context, &[], &moved));
    let (inserted_note, cursor) = (Some(inserted_note), Some(cursor));
    Ok(EditBuilder { changes, inserted_note, ref_of_inserted_note: Some(index), cursor, ..EditBuilder::default() })
}

#[cfg(test)]
mod tests {
    use crate::assist::edit::action::ActionId;
    use crate::assist::edit::action_fixture::{check, check_offers};

    const RECORD: &str = "204. Talk in Aldmoor

They met.1 They sat.2| They rose.3

  1. In Quarrow.
  3. At dusk.
";

    #[test]
    fn the_note_that_a_reference_lacks() {
        check(ActionId::AddNote, RECORD, &RECORD.replace('|', "").replace("  3.", "  2. |\n  3."));
        check(
            ActionId::AddNote,
            &RECORD.replace('|', "").replace("rose.3", "rose.3 They left.4|"),
            &RECORD.replace('|', "").replace("rose.3", "rose.3 They left.4").replace("dusk.\n", "dusk.\n  4. |\n"),
        );
        check(
            ActionId::AddNote,
            "204. Talk in Aldmoor\n\nThey met.1 They sat.2 They rose.3|\n\n  1. In Quarrow.\n  2. On benches.\n",
            "204. Talk in Aldmoor\n\nThey met.1 They sat.2 They rose.3\n\n  1. In Quarrow.\n  2. On benches.\n  3. |\n",
        );
    }

    #[test]
    fn into_a_list_that_counts_by_position() {
        check(
            ActionId::AddNote,
            "204. Talk in Aldmoor0

They met at noon on a bench.1 They sat in a tent.2| They rose on the barge.3
  1. Typed.
  2. The bench was of oak.
  4. The barge sank in May.
",
            "204. Talk in Aldmoor0

They met at noon on a bench.1 They sat in a tent.2 They rose on the barge.3
  1. Typed.
  2. The bench was of oak.
  3. |
  4. The barge sank in May.
",
        );
    }

    #[test]
    fn what_is_offered() {
        check_offers(
            RECORD,
            &[
                "* Add note 2",
                "* Remove reference 2 from the text",
                "Insert a footnote here ! No note 2 in record 204: one was expected between note 1 and note 3",
                "Number the footnotes from 1 ! Reference 2 has no note",
                "Number the footnotes from 0 ! Reference 2 has no note",
            ],
        );
    }

    #[test]
    fn in_every_convention() {
        let markdown = "They met.[^1] They sat.[^2|] They rose.[^3]\n\n[^1]: In Quarrow.\n[^3]: At dusk.\n";
        check(ActionId::AddNote, markdown, &markdown.replace('|', "").replace("[^3]: ", "[^2]: |\n[^3]: "));
        let page = "-----File: 041.png---

They met.[1] They sat.[2|] They rose.[3]

[Footnote 1: In Quarrow.]

[Footnote 3: At dusk.]
";
        check(ActionId::AddNote, page, &page.replace('|', "").replace("[Footnote 3", "[Footnote 2: |]\n\n[Footnote 3"));
        let book = "They met.[A] They sat.[B|] They rose.[C]\n\nNOTES\n\n[A] In Quarrow.\n\n[C] At dusk.\n";
        check(ActionId::AddNote, book, &book.replace('|', "").replace("[C] At", "[B] |\n\n[C] At"));
    }
}
