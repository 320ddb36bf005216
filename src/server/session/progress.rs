//! Tells the client how far the reading of the workspace is.

use crate::server::outgoing::Outgoing;
use serde_json::json;

/// The reading that the client is told of.
#[derive(Debug, Default)]
pub struct Progress {
    readings: u64,
    is_told: bool,
    done: usize,
}

impl Progress {
    /// Tells that `done` of `of` files are read.
    pub fn reading(&mut self, done: usize, of: usize, to: &mut Outgoing) {
        let percentage = done.saturating_mul(100).checked_div(of).unwrap_or(100);
        let message = format!("{done} of {of} files");
        if self.is_told {
            // Those who read tell of it in no order.
            if done <= self.done {
                return;
            }
            self.done = done;
            let value = json!({"kind": "report", "message": message, "percentage": percentage});
            to.notify("$/progress", json!({"token": self.token(), "value": value}));
            return;
        }
        (self.is_told, self.done) = (true, done);
        self.readings += 1;
        to.request("window/workDoneProgress/create", Some(json!({"token": self.token()})));
        let value = json!({"kind": "begin", "title": "Reading records", "message": message, "percentage": percentage});
        to.notify("$/progress", json!({"token": self.token(), "value": value}));
    }

    /// Tells that all are.
    pub fn end(&mut self, to: &mut Outgoing) {
        if std::mem::take(&mut self.is_told) {
            to.notify("$/progress", json!({"token": self.token(), "value": {"kind": "end"}}));
        }
    }

    fn token(&self) -> String {
        format!("reading/{}", self.readings)
    }
}
