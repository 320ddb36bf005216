//! Which note each mark leads to, where a record has any number of note lists, each of which serves a stretch of it.
//!
//! | how the labels run | what serves a mark |
//! | --- | --- |
//! | no label begins again | the one note of its label, wherever it stands |
//! | they begin again, and most notes stand on the page of their references | the notes of its page |
//! | they begin again otherwise | the next list behind it; where one list has several runs of labels, the run that is due |

use crate::record::explicit::by_label::{self, Mark, by_label};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A mark, in the order of the text.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// What stands for its label: equal labels are one number.
    pub label: usize,
    /// The page that it stands on.
    pub page: usize,
    /// The list of a note, counted from 0; none for a reference.
    pub list: Option<usize>,
    /// The note that it stands in, counted from 0.
    pub within: Option<usize>,
    /// Whether it is paired at all.
    pub is_paired: bool,
}

/// Where marks lead.
#[derive(Debug, Default)]
pub struct Led {
    /// For each mark, the note that it leads to, counted from 0; none for a note.
    pub note_of: Vec<Option<usize>>,
    /// The lists whose labels begin again.
    pub begins_anew: HashSet<usize>,
}

/// A note: the mark, and what of it counts for the pairing.
#[derive(Clone, Copy)]
struct Entry {
    at: usize,
    label: usize,
    page: usize,
    list: usize,
}

/// Where `places` lead.
pub fn lead(places: &[Place]) -> Led {
    let mut notes = Vec::new();
    for (at, place) in places.iter().enumerate() {
        if let Some(list) = place.list {
            notes.push(Entry { at, label: place.label, page: place.page, list });
        }
    }
    let mut led = Led { note_of: vec![None; places.len()], begins_anew: anew(places, &notes) };
    if !begins_again(places, &notes) {
        led.begins_anew.clear();
        lead_by_label(places, &notes, |_| true, |_| 0..usize::MAX, &mut led.note_of);
    } else if are_by_page(places, &notes) {
        let page_begins = |page: usize| places.partition_point(|place| place.page < page);
        let page = |note: &Entry| page_begins(note.page)..page_begins(note.page + 1);
        lead_by_label(places, &notes, |_| true, page, &mut led.note_of);
    } else {
        in_stretches(places, &notes, &mut led);
        // A mark in a note leads to a note of the same list, or of the next.
        let begins = |list: usize| notes.get(notes.partition_point(|note| note.list < list)).map(|first| first.at);
        let near = |note: &Entry| {
            begins(note.list.saturating_sub(1)).unwrap_or(0)..begins(note.list + 1).unwrap_or(usize::MAX)
        };
        lead_by_label(places, &notes, |place| place.within.is_some(), near, &mut led.note_of);
    }
    led
}

/// Leads the references among `places` that `counts` to those of `notes` with their labels, each of which `serves` some places.
fn lead_by_label(
    places: &[Place],
    notes: &[Entry],
    counts: impl Fn(&Place) -> bool,
    serves: impl Fn(&Entry) -> Range<usize>,
    note_of: &mut [Option<usize>],
) {
    let is_reference = |place: &Place| place.list.is_none() && place.is_paired && counts(place);
    let references = places.iter().enumerate().filter(|(_, place)| is_reference(place));
    let marks: Vec<_> = references.map(|(at, place)| Mark { at, label: place.label }).collect();
    let carried: Vec<_> =
        notes.iter().map(|note| by_label::Entry { label: Some(note.label), serves: serves(note) }).collect();
    for (mark, note) in marks.iter().zip(by_label(&marks, &carried)) {
        if let Some(led) = note_of.get_mut(mark.at) {
            *led = note;
        }
    }
}

/// The lists whose labels begin again: they begin with the label with which the labels began last, or with another that a list
/// since then has and a reference above this one prints once more.
fn anew(places: &[Place], notes: &[Entry]) -> HashSet<usize> {
    let (mut seen, mut found) = (HashSet::new(), HashSet::new());
    let mut begun = None;
    let mut before = 0;
    for list in notes.chunk_by(|a, b| a.list == b.list) {
        let Some(first) = list.first() else { continue };
        let prints = |place: &Place| place.list.is_none() && place.label == first.label;
        let is_printed = || places.get(before..first.at).is_some_and(|above| above.iter().any(prints));
        if begun == Some(first.label) || (seen.contains(&first.label) && is_printed()) {
            found.insert(first.list);
            seen.clear();
            begun = None;
        }
        begun = begun.or(Some(first.label));
        seen.extend(list.iter().map(|note| note.label));
        before = list.last().map_or(before, |note| note.at);
    }
    found
}

/// Whether the labels begin again on purpose: those with which the first list begins come twice, among notes and references.
fn begins_again(places: &[Place], notes: &[Entry]) -> bool {
    let mut counts: HashMap<usize, (usize, usize)> = HashMap::new();
    for place in places.iter().filter(|place| place.is_paired) {
        let (labelled, printed) = counts.entry(place.label).or_default();
        *(if place.list.is_some() { labelled } else { printed }) += 1;
    }
    let repeated = |label: &usize| counts.get(label).is_some_and(|&(labelled, printed)| labelled > 1 && printed > 1);
    let of_lists = notes.chunk_by(|a, b| a.list == b.list).filter_map(|list| list.first());
    of_lists.map(|first| first.label).any(|label| repeated(&label))
}

