//! What in the running text may be a footnote reference, and how much it looks like one.
//!
//! In plain text a reference is just a digit: `could.2` ends in one, `3461` may end in one, `1962` is none. Every suffix
//! of every run of digits is a candidate, and every run of signs; its *features* describe what stands around it, and
//! [`weights`] says what each is worth. Which candidates are references is decided by [`super::pairing`].

use super::source::{Source, floor};
use super::weights;
use crate::convention::numeral::digit;
use crate::convention::plain::ItemStyle;
use crate::syntax::{Line, LineKind, TokenKind};
use crate::text::Span;
use std::collections::HashSet;
use std::ops::Range;

/// What may be a footnote reference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Candidate {
    /// The mark.
    pub span: Span,
    /// The number it prints; none for a sign.
    pub number: Option<u32>,
    /// For two references in a row (`197212`: 1972, 1, 2): the second one, which prints the next number.
    pub second: Option<Span>,
    /// How much its place looks like a reference's: log-odds, from what stands around it alone.
    pub weight: f32,
}

/// The candidates of a record, in the order of the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Candidates {
    /// All of them.
    pub all: Vec<Candidate>,
    /// The same, by runs: those of one run of digits or of signs exclude each other.
    pub runs: Vec<Range<usize>>,
    /// Those in brackets, `(2)` or `[2]`: indices into `all`.
    enclosed: Vec<usize>,
}

impl Candidates {
    /// Weighs the candidates in brackets: a typist who writes references so writes hardly any in another way; elsewhere
    /// `(2)` counts points.
    fn weigh_enclosed(&mut self) {
        let strong = self.all.iter().filter(|candidate| candidate.weight >= weights::STRONG).count();
        let weight =
            if strong * 8 < self.enclosed.len() { weights::IN_BRACKETS } else { weights::IN_BRACKETS_AMONG_OTHERS };
        for &index in &self.enclosed {
            if let Some(candidate) = self.all.get_mut(index) {
                candidate.weight = weight;
            }
        }
    }

    /// Weighs down the signs that are `explained` in the text itself.
    fn weigh_explained(&mut self, text: &str, explained: &HashSet<&str>) {
        if !explained.is_empty() {
            for candidate in self.all.iter_mut().filter(|c| c.number.is_none() && explained.contains(c.span.of(text))) {
                candidate.weight = weights::SIGN_EXPLAINED;
            }
        }
    }
}

/// Labels of more digits than this are no references.
const LONGEST_LABEL: usize = 4;

/// A candidate below these log-odds is not weighed any further: of 94,105 published references hardly one lies there.
const HOPELESS: f32 = -7.0;

/// The candidates in the text of `source` outside `skipped`: the note lists, in order. `heading` is the heading's line.
pub(super) fn find(source: Source, skipped: &[Span], heading: Option<usize>) -> Candidates {
    let mut found = Candidates::default();
    let mut skipped = skipped.iter().copied().peekable();
    let mut class = (usize::MAX, LineClass::Long);
    // Signs that stand behind a word and then before a line: a table with notes of its own below it.
    let (mut used, mut explained) = (HashSet::new(), HashSet::new());
    for (line, span, token) in source.tokens() {
        while skipped.next_if(|list| list.end <= span.start).is_some() {}
        if skipped.peek().is_some_and(|list| list.contains(span.start)) {
            continue;
        }
        let first = found.all.len();
        if class.0 != line {
            class = (line, LineClass::of(source.content(line).of(source.text), heading == Some(line)));
        }
        let place = Place::new(source, line, class.1, span);
        match token.kind {
            TokenKind::Digits => digits(place, &mut found),
            TokenKind::Superscript => {
                let number = number(span.of(source.text));
                found.all.push(Candidate { span, number, second: None, weight: weights::SUPERSCRIPT });
            }
            TokenKind::Sign => {
                let sign = span.of(source.text);
                if !place.first {
                    used.insert(sign);
                } else if used.contains(sign) {
                    explained.insert(sign);
                }
                found.all.push(Candidate { span, number: None, second: None, weight: sign_weight(place) });
            }
            _ => {}
        }
        if first < found.all.len() {
            found.runs.push(first..found.all.len());
        }
    }
    found.weigh_enclosed();
    found.weigh_explained(source.text, &explained);
    found
}

