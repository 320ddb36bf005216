//! Counting on from a label, and back.

use crate::convention::numeral::{in_digits_of, in_letters_of, to_roman};
use crate::convention::sign;
use crate::record::{Label, Value};

/// The longest label of repeated signs that can move, in signs.
const MOST_SIGNS: usize = 3;

/// The direction in which a label moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shift {
    /// To the next label: `3` to `4`, `*` to `†`.
    Up,
    /// To the previous label: `4` to `3`, `†` to `*`.
    Down,
}

/// The label that follows `label`, in the same kind of digits: `13` follows `12`, `xvi` follows `xv`, `³` follows `²`,
/// `12v` follows `12r`. `61` follows `60a`, which was inserted between the two. Returns `None` if there is none.
pub(super) fn next_label(label: &Label) -> Option<String> {
    match label.value() {
        Value::Arabic(_) | Value::Letter(_) => shifted(label, Shift::Up),
        Value::Inserted(number, 'r') => Some(format!("{number}v")),
        Value::Inserted(number, 'v') => Some(format!("{}r", number.checked_add(1)?)),
        Value::Inserted(number, _) => Some(number.checked_add(1)?.to_string()),
        Value::Opening(left, right) => {
            let (next, last) = (right.checked_add(1)?, right.checked_add(2)?);
            Some(
                label
                    .as_str()
                    .replace(&left.to_string(), &next.to_string())
                    .replace(&right.to_string(), &last.to_string()),
            )
        }
        Value::Roman(number) => {
            let roman = to_roman(number + 1)?;
            Some(if label.as_str().starts_with(char::is_uppercase) { roman.to_uppercase() } else { roman })
        }
        Value::Sign => sign::next(label.as_str(), &sign::LONG_ORDER),
    }
}

/// The number or sign after or before `label`, in the same kind of digits. Returns `None` if there is none, and for labels
/// of other kinds.
pub(super) fn shifted(label: &Label, shift: Shift) -> Option<String> {
    let text = label.as_str();
    match (label.value(), shift) {
        (Value::Arabic(number), Shift::Up) => Some(in_digits_of(text, number.checked_add(1)?)),
        (Value::Arabic(number), Shift::Down) => Some(in_digits_of(text, number.checked_sub(1)?)),
        (Value::Sign, _) if text.chars().count() > MOST_SIGNS => None,
        (Value::Sign, Shift::Up) => sign::next(text, &sign::ORDER),
        (Value::Sign, Shift::Down) => sign::previous(text, &sign::ORDER),
        (Value::Letter(number), Shift::Up) => Some(in_letters_of(text, number.checked_add(1)?)),
        (Value::Letter(number), Shift::Down) => {
            number.checked_sub(1).filter(|number| *number > 0).map(|number| in_letters_of(text, number))
        }
        (Value::Inserted(..) | Value::Opening(..) | Value::Roman(_), _) => None,
    }
}

/// Whether `label` is a printer's sign and not a number.
pub(super) fn is_sign(label: &Label) -> bool {
    label.value() == Value::Sign
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_count_on() {
        for (label, following) in [
            ("0", "1"),
            ("9", "10"),
            ("041", "042"),
            ("099", "100"),
            ("¹⁹", "²⁰"),
            ("xiv", "xv"),
            ("XLVIII", "XLIX"),
            ("12r", "12v"),
            ("12v", "13r"),
            ("60a", "61"),
            ("*", "†"),
            ("‖", "¶"),
            ("#", "**"),
            ("**", "††"),
        ] {
            assert_eq!(next_label(&Label::new(label)).as_deref(), Some(following), "{label}");
        }
        for (label, following) in [("A", "B"), ("C", "D"), ("Z", "AA"), ("AZ", "BA"), ("b", "c")] {
            assert_eq!(next_label(&Label::lettered(label)).as_deref(), Some(following), "{label}");
            assert_eq!(shifted(&Label::lettered(following), Shift::Down).as_deref(), Some(label));
        }
        for label in ["", "B7x", "99999999999999999999999"] {
            assert_eq!(next_label(&Label::new(label)), None, "{label}");
        }
    }

    #[test]
    fn down_is_back() {
        for label in ["1", "12", "²", "†", "**", "¶¶"] {
            let up = shifted(&Label::new(label), Shift::Up).unwrap();
            assert_eq!(shifted(&Label::new(&up), Shift::Down).as_deref(), Some(label));
        }
        assert_eq!(shifted(&Label::new("0"), Shift::Down), None);
        assert_eq!(shifted(&Label::new("*"), Shift::Down), None);
    }
}
