//! Records with a defect planted, so that what is learned also holds for those.

use super::{Published, Random};

/// `published` without one of its references; none where it has too few, or where the reference is not clearly one.
pub(super) fn without_reference(published: &Published, random: &mut Random) -> Option<Published> {
    let references = &published.truth.note_refs;
    let chosen = references.get(1 + random.below(references.len().checked_sub(3)?))?;
    let before = published.text[..chosen.start].chars().next_back()?;
    let clear = !before.is_ascii_digit() && !before.is_whitespace();
    clear.then(|| published.without(chosen.span()))
}

/// `published` without one of its notes, a reference left without it; likewise.
pub(super) fn without_note(published: &Published, random: &mut Random) -> Option<Published> {
    let references = &published.truth.note_refs;
    let note = references.get(1 + random.below(references.len().checked_sub(3)?))?.note;
    let lines = published.note_lines(note);
    (!lines.is_empty()).then(|| published.without(lines))
}
