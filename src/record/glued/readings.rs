//! The ways to read a run of digits: each of its ends may be a reference, or two in a row.

use crate::convention::mark::TokenKind;
use crate::convention::numeral::digit;
use crate::record::context::classes::{Class, LineClass};
use crate::record::context::kinds::{self, Kind};
use crate::record::context::other_numbers::{self, Numbers};
use crate::record::context::place::Place;
use crate::record::context::surroundings::Surroundings;
use crate::record::costs::candidates as costs;
use crate::record::glued::candidates::{Behind, Candidate};
use crate::record::glued::features::{Cut, Feature, GROUPS, LONGEST_LABEL, Table, features};
use crate::record::model::Note;
use crate::record::source::Source;
use crate::text::Span;
use std::ops::RangeInclusive;

/// The place and the kind of each run of digits, superscripts or signs in the text of `source`, with `skipped` and
/// `heading` as in [`find`](crate::record::glued::candidates_in_text::find).
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

/// The ways to read a run of digits: each end as one reference, or as two in a row.
pub struct Readings<'a> {
    around: Surroundings<'a>,
    /// What the run is if it is no reference.
    kind: Kind,
    /// How many digits are a reference according to the sum of a table.
    told: Option<usize>,
}

/// An end of a run of digits as one reference, or as two in a row.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// The reference, or the first of two, in bytes of the record.
    pub span: Span,
    /// The second of two references.
    pub second: Option<Span>,
    number: Option<u32>,
    /// How many digits of the run it takes.
    taken: usize,
}

impl<'a> Readings<'a> {
    /// The ways to read the run of digits at `place`. `numbers` are those of its record.
    pub fn of(place: Place<'a>, numbers: &'a Numbers<'a>) -> Self {
        let around = Surroundings::of(place, numbers);
        Self { around, kind: Kind::of(&around), told: numbers.told_by_a_sum(place.span) }
    }

