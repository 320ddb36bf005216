//! The list of the rules about a single record.

use super::diagnostic::Diagnostic;
use super::{brackets, notes, pages, references};
use crate::record::Record;

/// The rules. All diagnostics of one code that are about one mistake come from one rule.
const RULES: [fn(&Record) -> Vec<Diagnostic>; 10] = [
    references::dangling_references,
    references::unreferenced_notes,
    references::out_of_order,
    references::misnumbered,
    notes::numbering,
    notes::number_mismatch,
    notes::empty,
    pages::sequence,
    pages::malformed,
    brackets::stray,
];

/// The diagnostics of `record` by itself, in the order of the text. [`volume_diagnostics`](super::volume_diagnostics)
/// returns those that depend on the volume.
pub fn diagnostics(record: &Record) -> Vec<Diagnostic> {
    let mut found: Vec<_> = RULES.iter().flat_map(|rule| rule(record)).collect();
    found.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    found
}
