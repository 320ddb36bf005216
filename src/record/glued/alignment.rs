//! Which note each footnote reference leads to: the best alignment of the candidates with the notes.
//!
//! A hypothesis is a choice, for the text read so far, of which candidates are references and which note each leads to.
//! It remembers its last note and last number; how it goes on from there is a [`Step`], which has its worth: a note
//! passed over, a number repeated, skipped or restarted; behind the last note, references may await theirs. Hypotheses
//! that agree in both compete, so that few are alive; those that fall far behind the best are given up. Matching equal
//! numbers would be wrong for one record in six, where the list counts from 1 and the references from 0.

use crate::record::costs::{alignment as costs, candidates::STRONG};
use crate::record::glued::candidates::{Candidate, Candidates};
use crate::record::glued::evidence::Evidence;
use crate::record::glued::features::{Feature, Table};
use crate::record::glued::marks::Habit;
use crate::record::glued::steps::Step;
use crate::record::model::Note;
use crate::text::Span;
use std::array;

/// A note as the alignment sees it.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// The number it carries, as far as the list's other numbers bear it out; none for a sign or a bullet.
    pub number: Option<u32>,
    /// Where what its list is about begins, in bytes of the record: a list whose numbers begin again at the foot of a page is
    /// about that page.
    pub from: usize,
    /// Where that ends.
    pub until: usize,
}

impl Item {
    /// Whether its list is about what stands at byte `at`.
    fn is_about(self, at: usize) -> bool {
        (self.from..self.until).contains(&at)
    }
}

/// One reference and its note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// An index into [`Candidates::all`].
    pub candidate: usize,
    /// The note: an index into the record's notes. Where the candidate is two references in a row, the second one's is
    /// the next.
    pub note: usize,
}

/// Which note each footnote reference leads to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pairing {
    /// The references with their notes, in the order of the text.
    pub pairs: Vec<Pair>,
    /// What it is worth, in log-odds.
    score: f32,
    /// How the record was read to set its references, where not in the usual way: [`Habit::Spaced`],
    /// [`Habit::Bracketed`] or [`Habit::Parenthesised`].
    pub habit: Option<Habit>,
    /// Whether the bound on the work made it give up hypotheses that were worth a look.
    pub narrowed: bool,
}

/// Hypotheses kept at most at any place; only records with more notes than this ever come near.
const WIDEST: usize = 1024;

/// The bound on the work for one record, in hypotheses times runs of candidates: the more runs, the fewer hypotheses.
const MOST_CELLS: usize = 10_000_000;

/// Where a record in doubt has so many numbers or more in parentheses, one up each, and the list has the same, or as far as it
/// is typed and nothing else leads to it, these are its references, unless most of them look as if they counted points.
const HARDLY_BY_CHANCE: usize = 3;

/// How many of the next notes a candidate is tried with.
const NEAR: usize = 3;

/// A choice for the text read so far.
#[derive(Clone, Copy, Debug)]
struct Hypothesis {
    /// The notes up to this one are passed: its last note plus one; 0 before the first, one more than there are behind a
    /// reference that awaits its note.
    notes: u32,
    /// The number that its last numbered reference printed.
    number: Option<u32>,
    /// The letter that its last reference by a letter printed.
    letter: Option<u8>,
    /// What its references and steps are worth.
    score: f32,
    /// Its last step, an index into the steps taken; [`NOWHERE`] before the first.
    step: u32,
}

impl Hypothesis {
    /// What it goes on from: its notes, then its number. As one number it is compared at once.
    fn place(&self) -> u64 {
        u64::from(self.notes) << 33 | self.number.map_or(0, |number| u64::from(number) + 1)
    }
}

/// A reference paired with a note, or with [`NOWHERE`] where its note is not typed yet, on the way of one or more
/// hypotheses.
#[derive(Clone, Copy, Debug)]
struct Taken {
    candidate: u32,
    note: u32,
    before: u32,
}

const NOWHERE: u32 = u32::MAX;

/// The best pairing of `candidates` with the notes `items`, in the order of the text. `table` says what a step is worth.
pub fn pair(table: &Table, candidates: &Candidates, items: &[Item], evidence: &mut Evidence) -> Pairing {
    pair_with(table, candidates, items, evidence, |_| 0.0)
}

