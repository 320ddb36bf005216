//! The globs of `include` and `[[ignore]]`.

use crate::volume::files::{INCLUDE, Include};
use std::path::Path;

/// Globs on paths below a folder, both as they are written and compiled.
#[derive(Clone, Debug)]
pub struct Globs {
    patterns: Vec<String>,
    include: Include,
}

/// The length of the longest glob that is accepted, in bytes.
const MAX_LENGTH: usize = 1000;

impl Globs {
    /// Compiles `patterns`.
    ///
    /// # Errors
    ///
    /// Returns why one of them cannot be used, in words for the user.
    pub(super) fn new(patterns: Vec<String>) -> Result<Self, String> {
        if patterns.iter().any(|pattern| pattern.len() > MAX_LENGTH) {
            return Err(format!("this name is longer than {MAX_LENGTH} characters"));
        }
        Ok(Self { include: Include::new(&patterns)?, patterns })
    }

    /// The globs as they are written.
    pub fn patterns(&self) -> &[String] {
        &self.patterns
    }

    /// Whether one of the globs matches `below`, a path relative to their folder with `/` between its parts.
    pub fn matches(&self, below: &str) -> bool {
        self.include.matches(Path::new(below))
    }
}

impl Default for Globs {
    /// The globs of [`INCLUDE`].
    fn default() -> Self {
        Self { patterns: INCLUDE.map(Into::into).into(), include: Include::default() }
    }
}
