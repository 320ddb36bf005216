//! One line in, its tokens out.

mod line;
mod token;

pub use line::{Line, LineKind, lines};
pub use token::{Token, TokenKind};
