//! Renumber the footnotes of a record: from 0, from 1, from 1 on each page, or on from the previous record.

use super::action::{ActionDef, ActionId, Offer};
use super::edit_builder::EditBuilder;
use super::edit_context::EditContext;
use super::relabel::{build_relabelling, relabelling_refusal};
use crate::convention::numeral::in_digits_of;
use crate::record::{Label, Record};

/// The action [`ActionId::NumberFromOne`].
pub(super) const NUMBER_FROM_ONE: ActionDef =
    ActionDef { id: ActionId::NumberFromOne, offer: offer_from_one, build: build_from_one };

/// The action [`ActionId::NumberFromZero`].
pub(super) const NUMBER_FROM_ZERO: ActionDef =
    ActionDef { id: ActionId::NumberFromZero, offer: offer_from_zero, build: build_from_zero };

/// The action [`ActionId::NumberByPage`].
pub(super) const NUMBER_BY_PAGE: ActionDef =
    ActionDef { id: ActionId::NumberByPage, offer: offer_by_page, build: build_by_page };

/// The action [`ActionId::NumberOn`].
pub(super) const NUMBER_ON: ActionDef = ActionDef { id: ActionId::NumberOn, offer: offer_on, build: build_on };

fn offer_from_one(context: &EditContext) -> Option<Offer> {
    offer(context, numbered(context, 1, false), "Number the footnotes from 1")
}

fn build_from_one(context: &EditContext) -> Result<EditBuilder, String> {
    build(context, numbered(context, 1, false))
}

fn offer_from_zero(context: &EditContext) -> Option<Offer> {
    offer(context, numbered(context, 0, false), "Number the footnotes from 0")
}

fn build_from_zero(context: &EditContext) -> Result<EditBuilder, String> {
    build(context, numbered(context, 0, false))
}

fn offer_by_page(context: &EditContext) -> Option<Offer> {
    let page = pages_before(context.record());
    let mut pages = context.record().first_refs().into_iter().flatten().map(|first| page(first.span.start));
    let first = pages.next()?;
    pages.any(|page| page != first).then_some(())?;
    offer(context, numbered(context, 1, true), "Number the footnotes from 1 on each page")
}

fn build_by_page(context: &EditContext) -> Result<EditBuilder, String> {
    build(context, numbered(context, 1, true))
}

fn offer_on(context: &EditContext) -> Option<Offer> {
    let (before, number) = before(context)?;
    offer(
        context,
        numbered(context, number, false),
        &format!("Number the footnotes from {number}, continuing from {before}"),
    )
}

fn build_on(context: &EditContext) -> Result<EditBuilder, String> {
    let (_, number) = before(context).ok_or("The previous record has no numbered footnotes")?;
    build(context, numbered(context, number, false))
}

/// New labels for references and for notes in the list, each with the index of its note.
type Numbered = (Vec<(usize, String)>, Vec<(usize, String)>);

/// Offers a renumbering at a reference, at a note and at the heading, but not in running text.
fn offer(context: &EditContext, (printed, listed): Numbered, title: &str) -> Option<Offer> {
    let record = context.record();
    let at = context.selection.end;
    let heading = record.heading.as_ref().map(|heading| heading.span);
    let mut places =
        record.note_refs.iter().map(|reference| reference.span).chain(record.note_lists.iter().map(|list| list.span));
    if printed.is_empty() && listed.is_empty() || !places.any(|span| span.touches(at)) && !heading?.touches(at) {
        return None;
    }
    Some(Offer { title: title.to_owned(), refusal: relabelling_refusal(context) })
}

fn build(context: &EditContext, (printed, listed): Numbered) -> Result<EditBuilder, String> {
    build_relabelling(context, &printed, &listed)
}

