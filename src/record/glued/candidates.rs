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
//! At most one candidate of a run is a reference. A run that surely is no reference and ends in none, as in `9:15` or
//! `3 miles`, has no candidate ([`contexts`]).
//!
//! # How a candidate is weighed
//!
//! The weight is in log-odds: at 0 a candidate is as likely a reference as not, at 3 it is twenty times as likely one,
//! at -3 it is twenty times as likely none. It depends on what stands around the candidate:
//!
//! - An end of a run of digits has twelve [`features`]: the characters on both sides, the kinds of words before and
//!   after, how many digits are left, and so on. If 1 is the reference in `Berlin’s 3461 at once`, one of its features
//!   is `Digits(3, 1)`: three digits are left and one is taken. Another is `Word(CapitalWord, ThreeDigits, Gap)`: a
//!   word with a capital stands before the run, three digits are left, and white space follows. The weight is the sum
//!   of what the features are worth.
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
//! references ([`table_sums`]), and so may the digits that its other numbers have ([`usual_digits`]). If notes lack their
//! references after all this, a number may still be the only place for one ([`unique_match`]).
//!
//! Figures in these comments are counted over the ten published volumes that `src/measure` reads.
//!
//! [`alignment`]: crate::record::glued::alignment
//! [`evidence`]: crate::record::glued::evidence
//! [`features`]: crate::record::glued::features
//! [`letters`]: crate::record::glued::letters
//! [`Step`]: crate::record::glued::steps::Step
//! [`table_sums`]: crate::record::context::table_sums
//! [`usual_digits`]: crate::record::context::usual_digits
//! [`unique_match`]: crate::record::glued::unique_match
//! [`weights`]: crate::record::glued::weights

use crate::convention::mark::TokenKind;
use crate::convention::numeral::digit;
use crate::convention::sign;
use crate::record::context::classes::{Class, LineClass};
use crate::record::context::contexts::{self, Excluded};
use crate::record::context::emphasis;
use crate::record::context::other_numbers::{self, Numbers};
use crate::record::context::place::Place;
use crate::record::costs::candidates as costs;
use crate::record::glued::enclosed::{self, Enclosed};
use crate::record::glued::features::{Cut, Feature, GROUPS, LONGEST_LABEL, Surroundings, Table};
use crate::record::glued::marks::{Habit, Mark};
use crate::record::model::Note;
use crate::record::source::Source;
use crate::text::Span;
use std::collections::HashSet;
use std::num::NonZeroU8;
use std::ops::{Range, RangeInclusive};

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
    /// What kind of mark it is; `None` for the end of a plain run of digits.
    pub mark: Option<Mark>,
    /// For a number in brackets, in which it stands, [`Habit::Bracketed`] or [`Habit::Parenthesised`], and what it is if the
    /// record sets its references in such brackets.
    enclosed: Option<(Habit, Mark)>,
    /// The letter it prints; `None` for a number or a sign.
    pub letter: Option<NonZeroU8>,
    /// Where the sign that it prints stands in the usual order of signs, from 1 ([`rank`](sign::rank)); `None` for a number or a
    /// letter, and for a sign that is not in that order.
    pub sign: Option<NonZeroU8>,
    /// What the candidate stands behind, if it is a whole run of digits.
    pub behind: Behind,
    /// Whether more of it may still be typed ([`Place::may_go_on`]).
    pub may_go_on: bool,
    /// Whether the candidate leaves a number that is as good as the whole run, or has too many digits to end the run by
    /// chance ([`Surroundings::leaves_a_number`]).
    pub leaves_a_number: bool,
}

