//! The signs that printers use as footnote marks in place of numbers, and their order.

use std::num::NonZeroU8;

/// The printer's footnote signs, in their order of use. The double bar is listed twice: `‖`, and the box-drawing `║`
/// that people type for it.
pub const SIGNS: [char; 8] = ['*', '†', '‡', '§', '‖', '║', '¶', '#'];

/// `label` in the form in which it equals every other spelling of the same signs: the double bar has two.
pub fn same_sign(label: &str) -> String {
    label.replace('║', "‖")
}

/// The order in which most printers use the signs.
pub const ORDER: [char; 6] = ['*', '†', '‡', '§', '‖', '¶'];

/// The order of printers who also use `#`.
pub const LONG_ORDER: [char; 7] = ['*', '†', '‡', '§', '‖', '¶', '#'];

/// The label after `label` in `order`. After the last sign the first one returns, repeated once more: `**` after `¶`.
/// Returns `None` unless `label` is one sign of `order`, which may be repeated.
pub fn next(label: &str, order: &[char]) -> Option<String> {
    let (index, count) = place(label, order)?;
    Some(match order.get(index + 1) {
        Some(sign) => repeated(*sign, count),
        None => repeated(*order.first()?, count + 1),
    })
}

/// The label before `label` in `order`: `*` before `†`, and `¶` before `**`. Returns `None` for the first sign, and
/// unless `label` is one sign of `order`, which may be repeated.
pub fn previous(label: &str, order: &[char]) -> Option<String> {
    let (index, count) = place(label, order)?;
    Some(match index.checked_sub(1) {
        Some(before) => repeated(*order.get(before)?, count),
        None => repeated(*order.last()?, count.checked_sub(1).filter(|count| *count > 0)?),
    })
}

/// The greatest [`rank`].
pub const LAST_RANK: u8 = 30;

/// Where `label` stands in [`ORDER`], from 1: `*` is 1, `¶` 6 and `**` 7. `None` unless `label` is one sign of that order, which
/// may be repeated, up to [`LAST_RANK`].
pub fn rank(label: &str) -> Option<NonZeroU8> {
    let (index, count) = place(label, &ORDER)?;
    let rank = u8::try_from((count - 1) * ORDER.len() + index + 1).ok().and_then(NonZeroU8::new);
    rank.filter(|rank| rank.get() <= LAST_RANK)
}

/// Whether the sign of rank `rank` is due behind that of rank `last`: as the next in [`ORDER`], or as the same sign repeated once
/// more, `**` behind `*`.
pub fn follows(rank: NonZeroU8, last: NonZeroU8) -> bool {
    let on = rank.get().saturating_sub(last.get());
    on == 1 || usize::from(on) == ORDER.len()
}

/// The index in `order` of the sign that `label` consists of, and how often it is repeated.
fn place(label: &str, order: &[char]) -> Option<(usize, usize)> {
    let first = label.chars().next()?;
    let sign = if first == '║' { '‖' } else { first };
    let index = order.iter().position(|other| *other == sign)?;
    label.chars().all(|c| c == first).then(|| (index, label.chars().count()))
}

fn repeated(sign: char, count: usize) -> String {
    sign.to_string().repeat(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_follow_each_other() {
        for (label, following) in [("*", "†"), ("‖", "¶"), ("¶", "**"), ("††", "‡‡"), ("¶¶", "***")] {
            assert_eq!(next(label, &ORDER).as_deref(), Some(following));
            assert_eq!(previous(following, &ORDER).as_deref(), Some(label));
        }
        assert_eq!(next("║", &ORDER).as_deref(), Some("¶"));
        assert_eq!(previous("║", &ORDER).as_deref(), Some("§"));
        assert_eq!(next("¶", &LONG_ORDER).as_deref(), Some("#"));
        assert_eq!(next("#", &LONG_ORDER).as_deref(), Some("**"));
        assert_eq!(previous("*", &ORDER), None);
        for (label, last, expected) in [
            ("†", "*", true),
            ("**", "*", true),
            ("**", "¶", true),
            ("‡", "*", false),
            ("*", "†", false),
            ("*", "*", false),
        ] {
            assert_eq!(follows(rank(label).unwrap(), rank(last).unwrap()), expected, "{last}{label}");
        }
        for label in ["", "#", "*†", "1"] {
            assert_eq!(next(label, &ORDER), None, "{label}");
            assert_eq!(rank(label), None, "{label}");
        }
    }

    #[test]
    fn signs_have_ranks() {
        let ranks = ["*", "†", "║", "¶", "**", "¶¶¶¶¶", "******"].map(|label| rank(label).map(NonZeroU8::get));
        assert_eq!(ranks, [Some(1), Some(2), Some(5), Some(6), Some(7), Some(LAST_RANK), None]);
    }
}
