//! Finds where the records of a file begin.
//!
//! A volume may be one file of many records, each under its numbered heading. But a line such as
//! `2. Economic Questions` within a record looks like a heading too. So each possible heading gets a weight from the
//! lines near it, in log-odds, and the chain of headings with the highest sum wins; numbers that count up by one add to
//! the sum. A file in which no chain has enough weight is one record. Headings of other forms are found here too, and judged
//! in `own_lists`.

use crate::convention::Convention;
use crate::convention::footnote::{FootnoteMark, Role};
use crate::convention::mark::LineKind;
use crate::record::Label;
use crate::record::costs::headings as costs;
use crate::record::headings::heading;
use crate::record::headings::heading::Numbered;
use crate::record::headings::possible::{NEAR, PossibleHeading};
use crate::record::headings::titles;
use crate::syntax::Line;
use crate::text::Span;
use std::collections::HashMap;

/// The length in bytes up to which a line is short, as a signature or a date is.
const SHORT: usize = 90;

/// Finds the possible headings among the lines of a file with the numbers `numbers`, in order. The first of these lines
/// begins at byte `start` of the file. `line` returns any line of the file by its number, also outside of `numbers`,
/// and `text` any span of the file's text.
pub fn possible_headings<'a, 't>(
    convention: Convention,
    numbers: std::ops::Range<usize>,
    start: usize,
    line: impl Fn(usize) -> Option<&'a Line>,
    text: impl Fn(Span) -> std::borrow::Cow<'t, str>,
) -> Vec<PossibleHeading> {
    let first = numbers.start;
    let mut next = start;
    let mut found = Vec::new();
    for number in numbers {
        let Some(candidate) = line(number) else { break };
        let said = Span::new(next, next + candidate.content);
        next += candidate.len;
        let numbered = || {
            let words = text(said);
            let numbered = heading::numbered_title(convention, candidate, &words, heading::LEAST_TITLE_CASE)?;
            let printed = numbered.label.of(&words).trim_end_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
            Some(weigh(convention, (number, said.start), printed, &numbered, &line, &text))
        };
        let numbered = if heading::may_be_numbered(candidate) { numbered() } else { None };
        let titled = titles::possible_title(number, &line);
        found.extend(
            numbered.into_iter().chain(titled).map(|heading| PossibleHeading { line: number - first, ..heading }),
        );
    }
    found
}

/// The possible heading with the number `printed` at line `number`, which begins at byte `start`, with its weight.
fn weigh<'a, 't>(
    convention: Convention,
    (number, start): (usize, usize),
    printed: u32,
    title: &Numbered,
    line: &impl Fn(usize) -> Option<&'a Line>,
    text: &impl Fn(Span) -> std::borrow::Cow<'t, str>,
) -> PossibleHeading {
    let mut weight = costs::PRIOR + costs::TITLE_CASE * (2.0 * title.title_case - 1.0);
    weight += if title.is_sentence { costs::SENTENCE } else { 0.0 };
    // Go upwards over empty lines and page markers to the nearest line with text, and count the lines with text.
    let (mut back, mut gap, mut above, mut lines_above, mut at) = (0, false, None, 0, start);
    for (up, line) in (1..=NEAR.min(number)).map_while(|up| Some((up, line(number - up)?))) {
        at = at.saturating_sub(line.len);
        match line.kind {
            LineKind::Blank => gap |= above.is_none(),
            LineKind::PageMarker => {
                if above.is_none() {
                    (gap, back) = (true, up);
                }
            }
            _ => {
                lines_above += 1;
                above = above.or(Some((line, Span::new(at, at + line.content))));
            }
        }
    }
    let at_the_top = number <= NEAR && lines_above < heading::LINES_BEFORE;
    let after_indented = above.is_some_and(|(line, said)| match line.kind {
        LineKind::Item(item) => item.indent > 0,
        // A list of persons or things has bullets; a paragraph of a note has none.
        LineKind::Text { indent } => indent >= 4 && !text(said).trim_start().starts_with('•'),
        _ => false,
    });
    let after_notes = after_indented
        || ends_at_the_margin((number, start), printed, line, text)
        || ends_in_a_note(convention, (number, start), line, text);
    weight += match above {
        None if at_the_top => costs::AT_THE_TOP,
        None => 0.0,
        Some(_) if after_notes => costs::AFTER_NOTES,
        Some((line, _)) if line.content <= SHORT => costs::AFTER_SHORT_LINE,
        Some(_) => costs::AFTER_PARAGRAPH,
    };
    let below = line(number + 1).is_none_or(|line| line.kind == LineKind::Blank);
    let below_an_item = above.is_some_and(|(line, _)| matches!(line.kind, LineKind::Item(item) if item.indent > 0));
    weight += match (gap || above.is_none(), below_an_item) {
        (true, _) => 0.0,
        (false, true) => costs::NO_GAP_BELOW_AN_ITEM,
        (false, false) => costs::NO_GAP_ABOVE,
    };
    weight += if below { 0.0 } else { costs::NO_GAP_BELOW };
    let item_below = line(number).zip(line(number + 1)).and_then(|(this, below)| match below.kind {
        LineKind::Item(item) => Label::new(&text(item.label.shifted(start + this.len))).arabic(),
        _ => None,
    });
    if item_below.is_some() && item_below == u64::from(printed).checked_add(1) {
        weight += costs::NEXT_ITEM_BELOW;
    }
    let next = (number + 1..number + NEAR).filter_map(line).find(|line| line.kind != LineKind::Blank);
    if next.is_some_and(|line| line.content <= SHORT) {
        weight += costs::BEFORE_SHORT_LINE;
    }
    PossibleHeading { form: None, line: number, back, at_the_top, after_notes, number: Some(printed), weight }
}

