//! Labels: the printed number or sign of a reference, a note, a page or a record.

use std::fmt;

/// A label as it is printed, with the number it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Label {
    text: Box<str>,
    value: Value,
}

/// What a label counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// A number; one beyond 64 bits counts as the largest.
    Arabic(u64),
    /// A number with a letter, inserted between it and the next: `60a`.
    Inserted(u64, char),
    /// A roman number of front matter: `xiv`.
    Roman(u64),
    /// A sign: `*`, `†`.
    Sign,
}

impl Label {
    /// The label printed as `text`.
    pub fn new(text: &str) -> Self {
        Self { text: text.into(), value: Value::of(text) }
    }

    /// The label that prints `number`.
    pub fn number(number: u64) -> Self {
        Self { text: number.to_string().into(), value: Value::Arabic(number) }
    }

    /// As it is printed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What it counts as.
    pub fn value(&self) -> Value {
        self.value
    }

    /// Its number, where it is a plain arabic one.
    pub fn arabic(&self) -> Option<u64> {
        match self.value {
            Value::Arabic(number) => Some(number),
            _ => None,
        }
    }
}

impl Value {
    fn of(text: &str) -> Self {
        let digits = text.chars().map_while(digit);
        let (count, number) = digits
            .fold((0_usize, 0_u64), |(count, number), d| (count + 1, number.saturating_mul(10).saturating_add(d)));
        let mut rest = text.chars().skip(count);
        match (count, rest.next(), rest.next()) {
            (1.., None, _) => Self::Arabic(number),
            (1.., Some(letter), None) if letter.is_alphabetic() => Self::Inserted(number, letter.to_ascii_lowercase()),
            (0, ..) => roman(text).map_or(Self::Sign, Self::Roman),
            _ => Self::Sign,
        }
    }
}

/// The value of an ASCII or superscript digit.
pub(crate) fn digit(c: char) -> Option<u64> {
    match c {
        '0'..='9' => Some(u64::from(c) - u64::from('0')),
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁰' | '⁴'..='⁹' => Some(u64::from(c) - u64::from('⁰')),
        _ => None,
    }
}

/// The number that `text` writes in roman digits of one case, as `xiv` or `XIV`, none where it is not written as a
/// printer would (`iiii`, `vx`).
fn roman(text: &str) -> Option<u64> {
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
    let (mut left, mut printed) = (number, String::new());
    for (value, digits) in UNITS {
        while left >= value {
            printed.push_str(digits);
            left -= value;
        }
    }
    (rest.is_empty() && printed == lower).then_some(number)
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_count_as_their_numbers() {
        for (text, value) in [
            ("0", Value::Arabic(0)),
            ("12", Value::Arabic(12)),
            ("¹²", Value::Arabic(12)),
            ("99999999999999999999999", Value::Arabic(u64::MAX)),
            ("60a", Value::Inserted(60, 'a')),
            ("xiv", Value::Roman(14)),
            ("XLVIII", Value::Roman(48)),
            ("mcmxciv", Value::Roman(1994)),
            ("*", Value::Sign),
            ("‡", Value::Sign),
            ("iiii", Value::Sign),
            ("ivi", Value::Sign),
            ("xIv", Value::Sign),
            ("60ab", Value::Sign),
            ("", Value::Sign),
        ] {
            assert_eq!(Label::new(text).value(), value, "{text}");
        }
    }
}
