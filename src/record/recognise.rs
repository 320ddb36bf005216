//! What is a record, and what is any other text.

use super::Record;

/// Whether `record` shows the marks of one: a page marker, a numbered heading, or a note that a reference leads to.
pub(super) fn is_record(record: &Record) -> bool {
    let numbered = record.heading.as_ref().is_some_and(|heading| {
        // `1. Milk` is no heading: a title has some words, and an empty line below it.
        let title = heading.title.of(&record.text);
        let below = record.text.get(heading.span.end..).unwrap_or_default();
        let gap = below.lines().nth(1).is_some_and(|line| line.trim().is_empty());
        heading.number.is_some() && title.split_whitespace().count() >= 3 && gap
    });
    numbered || !record.pages.is_empty() || record.note_refs.iter().any(|reference| reference.note.is_some())
}