/// The same, each pair worth what `bonus` says besides.
pub fn pair_with(
    table: &Table,
    candidates: &Candidates,
    items: &[Item],
    evidence: &mut Evidence,
    bonus: impl Fn(Pair) -> f32,
) -> Pairing {
    let greatest = items.iter().filter_map(|item| item.number).max().unwrap_or_default();
    // `33(616)` is none of as many references as go on from the last note.
    let within = |mut marks: Vec<usize>| {
        let most = greatest.saturating_add(u32::try_from(marks.len()).unwrap_or(u32::MAX));
        marks.retain(|mark| candidates.all.get(*mark).and_then(|candidate| candidate.number).is_none_or(|n| n <= most));
        marks
    };
    let enclosed = |habit, all| within(candidates.enclosed(habit, all));
    // Where these print just the numbers of the notes, there is no room for doubt.
    let sure = [
        (candidates.superscripts(), None),
        (candidates.enclosed(Habit::Bracketed, true), Some(Habit::Bracketed)),
        (candidates.surely_enclosed(Habit::Parenthesised), Some(Habit::Parenthesised)),
    ];
    for (marks, habit) in sure {
        if let Some(pairs) = one_by_one(&within(marks), candidates, items) {
            return Pairing { pairs, habit, ..Pairing::default() };
        }
    }
    let mut best = pair_within(MOST_CELLS, table, candidates, items, evidence, &bonus);
    // Some records set their references behind a space, or in brackets, where others have numbers that are none.
    let lacks = best.pairs.len() < items.len();
    let weak = best.pairs.iter().any(|pair| is_weak(candidates, pair));
    let brackets = [Habit::Bracketed, Habit::Parenthesised];
    let print_all = |habit| one_by_one(&enclosed(habit, false), candidates, items).is_some();
    let in_brackets = brackets.into_iter().any(print_all);
    if !lacks && !weak && !in_brackets && prints_the_lists_numbers(&best.pairs, candidates, items) {
        return best;
    }
    let good = |below| {
        let printed = best.pairs.iter().filter(|pair| prints(pair, below, candidates, items));
        printed.filter(|pair| !is_weak(candidates, pair)).count()
    };
    // Of less than half of the notes the references are found.
    let hardly_any = 2 * good(0).max(good(1)) < items.len();
    for habit in (!in_brackets).then_some(Habit::Spaced).into_iter().chain(brackets) {
        let Some(read) = candidates.read(habit, table) else { continue };
        let mut other = pair_within(MOST_CELLS, table, &read, items, evidence, &bonus);
        other.score += table.worth(Feature::Habit(habit));
        let (all, sound) = (enclosed(habit, true), enclosed(habit, false));
        let as_many = all.len() == items.len();
        let look_like_some = || 2 * sound.len() >= all.len() || candidates.begin_as_references(habit);
        if ((as_many && hardly_any)
            || (all.len() >= HARDLY_BY_CHANCE && (lacks || (as_many && weak)) && look_like_some()))
            && let Some(pairs) = one_by_one(&all, candidates, items)
        {
            return Pairing { pairs, habit: Some(habit), ..other };
        }
        if one_by_one(&sound, candidates, items).is_some() {
            other.score += table.worth(Feature::Habit(Habit::OneByOne));
        }
        let narrowed = best.narrowed || other.narrowed;
        if other.score > best.score {
            best = Pairing { habit: Some(habit), ..other };
        }
        best.narrowed = narrowed;
    }
    best
}

