//! How sure it is that a reference leads to its note.

use crate::record::costs::alignment::MARGIN;

/// How much worse the best other pairing of a record is than the one in which a reference leads to its note, in tenths of
/// log-odds (natural logarithm), from 0 to [`Certainty::FULL`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Certainty(i16);

impl Certainty {
    /// Nothing is known of other pairings, or another is as good.
    pub const NONE: Self = Self(0);
    /// No other pairing comes near. It is that of marks that say what they are.
    pub const FULL: Self = Self((MARGIN * 10.0) as i16);
    /// The least certainty on which edits rest. Of 5,497 pairs in six published volumes from which nothing was learned 96.5% are
    /// as certain, and 99.87% of these are right; with more certainty as many are right.
    pub const ENOUGH: Self = Self(36);

    /// The certainty of a pair where the best pairing without it is worse by `margin`, in log-odds.
    pub fn of(margin: f32) -> Self {
        Self((margin * 10.0).clamp(0.0, f32::from(Self::FULL.0)) as i16)
    }

    /// In log-odds.
    pub fn log_odds(self) -> f32 {
        f32::from(self.0) / 10.0
    }
}
