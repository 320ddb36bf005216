//! Copies of published records with a reference or a note taken out, or one of them mistyped, so that the weights also fit
//! incomplete and faulty records.

use super::{Published, Random};
use crate::text::Span;

/// A copy of `published` without one reference, chosen at random: never the first, nor, of four or more, one of the
/// last two. None if there are fewer than three, or if a digit or white space stands before the chosen one, which then
/// is not clearly a reference.
pub(super) fn without_reference(published: &Published, random: &mut Random) -> Option<Published> {
    Some(published.without(chosen(published, random)?))
}

/// A copy of `published` in which the last digit of one reference, chosen as by [`without_reference`], is another.
pub(super) fn with_misprint(published: &Published, random: &mut Random) -> Option<Published> {
    with_other_digit(published, chosen(published, random)?, random)
}

/// A copy of `published` in which the last digit in the label of one note, chosen at random, is another. None if there is no such
/// label.
pub(super) fn with_misprinted_label(published: &Published, random: &mut Random) -> Option<Published> {
    let notes = &published.truth.notes;
    let note = random.below(notes.len().max(1));
    let text = notes.get(note)?.start;
    let line = published.note_lines(note).start;
    let end = line + published.text[line..text].rfind(|c: char| c.is_ascii_digit())? + 1;
    with_other_digit(published, Span::new(line, end), random)
}

/// A copy of `published` in which the last digit of `number` is another. None if it does not end with a digit.
fn with_other_digit(published: &Published, number: Span, random: &mut Random) -> Option<Published> {
    let end = number.end;
    let printed = usize::from(published.text.as_bytes()[end - 1].checked_sub(b'0').filter(|digit| *digit < 10)?);
    let other = (printed + 1 + random.below(9)) % 10;
    let text = [&published.text[..end - 1], &other.to_string(), &published.text[end..]].concat();
    Some(Published { text, truth: published.truth.clone() })
}

/// A copy of `published` in which a reference, chosen as by [`without_reference`], and the next one have changed places. None if
/// their labels are not of one length, or are no digits.
pub(super) fn with_changed_places(published: &Published, random: &mut Random) -> Option<Published> {
    let first = chosen(published, random)?;
    let Published { mut text, mut truth } = published.clone();
    let at = truth.note_refs.iter().position(|reference| reference.span() == first)?;
    let second = truth.note_refs.get(at + 1)?.span();
    let labels = [first, second].map(|span| span.of(&published.text));
    let are_alike = labels[0].len() == labels[1].len() && labels.concat().bytes().all(|byte| byte.is_ascii_digit());
    are_alike.then(|| {
        text.replace_range(first.start..first.end, labels[1]);
        text.replace_range(second.start..second.end, labels[0]);
        let (first, second) = (truth.note_refs[at].note, truth.note_refs[at + 1].note);
        (truth.note_refs[at].note, truth.note_refs[at + 1].note) = (second, first);
        Published { text, truth }
    })
}

/// The bytes of one reference of `published`.
fn chosen(published: &Published, random: &mut Random) -> Option<Span> {
    let references = &published.truth.note_refs;
    let chosen = references.get(1 + random.below(references.len().checked_sub(3)?))?;
    let before = published.text[..chosen.start].chars().next_back()?;
    let clear = !before.is_ascii_digit() && !before.is_whitespace();
    clear.then(|| chosen.span())
}

/// A copy of `published` without one note, to which the references are lost ones. The note is that of any reference but the first,
/// chosen at random. None if there are fewer than two references.
pub(super) fn without_note(published: &Published, random: &mut Random) -> Option<Published> {
    let references = &published.truth.note_refs;
    let note = references.get(1 + random.below(references.len().checked_sub(1)?))?.note;
    let lines = published.note_lines(note);
    (!lines.is_empty()).then(|| published.without(lines))
}
