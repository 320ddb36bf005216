//! Insert a footnote: a reference at the cursor and an empty note in the list. The labels behind it move up on both
//! sides.

use super::action::{ActionDef, ActionId, Offer};
use super::edit_builder::{EditBuilder, InsertedMark, Rejection};
use super::edit_context::EditContext;
use super::label_runs::LabelRuns;
use super::note_item::{self, Slot};
use super::reference_style::{self, ReferenceStyle};
use super::relabel::relabel;
use crate::assist::label_sequence::{Shift, is_sign};
use crate::assist::pages::pages;
use crate::assist::text_edit::TextEdit;
use crate::record::{Label, NoteList, NoteRef, Record};
use crate::text::{Span, lines};

/// The action [`ActionId::InsertFootnote`].
pub(super) const INSERT_FOOTNOTE: ActionDef = ActionDef { id: ActionId::InsertFootnote, offer, build };

/// The text of a new note that would be misread if it were empty: `[2]` alone on a line is a page marker.
const FILLER: &str = "…";

fn offer(context: &EditContext) -> Option<Offer> {
    let title = "Insert a footnote here".to_owned();
    match reference_style::places(context.record(), context.selection.end) {
        // Where no reference can stand, for instance in a note, the action is not offered at all.
        Err(_) => None,
        Ok(places) => {
            let refusal = places.first().and_then(|&at| NewFootnote::at(context, at).err());
            Some(Offer { title, refusal })
        }
    }
}

fn build(context: &EditContext) -> Result<EditBuilder, String> {
    let places = reference_style::places(context.record(), context.selection.end)?;
    let mut refusal = String::new();
    for at in places {
        let footnote = NewFootnote::at(context, at)?;
        for text in ["", FILLER] {
            let draft = footnote.build(context, text);
            match draft.verify(context) {
                Ok(_) => return Ok(draft),
                Err(Rejection::Other(reason)) => refusal = reason,
                Err(Rejection::New) => refusal = footnote.unread(context),
            }
        }
    }
    Err(refusal)
}

/// A footnote to be inserted.
struct NewFootnote {
    /// Where the reference is inserted, in bytes of the record.
    at: usize,
    /// The index that the note will have.
    note: usize,
    /// The place of the note.
    slot: Slot,
    /// The label of the reference.
    printed: NewLabel,
    /// The label of the note in the list.
    listed: NewLabel,
}

/// A new label, and the labels that move up to make room for it.
struct NewLabel {
    /// The new label.
    label: String,
    /// The labels that move up, each with the index of its note.
    moved: Vec<(usize, String)>,
}

