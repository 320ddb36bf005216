//! What words say about the numbers beside them: one file for each language.
//!
//! Layout tells a footnote reference from another number in most cases; words help with the rest. A number behind `May`
//! is a day, and a number behind `telegram` is the number of a telegram. The file of a language supplies a [`Lexicon`].

pub mod en;
mod word_lists;

pub use word_lists::Lexicon;
