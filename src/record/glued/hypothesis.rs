//! The hypotheses of the [alignment](crate::record::glued::alignment), and the references that they are made of.

use crate::record::costs::alignment::MARGIN;
use crate::record::pairs::Pair;
use std::cmp::Ordering;
use std::num::NonZeroU8;

/// A choice for the text read so far.
#[derive(Clone, Copy, Debug)]
pub struct Hypothesis {
    /// One more than the index of the hypothesis's last note: 0 before the first one.
    pub notes: u32,
    /// The number that its last numbered reference printed.
    pub number: Option<u32>,
    /// If that reference leads to no note, by how much its number is greater than that of the last one that does, up to
    /// [`Self::MOST_LOST`]; otherwise 0.
    pub lost: u8,
    /// The letter that its last reference by a letter printed.
    pub letter: Option<NonZeroU8>,
    /// Where the last reference by a sign stands in the usual order of signs, from 1 ([`rank`](crate::convention::sign::rank)).
    pub sign: Option<NonZeroU8>,
    /// How it takes the record to set its references: an index into the ways that are searched.
    pub way: u8,
    /// The sum of what its references and steps are worth, in log-odds.
    pub score: f32,
    /// The hypothesis's last reference, as an index into the list of all [`Link`]s; [`NOWHERE`] before the first.
    pub link: u32,
}

impl Hypothesis {
    /// Nothing is read yet.
    pub const START: Self =
        Self { notes: 0, number: None, lost: 0, letter: None, sign: None, way: 0, score: 0.0, link: NOWHERE };

    /// Greater numbers are not told apart.
    const GREATEST: u64 = (1 << 28) - 1;

    /// A greater difference is not known exactly.
    pub const MOST_LOST: u8 = 15;

    /// The last note, the way, the last sign, letter and numbers in one number, which is quickly compared: how the hypothesis may
    /// go on depends on hardly anything else.
    pub fn place(&self) -> u64 {
        let letter = self.letter.map_or(0, |letter| u64::from(letter.get() - b'a') + 1);
        let sign = self.sign.map_or(0, |sign| u64::from(sign.get()));
        let number = self.number.map_or(0, |number| u64::from(number) + 1).min(Self::GREATEST);
        u64::from(self.notes) << 44
            | u64::from(self.way) << 42
            | sign << 37
            | letter << 32
            | u64::from(self.lost) << 28
            | number
    }

    /// The number of its last reference that led to a note, as far as that is known.
    pub fn paired_number(&self) -> Option<u32> {
        let lost = Some(self.lost).filter(|lost| *lost < Self::MOST_LOST)?;
        self.number?.checked_sub(u32::from(lost))
    }

    /// Which comes first in a list: by place, and at one place the better one; of equally good ones the earlier, so that
    /// the result does not depend on the sorting.
    pub fn in_order(&self, other: &Self) -> Ordering {
        self.place().cmp(&other.place()).then(other.score.total_cmp(&self.score)).then(self.link.cmp(&other.link))
    }
}

/// A reference of one or more hypotheses: the candidate, its note, and the reference before it.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// An index into [`Candidates::all`](crate::record::glued::candidates::Candidates::all).
    pub candidate: u32,
    /// An index into the notes; [`NOWHERE`] if the reference leads to none.
    pub note: u32,
    /// The reference before, as an index into the list of all [`Link`]s; [`NOWHERE`] for the first.
    pub before: u32,
    /// Whether it leads back to an earlier note than the reference before it does.
    pub goes_back: bool,
}

/// Stands for no note and for no reference before.
pub const NOWHERE: u32 = u32::MAX;

impl Link {
    /// The reference and its note.
    pub fn pair(&self) -> Pair {
        Pair { candidate: self.candidate as usize, note: self.note as usize }
    }
}

/// Where a hypothesis was given up for another that is as far on and not much better: the last reference of the better
/// one, that of the worse one, and by how much it is better.
#[derive(Clone, Debug, Default)]
pub struct Ties(pub Vec<(u32, u32, f32)>);

impl Ties {
    pub fn add(&mut self, better: &Hypothesis, worse: &Hypothesis, distance: f32) {
        if distance < MARGIN && better.link != worse.link {
            self.0.push((better.link, worse.link, distance));
        }
    }
}