impl NewFootnote {
    /// Plans a footnote at `at`, one of the offsets that [`reference_style::places`] returns.
    fn at(context: &EditContext, at: usize) -> Result<Self, String> {
        if let Some(doubt) = context.pairing_doubt() {
            return Err(doubt);
        }
        let record = context.record();
        let firsts = context.record().first_refs();
        if !firsts.iter().flatten().is_sorted_by_key(|first| first.span.start) {
            return Err("The references are not in the order of their notes".into());
        }
        let before = firsts.iter().rposition(|first| first.is_some_and(|first| first.span.start < at));
        let after = firsts.iter().position(|first| first.is_some_and(|first| first.span.start >= at));
        let note = before.map_or(after.unwrap_or_default(), |before| before + 1);
        let page_between = |from: usize, to: usize| page_between(record, from, to);

        // Use the next list below, or else the last one, unless a page ends in between.
        let lists = &record.note_lists;
        let below = lists.iter().position(|list| list.span.start >= at).or(lists.len().checked_sub(1));
        let foot = below.and_then(|below| lists.get(below)).and_then(|list| match list.span {
            // A single list below may as well be that of the whole text.
            Span { start, .. } if start >= at => page_between(at, start).filter(|_| lists.len() > 1),
            Span { end, .. } => {
                page_between(end, at).map(|_| page_between(at, usize::MAX).unwrap_or(record.text.len()))
            }
        });
        let paragraph = below_its_paragraph(record, at).map(|end| context.content_before(end));
        let (slot, note) = match (paragraph, below, foot) {
            (Some(paragraph), ..) => (Slot::New(paragraph), note),
            (None, Some(_), Some(foot)) => (Slot::New(context.content_before(foot)), note),
            (None, Some(below), None) => {
                let notes = context.notes_of(below);
                let note = note.clamp(notes.start, notes.end);
                (Slot::Before { note, last: note == notes.end }, note)
            }
            (None, None, _) => (Slot::New(context.content_before(record.text.len())), note),
        };
        // At a border between two runs, join the run on the same page.
        let start =
            |note: Option<usize>| note.and_then(|note| firsts.get(note).copied().flatten()).map(|first| first.span);
        let joins = match (start(note.checked_sub(1)), start(Some(note))) {
            (Some(before), Some(after)) => {
                page_between(before.end, at).is_some() && page_between(at, after.start).is_none()
            }
            (before, _) => before.is_none(),
        };
        let begins_anew = foot.and_then(|_| each_list_begins_with(context));
        let going_on = labelled(&context.printed_runs(), note, joins)?;
        if foot.is_some()
            && paragraph.is_none()
            && let Some(refusal) = unknown_first_label(record, at, begins_anew, &going_on.label)
        {
            return Err(refusal);
        }
        let printed = match begins_anew {
            Some(first) => NewLabel { label: first.to_string(), moved: Vec::new() },
            None => going_on,
        };
        let listed = match slot {
            Slot::New(_) if begins_anew.is_none() && paragraph.is_some() => {
                labelled(&context.listed_runs(), note, joins)?
            }
            Slot::New(_) => NewLabel { label: printed.label.clone(), moved: Vec::new() },
            Slot::Before { last: true, .. } => labelled(&context.listed_runs(), note, false)?,
            Slot::Before { note, .. } => {
                let first = context.notes_of(context.list(note)).start == note;
                labelled(&context.listed_runs(), note, joins || first)?
            }
        };
        let least = printed.moved.iter().chain(&listed.moved).map(|(note, _)| *note).min();
        if let Some(doubt) = least.and_then(|least| context.pairing_doubt_from(least)) {
            return Err(doubt);
        }
        Ok(Self { at, note, slot, printed, listed })
    }

    /// Builds the edit. `text` is the text of the new note.
    fn build(&self, context: &EditContext, text: &str) -> EditBuilder {
        let record = context.record();
        let beside = |labels: Vec<Option<&Label>>| -> Option<Label> {
            let before = self.note.checked_sub(1).and_then(|before| labels.get(before).copied().flatten());
            before.or(labels.get(self.note).copied().flatten()).cloned()
        };
        let label = reference_style::in_digits_beside(beside(context.printed_labels()).as_ref(), &self.printed.label);
        let style = ReferenceStyle::of(record, self.at);
        let (reference, place) = style.write(&label, Span::new(0, self.at).of(&record.text));
        let unlabelled = !record.notes.is_empty() && context.listed_labels().iter().all(Option::is_none);
        let listed = if unlabelled { record.convention.bullet() } else { &self.listed.label };
        let (note, mut inserted_note, mut cursor) = note_item::insert(context, self.slot, listed, text);
        if inserted_note.at == self.at {
            // The note's text is inserted behind that of the reference.
            inserted_note.mark = inserted_note.mark.shifted(reference.len());
            cursor = cursor.shifted(reference.len());
        }
        let mut changes = vec![TextEdit::insert(self.at, reference), note];
        changes.extend(relabel(context, &self.printed.moved, &self.listed.moved));
        EditBuilder {
            changes,
            inserted_ref: Some(InsertedMark { at: self.at, mark: place }),
            inserted_note: Some(inserted_note),
            cursor: Some(cursor),
            relabelled: self.printed.moved.clone(),
            ..EditBuilder::default()
        }
    }

