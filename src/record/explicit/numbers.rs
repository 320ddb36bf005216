//! References that print numbers in a form that nothing else has: `could.[2]`, `could.²`.

use crate::record::ascent::longest_ascent;
use crate::record::explicit::by_label::{Entry, Mark, by_label};
use crate::record::glued::candidates::Candidates;
use crate::record::pairs::{Item, Pair};

/// References of one form, and where they lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbered {
    /// Those that lead to a note, in the order of the text.
    pub pairs: Vec<Pair>,
    /// Those that lead to none: indices of candidates, in the order of the text.
    pub unpaired: Vec<usize>,
    /// How many notes they lead to.
    pub led_to: usize,
}

impl Numbered {
    /// Whether a reference leads to each of `items`, and those that lead nowhere only go on behind the last: their notes are
    /// still to be typed.
    pub fn is_complete(&self, candidates: &Candidates, items: &[Item]) -> bool {
        let number = |mark: &usize| candidates.all.get(*mark).and_then(|candidate| candidate.number);
        let last = self.pairs.iter().filter_map(|pair| number(&pair.candidate)).max();
        let mut due = (1..).zip(&self.unpaired);
        let goes_on = |(ahead, mark): (u32, &usize)| number(mark) == last.and_then(|last| last.checked_add(ahead));
        !items.is_empty() && self.led_to == items.len() && due.all(goes_on)
    }

    /// Whether they lead to one of `items` after the other, and are [complete](Self::is_complete) but for one slip in
    /// [`Self::SOUND`].
    pub fn are_one_by_one(&self, candidates: &Candidates, items: &[Item]) -> bool {
        let notes: Vec<_> = self.pairs.iter().map(|pair| pair.note).collect();
        let in_order = longest_ascent(&notes).into_iter().filter(|in_order| *in_order).count();
        // A mistyped number is one slip, though its note lacks a reference too.
        let slips = items.len().max(self.pairs.len() + self.unpaired.len()) - in_order;
        let is_complete = in_order == self.pairs.len() && self.is_complete(candidates, items);
        // Where each note has its reference, one more rather is a point.
        let has_more = self.led_to == items.len() && self.pairs.len() > items.len();
        is_complete || (!has_more && slips * Self::SOUND <= in_order)
    }

    /// So many references and notes that lead to each other make up for one that does not.
    const SOUND: usize = 3;
}

/// Where `marks`, indices of candidates in the order of the text, lead by their numbers: to the notes of `items` that carry
/// these, or each to the one above where the list counts by position under references from 0. The way that leads to more
/// notes counts.
pub fn pair(marks: &[usize], candidates: &Candidates, items: &[Item]) -> Numbered {
    // Most records have no such marks: nothing is built for them.
    if marks.is_empty() {
        return Numbered::default();
    }
    let [equal, above] = [0, 1].map(|above| pair_above(marks, candidates, items, above));
    if above.led_to > equal.led_to { above } else { equal }
}

/// Where `marks` lead if each note carries a number that is `above` that of its references.
fn pair_above(marks: &[usize], candidates: &Candidates, items: &[Item], above: u32) -> Numbered {
    let mark = |&mark: &usize| {
        let candidate = candidates.all.get(mark)?;
        Some((mark, Mark { at: candidate.span.start, label: candidate.number?.checked_add(above)? }))
    };
    let (indices, printed): (Vec<_>, Vec<_>) = marks.iter().filter_map(mark).unzip();
    let carried: Vec<_> =
        items.iter().map(|item| Entry { label: item.number, serves: item.from..item.until }).collect();
    let mut found = Numbered::default();
    let mut is_led_to = vec![false; items.len()];
    for (candidate, note) in indices.into_iter().zip(by_label(&printed, &carried)) {
        match note {
            Some(note) => {
                found.pairs.push(Pair { candidate, note });
                if let Some(is_led_to) = is_led_to.get_mut(note) {
                    found.led_to += usize::from(!std::mem::replace(is_led_to, true));
                }
            }
            None => found.unpaired.push(candidate),
        }
    }
    found
}
