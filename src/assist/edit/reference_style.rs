//! How a record writes its references, and where one may stand.

use crate::convention::form::ReferenceForm;
use crate::convention::numeral::in_digits_of;
use crate::record::{Label, NoteRef, Record};
use crate::text::Span;

/// How a reference is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ReferenceStyle {
    /// What stands around its label.
    form: ReferenceForm,
    /// Whether it is set behind a space.
    spaced: bool,
}

impl ReferenceStyle {
    /// How `record` writes references: as it does the one before, or behind, the place `at`; behind a space where most of
    /// them are.
    pub fn of(record: &Record, at: usize) -> Self {
        let refs = &record.note_refs;
        let behind = refs.partition_point(|reference| reference.span.start < at);
        let Some(model) = behind.checked_sub(1).and_then(|last| refs.get(last)).or(refs.get(behind)) else {
            return Self::default();
        };
        let form = record.reference_form(model.span);
        let is_spaced = |reference: &&NoteRef| {
            let before =
                Span::new(0, reference.span.start - record.reference_form(reference.span).open.len()).of(&record.text);
            before.ends_with([' ', '\u{a0}'])
        };
        let spaced = refs.iter().filter(is_spaced).count();
        Self { form, spaced: spaced * 2 > refs.len() }
    }

    /// The reference `label` as it is put in behind `before`, and where the label stands in it.
    pub fn write(&self, label: &str, before: &str) -> (String, Span) {
        let space = if self.spaced && !before.ends_with(char::is_whitespace) { " " } else { "" };
        let start = space.len() + self.form.open.len();
        (format!("{space}{}", self.form.write(label)), Span::new(start, start + label.len()))
    }
}

/// All that goes when the reference at `span` is taken out: its brackets, and the space before it where a word or the line
/// ends behind it.
pub(super) fn whole(record: &Record, span: Span) -> Span {
    let text = &record.text;
    let form = record.reference_form(span);
    let span = Span::new(span.start - form.open.len(), span.end + form.close.len());
    let before = Span::new(0, span.start).of(text);
    let after = Span::new(span.end, text.len()).of(text);
    let glued = |c: char| c.is_alphanumeric();
    let space = before.chars().next_back().filter(|&c| matches!(c, ' ' | '\u{a0}') && !after.starts_with(glued));
    Span::new(span.start - space.map_or(0, char::len_utf8), span.end)
}

/// The label of a new reference beside which `model` stands, if it is a number: in the same digits.
pub(super) fn in_digits_beside(model: Option<&Label>, label: &str) -> String {
    match (model, label.parse::<u64>()) {
        (Some(model), Ok(number)) => in_digits_of(model.as_str(), number),
        _ => label.to_owned(),
    }
}

/// Where a reference may stand that is wanted at `offset`, the best place first: where the cursor is, but behind the word
/// that it is in, never within a number; and behind the stops that follow.
///
/// # Errors
///
/// Says why none can stand there.
pub(super) fn places(record: &Record, offset: usize) -> Result<Vec<usize>, String> {
    let text = &record.text;
    if record.note_lists.iter().any(|list| list.touches(offset)) {
        return Err("Notes have no footnotes of their own: put the cursor into the text".into());
    }
    let mut pages =
        record.pages.iter().map(|page| page.span).chain(record.malformed_pages.iter().map(|page| page.span));
    if pages.any(|page| page.start < offset && offset < page.end) {
        return Err("A page marker has no footnote: put the cursor into the text".into());
    }
    let line = Span::new(0, offset).of(text).rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let before = Span::new(line, offset).of(text);
    let ahead = Span::new(offset, text.len()).of(text);
    let next_ref = record.note_refs.iter().map(|reference| reference.span.start).find(|&start| start >= offset);
    let at = if ahead.starts_with(char::is_alphanumeric) && next_ref != Some(offset) {
        let word = ahead.find(|c: char| !in_word(c)).unwrap_or(ahead.len());
        // What joins words stands in none at its end.
        let word = Span::new(0, word).of(ahead).trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        (offset + word).min(next_ref.unwrap_or(usize::MAX))
    } else {
        // Behind the last word, not in the space after it.
        line + before.trim_end().len()
    };
    if at == line {
        return Err("Put the cursor behind the words that the footnote belongs to".into());
    }
    let behind = Span::new(at, text.len()).of(text);
    let stops = behind.len() - behind.trim_start_matches(['.', ',', ';', ':', '?', '!', ')', ']', '”', '’', '"']).len();
    Ok(if stops > 0 && next_ref != Some(at) { vec![at, at + stops] } else { vec![at] })
}

/// Whether a word goes on with `c`.
fn in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '’' | '\'' | '-')
}
