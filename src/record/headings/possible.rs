//! A line that may be the heading of a record, judged by the lines near it.

use crate::syntax::TitleForm;

/// A line that may be the heading of a record.
#[derive(Clone, Copy, Debug)]
pub struct PossibleHeading {
    /// The form of the heading; none for a numbered title line such as `12. Minutes`.
    pub form: Option<TitleForm>,
    /// The number of the line, counted from 0 at the first line of the searched range.
    pub line: usize,
    /// How many lines above the heading the record begins: a page marker just above a heading belongs to its record.
    pub back: usize,
    /// Whether the file begins just above the line, with at most a few lines between, such as an archive's mark.
    pub at_the_top: bool,
    /// Whether a note list ends just above the line.
    pub after_notes: bool,
    /// The number printed in the line, if there is one.
    pub number: Option<u32>,
    /// How much the line and those near it speak for a heading, in log-odds. Only a numbered title line is weighed.
    pub weight: f32,
}

impl PartialEq for PossibleHeading {
    /// Whether the two are equal in all that the choice of headings and the division of the text depend on. Of their lines only
    /// this counts: whether the record begins at the first line of the searched range, and where a heading at the top stands.
    fn eq(&self, other: &Self) -> bool {
        let at_the_top = |o: &Self| o.at_the_top.then_some(o.line);
        let key =
            |o: &Self| (o.form, o.line == o.back, o.back, at_the_top(o), o.after_notes, o.number, o.weight.to_bits());
        key(self) == key(other)
    }
}

/// How many lines above and below a possible heading are looked at.
pub const NEAR: usize = 12;