/// Adds the candidates of the run of digits at `place`.
fn digits(place: Place, found: &mut Candidates) {
    let run = place.span;
    if place.is_enclosed() {
        // What it is worth is told by the record's other candidates.
        found.enclosed.push(found.all.len());
        found.all.push(Candidate { span: run, number: number(run.of(place.text)), second: None, weight: 0.0 });
        return;
    }
    let mut features = Features::default();
    for len in 1..=run.len().min(LONGEST_LABEL) {
        let span = Span::new(run.end - len, run.end);
        let label = span.of(place.text);
        if len > 1 && label.starts_with('0') {
            continue;
        }
        place.features(len, &mut features);
        let mut weight = features.weight();
        if len < run.len() && place.before.ends_with(|c: char| c.is_alphabetic() || matches!(c, '.' | ',' | '”' | ')'))
        {
            // Behind a word a whole number stands, or two references in a row; none that splits off.
            weight -= weights::SPLIT_BEHIND_WORD;
        }
        if weight > HOPELESS {
            found.all.push(Candidate { span, number: number(label), second: None, weight });
        }
        // The same digits may be two labels, one up: `12` after `1972`.
        let parts = (1..len).filter(|&at| !label[at..].starts_with('0')).find_map(|at| {
            let (one, two) = (number(&label[..at])?, number(&label[at..])?);
            (one + 1 == two).then_some(at)
        });
        if let Some(at) = parts {
            let weight = weight + weights::TWO_IN_A_ROW;
            let (one, two) = (Span::new(span.start, span.start + at), Span::new(span.start + at, span.end));
            if weight > HOPELESS {
                found.all.push(Candidate { span: one, number: number(one.of(place.text)), second: Some(two), weight });
            }
        }
    }
}

fn number(label: &str) -> Option<u32> {
    label.chars().try_fold(0_u32, |number, c| number.checked_mul(10)?.checked_add(u32::try_from(digit(c)?).ok()?))
}

/// The features of a candidate: which of each group's cases holds, as indices into [`weights::TABLE`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Features {
    indices: [u16; GROUPS],
}

/// How many groups of features there are.
const GROUPS: usize = 8;

impl Features {
    fn weight(&self) -> f32 {
        let tenths = |&index: &u16| weights::TABLE.get(usize::from(index)).copied().unwrap_or_default();
        (f32::from(self.indices.iter().map(tenths).sum::<i16>()) / 10.0).clamp(-20.0, weights::CERTAIN)
    }
}

/// Where a run of digits or signs stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// What stands before it in its line, as far as it matters.
    before: &'a str,
    /// The run.
    span: Span,
    /// Where what follows it in its line ends.
    end: usize,
    /// The record's text.
    text: &'a str,
    line: LineClass,
    /// Whether nothing but white space stands before it.
    first: bool,
}

/// A line of at least so many bytes may be broken because it is full.
const FULL_LINE: usize = 60;

/// Whether the sentence of line `line` runs on in the next one, as in a text typed with a fixed width.
fn runs_on(source: Source, line: usize) -> bool {
    let text = |line: &Line| match line.kind {
        LineKind::Text { indent } => indent == 0,
        LineKind::Item(item) => item.indent == 0 && item.style == ItemStyle::Bare,
        _ => false,
    };
    let both = source.lines.get(line).zip(source.lines.get(line + 1));
    both.is_some_and(|(line, next)| line.content >= FULL_LINE && text(line) && text(next))
}

/// How many bytes before a run are looked at: more than the longest word that tells anything.
const BEFORE: usize = 48;

impl<'a> Place<'a> {
    fn new(source: Source<'a>, line: usize, class: LineClass, span: Span) -> Self {
        // A paragraph broken into lines is read as if it were not.
        let start = if line > 0 && runs_on(source, line - 1) { line - 1 } else { line };
        let end = if runs_on(source, line) { line + 1 } else { line };
        let (start, end) = (source.content(start).start, source.content(end).end);
        let from = floor(source.text, span.start.saturating_sub(BEFORE)).max(start);
        let before = Span::new(from, span.start).of(source.text);
        let first = from == start && before.trim().is_empty();
        Self { before, span, end, text: source.text, line: class, first }
    }

    fn before(self) -> &'a str {
        self.before
    }

    fn after(self) -> &'a str {
        Span::new(self.span.end, self.end).of(self.text)
    }

    /// The features of the candidate that takes the last `len` digits of the run.
    fn features(self, len: usize, features: &mut Features) {
        let kept = (self.span.len() - len).min(5);
        let (before, after) = (self.before(), self.after());
        let mut back = before.chars().rev().filter(|&c| c != '\r').map(Class::of);
        let mut ahead = after.chars().filter(|&c| c != '\r').map(Class::of);
        let (b1, b2) = (back.next().unwrap_or(Class::End), back.next().unwrap_or(Class::End));
        let (a1, a2) = (ahead.next().unwrap_or(Class::End), ahead.next().unwrap_or(Class::End));
        let whole = usize::from(kept > 0);
        let classes = Class::COUNT;
        let word = WordClass::before(before);
        let line = if self.first && self.line != LineClass::Heading { LineClass::Start } else { self.line };
        let glued = before.chars().rev().take_while(|c| c.is_alphabetic()).take(4).count();
        let capital = before.chars().rev().nth(glued.saturating_sub(1)).is_some_and(char::is_uppercase);
        let cases = [
            (kept * LONGEST_LABEL + len - 1, 6 * LONGEST_LABEL),
            ((b1 as usize * classes + b2 as usize) * 2 + whole, classes * classes * 2),
            (a1 as usize * classes + a2 as usize, classes * classes),
            ((b1 as usize * classes + a1 as usize) * 2 + whole, classes * classes * 2),
            ((word as usize * 6 + kept) * 2 + usize::from(a1 == Class::Space), WordClass::COUNT * 12),
            ((line as usize * classes + b1 as usize) * 2 + whole, LineClass::COUNT * classes * 2),
            ((glued * 2 + usize::from(capital)) * classes + a1 as usize, 10 * classes),
            (line as usize * classes + a1 as usize, LineClass::COUNT * classes),
        ];
        let mut base = 0;
        for (index, (case, count)) in features.indices.iter_mut().zip(cases) {
            *index = (base + case) as u16;
            base += count;
        }
    }

    /// Whether the run alone stands in brackets: `(2)`, `[2]`.
    fn is_enclosed(self) -> bool {
        let around = (self.before().chars().next_back(), self.after().chars().next());
        matches!(around, (Some('['), Some(']')) | (Some('('), Some(')')))
    }
}

