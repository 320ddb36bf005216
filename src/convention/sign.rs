//! The signs that printers set in place of numbers.

/// The printer's footnote signs, in their order of use; the double bar also as box drawing has it.
pub const SIGNS: [char; 8] = ['*', '†', '‡', '§', '‖', '║', '¶', '#'];
