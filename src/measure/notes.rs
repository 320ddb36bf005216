//! The footnotes of a record in which it can be told what is missing.

use crate::record::learn::Published;
use crate::text::Span;

/// A footnote.
pub(super) struct Footnote {
    /// Its reference, all of it digits.
    pub reference: Span,
    /// The lines of its note.
    pub lines: Span,
    /// The note's number.
    pub label: Span,
}

/// The footnotes of a record that has at least three, its references and its one list below them both numbered from 0 or 1
/// without a gap, each reference leading to the next note; none of any other.
pub(super) fn footnotes(published: &Published) -> Option<Vec<Footnote>> {
    let Published { text, truth } = published;
    let footnote = |at: usize| {
        let reference = truth.note_refs.get(at).filter(|reference| reference.note == at)?.span();
        let lines = published.note_lines(at);
        let indent = lines.of(text).find(|c| c != ' ')?;
        let digits = lines.of(text)[indent..].find(". ")?;
        let label = Span::new(lines.start + indent, lines.start + indent + digits);
        Some(Footnote { reference, lines, label })
    };
    let found: Vec<_> = (0..truth.notes.len()).map(footnote).collect::<Option<_>>()?;
    let counts = |of: fn(&Footnote) -> Span| {
        let numbers: Option<Vec<usize>> = found.iter().map(|note| of(note).of(text).parse().ok()).collect();
        let from = |first: usize| {
            numbers.as_ref().is_some_and(|numbers| numbers.iter().copied().eq(first..first + found.len()))
        };
        from(0) || from(1)
    };
    let in_order = counts(|note| note.reference) && counts(|note| note.label);
    let below = found.last()?.reference.end <= found.first()?.lines.start;
    (found.len() >= 3 && found.len() == truth.note_refs.len() && in_order && below).then_some(found)
}

impl Footnote {
    /// Whether its reference can be nothing else: it stands between a letter or a mark and white space.
    pub fn stands_out(&self, text: &str) -> bool {
        let before = text[..self.reference.start].chars().next_back();
        let after = text[self.reference.end..].chars().next();
        before.is_some_and(|c| !c.is_whitespace() && !c.is_numeric()) && after.is_none_or(char::is_whitespace)
    }
}
