//! Numbers in brackets, `(2)` or `[2]`, or before half a parenthesis, `2)`. In a record that sets its references so they are references, but in any record
//! they may count points, as in `we need (1) barges, (2) tugs`.

use crate::lexicon::Language;
use crate::record::context::classes::WordClass;
use crate::record::context::place::Place;
use crate::record::glued::marks::{Habit, Mark};
use crate::text::Span;

/// A number in brackets.
#[derive(Clone, Copy, Debug)]
pub struct Enclosed {
    /// An index into [`crate::record::glued::candidates::Candidates::all`].
    pub candidate: usize,
    /// The digits, in bytes of the record.
    span: Span,
    /// Whether the bracket stands behind a space or begins its line.
    apart: bool,
    /// The number that the digits print; `None` if it is too large.
    pub number: Option<u32>,
    /// In which of [`Habit::BRACKETS`] it stands.
    pub habit: Habit,
    /// What it is if the record sets its references in such brackets.
    pub mark: Mark,
}

impl Enclosed {
    /// The number in brackets at `place`, which prints `number` and is the candidate of index `candidate`.
    pub fn new(place: Place, candidate: usize, number: Option<u32>) -> Self {
        let (habit, outside) = match place.before().strip_suffix(['[', '(']) {
            Some(outside) if place.before().ends_with('[') => (Habit::Bracketed, outside),
            Some(outside) => (Habit::Parenthesised, outside),
            None => (Habit::HalfParenthesised, place.before()),
        };
        let apart = outside.chars().next_back().is_none_or(char::is_whitespace);
        Self { candidate, span: place.span, apart, number, habit, mark: mark(place) }
    }

    /// Whether the number surely counts no point, whatever stands around: it is glued to a word or ends its line.
    pub fn is_a_reference(&self) -> bool {
        matches!(self.mark, Mark::InBrackets | Mark::InBracketsAtTheEnd)
    }

    /// Whether the number surely counts no point because it is glued to a word, ends its line, or stands behind a
    /// sentence of `text`.
    fn is_surely_a_reference(&self, text: &str) -> bool {
        let before = || text.get(..self.span.start).unwrap_or_default().trim_end_matches(['(', '[']).trim_end();
        self.is_a_reference() || (self.mark == Mark::InBracketsApart && before().ends_with(SENTENCE_ENDS))
    }

    /// How little it looks like a point, from 0 to 3.
    fn rank(&self) -> u8 {
        match self.mark {
            Mark::InBracketsAmongOthers => 0,
            Mark::InBracketsCounting => 1,
            Mark::InBracketsWithin => 2,
            _ => 3,
        }
    }
}

/// Marks the points among `enclosed`, the numbers in brackets of `text`. If one 1 surely is a reference, another 1
/// begins a count of points.
pub fn mark_counted(enclosed: &mut [Enclosed], text: &str) {
    for habit in Habit::BRACKETS {
        let mut set_so: Vec<_> = enclosed.iter_mut().filter(|enclosed| enclosed.habit == habit).collect();
        if set_so.iter().any(|enclosed| enclosed.number == Some(1) && enclosed.is_surely_a_reference(text)) {
            let together = |one: &&mut Enclosed, next: &&mut Enclosed| {
                let between = Span::new(one.span.end, next.span.start).of(text);
                !between.lines().any(|line| line.trim().is_empty())
            };
            set_so.chunk_by_mut(together).for_each(|paragraph| mark_points(paragraph, text));
        }
    }
}

/// Marks the points in one paragraph: from a 1 on, each number up to where the next one stands. If a number stands
/// there twice, once as a reference, the point is the one that looks more like a point, or else the first.
fn mark_points(paragraph: &mut [&mut Enclosed], text: &str) {
    // The first 1 may be a reference in a title right above the points.
    let is_point = |enclosed: &&mut Enclosed| enclosed.apart && !enclosed.is_surely_a_reference(text);
    let Some(mut from) = paragraph.iter().position(|point| point.number == Some(1) && is_point(point)) else { return };
    for due in 1.. {
        let next = |number, from| {
            let rest = paragraph.iter().skip(from);
            rest.zip(from..).find(|(enclosed, _)| enclosed.number == Some(number)).map(|(_, at)| at)
        };
        let Some(first) = next(due, from) else { break };
        let until = next(due + 1, first).unwrap_or(paragraph.len());
        let points = paragraph.iter_mut().enumerate().take(until).skip(first);
        let reference = |enclosed: &Enclosed| match due {
            1 => enclosed.is_surely_a_reference(text),
            _ => enclosed.is_a_reference(),
        };
        let points =
            points.filter(|(_, enclosed)| enclosed.number == Some(due) && enclosed.apart && !reference(enclosed));
        let Some((at, point)) = points.min_by_key(|(_, enclosed)| enclosed.rank()) else { break };
        from = at + 1;
        if point.mark != Mark::InBracketsAmongOthers {
            point.mark = Mark::InBracketsCounted;
        }
    }
}

/// The characters that end a sentence, and those that may close it behind its full stop.
const SENTENCE_ENDS: [char; 7] = ['.', '!', '?', '”', '"', ')', ']'];

/// What the number in brackets at `place` is if the record sets its references in such brackets.
fn mark(place: Place) -> Mark {
    let before = place.before().trim_end_matches(['(', '[']);
    // Alone on its line, the number may belong to the line above; at the beginning of a longer line it counts a point.
    if before.trim().is_empty() && place.after().trim_start_matches([')', ']']).trim().is_empty() {
        return Mark::InBracketsApart;
    }
    match before.chars().next_back() {
        None | Some('(' | '[' | '“' | '‘') => Mark::InBracketsAmongOthers,
        Some(_) if place.first || before.trim_matches([' ', '\t', '•', '–', '—', '-']).is_empty() => {
            Mark::InBracketsAmongOthers
        }
        Some(last) if last.is_whitespace() => apart_mark(place.language, before.trim_end(), place.after()),
        // `Article 11(2)`
        Some(last) if last.is_ascii_digit() || matches!(last, ')' | '-') => {
            match apart_mark(place.language, before, place.after()) {
                Mark::InBracketsAtTheEnd => Mark::InBracketsAtTheEnd,
                _ if last == '-' => Mark::InBracketsWithin,
                _ => Mark::InBracketsApart,
            }
        }
        Some(_) => Mark::InBrackets,
    }
}

/// What a number in brackets is that stands behind a space, between the text `before` that space and the text `after`
/// the number, in `language`.
fn apart_mark(language: &Language, before: &str, after: &str) -> Mark {
    let after = after.trim_start_matches([')', ']']).trim_start_matches(['.', ',', ';', ':', '”', '"']);
    let announces = |word| match word {
        WordClass::Conjunction | WordClass::Joint => true,
        WordClass::Preposition => !before.ends_with(','),
        _ => false,
    };
    let points = before.ends_with([';', ':', '—', '–']) || announces(WordClass::before(language, before));
    match after.trim_start().chars().next() {
        _ if points => Mark::InBracketsCounting,
        None | Some('\t' | '|') => Mark::InBracketsAtTheEnd,
        Some(next) if next.is_lowercase() && !before.ends_with(SENTENCE_ENDS) => Mark::InBracketsWithin,
        Some(_) => Mark::InBracketsApart,
    }
}