/// Whether the next word of `after` begins with a small letter.
fn goes_on_in_small_letters(after: &str) -> bool {
    after.trim_start().starts_with(char::is_lowercase)
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
            _ if matches!(self.mark, Some(Mark::Superscript | Mark::Power)) => *self,
            _ => further(Habit::OutsideBrackets),
        }
    }

    /// A candidate that is no plain run of digits: its weight is that of its `mark`.
    fn marked(span: Span, number: Option<u32>, mark: Mark, table: &Table) -> Self {
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
    /// reference. Unlikely candidates, which the alignment does not look at, are in no range.
    pub runs: Vec<Range<usize>>,
    /// The candidates in brackets, in the order of the text.
    enclosed: Vec<Enclosed>,
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

    /// The candidates as they are in a record that sets its references as `habit` says.
    pub fn read(mut self, habit: Habit, table: &Table) -> Self {
        self.all.iter_mut().for_each(|candidate| *candidate = candidate.read(Some(habit), table));
        self
    }

    /// The candidates between those of index `before` and `after` that overlap neither, each with its index. `None`
    /// stands for the beginning and the end of the record.
    pub fn between(
        &self,
        before: Option<usize>,
        after: Option<usize>,
    ) -> impl Iterator<Item = (usize, &Candidate)> + Clone {
        let at = |index: Option<usize>| self.all.get(index?);
        let start = at(before).map_or(0, |before| before.second.unwrap_or(before.span).end);
        let end = at(after).map_or(usize::MAX, |after| after.span.start);
        let indices = before.map_or(0, |before| before + 1)..after.unwrap_or(self.all.len());
        let all = indices.filter_map(|index| Some((index, self.all.get(index)?)));
        all.filter(move |(_, candidate)| start <= candidate.span.start && candidate.span.end <= end)
    }

    /// The superscripts except possible powers, as indices into `all`.
    pub fn superscripts(&self) -> Vec<usize> {
        let all = self.all.iter().enumerate();
        all.filter(|(_, candidate)| candidate.mark == Some(Mark::Superscript)).map(|(index, _)| index).collect()
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

    /// Weighs down the signs that are `explained` in their stretch of the text itself, between two of the lists `skipped`.
    fn weigh_explained(&mut self, table: &Table, text: &str, skipped: &[Span], explained: &HashSet<(usize, &str)>) {
        if !explained.is_empty() {
            let is_explained = |c: &&mut Candidate| {
                c.number.is_none() && explained.contains(&(stretch_of(skipped, c.span), c.span.of(text)))
            };
            for candidate in self.all.iter_mut().filter(is_explained) {
                candidate.mark = Some(Mark::SignExplained);
                candidate.weight = table.worth(Feature::Mark(Mark::SignExplained));
            }
        }
    }
}

/// How many digits a year has.
const YEAR: usize = 4;

/// A label of so many digits or more hardly ends a number by chance.
const LONG_LABEL: usize = 2;

/// The candidates in the text of `source`. `skipped` are the note lists, which are not searched, in the order of the
/// text; `heading` is the heading's line, counted from 0; `notes` are the record's notes; `table` has what each feature
/// is worth.
pub fn find(source: Source, skipped: &[Span], heading: Option<usize>, notes: &[Note], table: &Table) -> Candidates {
    let long = long_labels(notes);
    let longest = notes.iter().filter_map(|note| note.label.as_ref()?.arabic()).max().unwrap_or_default();
    let longest = longest.to_string().len().min(LONGEST_LABEL);
    let count = source.token_count();
    let (all, runs) = (Vec::with_capacity(count), Vec::with_capacity(count));
    let mut found = Candidates { all, runs, enclosed: Vec::new() };
    let numbers = Numbers::of(source);
    let emphasis = emphasis::signs(source);
    let (mut weighed, mut unlikely): (Vec<Candidate>, Vec<Candidate>) = Default::default();
    // Signs that stand behind a word, and those of them that begin a line later: a table has notes of its own below it.
    let (mut used, mut explained) = (HashSet::new(), HashSet::new());
    let mut letters = crate::record::glued::letters::find(source, skipped).into_iter().peekable();
    let add_letter = |found: &mut Candidates, (span, mark): (Span, Mark)| {
        found.add_letter(span, span.of(source.text).bytes().next().unwrap_or_default(), mark, table);
    };
    for (place, kind) in places(source, skipped, heading) {
        let span = place.span;
        while let Some(letter) = letters.next_if(|(letter, _)| letter.start < span.start) {
            add_letter(&mut found, letter);
        }
        let first = found.all.len();
        match kind {
            TokenKind::Digits if place.is_enclosed() => {
                let number = number(span.of(source.text));
                found.enclosed.push(Enclosed::new(place, first, number));
                found.all.push(Candidate::marked(span, number, Mark::InBracketsAmongOthers, table));
            }
            TokenKind::Digits => {
                weighed.clear();
                let mut least = f32::MIN;
                weighed.extend(readings(place, &numbers).map(|reading| {
                    least = reading.least;
                    reading.weighed(place, table, &long)
                }));
                // The best candidate of a run weighs at least `least` and at most `CERTAIN`; the others keep their
                // distance from it.
                let best = weighed.iter().map(|candidate| candidate.weight).fold(f32::MIN, f32::max);
                for candidate in &mut weighed {
                    candidate.weight += best.clamp(least, costs::CERTAIN) - best;
                }
                let spaced = table.worth(Feature::Habit(Habit::SpacedReference));
                let hopeless =
                    |c: &Candidate| c.weight <= if c.is_spaced() { costs::HOPELESS - spaced } else { costs::HOPELESS };
                let has_a_sign = |c: &Candidate| c.span.start == span.start && place.has_a_sign_before();
                found.all.extend(weighed.iter().filter(|candidate| !hopeless(candidate) && !has_a_sign(candidate)));
                let is_unlikely = |c: &&Candidate| {
                    hopeless(c) && c.leaves_a_number && (c.weight > costs::UNLIKELY || c.span.len() >= LONG_LABEL)
                };
                unlikely.extend(weighed.iter().filter(is_unlikely));
                // `the arrears were £33.7 They wait` may be £33 and 7.
                let ends_a_sum = |c: &&Candidate| has_a_sign(c) && c.weight > 0.0 && place.before().ends_with('.');
                unlikely.extend(weighed.iter().filter(ends_a_sum).map(|&c| Candidate { leaves_a_number: true, ..c }));
                if weighed.is_empty() && numbers.told_by_a_sum(span).is_none() {
                    unlikely.extend(ends_of_a_figure(place, &numbers, longest));
                }
            }
            TokenKind::Superscript => {
                let number = number(span.of(source.text));
                let mark = if contexts::is_a_power(place) { Mark::Power } else { Mark::Superscript };
                found.all.push(Candidate::marked(span, number, mark, table));
            }
            TokenKind::Sign if !emphasis.contains(&span.start) => {
                let sign = span.of(source.text);
                // `(*) Not weighed.`
                let stretch = stretch_of(skipped, span);
                if !place.first && place.before().trim_start() != "(" {
                    used.insert((stretch, sign));
                } else if used.contains(&(stretch, sign)) {
                    explained.insert((stretch, sign));
                }
                // `***` alone stands for words that were left out.
                let omits = sign.starts_with("***") && !used.contains(&(stretch, "*"));
                let mark = if omits { Mark::NumberSign } else { sign_mark(place) };
                found.all.push(Candidate { sign: sign::rank(sign), ..Candidate::marked(span, None, mark, table) });
            }
            _ => {}
        }
        if first < found.all.len() {
            found.runs.push(first..found.all.len());
        }
        found.all.append(&mut unlikely);
    }
    letters.for_each(|letter| add_letter(&mut found, letter));
    found.weigh_explained(table, source.text, skipped, &explained);
    // Where the notes begin again from 1 on each page, so do the references: a second 1 is no point.
    if notes.iter().filter(|note| note.label.as_ref().is_some_and(|label| label.arabic() == Some(1))).count() < 2 {
        enclosed::mark_counted(&mut found.enclosed, source.text);
    }
    for enclosed in &found.enclosed {
        if let Some(candidate) = found.all.get_mut(enclosed.candidate) {
            candidate.enclosed = Some((enclosed.habit, enclosed.mark));
        }
    }
    found
}

/// How many of the note lists at `skipped` stand before the mark at `span`.
fn stretch_of(skipped: &[Span], span: Span) -> usize {
    skipped.partition_point(|list| list.start < span.start)
}

/// The range from the least to the greatest label of three digits or more among the labels of `notes`; empty if there
/// is none.
fn long_labels(notes: &[Note]) -> RangeInclusive<u32> {
    let numbers = notes.iter().filter_map(|note| u32::try_from(note.label.as_ref()?.arabic()?).ok());
    let (least, greatest) = numbers
        .filter(|number| *number >= 100)
        .fold((u32::MAX, 0), |(least, greatest), number| (number.min(least), number.max(greatest)));
    least..=greatest
}

/// The place and the kind of each run of digits, superscripts or signs in the text of `source`, with `skipped` and
/// `heading` as in [`find`].
pub fn places<'a>(
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
            class =
                (line, source.lines.get(line).map_or(class.1, |scanned| LineClass::of(scanned, heading == Some(line))));
        }
        Some((Place::new(source, line, class.1, span), &token.kind))
    })
}

