//! What a reference is where it is no plain run of digits, and how a record sets its references: features with a weight in
//! [`crate::record::glued::weights`].

/// What a reference is that is no plain run of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A superscript digit: hardly anything else.
    Superscript,
    /// The same where it may be an exponent, as in `30 km²`.
    Power,
    /// `[2]` or `(2)` glued to a word, in a record that sets its references so.
    InBrackets,
    /// The same behind a space, where it may count points, or behind a number, of which it may be a part.
    InBracketsApart,
    /// The same behind a space at the end of a line or a cell, where it counts none.
    InBracketsAtTheEnd,
    /// The same behind a space within a sentence that goes on in small letters: it rather counts.
    InBracketsWithin,
    /// The same behind what announces points: a colon, a semicolon, a dash, `and`, `of`.
    InBracketsCounting,
    /// The same in a count of points that begins with another 1 than the references do.
    InBracketsCounted,
    /// The same in any other record.
    InBracketsAmongOthers,
    /// A sign behind a word.
    SignBehind,
    /// A sign in front of a word, as in a list of persons.
    SignInFront,
    /// A sign with white space, or with words, on both sides.
    SignBetween,
    /// A sign that the text itself explains, below a table.
    SignExplained,
    /// A sign that mostly means something else: `§ 5`, `# 3`, `[*]`, `***`.
    NumberSign,
    /// In a table, a letter behind a figure, a bracket or a capital.
    LetterBehindFigure,
    /// In a table, a letter behind a word that the record also has without it.
    LetterBehindWord,
    /// In a table, a letter behind a word as no other word of the record ends.
    LetterBehindStranger,
    /// In a table, a letter alone.
    LetterAlone,
}

impl Mark {
    pub const COUNT: usize = 18;
}

/// How a record sets its references.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Habit {
    /// Its references stand behind a space, where others have them glued to the word before.
    Spaced,
    /// A reference behind a space in such a record.
    SpacedReference,
    /// A glued one in such a record.
    GluedReference,
    /// Its references stand in square brackets.
    Bracketed,
    /// Its references stand in parentheses.
    Parenthesised,
    /// Those in parentheses print the numbers of the notes one by one.
    OneByOne,
    /// Anything outside of such brackets in such a record, superscripts excepted.
    OutsideBrackets,
}

impl Habit {
    pub const COUNT: usize = 7;
}
