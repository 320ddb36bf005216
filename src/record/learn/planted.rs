//! Copies of published records with a reference or a note taken out, so that the weights also fit incomplete records.

use super::{Published, Random};

/// A copy of `published` without one reference, chosen at random: never the first, nor, of four or more, one of the
/// last two. None if there are fewer than three, or if a digit or white space stands before the chosen one, which then
/// is not clearly a reference.
pub(super) fn without_reference(published: &Published, random: &mut Random) -> Option<Published> {
    let references = &published.truth.note_refs;
    let chosen = references.get(1 + random.below(references.len().checked_sub(3)?))?;
    let before = published.text[..chosen.start].chars().next_back()?;
    let clear = !before.is_ascii_digit() && !before.is_whitespace();
    clear.then(|| published.without(chosen.span()))
}

/// A copy of `published` without one note, and with the references to it taken out of the truth. The note is that of a
/// reference chosen as by [`without_reference`]. None if there are fewer than three references.
pub(super) fn without_note(published: &Published, random: &mut Random) -> Option<Published> {
    let references = &published.truth.note_refs;
    let note = references.get(1 + random.below(references.len().checked_sub(3)?))?.note;
    let lines = published.note_lines(note);
    (!lines.is_empty()).then(|| published.without(lines))
}