/// The pairs of `marks`, indices of candidates, where these print the numbers of the notes one by one and leave no room
/// for doubt; or the numbers below those of a list that counts by position. Of a list that is being typed the last notes
/// may be missing.
fn one_by_one(marks: &[usize], candidates: &Candidates, items: &[Item]) -> Option<Vec<Pair>> {
    let number = |mark: &usize| candidates.all.get(*mark).and_then(|candidate| candidate.number);
    // Behind the last note they go on; up to there they may begin again where the list does.
    let rest = marks.get(items.len().saturating_sub(1)..).unwrap_or_default();
    let goes_on = rest.windows(2).all(|two| match two {
        [one, next] => number(one).and_then(|one| one.checked_add(1)) == number(next),
        _ => true,
    });
    let numbered = items.iter().all(|item| item.number.is_some());
    if items.is_empty() || marks.len() < items.len() || !(goes_on && numbered) {
        return None;
    }
    let pairs: Vec<_> = (0..items.len()).zip(marks).map(|(note, &candidate)| Pair { candidate, note }).collect();
    let on_its_page = |pair: &Pair| {
        let both = candidates.all.get(pair.candidate).zip(items.get(pair.note));
        both.is_some_and(|(candidate, item)| item.is_about(candidate.span.start))
    };
    (prints_the_lists_numbers(&pairs, candidates, items) && pairs.iter().all(on_its_page)).then_some(pairs)
}

/// Whether the references print the numbers of their notes, or all of them the number below.
fn prints_the_lists_numbers(pairs: &[Pair], candidates: &Candidates, items: &[Item]) -> bool {
    let all = |below| pairs.iter().all(|pair| prints(pair, below, candidates, items));
    all(0) || all(1)
}

/// Whether the reference prints a number that is less by `below` than that of its note.
fn prints(pair: &Pair, below: u32, candidates: &Candidates, items: &[Item]) -> bool {
    let printed = candidates.all.get(pair.candidate).and_then(|candidate| candidate.number);
    let carried = items.get(pair.note).and_then(|item| item.number);
    printed.and_then(|printed| printed.checked_add(below)) == carried
}

/// Whether the place of the reference speaks against its being one.
fn is_weak(candidates: &Candidates, pair: &Pair) -> bool {
    candidates.all.get(pair.candidate).is_some_and(|candidate| candidate.weight < 0.0)
}

/// The same with a bound of `most_cells`, the candidates taken as they are.
fn pair_within(
    most_cells: usize,
    table: &Table,
    candidates: &Candidates,
    items: &[Item],
    evidence: &mut Evidence,
    bonus: impl Fn(Pair) -> f32,
) -> Pairing {
    if items.is_empty() {
        return Pairing::default();
    }
    let widest = (most_cells / candidates.runs.len().max(1)).clamp(16, WIDEST);
    let mut alive = vec![Hypothesis { notes: 0, number: None, letter: None, score: 0.0, step: NOWHERE }];
    let mut steps: Vec<Taken> = Vec::with_capacity(candidates.all.len());
    let mut next: Vec<Hypothesis> = Vec::with_capacity(candidates.all.len());
    let mut narrowed = false;
    let notes = Notes::new(table, items, candidates);
    for run in &candidates.runs {
        let best = alive.iter().map(|h| h.score).fold(f32::MIN, f32::max);
        let floor = best - costs::HORIZON;
        let before = steps.len();
        next.clear();
        for index in run.clone() {
            let Some(candidate) = candidates.all.get(index) else { continue };
            for hypothesis in &alive {
                extend(hypothesis, (index, candidate), &notes, floor, evidence, &bonus, &mut |h, note| {
                    steps.push(Taken { candidate: index as u32, note, before: hypothesis.step });
                    next.push(Hypothesis { step: steps.len() as u32 - 1, ..h });
                });
                if let Some(h) = awaiting(hypothesis, candidate, items.len()).filter(|h| h.score > floor) {
                    steps.push(Taken { candidate: index as u32, note: NOWHERE, before: hypothesis.step });
                    next.push(Hypothesis { step: steps.len() as u32 - 1, ..h });
                }
            }
        }
        alive.retain(|h| h.score > floor);
        if steps.len() == before {
            continue;
        }
        next.append(&mut alive);
        // The better of two that agree; the earlier step where they are equal, so that the result is one.
        next.sort_unstable_by(|a, b| {
            a.place().cmp(&b.place()).then(b.score.total_cmp(&a.score)).then(a.step.cmp(&b.step))
        });
        next.dedup_by_key(|h| h.place());
        if next.len() > widest {
            narrowed |= widest < WIDEST;
            next.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.step.cmp(&b.step)));
            next.truncate(widest);
        }
        std::mem::swap(&mut alive, &mut next);
    }
    let total = |h: &Hypothesis| {
        let left = items.len().saturating_sub(h.notes as usize);
        h.score + all_worth(table, ahead(left))
    };
    let best = alive.iter().max_by(|a, b| total(a).total_cmp(&total(b)).then(b.step.cmp(&a.step)));
    let mut pairs = Vec::new();
    let mut at = best.map_or(NOWHERE, |h| h.step);
    while let Some(step) = steps.get(at as usize) {
        if step.note != NOWHERE {
            pairs.push(Pair { candidate: step.candidate as usize, note: step.note as usize });
        }
        at = step.before;
    }
    pairs.reverse();
    Pairing { pairs, score: best.map_or(0.0, total), habit: None, narrowed }
}

