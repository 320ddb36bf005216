//! The label that follows another one.

use crate::convention::numeral;
use crate::convention::numeral::is_superscript;
use crate::convention::sign::SIGNS;
use crate::record::{Label, Value};

/// The label that follows `label`, in the same kind of digits: `13` follows `12`, `xvi` follows `xv`, `³` follows `²`,
/// `12v` follows `12r`. `61` follows `60a`, which was inserted between the two. Returns `None` if there is none.
pub(super) fn next_label(label: &str) -> Option<String> {
    match Label::new(label).value() {
        Value::Arabic(number) => format_like(number.checked_add(1)?, label),
        Value::Inserted(number, 'r') => Some(format!("{number}v")),
        Value::Inserted(number, 'v') => Some(format!("{}r", number.checked_add(1)?)),
        Value::Inserted(number, _) => Some(number.checked_add(1)?.to_string()),
        Value::Roman(number) => format_like(number + 1, label),
        Value::Sign => next_sign(label),
    }
}

/// `number` in the kind of digits that `label` has: plain, superscript or roman.
pub(super) fn format_like(number: u64, label: &str) -> Option<String> {
    if label.starts_with(is_superscript) {
        return Some(number.to_string().chars().map(superscript).collect());
    }
    if let Value::Roman(_) = Label::new(label).value() {
        let roman = numeral::to_roman(number)?;
        return Some(if label.starts_with(char::is_uppercase) { roman.to_uppercase() } else { roman });
    }
    Some(number.to_string())
}

/// The sign that follows `sign` in the printer's order. The first sign, doubled, follows the last one.
fn next_sign(sign: &str) -> Option<String> {
    let first = sign.chars().next()?;
    let at = SIGNS.iter().position(|&known| known == first)?;
    // The box-drawing double bar is only another form of the sign before it.
    let following = SIGNS.iter().skip(at + 1).find(|&&next| next != '║');
    let times = sign.chars().count();
    Some(match following {
        Some(next) => next.to_string().repeat(times),
        None => SIGNS[0].to_string().repeat(times + 1),
    })
}

fn superscript(digit: char) -> char {
    match digit {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        _ => '⁹',
    }
}

#[cfg(test)]
mod tests {
    use super::next_label;

    #[test]
    fn labels_count_on() {
        for (label, following) in [
            ("0", "1"),
            ("9", "10"),
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
            assert_eq!(next_label(label).as_deref(), Some(following), "{label}");
        }
        for label in ["", "B7x", "99999999999999999999999"] {
            assert_eq!(next_label(label), None, "{label}");
        }
    }
}
