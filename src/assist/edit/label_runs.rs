//! Labels in a row: which comes next, and which move when one is inserted or removed.

use crate::assist::label_sequence::{Shift, is_sign, shifted};
use crate::record::{Label, Value};

/// The labels of a record's notes, in the order of the notes: either as the references print them or as the list has
/// them. They form runs, each of which counts by itself, for instance one for each page.
pub(super) struct LabelRuns<'a> {
    /// The label of each note; `None` for a note without one.
    labels: Vec<Option<&'a Label>>,
    /// For each label, whether a run begins there.
    begins: Vec<bool>,
}

impl<'a> LabelRuns<'a> {
    /// Divides `labels` into runs. `apart` tells for an index whether its label belongs to another list than the one
    /// before.
    pub fn new(labels: Vec<Option<&'a Label>>, apart: impl Fn(usize) -> bool) -> Self {
        let mut begins: Vec<bool> = Vec::with_capacity(labels.len());
        let (mut first, mut last): (Option<&Label>, Option<&Label>) = (None, None);
        for (at, &label) in labels.iter().enumerate() {
            let restarts = label.is_some_and(|label| last.is_some_and(|last| restarts(first, last, label)));
            let goes_on = last
                .zip(label)
                .is_some_and(|(last, label)| shifted(last, Shift::Up).as_deref() == Some(label.as_str()));
            let begin = at == 0 || restarts || (apart(at) && !goes_on);
            if begin {
                first = None;
            }
            if let Some(label) = label {
                first = first.or(Some(label));
                last = Some(label);
            } else if begin {
                last = None;
            }
            begins.push(begin);
        }
        Self { labels, begins }
    }

    /// Whether a run begins at the index `at`.
    pub fn begins(&self, at: usize) -> bool {
        self.begins.get(at).copied().unwrap_or(true)
    }

    /// The label to insert before the index `at`. At a border between two runs, `joins` tells whether the new label
    /// belongs to the second one. Returns `None` if neither neighbour has a label.
    pub fn next(&self, at: usize, joins: bool) -> Option<String> {
        let goes_on = !self.begins(at);
        let before = at.checked_sub(1).filter(|_| goes_on || !joins).and_then(|before| self.get(before));
        let after = self.get(at).filter(|_| goes_on || joins || at == 0);
        match (before, after) {
            (Some(before), after) if is_sign(before) && after.is_some_and(|after| !is_sign(after)) => {
                after.map(ToString::to_string)
            }
            (Some(before), _) => shifted(before, Shift::Up).or_else(|| self.behind_words(at)),
            (None, after) => after.map(ToString::to_string),
        }
    }

    /// The label that follows the last number before the index `at` in its run: a word such as `tide` takes no part in the count.
    fn behind_words(&self, at: usize) -> Option<String> {
        let start = (0..at).rev().find(|&at| self.begins(at)).unwrap_or_default();
        let number = (start..at).rev().filter_map(|at| self.get(at)).find(|label| label.arabic().is_some())?;
        shifted(number, Shift::Up)
    }

    /// The labels from the index `at` to the end of its run after a move by one, each with its index. Only signs move
    /// if `signs`, else only numbers, because the two are counted apart. Returns `None` if one of them cannot move.
    pub fn moved(&self, at: usize, shift: Shift, signs: bool) -> Option<Vec<(usize, String)>> {
        let end = (at + 1..self.labels.len()).find(|&at| self.begins(at)).unwrap_or(self.labels.len());
        let of_kind = (at..end).filter_map(|at| Some((at, self.get(at).filter(|label| is_sign(label) == signs)?)));
        of_kind.map(|(at, label)| Some((at, shifted(label, shift)?))).collect()
    }

    /// The label at the index `at`.
    fn get(&self, at: usize) -> Option<&'a Label> {
        self.labels.get(at).copied().flatten()
    }
}

/// Whether `label` begins a new run behind a run that begins with `first` and ends with `last`.
fn restarts(first: Option<&Label>, last: &Label, label: &Label) -> bool {
    match (last.value(), label.value()) {
        // A number that goes back to anything but the start is a misprint.
        (Value::Arabic(last), Value::Arabic(number)) => {
            number <= last && (number <= 1 || first.and_then(Label::arabic) == Some(number))
        }
        (Value::Letter(last), Value::Letter(number)) => {
            number <= last && (number == 1 || first.map(Label::value) == Some(label.value()))
        }
        // A word counts nothing.
        (Value::Sign, Value::Sign) if label.as_str().starts_with(char::is_alphanumeric) => false,
        (Value::Sign, Value::Sign) => shifted(last, Shift::Up).as_deref() != Some(label.as_str()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Inserts a label before the index `at` of `series`, in which `/` marks the start of another list. `expected`
    /// shows the labels afterwards, the new one with `+`.
    #[track_caller]
    fn check(series: &str, at: usize, joins: bool, expected: &str) {
        let words: Vec<_> = series.split(' ').collect();
        let labels: Vec<_> = words.iter().map(|word| Label::lettered(word.trim_start_matches('/'))).collect();
        let series = LabelRuns::new(labels.iter().map(Some).collect(), |at| words[at].starts_with('/'));
        let mut shown: Vec<_> = words.iter().map(|word| (*word).to_owned()).collect();
        let new = series.next(at, joins).unwrap();
        if !series.begins(at) || joins || at == 0 {
            for (at, label) in series.moved(at, Shift::Up, is_sign(&Label::lettered(&new))).unwrap() {
                shown[at] = label;
            }
        }
        shown.insert(at, format!("+{new}"));
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn a_label_is_put_in() {
        check("1 2 3", 1, false, "1 +2 3 4");
        check("0 1 2", 0, false, "+0 1 2 3");
        check("1 2 3", 3, false, "1 2 3 +4");
        check("8 9 10", 1, false, "8 +9 10 11");
        check("1 2 4 5", 2, false, "1 2 +3 5 6");
        check("¹ ² ³", 1, false, "¹ +² ³ ⁴");
        check("1 2 7 4", 1, false, "1 +2 3 8 5");
        check("Y Z AA", 1, false, "Y +Z AA AB");
        check("1 2 tide", 3, false, "1 2 tide +3");
        check("1 tide benches 2", 2, false, "1 tide +2 benches 3");
    }

    #[test]
    fn what_counts_anew_stays() {
        check("1 2 1 2", 1, false, "1 +2 3 1 2");
        check("1 2 1 2", 2, false, "1 2 +3 1 2");
        check("1 2 1 2", 2, true, "1 2 +1 2 3");
        check("1 2 /1 2", 2, true, "1 2 +1 2 3");
        check("1 2 /3 4", 1, false, "1 +2 3 4 5");
        check("37 38 37", 1, false, "37 +38 39 37");
        check("A B A", 1, false, "A +B C A");
        check("A A A", 1, false, "A +B A A");
    }

    #[test]
    fn signs_follow_the_printers_order() {
        check("* † ‡", 1, false, "* +† ‡ §");
        check("‖ ¶", 2, false, "‖ ¶ +**");
        check("* *", 1, false, "* +† *");
        check("* 1 2", 1, false, "* +1 2 3");
        check("* 1 2", 2, false, "* 1 +2 3");
        check("1 * 2", 1, false, "1 +2 * 3");
    }
}
