//! `obelus explain`: what a diagnostic means, by its code.

use super::args::Explain;
use super::codes::{self, DiagnosticCode};
use super::output::{self, Printer};
use super::plain_text::plain_text;
use std::process::ExitCode;

/// Prints the explanation of the code given; without one, a line for each code.
pub(super) fn run(args: &Explain) -> ExitCode {
    let text: String = match &args.code {
        Some(name) => codes::all().filter(|code| code.name == name).map(|code| plain_text(code.explanation)).collect(),
        None => codes::all().map(|code| line(&code)).collect(),
    };
    let mut out = Printer::new("");
    output::exit(out.around(&text).and_then(|()| out.flush()).map(|()| true), false)
}

/// The line of `code` in the list of all codes: its name, its severity and what it says.
fn line(code: &DiagnosticCode) -> String {
    // The third line of every explanation is its summary: `Error: no note belongs to this footnote reference.`
    let summary = code.explanation.lines().nth(2).and_then(|line| line.split_once(": ")).unwrap_or_default().1;
    format!("{:23} {:12} {}\n", code.name, code.severity.as_str(), summary.trim_end_matches('.'))
}
