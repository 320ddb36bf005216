//! Whether numbers follow each other: those of the page markers of a record or of the notes of a list.

use crate::record::{Label, Value};
use std::collections::HashMap;

/// The result for one number of a sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Judgement {
    /// Whether the number is in its place.
    pub verdict: Verdict,
    /// The label that belongs in its place, if that is known.
    pub expected: Option<Label>,
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
    let leaves = Leaves::of(values);
    let mut judged = Vec::with_capacity(values.len());
    let mut seen = HashMap::new();
    // The last number that is in its place, and how many places after it hold numbers that cannot be trusted.
    let (mut last, mut doubtful): (Option<Value>, u64) = (None, 0);
    for (index, &value) in values.iter().enumerate() {
        let expected = last.and_then(|last| leaves.successor(last, value, doubtful));
        let verdict = match (value, last) {
            (None | Some(Value::Sign), _) => {
                doubtful += 1;
                Verdict::Follows
            }
            (Some(value), _) if seen.contains_key(&value) => {
                doubtful += 1;
                seen.get(&value).map_or(Verdict::Follows, |&first| Verdict::Repeats(first))
            }
            (Some(value), Some(before))
                if !leaves.follows(before, value, doubtful)
                    && !leaves.follow_crossed(before, value, values, &judged) =>
            {
                let next = values.get(index + 1).copied().flatten();
                if next.is_some_and(|next| leaves.misread(before, value, next, doubtful)) {
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

/// How the letters of a sequence's numbers name the sides of leaves, if they do: `12r` is the front (recto) of leaf 12,
/// `12v` its back (verso); in other sequences `12a` and `12b`.
#[derive(Clone, Copy)]
struct Leaves {
    front: char,
    back: char,
    /// Whether both sides of the leaves are marked. Often only the fronts are.
    both: bool,
}

impl Leaves {
    /// The leaves of the numbers `values`. Where some have no letter, `12a` is no side but a page inserted behind page 12.
    fn of(values: &[Option<Value>]) -> Self {
        let letters = || {
            values
                .iter()
                .filter_map(|value| if let Some(Value::Inserted(_, letter)) = value { Some(*letter) } else { None })
        };
        let is_plain = |value: &Option<Value>| matches!(value, Some(Value::Arabic(_)));
        let (front, back) = if letters().all(|letter| matches!(letter, 'a' | 'b')) && !values.iter().any(is_plain) {
            ('a', 'b')
        } else {
            ('r', 'v')
        };
        let has = |side| letters().any(|letter| letter == side);
        Self { front, back, both: has(front) && has(back) }
    }

    /// The number of the side `letter` of leaf `leaf`, if all sides were counted; none if `letter` names no side.
    fn side(self, leaf: u64, letter: char) -> Option<u64> {
        let is_side = letter == self.front || letter == self.back;
        is_side.then(|| leaf.saturating_mul(2).saturating_add(u64::from(letter == self.back)))
    }

    /// The label that comes after `last` and `doubtful` further places, where `value` stands.
    fn successor(self, last: Value, value: Option<Value>, doubtful: u64) -> Option<Label> {
        let next = |number: u64| number.checked_add(doubtful)?.checked_add(1);
        match last {
            Value::Inserted(leaf, letter) if self.side(leaf, letter).is_some() => {
                let sides = if self.both { 1 } else { 2 };
                let side = self.side(leaf, letter)?.checked_add(doubtful.checked_add(1)?.checked_mul(sides)?)?;
                let letter = if side % 2 == 0 { self.front } else { self.back };
                Some(Label::new(&format!("{}{letter}", side / 2)))
            }
            Value::Opening(..) | Value::Arabic(_) if matches!(value, Some(Value::Opening(..))) => {
                let left = last_page(last)?.checked_add(doubtful.checked_mul(2)?)?.checked_add(1)?;
                Some(Label::page(&format!("{left}-{}", left.checked_add(1)?)))
            }
            Value::Arabic(number) | Value::Inserted(number, _) => Some(Label::number(next(number)?)),
            Value::Opening(_, number) => Some(Label::number(next(number.into())?)),
            Value::Roman(_) | Value::Letter(_) | Value::Sign => None,
        }
    }

    /// Whether `value` may follow `last` with `doubtful` places between them, each of which may or may not count.
    fn follows(self, last: Value, value: Value, doubtful: u64) -> bool {
        let within = |from: u64, to: u64, least: u64, most: u64| {
            to.checked_sub(from).is_some_and(|step| (least..=most).contains(&step))
        };
        let most = doubtful.saturating_add(1);
        match (last, value) {
            // Each doubtful place may hold two pages.
            (Value::Opening(..), Value::Arabic(to)) => {
                last_page(last).is_some_and(|from| within(from, to, 1, most.saturating_add(doubtful)))
            }
            (Value::Opening(..) | Value::Arabic(_), Value::Opening(to, end)) => {
                to.checked_add(1) == Some(end)
                    && last_page(last).is_some_and(|from| within(from, to.into(), 1, most.saturating_add(doubtful)))
            }
            (Value::Arabic(from) | Value::Inserted(from, _), Value::Arabic(to))
            | (Value::Roman(from), Value::Roman(to))
            | (Value::Letter(from), Value::Letter(to)) => within(from, to, 1, most),
            (Value::Arabic(from), Value::Inserted(to, letter)) => {
                // The front of a leaf may have no letter: `12`, `12v`.
                (from == to && (letter == 'a' || letter == self.back)) || (doubtful > 0 && within(from, to, 0, most))
            }
            (Value::Inserted(from, before), Value::Inserted(to, letter)) => {
                match (self.side(from, before), self.side(to, letter)) {
                    (Some(from), Some(to)) => {
                        let most = if self.both { most } else { most.saturating_mul(2) };
                        within(from, to, 1, most)
                    }
                    _ => {
                        (from == to && u32::from(letter) == u32::from(before) + 1)
                            || (doubtful > 0 && within(from, to, 0, most))
                    }
                }
            }
            // The front matter ends at any page, and the text begins at any page.
            (Value::Roman(_), Value::Arabic(_) | Value::Inserted(..) | Value::Opening(..))
            | (Value::Sign | Value::Letter(_), _)
            | (_, Value::Sign | Value::Letter(_)) => true,
            (Value::Arabic(_) | Value::Inserted(..) | Value::Opening(..), Value::Roman(_))
            | (Value::Inserted(..), Value::Opening(..))
            | (Value::Opening(..), Value::Inserted(..)) => false,
        }
    }

    /// Whether `value` follows two numbers that changed places, the last of which is `before`: in 1, 3, 2, 4 only the 3 breaks the
    /// sequence. `judged` are the judgements of all `values` before it.
    fn follow_crossed(self, before: Value, value: Value, values: &[Option<Value>], judged: &[Judgement]) -> bool {
        let Some(at) = judged.len().checked_sub(2) else { return false };
        let early = values.get(at).copied().flatten();
        judged.get(at).is_some_and(|judged| judged.verdict == Verdict::Breaks)
            && early.is_some_and(|early| self.follows(before, early, 0) && self.follows(early, value, 0))
    }

    /// Whether `value` alone is wrong: without it `next` would be in its place, or closer to it.
    fn misread(self, last: Value, value: Value, next: Value, doubtful: u64) -> bool {
        let (before, here, after) = (rank(last), rank(value), rank(next));
        !self.follows(value, next, 0)
            && (self.follows(last, next, doubtful.saturating_add(1))
                || (before < after && !(before < here && here < after)))
    }
}

/// The page at which the plain number or the opening `value` ends.
fn last_page(value: Value) -> Option<u64> {
    match value {
        Value::Arabic(number) => Some(number),
        Value::Opening(_, number) => Some(number.into()),
        _ => None,
    }
}

/// Where a number stands in a volume, for comparison: the front matter comes first.
fn rank(value: Value) -> (bool, u64, char) {
    match value {
        Value::Arabic(number) | Value::Letter(number) => (true, number, '\0'),
        Value::Opening(number, _) => (true, number.into(), '\0'),
        Value::Inserted(number, letter) => (true, number, letter),
        Value::Roman(number) => (false, number, '\0'),
        Value::Sign => (false, 0, '\0'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Judges labels separated by spaces; `?` is one that cannot be read. In `expect`, `!` follows a break, with the
    /// expected number, and `=` follows a repetition, with the index of the first occurrence.
    fn check(labels: &str, expect: &str) {
        let values: Vec<_> =
            labels.split(' ').map(|label| (label != "?").then(|| Label::page(label).value())).collect();
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
    fn two_numbers_changed_places() {
        check("1 3 2 4", "1 3!2 2 4");
        check("1 2 4 3 5 6", "1 2 4!3 3 5 6");
        check("1 3 2 5", "1 3!2 2 5!3");
        check("1 9 2 4", "1 9!2 2 4!3");
        check("1 3 2 4 3", "1 3!2 2 4 3!5");
        check("12r 13r 12v 13v", "12r 13r!12v 12v 13v");
    }

    #[test]
    fn leaves_have_a_front_and_a_back() {
        check("12r 12v 13r 13v", "12r 12v 13r 13v");
        check("12r 13r 14r", "12r 13r 14r");
        check("12r 15r 16r", "12r 15r!13r 16r");
        check("12v 12r 13r", "12v 12r!13r 13r");
        check("12r 12r", "12r 12r=0");
        check("12r 12v 13r 14r 14v", "12r 12v 13r 14r!13v 14v");
        check("12r 12v 14r 14v", "12r 12v 14r!13r 14v");
        check("12r 12v ? 13v 14r", "12r 12v ? 13v 14r");
        check("12r ? 14r", "12r ? 14r");
        check("12 12v 13 13v", "12 12v 13 13v");
        check("12 13v 14", "12 13v!13 14");
        check("1a 1b 2a 2b", "1a 1b 2a 2b");
        check("1b 2a 3a 3b", "1b 2a 3a!2b 3b");
        check("60 60a 61a", "60 60a 61a!61");
    }

    #[test]
    fn an_opening_has_two_pages() {
        check("401 402-403 404-405 406", "401 402-403 404-405 406");
        check("402-403 406-407 408-409", "402-403 406-407!404-405 408-409");
        check("402-403 404-406 406-407", "402-403 404-406!404-405 406-407");
        check("402-403 403 404", "402-403 403!404 404");
        check("402-403 402-403", "402-403 402-403=0");
        check("402-403 ? 406-407 408", "402-403 ? 406-407 408");
        check("xiv 2-3", "xiv 2-3");
        // No page has such numbers.
        check("18446744073709551614-18446744073709551615 7-8", "18446744073709551614-18446744073709551615 7-8");
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
