//! How numbers are written.

/// The value of an ASCII or superscript digit.
pub fn digit(c: char) -> Option<u64> {
    match c {
        '0'..='9' => Some(u64::from(c) - u64::from('0')),
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁰' | '⁴'..='⁹' => Some(u64::from(c) - u64::from('⁰')),
        _ => None,
    }
}

/// Whether `c` is a superscript digit.
pub const fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// `number` in superscript digits.
pub fn superscript(number: u64) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digits = number.to_string();
    digits.bytes().filter_map(|digit| DIGITS.get(usize::from(digit - b'0'))).collect()
}

/// `number` in superscript digits if `model` begins with one, else in ASCII digits.
pub fn in_digits_of(model: &str, number: u64) -> String {
    if model.starts_with(is_superscript) { superscript(number) } else { number.to_string() }
}

/// What the roman digits are worth, and the pairs of them that are written for less.
const UNITS: [(u64, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

/// The number that `text` writes in roman digits of one case, as `xiv` or `XIV`, none where it is not written as a
/// printer would (`iiii`, `vx`).
pub fn roman(text: &str) -> Option<u64> {
    let lower = text.to_ascii_lowercase();
    if text.is_empty() || text.len() > 15 || (text != lower && text != text.to_ascii_uppercase()) {
        return None;
    }
    let (mut rest, mut number) = (lower.as_str(), 0);
    for (value, digits) in UNITS {
        while let Some(after) = rest.strip_prefix(digits) {
            (rest, number) = (after, number + value);
        }
    }
    // There is one printed form of a number: `iiii` and `ivi` add up to one, but are not it.
    (rest.is_empty() && to_roman(number)? == lower).then_some(number)
}

/// `number` in small roman digits; none for 0 and beyond 3999, for which there are no digits.
pub fn to_roman(number: u64) -> Option<String> {
    let (mut left, mut printed) = (number, String::new());
    if !(1..4000).contains(&number) {
        return None;
    }
    for (value, digits) in UNITS {
        while left >= value {
            printed.push_str(digits);
            left -= value;
        }
    }
    Some(printed)
}
