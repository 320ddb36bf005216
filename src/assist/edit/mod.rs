//! Edits of the notes of a record: one file an action.
//!
//! What is offered at a place is cheap to tell ([`actions`]); the edit itself is made when it is wanted ([`resolve`]). Every
//! edit is tried on the record's text first: it is offered only if all that was paired before is paired the same afterwards,
//! and refused with a reason otherwise.

mod as_printed;
mod change;
mod cited;
mod draft;
mod fixed;
mod here;
mod insert;
mod item;
mod linked;
mod mark;
mod moved;
mod note;
#[cfg(test)]
mod properties;
mod reference;
mod remove;
mod rename;
mod renumber;
mod replace;
mod series;
#[cfg(test)]
mod testing;
mod words;

pub use change::Change;
pub use cited::Elsewhere;
pub use fixed::fix;
pub use linked::linked;
pub use rename::{Renamable, renamable, rename};

use crate::check::{Code, Diagnostic};
use crate::config::Settings;
use crate::record::Snapshot;
use crate::text::Span;
use crate::volume::Volume;
use draft::Draft;
use here::Here;
use std::collections::HashSet;

/// What is to be known of the world around a document, as far as it is known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around<'a> {
    /// The document's volume, with the path by which it knows the document: its records of that path are those of the
    /// document, one to one.
    pub volume: Option<(&'a Volume, &'a str)>,
    /// What is configured for the document, with its whole path.
    pub settings: Option<(&'a Settings, &'a str)>,
}

/// Something that can be done at a place of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What it is.
    pub id: Id,
    /// What it does, in the words of somebody who edits records.
    pub title: String,
    /// What it is resolved at, in bytes of the document.
    pub place: Span,
    /// Why it cannot be done, if that can be told without trying.
    pub refusal: Option<String>,
    /// What it mends.
    pub mends: Option<Mended>,
}

/// What an action mends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The rule that found it.
    pub code: Code,
    /// Where, in bytes of the document.
    pub span: Span,
    /// Whether nothing else can be meant, so that it may be done unasked.
    pub certain: bool,
}

/// An edit of a document, to be undone in one step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// The changes, in bytes of the document, in order and not overlapping.
    pub changes: Vec<Change>,
    /// What belongs selected afterwards, mostly nothing: where the cursor belongs. In bytes of the document as the changes
    /// leave it.
    pub cursor: Option<Span>,
    /// The changes of other records that go with it: each can be left out.
    pub elsewhere: Vec<Elsewhere>,
}

/// What an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Id {
    /// Puts in a footnote: its reference and an empty note.
    InsertFootnote,
    /// Takes out a footnote: its note and every reference to it.
    RemoveFootnote,
    /// Numbers the references and the notes from 0.
    NumberFromZero,
    /// Numbers them from 1.
    NumberFromOne,
    /// Numbers them from 1 on each page anew.
    NumberByPage,
    /// Numbers them on from the last note of the record before.
    NumberOn,
    /// Numbers the notes as their references print.
    NotesAsPrinted,
    /// Makes the references print what their notes are numbered.
    ReferencesAsListed,
    /// Numbers the notes in their order, where a number is there twice or left out.
    RenumberList,
    /// Adds the note that a reference lacks.
    AddNote,
    /// Takes out a reference that lacks its note.
    RemoveReference,
    /// Moves a note that lacks its reference to where that stands.
    MoveNote,
    /// Takes out a note that lacks its reference.
    RemoveNote,
    /// Puts in what should stand here.
    Replace,
}

/// How an action is offered, and how it is done.
struct Way {
    id: Id,
    /// The title and why it cannot be done; none where there is nothing to do.
    offer: fn(&Here) -> Option<Offer>,
    draft: fn(&Here) -> Result<Draft, String>,
}

/// A title, and why what it says cannot be done.
struct Offer {
    title: String,
    refusal: Option<String>,
}

/// What can be done with a record at a place. What mends a diagnostic is told by [`mending`].
const WAYS: [Way; 8] = [
    Way { id: Id::InsertFootnote, offer: insert::offer, draft: insert::draft },
    Way { id: Id::RemoveFootnote, offer: remove::offer, draft: remove::draft },
    Way { id: Id::NotesAsPrinted, offer: as_printed::offer_notes, draft: as_printed::draft_notes },
    Way { id: Id::ReferencesAsListed, offer: as_printed::offer_references, draft: as_printed::draft_references },
    Way { id: Id::NumberFromOne, offer: renumber::offer_from_one, draft: renumber::draft_from_one },
    Way { id: Id::NumberFromZero, offer: renumber::offer_from_zero, draft: renumber::draft_from_zero },
    Way { id: Id::NumberByPage, offer: renumber::offer_by_page, draft: renumber::draft_by_page },
    Way { id: Id::NumberOn, offer: renumber::offer_on, draft: renumber::draft_on },
];

/// What mends a diagnostic of a record.
const MENDING: [(Code, Way); 10] = [
    (Code::DanglingReference, Way { id: Id::AddNote, offer: note::offer_add, draft: note::draft_add }),
    (Code::DanglingReference, Way { id: Id::RemoveReference, offer: reference::offer, draft: reference::draft }),
    (Code::UnreferencedNote, Way { id: Id::MoveNote, offer: moved::offer, draft: moved::draft }),
    (Code::UnreferencedNote, Way { id: Id::RemoveNote, offer: note::offer_remove, draft: note::draft_remove }),
    (Code::DuplicateNote, Way { id: Id::RenumberList, offer: as_printed::offer_list, draft: as_printed::draft_list }),
    (Code::NoteNumbering, Way { id: Id::RenumberList, offer: as_printed::offer_list, draft: as_printed::draft_list }),
    (
        Code::NoteNumberMismatch,
        Way { id: Id::NotesAsPrinted, offer: as_printed::offer_notes, draft: as_printed::draft_notes },
    ),
    (Code::PageOutOfSequence, Way { id: Id::Replace, offer: replace::offer, draft: replace::draft }),
    (Code::DuplicatePage, Way { id: Id::Replace, offer: replace::offer, draft: replace::draft }),
    (Code::MalformedPageMarker, Way { id: Id::Replace, offer: replace::offer, draft: replace::draft }),
];

