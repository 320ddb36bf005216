//! One line in, its tokens out.

mod line;

pub use line::{Line, lines};
