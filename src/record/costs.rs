//! Weights that are set by hand: those that are not learned from published records yet.
//!
//! The unit is log-odds throughout (natural logarithm): 1.0 makes a thing about 2.7 times as likely, -4.0 one
//! fifty-fifth as likely. The learned weights are in `glued/weights.rs`, in tenths of the same unit.
//!
//! The weights were set while looking at the ten published volumes that `src/measure` reads ("the ten volumes"). The
//! figures that `src/measure` prints keep them right (its documentation has the command): those of [`headings`] are
//! kept by the records that begin at the right heading, all others by the footnote references and by the planted slips
//! that are reported.

/// Weights of a line that may begin a record in a file of several.
pub mod headings {
    /// What any numbered title line starts from: few of them are the heading of a record.
    pub const PRIOR: f32 = -4.0;
    /// The line stands at the very beginning of the file.
    pub const AT_THE_TOP: f32 = 6.0;
    /// The note list of the record before ends just above the line.
    pub const AFTER_NOTES: f32 = 6.0;
    /// The line above is short, as a signature is.
    pub const AFTER_SHORT_LINE: f32 = 1.0;
    /// The line above is long, as a paragraph is.
    pub const AFTER_PARAGRAPH: f32 = -1.0;
    /// No empty line stands above: the line is rather the next note below a note's paragraph.
    pub const NO_GAP_ABOVE: f32 = -8.0;
    /// No empty line stands above, but a list item does: the line may be the first of the next file, where files were
    /// put one behind the other.
    pub const NO_GAP_BELOW_AN_ITEM: f32 = -4.0;
    /// No empty line stands below.
    pub const NO_GAP_BELOW: f32 = -4.0;
    /// A list item with the next number stands just below: the line is the first note of a list, or a numbered
    /// paragraph.
    pub const NEXT_ITEM_BELOW: f32 = -8.0;
    /// Every word is capitalised. The weight falls with the share of such words: where half of them are capitalised it
    /// is 0, where none is it is as much below 0.
    pub const TITLE_CASE: f32 = 3.0;
    /// The title ends with a full stop, as a numbered paragraph does.
    pub const SENTENCE: f32 = -3.0;
    /// The line below is short, as the place and date are.
    pub const BEFORE_SHORT_LINE: f32 = 1.0;
    /// The heading's number is one more than that of the heading before.
    pub const NEXT: f32 = 3.0;
    /// The heading's number skips a few numbers.
    pub const SKIPS: f32 = -1.0;
    /// The heading's number skips many numbers, or goes back.
    pub const OUT_OF_ORDER: f32 = -8.0;
    /// The line is not at the top of the file nor behind a note list, and no heading stands before it.
    pub const FIRST_IN_THE_MIDDLE: f32 = -8.0;
}

/// Weights of candidates: of numbers and marks that may be footnote references.
pub mod candidates {
    /// A candidate of this weight or less is left out of the alignment: it is likelier that its note has no reference.
    pub const HOPELESS: f32 = -7.0;
    /// A kind of numbers that is worth so little or less to a reference is not weighed any further.
    pub const OUT_OF_QUESTION: f32 = -20.0;
    /// A candidate of this weight or less is the reference that a note lacks only where no other number can be it; one of a greater
    /// weight also beside such unlikely ones.
    pub const UNLIKELY: f32 = -10.5;
    /// A candidate of this weight or more is taken for a reference whatever else the record says.
    pub const STRONG: f32 = 2.5;
    /// The least weight of a candidate whose surroundings leave no doubt: of thousands of such runs of digits, one in
    /// several hundred is no reference.
    pub const SURE: f32 = 5.0;
    /// The least weight of a candidate that the sum of a table tells to be a reference. It is less than [`SURE`]
    /// because a column may add up by chance.
    pub const TOLD_BY_A_SUM: f32 = 2.0;
    /// The most that surroundings are worth: one reference in several hundred has lost its note.
    pub const CERTAIN: f32 = 8.0;
    /// Added to a candidate at the end of a number that stands before punctuation, as in `your 7532,`, if the record's
    /// references stand there. No published record teaches it: in the ten volumes references stand behind the mark, as
    /// after 311 of the 1,660 numbers of three and four digits between a name and a punctuation mark.
    pub const BEFORE_PUNCTUATION: f32 = 4.5;
}

/// Weights and bounds of the alignment of references with notes.
pub mod alignment {
    /// How far a hypothesis may fall behind the best one before it is given up. It is a little more than notes in a row
    /// without a reference cost at most. If it were less, whatever follows a stretch of text that is still to be typed
    /// would be lost.
    pub const HORIZON: f32 = 16.5;
    /// How far a hypothesis by which the record sets its references in another way than most may fall behind the best one. Where
    /// references stand behind a space, many numbers are nearly as good as each other, and each is a hypothesis more. In a
    /// record of 926 KB a third of all hypotheses is between these two bounds; of 4,800 published records one is read otherwise for it, and in seven the
    /// certainty of a pair is.
    pub const HORIZON_OF_A_HABIT: f32 = 12.0;
    /// If the bound on the work cuts off a hypothesis that is less than this behind the best one, the pairing is in doubt.
    pub const FAR_BEHIND: f32 = 9.0;
    /// The first reference does not lead to the first note. If there are two lists, and references for only one, these
    /// are the first list's: they are typed first.
    pub const BEGINS_LATE: f32 = -3.0;
    /// A reference whose note stands at the foot of another page.
    pub const ON_ANOTHER_PAGE: f32 = -6.0;
    /// What it is worth besides that a reference 1 has no note, if the next list begins with 1, or if the numbers begin again below
    /// the last list: the list of its page or letter is lost. Without it, eleven numbers that are no references would be reported
    /// in 60 Dutch dispatches with notes at page feet.
    pub const LIST_LOST: f32 = -3.0;
    /// The greatest margin between two pairings that is told apart.
    pub const MARGIN: f32 = 6.0;
    /// The least weight of a reference with a mistyped number that leads nowhere, where a note lacks its reference.
    pub const MISTYPED: f32 = 0.5;
    /// The most that words are worth that a note has in common with the text before its reference.
    pub const MOST_IN_COMMON: f32 = 6.0;
}

/// Weights of lists that may be note lists.
pub mod note_lists {
    /// What it is worth that an unannounced list begins with another number than 0 or 1, if it is one of notes.
    pub const BEGINS_OTHERWISE: f32 = -2.0;
    /// What it is worth that a list of one item has text below it, if it is one of notes: it rather is a numbered paragraph.
    pub const ALONE_IN_THE_TEXT: f32 = -5.5;
    /// How much more the references may be worth without a list.
    pub const SLACK: f32 = 4.0;
    /// How much worse any other pairing must be for a list to be one of notes if only the order of its letters
    /// speaks for them.
    pub const CLEAR: f32 = 1.0;
    /// What it is worth that a letter leads to the note of another: it never does.
    pub const NEVER: f32 = -1e3;
}
