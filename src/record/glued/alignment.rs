//! The alignment: which candidates are footnote references, and which note each leads to.
//!
//! Suppose that the text has the references `could0`, `when1` and `here2`, and that its notes are numbered 1 to 3. If
//! equal numbers were matched, references 1 and 2 would lead to the wrong notes, and reference 0 and note 3 would be
//! left alone. One published record in six is like that: its list counts from 1 and its references from 0. The
//! alignment compares the whole sequences instead. Reference 0 leads to the first note ([`Step::StartAt0`]), and from
//! there reference and note both go on by one ([`Step::OnByOne`]).
//!
//! It is a search through the runs of candidates in the order of the text:
//!
//! 1. A [`Hypothesis`] is a choice for the text read so far: how the record sets its references, which candidates are
//!    references, and which note each leads to. How it may go on depends on its last note, its last number, letter and sign,
//!    and on the way in which the references are set, and hardly on anything else.
//! 2. At each run a hypothesis continues in several ways: without a reference there, or with one of the run's
//!    candidates as a reference to one of the next notes. A reference adds to the score the candidate's weight, what
//!    the [`Step`] from the reference before is worth (a note passed over, a number repeated, skipped or begun again),
//!    and what the words that the note has in common with the text before the reference are worth. Where the list has
//!    no note for the number that is due, because it was lost or is still to be typed, a reference may lead to none.
//! 3. Of the hypotheses with the same last note and number only the best is kept. Those that fall far behind the best
//!    of all are given up ([`costs::HORIZON`], [`costs::HORIZON_OF_A_HABIT`]). So few are alive at a time.
//! 4. At the end of the text, each hypothesis pays for the notes to which no reference leads, and the best one is the
//!    [`Pairing`].
//!
//! 5. Where two hypotheses meet in step 3, the better one is better by a certain distance. The references in which the two
//!    differ are only as certain as that: the least distance of all that a reference has met is its margin. This is the
//!    soft-output Viterbi algorithm (Hagenauer and Hoeher 1989).
//!
//! After an edit, the search goes on from where the record begins to differ ([`Course`]).
//!
//! All scores are in log-odds.

use crate::convention::sign;
use crate::record::costs::alignment::{self as costs, MARGIN};
use crate::record::costs::candidates::{STRONG, SURE};
use crate::record::explicit::numbers::{self, Numbered};
use crate::record::glued::budget::Budget;
use crate::record::glued::candidates::{Behind, Candidate, Candidates};
use crate::record::glued::course::{Course, Input, State, Trace};
use crate::record::glued::evidence::Evidence;
use crate::record::glued::features::{Feature, Table};
use crate::record::glued::hypothesis::{Hypothesis, Link, NOWHERE, Ties};
use crate::record::glued::marks::Habit;
use crate::record::glued::steps::Step;
use crate::record::glued::ways::{Beginning, Way, ways};
use crate::record::label::Value;
use crate::record::model::Note;
use crate::record::notes::lists;
use crate::record::pairs::{Item, Pair};
use crate::record::source::Source;
use crate::text::Span;
use foldhash::HashMap;
use std::array;
use std::iter;
use std::num::NonZeroU8;
use std::ops::Range;

/// Which note each footnote reference of a record leads to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pairing {
    /// The references with their notes, in the order of the text.
    pub pairs: Vec<Pair>,
    /// How the record sets its references, if it was not read in the usual way: [`Habit::Spaced`] or one of
    /// [`Habit::BRACKETS`].
    pub habit: Option<Habit>,
    /// The references that lead to no note, as indices into [`Candidates::all`], in the order of the text.
    pub unpaired: Vec<usize>,
    /// The numbers that rather are mistyped references to notes that are passed over ([`Step::Mistyped`]), likewise.
    pub mistyped: Vec<usize>,
    /// For each of `pairs`, how much worse the best pairing that was found without it is, in log-odds, up to
    /// [`MARGIN`].
    pub margins: Vec<f32>,
    /// The references that lead back to an earlier note than the one before them does, in the order of the text: repeats
    /// ([`Step::Repeat`]), and references that changed places ([`Step::Displaced`]).
    pub further: Vec<Pair>,
    /// What the pairing is worth, in log-odds: what its references and steps are, and the notes without a reference. That of a
    /// record without references and notes is 0, and that of a search that was given up is less than any other.
    pub score: f32,
    /// Whether the bound on the work cut off hypotheses that were not far behind the best, or a whole search. If nothing
    /// else was read, there are no references then.
    pub narrowed: bool,
}

/// The most numbers that are left out between two references if the second has no note.
const MOST_LEFT_OUT: u8 = 2;

/// How many of the next notes each candidate is tried with.
const NEAR: usize = 3;

/// The best pairing of `candidates` with the notes `items`. `table` has what a step is worth, and `budget` bounds the work.
/// With `course`, the search goes on from the state that it was last in before anything that differs, and leaves its own there.
pub fn pair(
    table: &Table,
    candidates: &Candidates,
    items: &[Item],
    evidence: &mut Evidence,
    budget: &Budget,
    course: Option<&mut Course>,
) -> Pairing {
    pair_with(table, candidates, items, evidence, budget, |_, _| 0.0, course)
}

/// The best pairing of `candidates` with the notes `items`, where `bonus` is added to what each reference is worth, in
/// log-odds: it is told the candidate's index, and that of the note if it leads to one. Learning uses it to make a pairing
/// likelier or less likely.
pub fn pair_with(
    table: &Table,
    candidates: &Candidates,
    items: &[Item],
    evidence: &mut Evidence,
    budget: &Budget,
    bonus: impl Fn(usize, Option<usize>) -> f32,
    course: Option<&mut Course>,
) -> Pairing {
    let greatest = items.iter().filter_map(|item| item.number).max().unwrap_or_default();
    // In `33(616)`, 616 is no label: it is greater than the last note's number plus the count of the marks.
    let within = |mut marks: Vec<usize>| {
        let most = greatest.saturating_add(u32::try_from(marks.len()).unwrap_or(u32::MAX));
        marks.retain(|mark| candidates.all.get(*mark).and_then(|candidate| candidate.number).is_none_or(|n| n <= most));
        marks
    };
    let enclosed = |habit, all| within(candidates.enclosed(habit, all));
    // Where marks of one of these kinds print exactly the notes' numbers, there is no doubt.
    let sure = [
        (candidates.superscripts(), None),
        (candidates.enclosed(Habit::Bracketed, true), Some(Habit::Bracketed)),
        (candidates.surely_enclosed(Habit::Parenthesised), Some(Habit::Parenthesised)),
    ];
    let explicit = sure.map(|(marks, habit)| (numbers::pair(&within(marks), candidates, items), habit));
    let sure = |pair: &Pair, habit| {
        let candidate = candidates.all.get(pair.candidate);
        candidate.map_or(0.0, |candidate| candidate.read(habit, table).weight.max(SURE))
    };
    // Another list, with a note for each, is likelier.
    let repeat = table.worth(Feature::Step(Step::Repeat));
    let by_label = |(Numbered { pairs, unpaired, led_to }, habit): (Numbered, Option<Habit>)| Pairing {
        margins: vec![MARGIN; pairs.len()],
        score: pairs.iter().map(|pair| sure(pair, habit)).sum::<f32>() + float(pairs.len() - led_to) * repeat,
        pairs,
        habit,
        unpaired,
        ..Pairing::default()
    };
    // In parentheses, a number that recurs more often than there are notes rather counts copies: `Mr. Hale (1)`.
    let may_count = |found: &Numbered| found.pairs.len() > 2 * found.led_to;
    // The only number in brackets may be anything, where another number may be the reference to the only note.
    let is_rivalled = || {
        let is_due = |candidate: &Candidate| items.iter().all(|item| item.number == candidate.number);
        items.len() == 1 && candidates.all.iter().any(|c| c.mark.is_none() && c.weight >= STRONG && is_due(c))
    };
    let is_sure = |(found, habit): &&(Numbered, Option<Habit>)| {
        found.is_complete(candidates, items)
            && (habit.is_none() || !is_rivalled())
            && !(*habit == Some(Habit::Parenthesised) && may_count(found))
    };
    if let Some(found) = explicit.iter().find(is_sure) {
        return by_label(found.clone());
    }
    let one_by_one = Habit::BRACKETS.map(|habit| {
        let (sound, all) = (enclosed(habit, false), enclosed(habit, true));
        // A single note has the only number in brackets, if any.
        (items.len() > 1 || all.len() == 1)
            && [sound, all]
                .iter()
                .any(|marks| numbers::pair(marks, candidates, items).are_one_by_one(candidates, items))
    });
    let mut ways = ways(table, candidates, Habit::BRACKETS.into_iter().zip(one_by_one));
    if items.is_empty() {
        // Nothing else tells how references are set that lead to no note.
        ways.truncate(1);
    }
    // Any other pairing is better than one that was given up.
    search(table, (candidates, items), evidence, budget, &ways, &bonus, course).unwrap_or_else(|| Pairing {
        score: f32::NEG_INFINITY,
        narrowed: true,
        ..Pairing::default()
    })
}

