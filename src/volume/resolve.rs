//! Where a cross reference leads, and which cross references lead to a place.

use super::citations::{self, Target};
use super::complete::Complete;
use super::entry::{PageEntry, RecordEntry, StoredSpan};
use super::key::Key;
use super::record_id::RecordId;
use super::volume::{Located, Volume};
use crate::record::{CrossRef, CrossRefKind, Label, Whose};
use crate::text::Span;
use std::collections::{BTreeSet, HashSet};

/// Where a cross reference leads, as far as it can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// To this place.
    Resolved(Place),
    /// Nowhere: it names something that the volume, which is complete, does not have.
    Unknown(Missing),
    /// It cannot be told: what it names is not in the volume, which may be incomplete.
    NotLoaded,
    /// To another volume or publication.
    Elsewhere,
}

/// A place that a cross reference leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The record.
    pub record: RecordId,
    /// The part of the record.
    pub part: Part,
}

/// A part of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The heading; where there is none, the beginning of the record.
    Heading,
    /// The note with this index.
    Note(usize),
    /// The page marker with this index.
    Page(usize),
}

/// What a cross reference names and its volume does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// A record.
    Document,
    /// A page.
    Page,
    /// A note of this record.
    Footnote(RecordId),
}

/// A cross reference of a volume.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Citation {
    /// The record that the cross reference is in.
    pub record: RecordId,
    /// The index of the cross reference among those of the record.
    pub cross_ref: usize,
}

impl Volume {
    /// Where `cross_ref`, which is in the record `from`, leads. `complete` is what the configuration says of the
    /// volume.
    pub fn resolve(&self, from: RecordId, cross_ref: &CrossRef, complete: Complete) -> Outcome {
        let found = match &cross_ref.whose {
            Whose::Elsewhere => Err(Outcome::Elsewhere),
            Whose::Previous => self.previous(from).ok_or(Outcome::NotLoaded),
            Whose::Next => self.next(from).ok_or(Outcome::NotLoaded),
            Whose::Document(label) => self.document(label, complete),
            Whose::Page(page) => return self.note_on_page(page, cross_ref.label.as_ref(), complete),
            Whose::Here => match (cross_ref.kind, &cross_ref.label) {
                (CrossRefKind::Document, Some(label)) => self.document(label, complete),
                (CrossRefKind::Page, Some(label)) => return self.marked_page(label, complete),
                (CrossRefKind::Footnote, Some(_)) => Ok(from),
                (_, None) => Err(Outcome::NotLoaded),
            },
        };
        match (found, cross_ref.kind, &cross_ref.label) {
            (Err(outcome), ..) => outcome,
            (Ok(record), CrossRefKind::Footnote, Some(label)) => {
                let near = (record == from).then_some(cross_ref.span);
                self.note(record, label, near)
            }
            (Ok(record), ..) => Outcome::Resolved(Place { record, part: Part::Heading }),
        }
    }

    /// The bytes of `place`, counted from the start of its record; `None` where it is no longer in the volume.
    pub fn span(&self, place: Place) -> Option<Span> {
        let record = self.get(place.record)?.record;
        match place.part {
            Part::Heading => Some(record.heading.map(StoredSpan::get).unwrap_or_default()),
            Part::Note(note) => Some(record.notes.get(note)?.span.get()),
            Part::Page(page) => Some(record.pages.get(page)?.span.get()),
        }
    }

    /// The cross references of the volume that lead to `place`, in order: those that name it by number, by a page, or
    /// as the record before or after their own.
    pub fn cited_by(&self, place: Place) -> Vec<Citation> {
        let leading = self.leading_to(place.record, |_, found| found == place);
        leading.into_iter().map(|(citation, _)| citation).collect()
    }

    /// The cross references in other records of the volume that lead to the heading, a note or a page of `record`, in
    /// order.
    pub fn record_cited_by(&self, record: RecordId) -> Vec<Citation> {
        let leading = self.leading_to(record, |from, found| from != record && found.record == record);
        leading.into_iter().map(|(citation, _)| citation).collect()
    }

    /// The cross references of the volume that lead to the heading, a note or a page of `record`, in order, each with
    /// the part that it leads to. Those in `record` itself are among them.
    pub fn citations_of(&self, record: RecordId) -> Vec<(Citation, Part)> {
        self.leading_to(record, |_, found| found.record == record)
    }

