//! The word, sentence or paragraph at a place of a record.

use crate::record::Record;
use crate::text::Span;

/// The word at `offset`, or the word that ends there. A footnote reference glued to a word is not part of it, but a
/// word of its own.
pub(super) fn word(record: &Record, offset: usize) -> Option<Span> {
    let refs = &record.note_refs;
    let next = refs.partition_point(|reference| reference.span.end <= offset);
    let before = next.checked_sub(1).and_then(|last| refs.get(last)).map_or(0, |reference| reference.span.end);
    let reference = refs.get(next).map(|reference| reference.span);
    if let Some(reference) = reference.filter(|reference| reference.contains(offset)) {
        return Some(reference);
    }
    let after = reference.map_or(record.text.len(), |reference| reference.start);
    let behind = Span::new(offset, after).of(&record.text);
    let ahead = Span::new(before, offset).of(&record.text);
    let end = offset + behind.find(|c| !in_word(c)).unwrap_or(behind.len());
    let start = offset - ahead.len() + ahead.rfind(|c| !in_word(c)).map_or(0, |at| at + char_len(ahead, at));
    let found = Span::new(start, end).of(&record.text);
    let word = found.trim_matches(|c: char| !c.is_alphanumeric());
    let start = start + (found.len() - found.trim_start_matches(|c: char| !c.is_alphanumeric()).len());
    let word = Span::new(start, start + word.len());
    if word.touches(offset) && !word.is_empty() {
        return Some(word);
    }
    // Right behind a reference, where no word begins.
    let last = next.checked_sub(1).and_then(|last| refs.get(last))?;
    last.span.touches(offset).then_some(last.span)
}

/// The sentence at `offset`, with the footnote references that close it. Returns `None` between paragraphs.
pub(super) fn sentence(record: &Record, offset: usize) -> Option<Span> {
    let paragraph = paragraph(record, offset)?;
    let line = line_at(&record.text, paragraph, offset);
    if line.of(&record.text).contains('\t') {
        return trimmed(&record.text, line);
    }
    let mut start = paragraph.start;
    for end in ends(record, paragraph) {
        let rest = within(&record.text, end, paragraph.end);
        let next = end + (rest.len() - rest.trim_start().len());
        if offset < next || next >= paragraph.end {
            return Some(Span::new(start, end));
        }
        start = next;
    }
    Some(Span::new(start, paragraph.end))
}

/// The paragraph at `offset`: consecutive lines without a blank one, all of them in one note, or all outside of notes.
/// Returns `None` between paragraphs.
pub(super) fn paragraph(record: &Record, offset: usize) -> Option<Span> {
    let text = &record.text;
    let bounds = bounds(record, offset);
    let line = line_at(text, bounds, offset);
    let blank = |line: Span| line.of(text).trim().is_empty();
    if blank(line) {
        return None;
    }
    let (mut start, mut end) = (line.start, line.end);
    while start > bounds.start {
        let above = line_at(text, bounds, break_before(text, bounds, start));
        if above.start >= start || blank(above) {
            break;
        }
        start = above.start;
    }
    while end < bounds.end {
        let below = line_at(text, bounds, break_behind(text, bounds, end));
        if below.end <= end || blank(below) {
            break;
        }
        end = below.end;
    }
    trimmed(text, Span::new(start, end))
}

/// `span` without white space at its ends. Returns `None` if nothing is left.
pub(super) fn trimmed(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start().len());
    let words = words.trim();
    (!words.is_empty()).then(|| Span::new(start, start + words.len()))
}

/// The part of the record that a paragraph at `offset` cannot leave: a note's text, the heading, or the text between
/// these.
fn bounds(record: &Record, offset: usize) -> Span {
    let notes = &record.notes;
    let next = notes.partition_point(|note| note.span.start <= offset);
    let note = next.checked_sub(1).and_then(|last| notes.get(last));
    if let Some(note) = note.filter(|note| note.span.touches(offset)) {
        return if note.text.touches(offset) && !note.text.is_empty() { note.text } else { note.span };
    }
    let lists = &record.note_lists;
    let list = lists.partition_point(|list| list.span.start <= offset);
    let heading = record.heading.as_ref().map(|heading| heading.span);
    if let Some(heading) = heading.filter(|heading| heading.touches(offset)) {
        return heading;
    }
    let ends = [
        note.map(|note| note.span.end),
        list.checked_sub(1).and_then(|last| lists.get(last)).map(|list| list.span.end),
        heading.map(|heading| heading.end),
    ];
    let starts = [
        notes.get(next).map(|note| note.span.start),
        lists.get(list).map(|list| list.span.start),
        heading.map(|heading| heading.start),
    ];
    Span::new(
        ends.into_iter().flatten().filter(|end| *end <= offset).max().unwrap_or(0),
        starts.into_iter().flatten().filter(|start| *start > offset).min().unwrap_or(record.text.len()),
    )
}

