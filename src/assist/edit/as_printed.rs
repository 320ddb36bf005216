//! Number the list as the references print, the references as the list counts, or the list in its own way anew.

use super::Offer;
use super::draft::Draft;
use super::here::Here;
use super::insert::relabelled;
use super::series::written_as;
use crate::record::{Label, Value};
use std::collections::BTreeMap;

pub(super) fn offer_notes(here: &Here) -> Option<Offer> {
    let labels = notes_as_printed(here);
    let (first, last) = (labels.first()?, labels.last()?);
    let title = if labels.len() > 1 && labels.len() == here.record().notes.len() {
        format!("Number the notes {}–{}, as their references print", first.1, last.1)
    } else {
        "Number the notes as their references print".into()
    };
    Some(Offer { title, refusal: refusal(here) })
}

pub(super) fn draft_notes(here: &Here) -> Result<Draft, String> {
    drafted(here, &[], &notes_as_printed(here))
}

pub(super) fn offer_references(here: &Here) -> Option<Offer> {
    references_as_listed(here).first()?;
    let title = "Make the references print what their notes are numbered".into();
    Some(Offer { title, refusal: refusal(here) })
}

pub(super) fn draft_references(here: &Here) -> Result<Draft, String> {
    drafted(here, &references_as_listed(here), &[])
}

pub(super) fn offer_list(here: &Here) -> Option<Offer> {
    let labels = list_in_its_way(here);
    let title = "Renumber the note list".into();
    let refusal = refusal(here);
    (!labels.is_empty() || refusal.is_some()).then_some(Offer { title, refusal })
}

pub(super) fn draft_list(here: &Here) -> Result<Draft, String> {
    drafted(here, &[], &list_in_its_way(here))
}

/// The edit that makes references, and notes, print other labels.
pub(super) fn drafted(here: &Here, printed: &[(usize, String)], listed: &[(usize, String)]) -> Result<Draft, String> {
    if let Some(refusal) = refusal(here) {
        return Err(refusal);
    }
    Ok(Draft { changes: relabelled(here, printed, listed), called: printed.to_vec(), ..Draft::default() })
}

/// Why the notes cannot be numbered.
pub(super) fn refusal(here: &Here) -> Option<String> {
    let dangling = || here.record().note_refs.iter().find(|reference| reference.note.is_none());
    if here.all_paired() {
        return None;
    }
    if let Some(reference) = dangling() {
        return Some(format!("Reference {} has no note", reference.label));
    }
    here.doubt_from(0).or_else(|| Some("The references do not stand in the order of their notes".into()))
}

/// Each note that does not print what its reference does, with that.
fn notes_as_printed(here: &Here) -> Vec<(usize, String)> {
    let both = here.printed().into_iter().zip(here.listed()).enumerate();
    let differing = both.filter_map(|(note, (printed, listed))| {
        let (printed, listed) = (printed?, listed?);
        let differs = printed.value() != listed.value() || printed.value() == Value::Sign && printed != listed;
        let label = printed.arabic().map_or_else(|| printed.to_string(), |number| written_as(listed, number));
        differs.then_some((note, label))
    });
    differing.collect()
}

/// Each note whose reference does not print what the list does, with that.
fn references_as_listed(here: &Here) -> Vec<(usize, String)> {
    let both = here.printed().into_iter().zip(here.listed()).enumerate();
    let differing = both.filter_map(|(note, (printed, listed))| {
        let (printed, listed) = (printed?, listed?);
        let number = listed.arabic().filter(|&number| printed.arabic() != Some(number))?;
        Some((note, written_as(printed, number)))
    });
    differing.collect()
}

/// Each note that is not numbered as the list numbers most: as the references print, or as many further.
fn list_in_its_way(here: &Here) -> Vec<(usize, String)> {
    let difference = |printed: &Label, listed: &Label| {
        i64::try_from(listed.arabic()?).ok()?.checked_sub(i64::try_from(printed.arabic()?).ok()?)
    };
    let both: Vec<_> = here.printed().into_iter().zip(here.listed()).collect();
    let mut counts: BTreeMap<(usize, i64), usize> = BTreeMap::new();
    for (note, (printed, listed)) in both.iter().enumerate() {
        if let Some(by) = printed.zip(*listed).and_then(|(printed, listed)| difference(printed, listed)) {
            *counts.entry((here.list(note), by)).or_default() += 1;
        }
    }
    let numbered = both.iter().enumerate().filter_map(|(note, &(printed, listed))| {
        let list = here.list(note);
        let of_list = counts.range((list, i64::MIN)..=(list, i64::MAX));
        // Where as many count one way as the other, as printed.
        let (&(_, by), _) = of_list.max_by_key(|((_, by), count)| (**count, std::cmp::Reverse(by.abs())))?;
        let (printed, listed) = (printed?, listed?);
        let number = u64::try_from(i64::try_from(printed.arabic()?).ok()?.checked_add(by)?).ok()?;
        (listed.arabic() != Some(number)).then(|| (note, written_as(listed, number)))
    });
    numbered.collect()
}

