//! Actions that edit the notes of a record: one file an action.
//!
//! [`actions`] lists what is offered at a place, which is cheap. [`resolve`] builds the edit of one of them. Each edit
//! is applied to the record's text first and the result is read: it is refused with a reason unless everything that was
//! paired is still paired in the same way.

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
mod insert_reference;
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
mod restore_note;

pub use action::{Action, ActionId, FixedDiagnostic};
pub use citations::CitationEdit;
pub use edit_builder::Edit;
pub use edit_context::Environment;
pub use fix_all::fix_all;
pub use linked_editing::linked_editing_spans;
pub use registry::{actions, resolve};
pub use rename::{RenameTarget, rename, rename_target};
