//! Pairing: which marks of the running text are footnote references, and which note each leads to.
//!
//! In plain text a reference is just a digit: `could.2` ends in one, `3461` may end in one, `1962` is none. The pairing is
//! a sequence alignment of the [`candidates`] with the notes, in [`alignment`].

pub mod alignment;
pub mod candidates;
pub mod enclosed;
pub mod evidence;
pub mod features;
pub mod letters;
pub mod marks;
pub mod steps;
pub mod unique_match;
pub mod unpaired;
pub mod weights;
