//! The scan of a text line by line: each line's kind and the marks in it, without regard to the lines around it.

pub mod columns;
pub mod date;
mod line;
mod title;

pub use line::{FORM_FEED, Line, lines};
pub use title::{Title, TitleForm};
