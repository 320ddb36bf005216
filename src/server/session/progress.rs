//! Shows the client the progress of reading the workspace.

use crate::server::outgoing::Outgoing;
use serde_json::json;

/// The progress that the client was last told of.
#[derive(Debug, Default)]
pub struct Progress {
    /// How many times reading was begun. It makes the progress token unique.
    readings: u64,
    /// Whether the client shows a progress at present.
    is_shown: bool,
    /// How many files were read at the last report.
    done: usize,
}

impl Progress {
    /// Reports that `done` of `of` files are read.
    pub fn reading(&mut self, done: usize, of: usize, to: &mut Outgoing) {
        let percentage = done.saturating_mul(100).checked_div(of).unwrap_or(100);
        let message = format!("{done} of {of} files");
        if self.is_shown {
            // Several threads read, and their reports may come in any order.
            if done <= self.done {
                return;
            }
            self.done = done;
            let value = json!({"kind": "report", "message": message, "percentage": percentage});
            to.notify("$/progress", json!({"token": self.token(), "value": value}));
            return;
        }
        (self.is_shown, self.done) = (true, done);
        self.readings += 1;
        to.request("window/workDoneProgress/create", Some(json!({"token": self.token()})));
        let value = json!({"kind": "begin", "title": "Reading records", "message": message, "percentage": percentage});
        to.notify("$/progress", json!({"token": self.token(), "value": value}));
    }

    /// Reports that all files are read.
    pub fn end(&mut self, to: &mut Outgoing) {
        if std::mem::take(&mut self.is_shown) {
            to.notify("$/progress", json!({"token": self.token(), "value": {"kind": "end"}}));
        }
    }

    fn token(&self) -> String {
        format!("reading/{}", self.readings)
    }
}
