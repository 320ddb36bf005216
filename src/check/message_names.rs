//! How messages name records and notes, and how they quote the text.

use crate::record::Record;
use crate::text::Span;

/// The name of the record: `record 222`, or `this record` if its heading has no number.
pub(super) fn record_name(record: &Record) -> String {
    match record.heading.as_ref().and_then(|heading| heading.number.as_ref()) {
        Some(number) => format!("record {number}"),
        None => "this record".into(),
    }
}

/// The name of the note of index `note`: `note 3`, or `the 3rd note` if it has no label.
pub(super) fn note_name(record: &Record, note: usize) -> String {
    match record.notes.get(note).and_then(|note| note.label.as_ref()) {
        Some(label) => format!("note {label}"),
        None => format!("the {} note", ordinal(note + 1)),
    }
}

/// An ordinal number in English: `1st`, `2nd`, `11th`.
fn ordinal(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// `text` with a capital as its first letter.
pub(super) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The text at `span` in quotation marks, on one line, and cut at a word after about `limit` characters.
pub(super) fn quoted(record: &Record, span: Span, limit: usize) -> String {
    let mut words = span.of(&record.text).split_whitespace();
    let mut quote: String = words.next().unwrap_or_default().chars().take(limit).collect();
    let mut length = quote.chars().count();
    for word in words {
        length += 1 + word.chars().take(limit).count();
        if length > limit {
            quote.push('…');
            break;
        }
        quote.push(' ');
        quote.push_str(word);
    }
    format!("“{quote}”")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_read_as_spoken() {
        let read: Vec<_> = [1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinal).into();
        assert_eq!(read.join(" "), "1st 2nd 3rd 4th 11th 12th 13th 21st 102nd 111th");
    }

    #[test]
    fn quotations_are_short_and_on_one_line() {
        let record = Record { text: "[Here follows\n a word on the weather]".into(), ..Record::default() };
        let all = Span::new(0, record.text.len());
        assert_eq!(quoted(&record, all, 80), "“[Here follows a word on the weather]”");
        assert_eq!(quoted(&record, all, 16), "“[Here follows a…”");
        assert_eq!(quoted(&record, all, 3), "“[He…”");
    }
}
