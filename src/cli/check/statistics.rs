//! How many diagnostics there are, by rule and by file.

use super::finding::Finding;
use crate::check::Severity;
use crate::cli::output::{self, visible};
use crate::cli::summary::Summary;
use crate::volume::natural;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What is counted while records are checked.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub summary: Summary,
    pub statistics: Statistics,
}

/// Counts of diagnostics.
#[derive(Debug, Default)]
pub(super) struct Statistics {
    /// By rule, and by severity, which may differ from folder to folder.
    rules: BTreeMap<(&'static str, Severity), usize>,
    /// By the file's path as it is printed.
    files: BTreeMap<String, usize>,
}

/// A rule that reported something.
#[derive(Serialize)]
pub(super) struct Rule {
    pub code: &'static str,
    pub severity: &'static str,
    pub count: usize,
}

/// A file with diagnostics.
#[derive(Serialize)]
pub(super) struct File<'a> {
    pub path: &'a str,
    pub count: usize,
}

impl Statistics {
    /// Counts a diagnostic.
    pub fn count(&mut self, finding: &Finding) {
        *self.rules.entry((finding.code, finding.severity)).or_default() += 1;
        *self.files.entry(finding.path.into()).or_default() += 1;
    }

    /// Adds the counts of `other`.
    pub fn add(&mut self, other: Self) {
        for (rule, count) in other.rules {
            *self.rules.entry(rule).or_default() += count;
        }
        for (path, count) in other.files {
            *self.files.entry(path).or_default() += count;
        }
    }

    /// The counts for people, the greatest first: the rules, then the files, with an empty line behind each of the two.
    pub fn table(&self) -> String {
        let (rules, files) = self.counted();
        let counts = rules.iter().map(|rule| rule.count).chain(files.iter().map(|file| file.count));
        let width = counts.max().unwrap_or_default().to_string().len();
        let severity = rules.iter().map(|rule| rule.severity.len()).max().unwrap_or_default();
        let mut table = String::new();
        // Writing to a string does not fail.
        for Rule { code, severity: of_rule, count } in &rules {
            let _ = writeln!(table, "{count:width$}  {of_rule:severity$}  {code}");
        }
        if !rules.is_empty() {
            table.push('\n');
        }
        for File { path, count } in &files {
            let _ = writeln!(table, "{count:width$}  {}", visible(path));
        }
        if !files.is_empty() {
            table.push('\n');
        }
        table
    }

    /// The counts as JSON, the greatest first.
    pub fn json(&self) -> String {
        #[derive(Serialize)]
        struct Counted<'a> {
            rules: Vec<Rule>,
            files: Vec<File<'a>>,
        }
        let (rules, files) = self.counted();
        output::json(&Counted { rules, files })
    }

    /// The counts of the rules and of the files, the greatest first.
    pub fn counted(&self) -> (Vec<Rule>, Vec<File<'_>>) {
        let rules = self.rules.iter();
        let rules = rules.map(|(&(code, severity), &count)| Rule { code, severity: severity.as_str(), count });
        let files = self.files.iter().map(|(path, &count)| File { path, count });
        let (mut rules, mut files): (Vec<_>, Vec<_>) = (rules.collect(), files.collect());
        rules.sort_by_key(|rule| Reverse(rule.count));
        files.sort_by_cached_key(|file| (Reverse(file.count), natural::key(file.path)));
        (rules, files)
    }
}
