//! The next item of a note list, begun by Enter (`textDocument/onTypeFormatting`) or proposed at the start of a line.

use super::cursor::record_index_at;
use super::label_sequence::next_label;
use super::text_edit::TextEdit;
use crate::convention::numeral::is_superscript;
use crate::record::{Label, Note, Record, Snapshot};
use crate::text::{Span, Text};

/// The edit that Enter causes besides the line break. `offset` is on the new line, in bytes of the document. At the end
/// of a note the next item begins; in an item without text, the item is removed. Returns `None` elsewhere, and if the
/// next number is already in the list.
pub fn on_enter(snapshot: &Snapshot, offset: usize) -> Option<TextEdit> {
    let text = snapshot.text();
    let line = text.line_of(offset);
    let content = text.line_content(line);
    if !text.slice(content).trim().is_empty() {
        return None;
    }
    let above = text.line_content(line.checked_sub(1)?);
    let placed = snapshot.records().get(record_index_at(snapshot, above.start)?)?;
    let record = &*placed.record;
    let index = last_before(record, above.end.checked_sub(placed.start)?)?;
    let note = record.notes.get(index)?;
    let end = placed.start + note.span.end;
    if end < above.start || end > above.end {
        return None;
    }
    if note.text.is_empty() {
        let begun = placed.start + note.span.start >= above.start && !has_text_below(record, index);
        return begun.then(|| TextEdit { span: Span::new(above.start, content.end), new_text: String::new() });
    }
    if may_be_points(record, index) {
        return None;
    }
    let item = next_item(record, index)?;
    let gap = if is_set_apart(record, index) { line_break(text, line - 1) } else { String::new() };
    Some(TextEdit { span: content, new_text: gap + &item })
}

/// The next item of the list that contains `offset` or ends right above it. The line must be empty or contain the first
/// characters of the item. Returns how many bytes of the item are typed, and the edit that completes it.
pub(super) fn proposed_item(snapshot: &Snapshot, offset: usize) -> Option<(usize, TextEdit)> {
    let text = snapshot.text();
    let content = text.line_content(text.line_of(offset));
    if offset > content.end {
        // The cursor is within `\r\n`.
        return None;
    }
    let typed = Span::new(content.start, offset);
    let begun = text.slice(typed).trim_start().to_owned();
    if !text.slice(Span::new(offset, content.end)).trim().is_empty() || begun.len() > LONGEST {
        return None;
    }
    let placed = snapshot.records().get(record_index_at(snapshot, content.start)?)?;
    let record = &*placed.record;
    let note = last_before(record, (content.start - placed.start).checked_sub(1)?)?;
    let end = placed.start + record.notes.get(note)?.span.end;
    // What is typed may already have been read as part of the note above.
    let between = Span::new(end.min(content.start), content.start);
    if between.len() > LONGEST || !text.slice(between).trim().is_empty() || end > content.end {
        return None;
    }
    let item = next_item(record, note)?;
    let fits = item.trim_start().starts_with(&begun) && item.trim() != begun.trim_end();
    fits.then_some((begun.len(), TextEdit { span: Span::new(content.start, content.end), new_text: item }))
}

/// The longest beginning of an item and the most white space above it, in bytes.
const LONGEST: usize = 24;

/// The index of the last note that begins at or before `offset`, in bytes of the record.
fn last_before(record: &Record, offset: usize) -> Option<usize> {
    record.notes.partition_point(|note| note.span.start <= offset).checked_sub(1)
}

/// The beginning of the item that follows the note of index `index`, in the form of that note. Returns `None` if a
/// later item has that number or a lower one.
fn next_item(record: &Record, index: usize) -> Option<String> {
    let note = record.notes.get(index)?;
    let label = match &note.label {
        Some(label) => next_label(label)?,
        None => note.label_span.of(&record.text).to_owned(),
    };
    let list = record.note_lists.iter().map(|list| list.span).find(|list| list.covers(note.span))?;
    let next = record.notes.get(index + 1).filter(|next| list.covers(next.span));
    if let Some(next) = next {
        let number = Label::new(&label).arabic()?;
        next.number().filter(|taken| number < *taken)?;
    }
    let mut form = record.note_form(note);
    if !form.after.ends_with(char::is_whitespace) && !has_superscript_label(note) {
        form.after.push(' ');
    }
    form.end.clear();
    Some(form.write(&label, ""))
}

