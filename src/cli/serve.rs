//! `obelus serve`: answers an editor on standard input and output.

use super::args::Serve;
use super::output::complain;
use crate::server;
use crate::server::main_loop::Ending;
use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

/// Serves the editor until it ends the session.
pub(super) fn run(args: &Serve) -> ExitCode {
    let log = args.log.as_ref().map(|path| (path, File::options().create(true).append(true).open(path)));
    let log = match log {
        Some((path, Err(error))) => {
            complain(&path.to_string_lossy(), &format!("the log cannot be written there: {error}"));
            return ExitCode::from(2);
        }
        Some((_, Ok(file))) => Some(file),
        None => None,
    };
    if io::stdin().is_terminal() {
        let _ = writeln!(
            io::stderr(),
            "obelus: waiting for an editor, which starts this program itself (Ctrl-C ends it).\n\
             To check records here in the terminal: obelus check FOLDER   (more: obelus --help)"
        );
    }
    match server::serve(io::stdin(), io::stdout(), log) {
        Ok(Ending::Orderly) => ExitCode::SUCCESS,
        Ok(Ending::Abrupt) => ExitCode::FAILURE,
        Err(error) => {
            complain("serve", &format!("the system lacks what a server needs: {error}"));
            ExitCode::FAILURE
        }
    }
}
