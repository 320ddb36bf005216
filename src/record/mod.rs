//! Records from the lines of a text: headings, page markers, notes, footnote references, their pairing, cross
//! references.
//!
//! The steps from a text to its records:
//!
//! | step | where |
//! | --- | --- |
//! | divide the text at the headings of records | [`document`], `divide`, `headings` |
//! | tell the languages of a record | `language` |
//! | find the note lists of a record | `notes` |
//! | pair each footnote reference that says what it is with its note | `explicit` |
//! | pair all others | `glued`, which asks `context` what stands around a digit |
//! | find the editorial insertions | `brackets` |
//! | find the cross references | `cross_refs` |
//! | put all of it into one [`Record`] | `build`, [`model`] |
//! | tell texts with records from other texts | `look`, `recognise` |
//! | say why a number is a reference or none | [`explain`] |
//!
//! Weights that are set by hand are in `costs`, those that are learned in `glued::weights`.

pub mod ascent;
mod brackets;
mod build;
mod certainty;
mod context;
pub(crate) mod costs;
mod cross_refs;
mod divide;
pub mod document;
pub mod explain;
mod explicit;
mod glued;
mod headings;
mod label;
mod language;
#[cfg(test)]
pub(crate) mod learn;
mod look;
pub mod model;
mod notes;
mod pairs;
mod recognise;
mod source;
mod stop;

pub use certainty::Certainty;
pub use document::{Document, Snapshot};
pub use label::{Label, Value};
pub use look::may_hold_records;
pub use model::{
    Continuation, CrossRef, CrossRefKind, Heading, MalformedPage, Note, NoteList, NoteRef, PageMarker, Placed, Record,
    Section, StrayBracket, Whose,
};
pub use recognise::{Recognition, Sign};
pub use stop::Stop;

#[cfg(test)]
mod tests;