/// Whether line `number`, which begins at byte `start`, is marked as a heading, and the paragraph above it as a note: `[^2]: text`.
/// Without a mark of its own, what stands below a note may be the next point of the text.
fn ends_in_a_note<'a, 't>(
    convention: Convention,
    (number, start): (usize, usize),
    line: &impl Fn(usize) -> Option<&'a Line>,
    text: &impl Fn(Span) -> std::borrow::Cow<'t, str>,
) -> bool {
    let said = line(number).map(|line| text(Span::new(start, start + line.content)));
    if said.is_none_or(|said| convention.heading_level(said.trim()).is_none()) {
        return false;
    }
    let (mut at, mut first) = (start, None);
    for line in (1..=NEAR.min(number)).map_while(|up| line(number - up)) {
        at = at.saturating_sub(line.len);
        match line.kind {
            LineKind::Blank | LineKind::PageMarker if first.is_some() => break,
            LineKind::Blank | LineKind::PageMarker => {}
            _ => first = Some(Span::new(at, at + line.content)),
        }
    }
    let is_note =
        |mark: &FootnoteMark, indent: usize| mark.span.start == indent && matches!(mark.role, Role::Note | Role::Item);
    first.is_some_and(|first| {
        let said = text(first);
        let indent = said.len() - said.trim_start().len();
        convention.footnotes_of_line(&said).first().is_some_and(|mark| is_note(mark, indent))
    })
}

/// Whether a note list at the margin ends above line `number`, which begins at byte `start`. Its items count up by one,
/// and stand right below each other, or at any distance below a title or a rule. If the number `printed` in the line
/// follows the last item, the line is the next item, and the answer is no.
fn ends_at_the_margin<'a, 't>(
    (number, start): (usize, usize),
    printed: u32,
    line: &impl Fn(usize) -> Option<&'a Line>,
    text: &impl Fn(Span) -> std::borrow::Cow<'t, str>,
) -> bool {
    // The loop goes upwards. `at` is where the current line begins, `below` the number of the item below it, `gap`
    // whether the line below it is empty, `apart` whether an empty line stood between two lines with text, and `said`
    // whether a line with text was seen.
    let (mut at, mut below, mut gap, mut apart) = (start, None, false, false);
    let mut said = false;
    for line in (1..=NEAR.min(number)).map_while(|up| line(number - up)) {
        at = at.saturating_sub(line.len);
        match line.kind {
            LineKind::Rule | LineKind::NotesTitle => return below.is_some(),
            LineKind::Blank | LineKind::PageMarker => {
                gap = said;
                continue;
            }
            // An empty line above the first item ends the list.
            _ if gap && below.is_some_and(|below| below <= 1) => break,
            LineKind::Item(item) => {
                let label = Label::new(&text(item.label.shifted(at))).arabic();
                let next = label.and_then(|label| label.checked_add(1));
                let goes_on = below.map_or(next != Some(u64::from(printed)), |below| next == Some(below));
                if label.is_none() || !goes_on {
                    return false;
                }
                below = label;
            }
            LineKind::Text { .. } => {}
        }
        apart |= gap;
        (said, gap) = (true, false);
    }
    below.is_some() && !apart
}

/// How many numbers a chain may skip.
const MOST_SKIPPED: u32 = 5;