/// The hypothesis that goes on from `from`, behind the last of the `notes`, with `candidate` as a reference whose note is
/// not typed yet: without these, whichever references look most like some would have the notes there are.
fn awaiting(from: &Hypothesis, candidate: &Candidate, notes: usize) -> Option<Hypothesis> {
    let passed = from.notes as usize;
    let due = from.number.filter(|_| passed >= notes)?.checked_add(1)?;
    let left_out = candidate.number.and_then(|number| u8::try_from(number.checked_sub(due)?).ok())?;
    if left_out > costs::MOST_LEFT_OUT || candidate.second.is_some() || candidate.may_go_on {
        return None;
    }
    let price = if passed == notes { costs::LOST_ITS_NOTE } else { costs::AWAITS_ITS_NOTE };
    let score = from.score + candidate.weight + price + costs::LEFT_OUT * f32::from(left_out);
    Some(Hypothesis { notes: notes as u32 + 1, number: candidate.number, score, ..*from })
}

/// What is said of `count` notes in a row that no reference leads to, and how often. The more there are the surer their list is
/// ahead of its text: the third and the fourth say little more, the others nothing.
fn ahead(count: usize) -> [(Step, usize); 2] {
    [(Step::Unreferenced, count.min(2)), (Step::UnreferencedAhead, count.saturating_sub(2).min(2))]
}

/// What `steps` are worth, each so many times.
fn all_worth(table: &Table, steps: [(Step, usize); 2]) -> f32 {
    steps.iter().map(|&(step, times)| float(times) * table.worth(Feature::Step(step))).sum()
}

fn float(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

/// Tells `found` each hypothesis worth more than `floor` that takes the candidate (with its index) for a reference after
/// `from`, with the note it then leads to.
fn extend(
    from: &Hypothesis,
    (index, candidate): (usize, &Candidate),
    notes: &Notes,
    floor: f32,
    evidence: &mut Evidence,
    bonus: &impl Fn(Pair) -> f32,
    found: &mut impl FnMut(Hypothesis, u32),
) {
    let two = candidate.second.is_some();
    let most_evidence = if two { 2.0 * costs::MOST_IN_COMMON } else { costs::MOST_IN_COMMON };
    let before_step = from.score + candidate.weight;
    if before_step + notes.at_most[0] + most_evidence <= floor {
        return;
    }
    let (items, next) = (notes.items, from.notes as usize);
    // The notes worth a try: the next few, the one that carries the number, and the one as far from the number as the
    // last one was; and the last one again.
    let number = candidate.number.filter(|_| next + NEAR < items.len());
    let by_number = number.and_then(|number| notes.with(number, next));
    let by_distance = number.zip(next.checked_sub(1)).and_then(|(number, last)| {
        let carried = items.get(last)?.number?;
        let distance = i64::from(carried) - i64::from(from.number?);
        notes.with(u32::try_from(i64::from(number) + distance).ok()?, next)
    });
    let far = |note: &usize| *note >= next + NEAR;
    let by_number = by_number.filter(far);
    let by_distance = by_distance.filter(|note| far(note) && Some(*note) != by_number);
    let near = next.saturating_sub(1)..(next + NEAR).min(items.len());
    for note in near.chain(by_number).chain(by_distance) {
        if note + usize::from(two) >= items.len() || (note + 1 == next && two) {
            continue;
        }
        let bonus = bonus(Pair { candidate: index, note });
        let at_most = notes.at_most[note.saturating_sub(next).min(NEAR)];
        if before_step + at_most + bonus + most_evidence <= floor {
            continue;
        }
        let step = move_to(from, (index, candidate), note, notes);
        let mut score = before_step + notes.worth(&step) + bonus;
        if items.get(note).is_some_and(|item| !item.is_about(candidate.span.start)) {
            score += costs::ON_ANOTHER_PAGE;
        }
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
            let letter = candidate.letter.or(from.letter);
            found(Hypothesis { notes: last.0 as u32 + 1, number: last.1, letter, score, step: NOWHERE }, note as u32);
        }
    }
}

