//! Whose words a place of a record is: the editors', who speak in notes and insertions, or those of the document.

use crate::record::model::Note;
use crate::text::Span;

/// Which parts of a record are the editors' own words.
#[derive(Clone, Debug)]
pub struct Voice {
    /// The notes and insertions, in order, none touching another; none where all of the record is the editors'.
    spans: Option<Vec<Span>>,
}

impl Voice {
    /// That of a record with these notes and insertions. One without notes, or whose title ends with `Note`, as an editorial
    /// note does, is all theirs.
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

    /// Whether what stands at `offset` is the editors'.
    pub fn is_editors(&self, offset: usize) -> bool {
        let Some(spans) = &self.spans else { return true };
        let after = spans.partition_point(|span| span.start <= offset);
        after.checked_sub(1).and_then(|last| spans.get(last)).is_some_and(|span| offset < span.end)
    }
}
