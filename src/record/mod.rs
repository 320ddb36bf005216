//! Lines to records: heading, pages, notes, references, pairing, cross references.
//!
//! A text's way to its records:
//!
//! | step | where |
//! | --- | --- |
//! | the text is divided where a record's heading stands | [`document`], `divide`, `headings` |
//! | the note lists of a record are found | `notes` |
//! | each reference is paired with its note | `glued`, which asks `context` what stands around a digit |
//! | cross references are read | `cross_refs` |
//! | all of it becomes one [`Record`] | `build`, [`model`] |
//! | a text is told from one that is no record | `recognise` |

mod brackets;
mod build;
mod context;
pub(crate) mod costs;
mod cross_refs;
mod divide;
pub mod document;
mod glued;
mod headings;
mod label;
#[cfg(test)]
pub(crate) mod learn;
pub mod model;
mod notes;
mod recognise;
mod source;

pub use document::{Document, Snapshot};
pub use label::{Label, Value};
pub use model::{
    CrossRef, CrossRefKind, Heading, MalformedPage, Note, NoteRef, PageMarker, Placed, Record, StrayBracket, Whose,
};

#[cfg(test)]
mod tests;
