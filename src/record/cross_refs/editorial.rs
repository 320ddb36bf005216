//! Tells the editors' own words, which stand in notes and insertions, from the words of the document.

use crate::record::model::Note;
use crate::text::Span;

/// The parts of a record that are the editors' own words.
#[derive(Clone, Debug)]
pub struct EditorialText {
    /// The notes and insertions, in order and joined where they touch. `None` if the whole record is the editors'.
    spans: Option<Vec<Span>>,
}

impl EditorialText {
    /// The editorial text of a record with this title, these notes and these insertions. A record without notes, or
    /// with a title that ends with `Note` (`Editorial Note`), is editorial text as a whole.
    pub fn new(title: &str, notes: &[Note], insertions: &[Span]) -> Self {
        let title = title.trim_end_matches(|c: char| !c.is_alphabetic());
        let word = title.rsplit(char::is_whitespace).next().unwrap_or_default();
        if notes.is_empty() || word.eq_ignore_ascii_case("note") {
            return Self { spans: None };
        }
        let mut all: Vec<Span> = notes.iter().map(|note| note.span).chain(insertions.iter().copied()).collect();
        all.sort_unstable();
        let mut spans: Vec<Span> = Vec::with_capacity(all.len());
        for span in all {
            match spans.last_mut().filter(|last| span.start <= last.end) {
                Some(last) => last.end = last.end.max(span.end),
                None => spans.push(span),
            }
        }
        Self { spans: Some(spans) }
    }

    /// Whether the byte `offset` of the record is editorial text.
    pub fn contains(&self, offset: usize) -> bool {
        let Some(spans) = &self.spans else { return true };
        let after = spans.partition_point(|span| span.start <= offset);
        after.checked_sub(1).and_then(|last| spans.get(last)).is_some_and(|span| offset < span.end)
    }
}
