//! Lines to records: heading, pages, notes, references, pairing, cross references.

mod document;
mod label;
mod model;

pub use document::{Document, Placed, Snapshot};
pub use label::{Label, Value};
pub use model::{CrossRef, CrossRefKind, Heading, MalformedPage, Note, NoteRef, PageMarker, Record, StrayBracket};
