//! What in the running text may be a footnote reference, and how much it looks like one.
//!
//! In plain text a reference is just a digit: `could.2` ends in one, `3461` may end in one, `1962` is none. Every suffix
//! of every run of digits is a candidate, so are two numbers in a row at its end (`197212`: 1972, 1 and 2), and every run
//! of signs. Each has a *weight*, in log-odds: how much likelier its place makes it a reference than none.
//!
//! # How a record is scored
//!
//! The score of a pairing is a sum, and the best sum wins ([`crate::record::glued::alignment`]). It adds what each of its *features* is
//! worth, one thing each that can be said of it ([`crate::record::glued::features`]):
//! - of a run of digits, what stands around it: which characters on both sides, which kind of word before and after, how
//!   many digits stay behind. The candidate that leaves 346 of `Berlin’s 3461` has, among others, `Digits(3, 1)` and
//!   `Word(CapitalWord, ThreeDigits, …)`. Together they are the candidate's weight;
//! - of anything else what [`crate::record::glued::marks::Mark`] it is: a sign, a superscript, a number in brackets, a letter in a
//!   table ([`crate::record::glued::letters`]);
//! - of each reference which [`crate::record::glued::steps::Step`] leads to it from the one before: number and note both go on by one,
//!   or a note is passed over, a number repeated, skipped or restarted;
//! - what the words before it have in common with its note ([`crate::record::glued::evidence`]);
//! - of the record, whether its references stand before the punctuation ([`crate::record::context::other_numbers`]), behind a space, or in brackets
//!   ([`crate::record::glued::marks::Habit`]): where its usual reading leaves anything in doubt it is read in these last ways too, and the
//!   best one is taken.
//!
//! Of the numbers in a table its sums may tell which end in a reference and which in none ([`crate::record::context::table_sums`]). Where all this leaves
//! notes without a reference, numbers may still be the only places for them ([`crate::record::glued::unique_match`]).
//!
//! [`crate::record::glued::weights`] says what each is worth, in log-odds, so that a weight of 3 outweighs a step of -2. It was learned from
//! published records ([`crate::record::learn`]; how well that does on records not learned from, `src/measure` says). Features are of
//! characters, kinds of words and lengths, never of certain words or numbers, so that what was learned from one volume
//! holds in another.

use crate::convention::mark::TokenKind;
use crate::convention::numeral::digit;
use crate::record::context::classes::{Class, LineClass};
use crate::record::context::contexts::{self, Figure};
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
use std::ops::{Range, RangeInclusive};

/// What may be a footnote reference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// The mark.
    pub span: Span,
    /// The number it prints; none for a sign.
    pub number: Option<u32>,
    /// For two references in a row (`197212`: 1972, 1, 2): the second one, which prints the next number.
    pub second: Option<Span>,
    /// How much its place looks like a reference's: log-odds, from what stands around it alone.
    pub weight: f32,
    /// What it is, if no plain run of digits.
    pub mark: Option<Mark>,
    /// The letter it prints.
    pub letter: Option<u8>,
    /// Whether it is a whole run of digits behind a space.
    pub spaced: bool,
    /// Whether more of it may still be typed: [`Place::may_go_on`].
    pub may_go_on: bool,
    /// Whether what stays of its run is a number as good as the whole, or it hardly ends the run by chance:
    /// [`Surroundings::leaves_a_number`].
    pub leaves_a_number: bool,
}

impl Candidate {
    /// One that is no plain run of digits.
    fn marked(span: Span, number: Option<u32>, mark: Mark, table: &Table) -> Self {
        let weight = table.worth(Feature::Mark(mark));
        Self {
            span,
            number,
            second: None,
            weight,
            mark: Some(mark),
            letter: None,
            spaced: false,
            may_go_on: false,
            leaves_a_number: false,
        }
    }
}

/// The candidates of a record, in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    /// All of them.
    pub all: Vec<Candidate>,
    /// The same, by runs: those of one run of digits or of signs exclude each other. The unlikely ones are in none.
    pub runs: Vec<Range<usize>>,
    /// Those in brackets, in order.
    enclosed: Vec<Enclosed>,
}

impl Candidates {
    /// The same where references are set as `habit` has it; none where nothing is set so.
    pub fn read(&self, habit: Habit, table: &Table) -> Option<Self> {
        match habit {
            Habit::Spaced => self.spaced(table),
            Habit::Bracketed | Habit::Parenthesised => self.in_brackets(habit, table),
            _ => None,
        }
    }

    /// Those between the ones of index `before` and `after` that overlap neither, with their indices; no index stands for the
    /// beginning and the end of the record.
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

    /// The superscripts, what may be powers excepted: indices into `all`.
    pub fn superscripts(&self) -> Vec<usize> {
        let all = self.all.iter().enumerate();
        all.filter(|(_, candidate)| candidate.mark == Some(Mark::Superscript)).map(|(index, _)| index).collect()
    }

