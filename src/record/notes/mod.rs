//! Note lists: finding them in a record, and the notes in them.

pub mod cut_short;
pub mod lettered;
pub mod lists;
pub mod unannounced;
