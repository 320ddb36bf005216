//! Move a note to where its reference stands.
//!
//! When a sentence is moved together with its footnote reference, its note stays behind: reference 3 then stands before
//! reference 2. If it stands far from where it is due, it is not read as a reference, and its note has none. This action moves the note to the place that its
//! reference has among the others. Both get the number that is due there, and the footnotes between the two places move
//! by one; unless the numbers of all then stand in order as they are, for only the notes were out of order.

use super::action::{ActionDef, ActionId, Offer};
use super::edit_builder::{EditBuilder, InsertedMark};
use super::edit_context::EditContext;
use super::message_names;
use super::note_item::{self, Slot};
use super::relabel::relabel;
use crate::assist::text_edit::TextEdit;
use crate::record::{Label, NoteRef, Record};
use crate::text::Span;

/// The action [`ActionId::MoveNote`].
pub(super) const MOVE_NOTE: ActionDef = ActionDef { id: ActionId::MoveNote, offer, build };

/// How many candidates for the reference are tried. The number of a note occurs in many places that are no reference.
const MOST: usize = 8;

fn offer(context: &EditContext) -> Option<Offer> {
    let note = selected_note(context)?;
    let moves = marks(context, note).into_iter().any(|mark| place(context, mark, note) != note);
    let title = format!("Move {} to the place of its reference", message_names::note_name(context.record(), note));
    moves.then(|| Offer { title, refusal: refusal(context, note) })
}

fn build(context: &EditContext) -> Result<EditBuilder, String> {
    let note = selected_note(context).ok_or("There is no note here that has its reference in another place")?;
    if let Some(refusal) = refusal(context, note) {
        return Err(refusal);
    }
    let drafts = marks(context, note).into_iter().filter_map(|mark| build_move(context, note, mark));
    let mut holding = drafts.filter(|draft| draft.verify(context).is_ok());
    match (holding.next(), holding.next()) {
        (Some(draft), None) => Ok(draft),
        (Some(_), Some(_)) => Err("Its reference could be in more than one place".into()),
        (None, _) => Err("There is no place where its number would be read as its reference".into()),
    }
}

/// The note that is selected, by its label or its reference: one without a reference, or one whose reference stands out of the
/// order of the notes.
fn selected_note(context: &EditContext) -> Option<usize> {
    context.selected_unreferenced_note().or_else(|| {
        let record = context.record();
        let is_selected = |span: Span| span.touches(context.selection.start) && span.touches(context.selection.end);
        let of_reference = || record.note_refs.iter().find(|reference| is_selected(reference.span))?.note;
        let note = record.notes.iter().position(|note| is_selected(note.label_span)).or_else(of_reference)?;
        let reference = record.first_refs().get(note).copied().flatten()?;
        (place(context, reference.span, note) != note).then_some(note)
    })
}

/// Why the note cannot be moved, as a message for the user.
fn refusal(context: &EditContext, note: usize) -> Option<String> {
    let firsts = context.record().first_refs();
    let other = || firsts.iter().enumerate().position(|(other, first)| first.is_none() && other != note);
    let lacks = |other| format!("No reference leads to {} either", message_names::note_name(context.record(), other));
    context.pairing_doubt().or_else(|| other().map(lacks))
}

/// Where the reference to the note stands; if none leads to it, where its label occurs in the text right behind a word or a
/// stop without being a reference to another note.
fn marks(context: &EditContext, note: usize) -> Vec<Span> {
    let record = context.record();
    if let Some(reference) = record.first_refs().get(note).copied().flatten() {
        return vec![reference.span];
    }
    let Some(label) = record.notes.get(note).and_then(|note| note.label.as_ref()) else { return Vec::new() };
    let (text, label) = (&*record.text, label.as_str());
    let spans = text.match_indices(label).map(|(at, _)| Span::new(at, at + label.len()));
    let free = |span: &Span| {
        let before = text.get(..span.start).and_then(|before| before.chars().next_back());
        let after = text.get(span.end..).and_then(|after| after.chars().next());
        let glued = before.is_some_and(|c| !c.is_whitespace() && !c.is_ascii_digit());
        let first_behind = record.note_refs.partition_point(|reference| reference.span.end <= span.start);
        glued
            && !after.is_some_and(char::is_alphanumeric)
            && !lies_in_a_list(record, span.start)
            && record.note_refs.get(first_behind).is_none_or(|reference| reference.span.start >= span.end)
    };
    spans.filter(free).take(MOST).collect()
}

