//! References that rather print the label of another note by mistake: the second `[2]` of `[1]`, `[2]`, `[2]`, `[4]`, where no
//! reference leads to note 3. Or their own note is lost, and they lead to that of the next page.

use crate::record::certainty::Certainty;
use crate::record::model::{Note, NoteRef, PageMarker};
use std::cmp::Ordering;
use std::collections::HashSet;

/// Takes the certainty from those of `references`, which are in the order of the text, that lead to a note of several references and
/// stand where the only reference to another one was due: the one before leads to the note above that, and the one behind it to a
/// later note. The record has `count` notes.
pub fn doubt(references: &mut [NoteRef], count: usize) {
    let led_to = led_to(references, count);
    // In most records each note has one reference.
    if !led_to.contains(&0) || !led_to.iter().any(|led_to| *led_to > 1) {
        return;
    }
    let led = |note: usize| led_to.get(note).copied().unwrap_or(1);
    let notes: Vec<_> = references.iter().map(|reference| reference.note).collect();
    for (index, reference) in references.iter_mut().enumerate() {
        let before = index.checked_sub(1).and_then(|before| notes.get(before));
        let due = match before {
            None => 0,
            Some(Some(before)) => before + 1,
            Some(None) => continue,
        };
        let leads_on = notes.get(index + 1).is_none_or(|next| next.is_some_and(|next| next > due));
        if led(due) == 0 && leads_on && reference.note.is_some_and(|note| led(note) > 1) {
            reference.certainty = Certainty::NONE;
        }
    }
}

/// How many of `references` lead to each of the `count` notes.
fn led_to(references: &[NoteRef], count: usize) -> Vec<usize> {
    let mut led_to = vec![0; count];
    for note in references.iter().filter_map(|reference| reference.note) {
        if let Some(led_to) = led_to.get_mut(note) {
            *led_to += 1;
        }
    }
    led_to
}

/// Takes the certainty from those of `references` that stand on an earlier page than their note, where another reference to it stands on
/// the note's own page and the labels of `notes` begin again: the note of their page is rather lost. `pages` are in the order of the text.
pub fn doubt_on_earlier_pages(references: &mut [NoteRef], notes: &[Note], pages: &[PageMarker]) {
    if pages.is_empty() || !led_to(references, notes.len()).iter().any(|led_to| *led_to > 1) {
        return;
    }
    let page_of = |at: usize| pages.partition_point(|page| page.span.start <= at);
    let mut labels = HashSet::new();
    let begin_again = notes.iter().filter_map(|note| note.label.as_ref()).any(|label| !labels.insert(label.value()));
    if !begin_again {
        return;
    }
    let place = |reference: &NoteRef| {
        let note = reference.note?;
        Some((note, page_of(reference.span.start).cmp(&page_of(notes.get(note)?.span.start))))
    };
    let on_its_page = |place: Option<(usize, Ordering)>| place.filter(|place| place.1.is_eq()).map(|place| place.0);
    let own: HashSet<_> = references.iter().filter_map(|reference| on_its_page(place(reference))).collect();
    for reference in references {
        if place(reference).is_some_and(|(note, page)| page.is_lt() && own.contains(&note)) {
            reference.certainty = Certainty::NONE;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Label;
    use crate::text::Span;

    /// Checks which of references to the notes of the numbers `printed`, of which there are as many as `notes`, are in doubt: those
    /// with a question mark in `expected`.
    #[track_caller]
    fn check(expected: &str, notes: usize) {
        let printed = expected.split_whitespace().map(|word| word.trim_end_matches('?'));
        let mut references: Vec<_> = printed
            .map(|label| NoteRef {
                certainty: Certainty::FULL,
                span: Span::default(),
                label: Label::new(label),
                note: label.parse::<usize>().ok().map(|number| number - 1).filter(|note| *note < notes),
            })
            .collect();
        doubt(&mut references, notes);
        let shown = references.iter().map(|reference| {
            let mark = if reference.certainty == Certainty::NONE { "?" } else { "" };
            format!("{}{mark}", reference.label)
        });
        assert_eq!(shown.collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn a_label_that_stands_in_the_place_of_another() {
        check("1 2 2? 4", 4);
        check("1 2 3 5? 5", 5);
        check("2? 2 3", 3);
        check("1 2 1?", 3);
    }

    #[test]
    fn labels_that_recur_for_another_reason() {
        // No note lacks its reference there.
        check("1 2 1 3", 3);
        check("1 2 2 3", 4);
        check("1 2 9 2 4", 4);
        // One reference was left out.
        check("1 2 4", 4);
    }
}