    /// The message for a reference that would not be read as one at this place.
    fn unread(&self, context: &EditContext) -> String {
        let before = Span::new(0, self.at).of(&context.record().text);
        let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let label = &self.printed.label;
        format!("After “{word}”, reference {label} would not be read as a reference, or another number would be")
    }
}

/// Where the first page that is marked from `from` on begins, if that is before `to`; in bytes of `record`.
fn page_between(record: &Record, from: usize, to: usize) -> Option<usize> {
    let page = record.pages.iter().find(|page| !page.facsimile && page.span.start >= from);
    page.map(|page| page.span.start).filter(|&start| start < to)
}

/// Why the first label of a new list at the foot of the page around byte `at` of `record` is not known, as a message for the user:
/// other references of the page still have no notes there, or the record's single list shows neither that the labels `begin_again`
/// on each page nor that they go on with `going_on`.
fn unknown_first_label(record: &Record, at: usize, begin_again: Option<&Label>, going_on: &str) -> Option<String> {
    let page = pages(record).into_iter().rfind(|page| page.span.start <= at)?;
    let note_is_above = |reference: &&NoteRef| {
        let note = reference.note.and_then(|note| record.notes.get(note));
        note.is_none_or(|note| note.span.start < page.span.start)
    };
    let mut on_page = record.note_refs.iter().filter(|reference| page.span.contains(reference.span.start));
    if let Some(NoteRef { label, .. }) = on_page.find(note_is_above) {
        return Some(format!("{} has no notes at its foot yet: first add the note of reference {label}", page.name));
    }
    let begin_again = begin_again.filter(|first| record.note_lists.len() == 1 && first.as_str() != going_on)?;
    Some(format!(
        "{} has no notes at its foot yet, and nothing shows whether its notes begin again at {begin_again} or go on at {going_on}: \
         type its first footnote by hand",
        page.name
    ))
}

/// Where the paragraph around byte `at` of `record` ends, if its note list is still missing: the notes of each paragraph stand
/// below it.
fn below_its_paragraph(record: &Record, at: usize) -> Option<usize> {
    if !record.convention.says_what_marks_are() {
        return None;
    }
    let ends = |at: usize| {
        let behind = record.text.get(at..).unwrap_or_default();
        let blank = blank_line(behind).unwrap_or(behind.len());
        at + blank
    };
    let lists = &record.note_lists;
    // Whether a list stands right below the paragraph of the reference before it: no other list stands between.
    let is_below = |&(index, list): &(usize, &NoteList)| {
        let before = record.note_refs.partition_point(|reference| reference.span.start < list.span.start);
        let last = before.checked_sub(1).and_then(|last| record.note_refs.get(last));
        let above = index.checked_sub(1).and_then(|above| lists.get(above));
        let last = last.filter(|last| above.is_none_or(|above| above.span.start < last.span.start));
        let gap = last.and_then(|last| record.text.get(last.span.end..list.span.start));
        let below = gap.and_then(|gap| gap.get(blank_line(gap)?..));
        below.is_some_and(|below| below.trim().is_empty())
    };
    let below = lists.iter().enumerate().filter(is_below).count();
    let end = ends(at);
    let behind = record.text.get(end..).unwrap_or_default();
    let next = end + behind.len() - behind.trim_start().len();
    let has_list = lists.iter().any(|list| (at..=next).contains(&list.span.start) || list.span.contains(next));
    // A single list may as well be that of the whole text.
    (lists.len() > 1 && below * 5 >= lists.len() * 4 && !has_list).then_some(end)
}

/// The byte of the first empty line in `text`.
fn blank_line(text: &str) -> Option<usize> {
    let blank = lines(text).find(|line| line.start > 0 && line.of(text).trim().is_empty());
    blank.map(|line| line.start)
}

