//! Labels: the printed numbers and signs of references, notes, pages and records.

use crate::convention::numeral::{digit, roman, superscript_letter};
use smol_str::{SmolStr, format_smolstr};
use std::fmt;

/// The printed number or sign of a reference, a note, a page or a record: `2`, `60a`, `*`, `xiv`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Label {
    text: SmolStr,
    value: Value,
}

/// The value of a label. `2` and `²` have the same value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// A number in ASCII or superscript digits. A number of more than 64 bits counts as the largest of 64 bits.
    Arabic(u64),
    /// A number with a letter, in lower case here: `60a` is inserted between 60 and 61.
    Inserted(u64, char),
    /// A roman numeral, as on the pages of front matter: `xiv`.
    Roman(u64),
    /// A letter, counted from A as 1: `C` is 3, and `AA` is 27. Only notes that are labelled by letters have these.
    Letter(u64),
    /// Two pages that face each other: `402-403`. Only pages have such labels. A number of more than 32 bits is no page's,
    /// and there are so many labels that their size counts.
    Opening(u32, u32),
    /// A sign such as `*` or `†`, or anything else that is no number.
    Sign,
}

impl Label {
    /// The label printed as `text`.
    pub fn new(text: &str) -> Self {
        Self { text: text.into(), value: Value::of(text) }
    }

    /// The label printed as `text` among labels that are letters, raised ones too: `C` is the third, and no Roman 100.
    pub fn lettered(text: &str) -> Self {
        let letters = || text.chars().map(|c| superscript_letter(c).unwrap_or(c));
        let is_letter = (1..=2).contains(&text.chars().count()) && letters().all(|c| c.is_ascii_alphabetic());
        let digit = |c: char| u64::from(u32::from(c.to_ascii_uppercase()) - u32::from('A')) + 1;
        let number = || letters().fold(0, |number, c| number * 26 + digit(c));
        let value = if is_letter { Value::Letter(number()) } else { Value::of(text) };
        Self { text: text.into(), value }
    }

    /// The label printed as `text` among labels like this one: among letters `C` is the third, and no Roman 100.
    #[must_use]
    pub fn beside(&self, text: &str) -> Self {
        match self.value {
            Value::Letter(_) => Self::lettered(text),
            _ => Self::new(text),
        }
    }

    /// The label of a page, printed as `text`. It may be one of two pages: `402-403`, `402–403`, `402/403`.
    pub fn page(text: &str) -> Self {
        let number = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?;
        let opening = text.split_once(['-', '–', '/']).and_then(|(left, right)| Some((number(left)?, number(right)?)));
        let value = opening.map_or_else(|| Value::of(text), |(left, right)| Value::Opening(left, right));
        Self { text: text.into(), value }
    }

    /// The label printed as `number` in ASCII digits.
    pub fn number(number: u64) -> Self {
        Self { text: format_smolstr!("{number}"), value: Value::Arabic(number) }
    }

    /// The label as it is printed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The value of the label.
    pub fn value(&self) -> Value {
        self.value
    }

    /// The number of a label that consists of digits alone; none for any other label.
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
    fn two_pages_have_one_label() {
        for (text, value) in [
            ("402-403", Value::Opening(402, 403)),
            ("402–403", Value::Opening(402, 403)),
            ("402/3", Value::Opening(402, 3)),
            ("402", Value::Arabic(402)),
            ("5v-6r", Value::Sign),
            ("-403", Value::Sign),
            ("402-99999999999999999999", Value::Sign),
        ] {
            assert_eq!(Label::page(text).value(), value, "{text}");
        }
        assert_eq!(Label::new("1-2").value(), Value::Sign);
    }

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
