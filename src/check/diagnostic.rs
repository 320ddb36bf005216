//! What a rule reports.

use super::code::{Code, Severity};
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

impl Diagnostic {
    /// A diagnostic of the severity that its rule has of itself.
    pub(super) fn new(code: Code, span: Span, message: String) -> Self {
        Self { code, severity: code.severity(), span, message, related: Vec::new(), suggestion: None }
    }

    /// The same as mere information.
    pub(super) fn information(self) -> Self {
        Self { severity: Severity::Information, ..self }
    }

    /// The same with another place that it speaks of.
    pub(super) fn with_related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related { path: None, span, message: message.into() });
        self
    }
}
