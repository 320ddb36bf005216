//! Renumber the footnotes of a record: from 0, from 1, on each page anew, on from the record before.

use super::Offer;
use super::as_printed::{drafted, refusal};
use super::draft::Draft;
use super::here::Here;
use super::series::written_as;
use crate::record::{Label, Record};

pub(super) fn offer_from_one(here: &Here) -> Option<Offer> {
    offer(here, numbered(here, 1, false), "Number the footnotes from 1")
}

pub(super) fn draft_from_one(here: &Here) -> Result<Draft, String> {
    draft(here, numbered(here, 1, false))
}

pub(super) fn offer_from_zero(here: &Here) -> Option<Offer> {
    offer(here, numbered(here, 0, false), "Number the footnotes from 0")
}

pub(super) fn draft_from_zero(here: &Here) -> Result<Draft, String> {
    draft(here, numbered(here, 0, false))
}

pub(super) fn offer_by_page(here: &Here) -> Option<Offer> {
    let record = here.record();
    let mut pages = here.firsts().into_iter().flatten().map(|first| page(record, first.span.start));
    let first = pages.next()?;
    pages.any(|page| page != first).then_some(())?;
    offer(here, numbered(here, 1, true), "Number the footnotes from 1 on each page")
}

pub(super) fn draft_by_page(here: &Here) -> Result<Draft, String> {
    draft(here, numbered(here, 1, true))
}

pub(super) fn offer_on(here: &Here) -> Option<Offer> {
    let (before, number) = before(here)?;
    offer(here, numbered(here, number, false), &format!("Number the footnotes from {number}, on from {before}"))
}

pub(super) fn draft_on(here: &Here) -> Result<Draft, String> {
    let (_, number) = before(here).ok_or("The record before has no numbered footnotes")?;
    draft(here, numbered(here, number, false))
}

/// The new labels of the references and of the notes, each with the index of its note.
type Numbered = (Vec<(usize, String)>, Vec<(usize, String)>);

/// Offered on a reference, a note or the heading: wherever else, nobody thinks of numbers.
fn offer(here: &Here, (printed, listed): Numbered, title: &str) -> Option<Offer> {
    let record = here.record();
    let at = here.selection.end;
    let heading = record.heading.as_ref().map(|heading| heading.span);
    let mut places = record.note_refs.iter().map(|reference| reference.span).chain(record.note_lists.iter().copied());
    if printed.is_empty() && listed.is_empty() || !places.any(|span| span.touches(at)) && !heading?.touches(at) {
        return None;
    }
    Some(Offer { title: title.to_owned(), refusal: refusal(here) })
}

fn draft(here: &Here, (printed, listed): Numbered) -> Result<Draft, String> {
    drafted(here, &printed, &listed)
}

/// The labels that change where the notes are numbered from `start`, on each page anew if `by_page`. Signs stay; so does a
/// list that counts from 1 by position while its references print something else.
fn numbered(here: &Here, start: u64, by_page: bool) -> Numbered {
    let (printed, listed) = (here.printed(), here.listed());
    let value = |label: Option<&Label>| label.and_then(Label::arabic);
    let by_position = listed.iter().zip(1..).all(|(label, position)| value(*label) == Some(position))
        && listed.iter().zip(&printed).any(|(listed, printed)| value(*listed) != value(*printed));
    let (mut refs, mut notes) = (Vec::new(), Vec::new());
    let (mut number, mut on) = (start, None);
    for (note, first) in here.firsts().into_iter().enumerate() {
        let Some(first) = first.filter(|first| first.label.arabic().is_some()) else { continue };
        let page = page(here.record(), first.span.start);
        if by_page && on.is_some_and(|on| on != page) {
            number = start;
        }
        on = Some(page);
        if first.label.arabic() != Some(number) {
            refs.push((note, written_as(&first.label, number)));
        }
        let label = listed.get(note).copied().flatten().filter(|label| label.arabic().is_some() && !by_position);
        if let Some(label) = label.filter(|label| label.arabic() != Some(number)) {
            notes.push((note, written_as(label, number)));
        }
        number = number.saturating_add(1);
    }
    (refs, notes)
}

