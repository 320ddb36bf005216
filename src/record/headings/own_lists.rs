//! Which possible headings divide a file: those whose parts have note lists of their own.
//!
//! A heading divides a file into records only where each part has its own lists. Where one list serves several parts, as the
//! notes of all chapters at the end of a book do, they are one record. All headings of a form are judged together, by the
//! labels of references and notes line by line, so that one lost note changes nothing.
//!
//! | headings | divide the file where |
//! | --- | --- |
//! | `12. Title` | [`segment::choose`] chooses them, and no list serves several parts |
//! | `CHAPTER II`, `No. 35.`, `# Title` | half of the parts have their own lists, no list serves several parts, and the labels of the notes and of the references do not run on through the file |
//! | the same, where references are digits glued to words | besides, all notes stand below their references: points of a text do not |
//! | `II.`, `35` | besides, the numbers run on through the file: points of a text begin again in each record |
//! | `Rome, March 3, 1862.` | besides, no other heading divides the file, the labels of the notes begin again in each part and nowhere else, and all footnotes stand below the first date and all notes below their references: a letter may have its date at its foot |
//! | below `* * *` | besides, the labels of the notes begin again in each part, and nowhere else |

use crate::convention::Convention;
use crate::convention::footnote::{FootnoteMark, Form, Role};
use crate::convention::mark::{LineKind, TokenKind};
use crate::convention::numeral::digit;
use crate::record::context::other_numbers::is_glued;
use crate::record::headings::possible::PossibleHeading;
use crate::record::headings::segment;
use crate::syntax::{Line, TitleForm};
use crate::text::{Span, work};
use foldhash::fast::FixedState;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

/// A footnote reference or a note, judged by its line alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineMark {
    /// What stands for the label: equal labels are one number.
    pub label: u64,
    /// Whether it is a note; otherwise a reference.
    pub is_note: bool,
    /// Whether it is a reference of digits glued to a word, which do not say what they are.
    pub is_glued: bool,
    /// How many of the possible headings stand above it or in its line.
    pub headings: usize,
}

/// The footnote marks of `lines`, the first of which begins at byte `start`. `headings` are the possible headings among them,
/// and `text` returns any span of the text.
pub fn marks<'t>(
    convention: Convention,
    lines: &[Line],
    start: usize,
    headings: &[PossibleHeading],
    text: impl Fn(Span) -> Cow<'t, str>,
) -> Vec<LineMark> {
    let (mut next, mut above) = (start, 0);
    let mut found = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        while headings.get(above).is_some_and(|heading| heading.line <= number) {
            above += 1;
        }
        let said = Span::new(next, next + line.content);
        next += line.len;
        let may_have_marks = may_have_marks(convention, line);
        let numbers = line.tokens.iter().filter(|token| token.kind == TokenKind::Digits);
        let mut numbers = numbers.filter(|_| !convention.says_what_marks_are()).peekable();
        if line.kind == LineKind::PageMarker || !(may_have_marks || numbers.peek().is_some()) {
            continue;
        }
        let said = text(said);
        work::count(line.tokens.len());
        let pages = line.tokens.iter().filter(|token| matches!(token.kind, TokenKind::Page { .. }));
        let pages: Vec<_> = pages.map(|page| page.span).collect();
        let is_page = |mark: &FootnoteMark| {
            let page = pages.get(pages.partition_point(|page| page.end < mark.label.end));
            page.is_some_and(|page| page.covers(mark.label))
        };
        // `Two aims: (1) the ferry` is a point, and `the ferry.(1)` a reference.
        let is_point = |mark: &FootnoteMark| {
            let before = said.get(..mark.span.start).and_then(|before| before.chars().next_back());
            mark.form == Form::Parenthesised && mark.role == Role::Reference && before.is_none_or(char::is_whitespace)
        };
        let marks = if may_have_marks { convention.footnotes_of_line(&said) } else { Vec::new() };
        for mark in marks.iter().filter(|mark| !is_page(mark) && !is_point(mark)) {
            let is_inline = mark.role == Role::Inline;
            if mark.role == Role::Continuation {
                continue;
            }
            // A note within the text is its own reference.
            let kinds: &[bool] =
                if is_inline { &[false, true] } else { &[matches!(mark.role, Role::Note | Role::Item)] };
            let label = label(mark.label.of(&said));
            found.extend(kinds.iter().map(|&is_note| LineMark { label, is_note, is_glued: false, headings: above }));
        }
        found.extend(numbers.filter_map(|number| {
            let (before, after) = (said.get(..number.span.start)?, said.get(number.span.end..)?);
            let number = number.span.of(&said);
            let mark = LineMark { label: label(number), is_note: false, is_glued: true, headings: above };
            is_glued(before, number, after).then_some(mark)
        }));
    }
    found
}

