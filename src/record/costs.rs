//! What is weighed by hand: every price that no lesson teaches yet.
//!
//! The unit is log-odds throughout (natural logarithm): 1.0 makes a thing about 2.7 times as likely, -4.0 one fifty-fifth
//! as likely. The learned weights are in `glued/weights.rs`, in tenths of the same unit.
//!
//! The prices were set while looking at ten published volumes, and are held by the figures that `src/measure` prints for
//! these (its documentation has the command): those of [`headings`] by the records that begin at the right heading, all
//! others by the footnote references, and by the slips that are planted and reported.

/// Prices of a line that may begin a record in a file of several.
pub mod headings {
    /// The prior of a numbered title line being a record's heading.
    pub const PRIOR: f32 = -4.0;
    /// The line stands at the very beginning of the file.
    pub const AT_THE_TOP: f32 = 6.0;
    /// The last record's note list ends just above.
    pub const AFTER_NOTES: f32 = 6.0;
    /// What stands above is short, as a signature is.
    pub const AFTER_SHORT_LINE: f32 = 1.0;
    /// What stands above is long, as a paragraph is.
    pub const AFTER_PARAGRAPH: f32 = -1.0;
    /// No empty line stands above: rather the next note below a note's paragraph.
    pub const NO_GAP_ABOVE: f32 = -8.0;
    /// No empty line stands above, but a list's item: it may be the next file's first line, where files were put one behind
    /// the other.
    pub const NO_GAP_BELOW_AN_ITEM: f32 = -4.0;
    /// No empty line stands below.
    pub const NO_GAP_BELOW: f32 = -4.0;
    /// The next number's item stands just below: the line is the first note of a list, or a numbered paragraph.
    pub const NEXT_ITEM_BELOW: f32 = -8.0;
    /// Every word is capitalised. Half of them are worth nothing, none of them this much less.
    pub const TITLE_CASE: f32 = 3.0;
    /// The title ends with a full stop, as a numbered paragraph does.
    pub const SENTENCE: f32 = -3.0;
    /// What stands below is short, as the place and date are.
    pub const BEFORE_SHORT_LINE: f32 = 1.0;
    /// The heading's number is the last heading's plus one.
    pub const NEXT: f32 = 3.0;
    /// The number skips a few.
    pub const SKIPS: f32 = -1.0;
    /// The number skips many, or goes back.
    pub const OUT_OF_ORDER: f32 = -8.0;
    /// The line is not at the top of the file nor behind a note list, and no heading stands before it.
    pub const FIRST_IN_THE_MIDDLE: f32 = -8.0;
}

/// Prices of a candidate: of its being a footnote reference.
pub mod candidates {
    /// A candidate below this is not weighed any further: it is likelier that its note has no reference.
    pub const HOPELESS: f32 = -7.0;
    /// A candidate below this is a reference only where no other number can be the one that its note lacks.
    pub const UNLIKELY: f32 = -10.5;
    /// From here on a candidate is taken for a reference whatever else the record says.
    pub const STRONG: f32 = 2.5;
    /// A candidate whose surroundings leave no doubt is worth at least this: of thousands of such runs one in some hundreds
    /// is no reference.
    pub const SURE: f32 = 5.0;
    /// A candidate that the sum of a table tells is worth at least this; it is less than [`SURE`] because a column may add
    /// up by chance.
    pub const TOLD_BY_A_SUM: f32 = 2.0;
    /// No surroundings are worth more: one reference in some hundreds has lost its note.
    pub const CERTAIN: f32 = 8.0;
    /// What speaks for the end of a number before the punctuation, as in `your 7532,`, in a record whose references stand
    /// there. No published record teaches it: in ten volumes 311 of 1,660 numbers of three and four digits with a name before
    /// and a mark of punctuation behind them have a reference behind the mark.
    pub const BEFORE_PUNCTUATION: f32 = 4.0;
}

/// Prices of the alignment of references with notes.
pub mod alignment {
    /// How far a hypothesis may fall behind the best one before it is given up: what notes in a row without a reference cost
    /// at most, or whatever follows a stretch that is still to be typed would be lost.
    pub const HORIZON: f32 = 18.0;
    /// A first reference that does not lead to the first note: of two lists under references for one, the references are
    /// typed first to the first.
    pub const BEGINS_LATE: f32 = -3.0;
    /// A reference behind that of the last note: one in some hundreds has lost its note.
    pub const LOST_ITS_NOTE: f32 = -6.5;
    /// Each further reference behind that: where several lack their notes the list is still being typed.
    pub const AWAITS_ITS_NOTE: f32 = -1.0;
    /// A number left out among references without notes.
    pub const LEFT_OUT: f32 = -6.0;
    /// How many numbers are left out at most at a time.
    pub const MOST_LEFT_OUT: u8 = 2;
    /// A reference whose note stands at the foot of another page.
    pub const ON_ANOTHER_PAGE: f32 = -6.0;
    /// All that the words before a reference have in common with its note is worth no more than this.
    pub const MOST_IN_COMMON: f32 = 6.0;
}

/// Thresholds of a reference without a note, which the alignment left out.
pub mod unpaired {
    /// What speaks for a candidate whose number is due between two paired references.
    pub const DUE: f32 = 2.0;
    /// What a chain behind the last paired reference must weigh, where nothing tells how far the numbers go.
    pub const AT_THE_END: f32 = 1.0;
    /// What the first candidate must weigh in a record without notes.
    pub const FIRST: f32 = 2.0;
    /// What the chain must weigh that begins with the first candidate in a record without notes.
    pub const WITHOUT_NOTES: f32 = 4.0;
    /// What a candidate must weigh whose number is not due, where a note is missing its reference.
    pub const ASTRAY: f32 = -1.0;
}
