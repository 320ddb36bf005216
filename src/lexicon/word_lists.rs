//! The word lists that each language supplies.

use super::cross_ref_words::CrossRefWords;

/// The words of one language that tell what a number beside them is.
///
/// Words are written in the case that they have in the middle of a sentence, and match in any case. A word in several
/// lists counts as one of the first of them.
#[derive(Clone, Copy, Debug)]
pub struct Lexicon {
    /// Names of months, whole and abbreviated, also as in the eighteenth century (`Feby`): in `May 3` the number is a
    /// day. The first twelve are the names in their order. Where they have a capital, a word without one is no month:
    /// `may`.
    pub months: &'static [&'static str],
    /// Words that are followed by a number: `No.`, `page`.
    pub number_words: &'static [&'static str],
    /// How names of streets end that a house number follows, in small letters: `Lindengasse 7`.
    pub street_endings: &'static [&'static str],
    /// Messages that carry a number (`telegram 552`), and the possessives that stand in for them (`your 552`).
    pub messages: &'static [&'static str],
    /// Parts of a document that carry numbers: `section 3`.
    pub divisions: &'static [&'static str],
    /// Parts of a book that are titled by the word and a number, the largest first: `CHAPTER II`, `No. 35.`
    pub titles: &'static [&'static str],
    /// What stands above a note list: `Notes`.
    pub note_titles: &'static [&'static str],
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
    /// The endings that make a number an ordinal: `3d`, `22nd`.
    pub ordinals: &'static [&'static str],
    /// Whether a full stop makes a number an ordinal, as in `3. Mai`.
    pub full_stop_is_ordinal: bool,
    /// Whether a comma stands before decimals and a full stop between thousands: `1.250,50`.
    pub has_decimal_comma: bool,
    /// Words that make a range or a choice of the numbers on both sides: `2 to 15`, `2 or 3`.
    pub range_words: &'static [&'static str],
    /// The words of cross references.
    pub cross_refs: CrossRefWords,
}

/// A list of a [`Lexicon`] whose words tell what a number beside them is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordList {
    /// [`Lexicon::months`]
    Months,
    /// [`Lexicon::number_words`]
    NumberWords,
    /// [`Lexicon::messages`]
    Messages,
    /// [`Lexicon::divisions`]
    Divisions,
    /// [`Lexicon::prepositions`]
    Prepositions,
    /// [`Lexicon::conjunctions`]
    Conjunctions,
    /// [`Lexicon::articles`]
    Articles,
    /// [`Lexicon::units`]
    Units,
    /// [`Lexicon::hours`]
    Hours,
    /// [`Lexicon::clause_words`]
    ClauseWords,
}

impl WordList {
    /// Whether the words of the list stand in any text of the language, whatever it is about.
    pub(super) fn is_common(self) -> bool {
        matches!(self, Self::Prepositions | Self::Conjunctions | Self::Articles | Self::ClauseWords)
    }
}

impl Lexicon {
    /// Whether the language writes the names of months with a capital.
    pub fn months_have_capitals(&self) -> bool {
        self.months.first().is_some_and(|month| month.starts_with(char::is_uppercase))
    }

    /// The lists whose words tell what a number beside them is, in the order in which they count.
    pub(super) fn lists(&self) -> [(WordList, &'static [&'static str]); 10] {
        [
            (WordList::Months, self.months),
            (WordList::NumberWords, self.number_words),
            (WordList::Messages, self.messages),
            (WordList::Divisions, self.divisions),
            (WordList::Prepositions, self.prepositions),
            (WordList::Conjunctions, self.conjunctions),
            (WordList::Articles, self.articles),
            (WordList::Units, self.units),
            (WordList::Hours, self.hours),
            (WordList::ClauseWords, self.clause_words),
        ]
    }
}
