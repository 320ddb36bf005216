//! Output of the commands, and their exit status.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::process::ExitCode;

/// Output, by default to standard output, locked and buffered: a list of items with text before, between and after them.
pub(super) struct Printer<W = BufWriter<StdoutLock<'static>>> {
    out: W,
    between: &'static str,
    /// Whether an item was printed.
    started: bool,
}

/// What is said on standard error, beside what is wrong with the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Remarks {
    /// How far a long run is, and what nobody would guess of how the input was read.
    Said,
    /// Nothing.
    Unsaid,
}

impl Printer {
    /// Begins a list on standard output with `between` between its items.
    pub fn new(between: &'static str) -> Self {
        Self::to(BufWriter::with_capacity(1 << 16, io::stdout().lock()), between)
    }
}

impl<W: Write> Printer<W> {
    /// Begins a list in `out` with `between` between its items.
    pub fn to(out: W, between: &'static str) -> Self {
        Self { out, between, started: false }
    }

    /// What the list was printed to.
    pub fn into_inner(self) -> W {
        self.out
    }

    /// Prints text that is no item.
    pub fn around(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())
    }

    /// Prints one or more items; an empty text is no item.
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

    /// Writes out the buffer.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Clears the terminal that standard output is, if it is one.
pub(super) fn clear_terminal() -> io::Result<()> {
    let mut out = io::stdout().lock();
    if out.is_terminal() {
        // Clears the screen, and goes to its upper left corner.
        out.write_all(b"\x1b[2J\x1b[H")?;
    }
    out.flush()
}

/// Reports on standard error what is wrong with the input at `path`.
pub(super) fn complain(path: &str, problem: &str) {
    say(&format!("{}: {}", visible(path), visible(problem)));
}

/// Prints `message` on standard error.
pub(super) fn say(message: &str) {
    // Where standard error is closed, nobody can be told.
    let _ = writeln!(io::stderr(), "obelus: {message}");
}

/// `text` with its control characters replaced: file names and records may come from anybody, and a terminal obeys
/// them.
pub(super) fn visible(text: &str) -> String {
    text.replace(char::is_control, "\u{fffd}")
}

/// The exit status of a command. `done` is whether all its input could be read, or why its output could not be written;
/// `found` is whether it found something that the status is to tell.
pub(super) fn exit(done: io::Result<bool>, found: bool) -> ExitCode {
    match done {
        Ok(false) => ExitCode::from(2),
        Ok(true) => ExitCode::from(u8::from(found)),
        // The reader has seen enough (`obelus index letters | head`).
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(u8::from(found)),
        Err(error) => {
            complain("standard output", &format!("cannot be written: {error}"));
            ExitCode::from(2)
        }
    }
}

/// A value as JSON on one line.
pub(super) fn json(value: &impl serde::Serialize) -> String {
    // Only keys that are no texts and serializers that fail cause errors; our structs have neither.
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
