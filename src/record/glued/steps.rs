//! Steps: how a reference follows the one before it. They are the moves of the alignment, each a feature with a weight
//! in [`crate::record::glued::weights`].
//!
//! If reference 1 leads to the first note and the next reference, a 2, to the second, the step between them is
//! [`Step::OnByOne`]; if the next reference is a 4, it is [`Step::ReferencesSkip`] with 2.

/// How a reference follows the one before it, or what notes between them lack a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The first reference prints the number its note carries.
    StartEqual,
    /// The first reference is a 0 under a list from 1.
    StartAt0,
    /// The first reference is a 1 whose note carries another number.
    StartAt1,
    /// The first reference prints any other number, or stands behind a candidate that surely is a 0.
    StartBeyond,
    /// The first reference prints a number from 2 on that its note does not carry, and a candidate that surely is a
    /// reference stands before it and prints a smaller number.
    StartWithin,
    /// Number and note both go on by one, to a number below 10.
    OnByOne,
    /// Number and note both go on by one, to a number from 10 on, which hardly stands there by chance.
    OnByOneBeyondNine,
    /// Both sides leave out the same numbers.
    SkipOnBothSides,
    /// The references go on by one past notes without a reference.
    NotePassed,
    /// The references go on by one past the very note that carries the number, although the last reference printed its
    /// note's number.
    PassesTheDue,
    /// The list leaves out a number, but the references go on by one: rather a note is missing.
    ListSkips,
    /// The references leave out so many numbers, 5 standing for more, while the list goes on by one.
    ReferencesSkip(u8),
    /// A reference prints another number than the one that is due, and leads to the next note.
    Misprint,
    /// The number of an earlier note is printed again, and leads to a note with the same text. Some prints give a note
    /// that is referred to twice one number, where the list has its text twice.
    SameText,
    /// A number is printed again, for another note.
    NumberAgain,
    /// The numbers start again where the list's do.
    RestartOnBothSides,
    /// The numbers start again, but the list's do not.
    Restart,
    /// The numbers go back.
    Backwards,
    /// A second reference to the same note, with the same number.
    NoteAgain,
    /// A second reference to the same note, with another number or a sign.
    NoteAgainOtherwise,
    /// A sign leads to a note that carries none.
    Sign,
    /// A sign leads to a numbered note, and is neither the last sign nor later in the order of signs, or is not in that order.
    SignForNumber,
    /// The first sign, for a numbered note.
    FirstSign,
    /// A sign leads to the next note, which is numbered, and is the next sign in their order, or begins it again.
    SignInOrder,
    /// The next sign in their order passes over notes.
    SignPassesTheDue,
    /// A sign leaves out some in their order, or begins it again, and passes over notes.
    SignsPassed,
    /// A sign leaves out some in their order, and passes over no note.
    SignsSkipped,
    /// The last sign again, for another note with a number.
    SignAgain,
    /// A letter that is `a` or the one after the last reference's.
    LetterInOrder,
    /// The last reference's letter, for a note with the same text as the last.
    LetterAgain,
    /// A letter that leaves out as many letters as notes lack a reference.
    LettersPassed,
    /// Any other letter.
    LetterAstray,
    /// A further reference to an earlier note, which the next reference does not follow.
    Repeat,
    /// A reference that changed places with the one before it, to the note that was passed over there: `4 … 3`.
    Displaced,
    /// A reference whose note has been lost from among the others.
    WithoutNote,
    /// A reference behind that of the last note: its own has been lost, or is not typed yet.
    BehindTheNotes,
    /// The first reference in a record without notes.
    WithoutList,
    /// A reference without a note that follows another: where several have none, they are still to be typed.
    WithoutNoteToo,
    /// A number that is left out before a reference without a note.
    LeftOut,
    /// A note that no reference leads to.
    Unreferenced,
    /// A number stands between two references that pass over notes, and looks like a reference: that of one of these notes,
    /// mistyped.
    Mistyped,
    /// The third and the fourth note in a row that no reference leads to: the list is rather ahead of its text.
    UnreferencedAhead,
}

/// If the references leave out more numbers than this, they count as so many.
const MOST_SKIPPED: usize = 5;

impl Step {
    /// How many steps there are.
    pub const COUNT: usize = 41 + MOST_SKIPPED;

    /// The steps to a number that is one more than the last, and to letters and signs.
    pub const TO_THE_DUE: [Self; 16] = [
        Self::OnByOne,
        Self::OnByOneBeyondNine,
        Self::NotePassed,
        Self::PassesTheDue,
        Self::ListSkips,
        Self::LetterInOrder,
        Self::LetterAgain,
        Self::LettersPassed,
        Self::LetterAstray,
        Self::SignForNumber,
        Self::FirstSign,
        Self::SignInOrder,
        Self::SignPassesTheDue,
        Self::SignsPassed,
        Self::SignsSkipped,
        Self::SignAgain,
    ];

    /// The step of references that leave out `count` numbers, while the list goes on by one.
    pub fn references_skip(count: i64) -> Self {
        let most = MOST_SKIPPED as u8;
        Self::ReferencesSkip(u8::try_from(count).unwrap_or(most).clamp(1, most))
    }

    /// The index of the step among all steps.
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
            Self::SameText => 24,
            Self::LetterAgain => 25,
            Self::LettersPassed => 26,
            Self::Repeat => 27,
            Self::Displaced => 28,
            Self::WithoutNote => 29,
            Self::WithoutNoteToo => 30,
            Self::BehindTheNotes => 31,
            Self::WithoutList => 32,
            Self::LeftOut => 33,
            Self::SignInOrder => 34,
            Self::SignPassesTheDue => 35,
            Self::SignsPassed => 36,
            Self::SignsSkipped => 37,
            Self::SignAgain => 38,
            Self::FirstSign => 39,
            Self::Mistyped => 40,
            Self::ReferencesSkip(count) => 40 + count as usize,
        }
    }
}