/// How much a sign looks like a reference.
fn sign_weight(place: Place) -> f32 {
    let (before, after) = (place.before(), place.after());
    let glued_before = before.ends_with(|c: char| !c.is_whitespace());
    let glued_after = after.starts_with(|c: char| c.is_alphanumeric());
    // `[*]` stands for what was left out, `§ 5` and `# 3` for a number.
    let left_out = before.ends_with('[') && after.starts_with(']');
    let numbers = after.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let number_sign = matches!(place.span.of(place.text).chars().next(), Some('#' | '§' | '¶'));
    match (glued_before, glued_after) {
        _ if left_out || (number_sign && numbers) => weights::NUMBER_SIGN,
        (true, false) => weights::SIGN_BEHIND,
        (false, true) => weights::SIGN_IN_FRONT,
        _ => weights::SIGN_BETWEEN,
    }
}

/// What a character is to its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    End,
    Space,
    Digit,
    Lower,
    Upper,
    Stop,
    Comma,
    Close,
    Open,
    Quote,
    Apostrophe,
    Dash,
    Slash,
    Money,
    Other,
}

impl Class {
    const COUNT: usize = 15;

    fn of(c: char) -> Self {
        match c {
            ' ' | '\t' | '\n' | '\r' | '\u{a0}' => Self::Space,
            '0'..='9' => Self::Digit,
            '.' => Self::Stop,
            ',' | ';' | ':' => Self::Comma,
            ')' | ']' => Self::Close,
            '(' | '[' | '“' | '‘' => Self::Open,
            '”' | '"' => Self::Quote,
            '’' | '\'' => Self::Apostrophe,
            '-' | '–' | '—' => Self::Dash,
            '/' | '\\' => Self::Slash,
            '$' | '£' | '#' | '№' => Self::Money,
            _ if c.is_lowercase() => Self::Lower,
            _ if c.is_uppercase() => Self::Upper,
            _ => Self::Other,
        }
    }
}

/// What kind of word stands before a run of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WordClass {
    None,
    Month,
    Number,
    Message,
    Division,
    Preposition,
    Conjunction,
    Article,
    Abbreviation,
    Capitalised,
    Lower,
    Figure,
    Mark,
}

impl WordClass {
    const COUNT: usize = 13;

    /// The class of the word at the end of `before`, white space between skipped.
    fn before(before: &str) -> Self {
        let before = before.trim_end();
        let word = before.rsplit([' ', '\t', '\n', '\r', '(', '[', '“', '—', '\u{a0}']).next().unwrap_or_default();
        let stem = word.trim_end_matches(['.', ',', ';', ':', ')', ']', '”', '’']);
        let Some(first) = word.chars().next() else { return Self::None };
        let listed = |words: &[&str]| words.iter().any(|w| w.eq_ignore_ascii_case(stem));
        if listed(weights::MONTHS) && first.is_uppercase() {
            Self::Month
        } else if listed(weights::NUMBER_WORDS) {
            Self::Number
        } else if listed(weights::MESSAGES) {
            Self::Message
        } else if listed(weights::DIVISIONS) {
            Self::Division
        } else if listed(weights::PREPOSITIONS) {
            Self::Preposition
        } else if listed(weights::CONJUNCTIONS) {
            Self::Conjunction
        } else if listed(weights::ARTICLES) {
            Self::Article
        } else if word.contains(|c: char| c.is_ascii_digit()) {
            Self::Figure
        } else if word.ends_with('.') && (stem.len() <= 4 || stem.contains('.')) {
            Self::Abbreviation
        } else if first.is_uppercase() {
            Self::Capitalised
        } else if first.is_alphabetic() {
            Self::Lower
        } else {
            Self::Mark
        }
    }
}

/// What kind of line a run stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineClass {
    Heading,
    Start,
    Table,
    Short,
    Long,
}

impl LineClass {
    const COUNT: usize = 5;

    /// The class of a line that says `line`; [`LineClass::Start`] is for the place within it to tell.
    fn of(line: &str, heading: bool) -> Self {
        if heading {
            Self::Heading
        } else if line.contains(['\t', '|']) || line.trim_start().contains("   ") {
            Self::Table
        } else if line.len() <= 80 {
            Self::Short
        } else {
            Self::Long
        }
    }
}