/// The features of `pairs` besides what stands around each reference, with how often each is there: what a pairing is
/// worth is learned from them.
#[cfg(test)]
pub fn features(
    table: &Table,
    candidates: &Candidates,
    items: &[Item],
    evidence: &mut Evidence,
    pairs: &[Pair],
) -> Vec<(Feature, usize)> {
    let notes = Notes::new(table, items, candidates);
    let mut found = Vec::new();
    let mut from = Hypothesis { notes: 0, number: None, letter: None, score: 0.0, step: NOWHERE };
    for pair in pairs {
        let Some(candidate) = candidates.all.get(pair.candidate) else { continue };
        let taken = move_to(&from, (pair.candidate, candidate), pair.note, &notes);
        found.push((Feature::Step(taken.step), 1));
        found.extend(taken.passed_over().map(|(step, times)| (Feature::Step(step), times)));
        let two = usize::from(candidate.second.is_some());
        for note in pair.note..=pair.note + two {
            found.extend(
                crate::record::glued::evidence::features(evidence.common(pair.candidate, note))
                    .map(|feature| (feature, 1)),
            );
        }
        from.letter = candidate.letter.or(from.letter);
        from.notes = (pair.note + two) as u32 + 1;
        from.number = if two > 0 { candidate.number.map(|number| number + 1) } else { taken.number };
    }
    let left = items.len().saturating_sub(from.notes as usize);
    found.extend(ahead(left).map(|(step, times)| (Feature::Step(step), times)));
    found
}

/// The notes, and where each number stands among them.
struct Notes<'a> {
    items: &'a [Item],
    /// Each number with the note that carries it, sorted.
    by_number: Vec<(u32, usize)>,
    /// The first candidate that prints 0 and looks like a reference: a record that has one does not begin with 1.
    zero: Option<usize>,
    /// Where the first candidate ends that prints a number and looks like a reference, and its number: a record does not begin
    /// with a greater one behind it.
    first: Option<(usize, u32)>,
    table: &'a Table,
    /// What a step may be worth at most that passes over none, one and so on, [`NEAR`] standing for more.
    at_most: [f32; NEAR + 1],
}

/// How a reference follows the one before it.
#[derive(Clone, Copy, Debug)]
struct Move {
    step: Step,
    /// How many notes it passes over.
    passed: usize,
    /// Whether the numbers on both sides agree, so that the text between is rather still to be typed.
    agree: bool,
    /// The number that the next one follows.
    number: Option<u32>,
}

impl Move {
    /// What is said of the notes it passes over, and how often.
    fn passed_over(&self) -> [(Step, usize); 2] {
        if self.agree { ahead(self.passed) } else { [(Step::Unreferenced, self.passed), (Step::UnreferencedAhead, 0)] }
    }
}

impl<'a> Notes<'a> {
    fn new(table: &'a Table, items: &'a [Item], candidates: &Candidates) -> Self {
        let numbered = items.iter().enumerate().filter_map(|(note, item)| Some((item.number?, note)));
        let mut by_number: Vec<_> = numbered.collect();
        by_number.sort_unstable();
        let mut sure = candidates.all.iter().filter(|c| c.weight >= STRONG);
        let first = sure.find_map(|c| Some((c.span.end, c.number?)));
        let zero = candidates.all.iter().position(|c| c.number == Some(0) && c.weight >= STRONG);
        let most = table.most_of_step();
        let at_most = array::from_fn(|passed| most + all_worth(table, ahead(passed)));
        Self { items, by_number, zero, first, table, at_most }
    }

