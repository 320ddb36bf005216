//! Edits of the notes of a record: one file an action.
//!
//! What is offered at a place is cheap to tell ([`actions`]); the edit itself is made when it is wanted ([`resolve`]). Every
//! edit is tried on the record's text first: it is offered only if all that was paired before is paired the same afterwards,
//! and refused with a reason otherwise.

mod action;
#[cfg(test)]
mod action_fixture;
mod add_note;
mod apply_suggestion;
mod citations;
mod edit_builder;
mod edit_context;
#[cfg(test)]
mod edit_properties;
mod fix_all;
mod insert_footnote;
mod label_runs;
mod linked_editing;
mod match_labels;
mod message_names;
mod move_note;
mod note_item;
mod ordered_edits;
mod reference_style;
mod registry;
mod relabel;
mod remove_footnote;
mod remove_note;
mod remove_reference;
mod rename;
mod renumber;

pub use action::{Action, ActionId, FixedDiagnostic};
pub use citations::CitationEdit;
pub use edit_builder::Edit;
pub use edit_context::Environment;
pub use fix_all::fix_all;
pub use linked_editing::linked_editing_spans;
pub use registry::{actions, resolve};
pub use rename::{RenameTarget, rename, rename_target};
