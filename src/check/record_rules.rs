//! The list of the rules about a single record.

use super::diagnostic::Diagnostic;
use super::typing::Typing;
use super::{brackets, notes, pages, references};
use crate::record::Record;

/// The rules. All diagnostics of one code that are about one mistake come from one rule.
const RULES: [fn(&Record, Typing) -> Vec<Diagnostic>; 10] = [
    references::dangling_references,
    references::unreferenced_notes,
    |record, _| references::out_of_order(record),
    |record, _| references::misnumbered(record),
    |record, _| notes::numbering(record),
    |record, _| notes::number_mismatch(record),
    notes::empty,
    pages::sequence,
    pages::malformed,
    brackets::stray,
];

/// The diagnostics of `record` by itself, as it is saved, in the order of the text.
/// [`volume_diagnostics`](super::volume_diagnostics) returns those that depend on the volume.
pub fn diagnostics(record: &Record) -> Vec<Diagnostic> {
    diagnostics_while_typed(record, Typing::default())
}

/// The [`diagnostics`] of a `record` that is being typed. What only shows that the typing is not finished is left out, or
/// reported as information.
pub fn diagnostics_while_typed(record: &Record, typing: Typing) -> Vec<Diagnostic> {
    let mut found: Vec<_> = RULES.iter().flat_map(|rule| rule(record, typing)).collect();
    found.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    found
}
