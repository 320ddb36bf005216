//! How a mark is written: what stands around its label.

/// How a footnote reference is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReferenceForm {
    /// What stands before its label, such as `[`; empty where the label is glued to the word before it.
    pub open: &'static str,
    /// What stands behind its label.
    pub close: &'static str,
}

/// How a note is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteForm {
    /// What stands before its label: white space, a bracket.
    pub before: String,
    /// What stands between its label and its text.
    pub after: String,
    /// What stands behind its text.
    pub end: String,
}

/// How a page marker is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageForm<'t> {
    /// What stands before its label.
    pub open: &'t str,
    /// What stands behind its label.
    pub close: &'t str,
}

impl ReferenceForm {
    /// The reference that prints `label`.
    pub fn write(self, label: &str) -> String {
        format!("{}{label}{}", self.open, self.close)
    }
}

impl NoteForm {
    /// The note that prints `label` and says `text`.
    pub fn write(&self, label: &str, text: &str) -> String {
        format!("{}{label}{}{text}{}", self.before, self.after, self.end)
    }
}

impl PageForm<'_> {
    /// The page marker that prints `label`.
    pub fn write(self, label: &str) -> String {
        format!("{}{label}{}", self.open, self.close)
    }
}
