//! Which files are taken for records.

use crate::volume::files::{INCLUDE, Include};
use std::path::Path;

/// Globs on paths below a folder, as they are written, and compiled.
#[derive(Clone, Debug)]
pub struct Globs {
    patterns: Vec<String>,
    include: Include,
}

/// The longest glob that is taken, in bytes.
const LONGEST: usize = 1000;

impl Globs {
    /// The globs `patterns`.
    ///
    /// # Errors
    ///
    /// Says, in the user's words, why one of them cannot be used.
    pub(super) fn new(patterns: Vec<String>) -> Result<Self, String> {
        if patterns.iter().any(|pattern| pattern.len() > LONGEST) {
            return Err(format!("this name is longer than {LONGEST} characters"));
        }
        Ok(Self { include: Include::new(&patterns)?, patterns })
    }

    /// As they are written.
    pub fn patterns(&self) -> &[String] {
        &self.patterns
    }

    /// Whether one of them fits `below`, a path below their folder with `/` between its parts.
    pub fn fit(&self, below: &str) -> bool {
        self.include.matches(Path::new(below))
    }
}

impl Default for Globs {
    /// [`INCLUDE`].
    fn default() -> Self {
        Self { patterns: INCLUDE.map(Into::into).into(), include: Include::default() }
    }
}
