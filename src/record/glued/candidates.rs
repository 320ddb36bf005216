//! Candidates: what in the running text may be a footnote reference, each with a weight.
//!
//! In plain text a reference is just a digit: `could.2` ends in one, `3461` may end in one, `1962` is none. So the
//! candidates of a record are
//!
//! - each end of each run of digits, up to four digits long: in `Berlin’s 3461` the ends 1, 61, 461 and 3461;
//! - two consecutive numbers at the end of a run: `197212` may be 1972, 1 and 2;
//! - superscripts, numbers in brackets, and signs such as `*` and `†`;
//! - in a table, letters at the end of a word ([`letters`]).
//!
//! At most one candidate of a run is a reference. An end that is too unlikely is left out, such as those of `9:15` and
//! `3 miles`, unless nothing else can be the reference that a note lacks ([`only_fit`]).
//!
//! # How a candidate is weighed
//!
//! The weight is in log-odds: at 0 a candidate is as likely a reference as not, at 3 it is twenty times as likely one,
//! at -3 it is twenty times as likely none. It depends on what stands around the candidate:
//!
//! - An end of a run of digits has thirteen [`features`]: the characters on both sides, the kinds of words before and
//!   after, how many digits are left, what the number is if it is no reference ([`kinds`]), and so on. If 1 is the
//!   reference in `Berlin’s 3461 at once`, one of its features is `Digits(3, 1)`: three digits are left and one is taken.
//!   Another is `Word(CapitalWord, ThreeDigits, Gap)`: a word with a capital stands before the run, three digits are left,
//!   and white space follows. The weight is the sum of what the features are worth.
//! - Any other candidate has the weight of its [`Mark`], which says what it is: a superscript, a sign behind a word, a
//!   number in brackets.
//!
//! What each feature is worth is listed in [`weights`], learned from published records (`src/record/learn`). How well
//! that does on records that were not learned from is measured in `src/measure`. Features name kinds of characters and
//! words, never certain words or numbers, so that what is learned from one volume holds in another. A few weights are
//! set by hand, in [`costs`].
//!
//! # From candidates to pairs
//!
//! The [`alignment`] chooses the references among the candidates, and the note of each. The score of a choice is a sum
//! of log-odds, and the choice with the best score wins. The sum has
//!
//! - for each reference, its weight as a candidate;
//! - for each reference, what the [`Step`] from the reference before it is worth: number and note both go on by one, a
//!   note is passed over, a number is repeated or skipped, or the numbers begin again;
//! - for each pair, what the words are worth that the note has in common with the text before the reference
//!   ([`evidence`]).
//!
//! So a weight of 3 outweighs a step of -2.
//!
//! A record may set its references in another way than most: behind a space or in brackets ([`Habit`]). The alignment reads
//! the record in all of these ways at once, and the best one wins. If the references stand before the punctuation, as in
//! `could2.`, candidates that stand so weigh more ([`other_numbers`]). In a table, sums may tell which numbers end in
//! references ([`table_sums`]), and so may the digits that its other numbers have ([`usual_digits`]).
//!
//! Figures in these comments are counted over the ten published volumes that `src/measure` reads.
//!
//! [`costs`]: crate::record::costs
//! [`alignment`]: crate::record::glued::alignment
//! [`evidence`]: crate::record::glued::evidence
//! [`features`]: crate::record::glued::features
//! [`letters`]: crate::record::glued::letters
//! [`kinds`]: crate::record::context::kinds
//! [`only_fit`]: crate::record::glued::only_fit
//! [`other_numbers`]: crate::record::context::other_numbers
//! [`Step`]: crate::record::glued::steps::Step
//! [`table_sums`]: crate::record::context::table_sums
//! [`usual_digits`]: crate::record::context::usual_digits
//! [`weights`]: crate::record::glued::weights

use crate::record::glued::enclosed::Enclosed;
use crate::record::glued::features::{Feature, Table};
use crate::record::glued::marks::{Habit, Mark};
use crate::text::Span;
use std::collections::HashSet;
use std::num::NonZeroU8;
use std::ops::Range;

