//! The commands, a file or a folder each, and what they share.

mod args;
mod batches;
mod check;
mod codes;
mod completions;
mod config;
mod convert;
mod diagnose;
mod doctor;
mod explain;
mod explain_files;
mod files;
mod fix;
mod help;
mod index;
mod input;
mod interrupt;
mod man;
mod outline;
mod output;
mod plain_text;
mod programs;
mod progress;
mod replace;
mod report_file;
mod serve;
mod source;
mod summary;
mod try_it;
mod watch;

use args::{Args, Command};
use std::process::ExitCode;

/// Runs the command that the arguments of the program name, and returns the exit status: 0 where all is well, 1 where
/// `check` found something or `fix` has something to mend, 2 where the arguments make no sense or something could not
/// be read.
pub fn run() -> ExitCode {
    let args = Args::read();
    match args.command.unwrap_or(Command::Serve(args.serve)) {
        Command::Serve(serve) => serve::run(&serve),
        Command::Check(check) => check::run(&check),
        Command::Fix(fix) => fix::run(&fix),
        Command::Index(index) => index::run(&index),
        Command::Outline(outline) => outline::run(&outline),
        Command::Config(config) => config::run(&config),
        Command::Convert(convert) => convert::run(&convert),
        Command::Try(args) => try_it::run(&args),
        Command::Explain(explain) => explain::run(&explain),
        Command::Doctor(doctor) => doctor::run(&doctor),
        Command::Completions(completions) => completions::run(&completions),
        Command::Man(man) => man::run(&man),
        Command::Help(help) => help::run(&help),
    }
}