/// Whether `offset` is in a note list or at one of its ends.
fn lies_in_a_list(record: &Record, offset: usize) -> bool {
    let first = record.note_lists.partition_point(|list| list.span.end < offset);
    record.note_lists.get(first).is_some_and(|list| list.span.touches(offset))
}

/// The index that the note would have among the other notes if its reference stood at `mark`.
fn place(context: &EditContext, mark: Span, note: usize) -> usize {
    let before = |first: Option<&NoteRef>| first.is_some_and(|first| first.span.start < mark.start);
    context.record().first_refs().iter().enumerate().filter(|(other, first)| *other != note && before(**first)).count()
}

/// Whether `labels` are numbers, each greater than the one before it.
fn ascend<'a>(labels: impl Iterator<Item = Option<&'a Label>>) -> bool {
    let numbers: Option<Vec<u64>> = labels.map(|label| label?.arabic()).collect();
    numbers.is_some_and(|numbers| numbers.is_sorted_by(|one, next| one < next))
}

/// Builds the move of the note to where its reference at `mark` stands.
fn build_move(context: &EditContext, note: usize, mark: Span) -> Option<EditBuilder> {
    let record = context.record();
    let to = place(context, mark, note);
    let (first, last) = (note.min(to), note.max(to));
    if to == note || context.list(first) != context.list(last) {
        return None;
    }
    // Each place in the list keeps its label, and the note that comes to stand there takes it; unless the notes stand in the order of
    // their labels then.
    let at = |other: usize| match other {
        _ if other == note => to,
        _ if to < note => other + 1,
        _ => other - 1,
    };
    let (printed, listed) = (context.printed_labels(), context.listed_labels());
    let own = Label::new(mark.of(&record.text));
    let printed = |place: usize| if place == note { Some(&own) } else { printed.get(place).copied().flatten() };
    let listed = |place: usize| listed.get(place).copied().flatten();
    let mut in_new_order: Vec<usize> = (first..=last).collect();
    in_new_order.sort_unstable_by_key(|&other| at(other));
    let keep_theirs = ascend(in_new_order.iter().map(|&other| printed(other)))
        && ascend(in_new_order.iter().map(|&other| listed(other)));
    let (mut changes, mut refs, mut own_label) = (Vec::new(), Vec::new(), listed(note)?);
    if !keep_theirs {
        let shifted = |label: &dyn Fn(usize) -> Option<String>| -> Option<Vec<(usize, String)>> {
            (first..=last).filter(|&other| other != note).map(|other| Some((other, label(at(other))?))).collect()
        };
        refs = shifted(&|place| printed(place).map(ToString::to_string))?;
        let notes = shifted(&|place| listed(place).map(ToString::to_string))?;
        changes = relabel(context, &refs, &notes);
        changes.push(TextEdit::new(mark, printed(to)?.to_string()));
        refs.push((note, printed(to)?.to_string()));
        own_label = listed(to)?;
    }

    // The new item has all of the note's text.
    let slot = Slot::Before {
        note: if to < note { to } else { to + 1 },
        last: to + 1 == context.notes_of(context.list(note)).end,
    };
    let (mut put_in, label_at, said) = note_item::insert(context, slot, own_label.as_str(), "");
    let whole = record.notes.get(note)?;
    let text = Span::new(whole.text.start, context.note_lines(note)?.end).of(&record.text);
    let text = record.convention.split_note_end(text.trim_end()).0.trim_end();
    let text = text.strip_suffix(record.note_form(whole).end.as_str()).unwrap_or(text);
    put_in.new_text.replace_range(said.start..said.start, text);
    changes.push(put_in);
    changes.push(TextEdit::new(note_item::removal_span(context, note), ""));
    Some(EditBuilder {
        changes,
        removed_notes: vec![note],
        inserted_note: Some(InsertedMark { mark: label_at.mark, ..label_at }),
        recognised_ref: Some(mark),
        relabelled: refs,
        ..EditBuilder::default()
    })
}

#[cfg(test)]
mod tests {
    use crate::assist::edit::action::ActionId;
    use crate::assist::edit::action_fixture::{check, check_offers};

    const RECORD: &str = "204. Talk in Aldmoor

They met at the quay.1 The pilot rose early.3 They sat on benches.2 They left.4

  1. The quay of Aldmoor.
  2. They had benches of oak. See footnote 4.
  |3. The pilot was Zoë Marr,

     of Quarrow.
  4. At dusk.
";

