//! Which note each footnote reference leads to: the best alignment of the candidates with the notes.
//!
//! A hypothesis is a choice, for the text read so far, of which candidates are references and which note each leads to.
//! It remembers its last note and last number; what it costs to go on from there is what [`weights`] prices: a note
//! passed over, a number repeated, skipped or restarted. Hypotheses that agree in both compete, so that few are alive;
//! those that fall far behind the best are given up. Matching equal numbers would be wrong for one record in six, where
//! the list counts from 1 and the references from 0.

use super::candidates::{Candidate, Candidates};
use super::evidence::Evidence;
use super::weights;

/// A note as the alignment sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    /// The number it carries, as far as the list's other numbers bear it out; none for a sign or a bullet.
    pub number: Option<u32>,
}

/// One reference and its note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    /// An index into [`Candidates::all`].
    pub candidate: usize,
    /// The note: an index into the record's notes. Where the candidate is two references in a row, the second one's is
    /// the next.
    pub note: usize,
}

/// Hypotheses kept at most at any place; only records with more notes than this ever come near.
const WIDEST: usize = 1024;

/// How far a hypothesis may fall behind the best before it is given up. On the published records a wider one pairs
/// nothing better, and takes a third more instructions.
const HORIZON: f32 = 12.0;

/// The bound on the work for one record, in hypotheses times runs of candidates: the more runs, the fewer hypotheses.
const MOST_CELLS: usize = 10_000_000;

/// How many of the next notes a candidate is tried with.
const NEAR: usize = 3;

/// A choice for the text read so far.
#[derive(Clone, Copy, Debug)]
struct Hypothesis {
    /// The notes up to this one are passed: its last note plus one; 0 before the first.
    notes: u32,
    /// The number that its last numbered reference printed.
    number: Option<u32>,
    score: f32,
    /// Its last step, an index into the steps taken; [`NOWHERE`] before the first.
    step: u32,
}

/// A reference paired with a note, on the way of one or more hypotheses.
#[derive(Clone, Copy, Debug)]
struct Step {
    candidate: u32,
    note: u32,
    before: u32,
}

const NOWHERE: u32 = u32::MAX;

/// The best pairing of `candidates` with the notes `items`, in the order of the text, and whether the bound on the work
/// made it give up hypotheses that were worth a look.
pub(super) fn pair(candidates: &Candidates, items: &[Item], evidence: &mut Evidence) -> (Vec<Pair>, bool) {
    pair_within(MOST_CELLS, candidates, items, evidence)
}

/// The same with a bound of `most_cells`.
fn pair_within(
    most_cells: usize,
    candidates: &Candidates,
    items: &[Item],
    evidence: &mut Evidence,
) -> (Vec<Pair>, bool) {
    if items.is_empty() {
        return (Vec::new(), false);
    }
    let widest = (most_cells / candidates.runs.len().max(1)).clamp(16, WIDEST);
    let mut alive = vec![Hypothesis { notes: 0, number: None, score: 0.0, step: NOWHERE }];
    let mut steps: Vec<Step> = Vec::new();
    let mut next: Vec<Hypothesis> = Vec::new();
    let mut narrowed = false;
    let notes = Notes::new(items, candidates);
    for run in &candidates.runs {
        let best = alive.iter().map(|h| h.score).fold(f32::MIN, f32::max);
        let floor = best - HORIZON;
        next.clear();
        next.extend(alive.iter().filter(|h| h.score > floor));
        for index in run.clone() {
            let Some(candidate) = candidates.all.get(index) else { continue };
            for hypothesis in &alive {
                extend(hypothesis, (index, candidate), &notes, floor, evidence, &mut |h, note| {
                    steps.push(Step { candidate: index as u32, note, before: hypothesis.step });
                    next.push(Hypothesis { step: steps.len() as u32 - 1, ..h });
                });
            }
        }
        // The better of two that agree; the earlier step where they are equal, so that the result is one.
        next.sort_unstable_by(|a, b| {
            (a.notes, a.number).cmp(&(b.notes, b.number)).then(b.score.total_cmp(&a.score)).then(a.step.cmp(&b.step))
        });
        next.dedup_by_key(|h| (h.notes, h.number));
        if next.len() > widest {
            narrowed |= widest < WIDEST;
            next.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.step.cmp(&b.step)));
            next.truncate(widest);
        }
        std::mem::swap(&mut alive, &mut next);
    }
    let total = |h: &Hypothesis| h.score - weights::unreferenced_at_the_end(items.len() - h.notes as usize);
    let best = alive.iter().max_by(|a, b| total(a).total_cmp(&total(b)).then(b.step.cmp(&a.step)));
    let mut pairs = Vec::new();
    let mut at = best.map_or(NOWHERE, |h| h.step);
    while let Some(step) = steps.get(at as usize) {
        pairs.push(Pair { candidate: step.candidate as usize, note: step.note as usize });
        at = step.before;
    }
    pairs.reverse();
    (pairs, narrowed)
}