/// Whether the label is in superscript digits. `²text` needs no space.
fn has_superscript_label(note: &Note) -> bool {
    note.label.as_ref().is_some_and(|label| label.as_str().starts_with(is_superscript))
}

/// Whether the text of the notes stands below their labels. The note before the one of index `index` shows it.
fn has_text_below(record: &Record, index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| record.notes.get(before));
    before.is_some_and(|note| Span::new(note.label_span.end, note.text.start).of(&record.text).contains(['\n', '\r']))
}

/// Whether an empty line separates the notes of the list of the note of index `index`: this one and the one before, or else the last
/// two above that stand in one list.
fn is_set_apart(record: &Record, index: usize) -> bool {
    let list = |note: &Note| record.note_lists.partition_point(|list| list.span.start <= note.span.start);
    let above = record.notes.get(..=index).unwrap_or_default();
    let mut pairs = above.windows(2).rev().filter_map(|pair| pair.first().zip(pair.last()));
    let neighbours = pairs.find(|(before, note)| list(before) == list(note));
    let between = neighbours.map(|(before, note)| Span::new(before.span.end, note.span.start));
    between.is_some_and(|between| Text::new(between.of(&record.text)).line_count() > 2)
}

/// Whether the list of the note of index `index` may be numbered paragraphs of the text: it stands at the margin
/// without a title or a rule above it, and it has a single item or empty lines between its items.
fn may_be_points(record: &Record, index: usize) -> bool {
    let Some(note) = record.notes.get(index) else { return false };
    let list = record.note_lists.iter().map(|list| list.span).find(|list| list.covers(note.span));
    let first = list.and_then(|list| record.notes.iter().find(|note| note.span.start == list.start));
    let counts = |note: &Note| note.label_span.of(&record.text).starts_with(|c: char| c.is_ascii_digit());
    let at_the_margin = first.is_some_and(|first| first.label_span.start == first.span.start && counts(first));
    at_the_margin && (first == Some(note) || is_set_apart(record, index))
}

/// The line break at the end of line `line`, counted from 0.
fn line_break(text: &Text, line: usize) -> String {
    text.slice(Span::new(text.line_content(line).end, text.line_start(line + 1))).into_owned()
}

#[cfg(test)]
mod tests {
    use super::on_enter;
    use crate::assist::fixture;
    use crate::record::Document;

    const HEAD: &str = "12. Letter From the Mayor1\n\nHe came.2 She left.3 They met.4\n\n";

    /// Presses Enter at the `|` of `list`, with each kind of line break. `after` has the `|` where the cursor is then.
    #[track_caller]
    fn check(list: &str, after: &str) {
        for line_break in ["\n", "\r\n", "\r"] {
            let at = HEAD.replace('\n', line_break).len() + list.replace('\n', line_break).find('|').unwrap();
            let mut text = format!("{HEAD}{}", list.replacen('|', "", 1)).replace('\n', line_break);
            text.insert_str(at, line_break);
            let mut cursor = at + line_break.len();
            if let Some(edit) = on_enter(&Document::new(&text).snapshot(), cursor) {
                text.replace_range(edit.span.start..edit.span.end, &edit.new_text);
                cursor = edit.span.start + edit.new_text.len();
            }
            text.insert(cursor, '|');
            assert_eq!(text.replace(line_break, "\n"), format!("{HEAD}{after}"), "lines end by {line_break:?}");
        }
    }

    #[test]
    fn at_the_end_of_an_item() {
        check("  1. In Quarrow.|", "  1. In Quarrow.\n  2. |");
        check("  1. In Quarrow.\n  2. On foot.|\n", "  1. In Quarrow.\n  2. On foot.\n  3. |\n");
        check("  9. In Quarrow.|", "  9. In Quarrow.\n  10. |");
        check(
            "  1. In Quarrow.\n  2. On foot.\n     At noon.|",
            "  1. In Quarrow.\n  2. On foot.\n     At noon.\n  3. |",
        );
    }

