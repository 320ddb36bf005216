//! Other programs of the user's: where they are, and what version they are.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;
use std::{env, thread};

/// How long a program may take to print its version.
const PATIENCE: Duration = Duration::from_secs(5);

/// The path of the program `name`; `None` where it is not on the `PATH`.
pub(super) fn find(name: &str) -> Option<PathBuf> {
    let ends = if cfg!(windows) { &["exe", "cmd"][..] } else { &[""] };
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .flat_map(|folder| ends.iter().map(move |end| folder.join(name).with_extension(end)))
        .find(|program| program.is_file())
}

/// The first line that `program --version` prints; `None` where it prints none in time.
pub(super) fn version(program: &Path) -> Option<String> {
    let mut command = Command::new(program);
    command.arg("--version").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().ok()?;
    let mut out = child.stdout.take()?;
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = out.read_to_end(&mut bytes);
        let _ = sender.send(bytes);
    });
    let printed = receiver.recv_timeout(PATIENCE);
    // It has closed its output, or takes too long.
    let _ = child.kill();
    let _ = child.wait();
    let line = String::from_utf8_lossy(&printed.ok()?).lines().next()?.trim().to_owned();
    (!line.is_empty()).then_some(line)
}
