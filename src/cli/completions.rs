//! `obelus completions`: the script that completes the command line in a shell.

use super::args::{Args, Completions};
use super::output::{self, Printer};
use clap::CommandFactory;
use std::process::ExitCode;

/// Prints the script for the shell given.
pub(super) fn run(args: &Completions) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "obelus", &mut script);
    let mut out = Printer::new("");
    output::exit(out.around(&String::from_utf8_lossy(&script)).and_then(|()| out.flush()).map(|()| true), false)
}
