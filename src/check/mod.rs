//! Diagnostics: what is broken in a record, and what was expected.

mod code;

pub use code::{Code, Severity};

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
}

/// Another place that a diagnostic speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The place.
    pub span: Span,
    /// What stands there.
    pub message: String,
}

/// What is wrong in `record`, in the order of the text.
pub fn diagnostics(_record: &Record) -> Vec<Diagnostic> {
    Vec::new()
}
