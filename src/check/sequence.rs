//! Whether numbers follow each other: those of the page markers of a record or of the notes of a list.

use crate::record::Value;
use std::collections::HashMap;

/// The result for one number of a sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Judgement {
    /// Whether the number is in its place.
    pub verdict: Verdict,
    /// The arabic number that belongs in its place, if that is known.
    pub expected: Option<u64>,
}

/// How a number relates to those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is the next one, or nothing can be said about it.
    Follows,
    /// It occurred before, at this index.
    Repeats(usize),
    /// It is not the next one.
    Breaks,
}

/// Judges each number of a sequence; `None` stands for one that cannot be read. If a number is misread, only that
/// number breaks the sequence and not the next one too. If a number is missing, the next one breaks the sequence.
pub(super) fn judge(values: &[Option<Value>]) -> Vec<Judgement> {
    let mut judged = Vec::with_capacity(values.len());
    let mut seen = HashMap::new();
    // The last number that is in its place, and how many places after it hold numbers that cannot be trusted.
    let (mut last, mut doubtful): (Option<Value>, u64) = (None, 0);
    for (index, &value) in values.iter().enumerate() {
        let expected = last.and_then(|last| successor(last, doubtful));
        let verdict = match (value, last) {
            (None | Some(Value::Sign), _) => {
                doubtful += 1;
                Verdict::Follows
            }
            (Some(value), _) if seen.contains_key(&value) => {
                doubtful += 1;
                seen.get(&value).map_or(Verdict::Follows, |&first| Verdict::Repeats(first))
            }
            (Some(value), Some(before)) if !follows(before, value, doubtful) => {
                let next = values.get(index + 1).copied().flatten();
                if next.is_some_and(|next| misread(before, value, next, doubtful)) {
                    doubtful += 1;
                } else {
                    (last, doubtful) = (Some(value), 0);
                    seen.insert(value, index);
                }
                Verdict::Breaks
            }
            (Some(value), _) => {
                (last, doubtful) = (Some(value), 0);
                seen.insert(value, index);
                Verdict::Follows
            }
        };
        judged.push(Judgement { verdict, expected });
    }
    judged
}

/// The arabic number that comes after `last` and `doubtful` further places.
fn successor(last: Value, doubtful: u64) -> Option<u64> {
    match last {
        Value::Inserted(_, side) if is_side(side) => None,
        Value::Arabic(number) | Value::Inserted(number, _) => number.checked_add(doubtful)?.checked_add(1),
        Value::Roman(_) | Value::Letter(_) | Value::Sign => None,
    }
}

/// Whether the letter of a number names the side of a leaf: `12r` is the front (recto) of leaf 12, `12v` its back
/// (verso).
const fn is_side(letter: char) -> bool {
    matches!(letter, 'r' | 'v')
}

/// Whether `value` may follow `last` with `doubtful` places between them, each of which may or may not count.
fn follows(last: Value, value: Value, doubtful: u64) -> bool {
    let within = |from: u64, to: u64, least: u64| {
        to.checked_sub(from).is_some_and(|step| (least..=doubtful.saturating_add(1)).contains(&step))
    };
    match (last, value) {
        (Value::Arabic(from) | Value::Inserted(from, _), Value::Arabic(to))
        | (Value::Roman(from), Value::Roman(to))
        | (Value::Letter(from), Value::Letter(to)) => within(from, to, 1),
        (Value::Arabic(from), Value::Inserted(to, letter)) => {
            (from == to && letter == 'a') || (doubtful > 0 && within(from, to, 0))
        }
        (Value::Inserted(from, before), Value::Inserted(to, letter)) if is_side(before) && is_side(letter) => {
            let side = |leaf: u64, letter| leaf.saturating_mul(2).saturating_add(u64::from(letter == 'v'));
            let step = side(to, letter).saturating_sub(side(from, before));
            // Often only the front of each leaf is marked.
            (1..=2).contains(&step) || (doubtful > 0 && within(from, to, 0))
        }
        (Value::Inserted(from, before), Value::Inserted(to, letter)) => {
            (from == to && u32::from(letter) == u32::from(before) + 1) || (doubtful > 0 && within(from, to, 0))
        }
        // The front matter ends at any page, and the text begins at any page.
        (Value::Roman(_), Value::Arabic(_) | Value::Inserted(..))
        | (Value::Sign | Value::Letter(_), _)
        | (_, Value::Sign | Value::Letter(_)) => true,
        (Value::Arabic(_) | Value::Inserted(..), Value::Roman(_)) => false,
    }
}

