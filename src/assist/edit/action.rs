//! What can be done at a place of a document.

use super::edit_builder::EditBuilder;
use super::edit_context::EditContext;
use crate::check::Code;
use crate::text::Span;

/// Something that can be done at a place of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What it is.
    pub id: ActionId,
    /// What it does, in the words of somebody who edits records.
    pub title: String,
    /// What it is resolved at, in bytes of the document.
    pub place: Span,
    /// Why it cannot be done, if that can be told without trying.
    pub refusal: Option<String>,
    /// What it mends.
    pub fixes: Option<FixedDiagnostic>,
}

/// What an action mends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FixedDiagnostic {
    /// The rule that found it.
    pub code: Code,
    /// Where, in bytes of the document.
    pub span: Span,
    /// Whether nothing else can be meant, so that it may be done unasked.
    pub certain: bool,
}

/// What an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActionId {
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

impl ActionId {
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

/// A title, and why what it says cannot be done.
pub(super) struct Offer {
    pub title: String,
    pub refusal: Option<String>,
}

/// How an action is offered, and how it is done.
pub(super) struct ActionDef {
    pub id: ActionId,
    /// The title and why it cannot be done; none where there is nothing to do.
    pub offer: fn(&EditContext) -> Option<Offer>,
    /// Makes the edit, or says why it cannot be made.
    pub build: fn(&EditContext) -> Result<EditBuilder, String>,
}
