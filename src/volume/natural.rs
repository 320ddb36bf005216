//! The order in which people list files: `d2` before `d10`.

use std::cmp::Ordering;

/// Compares two paths with `/` between their parts: the files of a folder come before its subfolders, and runs of
/// digits compare as numbers. Only identical paths compare as equal.
pub fn compare(a: &str, b: &str) -> Ordering {
    // The folders that both paths share do not decide.
    let same = same(a, b);
    let folders = memchr::memrchr(b'/', a.as_bytes().get(..same).unwrap_or_default()).map_or(0, |at| at + 1);
    let (a, b) = (a.get(folders..).unwrap_or_default(), b.get(folders..).unwrap_or_default());
    let (left, right) = (a.split_once('/'), b.split_once('/'));
    // A part without `/` behind it is the file's name.
    let is_folder = left.is_some().cmp(&right.is_some());
    let (left, right) = (left.map_or(a, |(part, _)| part), right.map_or(b, |(part, _)| part));
    is_folder.then_with(|| name(left, right, same - folders)).then_with(|| left.cmp(right))
}

/// The number of bytes with which both begin.
fn same(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let sixteens = a.as_chunks::<16>().0.iter().zip(b.as_chunks::<16>().0);
    let start = 16 * sixteens.take_while(|(a, b)| a == b).count();
    start + a.iter().zip(b).skip(start).take_while(|(a, b)| a == b).count()
}

/// Compares two names whose first `same` bytes are equal: runs of digits as numbers, everything else by character.
fn name(a: &str, b: &str, same: usize) -> Ordering {
    // The common beginning does not decide, but the digits at its end belong to the number that differs.
    let common = a.as_bytes().get(..same.min(a.len())).unwrap_or_default();
    let digits = common.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let from = (0..=common.len() - digits).rev().find(|&at| a.is_char_boundary(at)).unwrap_or_default();
    let (mut a, mut b) = (a.get(from..).unwrap_or_default(), b.get(from..).unwrap_or_default());
    loop {
        let (left, right) = (leading_number(a), leading_number(b));
        let order = match (left.is_empty(), right.is_empty()) {
            (false, false) => number(left, right),
            _ => a.chars().next().cmp(&b.chars().next()),
        };
        if order.is_ne() || a.is_empty() {
            return order;
        }
        let skip = |text: &str, digits: &str| digits.len().max(text.chars().next().map_or(0, char::len_utf8));
        (a, b) = (a.get(skip(a, left)..).unwrap_or_default(), b.get(skip(b, right)..).unwrap_or_default());
    }
}

fn leading_number(text: &str) -> &str {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    text.get(..end).unwrap_or_default()
}

/// Compares numbers of any length by their digits.
fn number(a: &str, b: &str) -> Ordering {
    let (a, b) = (a.trim_start_matches('0'), b.trim_start_matches('0'));
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
