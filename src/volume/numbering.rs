//! Which numbers a volume's records have, and how many of its citations they answer.

use super::key::Key;
use std::collections::{BTreeMap, BTreeSet};

/// The most records that may share a number, or a page. A number that more records carry tells nothing: it leads nowhere.
/// This also bounds the work of one look-up.
pub(super) const AMBIGUOUS: usize = 16;

/// The numbers of a volume's records, each with what carries it.
#[derive(Clone, Debug)]
pub(super) struct Numbering<T> {
    places: BTreeMap<Key, BTreeSet<T>>,
    /// How many citations name a number that is here.
    answered: usize,
}

impl<T: Ord> Numbering<T> {
    /// Adds what carries `key`, which `citations` of the volume name.
    pub fn insert(&mut self, key: Key, place: T, citations: usize) {
        let places = self.places.entry(key).or_default();
        if places.is_empty() {
            self.answered += citations;
        }
        places.insert(place);
    }

    /// Takes out what carries `key`, which `citations` of the volume name.
    pub fn remove(&mut self, key: &Key, place: &T, citations: usize) {
        let Some(places) = self.places.get_mut(key) else { return };
        if places.remove(place) && places.is_empty() {
            self.places.remove(key);
            self.answered = self.answered.saturating_sub(citations);
        }
    }

    /// Counts one more citation of `key`.
    pub fn cite(&mut self, key: &Key) {
        self.answered += usize::from(self.has(key));
    }

    /// Counts one less.
    pub fn uncite(&mut self, key: &Key) {
        self.answered = self.answered.saturating_sub(usize::from(self.has(key)));
    }

    /// How many citations name a number that is here.
    pub fn answered(&self) -> usize {
        self.answered
    }

    /// Whether there is such a number.
    pub fn has(&self, key: &Key) -> bool {
        self.places.contains_key(key)
    }

    /// What carries `key`; nothing where more than [`AMBIGUOUS`] do.
    pub fn get(&self, key: &Key) -> impl Iterator<Item = &T> {
        self.places.get(key).filter(|places| places.len() <= AMBIGUOUS).into_iter().flatten()
    }

    /// How many plain numbers there are, and the least and the greatest of them.
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