    /// Those set as `habit` has it that begin no line, and, unless `all` are wanted, do not look as if they counted points:
    /// indices into `all`.
    pub fn enclosed(&self, habit: Habit, all: bool) -> Vec<usize> {
        let wanted = |mark| match mark {
            Mark::InBracketsAmongOthers | Mark::InBracketsCounted => false,
            Mark::InBracketsWithin | Mark::InBracketsCounting => all,
            _ => true,
        };
        self.set_as(habit).filter(|enclosed| wanted(enclosed.mark)).map(|enclosed| enclosed.candidate).collect()
    }

    /// Those set as `habit` has it that count no points, whatever stands around: indices into `all`.
    pub fn surely_enclosed(&self, habit: Habit) -> Vec<usize> {
        self.set_as(habit).filter(|enclosed| enclosed.is_a_reference()).map(|enclosed| enclosed.candidate).collect()
    }

    /// Whether what is set as `habit` has it begins with a 1 that counts no points.
    pub fn begin_as_references(&self, habit: Habit) -> bool {
        self.set_as(habit).next().is_some_and(|first| first.number == Some(1) && first.is_a_reference())
    }

    /// Those in brackets that are set as `habit` has it.
    fn set_as(&self, habit: Habit) -> impl Iterator<Item = &Enclosed> {
        self.enclosed.iter().filter(move |enclosed| enclosed.habit == habit)
    }

    /// The same where references are set behind a space; none where none is.
    fn spaced(&self, table: &Table) -> Option<Self> {
        let worth = |habit| table.worth(Feature::Habit(habit));
        let (spaced, glued) = (worth(Habit::SpacedReference), worth(Habit::GluedReference));
        self.all.iter().any(|candidate| candidate.spaced).then(|| {
            let mut other = self.clone();
            for candidate in other.all.iter_mut().filter(|candidate| candidate.mark.is_none()) {
                candidate.weight += if candidate.spaced { spaced } else { glued };
            }
            other
        })
    }

    /// The same where references are set in brackets, `[2]`, or in parentheses, `(2)`, which elsewhere count points:
    /// whoever writes them so writes hardly any in another way. None where nothing is set so.
    fn in_brackets(&self, habit: Habit, table: &Table) -> Option<Self> {
        let glued = table.worth(Feature::Habit(Habit::OutsideBrackets));
        let mut set_so = self.enclosed.iter().filter(|enclosed| enclosed.habit == habit).peekable();
        set_so.peek().is_some().then(|| {
            let mut other = self.clone();
            for candidate in other
                .all
                .iter_mut()
                .filter(|candidate| !matches!(candidate.mark, Some(Mark::Superscript | Mark::Power)))
            {
                candidate.weight += glued;
            }
            for enclosed in set_so {
                if let Some(candidate) = other.all.get_mut(enclosed.candidate) {
                    candidate.mark = Some(enclosed.mark);
                    candidate.weight = table.worth(Feature::Mark(enclosed.mark));
                }
            }
            other
        })
    }

    /// Weighs down the signs that are `explained` in the text itself.
    fn weigh_explained(&mut self, table: &Table, text: &str, explained: &HashSet<&str>) {
        if !explained.is_empty() {
            for candidate in self.all.iter_mut().filter(|c| c.number.is_none() && explained.contains(c.span.of(text))) {
                candidate.mark = Some(Mark::SignExplained);
                candidate.weight = table.worth(Feature::Mark(Mark::SignExplained));
            }
        }
    }
}

/// How many digits a year has.
const YEAR: usize = 4;

/// A number hardly ends in a label of so many digits by chance.
const LONG_LABEL: usize = 2;

/// The candidates in the text of `source` outside `skipped`: the note lists, in order. `heading` is the heading's line,
/// `notes` are its notes, `table` what the features of digits are worth.
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
    // Signs that stand behind a word and then before a line: a table with notes of its own below it.
    let (mut used, mut explained) = (HashSet::new(), HashSet::new());
    let mut letters = crate::record::glued::letters::find(source, skipped).into_iter().peekable();
    let add_letter = |found: &mut Candidates, (span, mark): (Span, Mark)| {
        found.runs.push(found.all.len()..found.all.len() + 1);
        let letter = span.of(source.text).bytes().next();
        found.all.push(Candidate { letter, ..Candidate::marked(span, None, mark, table) });
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
                // No surroundings make a reference surer than certain; but those of one run are as far apart as they were.
                let best = weighed.iter().map(|candidate| candidate.weight).fold(f32::MIN, f32::max);
                for candidate in &mut weighed {
                    candidate.weight += best.clamp(least, costs::CERTAIN) - best;
                }
                let spaced = table.worth(Feature::Habit(Habit::SpacedReference));
                let hopeless =
                    |c: &Candidate| c.weight <= if c.spaced { costs::HOPELESS - spaced } else { costs::HOPELESS };
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
                if !place.first && place.before().trim_start() != "(" {
                    used.insert(sign);
                } else if used.contains(sign) {
                    explained.insert(sign);
                }
                // `***` alone stands for what was left out.
                let omits = sign.starts_with("***") && !used.contains("*");
                let mark = if omits { Mark::NumberSign } else { sign_mark(place) };
                found.all.push(Candidate::marked(span, None, mark, table));
            }
            _ => {}
        }
        if first < found.all.len() {
            found.runs.push(first..found.all.len());
        }
        found.all.append(&mut unlikely);
    }
    letters.for_each(|letter| add_letter(&mut found, letter));
    found.weigh_explained(table, source.text, &explained);
    // Where the notes' numbers begin again on each page, so do the references'.
    if notes.iter().filter(|note| note.label.as_ref().is_some_and(|label| label.arabic() == Some(1))).count() < 2 {
        enclosed::mark_counted(&mut found.enclosed, source.text);
    }
    found
}