/// Tells `found` each hypothesis worth more than `floor` that takes the candidate (with its index) for a reference after
/// `from`, with the note it then leads to.
fn extend(
    from: &Hypothesis,
    (index, candidate): (usize, &Candidate),
    notes: &Notes,
    floor: f32,
    evidence: &mut Evidence,
    found: &mut impl FnMut(Hypothesis, u32),
) {
    let two = candidate.second.is_some();
    let most_evidence = if two { 2.0 * weights::MOST_EVIDENCE } else { weights::MOST_EVIDENCE };
    let without_price = from.score + candidate.weight;
    if without_price + most_evidence <= floor {
        return;
    }
    let (items, next) = (notes.items, from.notes as usize);
    // The notes worth a try: the next few, the one that carries the number, and the one as far from the number as the
    // last one was; and the last one again.
    let by_number = candidate.number.and_then(|number| notes.with(number, next));
    let by_distance = next.checked_sub(1).and_then(|last| {
        let carried = items.get(last)?.number?;
        let distance = i64::from(carried) - i64::from(from.number?);
        notes.with(u32::try_from(i64::from(candidate.number?) + distance).ok()?, next)
    });
    let far = |note: &usize| *note >= next + NEAR;
    let by_number = by_number.filter(far);
    let by_distance = by_distance.filter(|note| far(note) && Some(*note) != by_number);
    let near = next.saturating_sub(1)..(next + NEAR).min(items.len());
    for note in near.chain(by_number).chain(by_distance) {
        let again = note + 1 == next;
        if note + usize::from(two) >= items.len() || (again && two) {
            continue;
        }
        let mut price =
            if again { price_of_repeat(from, candidate) } else { price_of_step(from, (index, candidate), note, notes) };
        let mut number = candidate.number.or(from.number);
        // What surely is a reference may print another number than is due here.
        if note == next && !two && candidate.weight >= weights::STRONG && price > weights::MISPRINT {
            price = weights::MISPRINT;
            number = from.number.map(|number| number.saturating_add(1));
        }
        let mut score = without_price - price;
        if score + most_evidence <= floor {
            continue;
        }
        score += evidence.of(index, note);
        let mut last = (note, number);
        if two {
            score += evidence.of(index, note + 1);
            last = (note + 1, candidate.number.map(|number| number + 1));
        }
        if score > floor {
            found(Hypothesis { notes: last.0 as u32 + 1, number: last.1, score, step: NOWHERE }, note as u32);
        }
    }
}

/// The notes, and where each number stands among them.
struct Notes<'a> {
    items: &'a [Item],
    /// Each number with the note that carries it, sorted.
    by_number: Vec<(u32, usize)>,
    /// The first candidate that prints 0 and looks like a reference: a record that has one does not begin with 1.
    zero: Option<usize>,
}

impl<'a> Notes<'a> {
    fn new(items: &'a [Item], candidates: &Candidates) -> Self {
        let numbered = items.iter().enumerate().filter_map(|(note, item)| Some((item.number?, note)));
        let mut by_number: Vec<_> = numbered.collect();
        by_number.sort_unstable();
        let zero = candidates.all.iter().position(|c| c.number == Some(0) && c.weight >= weights::STRONG);
        Self { items, by_number, zero }
    }

    /// The first note from `from` on that carries `number`.
    fn with(&self, number: u32, from: usize) -> Option<usize> {
        let at = self.by_number.partition_point(|&known| known < (number, from));
        self.by_number.get(at).filter(|known| known.0 == number).map(|known| known.1)
    }
}

