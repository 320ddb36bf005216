//! Tells texts that hold records from other texts, such as a shopping list or a page of documentation.

use crate::convention::Convention;
use crate::convention::numeral::is_superscript;
use crate::record::Note;
use crate::record::NoteRef;
use crate::record::Placed;
use crate::record::Record;
use crate::record::context::classes::Class;
use crate::text::Span;

/// Whether the text that was divided into `records` really holds records. `convention` is the convention of the text.
pub(super) fn are_records(records: &[Placed], convention: Convention) -> bool {
    if convention.is_mostly_other_text() {
        has_lone_marker(records, convention)
    } else {
        records.iter().any(|placed| is_record(&placed.record))
    }
}

/// Whether a page marker stands on a line of its own in the text of `records`. A marker in an example of code does not
/// count.
fn has_lone_marker(records: &[Placed], convention: Convention) -> bool {
    let markers =
        records.iter().flat_map(|placed| placed.record.pages.iter().map(|page| page.span.shifted(placed.start)));
    let mut markers = markers.peekable();
    if markers.peek().is_none() {
        return false;
    }
    let text: String = records.iter().map(|placed| &*placed.record.text).collect();
    convention.prose(&text).any(|line| {
        while markers.next_if(|marker| marker.start < line.start).is_some() {}
        markers.peek() == Some(&line)
    })
}

/// Whether `record` has a page marker, a numbered heading, or a note that a reference leads to. The note or the
/// reference must be set as in a footnote, since any text may have numbered points.
fn is_record(record: &Record) -> bool {
    let numbered = record.heading.as_ref().is_some_and(|heading| {
        // `1. Milk` is no heading: a title has three words or more, and an empty line below it.
        let title = heading.title.of(&record.text);
        let below = record.text.get(heading.span.end..).unwrap_or_default();
        let gap = below.lines().nth(1).is_some_and(|line| line.trim().is_empty());
        heading.number.is_some() && title.split_whitespace().count() >= 3 && gap
    });
    let mut pairs =
        record.note_refs.iter().filter_map(|reference| Some((reference, record.notes.get(reference.note?)?)));
    let is_set = |(reference, note)| is_set_off(record, note) || is_set_as_one(record, reference, note);
    numbered || !record.pages.is_empty() || pairs.any(is_set)
}

/// Whether `reference` is set as only a footnote reference is: as a superscript, or behind the punctuation of a word,
/// as in `could.2` and `could. (2)`. Its `note` must not begin with a bracket, as in the list of links
/// `[1] https://example.org`.
fn is_set_as_one(record: &Record, reference: &NoteRef, note: &Note) -> bool {
    let (before, after) = (Span::new(0, reference.span.start), Span::new(reference.span.end, record.text.len()));
    let (before, after) = (before.of(&record.text), after.of(&record.text));
    let outside = before.strip_suffix(['[', '(']);
    let sentence = outside.and_then(|outside| outside.strip_suffix(' ')).filter(|outside| outside.ends_with('.'));
    let before = sentence.or(outside).unwrap_or(before);
    let word = before.trim_end_matches(|c| Class::of(c).closes_a_word());
    let behind_punctuation = word.len() < before.len()
        && word.ends_with(|c: char| c.is_alphabetic() || (outside.is_some() && c.is_numeric()))
        && after.trim_start_matches([']', ')']).chars().next().is_none_or(char::is_whitespace);
    let above_the_line =
        reference.span.of(&record.text).starts_with(is_superscript) && !before.ends_with(char::is_whitespace);
    let label = Span::new(note.span.start, record.text.len()).of(&record.text);
    (behind_punctuation || above_the_line) && !label.starts_with(['[', '('])
}

/// Whether `note` is indented, has a superscript number, or stands in a list below a title or a rule.
fn is_set_off(record: &Record, note: &Note) -> bool {
    let text = Span::new(note.span.start, record.text.len()).of(&record.text);
    let announced = || {
        let list = record.note_lists.iter().find(|list| list.covers(note.span));
        list.is_some_and(|list| record.notes.binary_search_by_key(&list.start, |note| note.span.start).is_err())
    };
    text.starts_with(|c: char| c.is_whitespace() || is_superscript(c)) || announced()
}
