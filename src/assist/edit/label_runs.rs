//! Labels in a row: which one comes next, and which move when one is put in or taken out.

use crate::convention::numeral::is_superscript;
use crate::convention::numeral::superscript;
use crate::convention::sign::SIGNS;
use crate::record::{Label, Value};

/// The labels of a record's notes, in the order of the notes: as their references print them, or as the list counts. It
/// consists of runs, each of which counts on its own: for each page anew, perhaps.
pub(super) struct LabelRuns<'a> {
    labels: Vec<Option<&'a Label>>,
    /// Whether a run begins at the label.
    begins: Vec<bool>,
}

/// The way in which a label is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shift {
    /// One up: `3` to `4`, `*` to `†`.
    Up,
    /// One down.
    Down,
}

impl<'a> LabelRuns<'a> {
    /// The series of `labels`; `apart` says where one belongs to another list than the one before.
    pub fn new(labels: Vec<Option<&'a Label>>, apart: impl Fn(usize) -> bool) -> Self {
        let mut begins: Vec<bool> = Vec::with_capacity(labels.len());
        let (mut first, mut last): (Option<&Label>, Option<&Label>) = (None, None);
        for (at, &label) in labels.iter().enumerate() {
            let restarts = label.is_some_and(|label| last.is_some_and(|last| restarts(first, last, label)));
            let goes_on =
                last.zip(label).is_some_and(|(last, label)| moved(last, Shift::Up).as_deref() == Some(label.as_str()));
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

    /// Whether a run begins at `at`.
    pub fn begins(&self, at: usize) -> bool {
        self.begins.get(at).copied().unwrap_or(true)
    }

    /// The label that one put in before the one at `at` gets; `joins` says that it belongs to that one's run, if another
    /// run ends there. None where nothing beside it is labelled.
    pub fn next(&self, at: usize, joins: bool) -> Option<String> {
        let goes_on = !self.begins(at);
        let before = at.checked_sub(1).filter(|_| goes_on || !joins).and_then(|before| self.get(before));
        let after = self.get(at).filter(|_| goes_on || joins || at == 0);
        match (before, after) {
            (Some(before), after) if is_sign(before) && after.is_some_and(|after| !is_sign(after)) => {
                after.map(ToString::to_string)
            }
            (Some(before), _) => moved(before, Shift::Up),
            (None, after) => after.map(ToString::to_string),
        }
    }

    /// The labels that move one `way` from `at` to the end of its run, with what they print then: signs, or numbers, for
    /// these do not count each other. None where one cannot.
    pub fn moved(&self, at: usize, shift: Shift, signs: bool) -> Option<Vec<(usize, String)>> {
        let end = (at + 1..self.labels.len()).find(|&at| self.begins(at)).unwrap_or(self.labels.len());
        let of_kind = (at..end).filter_map(|at| Some((at, self.get(at).filter(|label| is_sign(label) == signs)?)));
        of_kind.map(|(at, label)| Some((at, moved(label, shift)?))).collect()
    }

    fn get(&self, at: usize) -> Option<&'a Label> {
        self.labels.get(at).copied().flatten()
    }
}

/// Whether a run of labels, `first` and up to `last`, begins anew with `label`.
fn restarts(first: Option<&Label>, last: &Label, label: &Label) -> bool {
    match (last.value(), label.value()) {
        // A number that goes back to any other is a slip.
        (Value::Arabic(last), Value::Arabic(number)) => {
            number <= last && (number <= 1 || first.and_then(Label::arabic) == Some(number))
        }
        (Value::Sign, Value::Sign) => moved(last, Shift::Up).as_deref() != Some(label.as_str()),
        _ => false,
    }
}

/// Whether it is a sign, and no number.
pub(super) fn is_sign(label: &Label) -> bool {
    label.value() == Value::Sign
}

/// What `label` is after a move one `way`, written as it is; none where there is no such label.
fn moved(label: &Label, shift: Shift) -> Option<String> {
    match (label.value(), shift) {
        (Value::Arabic(number), Shift::Up) => Some(written_as(label, number.checked_add(1)?)),
        (Value::Arabic(number), Shift::Down) => Some(written_as(label, number.checked_sub(1)?)),
        (Value::Sign, shift) => sign(label.as_str(), shift),
        _ => None,
    }
}

/// `number` in the digits of `label`: superscript ones, or plain ones.
pub(super) fn written_as(label: &Label, number: u64) -> String {
    if label.as_str().starts_with(is_superscript) { superscript(number) } else { number.to_string() }
}

/// The signs in the printer's order, each once.
const ORDER: [char; 6] = ['*', '†', '‡', '§', '‖', '¶'];

/// The sign after `text`, or before it: `*` `†` `‡` `§` `‖` `¶`, then the same doubled.
fn sign(text: &str, shift: Shift) -> Option<String> {
    let first = text.chars().next()?;
    let times = text.chars().count();
    // The double bar may be box drawing's.
    let at = ORDER.iter().position(|&sign| sign == first || (sign == '‖' && first == SIGNS[5]))?;
    if text.chars().any(|c| c != first) || times > 3 {
        return None;
    }
    let (at, times) = match shift {
        Shift::Up if at + 1 == ORDER.len() => (0, times + 1),
        Shift::Up => (at + 1, times),
        Shift::Down if at == 0 => (ORDER.len() - 1, times.checked_sub(1).filter(|&times| times > 0)?),
        Shift::Down => (at - 1, times),
    };
    Some(ORDER.get(at)?.to_string().repeat(times))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The labels of `series`, `/` before one of another list; what is put in before the one of index `at` and what
    /// moves then.
    #[track_caller]
    fn check(series: &str, at: usize, joins: bool, expected: &str) {
        let words: Vec<_> = series.split(' ').collect();
        let labels: Vec<_> = words.iter().map(|word| Label::new(word.trim_start_matches('/'))).collect();
        let series = LabelRuns::new(labels.iter().map(Some).collect(), |at| words[at].starts_with('/'));
        let mut shown: Vec<_> = words.iter().map(|word| (*word).to_owned()).collect();
        let new = series.next(at, joins).unwrap();
        if !series.begins(at) || joins || at == 0 {
            for (at, label) in series.moved(at, Shift::Up, is_sign(&Label::new(&new))).unwrap() {
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
    }

    #[test]
    fn what_counts_anew_stays() {
        check("1 2 1 2", 1, false, "1 +2 3 1 2");
        check("1 2 1 2", 2, false, "1 2 +3 1 2");
        check("1 2 1 2", 2, true, "1 2 +1 2 3");
        check("1 2 /1 2", 2, true, "1 2 +1 2 3");
        check("1 2 /3 4", 1, false, "1 +2 3 4 5");
        check("37 38 37", 1, false, "37 +38 39 37");
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

    #[test]
    fn down_is_back() {
        for label in ["1", "12", "²", "†", "**", "¶¶"] {
            let up = moved(&Label::new(label), Shift::Up).unwrap();
            assert_eq!(moved(&Label::new(&up), Shift::Down).as_deref(), Some(label));
        }
        assert_eq!(moved(&Label::new("0"), Shift::Down), None);
        assert_eq!(moved(&Label::new("*"), Shift::Down), None);
    }
}