#[cfg(test)]
mod tests {
    use super::super::Id;
    use super::super::testing::{check, check_offers};

    const BY_POSITION: &str = "204. Talk in Aldmoor0

They met at noon.1 They sat.2
  1|. Typed.
  2. On benches.
  3. At dusk.
";

    const AS_PRINTED: &str = "204. Talk in Aldmoor0

They met at noon.1 They sat.2
  0. Typed.
  1. On benches.
  2. At dusk.
";

    #[test]
    fn the_notes_as_the_references_print() {
        check(Id::NotesAsPrinted, BY_POSITION, AS_PRINTED);
        check(Id::NotesAsPrinted, &AS_PRINTED.replace("0. Typed", "0. |Typed"), "! There is nothing to change");
    }

    #[test]
    fn the_references_as_the_list_counts() {
        check(
            Id::ReferencesAsListed,
            BY_POSITION,
            "204. Talk in Aldmoor1

They met at noon.2 They sat.3
  1. Typed.
  2. On benches.
  3. At dusk.
",
        );
    }

    #[test]
    fn what_is_said_of_a_footnote_is_what_its_reference_prints() {
        let said = |number| format!("  3. At dusk. See footnote {number}.\n");
        let before = BY_POSITION.replace("  3. At dusk.\n", &said(1));
        let as_listed = "204. Talk in Aldmoor1\n\nThey met at noon.2 They sat.3\n  1. Typed.\n  2. On benches.\n";
        check(Id::ReferencesAsListed, &before, &format!("{as_listed}{}", said(2)));
    }

    #[test]
    fn a_list_with_a_slip() {
        let check = |list: [u32; 4], at: usize| {
            let text = |list: [u32; 4]| {
                let [a, b, c, d] = list;
                format!(
                    "204. Talk in Aldmoor\n\nThey met.1 They sat.2 They rose.3 They left.4\n
  {a}. In Quarrow.\n  {b}. On benches.\n  {c}. At dusk.\n  {d}. On foot.\n"
                )
            };
            let (mut before, line) = (text(list), text(list).lines().nth(3 + at).unwrap_or_default().to_owned());
            before.insert(before.find(&line).unwrap_or_default() + 3, '|');
            super::super::testing::check(Id::RenumberList, &before, &text([1, 2, 3, 4]));
        };
        check([1, 2, 2, 4], 3);
        check([1, 1, 3, 4], 2);
    }

    #[test]
    fn a_list_by_position_with_a_slip() {
        check(
            Id::RenumberList,
            "204. Talk in Aldmoor0

They met at noon.1 They sat.2 They rose.3
  1. Typed.
  2. On benches.
  2|. At dusk.
  4. On foot.
",
            "204. Talk in Aldmoor0

They met at noon.1 They sat.2 They rose.3
  1. Typed.
  2. On benches.
  3. At dusk.
  4. On foot.
",
        );
    }

    #[test]
    fn certain_only_where_all_is_paired() {
        check_offers(
            BY_POSITION,
            &[
                "** Number the notes 0–2, as their references print",
                "Remove footnote 0 with its reference",
                "Make the references print what their notes are numbered",
                "Number the footnotes from 1",
            ],
        );
        check_offers(
            "204. Talk in Aldmoor

They met.1 They sat.2 They rose.4

  1. In Quarrow.
  2. On benches.
  2|. At noon.
  4. At dusk.",
            &[
                "* Remove note 2",
                "* Renumber the note list ! Note 2 stands twice in record 204; 3 was expected here",
                "Number the footnotes from 1 ! Note 2 stands twice in record 204; 3 was expected here",
                "Number the footnotes from 0 ! Note 2 stands twice in record 204; 3 was expected here",
            ],
        );
    }
}
