//! The numbers of a volume's records, and how many of its citations name one of them.

use super::key::Key;
use std::collections::{BTreeMap, BTreeSet};

/// The most records that may share a number, or a page. A number that more records carry tells nothing: it leads
/// nowhere. This also bounds the work of one look-up.
pub(super) const AMBIGUOUS: usize = 16;

/// The numbers of a volume's records. `T` is what carries a number: a record, or a file.
#[derive(Clone, Debug)]
pub(super) struct Numbering<T> {
    places: BTreeMap<Key, BTreeSet<T>>,
    /// How many citations name one of the numbers.
    answered: usize,
}

impl<T: Ord> Numbering<T> {
    /// Adds `place` as one that carries the number `key`; `citations` of the volume's citations name this number.
    pub fn insert(&mut self, key: Key, place: T, citations: usize) {
        let places = self.places.entry(key).or_default();
        if places.is_empty() {
            self.answered += citations;
        }
        places.insert(place);
    }

    /// Takes out `place` as one that carries the number `key`; `citations` of the volume's citations name this number.
    pub fn remove(&mut self, key: &Key, place: &T, citations: usize) {
        let Some(places) = self.places.get_mut(key) else { return };
        if places.remove(place) && places.is_empty() {
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
        self.places.get(key).filter(|places| places.len() <= AMBIGUOUS).into_iter().flatten()
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
