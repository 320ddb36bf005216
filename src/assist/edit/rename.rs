//! `textDocument/rename`: change a label on both sides where both print it, and in the cross references to it.

use super::edit_builder::Edit;
use super::edit_builder::EditBuilder;
use super::edit_context::EditContext;
use super::edit_context::Environment;
use super::relabel::relabel;
use crate::assist::label_sequence::is_sign;
use crate::convention::Convention;
use crate::convention::numeral::in_digits_of;
use crate::record::{Label, Snapshot, Value};
use crate::text::Span;

/// A label that can be renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameTarget {
    /// The label, in bytes of the document.
    pub span: Span,
    /// The text of the label.
    pub label: String,
}

/// Finds the label at `offset` (in bytes of the document), of a footnote reference or of a note.
///
/// # Errors
///
/// Returns a message for the user that says why the label cannot be renamed, or that there is none.
pub fn rename_target(snapshot: &Snapshot, offset: usize) -> Result<RenameTarget, String> {
    let none = "There is no footnote reference or note number here";
    let context = EditContext::new(snapshot, Span::new(offset, offset), Environment::default()).ok_or(none)?;
    let (_, span) = context.label_at_cursor().ok_or(none)?;
    if let Some(doubt) = context.pairing_doubt() {
        return Err(doubt);
    }
    Ok(RenameTarget { span: context.in_document(span), label: span.of(&context.record().text).to_owned() })
}

/// Builds the edit that changes the label at `offset` (in bytes of the document) to `new`: at the reference and in the
/// list if both print the same, and in the volume's cross references to it.
///
/// # Errors
///
/// Returns a message for the user that says why the label cannot be `new`.
pub fn rename(snapshot: &Snapshot, offset: usize, new: &str, environment: Environment) -> Result<Edit, String> {
    rename_target(snapshot, offset)?;
    let context =
        EditContext::new(snapshot, Span::new(offset, offset), environment).ok_or("There is no record here")?;
    let (note, span) = context.label_at_cursor().ok_or("There is no footnote here")?;
    let (printed, listed) = (context.printed_labels(), context.listed_labels());
    let old = span.of(&context.record().text);
    let prints_old =
        |labels: &[Option<&Label>]| labels.get(note).copied().flatten().is_some_and(|label| label.as_str() == old);
    let (on_reference, in_list) = (prints_old(&printed), prints_old(&listed));
    let labels = if on_reference { &printed } else { &listed };
    let old = labels.get(note).copied().flatten().ok_or("There is no footnote here")?;
    let new = replacement_label(context.record().convention, old, new.trim())?;
    if new == old.as_str() {
        return Ok(Edit::default());
    }
    let clash = |labels: &[Option<&Label>], begins: &dyn Fn(usize) -> bool| {
        let from = (0..=note).rev().find(|&note| begins(note)).unwrap_or_default();
        let run = labels.iter().enumerate().skip(from).take_while(|(other, _)| *other <= note || !begins(*other));
        run.filter(|(other, _)| *other != note).any(|(_, label)| label.is_some_and(|label| label.as_str() == new))
    };
    let (printed_runs, listed_runs) = (context.printed_runs(), context.listed_runs());
    if on_reference && clash(&printed, &|note| printed_runs.begins(note)) {
        return Err(format!("Reference {new} is already there"));
    }
    if in_list && clash(&listed, &|note| listed_runs.begins(note)) {
        return Err(format!("Note {new} is already there"));
    }
    let one = [(note, new)];
    let (refs, notes) = (if on_reference { &one[..] } else { &[] }, if in_list { &one[..] } else { &[] });
    let draft =
        EditBuilder { changes: relabel(&context, refs, notes), relabelled: refs.to_vec(), ..EditBuilder::default() };
    draft.finish(&context)
}

