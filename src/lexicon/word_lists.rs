//! What a language supplies.

/// The words of one language that tell what a number beside them is. Each list is in lower or upper case as a sentence
/// has the word; a word counts in any case, and in the first list that has it.
#[derive(Clone, Copy, Debug)]
pub struct Lexicon {
    /// Names of months, whole and abbreviated as they are now and were in the eighteenth century: a digit behind one is a day.
    pub months: &'static [&'static str],
    /// Words that announce a number: `No.`, `page`.
    pub number_words: &'static [&'static str],
    /// What is sent under a number, and whose it is: `your 552` is a telegram.
    pub messages: &'static [&'static str],
    /// Parts of a document that carry numbers: `section 3`.
    pub divisions: &'static [&'static str],
    /// Words behind which a number counts or dates: `in 1962`, `of 40 men`.
    pub prepositions: &'static [&'static str],
    /// What is counted or measured: `40 miles`.
    pub units: &'static [&'static str],
    /// What makes a number a time of day: `9 a.m.`
    pub hours: &'static [&'static str],
    /// Words that join numbers: `2 and 5`.
    pub conjunctions: &'static [&'static str],
    /// Words that announce a noun: `the`, `their`.
    pub articles: &'static [&'static str],
    /// Words that go on with a sentence where a noun would be what is counted: verbs and pronouns.
    pub clause_words: &'static [&'static str],
}
