//! The formats in which `obelus check` prints.

use super::finding::Finding;
use super::html::Html;
use super::human::Human;
use super::statistics::Counts;
use super::{github, json, sarif};
use crate::cli::args::{Check, CheckFormat, Color};
use anstream::{AutoStream, ColorChoice};
use std::io;

/// A format in which diagnostics, or how many there are, are printed.
pub(super) enum Format {
    Human(Human),
    Jsonl,
    Json,
    Sarif,
    Github,
    Html(Html),
    /// How many there are, for people.
    Table,
    /// How many there are, as JSON.
    JsonTable,
}

impl Format {
    /// The format that the arguments ask for.
    pub fn of(args: &Check) -> Self {
        match args.format {
            CheckFormat::Json if args.statistics => Self::JsonTable,
            _ if args.statistics => Self::Table,
            CheckFormat::Human => Self::Human(Human::new(in_colour(args))),
            CheckFormat::Jsonl => Self::Jsonl,
            CheckFormat::Json => Self::Json,
            CheckFormat::Sarif => Self::Sarif,
            CheckFormat::Github => Self::Github,
            CheckFormat::Html => Self::Html(Html::new(args.output.as_deref())),
        }
    }

    /// The output before the first item.
    pub fn before(&self) -> String {
        match self {
            Self::Json => "[".into(),
            Self::Sarif => sarif::before(),
            _ => String::new(),
        }
    }

    /// The output between two items.
    pub const fn between(&self) -> &'static str {
        match self {
            Self::Json | Self::Sarif => ",\n",
            _ => "",
        }
    }

    /// The output after the last item; `quiet` is whether people read diagnostics only.
    pub fn after(&self, counts: &Counts, quiet: bool) -> String {
        let Counts { summary, statistics } = counts;
        // Standard error tells why nothing was read; that nothing is broken would contradict it.
        let summary = if quiet || summary.is_empty() { String::new() } else { format!("{summary}\n") };
        match self {
            Self::Human(_) => summary,
            Self::Jsonl | Self::Github | Self::Html(_) => String::new(),
            Self::Json => "]\n".into(),
            Self::Sarif => sarif::after().into(),
            Self::Table => statistics.table() + &summary,
            Self::JsonTable => statistics.json() + "\n",
        }
    }

    /// The output of the diagnostics `items` of the file at `path`, as it is printed.
    pub fn file(&self, path: &str, items: &[String]) -> String {
        match self {
            Self::Html(html) => html.file(path, &items.concat()),
            _ => items.join(self.between()),
        }
    }

    /// The output of one diagnostic.
    pub fn item(&self, finding: &Finding) -> String {
        match self {
            Self::Human(human) => human.item(finding),
            Self::Jsonl => json::item(finding) + "\n",
            Self::Json => json::item(finding),
            Self::Sarif => sarif::item(finding),
            Self::Github => github::item(finding) + "\n",
            Self::Html(html) => html.item(finding),
            Self::Table | Self::JsonTable => String::new(),
        }
    }
}

/// Whether to print in colour; see <https://no-color.org> and <https://bixense.com/clicolors> for the variables.
fn in_colour(args: &Check) -> bool {
    let by_environment = || match args.output {
        None => AutoStream::choice(&io::stdout()),
        // A file is no terminal, as this is none.
        Some(_) => AutoStream::choice(&Vec::new()),
    };
    match args.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => by_environment() != ColorChoice::Never,
    }
}