    #[test]
    fn up() {
        check(
            ActionId::MoveNote,
            RECORD,
            "204. Talk in Aldmoor

They met at the quay.1 The pilot rose early.2 They sat on benches.3 They left.4

  1. The quay of Aldmoor.
  2. The pilot was Zoë Marr,

     of Quarrow.
  3. They had benches of oak. See footnote 4.
  4. At dusk.
",
        );
    }

    #[test]
    fn back_among_notes_that_changed_places() {
        let notes = ["  1. In Quarrow.", "  2. On benches.", "  3. At dusk. See footnote 2.", "  4. By boat."];
        let record = |order: [usize; 4]| {
            let list = order.map(|note| notes.get(note - 1).copied().unwrap_or_default()).join("\n");
            format!("204. Talk in Aldmoor\n\nThey met.1 They sat.2 They rose.3 They left.4\n\n{list}\n")
        };
        for (order, moved) in [([1, 3, 2, 4], 3), ([1, 3, 2, 4], 2), ([1, 2, 4, 3], 4)] {
            let label = format!("\n  {moved}");
            check(ActionId::MoveNote, &record(order).replace(&label, &format!("{label}|")), &record([1, 2, 3, 4]));
        }
        check_offers(
            &record([1, 3, 2, 4]).replace("\n  3", "\n  3|"),
            &[
                "* Move note 3 to the place of its reference",
                "* Renumber the note list ! The references are not in the order of their notes",
                "Remove footnote 3 with its reference",
                "Number the footnotes from 1 ! The references are not in the order of their notes",
                "Number the footnotes from 0 ! The references are not in the order of their notes",
            ],
        );
    }

    #[test]
    fn what_is_said_of_it_follows_but_not_within_it() {
        check(
            ActionId::MoveNote,
            &RECORD.replace("See footnote 4", "See footnote 3"),
            "204. Talk in Aldmoor

They met at the quay.1 The pilot rose early.2 They sat on benches.3 They left.4

  1. The quay of Aldmoor.
  2. The pilot was Zoë Marr,

     of Quarrow.
  3. They had benches of oak. See footnote 2.
  4. At dusk.
",
        );
        check(
            ActionId::MoveNote,
            &RECORD.replace("of Quarrow.", "of Quarrow. See footnote 2."),
            "! The note cites a footnote whose number would change: change the note first",
        );
    }

    #[test]
    fn not_where_no_mark_is_in_sight_or_more_is_wrong() {
        let offered = "* Move note 3 to the place of its reference";
        let titles = |text: &str| -> Vec<String> {
            let (snapshot, place) = crate::assist::edit::action_fixture::open(text);
            let actions = super::super::actions(&snapshot, place, super::super::Environment::default());
            actions.into_iter().filter(|action| action.id == ActionId::MoveNote).map(|action| action.title).collect()
        };
        assert_eq!(titles(RECORD), [offered.trim_start_matches("* ")]);
        assert_eq!(titles(&RECORD.replace("early.3", "early.")), [] as [&str; 0]);
        check_offers(
            "204. Talk in Aldmoor\n\nThey met.1\n\n  1. In Quarrow.\n  |2. At dusk.\n",
            &["* Remove note 2", "Number the footnotes from 0 ! No reference leads to note 2"],
        );
    }

    #[test]
    fn in_every_convention() {
        let body = |mark: &str| format!("They met.{mark}1] They rose.{mark}3] They sat.{mark}2]\n\n");
        let moved = |mark: &str| format!("They met.{mark}1] They rose.{mark}2] They sat.{mark}3]\n\n");
        check(
            ActionId::MoveNote,
            &format!("{}[^1]: In Quarrow.\n[^2]: On benches.\n[^|3]: At dusk.\n", body("[^")),
            &format!("{}[^1]: In Quarrow.\n[^2]: At dusk.\n[^3]: On benches.\n", moved("[^")),
        );
        let page = "-----File: 041.png---\n\n";
        let notes = |second: &str, third: &str| {
            format!("[Footnote 1: In Quarrow.]\n\n[Footnote 2: {second}.]\n\n[Footnote {third}.]\n")
        };
        check(
            ActionId::MoveNote,
            &format!("{page}{}{}", body("["), notes("On benches", "|3: At dusk")),
            &format!("{page}{}{}", moved("["), notes("At dusk", "3: On benches")),
        );
        check(
            ActionId::MoveNote,
            &format!("{}NOTES\n\n[1] In Quarrow.\n\n[2] On benches.\n\n[|3] At dusk.\n", body("[")),
            &format!("{}NOTES\n\n[1] In Quarrow.\n\n[2] At dusk.\n\n[3] On benches.\n", moved("[")),
        );
    }
}
