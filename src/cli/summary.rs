//! The summary that `obelus check` ends with.

use crate::check::{Diagnostic, Severity};
use crate::record::Record;
use std::fmt;

/// Counts of diagnostics, of records, and of what was read in them.
#[derive(Debug, Default)]
pub(super) struct Summary {
    errors: usize,
    warnings: usize,
    information: usize,
    hints: usize,
    records: usize,
    records_with_diagnostics: usize,
    references: usize,
    notes: usize,
    pages: usize,
    /// Problems of `obelus.toml` files.
    config_problems: usize,
}

impl Summary {
    /// Counts `record`, which has these diagnostics.
    pub fn count(&mut self, record: &Record, diagnostics: &[Diagnostic]) {
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
        self.references += record.note_refs.len();
        self.notes += record.notes.len();
        self.pages += record.pages.len();
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
        self.references += other.references;
        self.notes += other.notes;
        self.pages += other.pages;
    }

    /// Whether no record was counted.
    pub fn is_empty(&self) -> bool {
        self.records == 0
    }

    /// Whether there is an error or a warning.
    pub fn is_broken(&self) -> bool {
        self.errors + self.warnings + self.config_problems > 0
    }

    /// What is broken in how many records: `3 errors, 2 warnings in 2 of 4 records`.
    pub fn broken(&self) -> String {
        let found = self.diagnostics();
        let records = joined(&[(self.records, "record", "records")]);
        if found.is_empty() {
            format!("nothing broken in {records}")
        } else {
            format!("{found} in {} of {records}", self.records_with_diagnostics)
        }
    }

    /// The counts of diagnostics: `3 errors, 2 warnings`. Empty where there are none.
    fn diagnostics(&self) -> String {
        let counts = [
            (self.errors, "error", "errors"),
            (self.warnings, "warning", "warnings"),
            (self.information, "for information", "for information"),
            (self.hints, "hint", "hints"),
        ];
        joined(&counts)
    }

    /// What was read in the records: `12 references, 12 notes, 5 pages`. Only what was read can be broken.
    fn read(&self) -> String {
        let read = [
            (self.references, "reference", "references"),
            (self.notes, "note", "notes"),
            (self.pages, "page", "pages"),
        ];
        let read = joined(&read);
        if read.is_empty() { "no reference, note or page was found".into() } else { read }
    }
}

/// The counts that are not 0, each with its noun in the singular or the plural.
fn joined(counts: &[(usize, &str, &str)]) -> String {
    let counted: Vec<_> = (counts.iter().filter(|(count, ..)| *count > 0))
        .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }))
        .collect();
    counted.join(", ")
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.broken(), self.read())?;
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
        let check = |expect: &str, summary: Summary| assert_eq!(summary.to_string(), expect);
        let read = || Summary { records: 4, references: 12, notes: 11, pages: 1, ..Summary::default() };
        check("nothing broken in 4 records (12 references, 11 notes, 1 page)", read());
        check(
            "3 errors, 2 warnings in 2 of 4 records (12 references, 11 notes, 1 page)",
            Summary { errors: 3, warnings: 2, records_with_diagnostics: 2, ..read() },
        );
        let one = Summary { records: 1, records_with_diagnostics: 1, notes: 1, ..Summary::default() };
        check(
            "1 error, 1 warning, 5 for information, 2 hints in 1 of 1 record (1 note)",
            Summary { errors: 1, warnings: 1, information: 5, hints: 2, ..one },
        );
        check(
            "nothing broken in 1 record (no reference, note or page was found)",
            Summary { records: 1, ..Summary::default() },
        );
        let mut configured = Summary { config_problems: 1, ..read() };
        let read = "nothing broken in 4 records (12 references, 11 notes, 1 page)";
        assert_eq!(configured.to_string(), format!("{read}; 1 warning in the configuration"));
        configured.count_config_problem();
        assert_eq!(configured.to_string(), format!("{read}; 2 warnings in the configuration"));
        assert!(configured.is_broken());
    }
}
