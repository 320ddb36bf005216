//! Whether a volume has all its records, so that a cross reference to a record it lacks can be reported.

use super::key::Key;
use super::volume::Volume;

/// What the configuration says about whether a volume is complete.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Complete {
    /// Nothing. The volume's own numbers and citations decide.
    #[default]
    Auto,
    /// The volume has all its records, and each page has a marker.
    Yes,
    /// Some records may be missing.
    No,
}

/// The fewest records of a volume that looks complete.
const MIN_RECORDS: usize = 20;
/// The fewest citations of records in a volume that looks complete.
const MIN_CITATIONS: usize = 10;
/// Of this many numbers one may be missing, and of this many citations one may lead nowhere.
const ONE_MISSING_IN: usize = 20;
/// Of this many numbers behind the last record's, at most one is cited in a volume that looks complete. A volume that
/// is still being typed cites records that are to come.
const BEYOND: u64 = 20;
/// The most records that may still be typed behind the last one. A cited number that lies further behind is not theirs:
/// hardly a volume has more records.
const MAX_TO_COME: u64 = 1000;
/// The most citations of such far numbers that are counted, which bounds the work.
const MAX_FAR: usize = 500;

impl Volume {
    /// Whether the volume has all its records. Where its citations decide, those of the record `but` do not count.
    pub(super) fn is_complete(&self, complete: Complete, but: &Key) -> bool {
        match complete {
            Complete::Yes => true,
            Complete::No => false,
            Complete::Auto => self.looks_complete(but),
        }
    }

    fn looks_complete(&self, but: &Key) -> bool {
        let (range, answered) = if self.is_numbered_by_names() {
            (self.named.range(), self.named.answered())
        } else {
            (self.printed.range(), self.printed.answered())
        };
        let Some((records, first, last)) = range else { return false };
        if but.arabic().is_some_and(|number| number > last && number - last <= MAX_TO_COME) {
            return false;
        }
        // Citations that no later record can answer do not tell whether records are missing.
        let far =
            last.checked_add(MAX_TO_COME + 1).map_or(0, |from| self.citations.of_documents_from(from, but, MAX_FAR));
        let citations = self.citations.of_documents() - self.citations.of_document(but) - far;
        let beyond = (1..=BEYOND).filter_map(|step| last.checked_add(step).map(Key::Arabic));
        let beyond = beyond.filter(|key| key != but && self.citations.of_document(key) > 0);
        records >= MIN_RECORDS
            && first <= 1
            && last.saturating_sub(records as u64).saturating_mul(ONE_MISSING_IN as u64) <= last
            && citations >= MIN_CITATIONS
            && citations.saturating_sub(answered).saturating_mul(ONE_MISSING_IN) <= citations
            && beyond.take(2).count() < 2
    }
}
