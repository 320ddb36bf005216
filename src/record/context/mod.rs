//! What stands around a digit, and what that tells of it.

pub mod classes;
pub mod contexts;
pub mod emphasis;
pub mod other_numbers;
pub mod place;
pub mod table_sums;
