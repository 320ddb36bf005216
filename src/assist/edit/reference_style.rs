//! Inserting and removing footnote references.

use crate::convention::form::ReferenceForm;
use crate::convention::numeral::in_digits_of;
use crate::record::{Label, NoteRef, Record};
use crate::text::Span;

/// How a record writes its references.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ReferenceStyle {
    /// What stands around the label.
    form: ReferenceForm,
    /// Whether a space stands before the reference.
    spaced: bool,
}

impl ReferenceStyle {
    /// The style of a new reference at `at`: that of the reference before it, or else of the one after it. A space
    /// stands before it if that is so for most references of the record.
    pub fn of(record: &Record, at: usize) -> Self {
        let refs = &record.note_refs;
        let behind = refs.partition_point(|reference| reference.span.start < at);
        let Some(model) = behind.checked_sub(1).and_then(|last| refs.get(last)).or(refs.get(behind)) else {
            return Self { form: record.convention.new_reference_form(), spaced: false };
        };
        let form = record.reference_form(model.span);
        let is_spaced = |reference: &&NoteRef| {
            let before = record.text.get(..record.reference_span(reference.span).start).unwrap_or_default();
            before.ends_with([' ', '\u{a0}'])
        };
        let spaced = refs.iter().filter(is_spaced).count();
        Self { form, spaced: spaced * 2 > refs.len() }
    }

    /// The text of a reference with `label` that is inserted behind `before`, and the span of the label in it.
    pub fn write(&self, label: &str, before: &str) -> (String, Span) {
        let space = if self.spaced && !before.ends_with(char::is_whitespace) { " " } else { "" };
        let start = space.len() + self.form.open.len();
        (format!("{space}{}", self.form.write(label)), Span::new(start, start + label.len()))
    }
}

/// The span to delete in order to remove the reference at `span`: with its brackets, and with the space before it if no
/// word follows.
pub(super) fn removal_span(record: &Record, span: Span) -> Span {
    let text = &record.text;
    let span = record.reference_span(span);
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let glued = |c: char| c.is_alphanumeric();
    let space = before.chars().next_back().filter(|&c| matches!(c, ' ' | '\u{a0}') && !after.starts_with(glued));
    Span::new(span.start - space.map_or(0, char::len_utf8), span.end)
}

/// `label` in the kind of digits that `model` has, if it is a number.
pub(super) fn in_digits_beside(model: Option<&Label>, label: &str) -> String {
    match (model, label.parse::<u64>()) {
        (Some(model), Ok(number)) => in_digits_of(model.as_str(), number),
        _ => label.to_owned(),
    }
}

/// The places for a reference when the cursor is at `offset`, the best one first. The reference stands where the cursor
/// is, but never within a word or a number: then it stands behind it. A second place is behind the punctuation that
/// follows.
///
/// # Errors
///
/// Returns a message for the user that says why no reference can stand there.
pub(super) fn places(record: &Record, offset: usize) -> Result<Vec<usize>, String> {
    let text = &record.text;
    if record.note_lists.iter().any(|list| list.span.touches(offset)) {
        return Err("Notes have no footnotes of their own: put the cursor into the text".into());
    }
    let mut pages =
        record.pages.iter().map(|page| page.span).chain(record.malformed_pages.iter().map(|page| page.span));
    if pages.any(|page| page.start < offset && offset < page.end) {
        return Err("A page marker has no footnote: put the cursor into the text".into());
    }
    let line = text.get(..offset).and_then(|before| before.rfind(['\n', '\r'])).map_or(0, |at| at + 1);
    let before = Span::new(line, offset).of(text);
    let ahead = text.get(offset..).unwrap_or_default();
    let next_ref = record.note_refs.iter().map(|reference| reference.span.start).find(|&start| start >= offset);
    let at = if ahead.starts_with(char::is_alphanumeric) && next_ref != Some(offset) {
        let word = ahead.find(|c: char| !in_word(c)).unwrap_or(ahead.len());
        // An apostrophe or hyphen at the end is not part of the word.
        let word = Span::new(0, word).of(ahead).trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        (offset + word).min(next_ref.unwrap_or(usize::MAX))
    } else {
        // Behind the last word, before the space that follows it.
        line + before.trim_end().len()
    };
    if at == line {
        return Err("Put the cursor after the words that the footnote belongs to".into());
    }
    let behind = text.get(at..).unwrap_or_default();
    let stops = behind.len() - behind.trim_start_matches(['.', ',', ';', ':', '?', '!', ')', ']', '”', '’', '"']).len();
    // In `p.m.` the first stop is within the word.
    let ends_there = !behind.get(stops..).is_some_and(|after| after.starts_with(char::is_alphanumeric));
    Ok(if stops == 0 || next_ref == Some(at) {
        vec![at]
    } else if ends_there && stand_behind_stops(record) && next_ref != Some(at + stops) {
        vec![at + stops, at]
    } else {
        vec![at, at + stops]
    })
}

/// Whether more references of `record` stand behind a stop, as in `late.4`, than before one, as in `late4.`
fn stand_behind_stops(record: &Record) -> bool {
    let is_stop = |c: char| matches!(c, '.' | ',' | ';' | ':' | '?' | '!');
    let sides = record.note_refs.iter().map(|reference| {
        let whole = record.reference_span(reference.span);
        let before = record.text.get(..whole.start).unwrap_or_default();
        let after = record.text.get(whole.end..).unwrap_or_default();
        i32::from(before.trim_end_matches(' ').ends_with(is_stop)) - i32::from(after.starts_with(is_stop))
    });
    sides.sum::<i32>() > 0
}

/// Whether `c` may be part of a word.
fn in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '’' | '\'' | '-')
}
