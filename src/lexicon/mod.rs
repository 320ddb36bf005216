//! What words say about the numbers beside them: one file for each language.
//!
//! Layout tells a footnote reference from another number in most cases; words help with the rest. A number behind `May`
//! is a day, and a number behind `telegram` is the number of a telegram. The file of a language supplies a [`Language`],
//! which stands in [`LANGUAGES`]. Which of them a text is written in, its commonest words tell ([`language_of`]).

mod choice;
mod cross_ref_words;
pub mod de;
pub mod en;
pub mod fr;
pub mod it;
mod language;
pub mod nl;
mod word_lists;

pub use choice::{LANGUAGES, language_of};
pub use cross_ref_words::{CrossRefWords, Forms};
pub use language::Language;
pub use word_lists::{Lexicon, WordList};
