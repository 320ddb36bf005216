//! The numbers of a volume's records, and how many of its citations name one of them.

use super::key::Key;
use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};

/// The most records that may share a number, or a page. A number that more records carry tells nothing: it leads
/// nowhere. This also bounds the work of one look-up.
pub(super) const AMBIGUOUS: usize = 16;

/// The numbers of a volume's records. `T` is what carries a number: a record, or a file.
#[derive(Clone, Debug)]
pub(super) struct Numbering<T> {
    places: BTreeMap<Key, Carriers<T>>,
    /// How many citations name one of the numbers.
    answered: usize,
}

/// What carries one number. Most numbers are one record's, which needs no memory of its own.
#[derive(Clone, Debug)]
enum Carriers<T> {
    One(T),
    Several(BTreeSet<T>),
}

impl<T: Ord> Carriers<T> {
    fn insert(&mut self, place: T) {
        match self {
            Self::Several(places) => {
                places.insert(place);
            }
            Self::One(one) if *one == place => {}
            Self::One(_) => {
                if let Self::One(one) = std::mem::replace(self, Self::Several(BTreeSet::from([place]))) {
                    self.insert(one);
                }
            }
        }
    }

    /// Takes out `place`. Returns whether it was the last.
    fn remove(&mut self, place: &T) -> bool {
        match self {
            Self::One(one) => one == place,
            Self::Several(places) => places.remove(place) && places.is_empty(),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::One(_) => 1,
            Self::Several(places) => places.len(),
        }
    }

    fn iter(&self) -> impl Iterator<Item = &T> {
        let (one, several) = match self {
            Self::One(one) => (Some(one), None),
            Self::Several(places) => (None, Some(places)),
        };
        one.into_iter().chain(several.into_iter().flatten())
    }
}

impl<T: Ord> Numbering<T> {
    /// Adds `place` as one that carries the number `key`; `citations` of the volume's citations name this number.
    pub fn insert(&mut self, key: Key, place: T, citations: usize) {
        match self.places.entry(key) {
            Entry::Occupied(carriers) => carriers.into_mut().insert(place),
            Entry::Vacant(none) => {
                none.insert(Carriers::One(place));
                self.answered += citations;
            }
        }
    }

    /// Takes out `place` as one that carries the number `key`; `citations` of the volume's citations name this number.
    pub fn remove(&mut self, key: &Key, place: &T, citations: usize) {
        if self.places.get_mut(key).is_some_and(|carriers| carriers.remove(place)) {
            self.places.remove(key);
            self.answered = self.answered.saturating_sub(citations);
        }
    }

    /// Counts a citation that was added and names `key`.
    pub fn cite(&mut self, key: &Key) {
        self.answered += usize::from(self.has(key));
    }

    /// Counts a citation that was taken out and names `key`.
    pub fn uncite(&mut self, key: &Key) {
        self.answered = self.answered.saturating_sub(usize::from(self.has(key)));
    }

    /// How many citations name one of the numbers.
    pub fn answered(&self) -> usize {
        self.answered
    }

    /// Whether anything carries the number `key`.
    pub fn has(&self, key: &Key) -> bool {
        self.places.contains_key(key)
    }

    /// What carries the number `key`; nothing where more than [`AMBIGUOUS`] do.
    pub fn get(&self, key: &Key) -> impl Iterator<Item = &T> {
        self.places.get(key).filter(|carriers| carriers.len() <= AMBIGUOUS).into_iter().flat_map(Carriers::iter)
    }

    /// How many different numbers there are, and the least and the greatest plain one; `None` where none is plain.
    pub fn range(&self) -> Option<(usize, u64, u64)> {
        let last = self.places.range(..=Key::Arabic(u64::MAX)).next_back()?.0.arabic()?;
        let first = self.places.first_key_value()?.0.arabic()?;
        Some((self.places.len(), first, last))
    }
}

impl<T> Default for Numbering<T> {
    fn default() -> Self {
        Self { places: BTreeMap::new(), answered: 0 }
    }
}
