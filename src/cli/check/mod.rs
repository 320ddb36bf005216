//! `obelus check`: prints what is broken in records.

mod finding;
mod github;
mod human;
mod json;
mod sarif;

use super::args::{Check, CheckFormat, Color};
use super::batches;
use super::diagnose::diagnose;
use super::explain_files;
use super::files;
use super::input;
use super::output::{self, Printer};
use super::summary::Summary;
use finding::Finding;
use human::Human;
use std::io::{self, IsTerminal};
use std::process::ExitCode;

/// Prints what is broken in the records of the paths given.
pub(super) fn run(args: &Check) -> ExitCode {
    if args.explain_files {
        return output::exit(explain_files::print(&args.paths), false);
    }
    let mut summary = Summary::default();
    let done = print(args, &mut summary);
    output::exit(done, summary.is_broken() && !args.exit_zero)
}

fn print(args: &Check, summary: &mut Summary) -> io::Result<bool> {
    let format = Format::of(args);
    let listing = if args.reads_input() { input::list(args.path.as_deref()) } else { files::list(&args.paths) };
    let mut out = Printer::new(format.between());
    out.around(&format.before())?;
    for file in &listing.config_problems {
        for problem in &file.problems {
            summary.count_config_problem();
            out.items(&format.item(&Finding::of_configuration(file, problem)))?;
        }
    }
    let readable = batches::print_each(
        listing,
        &mut out,
        |source, file, batch| {
            let (mut items, mut summary) = (Vec::new(), Summary::default());
            for (placed, diagnostics) in diagnose(source, file, batch) {
                summary.count(&placed.record, &diagnostics);
                let findings = diagnostics.iter().map(|diagnostic| Finding::new(source, placed, diagnostic, batch));
                items.extend(findings.map(|finding| format.item(&finding)));
            }
            (items.join(format.between()), summary)
        },
        |of_file| summary.add(&of_file),
    )?;
    out.around(&format.after(summary))?;
    out.flush()?;
    Ok(readable)
}

/// The format in which diagnostics are printed.
enum Format {
    Human(Human),
    Jsonl,
    Json,
    Sarif,
    Github,
}

impl Format {
    /// The format that the arguments ask for.
    fn of(args: &Check) -> Self {
        match args.format {
            CheckFormat::Human => Self::Human(Human::new(in_colour(args.color))),
            CheckFormat::Jsonl => Self::Jsonl,
            CheckFormat::Json => Self::Json,
            CheckFormat::Sarif => Self::Sarif,
            CheckFormat::Github => Self::Github,
        }
    }

    /// The output before the first item.
    fn before(&self) -> String {
        match self {
            Self::Human(_) | Self::Jsonl | Self::Github => String::new(),
            Self::Json => "[".into(),
            Self::Sarif => sarif::before(),
        }
    }

    /// The output between two items.
    const fn between(&self) -> &'static str {
        match self {
            Self::Human(_) | Self::Jsonl | Self::Github => "",
            Self::Json | Self::Sarif => ",\n",
        }
    }

    /// The output after the last item.
    fn after(&self, summary: &Summary) -> String {
        match self {
            // Standard error tells why nothing was read; that nothing is broken would contradict it.
            Self::Human(_) if summary.is_empty() => String::new(),
            Self::Human(_) => format!("{summary}\n"),
            Self::Jsonl | Self::Github => String::new(),
            Self::Json => "]\n".into(),
            Self::Sarif => sarif::after().into(),
        }
    }

    /// The output of one diagnostic.
    fn item(&self, finding: &Finding) -> String {
        match self {
            Self::Human(human) => human.item(finding),
            Self::Jsonl => json::item(finding) + "\n",
            Self::Json => json::item(finding),
            Self::Sarif => sarif::item(finding),
            Self::Github => github::item(finding) + "\n",
        }
    }
}

/// Whether to print in colour; see <https://no-color.org> for the variable.
fn in_colour(color: Color) -> bool {
    let unset = |name| std::env::var_os(name).is_none_or(|value| value.is_empty());
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            unset("NO_COLOR")
                && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
                && io::stdout().is_terminal()
        }
    }
}
