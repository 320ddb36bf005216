//! Records with a defect planted, so that what is learned also holds for those.

use super::{Published, Reference, Start};
use crate::text::Span;

/// Numbers that look random and are the same each time (xorshift).
pub(super) struct Random(pub u64);

impl Random {
    /// The next one, below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end.max(1)
    }
}

/// `published` without one of its references; none where it has too few, or where the reference is not clearly one.
pub(super) fn without_reference(published: &Published, random: &mut Random) -> Option<Published> {
    let references = &published.truth.note_refs;
    let chosen = references.get(1 + random.below(references.len().checked_sub(3)?))?;
    let before = published.text[..chosen.start].chars().next_back()?;
    let clear = !before.is_ascii_digit() && !before.is_whitespace();
    clear.then(|| without(published, Span::new(chosen.start, chosen.end)))
}

/// `published` without one of its notes, a reference left without it; likewise.
pub(super) fn without_note(published: &Published, random: &mut Random) -> Option<Published> {
    let Published { text, truth } = published;
    let note = truth.note_refs.get(1 + random.below(truth.note_refs.len().checked_sub(3)?))?.note;
    let line = |at: usize| text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = truth.notes.get(note + 1).map_or(text.len(), |next| line(next.start));
    let start = line(truth.notes[note].start);
    (start < end).then(|| without(published, Span::new(start, end)))
}

/// `published` with `cut` taken out, and the references and notes that stood in it.
fn without(published: &Published, cut: Span) -> Published {
    let Published { text, truth } = published;
    let moved = |at: usize| if at >= cut.end { at - cut.len() } else { at };
    let mut truth = truth.clone();
    let gone: Vec<_> = truth.notes.iter().map(|note| cut.contains(note.start)).collect();
    truth.note_refs.retain(|r| !cut.contains(r.start) && !gone[r.note]);
    for Reference { start, end, .. } in &mut truth.note_refs {
        (*start, *end) = (moved(*start), moved(*end));
    }
    for Start { start } in &mut truth.notes {
        *start = moved(*start);
    }
    Published { text: text[..cut.start].to_owned() + &text[cut.end..], truth }
}
