//! Headings: a record's own, and those that divide a file into records.

pub mod heading;
pub mod segment;
