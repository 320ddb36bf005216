//! Labels: the printed number or sign of a reference, a note, a page or a record.

use crate::convention::numeral::{digit, roman};
use smol_str::{SmolStr, format_smolstr};
use std::fmt;

/// A label as it is printed, with the number it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Label {
    text: SmolStr,
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
        Self { text: format_smolstr!("{number}"), value: Value::Arabic(number) }
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
