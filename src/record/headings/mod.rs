//! Headings: finding the heading of a record, and dividing a file of many records at their headings.

pub mod heading;
pub mod own_lists;
pub mod possible;
pub mod sections;
pub mod segment;
pub mod titles;