/// A way to read a run of digits: its end as one reference, or as two in a row.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// The reference, or the first of two, in bytes of the record.
    pub span: Span,
    /// The second of two references.
    pub second: Option<Span>,
    number: Option<u32>,
    /// The features of the reading, one of each group.
    pub features: [Feature; GROUPS],
    /// Whether the reading leaves a number that is as good as the whole run.
    leaves_a_number: bool,
    /// The least weight of the run's likeliest reading, as far as its surroundings or a sum leave no doubt; otherwise
    /// [`f32::MIN`].
    least: f32,
    /// Whether the reading ends a word or a number before punctuation, in a record whose references stand there.
    before_punctuation: bool,
}

impl Reading {
    /// The candidate that this reading of the run at `place` gives. `long` is the range of the notes' labels of three
    /// digits or more: a number in it is as likely a label as one of one digit is elsewhere.
    fn weighed(self, place: Place, table: &Table, long: &RangeInclusive<u32>) -> Candidate {
        let mut features = self.features;
        if let [Feature::Digits(0, 3..), ..] = features
            && self.number.is_some_and(|number| long.contains(&number))
        {
            features[0] = Feature::Digits(0, 1);
        }
        let [_, before, ..] = self.features;
        let set_so = if self.before_punctuation { costs::BEFORE_PUNCTUATION } else { 0.0 };
        let weight = (table.weight(&features) + set_so).max(-20.0);
        Candidate {
            span: self.span,
            number: self.number,
            second: self.second,
            weight,
            mark: None,
            enclosed: None,
            letter: None,
            sign: None,
            behind: match before {
                Feature::Before(Class::Space, _, Cut::Whole) if self.second.is_none() => Behind::Space,
                Feature::Before(class @ (Class::Stop | Class::Comma | Class::Quote), Class::Lower, Cut::Whole)
                    if class != Class::Stop || !goes_on_in_small_letters(place.after()) =>
                {
                    Behind::Punctuation
                }
                _ => Behind::Other,
            },
            may_go_on: place.may_go_on(self.span),
            leaves_a_number: self.leaves_a_number,
        }
    }
}

