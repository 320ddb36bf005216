//! The order in which people list files: `d2` before `d10`.

use std::cmp::Ordering;

/// Compares two paths with `/` between their parts: the files of a folder come before its subfolders, and runs of
/// digits compare as numbers. Only identical paths compare as equal.
pub fn compare(a: &str, b: &str) -> Ordering {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    // What both paths begin with does not decide, but the digits at its end belong to the number that differs.
    let same = same(a, b);
    let common = a.get(..same).unwrap_or_default();
    let from = same - common.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let (a, b) = (a.get(from..).unwrap_or_default(), b.get(from..).unwrap_or_default());
    // A part without `/` behind it is the file's name.
    let end = |path: &[u8]| path.iter().position(|&byte| byte == b'/');
    let (left, right) = (end(a), end(b));
    let is_folder = left.is_some().cmp(&right.is_some());
    let (a, b) = (left.and_then(|end| a.get(..end)).unwrap_or(a), right.and_then(|end| b.get(..end)).unwrap_or(b));
    is_folder.then_with(|| name(a, b)).then_with(|| a.cmp(b))
}

/// The number of bytes with which both begin.
fn same(a: &[u8], b: &[u8]) -> usize {
    let sixteens = a.as_chunks::<16>().0.iter().zip(b.as_chunks::<16>().0);
    let start = 16 * sixteens.take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(start..).unwrap_or_default(), b.get(start..).unwrap_or_default());
    start + a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

/// Compares two names: runs of digits as numbers, everything else by character, which in UTF-8 is by byte.
fn name(mut a: &[u8], mut b: &[u8]) -> Ordering {
    loop {
        let (left, right) = (leading_number(a), leading_number(b));
        let order = match (left.is_empty(), right.is_empty()) {
            (false, false) => number(left, right),
            _ => a.first().cmp(&b.first()),
        };
        if order.is_ne() || a.is_empty() {
            return order;
        }
        (a, b) = (a.get(left.len().max(1)..).unwrap_or_default(), b.get(right.len().max(1)..).unwrap_or_default());
    }
}

fn leading_number(text: &[u8]) -> &[u8] {
    let end = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    text.get(..end).unwrap_or_default()
}

/// The digits `number` from the first that is no zero.
fn without_zeros(number: &[u8]) -> &[u8] {
    let zeros = number.iter().take_while(|&&digit| digit == b'0').count();
    number.get(zeros..).unwrap_or_default()
}

/// Compares numbers of any length by their digits.
fn number(a: &[u8], b: &[u8]) -> Ordering {
    let (a, b) = (without_zeros(a), without_zeros(b));
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_in_the_order_people_list_them() {
        let ordered = [
            "Z.txt",
            "a.txt",
            "d1.txt",
            "d1a.txt",
            "d2.txt",
            "d02.txt",
            "d10.txt",
            "d99999999999999999999998.txt",
            "d99999999999999999999999.txt",
            "é.txt",
            "a/d1.txt",
            "v2/d1.txt",
            "v2/d10.txt",
            "v2/a/d1.txt",
            "v10/d1.txt",
        ];
        let mut sorted = ordered;
        sorted.reverse();
        sorted.sort_by(|a, b| compare(a, b));
        // Equal numbers: fewer zeros do not decide, the bytes do.
        let mut expected = ordered;
        expected.swap(4, 5);
        assert_eq!(sorted, expected);
        for (i, a) in expected.iter().enumerate() {
            for (j, b) in expected.iter().enumerate() {
                assert_eq!(compare(a, b), i.cmp(&j), "{a} {b}");
            }
        }
    }
}
