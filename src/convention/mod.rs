//! What marks look like: one file a convention, and the page markers that a user adds.

pub mod numeral;
pub mod patterns;
pub mod plain;