/// Whether `line` may hold a footnote mark that says what it is, judged without its text.
fn may_have_marks(convention: Convention, line: &Line) -> bool {
    let is_more = |kind: TokenKind| convention.says_what_marks_are() || kind != TokenKind::Digits;
    matches!(line.kind, LineKind::Item(_)) || line.tokens.iter().any(|token| is_more(token.kind))
}

/// What stands for the label `printed`: `2` and `²` are one number.
fn label(printed: &str) -> u64 {
    let plain = |c: char| digit(c).map_or(c, |digit| char::from_digit(digit as u32, 10).unwrap_or(c));
    FixedState::default().hash_one(printed.chars().map(plain).collect::<String>())
}

/// The headings at which records begin, as indices into `headings`, all possible headings of a file in order. `marks` are the
/// footnote marks of the file in the convention `convention`.
pub fn choose(convention: Convention, headings: &[PossibleHeading], marks: &[LineMark]) -> Vec<usize> {
    let mut starts = segment::choose(headings);
    // The references of a text are of one kind: digits that stand glued to a word in a text of other references are something else.
    let references = |glued: bool| marks.iter().filter(|mark| !mark.is_note && mark.is_glued == glued).count();
    let are_glued = references(true) > references(false);
    let marks: Vec<_> = marks.iter().filter(|mark| mark.is_note || mark.is_glued == are_glued).copied().collect();
    let marks = marks.as_slice();
    if convention.says_what_marks_are() && Parts::new(&starts, marks).share_lists() {
        starts.clear();
    }
    for (form, runs) in forms(headings) {
        let together = joined(&starts, runs.iter().flatten());
        let parts = Parts::new(&together, marks);
        let own_lists = |run: &[usize]| run.iter().filter(|heading| parts.has_own_lists(&together, **heading)).count();
        // A list of the chapters at the front of the book has no notes.
        let runs: Vec<_> = runs.into_iter().filter(|run| own_lists(run) * 2 >= run.len()).collect();
        let own = runs.iter().map(|run| own_lists(run)).sum::<usize>();
        let is_sure = form.says_what_it_is() || (runs.len() == 1 && own >= LEAST_OF_WEAK);
        if own < LEAST || !is_sure {
            continue;
        }
        let together = joined(&starts, runs.iter().flatten());
        let parts = Parts::new(&together, marks);
        let is_divided = !parts.run_on && !parts.references_run_on && !parts.share_lists();
        let is_one = match form {
            _ if are_glued => form.says_what_it_is() && !parts.notes_stand_above(),
            TitleForm::Date => {
                // The first date stands above all text that has footnotes.
                let first = together.first().zip(marks.first());
                let is_at_the_head = first.is_some_and(|(first, mark)| *first < mark.headings);
                starts.is_empty() && is_at_the_head && parts.begin_again() && !parts.notes_stand_above()
            }
            TitleForm::Break => parts.begin_again(),
            TitleForm::Word(_) | TitleForm::Level(_) | TitleForm::Roman | TitleForm::Number => true,
        };
        if is_divided && is_one {
            starts = together;
        }
    }
    starts
}

/// The fewest parts with lists of their own.
const LEAST: usize = 2;
/// The fewest parts with lists of their own below headings that may be something else.
const LEAST_OF_WEAK: usize = 3;

/// `starts` and `more` in order, each once.
fn joined<'a>(starts: &'a [usize], more: impl Iterator<Item = &'a usize>) -> Vec<usize> {
    let mut all: Vec<_> = starts.iter().chain(more).copied().collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The headings of each form, as indices into `headings`, in runs whose numbers go on.