/// From the least to the greatest label of three digits and more that `notes` carry.
fn long_labels(notes: &[Note]) -> RangeInclusive<u32> {
    let numbers = notes.iter().filter_map(|note| u32::try_from(note.label.as_ref()?.arabic()?).ok());
    let (least, greatest) = numbers
        .filter(|number| *number >= 100)
        .fold((u32::MAX, 0), |(least, greatest), number| (number.min(least), number.max(greatest)));
    least..=greatest
}

/// The places of the tokens in the text of `source` outside `skipped`; what is wanted of the rest [`find`] says.
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
            class = (line, LineClass::of(source.content(line).of(source.text), heading == Some(line)));
        }
        Some((Place::new(source, line, class.1, span), &token.kind))
    })
}

/// A way to read a run of digits: its last ones as a reference, or as two.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// The reference, or the first of two.
    pub span: Span,
    /// The second one.
    pub second: Option<Span>,
    number: Option<u32>,
    /// What can be said of it.
    pub features: [Feature; GROUPS],
    /// Whether what stays of the run is a number as good as the whole.
    leaves_a_number: bool,
    /// What the likeliest reading of the run is worth at least, as far as its surroundings tell.
    least: f32,
    /// Whether it ends a number before the punctuation, as the record's references do.
    before_punctuation: bool,
}

impl Reading {
    /// What it weighs at `place`. `long` are the labels of three digits and more that notes have: where there are such, one is
    /// as likely as a short one elsewhere.
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
            letter: None,
            spaced: self.second.is_none() && matches!(before, Feature::Before(Class::Space, _, Cut::Whole)),
            may_go_on: place.may_go_on(self.span),
            leaves_a_number: self.leaves_a_number,
        }
    }
}

/// The ways to read the run of digits at `place`; none for what counts, measures or dates, or is a part of a longer number.
pub fn readings<'a>(place: Place<'a>, numbers: &'a Numbers<'a>) -> impl Iterator<Item = Reading> + 'a {
    let run = place.span;
    let surroundings = Surroundings::of(place, numbers);
    // Digits glued to a word or to what ends one are a reference as a whole: in ten volumes none is split.
    let mut back = place.before().chars().rev();
    let whole = match (back.next(), back.next()) {
        // `1,250` `9:15` `4.5`
        (Some(',' | ':' | '.'), Some(before)) => !before.is_ascii_digit(),
        (Some(before), _) => matches!(Class::of(before), Class::Lower) || Class::of(before).closes_a_word(),
        _ => false,
    };
    let figure = if surroundings.is_counted(place) { Some(Figure::Throughout) } else { contexts::figure(place) };
    let told = numbers.told_by_a_sum(run);
    let lengths = match figure {
        _ if let Some(taken) = told => taken..taken + usize::from(taken > 0),
        Some(Figure::Throughout) => 0..0,
        Some(Figure::AsAWhole) => 1..run.len(),
        Some(Figure::ItsGroup) => 1..2,
        None if whole => run.len()..run.len() + 1,
        None if surroundings.is_a_year_of_a_month() => 2..3,
        None if surroundings.goes_on_behind_a_year() => 1..run.len() - YEAR + 1,
        None => 1..run.len() + 1,
    };
    let spans =
        lengths.take_while(|&taken| taken <= LONGEST_LABEL).map(move |taken| Span::new(run.end - taken, run.end));
    // No label but 0 itself begins with one; and that is a title's: in ten volumes all 852 of them stand in the heading.
    let zero = run.len() == 1 || place.line == LineClass::Heading;
    let labels = spans.filter(move |span| !span.of(place.text).starts_with('0') || (span.len() == 1 && zero));
    let least = match told {
        Some(_) => costs::TOLD_BY_A_SUM,
        None if figure == Some(Figure::ItsGroup) || surroundings.surely_refers(place) => costs::SURE,
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
        // The same digits may be two labels, one up: `12` after `1972`. But `May 123` is May 12 and 3, not May 1, 2 and 3.
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

/// What a figure at `place` may end in, for all that [`readings`] has it, where nothing of it goes on: a label of two digits and
/// more, up to the `longest`, of one where two digits stay, and any in a sum of money.
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
        // `Psalm 90,116` may be 90 and 116.
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
            letter: None,
            spaced: false,
            may_go_on: false,
            leaves_a_number: true,
        })
        .collect()
}

fn number(label: &str) -> Option<u32> {
    label.chars().try_fold(0_u32, |number, c| number.checked_mul(10)?.checked_add(u32::try_from(digit(c)?).ok()?))
}

/// What a sign looks like.
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
