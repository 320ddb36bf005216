//! The `obelus` program: parses the command line, runs one command.

use std::process::ExitCode;

fn main() -> ExitCode {
    obelus::cli::run()
}