/// The ways to read the run of digits at `place`; none if the run counts, measures or dates something, or is part of a
/// longer number.
pub fn readings<'a>(place: Place<'a>, numbers: &'a Numbers<'a>) -> impl Iterator<Item = Reading> + 'a {
    let run = place.span;
    let surroundings = Surroundings::of(place, numbers);
    // Digits glued to a word, or to punctuation behind one, are a reference as a whole: in the ten volumes none is
    // split.
    let mut back = place.before().chars().rev();
    let whole = match (back.next(), back.next()) {
        // `1,250` `9:15` `4.5`
        (Some(',' | ':' | '.'), Some(before)) => !before.is_ascii_digit(),
        // `C–M(58)170` is a document, which may have a reference behind it.
        (Some(')'), Some('0'..='9')) => false,
        (Some(before), _) => matches!(Class::of(before), Class::Lower) || Class::of(before).closes_a_word(),
        _ => false,
    };
    let excluded =
        if surroundings.is_counted(place) { Some(Excluded::EveryReading) } else { contexts::excluded(place) };
    let told = numbers.told_by_a_sum(run);
    let lengths = match excluded {
        _ if let Some(taken) = told => taken..taken + usize::from(taken > 0),
        Some(Excluded::EveryReading) => 0..0,
        Some(Excluded::WholeRun) => 1..run.len(),
        Some(Excluded::AllButLastDigit) => 1..2,
        None if whole => run.len()..run.len() + 1,
        None if surroundings.is_a_year_of_a_month() => 2..3,
        None if surroundings.goes_on_behind_a_year() => 1..run.len() - YEAR + 1,
        None => 1..run.len() + 1,
    };
    let spans =
        lengths.take_while(|&taken| taken <= LONGEST_LABEL).map(move |taken| Span::new(run.end - taken, run.end));
    // The only label that begins with 0 is 0 itself, and a longer run ends in it only in the heading: in the ten
    // volumes all 852 references 0 stand there.
    let zero = run.len() == 1 || place.line == LineClass::Heading;
    let labels = spans.filter(move |span| !span.of(place.text).starts_with('0') || (span.len() == 1 && zero));
    let least = match told {
        Some(_) => costs::TOLD_BY_A_SUM,
        None if excluded == Some(Excluded::AllButLastDigit) || surroundings.surely_refers(place) => costs::SURE,
        None => f32::MIN,
    };
    let before_punctuation = numbers.stand_before_punctuation() && other_numbers::is_punctuation(place.after());
    labels.flat_map(move |span| {
        let (label, taken) = (span.of(place.text), span.len());
        let one = Reading {
            span,
            second: None,
            number: number(label),
            features: surroundings.features(taken, false),
            leaves_a_number: surroundings.leaves_a_number(taken),
            least,
            before_punctuation: before_punctuation && (whole || taken < run.len()),
        };
        // The digits may also be two consecutive labels: `12` after `1972`. But `May 123` is May 12 and 3, not May 1, 2
        // and 3.
        let kept = run.len() - taken;
        let two = (1..taken).filter(|_| kept == 0 || kept > 2).find_map(|at| {
            let (first, second) = (number(&label[..at])?, number(&label[at..])?);
            (!label[at..].starts_with('0') && first + 1 == second).then(|| Reading {
                span: Span::new(span.start, span.start + at),
                second: Some(Span::new(span.start + at, span.end)),
                number: Some(first),
                features: surroundings.features(taken, true),
                leaves_a_number: false,
                ..one
            })
        });
        [Some(one), two].into_iter().flatten()
    })
}

