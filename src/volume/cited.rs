//! What the records of a volume cite, and who cites it.

use super::key::Key;
use super::volume::RecordId;
use crate::record::{CrossRef, CrossRefKind, Whose};
use std::collections::{BTreeMap, HashMap};

/// What a cross reference names of its volume by a number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Target {
    /// A record, or a note of it.
    Document(Key),
    /// A page, or a note of a record on it.
    Page(Key),
}

/// The record or page that `cross_ref` names by number; none where it names its own record, a neighbour, or another
/// volume.
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

/// Which records of a volume cite what.
#[derive(Clone, Debug, Default)]
pub(super) struct Citations {
    cited: HashMap<Target, Cited>,
    of_documents: usize,
}

/// How often something is cited: in all, and in each record that does.
#[derive(Clone, Debug, Default)]
struct Cited {
    times: usize,
    by: BTreeMap<RecordId, usize>,
}

impl Citations {
    /// Adds a citation in the record `by`.
    pub fn insert(&mut self, target: Target, by: RecordId) {
        self.of_documents += usize::from(matches!(target, Target::Document(_)));
        let cited = self.cited.entry(target).or_default();
        cited.times += 1;
        *cited.by.entry(by).or_default() += 1;
    }

    /// Takes one out.
    pub fn remove(&mut self, target: &Target, by: RecordId) {
        let Some(cited) = self.cited.get_mut(target) else { return };
        let Some(times) = cited.by.get_mut(&by) else { return };
        *times -= 1;
        if *times == 0 {
            cited.by.remove(&by);
        }
        cited.times -= 1;
        if cited.times == 0 {
            self.cited.remove(target);
        }
        self.of_documents -= usize::from(matches!(target, Target::Document(_)));
    }

    /// How many citations of records there are.
    pub fn of_documents(&self) -> usize {
        self.of_documents
    }

    /// How often the record `key` is cited.
    pub fn of_document(&self, key: &Key) -> usize {
        self.cited.get(&Target::Document(key.clone())).map_or(0, |cited| cited.times)
    }

    /// The records that cite `target`.
    pub fn by(&self, target: &Target) -> impl Iterator<Item = RecordId> + use<'_> {
        self.cited.get(target).into_iter().flat_map(|cited| cited.by.keys().copied())
    }
}
