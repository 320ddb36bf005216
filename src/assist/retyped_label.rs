//! The label of a note that is typed although the item was begun with it (`textDocument/onTypeFormatting`).

use super::cursor::record_index_at;
use super::text_edit::TextEdit;
use crate::record::Snapshot;
use crate::text::Span;

/// The edit that takes away what was typed last if that is the opening of its item once more: Enter has begun `  2. `, and somebody
/// types `2. ` too. `offset`, in bytes of the document, is behind it at the end of the line.
pub fn retyped_label(snapshot: &Snapshot, offset: usize) -> Option<TextEdit> {
    let content = snapshot.text().line_content(snapshot.text().line_of(offset));
    let placed = snapshot.records().get(record_index_at(snapshot, content.start)?)?;
    let record = &*placed.record;
    let start = content.start.checked_sub(placed.start)?;
    let note = record.notes.binary_search_by_key(&start, |note| note.span.start).ok()?;
    let note = record.notes.get(note).filter(|note| note.label.is_some())?;
    let opening = Span::new(note.span.start, note.text.start).of(&record.text);
    let typed = Span::new(placed.start + note.text.start, content.end);
    let is_retyped = offset == content.end && snapshot.text().slice(typed).trim() == opening.trim();
    is_retyped.then(|| TextEdit::new(typed, ""))
}

#[cfg(test)]
mod tests {
    use super::retyped_label;
    use crate::record::Document;

    /// Checks what becomes of the line before the `|` in `list`, once a space is typed there.
    #[track_caller]
    fn check(list: &str, expected: &str) {
        let text = format!("12. Letter From the Mayor1\n\nHe came.2 She left.3\n\n{list}");
        let at = text.find('|').unwrap();
        let mut text = text.replacen('|', "", 1);
        if let Some(edit) = retyped_label(&Document::new(&text).snapshot(), at) {
            text.replace_range(edit.span.start..edit.span.end, &edit.new_text);
        }
        assert_eq!(text.lines().last(), Some(expected), "{list}");
    }

    #[test]
    fn what_was_begun_already() {
        check("  1. In Quarrow.\n  2. 2. |", "  2. ");
        check("  1. In Quarrow.\n  2.   2. |", "  2.   ");
        check("Notes\n1) In Quarrow.\n2) 2) |", "2) ");
    }

    #[test]
    fn nothing_else_is_taken_away() {
        check("  1. In Quarrow.\n  2. |", "  2. ");
        check("  1. In Quarrow.\n  2. 3. |", "  2. 3. ");
        check("  1. In Quarrow.\n  2. 2 |", "  2. 2 ");
        check("  1. In Quarrow.\n  2. 2. |On foot.", "  2. 2. On foot.");
        check("  1. In Quarrow.\n  2. On foot. |", "  2. On foot. ");
    }

    #[test]
    fn in_every_convention() {
        for (text, doubled) in [
            ("They met.[^1] They sat.[^2]\n\n[^1]: In Quarrow.", "[^2]: "),
            ("They met.[1] They sat.[2]\n\nNOTES\n\n[1] In Quarrow.\n", "[2] "),
        ] {
            let text = format!("{text}\n{doubled}{doubled}");
            let edit = retyped_label(&Document::new(&text).snapshot(), text.len());
            assert_eq!(edit.map(|edit| text.len() - edit.span.start), Some(doubled.len()), "{text}");
        }
    }
}