/// What it costs that `candidate` leads to the last note once more.
fn price_of_repeat(from: &Hypothesis, candidate: &Candidate) -> f32 {
    if candidate.number.is_some() && candidate.number == from.number {
        weights::NOTE_AGAIN
    } else {
        weights::NOTE_AGAIN_OTHERWISE
    }
}

/// What it costs that `candidate` leads to `note`, a later one than the last.
fn price_of_step(from: &Hypothesis, (index, candidate): (usize, &Candidate), note: usize, notes: &Notes) -> f32 {
    let items = notes.items;
    let passed = note - from.notes as usize;
    let carried = items.get(note).and_then(|item| item.number);
    let unreferenced = weights::unreferenced(passed);
    let Some(number) = candidate.number else {
        // A sign stands for itself: it neither follows a number nor is followed by one.
        return unreferenced + if carried.is_none() { 0.0 } else { weights::SIGN_FOR_NUMBER };
    };
    let Some(last) = from.number else {
        return unreferenced
            + match number {
                1.. if notes.zero.is_some_and(|zero| zero < index) => weights::START_BEYOND,
                _ if carried == Some(number) => weights::START_EQUAL,
                0 => weights::START_AT_0,
                1 => weights::START_AT_1,
                _ => weights::START_BEYOND,
            };
    };
    let before = (from.notes as usize).checked_sub(1).and_then(|last| items.get(last)).and_then(|item| item.number);
    let in_list = carried.zip(before).map(|(to, from)| i64::from(to) - i64::from(from));
    let printed = i64::from(number) - i64::from(last);
    match printed {
        1 if in_list.is_none_or(|step| step == 1) => unreferenced,
        2.. if in_list == Some(printed) => unreferenced + weights::SKIP_ON_BOTH_SIDES,
        // The list or the references leave numbers out, the other side does not.
        1 if passed > 0 => unreferenced + weights::NOTE_PASSED,
        1 => unreferenced + weights::LIST_SKIPS,
        2.. => unreferenced + weights::references_skip(printed - 1),
        0 => unreferenced + weights::NUMBER_AGAIN,
        _ if number <= 1 => unreferenced + if in_list.is_some_and(|step| step < 0) { 0.0 } else { weights::RESTART },
        _ => unreferenced + weights::BACKWARDS,
    }
}

/// The notes as the alignment sees them: a number that the list repeats by mistake counts as the one that was due.
pub(super) fn items(numbers: &[Option<u32>]) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::with_capacity(numbers.len());
    for (index, &number) in numbers.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| items.get(before)).and_then(|item| item.number);
        let after = numbers.get(index + 1).copied().flatten();
        let due = before.map(|before| before.saturating_add(1));
        let repeated = number.is_some() && number == before && after.is_none_or(|after| after.checked_sub(1) == due);
        items.push(Item { number: if repeated { due } else { number } });
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{candidates, notes, table::TABLE, tests::source};
    use crate::text::Span;

    #[test]
    fn the_work_has_a_bound_and_says_so() {
        // Numbers in disorder, each of which may be the first note's.
        let body: Vec<_> = (0..200).map(|n| format!("word ({}) ", n * 7919 % 1500)).collect();
        let list: Vec<_> = (1..=40).map(|n| format!("  {n}. See there.\n")).collect();
        let text = format!("{}\n{}", body.concat(), list.concat());
        source(&text, |source| {
            let list = notes::find(source).remove(0);
            let candidates =
                candidates::find(source, &[Span::new(source.content(list.first).start, text.len())], None, &TABLE);
            let items = items(&(1..=40).map(Some).collect::<Vec<_>>());
            let pair = |most_cells| {
                let mut evidence = Evidence::new(&text, &candidates, vec![Span::default(); 40]);
                pair_within(most_cells, &candidates, &items, &mut evidence)
            };
            let (pairs, narrowed) = pair(MOST_CELLS);
            assert!(!pairs.is_empty() && !narrowed);
            let (pairs, narrowed) = pair(5_000);
            assert!(!pairs.is_empty() && narrowed);
        });
    }
}