/// A number, sign or letter that may be a footnote reference, or two references in a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// The mark, in bytes of the record; of two references in a row, the first.
    pub span: Span,
    /// The number it prints; `None` for a sign or a letter.
    pub number: Option<u32>,
    /// Of two references in a row, the second, which prints the next number: in `197212` (1972, 1, 2) the 2.
    pub second: Option<Span>,
    /// How much its surroundings look like those of a reference, in log-odds.
    pub weight: f32,
    /// What kind of mark it is; `None` for the end of a plain run of digits, unless it [alone fits](Mark::OnlyFit).
    pub mark: Option<Mark>,
    /// For a number in brackets, in which it stands, and what it is if the record sets its references in such brackets.
    pub enclosed: Option<(Habit, Mark)>,
    /// The letter it prints; `None` for a number or a sign.
    pub letter: Option<NonZeroU8>,
    /// Where the sign that it prints stands in the usual order of signs, from 1 ([`rank`](crate::convention::sign::rank)); `None`
    /// for a number or a letter, and for a sign that is not in that order.
    pub sign: Option<NonZeroU8>,
    /// What the candidate stands behind, if it is a whole run of digits.
    pub behind: Behind,
    /// Whether more of it may still be typed ([`may_go_on`](crate::record::context::place::Place::may_go_on)).
    pub may_go_on: bool,
    /// Whether the candidate leaves a number that is as good as the whole run, or has too many digits to end the run by
    /// chance ([`leaves_a_number`](crate::record::context::kinds::Kind::leaves_a_number)).
    pub leaves_a_number: bool,
}

/// What a whole run of digits stands behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behind {
    /// A space.
    Space,
    /// The punctuation behind a word in small letters, as in `could.2`; no stop within a sentence, as in `Maj.1 writes`.
    Punctuation,
    /// Anything else; or the candidate is no whole run of digits.
    Other,
}

impl Candidate {
    /// Where it ends, in bytes of the record: where its run does.
    pub fn end(&self) -> usize {
        self.second.unwrap_or(self.span).end
    }

    /// Whether it is a whole run of digits behind a space.
    pub fn is_spaced(&self) -> bool {
        self.behind == Behind::Space
    }

    /// Whether it stands in the brackets of `habit`.
    pub fn is_set_as(&self, habit: Option<Habit>) -> bool {
        self.enclosed.is_some_and(|(brackets, _)| habit == Some(brackets))
    }

    /// The candidate as it is in a record that sets its references as `habit` says: behind a space, or in brackets. `None`
    /// is for the usual way. A record that sets its references in brackets hardly has any outside of them, so there all other
    /// candidates but superscripts are weighed down.
    pub fn read(&self, habit: Option<Habit>, table: &Table) -> Self {
        let further = |habit| Self { weight: self.weight + table.worth(Feature::Habit(habit)), ..*self };
        match (habit, self.enclosed) {
            (Some(habit), Some((brackets, mark))) if habit == brackets => {
                Self { mark: Some(mark), weight: table.worth(Feature::Mark(mark)), ..*self }
            }
            (Some(Habit::Spaced), _) if self.is_spaced() => further(Habit::SpacedReference),
            (None | Some(Habit::Spaced), _) => *self,
            _ if matches!(self.mark, Some(Mark::Superscript | Mark::TwoSuperscripts | Mark::Power)) => *self,
            _ => further(Habit::OutsideBrackets),
        }
    }

    /// The same as what alone can be the reference that a note lacks.
    pub fn as_only_fit(self, table: &Table) -> Self {
        Self { mark: Some(Mark::OnlyFit), weight: table.worth(Feature::Mark(Mark::OnlyFit)), ..self }
    }

    /// A candidate that is no plain run of digits: its weight is that of its `mark`.
    pub fn marked(span: Span, number: Option<u32>, mark: Mark, table: &Table) -> Self {
        let weight = table.worth(Feature::Mark(mark));
        Self {
            span,
            number,
            second: None,
            weight,
            mark: Some(mark),
            enclosed: None,
            letter: None,
            sign: None,
            behind: Behind::Other,
            may_go_on: false,
            leaves_a_number: false,
        }
    }
}

