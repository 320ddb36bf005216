//! What in the running text may be a footnote reference, and how much it looks like one.
//!
//! In plain text a reference is just a digit: `could.2` ends in one, `3461` may end in one, `1962` is none. Every suffix
//! of every run of digits is a candidate, so are two numbers in a row at its end (`197212`: 1972, 1 and 2), and every run
//! of signs. Each has a *weight*, in log-odds: how much likelier its place makes it a reference than none.
//!
//! # How a record is scored
//!
//! The score of a pairing is a sum, and the best sum wins ([`super::pairing`]). For each reference it adds
//! - the candidate's weight: for digits the sum of what its features are worth. A *feature* is one thing that can be
//!   said of the place ([`super::features`]): which characters stand on both sides, which kind of word before and after,
//!   how many digits stay behind. The candidate that leaves 346 of `Berlin’s 3461` has, among others,
//!   `Digits(3, 1)` and `Word(CapitalWord, ThreeDigits, …)`. [`super::table`] says what each is worth; it was
//!   learned from published records ([`super::learn`], which also says how well that does on records not learned from).
//!   What signs, superscripts and numbers in brackets are worth is set by hand in [`super::weights`];
//! - what the note says against the words before the reference ([`super::evidence`]);
//! - less the price of the step from the last reference to this one ([`super::weights`]): nothing where number and note
//!   both go on by one, more for a note passed over, a number repeated, skipped or restarted.
//!
//! All of it is in log-odds, so that a weight of 3 outweighs a price of 2. Features are of characters, kinds of words and
//! lengths, never of certain words or numbers, so that what was learned from one volume holds in another.

use super::classes::LineClass;
use super::features::{Feature, GROUPS, LONGEST_LABEL, Surroundings, Table};
use super::place::Place;
use super::source::Source;
use super::weights;
use crate::convention::numeral::digit;
use crate::syntax::TokenKind;
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

/// A candidate below these log-odds is not weighed any further: rather its note has no reference.
const HOPELESS: f32 = -8.0;

/// The candidates in the text of `source` outside `skipped`: the note lists, in order. `heading` is the heading's line,
/// `table` what the features of digits are worth.
pub(super) fn find(source: Source, skipped: &[Span], heading: Option<usize>, table: &Table) -> Candidates {
    let mut found = Candidates::default();
    // Signs that stand behind a word and then before a line: a table with notes of its own below it.
    let (mut used, mut explained) = (HashSet::new(), HashSet::new());
    for (place, kind) in places(source, skipped, heading) {
        let span = place.span;
        let first = found.all.len();
        match kind {
            TokenKind::Digits if place.is_enclosed() => {
                // What it is worth is told by the record's other candidates.
                found.enclosed.push(first);
                let number = number(span.of(source.text));
                found.all.push(Candidate { span, number, second: None, weight: 0.0 });
            }
            TokenKind::Digits => {
                let readings = readings(place).map(|reading| reading.weighed(table));
                found.all.extend(readings.filter(|candidate| candidate.weight > HOPELESS));
            }
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

/// The places of the tokens in the text of `source` outside `skipped`; what is wanted of the rest [`find`] says.
pub(super) fn places<'a>(
    source: Source<'a>,
    skipped: &'a [Span],
    heading: Option<usize>,
) -> impl Iterator<Item = (Place<'a>, &'a TokenKind)> {
    let mut skipped = skipped.iter().copied().peekable();
    let mut class = (usize::MAX, LineClass::Long);
    source.tokens().filter_map(move |(line, span, token)| {
        while skipped.next_if(|list| list.end <= span.start).is_some() {}
        let wanted = matches!(token.kind, TokenKind::Digits | TokenKind::Superscript | TokenKind::Sign);
        if !wanted || skipped.peek().is_some_and(|list| list.contains(span.start)) {
            return None;
        }
        if class.0 != line {
            class = (line, LineClass::of(source.content(line).of(source.text), heading == Some(line)));
        }
        Some((Place::new(source, line, class.1, span), &token.kind))
    })
}

/// A way to read a run of digits: its last ones as a reference, or as two.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    /// The reference, or the first of two.
    pub span: Span,
    /// The second one.
    pub second: Option<Span>,
    number: Option<u32>,
    /// What can be said of it.
    pub features: [Feature; GROUPS],
}

impl Reading {
    fn weighed(self, table: &Table) -> Candidate {
        let weight = table.weight(&self.features).clamp(-20.0, weights::CERTAIN);
        Candidate { span: self.span, number: self.number, second: self.second, weight }
    }
}

/// The ways to read the run of digits at `place`.
pub(super) fn readings(place: Place) -> impl Iterator<Item = Reading> {
    let run = place.span;
    let surroundings = Surroundings::of(place);
    (1..=run.len().min(LONGEST_LABEL)).flat_map(move |taken| {
        let span = Span::new(run.end - taken, run.end);
        let label = span.of(place.text);
        let one = Reading { span, second: None, number: number(label), features: surroundings.features(taken, false) };
        // The same digits may be two labels, one up: `12` after `1972`.
        let two = (1..taken).find_map(|at| {
            let (first, second) = (number(&label[..at])?, number(&label[at..])?);
            let spans = (Span::new(span.start, span.start + at), Span::new(span.start + at, span.end));
            let features = surroundings.features(taken, true);
            (!label[at..].starts_with('0') && first + 1 == second).then_some(Reading {
                span: spans.0,
                second: Some(spans.1),
                number: Some(first),
                features,
            })
        });
        // No label but 0 itself begins with one.
        let labels = taken == 1 || !label.starts_with('0');
        [Some(one), two].into_iter().flatten().filter(move |_| labels)
    })
}

fn number(label: &str) -> Option<u32> {
    label.chars().try_fold(0_u32, |number, c| number.checked_mul(10)?.checked_add(u32::try_from(digit(c)?).ok()?))
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
