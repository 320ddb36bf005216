//! Lines to records: heading, pages, notes, references, pairing, cross references.

mod brackets;
mod build;
mod candidates;
mod cross_refs;
mod document;
mod evidence;
mod heading;
mod label;
mod model;
mod notes;
mod pairing;
mod recognise;
mod segment;
mod source;
mod unpaired;
mod weights;

pub use document::{Document, Placed, Snapshot};
pub use label::{Label, Value};
pub use model::{CrossRef, CrossRefKind, Heading, MalformedPage, Note, NoteRef, PageMarker, Record, StrayBracket};

#[cfg(test)]
mod tests;