fn forms(headings: &[PossibleHeading]) -> BTreeMap<TitleForm, Vec<Vec<usize>>> {
    let mut forms: BTreeMap<TitleForm, Vec<Vec<usize>>> = BTreeMap::new();
    // The number that each form printed last.
    let mut last: HashMap<TitleForm, u32> = HashMap::new();
    for (index, heading) in headings.iter().enumerate() {
        let Some(form) = heading.form else { continue };
        let runs = forms.entry(form).or_default();
        let Some(number) = heading.number else {
            match runs.last_mut() {
                Some(run) => run.push(index),
                None => runs.push(vec![index]),
            }
            continue;
        };
        let goes_on = last.get(&form).is_some_and(|last| (1..=MOST_SKIPPED).contains(&number.saturating_sub(*last)));
        match runs.last_mut() {
            Some(run) if goes_on || (form.says_what_it_is() && number != 1) => run.push(index),
            _ if number == 1 || form.says_what_it_is() => runs.push(vec![index]),
            _ => continue,
        }
        last.insert(form, number);
    }
    // Of the levels of headings, the highest that occurs twice.
    let is_level = |form: &TitleForm| matches!(form, TitleForm::Level(_));
    let count = |runs: &[Vec<usize>]| runs.iter().map(Vec::len).sum::<usize>();
    let level = forms.iter().find(|(form, runs)| is_level(form) && count(runs) >= LEAST).map(|(form, _)| *form);
    forms.retain(|form, runs| count(runs) >= LEAST && (!is_level(form) || Some(*form) == level));
    forms
}

/// The furthest that one number may lie behind the one before it in a run.
const MOST_SKIPPED: u32 = 3;

/// The parts into which headings divide a file, and what their notes serve.
#[derive(Default)]
struct Parts {
    /// For each part, the one above the first heading included, whether a note of it serves a reference of it.
    own: Vec<bool>,
    /// Whether the labels of the notes run on through the file. A new note then changes the labels of all parts behind it.
    run_on: bool,
    /// Whether the labels of the references run on through the file.
    references_run_on: bool,
    /// How many references are served by a note of their part.
    served: usize,
    /// How many references would be served only by a note of another part.
    across: usize,
    /// How many notes stand above the first reference of their part that has their label.
    above: usize,
    /// How many parts with notes there are, how many of them begin with the commonest first label and have no label twice.
    noted: usize,
    anew: usize,
}

impl Parts {
    /// The parts that begin at the headings `starts`.
    fn new(starts: &[usize], marks: &[LineMark]) -> Self {
        let mut parts = Self { own: vec![false; starts.len() + 1], ..Self::default() };
        // The references and notes that have no counterpart in their part, and how many parts have a note of each label.
        let mut alone: HashMap<u64, (usize, usize)> = HashMap::new();
        let mut labelled: HashMap<u64, usize> = HashMap::new();
        let mut referred: HashMap<u64, usize> = HashMap::new();
        let mut firsts: HashMap<u64, usize> = HashMap::new();
        let part_of = |mark: &LineMark| starts.partition_point(|start| *start < mark.headings);
        for of_part in marks.chunk_by(|a, b| part_of(a) == part_of(b)) {
            let (mut counts, mut is_repeated) = (HashMap::<u64, (usize, usize)>::new(), false);
            for mark in of_part {
                let (references, notes) = counts.entry(mark.label).or_default();
                let (own, other) = if mark.is_note { (notes, references) } else { (references, notes) };
                *own += 1;
                is_repeated |= mark.is_note && *own > 1;
                parts.above += usize::from(!mark.is_note && *own == 1 && *other > 0);
            }
            let mut is_own = false;
            for (label, (references, notes)) in counts {
                *labelled.entry(label).or_default() += usize::from(notes > 0);
                *referred.entry(label).or_default() += usize::from(references > 0);
                if references > 0 && notes > 0 {
                    parts.served += references;
                    is_own = true;
                } else {
                    let alone = alone.entry(label).or_default();
                    alone.0 += references;
                    alone.1 += notes;
                }
            }
            if let Some(own) = of_part.first().and_then(|mark| parts.own.get_mut(part_of(mark))) {
                *own = is_own;
            }
            if let Some(first) = of_part.iter().find(|mark| mark.is_note) {
                parts.noted += 1;
                *firsts.entry(first.label).or_default() += usize::from(!is_repeated);
            }
        }
        parts.anew = firsts.into_values().max().unwrap_or_default();
        // Where the labels run on through the file, a label leads to its one note, wherever that stands.
        let run_on = |parts: &HashMap<u64, usize>| {
            let all = parts.values().filter(|parts| **parts > 0);
            all.clone().filter(|parts| **parts > 1).count() * 4 < all.count()
        };
        parts.run_on = run_on(&labelled);
        parts.references_run_on = run_on(&referred);
        let across = |(label, (references, notes)): (&u64, &(usize, usize))| {
            let has_note = parts.run_on && labelled.get(label).is_some_and(|parts| *parts > 0);
            if has_note { *references } else { *references.min(notes) }
        };
        parts.across = alone.iter().map(across).sum();
        parts
    }

