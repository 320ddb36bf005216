//! Note lists: where they stand, and the notes in them.

pub mod lists;
pub mod unannounced;
