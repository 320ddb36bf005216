//! Insert a footnote: its reference at the cursor, its empty note in its place, and what follows one up on both sides.

use super::Offer;
use super::change::Change;
use super::draft::{Broken, Draft, PutIn};
use super::here::Here;
use super::item::{self, BULLET, Slot};
use super::mark::{self, MarkStyle};
use super::series::{Series, Way, is_sign};
use crate::record::Label;
use crate::text::Span;
use std::collections::HashMap;

/// What a new note says where one that says nothing would be read as something else: `[2]` alone in its line is a page.
const FILLER: &str = "…";

pub(super) fn offer(here: &Here) -> Option<Offer> {
    let title = "Insert a footnote here".to_owned();
    match mark::places(here.record(), here.selection.end) {
        // Where none can stand, in a note perhaps, nobody looks for it.
        Err(_) => None,
        Ok(places) => {
            let refusal = places.first().and_then(|&at| Inserted::at(here, at).err());
            Some(Offer { title, refusal })
        }
    }
}

pub(super) fn draft(here: &Here) -> Result<Draft, String> {
    let places = mark::places(here.record(), here.selection.end)?;
    let mut refusal = String::new();
    for at in places {
        let inserted = Inserted::at(here, at)?;
        for text in ["", FILLER] {
            let draft = inserted.draft(here, text);
            match draft.tried(here) {
                Ok(_) => return Ok(draft),
                Err(Broken::Other(reason)) => refusal = reason,
                Err(Broken::New) => refusal = inserted.unread(here),
            }
        }
    }
    Err(refusal)
}

/// A footnote at a place.
struct Inserted {
    at: usize,
    /// The index that its note gets.
    note: usize,
    slot: Slot,
    printed: Labelled,
    listed: Labelled,
}

/// A new label, and what it moves.
struct Labelled {
    label: String,
    moved: Vec<(usize, String)>,
}

impl Inserted {
    /// One at `at`, a place of [`mark::places`].
    fn at(here: &Here, at: usize) -> Result<Self, String> {
        if let Some(doubt) = here.doubt() {
            return Err(doubt);
        }
        let record = here.record();
        let firsts = here.firsts();
        if !firsts.iter().flatten().is_sorted_by_key(|first| first.span.start) {
            return Err("The references do not stand in the order of their notes".into());
        }
        let before = firsts.iter().rposition(|first| first.is_some_and(|first| first.span.start < at));
        let after = firsts.iter().position(|first| first.is_some_and(|first| first.span.start >= at));
        let note = before.map_or(after.unwrap_or_default(), |before| before + 1);
        let page_between = |from: usize, to: usize| {
            let page = record.pages.iter().find(|page| !page.facsimile && page.span.start >= from);
            page.map(|page| page.span.start).filter(|&start| start < to)
        };

        // The list that stands below, unless it is at the foot of another page.
        let lists = &record.note_lists;
        let below = lists.iter().position(|list| list.start >= at).or(lists.len().checked_sub(1));
        let foot = below.and_then(|below| lists.get(below)).filter(|list| lists.len() > 1 && list.start >= at);
        let foot = foot.and_then(|list| page_between(at, list.start));
        let (slot, note) = match (below, foot) {
            (Some(_), Some(foot)) => (Slot::New(here.content_before(foot)), note),
            (Some(below), None) => {
                let notes = here.notes_of(below);
                let note = note.clamp(notes.start, notes.end);
                (Slot::Before { note, last: note == notes.end }, note)
            }
            (None, _) => (Slot::New(here.content_before(record.text.len())), note),
        };
        // Of two runs the one on the same page.
        let start =
            |note: Option<usize>| note.and_then(|note| firsts.get(note).copied().flatten()).map(|first| first.span);
        let joins = match (start(note.checked_sub(1)), start(Some(note))) {
            (Some(before), Some(after)) => {
                page_between(before.end, at).is_some() && page_between(at, after.start).is_none()
            }
            (before, _) => before.is_none(),
        };
        let printed = match foot.and_then(|_| each_list_begins_with(here)) {
            Some(first) => Labelled { label: first.to_string(), moved: Vec::new() },
            None => labelled(&here.printed_series(), note, joins)?,
        };
        let listed = match slot {
            Slot::New(_) => Labelled { label: printed.label.clone(), moved: Vec::new() },
            Slot::Before { last: true, .. } => labelled(&here.listed_series(), note, false)?,
            Slot::Before { note, .. } => {
                let first = here.notes_of(here.list(note)).start == note;
                labelled(&here.listed_series(), note, joins || first)?
            }
        };
        let least = printed.moved.iter().chain(&listed.moved).map(|(note, _)| *note).min();
        if let Some(doubt) = least.and_then(|least| here.doubt_from(least)) {
            return Err(doubt);
        }
        Ok(Self { at, note, slot, printed, listed })
    }

