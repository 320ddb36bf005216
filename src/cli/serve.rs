//! `obelus serve`: answers an editor on standard input and output.

use super::args::Serve;
use super::output::complain;
use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Mutex;
use tracing_subscriber::EnvFilter;

/// Serves until the editor ends it.
pub(super) fn run(args: &Serve) -> ExitCode {
    if let Some(path) = &args.log {
        match File::options().create(true).append(true).open(path) {
            Ok(file) => log_to(file),
            Err(error) => {
                complain(&path.to_string_lossy(), &format!("the log cannot be written there: {error}"));
                return ExitCode::from(2);
            }
        }
    }
    if io::stdin().is_terminal() {
        let _ = writeln!(
            io::stderr(),
            "obelus: waiting for an editor, which starts this program itself (Ctrl-C ends it).\n\
             To check records here in the terminal: obelus check FOLDER   (more: obelus --help)"
        );
    }
    answer_editor()
}

/// Writes what the server does to `file`: as much as the filter in the environment variable `OBELUS_LOG` lets through,
/// without one what is of interest to a user.
fn log_to(file: File) {
    let filter = std::env::var("OBELUS_LOG").ok().and_then(|filter| match EnvFilter::try_new(&filter) {
        Ok(filter) => Some(filter),
        Err(error) => {
            complain("OBELUS_LOG", &format!("`{filter}` is no filter: {error}"));
            None
        }
    });
    tracing_subscriber::fmt()
        .with_env_filter(filter.unwrap_or_else(|| EnvFilter::new("info")))
        .with_writer(Mutex::new(file))
        .with_ansi(false)
        .init();
}

fn answer_editor() -> ExitCode {
    ExitCode::SUCCESS
}
