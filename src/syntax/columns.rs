//! Columns: what sets the cells of a table apart in a line of plain text.

use memchr::memmem::Finder;
use std::sync::LazyLock;

/// White space of this width, or wider, separates the columns of a table.
pub const COLUMN_GAP: &str = "   ";

static GAP: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(COLUMN_GAP));

/// Whether `text` contains a [`COLUMN_GAP`].
pub fn has_a_gap(text: &str) -> bool {
    GAP.find(text.as_bytes()).is_some()
}

/// Whether `line` looks like a row of a table: it contains a tab, a `|`, or a [`COLUMN_GAP`] behind its indent.
pub fn is_row(line: &str) -> bool {
    memchr::memchr2(b'\t', b'|', line.as_bytes()).is_some() || has_a_gap(line.trim_start())
}
