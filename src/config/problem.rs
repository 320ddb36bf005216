//! What is wrong with a configuration.

use crate::check::Severity;
use crate::text::Span;
use std::fmt;

/// Something in an `obelus.toml` that does not apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Of which kind it is.
    pub code: ProblemCode,
    /// The place, in bytes of the file's text.
    pub span: Span,
    /// What is wrong and what was expected, in the user's words.
    pub message: String,
}

/// The kinds of problems; their names are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemCode {
    /// The file is not written in TOML; nothing of it applies.
    InvalidToml,
    /// A key that does not exist.
    UnknownKey,
    /// A value that makes no sense for its key.
    BadValue,
}

impl ProblemCode {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::InvalidToml, Self::UnknownKey, Self::BadValue];

    /// The kind's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidToml => "invalid-toml",
            Self::UnknownKey => "unknown-key",
            Self::BadValue => "bad-value",
        }
    }

    /// How much a problem of the kind matters: what was configured does not apply, but the records may be sound.
    pub const fn severity(self) -> Severity {
        Severity::Warning
    }

    /// The URL of the README's section on configuration.
    pub fn explained_at(self) -> String {
        format!("{}#configuration", env!("CARGO_PKG_REPOSITORY"))
    }
}

impl fmt::Display for ProblemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
