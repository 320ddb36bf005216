//! Add the note that a reference lacks; remove a note that lacks its reference.

use super::change::Change;
use super::draft::Draft;
use super::here::Here;
use super::insert::relabelled;
use super::item::{self, BULLET, Slot};
use super::reference::dangling;
use super::series::{Way, is_sign};
use super::{Offer, cited, words};
use crate::record::Label;

pub(super) fn offer_add(here: &Here) -> Option<Offer> {
    let reference = here.record().note_refs.get(dangling(here)?)?;
    Some(Offer { title: format!("Add note {}", reference.label), refusal: None })
}

pub(super) fn draft_add(here: &Here) -> Result<Draft, String> {
    let record = here.record();
    let found = dangling(here).and_then(|index| Some((index, record.note_refs.get(index)?)));
    let (index, reference) = found.ok_or("There is no reference without a note here")?;
    // Behind the note of the reference before, or else before the one of the reference behind.
    let (before, behind) = record.note_refs.split_at(index);
    let before = before.iter().rev().find_map(|reference| reference.note);
    let behind = behind.iter().find_map(|reference| reference.note);
    let note = before.map(|note| note + 1).or(behind).unwrap_or_default();
    let lists = &record.note_lists;
    let below = lists.iter().position(|list| list.start >= reference.span.end).or(lists.len().checked_sub(1));
    let slot = match below {
        None => Slot::New(here.content_before(record.text.len())),
        Some(list) => {
            let notes = here.notes_of(list);
            let note = note.clamp(notes.start, notes.end);
            Slot::Before { note, last: note == notes.end }
        }
    };
    let (mut label, mut moved) = (reference.label.to_string(), Vec::new());
    if let Slot::Before { note, last } = slot
        && counts_by_position(here)
    {
        let series = here.listed_series();
        let first = !last && here.notes_of(here.list(note)).start == note;
        label = series.next(note, first).unwrap_or(label);
        // A number that was left out has its place already.
        let taken = here.listed().get(note).copied().flatten().is_some_and(|next| next.as_str() == label);
        if taken && (first || !series.begins(note)) {
            let signs = is_sign(&Label::new(&label));
            moved = series.moved(note, Way::Up, signs).ok_or("There is no next label")?;
        }
    }
    if !record.notes.is_empty() && here.listed().iter().all(Option::is_none) {
        label = BULLET.into();
    }
    let (change, new_note, cursor) = item::put_in(here, slot, &label, "");
    let mut changes = vec![change];
    changes.extend(relabelled(here, &[], &moved));
    let (new_note, cursor) = (Some(new_note), Some(cursor));
    Ok(Draft { changes, new_note, adopted: Some(index), cursor, ..Draft::default() })
}

pub(super) fn offer_remove(here: &Here) -> Option<Offer> {
    let note = unreferenced(here)?;
    let title = format!("Remove {}", words::note(here.record(), note));
    Some(Offer { title, refusal: cited::citing(here, note) })
}

pub(super) fn draft_remove(here: &Here) -> Result<Draft, String> {
    let note = unreferenced(here).ok_or("There is no note without a reference here")?;
    if let Some(citing) = cited::citing(here, note) {
        return Err(citing);
    }
    let series = here.listed_series();
    let label = here.listed().get(note).copied().flatten().filter(|_| counts_by_position(here));
    let moved = match label.filter(|_| !series.begins(note + 1)) {
        Some(label) => series
            .moved(note + 1, Way::Down, is_sign(label))
            .ok_or("There is no label before one of those behind it")?,
        None => Vec::new(),
    };
    let mut changes = relabelled(here, &[], &moved);
    changes.push(Change::new(item::whole(here, note), ""));
    Ok(Draft { changes, gone_notes: vec![note], ..Draft::default() })
}

/// The note selected, an index, if no reference leads to it.
pub(super) fn unreferenced(here: &Here) -> Option<usize> {
    let record = here.record();
    let note = record.notes.iter().position(|note| note.label_span == here.selection)?;
    record.refs_to(note).next().is_none().then_some(note)
}

/// Whether the list numbers its notes by their position, and not as their references print.
fn counts_by_position(here: &Here) -> bool {
    let both = here.printed().into_iter().zip(here.listed());
    both.filter_map(|(printed, listed)| printed.zip(listed)).any(|(printed, listed)| printed.value() != listed.value())
}

#[cfg(test)]
mod tests {
    use super::super::Id;
    use super::super::testing::{check, check_offers};

    const RECORD: &str = "204. Talk in Aldmoor

They met.1 They sat.2| They rose.3

  1. In Quarrow.
  3. At dusk.
";

    #[test]
    fn the_note_that_a_reference_lacks() {
        check(Id::AddNote, RECORD, &RECORD.replace('|', "").replace("  3.", "  2. |\n  3."));
        check(
            Id::AddNote,
            &RECORD.replace('|', "").replace("rose.3", "rose.3 They left.4|"),
            &RECORD.replace('|', "").replace("rose.3", "rose.3 They left.4").replace("dusk.\n", "dusk.\n  4. |\n"),
        );
        check(
            Id::AddNote,
            "204. Talk in Aldmoor\n\nThey met.1 They sat.2 They rose.3|\n\n  1. In Quarrow.\n  2. On benches.\n",
            "204. Talk in Aldmoor\n\nThey met.1 They sat.2 They rose.3\n\n  1. In Quarrow.\n  2. On benches.\n  3. |\n",
        );
    }

    #[test]
    fn into_a_list_that_counts_by_position() {
        check(
            Id::AddNote,
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
    fn a_note_that_lacks_its_reference() {
        check(
            Id::RemoveNote,
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
}
