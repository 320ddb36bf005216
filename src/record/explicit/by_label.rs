//! Which note each mark leads to, by what both print.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;
use std::ops::Range;

/// A mark in the running text.
#[derive(Clone, Debug)]
pub struct Mark<L> {
    /// Where it stands, in bytes of the record.
    pub at: usize,
    /// What it prints.
    pub label: L,
}

/// A note of a list.
#[derive(Clone, Debug)]
pub struct Entry<L> {
    /// What it carries; none where that cannot be compared with what marks print.
    pub label: Option<L>,
    /// The text that its list serves, in bytes of the record.
    pub serves: Range<usize>,
}

/// For each of `marks`, in the order of the text, the index of the note among `notes` that it leads to; none where no list that
/// serves its place has one of its label. Where labels begin again within what a list serves, a mark leads to the next note of
/// its label, and if there is none behind the last one, back to the nearest before. `notes` are in the order of where what
/// serves begins.
pub fn by_label<L: Eq + Hash>(marks: &[Mark<L>], notes: &[Entry<L>]) -> Vec<Option<usize>> {
    let mut labelled: HashMap<&L, BTreeSet<usize>> = HashMap::new();
    for (index, note) in notes.iter().enumerate() {
        if let Some(label) = &note.label {
            labelled.entry(label).or_default().insert(index);
        }
    }
    // Notes before this one are behind the text read so far.
    let mut next = 0;
    let lead = |mark: &Mark<L>| {
        let serving = labelled.get_mut(&mark.label)?;
        let serves = |note: usize| notes.get(note).map(|note| note.serves.clone()).unwrap_or_default();
        let found = loop {
            let after = serving.range(next..).next().copied().filter(|&note| serves(note).start <= mark.at);
            let note = after.or_else(|| serving.range(..next).next_back().copied())?;
            if serves(note).contains(&mark.at) {
                break note;
            }
            // It serves text before the mark: no later mark leads to it.
            serving.remove(&note);
        };
        next = next.max(found + 1);
        Some(found)
    };
    marks.iter().map(lead).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks where marks with the labels of `marks` lead, a digit standing for the index of the note and `-` for none.
    /// A `/` in both ends what a list serves: the notes of each part serve the marks of the same part.
    #[track_caller]
    fn check(marks: &str, notes: &str, expected: &str) {
        let part = |text: &str, at: usize| text.chars().take(at).filter(|&c| c == '/').count();
        let labels = |text: &str| {
            let labels = text.char_indices().filter(|(_, c)| *c != '/');
            labels.map(|(at, c)| (part(text, at), c)).collect::<Vec<_>>()
        };
        let marks: Vec<_> = labels(marks).into_iter().map(|(at, label)| Mark { at, label }).collect();
        let apart = notes.contains('/');
        let notes = labels(notes)
            .into_iter()
            .map(|(at, label)| Entry { label: Some(label), serves: if apart { at..at + 1 } else { 0..usize::MAX } });
        let found = by_label(&marks, &notes.collect::<Vec<_>>());
        let found: String = found.iter().map(|note| note.map_or("-".into(), |note| note.to_string())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn labels_decide_and_not_the_order() {
        check("123", "123", "012");
        check("1324", "1234", "0213");
        check("321", "123", "210");
        check("12", "21", "10");
    }

    #[test]
    fn a_label_that_recurs_leads_to_the_same_note() {
        check("1213", "123", "0102");
        check("111", "1", "000");
        check("*†*‡", "*†‡", "0102");
    }

    #[test]
    fn what_has_no_note_leads_nowhere() {
        check("1243", "12", "01--");
        check("0", "1", "-");
        check("1", "", "-");
    }

    #[test]
    fn each_list_serves_its_own_text() {
        check("12/12", "12/12", "0123");
        check("*/*", "*/*", "01");
        check("1/12", "1/1", "01-");
    }

    #[test]
    fn labels_that_begin_again_go_on() {
        check("12312", "12312", "01234");
        check("1122", "1212", "0233");
    }
}