/// The candidates of a record.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    /// All candidates, in the order of the text.
    pub all: Vec<Candidate>,
    /// Ranges of indices into `all`, one for each run of digits, signs or letters: at most one candidate of a run is a
    /// reference. Those that [`Self::without_marks`] takes out are in no range.
    pub runs: Vec<Range<usize>>,
    /// The candidates in brackets, in the order of the text.
    pub enclosed: Vec<Enclosed>,
}

impl Candidates {
    /// Whether a candidate is set as `habit` says: behind a space, or in brackets.
    pub fn has(&self, habit: Habit) -> bool {
        match habit {
            Habit::Spaced => self.all.iter().any(Candidate::is_spaced),
            _ => self.set_as(habit).next().is_some(),
        }
    }

    /// Adds `letter`, in small letters, at `span`, behind all others: it is a run of its own.
    pub fn add_letter(&mut self, span: Span, letter: u8, mark: Mark, table: &Table) {
        self.runs.push(self.all.len()..self.all.len() + 1);
        self.all.push(Candidate { letter: NonZeroU8::new(letter), ..Candidate::marked(span, None, mark, table) });
    }

    /// Adds `others`, in the order of the text. Before [`Self::without_marks`]: all candidates are in a run.
    pub fn add(&mut self, others: impl IntoIterator<Item = Candidate>) {
        let mut others = others.into_iter().peekable();
        let all = std::mem::take(&mut self.all);
        self.runs.clear();
        let mut places = Vec::with_capacity(all.len());
        for candidate in all {
            while let Some(other) = others.next_if(|other| other.end() < candidate.end()) {
                self.push(other);
            }
            places.push(self.all.len());
            self.push(candidate);
        }
        others.for_each(|other| self.push(other));
        for enclosed in &mut self.enclosed {
            enclosed.candidate = places.get(enclosed.candidate).copied().unwrap_or_default();
        }
    }

    /// Adds `candidate` behind all others: to the last run if that ends where it does.
    fn push(&mut self, candidate: Candidate) {
        let is_alike = self.all.last().is_some_and(|last| last.end() == candidate.end());
        match self.runs.last_mut().filter(|_| is_alike) {
            Some(run) => run.end += 1,
            None => self.runs.push(self.all.len()..self.all.len() + 1),
        }
        self.all.push(candidate);
    }

    /// The superscripts except possible powers, as indices into `all`.
    pub fn superscripts(&self) -> Vec<usize> {
        let all = self.all.iter().enumerate();
        all.filter(|(_, candidate)| candidate.mark == Some(Mark::Superscript)).map(|(index, _)| index).collect()
    }

    /// These candidates, of which plain digits are not weighed any more.
    pub fn without_plain_digits(mut self) -> Self {
        let is_marked = |candidate: &Candidate| candidate.mark.is_some_and(|mark| mark != Mark::OnlyFit);
        self.runs.retain(|run| self.all.get(run.clone()).is_some_and(|run| run.iter().any(is_marked)));
        self
    }

    /// These candidates, of which those with the indices `taken` are not weighed any more.
    pub fn without_marks(mut self, taken: &HashSet<usize>) -> Self {
        self.runs.retain(|run| !taken.contains(&run.start));
        self
    }

    /// The candidates in the brackets of `habit`, as indices into `all`, except those that begin a line or belong to a
    /// count of points. Unless `all` is set, those that only look like counted points are left out too.
    pub fn enclosed(&self, habit: Habit, all: bool) -> Vec<usize> {
        let wanted = |mark| match mark {
            Mark::InBracketsAmongOthers | Mark::InBracketsCounted => false,
            Mark::InBracketsWithin | Mark::InBracketsCounting => all,
            _ => true,
        };
        self.set_as(habit).filter(|enclosed| wanted(enclosed.mark)).map(|enclosed| enclosed.candidate).collect()
    }

    /// The candidates in the brackets of `habit` that surely count no points, as indices into `all`.
    pub fn surely_enclosed(&self, habit: Habit) -> Vec<usize> {
        self.set_as(habit).filter(|enclosed| enclosed.is_a_reference()).map(|enclosed| enclosed.candidate).collect()
    }

    /// The candidates in the brackets of `habit`, in the order of the text.
    fn set_as(&self, habit: Habit) -> impl Iterator<Item = &Enclosed> {
        self.enclosed.iter().filter(move |enclosed| enclosed.habit == habit)
    }
}