/// The labels that change when the notes are numbered from `start`, or from `start` on each page if `by_page`. Signs do
/// not change, nor does a list that counts from 1 by position while its references print other numbers.
fn numbered(context: &EditContext, start: u64, by_page: bool) -> Numbered {
    let (printed, listed) = (context.printed_labels(), context.listed_labels());
    let value = |label: Option<&Label>| label.and_then(Label::arabic);
    let by_position = listed.iter().zip(1..).all(|(label, position)| value(*label) == Some(position))
        && listed.iter().zip(&printed).any(|(listed, printed)| value(*listed) != value(*printed));
    let (mut refs, mut notes) = (Vec::new(), Vec::new());
    let (mut number, mut on) = (start, None);
    let page = pages_before(context.record());
    for (note, first) in context.record().first_refs().into_iter().enumerate() {
        let Some(first) = first.filter(|first| first.label.arabic().is_some()) else { continue };
        let page = page(first.span.start);
        let begins_anew = context.begins_anew(note);
        if (by_page && on.is_some_and(|on| on != page)) || begins_anew {
            number = start;
        }
        on = Some(page);
        if first.label.arabic() != Some(number) {
            refs.push((note, in_digits_of(first.label.as_str(), number)));
        }
        let label = listed.get(note).copied().flatten().filter(|label| label.arabic().is_some() && !by_position);
        if let Some(label) = label.filter(|label| label.arabic() != Some(number)) {
            notes.push((note, in_digits_of(label.as_str(), number)));
        }
        number = number.saturating_add(1);
    }
    (refs, notes)
}

/// A function that tells how many page markers of `record` stand before an offset.
fn pages_before(record: &Record) -> impl Fn(usize) -> usize {
    let pages = record.pages.iter().filter(|page| !page.facsimile);
    let starts: Vec<usize> = pages.map(|page| page.span.start).collect();
    move |offset| starts.partition_point(|&start| start < offset)
}

/// The name of the previous record, and the number that follows its last footnote.
fn before(context: &EditContext) -> Option<(String, u64)> {
    let (name, last) = if let Some((volume, path)) = context.environment.volume {
        let id = volume.previous(*volume.records_of(path).get(context.record_index)?)?;
        let name = volume.number(id).map(|number| format!("Document {number}"));
        let labels = &volume.get(id)?.record.notes;
        (name, labels.iter().rev().find_map(|note| note.label.as_ref()?.arabic()))
    } else {
        let record = &context.snapshot.records().get(context.record_index.checked_sub(1)?)?.record;
        let number = record.heading.as_ref().and_then(|heading| heading.number.as_ref());
        let last = record.note_refs.iter().rev().find_map(|reference| reference.label.arabic());
        (number.map(|number| format!("Document {number}")), last)
    };
    Some((name.unwrap_or_else(|| "the previous record".into()), last?.checked_add(1)?))
}

#[cfg(test)]
mod tests {
    use crate::assist::edit::action::ActionId;
    use crate::assist::edit::action_fixture::{check, check_offers};

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
        check(ActionId::NumberFromZero, RECORD, from_zero);
        check(ActionId::NumberFromOne, &from_zero.replace("moor0", "moor|0"), &RECORD.replace('|', ""));
        check(ActionId::NumberFromOne, RECORD, "! There is nothing to change");
    }

    #[test]
    fn a_list_that_counts_by_position_stays() {
        let by_position = RECORD.replace("moor|1", "moor|0").replace(".2 [", ".1 [").replace(".3 They", ".2 They");
        let by_position = by_position.replace("rose.4", "rose.3").replace("footnote 2", "footnote 1");
        check(ActionId::NumberFromOne, &by_position, &RECORD.replace('|', ""));
    }

    #[test]
    fn on_each_page_anew() {
        check(
            ActionId::NumberByPage,
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
            ActionId::NumberOn,
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

    #[test]
    fn in_every_convention() {
        check(
            ActionId::NumberFromOne,
            "They met.[^|2] They sat.[^5]\n\n[^2]: In Quarrow.\n[^5]: On benches.\n",
            "They met.[^1] They sat.[^2]\n\n[^1]: In Quarrow.\n[^2]: On benches.\n",
        );
        check(
            ActionId::NumberFromOne,
            "-----File: 041.png---\n\nThey met.[|2] They sat.[5]\n\n[Footnote 2: In Quarrow.]\n\n[Footnote 5: On benches.]\n",
            "-----File: 041.png---\n\nThey met.[1] They sat.[2]\n\n[Footnote 1: In Quarrow.]\n\n[Footnote 2: On benches.]\n",
        );
        check(
            ActionId::NumberFromOne,
            "They met.[|2]\n\n    [2] In Quarrow.\n\nThey sat.[5]\n\n    [5] On benches.\n",
            "They met.[1]\n\n    [1] In Quarrow.\n\nThey sat.[2]\n\n    [2] On benches.\n",
        );
    }
}