/// The best pairing of `candidates` and the notes `items`. `ways` are how the record may set its references; the first is
/// the usual way. The search goes on from the last state of `course` that this one comes to, too. `None` if `budget` does not
/// suffice to find one.
fn search(
    table: &Table,
    (candidates, items): (&Candidates, &[Item]),
    evidence: &mut Evidence,
    budget: &Budget,
    ways: &[Way],
    bonus: impl Fn(usize, Option<usize>) -> f32,
    course: Option<&mut Course>,
) -> Option<Pairing> {
    // A record is read in the spaced way from its first spaced reference on: before that the two ways are the same.
    let spaced = (0..).zip(ways).find(|(_, way)| way.habit == Some(Habit::Spaced));
    let others = (0..).zip(ways).filter(|(_, way)| way.habit != Some(Habit::Spaced));
    let start: Vec<_> = others.map(|(at, way)| Hypothesis { way: at, score: way.worth, ..Hypothesis::START }).collect();
    let begin_spaced = |from: &Hypothesis, candidate: &Candidate| {
        let (at, way) = spaced.filter(|_| from.way == 0 && candidate.is_spaced())?;
        Some(Hypothesis { way: at, score: from.score + way.worth, ..*from })
    };
    let notes = Notes::new(table, items, candidates, ways);
    let mut course = course.filter(|_| candidates.runs.len() > Course::EVERY);
    let taken_up = course.as_mut().map(|course| {
        course.take_up(Input::new(table, candidates, items, ways, &notes.beginnings, evidence, budget), budget)
    });
    let Trace { mut states, mut links, mut ties } = taken_up.unwrap_or_default();
    // The score of the best of all, and the most hypotheses there were at any place.
    let (mut alive, mut best, mut most, first) = match states.last() {
        Some(state) => (state.alive.clone(), state.best, state.most, state.run),
        None => (start, 0.0, 0, 0),
    };
    links.reserve(candidates.all.len());
    let (mut next, mut merged): (Vec<Hypothesis>, Vec<Hypothesis>) = Default::default();
    // The candidate as it is in each way.
    let mut read: Vec<Candidate> = Vec::with_capacity(ways.len());
    let mut narrowed = false;
    let ahead_of = |runs: &[Range<usize>]| runs.iter().map(Range::len).sum::<usize>();
    let mut still_ahead = ahead_of(candidates.runs.get(first..).unwrap_or_default());
    for (at, run) in candidates.runs.iter().enumerate().skip(first) {
        if course.is_some() && at % Course::EVERY == 0 && at > first && !narrowed {
            let (links, ties, left) = (links.len(), ties.0.len(), budget.left());
            states.push(State { run: at, alive: alive.clone(), best, most, links, ties, left });
        }
        let widest = budget.widest(still_ahead);
        still_ahead -= run.len();
        let floor_of = |way: u8| best - if way == 0 { costs::HORIZON } else { costs::HORIZON_OF_A_HABIT };
        let before = links.len();
        next.clear();
        for index in run.clone() {
            let Some(candidate) = candidates.all.get(index) else { continue };
            read.clear();
            read.extend(ways.iter().map(|way| way.read(candidate, table)));
            for hypothesis in &alive {
                for from in iter::once(*hypothesis).chain(begin_spaced(hypothesis, candidate)) {
                    let floor = floor_of(from.way);
                    let Some(candidate) = read.get(usize::from(from.way)) else { continue };
                    let last = links.get(from.link as usize).map(|link| link.candidate as usize);
                    let back = go_back(&from, (index, candidate), &notes, (&links, candidates), &bonus);
                    let mut go_on = |h: Hypothesis, note: u32, goes_back| {
                        links.push(Link { candidate: index as u32, note, before: from.link, goes_back });
                        next.push(Hypothesis { link: links.len() as u32 - 1, ..h });
                    };
                    let tried =
                        extend((&from, last), (index, candidate), &notes, floor, evidence, &bonus, &mut |h, note| {
                            go_on(h, note, false);
                        });
                    if !budget.take(1 + tried) {
                        return None;
                    }
                    let alone = without_note(&from, (index, candidate), &notes, &bonus);
                    if let Some(h) = alone.filter(|h| h.score > floor) {
                        go_on(h, NOWHERE, false);
                    }
                    if let Some((h, note)) = back.filter(|(h, _)| h.score > floor) {
                        go_on(h, note as u32, true);
                    }
                }
            }
        }
        alive.retain(|h| h.score > floor_of(h.way));
        best = next.iter().map(|h| h.score).fold(best, f32::max);
        if links.len() == before {
            continue;
        }
        next.sort_unstable_by(Hypothesis::in_order);
        merge(&alive, &next, &mut merged);
        // Of those with the same last note and number the first is the best.
        merged.dedup_by(|worse, better| {
            let is_same = worse.place() == better.place();
            if is_same {
                ties.add(better, worse, better.score - worse.score);
            }
            is_same
        });
        most = most.max(merged.len());
        if merged.len() > widest {
            merged.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.link.cmp(&b.link)));
            let cut = merged.get(widest).map_or(f32::MIN, |first| first.score);
            narrowed |= merged.first().is_some_and(|best| best.score - cut < costs::FAR_BEHIND);
            merged.truncate(widest);
            merged.sort_unstable_by(Hypothesis::in_order);
        }
        std::mem::swap(&mut alive, &mut merged);
    }
    let pairing = best_of(&alive, &notes, ways, &links, &mut ties);
    if let Some(course) = course {
        course.trace = Trace { states, links, ties };
    }
    Some(Pairing { narrowed, ..pairing })
}

/// The pairing of the best of the hypotheses `alive` at the end of the record. `links` are the references of all hypotheses, and
/// `ties` where they met, to which those at the end are added.
fn best_of(alive: &[Hypothesis], notes: &Notes, ways: &[Way], links: &[Link], ties: &mut Ties) -> Pairing {
    let total = |h: &Hypothesis| {
        let left = notes.items.len().saturating_sub(h.notes as usize);
        h.score + all_worth(notes.table, ahead(left))
    };
    let best = alive.iter().max_by(|a, b| total(a).total_cmp(&total(b)).then(b.link.cmp(&a.link)));
    let Some(best) = best else { return Pairing::default() };
    for other in alive {
        ties.add(best, other, total(best) - total(other));
    }
    let chain = Chain::new(links, best.link);
    let mistyped = mistyped(&chain, notes, best.way);
    let found = chain.links.iter().zip(chain.margins(links, ties));
    let (lost, found): (Vec<_>, Vec<_>) = found.partition(|(link, _)| link.note == NOWHERE);
    let (back, led): (Vec<_>, Vec<_>) = found.into_iter().partition(|(link, _)| link.goes_back);
    let unpaired = lost.into_iter().map(|(link, _)| link.candidate as usize).collect();
    let further = back.into_iter().map(|(link, _)| link.pair()).collect();
    let (pairs, margins) = led.into_iter().map(|(link, margin)| (link.pair(), margin)).unzip();
    let habit = ways.get(usize::from(best.way)).and_then(|way| way.habit);
    Pairing { pairs, habit, unpaired, mistyped, margins, further, score: total(best), narrowed: false }
}

