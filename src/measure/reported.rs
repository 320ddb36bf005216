//! What is reported of records with a slip.

use super::count::Share;
use super::reading::is_alarm;
use super::slips::{Kind, Slip};
use crate::check::{Code, diagnostics};
use crate::record::learn::{Published, Random};
use crate::record::{Placed, Snapshot};
use std::ops::AddAssign;

/// What was reported of records with a slip each.
#[derive(Clone, Debug, Default)]
pub(super) struct Reported {
    /// Of the slips of each kind, in the order of [`Kind::ALL`], those that were reported.
    pub slips: [Share; Kind::ALL.len()],
    /// Of all that was reported in these records, but for what only follows from a slip, one report a slip that is for it.
    pub deserved: Share,
}

impl Reported {
    /// What `read` makes of `records` with a slip of each kind in each of them, as far as there is a place for it.
    pub fn of(records: &[Published], read: impl Fn(&str) -> Snapshot) -> Self {
        let mut random = Random(0x2545_f491_4f6c_dd1d);
        let mut reported = Self::default();
        for published in records {
            for slip in Kind::ALL.iter().filter_map(|kind| kind.plant(published, &mut random)) {
                reported.add(&slip, &alarms(&read(&slip.text)));
            }
        }
        reported
    }

    /// Adds what was reported, each by its rule and line, of the record with `slip`.
    fn add(&mut self, slip: &Slip, alarms: &[(Code, usize)]) {
        let (rules, following) = slip.kind.rules();
        let hit = alarms.iter().position(|(code, line)| rules.contains(code) && slip.lines.contains(line));
        let other = |&(at, (code, _)): &(usize, &(Code, usize))| Some(at) != hit && !following.contains(code);
        let others = alarms.iter().enumerate().filter(other).count();
        self.slips[slip.kind as usize].add(hit.is_some());
        let hits = usize::from(hit.is_some());
        self.deserved += Share { part: hits, whole: hits + others };
    }

    /// Of all slips those that were reported.
    pub fn recall(&self) -> Share {
        self.slips.iter().fold(Share::default(), |mut sum, &slips| {
            sum += slips;
            sum
        })
    }
}

impl AddAssign for Reported {
    fn add_assign(&mut self, other: Self) {
        self.slips.iter_mut().zip(other.slips).for_each(|(sum, slips)| *sum += slips);
        self.deserved += other.deserved;
    }
}

/// The errors and warnings of a file, each by its rule and line, from 0.
fn alarms(snapshot: &Snapshot) -> Vec<(Code, usize)> {
    let text = snapshot.text();
    let of_record = |placed: &Placed| {
        let start = placed.start;
        let found = diagnostics(&placed.record).into_iter().filter(is_alarm);
        found.map(move |found| (found.code, text.line_of(found.span.shifted(start).start))).collect::<Vec<_>>()
    };
    snapshot.records().iter().flat_map(of_record).collect()
}

mod tests {
    use super::*;
    use crate::convention::Marks;
    use crate::record::learn::testing::published;

    const UNREFERENCED: Code = Code::UnreferencedNote;

    /// Checks what counts as reported, and what as deserved, where a reference to the note in line 8 is lost and the
    /// `alarms` are given.
    #[track_caller]
    fn check(alarms: &[(Code, usize)], slips: (usize, usize), deserved: (usize, usize)) {
        let mut reported = Reported::default();
        reported.add(&Slip { kind: Kind::ReferenceLost, text: String::new(), lines: vec![8] }, alarms);
        let share = |(part, whole)| Share { part, whole };
        assert_eq!((reported.recall(), reported.deserved), (share(slips), share(deserved)));
        assert_eq!(reported.slips[Kind::ReferenceLost as usize], share(slips));
    }

    #[test]
    fn a_slip_is_reported_by_its_rule_in_its_line() {
        check(&[(UNREFERENCED, 8)], (1, 1), (1, 1));
        check(&[], (0, 1), (0, 0));
        check(&[(UNREFERENCED, 9)], (0, 1), (0, 1));
        check(&[(Code::EmptyNote, 8)], (0, 1), (0, 1));
    }

    #[test]
    fn what_else_is_reported_is_undeserved() {
        check(&[(Code::DanglingReference, 2), (UNREFERENCED, 8)], (1, 1), (1, 2));
        check(&[(UNREFERENCED, 8), (UNREFERENCED, 8)], (1, 1), (1, 2));
    }

    #[test]
    fn what_follows_from_a_slip_is_neither() {
        let mut reported = Reported::default();
        let slip = Slip { kind: Kind::NoteLost, text: String::new(), lines: vec![2] };
        reported.add(&slip, &[(Code::DanglingReference, 2), (Code::NoteNumbering, 8)]);
        assert_eq!(reported.deserved, Share { part: 1, whole: 1 });
    }

    #[test]
    fn every_slip_of_a_plain_record_is_reported_and_nothing_else() {
        let text = "4. Letter From the Lock Keeper0\n\n[Page 11] The lock stood open.1 The gate [of the upper basin] was shut.2\n\n[Page 12] The barge sank.3\n\n[Page 13] It rose.4\n\n  1. From the books.\n  2. In May.\n  3. By night.\n  4. Not found.\n  5. Later.\n";
        let read = |text: &str| Snapshot::new(text, Marks::default());
        let reported = Reported::of(&[published("d4.txt", text)], read);
        let all = Share { part: Kind::ALL.len(), whole: Kind::ALL.len() };
        assert_eq!((reported.recall(), reported.deserved), (all, all));
    }
}