    fn draft(&self, here: &Here, said: &str) -> Draft {
        let record = here.record();
        let beside = |labels: Vec<Option<&Label>>| -> Option<Label> {
            let before = self.note.checked_sub(1).and_then(|before| labels.get(before).copied().flatten());
            before.or(labels.get(self.note).copied().flatten()).cloned()
        };
        let label = mark::in_digits_of(beside(here.printed()).as_ref(), &self.printed.label);
        let style = MarkStyle::of(record, self.at);
        let (text, place) = style.write(&label, Span::new(0, self.at).of(&record.text));
        let unlabelled = !record.notes.is_empty() && here.listed().iter().all(Option::is_none);
        let listed = if unlabelled { BULLET } else { &self.listed.label };
        let (note, mut new_note, mut cursor) = item::put_in(here, self.slot, listed, said);
        if new_note.at == self.at {
            // The note comes behind its reference.
            new_note.mark = new_note.mark.shifted(text.len());
            cursor = cursor.shifted(text.len());
        }
        let mut changes = vec![Change::insert(self.at, text), note];
        changes.extend(relabelled(here, &self.printed.moved, &self.listed.moved));
        Draft {
            changes,
            new_ref: Some(PutIn { at: self.at, mark: place }),
            new_note: Some(new_note),
            cursor: Some(cursor),
            called: self.printed.moved.clone(),
            ..Draft::default()
        }
    }

    /// What to say where the new reference would not be read as one.
    fn unread(&self, here: &Here) -> String {
        let before = Span::new(0, self.at).of(&here.record().text);
        let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let label = &self.printed.label;
        format!("Behind “{word}”, reference {label} would not be read as one, or another number in its place")
    }
}

/// The label with which every list of the record begins; none where they differ.
fn each_list_begins_with<'a>(here: &Here<'a>) -> Option<&'a Label> {
    let listed = here.listed();
    let mut firsts =
        (0..here.record().note_lists.len()).map(|list| listed.get(here.notes_of(list).start).copied().flatten());
    let first = firsts.next().flatten()?;
    firsts.all(|other| other == Some(first)).then_some(first)
}

/// The label of a new note before the one of index `note`, and what it moves; `joins` as [`Series::next`] has it.
fn labelled(series: &Series, note: usize, joins: bool) -> Result<Labelled, String> {
    let label = series.next(note, joins).unwrap_or_else(|| "1".into());
    let signs = is_sign(&Label::new(&label));
    let goes_on = note == 0 || joins || !series.begins(note);
    let moved = if goes_on { series.moved(note, Way::Up, signs) } else { Some(Vec::new()) };
    Ok(Labelled { label, moved: moved.ok_or("There is no next label")? })
}

/// The changes that make the references to the notes `printed`, and the notes `listed`, print other labels.
pub(super) fn relabelled(here: &Here, printed: &[(usize, String)], listed: &[(usize, String)]) -> Vec<Change> {
    let record = here.record();
    let mut changes = Vec::new();
    let printed: HashMap<usize, &str> = printed.iter().map(|(note, label)| (*note, label.as_str())).collect();
    for reference in &record.note_refs {
        let label = reference.note.and_then(|note| printed.get(&note));
        changes.extend(label.map(|label| Change::new(reference.span, *label)));
    }
    for (note, label) in listed {
        if let Some(note) = record.notes.get(*note).filter(|note| note.label.is_some()) {
            changes.push(Change::new(note.label_span, label.as_str()));
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::super::Id;
    use super::super::testing;

    #[track_caller]
    fn check(before: &str, after: &str) {
        testing::check(Id::InsertFootnote, before, after);
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
        check("|\nThey met.", "! Put the cursor behind the words that the footnote belongs to");
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
            "! Note 2 stands twice in record 204; 3 was expected here",
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
}
