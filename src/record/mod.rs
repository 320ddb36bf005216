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
mod tests {
    use super::source::Source;
    use crate::syntax;

    /// Calls `with` on the record source of `text`.
    pub(super) fn source(text: &str, with: impl FnOnce(Source)) {
        let lines: Vec<_> = syntax::lines(text).collect();
        let ends = lines.iter().scan(0, |at, line| {
            *at += line.len;
            Some(*at)
        });
        let starts: Vec<_> = [0].into_iter().chain(ends).take(lines.len()).collect();
        with(Source { text, lines: &lines, starts: &starts });
    }
}
