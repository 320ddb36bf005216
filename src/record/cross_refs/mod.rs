//! Finding cross references: words that point to another record, note or page, such as `See Document 223`.

pub mod citation;
pub mod editorial;
pub mod keywords;
pub mod scan;
mod supra;