/// The numbers of `chain`, in `way`, that are rather mistyped references to notes that it passes over ([`Step::Mistyped`]), as
/// indices of candidates.
fn mistyped(chain: &Chain, notes: &Notes, way: u8) -> Vec<usize> {
    let all = &notes.candidates.all;
    let mut led_to = vec![false; notes.items.len()];
    let (mut next, mut is_lost, mut last) = (0, false, None);
    let mut passes = Vec::new();
    for link in &chain.links {
        if link.note == NOWHERE {
            is_lost = true;
            continue;
        }
        let pair = link.pair();
        let two = all.get(pair.candidate).is_some_and(|candidate| candidate.second.is_some());
        led_to.iter_mut().skip(pair.note).take(1 + usize::from(two)).for_each(|led_to| *led_to = true);
        if !link.goes_back {
            let passes_over = !is_lost && next < pair.note;
            passes.extend(last.filter(|_| passes_over).map(|last| (last, pair.candidate, next..pair.note)));
            (next, is_lost) = (pair.note + 1 + usize::from(two), false);
        }
        last = Some(pair.candidate);
    }
    let lacks = |passed: &Range<usize>| led_to.get(passed.clone()).is_some_and(|passed| passed.contains(&false));
    let lacking = passes.into_iter().filter(|(_, _, passed)| lacks(passed));
    lacking.filter_map(|(last, index, _)| notes.mistyped(way, last, index)).collect()
}

/// The references of one hypothesis.
struct Chain<'a> {
    /// In the order of the text.
    links: Vec<&'a Link>,
    /// Where each link of all stands in `links`; [`NOWHERE`] if it does not.
    places: Vec<u32>,
}

/// How many references back a hypothesis is followed, which bounds the work: a worse one to where it left the better one, and
/// any one to the note that it passed over.
const FOLLOWED: usize = 64;

impl<'a> Chain<'a> {
    /// The chain that ends with the link `last`.
    fn new(all: &'a [Link], last: u32) -> Self {
        let back = std::iter::successors(Some(last), |at| all.get(*at as usize).map(|link| link.before));
        let mut indices: Vec<_> = back.take_while(|at| *at != NOWHERE).collect();
        indices.reverse();
        let links = indices.iter().filter_map(|at| all.get(*at as usize)).collect();
        let mut places = vec![NOWHERE; all.len()];
        for (place, at) in (0..).zip(indices) {
            if let Some(known) = places.get_mut(at as usize) {
                *known = place;
            }
        }
        Self { links, places }
    }

    /// Where the link with the index `at` of all stands in the chain.
    fn place(&self, at: u32) -> Option<usize> {
        self.places.get(at as usize).filter(|place| **place != NOWHERE).map(|place| *place as usize)
    }

    /// For each link, how much worse the best hypothesis without it is that met this one, up to [`MARGIN`].
    fn margins(&self, all: &[Link], ties: &Ties) -> Vec<f32> {
        let mut margins = vec![MARGIN; self.links.len()];
        let mut others = Vec::new();
        for &(better, worse, distance) in &ties.0 {
            let end = match self.place(better) {
                Some(place) => place + 1,
                None if better == NOWHERE => 0,
                None => continue,
            };
            let mut at = worse;
            others.clear();
            while let Some(link) = all.get(at as usize).filter(|_| self.place(at).is_none()) {
                if others.len() == FOLLOWED {
                    break;
                }
                others.push((link.candidate, link.note));
                at = link.before;
            }
            let start = self.place(at).map_or(0, |place| place + 1).max(end.saturating_sub(FOLLOWED));
            for (link, margin) in self.links.iter().zip(&mut margins).take(end).skip(start) {
                if !others.contains(&(link.candidate, link.note)) {
                    *margin = margin.min(distance);
                }
            }
        }
        margins
    }
}

/// Puts the hypotheses of `some` and `others`, which are both in order, in order into `merged`.
fn merge(some: &[Hypothesis], others: &[Hypothesis], merged: &mut Vec<Hypothesis>) {
    merged.clear();
    let mut others = others.iter().peekable();
    for hypothesis in some {
        while let Some(other) = others.next_if(|other| other.in_order(hypothesis).is_lt()) {
            merged.push(*other);
        }
        merged.push(*hypothesis);
    }
    merged.extend(others);
}

/// The hypothesis that continues `from` with `candidate` as a reference that leads to no note: the note has been lost, or is not
/// typed yet. `None` if the number is not due, or if the next note may be its own. Without such hypotheses, the notes there
/// are would go to whichever references look most like some.
fn without_note(
    from: &Hypothesis,
    (index, candidate): (usize, &Candidate),
    notes: &Notes,
    bonus: &impl Fn(usize, Option<usize>) -> f32,
) -> Option<Hypothesis> {
    let (behind, steps) = behind_lost(from, candidate, notes)?;
    if candidate.may_go_on || !notes.lack(&behind, candidate) {
        return None;
    }
    let worth: f32 = steps.map(|step| notes.table.worth(Feature::Step(step))).sum();
    let worth = worth + list_lost(from, candidate, notes);
    Some(Hypothesis { score: from.score + candidate.weight + worth + bonus(index, None), ..behind })
}

/// What it is worth besides that `candidate`, which leads to no note, is the first of a list that is lost.
fn list_lost(from: &Hypothesis, candidate: &Candidate, notes: &Notes) -> f32 {
    let begins_a_list = match notes.items.get(from.notes as usize) {
        Some(next) => next.number == Some(1),
        None => from.number >= Some(1),
    };
    if candidate.number == Some(1) && begins_a_list { costs::LIST_LOST } else { 0.0 }
}

/// What it is worth besides that `candidate` leads to note `note` because of where this stands.
fn on_another_page(candidate: &Candidate, note: usize, notes: &Notes) -> f32 {
    let is_of_another = notes.items.get(note).is_some_and(|item| !item.serves(candidate.span.start));
    if is_of_another { costs::ON_ANOTHER_PAGE } else { 0.0 }
}

/// How `from` goes on behind `candidate` if that is a reference without a note, and the steps to it. `None` if its number is not
/// due.
fn behind_lost(
    from: &Hypothesis,
    candidate: &Candidate,
    notes: &Notes,
) -> Option<(Hypothesis, impl Iterator<Item = Step> + use<>)> {
    let on = match (candidate.number.filter(|_| candidate.second.is_none()), from.number) {
        // The numbers begin again, and this one's note is lost, or the whole list of its page.
        (Some(1), Some(_)) if notes.begins_again_without(from.notes as usize, candidate) => 1,
        (Some(number), Some(last)) => number.checked_sub(last)?,
        // The first number is 0 or 1, or the one before that of the first note.
        (Some(number), None) if from.notes == 0 && number > 1 && notes.carries(0, number.saturating_add(1)) => 1,
        (Some(number), None) if from.notes == 0 => number.max(1),
        (None, _) if notes.leaves_out(from.notes as usize, candidate) => 1,
        (None, _) if notes.ends_before(from, candidate) => 1,
        _ => return None,
    };
    let on = u8::try_from(on).ok().filter(|on| (1..=1 + MOST_LEFT_OUT).contains(on))?;
    let lost = from.lost.saturating_add(on).min(Hypothesis::MOST_LOST);
    let step = match from.lost {
        1.. => Step::WithoutNoteToo,
        0 if notes.items.is_empty() => Step::WithoutList,
        0 if candidate.sign.is_some() || notes.goes_on(from.notes as usize) => Step::WithoutNote,
        0 => Step::BehindTheNotes,
    };
    let left_out = iter::repeat_n(Step::LeftOut, usize::from(on - 1));
    let (number, sign) = (candidate.number.or(from.number), candidate.sign.or(from.sign));
    Some((Hypothesis { number, lost, sign, ..*from }, iter::once(step).chain(left_out)))
}