/// The part within `bounds` of the line that contains `offset`, without its line break.
fn line_at(text: &str, bounds: Span, offset: usize) -> Span {
    let ends_line = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let offset = offset.clamp(bounds.start, bounds.end.max(bounds.start));
    let bytes = text.as_bytes();
    // An offset within `\r\n` belongs to the line before it.
    let within = offset > bounds.start && bytes.get(offset - 1..=offset) == Some(b"\r\n");
    let offset = offset - usize::from(within);
    let ahead = bytes.get(bounds.start..offset).unwrap_or_default();
    let behind = bytes.get(offset..bounds.end).unwrap_or_default();
    let start = ahead.iter().rposition(&ends_line).map_or(bounds.start, |at| bounds.start + at + 1);
    let end = behind.iter().position(ends_line).map_or(bounds.end, |at| offset + at);
    Span::new(start.min(end), end)
}

/// The end of the line above the one that begins at `start`.
fn break_before(text: &str, bounds: Span, start: usize) -> usize {
    let ahead = within(text, bounds.start, start);
    let line = ahead.strip_suffix("\r\n").or_else(|| ahead.strip_suffix(['\n', '\r'])).unwrap_or(ahead);
    bounds.start + line.len()
}

/// The start of the line below the one that ends at `end`.
fn break_behind(text: &str, bounds: Span, end: usize) -> usize {
    let behind = within(text, end, bounds.end);
    let line = behind.strip_prefix("\r\n").or_else(|| behind.strip_prefix(['\n', '\r'])).unwrap_or(behind);
    bounds.end - line.len()
}

/// The bytes of `text` from `start` to `end`, of which only those at one end are looked at.
fn within(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

/// Whether `c` may be part of a word.
fn in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’')
}

/// The length in bytes of the character at `at`.
fn char_len(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
}

/// The ends of the sentences of `paragraph`.
fn ends(record: &Record, paragraph: Span) -> impl Iterator<Item = usize> {
    let text = paragraph.of(&record.text);
    let stops = text.match_indices(['.', '!', '?', '…']);
    let mut passed = 0;
    stops.filter_map(move |(at, stop)| {
        let stop = Span::new(paragraph.start + at, paragraph.start + at + stop.len());
        // Of consecutive stops only the first is looked at.
        if stop.start < passed {
            return None;
        }
        passed = closing(record, paragraph, stop.end);
        sentence_end(record, paragraph, stop, passed)
    })
}

/// The end of the sentence that `stop` may close. It lies behind the quotation marks, brackets and references that are
/// glued to the stop, which end at `closed`, and behind a reference that follows after a space. Returns `None` if the
/// stop does not end a sentence: within a number, behind an initial or an abbreviation, or before a lower-case letter.
fn sentence_end(record: &Record, paragraph: Span, stop: Span, closed: usize) -> Option<usize> {
    let mut end = closed;
    if end >= paragraph.end {
        return Some(paragraph.end);
    }
    let rest = within(&record.text, end, paragraph.end);
    let next = rest.trim_start();
    if next.len() == rest.len() {
        return None;
    }
    // A reference may follow after a space: `They agreed. 3 Marsh left.`
    let apart = paragraph.end - next.len();
    if let Some(reference) = reference_at(record, apart) {
        let behind = within(&record.text, reference.end, paragraph.end);
        if behind.is_empty() || behind.starts_with(char::is_whitespace) {
            end = reference.end;
        }
    }
    let next = within(&record.text, end, paragraph.end).trim_start().chars().next();
    let goes_on = next.is_some_and(|c| c.is_lowercase() || matches!(c, '.' | ',' | ';'));
    let ahead = within(&record.text, paragraph.start, stop.start);
    let shortens = stop.of(&record.text) == "." && is_abbreviation(ahead);
    (!goes_on && !shortens).then_some(end)
}

