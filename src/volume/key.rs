//! Printed numbers as keys for look-up.

use crate::record::{Label, Value};

/// The number of a record, a page or a note as a key for look-up. Labels that mean the same have equal keys, however
/// they are printed: `12` and `012`, `xiv` and `XIV`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Key {
    /// A plain number: `222`.
    Arabic(u64),
    /// A number with a letter: `60a`, between 60 and 61.
    Inserted(u64, char),
    /// A Roman number: `xiv`.
    Roman(u64),
    /// Any other label, as it is printed: `*`.
    Sign(Box<str>),
}

impl Key {
    /// The number, if it is a plain one.
    pub fn arabic(&self) -> Option<u64> {
        match self {
            Self::Arabic(number) => Some(*number),
            _ => None,
        }
    }

    /// The keys of the pages that `label` is printed on: two for an opening, `402-403`.
    pub fn of_pages(label: &Label) -> impl Iterator<Item = Self> {
        let (left, right) = match label.value() {
            Value::Opening(left, right) => (Self::Arabic(left.into()), Some(Self::Arabic(right.into()))),
            _ => (Self::from(label), None),
        };
        std::iter::once(left).chain(right)
    }

    /// The number that the name of the file at `path` ends in: 41 for `d41.txt`. It is the number of the file's first
    /// record where headings print none.
    pub fn of_file_name(path: &str) -> Option<Self> {
        let name = path.rsplit('/').next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let digits = stem.len() - stem.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        stem.get(stem.len() - digits..)?.parse().ok().map(Self::Arabic)
    }
}

impl From<&Label> for Key {
    fn from(label: &Label) -> Self {
        match label.value() {
            Value::Arabic(number) => Self::Arabic(number),
            Value::Inserted(number, letter) => Self::Inserted(number, letter),
            Value::Roman(number) => Self::Roman(number),
            Value::Letter(_) | Value::Sign | Value::Opening(..) => Self::Sign(label.as_str().into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_ends_in_the_number() {
        for (path, number) in [
            ("v/d41.txt", Some(41)),
            ("d041.txt", Some(41)),
            ("v16/letter.txt", None),
            ("v/1962-05.txt", Some(5)),
            ("v/41", Some(41)),
            ("v/d41a.txt", None),
            ("v/d99999999999999999999999.txt", None),
            ("v/é7.txt", Some(7)),
            ("", None),
        ] {
            assert_eq!(Key::of_file_name(path).and_then(|key| key.arabic()), number, "{path}");
        }
    }

    #[test]
    fn labels_that_count_as_the_same_are_the_same() {
        let same = |a: &str, b: &str| Key::from(&Label::new(a)) == Key::from(&Label::new(b));
        assert!(same("12", "012") && same("xiv", "XIV") && same("60a", "60A") && same("*", "*"));
        assert!(!same("12", "xii") && !same("60", "60a") && !same("*", "†"));
    }
}
