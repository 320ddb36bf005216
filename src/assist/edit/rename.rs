//! Rename a label: on both sides, where both print it, and in what is said of the footnote elsewhere.

use super::draft::Draft;
use super::here::Here;
use super::insert::relabelled;
use super::series::{is_sign, written_as};
use super::{Around, Edit};
use crate::convention::numeral::is_superscript;
use crate::convention::sign::SIGNS;
use crate::record::{Label, Snapshot};
use crate::text::Span;

/// The longest label that can be given, in digits: no printed footnote has a higher number.
const LONGEST: usize = 4;

/// A label that can be renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamable {
    /// Where it stands, in bytes of the document.
    pub span: Span,
    /// What it prints.
    pub label: String,
}

/// The label at `offset`, of a footnote reference or of a note.
///
/// # Errors
///
/// Says, in the user's words, why it cannot be renamed, or that none stands there.
pub fn renamable(snapshot: &Snapshot, offset: usize) -> Result<Renamable, String> {
    let none = "No footnote reference and no note's number stands here";
    let here = Here::new(snapshot, Span::new(offset, offset), Around::default()).ok_or(none)?;
    let (_, span) = label(&here).ok_or(none)?;
    if let Some(doubt) = here.doubt() {
        return Err(doubt);
    }
    Ok(Renamable { span: here.in_document(span), label: span.of(&here.record().text).to_owned() })
}

/// The edit that makes the label at `offset` print `new`: where it stands, wherever else its footnote prints the same, and
/// where the volume names it.
///
/// # Errors
///
/// Says, in the user's words, why `new` cannot be its label.
pub fn rename(snapshot: &Snapshot, offset: usize, new: &str, around: Around) -> Result<Edit, String> {
    renamable(snapshot, offset)?;
    let here = Here::new(snapshot, Span::new(offset, offset), around).ok_or("There is no record here")?;
    let (note, span) = label(&here).ok_or("There is no footnote here")?;
    let old = Label::new(span.of(&here.record().text));
    let new = spelled(&old, new.trim())?;
    if new == old.as_str() {
        return Ok(Edit::default());
    }
    let (printed, listed) = (here.printed(), here.listed());
    let prints = |label: Option<&Label>| label == Some(&old);
    let of = |labels: &[Option<&Label>]| prints(labels.get(note).copied().flatten());
    let (on_reference, in_list) = (of(&printed), of(&listed));
    let clash = |labels: &[Option<&Label>], begins: &dyn Fn(usize) -> bool| {
        let from = (0..=note).rev().find(|&note| begins(note)).unwrap_or_default();
        let run = labels.iter().enumerate().skip(from).take_while(|(other, _)| *other <= note || !begins(*other));
        run.filter(|(other, _)| *other != note).any(|(_, label)| label.is_some_and(|label| label.as_str() == new))
    };
    let (printed_series, listed_series) = (here.printed_series(), here.listed_series());
    if on_reference && clash(&printed, &|note| printed_series.begins(note)) {
        return Err(format!("Reference {new} is already there"));
    }
    if in_list && clash(&listed, &|note| listed_series.begins(note)) {
        return Err(format!("Note {new} is already there"));
    }
    let one = [(note, new)];
    let (refs, notes) = (if on_reference { &one[..] } else { &[] }, if in_list { &one[..] } else { &[] });
    let draft = Draft { changes: relabelled(&here, refs, notes), called: refs.to_vec(), ..Draft::default() };
    draft.finish(&here)
}

/// The note whose label stands at the cursor, an index, or that the reference there leads to; and the label's place.
pub(super) fn label(here: &Here) -> Option<(usize, Span)> {
    let record = here.record();
    let at = here.selection.end;
    let refs = record.note_refs.iter().filter_map(|reference| Some((reference.note?, reference.span)));
    let notes = record.notes.iter().enumerate().filter(|(_, note)| note.label.is_some());
    let labels = refs.chain(notes.map(|(index, note)| (index, note.label_span)));
    let touched = labels.filter(|(_, span)| span.touches(at));
    // Where two meet, the one that begins there.
    touched.max_by_key(|(_, span)| span.start)
}

/// `new` as a label in place of `old`, in the same digits.
fn spelled(old: &Label, new: &str) -> Result<String, String> {
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || is_superscript(c));
    let sign = |text: &str| {
        let first = text.chars().next().filter(|first| SIGNS.contains(first));
        first.is_some_and(|first| text.chars().all(|c| c == first) && text.chars().count() <= LONGEST)
    };
    match is_sign(old) {
        true if sign(new) => Ok(new.to_owned()),
        true => Err(format!("“{new}” is no sign such as * or †")),
        false if digits(new) && new.chars().count() <= LONGEST => {
            Ok(Label::new(new).arabic().map_or_else(|| new.to_owned(), |number| written_as(old, number)))
        }
        false => Err(format!("“{new}” is no number such as 12")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Around;
    use super::super::testing::{applied, open};
    use super::{renamable, rename};

    /// Renames the label at `|` in `before` to `new`; `! …` where that is refused.
    #[track_caller]
    fn check(before: &str, new: &str, after: &str) {
        let (snapshot, place) = open(before);
        let made = match rename(&snapshot, place.start, new, Around::default()) {
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
        check(RECORD, "two", "! “two” is no number such as 12");
        check(RECORD, "", "! “” is no number such as 12");
        check(
            &RECORD.replace('|', "").replace("They rose", "They| rose"),
            "3",
            "! No footnote reference and no note's number stands here",
        );
        check(
            &RECORD.replace("  2. On benches.\n", ""),
            "7",
            "! No footnote reference and no note's number stands here",
        );
    }

    #[test]
    fn what_can_be_renamed() {
        let (snapshot, place) = open(RECORD);
        let found = renamable(&snapshot, place.start).unwrap();
        assert_eq!((found.span.of(&RECORD.replace('|', "")), found.label.as_str()), ("2", "2"));
    }
}
