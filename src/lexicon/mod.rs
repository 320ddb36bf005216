//! What words say about the numbers beside them: one file for each language.
//!
//! Layout tells a footnote reference from another number in most cases; words help with the rest. A number behind `May`
//! is a day, and a number behind `telegram` is the number of a telegram. The file of a language supplies a [`Language`],
//! which stands in [`LANGUAGES`]. Which of them a record is written in, its commonest words tell ([`Language::of_text`]).

mod cross_ref_words;
pub mod de;
pub mod en;
pub mod fr;
pub mod it;
mod language;
pub mod nl;
mod word_lists;

pub use cross_ref_words::{CrossRefWords, Forms};
pub use language::Language;
pub use word_lists::{Lexicon, WordList};

/// The languages that records may be written in. English comes first: it is what a text counts as where its words do not
/// tell.
pub static LANGUAGES: [&Language; 5] = [&en::LANGUAGE, &de::LANGUAGE, &fr::LANGUAGE, &nl::LANGUAGE, &it::LANGUAGE];
