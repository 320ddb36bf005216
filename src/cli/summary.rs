//! The summary that `obelus check` ends with.

use crate::check::{Diagnostic, Severity};
use std::fmt;

/// Counts of diagnostics and of records.
#[derive(Debug, Default)]
pub(super) struct Summary {
    errors: usize,
    warnings: usize,
    information: usize,
    hints: usize,
    records: usize,
    records_with_diagnostics: usize,
    /// Problems of `obelus.toml` files.
    config_problems: usize,
}

impl Summary {
    /// Counts a record that has these diagnostics.
    pub fn count(&mut self, diagnostics: &[Diagnostic]) {
        for diagnostic in diagnostics {
            *match diagnostic.severity {
                Severity::Error => &mut self.errors,
                Severity::Warning => &mut self.warnings,
                Severity::Information => &mut self.information,
                Severity::Hint => &mut self.hints,
            } += 1;
        }
        self.records += 1;
        self.records_with_diagnostics += usize::from(!diagnostics.is_empty());
    }

    /// Counts a problem of an `obelus.toml`, which is a warning.
    pub fn count_config_problem(&mut self) {
        self.config_problems += 1;
    }

    /// Adds the counts of `other`, but for problems of `obelus.toml` files.
    pub fn add(&mut self, other: &Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.information += other.information;
        self.hints += other.hints;
        self.records += other.records;
        self.records_with_diagnostics += other.records_with_diagnostics;
    }

    /// Whether no record was counted.
    pub fn is_empty(&self) -> bool {
        self.records == 0
    }

    /// Whether there is an error or a warning.
    pub fn is_broken(&self) -> bool {
        self.errors + self.warnings + self.config_problems > 0
    }

    /// The counts of diagnostics: `3 errors, 2 warnings`. Empty where there are none.
    fn diagnostics(&self) -> String {
        let counts = [
            (self.errors, "error", "errors"),
            (self.warnings, "warning", "warnings"),
            (self.information, "for information", "for information"),
            (self.hints, "hint", "hints"),
        ];
        let counted: Vec<_> = (counts.iter().filter(|(count, ..)| *count > 0))
            .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }))
            .collect();
        counted.join(", ")
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = self.diagnostics();
        let records = format!("{} record{}", self.records, if self.records == 1 { "" } else { "s" });
        if found.is_empty() {
            write!(f, "nothing broken in {records}")?;
        } else {
            write!(f, "{found} in {} of {records}", self.records_with_diagnostics)?;
        }
        match self.config_problems {
            0 => Ok(()),
            1 => write!(f, "; 1 warning in the configuration"),
            count => write!(f, "; {count} warnings in the configuration"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_reads_like_a_sentence() {
        let summary = |errors, warnings, information, hints, records_with_diagnostics, records| {
            let counted =
                Summary { errors, warnings, information, hints, records, records_with_diagnostics, config_problems: 0 };
            counted.to_string()
        };
        assert_eq!(summary(3, 2, 0, 0, 2, 4), "3 errors, 2 warnings in 2 of 4 records");
        assert_eq!(summary(1, 1, 5, 2, 1, 1), "1 error, 1 warning, 5 for information, 2 hints in 1 of 1 record");
        assert_eq!(summary(0, 0, 0, 0, 0, 4), "nothing broken in 4 records");
        let mut configured = Summary { records: 4, ..Summary::default() };
        configured.count_config_problem();
        assert_eq!(configured.to_string(), "nothing broken in 4 records; 1 warning in the configuration");
        configured.count_config_problem();
        assert_eq!(configured.to_string(), "nothing broken in 4 records; 2 warnings in the configuration");
        assert!(configured.is_broken());
    }
}