/// The label with which every note list of the record begins. Returns `None` if they differ.
fn each_list_begins_with<'a>(context: &EditContext<'a>) -> Option<&'a Label> {
    let listed = context.listed_labels();
    let mut firsts =
        (0..context.record().note_lists.len()).map(|list| listed.get(context.notes_of(list).start).copied().flatten());
    let first = firsts.next().flatten()?;
    firsts.all(|other| other == Some(first)).then_some(first)
}

/// Finds the label of a new note before the one of index `note`, and the labels that move. For `joins` see
/// [`LabelRuns::next`].
fn labelled(runs: &LabelRuns, note: usize, joins: bool) -> Result<NewLabel, String> {
    let label = runs.next(note, joins).unwrap_or_else(|| "1".into());
    let signs = is_sign(&Label::lettered(&label));
    let goes_on = note == 0 || joins || !runs.begins(note);
    let moved = if goes_on { runs.moved(note, Shift::Up, signs) } else { Some(Vec::new()) };
    Ok(NewLabel { label, moved: moved.ok_or("There is no next label")? })
}

#[cfg(test)]
mod tests {
    use crate::assist::edit::action::ActionId;
    use crate::assist::edit::action_fixture;

    #[track_caller]
    fn check(before: &str, after: &str) {
        action_fixture::check(ActionId::InsertFootnote, before, after);
    }

    #[test]
    fn between_others() {
        check(
            "204. Talk in Aldmoor1

They met at noon.| They sat.2 They rose.3

  1. Typed.
  2. On benches.
  3. At dusk.
",
            "204. Talk in Aldmoor1

They met at noon.2 They sat.3 They rose.4

  1. Typed.
  2. |
  3. On benches.
  4. At dusk.
",
        );
    }

    #[test]
    fn before_half_a_parenthesis() {
        check(
            "Talk in Aldmoor\n\nThey met at noon.| They sat 1) on oak, and rose.2)\n\n1) On benches.\n2) At dusk.\n",
            "Talk in Aldmoor\n\nThey met at noon.1) They sat 2) on oak, and rose.3)\n\n1) |\n2) On benches.\n3) At dusk.\n",
        );
    }

    #[test]
    fn before_the_first_and_behind_the_last() {
        check(
            "204. Talk in Aldmoor|

They met at noon.1

  1. At dusk.",
            "204. Talk in Aldmoor1

They met at noon.2

  1. |
  2. At dusk.",
        );
        check(
            "204. Talk in Aldmoor1

They met at noon.|

  1. Typed.
",
            "204. Talk in Aldmoor1

They met at noon.2

  1. Typed.
  2. |
",
        );
    }

    #[test]
    fn beside_words() {
        for word in ["benches", "oak"] {
            let text = |reference: &str, note: &str| {
                format!(
                    "[Page 3]\n\nThey met.[^1] They sat.[^{word}] They rose.{reference}\n\n\
                     [^1]: In Quarrow.\n[^{word}]: On benches.\n{note}"
                )
            };
            check(&text("|", ""), &text("[^2]", "[^2]: |\n"));
        }
    }

    #[test]
    fn apart_as_the_other_notes_are() {
        for gap in ["\n", "\n\n"] {
            let text = |reference: &str, note: &str| {
                format!(
                    "-----File: 041.png---

They met.[1] They sat.[2]

[Footnote 1: In Quarrow.]{gap}[Footnote 2: On benches.]

-----File: 042.png---

They rose.[1] They left.{reference}

[Footnote 1: At dusk.]{note}
"
                )
            };
            check(&text("|", ""), &text("[2]", &format!("{gap}[Footnote 2: |]")));
        }
        check(
            "They met.[1] They sat.|\n\n[Footnote 1: In Quarrow.]\n",
            "They met.[1] They sat.[2]\n\n[Footnote 1: In Quarrow.]\n\n[Footnote 2: |]\n",
        );
    }

