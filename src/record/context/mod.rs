//! What stands around a number in the running text, and what that says about it.
//!
//! A full stop stands before the 2 of `could.2`, so the 2 is likely a footnote reference. A unit stands after the 3 of
//! `3 miles`, so the 3 is a measure. The pairing ([`crate::record::glued`]) asks these files about each run of digits.
//!
//! "The ten volumes" in the comments of this folder are the published volumes that `src/measure` reads: the figures are
//! counted over them.

pub mod classes;
pub mod emphasis;
pub mod kinds;
pub mod other_numbers;
pub mod place;
pub mod surroundings;
pub mod table_sums;
pub mod usual_digits;