/// Whether `value` alone is wrong: without it `next` would be in its place, or closer to it.
fn misread(last: Value, value: Value, next: Value, doubtful: u64) -> bool {
    let (before, here, after) = (rank(last), rank(value), rank(next));
    !follows(value, next, 0)
        && (follows(last, next, doubtful.saturating_add(1)) || (before < after && !(before < here && here < after)))
}

/// Where a number stands in a volume, for comparison: the front matter comes first.
fn rank(value: Value) -> (bool, u64, char) {
    match value {
        Value::Arabic(number) | Value::Letter(number) => (true, number, '\0'),
        Value::Inserted(number, letter) => (true, number, letter),
        Value::Roman(number) => (false, number, '\0'),
        Value::Sign => (false, 0, '\0'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Label;

    /// Judges labels separated by spaces; `?` is one that cannot be read. In `expect`, `!` follows a break, with the
    /// expected number, and `=` follows a repetition, with the index of the first occurrence.
    fn check(labels: &str, expect: &str) {
        let values: Vec<_> = labels.split(' ').map(|label| (label != "?").then(|| Label::new(label).value())).collect();
        let found: Vec<_> = labels
            .split(' ')
            .zip(judge(&values))
            .map(|(label, judged)| match (judged.verdict, judged.expected) {
                (Verdict::Follows, _) => label.to_owned(),
                (Verdict::Breaks, Some(expected)) => format!("{label}!{expected}"),
                (Verdict::Breaks, None) => format!("{label}!"),
                (Verdict::Repeats(first), _) => format!("{label}={first}"),
            })
            .collect();
        assert_eq!(found.join(" "), expect);
    }

    #[test]
    fn numbers_follow_by_one() {
        check("569", "569");
        check("569 570 571", "569 570 571");
        check("60 60a 60b 61 62", "60 60a 60b 61 62");
        check("60a 61", "60a 61");
        check("xiii xiv xv 1 2", "xiii xiv xv 1 2");
        check("xiv 17 18", "xiv 17 18");
    }

    #[test]
    fn leaves_have_a_front_and_a_back() {
        check("12r 12v 13r 13v", "12r 12v 13r 13v");
        check("12r 13r 14r", "12r 13r 14r");
        check("12r 15r 16r", "12r 15r! 16r");
        check("12v 12r 13r", "12v 12r! 13r");
        check("12r 12r", "12r 12r=0");
    }

    #[test]
    fn a_missing_number_breaks_at_the_next() {
        check("569 571 572", "569 571!570 572");
        check("569 571", "569 571!570");
        check("59 60a 61", "59 60a!60 61");
        check("xiii xv xvi", "xiii xv! xvi");
        check("30 31 27 28 29", "30 31 27!32 28 29");
        check("5 vi vii", "5 vi!6 vii");
    }

    #[test]
    fn a_misread_number_breaks_alone() {
        check("569 650 571 572", "569 650!570 571 572");
        check("568 569 650", "568 569 650!570");
        check("568 569 57 571", "568 569 57!570 571");
        check("569 571 571", "569 571!570 571");
        check("569 vi 571", "569 vi!570 571");
        check("569 650 572 573", "569 650!570 572!571 573");
    }

    #[test]
    fn a_repetition_is_not_also_a_break() {
        check("569 569 571", "569 569=0 571");
        check("569 569 570", "569 569=0 570");
        check("1 2 3 2 5", "1 2 3 2=1 5");
        check("1 2 3 1 2 3 4", "1 2 3 1=0 2=1 3=2 4");
        check("569 569 573", "569 569=0 573!571");
    }

    #[test]
    fn what_cannot_be_read_may_count_or_not() {
        check("568 ? 570", "568 ? 570");
        check("568 ? 569", "568 ? 569");
        check("568 ? 572", "568 ? 572!570");
        check("? 7 * 8 9", "? 7 * 8 9");
    }

    #[test]
    fn the_largest_number_has_no_next() {
        let largest = u64::MAX.to_string();
        check(&format!("{largest} 7"), &format!("{largest} 7!"));
    }
}
