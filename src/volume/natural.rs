//! The order in which people list files: `d2` before `d10`.

/// A key by which paths with `/` between their parts are sorted: the files of a folder come before its subfolders, and
/// runs of digits compare as numbers. Different paths have different keys, as long as no name has a NUL.
pub fn key(path: &str) -> Vec<u8> {
    // Most names have one run of digits at most.
    let mut key = Vec::with_capacity(path.len() + 16);
    let mut zeros = Vec::new();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        // The last part is the file's name.
        let is_folder = parts.peek().is_some();
        key.push(if is_folder { FOLDER } else { FILE });
        add_name(&mut key, &mut zeros, part.as_bytes());
        key.push(END);
        // Of names that are the same but for zeros, the one with more of them comes first.
        key.extend(zeros.drain(..).map(|byte: u8| !byte));
    }
    key
}

/// Begins the name of a folder in a key.
const FOLDER: u8 = 2;
/// Begins the name of a file.
const FILE: u8 = 1;
/// Ends a name: it compares as less than any character.
const END: u8 = 0;

/// Adds a name to `key`: a run of digits as `0`, the count of its digits without zeros in front, and these digits; anything else as it
/// is. The counts of the zeros are added to `zeros`.
fn add_name(key: &mut Vec<u8>, zeros: &mut Vec<u8>, mut name: &[u8]) {
    while let Some((first, rest)) = name.split_first() {
        if !first.is_ascii_digit() {
            key.push(*first);
            name = rest;
            continue;
        }
        let count = |belongs: fn(&u8) -> bool, name: &[u8]| name.iter().take_while(|byte| belongs(byte)).count();
        let (in_front, digits) = name.split_at(count(|byte| *byte == b'0', name));
        let (digits, rest) = digits.split_at(count(u8::is_ascii_digit, digits));
        key.push(b'0');
        add_count(key, digits.len());
        key.extend(digits);
        add_count(zeros, in_front.len());
        name = rest;
    }
}

/// Adds `count` to `key`, so that a greater count compares as greater.
fn add_count(key: &mut Vec<u8>, count: usize) {
    const MOST: usize = 255;
    key.extend(std::iter::repeat_n(u8::MAX, count / MOST));
    key.extend(u8::try_from(count % MOST));
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
        sorted.sort_by_key(|path| key(path));
        // Equal numbers: fewer zeros do not decide, the bytes do.
        let mut expected = ordered;
        expected.swap(4, 5);
        assert_eq!(sorted, expected);
        for (i, a) in expected.iter().enumerate() {
            for (j, b) in expected.iter().enumerate() {
                assert_eq!(key(a).cmp(&key(b)), i.cmp(&j), "{a} {b}");
            }
        }
    }

    #[test]
    fn different_paths_have_different_keys() {
        for [one, other] in [["x\u{1}a/b", "x/a\u{1}b"], ["d2a", "d02a"], ["d2/02", "d02/2"], ["0", "00"], ["a", "a/"]]
        {
            assert_ne!(key(one), key(other), "{one} {other}");
        }
        // A name ends before any other that begins with it, and zeros decide behind the whole name.
        assert!(key("a/x") < key("a-b/x") && key("d2a") < key("d02b"));
    }
}