/// The hypothesis that continues `from` with `candidate` as a reference to an earlier note, and that note: the one whose
/// number differs from the candidate's as the last note's does from its reference's. What the next reference follows
/// stays as it is. `links` are all references so far, which are among `candidates`.
fn go_back(
    from: &Hypothesis,
    (index, candidate): (usize, &Candidate),
    notes: &Notes,
    (links, candidates): (&[Link], &Candidates),
    bonus: &impl Fn(usize, Option<usize>) -> f32,
) -> Option<(Hypothesis, usize)> {
    let (number, last) = (candidate.number?, from.paired_number()?);
    // The number that is due may lead back where two notes have changed places.
    let is_due = number == last.saturating_add(1);
    let may_lead_back = number < last || is_due;
    if !may_lead_back || candidate.second.is_some() || candidate.may_go_on || candidate.weight < STRONG {
        return None;
    }
    let passed = (from.notes as usize).min(notes.items.len());
    let carried = notes.items.get(passed.checked_sub(1)?)?.number?;
    let wanted = u32::try_from(i64::from(number) + i64::from(carried) - i64::from(last)).ok()?;
    // The next note is rather its own.
    if is_due && notes.carries(passed, wanted) {
        return None;
    }
    let note = notes.last_carrying(wanted, passed)?;
    let step = if was_passed_over(from, note, links, candidates) { Step::Displaced } else { Step::Repeat };
    let may_be = match step {
        Step::Displaced => candidate.mark.is_none(),
        _ if is_due => false,
        // A 0 is the title's: no later reference prints it. Glued to a word a number may be an exponent: `liberal2`.
        _ => number > 0 && (candidate.mark.is_some() || candidate.behind == Behind::Punctuation),
    };
    let serves = notes.items.get(note).is_some_and(|item| item.serves(candidate.span.start));
    let worth = notes.table.worth(Feature::Step(step)) + bonus(index, Some(note));
    (may_be && serves).then_some((Hypothesis { score: from.score + candidate.weight + worth, ..*from }, note))
}

/// How many references back a reference may have changed places.
const CHANGED_PLACES: usize = 2;

/// Whether the last references of `from` surely are references and passed over `note`, and over no note beside it. A stretch of
/// notes without references is rather text that is still to be typed.
fn was_passed_over(from: &Hypothesis, note: usize, links: &[Link], candidates: &Candidates) -> bool {
    let back = iter::successors(links.get(from.link as usize), |link| links.get(link.before as usize));
    let (mut next, mut in_order, mut before) = (None, 0, NOWHERE);
    for link in back.take(FOLLOWED).filter(|link| link.note != NOWHERE) {
        before = link.before;
        let first = link.note as usize;
        if link.goes_back && first != note {
            continue;
        }
        let Some(candidate) = candidates.all.get(link.candidate as usize) else { return false };
        let last = first.saturating_add(usize::from(candidate.second.is_some()));
        in_order += 1;
        if in_order > CHANGED_PLACES + 1 || (first <= note && note <= last) {
            return false;
        }
        if note < first && candidate.weight < STRONG {
            return false;
        }
        if last < note {
            return last + 1 == note && next == Some(note + 1);
        }
        next = Some(first);
    }
    // Or it is the first note.
    (note, next, before) == (0, Some(1), NOWHERE)
}

/// The steps for `count` notes in a row that no reference leads to, and how often each counts. The more there are, the
/// likelier their list is ahead of its text: the third and the fourth count little, the others nothing.
fn ahead(count: usize) -> [(Step, usize); 2] {
    [(Step::Unreferenced, count.min(2)), (Step::UnreferencedAhead, count.saturating_sub(2).min(2))]
}

/// What `steps` are worth, each as often as it counts, in log-odds.
fn all_worth(table: &Table, steps: [(Step, usize); 2]) -> f32 {
    steps.iter().map(|&(step, times)| float(times) * table.worth(Feature::Step(step))).sum()
}