/// The end of the quotation marks, brackets, stops and references that begin at `offset`.
fn closing(record: &Record, paragraph: Span, offset: usize) -> usize {
    let mut end = offset;
    loop {
        if let Some(reference) = reference_at(record, end) {
            end = reference.end;
            continue;
        }
        match within(&record.text, end, paragraph.end).chars().next() {
            Some(c) if matches!(c, '.' | '!' | '?' | '…' | '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '*' | '_') =>
            {
                end += c.len_utf8();
            }
            _ => return end,
        }
    }
}

/// The whole footnote reference that begins at `offset`, with the brackets around its label.
fn reference_at(record: &Record, offset: usize) -> Option<Span> {
    let refs = &record.note_refs;
    let next = refs.get(refs.partition_point(|reference| reference.span.start < offset))?;
    Some(record.reference_span(next.span)).filter(|span| span.start == offset && !span.is_empty())
}

/// Whether the stop behind `ahead`, the beginning of a paragraph, belongs to an abbreviation (`J.`, `U.S.`, `Mr.`) or
/// to the number at the start of the paragraph (`2. Review of the harvest`).
fn is_abbreviation(ahead: &str) -> bool {
    const ABBREVIATIONS: [&str; 32] = [
        "amb", "art", "capt", "cf", "ch", "col", "dept", "doc", "dr", "ed", "fig", "gen", "gov", "hon", "lt", "maj",
        "messrs", "mr", "mrs", "ms", "no", "nos", "p", "para", "pp", "prof", "rep", "rev", "sec", "sen", "st", "vol",
    ];
    let at = ahead.rfind(|c: char| !in_word(c) && c != '.').map_or(0, |at| at + char_len(ahead, at));
    let word = ahead.get(at..).unwrap_or_default();
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_alphabetic() => true,
        _ if word.eq_ignore_ascii_case("a.m") || word.eq_ignore_ascii_case("p.m") => false,
        _ if word.chars().all(|c| c.is_ascii_digit()) => ahead.trim_start().len() == word.len(),
        _ => word.contains('.') || ABBREVIATIONS.iter().any(|known| known.eq_ignore_ascii_case(word)),
    }
}

#[cfg(test)]
mod tests {
    use super::sentence;
    use crate::record::{Document, Record};
    use crate::text::Span;

    /// Checks where the sentences of a record end: at each `/` of `fixture`.
    fn check(fixture: &str) {
        let text = fixture.replace('/', "");
        let snapshot = Document::new(&text).snapshot();
        let record = &snapshot.records()[0].record;
        let mut parted = String::new();
        let mut last = None;
        for (offset, c) in text.char_indices() {
            let here = sentence(record, offset);
            if last.is_some_and(|last| last != here) {
                parted.push('/');
            }
            last = Some(here);
            parted.push(c);
        }
        assert_eq!(parted, fixture);
    }

    #[test]
    fn sentences_end_at_stops() {
        check("They met. /They sat! /They rose? /They left… /At noon.");
        check("They met at 11.30 in Quarrow. /They “sat.” /(They rose.) /They left");
        check("They met … and sat. /They rose.");
    }

    #[test]
    fn initials_and_abbreviations_end_none() {
        check("Mr. J. B. Marsh of the U.S. Embassy met Gen. Holm. /They sat at 3 p.m. /They rose.");
        check("They met in St. Anselm’s. /See p. 12 and vol. 3.");
        check("1. They met. /They sat.");
    }

    #[test]
    fn a_reference_closes_its_sentence() {
        check(
            "They met.1 /They sat. 2 /They rose.”3 /They left.4\n/\n/  1. /One.\n/  2. /Two.\n/  3. /Three.\n/  4. /Four.",
        );
    }

    #[test]
    fn paragraphs_end_at_empty_lines() {
        check("204. Talk in Aldmoor\n/\n/They met\nin Quarrow\n/\n/and sat\r\n/ \r\n/on benches");
    }

    #[test]
    fn rows_of_a_table_are_apart() {
        check("Quarrow\t12\n/Aldmoor\t14");
    }

    #[test]
    fn many_stops_are_no_work() {
        let text = ".".repeat(1_000_000);
        let record = Record { text: text.into(), ..Record::default() };
        assert_eq!(sentence(&record, 500_000).map(Span::len), Some(1_000_000));
    }
}