/// Of how many diagnostics it is told what mends them: whoever selects more wants something else.
const MOST_TRIED: usize = 32;

/// What can be done at `selection`: what mends the diagnostics that it touches, then what else can be done with the record
/// in which it ends.
pub fn actions(snapshot: &Snapshot, selection: Span, around: Around) -> Vec<Action> {
    let Some(here) = Here::new(snapshot, selection, around) else { return Vec::new() };
    let reported = here.reported();
    let touched = reported.iter().filter(|found| touch(found.span, here.selection)).take(MOST_TRIED);
    let mut found: Vec<Action> = touched.flat_map(|diagnostic| mending(&here, diagnostic)).collect();
    for way in &WAYS {
        if let Some(Offer { title, refusal }) = (way.offer)(&here) {
            let place = here.in_document(here.selection);
            // What mends something is not offered a second time.
            let known = found.iter().any(|action| action.id == way.id);
            if !known {
                found.push(Action { id: way.id, title, place, refusal, mends: None });
            }
        }
    }
    found
}

/// What mends `diagnostic`, which is one of the record's.
fn mending(here: &Here, diagnostic: &Diagnostic) -> Vec<Action> {
    let place = here.in_document(diagnostic.span);
    let there = here.at(diagnostic.span);
    let ways = MENDING.iter().filter(|(code, _)| *code == diagnostic.code);
    let offered = ways.filter_map(|(code, way)| {
        let Offer { title, refusal } = (way.offer)(&there)?;
        let certain = refusal.is_none() && is_certain(&there, *code, diagnostic);
        let mends = Some(Mended { code: *code, span: place, certain });
        Some(Action { id: way.id, title, place, refusal, mends })
    });
    offered.collect()
}

/// Whether what is offered for `diagnostic` may be done unasked.
fn is_certain(here: &Here, code: Code, diagnostic: &Diagnostic) -> bool {
    match code {
        Code::DuplicateNote | Code::NoteNumbering | Code::NoteNumberMismatch => here.all_paired(),
        _ => diagnostic.meant.as_ref().is_some_and(|meant| meant.certain),
    }
}

/// The first thing that may be done unasked in the record of index `record`, and what it mends.
fn certain(snapshot: &Snapshot, record: usize, around: Around) -> Option<(Edit, Mended)> {
    let start = snapshot.records().get(record)?.start;
    let here = Here::new(snapshot, Span::new(start, start), around)?;
    // What numbers the whole list is the same whatever number of it is wrong.
    let mut codes = HashSet::new();
    let reported = here.reported();
    let found = reported.iter().filter(|found| found.meant.is_some() || codes.insert(found.code));
    let found = found.filter(|found| is_certain(&here, found.code, found));
    let actions = found.take(MOST_TRIED).flat_map(|found| mending(&here, found));
    let mut certain = actions.filter_map(|action| Some((action.id, action.mends.filter(|mends| mends.certain)?)));
    certain.find_map(|(id, mends)| Some((resolve(snapshot, mends.span, id, around).ok()?, mends)))
}

/// The edit that the action `id` is at `place`, in bytes of the document.
///
/// # Errors
///
/// Says, in the user's words, why it cannot be done.
pub fn resolve(snapshot: &Snapshot, place: Span, id: Id, around: Around) -> Result<Edit, String> {
    let here = Here::new(snapshot, place, around).ok_or("There is no record here")?;
    let mut ways = WAYS.iter().chain(MENDING.iter().map(|(_, way)| way));
    let way = ways.find(|way| way.id == id).ok_or("There is no such action")?;
    (way.draft)(&here)?.finish(&here)
}

impl Id {
    /// Every action, once.
    pub const ALL: [Self; 14] = [
        Self::InsertFootnote,
        Self::RemoveFootnote,
        Self::NumberFromZero,
        Self::NumberFromOne,
        Self::NumberByPage,
        Self::NumberOn,
        Self::NotesAsPrinted,
        Self::ReferencesAsListed,
        Self::RenumberList,
        Self::AddNote,
        Self::RemoveReference,
        Self::MoveNote,
        Self::RemoveNote,
        Self::Replace,
    ];

    /// Its stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InsertFootnote => "insert-footnote",
            Self::RemoveFootnote => "remove-footnote",
            Self::NumberFromZero => "number-from-0",
            Self::NumberFromOne => "number-from-1",
            Self::NumberByPage => "number-by-page",
            Self::NumberOn => "number-on",
            Self::NotesAsPrinted => "notes-as-printed",
            Self::ReferencesAsListed => "references-as-listed",
            Self::RenumberList => "renumber-list",
            Self::AddNote => "add-note",
            Self::RemoveReference => "remove-reference",
            Self::MoveNote => "move-note",
            Self::RemoveNote => "remove-note",
            Self::Replace => "replace",
        }
    }
}

/// Whether two spans share a byte or an edge.
fn touch(a: Span, b: Span) -> bool {
    a.start <= b.end && b.start <= a.end
}
