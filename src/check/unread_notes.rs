//! Lines that begin almost like a note, `3, text`, but are not read as one.

use crate::record::{NoteRef, Record};
use crate::text::{Span, lines};
use std::collections::HashMap;

/// The lines of a record that begin almost like a note, and the blocks of lines in which they and the notes stand.
#[derive(Default)]
pub(super) struct UnreadNotes<'a> {
    /// For each number, the lines that begin with it: where the text of a note would begin, and the line's block.
    lines: HashMap<&'a str, Vec<(Span, usize)>>,
    /// The block of each note: how many blank lines stand above it.
    blocks: Vec<usize>,
}

impl<'a> UnreadNotes<'a> {
    /// Collects the lines of `record`.
    pub fn of(record: &'a Record) -> Self {
        let mut found = Self::default();
        if record.convention.says_what_marks_are() {
            return found;
        }
        let mut block = 0;
        let mut notes = record.notes.iter().map(|note| note.span.start).peekable();
        for line in lines(&record.text) {
            let text = line.of(&record.text).trim_end();
            block += usize::from(text.is_empty());
            if notes.next_if_eq(&line.start).is_some() {
                found.blocks.push(block);
            } else if let Some((label, end)) = record.convention.begun_like_a_note(text) {
                let opening = Span::new(line.start, line.start + end);
                found.lines.entry(label.of(text)).or_default().push((opening, block));
            }
        }
        found
    }

    /// The start of the line, up to the text, that is likely to be the note of `reference`, which has none: it stands between the
    /// notes `before` and `after`, of which one may be missing, or right beside the one that there is.
    pub fn of_reference(
        &self,
        record: &Record,
        reference: &NoteRef,
        before: Option<usize>,
        after: Option<usize>,
    ) -> Option<Span> {
        let lines = self.lines.get(reference.label.as_str())?;
        let start = |note: usize| record.notes.get(note).map(|note| note.span.start);
        let behind = |start: usize| lines.partition_point(|(line, _)| line.start <= start);
        let found = match (before, after) {
            (Some(before), None) => {
                let &(line, block) = lines.get(behind(start(before)?))?;
                (block <= self.blocks.get(before)? + 1).then_some(line)
            }
            (None, Some(after)) => {
                let &(line, block) = lines.get(behind(start(after)?).checked_sub(1)?)?;
                (block == *self.blocks.get(after)?).then_some(line)
            }
            (Some(before), Some(after)) => {
                let &(line, _) = lines.get(behind(start(before)?))?;
                (line.start < start(after)?).then_some(line)
            }
            (None, None) => None,
        };
        found.filter(|line| line.start > reference.span.end)
    }
}

/// The start of the line, up to the text, that is likely to be the note of the reference of index `reference`, if that has none.
pub fn unread_note(record: &Record, reference: usize) -> Option<Span> {
    let (before, behind) = record.note_refs.split_at_checked(reference)?;
    let reference = behind.first().filter(|reference| reference.note.is_none())?;
    let before = before.iter().rev().find_map(|reference| reference.note);
    let after = behind.iter().find_map(|reference| reference.note);
    UnreadNotes::of(record).of_reference(record, reference, before, after)
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::check;

    #[test]
    fn the_line_of_a_missing_note_is_named() {
        let list = ["  1. In Quarrow.", "  2. On benches,", "     of oak.", "  3. At dusk.", "  4. By boat."];
        let named = |number: usize, line: &str| {
            let mut list = list;
            list[if number < 3 { number - 1 } else { number }] = line;
            let text = "204. Talk in Aldmoor\n\nThey met.1\nThey sat.2\nThey ate.3\nThey ran.4\n";
            let message = format!("No note {number} in record 204: the line “{}” is not read as one", line.trim());
            let report = format!(".{number}\n         ^ dangling-reference error: {message}\n");
            check(&format!("{}\n{}\n", text.replace(&format!(".{number}\n"), &report), list.join("\n")));
        };
        named(1, "1. In Quarrow.");
        named(3, "  3, At dusk.");
        named(3, "  3; At dusk.");
        named(3, "      3. At dusk.");
        named(4, "  4, By boat.");
        named(4, "  4: “By boat.”");
    }

    #[test]
    fn other_lines_with_the_number_are_not_taken_for_it() {
        let text = |line: &str| {
            format!(
                "204. Talk in Aldmoor

They met.1 They sat.2 They rose.3
                    ^ dangling-reference error: No note 2 in record 204: one was expected between note 1 and note 3

  1. In Quarrow.
{line}
  3. At dusk."
            )
        };
        for line in ["     2, 1901.", "     2 miles from there.", "     20. Not there.", "     2, and there."] {
            check(&text(line));
        }
    }
}
