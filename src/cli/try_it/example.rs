//! The example that `obelus try` shows.

use include_dir::{Dir, include_dir};

/// A volume of invented records.
pub(super) static VOLUME: Dir = include_dir!("$CARGO_MANIFEST_DIR/tests/records");

/// The name of the record in [`VOLUME`] that has slips.
pub(super) const RECORD: &str = "d15.txt";
