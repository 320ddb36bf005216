//! How a reference follows the one before it: the moves of the alignment, each a feature with a weight in
//! [`crate::record::glued::weights`].

/// How a reference follows the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The first reference prints the number its note carries.
    StartEqual,
    /// The first reference is a 0 under a list from 1.
    StartAt0,
    /// The first reference is a 1 whose note carries another number.
    StartAt1,
    /// The first reference prints something else.
    StartBeyond,
    /// The same, and the first that surely is a reference stands before it and prints a smaller number.
    StartWithin,
    /// Number and note both go on by one.
    OnByOne,
    /// The same with a number of two digits or more, which hardly stands there by chance.
    OnByOneBeyondNine,
    /// Both sides leave out the same numbers.
    SkipOnBothSides,
    /// The references go on by one past notes without a reference.
    NotePassed,
    /// The same, though the last reference printed its note's number, and the note that carries the next one is passed.
    PassesTheDue,
    /// The list leaves out a number, the references go on: rather a note is missing.
    ListSkips,
    /// The references leave out so many numbers, five standing for more, and the list goes on.
    ReferencesSkip(u8),
    /// A reference prints another number than is due.
    Misprint,
    /// A number is printed twice, for two notes.
    NumberAgain,
    /// The numbers start again where the list's do.
    RestartOnBothSides,
    /// The numbers start again.
    Restart,
    /// The numbers go back.
    Backwards,
    /// A second reference to the same note, with the same number.
    NoteAgain,
    /// A second reference to the same note, with another number or a sign.
    NoteAgainOtherwise,
    /// A sign leads to a note that carries none.
    Sign,
    /// A sign leads to a numbered note.
    SignForNumber,
    /// A letter that is the first, the next or the last one again.
    LetterInOrder,
    /// Any other letter.
    LetterAstray,
    /// A note that no reference leads to.
    Unreferenced,
    /// The third and the fourth of such notes in a row: a list that is ahead of its text.
    UnreferencedAhead,
}

/// More numbers left out than this count as so many.
const MOST_SKIPPED: usize = 5;

impl Step {
    pub const COUNT: usize = 24 + MOST_SKIPPED;

    /// The references leave out `count` numbers, while the list goes on by one.
    pub fn references_skip(count: i64) -> Self {
        let most = MOST_SKIPPED as u8;
        Self::ReferencesSkip(u8::try_from(count).unwrap_or(most).clamp(1, most))
    }

    /// Its place among all.
    #[inline]
    pub const fn index(self) -> usize {
        match self {
            Self::StartEqual => 0,
            Self::StartAt0 => 1,
            Self::StartAt1 => 2,
            Self::StartBeyond => 3,
            Self::OnByOne => 4,
            Self::SkipOnBothSides => 5,
            Self::NotePassed => 6,
            Self::ListSkips => 7,
            Self::Misprint => 8,
            Self::NumberAgain => 9,
            Self::RestartOnBothSides => 10,
            Self::Restart => 11,
            Self::Backwards => 12,
            Self::NoteAgain => 13,
            Self::NoteAgainOtherwise => 14,
            Self::Sign => 15,
            Self::SignForNumber => 16,
            Self::Unreferenced => 17,
            Self::UnreferencedAhead => 18,
            Self::LetterInOrder => 19,
            Self::LetterAstray => 20,
            Self::OnByOneBeyondNine => 21,
            Self::StartWithin => 22,
            Self::PassesTheDue => 23,
            Self::ReferencesSkip(count) => 23 + count as usize,
        }
    }
}
