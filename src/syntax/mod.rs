//! The scan of a text line by line: each line's kind and the marks in it, without regard to the lines around it.

mod line;

pub use line::{Line, lines};
