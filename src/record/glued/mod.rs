//! Pairing: which marks of the running text are footnote references, and which note each leads to.
//!
//! In plain text a reference is just a digit: `could.2` ends in one, `3461` may end in one, `1962` is none. The pairing
//! is a sequence alignment of everything that may be a reference with the notes of the record:
//!
//! | step | where |
//! | --- | --- |
//! | find what may be a reference | [`candidates`], [`candidates_in_text`], [`readings`], [`enclosed`], [`letters`], [`words`] |
//! | in records with lists of letters, read the letters apart from the rest | [`letters_in_text`] |
//! | weigh it by what stands around it, and by whether anything else fits | [`features`], [`marks`], [`weights`], [`only_fit`] |
//! | choose references, and the note of each | [`alignment`], [`hypothesis`], [`ways`], [`steps`], [`evidence`] |
//! | bound the work, and go on from the last search | [`budget`], [`course`] |
//! | find references in a note to the notes behind it | [`in_notes`] |
//!
//! All weights are log-odds (natural logarithm). Those that are learned from published records are in [`weights`],
//! those that are set by hand in [`crate::record::costs`]. "The ten volumes" in the comments of this folder are the
//! published volumes that `src/measure` reads: the figures are counted over them.

pub mod alignment;
pub mod budget;
pub mod candidates;
pub mod candidates_in_text;
pub mod course;
pub mod enclosed;
pub mod evidence;
pub mod features;
pub mod hypothesis;
pub mod in_notes;
pub mod letters;
pub mod letters_in_text;
pub mod marks;
pub mod only_fit;
pub mod readings;
pub mod steps;
pub mod ways;
pub mod weights;
pub mod words;
