//! What words mean: a file a language.
//!
//! Most of what tells a footnote reference from another number is layout. Words are the smaller part: a number behind
//! `May` is a day, one behind `telegram` is a telegram's. A language is one file here with a [`Lexicon`].

pub mod en;
mod word_lists;

pub use word_lists::Lexicon;
