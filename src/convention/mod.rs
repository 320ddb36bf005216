//! What marks look like: one file a convention.

pub mod numeral;
pub mod plain;
