//! Cross references: words that point to another record, note or page.

pub mod citation;
pub mod editorial;
pub mod keywords;
pub mod scan;
mod supra;