/// Whether four of five notes stand on the page of a reference of their label.
fn are_by_page(places: &[Place], notes: &[Entry]) -> bool {
    if notes.iter().all(|note| note.page == 0) {
        return false;
    }
    let references = places.iter().filter(|place| place.list.is_none());
    let printed: HashSet<_> = references.map(|place| (place.page, place.label)).collect();
    let kept = notes.iter().filter(|note| printed.contains(&(note.page, note.label))).count();
    kept * 5 >= notes.len() * 4
}

/// A reference of the running text that leads nowhere yet.
#[derive(Clone, Copy)]
struct Awaiting {
    at: usize,
    /// How many stretches of the text end before it.
    stretch: usize,
    /// How often the labels began again before it.
    epoch: usize,
}

/// Pairs the references of the running text with the lists behind them. Lists between which no reference stands serve the same
/// stretch, one run of its labels each.
fn in_stretches(places: &[Place], notes: &[Entry], led: &mut Led) {
    let mut awaiting: HashMap<usize, Vec<Awaiting>> = HashMap::new();
    // The note of each label since the labels last began again.
    let mut current: HashMap<usize, usize> = HashMap::new();
    let (mut stretch, mut epoch) = (0, 0);
    let mut references: Vec<usize> = Vec::new();
    let mut rest = notes.chunk_by(|a, b| a.list == b.list).peekable();
    let mut number = 0;
    let mut at = 0;
    // Whether a mark is a reference of the running text.
    let is_text = |at: usize| {
        places.get(at).is_some_and(|place| place.list.is_none() && place.within.is_none() && place.is_paired)
    };
    while let Some(first) = rest.peek().and_then(|list| list.first()) {
        references.clear();
        references.extend((at..first.at).filter(|&at| is_text(at)));
        at = at.max(first.at);
        // The lists of this stretch: those before the next reference of the running text.
        let mut lists = Vec::new();
        while let Some(list) =
            rest.next_if(|list| lists.is_empty() || list.first().is_some_and(|note| !(at..note.at).any(is_text)))
        {
            at = list.last().map_or(at, |note| note.at);
            lists.push(list);
        }
        let runs = runs(places, &references, &lists);
        for (list, of_run) in lists.iter().zip(runs) {
            if list.first().is_some_and(|note| led.begins_anew.contains(&note.list)) {
                epoch += 1;
                current.clear();
            }
            for &at in &of_run {
                let Some(place) = places.get(at) else { continue };
                awaiting.entry(place.label).or_default().push(Awaiting { at, stretch, epoch });
            }
            for (index, note) in list.iter().enumerate() {
                let waiting = awaiting.remove(&note.label).unwrap_or_default();
                let is_here = waiting.iter().any(|one| one.stretch == stretch);
                for one in waiting {
                    if (!is_here || one.stretch == stretch)
                        && one.epoch == epoch
                        && let Some(led) = led.note_of.get_mut(one.at)
                    {
                        *led = Some(number + index);
                    }
                }
                current.entry(note.label).or_insert(number + index);
            }
            number += list.len();
            // What the list has no note for may refer once more to a note before it.
            for at in of_run {
                let back = places.get(at).and_then(|place| current.get(&place.label)).copied();
                if let Some(led) = led.note_of.get_mut(at)
                    && led.is_none()
                {
                    *led = back;
                }
            }
            stretch += 1;
        }
    }
    // Behind the last list.
    for (at, place) in places.iter().enumerate().skip(at) {
        if place.list.is_none()
            && place.within.is_none()
            && place.is_paired
            && let Some(led) = led.note_of.get_mut(at)
        {
            *led = current.get(&place.label).copied();
        }
    }
}

/// Divides `references` among `lists`: a list takes those up to where the labels of the next one begin.
fn runs(places: &[Place], references: &[usize], lists: &[&[Entry]]) -> Vec<Vec<usize>> {
    let mut found = vec![Vec::new(); lists.len()];
    let label = |at: usize| places.get(at).map(|place| place.label);
    let mut list = 0;
    // The labels of the list that were seen.
    let mut seen = HashSet::new();
    for (index, &at) in references.iter().enumerate() {
        let next = lists.get(list + 1).and_then(|next| next.first()).map(|note| note.label);
        let second = lists.get(list + 1).and_then(|next| next.get(1)).map(|note| note.label);
        let end = lists.get(list).and_then(|list| list.last()).map(|note| note.label);
        if next.is_some() && label(at) == next {
            let is_complete = end.is_some_and(|end| seen.contains(&end));
            let following = references.get(index + 1).and_then(|&at| label(at));
            let begins = second.is_some() && following == second && second.is_some_and(|second| seen.contains(&second));
            if is_complete || begins {
                list += 1;
                seen.clear();
            }
        }
        seen.extend(label(at));
        if let Some(run) = found.get_mut(list) {
            run.push(at);
        }
    }
    found
}
