//! Steps: how a reference follows the one before it. They are the moves of the alignment, each a feature with a weight
//! in [`crate::record::glued::weights`].
//!
//! If reference 1 leads to the first note and the next reference, a 2, to the second, the step between them is
//! [`Step::OnByOne`]; if the next reference is a 4, it is [`Step::ReferencesSkip1`].

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
    /// The references leave out one number, while the list goes on by one.
    ReferencesSkip1,
    /// They leave out two numbers.
    ReferencesSkip2,
    /// They leave out three numbers.
    ReferencesSkip3,
    /// They leave out four numbers.
    ReferencesSkip4,
    /// They leave out five numbers or more.
    ReferencesSkip5,
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
    /// A sign leads to a note that carries another sign.
    SignForAnother,
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

impl Step {
    /// How many steps there are.
    pub const COUNT: usize = 47;

    /// The steps to a number that is one more than the last, and to letters and signs.
    pub const TO_THE_DUE: [Self; 17] = [
        Self::OnByOne,
        Self::OnByOneBeyondNine,
        Self::NotePassed,
        Self::PassesTheDue,
        Self::ListSkips,
        Self::LetterInOrder,
        Self::LetterAgain,
        Self::LettersPassed,
        Self::LetterAstray,
        Self::SignForAnother,
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
        match count {
            ..=1 => Self::ReferencesSkip1,
            2 => Self::ReferencesSkip2,
            3 => Self::ReferencesSkip3,
            4 => Self::ReferencesSkip4,
            5.. => Self::ReferencesSkip5,
        }
    }

    /// The index of the step among all steps.
    #[inline]
    pub const fn index(self) -> usize {
        self as usize
    }
}