    /// What a step is worth.
    fn worth(&self, step: &Move) -> f32 {
        let starts = matches!(
            step.step,
            Step::StartEqual | Step::StartAt0 | Step::StartAt1 | Step::StartBeyond | Step::StartWithin
        );
        let begins_late = if starts && step.passed > 0 { costs::BEGINS_LATE } else { 0.0 };
        self.table.worth(Feature::Step(step.step)) + all_worth(self.table, step.passed_over()) + begins_late
    }

    /// Whether the note `note` carries `number`.
    fn carries(&self, note: usize, number: u32) -> bool {
        self.items.get(note).is_some_and(|item| item.number == Some(number))
    }

    /// The first note from `from` on that carries `number`.
    fn with(&self, number: u32, from: usize) -> Option<usize> {
        let at = self.by_number.partition_point(|&known| known < (number, from));
        self.by_number.get(at).filter(|known| known.0 == number).map(|known| known.1)
    }
}

/// How `candidate` follows `from` if it leads to `note`.
fn move_to(from: &Hypothesis, (index, candidate): (usize, &Candidate), note: usize, notes: &Notes) -> Move {
    let next = from.notes as usize;
    let number = candidate.number.or(from.number);
    let none_passed = Move { step: Step::NoteAgain, passed: 0, agree: false, number };
    if note < next {
        let same = candidate.number.is_some() && candidate.number == from.number;
        return Move { step: if same { Step::NoteAgain } else { Step::NoteAgainOtherwise }, ..none_passed };
    }
    let (step, passed) = (step_to(from, (index, candidate), note, notes), note - next);
    // A number that may still go on shows no such text.
    let agree = matches!(step, Step::SkipOnBothSides | Step::StartEqual) && !candidate.may_go_on;
    let found = Move { step, passed, agree, number };
    // What surely is a reference may print another number than is due here.
    if note == next && candidate.second.is_none() && candidate.weight >= STRONG {
        let number = from.number.map(|number| number.saturating_add(1));
        let misprint = Move { step: Step::Misprint, number, ..none_passed };
        if notes.worth(&misprint) > notes.worth(&found) {
            return misprint;
        }
    }
    found
}

/// Whether the list of `item` begins its numbers again behind that of `last`.
fn starts_anew(last: Option<&Item>, item: Option<&Item>) -> bool {
    last.zip(item).is_some_and(|(last, item)| last.from < item.from)
}

/// The same for a later note than the last.
fn step_to(from: &Hypothesis, (index, candidate): (usize, &Candidate), note: usize, notes: &Notes) -> Step {
    let items = notes.items;
    let passed = note - from.notes as usize;
    let carried = items.get(note).and_then(|item| item.number);
    if let Some(letter) = candidate.letter {
        let in_order = letter == b'a' || from.letter.is_some_and(|last| letter == last || letter == last + 1);
        return if in_order { Step::LetterInOrder } else { Step::LetterAstray };
    }
    let Some(number) = candidate.number else {
        // A sign stands for itself: it neither follows a number nor is followed by one.
        return if carried.is_none() { Step::Sign } else { Step::SignForNumber };
    };
    let Some(last) = from.number else {
        return match number {
            2.. if carried != Some(number)
                && notes.first.is_some_and(|(end, first)| end <= candidate.span.start && first < number) =>
            {
                Step::StartWithin
            }
            1.. if notes.zero.is_some_and(|zero| zero < index) => Step::StartBeyond,
            _ if carried == Some(number) => Step::StartEqual,
            // Only a list without a 0 counts by position.
            0 if notes.with(0, 0).is_none() => Step::StartAt0,
            1 => Step::StartAt1,
            _ => Step::StartBeyond,
        };
    };
    let last_item = (from.notes as usize).checked_sub(1).and_then(|last| items.get(last));
    let before = last_item.and_then(|item| item.number);
    let in_list = carried.zip(before).map(|(to, from)| i64::from(to) - i64::from(from));
    let printed = i64::from(number) - i64::from(last);
    match printed {
        1 if in_list.is_none_or(|step| step == 1) && passed == 0 => {
            if number > 9 {
                Step::OnByOneBeyondNine
            } else {
                Step::OnByOne
            }
        }
        2.. if in_list == Some(printed) => Step::SkipOnBothSides,
        // The list or the references leave numbers out, the other side does not.
        1 if passed > 0 && before == Some(last) && notes.carries(from.notes as usize, number) => Step::PassesTheDue,
        1 if passed > 0 => Step::NotePassed,
        1 => Step::ListSkips,
        2.. => Step::references_skip(printed - 1),
        // A page with one note each.
        0 if number <= 1 && in_list == Some(0) && starts_anew(last_item, items.get(note)) => Step::RestartOnBothSides,
        0 => Step::NumberAgain,
        _ if number <= 1 && in_list.is_some_and(|step| step < 0) => Step::RestartOnBothSides,
        _ if number <= 1 => Step::Restart,
        _ => Step::Backwards,
    }
}

