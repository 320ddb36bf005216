//! What an action is, and how it is offered and built.

use super::edit_builder::EditBuilder;
use super::edit_context::EditContext;
use crate::check::Code;
use crate::text::Span;

/// An action that is offered at a place of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// Identifies the action.
    pub id: ActionId,
    /// The title that the editor shows.
    pub title: String,
    /// The place to pass to [`resolve`](super::resolve), in bytes of the document.
    pub place: Span,
    /// Why the action cannot be done, if that is known without building its edit.
    pub refusal: Option<String>,
    /// The diagnostic that the action fixes, if it is a quick fix.
    pub fixes: Option<FixedDiagnostic>,
}

/// A diagnostic that an action fixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FixedDiagnostic {
    /// The rule that reported it.
    pub code: Code,
    /// Its span, in bytes of the document.
    pub span: Span,
    /// Whether the fix is certain: nothing else can be meant, so it may be applied without asking.
    pub certain: bool,
}

/// Identifies an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActionId {
    /// Inserts a footnote: its reference and an empty note.
    InsertFootnote,
    /// Removes a footnote: its note and every reference to it.
    RemoveFootnote,
    /// Numbers the references and the notes from 0.
    NumberFromZero,
    /// Numbers the references and the notes from 1.
    NumberFromOne,
    /// Numbers the references and the notes from 1 on each page.
    NumberByPage,
    /// Numbers the references and the notes on from the last note of the previous record.
    NumberOn,
    /// Gives each note the number that its reference prints.
    NotesAsPrinted,
    /// Makes each reference print the number of its note.
    ReferencesAsListed,
    /// Renumbers the notes of a list in which a number is repeated or left out.
    RenumberList,
    /// Writes a line that is likely to be the note of a reference like the other notes.
    RestoreNote,
    /// Adds the missing note of a reference.
    AddNote,
    /// Removes a reference that has no note.
    RemoveReference,
    /// Inserts the reference of a note that has none.
    InsertReference,
    /// Moves a note to the place that its reference has among the others.
    MoveNote,
    /// Removes a note that has no reference.
    RemoveNote,
    /// Replaces the span of a diagnostic with the diagnostic's suggestion.
    Replace,
}

impl ActionId {
    /// Every action, once.
    pub const ALL: [Self; 16] = [
        Self::InsertFootnote,
        Self::RemoveFootnote,
        Self::NumberFromZero,
        Self::NumberFromOne,
        Self::NumberByPage,
        Self::NumberOn,
        Self::NotesAsPrinted,
        Self::ReferencesAsListed,
        Self::RenumberList,
        Self::RestoreNote,
        Self::AddNote,
        Self::RemoveReference,
        Self::InsertReference,
        Self::MoveNote,
        Self::RemoveNote,
        Self::Replace,
    ];

    /// The stable name of the action, as clients send and receive it.
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
            Self::RestoreNote => "restore-note",
            Self::AddNote => "add-note",
            Self::RemoveReference => "remove-reference",
            Self::InsertReference => "insert-reference",
            Self::MoveNote => "move-note",
            Self::RemoveNote => "remove-note",
            Self::Replace => "replace",
        }
    }
}

/// An action that applies at a place: its title, and why it is refused there if it is.
pub(super) struct Offer {
    /// The title that the editor shows.
    pub title: String,
    /// Why the action cannot be done here, if that is known without building its edit.
    pub refusal: Option<String>,
}

/// The definition of an action.
pub(super) struct ActionDef {
    /// Identifies the action.
    pub id: ActionId,
    /// Returns the title of the action and a refusal, or `None` where the action does not apply. Must be cheap.
    pub offer: fn(&EditContext) -> Option<Offer>,
    /// Builds the edit, or returns a message for the user that says why it cannot be made.
    pub build: fn(&EditContext) -> Result<EditBuilder, String>,
}
