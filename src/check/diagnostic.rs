//! A diagnostic: what a rule reports.

use super::code::{Code, Severity};
use crate::text::Span;

/// One thing that is wrong in a record. Spans are bytes of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that reported it.
    pub code: Code,
    /// How much it matters. Rules set their own severity; the configuration may change it.
    pub severity: Severity,
    /// The place that is wrong.
    pub span: Span,
    /// What is wrong and what was expected, in the words of somebody who edits records.
    pub message: String,
    /// Other places that the diagnostic is about, such as the first occurrence of a repeated number.
    pub related: Vec<Related>,
    /// What should stand at `span` instead, if the rule can tell.
    pub suggestion: Option<Suggestion>,
}

/// The text that should take the place of a diagnostic's span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The replacement.
    pub text: String,
    /// Whether the replacement is certain, because nothing else can be meant.
    pub certain: bool,
}

/// Another place that a diagnostic is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The path of the file, as the volume knows it, if the place is in another record than the diagnostic, even one of
    /// the same file. `None` if it is in the same record.
    pub path: Option<Box<str>>,
    /// The place: in bytes of the record if `path` is `None`, else in bytes of that file.
    pub span: Span,
    /// What stands at the place.
    pub message: String,
}

impl Diagnostic {
    /// Creates a diagnostic with the rule's own severity.
    pub(super) fn new(code: Code, span: Span, message: String) -> Self {
        Self { code, severity: code.severity(), span, message, related: Vec::new(), suggestion: None }
    }

    /// Lowers the severity to information.
    pub(super) fn information(self) -> Self {
        Self { severity: Severity::Information, ..self }
    }

    /// Adds another place of the same record.
    pub(super) fn with_related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related { path: None, span, message: message.into() });
        self
    }
}
