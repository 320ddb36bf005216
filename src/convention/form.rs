//! How a mark is written: the characters around its label. The reference `[2]` has `[` before its label and `]` behind
//! it.

/// The characters around the label of a footnote reference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReferenceForm {
    /// The characters before the label, such as `[`; empty for a label glued to the word before it: `could.2`.
    pub open: &'static str,
    /// The characters behind the label, such as `]`; empty for a glued label.
    pub close: &'static str,
}

/// The characters around the label and the text of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteForm {
    /// The characters before the label: white space, an opening bracket.
    pub before: String,
    /// The characters between the label and the text, such as `. `.
    pub after: String,
    /// The characters behind the text, such as `↩`.
    pub end: String,
}

/// The characters around the label of a page marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageForm<'t> {
    /// The characters before the label, such as `[Page `.
    pub open: &'t str,
    /// The characters behind the label, such as `]`.
    pub close: &'t str,
}

/// Whether the mark between `before` and `after` stands before a parenthesis that nothing in `before` opens: `Kat 2)`.
pub fn is_half_enclosed(before: &str, after: &str) -> bool {
    let is_open = || before.chars().rev().find(|c| matches!(c, '(' | ')')) == Some('(');
    after.starts_with("))") || (after.starts_with(')') && !is_open())
}

impl ReferenceForm {
    /// Half a parenthesis behind the label: `could.2)`.
    pub const HALF_PARENTHESISED: Self = Self { open: "", close: ")" };

    /// Writes a reference with the label `label`.
    pub fn write(self, label: &str) -> String {
        format!("{}{label}{}", self.open, self.close)
    }
}

impl NoteForm {
    /// Writes a note with the label `label` and the text `text`.
    pub fn write(&self, label: &str, text: &str) -> String {
        format!("{}{label}{}{text}{}", self.before, self.after, self.end)
    }
}

impl PageForm<'_> {
    /// Writes a page marker with the label `label`.
    pub fn write(self, label: &str) -> String {
        format!("{}{label}{}", self.open, self.close)
    }
}
