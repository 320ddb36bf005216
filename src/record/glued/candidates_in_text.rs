//! Finds the [candidates](crate::record::glued::candidates) in the text of a record.

use crate::convention::mark::TokenKind;
use crate::convention::sign;
use crate::record::context::classes::LineClass;
use crate::record::context::emphasis;
use crate::record::context::kinds;
use crate::record::context::other_numbers::Numbers;
use crate::record::context::place::Place;
use crate::record::costs::candidates as costs;
use crate::record::glued::candidates::{Candidate, Candidates};
use crate::record::glued::enclosed::{self, Enclosed};
use crate::record::glued::features::{Feature, Table};
use crate::record::glued::letters;
use crate::record::glued::marks::{Habit, Mark};
use crate::record::glued::only_fit;
use crate::record::glued::readings::{Labels, Readings, number, places, two_in_a_row};
use crate::record::model::Note;
use crate::record::source::Source;
use crate::text::Span;
use foldhash::HashSet;

/// The candidates in the text of `source`. `skipped` are the note lists, which are not searched, in the order of the
/// text; `heading` is the heading's line, counted from 0; `notes` are the record's notes; `table` has what each feature
/// is worth.
pub fn find(source: Source, skipped: &[Span], heading: Option<usize>, notes: &[Note], table: &Table) -> Candidates {
    let labels = Labels::of(notes);
    let half_enclosed =
        !notes.is_empty() && notes.iter().all(|note| note.number().is_some() && note.is_half_enclosed(source.text));
    let count = source.token_count();
    let (all, runs) = (Vec::with_capacity(count), Vec::with_capacity(count));
    let mut found = Candidates { all, runs, enclosed: Vec::new() };
    let numbers = Numbers::of(source);
    let emphasis = emphasis::signs(source);
    let (mut weighed, mut unlikely): (Vec<Candidate>, Vec<Candidate>) = Default::default();
    // Signs that stand behind a word, and those of them that begin a line later: a table has notes of its own below it.
    let (mut used, mut explained) = (HashSet::default(), HashSet::default());
    let mut letters = letters::find(source, skipped).into_iter().peekable();
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
                Readings::of(place, &numbers).weigh(table, &labels, &mut weighed);
                let spaced = table.worth(Feature::Habit(Habit::SpacedReference));
                let hopeless =
                    |c: &Candidate| c.weight <= if c.is_spaced() { costs::HOPELESS - spaced } else { costs::HOPELESS };
                let half_enclosed = half_enclosed && place.is_half_enclosed();
                let is_enclosed = |c: &Candidate| half_enclosed && c.span == span && c.second.is_none();
                for candidate in weighed.iter().filter(|c| is_enclosed(c) || !hopeless(c)) {
                    if is_enclosed(candidate) {
                        found.enclosed.push(Enclosed::new(place, found.all.len(), candidate.number));
                    }
                    found.all.push(*candidate);
                }
                // What is unlikely by its surroundings alone hardly has a reference of one digit.
                let is_unlikely = |c: &&Candidate| {
                    let is_telling =
                        c.span.len() > 1 || c.weight > costs::UNLIKELY || c.weight <= costs::OUT_OF_QUESTION;
                    hopeless(c) && c.leaves_a_number && is_telling && !is_enclosed(c)
                };
                unlikely.extend(weighed.iter().filter(is_unlikely));
            }
            TokenKind::Superscript => {
                let number = number(span.of(source.text));
                let mark = if kinds::is_a_power(place) { Mark::Power } else { Mark::Superscript };
                found.all.push(Candidate::marked(span, number, mark, table));
                if mark == Mark::Superscript {
                    found.all.extend(two_superscripts(source.text, span, table));
                }
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
    }
    letters.for_each(|letter| add_letter(&mut found, letter));
    weigh_explained(&mut found, table, source.text, skipped, &explained);
    // Where the notes begin again from 1 on each page, so do the references: a second 1 is no point.
    if notes.iter().filter(|note| note.number() == Some(1)).count() < 2 {
        enclosed::mark_counted(&mut found.enclosed, source.text);
    }
    for enclosed in &found.enclosed {
        if let Some(candidate) = found.all.get_mut(enclosed.candidate) {
            candidate.enclosed = Some((enclosed.habit, enclosed.mark));
        }
    }
    only_fit::find(&mut found, &unlikely, notes, table);
    found
}

/// The superscript at `span` of `text` as two references in a row, if it may be that.
fn two_superscripts(text: &str, span: Span, table: &Table) -> Option<Candidate> {
    let (at, number) = two_in_a_row(span.of(text))?;
    let (first, second) = (Span::new(span.start, span.start + at), Span::new(span.start + at, span.end));
    Some(Candidate { second: Some(second), ..Candidate::marked(first, Some(number), Mark::TwoSuperscripts, table) })
}

/// How many of the note lists at `skipped` stand before the mark at `span`.
fn stretch_of(skipped: &[Span], span: Span) -> usize {
    skipped.partition_point(|list| list.start < span.start)
}

/// Weighs down the signs of `found` that are `explained` in their stretch of the text itself, between two of the lists `skipped`.
fn weigh_explained(
    found: &mut Candidates,
    table: &Table,
    text: &str,
    skipped: &[Span],
    explained: &HashSet<(usize, &str)>,
) {
    if !explained.is_empty() {
        let is_explained = |c: &&mut Candidate| {
            c.number.is_none() && explained.contains(&(stretch_of(skipped, c.span), c.span.of(text)))
        };
        for candidate in found.all.iter_mut().filter(is_explained) {
            candidate.mark = Some(Mark::SignExplained);
            candidate.weight = table.worth(Feature::Mark(Mark::SignExplained));
        }
    }
}

/// Whether the sign at `span` in line `line` stands behind a word, as a reference does.
pub fn stands_behind_a_word(source: Source, line: usize, span: Span) -> bool {
    sign_mark(Place::new(source, line, LineClass::Long, span)) == Mark::SignBehind
}

/// What the sign at `place` is, by what stands on both sides of it.
fn sign_mark(place: Place) -> Mark {
    let (before, after) = (place.before(), place.after());
    let glued_before = before.ends_with(|c: char| !c.is_whitespace()) || (!place.first && place.is_half_enclosed());
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