    /// The cross references that lead into `record` and that `leads` accepts, in order, each with the part that it
    /// leads to. `leads` gets the record that a cross reference is in, and the place it leads to.
    fn leading_to(&self, record: RecordId, leads: impl Fn(RecordId, Place) -> bool) -> Vec<(Citation, Part)> {
        let named = self.names(record);
        let beside = [Some(record), self.previous(record), self.next(record)];
        let citing = named.iter().flat_map(|target| self.citations.by(target));
        let citing: BTreeSet<RecordId> = citing.chain(beside.into_iter().flatten()).collect();
        let mut found = Vec::new();
        for from in citing {
            let cross_refs = self.get(from).map_or(&[][..], |located| &located.record.cross_refs);
            for (at, cross_ref) in cross_refs.iter().enumerate() {
                let may = citations::target(cross_ref).is_none_or(|target| named.contains(&target));
                if may
                    && let Outcome::Resolved(place) = self.resolve(from, cross_ref, Complete::No)
                    && leads(from, place)
                {
                    found.push((Citation { record: from, cross_ref: at }, place.part));
                }
            }
        }
        found.sort_by(|(a, _), (b, _)| self.compare(a.record, b.record).then(a.cross_ref.cmp(&b.cross_ref)));
        found
    }

    /// The targets by which cross references may name the record `id` or something in it: its numbers, its pages, and
    /// the page that it begins on.
    fn names(&self, id: RecordId) -> HashSet<Target> {
        let mut names = HashSet::new();
        let Some(Located { path, record, .. }) = self.get(id) else { return names };
        let numbers = record.number.as_ref().map(Key::from).into_iter().chain(Key::of_file_name(path));
        names.extend(numbers.map(Target::Document));
        for page in &record.pages {
            let mut keys = Key::of_pages(&page.label).peekable();
            // The page before a marker may have none of its own.
            let before = keys.peek().and_then(Key::arabic).and_then(|number| number.checked_sub(1));
            names.extend(before.map(Key::Arabic).into_iter().chain(keys).map(Target::Page));
        }
        // A note may be cited by the page that its record begins on, whose marker stands in one further up.
        let mut before = self.previous(id);
        for _ in 0..RECORDS_ON_A_PAGE {
            let Some(entry) = before.and_then(|id| self.get(id)).map(|located| located.record) else { break };
            if let Some(page) = entry.pages.last() {
                names.extend(Key::of_pages(&page.label).map(Target::Page));
                break;
            }
            before = before.and_then(|id| self.previous(id));
        }
        names
    }

    /// The record numbered `label`.
    fn document(&self, label: &Label, complete: Complete) -> Result<RecordId, Outcome> {
        let key = Key::from(label);
        self.numbered(&key).ok_or_else(|| {
            if self.is_complete(complete, &key) { Outcome::Unknown(Missing::Document) } else { Outcome::NotLoaded }
        })
    }

    /// The note of `record` with the printed label `label`. Where the numbering restarts on each page there may be
    /// several: then it is the nearest one before `near`, a place in the record, or, without `near`, the first.
    fn note(&self, record: RecordId, label: &Label, near: Option<Span>) -> Outcome {
        let Some(entry) = self.get(record).map(|located| located.record) else { return Outcome::NotLoaded };
        match note_called(entry, label, near) {
            Some(note) => Outcome::Resolved(Place { record, part: Part::Note(note) }),
            None if entry.settled => Outcome::Unknown(Missing::Footnote(record)),
            None => Outcome::NotLoaded,
        }
    }

    /// The marker of the page `label`, or the record that must hold the page.
    fn marked_page(&self, label: &Label, complete: Complete) -> Outcome {
        let key = Key::from(label);
        match self.page(&key).first() {
            Some(&(record, page)) => Outcome::Resolved(Place { record, part: Part::Page(page) }),
            None => match self.holds_unmarked(&key) {
                Some(record) => Outcome::Resolved(Place { record, part: Part::Heading }),
                None if complete == Complete::Yes => Outcome::Unknown(Missing::Page),
                None => Outcome::NotLoaded,
            },
        }
    }

