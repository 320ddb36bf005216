//! Lines to records: heading, pages, notes, references, pairing, cross references.

mod announce;
mod brackets;
mod build;
mod candidates;
mod citation;
mod classes;
mod cross_refs;
mod document;
mod emphasis;
mod enclosed;
mod evidence;
mod features;
mod figures;
mod heading;
mod label;
#[cfg(test)]
pub(crate) mod learn;
mod letters;
mod lone;
mod margin;
mod model;
mod notes;
mod numbers;
mod pairing;
mod parts;
mod place;
mod recognise;
mod segment;
mod source;
mod sums;
mod supra;
mod table;
mod unpaired;
mod voice;
mod weights;

pub use document::{Document, Placed, Snapshot};
pub use label::{Label, Value};
pub use model::{
    CrossRef, CrossRefKind, Heading, MalformedPage, Note, NoteRef, PageMarker, Record, StrayBracket, Whose,
};

pub use recognise::Format;

#[cfg(test)]
mod tests;
