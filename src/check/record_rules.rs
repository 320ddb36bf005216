//! The list of the rules about a single record.

use super::diagnostic::Diagnostic;
use super::typing::Typing;
use super::{brackets, note_forms, notes, pages, references};
use crate::record::Record;

/// A rule. All diagnostics of one code that are about one mistake come from one rule.
type Rule = fn(&Record, Typing) -> Vec<Diagnostic>;

/// The rules that go by which note each reference leads to.
const RULES_OF_PAIRING: [Rule; 7] = [
    references::dangling_references,
    references::unreferenced_notes,
    |record, _| references::out_of_order(record),
    |record, _| references::misnumbered(record),
    |record, _| references::mistaken_signs(record),
    |record, _| notes::numbering(record),
    |record, _| notes::number_mismatch(record),
];

/// The other rules.
const OTHER_RULES: [Rule; 7] = [
    notes::empty,
    |record, _| note_forms::malformed(record),
    |record, _| note_forms::without_label(record),
    |record, _| note_forms::continued(record),
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
    // A pairing that was cut short shows nothing.
    let of_pairing = RULES_OF_PAIRING.iter().filter(|_| !record.narrowed);
    let mut found: Vec<_> = of_pairing.chain(&OTHER_RULES).flat_map(|rule| rule(record, typing)).collect();
    found.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::code::Code;
    use crate::record::Document;

    #[test]
    fn a_pairing_that_was_cut_short_reports_nothing() {
        // Each number may be the reference to any note.
        let body: Vec<_> = (0..4000).map(|n| format!("Word.{} ", n * 7919 % 1500)).collect();
        let list: Vec<_> = (1..4000).map(|n| format!("  {n}. See there.\n")).collect();
        let text = format!("41. Report of the Harbor Board\n\n{}\n\n[Page 7\n\n{}", body.concat(), list.concat());
        let snapshot = Document::new(&text).snapshot();
        let [placed] = snapshot.records() else { panic!("one record") };
        assert!(placed.record.narrowed);
        let found: Vec<_> = diagnostics(&placed.record).iter().map(|diagnostic| diagnostic.code).collect();
        assert_eq!(found, [Code::MalformedPageMarker]);
    }
}