    /// The record that must hold the page `key`, which has no marker, where the markers around it leave one choice. It
    /// is the record with the marker of the next page, in one of two cases: the marker before that one is of the page
    /// before `key`; or that one is the record's first marker, the record begins above it, and the record before ends
    /// on an earlier page.
    fn holds_unmarked(&self, key: &Key) -> Option<RecordId> {
        let page = key.arabic()?;
        let &(after, next) = self.page(&Key::Arabic(page.checked_add(1)?)).first()?;
        let pages = |id| self.get(id).map_or(&[][..], |located| &located.record.pages);
        let own = pages(after);
        let is_before = |last: &PageEntry, least| last.label.arabic().is_some_and(|last| least <= last && last < page);
        let alone = if let Some(last) = next.checked_sub(1).and_then(|at| own.get(at)) {
            is_before(last, page.saturating_sub(1))
        } else {
            let begins = own.first().is_some_and(|first| first.span.get().start > self.heading_start(after));
            begins && self.previous(after).and_then(|id| pages(id).last()).is_some_and(|last| is_before(last, 0))
        };
        alone.then_some(after)
    }

    /// The start of the heading of the record `id`, in bytes of the record; 0 where it has none.
    fn heading_start(&self, id: RecordId) -> usize {
        self.get(id).and_then(|located| located.record.heading).map_or(0, |heading| heading.get().start)
    }

    /// The note labelled `label` of a record on the page `page`: if there is one, the note whose reference is on that
    /// page. Without `label`, the page itself.
    fn note_on_page(&self, page: &Label, label: Option<&Label>, complete: Complete) -> Outcome {
        let place = match self.marked_page(page, complete) {
            Outcome::Resolved(place) => place,
            other => return other,
        };
        let Some(label) = label else { return Outcome::Resolved(place) };
        let Part::Page(at) = place.part else { return self.note(place.record, label, None) };
        let mut record = place.record;
        let mut from = Some(at);
        // The record in which the page begins, and those that begin on it.
        for _ in 0..RECORDS_ON_A_PAGE {
            let Some(entry) = self.get(record).map(|located| located.record) else { break };
            let page = |at: Option<usize>| entry.pages.get(at?);
            // The markers between which the page stands.
            let (above, below) = match from {
                Some(at) if entry.at_foot => (at.checked_sub(1), Some(at)),
                Some(at) => (Some(at), Some(at + 1)),
                None => (None, Some(0)),
            };
            let start = page(above).map_or(0, |page| page.span.get().end);
            let end = page(below).map(|page| page.span.get().start);
            // References follow the order of their notes.
            let called = entry.called(label, true);
            let reference = |note: u32| entry.notes.get(note as usize)?.reference.map(|at| at as usize);
            let first = called.partition_point(|&note| reference(note) < Some(start));
            let on_it = |&note: &u32| reference(note).is_some_and(|at| end.is_none_or(|end| at < end));
            let note = called.get(first).copied().filter(on_it);
            if let Some(note) = note {
                return Outcome::Resolved(Place { record, part: Part::Note(note as usize) });
            }
            let Some(next) = self.next(record).filter(|_| end.is_none()) else { break };
            (record, from) = (next, None);
        }
        // Whether the page is the note's or its reference's, the record is the one in which the page begins.
        match self.note(place.record, label, None) {
            Outcome::Unknown(_) => Outcome::NotLoaded,
            other => other,
        }
    }
}

/// The most records that may begin on one page. The shortest published records have a few lines.
const RECORDS_ON_A_PAGE: usize = 16;

/// The index of the note of `record` with the printed label `label`: see [`Volume::note`].
fn note_called(record: &RecordEntry, label: &Label, near: Option<Span>) -> Option<usize> {
    // What references print is certain; a number that only the list has may be a position.
    let paired = record.called(label, true);
    let start = |note: u32| record.notes.get(note as usize).map(|note| note.span.get().start);
    let before = near.and_then(|near| {
        let behind = paired.partition_point(|&note| start(note) < Some(near.start));
        paired.get(behind.checked_sub(1)?)
    });
    before.or(paired.first()).or(record.called(label, false).first()).map(|&note| note as usize)
}
