//! What is said of a reference beyond the digits around it, each worth what [`super::table`] says: the signs and
//! superscripts among the candidates, and the steps from one reference to the next. And the bounds of what is weighed.

/// What a reference is that is no plain run of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
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
pub(super) enum Habit {
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

/// How a reference follows the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
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

/// From here on a candidate is taken for a reference whatever else the record says, in log-odds.
pub(super) const STRONG: f32 = 2.5;
/// Where the surroundings leave no doubt, a candidate is worth at least so much: of thousands of such runs one in some hundreds is
/// no reference.
pub(super) const SURE: f32 = 5.0;
/// The same where it is the sum of a table that tells it: it may add up by chance.
pub(super) const TOLD_BY_A_SUM: f32 = 2.0;
/// No surroundings are worth more: one reference in some hundreds has lost its note.
pub(super) const CERTAIN: f32 = 8.0;

/// What speaks against a first reference that does not lead to the first note, in log-odds: of two lists under references for
/// one, the references are typed first to the first.
pub(super) const BEGINS_LATE: f32 = -3.0;
/// What speaks against a reference behind that of the last note, in log-odds: one in some hundreds has lost its note.
pub(super) const LOST_ITS_NOTE: f32 = -6.5;
/// What speaks against each further one: where several lack their notes the list is still being typed.
pub(super) const AWAITS_ITS_NOTE: f32 = -1.0;
/// The price of a number that is left out among references without notes, and how many are left out at most at a time.
pub(super) const LEFT_OUT: f32 = 6.0;
pub(super) const MOST_LEFT_OUT: u8 = 2;
/// What speaks for the end of a number before the punctuation, as in `your 7532,`, in a record whose references stand there, in
/// log-odds. No published record teaches it; in ten volumes 311 of 1,660 numbers of three and four digits with a name and a
/// mark of punctuation have a reference behind the mark.
pub(super) const BEFORE_PUNCTUATION: f32 = 4.0;
/// What speaks against a reference whose note stands at the foot of another page, in log-odds.
pub(super) const ON_ANOTHER_PAGE: f32 = -6.0;

/// All that the words before a reference have in common with its note is worth no more.
pub(super) const MOST_IN_COMMON: f32 = 6.0;

/// Names of months, whole and abbreviated as they are now and were in the eighteenth century: a digit behind one is a day.
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
    "Jany",
    "Janry",
    "Feby",
    "Febry",
    "Augt",
    "Septr",
    "Octr",
    "Novr",
    "Decr",
];
/// Words that announce a number.
pub(super) const NUMBER_WORDS: &[&str] =
    &["No", "Nos", "number", "numbers", "Nr", "p", "pp", "page", "pages", "vol", "volume", "chap", "col", "fol", "box"];
/// What is sent under a number, and whose it is: `your 552` is a telegram.
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
    "your",
    "our",
    "my",
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
/// What is counted or measured.
pub(super) const UNITS: &[&str] = &[
    "percent",
    "per",
    "hundred",
    "thousand",
    "million",
    "billion",
    "dozen",
    "hours",
    "hour",
    "days",
    "day",
    "weeks",
    "months",
    "years",
    "minutes",
    "times",
    "miles",
    "kilometers",
    "feet",
    "meters",
    "tons",
    "pounds",
    "men",
    "persons",
    "people",
    "copies",
    "pages",
    "lines",
    "votes",
    "degrees",
    "inch",
    "inches",
    "yards",
    "fathoms",
    "leagues",
    "acres",
    "knots",
    "ft",
    "yds",
    "mm",
    "cm",
    "km",
    "oz",
    "lb",
    "lbs",
    "cwt",
    "kg",
];
/// What makes a number a time of day.
pub(super) const HOURS: &[&str] = &["a.m", "p.m", "am", "pm", "noon", "midnight", "o’clock"];
/// Words that join numbers.
pub(super) const CONJUNCTIONS: &[&str] = &["and", "or", "plus", "minus", "versus"];
/// Words that announce a noun.
pub(super) const ARTICLES: &[&str] =
    &["the", "a", "an", "these", "those", "this", "all", "other", "its", "his", "their"];
/// Words that go on with a sentence, where a noun would be what is counted: verbs and pronouns.
pub(super) const CLAUSE_WORDS: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "having", "does", "did", "do", "will",
    "would", "shall", "should", "can", "could", "might", "must", "not", "that", "which", "who", "whom", "whose",
    "what", "when", "where", "whether", "while", "why", "how", "if", "as", "because", "although", "though", "but",
    "so", "then", "there", "here", "he", "she", "it", "they", "we", "you", "him", "them", "us", "me", "said", "says",
    "stated", "also",
];