/// `count` as a factor of log-odds; no more than 65,535.
pub fn float(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

/// Calls `found` with each hypothesis that continues `from` with the candidate as a reference and is worth more than
/// `floor`, and with the note that the candidate leads to. `index` is the candidate's, and `last` that of the last reference of
/// `from`. Returns how many notes were tried.
fn extend(
    (from, last): (&Hypothesis, Option<usize>),
    (index, candidate): (usize, &Candidate),
    notes: &Notes,
    floor: f32,
    evidence: &mut Evidence,
    bonus: &impl Fn(usize, Option<usize>) -> f32,
    found: &mut impl FnMut(Hypothesis, u32),
) -> usize {
    let two = candidate.second.is_some();
    let most_evidence = if two { 2.0 * costs::MOST_IN_COMMON } else { costs::MOST_IN_COMMON };
    let before_step = from.score + candidate.weight;
    let is_due = candidate.letter.is_some()
        || candidate.sign.is_some()
        || candidate.number.is_some() && candidate.number == from.number.and_then(|number| number.checked_add(1));
    let at_most = &notes.at_most[usize::from(is_due)];
    if before_step + at_most[0] + most_evidence <= floor {
        return 0;
    }
    let (items, next) = (notes.items, from.notes as usize);
    // The notes to try: the last one again, the next few, the one that carries the candidate's number, and the one as
    // far from that number as the last note was from the last number.
    let within_reach = before_step + at_most[NEAR] + most_evidence > floor;
    let number = candidate.number.filter(|_| within_reach && next + NEAR < items.len());
    let far = |note: &usize| *note >= next + NEAR;
    let by_number = number.and_then(|number| notes.first_carrying(number, next));
    let by_distance = number.zip(next.checked_sub(1)).and_then(|(number, last)| {
        let carried = items.get(last)?.number?;
        let distance = i64::from(carried) - i64::from(from.paired_number()?);
        let sought = u32::try_from(i64::from(number) + distance).ok().filter(|sought| *sought != number)?;
        notes.first_carrying(sought, next)
    });
    let by_number = by_number.filter(far);
    let by_distance = by_distance.filter(far);
    // A reference without a note is no reference to the note before it.
    let again = usize::from(from.lost == 0);
    let near = next.saturating_sub(again)..(next + NEAR).min(items.len());
    let mut tried = 0;
    for note in near.chain(by_number).chain(by_distance) {
        if note + usize::from(two) >= items.len() || (note + 1 == next && two) {
            continue;
        }
        // No number leads to a note with a sign.
        if candidate.number.is_some() && items.get(note).is_some_and(|item| item.has_sign) {
            continue;
        }
        let bonus = bonus(index, Some(note));
        let at_most = at_most[note.saturating_sub(next).min(NEAR)];
        if before_step + at_most + bonus + most_evidence <= floor {
            continue;
        }
        tried += 1;
        let step = move_to(from, (index, candidate), note, notes);
        let mut score = before_step + notes.worth(&step) + bonus;
        if notes.passes_mistyped(from, last, index, step.passed) {
            score += notes.table.worth(Feature::Step(Step::Mistyped));
        }
        score += on_another_page(candidate, note, notes);
        if score + most_evidence <= floor {
            continue;
        }
        score += evidence.of(index, note);
        let mut last = (note, step.number);
        if two {
            score += evidence.of(index, note + 1);
            last = (note + 1, candidate.number.map(|number| number + 1));
        }
        if score > floor {
            let (letter, sign) = (candidate.letter.or(from.letter), candidate.sign.or(from.sign));
            found(
                Hypothesis { notes: last.0 as u32 + 1, number: last.1, lost: 0, letter, sign, score, ..*from },
                note as u32,
            );
        }
    }
    tried
}

/// How a reference follows the one before it, or how the record ends behind the last one.
#[derive(Clone, Debug, Default)]
pub struct Follows {
    /// The features, and how often each occurs.
    pub features: Vec<(Feature, usize)>,
    /// What else counts, by its name, and what it is worth in log-odds: what no record teaches.
    pub costs: Vec<(&'static str, f32)>,
}

impl From<Vec<(Feature, usize)>> for Follows {
    fn from(features: Vec<(Feature, usize)>) -> Self {
        Self { features, costs: Vec::new() }
    }
}

/// How each of `references`, which are in the order of the text, follows the one before it, and last how the record ends. What
/// stands around a reference is left out. A reference is the index of its candidate, and that of its note if it leads to one.
pub fn follow(
    table: &Table,
    candidates: &Candidates,
    items: &[Item],
    evidence: &mut Evidence,
    references: &[(usize, Option<usize>)],
) -> Vec<Follows> {
    let notes = Notes::new(table, items, candidates, &[Way::USUAL]);
    let mut from = Hypothesis::START;
    let mut last = None;
    let mut led_to = vec![false; items.len()];
    let mut of_reference = |&(at, note): &(usize, Option<usize>)| {
        let Some(candidate) = candidates.all.get(at) else { return Follows::default() };
        let Some(note) = note else {
            let alone = behind_lost(&from, candidate, &notes).filter(|(behind, _)| notes.lack(behind, candidate));
            let Some((behind, steps)) = alone else { return Follows::default() };
            let costs = vec![("ListLost", list_lost(&from, candidate, &notes))];
            (from, last) = (behind, Some(at));
            return Follows { features: steps.map(|step| (Feature::Step(step), 1)).collect(), costs };
        };
        let two = usize::from(candidate.second.is_some());
        let before = led_to.get(note).copied();
        led_to.iter_mut().skip(note).take(1 + two).for_each(|led_to| *led_to = true);
        if note + 1 < from.notes as usize {
            let step = if before == Some(false) { Step::Displaced } else { Step::Repeat };
            last = Some(at);
            return vec![(Feature::Step(step), 1)].into();
        }
        let taken = move_to(&from, (at, candidate), note, &notes);
        let costs =
            vec![("BeginsLate", taken.begins_late()), ("OnAnotherPage", on_another_page(candidate, note, &notes))];
        let mut found = vec![(Feature::Step(taken.step), 1)];
        if notes.passes_mistyped(&from, last, at, taken.passed) {
            found.push((Feature::Step(Step::Mistyped), 1));
        }
        last = Some(at);
        found.extend(taken.passed_over().map(|(step, times)| (Feature::Step(step), times)));
        for note in note..=note + two {
            let common = evidence.common(at, note);
            found.extend(crate::record::glued::evidence::features(common).map(|feature| (feature, 1)));
        }
        (from.letter, from.sign) = (candidate.letter.or(from.letter), candidate.sign.or(from.sign));
        (from.notes, from.lost) = ((note + two) as u32 + 1, 0);
        from.number = if two > 0 { candidate.number.map(|number| number + 1) } else { taken.number };
        Follows { features: found, costs }
    };
    let mut found: Vec<_> = references.iter().map(&mut of_reference).collect();
    let left = items.len().saturating_sub(from.notes as usize);
    found.push(ahead(left).map(|(step, times)| (Feature::Step(step), times)).to_vec().into());
    found
}

/// The notes of a record, with what the search looks up in them and in the candidates.
struct Notes<'a> {
    items: &'a [Item],
    /// Each number that a note carries, with the note's index, sorted.
    by_number: Vec<(u32, usize)>,
    /// Whether a list begins the numbers again.
    begins_anew: bool,
    /// How the references may begin, for each way in which they may be set.
    beginnings: Vec<Beginning>,
    table: &'a Table,
    /// The most that a step over no note, one note and so on is worth; the last entry is for [`NEAR`] notes or more. First for
    /// a number other than the one that is due, then for that one and for letters and signs.
    at_most: [[f32; NEAR + 1]; 2],
    candidates: &'a Candidates,
    /// For each way, and each candidate, one more than the index of the nearest one in an earlier run that looks like a reference; 0
    /// if there is none.
    likely: Vec<Vec<u32>>,
}

/// How a reference follows the one before it, with the notes in between.
#[derive(Clone, Copy, Debug)]
struct Move {
    step: Step,
    /// How many notes it passes over.
    passed: usize,
    /// Whether the references skip the same numbers as the list: the text in between is then likely still to be typed.
    agree: bool,
    /// The number that the next reference follows.
    number: Option<u32>,
}

impl Move {
    /// The steps for the notes it passes over, and how often each counts.
    fn passed_over(&self) -> [(Step, usize); 2] {
        if self.agree { ahead(self.passed) } else { [(Step::Unreferenced, self.passed), (Step::UnreferencedAhead, 0)] }
    }

    /// What it is worth besides that it leads from the beginning over the first note.
    fn begins_late(&self) -> f32 {
        let starts = matches!(
            self.step,
            Step::StartEqual | Step::StartAt0 | Step::StartAt1 | Step::StartBeyond | Step::StartWithin
        );
        if starts && self.passed > 0 { costs::BEGINS_LATE } else { 0.0 }
    }
}

impl<'a> Notes<'a> {
    /// The notes `items`. The references may be set in any of `ways`.
    fn new(table: &'a Table, items: &'a [Item], candidates: &'a Candidates, ways: &[Way]) -> Self {
        let numbered = items.iter().enumerate().filter_map(|(note, item)| Some((item.number?, note)));
        let mut by_number: Vec<_> = numbered.collect();
        by_number.sort_unstable();
        let beginnings = ways.iter().map(|way| Beginning::of(table, candidates, way.habit)).collect();
        let likely = ways.iter().map(|way| nearest_likely(table, candidates, way)).collect();
        let at_most = [&Step::TO_THE_DUE[..], &[]].map(|others| {
            let most = table.most_of_steps_but(others);
            let mistyped = table.worth(Feature::Step(Step::Mistyped)).max(0.0);
            array::from_fn(|passed| most + all_worth(table, ahead(passed)) + if passed > 0 { mistyped } else { 0.0 })
        });
        let begins_anew = items.windows(2).any(|two| matches!(two, [last, next] if next.begins_anew_after(*last)));
        Self { items, by_number, begins_anew, beginnings, table, at_most, candidates, likely }
    }

    /// What `step` is worth, with the notes it passes over, in log-odds.
    fn worth(&self, step: &Move) -> f32 {
        // Most steps pass over no note.
        let passed_over = if step.passed == 0 { 0.0 } else { all_worth(self.table, step.passed_over()) };
        self.table.worth(Feature::Step(step.step)) + passed_over + step.begins_late()
    }

    /// The number between the references of index `last` and `index` that looks like a reference in `way`. Where these pass over
    /// notes, it is rather that of one of them, mistyped.
    fn mistyped(&self, way: u8, last: usize, index: usize) -> Option<usize> {
        let likely = (*self.likely.get(usize::from(way))?.get(index)? as usize).checked_sub(1)?;
        let all = &self.candidates.all;
        let (last, likely_one, candidate) = (all.get(last)?, all.get(likely)?, all.get(index)?);
        let is_behind = last.end() <= likely_one.span.start;
        let are_numbers = last.number.is_some() && candidate.number.is_some();
        (is_behind && are_numbers && !candidate.may_go_on).then_some(likely)
    }

    /// Whether [`Step::Mistyped`] is part of the step from `from`, whose last reference has the index `last`, to the reference of
    /// index `index`, where `passed` notes are passed over. Behind a lost note, notes are passed over for another reason.
    fn passes_mistyped(&self, from: &Hypothesis, last: Option<usize>, index: usize, passed: usize) -> bool {
        let last = last.filter(|_| passed > 0 && from.lost == 0);
        last.is_some_and(|last| self.mistyped(from.way, last, index).is_some())
    }

    /// Whether the list has no note for `reference`, the last reference of `from`: the next note is that of a later number, or there
    /// is none. Or the whole first list may be lost.
    fn lack(&self, from: &Hypothesis, reference: &Candidate) -> bool {
        let next = from.notes as usize;
        let carried = |item: Option<&Item>| item.and_then(|item| item.number);
        match (carried(self.before(next)), carried(self.items.get(next))) {
            (Some(last), Some(carried)) => carried <= last || carried - last > u32::from(from.lost),
            (None, Some(carried)) if next == 0 => {
                self.may_lack_the_first_list(reference)
                    || from.number.is_some_and(|number| 0 < number && number < carried)
            }
            _ => true,
        }
    }

    /// Whether `reference`, above all references with notes, may belong to a page or letter that has lost its list: the numbers
    /// begin again in this record, and `reference` stands above the first list's page if pages are marked.
    fn may_lack_the_first_list(&self, reference: &Candidate) -> bool {
        let page = self.items.first().map_or(0, |first| first.page);
        self.begins_anew && (page == 0 || reference.span.start < page)
    }

    /// Whether note `note` belongs to the same list as the note before it, or is the first of all.
    fn goes_on(&self, note: usize) -> bool {
        let last = self.before(note);
        self.items.get(note).is_some_and(|item| last.is_none_or(|last| last.number < item.number))
    }

    /// Whether the list leaves out the sign of `reference` before note `note`, in the order of signs: its note is lost.
    fn leaves_out(&self, note: usize, reference: &Candidate) -> bool {
        let next = self.items.get(note).and_then(|item| item.sign);
        let Some((sign, next)) = reference.sign.zip(next) else { return false };
        // On another page the signs begin again.
        let last = self.before(note).and_then(|item| item.sign).filter(|last| *last < next);
        sign < next && last.is_none_or(|last| last < sign)
    }

    /// Whether `reference` is the next sign behind the last one of `from`, and the list of its place ends before it: its note is lost.
    fn ends_before(&self, from: &Hypothesis, reference: &Candidate) -> bool {
        let (note, at) = (from.notes as usize, reference.span.start);
        let is_due = reference.sign.zip(from.sign).is_some_and(|(sign, last)| sign::follows(sign, last));
        let ends = || self.before(note).is_some_and(|last| last.sign.is_some() && last.serves(at));
        is_due && ends() && self.items.get(note).is_none_or(|next| !next.serves(at))
    }

    /// Whether note `note` begins the numbers of the list again and may be none of `first`, a reference 1: it has a greater number,
    /// or stands on another page, or, where no pages are marked, `first` stands below the list before it. Or there is no such
    /// note, and `first` stands below the last list.
    fn begins_again_without(&self, note: usize, first: &Candidate) -> bool {
        let at = first.span.start;
        let Some(last) = self.before(note) else { return false };
        let Some(next) = self.items.get(note) else { return last.until <= at };
        let both = last.number.zip(next.number);
        let is_above = if next.page == 0 { (last.until..next.until).contains(&at) } else { at < next.page };
        both.is_some_and(|(last, next)| (1..=last).contains(&next)) && (next.number > Some(1) || is_above)
    }

    /// The note before note `note`.
    fn before(&self, note: usize) -> Option<&Item> {
        self.items.get(note.checked_sub(1)?)
    }

    /// Whether note `note` carries `number`.
    fn carries(&self, note: usize, number: u32) -> bool {
        self.items.get(note).is_some_and(|item| item.number == Some(number))
    }

    /// Whether an earlier note with the text of note `note` may have the printed number `number`, where the last reference
    /// printed a number `behind` that of its note.
    fn repeats_text(&self, note: usize, number: u32, behind: u32) -> bool {
        let twins = self.items.get(note).and_then(|item| item.twins);
        twins.into_iter().flatten().any(|twin| (twin.saturating_sub(behind)..=twin).contains(&number))
    }

    /// Whether note `note` has the text of the note before it.
    fn repeats_the_last(&self, note: usize) -> bool {
        let before = self.before(note).and_then(|item| item.number);
        let twins = self.items.get(note).and_then(|item| item.twins);
        before.is_some() && twins.map(|[_, nearest]| nearest) == before
    }

    /// The last note before index `before` that carries `number`.
    fn last_carrying(&self, number: u32, before: usize) -> Option<usize> {
        let at = self.by_number.partition_point(|&known| known < (number, before)).checked_sub(1)?;
        self.by_number.get(at).filter(|known| known.0 == number).map(|known| known.1)
    }

    /// The first note at or after index `from` that carries `number`.
    fn first_carrying(&self, number: u32, from: usize) -> Option<usize> {
        let at = self.by_number.partition_point(|&known| known < (number, from));
        self.by_number.get(at).filter(|known| known.0 == number).map(|known| known.1)
    }
}

/// For each of `candidates`, one more than the index of the nearest one in an earlier run that looks like a reference in `way`; 0 if
/// there is none.
fn nearest_likely(table: &Table, candidates: &Candidates, way: &Way) -> Vec<u32> {
    let mut nearest = Vec::with_capacity(candidates.all.len());
    let mut last = 0;
    for run in &candidates.runs {
        nearest.resize(run.end, last);
        let likely = run.clone().filter_map(|at| {
            let candidate =
                candidates.all.get(at).filter(|c| c.second.is_none() && !c.may_go_on && c.number.is_some())?;
            let weight = way.read(candidate, table).weight;
            (weight >= costs::MISTYPED).then_some((weight, at))
        });
        last = likely.max_by(|a, b| a.0.total_cmp(&b.0)).map_or(last, |(_, at)| at as u32 + 1);
    }
    nearest
}

/// How `candidate` follows the last reference of `from` if it leads to `note`.
fn move_to(from: &Hypothesis, (index, candidate): (usize, &Candidate), note: usize, notes: &Notes) -> Move {
    let next = from.notes as usize;
    let number = candidate.number.or(from.number);
    let none_passed = Move { step: Step::NoteAgain, passed: 0, agree: false, number };
    if note < next {
        let same = match candidate.letter {
            Some(_) => candidate.letter == from.letter,
            None => candidate.number.is_some() && candidate.number == from.number,
        };
        return Move { step: if same { Step::NoteAgain } else { Step::NoteAgainOtherwise }, ..none_passed };
    }
    let (step, passed) = (step_to(from, (index, candidate), note, notes), note - next);
    // A number of which more may still be typed does not show that numbers are skipped.
    let agree = matches!(step, Step::SkipOnBothSides | Step::StartEqual) && !candidate.may_go_on;
    let number = if step == Step::SameText { from.number } else { number };
    let found = Move { step, passed, agree, number };
    // A strong candidate may be a misprint of the number that is due.
    if note == next && candidate.second.is_none() && candidate.weight >= STRONG {
        let number = from.number.map(|number| number.saturating_add(1));
        let misprint = Move { step: Step::Misprint, number, ..none_passed };
        if notes.worth(&misprint) > notes.worth(&found) {
            return misprint;
        }
    }
    found
}

/// The step from the last reference of `from` to `candidate` if it leads to `note`, which is later than the last note.
fn step_to(from: &Hypothesis, (index, candidate): (usize, &Candidate), note: usize, notes: &Notes) -> Step {
    let items = notes.items;
    let passed = note - from.notes as usize;
    let carried = items.get(note).and_then(|item| item.number);
    if let Some(letter) = candidate.letter {
        return letter_step(from, letter, note, notes);
    }
    let Some(number) = candidate.number else {
        // A sign stands for itself: it neither follows a number nor is followed by one.
        return match (carried, items.get(note).and_then(|item| item.sign).zip(candidate.sign)) {
            (None, Some((of_note, sign))) if of_note != sign => Step::SignForAnother,
            (None, _) => Step::Sign,
            (Some(_), _) => sign_step(from.sign, candidate.sign, passed),
        };
    };
    let Some(last) = from.number.filter(|_| from.notes > 0) else {
        let Beginning { zero, first } = notes.beginnings.get(usize::from(from.way)).copied().unwrap_or_default();
        return match number {
            2.. if carried != Some(number)
                && first.is_some_and(|(end, first)| end <= candidate.span.start && first < number) =>
            {
                Step::StartWithin
            }
            1.. if zero.is_some_and(|zero| zero < index) => Step::StartBeyond,
            _ if carried == Some(number) => Step::StartEqual,
            // Only a list without a 0 counts by position.
            0 if notes.first_carrying(0, 0).is_none() => Step::StartAt0,
            1 => Step::StartAt1,
            _ => Step::StartBeyond,
        };
    };
    let last_item = notes.before(from.notes as usize);
    let before = last_item.and_then(|item| item.number);
    let in_list = carried.zip(before).map(|(to, from)| i64::from(to) - i64::from(from));
    let printed = i64::from(number) - i64::from(last);
    // Where notes have been lost, the list may leave out their numbers.
    if from.lost > 0 && in_list == Some(printed + i64::from(from.lost)) {
        return Step::SkipOnBothSides;
    }
    // The references to the first notes of the new list may be lost, or these notes.
    let is_anew = || last_item.zip(items.get(note)).is_some_and(|(last, item)| item.begins_anew_after(*last));
    let begins_again = in_list.is_some_and(|step| step < 0 || (step == 0 && is_anew()));
    if begins_again && carried == Some(number) {
        return Step::RestartOnBothSides;
    }
    match printed {
        1 if in_list.is_none_or(|step| step == 1) && passed == 0 => {
            if number > 9 {
                Step::OnByOneBeyondNine
            } else {
                Step::OnByOne
            }
        }
        2.. if in_list == Some(printed) => Step::SkipOnBothSides,
        // Either the list or the references leave numbers out.
        1 if passed > 0 && before == Some(last) && notes.carries(from.notes as usize, number) => Step::PassesTheDue,
        1 if passed > 0 => Step::NotePassed,
        1 => Step::ListSkips,
        2.. => Step::references_skip(printed - 1),
        // A list from 1 may be counted by position.
        _ if carried == Some(1) && number == 0 && in_list.is_some_and(|step| step < 0) => Step::RestartOnBothSides,
        _ if before.is_some_and(|before| notes.repeats_text(note, number, before.saturating_sub(last))) => {
            Step::SameText
        }
        0 => Step::NumberAgain,
        _ if number <= 1 => Step::Restart,
        _ => Step::Backwards,
    }
}

/// The step to a sign for a numbered note, where `passed` notes are passed over. `last` is the last sign, and `sign` this one, by
/// their places in the order of signs.
fn sign_step(last: Option<NonZeroU8>, sign: Option<NonZeroU8>, passed: usize) -> Step {
    let (Some(sign), Some(last)) = (sign, last) else {
        return if last.is_none() { Step::FirstSign } else { Step::SignForNumber };
    };
    let is_first = sign == NonZeroU8::MIN;
    match (sign.get().checked_sub(last.get()), passed) {
        (Some(0), _) => Step::SignAgain,
        (Some(1), 0) => Step::SignInOrder,
        (Some(1), _) => Step::SignPassesTheDue,
        (Some(_), 0) => Step::SignsSkipped,
        (Some(_), _) => Step::SignsPassed,
        (None, 0) if is_first => Step::SignInOrder,
        (None, _) if is_first => Step::SignsPassed,
        (None, _) => Step::SignForNumber,
    }
}

/// The step from the last reference of `from` to `letter` if it leads to `note`, which is later than the last note.
fn letter_step(from: &Hypothesis, letter: NonZeroU8, note: usize, notes: &Notes) -> Step {
    let (letter, last) = (letter.get(), from.letter.map(NonZeroU8::get));
    let passed = note - from.notes as usize;
    let same_text = passed == 0 && notes.repeats_the_last(note);
    // Whether there are as many letters between the letter `before` and this one as notes are passed over.
    let agrees = |before: u8| usize::from(letter) == usize::from(before) + 1 + passed;
    match last {
        Some(last) if letter == last && same_text => Step::LetterAgain,
        _ if same_text => Step::LetterAstray,
        _ if letter == b'a' => Step::LetterInOrder,
        Some(last) if passed == 0 && agrees(last) => Step::LetterInOrder,
        last if agrees(b'a' - 1) || last.is_some_and(agrees) => Step::LettersPassed,
        _ => Step::LetterAstray,
    }
}

/// The `notes` of the record in `source` as the alignment sees them; `lists` are the spans of their lists. If a
/// list repeats a number by mistake, the note counts as having the number that was due.
pub fn items(source: Source, notes: &[Note], lists: &[Span]) -> Vec<Item> {
    let number = |note: &Note| u32::try_from(note.label.as_ref()?.arabic()?).ok();
    let numbers: Vec<_> = notes.iter().map(number).collect();
    let mut items: Vec<Item> = Vec::with_capacity(numbers.len());
    let mut rest = lists.iter().peekable();
    let stacks = stacks(source, lists);
    // Where the list of the last note ends, the first note since the numbers began again below other text, and where the text that it
    // serves begins.
    let (mut end, mut first, mut from) = (0, 0, 0);
    for (index, (note, &number)) in notes.iter().zip(&numbers).enumerate() {
        let before = index.checked_sub(1).and_then(|before| items.get(before)).and_then(|item| item.number);
        let due = before.map(|before| before.saturating_add(1));
        let begins = note.span.start >= end;
        if begins {
            let stack = stacks.get(stacks.partition_point(|stack| stack.end <= note.span.start));
            if number < due && stack.is_none_or(|stack| stack.start >= end) {
                from = end;
                items.iter_mut().skip(first).for_each(|item| item.until = end);
                first = index;
            }
            while let Some(list) = rest.next_if(|list| list.start <= note.span.start) {
                end = list.end;
            }
        }
        let after = numbers.get(index + 1).copied().flatten();
        let repeats_last =
            !begins && number.is_some() && number == before && after.is_none_or(|after| after.checked_sub(1) == due);
        let repeats_next =
            !begins && number.is_some() && number == after && due.is_some_and(|due| due.checked_add(1) == number);
        // A first list that begins with 2, 2 and 3.
        let is_first = index == 0 && number == after && is_one_list(notes, lists);
        let goes_on = |after: &u32| *after > 1 && numbers.get(2).copied().flatten() == after.checked_add(1);
        let number = match after.filter(goes_on).filter(|_| is_first) {
            Some(after) => Some(after - 1),
            None if repeats_last || repeats_next => due,
            None => number,
        };
        let sign = note.label.as_ref().filter(|label| label.value() == Value::Sign);
        let (has_sign, sign) = (sign.is_some(), sign.and_then(|label| sign::rank(label.as_str())));
        items.push(Item { number, has_sign, sign, from, until: usize::MAX, page: 0, twins: None });
    }
    serve_the_text_above(&mut items, source, notes, &stacks);
    serve_pages(&mut items, source, notes, lists);
    let mut same: HashMap<_, [u32; 2]> = HashMap::default();
    for (item, note) in items.iter_mut().zip(notes).filter(|(_, note)| !note.text.is_empty()) {
        let Some(number) = item.number else { continue };
        let known = same.entry(note.text.of(source.text)).or_insert([number; 2]);
        item.twins = Some(*known).filter(|[_, nearest]| *nearest < number);
        known[1] = number;
    }
    items
}

/// Whether the first three of `notes` stand in the first of `lists`.
fn is_one_list(notes: &[Note], lists: &[Span]) -> bool {
    notes.get(2).zip(lists.first()).is_some_and(|(third, first)| third.span.start < first.end)
}

/// The spans of `lists`, where those with nothing but titles between them are one: the notes of each chapter may stand at the end of the
/// record, below its title.
fn stacks(source: Source, lists: &[Span]) -> Vec<Span> {
    let mut stacks: Vec<Span> = Vec::new();
    for list in lists {
        match stacks.last_mut() {
            Some(last) if lists::has_only_titles(source, Span::new(last.end, list.start)) => last.end = list.end,
            _ => stacks.push(*list),
        }
    }
    stacks
}

/// Has each of `items`, which are the `notes` of `lists`, serve no text beyond a list that has text below it, if one of these lists
/// has another behind it: the record holds several letters or pages, each with its notes. A single list may have text below it
/// that it serves, too.
fn serve_the_text_above(items: &mut [Item], source: Source, notes: &[Note], lists: &[Span]) {
    let Some(last) = lists.last() else { return };
    let in_text = lists.iter().filter(|list| {
        let end = source.starts.partition_point(|start| *start < list.end);
        !lists::ends_a_page_or_record(source, end)
    });
    let ends: Vec<_> = in_text.map(|list| list.end).collect();
    if ends.first() == Some(&last.end) {
        return;
    }
    for (item, note) in items.iter_mut().zip(notes) {
        let (above, below) = ends.split_at(ends.partition_point(|end| *end <= note.span.start));
        item.from = item.from.max(above.last().copied().unwrap_or_default());
        item.until = item.until.min(below.first().copied().unwrap_or(usize::MAX));
    }
}

/// Tells each of `items`, which are the `notes` of `lists`, its page, and has it serve this page only, if the lists stand at the
/// feet of pages, most of them pages that follow each other, and the numbers begin again on each.
fn serve_pages(items: &mut [Item], source: Source, notes: &[Note], lists: &[Span]) {
    let [before_last @ .., _] = lists else { return };
    if before_last.is_empty() {
        return;
    }
    let pages = source.page_starts();
    let page_of = |list: &Span| pages.partition_point(|page| *page <= list.start);
    let page_start = |page: usize| page.checked_sub(1).and_then(|page| pages.get(page)).copied().unwrap_or_default();
    for (item, note) in items.iter_mut().zip(notes) {
        item.page = page_start(pages.partition_point(|page| *page <= note.span.start));
    }
    let ends_its_page = |list: &Span| {
        let below = pages.get(page_of(list)).and_then(|next| source.text.get(list.end..*next));
        below.is_some_and(|below| below.trim().is_empty())
    };
    let follow = |two: &&[Span]| matches!(two, [one, next] if page_of(one) + 1 == page_of(next));
    if 2 * lists.windows(2).filter(follow).count() <= before_last.len() || !before_last.iter().all(ends_its_page) {
        return;
    }
    let of_lists: Vec<_> = notes.iter().map(|note| lists.partition_point(|list| list.end <= note.span.start)).collect();
    let begins_again = |(lists, items): (&[usize], &[Item])| match (lists, items) {
        ([one, next], [last, first]) => one == next || first.number <= last.number,
        _ => true,
    };
    if of_lists.windows(2).zip(items.windows(2)).all(begins_again) {
        for (item, list) in items.iter_mut().zip(of_lists).filter_map(|(item, list)| Some((item, lists.get(list)?))) {
            (item.from, item.until) = (page_start(page_of(list)), list.end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::glued::candidates_in_text;
    use crate::record::glued::weights::WEIGHTS;
    use crate::record::notes::lists;
    use crate::record::tests::source;
    use std::cell::Cell;

    #[test]
    fn the_work_has_a_bound_and_says_so() {
        // Numbers in disorder, each of which may be the first note's.
        let body: Vec<_> = (0..200).map(|n| format!("Word. ({}) ", n * 7919 % 1500)).collect();
        let list: Vec<_> = (1..=40).map(|n| format!("  {n}. See there.\n")).collect();
        let text = format!("{}\n{}", body.concat(), list.concat());
        source(&text, |source| {
            let list = lists::find(source).told.remove(0);
            let skipped = [Span::new(source.content(list.first).start, text.len())];
            let mut candidates = candidates_in_text::find(source, &skipped, None, &[], &WEIGHTS.english);
            for candidate in &mut candidates.all {
                *candidate = candidate.read(Some(Habit::Parenthesised), &WEIGHTS.english);
            }
            let items: Vec<_> = (1..=40)
                .map(|number| Item {
                    number: Some(number),
                    has_sign: false,
                    sign: None,
                    from: 0,
                    until: usize::MAX,
                    page: 0,
                    twins: None,
                })
                .collect();
            let search = |steps| {
                let mut evidence = Evidence::new(&text, &WEIGHTS.english, &candidates, vec![Span::default(); 40]);
                let usual = [Way::USUAL];
                search(
                    &WEIGHTS.english,
                    (&candidates, &items),
                    &mut evidence,
                    &Budget::of(steps),
                    &usual,
                    |_, _| 0.0,
                    None,
                )
            };
            let found = search(usize::MAX).unwrap();
            assert!(!found.pairs.is_empty() && !found.narrowed);
            let found = search(30_000).unwrap();
            assert!(!found.pairs.is_empty() && found.narrowed);
            assert_eq!(search(1_000), None);
        });
    }

    /// How many times the pairing of the record `text` asks what a pair is worth. All its references are found.
    fn pairs_tried(text: &str) -> usize {
        let tried = Cell::new(0);
        source(text, |source| {
            let list = lists::find(source).told.remove(0);
            let span = Span::new(source.content(list.first).start, text.len());
            let candidates = candidates_in_text::find(source, &[span], Some(0), &[], &WEIGHTS.english);
            let notes: Vec<_> = lists::notes(source, &list).collect();
            let items = items(source, &notes, &[span]);
            let texts = notes.iter().map(|note| note.text).collect();
            let mut evidence = Evidence::new(text, &WEIGHTS.english, &candidates, texts);
            let found = pair_with(
                &WEIGHTS.english,
                &candidates,
                &items,
                &mut evidence,
                &Budget::default(),
                |_, _| {
                    tried.set(tried.get() + 1);
                    0.0
                },
                None,
            );
            let paired: Vec<_> = found.pairs.iter().map(|pair| pair.note).collect();
            assert_eq!(paired, (0..items.len()).collect::<Vec<_>>());
        });
        tried.get()
    }

    #[test]
    fn the_work_grows_with_the_record() {
        // Numbers of two digits all, which are read alike.
        let record = |notes: u32| {
            let paragraph = |n| {
                let (day, telegram) = (1 + n % 28, 2010 + n * 37 % 80);
                format!("On May {day}, 1904, telegram {telegram} asked for 12 barges.{n} By 1907 (2) were lost.\n\n")
            };
            let item = |n| format!("  {n}. Harbor Archive, Box {}.\n", n * 7 % 100);
            let numbers = 10..10 + notes;
            let (body, list): (String, String) = numbers.map(|n| (paragraph(n), item(n))).unzip();
            format!("41. Report of the Harbor Board\n\n{body}{list}")
        };
        // In less text hardly a number looks like a label, and what there is to try begins to grow later.
        let tried = [22, 44, 88].map(|notes| pairs_tried(&record(notes)));
        // Twice the record is twice the work, four times if every note were tried everywhere.
        assert!(tried[0] > 0 && tried.windows(2).all(|two| two[1] < two[0] * 5 / 2), "{tried:?}");
    }
}
