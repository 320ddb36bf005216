//! What a reference is if it is no plain run of digits, and how a record sets its references. Each is a feature with a
//! weight in [`crate::record::glued::weights`].

/// What a candidate is that is no plain run of digits, or alone fits.
///
/// In the variants that begin with `InBrackets`, the candidate is a number in brackets, `[2]`, `(2)` or `2)`, and the
/// record sets its references in such brackets; only [`Mark::InBracketsAmongOthers`] is for other records too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Superscript digits, which hardly are anything but a reference.
    Superscript,
    /// Superscript digits that are two references in a row: `⁸⁹`.
    TwoSuperscripts,
    /// Superscript digits that may be an exponent, as in `30 km²`.
    Power,
    /// A number in brackets, glued to a word.
    InBrackets,
    /// A number in brackets behind a space, where it may count a point, or behind a number, of which it may be a part.
    InBracketsApart,
    /// A number in brackets behind a space, at the end of a line or a cell, where it counts no point.
    InBracketsAtTheEnd,
    /// A number in brackets behind a space, within a sentence that goes on in lower case: it rather counts a point.
    InBracketsWithin,
    /// A number in brackets behind something that announces points: a colon, a semicolon, a dash, `and`, `of`.
    InBracketsCounting,
    /// A number in brackets in a count of points that begins with a 1 of its own.
    InBracketsCounted,
    /// A number in brackets that begins its line or follows another bracket or a quote; and in a record that sets its
    /// references otherwise, any number in brackets.
    InBracketsAmongOthers,
    /// A sign glued to a word before it.
    SignBehind,
    /// A sign glued to the word after it, as in a list of persons.
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
    /// In a table, a letter at the end of a word whose last two letters end no other word of the record.
    LetterBehindStranger,
    /// In a table, a letter that stands alone.
    LetterAlone,
    /// The end of a number that alone can be the reference that a note lacks.
    OnlyFit,
}

impl Mark {
    /// How many marks there are.
    pub const COUNT: usize = 20;
}

/// How a record sets its references, and what that says about each candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Habit {
    /// The references stand behind a space; in other records they are glued to the word before.
    Spaced,
    /// A candidate behind a space, in a record that sets its references so.
    SpacedReference,
    /// The references stand in square brackets.
    Bracketed,
    /// The references stand in parentheses.
    Parenthesised,
    /// The references stand before half a parenthesis, `Kat 2)`, as the labels of the notes do.
    HalfParenthesised,
    /// A number in brackets, where all of them together print the numbers of the notes one by one.
    OneByOne,
    /// A candidate outside of brackets, in a record that sets its references in them; superscripts excepted.
    OutsideBrackets,
}

impl Habit {
    /// How many cases there are.
    pub const COUNT: usize = 7;

    /// The brackets in which references may stand.
    pub const BRACKETS: [Self; 3] = [Self::Bracketed, Self::Parenthesised, Self::HalfParenthesised];
}
