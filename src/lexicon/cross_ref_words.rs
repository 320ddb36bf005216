//! The words of cross references that each language supplies.

/// The words of one language that make and describe cross references: `See Document 12`, `footnote 3 above`.
///
/// Keywords ([`Forms`]) are written with their full stop and match as they are written. All other words match in any
/// case where nothing else is said.
#[derive(Clone, Copy, Debug)]
pub struct CrossRefWords {
    /// Keywords before the number of a record: `Document 12`.
    pub documents: Forms,
    /// Keywords before the number of a record that stand before other numbers too, such as `Nr. 12`. They count only
    /// behind a word such as `see`, or together with one of [`Self::documents`] or with a footnote.
    pub numbers: Forms,
    /// Keywords before the number of a footnote.
    pub footnotes: Forms,
    /// Keywords before the number of a footnote that may also name a paper: `Note 931`. They count only where the words
    /// around them say so: `note 3 above`.
    pub notes: Forms,
    /// Whether a word such as `see` before one of [`Self::notes`] says so.
    pub see_tells_notes: bool,
    /// Keywords before the number of a page.
    pub pages: Forms,
    /// Keywords that make the note before them a footnote: the `Document` of `note 3, Document 4`.
    pub owners: &'static [&'static str],
    /// Words that send the reader to another place: `see`. One of a single letter matches only as it is written, and one
    /// that may be a Roman numeral only at the beginning of a citation: `v. nota 3`.
    pub see: &'static [&'static str],
    /// Words that may stand behind those: `also`.
    pub also: &'static [&'static str],
    /// Words before or behind a page of the same volume: `ante`.
    pub places: &'static [&'static str],
    /// Words behind a footnote or a page of the same volume: `footnote 3 above`.
    pub above: &'static [&'static str],
    /// The words before a note of the same record: `supra note 3`.
    pub supra: &'static [&'static str],
    /// Whether `supra` alone, or behind a footnote, is the record before, and `infra` the record behind.
    pub supra_is_a_record: bool,
    /// Words behind a footnote of what was cited before it: `thereto`.
    pub thereto: &'static [&'static str],
    /// Words that join two numbers: `and`.
    pub and: &'static [&'static str],
    /// Words that part two numbers: `or`.
    pub or: &'static [&'static str],
    /// Words that make a range of two numbers: `to`.
    pub ranges: &'static [&'static str],
    /// Words for the pages that follow one, without a full stop: `ff`.
    pub following: &'static [&'static str],
    /// Words between a part and what it is part of: `footnote 3 of Document 12`.
    pub of: &'static [&'static str],
    /// Words between a footnote and the paper that it is about: `footnote 3 to the letter`.
    pub to: &'static [&'static str],
    /// Words between a part and what it is printed in: `footnote 3 in Document 12`.
    pub within: &'static [&'static str],
    /// Words between a footnote and its page: `footnote 3 on p. 12`.
    pub on: &'static [&'static str],
    /// Words before the record that speaks: `footnote 3 to this letter`.
    pub this: &'static [&'static str],
    /// Other words before a noun: `footnote 3 in the paper`.
    pub determiners: &'static [&'static str],
    /// Words behind a number of this volume: `Document 5 herein`.
    pub this_volume: &'static [&'static str],
    /// What editors title their own records, in lower case: `editorial note, p. 7`.
    pub editorial_notes: &'static [&'static str],
    /// Words before the page on which a record of this volume is printed: `printed on p. 8`.
    pub printed: &'static [&'static str],
    /// Words with a capital, as they are written, that are no part of the name of a publication: `Editorial`.
    pub no_names: &'static [&'static str],
    /// The kinds of papers, in lower case.
    pub papers: &'static [&'static str],
    /// Words before the number of a volume, without a full stop: `vol. X`.
    pub volumes: &'static [&'static str],
    /// Words before the number of a part of a work, as they are written, without a full stop: `Part 2`.
    pub parts: &'static [&'static str],
    /// Words for the publication cited before, without a full stop: `ibid.`
    pub ibid: &'static [&'static str],
    /// Verbs before those words in a sentence: `The list is ibid.`
    pub being: &'static [&'static str],
    /// Words, as they are written, that begin a sentence rather than continue a title.
    pub openers: &'static [&'static str],
}

/// The forms of a keyword, as they are written.
#[derive(Clone, Copy, Debug)]
pub struct Forms {
    /// Those before one number.
    pub singular: &'static [&'static str],
    /// Those before several.
    pub plural: &'static [&'static str],
}

impl Forms {
    /// No keyword.
    pub(super) const NONE: Self = Self { singular: &[], plural: &[] };

    /// Whether `word` is one of the forms.
    pub fn contains(&self, word: &str) -> bool {
        self.singular.contains(&word) || self.plural.contains(&word)
    }
}
