//! Write a line that is not read as a note like the other notes.

use super::action::{ActionDef, ActionId, Offer};
use super::edit_builder::{EditBuilder, InsertedMark};
use super::edit_context::EditContext;
use super::note_item;
use crate::assist::text_edit::TextEdit;
use crate::check::unread_note;
use crate::text::Span;

/// The action [`ActionId::RestoreNote`].
pub(super) const RESTORE_NOTE: ActionDef = ActionDef { id: ActionId::RestoreNote, offer, build };

fn offer(context: &EditContext) -> Option<Offer> {
    let (_, opening, written, _) = restored(context)?;
    let old = opening.of(&context.record().text).trim();
    Some(Offer { title: format!("Change “{old}” to “{}”", written.trim()), refusal: None })
}

fn build(context: &EditContext) -> Result<EditBuilder, String> {
    let (reference, opening, written, mark) = restored(context).ok_or("There is no line that may be the note")?;
    Ok(EditBuilder {
        changes: vec![TextEdit::new(opening, written)],
        inserted_note: Some(InsertedMark { at: opening.start, mark }),
        ref_of_inserted_note: Some(reference),
        ..EditBuilder::default()
    })
}

/// The index of the selected reference, the start of the line that is likely to be its note, what is to stand there, and the label
/// in that.
fn restored(context: &EditContext) -> Option<(usize, Span, String, Span)> {
    let record = context.record();
    let index = context.selected_dangling_reference()?;
    let opening = unread_note(record, index)?;
    let label = record.note_refs.get(index)?.label.as_str();
    let beside = record.notes.partition_point(|note| note.span.start < opening.start);
    let form = note_item::form_like(context, &(0..record.notes.len()), beside.saturating_sub(1));
    let mark = Span::new(form.before.len(), form.before.len() + label.len());
    Some((index, opening, format!("{}{label}{}", form.before, form.after), mark))
}

#[cfg(test)]
mod tests {
    use crate::assist::edit::action::ActionId;
    use crate::assist::edit::action_fixture::{check, check_offers};

    fn record(list: [&str; 3]) -> String {
        format!("204. Talk in Aldmoor\n\nThey met.1 They sat.2 They rose.3\n\n{}\n", list.join("\n"))
    }

    #[test]
    fn like_the_others() {
        let whole = ["  1. In Quarrow.", "  2. On benches.", "  3. At dusk."];
        for (at, line) in
            [(1, "  2, On benches."), (1, "      2. On benches."), (2, "  3; At dusk."), (0, "1. In Quarrow.")]
        {
            let mut list = whole;
            list[at] = line;
            let mark = format!(".{}", at + 1);
            check(ActionId::RestoreNote, &record(list).replacen(&mark, &format!("{mark}|"), 1), &record(whole));
        }
    }

    #[test]
    fn what_is_offered() {
        check_offers(
            &record(["  1. In Quarrow.", "  2, On benches.", "  3. At dusk."]).replace("sat.2", "sat.2|"),
            &[
                "* Change “2,” to “2.”",
                "* Add note 2",
                "* Remove reference 2 from the text",
                "Insert a footnote here ! No note 2 in record 204: the line “2, On benches.” is not read as one",
                "Number the footnotes from 1 ! Reference 2 has no note",
                "Number the footnotes from 0 ! Reference 2 has no note",
            ],
        );
    }
}
