//! What `obelus doctor` found, as it is printed.

use crate::cli::output::visible;

/// Sections of lines, some of which say what needs attention.
#[derive(Debug, Default)]
pub(super) struct Findings {
    lines: Vec<String>,
    attention: usize,
}

impl Findings {
    /// Begins a section.
    pub fn section(&mut self, title: &str) {
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.push(visible(title));
    }

    /// Adds a line to the section.
    pub fn say(&mut self, line: &str) {
        self.lines.push(format!("  {}", visible(line)));
    }

    /// Adds a line about something that needs attention.
    pub fn warn(&mut self, line: &str) {
        self.attention += 1;
        self.lines.push(format!("! {}", visible(line)));
    }

    /// Whether something needs attention.
    pub fn need_attention(&self) -> bool {
        self.attention > 0
    }

    /// All sections, and in the end how much needs attention.
    pub fn summed_up(self) -> String {
        let sum = match self.attention {
            0 => "Everything is in order.".to_owned(),
            1 => "One thing needs attention: the line that begins with `!`.".to_owned(),
            several => format!("{several} things need attention: the lines that begin with `!`."),
        };
        format!("{}\n\n{sum}\n", self.lines.join("\n"))
    }
}
