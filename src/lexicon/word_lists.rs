//! The word lists that each language supplies.

/// The words of one language that tell what a number beside them is.
///
/// Words are written in the case that they have in the middle of a sentence, and match in any case. A word in several
/// lists counts as one of the first of them.
#[derive(Clone, Copy, Debug)]
pub struct Lexicon {
    /// Names of months, whole and abbreviated, also as in the eighteenth century (`Feby`): in `May 3` the number is a
    /// day.
    pub months: &'static [&'static str],
    /// Words that are followed by a number: `No.`, `page`.
    pub number_words: &'static [&'static str],
    /// Messages that carry a number (`telegram 552`), and the possessives that stand in for them (`your 552`).
    pub messages: &'static [&'static str],
    /// Parts of a document that carry numbers: `section 3`.
    pub divisions: &'static [&'static str],
    /// Parts of a book that are titled by the word and a number, the largest first: `CHAPTER II`, `No. 35.`
    pub titles: &'static [&'static str],
    /// Words before a date or a count: `in 1962`, `of 40 men`.
    pub prepositions: &'static [&'static str],
    /// Words behind a count or a measure: `40 miles`.
    pub units: &'static [&'static str],
    /// Words that make a number a time of day: `9 a.m.`
    pub hours: &'static [&'static str],
    /// Words that join numbers: `2 and 5`.
    pub conjunctions: &'static [&'static str],
    /// Articles and other words before a noun: `the`, `their`.
    pub articles: &'static [&'static str],
    /// Verbs, pronouns and other words that go on with a clause. A number before one counts nothing, as it would before
    /// a noun.
    pub clause_words: &'static [&'static str],
    /// What editors print in brackets where words cannot be read or are left out: `[illegible]`.
    pub gaps: &'static [&'static str],
}