/// How many page markers stand before `offset`.
fn page(record: &Record, offset: usize) -> usize {
    record.pages.iter().filter(|page| !page.facsimile && page.span.start < offset).count()
}

/// What the record before is called, and the number after its last footnote's.
fn before(here: &Here) -> Option<(String, u64)> {
    let (name, last) = if let Some((volume, path)) = here.around.volume {
        let id = volume.previous(*volume.records_of(path).get(here.at)?)?;
        let name = volume.number(id).map(|number| format!("Document {number}"));
        let labels = &volume.get(id)?.record.notes;
        (name, labels.iter().rev().find_map(|note| note.label.as_ref()?.arabic()))
    } else {
        let record = &here.snapshot.records().get(here.at.checked_sub(1)?)?.record;
        let number = record.heading.as_ref().and_then(|heading| heading.number.as_ref());
        let last = record.note_refs.iter().rev().find_map(|reference| reference.label.arabic());
        (number.map(|number| format!("Document {number}")), last)
    };
    Some((name.unwrap_or_else(|| "the record before".into()), last?.checked_add(1)?))
}

#[cfg(test)]
mod tests {
    use super::super::Id;
    use super::super::testing::{check, check_offers};

    const RECORD: &str = "204. Talk in Aldmoor|1

They met at noon.2 [Page 12] They sat.3 They rose.4

  1. Typed.
  2. On benches.
  3. At dusk. See footnote 2 above.
  4. On foot.
";

    #[test]
    fn from_zero_and_back() {
        let from_zero = "204. Talk in Aldmoor0

They met at noon.1 [Page 12] They sat.2 They rose.3

  0. Typed.
  1. On benches.
  2. At dusk. See footnote 1 above.
  3. On foot.
";
        check(Id::NumberFromZero, RECORD, from_zero);
        check(Id::NumberFromOne, &from_zero.replace("moor0", "moor|0"), &RECORD.replace('|', ""));
        check(Id::NumberFromOne, RECORD, "! There is nothing to change");
    }

    #[test]
    fn a_list_that_counts_by_position_stays() {
        let by_position = RECORD.replace("moor|1", "moor|0").replace(".2 [", ".1 [").replace(".3 They", ".2 They");
        let by_position = by_position.replace("rose.4", "rose.3").replace("footnote 2", "footnote 1");
        check(Id::NumberFromOne, &by_position, &RECORD.replace('|', ""));
    }

    #[test]
    fn on_each_page_anew() {
        check(
            Id::NumberByPage,
            RECORD,
            "204. Talk in Aldmoor1

They met at noon.2 [Page 12] They sat.1 They rose.2

  1. Typed.
  2. On benches.
  1. At dusk. See footnote 2 above.
  2. On foot.
",
        );
    }

    #[test]
    fn on_from_the_record_before() {
        let before = "203. Walk to the Weir1\n\nThey walked.2\n\n  1. Typed.\n  2. In rain.\n\n";
        check(
            Id::NumberOn,
            &format!("{before}{RECORD}"),
            &format!(
                "{before}204. Talk in Aldmoor3

They met at noon.4 [Page 12] They sat.5 They rose.6

  3. Typed.
  4. On benches.
  5. At dusk. See footnote 4 above.
  6. On foot.
"
            ),
        );
    }

    #[test]
    fn offered_where_there_are_numbers() {
        check_offers(
            RECORD,
            &[
                "Insert a footnote here",
                "Remove footnote 1 with its reference",
                "Number the footnotes from 0",
                "Number the footnotes from 1 on each page",
            ],
        );
        check_offers(&RECORD.replace('|', "").replace("They sat", "They |sat"), &["Insert a footnote here"]);
        check_offers(
            &RECORD.replace("  2. On benches.\n", ""),
            &[
                "Insert a footnote here ! No note 2 in record 204: one was expected between note 1 and note 3",
                "Remove footnote 1 with its reference ! No note 2 in record 204: one was expected between note 1 and note 3",
                "Number the footnotes from 1 ! Reference 2 has no note",
                "Number the footnotes from 0 ! Reference 2 has no note",
                "Number the footnotes from 1 on each page ! Reference 2 has no note",
            ],
        );
    }
}
