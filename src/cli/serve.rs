//! `obelus serve`: answers an editor on standard input and output.

use super::args::Serve;
use super::output::complain;
use crate::server;
use crate::server::main_loop::Ending;
use std::fs::File;
use std::io::{self, IsTerminal, Write};
#[cfg(unix)]
use std::os::fd::AsFd;
#[cfg(windows)]
use std::os::windows::io::AsHandle;
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
    match server::serve(io::stdin(), output(), log) {
        Ok(Ending::Orderly) => ExitCode::SUCCESS,
        Ok(Ending::Abrupt) => ExitCode::FAILURE,
        Err(error) => {
            complain("serve", &format!("the system lacks what a server needs: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// How many bytes a pipe to the client is to hold, if the system allows it: the diagnostics of a whole volume go into it and
/// out of it at once. A pipe of Linux holds 64 KiB otherwise.
#[cfg(any(target_os = "linux", target_os = "android"))]
const PIPE: usize = 1 << 20;

/// Standard output without the buffer of [`io::Stdout`], which searches each message for line breaks and writes its header
/// apart from its body.
fn output() -> Box<dyn Write + Send> {
    let stdout = io::stdout();
    #[cfg(unix)]
    let own = stdout.as_fd().try_clone_to_owned();
    #[cfg(windows)]
    let own = stdout.as_handle().try_clone_to_owned();
    match own {
        Ok(own) => {
            // What is no pipe stays as it is.
            #[cfg(any(target_os = "linux", target_os = "android"))]
            let _ = rustix::pipe::fcntl_setpipe_size(&own, PIPE);
            Box::new(File::from(own))
        }
        Err(_) => Box::new(stdout),
    }
}
