//! Make the labels of a list and those of its references match: change either side, or only the labels that break the
//! list's own order.

use super::action::{ActionDef, ActionId, Offer};
use super::edit_builder::EditBuilder;
use super::edit_context::EditContext;
use super::relabel::{build_relabelling, relabelling_refusal};
use crate::convention::numeral::in_digits_of;
use crate::record::{Label, Value};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The action [`ActionId::NotesAsPrinted`].
pub(super) const NOTES_AS_PRINTED: ActionDef =
    ActionDef { id: ActionId::NotesAsPrinted, offer: offer_notes, build: build_notes };

/// The action [`ActionId::ReferencesAsListed`].
pub(super) const REFERENCES_AS_LISTED: ActionDef =
    ActionDef { id: ActionId::ReferencesAsListed, offer: offer_references, build: build_references };

/// The action [`ActionId::RenumberList`].
pub(super) const RENUMBER_LIST: ActionDef =
    ActionDef { id: ActionId::RenumberList, offer: offer_list, build: build_list };

fn offer_notes(context: &EditContext) -> Option<Offer> {
    let labels = notes_as_printed(context);
    let (first, last) = (labels.first()?, labels.last()?);
    let title = if labels.len() > 1 && labels.len() == context.record().notes.len() {
        format!("Number the notes {}–{}, as their references print", first.1, last.1)
    } else {
        "Number the notes as their references print".into()
    };
    Some(Offer { title, refusal: relabelling_refusal(context) })
}

fn build_notes(context: &EditContext) -> Result<EditBuilder, String> {
    build_relabelling(context, &[], &notes_as_printed(context))
}

fn offer_references(context: &EditContext) -> Option<Offer> {
    references_as_listed(context).first()?;
    let title = "Number the references as their notes are numbered".into();
    Some(Offer { title, refusal: relabelling_refusal(context) })
}

fn build_references(context: &EditContext) -> Result<EditBuilder, String> {
    build_relabelling(context, &references_as_listed(context), &[])
}

fn offer_list(context: &EditContext) -> Option<Offer> {
    let labels = list_in_its_way(context);
    let title = "Renumber the note list".into();
    let refusal = relabelling_refusal(context);
    (!labels.is_empty() || refusal.is_some()).then_some(Offer { title, refusal })
}

fn build_list(context: &EditContext) -> Result<EditBuilder, String> {
    build_relabelling(context, &[], &list_in_its_way(context))
}

/// The notes whose label differs from what their reference prints, with the printed label.
fn notes_as_printed(context: &EditContext) -> Vec<(usize, String)> {
    let both = context.printed_labels().into_iter().zip(context.listed_labels()).enumerate();
    let differing = both.filter_map(|(note, (printed, listed))| {
        let (printed, listed) = (printed?, listed?);
        let differs = printed.value() != listed.value() || printed.value() == Value::Sign && printed != listed;
        let label =
            printed.arabic().map_or_else(|| printed.to_string(), |number| in_digits_of(listed.as_str(), number));
        differs.then_some((note, label))
    });
    differing.collect()
}

/// The notes whose reference prints another number than the list has, with the list's number.
fn references_as_listed(context: &EditContext) -> Vec<(usize, String)> {
    let both = context.printed_labels().into_iter().zip(context.listed_labels()).enumerate();
    let differing = both.filter_map(|(note, (printed, listed))| {
        let (printed, listed) = (printed?, listed?);
        let number = listed.arabic().filter(|&number| printed.arabic() != Some(number))?;
        Some((note, in_digits_of(printed.as_str(), number)))
    });
    differing.collect()
}

/// The notes that break their list's numbering, with the label that follows it. The numbering of a list is the
/// difference from the printed numbers that most of its notes share.
fn list_in_its_way(context: &EditContext) -> Vec<(usize, String)> {
    let difference = |printed: &Label, listed: &Label| {
        i64::try_from(listed.arabic()?).ok()?.checked_sub(i64::try_from(printed.arabic()?).ok()?)
    };
    let both: Vec<_> = context.printed_labels().into_iter().zip(context.listed_labels()).collect();
    let mut counts: BTreeMap<(usize, i64), usize> = BTreeMap::new();
    for (note, (printed, listed)) in both.iter().enumerate() {
        if let Some(by) = printed.zip(*listed).and_then(|(printed, listed)| difference(printed, listed)) {
            *counts.entry((context.list(note), by)).or_default() += 1;
        }
    }
    // If two differences are equally common, take the smaller one.
    let mut usual: BTreeMap<usize, (usize, Reverse<u64>, i64)> = BTreeMap::new();
    for ((list, by), count) in counts {
        let usual = usual.entry(list).or_insert((0, Reverse(0), 0));
        *usual = (*usual).max((count, Reverse(by.unsigned_abs()), by));
    }
    let numbered = both.iter().enumerate().filter_map(|(note, &(printed, listed))| {
        let &(.., by) = usual.get(&context.list(note))?;
        let (printed, listed) = (printed?, listed?);
        let number = u64::try_from(i64::try_from(printed.arabic()?).ok()?.checked_add(by)?).ok()?;
        (listed.arabic() != Some(number)).then(|| (note, in_digits_of(listed.as_str(), number)))
    });
    numbered.collect()
}

#[cfg(test)]
mod tests {
    use crate::assist::edit::action::ActionId;
    use crate::assist::edit::action_fixture::{check, check_offers};

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
        check(ActionId::NotesAsPrinted, BY_POSITION, AS_PRINTED);
        check(ActionId::NotesAsPrinted, &AS_PRINTED.replace("0. Typed", "0. |Typed"), "! There is nothing to change");
    }

    #[test]
    fn the_references_as_the_list_counts() {
        check(
            ActionId::ReferencesAsListed,
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
        check(ActionId::ReferencesAsListed, &before, &format!("{as_listed}{}", said(2)));
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
            crate::assist::edit::action_fixture::check(ActionId::RenumberList, &before, &text([1, 2, 3, 4]));
        };
        check([1, 2, 2, 4], 3);
        check([1, 1, 3, 4], 2);
    }

    #[test]
    fn a_list_by_position_with_a_slip() {
        check(
            ActionId::RenumberList,
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
                "Number the references as their notes are numbered",
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
                "* Renumber the note list ! Note 2 occurs twice in record 204; 3 was expected here",
                "Number the footnotes from 1 ! Note 2 occurs twice in record 204; 3 was expected here",
                "Number the footnotes from 0 ! Note 2 occurs twice in record 204; 3 was expected here",
            ],
        );
    }
}
