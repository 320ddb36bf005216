//! Move a note, with its text, to where its reference stands.
//!
//! Somebody moves a sentence with its footnote mark, and the note stays where it was: reference 3 now stands before
//! reference 2. Read in order the mark leads nowhere, and the note has no reference. The note goes where its mark is; both
//! get the number that is due there, and those between move by one.

use super::change::Change;
use super::draft::{Draft, PutIn};
use super::here::Here;
use super::insert::relabelled;
use super::item::{self, Slot};
use super::note::unreferenced;
use super::{Offer, words};
use crate::record::{Label, NoteRef};
use crate::text::Span;

/// How many marks are tried: the number of a note stands in many places that are no reference to it.
const MOST: usize = 8;

pub(super) fn offer(here: &Here) -> Option<Offer> {
    let note = unreferenced(here)?;
    let moves = marks(here, note).into_iter().any(|mark| place(here, mark, note) != note);
    let title = format!("Move {} to where its reference stands", words::note(here.record(), note));
    moves.then(|| Offer { title, refusal: refusal(here, note) })
}

pub(super) fn draft(here: &Here) -> Result<Draft, String> {
    let note = unreferenced(here).ok_or("There is no note without a reference here")?;
    if let Some(refusal) = refusal(here, note) {
        return Err(refusal);
    }
    let drafts = marks(here, note).into_iter().filter_map(|mark| moved(here, note, mark));
    let mut holding = drafts.filter(|draft| draft.tried(here).is_ok());
    match (holding.next(), holding.next()) {
        (Some(draft), None) => Ok(draft),
        (Some(_), Some(_)) => Err("Its reference may stand in more than one place".into()),
        (None, _) => Err("There is no place where its number would be read as its reference".into()),
    }
}

fn refusal(here: &Here, note: usize) -> Option<String> {
    let firsts = here.firsts();
    let other = || firsts.iter().enumerate().position(|(other, first)| first.is_none() && other != note);
    let lacks = |other| format!("No reference leads to {} either", words::note(here.record(), other));
    here.doubt().or_else(|| other().map(lacks))
}

/// Where the label of `note` stands in the text behind a word or a stop, and is no reference to another note.
fn marks(here: &Here, note: usize) -> Vec<Span> {
    let record = here.record();
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
            && !record.note_lists.iter().any(|list| list.touches(span.start))
            && record.note_refs.get(first_behind).is_none_or(|reference| reference.span.start >= span.end)
    };
    spans.filter(free).take(MOST).collect()
}

/// The index that a note with its reference at `mark` has among the others, `note` left out.
fn place(here: &Here, mark: Span, note: usize) -> usize {
    let before = |first: Option<&NoteRef>| first.is_some_and(|first| first.span.start < mark.start);
    here.firsts().iter().enumerate().filter(|(other, first)| *other != note && before(**first)).count()
}

/// The move of `note` to where its reference at `mark` stands.
fn moved(here: &Here, note: usize, mark: Span) -> Option<Draft> {
    let record = here.record();
    let to = place(here, mark, note);
    let (first, last) = (note.min(to), note.max(to));
    if to == note || here.list(first) != here.list(last) {
        return None;
    }
    // Each place keeps its label; what stands there gets it.
    let at = |other: usize| match other {
        _ if other == note => to,
        _ if to < note => other + 1,
        _ => other - 1,
    };
    let (printed, listed) = (here.printed(), here.listed());
    let own = Label::new(mark.of(&record.text));
    let printed = |place: usize| if place == note { Some(&own) } else { printed.get(place).copied().flatten() };
    let relabel = |label: &dyn Fn(usize) -> Option<String>| -> Option<Vec<(usize, String)>> {
        (first..=last).filter(|&other| other != note).map(|other| Some((other, label(at(other))?))).collect()
    };
    let refs = relabel(&|place| printed(place).map(ToString::to_string))?;
    let notes = relabel(&|place| listed.get(place).copied().flatten().map(ToString::to_string))?;
    let mut changes = relabelled(here, &refs, &notes);
    changes.push(Change::new(mark, printed(to)?.to_string()));

    // All of the note but its label, which is that of its new place.
    let slot =
        Slot::Before { note: if to < note { to } else { to + 1 }, last: to + 1 == here.notes_of(here.list(note)).end };
    let (mut put_in, label_at, said) = item::put_in(here, slot, listed.get(to).copied().flatten()?.as_str(), "");
    let whole = record.notes.get(note)?;
    let text = Span::new(whole.text.start, here.note_lines(note)?.end).of(&record.text);
    put_in.new.replace_range(said.start..said.start, text.trim_end().trim_end_matches('↩').trim_end());
    changes.push(put_in);
    changes.push(Change::new(item::whole(here, note), ""));
    Some(Draft {
        changes,
        gone_notes: vec![note],
        new_note: Some(PutIn { mark: label_at.mark, ..label_at }),
        found_ref: Some(mark),
        called: refs.into_iter().chain([(note, printed(to)?.to_string())]).collect(),
        ..Draft::default()
    })
}

#[cfg(test)]
mod tests {
    use super::super::Id;
    use super::super::testing::{check, check_offers};

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
            Id::MoveNote,
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
    fn what_is_said_of_it_follows_but_not_within_it() {
        check(
            Id::MoveNote,
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
            Id::MoveNote,
            &RECORD.replace("of Quarrow.", "of Quarrow. See footnote 2."),
            "! The note names a footnote that would be called otherwise: change that first",
        );
    }

    #[test]
    fn not_where_no_mark_is_in_sight_or_more_is_wrong() {
        let offered = "* Move note 3 to where its reference stands";
        let titles = |text: &str| -> Vec<String> {
            let (snapshot, place) = super::super::testing::open(text);
            let actions = super::super::actions(&snapshot, place, super::super::Around::default());
            actions.into_iter().filter(|action| action.id == Id::MoveNote).map(|action| action.title).collect()
        };
        assert_eq!(titles(RECORD), [offered.trim_start_matches("* ")]);
        assert_eq!(titles(&RECORD.replace("early.3", "early.")), [] as [&str; 0]);
        check_offers(
            "204. Talk in Aldmoor\n\nThey met.1\n\n  1. In Quarrow.\n  |2. At dusk.\n",
            &["* Remove note 2", "Number the footnotes from 0 ! No reference leads to note 2"],
        );
    }
}
