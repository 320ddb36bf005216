//! References that are signs, over notes that carry the same signs: `could.*`, `* Not printed.` A note may have such a reference
//! too, to a note of its own behind it.

use crate::convention::mark::TokenKind;
use crate::convention::sign::same_sign;
use crate::record::explicit::by_label::{Entry, Mark, by_label};
use crate::record::glued::candidates::Candidates;
use crate::record::glued::candidates_in_text::stands_behind_a_word;
use crate::record::glued::marks;
use crate::record::label::Value;
use crate::record::model::Note;
use crate::record::pairs::Item;
use crate::record::source::Source;
use crate::text::Span;
use std::collections::HashSet;

/// A reference by a sign.
#[derive(Clone, Copy, Debug)]
pub struct SignRef {
    /// The sign, in bytes of the record.
    pub span: Span,
    /// Its index among the candidates; none if it stands in a note.
    pub candidate: Option<usize>,
    /// The note that it leads to, an index into the record's notes.
    pub note: usize,
}

/// Where the signs among `candidates` and in `notes` lead in the record of `source`: each to the one of `notes` that carries the
/// same sign in a list that serves its place, as `items` tells of each note. Nothing where a sign behind a word leads nowhere,
/// or no sign to one of these notes: it is then for the order of the text to tell what leads where.
pub fn pair(source: Source, candidates: &Candidates, notes: &[Note], items: &[Item]) -> Vec<SignRef> {
    let sign = |note: &Note| {
        let label = note.label.as_ref().filter(|label| label.value() == Value::Sign);
        label.map(|sign| same_sign(sign.as_str()))
    };
    if !notes.iter().any(|note| sign(note).is_some()) {
        return Vec::new();
    }
    let entry = |(note, item): (&Note, &Item)| Entry { label: sign(note), serves: item.from..item.until };
    let carried: Vec<_> = notes.iter().zip(items).map(entry).collect();
    let in_text = candidates.all.iter().enumerate().filter(|(_, c)| c.mark == Some(marks::Mark::SignBehind));
    let mut signs: Vec<_> = in_text.map(|(candidate, c)| (c.span, Some(candidate))).collect();
    signs.extend(in_notes(source, notes).map(|span| (span, None)));
    signs.sort_unstable_by_key(|(span, _)| span.start);
    let mark = |&(span, _): &(Span, _)| Mark { at: span.start, label: same_sign(span.of(source.text)) };
    let printed: Vec<_> = signs.iter().map(mark).collect();
    let led = signs.iter().zip(by_label(&printed, &carried));
    // Only in the running text every sign behind a word is a reference.
    let astray = led.clone().any(|((_, candidate), note)| candidate.is_some() && note.is_none());
    let found: Vec<_> =
        led.filter_map(|(&(span, candidate), note)| Some(SignRef { span, candidate, note: note? })).collect();
    let led_to: HashSet<_> = found.iter().map(|sign| sign.note).collect();
    let complete =
        !astray && carried.iter().enumerate().all(|(index, note)| note.label.is_none() || led_to.contains(&index));
    if complete { found } else { Vec::new() }
}

/// The signs behind words in the texts of `notes`, in the order of the text.
fn in_notes<'a>(source: Source<'a>, notes: &'a [Note]) -> impl Iterator<Item = Span> + 'a {
    let mut notes = notes.iter().map(|note| note.text).peekable();
    source.tokens().filter(|(_, _, token)| token.kind == TokenKind::Sign).filter_map(move |(line, span, _)| {
        while notes.next_if(|text| text.end <= span.start).is_some() {}
        let is_in_a_note = notes.peek().is_some_and(|text| text.start < span.start);
        (is_in_a_note && stands_behind_a_word(source, line, span)).then_some(span)
    })
}
