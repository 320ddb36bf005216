//! How a volume names its records.

/// A record of a volume. It names the record until the record's file is set without it or removed; the volume may then
/// give the same name to a new record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(pub(super) u32);

impl RecordId {
    /// Not after any other in the derived order.
    pub(super) const FIRST: Self = Self(0);
    /// Not before any other in the derived order.
    pub(super) const LAST: Self = Self(u32::MAX);
}
