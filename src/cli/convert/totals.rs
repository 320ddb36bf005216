//! What all conversions of a run came to.

/// The outcomes of all files.
#[derive(Debug, Default)]
pub(super) struct Totals {
    /// Whether something is in doubt or was not kept as it is.
    pub remarked: bool,
    /// Whether a file could not be read, converted or written.
    pub failed: bool,
}