/// Checks that `new` may replace `old`, and writes it in the kind of digits that `old` has.
///
/// # Errors
///
/// Returns a message for the user if `new` is not a label of the same kind.
fn replacement_label(convention: Convention, old: &Label, new: &str) -> Result<String, String> {
    let number = Label::new(new).arabic();
    let is_kept = match convention {
        Convention::Plain => is_sign(old) == number.is_none(),
        _ => true,
    };
    if convention.is_label(new) && is_kept {
        return Ok(number.map_or_else(|| new.to_owned(), |number| in_digits_of(old.as_str(), number)));
    }
    Err(match old.value() {
        Value::Sign => format!("“{new}” is not a sign such as * or †"),
        Value::Letter(_) => format!("“{new}” is not a letter such as C"),
        _ => format!("“{new}” is not a number such as 12"),
    })
}

#[cfg(test)]
mod tests {
    use super::{rename, rename_target};
    use crate::assist::edit::action_fixture::{applied, open};
    use crate::assist::edit::edit_context::Environment;

    /// Renames the label at the `|` of `before` to `new`. `after` is `! …` if that is refused.
    #[track_caller]
    fn check(before: &str, new: &str, after: &str) {
        let (snapshot, place) = open(before);
        let made = match rename(&snapshot, place.start, new, Environment::default()) {
            Ok(edit) => applied(&snapshot, &edit),
            Err(reason) => format!("! {reason}"),
        };
        assert_eq!(made, after);
    }

    const RECORD: &str = "204. Talk in Aldmoor

They met.1 They sat.2| They rose.3

  1. In Quarrow.
  2. On benches.
  3. See footnote 2 above.
";

    #[test]
    fn on_both_sides() {
        let renamed = |new: &str| {
            let text = RECORD.replace('|', "").replace("sat.2", &format!("sat.{new}"));
            text.replace("  2.", &format!("  {new}.")).replace("footnote 2", &format!("footnote {new}"))
        };
        check(RECORD, "2", &RECORD.replace('|', ""));
        check(
            &RECORD.replace("rose.3", "rose.4").replace("  3.", "  4."),
            "3",
            &renamed("3").replace("rose.3", "rose.4").replace("  3. See", "  4. See"),
        );
        check(&RECORD.replace('|', "").replace("  2.", "  |2."), "5", &renamed("5"));
        check(
            "204. Talk in Aldmoor\n\nThey met.* They sat.†|\n\n  * In Quarrow.\n  † On benches.\n",
            "‡",
            "204. Talk in Aldmoor\n\nThey met.* They sat.‡\n\n  * In Quarrow.\n  ‡ On benches.\n",
        );
    }

    #[test]
    fn where_each_side_prints_another_only_there() {
        let by_position = "204. Talk in Aldmoor0

They met.1 They sat.2
  1. Typed.
  2. In Quarrow.
  3. On benches.";
        check(&by_position.replace("sat.2", "sat.2|"), "3", &by_position.replace("sat.2", "sat.3"));
    }

    #[test]
    fn refused_with_a_reason() {
        check(RECORD, "3", "! Reference 3 is already there");
        check(RECORD, "two", "! “two” is not a number such as 12");
        check(RECORD, "", "! “” is not a number such as 12");
        check(
            &RECORD.replace('|', "").replace("They rose", "They| rose"),
            "3",
            "! There is no footnote reference or note number here",
        );
        check(&RECORD.replace("  2. On benches.\n", ""), "7", "! There is no footnote reference or note number here");
    }

    #[test]
    fn what_can_be_renamed() {
        let (snapshot, place) = open(RECORD);
        let found = rename_target(&snapshot, place.start).unwrap();
        assert_eq!((found.span.of(&RECORD.replace('|', "")), found.label.as_str()), ("2", "2"));
    }

    #[test]
    fn a_label_that_is_no_number() {
        let record = "They met.[A] They sat.[C|]\n\n[Footnote A: In Quarrow.]\n\n[Footnote C: On benches.]\n";
        check(record, "B", &record.replace('|', "").replace("[C]", "[B]").replace("C:", "B:"));
        check(record, "A", "! Reference A is already there");
        let record = "They met.[^1] They sat.[^oak|]\n\n[^1]: In Quarrow.\n[^oak]: On benches.\n";
        check(record, "ash", &record.replace('|', "").replace("oak", "ash"));
    }
}
