//! The prices and weights of pairing, in log-odds: what a candidate's surroundings, a step in the numbers, a word in
//! common are worth. A positive weight speaks for a pairing; a price is what speaks against it.

/// A superscript digit is hardly anything else.
pub(super) const SUPERSCRIPT: f32 = CERTAIN;
/// `[2]` or `(2)` in a record that has hardly any other references.
pub(super) const IN_BRACKETS: f32 = 1.0;
/// The same among other references.
pub(super) const IN_BRACKETS_AMONG_OTHERS: f32 = -8.0;
/// From here on a candidate is taken for a reference whatever else the record says.
pub(super) const STRONG: f32 = 2.5;
/// No surroundings are worth more: one reference in some hundreds has lost its note.
pub(super) const CERTAIN: f32 = 8.0;
/// A sign behind a word.
pub(super) const SIGN_BEHIND: f32 = 4.0;
/// A sign in front of a word, as in a list of persons.
pub(super) const SIGN_IN_FRONT: f32 = 3.0;
/// A sign with white space, or with words, on both sides.
pub(super) const SIGN_BETWEEN: f32 = -1.0;
/// A sign that the text itself explains, below a table.
pub(super) const SIGN_EXPLAINED: f32 = -4.0;
/// A sign that mostly means something else: `§ 5`, `# 3`.
pub(super) const NUMBER_SIGN: f32 = -8.0;

/// A capitalised word that stands both before the reference and in the note.
pub(super) const WORD_IN_COMMON: f32 = 0.9;
/// A number that does.
pub(super) const NUMBER_IN_COMMON: f32 = 1.8;
/// The most that words in common are worth together.
pub(super) const MOST_EVIDENCE: f32 = 5.4;

/// The first reference prints the number its note carries.
pub(super) const START_EQUAL: f32 = 0.3;
/// The first reference is a 0 under a list from 1.
pub(super) const START_AT_0: f32 = 0.7;
/// The first reference is a 1 whose note carries another number.
pub(super) const START_AT_1: f32 = 4.0;
/// The first reference prints something else.
pub(super) const START_BEYOND: f32 = 6.0;
/// Both sides leave out the same numbers.
pub(super) const SKIP_ON_BOTH_SIDES: f32 = 0.5;
/// The references go on by one past notes without a reference.
pub(super) const NOTE_PASSED: f32 = 1.0;
/// The list leaves out a number, the references go on: rather a note is missing.
pub(super) const LIST_SKIPS: f32 = 12.0;
/// The references leave out a number, the list goes on.
const REFERENCES_SKIP: f32 = 9.0;
/// Each number more that they leave out, up to five.
const REFERENCES_SKIP_MORE: f32 = 4.0;
/// A reference prints another number than is due.
pub(super) const MISPRINT: f32 = 10.0;
/// A number is printed twice, for two notes.
pub(super) const NUMBER_AGAIN: f32 = 5.0;
/// The numbers start again.
pub(super) const RESTART: f32 = 6.0;
/// The numbers go back.
pub(super) const BACKWARDS: f32 = 10.0;
/// A second reference to the same note, with the same number.
pub(super) const NOTE_AGAIN: f32 = 5.0;
/// A second reference to the same note, with another number or a sign.
pub(super) const NOTE_AGAIN_OTHERWISE: f32 = 20.0;
/// A sign leads to a numbered note.
pub(super) const SIGN_FOR_NUMBER: f32 = 0.5;

/// The price of a note that no reference leads to.
pub(super) const UNREFERENCED: f32 = 7.0;
/// The same from the third on of the last notes of a record: a list that is ahead of its text.
const UNREFERENCED_AHEAD: f32 = 0.5;

/// The price of `count` notes in a row that no reference leads to.
pub(super) fn unreferenced(count: usize) -> f32 {
    UNREFERENCED * float(count)
}

/// The price of references that leave out `count` numbers, while the list goes on by one.
pub(super) fn references_skip(count: i64) -> f32 {
    REFERENCES_SKIP + REFERENCES_SKIP_MORE * float(usize::try_from(count).unwrap_or(usize::MAX).clamp(1, 5) - 1)
}

/// The same as [`unreferenced`] for the last notes of the record.
pub(super) fn unreferenced_at_the_end(count: usize) -> f32 {
    UNREFERENCED * float(count.min(2)) + UNREFERENCED_AHEAD * float(count.saturating_sub(2))
}

fn float(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

/// Names of months, whole and abbreviated: a digit behind one is a day.
pub(super) const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "Jun",
    "Jul",
    "Aug",
    "Sept",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
];
/// Words that announce a number.
pub(super) const NUMBER_WORDS: &[&str] =
    &["No", "Nos", "number", "numbers", "Nr", "p", "pp", "page", "pages", "vol", "volume", "chap", "col", "fol", "box"];
/// What is sent under a number.
pub(super) const MESSAGES: &[&str] = &[
    "telegram",
    "telegrams",
    "tel",
    "cable",
    "cables",
    "despatch",
    "despatches",
    "dispatch",
    "airgram",
    "circular",
    "letter",
    "note",
    "message",
    "messages",
    "memorandum",
    "Deptel",
    "Deptels",
    "Embtel",
    "Embtels",
    "Contel",
    "Legtel",
];
/// Parts of a document that carry numbers.
pub(super) const DIVISIONS: &[&str] = &[
    "Document",
    "Documents",
    "section",
    "sections",
    "paragraph",
    "paragraphs",
    "para",
    "paras",
    "chapter",
    "article",
    "articles",
    "part",
    "tab",
    "annex",
    "appendix",
    "enclosure",
    "point",
    "points",
    "item",
    "items",
    "footnote",
    "footnotes",
    "question",
    "resolution",
    "title",
    "table",
    "phase",
    "step",
    "group",
    "class",
    "plan",
    "rule",
];
/// Words after which a number counts or dates.
pub(super) const PREPOSITIONS: &[&str] = &[
    "in",
    "of",
    "by",
    "to",
    "at",
    "on",
    "from",
    "since",
    "until",
    "till",
    "between",
    "about",
    "over",
    "under",
    "than",
    "for",
    "with",
    "within",
    "after",
    "before",
    "during",
    "through",
    "some",
    "only",
    "nearly",
    "approximately",
];
/// Words that join numbers.
pub(super) const CONJUNCTIONS: &[&str] = &["and", "or", "plus", "minus", "versus"];
/// Words that announce a noun.
pub(super) const ARTICLES: &[&str] =
    &["the", "a", "an", "these", "those", "this", "all", "other", "its", "his", "their"];