    #[test]
    fn each_side_counts_in_its_way() {
        check(
            "204. Talk in Aldmoor0

They met at noon.| They sat.1 They rose.2
  1. Typed.
  2. On benches.
  3. At dusk.",
            "204. Talk in Aldmoor0

They met at noon.1 They sat.2 They rose.3
  1. Typed.
  2. |
  3. On benches.
  4. At dusk.",
        );
        check(
            "204. Talk in| Aldmoor

They met at noon.0 They sat.1 They rose.2
  1. Typed.
  2. On benches.
  3. At dusk.",
            "204. Talk in0 Aldmoor

They met at noon.1 They sat.2 They rose.3
  1. |
  2. Typed.
  3. On benches.
  4. At dusk.",
        );
    }

    #[test]
    fn the_first_note_of_a_record() {
        check("204. Talk in Aldmoor\n\nThey met.|\n", "204. Talk in Aldmoor\n\nThey met.1\n\n  1. |\n");
        check("204. Talk in Aldmoor\n\nThey met.|", "204. Talk in Aldmoor\n\nThey met.1\n\n  1. |");
        check(
            "204. Talk in Aldmoor\n\nThey met.| They sat.\n\nNotes\n",
            "204. Talk in Aldmoor\n\nThey met.1 They sat.\n\nNotes\n  1. |\n",
        );
        check("204. Talk in Aldmoor|", "204. Talk in Aldmoor1\n\n  1. |");
    }

    #[test]
    fn in_the_style_of_the_record() {
        check(
            "204. Talk in Aldmoor

They met (1) at noon.| They sat.(2)

Notes
1) Typed.
2) On benches.
",
            "204. Talk in Aldmoor

They met (1) at noon.(2) They sat.(3)

Notes
1) Typed.
2) |
3) On benches.
",
        );
        check(
            "204. Talk in Aldmoor

They met[1] at noon.| They sat.[2]

  [1] Typed.

  [2] On benches.
",
            "204. Talk in Aldmoor

They met[1] at noon.[2] They sat.[3]

  [1] Typed.

  [2] |…|

  [3] On benches.
",
        );
        check(
            "204. Talk in Aldmoor

They met¹ at noon.| They sat.²

¹ Typed.
² On benches.
",
            "204. Talk in Aldmoor

They met¹ at noon.² They sat.³

¹ Typed.
² |
³ On benches.
",
        );
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2| They rose.

  1.\tTyped.↩
  2.\tOn benches.↩
",
            "204. Talk in Aldmoor

They met.1 They sat.23 They rose.

  1.\tTyped.↩
  2.\tOn benches.↩
  3.\t|↩
",
        );
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2 They rose.|

  1.\tTyped.↩
  2.\tOn benches.↩
",
            "204. Talk in Aldmoor

They met.1 They sat.2 They rose.3

  1.\tTyped.↩
  2.\tOn benches.↩
  3.\t|↩
