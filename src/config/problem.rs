//! What is wrong with a configuration.

use crate::check::{Severity, home_page};
use crate::text::Span;
use std::fmt;

/// A part of an `obelus.toml` that does not apply because something is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The kind of the problem.
    pub code: ProblemCode,
    /// The place, in bytes of the text of the `obelus.toml`.
    pub span: Span,
    /// What is wrong and what was expected, in words for the user.
    pub message: String,
}

/// The kinds of problems. Their names stay the same from version to version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemCode {
    /// The file is not written in TOML; nothing in it applies.
    InvalidToml,
    /// A key that does not exist.
    UnknownKey,
    /// A value that makes no sense for its key.
    BadValue,
}

impl ProblemCode {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::InvalidToml, Self::UnknownKey, Self::BadValue];

    /// The name, as in output: `unknown-key`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidToml => "invalid-toml",
            Self::UnknownKey => "unknown-key",
            Self::BadValue => "bad-value",
        }
    }

    /// The severity: a warning, since what was configured does not apply, but nothing is wrong with the records.
    pub const fn severity(self) -> Severity {
        Severity::Warning
    }

    /// What is wrong, by an example, and how to fix it: in Markdown.
    pub const fn explanation(self) -> &'static str {
        match self {
            Self::InvalidToml => include_str!("problems/invalid-toml.md"),
            Self::UnknownKey => include_str!("problems/unknown-key.md"),
            Self::BadValue => include_str!("problems/bad-value.md"),
        }
    }

    /// The URL of the explanation.
    pub fn explained_at(self) -> String {
        home_page::file(&format!("src/config/problems/{self}.md"))
    }
}

impl fmt::Display for ProblemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