    /// All readings, those that take the fewest digits first.
    pub fn all(&self) -> impl Iterator<Item = Reading> + use<'a> {
        let Place { span: run, text, line, .. } = self.around.place;
        let lengths = match self.told {
            Some(taken) => taken.max(1)..taken + 1,
            None => 1..run.len().min(LONGEST_LABEL) + 1,
        };
        // The only label that begins with 0 is 0 itself, and a longer run ends in it only in the heading: in the ten
        // volumes all 852 references 0 stand there.
        let zero = run.len() == 1 || line == LineClass::Heading;
        let spans = lengths.map(move |taken| Span::new(run.end - taken, run.end));
        let labels = spans.filter(move |span| !span.of(text).starts_with('0') || (span.len() == 1 && zero));
        labels.flat_map(move |span| {
            let (label, taken) = (span.of(text), span.len());
            let one = Reading { span, second: None, number: number(label), taken };
            // The digits may also be two consecutive labels: `12` after `1972`. But `May 123` is May 12 and 3, not May 1,
            // 2 and 3.
            let kept = run.len() - taken;
            let two = (kept == 0 || kept > 2).then(|| two_in_a_row(label)).flatten().map(|(at, first)| Reading {
                span: Span::new(span.start, span.start + at),
                second: Some(Span::new(span.start + at, span.end)),
                number: Some(first),
                taken,
            });
            [Some(one), two].into_iter().flatten()
        })
    }

    /// The features of `reading`, one of each group.
    pub fn features(&self, reading: &Reading) -> [Feature; GROUPS] {
        features(&self.around, self.kind, reading.taken, reading.second.is_some())
    }

    /// The least weight of the run's likeliest reading, as far as its surroundings or a sum leave no doubt; otherwise
    /// [`f32::MIN`].
    fn least(&self) -> f32 {
        match self.told {
            Some(_) => costs::TOLD_BY_A_SUM,
            None if self.kind == Kind::Thousands => costs::SURE,
            None if self.kind.may_refer(false) && self.around.surely_refers() => costs::SURE,
            None => f32::MIN,
        }
    }

    /// Replaces `weighed` by the candidates that the readings give, in a record whose notes have `labels`.
    pub fn weigh(&self, table: &Table, labels: &Labels, weighed: &mut Vec<Candidate>) {
        weighed.clear();
        weighed.extend(self.all().map(|reading| self.weighed(&reading, table, labels)));
        // The best candidate of a run weighs at least `least` and at most `CERTAIN`; the others keep their distance from it.
        let best = weighed.iter().map(|candidate| candidate.weight).fold(f32::MIN, f32::max);
        for candidate in weighed.iter_mut().filter(|candidate| candidate.weight > costs::OUT_OF_QUESTION) {
            candidate.weight += best.clamp(self.least(), costs::CERTAIN) - best;
        }
    }

    /// The candidate that `reading` gives, in a record whose notes have `labels`.
    fn weighed(&self, reading: &Reading, table: &Table, labels: &Labels) -> Candidate {
        let Reading { span, second, number, taken } = *reading;
        let (around, place) = (&self.around, self.around.place);
        let left = place.span.len() - taken;
        let kind = self.kind.of_end(around, taken);
        let is_told = self.told.is_some();
        let weight = if !is_told && table.worth(Feature::Kind(kind, Cut::of(left))) <= costs::OUT_OF_QUESTION {
            costs::OUT_OF_QUESTION
        } else {
            let mut features = self.features(reading);
            if let [Feature::Digits(0, 3..), ..] = features
                && number.is_some_and(|number| labels.long.contains(&number))
            {
                features[0] = Feature::Digits(0, 1);
            }
            // In a record whose references stand before the punctuation, the end of a word or a number does.
            let is_set_so = around.numbers.stand_before_punctuation()
                && other_numbers::is_punctuation(place.after())
                && (left > 0 || kinds::is_glued(place));
            let set_so = if is_set_so { costs::BEFORE_PUNCTUATION } else { 0.0 };
            (table.weight(&features) + set_so).max(costs::OUT_OF_QUESTION)
        };
        Candidate {
            span,
            number,
            second,
            weight,
            mark: None,
            enclosed: None,
            letter: None,
            sign: None,
            behind: match around.before {
                _ if left > 0 || second.is_some() => Behind::Other,
                (Class::Space, _) => Behind::Space,
                (class @ (Class::Stop | Class::Comma | Class::Quote), Class::Lower)
                    if class != Class::Stop || !goes_on_in_small_letters(place.after()) =>
                {
                    Behind::Punctuation
                }
                _ => Behind::Other,
            },
            may_go_on: weight > costs::OUT_OF_QUESTION && place.may_go_on(span),
            leaves_a_number: second.is_none() && labels.may_be(number) && kind.leaves_a_number(around, taken),
        }
    }
}

/// The numbers of a record's notes.
pub struct Labels {
    /// From the least to the greatest of three digits or more; empty if there is none. A number among them is as likely a label as one
    /// of one digit is elsewhere.
    long: RangeInclusive<u32>,
    greatest: u32,
}

impl Labels {
    /// The labels of `notes`.
    pub fn of(notes: &[Note]) -> Self {
        let numbers = notes.iter().filter_map(|note| u32::try_from(note.number()?).ok());
        let (mut least, mut greatest) = (u32::MAX, 0);
        for number in numbers {
            greatest = greatest.max(number);
            least = if number >= LONG { least.min(number) } else { least };
        }
        Self { long: least..=greatest, greatest }
    }

    /// Whether a reference to a note may print `number`.
    fn may_be(&self, number: Option<u32>) -> bool {
        number.is_some_and(|number| number <= self.greatest)
    }
}

/// The least label of three digits.
const LONG: u32 = 100;

/// Whether the next word of `after` begins with a small letter.
fn goes_on_in_small_letters(after: &str) -> bool {
    after.trim_start().starts_with(char::is_lowercase)
}

/// If `digits` are two consecutive labels in a row, where in them the second begins, in bytes, and the number of the first.
pub fn two_in_a_row(digits: &str) -> Option<(usize, u32)> {
    digits.char_indices().skip(1).find_map(|(at, next)| {
        let (first, second) = (number(digits.get(..at)?)?, number(digits.get(at..)?)?);
        (digit(next) != Some(0) && first.checked_add(1) == Some(second)).then_some((at, first))
    })
}

/// The number that the digits of `label` print; `None` if it is too large.
pub fn number(label: &str) -> Option<u32> {
    label.chars().try_fold(0_u32, |number, c| number.checked_mul(10)?.checked_add(u32::try_from(digit(c)?).ok()?))
}
