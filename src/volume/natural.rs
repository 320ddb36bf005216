//! The order in which people list files: `d2` before `d10`.

/// A key by which paths with `/` between their parts are sorted: the files of a folder come before its subfolders, and
/// runs of digits compare as numbers. Different paths have different keys.
pub fn key(path: &str) -> Vec<u8> {
    // Most paths have a run or two of digits, with three bytes more each.
    let mut key = Vec::with_capacity(path.len() + 8);
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        // The last part is the file's name.
        let is_folder = parts.peek().is_some();
        key.push(if is_folder { FOLDER } else { FILE });
        add_name(&mut key, part.as_bytes());
    }
    key
}

/// Begins the name of a folder in a key.
const FOLDER: u8 = 2;
/// Begins the name of a file.
const FILE: u8 = 1;

/// Adds a name to `key`: a run of digits as `0`, the count of its digits without zeros in front, these digits, and the count of
/// the zeros; anything else as it is.
fn add_name(key: &mut Vec<u8>, mut name: &[u8]) {
    while let Some((first, rest)) = name.split_first() {
        if !first.is_ascii_digit() {
            key.push(*first);
            name = rest;
            continue;
        }
        let count = |belongs: fn(&u8) -> bool, name: &[u8]| name.iter().take_while(|byte| belongs(byte)).count();
        let (zeros, digits) = name.split_at(count(|byte| *byte == b'0', name));
        let (digits, rest) = digits.split_at(count(u8::is_ascii_digit, digits));
        key.push(b'0');
        add_count(key, digits.len());
        key.extend(digits);
        add_count(key, zeros.len());
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
        assert_eq!(sorted, ordered);
        assert!(ordered.windows(2).all(|two| key(two[0]) != key(two[1])));
    }
}
