//! Diagnostics: what is broken in a record, and what was expected. One file a family of rules. Each rule is a pure
//! function of the record, or of the record and its volume.

mod brackets;
mod code;
mod diagnostic;
#[cfg(test)]
mod fixture;
pub mod home_page;
mod images;
mod message_names;
mod note_forms;
mod notes;
mod pages;
mod record_rules;
mod references;
mod sequence;
mod typing;
mod unread_notes;
mod volume;

pub use code::{Code, Severity};
pub use diagnostic::{Diagnostic, Related, Suggestion};
pub use images::missing_images;
pub use record_rules::{diagnostics, diagnostics_while_typed};
pub use typing::Typing;
pub use unread_notes::unread_note;
pub use volume::volume_diagnostics;
