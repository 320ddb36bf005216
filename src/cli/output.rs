//! What a command prints, and how it ends.

use std::io::{self, BufWriter, StdoutLock, Write};
use std::process::ExitCode;

/// Standard output, locked and buffered: the items of a list, with what stands around and between them.
pub(super) struct Printer {
    out: BufWriter<StdoutLock<'static>>,
    between: &'static str,
    started: bool,
}

impl Printer {
    /// Begins a list whose items have `between` between them.
    pub fn new(between: &'static str) -> Self {
        Self { out: BufWriter::with_capacity(1 << 16, io::stdout().lock()), between, started: false }
    }

    /// Prints what stands around the list.
    pub fn around(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())
    }

    /// Prints one or more items; an empty text is none.
    pub fn items(&mut self, items: &str) -> io::Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        if self.started {
            self.out.write_all(self.between.as_bytes())?;
        }
        self.started = true;
        self.out.write_all(items.as_bytes())
    }

    /// Writes what is still in the buffer.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Says on standard error what is wrong with the input at `path`.
pub(super) fn complain(path: &str, problem: &str) {
    say(&format!("{}: {}", visible(path), visible(problem)));
}

/// Says something on standard error.
pub(super) fn say(message: &str) {
    // Nobody is left to be told where standard error is closed.
    let _ = writeln!(io::stderr(), "obelus: {message}");
}

/// `text` without what a terminal would obey: names of files and words of records come from anybody.
pub(super) fn visible(text: &str) -> String {
    text.replace(char::is_control, "\u{fffd}")
}

/// The exit status: of a command that was `done`, all its input readable or not, and that `found` something or not.
pub(super) fn exit(done: io::Result<bool>, found: bool) -> ExitCode {
    match done {
        Ok(false) => ExitCode::from(2),
        Ok(true) => ExitCode::from(u8::from(found)),
        // Whoever reads has seen enough (`obelus index letters | head`).
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(u8::from(found)),
        Err(error) => {
            complain("standard output", &format!("cannot be written: {error}"));
            ExitCode::from(2)
        }
    }
}

/// A value as JSON on one line.
pub(super) fn json(value: &impl serde::Serialize) -> String {
    // Our own structs have text keys and no serializer that fails, the only two ways to an error.
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_obeys_no_text() {
        assert_eq!(visible("Zoë\u{1b}[2J\r\n\u{9b}0m"), "Zoë\u{fffd}[2J\u{fffd}\u{fffd}\u{fffd}0m");
    }
}
