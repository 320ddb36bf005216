//! References with a mistyped number that leads nowhere.
//!
//! Suppose that `could.1 It sank.17 They rose.3` stands above the notes 1 to 3. No reference leads to note 2, and no number between
//! references 1 and 3 is a 2. If a number there looks like a reference, it is rather that of note 2, mistyped. The alignment
//! takes it for one only if it is very likely ([`Step::Misprint`](crate::record::glued::steps::Step::Misprint)).

use crate::record::costs::alignment::ASTRAY;
use crate::record::glued::candidates::Candidates;
use crate::record::pairs::Pair;

/// The mistyped references, as indices of candidates. `notes` is how many notes there are; `pairs` are the references that lead
/// to one, in the order of the text, `further` those that lead back, and `unpaired` those that lead to none, in the order of
/// the text, too.
pub fn find(candidates: &Candidates, notes: usize, pairs: &[Pair], further: &[Pair], unpaired: &[usize]) -> Vec<usize> {
    let mut led_to = vec![false; notes];
    for pair in pairs.iter().chain(further) {
        let two = candidates.all.get(pair.candidate).is_some_and(|candidate| candidate.second.is_some());
        led_to.iter_mut().skip(pair.note).take(1 + usize::from(two)).for_each(|led_to| *led_to = true);
    }
    // Marks that say what they are may come in any order, over any stretch of notes.
    if !led_to.contains(&false) {
        return Vec::new();
    }
    let between = |two: &[Pair]| {
        let [before, after] = two else { return None };
        let (first, second) = (candidates.all.get(before.candidate)?, candidates.all.get(after.candidate)?);
        let next = before.note + 1 + usize::from(first.second.is_some());
        let numbered = first.number.is_some() && second.number.is_some();
        let open = || candidates.between(Some(before.candidate), Some(after.candidate));
        let lacks = led_to.get(next..after.note).is_some_and(|passed| passed.contains(&false));
        let is_unpaired = |at: usize| unpaired.binary_search(&at).is_ok();
        if !lacks || !numbered || second.may_go_on || open().any(|(at, _)| is_unpaired(at)) {
            return None;
        }
        let leads_back = |at: usize| further.binary_search_by_key(&at, |pair| pair.candidate).is_ok();
        let may_be = open().filter(|(at, candidate)| {
            candidate.weight >= ASTRAY && candidate.second.is_none() && !candidate.may_go_on && !leads_back(*at)
        });
        may_be.max_by(|a, b| a.1.weight.total_cmp(&b.1.weight)).map(|(at, _)| at)
    };
    pairs.windows(2).filter_map(between).collect()
}
