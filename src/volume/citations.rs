//! What the records of a volume cite by number, and which records cite it.

use super::key::Key;
use super::record_id::RecordId;
use crate::record::{CrossRef, CrossRefKind, Whose};
use foldhash::HashMap;
use std::collections::BTreeMap;

/// What a cross reference names by number in its volume.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Target {
    /// A record, or a note in the record.
    Document(Key),
    /// A page, or a note of a record on the page.
    Page(Key),
}

/// The record or page that `cross_ref` names by number; `None` where it names its own record, a neighbour of it, or
/// another volume.
pub(super) fn target(cross_ref: &CrossRef) -> Option<Target> {
    match (&cross_ref.whose, cross_ref.kind, &cross_ref.label) {
        (Whose::Here, CrossRefKind::Document, Some(label)) | (Whose::Document(label), ..) => {
            Some(Target::Document(Key::from(label)))
        }
        (Whose::Here, CrossRefKind::Page, Some(label)) | (Whose::Page(label), ..) => {
            Some(Target::Page(Key::from(label)))
        }
        _ => None,
    }
}

/// The citations of a volume: its cross references that name a record or page by number.
#[derive(Clone, Debug, Default)]
pub(super) struct Citations {
    /// How often each target is cited.
    times: HashMap<Target, usize>,
    /// How often each record cites each target. One map serves, since most targets are cited by one or two records.
    by: BTreeMap<(Target, RecordId), usize>,
    /// How many citations name a record.
    of_documents: usize,
}

impl Citations {
    /// Adds a citation of `target` in the record `by`.
    pub fn insert(&mut self, target: Target, by: RecordId) {
        self.of_documents += usize::from(matches!(target, Target::Document(_)));
        *self.times.entry(target.clone()).or_default() += 1;
        *self.by.entry((target, by)).or_default() += 1;
    }

    /// Takes out a citation of `target` in the record `by`; does nothing if there is none.
    pub fn remove(&mut self, target: &Target, by: RecordId) {
        let key = (target.clone(), by);
        let Some(times) = self.by.get_mut(&key) else { return };
        *times -= 1;
        if *times == 0 {
            self.by.remove(&key);
        }
        if let Some(times) = self.times.get_mut(target) {
            *times -= 1;
            if *times == 0 {
                self.times.remove(target);
            }
        }
        self.of_documents -= usize::from(matches!(target, Target::Document(_)));
    }

    /// How many citations name a record.
    pub fn of_documents(&self) -> usize {
        self.of_documents
    }

    /// How many citations name the record numbered `key`.
    pub fn of_document(&self, key: &Key) -> usize {
        self.times.get(&Target::Document(key.clone())).copied().unwrap_or_default()
    }

    /// How many citations name a record numbered `first` or above, without those that name the record `but`. Only the
    /// first `most` pairs of a number and a record that cites it are counted, which bounds the work.
    pub fn of_documents_from(&self, first: u64, but: &Key, most: usize) -> usize {
        let document = |number| Target::Document(Key::Arabic(number));
        let range = (document(first), RecordId::FIRST)..=(document(u64::MAX), RecordId::LAST);
        let other =
            |((target, _), _): &(&(Target, RecordId), &usize)| !matches!(target, Target::Document(key) if key == but);
        self.by.range(range).take(most).filter(other).map(|(_, times)| times).sum()
    }

    /// The records that cite `target`.
    pub fn by(&self, target: &Target) -> impl Iterator<Item = RecordId> + use<'_> {
        let range = (target.clone(), RecordId::FIRST)..=(target.clone(), RecordId::LAST);
        self.by.range(range).map(|((_, by), _)| *by)
    }
}