/// The references in which the run at `place` may end although [`readings`] has none, unless more of the same number
/// stands beside it. These candidates are unlikely: [`crate::record::glued::unique_match`] takes one only where nothing
/// else can be the reference that a note lacks. A label has at most `longest` digits. It leaves at least two digits if
/// it has one, and at least one if it has more or the run is a sum of money.
fn ends_of_a_figure(place: Place, numbers: &Numbers, longest: usize) -> Vec<Candidate> {
    let run = place.span;
    let sum = place.before().trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
    let sum = sum.ends_with(['$', '£']);
    let stays = if sum { 1 } else { 2 };
    if run.len() <= stays || contexts::is_in_a_number(place) {
        return Vec::new();
    }
    let surroundings = Surroundings::of(place, numbers);
    if (surroundings.is_a_year() && !sum) || surroundings.goes_on_in_words(place, sum) {
        return Vec::new();
    }
    let ends = (1..=run.len().min(longest)).map(|taken| Span::new(run.end - taken, run.end));
    let group = contexts::is_a_group(place);
    let ends = ends.filter(|end| match run.len() - end.len() {
        // `Psalm 90,116` may be 90 and a reference 116.
        0 => group,
        left => !group && (end.len() >= LONG_LABEL || left >= stays),
    });
    let labels = ends.map(|end| (end, end.of(place.text))).filter(|(_, label)| !label.starts_with('0'));
    labels
        .map(|(span, label)| Candidate {
            span,
            number: number(label),
            second: None,
            weight: costs::UNLIKELY,
            mark: None,
            enclosed: None,
            letter: None,
            sign: None,
            behind: Behind::Other,
            may_go_on: false,
            leaves_a_number: true,
        })
        .collect()
}

/// The number that the digits of `label` print; `None` if it is too large.
fn number(label: &str) -> Option<u32> {
    label.chars().try_fold(0_u32, |number, c| number.checked_mul(10)?.checked_add(u32::try_from(digit(c)?).ok()?))
}

/// Whether the sign at `span` in line `line` stands behind a word, as a reference does.
pub fn stands_behind_a_word(source: Source, line: usize, span: Span) -> bool {
    sign_mark(Place::new(source, line, LineClass::Long, span)) == Mark::SignBehind
}

/// What the sign at `place` is, by what stands on both sides of it.
fn sign_mark(place: Place) -> Mark {
    let (before, after) = (place.before(), place.after());
    let glued_before = before.ends_with(|c: char| !c.is_whitespace());
    let glued_after = after.starts_with(|c: char| c.is_alphanumeric());
    // `[*]` stands for what was left out, `§ 5` and `# 3` for a number.
    let left_out = before.ends_with('[');
    let numbers = after.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let number_sign = matches!(place.span.of(place.text).chars().next(), Some('#' | '§' | '¶'));
    match (glued_before, glued_after) {
        _ if left_out || (number_sign && numbers) => Mark::NumberSign,
        (true, false) => Mark::SignBehind,
        (false, true) => Mark::SignInFront,
        _ => Mark::SignBetween,
    }
}
