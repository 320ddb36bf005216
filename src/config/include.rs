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
    /// The globs `patterns`, of which each was [`checked`].
    pub(super) fn new(patterns: Vec<String>) -> Result<Self, String> {
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

/// Says, in the user's words, why `glob` cannot be used, if so.
pub(super) fn checked(glob: &str) -> Result<(), String> {
    if glob.len() > LONGEST {
        return Err(format!("this name is longer than {LONGEST} characters"));
    }
    Include::new([glob]).map(|_| ()).map_err(|error| format!("`{glob}` fits no file: {error}"))
}
