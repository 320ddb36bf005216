//! Note lists that seem to go on behind their end.

use crate::record::Record;
use crate::text::Span;

/// How many lines behind the last note list of `record` look like its next notes, though the layout of the list ended
/// before them: each begins with the number that is due, set as the label of the last note is.
pub fn lines_like_notes(record: &Record) -> usize {
    let (Some(list), Some(note)) = (record.note_lists.last(), record.notes.last()) else { return 0 };
    let Some(mut due) = note.number().and_then(|last| last.checked_add(1)) else { return 0 };
    let opening = Span::new(note.span.start, note.label_span.start).of(&record.text).trim_start();
    let behind = record.text.get(note.label_span.end..).unwrap_or_default();
    // A number with nothing behind it may begin any line.
    let Some(closing) = behind.chars().next().filter(|c| matches!(c, '.' | ')' | ']' | ':')) else { return 0 };
    let mut label = format!("{opening}{due}{closing}");
    let mut count = 0;
    for line in record.text.get(list.span.end..).unwrap_or_default().split(['\n', '\r']) {
        let text = line.trim_start().strip_prefix(&label);
        if text.is_some_and(|text| text.starts_with([' ', '\t']) && !text.trim().is_empty()) {
            count += 1;
            due = due.saturating_add(1);
            label = format!("{opening}{due}{closing}");
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::lines_like_notes;
    use crate::record::Document;

    fn check(behind: &str, expect: usize) {
        let text =
            format!("204. Talk in Aldmoor\n\nThey met.1 They sat.2\n\n  1. In Quarrow.\n  2. On benches.\n{behind}");
        let snapshot = Document::new(&text).snapshot();
        let record = &snapshot.records()[0].record;
        assert_eq!((record.notes.len(), lines_like_notes(record)), (2, expect), "{text}");
    }

    #[test]
    fn a_list_that_its_layout_cut_short() {
        check("", 0);
        check("\nThey left.\n\nAt noon.\n", 0);
        check("\nThey left.\n\nEnd of the notes.\n\n3. At noon.\n4. On foot.\n", 2);
        check("\nThey left.\n\nEnd of the notes.\n\n4. On foot.\n", 0);
        check("\nThey left.\n\nEnd of the notes.\n\n3.\n3 tons.\n", 0);
    }
}
