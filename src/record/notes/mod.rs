//! Note lists: finding them in a record, and the notes in them.

pub mod lists;
pub mod unannounced;