    /// Whether the part that begins at `heading`, one of `starts`, has a note that serves a reference of it.
    fn has_own_lists(&self, starts: &[usize], heading: usize) -> bool {
        let part = starts.binary_search(&heading).ok().and_then(|start| self.own.get(start + 1));
        part.is_some_and(|own| *own)
    }

    /// Whether lists serve several parts.
    fn share_lists(&self) -> bool {
        self.across * 10 > self.served
    }

    /// Whether notes stand above the references that they serve.
    fn notes_stand_above(&self) -> bool {
        self.above * 10 > self.served
    }

    /// Whether the labels of the notes begin again in each part, and nowhere else.
    fn begin_again(&self) -> bool {
        self.anew * 4 >= self.noted * 3
    }
}

#[cfg(test)]
mod tests {
    use crate::convention::{Convention, Marks};
    use crate::record::Snapshot;
    use Convention::{Gutenberg, Markdown, Plain, Proofreaders};

    /// Checks the first lines of the records of `text`.
    #[track_caller]
    fn check(convention: Convention, text: &str, expected: &[&str]) {
        for line_break in ["\n", "\r\n"] {
            let text = text.replace('\n', line_break);
            let snapshot = Snapshot::new(&text, Marks::of(convention));
            let found = snapshot.records().iter().map(|placed| placed.record.text.trim().lines().next());
            let found: Vec<_> = found.map(Option::unwrap_or_default).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    /// Parts below the lines `titles`, each with two references and their notes.
    fn parts(titles: &[&str]) -> String {
        titles.iter().map(|title| [title, "\n\n", NOTED].concat()).collect()
    }

    const NOTED: &str = "The ferry sank.[1] It rose.[2]\n\n[1] At noon.\n\n[2] At night.\n\n";

    /// Each of `titles` begins a record; without the lists of their own, none does.
    #[track_caller]
    fn check_form(titles: &[&str]) {
        let text = parts(titles);
        check(Gutenberg, &text, titles);
        let without = text.replace("[1] At noon.\n\n[2] At night.\n\n", "");
        let at_the_end = without + "NOTES\n\n" + &"[1] At noon.\n\n[2] At night.\n\n".repeat(titles.len());
        check(Gutenberg, &at_the_end, &titles[..1]);
    }

    #[test]
    fn each_form_divides_where_each_part_has_its_own_lists() {
        check_form(&["CHAPTER I", "CHAPTER II", "CHAPTER III"]);
        check_form(&["Letter 1.", "Letter 2."]);
        check_form(&["No. 35.", "No. 36.", "No. 38."]);
        check_form(&["CHAP. I. THE FERRY", "CHAP. II. THE LOCK"]);
        check_form(&["I.", "II.", "III.", "IV."]);
        check_form(&["I. THE FERRY", "II. THE LOCK", "III. THE TOLL"]);
        check_form(&["1", "2", "3", "4"]);
    }

    #[test]
    fn dates_divide_where_nothing_else_does() {
        let dates = ["March 3, 1862.", "March 5.", "Rome, 7th March."];
        check_form(&dates);
        check(Gutenberg, &parts(&dates[..2]), &dates[..1]);
        // Below titles that divide the file, they are lines of their letters.
        let letter = |(at, date): (usize, &&str)| format!("LETTER {}\n\n{}", ["I", "II", "III"][at], parts(&[date]));
        let letters: String = dates.iter().enumerate().map(letter).collect();
        check(Gutenberg, &letters, &["LETTER I", "LETTER II", "LETTER III"]);
        // At the foot of a letter, its notes stand below them.
        let foot = |date: &&str| NOTED.replacen("\n\n[1]", &format!("\n\n{date}\n\n[1]"), 1);
        let text: String = dates.iter().map(foot).collect();
        check(Gutenberg, &text, &["The ferry sank.[1] It rose.[2]"]);
        let below: String = dates.iter().map(|date| [NOTED, date, "\n\n"].concat()).collect();
        check(Gutenberg, &below, &["The ferry sank.[1] It rose.[2]"]);
    }

    #[test]
    fn in_each_convention() {
        let titles = ["CHAPTER I", "CHAPTER II"];
        let markdown = parts(&["# The Ferry", "# The Lock"]).replace('[', "[^").replace("] At", "]: At");
        check(Markdown, &markdown, &["# The Ferry", "# The Lock"]);
        let page = |title: &str| format!("-----File: 001.png---\\ada\\---\n\n{title}\n\n{NOTED}");
        let pages = titles.map(page).concat().replace("[1] At", "[Footnote 1: At").replace("[2] At", "[Footnote 2: At");
        let pages = pages.replace("noon.", "noon.]").replace("night.", "night.]");
        check(Proofreaders, &pages, &["-----File: 001.png---\\ada\\---", "-----File: 001.png---\\ada\\---"]);
        check(Plain, &parts(&titles), &titles);
        let raised =
            parts(&titles).replace(".[1]", ".¹").replace(".[2]", ".²").replace("[1] ", "1. ").replace("[2] ", "2. ");
        check(Plain, &raised, &titles);
    }

    /// `text` with its references glued to words.
    fn glued(text: &str) -> String {
        text.replace(".[1]", ".1").replace(".[2]", ".2").replace("[1] ", "1. ").replace("[2] ", "2. ")
    }

    #[test]
    fn digits_glued_to_words() {
        let letters = ["LETTER I", "LETTER II", "LETTER III"];
        let text = glued(&parts(&letters));
        check(Plain, &text, &letters);
        for lost in ["1. At noon.", "2. At night.", ".1", ".2"] {
            for (at, _) in text.match_indices(lost) {
                let without = text[..at].to_owned() + &text[at + lost.len()..];
                check(Plain, &without, &letters);
            }
        }
        check(Plain, &glued(&parts(&["No. 35.", "No. 36."])), &["No. 35.", "No. 36."]);
        // Such digits may be anything: below what may be a line of the text, they divide nothing.
        check(Plain, &glued(&parts(&["I.", "II.", "III."])), &["I."]);
        check(Plain, &glued(&parts(&["March 3, 1862.", "March 5.", "Rome, 7th March."])), &["March 3, 1862."]);
        // One list serves all parts, whether or not points are numbered as notes are.
        for points in ["", "1. The pier.\n\n2. The lock.\n\n"] {
            let first = format!("Part I\n\n{points}The ferry sank.1 It rose.2\n\n");
            let notes = "1. At noon.\n\n2. At night.\n\n3. Late.\n\n4. Soon.\n\n";
            check(Plain, &format!("{first}Part II\n\nThe lock broke.3 It was old.4\n\n{notes}"), &["Part I"]);
        }
        // In a text of other references they are something else.
        let other = parts(&["CHAPTER I", "CHAPTER II"]).replace("It rose", "It rose, as act.9 says");
        check(Plain, &other, &["CHAPTER I", "CHAPTER II"]);
    }

    #[test]
    fn one_lost_note_changes_nothing() {
        let titles = ["CHAPTER I", "CHAPTER II", "CHAPTER III"];
        let text = parts(&titles);
        for lost in ["[1] At noon.", "[2] At night.", ".[1]", ".[2]"] {
            for (at, _) in text.match_indices(lost) {
                let without = text[..at].to_owned() + &text[at + lost.len()..];
                check(Gutenberg, &without, &titles);
            }
        }
        // Labels that run on through the file keep it one record: a new note changes those of all chapters behind it.
        let numbered = |(at, title): (usize, &&str)| {
            let label = |label: usize| (2 * at + label).to_string();
            parts(&[title]).replace("[2]", &format!("[{}]", label(2))).replace("[1]", &format!("[{}]", label(1)))
        };
        let run_on: String = titles.iter().enumerate().map(numbered).collect();
        check(Gutenberg, &run_on, &titles[..1]);
        check(Gutenberg, &run_on.replace("[4] At night.", ""), &titles[..1]);
    }

    #[test]
    fn chapters_begin_again_in_each_book() {
        let titles = ["CHAPTER I", "CHAPTER II", "CHAPTER I", "CHAPTER II"];
        check(Gutenberg, &parts(&titles), &titles);
        let text = format!("BOOK I\n\n{}BOOK II\n\n{}", parts(&titles[..2]), parts(&titles[2..]));
        check(Gutenberg, &text, &["BOOK I", "CHAPTER I", "CHAPTER II", "BOOK II", "CHAPTER I", "CHAPTER II"]);
    }

    #[test]
    fn a_list_of_the_chapters_is_not_divided() {
        let contents = "CHAPTER I\n\nThe Ferry\n\nCHAPTER II\n\nThe Lock\n\nCHAPTER III\n\nThe Toll\n\n";
        let text = format!("FERRIES\n\n{contents}{}", parts(&["CHAPTER I", "CHAPTER II", "CHAPTER III"]));
        check(Gutenberg, &text, &["FERRIES", "CHAPTER I", "CHAPTER II", "CHAPTER III"]);
    }

    #[test]
    fn points_begin_again_in_each_chapter() {
        let points = parts(&["I.", "II.", "III."]);
        let text = format!("CHAPTER I\n\n{points}CHAPTER II\n\n{points}");
        check(Gutenberg, &text, &["CHAPTER I", "CHAPTER II"]);
    }

    #[test]
    fn other_lines_divide_nothing() {
        // Paragraphs with Roman numbers, and numerals in an enumeration.
        let numbered = "II. The ferry sank.[1]\n\n[1] At noon.\n\nIII. It rose.[1]\n\n[1] At night.\n\n";
        check(Gutenberg, &format!("I. It sailed.[1]\n\n[1] Late.\n\n{numbered}"), &["I. It sailed.[1]"]);
        check(Gutenberg, &format!("They sold:\n\nI.\nII.\nIII.\n\n{NOTED}{NOTED}"), &["They sold:"]);
        // The scenes of a play.
        check(Gutenberg, &parts(&["SCENE I.", "SCENE II.", "SCENE III."]), &["SCENE I."]);
        // The date of a letter.
        check(Gutenberg, &parts(&["Tarnow, 3 May 1850.", "Tarnow, 4 May 1850."]), &["Tarnow, 3 May 1850."]);
        // A calendar: one line for each record.
        let calendar = (1..9).map(|number| format!("{number}\n\nTo the Board.\n\n")).collect::<Vec<_>>().concat();
        check(Gutenberg, &format!("{calendar}{NOTED}"), &["1"]);
        // Points in a sentence, numbered as the notes are.
        let points = "They saw to (1) the ferry; (2) the lock.\n\n1. It is old.\n\n2. It is new.\n\n";
        check(Plain, &format!("Part I\n\n{points}Part II\n\n{points}"), &["Part I"]);
        // Points without a number that runs on.
        check(Gutenberg, &parts(&["1", "1", "1845", "2", "7"]), &["1"]);
    }

    #[test]
    fn rows_divide_where_labels_begin_again() {
        let row = "       *       *       *\n\n";
        let titles = ["Dear Ode,", "Dear Vorst,", "Dear Stave,", "Dear Holt,"];
        let letters: String = titles.map(|title| format!("{title}\n\n{NOTED}{row}")).concat();
        check(Gutenberg, &letters, &titles);
        // A thought break within a chapter whose notes run on, or begin again elsewhere.
        let run_on = NOTED.replace('1', "3").replace('2', "4") + row + &NOTED.replace('1', "5").replace('2', "6");
        check(
            Gutenberg,
            &format!("I\n\n{NOTED}{row}{run_on}{row}{}", NOTED.replace('1', "7").replace('2', "8")),
            &["I"],
        );
        check(Gutenberg, &format!("I\n\n{NOTED}{NOTED}{row}{NOTED}{NOTED}{row}{NOTED}{NOTED}"), &["I"]);
    }
}