",
        );
    }

    #[test]
    fn lists_without_numbers() {
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2 They rose.|

  - Typed.↩
  - On benches.↩
",
            "204. Talk in Aldmoor

They met.1 They sat.2 They rose.3

  - Typed.↩
  - On benches.↩
  - |↩
",
        );
    }

    #[test]
    fn signs() {
        check(
            "204. Talk in Aldmoor

They met.* They sat| down. They rose.†

  * Typed.
  † On benches.
",
            "204. Talk in Aldmoor

They met.* They sat† down. They rose.‡

  * Typed.
  † |
  ‡ On benches.
",
        );
    }

    #[test]
    fn where_the_cursor_is_but_behind_its_word() {
        let check = |line: &str, after: &str| {
            let record = |line: &str, notes: &str| format!("204. Talk in Aldmoor1\n\n{line}\n\n  1. Typed.\n{notes}");
            let after = if after.starts_with('!') { after.to_owned() } else { record(after, "  2. |\n") };
            check(&record(line, ""), &after);
        };
        check("They m|et at noon.", "They met2 at noon.");
        check("They |met at noon.", "They met2 at noon.");
        check("They met at noon|.", "They met at noon2.");
        check("They met at noon. |They sat.", "They met at noon. They2 sat.");
        check("They met at noon. | ", "They met at noon.2  ");
        check("Harbour Master| ", "Harbour Master2 ");
        check("Zoë’|s barge sank.", "Zoë’s2 barge sank.");
        check("They met in 19|62 at noon.", "They met in 19622 at noon.");
        check("[Page 5|] They met.", "! A page marker has no footnote: put the cursor into the text");
        check("|\nThey met.", "! Put the cursor after the words that the footnote belongs to");
    }

    #[test]
    fn notes_at_the_foot_of_each_page() {
        let before = "204. Talk in Aldmoor

They met.1 They sat.2

  1. In Quarrow.
  2. On benches.

[Page 12]

They rose.1 They| left.2

  1. At noon.
  2. On foot.

[Page 13]

They slept.
";
        check(
            before,
            &before.replace("They| left.2", "They2 left.3").replace("  2. On foot.", "  2. |\n  3. On foot."),
        );
        let before = before.replace('|', "").replace("rose.1", "rose|.1");
        check(
            &before,
            &before
                .replace("rose|.1", "rose1.2")
                .replace("left.2", "left.3")
                .replace("  1. At noon.\n  2. On", "  1. |\n  2. At noon.\n  3. On"),
        );
        let before = before.replace('|', "").replace("sat.2", "sat.2 They spoke.|");
        check(&before, &before.replace("spoke.|", "spoke.3").replace("  2. On benches.", "  2. On benches.\n  3. |"));
        let before = before.replace('|', "").replace("slept.", "slept.| They dreamt.3\n\n  3. Of fish.");
        check(
            &before,
            &before.replace("slept.| They dreamt.3", "slept.3 They dreamt.4").replace("  3. Of", "  3. |\n  4. Of"),
        );
    }

    #[test]
    fn a_page_without_notes_gets_a_list() {
        check(
            "204. Talk in Aldmoor

They met.1

  1. In Quarrow.

[Page 12]

They rose.|

[Page 13]

They slept.1

  1. In tents.
",
            "204. Talk in Aldmoor

They met.1

  1. In Quarrow.

[Page 12]

They rose.1

  1. |

[Page 13]

They slept.1

  1. In tents.
",
        );
    }

    #[test]
    fn a_page_whose_notes_are_not_typed_yet() {
        let page = |text: &str| {
            format!(
                "204. Talk in Aldmoor

[Page 11]

They met.1 They sat.2

  1. In Quarrow.
  2. On benches.

[Page 12]

{text}
"
            )
        };
        let refused = "! Page 12 has no notes at its foot yet";
        let first = format!("{refused}: first add the note of reference 1");
        check(&page("They rose.1 They left.2 They slept.|"), &first);
        check(&page("They rose.| They left.1"), &first);
        check(
            &page("They rose.|"),
            &format!(
                "{refused}, and nothing shows whether its notes begin again at 1 or go on at 3: type its first footnote by hand"
            ),
        );
        // Two lists show it.
        for [third, fourth, next] in [["1", "2", "1"], ["3", "4", "5"]] {
            let two = format!(
                "They rose.{third} They left.{fourth}\n\n  {third}. At noon.\n  {fourth}. On foot.\n\n[Page 13]"
            );
            check(
                &page(&format!("{two}\n\nThey slept.|\n\n[Page 14]\n\nThey woke.")),
                &page(&format!("{two}\n\nThey slept.{next}\n\n  {next}. |\n\n[Page 14]\n\nThey woke.")),
            );
        }
    }

    #[test]
    fn what_the_record_says_of_its_footnotes() {
        check(
            "204. Talk in Aldmoor1

They met at noon.| They sat.2 They rose.3

  1. Typed. See footnotes 2 and 3 below.
  2. On benches.
  3. See footnote 2 above.
",
            "204. Talk in Aldmoor1

They met at noon.2 They sat.3 They rose.4

  1. Typed. See footnotes 3 and 4 below.
  2. |
  3. On benches.
  4. See footnote 3 above.
",
        );
    }

    #[test]
    fn refused_where_the_pairing_is_in_doubt() {
        check(
            "204. Talk in Aldmoor1

They met at noon.| They sat.2 They rose.3

  1. Typed.
  3. On benches.
",
            "! No note 2 in record 204: one was expected between note 1 and note 3",
        );
        check(
            "204. Talk in Aldmoor1

They met at noon.| They sat.2 They rose.3

  1. Typed.
  2. On benches.
  2. At dusk.
",
            "! Note 2 occurs twice in record 204; 3 was expected here",
        );
        check(
            "204. Talk in Aldmoor1

They met at noon.| They sat. They rose.3

  1. Typed.
  2. On benches.
  3. At dusk.
",
            "! No reference leads to note 2",
        );
    }

    #[test]
    fn only_its_record_changes() {
        let other = "203. Walk to Æbleø\n\nÆvar met Zoë.1\n\n  1. In Ísafjörður.\n\n";
        check(
            &format!("{other}204. Talk in Aldmoor\n\nThey met.| They sat.1\n\n  1. On benches.\n"),
            &format!("{other}204. Talk in Aldmoor\n\nThey met.1 They sat.2\n\n  1. |\n  2. On benches.\n"),
        );
    }

    #[test]
    fn letters_move_up() {
        check(
            "They met.[A] They sat.| They rose.[B]

[Footnote A: In Quarrow.]

[Footnote B: At dusk.]
",
            "They met.[A] They sat.[B] They rose.[C]

[Footnote A: In Quarrow.]

[Footnote B: |]

[Footnote C: At dusk.]
",
        );
    }

    #[test]
    fn on_each_page_anew() {
        let pages = "-----File: 041.png---

They met.[A]

[Footnote A: In Quarrow.]

-----File: 042.png---

They sat.

-----File: 043.png---

They rose.[A]

[Footnote A: At dusk.]

-----File: 044.png---

They left.

-----File: 045.png---

They slept.
";
        for (words, page) in [("They sat.", "-----File: 043"), ("They left.", "-----File: 045")] {
            check(
                &pages.replace(words, &format!("{words}|")),
                &pages.replace(words, &format!("{words}[A]")).replace(page, &format!("[Footnote A: |]\n\n{page}")),
            );
        }
        check(
            &pages.replace("They slept.", "They slept.|"),
            &pages.replace("They slept.", "They slept.[A]\n\n[Footnote A: |]"),
        );
    }

    #[test]
    fn where_the_part_becomes_a_record() {
        let chapters = "CHAPTER I

They met.[1]

[Footnote 1: In Quarrow.]

CHAPTER II

They sat.

CHAPTER III

They left.[1]

[Footnote 1: On foot.]

CHAPTER IV

They slept.

CHAPTER V

They came back.
";
        check(
            &chapters.replace("They sat.", "They sat.|"),
            &chapters.replace("They sat.", "They sat.[2]\n\n[Footnote 2: |]"),
        );
    }

    #[test]
    fn refused_where_letters_and_numbers_alternate() {
        check(
            "204. Talk in Aldmoor

They met,a at noon.1 They sat.b They rose.|

  a. Struck out.
  b. In another hand.

  1. Typed.
",
            "! The references are not in the order of their notes",
        );
    }

    #[test]
    fn raised_letters() {
        check(
            "204. Talk in Aldmoor

They metᵃ at noon.| They sat.ᵇ

ᵃ Struck out.
ᵇ In another hand.
",
            "204. Talk in Aldmoor

They metᵃ at noon.ᵇ They sat.ᶜ

ᵃ Struck out.
ᵇ |
ᶜ In another hand.
",
        );
    }
}
