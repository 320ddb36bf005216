//! A progress bar for long runs.

use super::output::Remarks;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

/// A run that takes less time shows no bar.
const LONG: Duration = Duration::from_millis(500);

/// A progress bar on standard error. It shows only on a terminal, and only once the run takes longer than [`LONG`].
pub(super) struct Progress {
    bar: ProgressBar,
    began: Instant,
    /// Whether it may show at all.
    shows: bool,
}

impl Progress {
    /// Creates the bar of a run over this many files.
    pub fn new(files: usize, remarks: Remarks) -> Self {
        let style = ProgressStyle::with_template("{bar:40} {human_pos} of {human_len} files");
        // The template is ours and makes sense.
        let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden()).with_style(style);
        Self { bar, began: Instant::now(), shows: remarks == Remarks::Said && io::stderr().is_terminal() }
    }

    /// Counts a file as done.
    pub fn step(&self) {
        self.bar.inc(1);
        self.show_if_long();
    }

    /// Calls `write`, with the bar hidden meanwhile.
    pub fn pause<T>(&self, write: impl FnOnce() -> T) -> T {
        self.show_if_long();
        self.bar.suspend(write)
    }

    fn show_if_long(&self) {
        if self.shows && self.bar.is_hidden() && self.began.elapsed() > LONG {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
