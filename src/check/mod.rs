//! Diagnostics: what is broken in a record, and what was expected. One file a family of rules, each rule a pure function
//! of the record, or of the record and its volume.

mod brackets;
mod code;
#[cfg(test)]
mod fixture;
mod message_names;
mod notes;
mod pages;
mod references;
mod sequence;
mod volume;

pub use code::{Code, Severity};
pub use volume::volume_diagnostics;

use crate::record::Record;
use crate::text::Span;

/// One thing that is wrong. Spans are in bytes of the record's own text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that found it.
    pub code: Code,
    /// How much it matters; the rule's own severity where nothing else decides.
    pub severity: Severity,
    /// The place that is wrong.
    pub span: Span,
    /// What is wrong and what was expected, in the words of somebody who edits records.
    pub message: String,
    /// The other ends: a duplicate's first occurrence, the neighbours of a gap.
    pub related: Vec<Related>,
    /// What should stand in the place instead, where the rule can tell.
    pub suggestion: Option<Suggestion>,
}

/// What should stand in a place instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The text.
    pub text: String,
    /// Whether nothing else can be meant.
    pub certain: bool,
}

/// Another place that a diagnostic speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The file, where the place is in another record than the diagnostic, whether of another file or of the same.
    pub path: Option<Box<str>>,
    /// The place: in bytes of the record, or with a path of that file.
    pub span: Span,
    /// What stands there.
    pub message: String,
}

/// The rules. Several diagnostics of one code come from one rule.
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

/// What is wrong in `record`, in the order of the text.
pub fn diagnostics(record: &Record) -> Vec<Diagnostic> {
    let mut found: Vec<_> = RULES.iter().flat_map(|rule| rule(record)).collect();
    found.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    found
}

impl Diagnostic {
    /// A diagnostic of the severity that its rule has of itself.
    fn new(code: Code, span: Span, message: String) -> Self {
        Self { code, severity: code.severity(), span, message, related: Vec::new(), suggestion: None }
    }

    /// The same as mere information.
    fn information(self) -> Self {
        Self { severity: Severity::Information, ..self }
    }

    /// The same with another place that it speaks of.
    fn with_related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related { path: None, span, message: message.into() });
        self
    }
}
