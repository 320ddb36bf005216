//! Pairing by label: for marks that say what they are, such as `could.[2]`, `could.²` and `could.*`.
//!
//! Nothing is guessed. A reference leads to the note that carries its label in the list that serves its place. Two references
//! with one label lead to one note, however far apart they are, and order never overrules labels. It may only
//! put one in doubt ([`misprints`]).

pub mod by_label;
pub mod marked;
pub mod misprints;
pub mod numbers;
pub mod scope;
pub mod signs;