    #[test]
    fn in_the_style_of_the_list() {
        check("Notes\n1) In Quarrow.\n2) On foot.|", "Notes\n1) In Quarrow.\n2) On foot.\n3) |");
        check("  (1) In Quarrow.|", "  (1) In Quarrow.\n  (2) |");
        check("Notes\n1\tIn Quarrow.\n2\tOn foot.|", "Notes\n1\tIn Quarrow.\n2\tOn foot.\n3\t|");
        check("¹ In Quarrow.|", "¹ In Quarrow.\n² |");
        check("¹In Quarrow.|", "¹In Quarrow.\n²|");
        check("1. In Quarrow.\n2. On foot.|", "1. In Quarrow.\n2. On foot.\n3. |");
        check("Notes\n- In Quarrow.|", "Notes\n- In Quarrow.\n- |");
        check("  1. In Quarrow.\n\n  2. On foot.|", "  1. In Quarrow.\n\n  2. On foot.\n\n  3. |");
    }

    #[test]
    fn in_a_list_of_one_note_on_a_later_page() {
        check(
            "  1. In Quarrow.\n  2. On foot.\n\n[Page 12]\n\nShe rose.1\n\n  1. At dusk.|",
            "  1. In Quarrow.\n  2. On foot.\n\n[Page 12]\n\nShe rose.1\n\n  1. At dusk.\n  2. |",
        );
        check(
            "  1. In Quarrow.\n\n  2. On foot.\n\n[Page 12]\n\nShe rose.1\n\n  1. At dusk.|",
            "  1. In Quarrow.\n\n  2. On foot.\n\n[Page 12]\n\nShe rose.1\n\n  1. At dusk.\n\n  2. |",
        );
    }

    #[test]
    fn in_an_item_that_is_just_begun() {
        check("  1. In Quarrow.\n  2. |", "  1. In Quarrow.\n|");
        check("  1. In Quarrow.\n  2.|", "  1. In Quarrow.\n|");
        check("  1. \n     In Quarrow.\n  2. |", "  1. \n     In Quarrow.\n  2. \n|");
    }

    #[test]
    fn no_number_that_is_there_already() {
        check("  1. In Quarrow.|\n  2. On foot.", "  1. In Quarrow.\n|\n  2. On foot.");
        check("  1. In Quarrow.|\n  3. On foot.", "  1. In Quarrow.\n  2. |\n  3. On foot.");
    }

    #[test]
    fn nothing_elsewhere() {
        check("  1. In |Quarrow.", "  1. In \n|Quarrow.");
        check("  |1. In Quarrow.", "  \n|1. In Quarrow.");
        check("  1. In Quarrow.\n|", "  1. In Quarrow.\n\n|");
        check("They met.|\n\n  1. In Quarrow.", "They met.\n|\n\n  1. In Quarrow.");
        check("1. I agree.|", "1. I agree.\n|");
        check("1. I agree.\n\n2. He left.|", "1. I agree.\n\n2. He left.\n|");
        check("  1. In Quarrow.|\n     On foot.", "  1. In Quarrow.\n|\n     On foot.");
        fixture::check_file("", |snapshot| on_enter(snapshot, 0).map(|edit| ('^', edit.span)).into_iter().collect());
    }

    #[test]
    fn in_every_convention() {
        let check = |before: &str, after: &str| {
            let at = before.find('|').unwrap();
            let mut text = before.replacen('|', "\n", 1);
            let mut cursor = at + 1;
            if let Some(edit) = on_enter(&Document::new(&text).snapshot(), cursor) {
                text.replace_range(edit.span.start..edit.span.end, &edit.new_text);
                cursor = edit.span.start + edit.new_text.len();
            }
            text.insert(cursor, '|');
            assert_eq!(text, after);
        };
        let text = "They met.[^1] They sat.[^2]\n\n[^1]: In Quarrow.";
        check(&format!("{text}|"), &format!("{text}\n[^2]: |"));
        let text = "-----File: 041.png---\n\nThey met.[1] They sat.[2]\n\n[Footnote 1: In Quarrow.]";
        check(&format!("{text}|"), &format!("{text}\n[Footnote 2: |"));
        let text = "They met.[A] They sat.[B] They rose.[C]\n\nNOTES\n\n[A] In Quarrow.\n\n[B] On benches.";
        check(&format!("{text}|"), &format!("{text}\n\n[C] |"));
    }
}
