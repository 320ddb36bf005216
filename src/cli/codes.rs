//! The codes of all diagnostics: those of the rules for records and of problems in an `obelus.toml`.

use crate::check::{Code, Severity};
use crate::config::ProblemCode;

/// A kind of diagnostic.
pub(super) struct DiagnosticCode {
    pub name: &'static str,
    /// The severity, unless the user configures another.
    pub severity: Severity,
    /// The explanation in Markdown.
    pub explanation: &'static str,
    /// The URL of the explanation.
    pub url: String,
}

/// All kinds of diagnostics, the rules for records first.
pub(super) fn all() -> impl Iterator<Item = DiagnosticCode> {
    let rules = Code::ALL.into_iter().map(|code| DiagnosticCode {
        name: code.as_str(),
        severity: code.severity(),
        explanation: code.explanation(),
        url: code.explained_at(),
    });
    let problems = ProblemCode::ALL.into_iter().map(|code| DiagnosticCode {
        name: code.as_str(),
        severity: code.severity(),
        explanation: code.explanation(),
        url: code.explained_at(),
    });
    rules.chain(problems)
}