/// `chain` without the points of a record: a stretch whose numbers begin again, with hardly a note list between them, and behind
/// which the numbers before it go on: 64, 65, 1, 2, 3, 66.
fn without_points(chain: &[usize], headings: &[PossibleHeading]) -> Vec<usize> {
    let number = |at: usize| headings.get(at).and_then(|heading| heading.number).unwrap_or_default();
    let mut places: HashMap<u32, Vec<usize>> = HashMap::new();
    // For each place of the chain, how many of the headings before it stand below notes.
    let mut noted = vec![0];
    for (place, &at) in chain.iter().enumerate() {
        places.entry(number(at)).or_default().push(place);
        let is_noted = headings.get(at).is_some_and(|heading| heading.after_notes);
        noted.push(noted.last().copied().unwrap_or_default() + usize::from(is_noted));
    }
    // Where numbers go on from `last` first, behind the heading at `place`.
    let resumed = |last: u32, place: usize| {
        let from = last.saturating_add(1);
        let resumed = (from..=from.saturating_add(MOST_SKIPPED)).filter_map(|number| {
            let places = places.get(&number)?;
            places.get(places.partition_point(|other| *other <= place)).copied()
        });
        resumed.min()
    };
    let are_points = |from: usize, to: usize| {
        let count = |place: usize| noted.get(place).copied().unwrap_or_default();
        // The first of them may stand below the notes of the record above.
        (count(to) - count(from)).saturating_sub(1) * 4 < to - from
    };
    let mut kept = Vec::with_capacity(chain.len());
    let mut place = 0;
    while let Some(&at) = chain.get(place) {
        kept.push(at);
        let next = place + 1;
        let begins_again = chain.get(next).is_some_and(|&next| number(next) <= number(at));
        let end = if begins_again { resumed(number(at), next).filter(|&end| are_points(next, end)) } else { None };
        place = end.unwrap_or(next);
    }
    kept
}

/// Chooses the numbered title lines at which records begin: the chain with the highest sum of weights. `headings` are all
/// possible headings of a file, in order; the result holds indices into them. It is empty if no chain has enough weight.
pub fn choose(headings: &[PossibleHeading]) -> Vec<usize> {
    // For each heading, the best chain that ends with it: the sum of its weights, and the heading before.
    let mut best: Vec<(f32, Option<usize>)> = Vec::with_capacity(headings.len());
    let mut by_number: HashMap<u32, usize> = HashMap::new();
    let mut best_so_far: Option<usize> = None;
    for (index, heading) in headings.iter().enumerate() {
        let Some(number) = heading.number.filter(|_| heading.form.is_none()) else {
            best.push((f32::NEG_INFINITY, None));
            continue;
        };
        let strong = heading.weight >= costs::PRIOR + costs::AFTER_NOTES - costs::TITLE_CASE;
        let mut chosen = (if strong { 0.0 } else { costs::FIRST_IN_THE_MIDDLE }, None);
        let mut consider = |from: Option<usize>, price: f32| {
            if let Some(from) = from
                && let Some(&(weight, _)) = best.get(from)
                && weight + price > chosen.0
            {
                chosen = (weight + price, Some(from));
            }
        };
        consider(number.checked_sub(1).and_then(|before| by_number.get(&before).copied()), costs::NEXT);
        for skipped in 2..=6 {
            consider(number.checked_sub(skipped).and_then(|before| by_number.get(&before).copied()), costs::SKIPS);
        }
        consider(best_so_far, costs::OUT_OF_ORDER);
        let total = chosen.0 + heading.weight;
        best.push((total, chosen.1));
        let better = |at: Option<&usize>| at.and_then(|&at| best.get(at)).is_none_or(|&(weight, _)| total > weight);
        if better(by_number.get(&number)) {
            by_number.insert(number, index);
        }
        if better(best_so_far.as_ref()) {
            best_so_far = Some(index);
        }
    }
    let mut chain = Vec::new();
    let mut at = best_so_far.filter(|&at| best.get(at).is_some_and(|&(weight, _)| weight > 0.0));
    while let Some(index) = at {
        chain.push(index);
        at = best.get(index).and_then(|&(_, before)| before);
    }
    chain.reverse();
    let mut chain = without_points(&chain, headings);
    // Headings within one record make a chain too, but few of them stand below notes. Seven in eight published records
    // have notes.
    let behind_notes = chain.iter().skip(1).filter(|&&at| headings.get(at).is_some_and(|o| o.after_notes)).count();
    // A single heading in the middle of the file is a numbered paragraph.
    let in_the_middle = |at: usize| headings.get(at).is_some_and(|o| !o.at_the_top && !o.after_notes);
    if behind_notes * 4 < chain.len() - chain.len().min(1) || matches!(*chain, [only] if in_the_middle(only)) {
        chain.clear();
    }
    chain
}