/// The `notes` as the alignment sees them, `lists` being where their lists stand: a number that a list repeats by mistake counts
/// as the one that was due.
pub fn items(notes: &[Note], lists: &[Span]) -> Vec<Item> {
    let number = |note: &Note| u32::try_from(note.label.as_ref()?.arabic()?).ok();
    let numbers: Vec<_> = notes.iter().map(number).collect();
    let mut items: Vec<Item> = Vec::with_capacity(numbers.len());
    let mut rest = lists.iter().peekable();
    // Where the list of the last note ends, its first note, and where what it is about begins.
    let (mut end, mut first, mut from) = (0, 0, 0);
    for (index, (note, &number)) in notes.iter().zip(&numbers).enumerate() {
        let before = index.checked_sub(1).and_then(|before| items.get(before)).and_then(|item| item.number);
        let due = before.map(|before| before.saturating_add(1));
        let begins = note.span.start >= end;
        if begins {
            if number < due {
                from = end;
                items.iter_mut().skip(first).for_each(|item| item.until = end);
            }
            first = index;
            while let Some(list) = rest.next_if(|list| list.start <= note.span.start) {
                end = list.end;
            }
        }
        let after = numbers.get(index + 1).copied().flatten();
        let repeated =
            !begins && number.is_some() && number == before && after.is_none_or(|after| after.checked_sub(1) == due);
        items.push(Item { number: if repeated { due } else { number }, from, until: usize::MAX });
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::glued::candidates;
    use crate::record::glued::weights::TABLE;
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
            let list = lists::find(source).remove(0);
            let candidates =
                candidates::find(source, &[Span::new(source.content(list.first).start, text.len())], None, &[], &TABLE);
            let candidates = candidates.read(Habit::Parenthesised, &TABLE).unwrap();
            let items: Vec<_> =
                (1..=40).map(|number| Item { number: Some(number), from: 0, until: usize::MAX }).collect();
            let pair = |most_cells| {
                let mut evidence = Evidence::new(&text, &TABLE, &candidates, vec![Span::default(); 40]);
                pair_within(most_cells, &TABLE, &candidates, &items, &mut evidence, |_| 0.0)
            };
            let found = pair(MOST_CELLS);
            assert!(!found.pairs.is_empty() && !found.narrowed);
            let found = pair(5_000);
            assert!(!found.pairs.is_empty() && found.narrowed);
        });
    }

    /// How many times the pairing of the record `text` asks what a pair is worth. All its references are found.
    fn pairs_tried(text: &str) -> usize {
        let tried = Cell::new(0);
        source(text, |source| {
            let list = lists::find(source).remove(0);
            let span = Span::new(source.content(list.first).start, text.len());
            let candidates = candidates::find(source, &[span], Some(0), &[], &TABLE);
            let notes: Vec<_> = lists::notes(source, &list).collect();
            let items = items(&notes, &[span]);
            let texts = notes.iter().map(|note| note.text).collect();
            let mut evidence = Evidence::new(text, &TABLE, &candidates, texts);
            let found = pair_with(&TABLE, &candidates, &items, &mut evidence, |_| {
                tried.set(tried.get() + 1);
                0.0
            });
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
            let item = |n| format!("  {n}. Harbor Archive, Box {}.\n", n % 7);
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
